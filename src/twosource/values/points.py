"""Reads points in time: days, weeks, months, quarters, years, "last week", "early Tuesday"."""

from collections.abc import Callable
from datetime import date, timedelta

from twosource.model.value import WhenType
from twosource.values.calendar import (
    DAY,
    Bounds,
    bounds,
    day_value,
    first_day,
    midnight,
    plus,
    plus_months,
    value_at,
    weekday_near,
    year_of_day,
    year_of_month,
)
from twosource.values.expression import SMALL, Context, Meaning, Parts, ref_meaning


def point(parts: Parts, context: Context) -> Meaning | None:
    """The value and the instants of a day or a longer stretch, or of a part of either."""
    value = core(parts, context)
    if value and parts.text("unit", "weekend") in ("W", "WE") and parts.has("month", "iso", "slash"):  # "the week of March 4"
        day = first_day(value, context.dates)
        value = value_at(day, parts.text("unit", "weekend")) if day else value
    if parts.has("part", "tonight", "overnight", "noon"):
        return in_day(parts, value)
    if value in ("PAST_REF", "FUTURE_REF", "PRESENT_REF"):
        return ref_meaning(value, context)
    return Meaning(WhenType.DATE, value, _partial(value, parts, context))


def in_day(parts: Parts, value: str | None) -> Meaning:
    """A part of a day that was read: its morning, its night."""
    part = parts.text("part", "tonight", "overnight")
    if value is None or len(value) != len("2025-08-12"):
        return Meaning(WhenType.TIME, f"{value}T{part}" if value and value.startswith("XXXX") else None)
    return Meaning(WhenType.TIME, f"{value}T{part}")


def _partial(value: str | None, parts: Parts, context: Context) -> Bounds | None:
    """The instants covered, narrowed by "early", "the end of", "earlier this", "later this"."""
    if value is None:
        return None
    whole = bounds(value, context.dates, parts.text("edge", "early", "year_end"))
    if whole is None or context.anchor is None:
        return whole
    today = midnight(context.anchor)
    if parts.has("past") and parts.has("unit") and not parts.has("month", "weekday"):  # "the past decade" ends now, whatever its value says
        return Bounds(midnight(plus(context.anchor, -1, parts.text("unit"))), today + DAY)
    if not parts.has("sooner"):
        return whole
    if parts.number("sooner") < 0:
        return _ordered(Bounds(whole.earliest, min(filter(None, (whole.latest, today + DAY)))), whole)
    return _ordered(Bounds(max(filter(None, (whole.earliest, today))), whole.latest), whole)


def _ordered(part: Bounds, whole: Bounds) -> Bounds:
    """The part, or the whole where nothing of it is left: "later Tuesday" said on Wednesday."""
    return part if part.earliest and part.latest and part.earliest < part.latest else whole


def core(parts: Parts, context: Context) -> str | None:
    """The value of a day or a longer stretch, whatever part of it is meant."""
    for kinds, read in CORES:
        if parts.has(*kinds):
            return read(parts, context)
    return None


def _iso(parts: Parts, context: Context) -> str | None:
    value = parts.text("iso").removesuffix("Z")
    return value if bounds(value, context.dates) else None


def _slash(parts: Parts, context: Context) -> str | None:
    """The day of "25/12/2024" or "12/25/2024", which leave no choice; "03/12/2024" does and is not read."""
    first, second, year = (int(number) for number in parts.text("slash").split("/"))
    if first != second and first <= 12 and second <= 12:
        return None
    year += 0 if year >= 100 else 2000 if year < 50 else 1900
    month, day = (second, first) if first > 12 else (first, second)
    value = f"{year:04}-{month:02}-{day:02}"
    return value if bounds(value, context.dates) else None


def _month(parts: Parts, context: Context) -> str | None:
    month = parts.number("month")
    day = parts.number("day", "ordinal") if parts.has("day", "ordinal") else 0
    year = _year_beside(parts, context) or _year_of(month, day, parts, context)
    value = f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
    if not day:
        return value
    value = f"{value}-{day:02}"
    return value if year is None or bounds(value, context.dates) else None


def _year_beside(parts: Parts, context: Context) -> int | None:
    """The year that stands in the expression: "2024", "last year"."""
    if parts.has("yr"):
        return parts.number("yr")
    if parts.text("unit") == "Y" and context.anchor:
        return context.anchor.year + _relation(parts)
    return None


def _year_of(month: int, day: int, parts: Parts, context: Context) -> int | None:
    anchor = context.anchor
    if anchor is None:
        return None
    if parts.has("last", "past") and not day:  # the last March, never the one we are in
        return anchor.year - (month >= anchor.month)
    if parts.has("next") and not day:
        return anchor.year + (month <= anchor.month)
    side = 1 if parts.has("coming") else context.side
    if day:
        weekday = parts.number("weekday", "weekday_short") if parts.has("weekday", "weekday_short") else 0
        return _year_with(anchor, month, day, weekday) or year_of_day(anchor, month, day, side)
    return anchor.year if parts.has("this") and not parts.has("past", "coming") else year_of_month(anchor, month, side or -1)


