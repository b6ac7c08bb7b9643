"""Days and clock times of a draft that its sources do not give."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.stretches import JOINT
from twosource.connect.voices import DATELINE
from twosource.connect.wording import published
from twosource.model.audit import Fault, FaultKind
from twosource.model.value import When, WhenType
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named, within
from twosource.tell.audit.reckoned import numbers_of
from twosource.tell.audit.sources import Source, Told

#: Of the words of a time's clause, the share that a sentence must have to speak of the same, or for its time to stand against it.
SAME_MATTER, RIVAL = 0.2, 0.4
#: A sentence that has so much of the clause speaks of the same for sure; one that has so much less does not.
CLEAR, BEHIND = 0.6, 0.3
#: Minutes that a clock time may be off, told exactly and told loosely.
_EXACT, _LOOSELY = 0, 20
_HALF_DAY = 12 * 60
_WEEK = 7
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_LOOSE = re.compile(r"\b(?:about|around|shortly|just|nearly|almost|some|roughly|approximately|before|after|past)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(mon|tue|wed|thu|fri|sat|sun)\b\.?", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BOUND = re.compile(r"\b(?:before|after|by|until|till|since)\s+(?:the\s+)?$", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?\s?m\b\.?|\b(?:noon|midnight|morning|afternoon|evening|night)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)0?(\d{1,2})[.:](\d\d)(?!\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Moment(NamedTuple):
    """What a time expression says by itself: minutes of a half day, a day of the month, a weekday, a month, a year."""

    clock: int | None
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


def dates(held: Held) -> Iterator[Fault]:
    """A fault for each day or clock time that no report cited gives."""
    told = held.inside(held.draft.annotation.times)
    given = [whole for pair in pairwise(told) if _is_given_whole(held, *pair) for whole in pair]
    for when in told:
        at = read(when, held.text[when.start : when.end])
        if when.type in {WhenType.DATE, WhenType.TIME} and any(part is not None for part in at) and when not in given:
            yield from _held_against(held, when, at)


def _is_given_whole(held: Held, first: When, last: When) -> bool:
    """Whether two days are the ends of a stretch which a report gives as one time: "6 to 12 October", of "last week"."""
    if not JOINT.fullmatch(held.text, first.end, last.start):
        return False
    ends = (first.earliest, last.latest)
    times = [one for source in held.sources for one in within(source.annotation.times, source.told)]
    return None not in ends and any((one.earliest, one.latest) == ends for one in times)


def read(when: When, words: str) -> Moment:
    """What a time says in its own words; what it takes from the day of the report does not count."""
    value = when.value or ""
    clock = _CLOCK.search(value)
    named_month = bool(_MONTH.search(words))
    weekday = _WEEKDAY.search(words)
    has_day = named_month and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d.*", value) and re.search(r"\d", words)
    return Moment(
        half=_half(words, int(clock[1])) if clock else None,
        clock=(int(clock[1]) % 12) * 60 + int(clock[2]) if clock else None,
        day=value[5:10] if has_day else None,
        weekday=_DAYS.index((weekday[1] or weekday[2]).lower()[:3]) if weekday else None,
        month=value[5:7] if named_month and re.match(r"(?:\d{4}|XXXX)-\d\d", value) else None,
        year=_YEAR.search(words)[0] if _YEAR.search(words) else None,  # type: ignore[index]
    )


def _half(words: str, hour: int) -> str | None:
    """Which half of the day is meant, where the words say so."""
    if hour > 12:
        return "pm"
    said = _HALF.search(words)
    if said is None:
        return None
    return "am" if (said[0][0].lower() == "a" and len(said[0]) <= 5) or said[0].lower() in {"morning", "midnight"} else "pm"


def _held_against(held: Held, when: When, at: Moment) -> Iterator[Fault]:
    known = _given(held, when)
    loose = bool(_LOOSE.search(held.text[max(held.span.start, when.start - 24) : when.end + 8]))
    parts = [("clock", at.clock), ("half", at.half), ("day", at.day), ("weekday", at.weekday if at.day is None else None)]
    parts += [("month", at.month if at.day is None else None), ("year", at.year)]
    for part, value in parts:
        fault = _of_part(held, when, at, part, known, loose=loose) if value is not None else None
        if fault is not None:
            yield fault
            return


def _of_part(held: Held, when: When, at: Moment, part: str, known: Sequence[Given], *, loose: bool) -> Fault | None:
    """The fault of one part of a time: the clock, the half of the day, the day, the weekday, the month or the year."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    near_by = [one for one in known if part != "half" or one.at.clock == at.clock]
    same = [one for one in near_by if _same(part, at, one, loose=loose)]
    rivals = [one for one in near_by if one.shared >= RIVAL and getattr(one.at, part) is not None and one not in same]
    rival = max(rivals, key=lambda one: (one.shared, -one.when.start), default=None)
    best = max((one.shared for one in same), default=0.0)
    if any((one.source.report.id, one.told.span) in chosen for one in same):
        return None
    if same and (rival is None or rival.shared < CLEAR or best >= rival.shared - BEHIND):
        return None
    words = held.quoted(when.start, when.end)
    if part == "clock" and _written(held, words):
        return None
    sure = rival is not None and rival.shared >= CLEAR and part != "day"
    if part in {"day", "weekday", "month", "year"} and not sure and _came_out(held, part, at):
        return None
    if part == "month" and _BOUND.search(held.text[max(held.span.start, when.start - 12) : when.start]):
        return None  # "before December" is what others call the end of November
    if part == "day" and _counted_from(held, at, known):
        return None
    if rival is not None:
        said = " ".join(rival.source.report.text[rival.when.start : rival.when.end].split())
        cite = rival.source.report.cite(rival.when.start, rival.when.end)
        return Fault(FaultKind.TIME, when.start, when.end, f"says {words}; {named(rival.source)} has “{said}”", (cite,))
    if not same and part in {"clock", "day"}:
        return Fault(FaultKind.TIME, when.start, when.end, f"says {words}; no report cited gives this time", ())
    return None


