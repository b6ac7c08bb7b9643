"""Days and hours that a writer counts from others: "two days after the party", "50 minutes later"."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.operands import TIME, numbers_of, operands
from twosource.tell.audit.times import Given, Moment, day_of

#: Minutes that a clock time may be off, told exactly and told loosely.
EXACT, LOOSELY = 0, 20
HALF_DAY = 12 * 60
WEEK, MONTHLONG = 7, 30
#: Days from another beyond which a day is not counted.
_FAR = 62
_NTH_DAY = re.compile(r"\b([a-z]+) (?:straight |successive )?(?:day|night)\b", re.IGNORECASE)


def counted_from(held: Held, at: Moment, known: Sequence[Given]) -> bool:
    """Whether a day or month lies as far from one that a report gives as the draft or that report says: "two days after the party"."""
    chosen = [told for one in held.evidence for told in near(one, 1)]
    mine = set(_steps(held.text[held.span.start : held.span.end]))
    for one in known:
        if one.told not in chosen:
            continue
        text = one.source.report.text
        steps = mine | set(_steps(text[one.told.span.start : one.told.span.end]))
        if any(_lies(at, one, step) for step in steps):
            return True
    return False


def clock_counted(held: Held, at: Moment, known: Sequence[Given], *, loose: bool) -> bool:
    """Whether an hour lies as long from one that a report gives as a length of time there says: "at 9.15 … 50 minutes later"."""
    chosen = [told for one in held.evidence for told in near(one, 1)]
    lengths = [one.value / 60 for one in operands(held) if one.kind == TIME and one.value < HALF_DAY * 60]
    for one in known:
        if one.told in chosen and one.at.clock is not None and at.clock is not None:
            for length in lengths:
                apart = [(one.at.clock + sign * length - at.clock) % HALF_DAY for sign in (-1, 1)]
                if any(min(off, HALF_DAY - off) <= (LOOSELY if loose else 1) for off in apart):
                    return True
    return False


def _lies(at: Moment, one: Given, days: int) -> bool:
    """Whether a time lies so many days from one of a report, a month being thirty."""
    other = day_of(one.when.value or "")
    if at.day is None and at.weekday is not None:
        weekday = other.weekday() if other is not None else one.at.weekday
        return weekday is not None and (weekday + days) % WEEK == at.weekday
    if other is None:
        return False
    if at.day is not None:
        day = day_of(f"{at.year or other.year}-{at.day}")
        return day is not None and abs(days) < _FAR and other + timedelta(days) == day
    if days % MONTHLONG == 0 and abs(days) >= MONTHLONG:
        return at.month == f"{(other.month - 1 + days // MONTHLONG) % 12 + 1:02}"
    return at.month == f"{other + timedelta(days):%m}"


def _steps(text: str) -> Iterator[int]:
    """The numbers of days that a text counts by, back and forth; what is the second day of something follows on the first."""
    for days in _lengths(text):
        yield from (days, -days)
    for nth in _NTH_DAY.findall(text):
        yield language("en").dates.ordinals.get(nth.lower(), 1) - 1


def _lengths(text: str) -> Iterator[int]:
    for days, words in language("en").auditing.reckoning.steps.items():
        if any_of(words).search(text):
            yield int(days)
    for number in numbers_of(text):
        unit = re.match(r"\W{0,2}(day|week|month)", text[number.end :], re.IGNORECASE)
        if unit is not None and number.low == int(number.low) < _FAR:
            yield int(number.low) * {"day": 1, "week": WEEK, "month": MONTHLONG}[unit[1].lower()]
