"""Reads clock times, with the day and the zone that the words give or the context has."""

from datetime import datetime, timedelta

from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds, day_value, first_day, midnight, summer_time
from twosource.values.expression import Context, Meaning, Parts
from twosource.values.points import core


def clock(parts: Parts, context: Context) -> Meaning | None:
    """The instant of "10 p.m. Wednesday", "0500 GMT"; a minute wide, an hour after "about".

    Where no half of the day is told ("half past six"), the bounds hold both; where no day is told, there are none.
    """
    minutes = _minutes(parts)
    if minutes is None:
        return None
    dated = parts.has("month", "weekday", "weekday_short", "today", "iso", "slash")
    value = core(_without_clock(parts), context) if dated else _day_spoken_of(context)
    day = first_day(value, context.dates) if value and not value.startswith("XXXX") else None
    if day is None:
        text = f"T{minutes // 60:02}:{minutes % 60:02}"
        return Meaning(WhenType.TIME, f"{value}{text}" if value else None)
    start = midnight(day) + timedelta(minutes=minutes)
    offset = _offset(parts.text("zone"), start, context) if parts.has("zone") else None
    if offset is not None and not dated and context.instant:  # "(0500 GMT)" restates the time before it, be it on another day there
        start = min((start + k * DAY for k in (-1, 0, 1)), key=lambda moment: abs(moment - timedelta(hours=offset) - _instant(context)))
        day = (start - timedelta(minutes=minutes)).date()
    about = timedelta(minutes=30) if parts.text("about") == "APPROX" else timedelta(0)
    value = f"{day_value(day)}T{minutes // 60:02}:{minutes % 60:02}"
    told = dated or context.reference is not None or offset is not None
    either = timedelta(hours=12) if parts.has("told", "o_clock") and not parts.has("ampm", "part") and minutes < 12 * 60 else timedelta(0)
    covers = Bounds(start - about, start + either + about + timedelta(minutes=1))
    return Meaning(WhenType.TIME, value, covers if told else None, offset)


def _instant(context: Context) -> datetime:
    assert context.instant is not None  # noqa: S101 - asked by the caller
    return context.instant


def _without_clock(parts: Parts) -> Parts:
    """The lexemes of the date alone: "3 p.m. March 3" has two threes."""
    at = next((i for i, lexeme in enumerate(parts.lexemes) if lexeme.kind in ("ampm", "clock", "told", "noon", "o_clock", "zone")), 0)
    lexemes = list(parts.lexemes)
    first = at - 1
    while first > 0 and lexemes[first].kind == "hyphen":
        first -= 1
    if lexemes[at].kind in ("ampm", "o_clock", "zone") and lexemes[first].kind in ("day", "word", "num", "yr"):
        del lexemes[first]
    return Parts(tuple(lexemes))


def _day_spoken_of(context: Context) -> str | None:
    day = context.reference if context.reference and len(context.reference) >= len("2025-08-12") else None
    return day[:10] if day and not day.startswith("XXXX") else day_value(context.anchor) if context.anchor else None


def _minutes(parts: Parts) -> int | None:
    """Minutes after midnight."""
    half = parts.text("ampm")
    if parts.has("noon"):
        return 60 * int(parts.text("noon")[:2])
    if parts.has("clock", "told"):
        hour, minute = (int(number) for number in parts.text("clock", "told").replace(".", ":").replace(" ", "").split(":")[:2])
    elif parts.has("num", "yr"):
        digits = parts.text("num", "yr").removesuffix(".0").zfill(4)
        hour, minute = (int(digits[:-2]), int(digits[-2:])) if digits.isdigit() else (99, 0)
    else:
        hour, minute = parts.number("day", "word"), 0
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    elif parts.has("part") and hour < 12 and parts.text("part") in ("AF", "EV"):
        hour += 12
    return 60 * hour + minute if hour <= 24 and minute < 60 else None


def _offset(zone: str, moment: datetime, context: Context) -> float | None:
    place = context.dates.zones.get(zone)
    if place is None:
        return float(zone)
    return place.hours + summer_time(moment, place.summer)
