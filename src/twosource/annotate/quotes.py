"""Quotation marks paired over sentences and paragraphs; a quote that is never closed does not invert those after it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.model.codec import Record
from twosource.model.report import SILENT, Passage, PassageKind, Report, Span

#: Double marks; two single ones stand for a double one in typewritten and agency text.
_DOUBLE = re.compile(r"[\"“”„‟«»＂]|''|``|‘‘|’’")
_SINGLE = re.compile(r"['‘’‚‹›]")
_OPENERS = frozenset("“„«‟") | {"``", "‘‘"}
_CLOSERS = frozenset("”»") | {"’’"}
_BEFORE_OPENING = frozenset("([{—–-/:;,=>\u2026\"“„«'‘") | {""}
_AFTER_CLOSING = frozenset(".,;:?!)]}—–-/…”»\"'’<") | {""}
_ENDS_SPEECH = frozenset(".,?!…")
_NOT_QUOTES = re.compile(r"['‘’](?:s|t|re|ve|ll|d|m|em|til|till|tis|twas|cause|bout|n|cos|\d0s)\b", re.IGNORECASE)
_LONGEST_SINGLE = 400  # a single-quoted stretch that is longer is an apostrophe gone wrong


class Quote(Record, frozen=True):
    """Quoted words: the span lies strictly inside the marks. `closed` is false when the closing mark is missing.

    `depth` is 1 for a quote inside a quote; `continues` says that it goes on with the quote before it, over a paragraph's end.
    """

    start: int
    end: int
    closed: bool = True
    depth: int = 0
    continues: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool


def quotes(report: Report) -> tuple[Quote, ...]:
    """All quoted stretches of a report, in order; none from passages that nothing is taken from."""
    found: list[Quote] = []
    starts = [sentence.start for sentence in report.sentences]
    before: Quote | None = None
    for passage in report.passages:
        if passage.kind in SILENT:
            continue
        here = list(_in_passage(report, passage, starts, before))
        found.extend(here)
        outer = [quote for quote in here if quote.depth == 0]
        before = outer[-1] if outer and _runs_on(report.text, outer[-1], passage) else None
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _runs_on(text: str, quote: Quote, passage: Passage) -> bool:
    """A whole-sentence quote that is still open at its paragraph's end goes on if the next paragraph opens with a mark."""
    return not quote.closed and not text[quote.end : passage.end].strip() and text[quote.start : quote.start + 1].isupper()


def _in_passage(report: Report, passage: Passage, starts: Sequence[int], before: Quote | None) -> Iterator[Quote]:
    text = report.text
    outer = list(_paired(report, passage, starts))
    for at, quote in enumerate(outer):
        first = at == 0 and before is not None and not text[passage.start : quote.start].strip("\"“”„«»'` \t\u00a0")
        yield Quote(quote.start, quote.end, quote.closed, 0, continues=first)
        for inner in _singles(text, quote.start, quote.end, loose=True):
            yield Quote(inner.start, inner.end, closed=True, depth=1)
    at = passage.start
    for quote in [*outer, Quote(passage.end, passage.end)]:
        yield from _singles(text, at, quote.start, loose=passage.kind is PassageKind.HEADLINE)
        at = quote.end


def _paired(report: Report, passage: Passage, starts: Sequence[int]) -> Iterator[Quote]:
    """Pairs by what stands around each mark, not by counting: a second opening mark says that the first was never closed."""
    text = report.text
    open_at: _Mark | None = None
    marks = list(_marks(text, passage))
    nested = 0
    for at, mark in enumerate(marks):
        if open_at is None:
            if mark.opens or not mark.closes:
                open_at, nested = mark, 0
        elif mark.opens and not mark.closes:
            if _opens_inside(marks, at):
                nested += 1
            else:
                yield _unclosed(report, passage, starts, open_at, mark.start)
                open_at = mark
        elif nested:
            nested -= 1
        else:
            if mark.start > open_at.end:
                yield Quote(open_at.end, mark.start)
            open_at = None
    if open_at is not None and passage.end > open_at.end:
        yield _unclosed(report, passage, starts, open_at, passage.end)


