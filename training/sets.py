"""Pairs of sentences out of families and sets of invented sentences (`eval/families`, `eval/sets`), and of stories that look alike."""

import itertools
import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from training.stories import APART, CHANGE, CONFLICT, SAME, TRAP, Pair, Sketch
from twosource.connect.weighed import Passage
from twosource.model.report import Span

#: The kinds of altered sentences of a family that gainsay the others.
GAINSAID = frozenset(
    {"number", "unit", "time", "place", "name", "negation", "antonym", "roles", "cause", "kind", "quote", "scope", "sequence"}
)
_GAPS = (None, 1.0, 5.0, 20.0, 50.0)
_ACROSS = 24  # passages of a story that are held against those of another that looks like it


def lines(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The records of files of JSON Lines, file by file in order of name."""
    for file in sorted(files):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def of_families(files: Iterable[Path], taken: Callable[[str], bool]) -> Iterator[Pair]:
    """Pairs of sentences of families (`eval/families`) of the stories that are `taken`: alike, altered, near."""
    chance = random.Random("families")
    for family in lines(files):
        if taken(family["story"]):
            yield from _of_family(family, chance)


def _of_family(family: Mapping[str, Any], chance: random.Random) -> Iterator[Pair]:
    same: list[str] = family["same"]
    altered = [one["text"] for one in family.get("altered", ()) if one["kind"] in GAINSAID]
    near = [one if isinstance(one, str) else one["text"] for one in family.get("near", ())]
    two = [tuple(chance.sample(same, 2)) for _ in range(min(4, len(same) - 1))]
    drawn = [(pair, SAME) for pair in two]
    drawn += [((chance.choice(same), text), CONFLICT) for text in chance.sample(altered, min(3, len(altered)))]
    drawn += [((chance.choice(same), text), APART) for text in chance.sample(near, min(2, len(near)))]
    for (one, other), label in drawn:
        ends = (one, other) if chance.random() < 0.5 else (other, one)
        left, right = (Passage(text, (Span(0, len(text)),)) for text in ends)
        yield Pair(left, right, chance.choice(_GAPS), one_report=False, label=label)


def of_sets(files: Iterable[Path], taken: Callable[[str], bool]) -> Iterator[Pair]:
    """Pairs of sentences of sets (`eval/sets`), those whose first sentence is `taken`: told over, against each other, later, near."""
    chance = random.Random("sets")
    for held in lines(files):
        if taken(held["base"]):
            yield from _of_set(held, chance)


def _of_set(held: Mapping[str, Any], chance: random.Random) -> Iterator[Pair]:
    told = [held["base"], *held["same"]]
    drawn = [(one, other, SAME) for one, other in itertools.combinations(told, 2)]
    for label in (CONFLICT, CHANGE):
        drawn += [(held["base"], one["text"], label) for one in held[label]]
        drawn += [(chance.choice(held["same"]), one["text"], label) for one in held[label]]
    drawn += [(base, text, TRAP) for text in held["apart"] for base in (held["base"], chance.choice(held["same"]))]
    for one, other, label in drawn:
        ends = (one, other) if label == CHANGE or chance.random() < 0.5 else (other, one)
        gaps = _GAPS if label != CHANGE else _GAPS[2:]
        left, right = (Passage(text, (Span(0, len(text)),)) for text in ends)
        yield Pair(left, right, chance.choice(gaps), one_report=False, label=label)


def across(one: Sketch, other: Sketch) -> Iterator[Pair]:
    """Passages of two stories that look alike, each with the one of the other story that shares most words with it: two matters all."""
    chance = random.Random(f"{one['story']} {other['story']}")
    left, right = (sorted({tuple(passage) for claim in sketch["claims"] for passage in claim["passages"]}) for sketch in (one, other))
    moments = {(sketch["story"], r["id"]): f"{r['date']}T{r['hour']}:00+00:00" for sketch in (one, other) for r in sketch["reports"]}
    for name, words in chance.sample(left, min(len(left), _ACROSS)):
        there, second = max(right, key=lambda passage: (_alike(words, passage[1]), passage))
        ends = [(moments[one["story"], name], words), (moments[other["story"], there], second)]
        (earlier, first), (later, last) = sorted(ends)
        hours = (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 3600
        yield Pair(*(Passage(text, (Span(0, len(text)),)) for text in (first, last)), round(hours, 1), one_report=False, label=TRAP)


def _alike(one: str, other: str) -> float:
    left, right = ({word.strip(".,;:“”\"'").lower() for word in text.split()} for text in (one, other))
    return len(left & right) / min(len(left), len(right))
