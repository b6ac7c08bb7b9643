"""Days and clock times of a draft that its sources do not give."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from twosource.annotate.stretches import JOINT
from twosource.connect.wording import published
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.value import When, WhenType
from twosource.tell.audit.clocks import is_spoken
from twosource.tell.audit.counted import EXACT, HALF_DAY, LOOSELY, MONTHLONG, WEEK, clock_counted, counted_from
from twosource.tell.audit.held import Held, beside, is_taken_over, joint, named, within
from twosource.tell.audit.times import CLOCK, DAYS, SOME_YEAR, WEEKDAY, Given, Moment, day_of, end_of, given_times, read

#: Of the words of a time's clause, the share that a sentence must have to speak of the same, or for its time to stand against it.
SAME_MATTER, RIVAL = 0.2, 0.4
#: Of a sentence's words, the share that its sources have where a time that they have not is a fault, though they have no other.
CLOSE = 0.65
#: A sentence that has so much of the clause speaks of the same for sure; one that has so much less does not.
CLEAR, BEHIND = 0.55, 0.3
#: Words that a clause has beside a time, for a sentence that has them to stand against one that has not.
TELLING = 4
#: Hours that a part of the day may lie in, as the news has them.
_HOURS = {"MO": (0, 12), "MI": (11, 15), "AF": (12, 19), "EV": (16, 24), "NI": (18, 30)}
_LOOSE = re.compile(r"\b(?:about|around|shortly|just|nearly|almost|some|roughly|approximately|before|after|past)\b", re.IGNORECASE)
#: Where a draft says when something was reported, the day is that on which the report came out.
_REPORTED = re.compile(
    r"\b(?:reported|reporting|spoken of|spoke of|news agency|newspaper|bulletin|the wire|radio|website|paper)\b", re.IGNORECASE
)
_SCORE = re.compile(r"(\d+) to (\d+)")
#: Saturday and Sunday.
WEEKEND = (5, 6)
_DIGITS = re.compile(r"(?<!\d)0?(\d{1,2})[.:](\d\d)(?!\d)")


def dates(held: Held) -> Iterator[Fault]:
    """A fault for each day or clock time that no report cited gives."""
    told = held.inside(held.draft.annotation.times)
    given = [whole for pair in pairwise(told) if _is_given_whole(held, *pair) for whole in pair]
    for when in told:
        at = read(when, held.text[when.start : end_of(held.text, when)])
        if when.type in {WhenType.DATE, WhenType.TIME} and any(part is not None for part in at) and when not in given:
            yield from _held_against(held, when, at)


def _is_given_whole(held: Held, first: When, last: When) -> bool:
    """Whether two days are the ends of a stretch which a report gives as one time: "6 to 12 October", of "last week"."""
    if not JOINT.fullmatch(held.text, first.end, last.start):
        return False
    ends = (first.earliest, last.latest)
    times = [one for source in held.sources for one in within(source.annotation.times, source.told)]
    return None not in ends and any((one.earliest, one.latest) == ends for one in times)


def _held_against(held: Held, when: When, at: Moment) -> Iterator[Fault]:
    known = given_times(held, when)
    loose = bool(_LOOSE.search(held.text[max(held.span.start, when.start - 24) : when.end + 8]))
    if (wrong := _of_another_day(held, when, at, known)) is not None:
        yield wrong
        return
    parts = [
        ("clock", at.clock),
        ("half", at.half),
        ("part", at.part),
        ("day", at.day),
        ("weekday", at.weekday if at.day is None else None),
    ]
    parts += [("month", at.month if at.day is None else None), ("year", at.year)]
    for part, value in parts:
        fault = _of_part(held, when, at, part, known, loose=loose) if value is not None else None
        if fault is not None:
            yield fault
            return


def _is_told_in_short(held: Held, at: Moment, part: str, words: str, *, outdone: bool) -> bool:
    """Whether the reports have a part of a time in words that were read as no time, or by its name alone: "the 15th"."""
    if part == "clock":
        return _is_written(held, at, words)
    if part == "day" and at.day is not None:
        return _has_bare_day(held, int(at.day[-2:]))
    return part == "weekday" and not outdone and _has_weekday(held, at.weekday)


def _has_bare_day(held: Held, day: int) -> bool:
    """Whether what bears on a sentence has a day by its number alone: "until the 15th"."""
    bare = re.compile(rf"\bthe {day}(?:st|nd|rd|th)\b(?! of\b|\s[A-Z])")
    return any(bare.search(one.source.report.text, *told.span) for one in held.evidence for told in one.told)


def _of_another_day(held: Held, when: When, at: Moment, known: Sequence[Given]) -> Fault | None:
    """A fault where a date falls on another day of the week than the draft says, and a report has that day of the week."""
    if at.day is None or at.weekday is None:
        return None
    years = {at.year} if at.year else {(one.when.value or "XXXX")[:4] for one in known} - {"XXXX"}
    days = [day for year in sorted(year for year in years if year and year.isdigit()) if (day := day_of(f"{year}-{at.day}"))]
    if not days or SOME_YEAR in years or any(day.weekday() == at.weekday for day in days):
        return None
    near_it = [
        one for one in known if (day := day_of(one.when.value or "")) and any(abs((day - other).days) <= MONTHLONG for other in days)
    ]
    meant = next((one for one in near_it if _same("weekday", at, one, loose=False)), None)
    if meant is None:
        return None
    said = " ".join(meant.source.report.text[meant.when.start : meant.when.end].split())
    cite = meant.source.report.cite(meant.when.start, meant.when.end)
    detail = f"says {held.quoted(when.start, when.end)}, which is another day of the week; {named(meant.source)} has “{said}”"
    return Fault(FaultKind.TIME, when.start, when.end, detail, (cite,))


def _of_part(held: Held, when: When, at: Moment, part: str, known: Sequence[Given], *, loose: bool) -> Fault | None:
    """The fault of one part of a time: the clock, the half of the day, the part of the day, the day, the weekday, the month or the year."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    near_by = [one for one in known if part != "half" or one.at.clock == at.clock]
    same = [one for one in near_by if _same(part, at, one, loose=loose)]
    beside_it = [at for at in _others(held, when) if getattr(at, part) is not None]
    rivals = [one for one in near_by if one.shared >= RIVAL and _tells(part, one) and one not in same]
    rivals = [one for one in rivals if not any(_same(part, at, one, loose=loose) for at in beside_it) and not _is_that_day(one)]
    rival = max(rivals, key=lambda one: (one.shared, -one.when.start), default=None)
    best = max((one.shared for one in same), default=0.0)
    telling = len(beside(held, when.start, when.end)) >= TELLING
    outdone = telling and rival is not None and rival.shared >= CLEAR and best < rival.shared - BEHIND
    outdone = outdone and not any(is_taken_over(held, one.told) for one in same)
    if not outdone and (any((one.source.report.id, one.told.span) in chosen for one in same) or (same and rival is None)):
        return None
    if same and not outdone:
        return None
    words = held.quoted(when.start, when.end)
    if _is_told_in_short(held, at, part, words, outdone=outdone):
        return None
    sure = rival is not None and rival.shared >= CLEAR and part != "day" and not _REPORTED.search(held.text, *held.span)
    if part in {"day", "weekday", "month", "year"} and not sure and _came_out(held, part, at):
        return None
    if part == "month" and _bound().search(held.text[max(held.span.start, when.start - 12) : when.start]):
        return None  # "before December" is what others call the end of November
    if part in {"day", "weekday", "month"} and counted_from(held, at, known):
        return None
    if part in {"clock", "half"} and clock_counted(held, at, known, loose=loose):
        return None
    if rival is not None:
        said = " ".join(rival.source.report.text[rival.when.start : rival.when.end].split())
        cite = rival.source.report.cite(rival.when.start, rival.when.end)
        return Fault(FaultKind.TIME, when.start, when.end, f"says {words}; {named(rival.source)} has “{said}”", (cite,))
    if not same and (part == "day" or (part in {"clock", "weekday"} and joint(held) >= CLOSE)):
        return Fault(FaultKind.TIME, when.start, when.end, f"says {words}; {held.none} gives this time", ())
    return None


