"""How far a figure of a draft reaches, and whether one that comes out as it does so by luck."""

import math
from collections.abc import Iterable, Iterator

from twosource.model.value import Bound, Quantity
from twosource.tell.audit.operands import COUNT, SHARE, TIME, in_si, kind_of
from twosource.values.compare import interval

#: How far "about" and "nearly" reach, and "more than" and "less than".
ABOUT, BEYOND = 0.12, 0.25
#: Seconds by which a length of time may be counted otherwise, by its unit: whether the first day counts, whether the birthday is past.
_SLACK = {"d": 0.6 * 86_400, "wk": 2 * 86_400, "mo": 7 * 86_400, "a": 1.1 * 365.25 * 86_400}


def reach_of(quantity: Quantity) -> tuple[float, float] | None:
    """What a reckoned figure may come to, to be told as this one; in SI."""
    value = quantity.low if quantity.low is not None else quantity.high
    if not value or quantity.bound is Bound.RANGE or value < 0:
        return None
    size = in_si(value, quantity)
    if quantity.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        return size * 0.99, size * (1 + BEYOND)
    if quantity.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return size * (1 - BEYOND), size * 1.01
    if quantity.bound is Bound.ABOUT and kind_of(quantity) in {SHARE, TIME}:
        return size * (1 - ABOUT), size * (1 + ABOUT)
    exact = interval(quantity)
    half = (exact.high - exact.low) / 2 if math.isfinite(exact.high - exact.low) else 0.0
    half *= in_si(1.0, quantity) if exact.unit != kind_of(quantity) and kind_of(quantity) == "K" else 1.0
    return size - max(half, 1e-6 * size), size + max(half, 1e-6 * size)


def slackened(reach: tuple[float, float], quantity: Quantity) -> tuple[float, float]:
    """What a length of time may come to that is counted from one day, hour or year to another."""
    slack = _SLACK.get(quantity.unit, 0.0)
    return reach[0] - slack, reach[1] + slack


def within(made: Iterable[float], reach: tuple[float, float]) -> Iterator[float]:
    """Those of some values that a figure reaches."""
    return (one for one in made if reach[0] <= one <= reach[1])


def stands_out(made: Iterable[float], reach: tuple[float, float], kind: str, most: float) -> bool:
    """Whether a figure comes out, and so few others in its place would that this is no luck."""
    low, high = reach
    found = sorted(set(made))
    if not any(low <= one <= high for one in found):
        return False
    middle = (low + high) / 2
    half = max((high - low) / 2, 0.5 if kind == COUNT else 0.005 * middle)
    first, last = middle / 2, min(2 * middle, 1.0) if kind == SHARE and middle < 1 else 2 * middle
    covered, end = 0.0, first
    for one in found:
        left, right = max(one - half, end), min(one + half, last)
        if right > left:
            covered, end = covered + right - left, right
    return covered <= most * (last - first)
