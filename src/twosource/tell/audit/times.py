"""Days and clock times of drafts and reports, as their own words tell them."""

import re
from datetime import date
from typing import NamedTuple

from twosource.connect.voices import DATELINE
from twosource.model.value import When, WhenType
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside
from twosource.tell.audit.sources import Source, Told

#: A year for days that a report without a date gives.
SOME_YEAR = "2001"
_PART = re.compile(r"T(MO|MI|AF|EV|NI)\b")
CLOCK = re.compile(r"T(\d\d):(\d\d)")
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(mon|tue|wed|thu|fri|sat|sun)\b\.?", re.IGNORECASE)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m\b\.?|\b(?:noon|midnight|morning|afternoon|evening|night)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s(?:in the |at )?(?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Moment(NamedTuple):
    """What a time expression says by itself: minutes of a half day, a day of the month, a weekday, a month, a year."""

    clock: int | None
    part: str | None  # the hours of a part of the day, by its code in TIMEX3
    half: str | None  # "am" or "pm" where the words say so
    day: str | None
    weekday: int | None
    month: str | None
    year: str | None


class Given(NamedTuple):
    """A time of a report with its sentence and the share of the draft's clause that this sentence has."""

    when: When
    at: Moment
    source: Source
    told: Told
    shared: float


def read(when: When, words: str) -> Moment:
    """What a time says in its own words; what it takes from the day of the report does not count."""
    value = when.value or ""
    clock = CLOCK.search(value)
    named_month = bool(_MONTH.search(words))
    weekday = WEEKDAY.search(words)
    has_day = named_month and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d.*", value) and re.search(r"\d", words)
    part = _PART.search(value)
    return Moment(
        part=part[1] if part and not clock else None,
        half=half_of(words, int(clock[1])) if clock else None,
        clock=(int(clock[1]) % 12) * 60 + int(clock[2]) if clock else None,
        day=value[5:10] if has_day else None,
        weekday=DAYS.index((weekday[1] or weekday[2]).lower()[:3]) if weekday else None,
        month=value[5:7] if named_month and re.match(r"(?:\d{4}|XXXX)-\d\d", value) else None,
        year=_YEAR.search(words)[0] if _YEAR.search(words) else None,  # type: ignore[index]
    )


def end_of(text: str, when: When) -> int:
    """Where a time ends with the part of the day that stands behind it: "ten past four yesterday afternoon"."""
    behind = _BEHIND.match(text, when.end)
    return behind.end() if behind is not None else when.end


def half_of(words: str, hour: int) -> str | None:
    """Which half of the day is meant, where the words say so."""
    if hour > 12:
        return "pm"
    said = _HALF.search(words)
    if said is None:
        return None
    return "am" if (said[0][0].lower() == "a" and len(said[0]) <= 5) or said[0].lower() in {"morning", "midnight"} else "pm"


def day_of(value: str) -> date | None:
    """The day that a TIMEX3 value begins with; one without a year is in some year."""
    try:
        return date.fromisoformat(value[:10].replace("XXXX", SOME_YEAR))
    except ValueError:
        return None


def given_times(held: Held, when: When) -> list[Given]:
    """All times of the reports cited."""
    around = beside(held, when.start, when.end)
    found: list[Given] = []
    for source in held.sources:
        text = source.report.text
        for told in source.told:
            inside = [one for one in source.annotation.times if told.span.start <= one.start < told.span.end]
            opening = DATELINE.match(text, told.span.start)
            inside = [one for one in inside if one.type in {WhenType.DATE, WhenType.TIME} and not (opening and one.start < opening.end())]
            if inside:
                share = shared(around, told)
                found.extend(Given(one, read(one, text[one.start : end_of(text, one)]), source, told, share) for one in inside)
    return found
