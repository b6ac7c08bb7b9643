"""Words that a draft puts in quotation marks, held against the words of its sources."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from twosource.annotate.quotes import Quote, quotes
from twosource.connect.requoted import STYLE
from twosource.connect.voices import fold_all
from twosource.connect.wording import fold
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import SILENT, Report, Span
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.sources import Source, Told

#: Fewer words in marks are a name, a word held at arm's length, a title.
FEWEST = 3
#: How like a passage must be to a quotation, in hundredths, to be what was quoted in other words.
LIKE = 72
#: Characters before a quotation in which the outlet is named whose own words it has, and words that may stand between.
NEARBY, BETWEEN = 120, 3
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\[|\]|\.{3}|…")
_CURLY = re.compile(r"(?<!\w)‘([^‘\n]{3,400}?)’(?!\w)")
#: "In its own words", of a body that puts out what it says itself.
_ITS_OWN = re.compile(r"\bin (?:its|his|her|their) own words\b", re.IGNORECASE)
#: Letters of the words of an outlet's name that many names have: "of the".
_SMALL = 3
_GAPS = frozenset({"...", "…"})


class Piece(NamedTuple):
    """A run of a quotation without words left out or put in."""

    words: tuple[str, ...]
    span: Span


class Found(NamedTuple):
    """The stretch of a report that is most like a quotation."""

    source: Source
    span: Span
    likeness: float
    same: bool  # word for word


def quotations(held: Held) -> Iterator[Fault]:
    """A fault for each quotation that no report cited has word for word."""
    for quote in quotes_of(held):
        for piece in pieces(held.text, quote):
            yield from _held_against(held, piece)


def quotes_of(held: Held) -> list[Quote]:
    """What of a sentence stands in quotation marks; marks inside marks are part of the outer ones."""
    inside = [one for one in _outer(held.draft.bare) if one.start < held.span.end and held.span.start < one.end]
    return [msgspec.structs.replace(one, start=max(one.start, held.span.start), end=min(one.end, held.span.end)) for one in inside]


@functools.lru_cache(maxsize=64)
def quoted_in(held: Held) -> Sequence[tuple[Source, Told]]:
    """The sentences of the reports that have, word for word, what a sentence of the draft quotes."""
    run = [piece for quote in quotes_of(held) for piece in pieces(held.text, quote)]
    found = [one for source in held.sources for piece in run if (one := nearest(piece, source)) is not None and one.same]
    return [(one.source, told) for one in found for told in one.source.told if told.span.overlaps(one.span)]


@functools.lru_cache(maxsize=512)
def _outer(report: Report) -> tuple[Quote, ...]:
    """The outer quotations of a text; words between curly single marks are one, though no full stop stands before the mark."""
    found = [one for one in quotes(report) if one.depth == 0]
    for match in _CURLY.finditer(report.text):
        if not any(one.start < match.end(1) and match.start(1) < one.end for one in found):
            found.append(Quote(*match.span(1)))
    return tuple(sorted(found, key=lambda one: one.start))


def whole_quotes(held: Held) -> list[Piece]:
    """The quotations that a sentence has a part in, each with all its sentences."""
    inside = [one for one in _outer(held.draft.bare) if one.start < held.span.end and held.span.start < one.end]
    return [piece for one in inside for piece in pieces(held.text, one)]


def pieces(text: str, quote: Quote) -> list[Piece]:
    """The runs of a quotation between what was left out or put in by the writer of the draft."""
    found: list[Piece] = []
    run: list[tuple[str, int, int]] = []
    inside = False
    for match in [*_WORD.finditer(text, quote.start, quote.end), None]:
        word = match[0] if match else "…"
        if word in _GAPS or word in "[]":
            if run:
                found.append(Piece(tuple(word for word, _, _ in run), Span(run[0][1], run[-1][2])))
            run, inside = [], word == "["
        elif not inside and match is not None:
            run.append((plain(word), *match.span()))
    return [piece for piece in found if len(piece.words) >= FEWEST]


def plain(word: str) -> str:
    """A word as it sounds: house style, contractions and the way that numbers are written make no other quotation."""
    folded = fold(word).replace(",", "")
    said = STYLE.get(folded, folded)
    value = language("en").numbers.cardinals.get(said)
    return f"{value:g}" if value is not None else said


def _held_against(held: Held, piece: Piece) -> Iterator[Fault]:
    found = [one for source in held.sources if (one := nearest(piece, source)) is not None]
    best = max(found, key=lambda one: (one.same, one.likeness, -one.span.start), default=None)
    if best is not None and best.same:
        yield from _marks_added(held, piece, best)
        return
    if best is not None and best.likeness >= LIKE:
        words, said = shown(held.text[piece.span.start : piece.span.end]), shown(best.source.report.text[best.span.start : best.span.end])
        cite = best.source.report.cite(*best.span)
        in_marks = is_quoted(best.source.report, best.span)
        kind = FaultKind.QUOTE if in_marks else FaultKind.PARAPHRASE_QUOTED
        detail = f"quotes “{words}”; {named(best.source)} has “{said}”" + ("" if in_marks else ", not as a quotation")
        yield Fault(kind, piece.span.start, piece.span.end, detail, (cite,))
        return
    words = shown(held.text[piece.span.start : piece.span.end])
    yield Fault(FaultKind.QUOTE, piece.span.start, piece.span.end, f"quotes “{words}”; no report cited has these words", ())


def _is_the_outlet_quoted(held: Held, piece: Piece, best: Found) -> bool:
    """Whether it is the report itself that is quoted, and named right before its words: "Radio Vale writes: “It took us an hour”"."""
    outlet = fold_all(best.source.report.outlet or "")
    start = next((quote.start for quote in _outer(held.draft.bare) if quote.span.holds(piece.span)), piece.span.start)
    before = f" {fold_all(held.text[max(0, start - NEARBY) : start])} "
    telling = {word for word in outlet.split() if len(word) > _SMALL}
    if _ITS_OWN.search(held.text, *held.span) and not telling.isdisjoint(fold_all(held.text[slice(*held.span)]).split()):
        return True
    return bool(outlet) and f" {outlet} " in before and len(before.rpartition(f" {outlet} ")[2].split()) <= BETWEEN


def _marks_added(held: Held, piece: Piece, best: Found) -> Iterator[Fault]:
    """A fault where a report has the words, and nobody's: told in its own voice or in indirect speech."""
    if is_quoted(best.source.report, best.span) or not _outer(best.source.report):
        return
    if any(is_quoted(one.source.report, one.span) for source in held.sources for one in _all(piece, source)):
        return
    if _is_the_outlet_quoted(held, piece, best):
        return
    words = shown(held.text[piece.span.start : piece.span.end])
    yield Fault(
        FaultKind.PARAPHRASE_QUOTED,
        piece.span.start,
        piece.span.end,
        f"puts “{words}” in quotation marks; {named(best.source)} does not quote it",
        (best.source.report.cite(*best.span),),
    )


