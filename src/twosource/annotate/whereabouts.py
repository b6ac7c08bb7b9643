"""What a report shows of where it was written and speaks of, as far as its times hang on it: hemisphere, zones, sport."""

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from twosource.annotate.parse import Parse, Token
from twosource.lang.dates import Dates
from twosource.model.value import Precision
from twosource.values.expression import Context
from twosource.values.place import candidates, countries_named
from twosource.values.timex import Found

#: How much of what a report names must lie in one hemisphere for its seasons to be taken as that one's.
MOST = 0.8
#: A town or region from this size on speaks for its country; and so many names are looked up at most.
KNOWN_FROM, LOOKED_UP = 500_000, 200
#: Classes whose reading hangs on where the report was written or speaks of.
PLACED = frozenset({"season", "zone", "slash"})
#: What a game and a year both have, and the classes that stand with it where no year is told.
PLAYED = frozenset({"quarter", "half"})
OF_GAME = PLAYED | {"the", "ordinal", "hyphen", "edge", "of", "last", "final"}
WORD = re.compile(r"[a-z]+")
FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])")


class Whereabouts:
    """What a report shows of itself, looked up when first asked."""

    def __init__(self, text: str, parse: Parse, dates: Dates) -> None:
        self._text, self._parse, self._dates = text, parse, dates

    def around(self, context: Context, found: Found) -> Context:
        """The context of an expression, with what its reading hangs on."""
        if not any(lexeme.kind in PLACED for lexeme in found.lexemes):
            return context
        return context._replace(dates=self._seasoned, countries=self._countries, day_first=self._day_first)

    def is_of_game(self, found: Found) -> bool:
        """Whether "the third quarter" is one of a game that the report tells of."""
        kinds = {lexeme.kind for lexeme in found.lexemes}
        return kinds >= {"ordinal"} and not kinds.isdisjoint(PLAYED) and kinds <= OF_GAME and self._of_sport

    @functools.cached_property
    def _countries(self) -> Counter[str]:
        return countries(self._parse)

    @functools.cached_property
    def _seasoned(self) -> Dates:
        return seasoned(self._dates, self._countries)

    @functools.cached_property
    def _day_first(self) -> bool | None:
        return day_first(self._text)

    @functools.cached_property
    def _of_sport(self) -> bool:
        return is_of_sport(self._text, self._dates)


def countries(parse: Parse) -> Counter[str]:
    """How often a report names which country: by its name, its people, or a large or noted place in it."""
    names = [
        " ".join(token.text for token in sentence.tokens[first.i : _end(sentence.tokens, first.i)])
        for sentence in parse.sentences
        for first in sentence.tokens
        if first.ent in ("GPE", "LOC", "NORP") and first.ent_iob == "B"
    ][:LOOKED_UP]
    named = countries_named(names)
    for name in names:
        known = [place for place in candidates(name) if place.chief and place.kind != Precision.COUNTRY]
        likely = max(known, key=lambda place: (place.noted, place.population), default=None)
        if likely and likely.country and (likely.noted or likely.population >= KNOWN_FROM):
            named[likely.country] += 1
    return named


def _end(tokens: Sequence[Token], at: int) -> int:
    at += 1
    while at < len(tokens) and tokens[at].ent_iob == "I":
        at += 1
    return at


def seasoned(dates: Dates, named: Mapping[str, int]) -> Dates:
    """The table with the seasons of the hemisphere that a report speaks of; wide enough for both where that is not clear."""
    south = sum(number for country, number in named.items() if country in dates.south)
    total = sum(named.values())
    if total and south <= total * (1 - MOST):
        return dates
    if total and south >= total * MOST:
        return msgspec.structs.replace(dates, seasons=dates.seasons_south, season_starts=dates.season_starts_south)
    return msgspec.structs.replace(dates, seasons=dates.seasons_either)


def is_of_sport(text: str, dates: Dates) -> bool:
    """Whether a report tells of a game, whose quarters and halves are none of the year's."""
    words = frozenset(WORD.findall(text.lower()))
    game = len(words & dates.sport)
    return game > 1 and game > len(words & dates.accounts)


def day_first(text: str) -> bool | None:
    """Whether a report writes the day before the month in figures; `None` where it shows neither order, or both."""
    orders = {int(m[1]) > 12 for m in FIGURES.finditer(text) if (int(m[1]) > 12) != (int(m[3]) > 12)}
    return orders.pop() if len(orders) == 1 else None
