"""A draft held against reports, from files, a desk or texts to the audit."""

import functools
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from twosource.acquire.folder import LARGEST, downloads, media, named
from twosource.acquire.given import lying, shown
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, Annotated, annotating, is_readable, sorted_out
from twosource.engine.base import Engine
from twosource.engine.forked import forked
from twosource.engine.local import LocalEngine
from twosource.engine.work import Progress, failure, reason, silent
from twosource.errors import TwosourceError, UsageError
from twosource.model.audit import Audit, AuditedSentence, JudgedBy, NotChecked, Verdict
from twosource.model.claim import Annotation
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Alteration, Conflict
from twosource.model.report import Download, Failure, Given, PublishedBasis, Report
from twosource.read.page import read_page
from twosource.store.base import Store
from twosource.tell.audit.disputes import Disputes, disputes, undisputed
from twosource.tell.audit.draft import laid_out
from twosource.tell.audit.labels import days_listed
from twosource.tell.audit.marks import marked
from twosource.tell.audit.report import FORMAT, audited, latest
from twosource.tell.upheld import let_stand

#: The path that means standard input.
STANDARD_INPUT = "-"
#: The stage at which a draft of a batch failed.
AUDIT = "audit"
#: Letters below which a draft is taken to be in the language of its reports: the guess is no better than that.
FEWEST_LETTERS = 300
#: Reports that a batch keeps annotated, for the drafts to come that share them.
MOST_KEPT = 2_000


class Held(NamedTuple):
    """An audit with the draft and the reports that it is of."""

    audit: Audit
    draft: Report
    annotated: Annotated


class Labelled(NamedTuple):
    """What a draft is held against: files and folders, and the file that each of some labels means."""

    files: Sequence[Path] = ()
    file_of: Mapping[str, Path] = {}


def draft_at(path: Path, given: Given) -> Report:
    """The draft in a file.

    Raises `UsageError` when it cannot be read.
    """
    if path.is_dir():
        raise UsageError(f"{shown(path)} is a folder; name the one file that is the draft")
    found = next((one for one in downloads([path], given) if one.path == shown(path)), None)
    if isinstance(found, Failure):
        raise UsageError(f"the draft {found.path} cannot be read: {found.error}")
    if found is None:
        raise UsageError(f"the draft {shown(path)} cannot be read; name a text, Markdown or HTML file")
    return _read(found)


def draft_in(body: bytes, given: Given, name: str = STANDARD_INPUT) -> Report:
    """The draft that the bytes hold.

    Raises `UsageError` when they hold none.
    """
    if len(body) > LARGEST:
        raise UsageError(f"the draft {name} cannot be read: it is larger than {LARGEST // (1024 * 1024)} MB; cut it to one draft")
    return _read(named(Download("", name, body, media(Path(name), body), given)))


def _read(download: Download) -> Report:
    try:
        return next(iter(read_page(download)))
    except TwosourceError as error:
        raise UsageError(f"the draft {download.path} cannot be read: {error}") from error


def lists_sources(draft: Report) -> bool:
    """Whether the draft carries a reference list of its own."""
    return bool(marked(draft).references)


def audit_files(draft: Report, against: Labelled, given: Given, engine: Engine, progress: Progress = silent) -> Held:
    """Holds a draft against files and folders, and against those given for single labels; the draft's own file is none of them.

    A report of no known day is taken to have come out on the day that the draft's own list gives for it.
    Raises `UsageError` for a label that the draft neither cites nor lists.
    """
    _refuse_unknown(draft, against.file_of)
    paths = [*against.files, *against.file_of.values()]
    read = engine.run(READ, _but(draft, downloads(paths, given)))
    records = engine.run(annotating(Kept()), _dated(draft, read, against.file_of))
    if sum(isinstance(record, Report) for record in records) > 1:
        records = engine.run(CONNECT, records)
    found = sorted_out(records)
    given_of = _given(against.file_of, [report for report, _ in found.reports])
    return Held(audit_of(draft, found, given_of, records, Kept(), progress=progress), draft, found)


def audit_desk(draft: Report, store: Store, progress: Progress = silent) -> Held:
    """Holds a draft against all reports of a desk, with what is kept of each and of where they disagree."""
    with store.moment() as now:
        kinds: tuple[type[Record], ...] = (Report, Annotation, Conflict, Alteration)
        records = [record for kind in kinds for record in now.records(kind)]
    found = sorted_out(records)
    if not found.reports:
        raise UsageError("the desk holds no report; add some with `twosource add`")
    return Held(audit_of(draft, found, {}, records, Kept(), progress=progress), draft, found)


