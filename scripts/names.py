"""Builds src/twosource/values/data/given_names.tsv from the tables in resources/: given names as they sound, with gender and the names
they are one with.

python scripts/names.py
"""

import csv
from collections import defaultdict
from pathlib import Path

from twosource.values.spelling import fold

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "twosource" / "values" / "data" / "given_names.tsv"


def genders() -> dict[str, str]:
    """The gender of each name; "" where spellings that sound alike differ in it."""
    found: dict[str, set[str]] = defaultdict(set)
    with (ROOT / "resources" / "given_names.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            found[fold(line["name"])].add(line["gender"])
    return {sound: next(iter(told)) if len(told) == 1 else "" for sound, told in found.items()}


def families() -> dict[str, set[str]]:
    """For each name, the families of names it belongs to; a family is known by its first member."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (ROOT / "resources" / "given_name_variants.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sounds = [fold(name) for name in line.split()]
        for sound in sounds:
            found[sound].add(sounds[0])
    return found


def main() -> None:
    """One line a sound, sorted."""
    gender_of, families_of = genders(), families()
    for sound, heads in families_of.items():  # a family's spellings share its gender
        told = {gender_of.get(head, "") for head in heads}
        gender_of.setdefault(sound, told.pop() if len(told) == 1 else "")
    with OUT.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, delimiter="\t", lineterminator="\n")
        for sound in sorted(gender_of):
            write.writerow([sound, gender_of[sound], " ".join(sorted(families_of.get(sound, ())))])


if __name__ == "__main__":
    main()
