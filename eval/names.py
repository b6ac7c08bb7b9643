"""How well names are matched: people and bodies, and Ukrainian places and given names in their many spellings.

`python eval/names.py FOLDER [--misses N] [--seed N]`: the folder holds `opensanctions-names/pairs.jsonl` (pairs of names labelled match or
no_match) and `spelling-ukraine/entries.jsonl` (names with their incorrect and related spellings).

Pairs: precision, recall and F1 of `match`, where only a positive judgement counts as one, with the F1 of each of five parts. In the
same table stand: what is positive or unsure; rapidfuzz's token-sort ratio of the two names in lower case, at the cut-off that is best on
these very pairs, and in five folds, the cut-off chosen on the other four; nomenklatura's LogicV2 by its frozen scores. The rules of the
library were made while looking at these pairs, so that its figure on others will be lower.

Spellings: the lexicon is compiled without a random fifth of the entries into a temporary table, and the spellings of those entries are
looked up among the names of all; five fifths in turn, so that every spelling is looked up once by a lexicon that lacks its entry. A
spelling is `resolved` when its own entry is judged positive and none is judged better; it is `wrong` when another entry, which does not
list that spelling itself, is judged positive and no worse; `open` in all other cases. `first fifth` is that of `--seed` alone, `known` all
spellings with the whole lexicon, `merged` counts pairs of entries that are taken for one. `found` is the share of spellings of places that
the gazetteer alone leads to within 25 km of the entry's location. Prints a table and one line of JSON.
"""

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from twosource.model.ledger import Judgement
from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.given import one_given_name
from twosource.values.lexicon import Lexicon, read
from twosource.values.likeness import NameMatch, judged
from twosource.values.name import fold, same_body, same_person, same_place_name
from twosource.values.place import candidates, distance

Row = dict[str, Any]
Said = tuple[bool, bool]
NEAR = 25.0
FOLDS = 5
COMPILE = Path(__file__).parent.parent / "scripts" / "spelling_ukraine.py"


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def scores(said: Iterable[Said]) -> Row:
    """Precision, recall and F1 of (said to match, does match)."""
    said = list(said)
    right = sum(one and other for one, other in said)
    precision = right / max(1, sum(one for one, _ in said))
    recall = right / max(1, sum(other for _, other in said))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def folded(count: int, seed: int) -> list[list[int]]:
    """The numbers below `count`, dealt at random into five parts."""
    order = list(range(count))
    random.Random(seed).shuffle(order)
    return [order[part::FOLDS] for part in range(FOLDS)]


def judgement(pair: Row) -> Judgement:
    same = same_person if pair["schema"] == "Person" else same_body
    return same(pair["a"], pair["b"]).judgement


def best_cutoff(ratios: Sequence[float], match: Sequence[bool]) -> int:
    return max(range(50, 100), key=lambda cutoff: scores(zip((ratio >= cutoff for ratio in ratios), match, strict=True))["f1"])


def by_rapidfuzz(sample: Sequence[Row], match: Sequence[bool], parts: Sequence[Sequence[int]]) -> Row:
    """The figures of rapidfuzz alone."""
    ratios = [fuzz.token_sort_ratio(pair["a"].lower(), pair["b"].lower()) for pair in sample]
    best = best_cutoff(ratios, match)
    said: dict[int, bool] = {}
    for part in parts:
        rest = sorted(set(range(len(sample))) - set(part))
        cutoff = best_cutoff([ratios[i] for i in rest], [match[i] for i in rest])
        said |= {i: ratios[i] >= cutoff for i in part}
    return {
        f"rapidfuzz at {best}, the best here": scores(zip((ratio >= best for ratio in ratios), match, strict=True)),
        "rapidfuzz, five folds": scores((said[i], match[i]) for i in range(len(sample))),
    }


def pairs(sample: Sequence[Row], seed: int) -> Row:
    """The figures of the name pairs."""
    match = [pair["label"] == "match" for pair in sample]
    said = [judgement(pair) for pair in sample]
    parts = folded(len(sample), seed)
    positive = [(one is Judgement.POSITIVE, label) for one, label in zip(said, match, strict=True)]
    logic = [pair for pair in sample if pair["logic_v2_match"] is not None]
    return {
        "pairs": len(sample),
        "positive": scores(positive),
        "positive, F1 of five parts": [scores(positive[i] for i in part)["f1"] for part in parts],
        "positive or unsure": scores((one is not Judgement.NEGATIVE, label) for one, label in zip(said, match, strict=True)),
        **by_rapidfuzz(sample, match, parts),
        "logic_v2, frozen": scores((pair["logic_v2_match"], pair["label"] == "match") for pair in logic),
    }


