"""How near two words are in sense."""

import functools
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain
from operator import invert

from twosource.lang.inflections import Part
from twosource.lang.relations import Entry, Relation, relation
from twosource.lang.thesaurus import thesaurus

#: What a word is worth for another that means the same, is made from it, or is a kind of it or the kind that it is of.
NEARNESS = {Relation.SAME: 0.95, Relation.DERIVED: 0.9, Relation.NARROWER: 0.75, Relation.BROADER: 0.75}
#: Letters that two words of one root share at least, and what they are worth for each other.
ROOT, ROOTED = 5, 0.9
#: Words of reports that are kept by what they are near to.
MOST = 200_000


@functools.lru_cache(maxsize=400_000)
def kin(one: str, other: str) -> float:
    """How near two words are in sense, by their root and the thesaurus."""
    if one == other:
        return 1.0
    if one[0].isdigit() or other[0].isdigit():
        return 0.0
    related = None if _reach(one).isdisjoint(_reach(other)) else relation(entry(one), entry(other))
    if related is Relation.OPPOSED:
        return 0.0
    rooted = len(one) >= ROOT and len(other) >= ROOT and one[:ROOT] == other[:ROOT]
    return max(ROOTED if rooted else 0.0, NEARNESS.get(related, 0.0) if related else 0.0)


@functools.lru_cache(maxsize=65_536)
def entry(word: str, part: Part | None = None) -> Entry:
    """What the thesaurus says of a word."""
    return thesaurus("en").entry(word, part)


def near(word: str, others: frozenset[str]) -> float:
    """How near the nearest of some words of reports is to a word of a draft: the highest `kin`, 0 where there is none."""
    if not others <= _KEPT.met:
        _KEPT.meet(others)
    found = _KEPT.near(word)
    return max((found[other] for other in found.keys() & others), default=0.0)


class Kindred:
    """The words of reports met so far and those of drafts asked about, each by what it can be near another for.

    A word of a draft has kin among some thirty of a thousand words; the others are never held against it.
    """

    def __init__(self) -> None:
        self.met: set[str] = set()
        self._found: dict[str, dict[str, float]] = {}
        self._met_by: defaultdict[int | str, list[str]] = defaultdict(list)
        self._asked_by: defaultdict[int | str, list[str]] = defaultdict(list)

    def meet(self, words: Collection[str]) -> None:
        """Takes in words of reports; where there are too many, those met before are forgotten."""
        if len(self.met) > MOST:
            for kept in (self.met, self._found, self._met_by, self._asked_by):
                kept.clear()
        for word in sorted(set(words) - self.met):
            self.met.add(word)
            for asked in {one for mark in _marks(word) for one in self._asked_by.get(mark, ())}:
                self._found[asked] |= _nearness(asked, word)
            for mark in _marks(word):
                self._met_by[mark].append(word)

    def near(self, word: str) -> dict[str, float]:
        """The words met that are near one of a draft, each with how near."""
        if word not in self._found:
            found = self._found[word] = {}
            for other in {one for mark in _marks(word) for one in self._met_by.get(mark, ())}:
                found |= _nearness(word, other)
            for mark in _marks(word):
                self._asked_by[mark].append(word)
        return self._found[word]


_KEPT = Kindred()


def _nearness(one: str, other: str) -> dict[str, float]:
    found = kin(one, other)
    return {other: found} if found else {}


def _marks(word: str) -> Iterator[int | str]:
    """What two words have one of in common where they are near: themselves, a root, or what the thesaurus knows them by."""
    return chain((word, word[:ROOT]) if len(word) > ROOT else (word,), () if word[0].isdigit() else _reach(word))


@functools.lru_cache(maxsize=65_536)
def _reach(word: str) -> frozenset[int]:
    """All words and synsets (these below zero) by which a word has a relation to another: two that share none have none."""
    one = entry(word)
    synsets = chain(one.chief, one.meanings, one.scope, one.contraries, one.kinds, *one.above)
    return one.lemmas.union(one.opposites, one.kin, map(invert, synsets))