def _year_with(anchor: date, month: int, day: int, weekday: int) -> int | None:
    """The year near the anchor in which the day falls on that weekday."""
    if not weekday:
        return None
    for year in (anchor.year, anchor.year - 1, anchor.year + 1):
        try:
            if date(year, month, day).isoweekday() == weekday:
                return year
        except ValueError:
            continue
    return None


def _relation(parts: Parts) -> int:
    """Which one is meant, counted from the present or the one spoken of: last -1, this 0, next 1."""
    if parts.has("last", "past", "previous"):
        return -1
    return 1 if parts.has("next", "coming", "following") else 0


def _weekday(parts: Parts, context: Context) -> str | None:
    weekday = parts.number("weekday", "weekday_short")
    if context.anchor is None:
        return f"XXXX-WXX-{weekday}"
    if parts.text("unit") == "W":
        monday = context.anchor + timedelta(days=7 * _relation(parts) + 1 - context.anchor.isoweekday())
        return day_value(monday + timedelta(days=weekday - 1))
    if parts.has("previous", "following"):
        day = context.day or context.anchor
        return day_value(weekday_near(day - DAY, weekday, -1) if parts.has("previous") else weekday_near(day, weekday, 1))
    if parts.has("last", "past"):
        return day_value(weekday_near(context.anchor - DAY, weekday, -1))
    side = 1 if parts.has("next", "coming") else context.side or -1
    if parts.has("this") and not context.side:
        side = 1
    return day_value(weekday_near(context.anchor, weekday, side))


def _today(parts: Parts, context: Context) -> str | None:
    return day_value(context.anchor + timedelta(days=parts.number("today"))) if context.anchor else None


def _tonight(parts: Parts, context: Context) -> str | None:
    if context.anchor is None:
        return None
    return day_value(context.anchor - DAY if parts.has("overnight") and context.side <= 0 else context.anchor)


def _part_of_day(parts: Parts, context: Context) -> str | None:
    """The day of "this morning", "last night", "the morning"."""
    if context.anchor is None:
        return None
    if parts.has("this"):
        return day_value(context.anchor)
    if parts.has("last"):
        return day_value(context.anchor - DAY)
    day = context.day or context.anchor
    return day_value(day + timedelta(days=_relation(parts)))


def _decade(parts: Parts, context: Context) -> str | None:
    del context
    if parts.has("nineties"):
        return f"19{parts.number('nineties') // 10}"
    decade = parts.number("decade")
    if decade < 100:
        return f"{20 if decade <= 20 else 19}{decade // 10}"
    return f"{decade // 10}"


def _century(parts: Parts, context: Context) -> str | None:
    if parts.has("ordinal"):
        return f"{parts.number('ordinal') - 1:02}"
    return f"{context.anchor.year // 100 + _relation(parts):02}" if context.anchor else None


def _half(parts: Parts, context: Context) -> str | None:
    first = parts.has("ordinal") and parts.number("ordinal") == 1
    if parts.has("decade"):
        return _decade(parts, context)
    year = _year_beside(parts, context) or (context.anchor.year if context.anchor else None)
    return f"{year:04}-H{1 if first else 2}" if year else None


def _quarter(parts: Parts, context: Context) -> str | None:
    """A quarter by its number, or the one spoken of, or the last that has ended, which is what reports of earnings mean."""
    ago = parts.has("ago", "sooner") or (parts.has("article") and parts.has("unit"))
    if parts.has("ordinal"):
        return _numbered_quarter(parts, context, ago=ago)
    anchor = context.anchor
    ended = value_at(plus_months(anchor, -3), "Q") if anchor else None
    spoken = context.quarter or ended
    if spoken is None or ended is None:
        return None
    if parts.has("latest"):
        spoken = min(spoken, ended)
    if parts.has("yr"):
        return f"{parts.number('yr'):04}{spoken[4:]}"
    if ago or parts.text("unit") == "Y":
        return shifted(spoken, -1, "Y", context)
    if anchor and parts.has("last", "past", "next", "coming", "current", "this"):
        return value_at(plus_months(anchor, 3 * _relation(parts)), "Q")
    if parts.has("previous", "following"):
        return shifted(spoken, _relation(parts), "Q", context)
    return spoken


def _numbered_quarter(parts: Parts, context: Context, *, ago: bool) -> str | None:
    quarter = parts.number("ordinal")
    if not 1 <= quarter <= 4:
        return None
    year = _year_beside(parts, context)
    if year is None and context.anchor is None:
        return f"XXXX-Q{quarter}"
    if year is None and context.anchor:  # no later than the one that begins within three months
        soon = plus_months(context.anchor, 3)
        year = context.anchor.year if parts.has("fiscal") else soon.year - (3 * quarter - 2 > soon.month)
    return f"{(year or 0) - ago:04}-Q{quarter}"


