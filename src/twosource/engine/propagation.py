"""A change of what is given, on its way through the steps: what each step sees differently it does again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from twosource.engine.forked import forked
from twosource.engine.work import Progress, components, done_together, done_with, keys_or_failure
from twosource.model.codec import Record
from twosource.step import Each, Group, Linked, Step
from twosource.store.base import GIVEN, Identity, Sealed, Stamp, Voice, Writing, seal

T = TypeVar("T")

#: Units of work whose records are held in memory at once.
SHARE = 256


class Changed(NamedTuple):
    """What a change did to the records that are present: all sorted by kind and id."""

    appeared: list[Identity]
    gone: list[Identity]
    altered: list[Identity]


class Propagation:
    """One change on its way through the steps."""

    def __init__(self, writing: Writing, steps: Sequence[Step], kinds: Mapping[str, type[Record]], progress: Progress) -> None:
        self.writing = writing
        self.steps = steps
        self.kinds = kinds
        self.progress = progress
        self.rank = {GIVEN: -1} | {name: rank for rank, step in enumerate(steps) for name in (step.name, _keys_of(step))}
        self.before: dict[Identity, frozenset[Voice]] = {}  # who vouched for what was touched, when the change began
        self.now: dict[Identity, frozenset[Voice]] = {}  # and now, as far as it was asked since

    def propagate(self) -> None:
        for rank, step in enumerate(self.steps):
            delta = self._delta(rank, step.takes)
            if isinstance(step, Each):
                self._each(step, delta)
            else:
                self._together(step, delta)

    def changed(self) -> Changed:
        delta = self._delta(len(self.steps), Record)
        return Changed(
            appeared=[move.identity for move in delta if move.old is None],
            gone=[move.identity for move in delta if move.new is None],
            altered=[move.identity for move in delta if move.old and move.new],
        )

    def vouch(self, step: str, made: Mapping[str, Collection[Sealed]]) -> None:
        """Sets what units vouch for, and keeps in mind what that touches."""
        held = self.writing.vouched(step, made.keys())
        stamps = {unit: {sealed.stamp for sealed in records} for unit, records in made.items()}
        differing = {unit: records for unit, records in made.items() if stamps[unit] != held.get(unit, set())}
        touched = {stamp.identity for unit in differing for stamp in stamps[unit] ^ held.get(unit, set())}
        self.before |= self.writing.voices(touched - self.before.keys())
        for one in touched:
            self.now.pop(one, None)
        self.writing.vouch(step, differing)

    def _delta(self, rank: int, takes: type[Record] | tuple[type[Record], ...]) -> list["_Move"]:
        """The bodies of its kinds that a step sees now and did not see before, and the reverse: what later steps made is hidden from it."""
        touched = [one for one in sorted(self.before) if issubclass(self.kinds[one.kind], takes)]
        self.now |= self.writing.voices([one for one in touched if one not in self.now])
        moves = [_Move(one, self._seen(one, self.before[one], rank), self._seen(one, self.now[one], rank)) for one in touched]
        return [move for move in moves if move.old != move.new]

    def _seen(self, one: Identity, voices: Iterable[Voice], rank: int) -> Stamp | None:
        """The body that a step of this rank sees."""
        digests = [voice.digest for voice in voices if self.rank[voice.step] < rank]
        return Stamp(*one, min(digests)) if digests else None

    def _each(self, step: Each, delta: Sequence["_Move"]) -> None:
        for first, share in _shares(delta):
            records = self.writing.load([move.new for move in share if move.new])
            made: dict[str, list[Sealed]] = {}
            for done, move in enumerate(share, start=first):
                made[_unit(move.identity)] = [seal(record) for record in done_with(step, records[move.new])] if move.new else []
                self.progress(step.name, done, len(delta))
            self.vouch(step.name, made)

    def _together(self, step: Group | Linked, delta: Sequence["_Move"]) -> None:
        keys = self._refiled(step, delta)
        units = self._linked(step, keys) if isinstance(step, Linked) else self._grouped(step, keys)
        for share in units:
            records = self.writing.load({stamp for stamps in share.met.values() for stamp in stamps})
            taken = [(key, [records[stamp] for stamp in stamps]) for key, stamps in share.met.items()]
            made: dict[str, list[Sealed]] = {}
            sealed = _Seals()
            found = forked(partial(_done, step), taken)
            for done, (key, records_made) in enumerate(zip(share.met, found, strict=True), start=share.first):
                made[key] = [sealed.of(one) for one in records_made]
                self.progress(step.name, done, share.total)
            self.vouch(step.name, made)

    def _grouped(self, step: Group, keys: Sequence[str]) -> Iterator["_Units"]:
        """The records that meet under each of the keys."""
        for first, share in _shares(keys):
            under = self.writing.under(step.name, share, step.most)
            yield _Units(first, len(keys), {key: under.get(key, []) for key in share})

    def _linked(self, step: Linked, keys: Sequence[str]) -> Iterator["_Units"]:
        """The components that there were and are around the keys; of those that are no more, nothing is left."""
        broken = set(self.writing.joined(step.name, keys).values())
        around = {*keys, *(key for held in self.writing.component(step.name, broken).values() for key in held)}
        keys_of: dict[Stamp, list[str]] = defaultdict(list)
        for key, stamps in self.writing.under(step.name, around).items():
            for stamp in stamps:
                keys_of[stamp].append(key)
        whole = components(keys_of.items())
        joined = {name: {key for stamp in stamps for key in keys_of[stamp]} for name, stamps in whole.items()}
        self.writing.join(step.name, {name: set[str]() for name in broken} | joined)
        met = {name: sorted(whole.get(name, [])) for name in sorted(broken | whole.keys())}
        for first, share in _shares(list(met)):
            yield _Units(first, len(met), {name: met[name] for name in share})

    def _refiled(self, step: Group | Linked, delta: Sequence["_Move"]) -> list[str]:
        """Files what a step sees under its keys, takes away what it sees no more, and gives all keys that this touches."""
        keys: set[str] = set()
        for _, share in _shares(delta):
            old = [move.old for move in share if move.old]
            keys.update(key for filed in self.writing.filed(step.name, old).values() for key in filed)
            filing: dict[Stamp, list[str]] = {stamp: [] for stamp in old}
            failures: dict[str, list[Sealed]] = {_unit(move.identity): [] for move in share}
            for stamp, record in self.writing.load([move.new for move in share if move.new]).items():
                filing[stamp], failed = keys_or_failure(step, record)
                failures[_unit(stamp.identity)] = [seal(one) for one in failed]
                keys.update(filing[stamp])
            self.writing.file(step.name, filing)
            self.vouch(_keys_of(step), failures)
        return sorted(keys)


def _done(step: Group | Linked, unit: tuple[str, Sequence[Record]]) -> list[Record]:
    """What a step makes of what meets under a key; nothing of nothing."""
    return done_together(step, *unit) if unit[1] else []


class _Move(NamedTuple):
    """The body of one record that a step saw, and the one it sees now."""

    identity: Identity
    old: Stamp | None
    new: Stamp | None


class _Units(NamedTuple):
    """Some of the units of a step that are to be done: the number of the first, how many there are, and what meets in each."""

    first: int
    total: int
    met: dict[str, list[Stamp]]


class _Seals:
    """Records sealed once each, however many units make the very same."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Record, Sealed]] = {}

    def of(self, record: Record) -> Sealed:
        held = self._held.get(id(record))  # held with the record itself, so that no other can have its number
        if held is None:
            held = self._held[id(record)] = (record, seal(record))
        return held[1]


def _shares(items: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    """Some items at a time, with the number of the first."""
    for at in range(0, len(items), SHARE):
        yield at + 1, items[at : at + SHARE]


def _unit(of: Identity) -> str:
    return f"{of.kind}/{of.id}"


def _keys_of(step: Step) -> str:
    """What goes by this name is what failed when the step's keys were told."""
    return f"{step.name} keys"
