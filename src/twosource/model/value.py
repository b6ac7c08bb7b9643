"""Normalised values: intervals with the words they were read from."""

from enum import StrEnum

from twosource.model.codec import Record
from twosource.model.report import Span


class Bound(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"


class Movement(StrEnum):
    UP = "up"
    DOWN = "down"


class Concept(Record, frozen=True):
    """The phrase that says what is measured, of whom and where."""

    start: int
    end: int
    text: str


class Quantity(Record, frozen=True):
    """A number with its unit. `low`/`high` as stated (an open side is `None`), `si_*` after conversion; `unit` is UCUM, ISO 4217 or `1`.

    `counted` is the noun that a plain count counts; `converts` the index, in the same report, of the quantity that this one restates.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str
    bound: Bound
    si_low: float | None = None
    si_high: float | None = None
    si_unit: str | None = None
    change: Movement | None = None
    counted: str | None = None
    counted_span: Span | None = None
    concept: Concept | None = None
    converts: int | None = None
    conversion_fits: bool | None = None


class WhenType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class When(Record, frozen=True):
    """A time expression. `value` is its TIMEX3 value; `earliest`/`latest` bound it as UTC instants ending in Z (latest exclusive).

    `zoned` is whether the words name the zone; a time without one is taken as if it stood in UTC.
    """

    start: int
    end: int
    type: WhenType
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    zoned: bool = False


class Precision(StrEnum):
    SETTLEMENT = "settlement"
    AREA = "area"
    COUNTRY = "country"


class Place(Record, frozen=True):
    """A place named in a report, with its GeoNames id where one candidate is left; latitude and longitude in degrees (WGS 84).

    `region` is the GeoNames code of the first-order region it lies in or is ("IL", "05"). What is meant lies within `reach_km` kilometres
    of the position, as far as that can be said: the size of a town, the farthest settlement of an area or country. A spot told from a
    place ("20 km east of Harrow") is an area of its own without an id.
    """

    start: int
    end: int
    name: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    precision: Precision = Precision.SETTLEMENT
    region: str | None = None
    reach_km: float | None = None
