"""Places by name: who bears a name, which country a demonym means, and which of several bearers a report speaks of."""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.codec import Record
from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace, gazetteer
from twosource.values.spelling import fold, plain, told_by_ear

#: Kilometres within which places of one report are taken to be neighbours.
NEAR = 150.0
#: A city so many times larger than its namesakes is meant unless the report says otherwise; and how large a famous one is.
OUTWEIGHS = 10
FAMOUS = 500_000
OUTWEIGHS_IN_STORY = 5
#: A place so many times smaller than a namesake is not meant by the bare name.
HAMLET = 50
#: How often what was settled is used to settle the rest, and by how many towns at most: a report has few, a book of 20 MB thousands.
ROUNDS, ANCHORS = 8, 200
#: As many capitals can be initials: "IS"; a dateline may have a town of four in capitals, "OSLO".
CODE = 4
#: The size from which a place outside the story's countries is named without a word on where it is.
KNOWN_ABROAD = 100_000
#: The smallest place that its size alone tells from its namesakes.
KNOWN_AT_HOME = 5_000


class Named(NamedTuple):
    """A place as a report names it: `within` what it is said to lie in ("Varsk, Ohio"), `kind` what a word beside it says it is ("Varsk
    region").
    """

    name: str
    within: str | None = None
    kind: Precision | None = None


class Resolved(Record, frozen=True):
    """What a name was found to mean. `place` is `None` where no candidate or more than one is left; `country` may be known all the same."""

    name: str
    place: GazetteerPlace | None
    country: str | None
    precision: Precision
    candidates: int
    why: str


@functools.lru_cache(maxsize=16384)
def candidates(name: str) -> tuple[GazetteerPlace, ...]:
    """All places that bear the name or an alternate, whatever its case, diacritics, hyphens and common nouns ("the Varsk region", "Varsk
    Oblast").

    A common noun for an area leaves only areas where there are any. A name that nobody bears as it is written is looked up by its sound.
    """
    key = without_article(plain(name))
    bare, kind = _without_noun(key)
    found: tuple[GazetteerPlace, ...] = ()
    for form in dict.fromkeys((key, bare, _without_compass(bare))):
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
            found[key] = (*found.get(key, ()), code)
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
def _metonyms() -> Mapping[str, str]:
    return {without_article(plain(name)): code for code, names in language("en").geography.metonyms.items() for name in names}


