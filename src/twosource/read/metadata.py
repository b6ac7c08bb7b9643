"""What a report says of itself, by rank: what the user gives, what the page's head says, what stands in its text."""

from collections.abc import Sequence
from typing import NamedTuple

from twosource.lang.datelines import Datelines
from twosource.model.report import SILENT, Given, Passage, PassageKind, PublishedBasis
from twosource.read.blocks import Block
from twosource.read.dateline import Dated, byline, dated, dateline
from twosource.read.dates import iso_date

#: Bylines, dates and datelines stand among the first blocks or the last.
TOP, BOTTOM = 14, 5


class Published(NamedTuple):
    """When the report came out, and how we know."""

    when: str
    basis: PublishedBasis


def published(
    given: Given, metadata: str | None, blocks: Sequence[Block], passages: Sequence[Passage], lang: Datelines
) -> Published | None:
    """The date of publication, or None where none is stated in full."""
    if given.published:
        return Published(iso_date(given.published, lang) or given.published, PublishedBasis.GIVEN)
    if metadata:
        return Published(metadata, PublishedBasis.METADATA)
    if day := _dateline_date(blocks, passages, lang):
        return Published(day, PublishedBasis.DATELINE)
    stated = _stated(blocks, passages, lang)
    first = next((found for found in stated if found.first), next(iter(stated), None))
    return Published(first.published, PublishedBasis.TEXT) if first else None


def _stated(blocks: Sequence[Block], passages: Sequence[Passage], lang: Datelines) -> list[Dated]:
    """The dates in lines of their own; below the report only one with a label, since a bare one may be a calendar's or a correction's."""
    body = next((passage.start for passage in passages if passage.kind is PassageKind.BODY), 0)
    found = [(block.start, day) for block in _edges(blocks) if (day := dated(block.words, lang))]
    return [day for start, day in found if start < body or day.labelled]


def _dateline_date(blocks: Sequence[Block], passages: Sequence[Passage], lang: Datelines) -> str | None:
    """The full date in the report's dateline, which opens one of its first paragraphs."""
    for block, passage in zip(blocks[:TOP], passages[:TOP], strict=True):
        if passage.kind is PassageKind.BODY and (found := dateline(block.words, lang)):
            return found.published
    return None


def author(blocks: Sequence[Block], lang: Datelines) -> str | None:
    """The names in the byline."""
    return next((names for block in _edges(blocks) if (names := byline(block.words, lang))), None)


def headline(text: str, passages: Sequence[Passage]) -> str | None:
    """The words of the headline, on one line."""
    found = next((passage for passage in passages if passage.kind is PassageKind.HEADLINE), None)
    return " ".join(text[found.start : found.end].split()) if found else None


def prose(text: str, passages: Sequence[Passage], most: int) -> str:
    """The first words of the report that are no furniture."""
    kept: list[str] = []
    length = 0
    for passage in passages:
        if passage.kind not in SILENT and length < most:
            kept.append(text[passage.start : min(passage.end, passage.start + most)])
            length += passage.end - passage.start
    return " ".join(kept)


def _edges(blocks: Sequence[Block]) -> list[Block]:
    return [*blocks[:TOP], *blocks[max(TOP, len(blocks) - BOTTOM) :]]