def audit_alone(draft: Report, progress: Progress = silent) -> Held:
    """Holds a draft against the headlines of its own reference list.

    Raises `UsageError` where it has none.
    """
    if not lists_sources(draft):
        raise UsageError(
            f"there is nothing to hold {draft.path} against, for it has no reference list; "
            "name its reports with --against, or a desk with --desk"
        )
    nothing = Annotated([], [])
    return Held(audit_of(draft, nothing, {}, (), Kept(), progress=progress), draft, nothing)


def _refuse_unknown(draft: Report, labels: Iterable[str]) -> None:
    wanted = list(labels)
    found = marked(draft, wanted)
    known = sorted({*(mark.label for mark in found.marks), *(one.label for one in found.references)}, key=lambda label: (len(label), label))
    for label in wanted:
        if label not in known:
            have = f"it has {', '.join(known[:12])}" if known else "it has no citation at all"
            raise UsageError(f"--against {label}=… is for a citation [{label}], and the draft has none; {have}")


def _but(draft: Report, found: Iterable[Download | Failure]) -> Iterator[Download | Failure]:
    """What was found without the draft itself, which bears out every word of its own."""
    here = lying(Path(draft.path)) if draft.path != STANDARD_INPUT else None
    return (one for one in found if not (isinstance(one, Download) and here is not None and one.place == here))


def _dated(draft: Report, records: Sequence[Record], file_of: Mapping[str, Path]) -> list[Record]:
    """The records, the reports of no known day with the one that the draft's own list gives for them."""
    reports = [record for record in records if isinstance(record, Report)]
    days = _days(draft, reports, _given(file_of, reports))
    return [
        msgspec.structs.replace(one, published=days[one.id], published_basis=PublishedBasis.GIVEN)
        if isinstance(one, Report) and one.id in days
        else one
        for one in records
    ]


def _days(draft: Report, reports: Sequence[Report], given: Mapping[str, Report]) -> dict[str, str]:
    """The days that the draft's own list gives for reports of no known day, by the reports' ids."""
    if all(report.published is not None for report in reports):
        return {}
    references = marked(draft).references
    return days_listed(references, reports, given) if references else {}


def _given(file_of: Mapping[str, Path], reports: Sequence[Report]) -> dict[str, Report]:
    """The report that was read from each of the files that labels were given for."""
    by_path = {path: report for report in reports for path in report.paths}
    by_place = {lying(Path(path)): report for path, report in by_path.items()}
    read = {label: by_path.get(shown(path)) or by_place.get(lying(path)) for label, path in file_of.items()}
    return {label: report for label, report in read.items() if report is not None}


def audit_of(
    text: Report,
    found: Annotated,
    given: Mapping[str, Report],
    records: Iterable[Record],
    cache: Kept,
    *,
    progress: Progress = silent,
) -> Audit:
    """The audit of a draft against annotated reports; `records` are what was found when they were compared."""
    if _is_foreign(text):
        return _unread(text, found.failures)
    reports = [report for report, _ in found.reports]
    if text.published is None:
        text = msgspec.structs.replace(text, published=latest(reports))
    known = {str(number) for number in range(1, len(reports) + 1)} | set(given)
    draft = laid_out(text, cache, known)
    heard = functools.partial(progress, AUDIT)
    return audited(draft, found.reports, given, _disputes(records, reports), failures=found.failures, progress=heard, sharing=forked)


def _is_foreign(draft: Report) -> bool:
    """Whether a draft is long enough to be told to be in a language that there are no tables for."""
    return not is_readable(draft) and sum(map(str.isalpha, draft.text)) >= FEWEST_LETTERS


def _unread(draft: Report, failures: Sequence[Failure]) -> Audit:
    """The audit of a draft in a language that is not read: nothing in it is checked."""
    why = f"the draft is written in {draft.language!r}, and only English is read so far"
    return Audit(
        format=FORMAT,
        draft=draft.path,
        reports=(),
        sentences=tuple(
            AuditedSentence(*span, draft.text[span.start : span.end], (), JudgedBy.BODY, Verdict.NOT_CHECKABLE) for span in draft.sentences
        ),
        references=(),
        unused_references=(),
        not_checked=tuple(NotChecked(*span, why) for span in draft.sentences),
        failures=tuple(failures),
    )


def _disputes(records: Iterable[Record], reports: Sequence[Report]) -> Disputes:
    """What is known to be said otherwise; what people rejected is not."""
    held = list(records)
    conflicts = let_stand(record for record in held if isinstance(record, Conflict))
    alterations = let_stand(record for record in held if isinstance(record, Alteration))
    if not conflicts and not alterations:
        return undisputed
    names = {report.id: report.outlet or f"“{report.headline}”" for report in reports}
    return disputes(conflicts, alterations, lambda identity: names.get(identity, "another report"))


class Told(msgspec.Struct, frozen=True):
    """A report of a batch; of the fields that may say more of it each outranks what the text says."""

    text: str
    label: str | int | None = None
    headline: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