def government_at(name: str) -> str | None:
    """The country whose government a capital or seat can stand for ("the Kremlin", "Paris"), as ISO 3166-1 alpha-2."""
    return _metonyms().get(without_article(plain(name)))


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
    """Kilometres between two places along a great circle (haversine); infinite where one has no position."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


Pool = tuple[GazetteerPlace, ...]


class Context(NamedTuple):
    """What a report has made clear so far: how often it names which country, which regions it names, and towns to be near to."""

    countries: Mapping[str, int]
    regions: frozenset[tuple[str | None, str]]
    anchors: tuple[GazetteerPlace, ...]


def resolve(names: Sequence[Named], countries: Mapping[str, int] | None = None) -> tuple[Resolved, ...]:
    """What each name of one report means, chosen by all of them together and by how often the report names which country.

    Candidates are narrowed by what the report says of a place, then by fame, named regions, countries of the story, neighbours named,
    main names and, last, population. One left is taken; of several none is. What was settled helps to settle the rest, until nothing
    changes.
    """
    settled: dict[Named, GazetteerPlace] = {}
    pools = {named: _pool(named) for named in dict.fromkeys(names)}
    why: dict[Named, str] = {}
    story = Counter(countries or {})
    for named, pool in pools.items():
        if nation := _nation(named, pool):
            settled[named], why[named] = nation, "a country"
    story.update(country for named in names if named in settled and (country := settled[named].country))
    for _ in range(ROUNDS):
        changed = False
        context = _context(story, settled)
        for named, pool in pools.items():
            if named in settled or not pool:
                continue
            left, reason = narrowed(named, pool, context)
            if len(left) == 1:
                settled[named], why[named], changed = left[0], reason, True
        if not changed:
            break
    context = _context(story, settled)
    return tuple(_resolved(named, settled.get(named), pools[named], why.get(named), context) for named in names)


def _context(story: Counter[str], settled: Mapping[Named, GazetteerPlace]) -> Context:
    """What is known so far; a settled place brings its country into the story."""
    places = [settled[named] for named in sorted(settled, key=str)]
    towns = (place for place in places if place.kind == Precision.SETTLEMENT and not place.noted)
    return Context(
        countries=story + Counter(place.country for place in places if place.country and place.kind != Precision.COUNTRY),
        regions=frozenset((place.country, place.region) for place in places if place.kind == Precision.AREA and place.region),
        anchors=tuple(itertools.islice(towns, ANCHORS)),
    )


def _pool(named: Named) -> Pool:
    pool = candidates(named.name)
    if named.name.isupper() and len(named.name) <= CODE:
        pool = tuple(place for place in pool if _in_capitals(named.name, place))
    if named.kind is None:
        return pool
    return tuple(place for place in pool if place.kind == named.kind) or (pool if named.kind != Precision.AREA else ())


def _in_capitals(name: str, place: GazetteerPlace) -> bool:
    """Whether a few capitals can be a place rather than a body's initials: a country, a well-known area, a dateline's town of just that
    name.
    """
    if place.kind == Precision.SETTLEMENT:
        return len(name) == CODE and plain(place.name) == plain(name)
    return place.noted or place.kind == Precision.COUNTRY


def _nation(named: Named, pool: Pool) -> GazetteerPlace | None:
    """The country of that name; a second bearer that the report says more of ("Georgia, U.S.") is left to narrowing."""
    nations = [place for place in pool if place.kind == Precision.COUNTRY and place.chief]
    return nations[0] if len(nations) == 1 and named.within is None else None


def narrowed(named: Named, pool: Pool, context: Context) -> tuple[Pool, str]:
    """The candidates that are left, and the last reason that told some from others."""
    reason = "the only place of that name"
    if said := _within(named, pool):
        pool, reason = said, f"in {named.within}"
    elif not (pool := tuple(place for place in pool if _plausible(place, pool, context))):
        return (), "far from the story"
    for narrow in (_famous, _sizeable, _in_named_region, _in_story, _near, _chief, _outweighing):
        if len(pool) > 1 and (left := narrow(pool, context)) and len(left) < len(pool):
            pool, reason = left, (narrow.__doc__ or "").rstrip(".").lower()
    return pool, reason


def _within(named: Named, pool: Pool) -> Pool:
    """Those inside what the report says the place is in."""
    if named.within is None:
        return ()
    outer = candidates(named.within)
    inside = [
        place
        for place in pool
        if any(
            (holder.kind == Precision.COUNTRY and holder.country == place.country)
            or (
                holder.kind == Precision.AREA
                and holder.region
                and (holder.country, holder.region) == (place.country, place.region)
                and place != holder
            )
            for holder in outer
        )
    ]
    return tuple(inside)


def _plausible(place: GazetteerPlace, pool: Pool, context: Context) -> bool:
    """A small place is only meant where the story is, and so is one that the name is an alternate of."""
    if place.kind != Precision.SETTLEMENT or place.noted or place.country in context.countries:
        return True
    if not place.chief:
        return place.population >= FAMOUS
    return place.population >= (KNOWN_ABROAD if context.countries or len(pool) > 1 else KNOWN_AT_HOME)


def _famous(pool: Pool, context: Context) -> Pool:
    """Larger by far than its namesakes."""
    del context
    largest = max(pool, key=_weight)
    if not (largest.noted or (largest.kind == Precision.SETTLEMENT and largest.population >= FAMOUS)):
        return ()
    namesakes = [place for place in pool if place != largest and not _seat_of(largest, place)]
    return (largest,) if all(_weight(largest) >= OUTWEIGHS * _weight(other) for other in namesakes) else ()


def _sizeable(pool: Pool, context: Context) -> Pool:
    """Not a hamlet beside a city."""
    at_home = [_weight(place) for place in pool if place.country in context.countries]
    least = max(max(at_home, default=0) / HAMLET, max(map(_weight, pool)) / (2 * HAMLET))
    return tuple(place for place in pool if _weight(place) >= least)


def _in_named_region(pool: Pool, context: Context) -> Pool:
    """In a region that the report names."""
    inside_one = [place for place in pool if place.kind == Precision.SETTLEMENT and (place.country, place.region) in context.regions]
    return tuple(place for place in inside_one if place.chief or len(inside_one) == 1)


def _in_story(pool: Pool, context: Context) -> Pool:
    """In a country of the story."""
    return tuple(place for place in pool if place.country in context.countries)


def _near(pool: Pool, context: Context) -> Pool:
    """Near other places of the report."""
    return tuple(place for place in pool if any(distance(place, anchor) <= NEAR for anchor in context.anchors))


def _chief(pool: Pool, context: Context) -> Pool:
    """The only one that has it as its main name."""
    del context
    return tuple(place for place in pool if place.chief)


def _outweighing(pool: Pool, context: Context) -> Pool:
    """Larger by far than its namesakes in the story."""
    del context
    first, *others = sorted(pool, key=_weight, reverse=True)
    namesakes = [place for place in others if not _seat_of(first, place)]
    heavy = first.population >= KNOWN_AT_HOME and all(_weight(first) >= OUTWEIGHS_IN_STORY * _weight(place) for place in namesakes)
    return (first,) if heavy or not namesakes else ()


def _seat_of(town: GazetteerPlace, region: GazetteerPlace) -> bool:
    """Whether a region is named after this town: the bare name is the town's."""
    kinds = (town.kind, region.kind) == (Precision.SETTLEMENT, Precision.AREA)
    return kinds and not region.noted and (town.country, town.region) == (region.country, region.region)


