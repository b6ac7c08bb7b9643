"""What the reports give a writer to reckon with: their figures by what they measure, and the days and hours between their times."""

import functools
import itertools
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from twosource.connect.wording import published
from twosource.lang import language
from twosource.model.report import Span
from twosource.model.value import Quantity, When, WhenType
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.sources import Source, Told
from twosource.values.compare import POINTS, counted_class
from twosource.values.number import numbers
from twosource.values.tokens import Number
from twosource.values.unit import scale

#: What shares of one are, and plain counts; all else is named by its SI unit.
SHARE, COUNT, TIME = "share", "1", "s"
_DAY, _YEAR = 86_400.0, 365.25 * 86_400.0
_WEEK = 7
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_DATED = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"X{4}-WXX-(\d)")
_YEARS = range(1500, 2200)
#: "Lasted until 4.10", which is read as a number.
_DOTTED = re.compile(r"\b(?:at|until|till|by|to|before|after|from|past)\s(\d{1,2})[.:]([0-5]\d)\b(?!\s?(?:%|per|[a-oq-z]))", re.IGNORECASE)
#: Characters of the draft before a sentence from whose times it may count: "27 minutes before the mayday".
_CONTEXT = 600
#: How many times greater a bare number may be than a figure whose unit it shares.
_ALIKE = 100
#: A year that no report means, for days that stand without one.
_SOME_YEAR = 2001


class Operand(NamedTuple):
    """A figure to reckon with: in SI, with what it measures, the class of what it counts and the sentence it stands in."""

    value: float
    kind: str
    noun: str
    told: Span


@functools.lru_cache(maxsize=8192)
def numbers_of(text: str) -> tuple[Number, ...]:
    """The numbers of a text, whatever they measure; places are offsets into it."""
    return tuple(numbers(text, language("en")))


def numbers_in(source: Source, told: Told) -> frozenset[float]:
    """The numbers that stand in a sentence, whatever they measure."""
    return frozenset(one.low for one in numbers_of(source.report.text[told.span.start : told.span.end]))


def kind_of(quantity: Quantity) -> str:
    """What a figure measures: a share, a count, or its SI unit."""
    value = quantity.low if quantity.low is not None else quantity.high
    measured = scale("Cel" if quantity.unit == "deg" else quantity.unit)
    if quantity.unit == "%" or quantity.unit in POINTS or (quantity.unit == "1" and value is not None and 0 < value < 1):
        return SHARE
    return measured.si if measured is not None else quantity.unit


def in_si(value: float, quantity: Quantity) -> float:
    """A value of a figure's unit in SI, without the zero of its scale."""
    measured = scale("Cel" if quantity.unit == "deg" else quantity.unit)
    return value * measured.factor if measured is not None else value


@functools.lru_cache(maxsize=64)
def operands(held: Held) -> Sequence[Operand]:
    """The figures of the sentences that bear on one of the draft, and of those beside them."""
    found: list[Operand] = []
    for evidence in held.evidence:
        for told in near(evidence, 1):
            found.extend(_in(evidence.source, told))
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=64)
def afar(held: Held) -> Sequence[Operand]:
    """The figures of all sentences of the reports."""
    return tuple(dict.fromkeys(one for source in held.sources for told in source.told for one in _in(source, told)))


