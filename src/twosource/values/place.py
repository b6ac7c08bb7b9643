"""Places by name: who bears a name, which country a demonym means, and which of several bearers a report speaks of."""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.value import Precision
from twosource.values.distance import great_circle
from twosource.values.gazetteer import GazetteerPlace, gazetteer
from twosource.values.spelling import fold, plain, told_by_ear

LEAST_DEGREE = 111.0  # km that two places are apart at least for each degree of latitude between them


@functools.lru_cache(maxsize=16384)
def candidates(name: str) -> tuple[GazetteerPlace, ...]:
    """All places that bear the name or an alternate, whatever its case, diacritics, hyphens and common nouns ("the Varsk region", "Varsk
    Oblast").

    A common noun for an area leaves only areas where there are any. A name that nobody bears as it is written is looked up by its sound.
    """
    whole = plain(name)
    key = without_article(whole)
    bare, kind = _without_noun(key)
    found: tuple[GazetteerPlace, ...] = ()
    for form in dict.fromkeys((whole, key, bare, _without_compass(bare))):
        found = found or _bearers(form)
    if kind in {place.kind for place in found} or (found and kind is None):
        return tuple(place for place in found if kind in (None, place.kind))
    sound = told_by_ear(bare)
    alike = gazetteer().sounding(sound) if len(sound) > 3 else ()
    return tuple(place for place in alike if kind in (None, place.kind)) or found or alike


def known(name: str) -> bool:
    """Whether a place bears the name."""
    return bool(candidates(name))


def without_article(key: str) -> str:
    """A plain name less its "the"."""
    return key.removeprefix("the ")


def _bearers(key: str) -> tuple[GazetteerPlace, ...]:
    key = _short_forms().get(key, key)
    if meant := _countries_by_name().get(key):
        return tuple(_countries()[code] for code in meant)
    return gazetteer().bearers(key)


@functools.cache
def _countries() -> Mapping[str, GazetteerPlace]:
    return {place.country: place for place in gazetteer().countries() if place.country}


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation of a longer one ("Calif.")."""
    return plain(name) in _short_forms()


@functools.cache
def _short_forms() -> Mapping[str, str]:
    """Plain names by the plain form of their abbreviations."""
    return {plain(short): plain(full) for short, full in language("en").geography.short.items()}


@functools.cache
def _countries_by_name() -> Mapping[str, tuple[str, ...]]:
    """Codes by the plain form of other names of countries."""
    found: dict[str, tuple[str, ...]] = {}
    for code, names in language("en").geography.countries.items():
        for name in names:
            key = without_article(plain(name))
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), code)))
    return found


@functools.cache
def _nouns() -> tuple[re.Pattern[str], Mapping[str, Precision]]:
    """The common nouns of places, as a pattern for what stands before or after a name, and what they make of it."""
    words = language("en").geography
    kinds = dict.fromkeys((*words.areas, *words.features), Precision.AREA) | dict.fromkeys(words.settlements, Precision.SETTLEMENT)
    noun = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    return re.compile(rf"^(?P<before>{noun}) of (?P<bare>.+)$|^(?P<name>.+?) (?P<after>{noun})s?$"), kinds


def _without_noun(key: str) -> tuple[str, Precision | None]:
    """The name less a common noun, and what that noun makes of it."""
    pattern, kinds = _nouns()
    found = pattern.match(key)
    if not found:
        return key, None
    return found["bare"] or found["name"], kinds[found["before"] or found["after"]]


def _without_compass(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and first in language("en").geography.compass else key


@functools.cache
def _demonyms() -> Mapping[str, str]:
    words = language("en").geography
    return {plain(form): code for table in (words.peoples, words.demonyms) for code, forms in table.items() for form in forms}


def country_of(demonym: str) -> str | None:
    """The country an adjective or inhabitants' name belongs to ("Ukrainian", "Danes"), as ISO 3166-1 alpha-2."""
    key = without_article(plain(demonym))
    table = _demonyms()
    return table.get(key) or table.get(key.removesuffix("s")) or table.get(key.removesuffix("men") + "man")


@functools.cache
def _governed_from() -> Mapping[str, str]:
    table = language("en").metonyms
    named = ((code, name) for names in (table.capitals, table.seats) for code, several in names.items() for name in several)
    return {without_article(plain(name)): code for code, name in named}


def government_at(name: str) -> str | None:
    """The country whose government a capital or seat can stand for ("the Kremlin", "Paris"), as ISO 3166-1 alpha-2."""
    return _governed_from().get(without_article(plain(name)))


@functools.cache
def _sounds_in(country: str) -> Mapping[str, tuple[int, ...]]:
    return gazetteer().sounds_in(country)


def near_places(name: str, countries: Iterable[str]) -> tuple[GazetteerPlace, ...]:
    """Places of the given countries whose name sounds nearly like this one, the nearest first: one slip in five letters, two in eight."""
    sound = fold(_without_noun(without_article(plain(name)))[0])
    allowed = min(2, (len(sound) - 2) // 3)
    if allowed < 1:
        return ()
    found: dict[int, int] = {}
    for country in sorted(set(countries)):
        sounds = _sounds_in(country)
        for near, slips, _ in process.extract(sound, sounds.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None):
            for number in sounds[near]:
                found[number] = min(found.get(number, allowed), int(slips))
    nearest = sorted((slips, -gazetteer().place(number).population, number) for number, slips in found.items())
    return tuple(gazetteer().place(number) for _, _, number in nearest)


def distance(one: GazetteerPlace, other: GazetteerPlace) -> float:
    """Kilometres between two places along a great circle ; infinite where one has no position."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return great_circle(one.lat, one.lon, other.lat, other.lon)


def is_within(one: GazetteerPlace, other: GazetteerPlace, km: float) -> bool:
    """Whether two places are at most so far apart; their latitudes alone rule most out."""
    if one.lat is None or other.lat is None or abs(one.lat - other.lat) * LEAST_DEGREE > km:
        return False
    return distance(one, other) <= km


def countries_named(words: Iterable[str]) -> Counter[str]:
    """How often the words name which country, by its name or by a demonym; other words count for nothing."""
    named = Counter[str]()
    for word in words:
        if code := country_of(word):
            named[code] += 1
        else:
            named.update(place.country for place in candidates(word) if place.kind == Precision.COUNTRY and place.country)
    return named
