"""Figures that are no amounts: citation marks, clock times, dates, telephone and other numbers that name a thing."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from twosource.values.signs import Signs
from twosource.values.tokens import Number

#: Runs of figures that are read out one by one: telephone numbers, ISBNs and case numbers, addresses of machines, ISO dates.
_SPELT = re.compile(
    r"(?=[\d+(])(?<![\w.,])(?:"
    r"\+\d{1,3}[ .-](?:\(?\d{1,5}\)?[ .-]?){1,5}\d"  # +44 20 7946 0018
    r"|\(\d{3}\)\s?\d{3}[ -]\d{4}"  # (555) 555-0142
    r"|\d{3}[ -]0\d{3}"  # 555-0142
    r"|0\d{2,4} \d{3,4}(?: \d{3,4})?"  # 0800 555 111
    r"|\d{1,5}(?:-[\dA-Za-z]{1,8}){1,8}-\d{1,8}"  # 1-800-555-0142, 978-0-306-40615-7, 2019-03-12
    r"|\d{1,3}(?:\.\d{1,3}){3}"  # 192.0.2.1
    r")(?![\w]|[.,]\d)"
)
_BEFORE = re.compile(r"[@#_=&\\]$|\d:$|\w/$|[A-Za-z]\.$|\bNos?\.\s?$|№\s?$")
_AFTER = re.compile(r":\d|\.\d|/\d|\s?[ap]\.?m\b|\s?(?:GMT|UTC|EST|EDT|CET|BST|IST|MSK)\b|(?:st|nd|rd|th)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\[(?:\s?\d{1,3}\s?[,;–-]){0,20}\s?$"), re.compile(r"(?:\s?[,;–-]\s?\d{1,3}){0,20}\s?\]")
_CLOCK = re.compile(r"\s?o.clock\b", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:in|of|since|from|by|until|to|the)\s['’‘]$", re.IGNORECASE)


class Spelt(NamedTuple):
    """Where figures stand that are read out one by one: starts and ends of the runs, in order."""

    starts: Sequence[int]
    ends: Sequence[int]

    def holds(self, start: int, end: int) -> bool:
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and end <= self.ends[at]


NOTHING_SPELT = Spelt([], [])


def spelt(text: str) -> Spelt:
    """The runs of a text."""
    found = [match.span() for match in _SPELT.finditer(text)]
    return Spelt([start for start, _ in found], [end for _, end in found])


def is_mark(text: str, number: Number, before: str, after: str, known: Signs) -> bool:
    """Whether the characters around say that this is no amount: "[1]", "#4", "10:30", "8 a.m.", "5.0.1", an address of a page."""
    if _CLOCK.match(after):
        return True
    if number.form == "digits" and (
        _BEFORE.search(before)
        or _AFTER.match(after)
        or (before.endswith(("[", ",", "-", "–", ";", " ")) and _BRACKETS[0].search(before) and _BRACKETS[1].match(after))
        or (number.end - number.start == 2 and _SHORT_YEAR.search(before))
        or (text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit())
    ):
        return True
    return _idiomatic(text, number.start, number.end, known)


def _idiomatic(text: str, start: int, end: int, known: Signs) -> bool:
    low = max(0, start - 12)
    return any(found.start() + low <= start and end <= found.end() + low for found in known.idiom.finditer(text[low : end + 16]))


def is_date(before: str, after: str, known: Signs) -> bool:
    """Whether a month or an era stands beside the figure."""
    return any(pattern.search(before) for pattern in (known.month_before, known.era_before)) or any(
        pattern.match(after) for pattern in (known.month_after, known.era_after)
    )
