"""Figures of the reports beside one of the draft: whether they say the same, and whether the unit alone is another."""

import functools
import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from twosource.lang import language
from twosource.model.value import Bound, Quantity
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside
from twosource.tell.audit.operands import COUNT, TIME, kind_of
from twosource.tell.audit.readings import are_points, readings, without_rate
from twosource.tell.audit.reckoned import ROUNDED
from twosource.tell.audit.sources import Source, Told
from twosource.values.compare import Interval, comparable, counted_class, interval
from twosource.values.unit import is_money, scale

#: How many times greater one of two counts may be than the other to stand against it, where they do not tell that they are of the same.
FARTHEST = 5
#: How far an open figure may lie from the one that it stands for.
LOOSELY = 1.5
#: Lengths of time from this many units on are told without what is less than half a unit.
WHOLE, HALF = 2, 0.45
#: How far "hundreds" and "thousands" reach, and by how much what they stand for may be more.
VAGUELY = 10
#: A count up to this may be the writer's own: "two survivors spoke", and the report names them.
COUNTED_BY_HAND = 12


class Given(NamedTuple):
    """A figure of a report with the sentence it stands in and the share of the draft's clause that this sentence has."""

    quantity: Quantity
    source: Source
    told: Told
    shared: float


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


def are_of_one(quantity: Quantity, rival: Given) -> bool:
    """Whether two figures count the very same things, by the words for these."""
    return quantity.unit == "1" and counted_class(quantity) == counted_class(rival.quantity) != ""


def counts_others(held: Held, quantity: Quantity, told: Told) -> bool:
    """Whether a sentence has the number of a figure only as that of other things."""
    value = quantity.low if quantity.low is not None else quantity.high
    source = next((one for one in held.sources if told in one.told), None)
    inside = [one for one in source.annotation.quantities if told.span.start <= one.start < told.span.end] if source else []
    counted = {counted_class(one) for one in inside if value in ends_of(one)}
    return bool(counted) and counted.isdisjoint({"", counted_class(quantity)})


def are_far_apart(one: Quantity, other: Quantity) -> bool:
    """Whether two counts are so unlike that they count two things, where not both tell what: 34 on Sunday, and "two events"."""
    values = [next((end for end in (quantity.low, quantity.high) if end), 0.0) for quantity in (one, other)]
    return min(values) > 0 and max(values) / min(values) > FARTHEST


def is_share(one: Quantity, other: Quantity) -> bool:
    """Whether one of two figures is a part of one: "a third"."""
    return any(value is not None and 0 < value < 1 for quantity in (one, other) for value in (quantity.low, quantity.high))


def says_same(quantity: Quantity, other: Quantity) -> bool:
    """Whether a report's figure bears out a draft's: it is the same after rounding, or the same number of something named otherwise."""
    if any(_says_same(one, there) for one in readings(quantity) for there in readings(other)):
        return True
    rateless = None if "/" in quantity.unit else without_rate(other)
    return rateless is not None and any(_says_same(one, there) for one in readings(quantity) for there in readings(rateless))


def _says_same(quantity: Quantity, other: Quantity) -> bool:
    if not comparable(msgspec.structs.replace(quantity, change=None), msgspec.structs.replace(other, change=None)):
        if quantity.unit != "1" or other.unit != "1":
            return False
        if counted_class(quantity) and counted_class(other) and is_small(quantity):
            return False
    elif quantity.change and other.change and quantity.change != other.change:
        return False
    mine, theirs = interval(quantity), interval(other)
    if mine.unit != theirs.unit:
        return False
    if (
        quantity.bound is Bound.RANGE
        and math.isfinite(theirs.low)
        and mine.low <= theirs.low <= mine.high * (VAGUELY if _is_vague(quantity) else 1)
    ):
        return True  # "hundreds of beds" for "more than 300"
    if all(math.isfinite(end) for end in (mine.low, mine.high, theirs.low, theirs.high)):
        return mine.overlaps(theirs) or _in_whole(quantity, other, mine, theirs)
    return _rounds(mine, theirs)


