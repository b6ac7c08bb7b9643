"""Clock times with a stop, as the British press writes them: "at 4.10 on Monday morning"."""

import re
from collections.abc import Sequence

from twosource.lang.dates import Dates

_DOTTED = re.compile(r"(?:0?[0-9]|1\d|2[0-3])\.[0-5]\d")


def is_dotted(word: str) -> bool:
    """Whether a word may be such a time; most are prices and shares."""
    return _DOTTED.fullmatch(word) is not None


def is_of_a_day(before: Sequence[str], behind: Sequence[str], dates: Dates) -> bool:
    """Whether the words beside a number say of which day it is the time: "at … on Monday", "by … in the evening", "until … last night".

    What is said to close or trade at so much is a price.
    """
    if not before or before[-1] not in dates.told.leads or dates.told.prices.intersection(before[:-1]):
        return False
    words = dates.words
    left = behind[1:] if behind[:1] == [","] else behind
    if left[:2] == ["in", "the"]:
        return _is(left[2:], words["part"])
    left = left[1:] if left[:1] == ["on"] else left
    if _is(left, {**words["this"], **words["that"], **words["last"]}):
        return _is(left[1:], words["part"])
    return _is(left, {**words["weekday"], **words["weekday_short"], **words["today"]})


def _is(left: Sequence[str], words: dict[str, int | float | str]) -> bool:
    return bool(left) and left[0] in words
