"""A store that lasts as long as its process; a change is made on a copy, which takes the place of the whole when it ends well."""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar, cast

from twosource.model.codec import Record, decode
from twosource.model.search import Found, Query
from twosource.store.base import (
    GIVEN,
    KINDS,
    Deed,
    Identity,
    Sealed,
    Searchable,
    Stamp,
    Store,
    Voice,
    kind_of,
    kinds_by_name,
    nothing,
)
from twosource.store.scan import scan

R = TypeVar("R", bound=Record)
Maker = tuple[str, str]


@dataclass
class _Held:
    """All that is kept. Values are never changed in place, so that a copy of the dictionaries is a copy of all."""

    bodies: dict[Stamp, bytes] = field(default_factory=dict)
    made: dict[Maker, frozenset[Stamp]] = field(default_factory=dict)
    makers: dict[Stamp, frozenset[Maker]] = field(default_factory=dict)
    digests: dict[Identity, frozenset[bytes]] = field(default_factory=dict)
    keys: dict[tuple[str, Stamp], frozenset[str]] = field(default_factory=dict)
    members: dict[tuple[str, str], frozenset[Stamp]] = field(default_factory=dict)
    joined: dict[tuple[str, str], str] = field(default_factory=dict)
    components: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    log: tuple[Deed, ...] = ()

    def copy(self) -> "_Held":
        copies = {name: dict(held) for name, held in vars(self).items() if isinstance(held, dict)}
        return _Held(**copies, log=self.log)

    def shown(self) -> list[Stamp]:
        """The body shown of each record, in order of kind and id."""
        return [Stamp(*identity, min(self.digests[identity])) for identity in sorted(self.digests)]


class MemoryStore:
    """The `Store` of tests and of runs that leave nothing behind."""

    def __init__(self, kinds: Iterable[type[Record]] = KINDS, searchable: Searchable = nothing) -> None:
        self.kinds: Mapping[str, type[Record]] = kinds_by_name(kinds)
        self._searchable = searchable
        self._held = _Held()
        self._lock = threading.Lock()
        self._beside: dict[str, MemoryStore] = {}

    def records(self, kind: type[R]) -> Iterator[R]:
        held = self._held
        for stamp in held.shown():
            record = self._decoded(held, stamp)
            if isinstance(record, kind):
                yield record

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - as in `Store`
        held = self._held
        digests = held.digests.get(Identity(kind.__name__, id))
        return decode(held.bodies[Stamp(kind.__name__, id, min(digests))], kind) if digests else None

    def under(self, step: str, key: str) -> list[Record]:
        held = self._held
        stamp_of = {stamp.identity: stamp for stamp in sorted(held.members.get((step, key), ()), reverse=True)}
        return [self._decoded(held, stamp_of[one]) for one in sorted(stamp_of)]

    def around(self, step: str, key: str) -> Iterator[Record]:
        held = self._held
        name = held.joined.get((step, key))
        if name is None:
            return
        taken = {stamp.identity for one in held.components[step, name] for stamp in held.members.get((step, one), ())}
        made = {stamp.identity for stamp in held.made.get((step, name), ())}
        for one in sorted(taken | made):
            yield self._decoded(held, Stamp(*one, min(held.digests[one])))

    def given(self) -> Iterator[Record]:
        held = self._held
        for stamp in sorted(stamp for stamp, makers in held.makers.items() if any(step == GIVEN for step, _ in makers)):
            yield self._decoded(held, stamp)

    def stamps(self) -> list[Stamp]:
        return [stamp for (step, _), stamps in self._held.made.items() if step == GIVEN for stamp in sorted(stamps)]

    def load(self, stamps: Collection[Stamp]) -> list[Record]:
        held = self._held
        return [self._decoded(held, stamp) for stamp in stamps if stamp in held.bodies]

    @contextmanager
    def beside(self, name: str) -> Iterator["MemoryStore"]:
        yield self._beside.setdefault(name, MemoryStore(self.kinds.values()))

    def alone(self) -> None:
        self._beside.clear()

    @contextmanager
    def moment(self) -> Iterator["MemoryStore"]:
        still = MemoryStore(self.kinds.values(), self._searchable)
        still._held = self._held
        yield still

    def search(self, query: Query) -> list[Found]:
        held = self._held
        return scan(query, ((stamp.identity, list(self._searchable(self._decoded(held, stamp)))) for stamp in held.shown()))

    def log(self) -> list[Deed]:
        return list(self._held.log)

    def about(self, name: str) -> str | None:
        return self._held.known.get(name)

    @contextmanager
    def writing(self) -> Iterator["MemoryWriting"]:
        with self._lock:
            writing = MemoryWriting(self._held.copy(), self.kinds)
            yield writing
            self._held = writing.held

    def index_anew(self) -> None:
        """Everything is looked at whenever it is searched."""

    def check(self) -> list[str]:
        held = self._held
        makers = [
            f"{step} of {unit} vouches for {stamp.id}, which is not there"
            for (step, unit), made in held.made.items()
            for stamp in made
            if stamp not in held.bodies
        ]
        unvoiced = [f"nobody vouches for {stamp.id}" for stamp in held.bodies if not held.makers.get(stamp)]
        filed = [f"{step} has {stamp.id} under its keys, which is not there" for step, stamp in held.keys if stamp not in held.bodies]
        return [*makers, *unvoiced, *filed]

    def close(self) -> None:
        """Nothing is held open."""

    def _decoded(self, held: _Held, stamp: Stamp) -> Record:
        return decode(held.bodies[stamp], kind_of(self.kinds, stamp.kind))