def _period(parts: Parts, context: Context) -> str | None:
    """The value of "the year-earlier period": a quarter where one is spoken of, else a year."""
    if context.quarter and not context.yearly:
        return _quarter(parts, context)
    if parts.has("yr"):
        return f"{parts.number('yr'):04}"
    if parts.has("unit") and context.anchor:
        return f"{context.anchor.year - 1:04}"
    return None


def _season(parts: Parts, context: Context) -> str | None:
    season = parts.text("season")
    year = _year_beside(parts, context)
    if year is None and context.anchor is None:
        return f"XXXX-{season}"
    if year is None and context.anchor:
        start = int(context.dates.seasons[season][0][:2])
        month = context.anchor.month
        if parts.has("last") or (parts.has("past") and not parts.has("this")):
            year = context.anchor.year - (month < start + 3)
        elif parts.has("next"):
            year = context.anchor.year + (month >= start)
        else:
            year = context.anchor.year if parts.has("this") or month >= start or context.side > 0 else context.anchor.year - 1
    return f"{year:04}-{season}"


def _holiday(parts: Parts, context: Context) -> str | None:
    month_day = parts.text("holiday")
    year = _year_beside(parts, context)
    if year is None and context.anchor:
        year = year_of_day(context.anchor, int(month_day[:2]), int(month_day[3:]), context.side)
    return f"{year:04}-{month_day}" if year else f"XXXX-{month_day}"


def _year(parts: Parts, context: Context) -> str | None:
    del context
    return f"{parts.number('yr', 'word'):04}"


def _year_end(parts: Parts, context: Context) -> str | None:
    del parts
    return f"{context.anchor.year:04}" if context.anchor else None


def _unit(parts: Parts, context: Context) -> str | None:
    """The value of "last week", "the following year", "the month"."""
    unit = parts.text("unit", "weekend", "century")
    spoken = parts.has("previous", "following", "that", "same") or (unit == "D" and not parts.has("this"))
    day = context.day if spoken else context.anchor
    if day is None:
        return None
    if unit == "D":
        return day_value(plus(day, _relation(parts), "D"))
    if unit in SMALL:
        return None
    if unit == "WE":
        return _weekend(day, parts, context)
    return value_at(plus(day, _relation(parts), unit), unit)


def _weekend(day: date, parts: Parts, context: Context) -> str | None:
    """On a Monday "the weekend" that is over is last week's."""
    over = _relation(parts) < 0 or (not parts.has("this", "next", "coming", "following") and context.side <= 0 and day.isoweekday() < 5)
    return value_at(plus(day, -1 if over else _relation(parts), "W"), "WE")


def _ordinal_day(parts: Parts, context: Context) -> str | None:
    """The value of "the 12th": of this month, or of the next or the last where the words look that way."""
    if context.anchor is None or not 1 <= parts.number("ordinal") <= 31:
        return None
    day = parts.number("ordinal")
    month = context.anchor
    if context.side > 0 and day < month.day:
        month = plus_months(month, 1)
    elif context.side < 0 and day > month.day:
        month = plus_months(month, -1)
    value = f"{month.year:04}-{month.month:02}-{day:02}"
    return value if bounds(value, context.dates) else None


def shifted(value: str, count: float, unit: str, context: Context) -> str | None:
    """A value so many units on, as exact as the unit; a quarter stays a quarter over years."""
    if unit == "Y" and value[4:6] == "-Q":
        return f"{int(value[:4]) + int(count):04}{value[4:]}"
    day = first_day(value, context.dates)
    return value_at(plus(day, count, unit), grain(unit)) if day else None


def grain(unit: str) -> str:
    """Two decades ago is a year, more or less, and not a decade."""
    return {"2W": "W", "E": "Y", "C": "E", "L": "C"}.get(unit, unit)


CORES: tuple[tuple[tuple[str, ...], Callable[[Parts, Context], str | None]], ...] = (
    (("iso",), _iso),
    (("slash",), _slash),
    (("month",), _month),
    (("weekday", "weekday_short"), _weekday),
    (("today",), _today),
    (("tonight", "overnight"), _tonight),
    (("holiday",), _holiday),
    (("season",), _season),
    (("half",), _half),
    (("quarter",), _quarter),
    (("period",), _period),
    (("year_ago",), _period),
    (("decade", "nineties"), _decade),
    (("century",), _century),
    (("year_end",), _year_end),
    (("yr",), _year),
    (("part",), _part_of_day),
    (("word",), _year),
    (("unit", "weekend"), _unit),
    (("ordinal",), _ordinal_day),
)
