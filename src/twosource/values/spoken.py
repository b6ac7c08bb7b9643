"""Times and numbers as they are spoken: "half past six", "at 4.10 on Monday", "twenty-four", "nineteen ninety-six"."""

import re
from collections.abc import Sequence

from twosource.lang.dates import Dates
from twosource.values.lexeme import Lexeme

#: The forms of a lexeme that are words.
WORDS = ("plain", "word")
#: Hours of a day.
_DAY = 24
#: A clock time with a stop, as the British press writes it; most such numbers are prices and shares.
_DOTTED = re.compile(r"(?:0?[0-9]|1\d|2[0-3])\.[0-5]\d")
#: One without a mark, as ships and armies write it: "at 0412"; from ten o'clock on it looks like a year.
_UNMARKED = re.compile(r"0\d[0-5]\d")


def clock_told(raw: list[re.Match[str]], i: int, dates: Dates, *, stops: bool = False) -> tuple[int, Lexeme] | None:
    """A clock time in words or with a stop: "half past six", "ten past four", and behind "at" or its like "ten to three", "4.10", "0412".

    One with a stop must be of a day that is named, or stand by itself where the writer is known to put `stops`.
    """
    if raw[i].lastgroup in WORDS and (first := raw[i][0].lower()) not in dates.numbers and first not in dates.told.parts:
        return None
    if _DOTTED.fullmatch(raw[i][0]):
        before, behind = ([m[0].lower() for m in some] for some in (raw[max(0, i - 2) : i], raw[i + 1 : i + 4]))
        clock = raw[i][0].replace(".", ":")
        told = _led(before, dates) and (_is_of_a_day(behind, dates) or (stops and (not behind or behind[0] in dates.told.follows)))
        return (1, Lexeme("told", clock, raw[i].start(), raw[i].end())) if told else None
    if _UNMARKED.fullmatch(raw[i][0]):
        digits = raw[i][0]
        led = _led([m[0].lower() for m in raw[max(0, i - 2) : i]], dates)
        return (1, Lexeme("clock", f"{digits[:2]}:{digits[2:]}", raw[i].start(), raw[i].end())) if led else None
    minutes, at = _minutes(raw, i, dates)
    if minutes is None or at + 1 >= len(raw):
        return None
    joined = raw[at][0].lower()
    hour, after = _hour(raw, at + 1, dates)
    if hour is None or joined not in dates.told.past | dates.told.to:
        return None
    if minutes % 5 and raw[at - 1][0].lower() not in dates.told.minutes:
        return None
    if joined in dates.told.to:
        article = 1 if i > 1 and raw[i - 1][0].lower() in dates.words["article"] else 0
        if minutes == 30 or i == article or raw[i - 1 - article][0].lower() not in dates.told.leads:
            return None  # "the vote was ten to three", "rose a quarter to 4 dollars"
        hour, minutes = hour - 1 or 12, 60 - minutes
    hour %= _DAY
    return after - i, Lexeme("told", f"{hour}:{minutes:02}", raw[i].start(), raw[after - 1].end())


def _led(before: Sequence[str], dates: Dates) -> bool:
    """Whether a number stands where a time may: "at …", "by …"; what is said to close or trade at so much is a price."""
    return bool(before) and before[-1] in dates.told.leads and not dates.told.prices.intersection(before[:-1])


def _is_of_a_day(behind: Sequence[str], dates: Dates) -> bool:
    """Whether the words behind a number say of which day it is the time: "at … on Monday", "by … in the evening", "until … last night"."""
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


def _minutes(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int | None, int]:
    """The minutes of a clock time in words from here on, and the index behind them."""
    if (part := dates.told.parts.get(raw[i][0].lower())) is not None:
        return part, i + 1
    minutes, at = _figure(raw, i, dates)
    if minutes is None or not 1 <= minutes < 30:
        return None, i
    return minutes, at + 1 if at < len(raw) and raw[at][0].lower() in dates.told.minutes else at


def _hour(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int | None, int]:
    """The hour that minutes are told of, "four", "noon" or "midnight", and the index behind it."""
    if (whole := dates.words["noon"].get(raw[i][0].lower())) is not None:
        return int(str(whole)[:2]), i + 1
    hour, after = _figure(raw, i, dates)
    return (hour, after) if hour is not None and 1 <= hour <= 12 else (None, i)


def _figure(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int | None, int]:
    """A whole number below a hundred in digits or words, and the index behind it."""
    digits = raw[i]["digits"]
    if digits:
        return (int(digits), i + 1) if len(digits) <= 2 and digits.isdigit() and not raw[i]["suffix"] else (None, i)
    if raw[i][0].lower() not in dates.numbers:
        return None, i
    taken, lexeme = number(raw, i, dates)
    return (int(lexeme.value), i + taken) if lexeme.kind == "word" else (None, i)


def number(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int, Lexeme]:
    """A number in words from here on: "twenty four", "nineteen ninety-six", "two hundred"; "twenty-first" is an ordinal."""
    values: list[int] = []
    start, end, at = raw[i].start(), raw[i].end(), i
    while at < len(raw) and len(values) < 8:
        word = raw[at][0].lower()
        if word == "-" and values and values[-1] % 10 == 0 and at + 1 < len(raw):
            following = raw[at + 1][0].lower()
            if dates.ordinals.get(following, 10) < 10 and 20 <= values[-1] < 100:
                return at + 2 - i, Lexeme("ordinal", values[-1] + dates.ordinals[following], start, raw[at + 1].end())
            if dates.numbers.get(following, 10) >= 10 or not 20 <= values[-1] < 100:
                break
            at += 1
            continue
        if word not in dates.numbers:
            break
        values.append(dates.numbers[word])
        end = raw[at].end()
        at += 1
    number, year = _sum(values)
    kind = "yr" if year else "hundred" if values[0] >= 100 else "word"
    return at - i, Lexeme(kind, number, start, end)


def _sum(values: list[int]) -> tuple[int, bool]:
    """What number words come to, and whether they name a year: "nineteen ninety-six", "twenty twenty-five"."""
    if len(values) in (2, 3) and 13 <= values[0] <= 20 and 10 <= values[1] < 100 and all(value < 100 for value in values):
        return values[0] * 100 + sum(values[1:]), True
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current, False
