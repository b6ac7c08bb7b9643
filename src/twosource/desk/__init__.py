"""The composition root: the only module that knows steps and engines."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs

from twosource.acquire.folder import downloads
from twosource.annotate import annotate
from twosource.annotate.tagger import Cache
from twosource.annotate.tagger.kept import Kept
from twosource.connect.copies import copies, retold_keys, trimmed_keys, whole_keys
from twosource.connect.dossier import of_matter
from twosource.connect.entities import entities
from twosource.connect.ledger import told
from twosource.connect.matters import CROWD, alike, matter_keys, matters, sketch, sketch_keys
from twosource.connect.stories import stories
from twosource.engine.base import Engine
from twosource.engine.forked import forked
from twosource.model.claim import Annotation
from twosource.model.codec import Record, content_id
from twosource.model.ledger import EntityCluster, Link, Matter, Ruling, Sketch, Story
from twosource.model.report import Download, Edition, Failure, Given, Report
from twosource.model.telling import Briefing
from twosource.read.editions import edition_keys, editions, one_report
from twosource.step import Each, Group, Linked, Step
from twosource.tell.brief import briefing

#: The number of the JSON interface.
FORMAT = 1


#: Languages that there are tables and a parser for.
READABLE = frozenset({"en"})


def _annotated(report: Report, cache: Cache, done: Mapping[Report, Annotation]) -> Iterable[Annotation | Failure]:
    """What the report says; one in a language we cannot read says nothing, and a failure says so."""
    if is_readable(report):
        yield done.get(unplaced(report)) or annotate(report, cache)
    else:
        error = f"it is written in {report.language!r}, and only English is read so far: it is listed, and nothing is taken from it"
        yield Failure(id=content_id("failure", report.path, error), path=report.path, stage="annotate", error=error)


READ: tuple[Step, ...] = (
    Each("read", Download, editions),
    Group("gather", (Edition,), edition_keys, one_report),
)


def is_readable(report: Report) -> bool:
    """Whether the report is in a language that there are tables for, as far as that is known."""
    return report.language is None or report.language[:2] in READABLE


def unplaced(report: Report) -> Report:
    """The report without the files it stood in, which make no difference to what it says."""
    return structs.replace(report, path="", paths=())


def annotating(cache: Cache, done: Mapping[Report, Annotation] | None = None) -> tuple[Step, ...]:
    """The steps from report to annotation; `cache` keeps what was found in a paragraph for the reports that share it.

    `done` are annotations made beforehand, by the report without its files.
    """
    return (Each("annotate", Report, functools.partial(_annotated, cache=cache, done={} if done is None else done)),)


#: The step that compares what the reports of a matter say.
COMPARE = "compare"

CONNECT: tuple[Step, ...] = (
    Group("copies", (Report,), whole_keys, copies),
    Group("trimmed", (Report,), trimmed_keys, copies, most=CROWD),
    Group("retold", (Report,), retold_keys, copies, most=CROWD),
    Each("sketch", Report, sketch),
    Group("alike", (Sketch,), sketch_keys, alike, most=CROWD),
    Linked("matters", (Report, Sketch, Link), matter_keys, matters),
    Linked("entities", (Report, Annotation, Matter, Link, Ruling), of_matter, entities),
    Linked("stories", (Report, Annotation, Matter, EntityCluster, Link, Ruling), of_matter, stories),
    Linked(COMPARE, (Report, Annotation, Matter, EntityCluster, Link, Ruling, Story), of_matter, functools.partial(told, sharing=forked)),
)


class Annotated(NamedTuple):
    """Reports in order of path, each with its annotation, and what could not be read."""

    reports: list[tuple[Report, Annotation]]
    failures: list[Failure]


class Briefed(NamedTuple):
    """A briefing and the annotated reports it rests on."""

    briefing: Briefing
    annotated: Annotated


def annotate_files(paths: Sequence[Path], given: Given, engine: Engine) -> Annotated:
    """Reads and annotates files and folders."""
    return sorted_out(engine.run([*READ, *annotating(Kept())], downloads(paths, given)))


def brief_files(paths: Sequence[Path], given: Given, engine: Engine) -> Briefed:
    """Reads files and folders and compares what they say."""
    records = engine.run([*READ, *annotating(Kept()), *CONNECT], downloads(paths, given))
    return Briefed(briefing(records), sorted_out(records))


def sorted_out(records: Sequence[Record]) -> Annotated:
    """Every report with its annotation; one that could not be annotated keeps an empty one, and its failure says why."""
    annotation_of = {record.report: record for record in records if isinstance(record, Annotation)}
    reports = sorted((record for record in records if isinstance(record, Report)), key=lambda report: report.path)
    failures = sorted((record for record in records if isinstance(record, Failure)), key=lambda failure: (failure.path, failure.error))
    return Annotated([(report, annotation_of.get(report.id) or _unannotated(report)) for report in reports], failures)


def _unannotated(report: Report) -> Annotation:
    return Annotation(id=content_id("annotation", report.id), report=report.id)


def annotated_json(report: Report, annotation: Annotation) -> bytes:
    """A line of `annotate` as FORMATS describes it (UTF-8, no line end)."""
    said = msgspec.to_builtins(annotation)
    read = msgspec.to_builtins(report)
    del said["id"], said["report"]
    return msgspec.json.encode({"format": FORMAT, **read, **said})