class Pair(msgspec.Struct, frozen=True):
    """A draft of a batch with the reports that it is held against, in their order."""

    id: str | int
    draft: str
    reports: tuple[Told, ...]


@dataclass
class Shelf:
    """What the drafts of a batch share: paragraphs that were read, and reports with what they say, the latest so many."""

    cache: Kept = field(default_factory=Kept)
    engine: Engine = field(default_factory=LocalEngine)
    read: OrderedDict[str, Annotated] = field(default_factory=OrderedDict)
    compared: tuple[tuple[str, ...], list[Record]] = ((), [])

    def report(self, told: Told, name: str) -> Annotated:
        """The report that a text is, under a name of its own; none, and why, where it is none."""
        key = content_id("text", told.text, told.headline, told.url, told.outlet, told.published)
        if key not in self.read:
            self.read[key] = self._read(told, name)
        self.read.move_to_end(key)
        while len(self.read) > MOST_KEPT:
            self.read.popitem(last=False)
        kept = self.read[key]
        return Annotated(
            [(msgspec.structs.replace(report, path=name, paths=(name,)), annotation) for report, annotation in kept.reports],
            [msgspec.structs.replace(one, path=name) for one in kept.failures],
        )

    def _read(self, told: Told, name: str) -> Annotated:
        lang = "en" if sum(map(str.isalpha, told.text)) < FEWEST_LETTERS else None
        given = Given(url=told.url, outlet=told.outlet, published=told.published, headline=told.headline, language=lang)
        body = Download("", name, told.text.encode("utf-8", "surrogatepass"), given=given)
        return sorted_out(self.engine.run([*READ, *annotating(self.cache)], [named(body)]))

    def compare(self, found: Sequence[tuple[Report, Annotation]]) -> list[Record]:
        """What comparing reports gives; drafts that follow each other often share all of theirs."""
        key = tuple(report.id for report, _ in found)
        if key != self.compared[0]:
            records = [record for pair in found for record in pair]
            self.compared = (key, self.engine.run(CONNECT, records) if len(key) > 1 else [])
        return self.compared[1]


class Shelved(NamedTuple):
    """The reports of a batch that one draft is held against, the one that each label means, and what could not be read."""

    reports: list[tuple[Report, Annotation]]
    given: dict[str, Report]
    failures: list[Failure]


def audit_pair(pair: Pair, shelf: Shelf) -> Audit:
    """Holds one draft of a batch against its reports; a draft that cannot be read is a failure, and nothing in it is checked.

    A report of no known day is taken to have come out on the day that the draft's own list gives for it.
    """
    found = _shelved(pair.reports, shelf, {})
    try:
        draft = draft_in(pair.draft.encode("utf-8", "surrogatepass"), Given(), str(pair.id))
        if days := _days(draft, [report for report, _ in found.reports], found.given):
            found = _shelved(pair.reports, shelf, days)
        return audit_of(draft, Annotated(found.reports, found.failures), found.given, shelf.compare(found.reports), shelf.cache)
    except Exception as error:  # noqa: BLE001 - one bad draft never stops a run
        return Audit(FORMAT, str(pair.id), (), (), (), (), (), (*found.failures, failure(str(pair.id), AUDIT, reason(error))))


def _shelved(reports: Sequence[Told], shelf: Shelf, days: Mapping[str, str]) -> Shelved:
    """What some texts are read as; `days` are those on which reports came out that name none, by the id each has without."""
    found: dict[str, tuple[Report, Annotation]] = {}
    shelved = Shelved([], {}, [])
    for number, told in enumerate(reports, start=1):
        name = f"{number if told.label is None else told.label}.txt"
        read = shelf.report(told, name)
        day = next((days[report.id] for report, _ in read.reports if report.id in days), None)
        if day is not None:
            read = shelf.report(msgspec.structs.replace(told, published=day), name)
        shelved.failures.extend(read.failures)
        for report, annotation in read.reports:
            found.setdefault(report.id, (report, annotation))
            if told.label is not None:
                shelved.given[str(told.label)] = report
    shelved.reports.extend(found.values())
    return shelved


def audit_paths(draft: Path, against: Sequence[Path], file_of: Mapping[str, Path], given: Given) -> Audit:
    """Holds the draft in a file against files and folders, or against its own reference list where there are none.

    Raises `UsageError` when the draft, or every report, cannot be read.
    """
    read = draft_at(draft, given)
    if not against and not file_of:
        return audit_alone(read).audit
    held = audit_files(read, Labelled(against, file_of), given, LocalEngine())
    if not held.annotated.reports:
        raise UsageError("; ".join(f"{one.path}: {one.error}" for one in held.annotated.failures))
    return held.audit
