"""Words of a language for places and for those who come from them."""

from collections.abc import Mapping

from twosource.model.codec import Record

NamesByCountry = Mapping[str, tuple[str, ...]]


class Geography(Record, frozen=True):
    """Common nouns that go with place names, abbreviations of names, and names, demonyms and metonyms by ISO 3166-1 alpha-2 code.

    `within` are the words after which a place stands, and hardly ever a person.
    """

    areas: tuple[str, ...]
    settlements: tuple[str, ...]
    features: tuple[str, ...]
    compass: tuple[str, ...]
    short: Mapping[str, str]
    countries: NamesByCountry
    demonyms: NamesByCountry
    peoples: NamesByCountry
    metonyms: NamesByCountry
    within: tuple[str, ...] = ()
