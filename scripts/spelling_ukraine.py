"""Writes resources/spelling_ukraine.tsv, Ukrainian names in their many spellings, from SpellingUkraine (MIT).

python scripts/spelling_ukraine.py ENTRIES [--without IDS] [--out FILE]

ENTRIES is a checkout of https://github.com/Tyrrrz/SpellingUkraine, whose folder data/vocabulary has a JSON file for each entry, or those
entries gathered into JSON Lines with `id` (its path there: places/kyiv), `category`, `source_spelling`, `correct`, `incorrect`, `related`
and `location`, as eval/names.py reads them. `--without` names a file of ids, one a line, to leave out, so that what the table is worth can
be measured on entries that it lacks.
"""

import argparse
import csv
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "resources" / "spelling_ukraine.tsv"
#: What each category of the source is here; whatever else it has are names of people, companies and things in full.
KINDS = {"Personal name": "given"}


def gathered(checkout: Path) -> Iterator[dict[str, Any]]:
    """The entries of a checkout, with the fields of the JSON Lines."""
    vocabulary = checkout / "data" / "vocabulary"
    for path in sorted(vocabulary.rglob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        yield {
            "id": path.relative_to(vocabulary).with_suffix("").as_posix(),
            "category": held["category"],
            "source_spelling": held["sourceSpelling"],
            "correct": held["correctSpelling"],
            "incorrect": held.get("incorrectSpellings", []),
            "related": held.get("relatedSpellings", []),
            "location": held.get("location"),
        }


def rows(entries: Path, without: Collection[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Kind, name and its other spellings of every entry."""
    for entry in gathered(entries) if entries.is_dir() else map(json.loads, entries.read_text(encoding="utf-8").splitlines()):
        if entry["id"] in without:
            continue
        kind = "place" if entry["location"] else KINDS.get(entry["category"], "other")
        spellings = dict.fromkeys((entry["source_spelling"], *entry["incorrect"], *entry["related"]))
        yield kind, entry["correct"], "|".join(spellings)


def write(out: Path, entries: Path, without: Collection[str] = ()) -> None:
    """The table, one entry a line, sorted."""
    with out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(("kind", "name", "spellings"))
        table.writerows(sorted(rows(entries, without)))


def main() -> None:
    """Writes the table the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("entries", type=Path, help="a checkout of SpellingUkraine, or its entries as JSON Lines")
    parser.add_argument("--without", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    write(options.out, options.entries, frozenset(options.without.read_text().split()) if options.without else ())


if __name__ == "__main__":
    main()
