"""How far a clock stands from UTC: by the zone that the words name, the day, and the countries of the report."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from twosource.lang.dates import Dates, Era, Zone
from twosource.values.calendar import DAY


class Offset(NamedTuple):
    """Hours from UTC, from `low` to `high` where the words leave more than one zone."""

    low: float
    high: float


def offset(zone: str, moment: datetime, dates: Dates, countries: Mapping[str, int]) -> Offset:
    """The offset that a zone has at a local moment; `zone` is a place of the table `zones`, a name of `shared_zones`, or hours."""
    if place := dates.zones.get(zone):
        hours = _hours(place, moment)
        return Offset(hours, hours)
    if shared := dates.shared_zones.get(zone):
        here = {hours for country, hours in shared.items() if country in countries} or set(shared.values())
        return Offset(min(here), max(here))
    return Offset(float(zone), float(zone))


def _hours(place: Zone, moment: datetime) -> float:
    era: Zone | Era = next((era for era in place.earlier if moment.date().isoformat() < era.until), place)
    return era.hours + summer_time(moment, era.summer)


def summer_time(moment: datetime, kind: str | None) -> bool:
    """Whether summer time holds at a local moment, by day.

    The rules are those of the European Union since 1981 (`eu`), the United States since 1967 (`us`), New South Wales since 2008 (`au`),
    New Zealand since 2007 (`nz`) and Israel since 2013 (`il`), as the tz database gives them.
    """
    day = moment.date()
    match kind:
        case "eu":
            return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10 if day.year >= 1996 else 9)
        case "us":
            return _american(day)
        case "au":
            return not _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 1)
        case "nz":
            return not _sunday(day.year, 4, 1) <= day < _last_sunday(day.year, 9)
        case "il":
            return _last_sunday(day.year, 3) - 2 * DAY <= day < _last_sunday(day.year, 10)
        case _:
            return False


def _american(day: date) -> bool:
    if day.year >= 2007:
        return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)
    spring = _sunday(day.year, 4, 1) if day.year >= 1987 else _last_sunday(day.year, 4)
    return spring <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - DAY
    return last - timedelta(days=last.isoweekday() % 7)


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.isoweekday()) % 7 + 7 * (which - 1))
