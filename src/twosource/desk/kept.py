"""A desk that lasts: one file in which reports are kept with all that follows from them."""

import functools
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from twosource import __version__
from twosource.acquire.folder import downloads
from twosource.annotate import annotate
from twosource.annotate.parse import MODELS
from twosource.annotate.tagger.kept import Kept
from twosource.desk import COMPARE, CONNECT, READ, annotating, is_readable, sorted_out, unplaced
from twosource.desk.files import FILES, as_known, downloads_of
from twosource.engine.forked import forked
from twosource.engine.incremental import IncrementalEngine
from twosource.engine.local import LocalEngine
from twosource.engine.work import Progress, silent
from twosource.errors import UsageError
from twosource.model.claim import Annotation
from twosource.model.codec import Record
from twosource.model.ledger import EntityCluster, Link, LinkKind, Matter, Ruling, Sketch, Story
from twosource.model.report import Download, Edition, Failure, Given, Report
from twosource.model.search import Found, Heard, Query, Said
from twosource.model.telling import Briefing
from twosource.store.base import Deed, Store, kind_of
from twosource.store.sqlite.opening import open_desk
from twosource.tell.brief import briefing

#: Libraries whose versions make a difference to what is read.
READERS = ("spacy", *MODELS, "onnxruntime", "tokenizers", "trafilatura")
#: Seconds between two shares: longer than SQLite sleeps between two tries, so that others get their turn.
TURN = 0.15
#: How the log calls every judgement.
JUDGED = "judged "
#: Reports added in one go: a kill loses at most so many that nobody was told were kept.
BATCH = 100


class Added(NamedTuple):
    """What adding did: reports that are new, how many have new words or files, how many files were there, what could not be read."""

    reports: list[str]
    updated: int
    known: int
    failures: list[Failure]


