"""Dates of publication as pages state them, read without a guess: a year that is not written is not known."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from twosource.lang.datelines import Datelines

EARLIEST_YEAR = 1600  # the first newspapers
LATEST_YEAR = 2999  # later ones are fillers for "never"

ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4}) ?- ?(?P<m>\d\d?) ?- ?(?P<d>\d\d?)(?!\d)"
    r"(?:[T ](?P<H>\d\d):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,]\d+)?)?\s?(?P<z>Z|[+-]\d\d:?\d\d)?)?"
)
NUMERIC = re.compile(
    r"(?<![\d/.])(?:(?P<y>\d{4})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)|(?P<a>\d\d?)(?P<mark>[/.])(?P<b>\d\d?)(?P=mark)(?P<z>\d{4}))(?![\d/])"
)
DAY_FIRST = re.compile(r"(?<![\d:])(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<y>\d{4})(?!\d)")
MONTH_FIRST = re.compile(r"(?<![A-Za-z])(?P<month>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)")
CLOCK = re.compile(
    r"[\s,|–—-]{1,3}(?:at\s+)?(?P<H>\d{1,2})[:.](?P<M>\d\d)(?::\d\d)?\s?(?:(?P<half>[ap])\.?m\.?)?\s?\(?(?P<zone>[a-z]{1,4}\b|[+-]\d\d:?\d\d\b)?",
    re.IGNORECASE,
)


class Stated(NamedTuple):
    """A date as it stands: `iso` is a date, or a date-time in UTC where time and zone are written."""

    iso: str
    start: int
    end: int


def stated_dates(words: str, lang: Datelines) -> Iterator[Stated]:
    """Full dates in a short text, in order; a day and month that could change places are no date."""
    found = sorted(
        (match.start(), -match.end(), day, match)
        for pattern in (ISO, NUMERIC, DAY_FIRST, MONTH_FIRST)
        for match in pattern.finditer(words)
        if (day := _day(match.groupdict(), lang)) is not None
    )
    end = -1
    for start, negative_end, day, match in found:
        if start < end:
            continue
        end = -negative_end
        fields = match.groupdict()
        if fields.get("H") and fields.get("M"):
            yield Stated(_instant(day, int(fields["H"]), int(fields["M"]), _offset(fields["z"], lang)), start, end)
        else:
            iso, end = _with_clock(words, day, end, lang)
            yield Stated(iso, start, end)


def iso_date(words: str, lang: Datelines) -> str | None:
    """The one date that the words are, as ISO; None when they are none, or say more than a date."""
    bare = words.strip()
    for found in stated_dates(bare, lang):
        around = (bare[: found.start] + " " + bare[found.end :]).casefold()
        rest = [word for word in re.findall(r"[^\W_]+", around) if word not in lang.weekdays]
        return found.iso if not rest or (len(found.iso) > 10 and len(rest) < 3) else None
    return None


def _day(fields: dict[str, str | None], lang: Datelines) -> date | None:
    year = fields.get("y") or fields.get("z")
    if fields.get("month"):
        month: int | None = lang.months.get((fields["month"] or "").casefold())
        day = int(fields["d"] or 0)
    elif fields.get("a"):
        first, second = int(fields["a"] or 0), int(fields["b"] or 0)
        if first <= 12 and second <= 12 and first != second and fields["mark"] == "/":
            return None  # 03/04/2024 is March here and April there
        day, month = (first, second) if fields["mark"] == "." or first > 12 else (second, first)
    else:
        month, day = int(fields["m"] or 0), int(fields["d"] or 0)
    if not year or not month or not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    try:
        return date(int(year), month, day)
    except ValueError:
        return None


def _with_clock(words: str, day: date, end: int, lang: Datelines) -> tuple[str, int]:
    """The date with the time of day that follows it, where that names its zone."""
    clock = CLOCK.match(words, end)
    if clock is None:
        return day.isoformat(), end
    hour, minute = int(clock["H"]), int(clock["M"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    offset = _offset(clock["zone"], lang)
    if offset is None or hour > 23 or minute > 59:
        return day.isoformat(), end
    return _instant(day, hour, minute, offset), clock.end()


def _offset(zone: str | None, lang: Datelines) -> timedelta | None:
    if not zone:
        return None
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return timedelta(minutes=minutes if zone[0] == "+" else -minutes) if minutes < 24 * 60 else None
    minutes_east = lang.zones.get(zone.casefold())
    return None if minutes_east is None else timedelta(minutes=minutes_east)


def _instant(day: date, hour: int, minute: int, offset: timedelta | None) -> str:
    """A UTC date-time, or the date alone where no zone is known."""
    if offset is None or hour > 23 or minute > 59:
        return day.isoformat()
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
