"""Fractions: a half, thirds and quarters in words, and so many of so many."""

import functools
import re
from collections.abc import Sequence

from twosource.lang.numbers import Numbers
from twosource.values.tokens import Number, Token, following

_OF = re.compile(r"\s(in|out\sof)\s(every\s)?", re.IGNORECASE)
_SHARED = frozenset({3, 4, 5, 10, 20, 100, 1000})
_WORD = re.compile(r"\s([^\W\d_]+)")
_BY = re.compile(r"\bby\s(?:about\s|almost\s|nearly\s)?$", re.IGNORECASE)  # "rose by a fifth in a week"
_CLOSED = re.compile(r"\s?(?:[.,;:)”\"]|$)")
_COUNTABLE = re.compile(r"\s([^\W\d_]{3,24})\b")


def share_of(text: str, over: Number, below: Number, table: Numbers) -> Number | None:
    """So many of so many: "one in five", "two out of three"."""
    joint = _OF.fullmatch(text, over.end, below.start) if below.start - over.end <= 16 else None
    if joint is None or not _alike(over, below) or not 0 < over.low < below.low <= 1000 or over.low > 99:
        return None
    if joint[1].lower() == "in" and not joint[2] and over.low != 1 and not _leads(text, over, below, table):
        return None
    counts = _COUNTABLE.match(text, below.end)
    alone = joint[1].lower() != "in" and _CLOSED.match(text, below.end) is not None
    if over.low != int(over.low) or (counts[1].lower() in table.periods if counts else not alone):
        return None
    value = over.low / below.low
    return Number(over.start, below.end, value, value, "fraction")


def _alike(over: Number, below: Number) -> bool:
    """Whether two numbers may be of one share: written alike, or as AP style has it, "six in 10"."""
    return over.form == below.form or (
        over.form == "words" and below.form == "digits" and over.low < 10 <= below.low and below.low in _SHARED
    )


@functools.cache
def _lead(words: tuple[str, ...]) -> re.Pattern[str]:
    """What stands in front of a share."""
    return re.compile(rf"(?:^|[.,;:“\"(—–]\s?|\b(?:{'|'.join(map(re.escape, words))})\s)$", re.IGNORECASE)


def _leads(text: str, over: Number, below: Number, table: Numbers) -> bool:
    """Whether "four in five" can be a share: of five, ten or a hundred, where no verb can have the four for its object."""
    return below.low in _SHARED and _lead(table.share_leads).search(text[max(0, over.start - 24) : over.start]) is not None


def half(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """What "half" halves: "half a million", "half a dozen", "half an hour", "half of the crew"."""
    first, after = tokens[at], following(text, tokens, at)
    previous = re.search(r"([^\W\d_]+)\s$", text[max(0, first.start - 16) : first.start])
    if previous is not None and previous[1].lower() in table.before_half:
        return None  # "the second half of the match"
    if after is None or after.lower in {"in", "out", *table.joins}:
        word = _WORD.match(text, first.end)
        halves = word is not None and word[1].lower() in table.halved
        return (Number(first.start, first.end, 0.5, 0.5, "fraction"), at + 1) if halves else None
    if after.lower == "of":
        return Number(first.start, first.end, 0.5, 0.5, "fraction"), at + 1
    if after.lower in table.articles:
        scale = following(text, tokens, at + 1)
        if scale is not None and scale.lower in table.scales:
            value = 0.5 * table.scales[scale.lower]
            return Number(first.start, scale.end, value, value, "words", table.scales[scale.lower]), at + 3
        return Number(first.start, after.end, 0.5, 0.5, "fraction"), at + 2  # "half an hour", "half a mile"
    scale_of = table.scales.get(after.lower)
    if scale_of is not None and (scale_of >= 1e3 or text[first.end] == "-"):
        return Number(first.start, after.end, 0.5 * scale_of, 0.5 * scale_of, "words", scale_of), at + 2  # "half million eggs"
    return None


def fraction(text: str, tokens: Sequence[Token], at: int, over: float, table: Numbers) -> tuple[Number, int] | None:
    """A fraction in words: "a third of", "two-thirds", "a quarter of a million"; the numerator ends at token `at`."""
    below = tokens[at + 1]
    if scaled := _scaled(text, tokens, at + 1, table):
        scale, after = scaled
        value = over / table.denominators[below.lower] * scale
        return Number(tokens[at].start, tokens[after - 1].end, value, value, "words", scale), after
    if below.lower == "half" and over != 1:
        return None
    plural = below.lower.endswith("s") or below.lower == "halves"
    of = re.match(r"(?:\s+of\b|\s+(?:that|the)\b|\s*(?:[.,;:)]|$))", text[below.end : below.end + 8])
    if plural != (over > 1) or not (plural or of or _BY.search(text[max(0, tokens[at].start - 12) : tokens[at].start])):
        return None  # "a third man", "one quarter ago"
    if below.lower == "quarters" and not of:
        return None
    value = over / table.denominators[below.lower]
    return Number(tokens[at].start, below.end, value, value, "fraction"), at + 2


def _scaled(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[float, int] | None:
    """The scale behind a fraction, "of a million" or "million", and the index after it."""
    after = following(text, tokens, at)
    if (
        after is not None
        and after.lower == "of"
        and (article := following(text, tokens, at + 1)) is not None
        and article.lower in table.articles
    ):
        at, after = at + 2, following(text, tokens, at + 2)
    if after is None or (scale := table.scales.get(after.lower)) is None or scale < 1e3:
        return None
    return scale, at + 2


def part(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A part of a scale without its article, as headlines have it: "quarter million people"."""
    after = following(text, tokens, at)
    if after is None or tokens[at].lower.endswith("s") or (scale := table.scales.get(after.lower, 0.0)) < 1e3:
        return None
    value = scale / table.denominators[tokens[at].lower]
    return Number(tokens[at].start, after.end, value, value, "words", scale), at + 2
