"""Stretches of one report that stand word for word in another: how many, how long, and where in each."""

from collections import defaultdict
from typing import NamedTuple

from twosource.connect.wording import SHINGLE, Wording

#: A stretch of so many words, so many of them outside quotation marks, is neither a stock phrase nor a quotation that two hearers share.
LONG, SAID = 10, 5
#: News that is told over from another's text keeps several stretches of it, some of them in its first half: furniture and background that
#: two reports of one house share are one block, at the end. Chosen on the labelled pairs of FA-KES (eval/fakes.py).
SEVERAL, SCATTERED, EARLY = 3, 0.15, 0.18
#: Places of the other report at which a word run is looked at.
PLACES = 20


class Stretch(NamedTuple):
    """So many words from `at` on in one report that stand from `there` on in the other; `said` are those outside quotation marks."""

    at: int
    there: int
    words: int
    said: int


class Woven(NamedTuple):
    """How one report's text is woven into another.

    `several` long stretches; `scattered`, the words of all but the longest as a share of the shorter report's, and `early`, of the made
    report's first half those in such stretches.
    """

    several: int
    scattered: float
    early: float

    @property
    def told_over(self) -> bool:
        """Whether it is the other's news told over, by its own words."""
        return self.several >= SEVERAL and self.scattered >= SCATTERED and self.early >= EARLY


def woven(made: Wording, original: Wording) -> Woven:
    """How the made report's text is woven into the original; what is all quotation, which two hearers share, counts for nothing."""
    found = [stretch for stretch in stretches(made, original) if stretch.said >= SAID]
    half = len(made.words) / 2
    whole = sum(stretch.words for stretch in found)
    return Woven(
        several=sum(stretch.words >= LONG for stretch in found),
        scattered=(whole - max((stretch.words for stretch in found), default=0)) / max(1, min(len(made.words), len(original.words))),
        early=sum(stretch.words for stretch in found if stretch.at < half) / max(1.0, half),
    )


def stretches(made: Wording, original: Wording) -> list[Stretch]:
    """The stretches of one report, in order and none over another, each where it runs on the longest in the other."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, run in enumerate(original.shingles):
        if len(held := places[run]) < PLACES:
            held.append(place)
    found: list[Stretch] = []
    at = 0
    while at < len(made.shingles):
        there = max(places.get(made.shingles[at], ()), key=lambda place: (_length(made, at, original, place), -place), default=None)
        if there is None:
            at += 1
            continue
        length = _length(made, at, original, there)
        found.append(Stretch(at, there, length, _said(made, at, length)))
        at += length
    return found


def longest(made: Wording, original: Wording) -> Stretch | None:
    """The longest stretch of all, each run of words looked for where it is first in the other; `None` where no run is in both."""
    first = {run: place for place, run in reversed(list(enumerate(original.shingles)))}
    best: Stretch | None = None
    at = 0
    while at < len(made.shingles):
        there = first.get(made.shingles[at])
        length = _length(made, at, original, there) if there is not None else 0
        if there is not None and (best is None or length > best.words):
            best = Stretch(at, there, length, _said(made, at, length))
        at += max(1, length - SHINGLE + 1)
    return best


def _length(made: Wording, at: int, original: Wording, there: int) -> int:
    """How many words are the same from two places on, told by the runs that start there."""
    runs, others = made.shingles, original.shingles
    length = 0
    while at + length < len(runs) and there + length < len(others) and runs[at + length] == others[there + length]:
        length += 1
    return length + SHINGLE - 1 if length else 0


def _said(made: Wording, at: int, length: int) -> int:
    return sum(not word.quoted for word in made.words[at : at + length])
