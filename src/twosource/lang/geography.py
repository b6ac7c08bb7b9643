"""Words of a language for places and for those who come from them."""

from collections.abc import Mapping

from twosource.model.codec import Record

NamesByCountry = Mapping[str, tuple[str, ...]]


class Geography(Record, frozen=True):
    """Common nouns that go with place names, abbreviations of names, and names and demonyms by ISO 3166-1 alpha-2 code.

    `within` are the words after which a place stands, and hardly ever a person; `sites` words that, capitalised behind a name, make a
    street, a building or a body of it; `bearings` directions in degrees from north by east, `off` the words between a distance and the
    place it is from; `matches` words between two sides of a match.
    """

    areas: tuple[str, ...]
    settlements: tuple[str, ...]
    features: tuple[str, ...]
    compass: tuple[str, ...]
    short: Mapping[str, str]
    countries: NamesByCountry
    demonyms: NamesByCountry
    peoples: NamesByCountry
    within: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    bearings: Mapping[str, float] = {}
    off: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
