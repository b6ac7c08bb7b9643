"""Arithmetic on TIMEX3 values: what they cover, how they shift, which of the recurring ones is meant."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from twosource.lang.dates import Dates

DAY = timedelta(days=1)
#: Points that we can name with `datetime` and a margin for shifts.
FIRST_YEAR, LAST_YEAR = 2, 9998
#: What a clock shows at most; 24:00 is the midnight that ends the day.
LAST_HOUR, LAST_MINUTE = 24, 59


class Bounds(NamedTuple):
    """Instants without a zone, `latest` exclusive; an open side is `None`."""

    earliest: datetime | None
    latest: datetime | None


VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|AF|EV|NI|DT)|(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)Z?)?)?))?"
)
TWO_YEARS = re.compile(r"(\d{4})/(\d{4})")
SPAN_OF_YEARS = re.compile(r"\d{2,3}")


def bounds(value: str, dates: Dates, part: str = "") -> Bounds | None:
    """The instants that a value covers, or that its `START`, `MID` or `END` does; `None` for a value that is no point in time."""
    whole = _whole(value, dates)
    if whole is None or not part:
        return whole
    earliest, latest = whole
    assert earliest is not None  # noqa: S101 - a whole is closed on both sides
    assert latest is not None  # noqa: S101
    if latest - earliest == DAY:
        low, high = dates.day[part]
        return Bounds(earliest + timedelta(hours=low), earliest + timedelta(hours=high))
    low, high = dates.share[part]
    return Bounds(_midnight(earliest + (latest - earliest) * low), _midnight(earliest + (latest - earliest) * high + DAY / 2))


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _whole(value: str, dates: Dates) -> Bounds | None:
    if SPAN_OF_YEARS.fullmatch(value):
        width = 10 ** (4 - len(value))
        return _years(int(value) * width, width)
    if two := TWO_YEARS.fullmatch(value):
        return _years(int(two[1]), 2)
    m = VALUE.fullmatch(value)
    if m is None or not FIRST_YEAR <= int(m["year"]) <= LAST_YEAR:
        return None
    try:
        return _closed(m, int(m["year"]), dates)
    except ValueError:  # no such day: 30 February, week 53 of a short year
        return None


def _closed(m: re.Match[str], year: int, dates: Dates) -> Bounds | None:
    if m["week"]:
        monday = midnight(date.fromisocalendar(year, int(m["week"]), 1))
        return Bounds(monday + 5 * DAY, monday + 7 * DAY) if m["weekend"] else Bounds(monday, monday + 7 * DAY)
    if m["quarter"]:
        return _months(year, 3 * int(m["quarter"]) - 2, 3)
    if m["half"]:
        return _months(year, 6 * int(m["half"]) - 5, 6)
    if m["season"]:
        return _season(year, m["season"], dates)
    if not m["month"]:
        return _years(year, 1)
    if not m["day"]:
        return _months(year, int(m["month"]), 1)
    day = datetime(year, int(m["month"]), int(m["day"]))  # noqa: DTZ001 - zones are added where instants are written
    if m["part"]:
        low, high = dates.hours[m["part"]]
        return Bounds(day + timedelta(hours=low), day + timedelta(hours=high))
    if not m["hour"]:
        return Bounds(day, day + DAY)
    hour, minute, second = (int(m[name] or 0) for name in ("hour", "minute", "second"))
    if hour > LAST_HOUR or max(minute, second) > LAST_MINUTE:
        return None
    start = day + timedelta(hours=hour, minutes=minute, seconds=second)
    width = timedelta(seconds=1) if m["second"] else timedelta(minutes=1) if m["minute"] else timedelta(hours=1)
    return Bounds(start, start + width)


def midnight(day: date) -> datetime:
    """The moment a day begins, without a zone."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - zones are added where instants are written


def _years(year: int, count: int) -> Bounds | None:
    if year < FIRST_YEAR or year + count > LAST_YEAR:
        return None
    return Bounds(datetime(year, 1, 1), datetime(year + count, 1, 1))  # noqa: DTZ001


