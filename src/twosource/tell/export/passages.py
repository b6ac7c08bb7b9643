"""A report's text with every cited run of words as a target that a link can open."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from twosource.model.report import SILENT, PassageKind, Report, Span


class Cited(NamedTuple):
    """A cited run of words, with what the page links from it: `also` is a short note, `entry` the id of the line it belongs to."""

    span: Span
    also: str = ""
    entry: str = ""


class _Piece(NamedTuple):
    """An element's range; `whole` is false for the rest of a run that crosses another."""

    span: Span
    of: Span
    whole: bool


def anchor(number: int, span: Span) -> str:
    """The id of a cited run: `r3-120-158`."""
    return f"r{number}-{span.start}-{span.end}"


def passage_markup(report: Report, number: int, cited: Iterable[Cited]) -> Markup:
    """The text, escaped, in order: its characters are the report's own, and each cited run is an element whose text equals the cite."""
    notes = {one.span: one for one in cited if 0 <= one.span.start < one.span.end <= len(report.text)}
    pieces = _nested(sorted(notes, key=lambda span: (span.start, -span.end)))
    cuts = sorted({0, len(report.text), *_edges(report), *(edge for piece in pieces for edge in piece.span)})
    opened = _by_start(pieces)
    out: list[str] = []
    stack: list[_Piece] = []
    for start, end in pairwise(cuts):
        while stack and stack[-1].span.end <= start:
            out.append(_closed(stack.pop(), notes))
        for piece in opened.get(start, ()):
            stack.append(piece)
            out.append(_opened(piece, number))
        out.append(_plain(report, start, end))
    out.extend(_closed(piece, notes) for piece in reversed(stack))
    return Markup("".join(out))  # noqa: S704 - every run of the report went through escape()


def crossing(report: Report, cited: Iterable[Cited]) -> list[Span]:
    """The runs that cross another, so that their second piece stands in an element of its own."""
    spans = sorted({one.span for one in cited if one.span.end <= len(report.text)}, key=lambda span: (span.start, -span.end))
    return sorted({piece.of for piece in _nested(spans) if not piece.whole})


def _nested(spans: Sequence[Span]) -> list[_Piece]:
    """The runs as elements that nest; one that crosses an open run is cut where that run ends."""
    pieces: list[_Piece] = []
    waiting = [_Piece(span, span, whole=True) for span in reversed(spans)]
    ends: list[int] = []
    while waiting:
        piece = waiting.pop()
        while ends and ends[-1] <= piece.span.start:
            ends.pop()
        if ends and piece.span.end > ends[-1]:
            cut = ends[-1]
            rest = _Piece(Span(cut, piece.span.end), piece.of, whole=False)
            _insert(waiting, rest)
            piece = piece._replace(span=Span(piece.span.start, cut))
        pieces.append(piece)
        ends.append(piece.span.end)
    return pieces


def _insert(waiting: list[_Piece], piece: _Piece) -> None:
    """Puts the rest back where it belongs in the (reversed) order of work."""
    at = len(waiting)
    while at and (waiting[at - 1].span.start, -waiting[at - 1].span.end) < (piece.span.start, -piece.span.end):
        at -= 1
    waiting.insert(at, piece)


def _by_start(pieces: Iterable[_Piece]) -> Mapping[int, list[_Piece]]:
    opened: dict[int, list[_Piece]] = {}
    for piece in pieces:
        opened.setdefault(piece.span.start, []).append(piece)
    return opened


def _opened(piece: _Piece, number: int) -> str:
    name = anchor(number, piece.of)
    return f'<span class="cited" id="{name}">' if piece.whole else f'<span class="cited" data-of="{name}">'


def _closed(piece: _Piece, notes: Mapping[Span, Cited]) -> str:
    note = notes[piece.of]
    if not note.also or piece.span.end != piece.of.end:
        return "</span>"
    link = f' href="#{escape(note.entry)}"' if note.entry else ""
    return f'</span><a class="also"{link}>{escape(note.also)}</a>'


def _edges(report: Report) -> Iterable[int]:
    for passage in report.passages:
        yield passage.start
        yield passage.end


def _plain(report: Report, start: int, end: int) -> str:
    text = escape(report.text[start:end])
    kind = next((passage.kind for passage in report.passages if passage.start <= start and end <= passage.end), None)
    if kind in SILENT:
        return f'<span class="silent">{text}</span>'
    if kind in {PassageKind.HEADLINE, PassageKind.SUBHEADING}:
        return f'<span class="{kind}">{text}</span>'
    return str(text)
