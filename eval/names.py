"""How well names are matched: people and bodies, and Ukrainian places and given names in their many spellings.

`python eval/names.py FOLDER [--misses N]`: the folder holds `opensanctions-names/pairs.jsonl` (pairs of names labelled match or
no_match) and `spelling-ukraine/entries.jsonl` (names with their incorrect and related spellings; entries without a location are given
names and others).

Pairs: precision, recall and F1 of `match`, once for judgements that are positive and once for those that are not negative; beside
them rapidfuzz's token-sort ratio of the two names in lower case, at the cut-off that is best on these very pairs. Spellings: a variant
is `right` when its own entry is the best match among all entries of its group, `wrong` when another is, `lost` when none is better
than an even chance; `merged` counts pairs of different entries that are taken for one. `found` is the share of variants of places that
the gazetteer leads to within 25 km of the entry's location. No table of the package is made from these sets; the rules were tuned
while looking at the pairs. Prints a table and one line of JSON.
"""

import argparse
import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from twosource.model.ledger import Judgement
from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.given import one_given_name
from twosource.values.name import fold, same_body, same_person, same_place_name
from twosource.values.place import candidates, distance

Row = dict[str, Any]
NEAR = 25.0


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def scores(said: Iterable[tuple[bool, bool]]) -> Row:
    """Precision, recall and F1 of (said to match, does match)."""
    said = list(said)
    right = sum(one and other for one, other in said)
    precision = right / max(1, sum(one for one, _ in said))
    recall = right / max(1, sum(other for _, other in said))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def judgement(pair: Row) -> Judgement:
    same = same_person if pair["schema"] == "Person" else same_body
    return same(pair["a"], pair["b"]).judgement


def pairs(sample: Sequence[Row]) -> Row:
    """The figures of the name pairs."""
    match = [pair["label"] == "match" for pair in sample]
    said = [judgement(pair) for pair in sample]
    ratios = [fuzz.token_sort_ratio(pair["a"].lower(), pair["b"].lower()) for pair in sample]
    cutoffs = {cutoff: scores(zip((ratio >= cutoff for ratio in ratios), match, strict=True)) for cutoff in range(50, 100)}
    best = max(cutoffs, key=lambda cutoff: cutoffs[cutoff]["f1"])
    logic = [pair for pair in sample if pair["logic_v2_match"] is not None]
    return {
        "pairs": len(sample),
        "positive": scores(zip((one is Judgement.POSITIVE for one in said), match, strict=True)),
        "not negative": scores(zip((one is not Judgement.NEGATIVE for one in said), match, strict=True)),
        f"rapidfuzz at {best}": cutoffs[best],
        "logic_v2, frozen": scores((pair["logic_v2_match"], pair["label"] == "match") for pair in logic),
    }


def likeness(entry: Row, variant: str, other: str) -> float:
    """How well a variant fits another name of its group."""
    if entry["location"] is None:
        if fold(variant) == fold(other):
            return 1.0
        return (
            max(same_person(variant, other).score, same_body(variant, other).score)
            if " " in other
            else 0.9 * one_given_name(variant, other)
        )
    return same_place_name(variant, other).score


def variants(entries: Sequence[Row], places: bool) -> Row:
    """The figures of the spellings of one kind of entry."""
    entries = [entry for entry in entries if (entry["location"] is not None) == places]
    counts = {"variants": 0, "right": 0, "wrong": 0, "lost": 0}
    for entry in entries:
        for variant in (entry["source_spelling"], *entry["incorrect"], *entry["related"]):
            fits = {other["id"]: likeness(entry, variant, other["correct"]) for other in entries}
            best = max(fits.values())
            outcome = "lost" if best < 0.5 else "right" if fits[entry["id"]] == best else "wrong"
            counts["variants"] += 1
            counts[outcome] += 1
    merged = [
        (one["correct"], other["correct"])
        for one, other in itertools.combinations(entries, 2)
        if one["correct"] != other["correct"] and likeness(one, one["correct"], other["correct"]) >= 0.75
    ]
    return counts | {"merged": len(merged)}


def here(entry: Row) -> GazetteerPlace:
    at = entry["location"]
    return GazetteerPlace(None, entry["correct"], at["lat"], at["lng"], "UA", "", 0, Precision.SETTLEMENT)


def found(entries: Sequence[Row], which: Callable[[Row], Iterable[str]]) -> float:
    """The share of spellings that the gazetteer leads to the right spot."""
    asked = [(entry, name) for entry in entries if entry["location"] for name in which(entry)]
    right = sum(any(distance(here(entry), place) <= NEAR for place in candidates(name)) for entry, name in asked)
    return round(right / max(1, len(asked)), 4)


def main() -> None:
    """Measures the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show so many of the pairs judged wrong")
    options = parser.parse_args()
    sample = rows(options.folder / "opensanctions-names" / "pairs.jsonl")
    entries = rows(options.folder / "spelling-ukraine" / "entries.jsonl")
    figures = {
        "pairs": pairs(sample),
        "places": variants(entries, places=True),
        "given names and others": variants(entries, places=False),
        "found": {
            "correct": found(entries, lambda entry: [entry["correct"]]),
            "incorrect": found(entries, lambda entry: entry["incorrect"]),
            "related": found(entries, lambda entry: entry["related"]),
        },
    }
    for part, table in figures.items():
        print(part)
        for name, figure in table.items():
            shown = "   ".join(f"{key} {value:.4f}" for key, value in figure.items()) if isinstance(figure, dict) else figure
            print(f"  {name:<24}{shown}")
    wrong = [pair for pair in sample if (judgement(pair) is not Judgement.NEGATIVE) != (pair["label"] == "match")]
    for pair in wrong[: options.misses]:
        print(f"  {pair['label']:<10}{pair['a']} | {pair['b']}")
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