def _is_that_day(one: Given) -> bool:
    """Whether a time of a report says of no day which it is: "that day", "that evening"."""
    return one.source.report.text[one.when.start : one.when.end].lower().startswith("that ")


def _others(held: Held, when: When) -> list[Moment]:
    """What the other times of the sentence say."""
    times = [one for one in held.inside(held.draft.annotation.times) if one.start != when.start]
    return [read(one, held.text[one.start : end_of(held.text, one)]) for one in times]


def _tells(part: str, one: Given) -> bool:
    """Whether a time of a report says anything of a part."""
    if part == "weekday":
        return one.at.weekday is not None or (one.at.day is None and day_of(one.when.value or "") is not None)  # "yesterday"
    if part == "part":
        return one.at.part is not None or one.at.half is not None
    return getattr(one.at, part) is not None


def _is_written(held: Held, at: Moment, words: str) -> bool:
    """Whether a report cited has a clock time, though we could not read it as one, or what looks like it is none."""
    return _written(held, words) or is_spoken(held, at.clock or 0) or _is_score(held, words)


def _written(held: Held, words: str) -> bool:
    """Whether a report cited has the digits of a clock time, though we could not read it as one: "at 4.20 in the morning"."""
    digits = _DIGITS.search(words)
    if digits is None:
        return False
    pattern = re.compile(rf"(?<!\d)0?{digits[1]}[.:]?{digits[2]}(?!\d)")
    return any(pattern.search(source.report.text, told.span.start, told.span.end) for source in held.sources for told in source.told)


