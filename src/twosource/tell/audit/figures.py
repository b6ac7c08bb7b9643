"""Figures of a draft that its sources do not give: another number, or the number with another unit."""

import functools
import itertools
import math
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Form
from twosource.model.report import Span
from twosource.model.value import Bound, Quantity, WhenType
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named, near
from twosource.tell.audit.reckoned import (
    MOST,
    PART,
    ROUNDED,
    is_cued,
    is_ratio,
    number_reckoned,
    numbers_in,
    numbers_of,
    reckoned,
)
from twosource.tell.audit.sources import Source, Told
from twosource.values.compare import Interval, comparable, counted_class, interval
from twosource.values.unit import is_money, scale

#: Of the words of a figure's clause, the share that a sentence must have to speak of the same, or for its figure to stand against it.
SAME_MATTER, RIVAL, TOUCHED = 0.2, 0.4, 0.1
#: The same for a length of time, which reports give of many things.
CLEAR = 0.6
#: How far an open figure may lie from the one that it stands for.
LOOSELY = 1.5
#: A count up to this may be the writer's own: "two survivors spoke", and the report names them.
COUNTED_BY_HAND = 12
#: Characters between a figure and its restatement in brackets.
_BRACKET = 12
#: "Hundreds of fans" stand against no number.
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions)\b", re.IGNORECASE)


class Given(NamedTuple):
    """A figure of a report with the sentence it stands in and the share of the draft's clause that this sentence has."""

    quantity: Quantity
    source: Source
    told: Told
    shared: float


def figures(held: Held) -> Iterator[Fault]:
    """A fault for each figure that no report cited gives."""
    quantities = [one for one in held.inside(held.draft.annotation.quantities) if not _inside_name(held, one.start, one.end)]
    known_of = {one: given(held, one) for one in quantities}
    borne_out = {one for one in quantities if _is_borne_out(held, one, known_of[one])}
    taken = {(g.source.report.id, g.quantity) for one in borne_out for g in known_of[one] if says_same(one, g.quantity)}
    for quantity in quantities:
        if quantity not in borne_out and not _restates(quantity, borne_out):
            free = [g for g in known_of[quantity] if (g.source.report.id, g.quantity) not in taken]
            yield from _held_against(held, quantity, free)
    yield from _bare_numbers(held, quantities)


def figure_stands(held: Held, quantity: Quantity) -> bool:
    """Whether a figure that nobody hits upon by chance stands in what bears on the sentence, as it is or reckoned."""
    if _small(quantity):
        return False
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    known = [one for one in given(held, quantity) if (one.source.report.id, one.told.span) in chosen]
    return any(says_same(quantity, one.quantity) for one in known) or reckoned(held, quantity)


def approximations(held: Held) -> Iterator[Fault]:
    """A fault for each figure that the reports give as rough or as a limit, and the draft as exact."""
    for quantity in held.inside(held.draft.annotation.quantities):
        if (
            quantity.bound is not Bound.EXACT
            or PART.match(held.text, quantity.end)
            or _inside_name(held, quantity.start, quantity.end)
            or quantity.low is None
        ):
            continue
        known = [one for one in given(held, quantity) if comparable(quantity, one.quantity) and quantity.low in _ends(one.quantity)]
        known = [one for one in known if one.shared >= SAME_MATTER]
        if not known or any(one.quantity.bound not in ROUGH or one.quantity.unit != quantity.unit for one in known):
            continue
        one = max(known, key=lambda one: one.shared)
        words = held.quoted(quantity.start, quantity.end)
        yield _fault(FaultKind.HEDGE_DROPPED, quantity, f"says {words}; {named(one.source)} has {_said(one)}", one)


#: Bounds that say that a figure is not just that.
ROUGH = frozenset({Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN})


def _ends(quantity: Quantity) -> set[float]:
    return {end for end in (quantity.low, quantity.high) if end is not None}


def _is_borne_out(held: Held, quantity: Quantity, known: Sequence[Given]) -> bool:
    same = [one for one in known if says_same(quantity, one.quantity) and not _unit_slip(quantity, one.quantity)]
    return any(one.shared >= SAME_MATTER for one in same) or _beside(held, same)


