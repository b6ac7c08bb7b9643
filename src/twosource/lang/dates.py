"""Time words of a language and the expressions they make."""

from twosource.model.codec import Record


class Zone(Record, frozen=True):
    """A place's offset from UTC in hours, and whose summer time it keeps (`eu`, `us` or none)."""

    hours: float
    summer: str | None = None


class Rule(Record, frozen=True):
    """An expression: a regular expression over word classes, how it is read, and examples of it."""

    reads: str
    pattern: str
    example: str


class Told(Record, frozen=True):
    """Clock times told in words: minutes `past` or `to` an hour; one of `leads` must stand before those with "to"."""

    parts: dict[str, int]
    past: frozenset[str]
    to: frozenset[str]
    minutes: frozenset[str]
    leads: frozenset[str]


class Dates(Record, frozen=True):
    """The table `dates`.

    `words` maps a class to its words and their values; `share`, `day`, `hours`, `seasons` give the width of vague parts.
    """

    words: dict[str, dict[str, int | float | str]]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    zones: dict[str, Zone]
    share: dict[str, tuple[float, float]]
    day: dict[str, tuple[float, float]]
    hours: dict[str, tuple[float, float]]
    seasons: dict[str, tuple[str, str]]
    rule: tuple[Rule, ...]
    shorthand: dict[str, str]
    inert: frozenset[str]
    abbreviated: frozenset[str]
    capital: frozenset[str]
    labels: frozenset[str]
    ahead: frozenset[str]
    arrange: frozenset[str]
    bidding: frozenset[str]
    modal: frozenset[str]
    until: frozenset[str]
    earliest: frozenset[str]
    told: Told
    age: frozenset[str]
