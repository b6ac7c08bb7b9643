"""What the gazetteer says of a name: whether it is a place's, and how likely the report means it so."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from twosource.model.claim import EntityType
from twosource.model.value import Precision
from twosource.values import place
from twosource.values.gazetteer import GazetteerPlace

Story = Mapping[str, int]

COUNTRY = 4.0  # as strong as a word of the name itself
NOTED = 2.5  # outweighs two labels of the parser
IN_STORY = 2.0
LARGE = 1.5
WHOLE = 2.0
SOME_PLACE = 0.3  # there is a village for almost every word
LARGE_FROM = 100_000
TOWN_FROM = 3_000
FAMOUS_FROM = 500_000


class Ground(NamedTuple):
    """The type that a place's name has, and how strongly that speaks for it against other readings."""

    type: EntityType
    weight: float


def story_countries(names: Iterable[str]) -> Story:
    """How many of the names are of which country or its people."""
    return place.countries_named(names)


def ground(name: str, story: Story) -> Ground | None:
    """What the gazetteer says of a name in a report on these countries, by its most likely bearer; `None` if nobody bears it."""
    bearers = place.candidates(name)
    if not bearers:
        return None
    weight, likely = max(((_weight(bearer, story), bearer) for bearer in bearers), key=lambda pair: pair[0])
    if " " in name and weight >= IN_STORY:
        weight += WHOLE  # a whole name of two words or more is seldom borne by chance
    return Ground(EntityType.LOC if likely.geonames is None and likely.country is None else EntityType.GPE, weight)


def _weight(bearer: GazetteerPlace, story: Story) -> float:
    if not bearer.chief:
        return SOME_PLACE
    if bearer.kind is Precision.COUNTRY:
        return COUNTRY
    if bearer.noted or bearer.population >= FAMOUS_FROM:
        return NOTED
    if bearer.country in story and (bearer.population >= TOWN_FROM or bearer.kind is Precision.AREA):
        return IN_STORY
    return LARGE if bearer.population >= LARGE_FROM else SOME_PLACE


def site_kind(name: str) -> Precision | None:
    """Whether a name is a country's, an area's or a settlement's: a country's before all, then the largest bearer's."""
    bearers = [bearer for bearer in place.candidates(name) if bearer.chief]
    if any(bearer.kind is Precision.COUNTRY for bearer in bearers):
        return Precision.COUNTRY
    return max(bearers, key=lambda bearer: (bearer.kind is Precision.SETTLEMENT, bearer.population)).kind if bearers else None