def _held_against(held: Held, quantity: Quantity, known: Sequence[Given]) -> Iterator[Fault]:
    same = [one for one in known if says_same(quantity, one.quantity) and one.shared >= TOUCHED]
    words = held.quoted(quantity.start, quantity.end)
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    rivals = sorted(
        (one for one in known if one.shared >= RIVAL or (one.source.report.id, one.told.span) in chosen),
        key=lambda one: (-one.shared, one.quantity.start),
    )
    slipped = next((one for one in rivals if _unit_slip(quantity, one.quantity)), None)
    if slipped is not None:
        yield _fault(FaultKind.UNIT, quantity, f"says {words}; {named(slipped.source)} has {_said(slipped)}", slipped)
        return
    rival = next((one for one in rivals if _is_rival(quantity, one)), None)
    if is_ratio(held, quantity.start) or (reckoned(held, quantity) and (rival is None or is_cued(held, quantity))):
        return
    value = quantity.low if quantity.low is not None else quantity.high
    written = [told for source in held.sources for told in source.told if value in numbers_in(source, told)]
    if any(told in one.told for one in held.evidence for told in written) or (written and _small(quantity) and rival is None):
        return
    if rival is not None and not (same and _small(quantity)):
        kind = FaultKind.UNIT if _would_fit(quantity, rival.quantity) else FaultKind.NUMBER
        yield _fault(kind, quantity, f"says {words}; {named(rival.source)} has {_said(rival)}", rival)
    elif not same and not written and not _small(quantity) and not _is_length_of_time(quantity):
        yield _fault(FaultKind.NUMBER, quantity, f"says {words}; no report cited has this figure", None)


def _is_rival(quantity: Quantity, one: Given) -> bool:
    """Whether a report's figure measures the same and is another."""
    if one.shared < RIVAL and not (quantity.unit == one.quantity.unit == "a"):
        return False
    other = one.quantity
    if _VAGUE.search(one.source.report.text, other.start, other.end):
        return False
    if (other.low == other.high == 1) or (_is_length_of_time(quantity) and one.shared < CLEAR):
        return False
    uncounted = (
        quantity.unit == other.unit == "1" and (quantity.counted is None or other.counted is None) and not _is_share(quantity, other)
    )
    if not (comparable(quantity, other) or uncounted):
        return False
    return not says_same(quantity, other)


def _is_share(one: Quantity, other: Quantity) -> bool:
    return any(value is not None and 0 < value < 1 for quantity in (one, other) for value in (quantity.low, quantity.high))


def _bare_numbers(held: Held, quantities: Sequence[Quantity]) -> Iterator[Fault]:
    """A fault for each number that measures nothing we could tell and that no report cited has."""
    taken = [Span(one.start, one.end) for one in quantities]
    taken += [Span(one.start, one.end) for one in held.inside(held.draft.annotation.times) if one.type in {WhenType.DATE, WhenType.TIME}]
    for number in numbers_of(held.text[held.span.start : held.span.end]):
        start, end = held.span.start + number.start, held.span.start + number.end
        if any(one.start < end and start < one.end for one in taken) or _inside_name(held, start, end):
            continue
        if is_ratio(held, start) or number_reckoned(held, number.low) or _in_a_unit_beside(held, quantities, number.low):
            continue
        if 0 < number.low < 1:
            missing = not _has_share(held, number.low)
        else:
            missing = number.low > COUNTED_BY_HAND and not any(
                number.low in numbers_in(source, told) for source in held.sources for told in source.told
            )
        if missing:
            words = held.quoted(start, end)
            yield Fault(FaultKind.NUMBER, start, end, f"says {words}; no report cited has this figure", ())


def _has_share(held: Held, value: float) -> bool:
    """Whether a report has a share near one, as a fraction or in hundredths, or two numbers of which it is one's of the other."""
    theirs = {one for source in held.evidence for told in near(source, 1) for one in numbers_in(source.source, told) if one > 0}
    if any(abs(one / unit - value) <= 0.12 * value for one in theirs for unit in (1, 100)):
        return True
    return any(abs(one / other - value) <= 0.12 * value for one, other in itertools.permutations(sorted(theirs)[:MOST], 2))


def _in_a_unit_beside(held: Held, quantities: Sequence[Quantity], value: float) -> bool:
    """Whether a bare number is a report's figure in the unit of another figure of the sentence: "76.5 square kilometres, not 81"."""
    for one in quantities:
        measured = scale(one.unit)
        if measured is None or one.unit == "1":
            continue
        for source in held.sources:
            for other in source.annotation.quantities:
                there = scale(other.unit)
                if (
                    there is not None
                    and there.si == measured.si
                    and other.low
                    and abs(value * measured.factor / (other.low * there.factor) - 1) < 0.02
                ):
                    return True
    return False


def _restates(quantity: Quantity, borne_out: Collection[Quantity]) -> bool:
    """Whether a figure stands in brackets behind one that is borne out and has the same size: "4 degrees Celsius (about 7 Fahrenheit)"."""
    for one in borne_out:
        here, there = scale(quantity.unit), scale(one.unit)
        if 0 <= quantity.start - one.end <= _BRACKET and here and there and here.si == there.si and one.low and quantity.low:
            return abs(quantity.low * here.factor / (one.low * there.factor) - 1) <= ROUNDED
    return False


def _is_length_of_time(quantity: Quantity) -> bool:
    """Whether a figure is a length of time, which a writer may have counted from two days: "six days after the talks"."""
    measured = scale(quantity.unit)
    return measured is not None and measured.si == "s"