def _is_vague(quantity: Quantity) -> bool:
    """Whether a range is that of "hundreds" or "thousands", which many more may be told as."""
    return quantity.low is not None and quantity.low > 0 and quantity.high == VAGUELY * quantity.low


def _in_whole(quantity: Quantity, other: Quantity, mine: Interval, theirs: Interval) -> bool:
    """Whether a length of time is told in whole units of a greater kind: "two days" for 51 hours."""
    here, there = scale(quantity.unit), scale(other.unit)
    if kind_of(quantity) != TIME or here is None or there is None or here.factor <= there.factor or (quantity.low or 0) < WHOLE:
        return False
    slack = HALF * here.factor
    return mine.low - slack <= theirs.low and theirs.high <= mine.high + slack


def _rounds(mine: Interval, theirs: Interval) -> bool:
    """Whether an open figure is a fair way to tell another: "more than 300" for 312, and not for 1,450, nor for "more than 200"."""
    ends = [end for one in (mine, theirs) for end in (one.low, one.high) if math.isfinite(end)]
    if not ends or min(ends) <= 0:
        return mine.overlaps(theirs)
    if not mine.overlaps(theirs) or max(ends) / min(ends) > LOOSELY:
        return False
    if math.isinf(mine.high) and math.isinf(theirs.high):
        return mine.low <= theirs.low * (1 + ROUNDED)
    if math.isinf(mine.low) and math.isinf(theirs.low):
        return mine.high >= theirs.high * (1 - ROUNDED)
    return True


def is_bare(quantity: Quantity) -> bool:
    """Whether a figure measures nothing that its words tell."""
    return quantity.unit == "1" and not quantity.counted


def is_small(quantity: Quantity) -> bool:
    """Whether a figure is a count that a writer may have made himself."""
    return kind_of(quantity) == COUNT and (quantity.high or quantity.low or 0) <= COUNTED_BY_HAND


def unit_slip(quantity: Quantity, other: Quantity) -> bool:
    """Whether two figures have the same digits and units that do not fit: miles for kilometres, dollars for pounds."""
    if ends_of(quantity) != ends_of(other) or are_points(quantity, other):
        return False
    if any(one.unit == there.unit != quantity.unit for one in readings(quantity) for there in readings(other)):
        return False  # "220,000 pounds" and "£220,000"
    if quantity.unit == other.unit == "1":
        nouns = counted_class(quantity), counted_class(other)
        return nouns[0] != nouns[1] and all(noun in language("en").auditing.currencies for noun in nouns)
    if quantity.unit == other.unit:
        return False
    if is_money(quantity.unit) and is_money(other.unit):
        return ("/" in quantity.unit) == ("/" in other.unit)
    here, there = scale(quantity.unit), scale(other.unit)
    return here is not None and there is not None and here.si == there.si and quantity.unit not in {"1", "deg"} and other.unit != "deg"


def ends_of(quantity: Quantity) -> set[float]:
    """The numbers that a figure has, whatever bound they are: "over 900 m", "900 yards"."""
    return {end for end in (quantity.low, quantity.high) if end is not None}


#: Units that are taken for one another, by dimension.
_TAKEN_FOR = (
    ("km", "[mi_i]", "m", "[ft_i]", "[yd_i]", "[nmi_i]", "cm", "[in_i]"),
    ("har", "[acr_us]", "km2", "[mi_i]2", "m2", "[ft_i]2"),
    ("s", "min", "h", "d", "wk", "mo", "a"),
    ("kg", "t", "g", "[lb_av]", "[oz_av]", "[ston_av]"),
    ("km/h", "[mi_i]/h", "m/s", "m/h", "[kn_i]"),
    ("l", "[gal_us]", "ml", "[pt_us]"),
)


def would_fit(quantity: Quantity, other: Quantity) -> bool:
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
