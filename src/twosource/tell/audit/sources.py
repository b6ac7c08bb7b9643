"""The reports that a draft is held against, sentence by sentence, in the words that carry their news."""

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect import topics
from twosource.connect.terms import family, stem
from twosource.connect.wording import fold
from twosource.lang import language
from twosource.model.claim import Annotation
from twosource.model.report import PassageKind, Report, Span
from twosource.values.name import plain

_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
#: Stop words that carry news all the same.
_TELLING = frozenset(
    {"no", "not", "never", "none", "nobody", "nothing", "without", "against", "first", "last", "two", "three", "four", "five"}
)
_MOST = 400
#: A word that is in no table weighs most; the commonest weigh next to nothing.
_LEAST = 0.12


class Word(NamedTuple):
    """A word that carries news: its stem or family, its plain lower-case letters, its weight between 0 and 1, and its place."""

    stem: str
    plain: str
    weight: float
    start: int
    end: int


class Told(NamedTuple):
    """A sentence of a report with its words."""

    span: Span
    words: tuple[Word, ...]
    stems: frozenset[str]
    plains: frozenset[str]
    kind: PassageKind

    @classmethod
    def of(cls, span: Span, words: tuple[Word, ...], kind: PassageKind) -> Self:
        return cls(span, words, frozenset(word.stem for word in words), frozenset(word.plain for word in words), kind)


class Source(NamedTuple):
    """A report with what it says; laid out once for an audit, so that what is found in it can be kept with it."""

    report: Report
    annotation: Annotation
    told: tuple[Told, ...]
    stems: frozenset[str]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def source(report: Report, annotation: Annotation) -> Source:
    """The report laid out; all of its sentences count, headline and correction too."""
    kinds = {passage.start: passage.kind for passage in report.passages}
    starts = sorted(kinds)
    told = []
    at = 0
    for span in report.sentences:
        while at + 1 < len(starts) and starts[at + 1] <= span.start:
            at += 1
        words = words_of(report.text, span.start, span.end)
        told.append(Told.of(span, words, kinds[starts[at]] if starts else PassageKind.BODY))
    return Source(report, annotation, tuple(told), frozenset().union(*(one.stems for one in told)))


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words between two places that carry news; a hyphen parts words, a figure is one."""
    found = []
    for match in _WORD.finditer(text, start, end):
        for piece, at in _pieces(match[0], match.start()):
            word = _word(piece)
            if word is not None:
                found.append(Word(*word, at, at + len(piece)))
        if len(found) >= _MOST:
            break
    return tuple(found)


def _pieces(word: str, start: int) -> Iterable[tuple[str, int]]:
    if "-" not in word and "." not in word:
        return [(word, start)]
    return [(match[0], start + match.start()) for match in re.finditer(r"\d[\d.,]*|[^\W\d_]+(?:[’'][^\W\d_]+)*", word)]


@functools.lru_cache(maxsize=65_536)
def _word(word: str) -> tuple[str, str, float] | None:
    folded = fold(word)
    bare = folded.removesuffix("n't")
    if not folded or (folded in _empty() and folded not in _TELLING) or (len(folded) == 1 and not folded.isdigit()):
        return None
    if folded[0].isdigit():
        return folded.replace(",", ""), folded.replace(",", ""), 1.0
    if bare in _empty():
        return None
    letters = plain(folded)
    return (family(stem(word)), letters, weight(word)) if letters else None


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(language("en").measures.empty) | frozenset(STOP_WORDS)


@functools.lru_cache(maxsize=65_536)
def weight(word: str) -> float:
    """How much a word tells: 1 for one that no news report in a thousand has, little for one that most have."""
    table = language("en").background
    count = table.stems.get(topics.stem(word), 0)
    return max(_LEAST, 1 - math.log1p(count) / math.log1p(table.reports))


def weigh(words: Iterable[Word]) -> float:
    """What words weigh together."""
    return sum(word.weight for word in words)


def between(words: Sequence[Word], span: Span) -> tuple[Word, ...]:
    """The words inside a stretch."""
    return tuple(word for word in words if span.start <= word.start and word.end <= span.end)
