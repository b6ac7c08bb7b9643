"""Reads points by their number in a longer stretch: "the first Monday of June", "the last week of July", "the 5th of this month"."""

import re
from datetime import date, timedelta

from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds, bounds, day_value, midnight, nth_weekday, value_at
from twosource.values.expression import Context, Meaning, Parts
from twosource.values.periods import half_of
from twosource.values.points import core

MOST = 366  # days of a year: nothing is counted further
PLACES = ("month", "iso", "slash", "yr", "unit")


def nth(parts: Parts, context: Context) -> Meaning | None:
    """The value and the instants of one of the days, weeks, weekends or halves of a month, a year or a week."""
    whole, inner = _split(parts)
    if parts.has("half") and whole.text("unit") == "Y":
        return _dated(half_of(parts, context), context)
    value = core(whole, context)
    covers = bounds(value, context.dates) if value else None
    if covers is None or covers.earliest is None or covers.latest is None:
        return Meaning(WhenType.DATE)
    first, last = covers.earliest.date(), covers.latest.date() - DAY
    which = -1 if inner.has("last", "final") else inner.number("ordinal")
    if which != -1 and not 1 <= which <= MOST:
        return Meaning(WhenType.DATE)
    if parts.has("half") and which > 2:
        return Meaning(WhenType.DATE)
    if parts.has("half"):
        middle = midnight(first + ((last - first) + DAY) // 2)
        return Meaning(WhenType.DATE, value, Bounds(covers.earliest, middle) if which == 1 else Bounds(middle, covers.latest))
    if inner.has("weekday"):
        return _dated(_weekday(first, last, which, inner.number("weekday")), context)
    return _counted(first, last, which, inner.text("unit", "weekend") or "D", context)


def _split(parts: Parts) -> tuple[Parts, Parts]:
    """What names the longer stretch, and what is counted in it."""
    at = next(i for i, lexeme in enumerate(parts.lexemes) if lexeme.kind in ("of", "on"))
    return Parts(parts.lexemes[at + 1 :]), Parts(parts.lexemes[:at])


def _weekday(first: date, last: date, which: int, weekday: int) -> str | None:
    if first.month != last.month:
        return None
    try:
        return day_value(nth_weekday(first.year, first.month, which, weekday))
    except IndexError:
        return None


def _counted(first: date, last: date, which: int, unit: str, context: Context) -> Meaning | None:
    if unit == "D":
        day = last if which < 0 else first + timedelta(days=which - 1)
        return _dated(day_value(day) if day <= last else None, context)
    if unit == "W":  # the first week of a month is its first seven days
        start = last - 6 * DAY if which < 0 else first + timedelta(days=7 * (which - 1))
        covers = Bounds(midnight(max(first, start)), midnight(min(last, start + 6 * DAY) + DAY))
        return Meaning(WhenType.DATE, value_at(start + 3 * DAY, "W"), covers) if start <= last else Meaning(WhenType.DATE)
    if unit == "WE":
        saturday = _weekday(first, last, which, 6)
        return _dated(f"{value_at(date.fromisoformat(saturday), 'W')}-WE" if saturday else None, context)
    if unit == "M" and re.fullmatch(r"\d{4}", str(value_at(first, "Y"))) and (first.month, last.month) == (1, 12) and -2 < which <= 12:
        return _dated(f"{first.year:04}-{which if which > 0 else 12:02}", context)
    return Meaning(WhenType.DATE)


def _dated(value: str | None, context: Context) -> Meaning:
    return Meaning(WhenType.DATE, value, bounds(value, context.dates) if value else None)
