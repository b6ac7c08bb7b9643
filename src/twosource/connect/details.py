"""The details that a report tells, and whether they are all another's: names, figures and quotations, sentence by sentence."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.retold import content
from twosource.connect.wording import Word, sentence_words
from twosource.lang import language
from twosource.model.report import PassageKind, Report
from twosource.values.number import numbers

#: A report with nothing of its own: so many sentences, of which so many tell what one of the other's does, with so many names and figures
#: that both have; of its names, its figures and its sentences at most such a share has what the other lacks, and no quotation is new.
#: A second reporter at one event has somebody's words, a figure or a name that the first has not. Chosen on FA-KES and invented stories.
SENTENCES, ACCOUNTED, NAMES, FIGURES, DETAILS = 6, 0.4, 6, 5, 14
OWN_NAMES, OWN_FIGURES, OWN_SENTENCES = 0.15, 0.2, 0.25
#: A quotation of so many words is the other's when of its words so many stand in the other's quotations.
QUOTED, SAME_QUOTE = 4, 0.66
#: A sentence tells what another does: such a share of the words that carry its news, or so many of its details with a word or two besides.
SAME, SHARED, BESIDE = 0.4, 2, 2
#: "nearly 12,000" for 11,900, and a figure in another unit: miles, acres, feet, pounds.
ROUNDED, SMALL = 0.07, 10
UNITS = (1.609, 2.471, 3.281, 2.205)
#: Words with as many first letters the same are of one root: "Merrow" and "Merrovian".
ROOT = 5


class Told(NamedTuple):
    """The details of a sentence, the words that carry its news, and all its words."""

    names: frozenset[str]
    figures: frozenset[float]
    quoted: frozenset[str]
    content: frozenset[str]
    words: frozenset[str]


class Borrowed(NamedTuple):
    """How much of what a report tells is another's: its details that both have, and the share of those that it alone has."""

    sentences: int
    accounted: int
    names: int
    all_names: int
    figures: int
    all_figures: int
    own_sentences: float
    own_quotes: int

    @property
    def whole(self) -> bool:
        """Whether the report has nothing of its own."""
        enough = self.sentences >= SENTENCES and self.accounted >= ACCOUNTED * self.sentences
        shared = self.names >= NAMES and self.figures >= FIGURES and self.names + self.figures >= DETAILS
        names = self.all_names - self.names <= OWN_NAMES * self.all_names
        figures = self.all_figures - self.figures <= OWN_FIGURES * self.all_figures
        return enough and shared and names and figures and self.own_sentences <= OWN_SENTENCES and not self.own_quotes


@lru_cache(maxsize=1024)
def details(report: Report) -> tuple[Told, ...]:
    """What each sentence below the headline tells."""
    heads = [passage for passage in report.passages if passage.kind is PassageKind.HEADLINE]
    rows = [
        (span, words)
        for span, words in zip(report.sentences, sentence_words(report), strict=True)
        if words and not any(head.start <= span.start < head.end for head in heads)
    ]
    sure = frozenset(word.folded for _, words in rows for word in words[1:] if _capital(report, word) and not _opens(report, word))
    return tuple(_told(report, span.start, span.end, words, sure) for span, words in rows)


def distinctive(report: Report) -> frozenset[str]:
    """The names and figures of a report, as words."""
    told = details(report)
    return frozenset(_all(told, "names")) | {f"{figure:g}" for figure in _all(told, "figures")}


def _told(report: Report, start: int, end: int, words: Sequence[Word], sure: Collection[str]) -> Told:
    capitals = {word.folded for word in words if _capital(report, word) and word.folded in sure}
    shouted = len(capitals) > len(words) / 2  # a headline within the text
    return Told(
        names=frozenset() if shouted else frozenset(capitals),
        figures=frozenset(_figures(report, start, end, words)),
        quoted=frozenset(word.folded for word in words if word.quoted),
        content=content(words),
        words=frozenset(word.folded for word in words),
    )


def _capital(report: Report, word: Word) -> bool:
    return report.text[word.start].isupper() and len(word.folded) > 1 and word.folded not in STOP_WORDS and word.folded not in _calendar()


@cache
def _calendar() -> frozenset[str]:
    words = language("en").dates.words
    return frozenset(words["weekday"]) | frozenset(words["month"])


def _opens(report: Report, word: Word) -> bool:
    return report.text[max(0, word.start - 1)] in "\"“‘'("


def _figures(report: Report, start: int, end: int, words: Sequence[Word]) -> Iterator[float]:
    """The figures of a sentence; a clock time is the figure that its digits make."""
    for number in numbers(report.text[start:end], language(report.language or "en")):
        if number.low == number.high != 1:
            yield round(number.low, 6)
    for word in words:
        hour, mark, minute = word.folded.replace(".", ":").partition(":")
        if mark and len(minute) == len("00") and hour.isdigit() and minute.isdigit():
            yield float(hour + minute)


def borrowed(made: Report, original: Report) -> Borrowed | None:
    """What of one report's details are another's; `None` where they have too few in common to be one told over."""
    told, others = details(made), details(original)
    names, theirs = _all(told, "names"), _all(others, "names")
    figures, known = _all(told, "figures"), _all(others, "figures")
    own_figures = {figure for figure in figures if not _stands(figure, known)}
    if len(told) < SENTENCES or len(names & theirs) < NAMES / 2 or len(figures) - len(own_figures) < FIGURES:
        return None
    words = _all(others, "words")
    roots = {word[:ROOT] for word in words}
    own_names = {name for name in names if not (name[:ROOT] in roots or any(_misspelt(name, one) for one in theirs))}
    said = _all(others, "quoted")
    return Borrowed(
        sentences=len(told),
        accounted=sum(any(_tells(one, other) for other in others) for one in told),
        names=len(names) - len(own_names),
        all_names=len(names),
        figures=len(figures) - len(own_figures),
        all_figures=len(figures),
        own_sentences=sum(bool(one.names & own_names or one.figures & own_figures) for one in told) / len(told),
        own_quotes=sum(len(one.quoted) >= QUOTED and len(one.quoted & said) < SAME_QUOTE * len(one.quoted) for one in told),
    )


def _all(told: Sequence[Told], what: str) -> set[Any]:
    return set().union(*(getattr(one, what) for one in told))


def _stands(figure: float, known: Collection[float]) -> bool:
    """Whether a figure is another's, as it is, rounded or in another unit."""
    if figure in known:
        return True
    scaled = (one * factor for one in known for unit in (1.0, *UNITS) for factor in (unit, 1 / unit))
    return figure >= SMALL and any(one and abs(figure - one) <= ROUNDED * one for one in scaled)


def _misspelt(name: str, other: str) -> bool:
    return abs(len(name) - len(other)) < ROOT and OSA.distance(name, other) <= max(1, len(name) // 3)


def _tells(one: Told, other: Told) -> bool:
    """Whether a sentence tells what another does."""
    shared = len(one.content & other.content)
    alike = shared >= max(BESIDE, SAME * len(one.content))
    same = shared >= BESIDE and len(one.names & other.names) + len(one.figures & other.figures) >= SHARED
    quote = len(one.quoted) >= QUOTED and len(one.quoted & other.quoted) >= SAME_QUOTE * len(one.quoted)
    return alike or same or quote
