"""A change under way in a desk file."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

import msgspec
from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from twosource.model.codec import Record, decode
from twosource.store.base import GIVEN, Deed, Identity, Sealed, Searchable, Stamp, Store, Voice, kind_of
from twosource.store.sqlite.index import refresh
from twosource.store.sqlite.schema import joined, keys, known, log, made, records, said
from twosource.store.sqlite.statements import Lookup, Many

_STEP: BindParameter[str] = bindparam("step")
_KIND: BindParameter[str] = bindparam("kind")
_NUMBERED = select(records.c.n, records.c.kind, records.c.id, records.c.digest)

_MADE = Lookup(select(made.c.unit, made.c.record).where(made.c.step == _STEP), made.c.unit)
_BODIES = Lookup(_NUMBERED.where(records.c.kind == _KIND), records.c.id)
_BODY = Lookup(select(records.c.kind, records.c.id, records.c.digest, records.c.body).where(records.c.kind == _KIND), records.c.id)
_STAMPS = Lookup(_NUMBERED, records.c.n)
_FULL = Lookup(select(records.c.n, records.c.body), records.c.n)
_VOICES = Lookup(
    select(records.c.kind, records.c.id, records.c.digest, made.c.step)
    .distinct()
    .join(made, made.c.record == records.c.n)
    .where(records.c.kind == _KIND),
    records.c.id,
)
_FILED = Lookup(select(keys.c.record, keys.c.key).where(keys.c.step == _STEP), keys.c.record)
_UNDER = Lookup(select(keys.c.key, keys.c.record).where(keys.c.step == _STEP), keys.c.key)
_CROWDED = Lookup(select(keys.c.key).where(keys.c.step == _STEP).group_by(keys.c.key).having(func.count() > bindparam("most")), keys.c.key)
_JOINED = Lookup(select(joined.c.key, joined.c.component).where(joined.c.step == _STEP), joined.c.key)
_COMPONENT = Lookup(select(joined.c.component, joined.c.key).where(joined.c.step == _STEP), joined.c.component)

_KEEP = Many(insert(records), "n", "kind", "id", "digest", "body")
_VOUCH = Many(insert(made), "step", "unit", "record")
_UNVOUCH = Many(
    delete(made).where(made.c.step == bindparam("s"), made.c.unit == bindparam("u"), made.c.record == bindparam("r")), "s", "u", "r"
)
_FILE = Many(insert(keys), "step", "key", "record")
_UNFILE = Many(
    delete(keys).where(keys.c.step == bindparam("s"), keys.c.key == bindparam("k"), keys.c.record == bindparam("r")), "s", "k", "r"
)
_JOIN = Many(insert(joined), "step", "key", "component")
_PART = Lookup(delete(joined).where(joined.c.step == _STEP), joined.c.component)
_UNHEARD = Lookup(delete(records).where(~select(made.c.step).where(made.c.record == records.c.n).exists()), records.c.n)


#: Rows carried over from another store at once.
CARRIED = 1_000


class Readable(Protocol):
    """Another desk file."""

    def reading(self) -> AbstractContextManager[Connection]:
        """One moment of it."""


class SqliteWriting:
    """The `Writing` of a `SqliteStore`. Bodies that nobody vouches for any more, and the index of what was touched, wait for the end."""

    def __init__(self, connection: Connection, kinds: Mapping[str, type[Record]], searchable: Searchable) -> None:
        self.connection = connection
        self.kinds = kinds
        self.searchable = searchable
        self.touched: set[Identity] = set()
        self._numbers: dict[Stamp, int] = {}
        self._stamps: dict[int, Stamp] = {}
        self._next = int(connection.execute(select(func.coalesce(func.max(records.c.n), 0))).scalar_one()) + 1

    def vouched(self, step: str, units: Collection[str]) -> dict[str, set[Stamp]]:
        found: dict[str, set[Stamp]] = defaultdict(set)
        held = self._vouched(step, units)
        stamp_of = self._stamps_of({number for _, number in held})
        for unit, number in held:
            found[unit].add(stamp_of[number])
        return found

    def vouch(self, step: str, made: Mapping[str, Collection[Sealed]]) -> None:
        before = self._vouched(step, made.keys())
        numbers = self._kept([record for sealed in made.values() for record in sealed])
        after = {(unit, numbers[record.stamp]) for unit, sealed in made.items() for record in sealed}
        _UNVOUCH.run(self.connection, [(step, unit, number) for unit, number in before - after])
        _VOUCH.run(self.connection, [(step, unit, number) for unit, number in sorted(after - before)])
        changed = self._stamps_of({number for _, number in before ^ after})
        self.touched.update(stamp.identity for stamp in changed.values())

    def voices(self, identities: Collection[Identity]) -> dict[Identity, frozenset[Voice]]:
        found: dict[Identity, set[Voice]] = {identity: set() for identity in identities}
        for row in self._by_kind(_VOICES, identities):
            found[Identity(row.kind, row.id)].add(Voice(row.step, row.digest))
        return {identity: frozenset(voices) for identity, voices in found.items()}

    def load(self, stamps: Collection[Stamp]) -> dict[Stamp, Record]:
        stamp_of = {number: stamp for stamp, number in self._numbers_of(stamps).items()}
        return {
            stamp_of[row.n]: decode(row.body, kind_of(self.kinds, stamp_of[row.n].kind)) for row in _FULL.rows(self.connection, stamp_of)
        }

    def file(self, step: str, keys: Mapping[Stamp, Collection[str]]) -> None:
        numbers = self._numbers_of(keys)
        before = {(row.key, row.record) for row in _FILED.rows(self.connection, numbers.values(), step=step)}
        after = {(key, numbers[stamp]) for stamp, held in keys.items() for key in held}
        _UNFILE.run(self.connection, [(step, key, number) for key, number in before - after])
        _FILE.run(self.connection, [(step, key, number) for key, number in sorted(after - before)])

    def filed(self, step: str, stamps: Collection[Stamp]) -> dict[Stamp, list[str]]:
        stamp_of = {number: stamp for stamp, number in self._numbers_of(stamps).items()}
        found: dict[Stamp, list[str]] = defaultdict(list)
        for row in _FILED.rows(self.connection, stamp_of, step=step):
            found[stamp_of[row.record]].append(row.key)
        return {stamp: sorted(held) for stamp, held in found.items()}

    def under(self, step: str, keys: Collection[str], most: int | None = None) -> dict[str, list[Stamp]]:
        if most is not None:
            crowded = {row.key for row in _CROWDED.rows(self.connection, keys, step=step, most=most)}
            keys = [key for key in keys if key not in crowded]
        rows = [(row.key, row.record) for row in _UNDER.rows(self.connection, keys, step=step)]
        stamp_of = self._stamps_of({number for _, number in rows})
        found: dict[str, list[Stamp]] = defaultdict(list)
        for key, number in rows:
            found[key].append(stamp_of[number])
        return {key: sorted(stamps) for key, stamps in found.items()}

    def join(self, step: str, components: Mapping[str, Collection[str]]) -> None:
        _PART.run(self.connection, components, step=step)
        _JOIN.run(self.connection, sorted((step, key, name) for name, held in components.items() for key in held))

    def joined(self, step: str, keys: Collection[str]) -> dict[str, str]:
        return {row.key: row.component for row in _JOINED.rows(self.connection, keys, step=step)}

    def component(self, step: str, names: Collection[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in _COMPONENT.rows(self.connection, names, step=step):
            found[row.component].append(row.key)
        return {name: sorted(held) for name, held in found.items()}

    def clear(self) -> list[Stamp]:
        self.touched.update(self._all())
        for table in (keys, joined):
            self.connection.execute(delete(table))
        self.connection.execute(delete(made).where(made.c.step != GIVEN))
        given = select(made.c.record).where(made.c.step == GIVEN)
        left = select(records.c.kind, records.c.id, records.c.digest).where(records.c.n.in_(given))
        return sorted(Stamp(*row) for row in self.connection.execute(left))

    def take(self, other: Store) -> None:
        self.clear()
        with cast(Readable, other).reading() as theirs:
            number_of: dict[int, int] = {}
            for share in theirs.execution_options(yield_per=CARRIED).execute(select(records).order_by(records.c.n)).partitions():
                sealed = [(row.n, Sealed(Stamp(row.kind, row.id, row.digest), row.body)) for row in share]
                numbers = self._kept([one for _, one in sealed])
                number_of |= {number: numbers[one.stamp] for number, one in sealed}
                self.touched.update(one.stamp.identity for _, one in sealed)
            for table, statement in ((made, _VOUCH), (keys, _FILE), (joined, _JOIN)):
                rows = theirs.execution_options(yield_per=CARRIED).execute(select(table).where(table.c.step != GIVEN))
                for share in rows.partitions():
                    statement.run(self.connection, [(*row[:2], row[2] if table is joined else number_of[row[2]]) for row in share])

    def index_anew(self) -> None:
        """The index forgets all, and takes everything up again when the change ends."""
        self.connection.exec_driver_sql("INSERT INTO said_words(said_words) VALUES ('rebuild')")  # or it could not be told what to forget
        self.connection.execute(delete(said))
        self.touched.update(self._all())

    def note(self, deed: Deed) -> None:
        about = msgspec.json.encode(deed.about).decode()
        self.connection.execute(insert(log), {"at": deed.at, "who": deed.who, "what": deed.what, "about": about})

    def put(self, name: str, value: str) -> None:
        statement = upsert(known).values(name=name, value=value)
        self.connection.execute(statement.on_conflict_do_update(index_elements=[known.c.name], set_={"value": value}))

    def about(self, name: str) -> str | None:
        return self.connection.execute(select(known.c.value).where(known.c.name == name)).scalar()

    def settle(self) -> None:
        """What waited for the end of the change."""
        refresh(self.connection, self.touched, self.kinds, self.searchable)
        bodies = self._by_kind(_BODIES, self.touched)
        _UNHEARD.run(self.connection, [row.n for row in bodies])

    def _all(self) -> list[Identity]:
        return [Identity(kind, id_) for kind, id_ in self.connection.execute(select(records.c.kind, records.c.id).distinct())]

    def _vouched(self, step: str, units: Collection[str]) -> set[tuple[str, int]]:
        return {(row.unit, row.record) for row in _MADE.rows(self.connection, units, step=step)}

    def _kept(self, sealed: Iterable[Sealed]) -> dict[Stamp, int]:
        """The numbers of these bodies, those that were not there being kept now."""
        bodies = {record.stamp: record.body for record in sealed}
        for kind in {stamp.kind for stamp in bodies}:
            kind_of(self.kinds, kind)
        numbers = self._numbers_of(bodies)
        new = [stamp for stamp in bodies if stamp not in numbers]
        _KEEP.run(self.connection, [(self._next + i, *stamp, bodies[stamp]) for i, stamp in enumerate(new)])
        for stamp in new:
            self._learn(stamp, self._next)
            numbers[stamp] = self._next
            self._next += 1
        return numbers

    def _numbers_of(self, stamps: Iterable[Stamp]) -> dict[Stamp, int]:
        """The numbers of those that are there."""
        wanted = list(stamps)
        for row in self._by_kind(_BODIES, {stamp.identity for stamp in wanted if stamp not in self._numbers}):
            self._learn(Stamp(row.kind, row.id, row.digest), row.n)
        return {stamp: self._numbers[stamp] for stamp in wanted if stamp in self._numbers}

    def _stamps_of(self, numbers: Collection[int]) -> dict[int, Stamp]:
        for row in _STAMPS.rows(self.connection, [number for number in numbers if number not in self._stamps]):
            self._learn(Stamp(row.kind, row.id, row.digest), row.n)
        return {number: self._stamps[number] for number in numbers}

    def _learn(self, stamp: Stamp, number: int) -> None:
        """Bodies stay where they are until the change ends, so what was learned holds until then."""
        self._numbers[stamp] = number
        self._stamps[number] = stamp

    def _by_kind(self, lookup: Lookup, identities: Iterable[Identity]) -> list[Row[tuple[Any, ...]]]:
        ids: dict[str, list[str]] = defaultdict(list)
        for identity in identities:
            ids[identity.kind].append(identity.id)
        return [row for kind in sorted(ids) for row in lookup.rows(self.connection, ids[kind], kind=kind)]


def bodies(connection: Connection, stamps: Collection[Stamp]) -> dict[Stamp, bytes]:
    """The bodies of those of the stamps that are there."""
    ids: dict[str, list[str]] = defaultdict(list)
    for stamp in stamps:
        ids[stamp.kind].append(stamp.id)
    rows = [row for kind, held in ids.items() for row in _BODY.rows(connection, held, kind=kind)]
    return {Stamp(row.kind, row.id, row.digest): row.body for row in rows}


def deed_of(row: Row[Any]) -> Deed:
    """A line of the log as it was noted."""
    return Deed(row.at, row.who, row.what, msgspec.json.decode(row.about, type=tuple[str, ...]))
