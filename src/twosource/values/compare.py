"""Quantities compared: as intervals in one unit, agreement by overlap, conflict by disjointness.

`BANDS` says how far a figure reaches beyond its digits. Desks round: a figure stands for what rounds to it, so it reaches half a unit of
its last non-zero digit to either side (AP style puts "about" before a rounded figure; Krifka 2007, "Approximate interpretation of number
words": round numbers are read as approximate, others as exact). The half unit of "10" would be 5, more than any desk means, so each kind
has a ceiling.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from twosource.lang import language
from twosource.model.value import Bound, Quantity
from twosource.values.noun import singular
from twosource.values.unit import is_money, scale


class Band(NamedTuple):
    """How far a figure reaches: `digit` units of its last non-zero digit, but at most `most` and at least `least` of its value."""

    digit: float
    most: float
    least: float = 0.0


BANDS = {
    "count": Band(0.0, 0.0),  # "34 people", "310 people": exactly that
    "round count": Band(0.5, 0.05),  # "9,000 soldiers": 8,550 to 9,450
    "share": Band(0.5, 0.10, 0.03),  # "a third": 32.3 % to 34.3 %
    "measure": Band(0.5, 0.05),  # "six miles": 5.7 to 6.3; "12.5 km": 12.45 to 12.55
    "about": Band(0.5, 0.20, 0.05),  # "about 10 km": 8 to 12; "about 127": 121 to 133, since who says "about" did not count
    "conversion": Band(0.5, 0.10),  # "100 km (60 miles)": a desk rounds a conversion more freely
}
POINTS = frozenset({"%{point}", "[bp]"})  # differences of two shares: "up 2 points" is not "up 2 %"
INSIDE = 1 - 1e-9  # a reach ends just inside its edge, so that 34 and 35 years are two ages


class Interval(NamedTuple):
    """What a quantity may be, both ends included, in `unit` (SI, `1`, or money). An open side is infinite."""

    low: float
    high: float
    unit: str

    def overlaps(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high


def interval(quantity: Quantity) -> Interval:
    """What the quantity may be, in SI: widened for rounding and for "about", open where its bound is open."""
    return _interval(quantity, BANDS[_band(quantity)])


def comparable(a: Quantity, b: Quantity, *, money: bool = False) -> bool:
    """Whether two quantities measure the same kind of thing: one dimension, one class of things counted, both a movement or neither.

    Amounts in two currencies are not comparable, unless `money` asks only whether both are money.
    """
    if money and is_money(a.unit) and is_money(b.unit):
        return True
    return _measures(a) == _measures(b) and (a.change is None) == (b.change is None)


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two comparable quantities can be one: their intervals overlap ("six miles", "about 10 kilometers")."""
    return comparable(a, b) and a.change == b.change and interval(a).overlaps(interval(b))


def conflict(a: Quantity, b: Quantity) -> bool:
    """Whether two comparable quantities cannot both hold of one thing: their intervals are disjoint, or one rises and the other falls."""
    return comparable(a, b) and (a.change != b.change or not interval(a).overlaps(interval(b)))


def power_of_ten_slip(a: Quantity, b: Quantity) -> bool:
    """Whether two comparable figures have the same leading digits a power of ten apart (9,000 and 90,000): a suspected slip."""
    if not comparable(a, b) or (one := _point(a)) is None or (other := _point(b)) is None or one * other <= 0:
        return False
    power = math.log10(one / other)
    nearest = round(power)
    # The same unit keeps its digits; a conversion was rounded on the way.
    return 1 <= abs(nearest) <= 6 and abs(power - nearest) < (1e-6 if a.unit == b.unit else 0.02)


def fits(a: Quantity, b: Quantity) -> bool | None:
    """Whether one figure restates the other in another unit, after rounding; `None` for two currencies, whose rate we do not know."""
    if (is_money(a.unit) or is_money(b.unit)) and a.unit[:3] != b.unit[:3]:
        return None
    band = BANDS["conversion"]
    return _interval(a, band).overlaps(_interval(b, band))


def counted_class(quantity: Quantity) -> str:
    """The class of what is counted: its head noun, or the word that stands for its synonyms ("people" and "persons")."""
    if not quantity.counted:
        return ""
    lang = language("en")
    head = singular(quantity.counted.lower().split()[-1], lang)
    return lang.numbers.classes.get(head, head)


def _measures(quantity: Quantity) -> tuple[str, str]:
    measured = scale(quantity.unit)
    if quantity.unit in POINTS:
        return "points", ""
    dimension = measured.si if measured is not None else quantity.unit
    if dimension != "1":
        return dimension, counted_class(quantity) if quantity.unit.startswith("1/") else ""
    return ("share", "") if _is_share(quantity) else ("count", counted_class(quantity))


def _is_share(quantity: Quantity) -> bool:
    if quantity.unit != "1":
        return True
    value = quantity.low if quantity.low is not None else quantity.high
    return value is not None and 0 < value < 1


def _band(quantity: Quantity) -> str:
    if quantity.bound is Bound.ABOUT:
        return "about"
    if quantity.unit != "1":
        return "measure"
    if _is_share(quantity):
        return "share"
    value = quantity.low if quantity.low is not None else quantity.high
    return "round count" if value is not None and abs(value) >= 100 and _last_digit(value) >= 100 else "count"


def _interval(quantity: Quantity, band: Band) -> Interval:
    reach = _reach(band)
    low = -math.inf if quantity.low is None else quantity.low - reach(quantity.low)
    high = math.inf if quantity.high is None else quantity.high + reach(quantity.high)
    measured = scale(quantity.unit)
    if measured is None:
        return Interval(low, high, quantity.unit)
    offset = 0.0 if quantity.change is not None else measured.offset
    return Interval(low * measured.factor + offset, high * measured.factor + offset, measured.si)


def _reach(band: Band) -> Callable[[float], float]:
    def reach(value: float) -> float:
        size = abs(value)
        return INSIDE * max(min(band.digit * _last_digit(size), band.most * size), band.least * size)

    return reach


def _last_digit(value: float) -> float:
    """The place of the last digit that is not zero: 100 for 3,500, 0.1 for 7.5."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0**exponent if isinstance(exponent, int) else 0.0


def _point(quantity: Quantity) -> float | None:
    """The one figure of a quantity in SI; `None` for a range."""
    ends = {end for end in (quantity.low, quantity.high) if end is not None}
    measured = scale(quantity.unit)
    if len(ends) != 1:
        return None
    value = next(iter(ends))
    return value * measured.factor if measured is not None else value