@functools.lru_cache(maxsize=8192)
def _in(source: Source, told: Told) -> tuple[Operand, ...]:
    annotation, text, span = source.annotation, source.report.text, told.span
    quantities = [one for one in annotation.quantities if span.start <= one.start < span.end]
    times = [one for one in annotation.times if span.start <= one.start < span.end and one.type in {WhenType.DATE, WhenType.TIME}]
    measured = [one for one in quantities if one.unit != "1"]
    found = [*_counted_days(text, span), *_lasting(annotation.times, span)]
    for start, end, value, ordinal in _numbers(text, span):
        if any(one.start < end and start < one.end for one in times):
            continue
        around = [one for one in quantities if one.start < end and start < one.end]
        read = _read(value, min(around, key=lambda one: one.end - one.start), span) if around else Operand(value, "", "", span)
        if read.kind in {COUNT, ""} and not read.noun:
            read = read._replace(noun=_joined(text, end, quantities), kind=SHARE if 0 < value < 1 else read.kind)
            sized = [one for one in measured if one.low and one.low / _ALIKE <= value <= one.low * _ALIKE]
            by_distance = sorted(sized, key=lambda one: (max(one.start - end, start - one.end), one.start))
            found.extend(_read(value, one, span) for one in by_distance[: 0 if ordinal else 1])
        found.append(read)
    return tuple(dict.fromkeys(found))


def _lasting(times: Sequence[When], span: Span) -> list[Operand]:
    """The lengths of time that a sentence names without a number: "a fortnight"."""
    found = []
    for when in times:
        length = _LENGTH.fullmatch(when.value or "") if span.start <= when.start < span.end and when.type is WhenType.DURATION else None
        measured = scale(_CODES[(length[1], length[3])]) if length is not None else None
        if length is not None and measured is not None:
            found.append(Operand(float(length[2]) * measured.factor, TIME, "", span))
    return found


_LENGTH = re.compile(r"(P(?=\d+(?:\.\d+)?[YMWD])|PT(?=\d+(?:\.\d+)?[HMS]))(\d+(?:\.\d+)?)([YMWDHS])")
_CODES = {("P", "Y"): "a", ("P", "M"): "mo", ("P", "W"): "wk", ("P", "D"): "d", ("PT", "H"): "h", ("PT", "M"): "min", ("PT", "S"): "s"}


def _counted_days(text: str, span: Span) -> list[Operand]:
    """The lengths of time that a day or week is the last of: "in its 20th day"."""
    found = []
    for match in _NTH_TIME.finditer(text, span.start, span.end):
        measured = scale(_UNITS[match[2].lower()])
        last = nth(match[1])
        if last and measured is not None:
            found += [Operand((last - less) * measured.factor, TIME, "", span) for less in (0, 1)]
    return found


def nth(word: str) -> float:
    """The number of an ordinal: "20th", "third"; 0 for another word."""
    if word[0].isdigit():
        return float(word[:-2]) if _NTH.fullmatch(word) else 0.0
    return float(language("en").dates.ordinals.get(word.lower(), 0))


