"""What is searched, taken from the records that changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, delete, insert, select

from twosource.model.codec import Record, decode
from twosource.store.base import Identity, Searchable, kind_of
from twosource.store.sought import places
from twosource.store.sqlite.schema import made, records, said

T = TypeVar("T")

#: Records whose bodies are held at once.
SHARE = 500

_BODIES = (
    select(records.c.n, records.c.kind, records.c.id, select(made.c.step).where(made.c.record == records.c.n).exists().label("voiced"))
    .where(records.c.kind == bindparam("kind"), records.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(records.c.kind, records.c.id, records.c.digest)
)
_INDEXED = select(said.c.n, said.c.record).where(said.c.record.in_(bindparam("numbers", expanding=True)))
_FULL = select(records.c.n, records.c.kind, records.c.id, records.c.body).where(records.c.n.in_(bindparam("numbers", expanding=True)))
_TAKEN = select(said.c.n).where(said.c.n.in_(bindparam("numbers", expanding=True)))
_GONE = delete(said).where(said.c.n == bindparam("number"))


class _Turn(NamedTuple):
    """Rows of the index to take out, and records to put in."""

    out: list[int]
    into: list[int]


def refresh(connection: Connection, touched: Collection[Identity], kinds: Mapping[str, type[Record]], searchable: Searchable) -> None:
    """The index holds what these records say as they are shown now, and nothing of what they said before."""
    turn = _Turn([], [])
    for share in _shares(sorted(touched)):
        out, into = _turned(connection, share)
        turn.out.extend(out)
        turn.into.extend(into)
    # In order of number: FTS5 writes a segment whenever a number is smaller than the one before.
    if turn.out:
        connection.execute(_GONE, [{"number": number} for number in sorted(turn.out)])
    rows = {row["n"]: row for row in _rows(connection, turn.into, kinds, searchable)}
    if rows:
        connection.execute(insert(said), [rows[number] for number in sorted(rows)])


def _turned(connection: Connection, identities: Iterable[Identity]) -> _Turn:
    """What of these records is indexed and no longer shown, and what is shown and not indexed."""
    ids: dict[str, list[str]] = defaultdict(list)
    for identity in identities:
        ids[identity.kind].append(identity.id)
    shown: dict[Identity, int] = {}
    bodies: list[int] = []
    for kind, held in ids.items():
        for number, _, id_, voiced in connection.execute(_BODIES, {"kind": kind, "ids": held}):
            bodies.append(number)
            if voiced:
                shown.setdefault(Identity(kind, id_), number)  # of two bodies the one of the smaller digest is shown
    standing = set(shown.values())
    indexed = [(row.n, row.record) for share in _shares(bodies) for row in connection.execute(_INDEXED, {"numbers": share})]
    return _Turn(
        out=[number for number, record in indexed if record not in standing],
        into=sorted(standing - {record for _, record in indexed}),
    )


def _rows(
    connection: Connection, numbers: Collection[int], kinds: Mapping[str, type[Record]], searchable: Searchable
) -> Iterator[dict[str, Any]]:
    """Rows of the index for what these records say."""
    used: set[int] = set()
    for share in _shares(numbers):
        held = [
            (number, position, one, places(one, Identity(kind, id_), position))
            for number, kind, id_, body in connection.execute(_FULL, {"numbers": share}).fetchall()
            for position, one in enumerate(searchable(decode(body, kind_of(kinds, kind))))
        ]
        preferred = [next(free) for _, _, _, free in held]
        used.update(_taken(connection, preferred))
        for (number, position, one, free), first in zip(held, preferred, strict=True):
            place = first
            while place in used:
                place = next(free)
                used.update(_taken(connection, [place]))
            used.add(place)
            yield {"n": place, "record": number, "position": position, **asdict(one)}


def _taken(connection: Connection, numbers: Collection[int]) -> Iterator[int]:
    """Those of the numbers that rows of the index have."""
    for share in _shares(numbers):
        yield from connection.execute(_TAKEN, {"numbers": share}).scalars()


def _shares(values: Collection[T]) -> Iterator[list[T]]:
    """The values, as many at a time as a statement takes."""
    held = list(values)
    for at in range(0, len(held), SHARE):
        yield held[at : at + SHARE]