def _months(year: int, month: int, count: int) -> Bounds:
    end = month + count - 1
    return Bounds(datetime(year, month, 1), datetime(year + end // 12, end % 12 + 1, 1))  # noqa: DTZ001


def _season(year: int, season: str, dates: Dates) -> Bounds:
    low, high = dates.seasons[season]
    if low > high:  # "the winter of 1994" may have begun in 1993 or end in 1995
        return Bounds(_day(year - 1, low), _day(year + 1, high))
    return Bounds(_day(year, low), _day(year, high))


def _day(year: int, month_day: str) -> datetime:
    return datetime.fromisoformat(f"{year:04}-{month_day}")


def day_value(day: date) -> str:
    """The value of a day: `2025-08-12`."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def week_value(day: date) -> str:
    """The value of the ISO week that a day stands in: `2025-W33`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def plus_months(day: date, months: int) -> date:
    """The day so many months on, the last of the month where the month is shorter; years are kept between 2 and 9998."""
    months = max(-120_000, min(120_000, months))
    whole = day.year * 12 + day.month - 1 + months
    year = max(FIRST_YEAR, min(LAST_YEAR, whole // 12))
    month = whole % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def plus(day: date, count: float, unit: str) -> date:
    """The day that many units on, negative counts going back."""
    match unit:
        case "D" | "W" | "2W":
            days = count * {"D": 1, "W": 7, "2W": 14}[unit]
            low, high = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 1, 1).toordinal()
            return date.fromordinal(int(max(low, min(high, day.toordinal() + days))))
        case "M" | "Q" | "Y" | "E" | "C" | "L":
            return plus_months(day, round(max(-1e6, min(1e6, count)) * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]))
        case _:
            return day


def value_at(day: date, unit: str) -> str | None:
    """The value of the unit that a day stands in: its week, month, quarter, year, decade."""
    match unit:
        case "D":
            return day_value(day)
        case "W" | "2W":
            return week_value(day)
        case "WE":
            return f"{week_value(day)}-WE"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04}"
        case "E":
            return f"{day.year // 10:03}"
        case "C":
            return f"{day.year // 100:02}"
        case _:
            return None


def weekday_near(anchor: date, weekday: int, side: int) -> date:
    """The last such weekday up to the anchor (`side` -1), or the next from it on (`side` 1); the anchor's own is meant either way.

    News names the day of publication by its weekday (AP style).
    """
    back = (anchor.isoweekday() - weekday) % 7
    return anchor + timedelta(days=-back % 7 if side > 0 else -back)


def year_of_month(anchor: date, month: int, side: int) -> int:
    """The year of the last such month up to the anchor's own (`side` -1), of the next (1), or of the nearest (0).

    What is ahead is seldom more than nine months off, so a month that just went by is meant after all; nor is what is past eleven.
    """
    if side < 0 and (month - anchor.month) % 12 != 1:
        return anchor.year - (month > anchor.month)
    if side > 0 and (month - anchor.month) % 12 <= 9:
        return anchor.year + (month < anchor.month)
    apart = month - anchor.month
    return anchor.year + (apart < -6) - (apart > 6)


def year_of_day(anchor: date, month: int, day: int, side: int) -> int:
    """The year of the last such day up to the anchor (`side` -1), of the next (1), or of the nearest (0).

    News gives the year of a day that is most of a year off (AP style), so one without it is not eleven months back.
    """
    if side < 0 and not 0 <= (month - anchor.month) % 12 <= 1:
        return anchor.year - ((month, day) > (anchor.month, anchor.day))
    if side > 0 and (month - anchor.month) % 12 <= 9:
        return anchor.year + ((month, day) < (anchor.month, anchor.day))
    return year_of_month(anchor, month, 0)


def first_day(value: str, dates: Dates) -> date | None:
    """The day that a value begins on, a year's or a season's its own first day."""
    covered = bounds(value, dates)
    if covered is None or covered.earliest is None:
        return None
    return covered.earliest.date()


def holiday(year: int, rule: str) -> date:
    """The day of a holiday in a year.

    The rule is a day ("12-25"), the n-th weekday of a month ("11 4 4", the fourth Thursday of November; -1 is the last), with days past
    it if need be ("11 4 4 1"), or days from Easter Sunday ("easter -2"; "orthodox 0" by the Eastern reckoning).
    """
    if "-" in rule and rule[0].isdigit() and " " not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    if rule.startswith(("easter", "orthodox")):
        sunday = _easter(year) if rule.startswith("easter") else _orthodox_easter(year)
        return sunday + int(rule.split()[1]) * DAY
    month, which, weekday, *past = (int(number) for number in rule.split())
    return nth_weekday(year, month, which, weekday) + sum(past) * DAY


def nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    """The n-th such weekday of a month, counted from its end where negative.

    Raises `IndexError` where the month has fewer.
    """
    days = [day for n in range(1, monthrange(year, month)[1] + 1) if (day := date(year, month, n)).isoweekday() == weekday]
    return days[which - 1 if which > 0 else which]


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 13, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar as a Gregorian day, right from 1900 to 2099 (Meeus, Astronomical Algorithms, chapter 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + 13 * DAY