def _has_weekday(held: Held, weekday: int | None) -> bool:
    """Whether what bears on a sentence has the name of a day, or "the weekend" that it is of."""
    texts = " ".join(one.source.report.text[slice(*told.span)] for one in held.evidence for told in one.told)
    found = {DAYS.index((match[1] or match[2]).lower()[:3]) for match in WEEKDAY.finditer(texts)}
    return weekday in found or (weekday in WEEKEND and "weekend" in texts.lower())


def _is_score(held: Held, words: str) -> bool:
    """Whether what looks like a time is how a vote or a match went: "by 5 to 2"."""
    score = _SCORE.fullmatch(words.strip())
    if score is None:
        return False
    pattern = re.compile(rf"\b{score[1]}\s?(?:[-–]|to)\s?{score[2]}\b")
    return any(pattern.search(source.report.text) for source in held.sources)


def _same(part: str, at: Moment, one: Given, *, loose: bool) -> bool:
    if part == "clock":
        if at.clock is None or one.at.clock is None:
            return False
        apart = abs(at.clock - one.at.clock) % HALF_DAY
        own = loose or bool(_LOOSE.search(one.source.report.text[max(0, one.when.start - 24) : one.when.end]))
        return min(apart, HALF_DAY - apart) <= (LOOSELY if own else EXACT)
    value = one.when.value or ""
    if part == "part":
        return _meet(at, one.at, value)
    if part == "half":
        return at.half == one.at.half or one.at.half is None
    if part == "day":
        return value[5:10] == at.day or _same_weekday(at, one)
    if part == "weekday":
        day = day_of(value)
        return one.at.weekday == at.weekday or (day is not None and day.weekday() == at.weekday)
    if part == "month":
        return value[5:7] == at.month
    return value[:4] == at.year


def _meet(at: Moment, other: Moment, value: str) -> bool:
    """Whether a part of the day may be another or hold an hour; one without either says nothing against it."""
    low, high = _HOURS[at.part or "MO"]
    if other.part is not None:
        first, last = _HOURS[other.part]
        return max(low, first) < min(high, last) or (max(low, first - 24) < min(high, last - 24))
    clock = CLOCK.search(value)
    if clock is None:
        return False
    hours = {int(clock[1]), int(clock[1]) + 24} | ({int(clock[1]) + 12} if other.half is None and int(clock[1]) < 12 else set())
    return any(low <= hour < high + 1 for hour in hours)


def _same_weekday(at: Moment, one: Given) -> bool:
    """Whether a report names the weekday of a draft's date, within a week of the day that it was taken for."""
    day, meant = day_of(f"{at.year or (one.when.value or '')[:4]}-{at.day}"), day_of(one.when.value or "")
    if one.at.weekday is None or day is None:
        return False
    return one.at.weekday == day.weekday() and (meant is None or abs((meant - day).days) <= WEEK)


@functools.cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf"{any_of(language('en').auditing.reckoning.bounds).pattern}\s+(?:the\s+)?$", re.IGNORECASE)


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
