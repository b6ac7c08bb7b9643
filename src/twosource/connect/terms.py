"""The words by which two passages are told to speak of one matter: stems, families of one meaning, and how rare each is in the story."""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from twosource.connect.wording import fold
from twosource.lang import language
from twosource.lang.measures import Measures

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
#: Ends taken off a word, longest first; what is left keeps three letters. A stem need not be a word, it need only meet its kin.
_ENDS = ("ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ied", "ies", "ion", "ions", "ed", "es", "ly", "s", "e")
_SHORTEST = 3
#: Objects that stand inside a pair: "heard it go".
_OBJECTS = frozenset({"it", "them", "him", "her"})
_MOST_WORDS = 400
#: A word is not common for standing in both sentences of a tiny story: rarity is reckoned over no fewer than these.
_FEWEST = 40


class Term(NamedTuple):
    """A content word by its stem or family ("=fail"), with its place."""

    stem: str
    start: int
    end: int


@functools.cache
def _table() -> Measures:
    return language("en").measures


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """One form for a word's endings; irregular forms by the table."""
    folded = fold(word)
    folded = _table().irregular.get(folded, folded)
    for end in _ENDS:
        if folded.endswith(end) and len(folded) - len(end) >= _SHORTEST and not folded.endswith("ss"):
            folded = folded[: -len(end)] + ("y" if end in {"ied", "ies"} else "")
            break
    if len(folded) > _SHORTEST and folded[-1] == folded[-2] and folded[-1] in "bdgmnprt":
        folded = folded[:-1]
    return folded


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(_table().empty)


@functools.cache
def _family_of() -> Mapping[str, str]:
    """From a stem, or two stems with a space, to its family."""
    return {" ".join(stem(part) for part in word.split()): f"={name}" for name, words in _table().families.items() for word in words}


def family(stemmed: str) -> str:
    """The stem's family, or the stem where it has none."""
    return _family_of().get(stemmed, stemmed)


def terms(text: str, start: int, end: int) -> tuple[Term, ...]:
    """The content words between two places, in order; two words that make one of a family count once."""
    found: list[Term] = []
    before: Term | None = None
    for match in _WORD.finditer(text, start, end):
        stemmed = stem(match.group())
        here = Term(stemmed, match.start(), match.end())
        pair = _family_of().get(f"{before.stem} {stemmed}") if before is not None else None
        if pair is not None and before is not None:
            if found and found[-1].start == before.start:
                found.pop()
            found.append(Term(pair, before.start, match.end()))
        elif match.group().lower().replace("’", "'") not in _empty():
            found.append(Term(_family_of().get(stemmed, stemmed), match.start(), match.end()))
        if here.stem not in _OBJECTS:
            before = here
        if len(found) >= _MOST_WORDS:
            break
    return tuple(found)


class Rarity(NamedTuple):
    """How much a shared word tells: 1 for a word of one sentence, near 0 for one that stands in every sentence."""

    weights: Mapping[str, float]

    def of(self, stemmed: str) -> float:
        return self.weights.get(stemmed, 1.0)

    def weigh(self, stems: Iterable[str]) -> float:
        return sum(self.of(stemmed) for stemmed in sorted(stems))

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Of the poorer side's weight, the share that both have."""
        least = min(self.weigh(one), self.weigh(other))
        return min(1.0, self.weigh(one & other) / least) if least else 0.0

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Of all the weight, the share that both have."""
        whole = self.weigh(one | other)
        return self.weigh(one & other) / whole if whole else 0.0


def rarity(sentences: Iterable[frozenset[str]]) -> Rarity:
    """How rare each word is among the sentences given."""
    counts: Counter[str] = Counter()
    number = 0
    for stems in sentences:
        number += 1
        counts.update(stems)
    whole = 1 + max(number, _FEWEST)
    return Rarity({word: math.log(whole / (1 + seen)) / math.log(whole) for word, seen in counts.items()})


def stems(found: Iterable[Term]) -> frozenset[str]:
    """The terms without their places."""
    return frozenset(term.stem for term in found)
