"""Which copies carry what a side of a conflict or change says, so that a reader sees every report that has it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from twosource.connect.align import same_figure
from twosource.connect.figures import Figure
from twosource.connect.sides import cite
from twosource.model.ledger import Change, Conflict, Side
from twosource.model.report import Cite

Told = TypeVar("Told", Conflict, Change)


def copies_of(figures: Sequence[Figure], echo_of: Mapping[tuple[str, int], Figure]) -> Mapping[Cite, frozenset[Cite]]:
    """From the words of a first telling to those of the copies that left its figure as it was."""
    found: dict[Cite, set[Cite]] = defaultdict(set)
    for figure in figures:
        told = echo_of.get(figure.key)
        if told is not None and same_figure(figure, told):
            found[cite(told)].add(cite(figure))
    return {first: frozenset(copies) for first, copies in found.items()}


def carried(records: Iterable[Told], copies: Mapping[Cite, frozenset[Cite]]) -> Iterator[Told]:
    """The records with the copies among the cites of each side; their ids stay those of the first tellings."""
    for record in records:
        if isinstance(record, Conflict):
            yield msgspec.structs.replace(record, sides=tuple(_carried(side, copies) for side in record.sides))
        else:
            yield msgspec.structs.replace(record, from_=_carried(record.from_, copies), to=_carried(record.to, copies))


def _carried(side: Side, copies: Mapping[Cite, frozenset[Cite]]) -> Side:
    more = frozenset[Cite]().union(*(copies.get(cited, frozenset()) for cited in side.cites))
    return msgspec.structs.replace(side, cites=tuple(sorted({*side.cites, *more})))
