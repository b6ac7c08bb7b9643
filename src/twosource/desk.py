"""The composition root: the only module that knows steps and engines."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from twosource.acquire.folder import downloads
from twosource.annotate import annotate
from twosource.engine.local import LocalEngine, Progress, silent
from twosource.model.claim import Annotation
from twosource.model.report import Download, Failure, Given, Report
from twosource.read.page import read_page
from twosource.step import Each

FORMAT = 1


def _annotated(report: Report) -> Sequence[Annotation]:
    return (annotate(report),)


READ = Each("read", Download, read_page)
ANNOTATE = Each("annotate", Report, _annotated)


class Annotated(NamedTuple):
    """Reports in order of path, each with its annotation, and what could not be read."""

    reports: list[tuple[Report, Annotation]]
    failures: list[Failure]


def annotate_files(paths: Sequence[Path], given: Given, progress: Progress = silent) -> Annotated:
    """Reads and annotates files and folders."""
    records = LocalEngine(progress=progress).run([READ, ANNOTATE], downloads(paths, given))
    annotation_of = {record.report: record for record in records if isinstance(record, Annotation)}
    reports = sorted((record for record in records if isinstance(record, Report)), key=lambda report: report.path)
    failures = [record for record in records if isinstance(record, Failure)]
    return Annotated([(report, annotation_of[report.id]) for report in reports if report.id in annotation_of], failures)


def annotated_json(report: Report, annotation: Annotation) -> bytes:
    """A line of `annotate` as FORMATS describes it."""
    merged = {"format": FORMAT, **msgspec.to_builtins(annotation), **msgspec.to_builtins(report)}
    del merged["report"]
    return msgspec.json.encode(merged)
