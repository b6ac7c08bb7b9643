"""Which places the names of one report mean, chosen by all of them together."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.model.codec import Record
from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.place import candidates, distance
from twosource.values.spelling import plain

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
