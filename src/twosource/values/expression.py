"""What a time expression is read against, what it turns out to say, and its words by class."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from twosource.lang.dates import Dates
from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds, first_day, midnight
from twosource.values.lexeme import Lexeme, Value


class Context(NamedTuple):
    """What an expression is read against.

    `anchor` is the day of publication and `moment` its UTC instant where known. `side` is -1 for a matter past, 1 for one ahead, 0 where
    the words do not say. `reference` is the value last spoken of, `quarter` the last quarter by its number, and `yearly` that a span of
    many months has followed it. `instant` is the last instant with a zone. `countries` counts the countries that the report names, and
    `day_first` is whether it writes the day before the month in figures, where that is known.
    """

    dates: Dates
    anchor: date | None = None
    moment: datetime | None = None
    side: int = 0
    reference: str | None = None
    quarter: str | None = None
    yearly: bool = False
    instant: datetime | None = None
    countries: Mapping[str, int] = MappingProxyType({})
    day_first: bool | None = None

    @property
    def day(self) -> date | None:
        """The day last spoken of, or that of publication."""
        return (first_day(self.reference, self.dates) if self.reference else None) or self.anchor


class Meaning(NamedTuple):
    """What an expression says; `offset` is the zone's, in hours from UTC, where the words give one, and `slack` by how many hours it may
    be less where several zones go by that name.
    """

    type: WhenType
    value: str | None = None
    covers: Bounds | None = None
    offset: float | None = None
    slack: float = 0.0


class Parts:
    """The lexemes of an expression by class."""

    def __init__(self, lexemes: tuple[Lexeme, ...]) -> None:
        self.lexemes = lexemes
        self._first: dict[str, Value] = {}
        for lexeme in lexemes:
            self._first.setdefault(lexeme.kind, lexeme.value)

        if lexemes[-1].kind in ("ago", "sooner") and len(lexemes) > 1 and lexemes[-2].kind == "hyphen":
            self._first["year_ago"] = ""

    def has(self, *kinds: str) -> bool:
        return not self._first.keys().isdisjoint(kinds)

    def text(self, *kinds: str) -> str:
        """The first value of any of the classes, or nothing."""
        return next((str(self._first[kind]) for kind in kinds if kind in self._first), "")

    def number(self, *kinds: str) -> int:
        """The first value of any of the classes, which must be there and a number."""
        return int(next(self._first[kind] for kind in kinds if kind in self._first))

    def over_next(self) -> int:
        """2 for "the week after next", -2 for "the week before last", else 0."""
        if self.has("shift") and self.has("last"):
            return -2
        return 2 if self.has("within") and self.has("next") else 0

    def all(self, *kinds: str) -> list[Lexeme]:
        return [lexeme for lexeme in self.lexemes if lexeme.kind in kinds]


UNITS = ("unit", "units", "units_time", "onelong", "quarter", "century", "weekend")
#: Units counted in hours or less, as they stand after `PT`.
SMALL = {"TH": timedelta(hours=1), "TM": timedelta(minutes=1), "S": timedelta(seconds=1)}


def ref_meaning(value: str, context: Context) -> Meaning:
    """A vague reference: the day of publication, or all before or after it."""
    if context.anchor is None:
        return Meaning(WhenType.DATE, value)
    day = midnight(context.anchor)
    covers = {"PRESENT_REF": Bounds(day, day + DAY), "PAST_REF": Bounds(None, day + DAY), "FUTURE_REF": Bounds(day, None)}
    return Meaning(WhenType.DATE, value, covers[value])