def _fault(kind: FaultKind, quantity: Quantity, detail: str, against: Given | None) -> Fault:
    cites = (against.source.report.cite(against.quantity.start, against.quantity.end),) if against else ()
    return Fault(kind, quantity.start, quantity.end, detail, cites)


def _said(one: Given) -> str:
    return f"“{' '.join(one.source.report.text[one.quantity.start : one.quantity.end].split())}”"


def _inside_name(held: Held, start: int, end: int) -> bool:
    """Whether a figure is part of a name: "Height 812", "Highway 9"."""
    named = [one for one in held.inside(held.draft.annotation.mentions) if one.form is Form.NAME]
    return any(one.start < start and end <= one.end for one in named)


@functools.lru_cache(maxsize=64)
def given(held: Held, quantity: Quantity) -> Sequence[Given]:
    """All figures of the reports cited."""
    around = beside(held, quantity.start, quantity.end)
    found: list[Given] = []
    for source in held.sources:
        for told in source.told:
            inside = [one for one in source.annotation.quantities if told.span.start <= one.start < told.span.end]
            if inside:
                share = shared(around, told)
                found.extend(Given(one, source, told, share) for one in inside)
    return tuple(found)


def says_same(quantity: Quantity, other: Quantity) -> bool:
    """Whether a report's figure bears out a draft's: it is the same after rounding, or the same number of something named otherwise."""
    if not comparable(msgspec.structs.replace(quantity, change=None), msgspec.structs.replace(other, change=None)):
        if quantity.unit != "1" or other.unit != "1":
            return False
        if counted_class(quantity) and counted_class(other) and _small(quantity):
            return False
    elif quantity.change and other.change and quantity.change != other.change:
        return False
    mine, theirs = interval(quantity), interval(other)
    if mine.unit != theirs.unit:
        return False
    if all(math.isfinite(end) for end in (mine.low, mine.high, theirs.low, theirs.high)):
        return mine.overlaps(theirs)
    return _rounds(mine, theirs)


def _rounds(mine: Interval, theirs: Interval) -> bool:
    """Whether an open figure is a fair way to tell another: "more than 300" for 312, and not for 1,450."""
    ends = [end for one in (mine, theirs) for end in (one.low, one.high) if math.isfinite(end)]
    if not ends or min(ends) <= 0:
        return mine.overlaps(theirs)
    return mine.overlaps(theirs) and max(ends) / min(ends) <= LOOSELY


def _beside(held: Held, same: Sequence[Given]) -> bool:
    """Whether one of the figures stands in a sentence that bears on the draft's."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    return any((one.source.report.id, one.told.span) in chosen for one in same)


def _small(quantity: Quantity) -> bool:
    """Whether a figure is a count that a writer may have made himself."""
    return quantity.unit == "1" and (quantity.high or quantity.low or 0) <= COUNTED_BY_HAND


def _unit_slip(quantity: Quantity, other: Quantity) -> bool:
    """Whether two figures have the same digits and units that do not fit: miles for kilometres, dollars for pounds."""
    if quantity.unit == other.unit or (quantity.low, quantity.high) != (other.low, other.high):
        return False
    if is_money(quantity.unit) and is_money(other.unit):
        return ("/" in quantity.unit) == ("/" in other.unit)
    nouns = (quantity.counted or "").split()[-1:], (other.counted or "").split()[-1:]
    if nouns[0] != nouns[1] and all(noun and noun[0] in language("en").auditing.currencies for noun in nouns):
        return True
    here, there = scale(quantity.unit), scale(other.unit)
    return here is not None and there is not None and here.si == there.si and quantity.unit not in {"1", "deg"} and other.unit != "deg"


#: Units that are taken for one another, by dimension.
_TAKEN_FOR = (
    ("km", "[mi_i]", "m", "[ft_i]", "[yd_i]", "[nmi_i]", "cm", "[in_i]"),
    ("har", "[acr_us]", "km2", "[mi_i]2", "m2", "[ft_i]2"),
    ("s", "min", "h", "d", "wk", "mo", "a"),
    ("kg", "t", "g", "[lb_av]", "[oz_av]", "[ston_av]"),
    ("km/h", "[mi_i]/h", "m/s", "m/h", "[kn_i]"),
    ("l", "[gal_us]", "ml", "[pt_us]"),
)


def _would_fit(quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure would be a report's if it stood with another unit: 230 metres for 230 feet."""
    here, there = scale(quantity.unit), scale(other.unit)
    mine = quantity.low if quantity.low is not None else quantity.high
    theirs = other.low if other.low is not None else other.high
    if here is None or there is None or here.si != there.si or not mine or not theirs:
        return False
    units = next((units for units in _TAKEN_FOR if quantity.unit in units), ())
    for unit in units:
        swapped = scale(unit)
        if unit != quantity.unit and swapped is not None and abs(mine * swapped.factor / (theirs * there.factor) - 1) <= ROUNDED:
            return True
    return False
