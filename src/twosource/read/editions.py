"""Editions to reports: the same report in two files is one report with two paths."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from twosource.model.codec import content_id
from twosource.model.report import Download, Edition, Failure, Report
from twosource.read.page import read_page


def editions(download: Download) -> Iterable[Edition]:
    """Each report that a download holds, as one edition of it."""
    for report in read_page(download):
        yield Edition(id=content_id("edition", download.id, report.id), report=report, at=download.at)


def edition_keys(edition: Edition) -> Iterable[str]:
    """Editions of one report meet under its id."""
    return (edition.report.id,)


def one_report(key: str, found: Sequence[Edition]) -> Iterable[Report | Failure]:
    """One report with the paths of all its editions.

    An address may have been saved twice with different words; then the latest stands, and each other one is a failure that says so.
    """
    del key
    latest = max(found, key=_latest).report
    same = [edition.report for edition in found if edition.report.text == latest.text]
    yield replace(min(same, key=lambda report: report.path), paths=tuple(sorted({path for report in same for path in report.paths})))
    for edition in found:
        if edition.report.text != latest.text:
            error = (
                f"another text of the same address as {latest.path}, which is the later one and is used; give each its own url to keep both"
            )
            yield Failure(id=content_id("failure", edition.report.path, error), path=edition.report.path, stage="read", error=error)


def _latest(edition: Edition) -> tuple[str, str, int, str]:
    """By what the page says of its date, then by when a desk was given it, then by how much it says."""
    report = edition.report
    return (report.published or "", edition.at, len(report.text), report.text)