def _weight(place: GazetteerPlace) -> int:
    """Population; that of a capital or well-known area counts twentyfold, that of any other region or under an alternate name a tenth."""
    if place.noted:
        return 20 * (place.population if place.kind == Precision.SETTLEMENT else max(place.population, FAMOUS))
    weight = max(place.population, 1) // (1 if place.chief else 10)
    return weight // 10 if place.kind == Precision.AREA else weight


def _resolved(named: Named, place: GazetteerPlace | None, pool: Pool, why: str | None, context: Context) -> Resolved:
    if place:
        return Resolved(named.name, place, place.country, place.kind, len(pool), why or "")
    left = narrowed(named, pool, context)[0] if pool else ()
    shared = {candidate.country for candidate in left}
    kinds = Counter(candidate.kind for candidate in left)
    return Resolved(
        name=named.name,
        place=None,
        country=shared.pop() if len(shared) == 1 else None,
        precision=named.kind or (kinds.most_common(1)[0][0] if kinds else Precision.SETTLEMENT),
        candidates=len(left),
        why="in no gazetteer" if not pool else "several places left" if left else "far from the story",
    )


def countries_named(words: Iterable[str]) -> Counter[str]:
    """How often the words name which country, by its name or by a demonym; other words count for nothing."""
    named = Counter[str]()
    for word in words:
        if code := country_of(word):
            named[code] += 1
        else:
            named.update(place.country for place in candidates(word) if place.kind == Precision.COUNTRY and place.country)
    return named


def inside(place: GazetteerPlace, holders: Collection[GazetteerPlace]) -> bool:
    """Whether one of the holders is the place's country or region."""
    return any(
        holder.country == place.country
        and (holder.kind == Precision.COUNTRY or (holder.kind == Precision.AREA and holder.region == place.region != ""))
        for holder in holders
    )
