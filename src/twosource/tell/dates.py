"""Dates as a desk writes them: unambiguous, and said to be missing where they are."""

from datetime import UTC, date, datetime, timedelta

#: ISO forms longer than this carry a time of day.
DAY = len("2025-08-12")
#: From this hour, and for no longer than so many, a stretch past midnight is the night of the day on which it begins.
EVENING, NIGHT = 16, 14


def day(iso: str | None) -> str:
    """`2025-08-12T07:00:00Z` as "12 Aug 2025"; no date as "no date found"."""
    if not iso:
        return "no date found"
    try:
        found = date.fromisoformat(iso[:DAY])
    except ValueError:
        return iso
    return f"{found.day} {found:%b} {found.year}"


def moment(iso: str | None) -> str:
    """`2025-08-12T07:00:00Z` as "12 Aug 2025, 07:00 UTC"; midnight, which only bounds a day, is left out."""
    if not iso or len(iso) <= DAY:
        return day(iso)
    clock = iso[DAY + 1 : DAY + 6]
    return day(iso) if clock == "00:00" else f"{day(iso)}, {clock} UTC"


def short_day(iso: str | None) -> str:
    """A day under a drawing, where the heading has the year: "12 Aug"."""
    return day(iso).rpartition(" ")[0] if iso and day(iso) != iso else day(iso)


def span(since: str | None, until: str | None) -> str:
    """Two dates as one span: "12 to 25 August 2025", "30 Dec 2024 to 2 Jan 2025"."""
    try:
        first, last = (date.fromisoformat((iso or "")[:DAY]) for iso in (since or until, until or since))
    except ValueError:
        return "no date found"
    if first == last:
        return f"{first.day} {first:%B} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B} {last.year}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B} {last.year}"
    return f"{day(since)} to {day(until)}"


def bounded(earliest: str | None, latest: str | None) -> str:
    """The days of an interval of instants (the end exclusive) in the fewest unambiguous words; a clock is left to the report's own."""
    start, end = _instant(earliest), _instant(latest)
    if start is None or end is None or end <= start:
        return day(earliest if start else latest) if start or end else "no time given"
    last = end - timedelta(seconds=1)
    if start.date() == last.date():
        return f"{start.day} {start:%B} {start.year}"
    if start.hour >= EVENING and end - start <= timedelta(hours=NIGHT):
        return f"night of {start.day} {start:%B} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 1, 1) and end.year == start.year + 1:
        return str(start.year)
    if start.day == end.day == 1 and end - start <= timedelta(days=31):
        return f"{start:%B} {start.year}"
    return span(start.date().isoformat(), last.date().isoformat())


def month_ended(latest: str | None) -> str:
    """The month that an instant is the end of: "June 2025"; nothing where it is the end of none."""
    end = _instant(latest)
    return f"{end - timedelta(seconds=1):%B %Y}" if end is not None and end.day == 1 and end.hour == 0 else ""


def _instant(iso: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(iso or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
