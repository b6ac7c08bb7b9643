"""How the candidates for one place's name are narrowed: each step leaves some of them, and says why."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.place import candidates, country_of, distance, is_within
from twosource.values.spelling import fold

Pool = tuple[GazetteerPlace, ...]

#: Kilometres within which places of one report are taken to be neighbours.
NEAR = 150.0
#: A city so many times larger than its namesakes is meant unless the report says otherwise; and how large a famous one is.
OUTWEIGHS = 10
FAMOUS = 500_000
OUTWEIGHS_IN_STORY = 5
#: A namesake in the country of the story may be so many times smaller than the famous one.
OUTRANKED = 20
#: A place so many times smaller than a namesake is not meant by the bare name.
HAMLET = 50
#: The size from which a place outside the story's countries is named without a word on where it is.
KNOWN_ABROAD = 100_000
#: The smallest place that its size alone tells from its namesakes.
KNOWN_AT_HOME = 5_000
#: How often a report must speak of a country for that to outweigh a famous namesake elsewhere ("Tripoli" in a report on Lebanon).
SPOKEN_OF = 2
#: The share of its region's people that the town has that gave the region its name, where GeoNames calls the town otherwise.
SEAT = 5
#: A country that news from everywhere names says nothing of which gulf is meant.
EVERYWHERE = frozenset({"US"})


class Named(NamedTuple):
    """A place as a report names it: `within` what it is said to lie in ("Varsk, Ohio", "the Ohioan city of Varsk"), `kind` what a word
    beside it says it is ("Varsk region"), `holds` what is said to lie in it, `beside` the names it is listed with.
    """

    name: str
    within: str | None = None
    kind: Precision | None = None
    holds: str | None = None
    beside: tuple[str, ...] = ()


class Neighbourhood:
    """The towns that a report names, and whether a place is near one of them, reckoned once a place."""

    def __init__(self, towns: Pool = ()) -> None:
        self._towns = towns
        self._near: dict[GazetteerPlace, bool] = {}
        self._near_at_home: dict[GazetteerPlace, bool] = {}

    def near(self, place: GazetteerPlace) -> bool:
        """Whether the place is near one of the towns."""
        if place not in self._near:
            self._near[place] = any(is_within(place, town, NEAR) for town in self._towns)
        return self._near[place]

    def near_at_home(self, place: GazetteerPlace) -> bool:
        """Whether the place is near one of the towns of its own country."""
        if place not in self._near_at_home:
            self._near_at_home[place] = any(place.country == town.country and is_within(place, town, NEAR) for town in self._towns)
        return self._near_at_home[place]


class Context(NamedTuple):
    """What a report has made clear so far: how often it names which country, which regions it names, towns to be near to, how many
    places inside a country it names, the areas among the names, and whether fame may decide yet.
    """

    countries: Mapping[str, int]
    regions: frozenset[tuple[str | None, str]]
    towns: Neighbourhood
    inner: Mapping[str, int]
    areas: Mapping[str, GazetteerPlace]
    settled_down: bool


Step = Callable[[Pool, Named, Context], Pool]


def narrowed(named: Named, pool: Pool, context: Context) -> tuple[Pool, str]:
    """The candidates that are left, and the last reason that told some from others."""
    reason = "the only place of that name"
    if said := inside(named.within, pool):
        pool, reason = said, f"in {named.within}"
    elif not (pool := tuple(place for place in pool if _plausible(place, pool, context))):
        return (), "far from the story"
    if not context.settled_down and _waits(pool, named):
        return pool, "several places left"
    if disputed := _disputed(pool, context):
        return disputed, "a famous place and one in the story"
    for step in STEPS:
        if len(pool) > 1 and (left := step(pool, named, context)) and len(left) < len(pool):
            pool, reason = left, (step.__doc__ or "").rstrip(".").lower()
    return pool, reason


def inside(within: str | None, pool: Pool) -> Pool:
    """Those inside what the report says the place is in, a name or a country's adjective."""
    if within is None:
        return ()
    if code := country_of(within):
        return tuple(place for place in pool if place.country == code and place.kind is not Precision.COUNTRY)
    holders = candidates(within)
    return tuple(place for place in pool if any(contains(holder, place) for holder in holders))