def is_quoted(report: Report, span: Span) -> bool:
    """Whether most of a stretch stands in quotation marks."""
    inside = sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in _outer(report))
    return inside * 2 > span.end - span.start


def nearest(piece: Piece, source: Source) -> Found | None:
    """The stretch of a report that is most like a run of words."""
    return max(_all(piece, source), key=lambda one: (one.same, one.likeness, -one.span.start), default=None)


def _all(piece: Piece, source: Source) -> Iterator[Found]:
    """The stretches of a report like a run of words, the best of each paragraph."""
    report = source.report
    wanted = " ".join(piece.words)
    for passage in report.passages:
        if passage.kind in SILENT:
            continue
        words = [(plain(match[0]), match.start(), match.end()) for match in _WORD.finditer(report.text, passage.start, passage.end)]
        words = [word for word in words if word[0] not in _GAPS and word[0] not in "[]"]
        if len(set(piece.words) & {word for word, _, _ in words}) * 2 < len(set(piece.words)):
            continue
        at = _at([word for word, _, _ in words], piece.words)
        if at is not None:
            yield Found(source, Span(words[at][1], words[at + len(piece.words) - 1][2]), 100.0, same=True)
            continue
        text, starts = _joined([word for word, _, _ in words])
        aligned = fuzz.partial_ratio_alignment(wanted, text)
        if aligned is None or not words:
            continue
        if len(wanted) > len(text):
            first, last = 0, len(words) - 1
        else:
            first = max(i for i, start in enumerate(starts) if start <= aligned.dest_start + 1)
            last = max(i for i, start in enumerate(starts) if start < max(aligned.dest_end, 1))
        said = set(piece.words)
        while first < last and words[first][0] not in said:
            first += 1
        while first < last and words[last][0] not in said and words[last - 1][0] not in said:
            last -= 1
        here = " ".join(word for word, _, _ in words[first : last + 1])
        yield Found(source, Span(words[first][1], words[last][2]), fuzz.ratio(wanted, here), same=False)


def _at(words: Sequence[str], run: Sequence[str]) -> int | None:
    """Where a run of words stands among others."""
    size = len(run)
    return next((i for i in range(len(words) - size + 1) if words[i] == run[0] and tuple(words[i : i + size]) == tuple(run)), None)


def _joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """Words with blanks between them, and where each begins."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return " ".join(words), starts
