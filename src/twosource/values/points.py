"""Reads points in time: days, weeks, months, quarters, years, "last week", "early Tuesday"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from twosource.model.value import WhenType
from twosource.values import periods
from twosource.values.calendar import (
    DAY,
    LAST_MINUTE,
    Bounds,
    bounds,
    day_value,
    first_day,
    holiday,
    midnight,
    plus,
    plus_months,
    value_at,
    week_value,
    weekday_near,
    year_of_day,
    year_of_month,
)
from twosource.values.expression import SMALL, Context, Meaning, Parts

ISO_ZONE = re.compile(r"(?<=:\d\d)(?:Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))$")
FARTHEST_ZONE = 14  # hours from UTC: the Line Islands


def point(parts: Parts, context: Context) -> Meaning | None:
    """The value and the instants of a day or a longer stretch, or of a part of either; `None` for "the hour"."""
    if parts.text("unit") in SMALL and not parts.has("month", "iso", "slash", "weekday", "today"):
        return None
    if parts.text("unit") == "2W" and parts.has("last", "past", "next", "coming"):
        return _fortnight(parts, context)
    value = core(parts, context)
    if value and parts.has("holiday") and parts.has("weekend"):
        return Meaning(WhenType.DATE) if value.startswith("XXXX") else _holiday_weekend(date.fromisoformat(value), context)
    if value and parts.text("unit", "weekend") in ("W", "WE") and parts.has("month", "iso", "slash"):  # "the week of March 4"
        day = first_day(value, context.dates)
        value = value_at(day, parts.text("unit", "weekend")) if day else value
    if parts.has("part", "tonight", "overnight", "noon"):
        return in_day(parts, value, context)
    if value and parts.has("iso") and "T" in value:
        return Meaning(WhenType.TIME, value, bounds(value, context.dates), _iso_offset(parts.text("iso")))
    covers = _either_order(parts, context) if parts.has("slash") and value is None else _partial(value, parts, context)
    return Meaning(WhenType.DATE, value, covers)


def _fortnight(parts: Parts, context: Context) -> Meaning:
    """The fortnight that ends or begins with the report."""
    if context.anchor is None:
        return Meaning(WhenType.DURATION, "P2W")
    day = midnight(context.anchor)
    ahead = parts.has("next", "coming")
    return Meaning(WhenType.DURATION, "P2W", Bounds(day, day + 15 * DAY) if ahead else Bounds(day - 14 * DAY, day + DAY))


def _iso_offset(words: str) -> float | None:
    """Hours from UTC at the end of an ISO date-time; `None` where it has none that a clock keeps."""
    zone = ISO_ZONE.search(words)
    if zone is None:
        return None
    if not zone["sign"]:
        return 0.0
    hours = int(zone["hours"]) + int(zone["minutes"]) / 60
    if hours > FARTHEST_ZONE or int(zone["minutes"]) > LAST_MINUTE:
        return None
    return -hours if zone["sign"] == "-" else hours


def in_day(parts: Parts, value: str | None, context: Context) -> Meaning:
    """A part of a day that was read: its morning, its night."""
    part = parts.text("part", "tonight", "overnight")
    if value is None or len(value) != len("2025-08-12"):
        return Meaning(WhenType.TIME, f"{value}T{part}" if value and value.startswith("XXXX") else None)
    return Meaning(WhenType.TIME, f"{value}T{part}", bounds(f"{value}T{part}", context.dates))


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
    value = ISO_ZONE.sub("", parts.text("iso"))
    return value if bounds(value, context.dates) else None


def _slash(parts: Parts, context: Context) -> str | None:
    """The day of "25/12/2024" or "12/25/2024", which leave no choice; "03/12/2024" does, and is read where the report shows its order."""
    first, second, year = _figures(parts)
    day_first = "." in parts.text("slash") or (first == second) or first > 12  # the day comes first wherever stops are written
    if not day_first and second <= 12:
        if context.day_first is None:
            return None
        day_first = context.day_first
    month, day = (second, first) if day_first else (first, second)
    value = f"{year:04}-{month:02}-{day:02}"
    return value if bounds(value, context.dates) else None


def _figures(parts: Parts) -> tuple[int, int, int]:
    first, second, year = (int(number) for number in re.split(r"\D", parts.text("slash")))
    return first, second, year + (0 if year >= 100 else 2000 if year < 50 else 1900)


def _either_order(parts: Parts, context: Context) -> Bounds | None:
    """From the earlier to the later of the two days that "03/12/2024" can be."""
    first, second, year = _figures(parts)
    days = sorted((f"{year:04}-{first:02}-{second:02}", f"{year:04}-{second:02}-{first:02}"))
    low, high = (bounds(day, context.dates) for day in days)
    return Bounds(low.earliest, high.latest) if low and high else None


def _month(parts: Parts, context: Context) -> str | None:
    month = parts.number("month")
    day = parts.number("day", "ordinal") if parts.has("day", "ordinal") else 0
    year = periods.year_beside(parts, context) or _year_of(month, day, parts, context)
    value = f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
    if not day:
        return value
    value = f"{value}-{day:02}"
    return value if year is None or bounds(value, context.dates) else None


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
    return anchor.year if parts.has("this") and not parts.has("past", "coming") else year_of_month(anchor, month, side)


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


def _weekday(parts: Parts, context: Context) -> str | None:
    weekday = parts.number("weekday", "weekday_short")
    if context.anchor is None:
        return f"XXXX-WXX-{weekday}"
    if beyond := parts.over_next() // 2:
        return day_value(weekday_near(context.anchor + beyond * DAY, weekday, beyond) + 7 * beyond * DAY)
    if parts.text("unit") == "W":
        monday = context.anchor + timedelta(days=7 * periods.relation(parts) + 1 - context.anchor.isoweekday())
        return day_value(monday + timedelta(days=weekday - 1))
    if parts.has("previous", "following"):
        day = context.day or context.anchor
        return day_value(weekday_near(day - DAY, weekday, -1) if parts.has("previous") else weekday_near(day + DAY, weekday, 1))
    if parts.has("last", "past"):
        return day_value(weekday_near(context.anchor - DAY, weekday, -1))
    if parts.has("next", "coming"):
        return day_value(weekday_near(context.anchor + DAY, weekday, 1))
    side = context.side or -1
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
    if parts.over_next():
        return day_value(context.anchor + parts.over_next() * DAY)
    if parts.has("last"):
        return day_value(context.anchor - DAY)
    day = context.day or context.anchor
    return day_value(day + timedelta(days=periods.relation(parts)))


def _holiday(parts: Parts, context: Context) -> str | None:
    rule = parts.text("holiday")
    if not rule:
        return None
    year = periods.year_beside(parts, context)
    if year is not None:
        return day_value(holiday(year, rule))
    if context.anchor is None:
        return f"XXXX-{rule}" if "-" in rule and " " not in rule else None
    days = [holiday(context.anchor.year + k, rule) for k in (-1, 0, 1)]
    side = -1 if parts.has("last", "past") else 1 if parts.has("next", "coming") else context.side
    if side < 0:
        return day_value(max(day for day in days if day <= context.anchor))
    if side > 0:
        return day_value(min(day for day in days if day >= context.anchor))
    return day_value(min(days, key=lambda day: abs((day - (context.anchor or day)).days)))


def _holiday_weekend(day: date, context: Context) -> Meaning:
    """The weekend that a holiday stands in or beside: up to a Monday or a Tuesday, from a Thursday or a Friday on."""
    weekend = f"{week_value(day - 2 * DAY)}-WE"
    covers = bounds(weekend, context.dates)
    if covers is None or covers.earliest is None or covers.latest is None:
        return Meaning(WhenType.DATE, weekend)
    return Meaning(WhenType.DATE, weekend, Bounds(min(covers.earliest, midnight(day)), max(covers.latest, midnight(day) + DAY)))


def _unit(parts: Parts, context: Context) -> str | None:
    """The value of "last week", "the following year", "the month"."""
    unit = parts.text("unit", "weekend", "century")
    spoken = parts.has("previous", "following", "that", "same") or (unit == "D" and not parts.has("this"))
    day = context.day if spoken else context.anchor
    if day is None:
        return None
    if unit == "D":
        return day_value(plus(day, periods.relation(parts), "D"))
    if unit in SMALL:
        return None
    if unit == "WE":
        return _weekend(day, parts, context)
    return value_at(plus(day, periods.relation(parts), unit), unit)


def _weekend(day: date, parts: Parts, context: Context) -> str | None:
    """On a Monday "the weekend" that is over is last week's."""
    over = periods.relation(parts) < 0 or (
        not parts.has("this", "next", "coming", "following") and context.side <= 0 and day.isoweekday() < 5
    )
    return value_at(plus(day, -1 if over else periods.relation(parts), "W"), "WE")


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


def _year_span(parts: Parts, context: Context) -> str | None:
    del context
    return parts.text("year_span")


CORES: tuple[tuple[tuple[str, ...], Callable[[Parts, Context], str | None]], ...] = (
    (("iso",), _iso),
    (("slash",), _slash),
    (("month",), _month),
    (("weekday", "weekday_short"), _weekday),
    (("today",), _today),
    (("tonight", "overnight"), _tonight),
    (("holiday",), _holiday),
    (("season",), periods.season_of),
    (("half", "half_year"), periods.half_of),
    (("quarter", "qtr"), periods.quarter_of),
    (("period",), periods.period_of),
    (("year_ago",), periods.period_of),
    (("decade", "nineties"), periods.decade_of),
    (("century",), periods.century_of),
    (("year_end",), periods.year_end_of),
    (("yr",), periods.year_of),
    (("year_span",), _year_span),
    (("part",), _part_of_day),
    (("word",), periods.year_of),
    (("unit", "weekend"), _unit),
    (("ordinal",), _ordinal_day),
)
