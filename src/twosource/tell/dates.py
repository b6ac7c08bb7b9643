"""Dates as a desk writes them: unambiguous, and said to be missing where they are."""

from datetime import date, datetime, timedelta

#: ISO forms longer than this carry a time of day.
DAY = len("2025-08-12")


def day(iso: str | None) -> str:
    """`2025-08-12T07:00:00Z` as "12 Aug 2025"; no date as "no date found"."""
    if not iso:
        return "no date found"
    try:
        found = date.fromisoformat(iso[:DAY])
    except ValueError:
        return iso
    return f"{found.day} {found:%b %Y}"


def moment(iso: str | None) -> str:
    """`2025-08-12T07:00:00Z` as "12 Aug 2025, 07:00 UTC"; midnight, which only bounds a day, is left out."""
    if not iso or len(iso) <= DAY:
        return day(iso)
    clock = iso[DAY + 1 : DAY + 6]
    return day(iso) if clock == "00:00" else f"{day(iso)}, {clock} UTC"


def span(since: str | None, until: str | None) -> str:
    """Two dates as one span: "12 to 25 August 2025", "30 Dec 2024 to 2 Jan 2025"."""
    try:
        first, last = (date.fromisoformat((iso or "")[:DAY]) for iso in (since or until, until or since))
    except ValueError:
        return "no date found"
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    return f"{day(since)} to {day(until)}"


def bounded(earliest: str | None, latest: str | None) -> str:
    """An interval of instants (the end exclusive) in the fewest unambiguous words."""
    if not earliest or not latest:
        return f"before {moment(latest)}" if latest else f"from {moment(earliest)}" if earliest else "no time given"
    start, end = _instant(earliest), _instant(latest)
    if start is None or end is None or end - start <= timedelta(hours=1):
        return moment(earliest)
    last = end - timedelta(seconds=1)
    if start.date() == last.date():
        whole = end - start >= timedelta(hours=23)
        return day(earliest) if whole else f"{day(earliest)}, {start:%H:%M} to {end:%H:%M} UTC"
    if (start.day, end.day, start.month, end.month) == (1, 1, 1, 1) and end.year == start.year + 1:
        return str(start.year)
    if start.day == end.day == 1 and (end - start) <= timedelta(days=31):
        return f"{start:%B %Y}"
    return span(earliest, last.date().isoformat())


def _instant(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None
