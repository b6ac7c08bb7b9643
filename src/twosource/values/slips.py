"""How far apart two spellings of a word are: letters that transliterations exchange cost little, slips of the pen more.

The exchanges and their costs are the table `letters` of `names.toml`. A slip costs 1, less where the eye or the hand is known to err
(Damerau 1964, "A technique for computer detection and correction of spelling errors": one letter wrong, missing, added, or two letters that
changed places, make four in five misspellings): two letters that changed places, a vowel for a vowel. A slip in the first letter costs
more, since writers seldom err there (Winkler 1990).
"""

import functools
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.values.spelling import SOUNDS, fold

SLIP, SWAPPED, VOWEL, NASAL, DOUBLED, FIRST = 1.0, 0.6, 0.5, 0.6, 0.05, 0.4
VOWELS, NASALS = frozenset("aeiouy"), frozenset("mn")
#: Longer words are not compared letter by letter.
LONGEST = 40
FAR = 99.0


class Distance(NamedTuple):
    """What the differences of two words cost together, and which they are, as "q and k"."""

    cost: float
    differences: tuple[str, ...]


@functools.cache
def _exchanges() -> Mapping[tuple[str, str], tuple[tuple[str, str, float], ...]]:
    """The letters that are exchanged, both ways round, by the last letter of each."""
    costs: dict[tuple[str, str], float] = {}
    groups = [(row.forms, row.cost) for row in language("en").names.letters] + [(pair, 0.0) for pair in SOUNDS]
    for forms, cost in groups:
        for left in forms:
            for right in forms:
                if left != right:
                    costs[left, right] = min(cost, costs.get((left, right), FAR))
    found: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    for (left, right), cost in sorted(costs.items()):
        found.setdefault((left[-1:], right[-1:]), []).append((left, right, cost))
    return {ends: tuple(rows) for ends, rows in found.items()}


def far(left: str, right: str, letters: int = 3) -> bool:
    """Whether two plain words sound so unlike, by more letters than these, that nobody need ask how far they are apart; takes no time."""
    return OSA.distance(fold(left), fold(right), score_cutoff=letters) > letters


@functools.lru_cache(maxsize=65536)
def distance(left: str, right: str) -> Distance:
    """How far two plain words are apart; the cost does not depend on their order."""
    if left == right:
        return Distance(0.0, ())
    if max(len(left), len(right)) > LONGEST:
        return Distance(FAR, ())
    best: list[list[Distance]] = [[Distance(0.0, ())] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if i or j:
                best[i][j] = _cheapest(left, right, i, j, best)
    found = best[len(left)][len(right)]
    return Distance(round(found.cost, 3), tuple(dict.fromkeys(found.differences)))


def _cheapest(left: str, right: str, i: int, j: int, best: list[list[Distance]]) -> Distance:
    """The best way to the first `i` letters of one and the first `j` of the other."""
    found = Distance(FAR, ())
    if i and j and left[i - 1] == right[j - 1]:
        found = best[i - 1][j - 1]
    for a, b, cost in _moves(left, right, i, j):
        before = best[i - a][j - b]
        if before.cost + cost < found.cost:
            change = (f"{left[i - a : i] or 'nothing'} and {right[j - b : j] or 'nothing'}",) if cost else ()
            found = Distance(before.cost + cost, before.differences + change)
    return found


def _moves(left: str, right: str, i: int, j: int) -> list[tuple[int, int, float]]:
    """How the last letters can differ: so many of one for so many of the other, at a cost."""
    moves: list[tuple[int, int, float]] = []
    if i:
        moves.append((1, 0, _alone(left, i)))
    if j:
        moves.append((0, 1, _alone(right, j)))
    if i and j:
        moves.append((1, 1, _instead(left[i - 1], right[j - 1]) + FIRST * (1 in (i, j))))
    if i > 1 and j > 1 and left[i - 2 : i] == right[j - 1] + right[j - 2]:
        moves.append((2, 2, SWAPPED))
    for one, other, cost in (
        row for ends in ((left[i - 1 : i], right[j - 1 : j]), (left[i - 1 : i], ""), ("", right[j - 1 : j])) for row in _row(ends)
    ):
        if left.endswith(one, 0, i) and right.endswith(other, 0, j):
            moves.append((len(one), len(other), cost))
    return moves


def _row(ends: tuple[str, str]) -> tuple[tuple[str, str, float], ...]:
    return _exchanges().get(ends, ())


def _alone(word: str, at: int) -> float:
    """What a letter costs that the other word lacks."""
    letter = word[at - 1]
    if at > 1 and word[at - 2] == letter:
        return DOUBLED
    return (VOWEL if letter in VOWELS else SLIP) + FIRST * (at == 1)


def _instead(one: str, other: str) -> float:
    if one in VOWELS and other in VOWELS:
        return VOWEL
    return NASAL if one in NASALS and other in NASALS else SLIP