class Desk:
    """A desk file, open. `progress` is told of each step, as engines tell it."""

    def __init__(self, store: Store, progress: Progress = silent) -> None:
        self.store = store
        self.progress = progress
        self._cache = Kept()
        self._said: dict[Report, Annotation] = {}

    @functools.cached_property
    def engine(self) -> IncrementalEngine:
        """What changes the desk; a reader never asks for it, nor for the version that it is made by."""
        return IncrementalEngine(self.store, [FILES, *READ, *annotating(self._cache, self._said), *CONNECT], made_by(), self.progress)

    def renew(self, deed: Deed) -> bool:
        """Makes everything anew where another version of Twosource made it; whether it had to."""
        if not self.engine.outdated():
            return False
        self.engine.renew(deed, self._ready, BATCH)
        return True

    def _ready(self, records: Sequence[Record]) -> None:
        self._read([record for record in records if isinstance(record, Download)])

    def add(self, paths: Sequence[Path], given: Given, at: str, who: str) -> Iterator[Added]:
        """Reads files and folders into the desk, some at a time; each share is kept when it is yielded."""
        found = iter(downloads(paths, given))
        while share := list(islice(found, BATCH)):
            fresh = [structs.replace(as_known(self.store, record), at=at) for record in share if isinstance(record, Download)]
            failures = [record for record in share if isinstance(record, Failure)]
            deed = Deed(at, who, "added", tuple(record.path for record in fresh))
            yield self._added(fresh, failures, deed)
            time.sleep(TURN)

    def _added(self, fresh: Sequence[Download], failures: list[Failure], deed: Deed) -> Added:
        new = [record for record in fresh if self.store.get(Download, record.id) is None]
        self._read(new)
        changed = self.engine.add(new, deed if new else None)
        appeared = [one.id for one in changed.appeared if one.kind == Report.__name__]
        broken = [self.store.get(Failure, one.id) for one in changed.appeared if one.kind == Failure.__name__]
        updated = sum(one.kind == Report.__name__ for one in changed.altered)
        return Added(appeared, updated, len(fresh) - len(new), [*failures, *(failure for failure in broken if failure is not None)])

    def _read(self, new: Sequence[Download]) -> None:
        """Annotates reports while others may write to the desk; what fails here fails again, and is kept, where it is added."""
        self._said.clear()
        reports = [edition.report for edition in LocalEngine().run(READ[:1], new) if isinstance(edition, Edition)]
        fit = list(filter(is_readable, reports))
        for done, (report, said) in enumerate(zip(fit, forked(self._annotated, fit), strict=True), start=1):
            if said is not None:
                self._said[unplaced(report)] = said
            self.progress("read", done, len(fit))

    def _annotated(self, report: Report) -> Annotation | None:
        with suppress(Exception):
            return annotate(report, self._cache)
        return None

    def forget(self, names: Iterable[str], at: str, who: str) -> tuple[list[str], int]:
        """Takes reports away, named by id or path, with all that followed from them; the ids of those that went, and how many files.

        A report that was read from other files too stays with these.

        Raises `UsageError` for a name that no report of the desk has.
        """
        wanted = {name: downloads_of(self.store, name) for name in names}
        if unknown := [name for name, found in wanted.items() if not found]:
            raise UsageError(f"the desk has no report {unknown[0]!r}; name one by its id or by the path it was added from")
        held = {download.id: download for found in wanted.values() for download in found}
        changed = self.engine.remove(held.values(), Deed(at, who, "forgot", tuple(sorted(wanted))))
        return [one.id for one in changed.gone if one.kind == Report.__name__], len(held)

    def judge(self, said: Sequence[Record], what: str, at: str, who: str) -> bool:
        """Keeps what a person says; whether it was not said before."""
        new = [record for record in said if self.store.get(type(record), str(record.id)) is None]  # type: ignore[attr-defined]
        if new:
            self.engine.add(new, Deed(at, who, what, tuple(str(record.id) for record in new)))  # type: ignore[attr-defined]
        return bool(new)

    def lapsed(self) -> dict[str, str]:
        """The judgements that have no effect since a report that they rest on is gone: by id, a sentence each."""
        said = self.store.load([stamp for stamp in self.store.stamps() if stamp.kind in {Link.__name__, Ruling.__name__}])
        gone = ((record, next((one for one in _rests_on(record) if self.store.get(Report, one) is None), None)) for record in said)
        return {
            record.id: f"a judgement of {record.by} has no effect, for {report} is gone; "
            f"add it again, or `twosource judge undo {record.id}`"
            for record, report in gone
            if report is not None and isinstance(record, Link | Ruling)
        }

    def are_names_of_two_matters(self, one: Record, other: Record) -> bool:
        """Whether two names cannot be one here: names are told apart matter by matter."""
        if not isinstance(one, EntityCluster) or not isinstance(other, EntityCluster):
            return False
        return not any(
            set(matter.reports) & set(one.reports) and set(matter.reports) & set(other.reports) for matter in self.store.records(Matter)
        )

    def undo(self, at: str, who: str, which: str | None = None) -> str | None:
        """Takes back a judgement that still stands, the last or the one whose record is named; what it was."""
        for done in reversed(self.store.log()):
            if not done.what.startswith(JUDGED) or (which is not None and which not in done.about):
                continue
            wanted = done.about if which is None else (which,)
            if standing := [record for one in wanted if (record := self.find(one)) is not None]:
                self.engine.remove(standing, Deed(at, who, f"undid {done.what}", tuple(wanted)))
                return done.what
        return None

    def merge(self, other: Store, at: str, who: str, what: str) -> tuple[int, int]:
        """Adds all that was given to another desk, as if it had been added to this one; how many reports and judgements came."""
        new = [stamp for stamp in other.stamps() if self.store.get(kind_of(self.store.kinds, stamp.kind), stamp.id) is None]
        read = [stamp for stamp in new if stamp.kind == Download.__name__]
        came = 0
        for share in (read[first : first + BATCH] for first in range(0, len(read), BATCH)):
            records = other.load(share)
            self._ready(records)
            changed = self.engine.add(records, Deed(at, who, f"merged {what}"))
            came += sum(one.kind == Report.__name__ for one in changed.appeared)
            time.sleep(TURN)
        said = other.load([stamp for stamp in new if stamp.kind != Download.__name__])
        judged = tuple(str(record.id) for record in said if isinstance(record, Link | Ruling))
        if said:
            self.engine.add(said, Deed(at, who, f"{JUDGED}elsewhere: {what} merged", judged))
        return came, len(judged)

    def stories(self) -> list[Story]:
        """The stories with the newest reports first, each parent before its episodes."""
        found = list(self.store.records(Story))
        until = {story.id: story.until or "" for story in found}
        whole = sorted((story for story in found if story.parent is None), key=lambda story: (until[story.id], story.id), reverse=True)
        parts = sorted(found, key=lambda story: (story.since or "", story.id))
        return [one for story in whole for one in (story, *(part for part in parts if part.parent == story.id))]

    def find(self, identity: str) -> Record | None:
        """The record of an id, whatever its kind."""
        return next((found for kind in self.store.kinds.values() if (found := self.store.get(kind, identity)) is not None), None)

    def search(self, query: Query) -> list[Found]:
        return self.store.search(query)

    def told(self, story: str | None = None) -> tuple[Briefing, list[tuple[Report, Annotation]]]:
        """The briefing of all stories, or of one with its episodes, and its reports with what they say, all of one moment."""
        held = [one for one in self._of(story) if not isinstance(one, Download | Edition | Sketch | Heard | Matter)]
        whole, reports = briefing(held), sorted_out(held).reports
        if story is None:
            return whole, reports
        kept = tuple(one for one in whole.stories if story in {one.id, one.parent})
        inside = {report for one in kept for report in one.reports}
        lines = tuple(line for line in whole.reports if line.id in inside)
        return Briefing(reports=lines, failures=(), stories=kept), [pair for pair in reports if pair[0].id in inside]

    def _of(self, story: str | None) -> Iterator[Record]:
        """All that the desk holds, or all of the matter that a story is of: what its reports are compared with, and what that gave."""
        if story is None:
            yield from self.store.records(Record)
            return
        with self.store.moment() as now:
            found = now.get(Story, story)
            if found is None:
                raise UsageError(f"the desk has no story {story!r}; `twosource stories` lists them")
            yield from now.around(COMPARE, found.reports[0])


