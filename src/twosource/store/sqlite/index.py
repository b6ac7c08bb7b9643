"""What is searched, taken from the records that changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from msgspec.structs import astuple
from sqlalchemy import Connection, bindparam, delete, insert, select

from twosource.model.codec import Record, decode
from twosource.store.base import Identity, Searchable, kind_of
from twosource.store.sought import places
from twosource.store.sqlite.schema import made, records, said
from twosource.store.sqlite.statements import Lookup, Many

T = TypeVar("T")

#: Records whose bodies are held at once, and records whose rows are put in order together.
SHARE, RUN = 100, 5_000

_BODIES = Lookup(
    select(
        *(records.c.n, records.c.kind, records.c.id, records.c.digest),
        select(made.c.step).where(made.c.record == records.c.n).exists().label("voiced"),
    ).where(records.c.kind == bindparam("kind")),
    records.c.id,
)
_INDEXED = Lookup(select(said.c.n, said.c.record), said.c.record)
_FULL = Lookup(select(records.c.n, records.c.kind, records.c.id, records.c.body), records.c.n)
_TAKEN = Lookup(select(said.c.n), said.c.n)
_TAKE_OUT = Many(delete(said).where(said.c.n == bindparam("number")), "number")
_PUT_IN = Many(insert(said), *said.c.keys())


class _Turn(NamedTuple):
    """Rows of the index to take out, and records to put in."""

    out: list[int]
    into: list[int]


def refresh(connection: Connection, touched: Collection[Identity], kinds: Mapping[str, type[Record]], searchable: Searchable) -> None:
    """The index holds what these records say as they are shown now, and nothing of what they said before."""
    turn = _Turn([], [])
    for share in _shares(sorted(touched), RUN):
        out, into = _turned(connection, share)
        turn.out.extend(out)
        turn.into.extend(into)
    # In order of number: FTS5 writes a segment whenever a number is smaller than the one before.
    _TAKE_OUT.run(connection, [(number,) for number in sorted(turn.out)])
    for numbers in _shares(turn.into, RUN):
        _PUT_IN.run(connection, sorted(_rows(connection, numbers, kinds, searchable)))


def _turned(connection: Connection, identities: Iterable[Identity]) -> _Turn:
    """What of these records is indexed and no longer shown, and what is shown and not indexed."""
    ids: dict[str, list[str]] = defaultdict(list)
    for identity in identities:
        ids[identity.kind].append(identity.id)
    shown: dict[Identity, tuple[bytes, int]] = {}
    bodies: list[int] = []
    for kind, held in ids.items():
        for row in _BODIES.rows(connection, held, kind=kind):
            bodies.append(row.n)
            if row.voiced:  # of two bodies the one of the smaller digest is shown
                one, identity = (row.digest, row.n), Identity(kind, row.id)
                shown[identity] = min(one, shown.get(identity, one))
    standing = {number for _, number in shown.values()}
    indexed = [(row.n, row.record) for row in _INDEXED.rows(connection, bodies)]
    return _Turn(
        out=[number for number, record in indexed if record not in standing],
        into=sorted(standing - {record for _, record in indexed}),
    )


def _rows(
    connection: Connection, numbers: Collection[int], kinds: Mapping[str, type[Record]], searchable: Searchable
) -> Iterator[tuple[object, ...]]:
    """Rows of the index for what these records say."""
    used: set[int] = set()
    for share in _shares(numbers):
        held = [
            (row.n, position, one, places(one, Identity(row.kind, row.id), position))
            for row in _FULL.rows(connection, share)
            for position, one in enumerate(searchable(decode(row.body, kind_of(kinds, row.kind))))
        ]
        preferred = [next(free) for _, _, _, free in held]
        used.update(_taken(connection, preferred))
        for (number, position, one, free), first in zip(held, preferred, strict=True):
            place = first
            while place in used:
                place = next(free)
                used.update(_taken(connection, [place]))
            used.add(place)
            yield (place, number, position, *astuple(one))


def _taken(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Those of the numbers that rows of the index have."""
    return {row.n for row in _TAKEN.rows(connection, numbers)}


def _shares(values: Collection[T], size: int = SHARE) -> Iterator[list[T]]:
    """So many of the values at a time."""
    held = list(values)
    for at in range(0, len(held), size):
        yield held[at : at + size]
