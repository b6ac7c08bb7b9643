"""The reports' own entities as they are held against each other, and what is judged of two of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.model.claim import Entity, Mention
from twosource.model.ledger import Judgement
from twosource.model.report import Span
from twosource.values.name import fold

#: Names less alike than this call for no judgement, unless they share a surname.
ALIKE = 0.6


class Named(NamedTuple):
    """One entity of one report: mentions and the phrases they are of, spellings, where it lies on the map, which offices it holds."""

    entity: Entity
    report: str
    mentions: tuple[Mention, ...]
    phrases: tuple[Span, ...]
    spellings: tuple[tuple[str, int], ...]
    sites: frozenset[int]
    countries: frozenset[str]
    offices: frozenset[str] = frozenset()
    sited: int = 0  # how often the name stands where a place does: "in", "at"

    @property
    def folded(self) -> str:
        return fold(self.entity.name)


class Judged(NamedTuple):
    """A judgement on two of the named, by their numbers."""

    one: int
    other: int
    judgement: Judgement
    score: float
    reason: str


def chain(numbers: Sequence[int], score: float, reason: str) -> Iterator[Judged]:
    """All of them are one with the first."""
    for number in numbers[1:]:
        yield Judged(numbers[0], number, Judgement.POSITIVE, score, reason)


def grouped(numbers: Iterable[int], key: Mapping[int, str]) -> Iterator[list[int]]:
    """The numbers in groups, those of one key in one group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        groups[key[number]].append(number)
    yield from groups.values()
