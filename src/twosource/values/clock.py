"""Reads clock times, with the day and the zone that the words give or the context has."""

from datetime import datetime, timedelta
from typing import NamedTuple

from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds, day_value, first_day, midnight
from twosource.values.expression import Context, Meaning, Parts
from twosource.values.points import core
from twosource.values.zones import Offset, offset

#: Classes that tell a clock, nearest first; those of HOUR_BEFORE stand behind the number of the hour.
TELLING = ("ampm", "clock", "told", "noon", "o_clock", "zone")
HOUR_BEFORE = ("ampm", "o_clock", "zone")
HOURS = ("day", "word", "num", "yr", "clock")
DATED = ("month", "weekday", "weekday_short", "today", "tonight", "iso", "slash", "holiday")


class Told(NamedTuple):
    """The lexemes of a clock and those of the date beside it."""

    clock: Parts
    date: Parts


def clock(parts: Parts, context: Context) -> Meaning | None:
    """The instant of "10 p.m. Wednesday", "0500 GMT"; a minute wide, an hour after "about".

    Where no half of the day is told ("half past six"), the bounds hold both; where no day is told, there are none.
    """
    told = _told(parts)
    minutes = _minutes(told.clock, parts)
    if minutes is None:
        return None
    dated = told.date.has(*DATED) or (told.date.has("part") and told.date.has("this", "last"))
    value = core(told.date, context) if dated else _day_spoken_of(context)
    day = first_day(value, context.dates) if value and not value.startswith("XXXX") else None
    text = f"T{minutes // 60:02}:{minutes % 60:02}"
    if day is None:
        return Meaning(WhenType.TIME, f"{value or 'XXXX-XX-XX'}{text}")
    start = midnight(day) + timedelta(minutes=minutes)
    east = _offset(parts, start, context)
    if east is not None and not dated and context.instant:  # "(0500 GMT)" restates the time before it, be it on another day there
        start = nearest_day(start, east.high, context.instant)
    about = timedelta(minutes=30) if parts.text("about") == "APPROX" else timedelta(0)
    known = dated or context.reference is not None or east is not None
    either = timedelta(hours=12) if _is_of_either_half(told.clock, parts, minutes) else timedelta(0)
    covers = Bounds(start - about, start + either + about + timedelta(minutes=1)) if known else None
    value = f"{day_value((start - timedelta(minutes=minutes)).date())}{text}"
    return Meaning(WhenType.TIME, value, covers, east.high if east else None, east.high - east.low if east else 0.0)


def nearest_day(start: datetime, hours: float, instant: datetime) -> datetime:
    """The same clock on the day on which it comes nearest to a UTC instant, `hours` being its offset."""
    there = instant + timedelta(hours=hours)
    near = datetime.combine(there.date(), start.time())
    return min((near + k * DAY for k in (-1, 0, 1)), key=lambda moment: abs(moment - there))


def _is_of_either_half(told: Parts, parts: Parts, minutes: int) -> bool:
    return told.has("told", "o_clock") and not parts.has("ampm", "part") and minutes < 12 * 60


def _told(parts: Parts) -> Told:
    """The clock and the date apart: "3 p.m. March 3" has two threes."""
    lexemes = parts.lexemes
    at = next(i for kind in TELLING for i, lexeme in enumerate(lexemes) if lexeme.kind == kind)
    first = at
    if lexemes[at].kind in HOUR_BEFORE:
        first = max(0, at - 1)
        while first and lexemes[first].kind not in HOURS:
            first -= 1
    elif lexemes[at].kind == "noon" and at and lexemes[at - 1].kind == "day":  # "12 noon"
        first = at - 1
    rest = lexemes[:first] + lexemes[at + 1 :]
    return Told(Parts(lexemes[first : at + 1]), Parts(rest) if rest else Parts(lexemes))


def _day_spoken_of(context: Context) -> str | None:
    day = context.reference if context.reference and len(context.reference) >= len("2025-08-12") else None
    return day[:10] if day and not day.startswith("XXXX") else day_value(context.anchor) if context.anchor else None


def _minutes(told: Parts, parts: Parts) -> int | None:
    """Minutes after midnight."""
    half = told.text("ampm")
    if told.has("noon"):
        return 60 * int(told.text("noon")[:2])
    if told.has("clock", "told"):
        hour, minute = (int(number) for number in told.text("clock", "told").replace(".", ":").replace(" ", "").split(":")[:2])
    elif told.has("num", "yr"):
        digits = told.text("num", "yr").removesuffix(".0").zfill(4)
        hour, minute = (int(digits[:-2]), int(digits[-2:])) if digits.isdigit() else (99, 0)
    elif told.has("day", "word"):
        hour, minute = told.number("day", "word"), 0
    else:
        return None
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    elif parts.has("part") and hour < 12 and parts.text("part") in ("AF", "EV"):
        hour += 12
    return 60 * hour + minute if hour <= 24 and minute < 60 else None


def _offset(parts: Parts, moment: datetime, context: Context) -> Offset | None:
    if not parts.has("zone"):
        return None
    return offset(parts.text("zone"), moment, context.dates, context.countries)
