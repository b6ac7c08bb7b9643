"""TIMEX3 values in words that can be read back."""

import re
from datetime import datetime, timedelta

from twosource.lang.dates import Dates
from twosource.values.calendar import VALUE, Bounds, bounds

NOTHING = "time not established"
#: Years before this are not read as years, so they are not said as days either.
FIRST_SAID = 1100
ORDINALS = ("", "first", "second", "third", "fourth")
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "day"}
VAGUE = {"PRESENT_REF": "now", "PAST_REF": "recently", "FUTURE_REF": "soon"}
EARLY = {"START": "early ", "MID": "mid-", "END": "late "}
WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("", "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "Q": "quarter", "S": "second"}
LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z])")
#: Days, months and years, before which "early" stands.
PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
AGAIN = re.compile(r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)")


def said(value: str | None, covers: Bounds, zoned: bool, dates: Dates) -> str:
    """A value in words, narrowed to the instants covered where they are fewer than the value's own."""
    if value is None or value in VAGUE:
        return _vague(value, covers)
    if zoned and covers.earliest:
        return f"{_day(covers.earliest)}, {covers.earliest:%H:%M} GMT"
    whole = bounds(value, dates)
    if whole is None:
        return _unbounded(value, covers)
    for part, word in EARLY.items():
        if PLAIN.fullmatch(value) and covers == bounds(value, dates, part):
            return f"{word}{_point(value)}"
    if covers != whole and "T" not in value and covers.earliest and covers.latest and covers.earliest.year >= FIRST_SAID:
        return _stretch(covers.earliest, covers.latest)
    return _point(value)


def _vague(value: str | None, covers: Bounds) -> str:
    if covers.earliest and covers.latest:
        return _stretch(covers.earliest, covers.latest)
    if covers.latest:
        return f"by {_day(covers.latest - timedelta(microseconds=1))}"
    if covers.earliest:
        return f"from {_day(covers.earliest)}"
    return VAGUE.get(value or "", NOTHING)


def _unbounded(value: str, covers: Bounds) -> str:
    if covers.earliest and covers.latest:
        return _stretch(covers.earliest, covers.latest)
    if m := LENGTH.fullmatch(value):
        unit = "minute" if m[1] and m[3] == "M" else UNITS.get(m[3], "")
        return f"{m[2]} {unit}{'' if m[2] == '1' else 's'}" if unit else value
    if m := AGAIN.fullmatch(value):
        return _recurring(m)
    return value


def _recurring(m: re.Match[str]) -> str:
    if m["weekday"]:
        return WEEKDAYS[int(m["weekday"])]
    month = MONTHS[int(m["month"])] if int(m["month"]) < len(MONTHS) else m["month"]
    return f"{int(m['day'])} {month}" if m["day"] else month


def _point(value: str) -> str:
    if "/" in value:
        return f"{value[:4]}-{value[-2:]}"
    m = VALUE.fullmatch(value)
    if m is None:
        return f"the {value}0s" if len(value) == 3 else f"the {_ordinal(int(value) + 1)} century"
    year = m["year"]
    if m["week"]:
        monday = datetime.fromisocalendar(int(year), int(m["week"]), 1)
        return f"the weekend of {_day(monday + timedelta(days=5))}" if m["weekend"] else f"the week of {_day(monday)}"
    if m["quarter"]:
        return f"{ORDINALS[int(m['quarter'])]} quarter of {year}"
    if m["half"]:
        return f"{ORDINALS[int(m['half'])]} half of {year}"
    if m["season"]:
        return f"{SEASONS[m['season']]} {year}"
    if not m["month"]:
        return year
    if not m["day"]:
        return f"{MONTHS[int(m['month'])]} {year}"
    day = f"{int(m['day'])} {MONTHS[int(m['month'])]} {year}"
    if m["part"]:
        return f"the {PARTS[m['part']]} of {day}"
    return f"{day}, {m['hour']}:{m['minute'] or '00'}" if m["hour"] else day


def _ordinal(number: int) -> str:
    suffix = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month]} {moment.year:04}"


def _stretch(earliest: datetime, latest: datetime) -> str:
    """Two days as one stretch, the last one included."""
    last = latest - timedelta(microseconds=1)
    first, end = _day(earliest), _day(last)
    return first if first == end else f"{first} to {end}"
