"""Spots told by how far and which way they are from a place: "20 km east of Kherson"."""

import functools
import math
import re
from typing import NamedTuple

from twosource.lang import Language
from twosource.model.value import Bound
from twosource.values.amount import amounts
from twosource.values.distance import away
from twosource.values.unit import scale

#: Characters in front of a name in which its distance stands.
WINDOW = 90
#: A figure reaches half a unit of its last digit to either side, between these shares of it (as `compare.BANDS` has it for "about").
LEAST, MOST = 0.05, 0.20
#: "East" of eight winds: half of an eighth of the circle to either side.
SECTOR = math.radians(22.5)
_ON_THE_WAY = re.compile(r"\s+(?:to|into|towards?)\s")
FARTHEST = 2000.0  # km; beyond that no desk says where a place is


class Offset(NamedTuple):
    """A distance in front of a name: where its words start, kilometres at least and at most, degrees from north by east if told."""

    start: int
    low: float
    high: float
    bearing: float | None


class Spot(NamedTuple):
    """Where a spot lies, and within how many kilometres."""

    lat: float
    lon: float
    reach: float


@functools.cache
def _tail(code: str, bearings: tuple[str, ...], off: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between the figure with its unit and the name, whole and as the end of a text."""
    del code
    way, words = (r"|".join(sorted(map(re.escape, group), key=len, reverse=True)) for group in (bearings, off))
    tail = (
        rf"(?:\s*\([^()]{{1,30}}\))?,?\s+(?:(?:to\s+the\s+|due\s+)?(?P<way>{way})\s+(?:of|from)|(?P<off>{words}))\s+"
        r"(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:city|town|village|capital|port)\s+of\s+)?(?:the\s+)?"
    )
    return re.compile(tail, re.IGNORECASE), re.compile(rf"{tail}\Z", re.IGNORECASE)


def offset(text: str, start: int, end: int, lang: Language) -> Offset | None:
    """The distance told in front of the name that stands there; `None` where there is none, or where it is the way from there to
    another place.
    """
    if _ON_THE_WAY.match(text, end):
        return None
    begin = max(0, start - WINDOW)
    window = text[begin:start]
    geography = lang.geography
    tail, ending = _tail(lang.code, tuple(geography.bearings), geography.off)
    if ending.search(window) is None:
        return None
    for amount in reversed(list(amounts(window, lang))):
        measured = scale(amount.unit or "1")
        found = tail.fullmatch(window, amount.end)
        if found is None or measured is None or measured.si != "m":
            continue
        low, high = (value * measured.factor / 1000 for value in (amount.low, amount.high))
        if not 0 < high <= FARTHEST:
            return None
        low, high = low - _rounding(amount.low) * low, high + _rounding(amount.high) * high
        if amount.bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
            high *= 1 + MOST
        elif amount.bound in {Bound.AT_MOST, Bound.LESS_THAN}:
            low = 0.0
        bearing = geography.bearings.get(found["way"].lower()) if found["way"] else None
        if found["way"] and bearing is None:  # a pattern that ignores case takes "ſ" for an "s"
            return None
        return Offset(begin + amount.start, low, high, bearing)
    return None


def _rounding(figure: float) -> float:
    """The share of a figure that rounding can have added or taken: "20" is 16 to 24, "12" is 11.5 to 12.5."""
    if not figure:
        return MOST
    digit = 10.0 ** math.floor(math.log10(abs(figure)))
    while digit > abs(figure) * LEAST / 10 and abs(figure / digit - round(figure / digit)) > 1e-9:
        digit /= 10
    return min(MOST, max(LEAST, digit / 2 / abs(figure)))


def spot(lat: float, lon: float, radius: float, told: Offset) -> Spot:
    """Where a spot lies that is told from a place of that position and radius in km.

    With a direction it lies in a sector, whose middle is given with the distance to its corners; without one around the place.
    """
    if told.bearing is None:
        return Spot(lat, lon, told.high + radius)
    middle = (told.low + told.high) / 2
    corners = (math.sqrt(middle**2 + km**2 - 2 * middle * km * math.cos(SECTOR)) for km in (told.low, told.high))
    return Spot(*away(lat, lon, middle, told.bearing), max(corners) + radius)
