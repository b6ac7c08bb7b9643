"""How two places lie to each other: one, one in the other, apart, or not to be told."""

from enum import StrEnum

from twosource.model.value import Place, Precision
from twosource.values.distance import great_circle


class Nesting(StrEnum):
    """How the first place lies to the second."""

    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    APART = "apart"
    UNKNOWN = "unknown"


def nesting(one: Place, other: Place) -> Nesting:
    """How one place lies to the other; symmetric but for `INSIDE` and `AROUND`, which change places.

    Countries hold what is in them by their code, regions their towns by GeoNames' code, other areas what lies within their reach. Apart
    are places of two countries where one is a country, and places whose reaches do not meet; what is between is not told.
    """
    if _is_same(one, other):
        return Nesting.SAME
    if _holds(other, one):
        return Nesting.INSIDE
    if _holds(one, other):
        return Nesting.AROUND
    return Nesting.APART if _is_apart(one, other) else Nesting.UNKNOWN


def conflict(one: Place, other: Place) -> bool:
    """Whether nothing can lie in both places."""
    return nesting(one, other) is Nesting.APART


def _is_same(one: Place, other: Place) -> bool:
    if one.geonames is not None or other.geonames is not None:
        return one.geonames == other.geonames
    return (one.name, one.lat, one.lon) == (other.name, other.lat, other.lon)


def _holds(outer: Place, inner: Place) -> bool:
    """Whether one place holds the other."""
    if outer.precision is Precision.SETTLEMENT or inner.precision is Precision.COUNTRY:
        return False
    if outer.precision is Precision.COUNTRY:
        return inner.country is not None and inner.country == outer.country
    if outer.region is not None and inner.region is not None:
        same = (outer.country, outer.region) == (inner.country, inner.region)
        return same and inner.precision is Precision.SETTLEMENT
    apart = _distance(one=outer, other=inner)
    return apart is not None and apart + (inner.reach_km or 0.0) < (outer.reach_km or 0.0)


def _is_apart(one: Place, other: Place) -> bool:
    """Whether two places do not meet."""
    if Precision.COUNTRY in {one.precision, other.precision} and one.country is not None and other.country is not None:
        return one.country != other.country
    apart = _distance(one, other)
    return apart is not None and one.reach_km is not None and other.reach_km is not None and apart > one.reach_km + other.reach_km


def _distance(one: Place, other: Place) -> float | None:
    """Kilometres between two positions."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return great_circle(one.lat, one.lon, other.lat, other.lon)
