"""Time words of a language and the expressions they make."""

from twosource.model.codec import Record


class Era(Record, frozen=True):
    """What a place's clocks kept before the day `until`."""

    until: str
    hours: float
    summer: str | None = None


class Zone(Record, frozen=True):
    """A place's offset from UTC in hours, whose summer time it keeps (`eu`, `us`, `au`, `nz`, `il` or none), and what it kept before."""

    hours: float
    summer: str | None = None
    earlier: tuple[Era, ...] = ()


class KnownDay(Record, frozen=True):
    """A day of one year that is named without it: the month and day, the year, and the nouns that tell that it is meant."""

    day: str
    year: int
    nouns: frozenset[str]


class Rule(Record, frozen=True):
    """An expression: a regular expression over word classes, how it is read, and examples of it."""

    reads: str
    pattern: str
    example: str


class Told(Record, frozen=True):
    """Clock times told in words: minutes `past` or `to` an hour; one of `leads` must stand before those with "to".

    A time with a stop stands behind one of `leads` too, and that not behind a verb of `prices`; one of no day that is named before the
    end of its sentence or one of `follows`.
    """

    parts: dict[str, int]
    past: frozenset[str]
    to: frozenset[str]
    minutes: frozenset[str]
    leads: frozenset[str]
    prices: frozenset[str]
    follows: frozenset[str]


class Dates(Record, frozen=True):
    """The table `dates`.

    `words` maps a class to its words and their values; `share`, `day`, `hours`, `seasons` give the width of vague parts, `seasons_south`
    that of seasons south of the equator and `seasons_either` where the hemisphere is not known.
    """

    words: dict[str, dict[str, int | float | str]]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    zones: dict[str, Zone]
    shared_zones: dict[str, dict[str, float]]
    bare_zones: frozenset[str]
    known_day: tuple[KnownDay, ...]
    share: dict[str, tuple[float, float]]
    day: dict[str, tuple[float, float]]
    hours: dict[str, tuple[float, float]]
    seasons: dict[str, tuple[str, str]]
    season_starts: dict[str, int]
    season_starts_south: dict[str, int]
    seasons_south: dict[str, tuple[str, str]]
    seasons_either: dict[str, tuple[str, str]]
    south: frozenset[str]
    rule: tuple[Rule, ...]
    shorthand: dict[str, str]
    inert: frozenset[str]
    abbreviated: frozenset[str]
    capital: frozenset[str]
    labels: frozenset[str]
    ahead: frozenset[str]
    arrange: frozenset[str]
    late: frozenset[str]
    declared: frozenset[str]
    meant: frozenset[str]
    beside: frozenset[str]
    saying: frozenset[str]
    alike: frozenset[str]
    appointed: frozenset[str]
    bidding: frozenset[str]
    modal: frozenset[str]
    until: frozenset[str]
    earliest: frozenset[str]
    told: Told
    age: frozenset[str]
    young: frozenset[str]
    counting: frozenset[str]
    accounts: frozenset[str]
    sport: frozenset[str]
