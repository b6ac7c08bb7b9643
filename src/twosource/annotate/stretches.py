"""Stretches of time: "from Nov. 18 to Dec. 19, 2015" has one year, and does not end before it begins."""

import re
from collections.abc import Sequence

from twosource.annotate.reckoned import Placed
from twosource.values.expression import Context, Parts
from twosource.values.lexeme import Lexeme
from twosource.values.reading import read_found

#: What stands between the first and the last of a stretch.
JOINT = re.compile(r"\s?[-–]\s?|\s(?:to|through|until|till)\s")
BETWEEN = re.compile(r"\sand\s")


def stretched(placed: Sequence[Placed], text: str, context: Context) -> list[Placed]:
    """The expressions of a sentence, a month or day without a year given that of the end of its stretch, or one that sets both in order."""
    told = list(placed)
    for i in range(len(told) - 1):
        first, second = told[i], told[i + 1]
        if _is_of_month(first) and _is_of_month(second) and _is_joined(first, second, text):
            told[i], told[i + 1] = _in_order(first, second, context)
    return told


def _is_of_month(one: Placed) -> bool:
    return one.found.reads == "point" and any(lexeme.kind == "month" for lexeme in one.found.lexemes)


def _is_joined(first: Placed, second: Placed, text: str) -> bool:
    if JOINT.fullmatch(text, first.found.end, second.found.start):
        return True
    before = first.tokens[0].i - 1
    between = before >= 0 and first.sentence.tokens[before].lower == "between"
    return between and BETWEEN.fullmatch(text, first.found.end, second.found.start) is not None


def _in_order(first: Placed, second: Placed, context: Context) -> tuple[Placed, Placed]:
    one, other = Parts(first.found.lexemes), Parts(second.found.lexemes)
    if one.has("yr", "unit", "last", "next", "this") or (context.anchor is None and not other.has("yr")):
        return first, second
    start, end = read_found(first.found, context), read_found(second.found, context)
    if start is None or end is None or not start.value or not end.value or end.value.startswith("X"):
        return first, second
    year = int(end.value[:4])
    if other.has("yr"):
        return _of(first, year - (one.number("month") > other.number("month"))), second
    if start.value <= end.value or other.has("unit", "last", "next", "this"):
        return first, second
    if context.side < 0:
        return _of(first, int(start.value[:4]) - 1), second
    return first, _of(second, year + 1)


def _of(one: Placed, year: int) -> Placed:
    lexeme = Lexeme("yr", year, one.found.end, one.found.end)
    return one._replace(found=one.found._replace(lexemes=(*one.found.lexemes, lexeme)))