def compiled(entries: Path, without: Iterable[str]) -> Lexicon:
    """The lexicon made by the project's own script without some entries, in a table that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        left_out, out = Path(folder) / "without.txt", Path(folder) / "table.tsv"
        left_out.write_text("\n".join(without), encoding="utf-8")
        subprocess.run([sys.executable, COMPILE, entries, "--without", left_out, "--out", out], check=True)
        return read(out.read_text(encoding="utf-8"))


def likeness(entry: Row, spelling: str, lexicon: Lexicon) -> NameMatch:
    """How well a spelling fits the name of an entry, by the kind of that entry."""
    name = entry["correct"]
    if entry["location"] is not None:
        return same_place_name(spelling, name, lexicon)
    if fold(spelling) == fold(name):
        return judged(1.0)
    if entry["category"] == "Personal name":
        return judged(0.9 if one_given_name(spelling, name, lexicon) else 0.0)
    return max(same_person(spelling, name), same_body(spelling, name), key=lambda match: match.score)


def spellings(entry: Row) -> tuple[str, ...]:
    return (entry["source_spelling"], *entry["incorrect"], *entry["related"])


def outcome(entry: Row, spelling: str, group: Sequence[Row], lexicon: Lexicon) -> str:
    """Whether a spelling is resolved to its entry, to a wrong one, or left open."""
    own = likeness(entry, spelling, lexicon)
    others = [other for other in group if other["id"] != entry["id"] and spelling not in (*spellings(other), other["correct"])]
    rivals = [match for other in others if (match := likeness(other, spelling, lexicon)).judgement is Judgement.POSITIVE]
    mine = own.score if own.judgement is Judgement.POSITIVE else 0.0
    if any(rival.score >= mine for rival in rivals):
        return "wrong"
    return "resolved" if mine else "open"


def resolved(some: Iterable[Row], entries: Sequence[Row], lexicon: Lexicon) -> Counter[str]:
    """The outcomes of all spellings of some entries, among the names of all entries of their group."""
    groups = {placed: [entry for entry in entries if (entry["location"] is not None) == placed] for placed in (True, False)}
    return Counter(outcome(entry, one, groups[entry["location"] is not None], lexicon) for entry in some for one in spellings(entry))


def shares(counts: Mapping[str, int]) -> Row:
    total = max(1, sum(counts.values()))
    return {"spellings": sum(counts.values())} | {name: round(counts.get(name, 0) / total, 4) for name in ("resolved", "open", "wrong")}


def variants(path: Path, seed: int) -> Row:
    """The figures of the spellings, five fifths in turn and with the whole lexicon."""
    entries = rows(path)
    counts: list[Counter[str]] = []
    for part in folded(len(entries), seed):
        lexicon = compiled(path, (entries[i]["id"] for i in part))
        counts.append(resolved((entries[i] for i in part), entries, lexicon))
    whole = compiled(path, ())
    merged = [
        (one["correct"], other["correct"])
        for one, other in itertools.combinations(entries, 2)
        if one["correct"] != other["correct"]
        and (one["location"] is None) == (other["location"] is None)
        and likeness(one, other["correct"], whole).judgement is Judgement.POSITIVE
    ]
    return {
        "first fifth": shares(counts[0]),
        "five fifths": shares(sum(counts, Counter())),
        "known": shares(resolved(entries, entries, whole)),
        "merged": [" = ".join(pair) for pair in merged],
    }


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
    parser.add_argument("--seed", type=int, default=20, help="of the dealing into five parts")
    options = parser.parse_args()
    sample = rows(options.folder / "opensanctions-names" / "pairs.jsonl")
    spelt = options.folder / "spelling-ukraine" / "entries.jsonl"
    entries = rows(spelt)
    figures = {
        "pairs": pairs(sample, options.seed),
        "spellings": variants(spelt, options.seed),
        "found": {kind: found(entries, which) for kind, which in WHICH.items()},
    }
    for part, table in figures.items():
        print(part)
        for name, figure in table.items():
            shown = "   ".join(f"{key} {value:.4f}" for key, value in figure.items()) if isinstance(figure, dict) else figure
            print(f"  {name:<34}{shown}")
    wrong = [pair for pair in sample if (judgement(pair) is Judgement.POSITIVE) != (pair["label"] == "match")]
    for pair in wrong[: options.misses]:
        print(f"  {pair['label']:<10}{pair['a']} | {pair['b']}")
    print(json.dumps(figures, ensure_ascii=False))


WHICH: Mapping[str, Callable[[Row], Iterable[str]]] = {
    "correct": lambda entry: [entry["correct"]],
    "incorrect": lambda entry: entry["incorrect"],
    "related": lambda entry: entry["related"],
}

if __name__ == "__main__":
    main()
