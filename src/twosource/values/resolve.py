"""Which places the names of one report mean, chosen by all of them together."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from twosource.model.codec import Record
from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.narrowing import Context, Named, Neighbourhood, Pool, holding, inside, narrowed
from twosource.values.place import candidates, is_short
from twosource.values.spelling import plain

#: How often what was settled is used to settle the rest, and by how many towns at most: a report has few, a book of 20 MB thousands.
ROUNDS, ANCHORS = 8, 200
#: As many capitals can be initials: "IS"; a dateline may have a town of four in capitals, "OSLO".
CODE = 4
#: A town of so few letters must have so many people: "Of" and "Is" are two.
LETTERS, WORTH = 2, 100_000

Settled = dict[Named, GazetteerPlace]


class Resolved(Record, frozen=True):
    """What a name was found to mean. `place` is `None` where no candidate or more than one is left; `country` may be known all the same."""

    name: str
    place: GazetteerPlace | None
    country: str | None
    precision: Precision
    candidates: int
    why: str


def resolve(names: Sequence[Named], countries: Mapping[str, int] | None = None) -> tuple[Resolved, ...]:
    """What each name of one report means, chosen by all of them together and by how often the report names which country.

    Candidates are narrowed by what the report says of a place, then by the list it stands in, fame, named regions, countries of the
    story, neighbours named, main names and, last, population. One left is taken; of several none is. What was settled helps to settle the
    rest, until nothing changes; a famous place that has a namesake elsewhere waits for what the others say.
    """
    pools = {named: _pool(named) for named in dict.fromkeys(names)}
    settled, why = _told(pools)
    story = Counter(countries or {})
    contested = dict.fromkeys(
        named for named, pool in pools.items() if named not in settled and _nation(named, pool) and _namesake_region(pool)
    )
    for named, pool in pools.items():
        if named not in settled and named not in contested and (nation := _nation(named, pool)):
            settled[named], why[named] = nation, "a country"
    story.update(country for named in names if named in settled and (country := settled[named].country))
    open_pools = {named: pool for named, pool in pools.items() if named not in contested}
    _settle(open_pools, settled, why, story, settled_down=False)
    context = _context(story, settled, settled_down=True)  # a state of a country that the story is in adds none to it
    for named in contested:
        settled[named], why[named] = _state_or_nation(pools[named], context)
    story.update(country for named in names if named in contested and (country := settled[named].country))
    _settle(open_pools, settled, why, story, settled_down=True)
    context = _context(story, settled, settled_down=True)
    return tuple(_resolved(named, settled.get(named), pools[named], why.get(named), context) for named in names)


def _settle(pools: Mapping[Named, Pool], settled: Settled, why: dict[Named, str], story: Counter[str], *, settled_down: bool) -> None:
    """Takes the one candidate left of each name, again and again until nothing changes."""
    for _ in range(ROUNDS):
        context = _context(story, settled, settled_down=settled_down)
        found = {
            named: (left[0], reason)
            for named, pool in pools.items()
            if named not in settled and pool and len((one := narrowed(named, pool, context))[0]) == 1
            for left, reason in [one]
        }
        for named, (place, reason) in found.items():
            settled[named], why[named] = place, reason
        if not found:
            return


def _told(pools: Mapping[Named, Pool]) -> tuple[Settled, dict[Named, str]]:
    """The places whose names the report once ties to what they lie in, wherever else it names them."""
    homes: dict[str, set[GazetteerPlace]] = {}
    for named, pool in pools.items():
        if said := inside(named.within, pool):
            left, _ = narrowed(named, said, Context({}, frozenset(), Neighbourhood(), {}, {}, settled_down=True))
            homes.setdefault(plain(named.name), set()).update(left)
    settled: Settled = {}
    for named, pool in pools.items():
        home = homes.get(plain(named.name), set())
        if len(home) == 1 and named.holds is None and not inside(named.within, pool):
            (place,) = home
            if named.kind in (None, place.kind):
                settled[named] = place
    return settled, dict.fromkeys(settled, "named before with what it lies in")


def _context(story: Counter[str], settled: Mapping[Named, GazetteerPlace], *, settled_down: bool) -> Context:
    """What is known so far; a settled place brings its country into the story."""
    ordered = sorted(settled, key=str)
    places = [settled[named] for named in ordered]
    inner = [place for place in places if place.country and place.kind is not Precision.COUNTRY]
    towns = (place for place in inner if place.kind is Precision.SETTLEMENT and not place.noted)
    return Context(
        countries=story + Counter(place.country for place in inner if place.country),
        regions=frozenset((place.country, place.region) for place in inner if place.kind is Precision.AREA and place.region),
        towns=Neighbourhood(tuple(itertools.islice(towns, ANCHORS))),
        inner=Counter(place.country for place in inner if place.country and not (place.noted and place.kind is Precision.SETTLEMENT)),
        areas={named.name: settled[named] for named in ordered if settled[named].kind is Precision.AREA and settled[named].region},
        settled_down=settled_down,
    )


def _pool(named: Named) -> Pool:
    pool = candidates(named.name)
    if named.name.isupper() and len(named.name) <= CODE and not is_short(named.name):
        pool = tuple(place for place in pool if _in_capitals(named.name, place))
    if len(named.name) <= LETTERS:
        pool = tuple(place for place in pool if place.kind is not Precision.SETTLEMENT or place.population >= WORTH)
    if holders := holding(named.holds, pool):
        return holders
    if named.kind is None:
        return pool
    return tuple(place for place in pool if place.kind == named.kind) or (pool if named.kind != Precision.AREA else ())


def _in_capitals(name: str, place: GazetteerPlace) -> bool:
    """Whether a few capitals can be a place rather than a body's initials: a country, a well-known area, a dateline's town of just that
    name.
    """
    if place.kind is Precision.SETTLEMENT:
        return len(name) == CODE and place.name.isascii() and plain(place.name) == plain(name)
    return place.noted or place.kind is Precision.COUNTRY


def _nation(named: Named, pool: Pool) -> GazetteerPlace | None:
    """The country of that name; a second bearer that the report says more of ("Georgia, U.S.") is left to narrowing."""
    nations = [place for place in pool if place.kind is Precision.COUNTRY and place.chief]
    return nations[0] if len(nations) == 1 and not inside(named.within, pool) else None


def _namesake_region(pool: Pool) -> GazetteerPlace | None:
    """The region of another country that bears a country's name."""
    nations = {place.country for place in pool if place.kind is Precision.COUNTRY}
    return next((place for place in pool if place.kind is Precision.AREA and place.chief and place.country not in nations), None)


def _state_or_nation(pool: Pool, context: Context) -> tuple[GazetteerPlace, str]:
    """The country, unless all else that the report names lies around the region of that name ("Georgia" beside Florida and Alabama)."""
    nation = next(place for place in pool if place.kind is Precision.COUNTRY)
    region = _namesake_region(pool)
    if region is None or context.countries.get(nation.country or ""):
        return nation, "a country"
    around = context.inner.get(region.country or "", 0)
    abroad = sum(1 for code in context.countries if code != region.country)
    return (region, "among places of its country") if around > abroad else (nation, "a country")


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
