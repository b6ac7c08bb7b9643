"""Figures told in two units, made one: "6 feet 4 inches", "three years and six months", "two euros and 50 cents"."""

import functools
import re
from collections.abc import Sequence

from twosource.lang import Language, language
from twosource.values.ranges import Amount
from twosource.values.signs import either
from twosource.values.unit import is_money

_TIMES = frozenset({"a", "wk", "d", "h", "min"})
_JOINT = re.compile(r"\s?(?:,\s|,?\sand\s|[\s-])?")
_FEET = re.compile(r"['’′]\s?")
_INCHES = re.compile(r"\s?in\b\.?|[\"”″]")


def compounds(text: str, pieces: Sequence[Amount], lang: Language) -> list[Amount]:
    """Pieces, a whole and its part made one in the unit of the whole."""
    done: list[Amount] = []
    for piece in reversed(pieces):  # from the right, so that seconds are in the minutes before those are in the hours
        joined = _joined(text, piece, done[-1], lang) if done else None
        if joined is None:
            done.append(piece)
        else:
            done[-1] = joined
    return done[::-1]


def _joined(text: str, left: Amount, right: Amount, lang: Language) -> Amount | None:
    """A whole with its part; `None` when the two are no such pair."""
    gap = text[left.end : right.start]
    if len(gap) > 6 or left.low != left.high or right.low != right.high or left.low != int(left.low) or right.low < 0:
        return None
    if _FEET.fullmatch(gap) and not left.unit and not right.unit and 2 < left.low < 9 and right.low < 12:
        return _sum(left, right, 12, "[ft_i]", text)  # 6'4"
    if _JOINT.fullmatch(gap) is None:
        return None
    if is_money(left.unit):
        small = right.unit and 0 < right.low < 1 and _minor(lang.code).search(text[right.to : right.end])
        return left._replace(low=left.low + right.low, high=left.low + right.low, end=right.end) if small else None
    if left.unit == "[ft_i]" and not right.unit and right.low < 12 and gap in {" ", ""} and _INCHES.match(text, right.end):
        return _sum(left, right, 12, left.unit, text)
    parts = _parts(lang.code).get((left.unit, right.unit))
    if parts is None or not right.low < parts or ("," in gap and left.unit in _TIMES):
        return None  # "3 years, 2 months, 14 days": a list goes on past the pair, so its figures stay apart
    return _sum(left, right, parts, left.unit, text)


def _sum(whole: Amount, part: Amount, parts: float, unit: str, text: str) -> Amount:
    value = whole.low + part.low / parts
    inches = _INCHES.match(text, part.end) if not part.unit else None
    return whole._replace(low=value, high=value, unit=unit, end=inches.end() if inches else part.end)


@functools.cache
def _parts(code: str) -> dict[tuple[str, str], float]:
    return {(one.whole, one.part): one.parts for one in language(code).units.compound}


@functools.cache
def _minor(code: str) -> re.Pattern[str]:
    return re.compile(rf"{either([name for one in language(code).units.currency for name in one.minor], 'i')}s?$|^p$")
