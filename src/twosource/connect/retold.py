"""A report told over in other words: which of its sentences stand in another's, and whether in the other's order."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.wording import Word, sentence_words
from twosource.model.report import Report

#: Of the content words of a sentence, how many another must have for it to be that one retold.
SAME = 0.5
#: A sentence with fewer content words is not told from its like; a longer one is a table.
FEWEST, LONGEST = 4, 200
#: A word in more sentences than this tells none from another.
COMMON = 200
#: Sentences that are held against the other report's, from the top; news is told at the top.
MOST = 1000


class Retold(NamedTuple):
    """How much of a report is another's retold, by words: of all of it, and of its first third.

    `order` is the share of what was found that is told in the other's order, `figures` of the figures in it those that the other has.
    """

    sentences: int
    share: float
    opening: float
    order: float
    figures: float


def retold(made: Report, original: Report) -> Retold:
    """How much of one report's sentences are another's in other words."""
    told, others = _sentences(made), _sentences(original)
    holders: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(others):
        for word in sorted(words):
            holders[word].append(i)
    found = [_nearest(words, others, holders) for words in told]
    return Retold(
        sentences=len(told),
        share=_share(told, found),
        opening=_share(told[: (len(told) + 2) // 3], found),
        order=_in_order([at for at in found if at is not None]),
        figures=_figures([words for words, at in zip(told, found, strict=True) if at is not None], others),
    )


def content(words: Sequence[Word]) -> frozenset[str]:
    """The words that carry the news: figures and all that is no stop word, quoted words left out, which two hearers share."""
    return frozenset(
        word.folded
        for word in words
        if not word.quoted and (word.folded[0].isdigit() or (len(word.folded) > 2 and word.folded not in STOP_WORDS))
    )


def _sentences(report: Report) -> list[frozenset[str]]:
    found = (content(words) for words in sentence_words(report)[:MOST])
    return [words for words in found if FEWEST <= len(words) <= LONGEST]


def _nearest(words: frozenset[str], others: Sequence[frozenset[str]], holders: dict[str, list[int]]) -> int | None:
    """The sentence that has most of these words, the shortest of several, if it has enough."""
    shared: dict[int, int] = defaultdict(int)
    for word in sorted(words):
        held = holders.get(word, ())
        for i in held if len(held) <= COMMON else ():
            shared[i] += 1
    best = max(shared, key=lambda i: (shared[i], -len(others[i]), -i), default=None)
    return best if best is not None and shared[best] >= SAME * len(words) else None


def _share(told: Sequence[frozenset[str]], found: Sequence[int | None]) -> float:
    """The share of the sentences that were found, each weighing as many words as it has."""
    whole = sum(len(words) for words in told)
    return sum(len(words) for words, at in zip(told, found, strict=False) if at is not None) / whole if whole else 0.0


def _figures(told: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> float:
    """The share of some sentences' figures that the other report has too; all of none."""
    mine, theirs = ({word for words in sentences for word in words if word[0].isdigit()} for sentences in (told, others))
    return len(mine & theirs) / len(mine) if mine else 1.0


def _in_order(places: Sequence[int]) -> float:
    """The share of the longest run of places that never goes back."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends) / len(places) if places else 0.0