def _written(held: Held, words: str) -> bool:
    """Whether a report cited has the digits of a clock time, though we could not read it as one: "at 4.20 in the morning"."""
    digits = _DIGITS.search(words)
    if digits is None:
        return False
    pattern = re.compile(rf"(?<!\d)0?{digits[1]}[.:]?{digits[2]}(?!\d)")
    return any(pattern.search(source.report.text, told.span.start, told.span.end) for source in held.sources for told in source.told)


def _same(part: str, at: Moment, one: Given, *, loose: bool) -> bool:
    if part == "clock":
        if at.clock is None or one.at.clock is None:
            return False
        apart = abs(at.clock - one.at.clock) % _HALF_DAY
        own = loose or bool(_LOOSE.search(one.source.report.text[max(0, one.when.start - 24) : one.when.end]))
        return min(apart, _HALF_DAY - apart) <= (_LOOSELY if own else _EXACT)
    value = one.when.value or ""
    if part == "half":
        return at.half == one.at.half or one.at.half is None
    if part == "day":
        return value[5:10] == at.day or _same_weekday(at, one)
    if part == "weekday":
        day = _day_of(value)
        return one.at.weekday == at.weekday or (day is not None and day.weekday() == at.weekday)
    if part == "month":
        return value[5:7] == at.month
    return value[:4] == at.year


def _counted_from(held: Held, at: Moment, known: Sequence[Given]) -> bool:
    """Whether a day lies as many days from one that a report gives as the draft or the report says: "two days after the party"."""
    chosen = [told for one in held.evidence for told in one.told]
    texts = [held.text[held.span.start : held.span.end]]
    texts += [one.source.report.text[told.span.start : told.span.end] for one in held.evidence for told in one.told]
    steps = {step for text in texts for step in _steps(text)}
    for one in known:
        other = _day_of(one.when.value or "")
        day = _day_of(f"{at.year or (one.when.value or '')[:4]}-{at.day}")
        if (
            other is not None
            and day is not None
            and one.told in chosen
            and 0 < abs((day - other).days) <= 31
            and abs((day - other).days) in steps
        ):
            return True
    return False


def _steps(text: str) -> Iterator[int]:
    """The numbers of days that a text counts by."""
    if _NEXT.search(text):
        yield 1
    if re.search(r"\bfortnight\b", text, re.IGNORECASE):
        yield 14
    if re.search(r"\ba week\b", text, re.IGNORECASE):
        yield 7
    for number in numbers_of(text):
        unit = re.match(r"\W{0,2}(day|week)", text[number.end :], re.IGNORECASE)
        if unit is not None and number.low == int(number.low):
            yield int(number.low) * (7 if unit[1].lower() == "week" else 1)


_NEXT = re.compile(r"\b(?:next|following|previous|yesterday|tomorrow|eve|day (?:after|before)|night (?:after|before))\b", re.IGNORECASE)


def _same_weekday(at: Moment, one: Given) -> bool:
    """Whether a report names the weekday of a draft's date, within a week of the day that it was taken for."""
    day, meant = _day_of(f"{at.year or (one.when.value or '')[:4]}-{at.day}"), _day_of(one.when.value or "")
    if one.at.weekday is None or day is None:
        return False
    return one.at.weekday == day.weekday() and (meant is None or abs((meant - day).days) <= _WEEK)


def _day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _came_out(held: Held, part: str, at: Moment) -> bool:
    """Whether a report cited came out then: what happened "today"."""
    for source in held.sources:
        window = published(source.report)
        if window is None:
            continue
        day = window.earliest.date()
        if (part == "day" and f"{day:%m-%d}" == at.day) or (part == "weekday" and day.weekday() == at.weekday):
            return True
        if (part == "month" and f"{day:%m}" == at.month) or (part == "year" and f"{day:%Y}" == at.year):
            return True
    return False


def _given(held: Held, when: When) -> list[Given]:
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
                found.extend(Given(one, read(one, text[one.start : one.end]), source, told, share) for one in inside)
    return found
