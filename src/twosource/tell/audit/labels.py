"""Which report a citation leads to."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, Self
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from twosource.lang import language
from twosource.model.audit import LabelBasis
from twosource.model.claim import Reference
from twosource.model.report import Report
from twosource.read.dates import iso_date
from twosource.values.name import fold

#: How like a title must be to a headline to mean it, in hundredths; a sister's headline differs by a word.
SAME_TITLE = 88
_QUOTED = re.compile(r"[\"“‘«]([^\"”»\n]{8,300})[\"”’»]")
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")


class Led(NamedTuple):
    """A report and on what ground a label was taken to mean it."""

    report: Report
    basis: LabelBasis


def resolved(
    labels: Sequence[str], references: Sequence[Reference], reports: Sequence[Report], given: Mapping[str, Report]
) -> dict[str, Led]:
    """The report of each label: as given, by the draft's own list, by the name of a file, or by its place among the files.

    A label that the draft lists is never taken by its place, and where the draft has a list no label outside of it is.
    """
    listed = {reference.label: reference for reference in references}
    found = {label: Led(report, LabelBasis.GIVEN) for label, report in given.items()}
    meant = _meant([reference for reference in references if reference.label not in found], reports)
    found |= {label: Led(report, LabelBasis.REFERENCE) for label, report in meant.items()}
    for label in labels:
        if label in found or label in listed:
            continue
        report = _addressed(label, reports) or _named(label, reports)
        if report is not None:
            found[label] = Led(report, LabelBasis.REFERENCE if _is_address(label) else LabelBasis.NAME)
        elif not listed and not given and label.isdigit() and 0 < int(label) <= len(reports):
            found[label] = Led(reports[int(label) - 1], LabelBasis.ORDER)
    return found


def days_listed(references: Sequence[Reference], reports: Sequence[Report], given: Mapping[str, Report]) -> dict[str, str]:
    """The day that a draft's own list gives for each report that it means and that names none itself, by the report's id."""
    led = resolved([], references, reports, given)
    days = {led[one.label].report: day for one in references if one.label in led and (day := _day(one.title)) is not None}
    return {report.id: day for report, day in days.items() if report.published is None}


def _meant(references: Sequence[Reference], reports: Sequence[Report]) -> dict[str, Report]:
    """Each reference with the report that fits it best, by address, by headline, or by outlet and day; a tie means none."""
    found = {}
    filed = [_Filed.of(report) for report in reports]
    for reference in references:
        line = _Line.of(reference)
        ranked = sorted(((_fit(line, report), -i) for i, report in enumerate(filed)), reverse=True)
        best = ranked[0] if ranked else (0.0, 0)
        tied = len(ranked) > 1 and ranked[1][0] == best[0]
        if best[0] > 0 and (not tied or reports[-best[1]].headline == reports[-ranked[1][1]].headline):
            found[reference.label] = reports[-best[1]]
    return found


class _Line(NamedTuple):
    """A line of a draft's list as reports are looked for by it: all of its words, its title, its day and address."""

    words: str
    folded: str
    title: str
    is_quoted: bool
    day: str | None
    address: str | None

    @classmethod
    def of(cls, reference: Reference) -> Self:
        words = _ESCAPED.sub("", reference.title)
        quoted = _QUOTED.search(words)
        title = fold(quoted[1] if quoted else words)
        return cls(words, fold(words), title, quoted is not None, _day(words), address(reference.url) if reference.url else None)


class _Filed(NamedTuple):
    """A report as it is found by a line of a list."""

    paths: tuple[str, ...]
    headline: str
    outlet: str
    day: str | None
    address: str | None

    @classmethod
    def of(cls, report: Report) -> Self:
        outlet = fold(_BRACKETED.sub("", report.outlet or ""))  # "Radio Helm (international service)"
        day = report.published[:10] if report.published is not None else None
        return cls(report.paths, fold(report.headline or ""), outlet, day, address(report.url) if report.url else None)


def _fit(line: _Line, report: _Filed) -> float:
    """How surely a line means a report: 0 where nothing says so."""
    if line.address is not None and line.address == report.address:
        return 1000.0
    if any(path in line.words or PurePath(path).name in line.words.split() for path in report.paths):
        return 500.0
    like = fuzz.ratio(line.title, report.headline) if report.headline else 0.0
    if report.headline and not line.is_quoted and len(report.headline) >= 12 and report.headline in line.folded:
        like = 100.0
    outlet = bool(report.outlet) and report.outlet in line.folded
    dated = line.day is not None and line.day == report.day
    if like >= SAME_TITLE:
        return like + 5 * dated + 5 * outlet
    return 50.0 + 0.1 * like if outlet and dated else 0.0


def _day(words: str) -> str | None:
    for match in _DATE.finditer(words):
        day = iso_date(match[0], language("en").datelines)
        if day:
            return day[:10]
    return None


def address(url: str) -> str:
    """An address without what does not change the page: scheme, "www.", a last slash, a fragment."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    return f"{parts.netloc.removeprefix('www.').lower()}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def _is_address(label: str) -> bool:
    return label.startswith(("http://", "https://", "www.")) or "/" in label or "." in label


def _addressed(label: str, reports: Sequence[Report]) -> Report | None:
    """The report at an address, or in a file of that path."""
    if not _is_address(label):
        return None
    for report in reports:
        if report.url and address(report.url) == address(label):
            return report
        if any(PurePath(path) == PurePath(label) or PurePath(path).name == PurePath(label).name for path in report.paths):
            return report
    return None


def _named(label: str, reports: Sequence[Report]) -> Report | None:
    """The one report in a file of that name: `3`, `3.txt`, `03.txt`."""
    wanted = label.lstrip("0") or "0"
    found = [report for report in reports if any((PurePath(path).stem.lstrip("0") or "0") == wanted for path in report.paths)]
    return found[0] if len(found) == 1 else None