class MemoryWriting:
    """The `Writing` of a `MemoryStore`."""

    def __init__(self, held: _Held, kinds: Mapping[str, type[Record]]) -> None:
        self.held = held
        self.kinds = kinds

    def vouched(self, step: str, units: Collection[str]) -> dict[str, set[Stamp]]:
        return {unit: set(self.held.made[step, unit]) for unit in units if (step, unit) in self.held.made}

    def vouch(self, step: str, made: Mapping[str, Collection[Sealed]]) -> None:
        for unit, records in made.items():
            before = self.held.made.pop((step, unit), frozenset())
            after = frozenset(record.stamp for record in records)
            for record in records:
                kind_of(self.kinds, record.stamp.kind)
                self.held.bodies[record.stamp] = record.body
            if after:
                self.held.made[step, unit] = after
            for stamp in after - before:
                self._heard(stamp, self.held.makers.get(stamp, frozenset()) | {(step, unit)})
            for stamp in before - after:
                self._heard(stamp, self.held.makers[stamp] - {(step, unit)})

    def _heard(self, stamp: Stamp, makers: frozenset[Maker]) -> None:
        """Sets who vouches for a body; one that nobody vouches for goes."""
        digests = self.held.digests.get(stamp.identity, frozenset())
        if makers:
            self.held.makers[stamp] = makers
            self.held.digests[stamp.identity] = digests | {stamp.digest}
            return
        del self.held.makers[stamp], self.held.bodies[stamp]
        if rest := digests - {stamp.digest}:
            self.held.digests[stamp.identity] = rest
        else:
            self.held.digests.pop(stamp.identity, None)

    def voices(self, identities: Collection[Identity]) -> dict[Identity, frozenset[Voice]]:
        return {
            identity: frozenset(
                Voice(step, digest)
                for digest in self.held.digests.get(identity, ())
                for step, _ in self.held.makers[Stamp(*identity, digest)]
            )
            for identity in identities
        }

    def load(self, stamps: Collection[Stamp]) -> dict[Stamp, Record]:
        return {stamp: decode(self.held.bodies[stamp], kind_of(self.kinds, stamp.kind)) for stamp in stamps}

    def file(self, step: str, keys: Mapping[Stamp, Collection[str]]) -> None:
        added: dict[str, set[Stamp]] = defaultdict(set)
        taken: dict[str, set[Stamp]] = defaultdict(set)
        for stamp, now in keys.items():
            before = self.held.keys.pop((step, stamp), frozenset())
            if now:
                self.held.keys[step, stamp] = frozenset(now)
            for key in frozenset(now) - before:
                added[key].add(stamp)
            for key in before - frozenset(now):
                taken[key].add(stamp)
        for key in {*added, *taken}:
            members = (self.held.members.pop((step, key), frozenset()) | added[key]) - taken[key]
            if members:
                self.held.members[step, key] = members

    def filed(self, step: str, stamps: Collection[Stamp]) -> dict[Stamp, list[str]]:
        return {stamp: sorted(self.held.keys[step, stamp]) for stamp in stamps if (step, stamp) in self.held.keys}

    def under(self, step: str, keys: Collection[str], most: int | None = None) -> dict[str, list[Stamp]]:
        found = {key: self.held.members[step, key] for key in keys if (step, key) in self.held.members}
        return {key: sorted(stamps) for key, stamps in found.items() if most is None or len(stamps) <= most}

    def join(self, step: str, components: Mapping[str, Collection[str]]) -> None:
        for name in components:
            for key in self.held.components.pop((step, name), ()):
                del self.held.joined[step, key]
        for name, keys in components.items():
            if keys:
                self.held.components[step, name] = frozenset(keys)
                self.held.joined.update({(step, key): name for key in keys})

    def joined(self, step: str, keys: Collection[str]) -> dict[str, str]:
        return {key: self.held.joined[step, key] for key in keys if (step, key) in self.held.joined}

    def component(self, step: str, names: Collection[str]) -> dict[str, list[str]]:
        return {name: sorted(self.held.components[step, name]) for name in names if (step, name) in self.held.components}

    def clear(self) -> list[Stamp]:
        given = {maker: stamps for maker, stamps in self.held.made.items() if maker[0] == GIVEN}
        kept = {stamp: self.held.bodies[stamp] for stamps in given.values() for stamp in stamps}
        self.held = _Held(known=self.held.known, log=self.held.log)
        for (step, unit), stamps in given.items():
            self.vouch(step, {unit: [Sealed(stamp, kept[stamp]) for stamp in stamps]})
        return sorted(kept)

    def take(self, other: Store) -> None:
        known, log = self.held.known, self.held.log
        self.held = cast(MemoryStore, other)._held.copy()  # noqa: SLF001 - of this make
        self.held.known, self.held.log = known, log

    def note(self, deed: Deed) -> None:
        self.held.log = (*self.held.log, deed)

    def put(self, name: str, value: str) -> None:
        self.held.known[name] = value

    def about(self, name: str) -> str | None:
        return self.held.known.get(name)