def _rests_on(said: Record) -> Sequence[str]:
    """The reports without which a judgement is of nothing: those it joins or parts, or that name what it does; else its first."""
    match said:
        case Link(kind=LinkKind.SAME_ENTITY):
            return said.reports
        case Link():
            return (said.left, said.right)
        case Ruling():
            return said.reports[:1]
        case _:
            return ()


@contextmanager
def desk(path: Path, *, create: bool = False, progress: Progress = silent) -> Iterator[Desk]:
    """The desk in a file, made if it is not there and may be made.

    Raises `StoreError` for what is no desk, is of a newer version, or cannot be opened.
    """
    store = open_desk(path, searchable=searchable, create=create)
    try:
        yield Desk(store, progress)
    finally:
        store.close()


def searchable(record: Record) -> Iterable[Said]:
    """What a search finds in a record."""
    return record.said if isinstance(record, Heard) else ()


@functools.cache
def made_by() -> str:
    """What a desk's records are made by: the version, every file of the package, and the libraries that read for it."""
    found = hashlib.blake2b(digest_size=8)
    for name, body in sorted(_files(resources.files("twosource"))):
        found.update(f"{name} {len(body)} ".encode() + body)
    libraries = " ".join(f"{name} {version(name)}" for name in READERS if find_spec(name) is not None)
    return f"{__version__} {found.hexdigest()} {libraries}"


def _files(folder: Traversable, under: str = "") -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        name = f"{under}/{one.name}"
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _files(one, name)
        else:
            yield name, one.read_bytes()
