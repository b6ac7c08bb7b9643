"""Clock times that are told again in another zone: "8 a.m. (0500 GMT)" is one instant."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds
from twosource.values.clock import DATED, nearest_day
from twosource.values.expression import Meaning
from twosource.values.timex import Found

#: What stands between a clock and the same told again.
AGAIN = re.compile(r",?\s?(?:[(\[/]\s?|or\s|which is\s)")
#: Clocks are so far ahead of UTC at most, and so far behind; beyond eleven hours a clock fits two zones a day apart.
AHEAD, BEHIND = 14, -11
MINUTE = timedelta(minutes=1)


class Read(NamedTuple):
    """An expression and what it says."""

    found: Found
    meaning: Meaning


def agreed(reads: Sequence[Read], text: str) -> list[Read]:
    """The same times, those that restate one another as one instant; a zone learnt so holds for all that say "local time"."""
    told = list(reads)
    learnt: set[float] = set()
    for i in range(len(told) - 1):
        first, second = told[i], told[i + 1]
        if first.found.reads != "clock" or second.found.reads != "clock" or second.meaning.offset is None or second.meaning.slack:
            continue
        if not AGAIN.fullmatch(text, first.found.end, second.found.start):
            continue
        pair = _one(first, second)
        if pair:
            told[i], told[i + 1] = pair
            if first.meaning.offset is None and pair[0].meaning.offset is not None:
                learnt.add(pair[0].meaning.offset)
    return [_local(read, next(iter(learnt))) for read in told] if len(learnt) == 1 else told


def _one(first: Read, second: Read) -> tuple[Read, Read] | None:
    """Both clocks as one instant, on the day that one of them names, else on that of the first."""
    local, other = _moment(first.meaning), _moment(second.meaning)
    hours = second.meaning.offset
    if local is None or other is None or hours is None:
        return None
    east = first.meaning.offset if first.meaning.offset is not None else _east(local, other, hours)
    if east is None:
        return None
    if _is_dated(second) and not _is_dated(first):
        local = nearest_day(local, east, other - timedelta(hours=hours))
    else:
        other = nearest_day(other, hours, local - timedelta(hours=east))
    return _at(first, local, east), _at(second, other, hours)


def _east(local: datetime, other: datetime, hours: float) -> float | None:
    """The offset of a clock that shows the same instant as another, day aside; `None` where none or two zones would fit."""
    apart = ((local - other) / timedelta(hours=1) + hours) % 24
    fits = [east for east in (apart, apart - 24) if BEHIND <= east <= AHEAD and (4 * east).is_integer()]
    return fits[0] if len(fits) == 1 else None


def _moment(meaning: Meaning) -> datetime | None:
    """The local moment of a clock by its value."""
    value = meaning.value or ""
    late = "T24" in value
    try:
        return datetime.fromisoformat(value.replace("T24", "T00")) + late * DAY
    except ValueError:
        return None


def _is_dated(read: Read) -> bool:
    return any(lexeme.kind in DATED for lexeme in read.found.lexemes)


def _at(read: Read, local: datetime, east: float) -> Read:
    """The clock at a local moment, as wide as it was."""
    covers = read.meaning.covers
    was = _moment(read.meaning)
    before = was - covers.earliest if was and covers and covers.earliest else timedelta(0)
    after = covers.latest - was if was and covers and covers.latest else MINUTE
    day = local - DAY if "T24" in (read.meaning.value or "") else local
    value = f"{day:%Y-%m-%d}{(read.meaning.value or '')[10:]}"
    return read._replace(meaning=Meaning(WhenType.TIME, value, Bounds(local - before, local + after), east))


def _local(read: Read, east: float) -> Read:
    """A clock of "local time" in the zone that the report tells."""
    if read.meaning.offset is not None or not any(lexeme.kind == "local" for lexeme in read.found.lexemes):
        return read
    local = _moment(read.meaning)
    return _at(read, local, east) if local else read