_UNITS = {"hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
_NTH_TIME = re.compile(
    r"\b(\d{1,3}(?:st|nd|rd|th)|[a-z]{3,11}(?:th|st|nd|rd))[ -](?:straight |successive )?(hour|day|week|month|year)\b", re.IGNORECASE
)


def _joined(text: str, end: int, quantities: Sequence[Quantity]) -> str:
    """What a bare number counts as the next figure does: "22 and 17 beds"."""
    following = next((one for one in quantities if one.start >= end), None)
    joined = following is not None and _JOINT.fullmatch(text, end, following.start)
    return counted_class(following) if following is not None and joined else ""


_JOINT = re.compile(r"\s*(?:,|and|or|to|,\s*and)\s*", re.IGNORECASE)


def _numbers(text: str, span: Span) -> list[tuple[int, int, float, bool]]:
    """The numbers of a sentence and their places; "the fourth minister" is one too, and said to be."""
    found = [(span.start + one.start, span.start + one.end, one.low, False) for one in numbers_of(text[span.start : span.end])]
    for match in _NTH.finditer(text, span.start, span.end):
        value = nth(match[0])
        if value > 1 and not any(start < match.end() and match.start() < end for start, end, _, _ in found):
            part = text[max(span.start, match.start() - 2) : match.start()].lower() == "a "  # "a third more"
            found.append((match.start(), match.end(), 1 / value if part else value, not part))
    return sorted(found)


_NTH = re.compile(r"\b(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{5,11}th|second|third)\b", re.IGNORECASE)


def _read(number: float, quantity: Quantity, span: Span) -> Operand:
    """A number of a figure: "9 of its 52 cables" has two, and "312 pence" are 3.12 pounds."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    value = next((end for end in ends if number and abs(end / number - 0.01) < 1e-9 and quantity.unit != "1"), number)
    kind = kind_of(quantity)
    if quantity.unit == "1":
        kind = SHARE if 0 < value < 1 else COUNT
    return Operand(in_si(value, quantity), kind, counted_class(quantity), span)


class Moments(NamedTuple):
    """The times of what bears on a sentence: days by their number, days of the week, minutes of the day, years."""

    days: tuple[int, ...]
    weekdays: tuple[int, ...]
    clocks: tuple[int, ...]
    years: tuple[int, ...]


@functools.lru_cache(maxsize=64)
def moments(held: Held, *, everywhere: bool = False) -> Moments:
    """The times that lengths of time can be reckoned from, of what bears on a sentence or of all reports; their own day is one."""
    before = held.span.start - _CONTEXT if everywhere else held.span.start
    values = [when.value for when in held.draft.annotation.times if when.value and before <= when.start < held.span.end]
    years: set[int] = {int(one.low) for one in numbers_of(held.text[held.span.start : held.span.end]) if one.low in _YEARS}
    days: set[int] = set()
    clocks: set[int] = set()
    for evidence in held.evidence:
        spans = [told.span for told in (evidence.source.told if everywhere else near(evidence, 1))]
        text = evidence.source.report.text
        values += [
            when.value for when in evidence.source.annotation.times if when.value and any(s.start <= when.start < s.end for s in spans)
        ]
        clocks |= {
            int(found[1]) * 60 + int(found[2])
            for span in spans
            for found in _DOTTED.finditer(text, span.start, span.end)
            if int(found[1]) < 24
        }
        years |= {int(one.low) for span in spans for one in numbers_of(text[span.start : span.end]) if one.low in _YEARS}
        if (window := published(evidence.source.report)) is not None:
            days.add(window.earliest.toordinal())
            years.add(window.earliest.year)
    days |= {day for value in values if (day := _day(value)) is not None}
    years |= {int(value[:4]) for value in values if value[:4].isdigit()}
    weekdays = {int(found[1]) - 1 for value in values if (found := _WEEKDAY.match(value))}
    clocks |= {int(found[1]) * 60 + int(found[2]) for value in values if (found := _CLOCK.search(value))}
    return Moments(*(tuple(sorted(some)) for some in (days, weekdays, clocks, years)))


def _day(value: str) -> int | None:
    found = _DATED.match(value)
    if found is None:
        return None
    try:
        return date(_SOME_YEAR if found[1] == "XXXX" else int(found[1]), int(found[2]), int(found[3])).toordinal()
    except ValueError:
        return None


@functools.lru_cache(maxsize=64)
def elapsed(held: Held, *, everywhere: bool = False) -> Sequence[float]:
    """The lengths of time between the times of what bears on a sentence, or of all reports, in seconds."""
    at = moments(held, everywhere=everywhere)
    days = {abs(one - other) * _DAY for one, other in itertools.combinations(at.days, 2)}
    of_week = {*at.weekdays, *((day - 1) % _WEEK for day in at.days)}
    days |= {((one - other) % _WEEK) * _DAY for one, other in itertools.permutations(of_week, 2)} if at.weekdays else set()
    hours = {((one - other) % half) * 60.0 for one, other in itertools.permutations(at.clocks, 2) for half in (12 * 60, 24 * 60)}
    years = {abs(one - other) * _YEAR for one, other in itertools.combinations(at.years, 2)}
    both = {day + hour for day in days for hour in hours} if everywhere else set()
    return tuple(sorted((days | hours | years | both) - {0.0}))
