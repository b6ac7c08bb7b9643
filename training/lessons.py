"""What the weigher of two passages is taught on: pairs of stories, families and sets, and sentences of drafts, each part kept once made."""

import argparse
import itertools
import pickle
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.progress import track
from tokenizers import Tokenizer

from training.negated import Lesson, gainsaid
from training.sets import across, lines, of_families, of_sets
from training.stories import (
    APART,
    CHANGE,
    CONFLICT,
    FITTED,
    KEPT_APART,
    PARTS,
    SAME,
    TRAP,
    WORKED,
    number_of,
    pairs,
    part_of,
    sketches,
)
from training.support import Drafted, of_bump, of_story, of_summaries
from training.support import of_families as drafted_of_families
from training.whole import whole
from twosource.annotate.tagger.kept import Kept
from twosource.connect.weighed.network import encoded
from twosource.tell.audit.borne.network import encoded as encoded_draft

Row = tuple[list[int], list[int]]
#: Of the families' stories and of the sets one of so many is kept apart (eval/families.py), by name or first sentence.
_FAMILIES_APART, _SETS_APART = 16, 5
#: The share of a story's pairs that is taught: claims, figures, and sentences of drafts, by label.
_CLAIMS = {APART: 0.36, SAME: 1.0, CONFLICT: 1.0, CHANGE: 0.6, TRAP: 1.0}
_FIGURES = {APART: 0.4, SAME: 1.0, CONFLICT: 1.0, CHANGE: 0.8, TRAP: 1.0}
_DRAFTED = {APART: 0.6, SAME: 0.35, CONFLICT: 1.0}
_OF_FAMILIES = 0.6
#: Of what says the same, the share that is taught with one side denied as well, and of the rest with both.
_DENIED, _BOTH_DENIED = 0.3, 0.15
#: How often sets are taught, which are few and written for it.
_SETS_OVER = 2


def lessons(args: argparse.Namespace) -> dict[str, list[Lesson]]:
    """The lessons of each part, kept under `args.work` once made."""
    kept: Path = args.work / "lessons.pickle"
    if not kept.exists():
        with whole(kept) as file:
            pickle.dump(_made(args), file)
    return pickle.loads(kept.read_bytes())


def _made(args: argparse.Namespace) -> dict[str, list[Lesson]]:
    found: dict[str, list[Lesson]] = {part: [] for part in PARTS}
    chance, cache = random.Random("lessons"), Kept()
    files = sorted(args.short.glob("*.jsonl"))
    told = sketches(files)
    for sketch in track(told, description="stories"):
        part = part_of(str(sketch["story"]))
        some: list[Lesson] = [*pairs(sketch, cache), *of_story(sketch)]
        found[part] += thinned(some, chance) if part == WORKED else some
    for file in files:  # a story and the next in its file may be twins: written to be taken for each other
        for one, other in itertools.pairwise(lines([file])):
            if (part := part_of(str(one["story"]))) == part_of(str(other["story"])):
                found[part] += across(one, other)
    held = [one for one in lines(args.families.glob("*.jsonl")) if _is_taught(one["story"])]
    found[WORKED] += [one for one in of_families(args.families.glob("*.jsonl"), _is_taught) if chance.random() < _OF_FAMILIES]
    found[WORKED] += [one for one in drafted_of_families(held) if chance.random() < _OF_FAMILIES]
    for part, taken in ((WORKED, True), (FITTED, False)):
        some = list(of_sets(args.sets.glob("*.jsonl"), lambda base, taken=taken: (number_of(base) % _SETS_APART != 0) is taken))
        found[part] += some * (_SETS_OVER if part == WORKED else 1)
    for name, of in (("summedits", of_summaries), ("bump", of_bump)):
        if args.corpora and (file := args.corpora / name / "dev.jsonl").exists():
            found[WORKED] += [one for _, one in of(file, kept=False)]
            found[KEPT_APART] += [one for _, one in of(file, kept=True)]
    denied = gainsaid([one for one in found[WORKED] if chance.random() < _DENIED], chance)
    found[WORKED] += [one for one in denied if one.label == CONFLICT or chance.random() < _BOTH_DENIED]
    return found


def _is_taught(story: str) -> bool:
    return number_of(story) % _FAMILIES_APART != 0


def thinned(some: Iterable[Lesson], chance: random.Random) -> list[Lesson]:
    """A share of the lessons of a story, by what they are of."""
    return [one for one in some if chance.random() < _share(one)]


def _share(one: Lesson) -> float:
    if isinstance(one, Drafted):
        return _DRAFTED[one.label]
    return (_CLAIMS if one.earlier.figure is None else _FIGURES)[one.label]


def rows(tokenizer: Tokenizer, found: Sequence[Lesson]) -> list[Row]:
    """What the network reads of each."""
    return [
        encoded_draft(tokenizer, one.text, one.told)
        if isinstance(one, Drafted)
        else encoded(tokenizer, one.earlier, one.later, one.hours, one_report=one.one_report)
        for one in found
    ]


def kind_of(one: Lesson) -> str:
    """Whether claims are asked about, figures, or a sentence of a draft."""
    return "drafts" if isinstance(one, Drafted) else "claims" if one.earlier.figure is None else "figures"
