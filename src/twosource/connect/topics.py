"""What reports are about: weighted words and names, held against each other."""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.lang import language
from twosource.lang.background import Background
from twosource.model.report import SILENT, Report

Matrix = NDArray[np.float64]

#: The background counts half, so that two reports are not judged by it alone, nor a thousand without it.
BACKGROUND = 0.5
#: A name or a year weighs more than a word; what stands in the opening counts twice.
NAME, OPENING, LEAD = 1.5, 2, 25
#: A report longer than this is known by its opening.
LONGEST = 20_000

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = ("ingly", "edly", "ing", "edly", "ed", "es", "s", "ly")


class Terms(NamedTuple):
    """The stems of one report with their counts, and how often each stood with a capital or as a year."""

    counts: dict[str, int]
    named: dict[str, int]
    plain: dict[str, int]


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without case and common endings; rough, the same for all."""
    bare = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            return bare[: -len(ending)]
    return bare


@functools.lru_cache(maxsize=2048)
def terms(report: Report) -> Terms:
    """The stems of a report's own text, stop words left out."""
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    seen = 0
    for passage in report.passages:
        if passage.kind in SILENT or seen >= LONGEST:
            continue
        for match in itertools.islice(WORD.finditer(report.text, passage.start, passage.end), 5 * LONGEST):
            word = match.group()
            root = stem(word)
            if len(root) < 2 or root in STOP_WORDS or len(word) > 60:
                continue
            seen += 1
            counts[root] += OPENING if seen <= LEAD else 1
            (named if word[0].isupper() or _YEAR.fullmatch(word) else plain)[root] += 1
            if seen >= LONGEST:
                break
    return Terms(dict(counts), dict(named), dict(plain))


def names(found: Sequence[Terms]) -> frozenset[str]:
    """The stems that stand with a capital, or as a year, at least twice as often as not."""
    named: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for report in found:
        named.update(report.named)
        plain.update(report.plain)
    return frozenset(root for root, count in named.items() if count > 2 * plain[root])


def likeness(found: Sequence[Terms], background: float = BACKGROUND) -> Matrix:
    """The cosine of every two reports' weighted terms; with no background only what tells these reports apart counts."""
    table: Background = language("en").background
    held: Counter[str] = Counter()
    for report in found:
        held.update(report.counts.keys())
    proper = names(found)
    shared = sorted(root for root, count in held.items() if count > 1)
    column = {root: i for i, root in enumerate(shared)}
    reports = len(found) + background * table.reports + 0.5
    vectors = np.zeros((len(found), len(shared)), dtype=np.float64)
    lengths = np.zeros(len(found))
    for row, report in enumerate(found):
        for root in sorted(report.counts):
            rarity = log(max(1.0, reports / (held[root] + background * table.stems.get(root, 0))))
            weight = (1 + log(report.counts[root])) * rarity * (NAME if root in proper else 1.0)
            lengths[row] += weight * weight
            if root in column:
                vectors[row, column[root]] = weight
    vectors /= np.sqrt(np.maximum(lengths, 1e-12))[:, None]
    # sums of floats differ in their last digits with the order of summing, and no cluster may hang on those
    return np.round(vectors @ vectors.T, 6)
