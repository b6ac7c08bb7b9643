"""A report as one side of a comparison: its sentences, what was found in it, and what is asked of it again and again, found once."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from twosource.connect.wording import ROOT, Word, sentence_words
from twosource.model.claim import Annotation, Attribution, Form, Mention
from twosource.model.report import Report, Span
from twosource.values.name import fold

T = TypeVar("T")
#: What a report says somebody is stands so many words from his name, at most.
NEAR = 8


class Sentence(NamedTuple):
    """A sentence of one report with its words."""

    span: Span
    words: tuple[Word, ...]


class Located(Generic[T]):
    """Things by the stretches that they stand on: those over a place are found without a look at all of them."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        held = list(placed)
        self._placed = sorted(((span, at, one) for at, (span, one) in enumerate(held)), key=lambda row: (row[0].start, row[1]))
        self._starts = [span.start for span, _, _ in self._placed]
        self._longest = max((span.end - span.start for span, _ in held), default=0)

    def over(self, start: int, end: int) -> list[T]:
        """What overlaps a stretch, in the order in which it was given."""
        near = self._placed[bisect_left(self._starts, start - self._longest) : bisect_left(self._starts, end)]
        return [one for _, one in sorted(((at, one) for span, at, one in near if start < span.end), key=lambda row: row[0])]


@dataclass(frozen=True, eq=False)
class Side:
    """A report as one side of a comparison: its sentences and what was found in it."""

    report: Report
    sentences: tuple[Sentence, ...]
    annotation: Annotation
    cluster_of: Mapping[str, str]

    def names(self, start: int, end: int) -> list[Mention]:
        """The names that overlap a stretch of text."""
        return [one for one in self.mentions.over(start, end) if one.form is Form.NAME]

    def said(self, sentence: Sentence, i: int) -> str:
        """A word of a sentence as the report writes it."""
        return self.report.text[sentence.words[i].start : sentence.words[i].end]

    @cached_property
    def mentions(self) -> Located[Mention]:
        """The mentions by where they stand."""
        return Located((Span(one.start, one.end), one) for one in self.annotation.mentions)

    @cached_property
    def sources(self) -> Located[Attribution]:
        """The statements by who says them."""
        return Located((span, one) for one in self.annotation.statements for span in one.source)

    @cached_property
    def cues(self) -> Located[Attribution]:
        """The statements by the words that they are said with."""
        return Located((span, one) for one in self.annotation.statements for span in one.cue)

    @cached_property
    def contents(self) -> Located[Attribution]:
        """The statements by what they say."""
        return Located((span, one) for one in self.annotation.statements for span in one.content)

    @cached_property
    def opens(self) -> frozenset[int]:
        """Where the report's sentences begin."""
        return frozenset(start for start, _ in self.report.sentences)

    @cached_property
    def hedged(self) -> frozenset[int]:
        """Where the hedges begin."""
        return frozenset(hedge.start for hedge in self.annotation.hedges)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all sentences."""
        return frozenset(word.folded for sentence in self.sentences for word in sentence.words)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the words of all sentences."""
        return frozenset(word[:ROOT] for word in self.vocabulary)

    @cached_property
    def beside(self) -> Mapping[str, frozenset[str]]:
        """For each word that is ever in capitals the roots of the words that stand near it in a sentence."""
        named = {word.folded for one in self.sentences for word in one.words if self.report.text[word.start].isupper()}
        found: dict[str, set[str]] = defaultdict(set)
        for sentence in self.sentences:
            words = [word.folded for word in sentence.words]
            for i, word in enumerate(words):
                if word in named:
                    found[word] |= {other[:ROOT] for other in words[max(0, i - NEAR) : i + NEAR + 1]}
        return {word: frozenset(roots) for word, roots in found.items()}

    @cached_property
    def spelt(self) -> frozenset[str]:
        """All words of the report's text, furniture among them, as names are compared."""
        return frozenset(fold(word) for word in self.report.text.split())


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report with their words."""
    return tuple(Sentence(span, words) for span, words in zip(report.sentences, sentence_words(report), strict=True))
