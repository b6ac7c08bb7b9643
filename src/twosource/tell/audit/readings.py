"""Figures as their words mean them: where a reading is surely another's, and where two readings of one may be told of one thing."""

import re
from collections.abc import Iterator

import msgspec

from twosource.model.claim import Annotation
from twosource.model.value import Quantity
from twosource.values.compare import POINTS, counted_class
from twosource.values.unit import TIMES, is_money, scale

#: Between a bare number and the words of time that were taken for its unit: "4,300 last year", "97 five years ago".
_NOT_ITS_UNIT = re.compile(
    r"^\S+\s+(?:last|this|next|(?:more|less|fewer) than an?)\s+\w+$|^[\d.,]+\s+(?:one|two|three|four|five|six|ten)\b", re.IGNORECASE
)
_BACK = re.compile(r"\s+(?:before|earlier|ago)\b", re.IGNORECASE)
_FRACTION = re.compile(r"(?:an?|one|two|three)[ -](?:half|third|quarter|fifth|tenth)s?|half", re.IGNORECASE)
#: Ships "over 150m" are long, and power cut to "2.3m" is cut to millions.
_MILLION = 1e6


def reread(text: str, annotation: Annotation) -> Annotation:
    """What was found in a text, with each figure as its words mean it."""
    return msgspec.structs.replace(annotation, quantities=tuple(_meant(text, one) for one in annotation.quantities))


def _meant(text: str, quantity: Quantity) -> Quantity:
    """A figure without a unit that stands with something else, or with nothing: "a quarter" beside "310 million euros"."""
    words = text[quantity.start : quantity.end]
    alien = quantity.unit in TIMES and (_NOT_ITS_UNIT.search(words) or words.lower() == "one" or _since(text, quantity, words))
    share = is_money(quantity.unit) and _FRACTION.fullmatch(words)
    if not alien and not share:
        return quantity
    return msgspec.structs.replace(quantity, unit="1", counted=None, si_low=None, si_high=None, si_unit=None)


def _since(text: str, quantity: Quantity, words: str) -> bool:
    """Whether what looks like a unit is that of a time in a headline's words: "up from 17 year before"."""
    single = (quantity.low or 0) > 1 and " " in words and not words.endswith("s")
    return single and bool(_BACK.match(text, quantity.end))


def readings(quantity: Quantity) -> Iterator[Quantity]:
    """A figure with each unit that its words may mean: pounds of money, points of a rate, metres or millions behind "m"."""
    yield quantity
    unit = quantity.unit
    if unit.startswith("[lb_av]"):
        yield msgspec.structs.replace(quantity, unit=f"GBP{unit.removeprefix('[lb_av]')}")
    if unit == "1" and counted_class(quantity) == "point":
        yield msgspec.structs.replace(quantity, unit="%{point}", counted=None)
    if unit == "m":
        yield _times(quantity, _MILLION, "1")
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if unit == "1" and not quantity.counted and ends and min(ends) >= _MILLION:
        yield _times(quantity, 1 / _MILLION, "m")


def _times(quantity: Quantity, factor: float, unit: str) -> Quantity:
    low, high = (end if end is None else end * factor for end in (quantity.low, quantity.high))
    return msgspec.structs.replace(quantity, low=low, high=high, unit=unit)


def without_rate(quantity: Quantity) -> Quantity | None:
    """A figure for each of something as that of one: "$9 an hour", of which a writer has "nine dollars"; `None` for a speed."""
    above, _, below = quantity.unit.partition("/")
    measured = scale(above)
    if not below or measured is None or measured.si in {"m", "1"}:
        return None
    return msgspec.structs.replace(quantity, unit=above)


def are_points(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are points of a rate."""
    return all(quantity.unit in POINTS or counted_class(quantity) == "point" for quantity in (one, other))