def holding(held: str | None, pool: Pool) -> Pool:
    """Those that a place of that name lies in."""
    if held is None:
        return ()
    parts = candidates(held)
    return tuple(holder for holder in pool if any(contains(holder, part) for part in parts))


def contains(holder: GazetteerPlace, place: GazetteerPlace) -> bool:
    """Whether a country or an area holds a place, by country and region, or by reach where an area is no region."""
    if place.kind is Precision.COUNTRY or place == holder or holder.kind is Precision.SETTLEMENT:
        return False
    if holder.kind is Precision.COUNTRY:
        return holder.country == place.country
    if holder.region and holder.geonames != place.geonames:
        return (holder.country, holder.region) == (place.country, place.region)
    return holder.noted and place.country in holder.touches and distance(holder, place) <= holder.reach


def weight(place: GazetteerPlace) -> int:
    """Population; that of a capital or well-known area counts twentyfold, that of any other region or under an alternate name a tenth."""
    if place.noted and (place.chief or place.kind is Precision.AREA):
        return 20 * (place.population if place.kind is Precision.SETTLEMENT else max(place.population, FAMOUS))
    counted = max(place.population, 1) // (1 if place.chief else 10)
    return counted // 10 if place.kind is Precision.AREA else counted


def _plausible(place: GazetteerPlace, pool: Pool, context: Context) -> bool:
    """A small place is only meant where the story is, and so is one that the name is an alternate of."""
    if place.kind is not Precision.SETTLEMENT or place.noted or place.country in context.countries:
        return True
    if any(is_seat(place, area) and area.population >= KNOWN_ABROAD for area in pool):
        return True
    if not place.chief:
        return place.population >= (FAMOUS if len(pool) > 1 else KNOWN_ABROAD)
    return place.population >= (KNOWN_ABROAD if context.countries or len(pool) > 1 else KNOWN_AT_HOME)


def _waits(pool: Pool, named: Named) -> bool:
    """Whether what the other names mean can tell more than fame: a namesake elsewhere, a list of regions, a gulf of other shores."""
    famous = _largest(pool)
    listed = named.beside and any(place.kind is Precision.AREA and place.region for place in pool)
    return len(pool) > 1 and bool(listed or sum(len(place.touches) > 1 for place in pool) > 1 or (famous and _rivals(famous, pool)))


def _listed(pool: Pool, named: Named, context: Context) -> Pool:
    """In a list of regions."""
    beside = [context.areas[name] for name in named.beside if name in context.areas]
    if not beside or len(beside) < len(named.beside):
        return ()
    countries = {area.country for area in beside}
    areas = [place for place in pool if place.kind is Precision.AREA and place.region and place.country in countries]
    # "Chechnya and Moscow": a region called after its town needs more than one other beside it
    return tuple(area for area in areas if len(beside) > 1 or not any(is_seat(town, area) for town in pool))


def _seat(pool: Pool, named: Named, context: Context) -> Pool:
    """The town a region is called after, not the region."""
    del context
    if named.kind is Precision.AREA:
        return ()
    named_after = [area for area in pool if any(is_seat(town, area) for town in pool)]
    return tuple(place for place in pool if place not in named_after)


def is_seat(town: GazetteerPlace, region: GazetteerPlace) -> bool:
    """Whether a region is named after this town: the bare name is the town's."""
    kinds = (town.kind, region.kind) == (Precision.SETTLEMENT, Precision.AREA)
    if not kinds or region.noted or not region.region or (town.country, town.region) != (region.country, region.region):
        return False
    return town.chief or town.population * SEAT >= region.population or fold(town.name) == fold(region.name)


def _touching(pool: Pool, named: Named, context: Context) -> Pool:
    """Where the countries of the story meet."""
    del named
    shared = [place for place in pool if len(place.touches) > 1]
    if len(shared) < 2:
        return ()
    counted = {
        place: sum((code in context.countries and code not in EVERYWHERE) + context.inner.get(code, 0) for code in place.touches)
        for place in shared
    }
    most = max(counted.values())
    return tuple(place for place in shared if most and counted[place] == most)