def _opens_inside(marks: Sequence[_Mark], at: int) -> bool:
    """A second curly opening mark is a quote inside the quote when two closing ones follow."""
    after = marks[at + 1 : at + 3]
    return marks[at].text in _OPENERS and len(after) == 2 and all(mark.closes and not mark.opens for mark in after)


def _marks(text: str, passage: Passage) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, passage.start, passage.end):
        before = text[match.start() - 1] if match.start() > passage.start else ""
        after = text[match.end()] if match.end() < passage.end else ""
        mark = match.group()
        if mark == '"' and before.isdigit() and after.isspace() and _is_inches(text, match.start()):
            continue
        opens = (before in _BEFORE_OPENING or before.isspace()) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and (after in _AFTER_CLOSING or after.isspace())
        if mark in _OPENERS and (opens or not closes):
            opens, closes = True, False
        elif mark in _CLOSERS and (closes or not opens):
            opens, closes = False, True
        elif opens == closes:  # no evidence, or evidence both ways: it does what is needed
            opens = closes = False
        yield _Mark(match.start(), match.end(), mark, opens, closes)


def _is_inches(text: str, at: int) -> bool:
    """`6'2"` is a height."""
    return bool(re.search(r"\d['′]\s?\d{1,2}$", text[max(0, at - 6) : at]))


def _unclosed(report: Report, passage: Passage, starts: Sequence[int], mark: _Mark, limit: int) -> Quote:
    """A quote without its closing mark ends with its paragraph if it is whole sentences, else with its sentence."""
    text = report.text
    if limit == passage.end and text[mark.end : mark.end + 1].isupper():
        return Quote(mark.end, mark.end + len(text[mark.end : limit].rstrip()), closed=False)
    at = bisect_right(starts, mark.start)
    end = min(limit, report.sentences[at - 1].end if 0 < at <= len(starts) else limit)
    end = end if end > mark.end else limit
    return Quote(mark.end, mark.end + len(text[mark.end : end].rstrip()), closed=False)


def _singles(text: str, start: int, end: int, *, loose: bool) -> Iterator[Quote]:
    """Quotations in single marks; apostrophes and, unless `loose`, lone words in single marks are none."""
    at = start
    for match in _SINGLE.finditer(text, start, end):
        if match.start() < at or not _opens_single(text, match.start(), start):
            continue
        close = _closing_single(text, match.end(), min(end, match.end() + _LONGEST_SINGLE))
        if close is not None and (loose or _is_speech(text, match.start(), close, start)):
            yield Quote(match.end(), close)
            at = close + 1


def _opens_single(text: str, at: int, start: int) -> bool:
    before, after = text[at - 1] if at > start else "", text[at + 1 : at + 2]
    return (
        (before in _BEFORE_OPENING or before.isspace())
        and (after.isalnum() or after in "[($£€")
        and after != ""
        and not _NOT_QUOTES.match(text, at)
    )


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The best closing mark: one beside punctuation, else the first that is no plural possessive."""
    fallback: int | None = None
    for match in _SINGLE.finditer(text, start, end):
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        if "\n" in text[start : match.start()]:
            break
        if after.isalnum() or before.isspace():
            continue
        if before in _ENDS_SPEECH or after in _AFTER_CLOSING:
            return match.start()
        if before not in "sS" or fallback is None:
            return match.start() if before not in "sS" else _later(text, match.start(), end)
    return fallback


def _later(text: str, at: int, end: int) -> int:
    """After an s the mark may be a possessive: a later mark beside punctuation in the same sentence is preferred."""
    for match in _SINGLE.finditer(text, at + 1, end):
        gap = text[at : match.start()]
        if "\n" in gap or re.search(r"[.!?]\s", gap):
            break
        if text[match.start() - 1] in _ENDS_SPEECH:
            return match.start()
    return at


def _is_speech(text: str, start: int, close: int, since: int) -> bool:
    """Single marks are a quotation, not a scare, when they close on punctuation or open a sentence after a comma or colon."""
    inside = text[start + 1 : close]
    if len(inside.split()) < 2:
        return False
    before = text[max(since, start - 2) : start].rstrip()
    return inside[-1] in _ENDS_SPEECH or (inside[0].isupper() and (not before or before[-1] in ",:"))
