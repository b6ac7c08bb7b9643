"""Times as intervals of instants: read, compared, said."""

from datetime import UTC, date, datetime, timedelta

from twosource.lang import language
from twosource.model.value import When, WhenType
from twosource.values.calendar import Bounds
from twosource.values.expression import Context, Meaning
from twosource.values.reading import read_found
from twosource.values.saying import said
from twosource.values.timex import find

#: How far local time can be from UTC: a day that begins at 00:00 somewhere begins between these in UTC.
EASTMOST, WESTMOST = timedelta(hours=14), timedelta(hours=12)


def published(text: str | None) -> tuple[date | None, datetime | None]:
    """The day and, where the time is given, the UTC instant of a publication date; nothing where there is none."""
    if not text:
        return None, None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None, None
    if not 1000 <= moment.year < 9000:  # a slip, and no room on either side to count from
        return None, None
    if len(text) <= len("2025-08-12"):
        return moment.date(), None
    return moment.date(), moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def when(start: int, end: int, meaning: Meaning) -> When:
    """The record of a time expression, its bounds as UTC instants; a time without a zone is taken as it stands."""
    earliest, latest = meaning.covers or (None, None)
    high = timedelta(hours=meaning.offset or 0)
    low = high - timedelta(hours=meaning.slack)
    return When(start, end, meaning.type, meaning.value, _utc(earliest, high), _utc(latest, low), meaning.offset is not None)


def _utc(moment: datetime | None, offset: timedelta) -> str | None:
    return f"{(moment - offset).isoformat(timespec='seconds')}Z" if moment else None


def read(text: str, anchor: str | None, code: str = "en") -> When | None:
    """The first time expression of a text, read against an ISO date or date-time; `None` if there is none."""
    day, moment = published(anchor)
    context = Context(language(code).dates, day, moment)
    for found in find(text, code):
        meaning = read_found(found, context)
        if meaning is not None:
            return when(found.start, found.end, meaning)
    return None


def overlap(a: When, b: When) -> bool | None:
    """Whether two times can be the same; `None` where one of them is not bounded on either side."""
    low, high = _instants(a, b)
    other_low, other_high = _instants(b, a)
    if (low is None and high is None) or (other_low is None and other_high is None):
        return None
    before = high is not None and other_low is not None and high <= other_low
    after = other_high is not None and low is not None and other_high <= low
    return not (before or after)


def conflict(a: When, b: When) -> bool:
    """Whether two times cannot both be meant: both bounded on either side, and disjoint."""
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    return overlap(a, b) is False


def _instants(a: When, beside: When) -> Bounds:
    """Bounds of `a`; where the other names a zone and `a` does not, wide enough for `a` to stand in any zone."""
    low, high = (datetime.fromisoformat(bound.removesuffix("Z")) if bound else None for bound in (a.earliest, a.latest))
    if a.zoned or not beside.zoned:
        return Bounds(low, high)
    return Bounds(low - EASTMOST if low else None, high + WESTMOST if high else None)


def say(time: When, code: str = "en") -> str:
    """A time as a desk writes it: "12 Aug 2025", "mid-May 2022", "12 Aug 2025, 05:00 GMT"; `read` of it overlaps the time."""
    bounds = Bounds(*(datetime.fromisoformat(bound.removesuffix("Z")) if bound else None for bound in (time.earliest, time.latest)))
    return said(time.value, bounds, time.type is WhenType.TIME and time.zoned, language(code).dates)