def _famous(pool: Pool, named: Named, context: Context) -> Pool:
    """Larger by far than its namesakes."""
    del named
    largest = _largest(pool)
    if largest is None or _rivals_here(largest, pool, context):
        return ()
    return (largest,)


def _largest(pool: Pool) -> GazetteerPlace | None:
    """The famous one among namesakes."""
    largest = max(pool, key=weight)
    if not (largest.noted or (largest.kind is Precision.SETTLEMENT and largest.population >= FAMOUS)):
        return None
    namesakes = (place for place in pool if place != largest and not is_seat(largest, place))
    return largest if all(weight(largest) >= OUTWEIGHS * weight(other) for other in namesakes) else None


def _rivals(famous: GazetteerPlace, pool: Pool) -> Pool:
    """Namesakes in other countries that a report from there can mean."""
    return tuple(
        place
        for place in pool
        if place.chief and place.country != famous.country and place.kind is Precision.SETTLEMENT and place.population >= KNOWN_AT_HOME
    )


def _rivals_here(famous: GazetteerPlace, pool: Pool, context: Context) -> Pool:
    """Namesakes that the story is about or near to, where it is not about the famous one's country."""
    if famous.kind is not Precision.SETTLEMENT or context.countries.get(famous.country or ""):
        return ()
    return tuple(
        place
        for place in _rivals(famous, pool)
        if place.country in context.countries
        and (context.towns.near_at_home(place) or place.population * OUTRANKED >= max(famous.population, KNOWN_ABROAD * OUTRANKED))
    )


def _disputed(pool: Pool, context: Context) -> Pool:
    """A famous place and its namesakes in the story, where the story says too little of their country."""
    if len(pool) < 2 or (famous := _largest(pool)) is None or not context.settled_down:
        return ()
    rivals = _rivals_here(famous, pool, context)
    if any(context.towns.near_at_home(place) or context.countries[place.country or ""] >= SPOKEN_OF for place in rivals):
        return ()
    return (famous, *rivals) if rivals else ()


def _sizeable(pool: Pool, named: Named, context: Context) -> Pool:
    """Not a hamlet beside a city."""
    del named
    at_home = [weight(place) for place in pool if place.country in context.countries]
    least = max(max(at_home, default=0) / HAMLET, 0 if at_home else max(map(weight, pool)) / (2 * HAMLET))
    return tuple(place for place in pool if weight(place) >= least)


def _in_named_region(pool: Pool, named: Named, context: Context) -> Pool:
    """In a region that the report names."""
    del named
    inside_one = [place for place in pool if place.kind is Precision.SETTLEMENT and (place.country, place.region) in context.regions]
    return tuple(place for place in inside_one if place.chief or len(inside_one) == 1)


def _in_story(pool: Pool, named: Named, context: Context) -> Pool:
    """In a country of the story."""
    del named
    return tuple(place for place in pool if place.country in context.countries)


def _near(pool: Pool, named: Named, context: Context) -> Pool:
    """Near other places of the report."""
    del named
    return tuple(filter(context.towns.near, pool))


def _chief(pool: Pool, named: Named, context: Context) -> Pool:
    """The only one that has it as its main name."""
    del named, context
    return tuple(place for place in pool if place.chief)


def _outweighing(pool: Pool, named: Named, context: Context) -> Pool:
    """Larger by far than its namesakes in the story."""
    del named, context
    first, *others = sorted(pool, key=weight, reverse=True)
    namesakes = [place for place in others if not is_seat(first, place)]
    heavy = first.population >= KNOWN_AT_HOME and all(weight(first) >= OUTWEIGHS_IN_STORY * weight(place) for place in namesakes)
    return (first,) if heavy or not namesakes else ()


STEPS: tuple[Step, ...] = (_listed, _seat, _touching, _famous, _sizeable, _in_named_region, _in_story, _near, _chief, _outweighing)
