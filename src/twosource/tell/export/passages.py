"""A report's text with every cited run of words as a target that a link can open."""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from twosource.model.report import SILENT, PassageKind, Report, Span


class Weight(IntEnum):
    """How a cited run is set: not at all until a link opens it, lightly underlined, or with a wash where reports differ."""

    QUIET = 0
    CLAIM = 1
    DIFFERS = 2


CLASSES = {Weight.QUIET: "cited", Weight.CLAIM: "cited claim", Weight.DIFFERS: "cited claim differs"}
#: Kinds of passages that are set apart, with the class that does it.
SET_APART = {
    PassageKind.HEADLINE: "headline",
    PassageKind.SUBHEADING: "headline",
    PassageKind.CAPTION: "caption",
    PassageKind.CORRECTION: "correction",
} | dict.fromkeys(SILENT - {PassageKind.CAPTION}, "silent")


class Cited(NamedTuple):
    """A run of words that the page links to."""

    span: Span
    weight: Weight = Weight.QUIET


class Block(NamedTuple):
    """A paragraph of the report's text, up to where the next begins; `cites` are the runs that begin in it."""

    markup: Markup
    kind: str
    cites: Sequence[Span]


class _Piece(NamedTuple):
    """An element's range; `whole` is false for the rest of a run that crosses another or a paragraph's end."""

    span: Span
    of: Span
    whole: bool


def anchor(number: int, span: Span) -> str:
    """The id of a cited run: `r3-120-158`."""
    return f"r{number}-{span.start}-{span.end}"


def blocks(report: Report, number: int, cited: Iterable[Cited]) -> list[Block]:
    """The text, escaped, in order: the blocks' characters are the report's own, and the pieces of each run together are its words."""
    weight_of = _held(report, cited)
    edges = _edges(report)
    by_start: dict[int, list[_Piece]] = {}
    for piece in _nested(weight_of, edges):
        by_start.setdefault(piece.span.start, []).append(piece)
    starts = sorted(by_start)
    found = []
    for start, end in pairwise(edges):
        inside = [piece for at in starts[bisect_left(starts, start) : bisect_left(starts, end)] for piece in by_start[at]]
        markup = Markup("".join(_marked(report, number, Span(start, end), inside, weight_of)))  # noqa: S704 - runs went through escaped()
        found.append(Block(markup, _kind(report, start), [piece.of for piece in inside if piece.whole]))
    return found


def crossing(report: Report, cited: Iterable[Cited]) -> list[Span]:
    """The runs that cross another run or a paragraph's end, so that a part of them stands in an element of its own."""
    return sorted({piece.of for piece in _nested(_held(report, cited), _edges(report)) if not piece.whole})


def escaped(text: str) -> str:
    """Text as HTML that a browser reads back character for character; a NUL, which HTML cannot hold, is shown as damage."""
    return str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd")


def _held(report: Report, cited: Iterable[Cited]) -> dict[Span, Weight]:
    found: dict[Span, Weight] = {}
    for one in cited:
        if 0 <= one.span.start < one.span.end <= len(report.text):
            found[one.span] = max(one.weight, found.get(one.span, Weight.QUIET))
    return found


def _edges(report: Report) -> list[int]:
    """Where paragraphs begin, and the text's end; what stands before the first passage goes with it."""
    return [0, *sorted({passage.start for passage in report.passages if 0 < passage.start < len(report.text)}), len(report.text)]


def _nested(spans: Iterable[Span], edges: Sequence[int]) -> Iterator[_Piece]:
    """The runs as elements that nest, in order; one that crosses an open run or an edge is cut there."""
    waiting = [(span.start, -span.end, span, True) for span in spans]
    heapq.heapify(waiting)
    ends: list[int] = []
    while waiting:
        start, minus_end, of, whole = heapq.heappop(waiting)
        while ends and ends[-1] <= start:
            ends.pop()
        cut = min(-minus_end, ends[-1] if ends else -minus_end, edges[bisect_right(edges, start)])
        if cut < -minus_end:
            heapq.heappush(waiting, (cut, minus_end, of, False))
        yield _Piece(Span(start, cut), of, whole)
        ends.append(cut)


def _marked(report: Report, number: int, block: Span, pieces: Sequence[_Piece], weight_of: Mapping[Span, Weight]) -> Iterator[str]:
    """One block's markup."""
    at = block.start
    open_until: list[int] = []
    for piece in pieces:
        while open_until and open_until[-1] <= piece.span.start:
            end = open_until.pop()
            yield escaped(report.text[at:end]) + "</span>"
            at = end
        yield escaped(report.text[at : piece.span.start])
        at = piece.span.start
        key = "id" if piece.whole else "data-of"
        yield f'<span class="{CLASSES[weight_of[piece.of]]}" {key}="{anchor(number, piece.of)}">'
        open_until.append(piece.span.end)
    for end in reversed(open_until):
        yield escaped(report.text[at:end]) + "</span>"
        at = end
    yield escaped(report.text[at : block.end])


def _kind(report: Report, start: int) -> str:
    at = bisect_right(report.passages, start, key=lambda passage: passage.start)
    passage = report.passages[at - 1] if at else next(iter(report.passages), None)
    return SET_APART.get(passage.kind, "") if passage else ""
