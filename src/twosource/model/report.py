"""What is read: bytes as they came, and the report made of them."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from twosource.model.codec import Record


class Span(NamedTuple):
    """A half-open range of code points in `Report.text`; `[start, end]` in JSON."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Cite(Record, frozen=True, order=True):
    """Words of a report: `exact` equals `text[start:end]`, always."""

    report: str
    start: int
    end: int
    exact: str


class Given(Record, frozen=True):
    """What the user says of a report (`reports.csv`, `--published`, `--lang`); it outranks what is read from the page."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    headline: str | None = None
    byline: str | None = None
    language: str | None = None


class Download(Record, frozen=True):
    """Bytes as they came, with where they came from; a file's own time is not among it."""

    id: str
    path: str
    body: bytes
    media: str = "text/plain"  # "text/html" where the bytes or the name say so
    given: Given = Given()
    at: str = ""  # when it was put into a desk; no part of what it is
    place: str | UnsetType = UNSET  # where the file lay, by which two spellings of its path are known for one; no part of what it is


class PassageKind(StrEnum):
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"
    REFERENCES = "references"
    CORRECTION = "correction"


#: Passages that nothing is ever taken from.
SILENT = frozenset({PassageKind.CAPTION, PassageKind.FURNITURE, PassageKind.REFERENCES})


class Passage(Record, frozen=True):
    """A run of `Report.text` of one kind; passages do not overlap and stand in order."""

    start: int
    end: int
    kind: PassageKind


class PublishedBasis(StrEnum):
    GIVEN = "given"
    METADATA = "metadata"
    DATELINE = "dateline"
    TEXT = "text"


class Report(Record, frozen=True):
    """One version of one article.

    `text` is fixed here and never edited; all offsets of all later records are code points into it.
    `sentences` are spans inside passages that are not silent, in order; no sentence crosses a passage.
    `published` is an ISO 8601 date or UTC date-time; `None` means not established.
    """

    id: str
    path: str
    paths: tuple[str, ...]
    text: str
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Span, ...] = ()

    def cite(self, start: int, end: int) -> Cite:
        """The words at `[start, end)` as a cite."""
        return Cite(report=self.id, start=start, end=end, exact=self.text[start:end])


class Edition(Record, frozen=True):
    """One reading of one file. The same text in two files is two editions of one report."""

    id: str
    report: Report
    at: str = ""


class Failure(Record, frozen=True):
    """A report that broke a step: a record, not an exception."""

    id: str
    path: str
    stage: str
    error: str
