"""Builds the tables of names in src/twosource/values/data/ from those in resources/.

python scripts/names.py

`given_names.tsv` has given names as they sound, with gender and the names they are one with; a line that begins with "=" is of one
spelling that differs in this from others of its sound (Joan from Ioan). `surnames.txt`, `chinese_syllables.tsv` and
`spelling_ukraine.tsv` are copied.
"""

import csv
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from twosource.values.spelling import fold, plain

ROOT = Path(__file__).parent.parent
RESOURCES, DATA = ROOT / "resources", ROOT / "src" / "twosource" / "values" / "data"
COPIED = ("surnames.txt", "chinese_syllables.tsv", "spelling_ukraine.tsv")


def genders(key: Callable[[str], str]) -> dict[str, str]:
    """The gender of each name by its key; "" where names of one key differ in it."""
    found: dict[str, set[str]] = defaultdict(set)
    with (RESOURCES / "given_names.tsv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            found[key(line["name"])].add(line["gender"])
    return {name: next(iter(told)) if len(told) == 1 else "" for name, told in found.items()}


def families(key: Callable[[str], str]) -> dict[str, set[str]]:
    """For each name by its key, the families of names it belongs to; a family is known by how its first member sounds."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (RESOURCES / "given_name_variants.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        names = line.split()
        for name in names:
            found[key(name)].add(fold(names[0]))
    return found


def entries(key: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Gender and families of each name by its key; a family's spellings share its gender."""
    gender_of, families_of = genders(key), families(key)
    head_genders = genders(fold)
    for name, heads in families_of.items():
        told = {head_genders.get(head, "") for head in heads}
        gender_of.setdefault(name, told.pop() if len(told) == 1 else "")
    return {name: (gender, " ".join(sorted(families_of.get(name, ())))) for name, gender in gender_of.items()}


def main() -> None:
    """One line a sound, sorted, then those spellings that stand for themselves."""
    by_sound, by_spelling = entries(fold), entries(plain)
    own = {f"={name}": told for name, told in by_spelling.items() if by_sound[fold(name)] != told}
    with (DATA / "given_names.tsv").open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, delimiter="\t", lineterminator="\n")
        write.writerows((name, *told) for some in (by_sound, own) for name, told in sorted(some.items()))
    for name in COPIED:
        shutil.copyfile(RESOURCES / name, DATA / name)


if __name__ == "__main__":
    main()
