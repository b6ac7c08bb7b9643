"""The engine of a desk that lasts: only what a change touches is done again, and the records afterwards are those of a run from scratch."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from twosource.engine.local import LocalEngine
from twosource.engine.propagation import Changed, Propagation
from twosource.engine.work import Progress, identity, silent
from twosource.errors import Outdated, UsageError
from twosource.model.codec import Record, content_id, encode
from twosource.step import Step
from twosource.store.base import GIVEN, Deed, Sealed, Stamp, Store, Writing, seal

#: What the desk knows its derived records were made by.
MAKER = "maker"


class IncrementalEngine:
    """Runs steps over a store, and again only for what a change touches.

    `maker` names the version of the code and weights; a desk whose records another version made must be rebuilt before it is changed.
    """

    def __init__(self, store: Store, steps: Sequence[Step], maker: str = "", progress: Progress = silent) -> None:
        if len({*(step.name for step in steps), GIVEN}) != len(steps) + 1:
            raise UsageError("each step needs a name of its own; what it made is kept under that name")
        self.store = store
        self.steps = tuple(steps)
        self._version = maker
        self.maker = content_id("maker", maker, [[type(step).__name__, step.name] for step in steps])
        self.progress = progress

    def add(self, given: Iterable[Record], deed: Deed | None = None) -> Changed:
        """Adds given records, and all that follows from them; what is there already changes nothing."""
        return self.change(added=given, deed=deed)

    def remove(self, given: Iterable[Record], deed: Deed | None = None) -> Changed:
        """Takes given records away, and all that followed from them; what is not there changes nothing."""
        return self.change(removed=given, deed=deed)

    def change(self, added: Iterable[Record] = (), removed: Iterable[Record] = (), deed: Deed | None = None) -> Changed:
        """Takes away and adds in one go: the store afterwards has all of it or nothing. `deed` goes into the log with it.

        Raises `Outdated` when the desk's records were made by another version, and `StoreError` when the store cannot be written.
        """
        units: dict[str, list[Sealed]] = {given_unit(sealed.stamp): [] for sealed in map(seal, removed)}
        units |= {given_unit(sealed.stamp): [sealed] for sealed in map(seal, added)}
        with self.store.writing() as writing:
            self._made_alike(writing)
            run = Propagation(writing, self.steps, self.store.kinds, self.progress)
            run.vouch(GIVEN, units)
            run.propagate()
            if deed is not None:
                writing.note(deed)
            return run.changed()

    def outdated(self) -> bool:
        """Whether the desk's records were made by another version than this one."""
        return self.store.about(MAKER) not in (None, self.maker)

    def rebuild(self, deed: Deed | None = None) -> None:
        """Makes everything anew from what is given, in one go and in place."""
        with self.store.writing() as writing:
            writing.put(MAKER, self.maker)
            run = Propagation(writing, self.steps, self.store.kinds, self.progress)
            run.before = {stamp.identity: frozenset() for stamp in writing.clear()}
            run.propagate()
            if deed is not None:
                writing.note(deed)

    def renew(self, deed: Deed | None = None, ready: Callable[[Sequence[Record]], object] = list, share: int = 100) -> None:
        """Makes everything anew beside the store, so many given records at a time, and puts it in place of what was there all at once.

        `ready` is handed each share before it is added. Others read and write the store meanwhile. A run that is broken off leaves the
        store as it was, and the next one goes on where it stopped.
        """
        if not self._made_beside(deed, ready, share):
            self.rebuild(deed)
        self.store.alone()

    def _made_beside(self, deed: Deed | None, ready: Callable[[Sequence[Record]], object], share: int) -> bool:
        """Whether it could be: bodies written by a version that encodes otherwise are told apart by digest, and stay where they are."""
        with self.store.beside(self.maker) as other:
            anew = IncrementalEngine(other, self.steps, self._version, self.progress)
            while not self._replaced(other, deed):
                ours, theirs = (dict.fromkeys(store.stamps()) for store in (self.store, other))
                anew.remove(other.load([stamp for stamp in theirs if stamp not in ours]))
                missing = [stamp for stamp in ours if stamp not in theirs]
                for at in range(0, len(missing), share):
                    records = self.store.load(missing[at : at + share])
                    if not {seal(record).stamp for record in records} <= ours.keys():
                        return False
                    ready(records)
                    anew.add(records)
        return True

    def _replaced(self, other: Store, deed: Deed | None) -> bool:
        """Puts what was made beside the store in its place, if it was made from all that is given; whether it was."""
        with self.store.writing() as writing:  # nothing is given meanwhile
            if set(self.store.stamps()) != set(other.stamps()):
                return False
            writing.take(other)
            writing.put(MAKER, self.maker)
            if deed is not None:
                writing.note(deed)
            return True

    def check(self) -> list[str]:
        """What is wrong: what the store finds, and every record that a run from scratch would not leave as it is."""
        with self.store.writing():  # nobody changes the one while the other is read
            given, kept = list(self.store.given()), {identity(record): encode(record) for record in self.store.records(Record)}
        fresh = {identity(record): encode(record) for record in LocalEngine(progress=self.progress).run(self.steps, given)}
        return [*self.store.check(), *(_differing(key, fresh, kept) for key in sorted({key for key, _ in fresh.items() ^ kept.items()}))]

    def _made_alike(self, writing: Writing) -> None:
        made_by = writing.about(MAKER)
        if made_by is None:
            writing.put(MAKER, self.maker)
        elif made_by != self.maker:
            raise Outdated("what this desk holds was made by another version of Twosource; rebuild it before anything is added or removed")


def given_unit(stamp: Stamp) -> str:
    """Each body of a given record is vouched for by itself, so that it can be taken away by itself."""
    return f"{stamp.kind}/{stamp.id}/{stamp.digest.hex()}"


def _differing(key: tuple[str, str], fresh: Mapping[tuple[str, str], bytes], kept: Mapping[tuple[str, str], bytes]) -> str:
    if key not in kept:
        return f"{key[1]} is missing: a run from scratch makes it"
    if key not in fresh:
        return f"{key[1]} is there, and a run from scratch does not make it"
    return f"{key[1]} is not as a run from scratch makes it"
