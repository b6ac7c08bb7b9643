"""Writes resources/given_names.tsv, common given names world-wide with their gender, from the name lists of Faker (MIT).

python scripts/given_names.py FOLDER    where FOLDER is an unpacked `Faker` wheel
"""

import csv
import importlib
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from anyascii import anyascii

OUT = Path(__file__).parent.parent / "resources" / "given_names.tsv"
LISTS = {"m": ("first_names_male", "first_name_male"), "f": ("first_names_female", "first_name_female")}
#: Lists whose romanisation by anyascii is no spelling that news uses.
NOT_ALPHABETIC = {
    "ja_JP",
    "ko_KR",
    "zh_CN",
    "zh_TW",
    "th_TH",
    "ar_AA",
    "ar_SA",
    "ar_DZ",
    "ar_PS",
    "fa_IR",
    "he_IL",
    "hi_IN",
    "bn_BD",
    "ne_NP",
    "ta_IN",
    "or_IN",
    "gu_IN",
    "mr_IN",
    "si_LK",
}


def names(provider: type, attributes: Iterable[str]) -> set[str]:
    """All names of one gender in one locale, in lower-case ASCII."""
    found: set[str] = set()
    for attribute in attributes:
        found |= {anyascii(str(name)).casefold() for name in _listed(provider, attribute)}
    return {name for name in found if name.isalpha() and len(name) > 1}


def _listed(provider: type, attribute: str) -> Iterable[str]:
    found = getattr(provider, attribute, ())
    return () if callable(found) else found


def main(folder: Path) -> None:
    """A name that both lists have in as many locales tells no gender."""
    sys.path.insert(0, str(folder))
    votes: dict[str, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
    for locale in sorted(path.name for path in (folder / "faker" / "providers" / "person").iterdir() if path.is_dir()):
        if locale.startswith("__") or locale in NOT_ALPHABETIC:
            continue
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for gender, attributes in LISTS.items():
            for name in names(provider, attributes):
                votes[name][gender] += 1
    with OUT.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, delimiter="\t", lineterminator="\n")
        write.writerow(["name", "gender"])
        for name, vote in sorted(votes.items()):
            more, less = max(vote.values()), min(vote.values())
            write.writerow([name, max(vote, key=lambda gender: vote[gender]) if more > 3 * less else ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
