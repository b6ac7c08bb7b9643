"""The details that a report tells, and whether they are all another's: names, figures and quotations, sentence by sentence."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.retold import content
from twosource.connect.wording import ROOT, Word, calendar_words, sentence_words
from twosource.lang import Language, language
from twosource.model.report import PassageKind, Report
from twosource.values.number import numbers
from twosource.values.signs import plain, signs
from twosource.values.tokens import Number
from twosource.values.unit import is_money, scale

#: A report with nothing of its own: so many sentences, of which so many tell what one of the other's does, with so many names and figures
#: that both have; of its names, its figures and its sentences at most such a share has what the other lacks, and no quotation is new.
#: A second reporter at one event has somebody's words, a figure or a name that the first has not. Chosen on FA-KES and invented stories.
SENTENCES, ACCOUNTED, NAMES, FIGURES, DETAILS = 6, 0.4, 6, 5, 14
OWN_NAMES, OWN_FIGURES, OWN_SENTENCES = 0.15, 0.2, 0.25
#: A quotation of so many words is the other's when of its words so many stand in the other's quotations.
QUOTED, SAME_QUOTE = 4, 0.66
#: A sentence tells what another does: such a share of the words that carry its news, or so many of its details with a word or two besides.
SAME, SHARED, BESIDE = 0.4, 2, 2
#: "nearly 12,000" for 11,900; the same leeway for a measure in another unit, "30 feet" for nine metres.
ROUNDED, SMALL = 0.07, 10
#: Details are sought in so many sentences before and after the one that tells the same: a long text has a figure near any other somewhere.
REACH = 12
#: A word in more sentences than this leads to none of them.
COMMON = 200


class Measure(NamedTuple):
    """A figure with a unit: the figure as it is written, and its size in the SI unit of its kind."""

    figure: float
    size: float
    unit: str


class Told(NamedTuple):
    """The details of a sentence, the words that carry its news, and the roots of all its words."""

    names: frozenset[str]
    figures: frozenset[float]
    measures: frozenset[Measure]
    quoted: frozenset[str]
    content: frozenset[str]
    roots: frozenset[str]


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
    text, lang = report.text[start:end], language(report.language or "en")
    found = [number for number in numbers(text, lang) if number.low == number.high]
    return Told(
        names=frozenset() if shouted else frozenset(capitals),
        figures=frozenset(_figures(found, words)),
        measures=frozenset(_measures(text, found, lang)),
        quoted=frozenset(word.folded for word in words if word.quoted),
        content=content(words),
        roots=frozenset(word.folded[:ROOT] for word in words),
    )


def _capital(report: Report, word: Word) -> bool:
    return (
        report.text[word.start].isupper() and len(word.folded) > 1 and word.folded not in STOP_WORDS and word.folded not in calendar_words()
    )


def _opens(report: Report, word: Word) -> bool:
    return report.text[max(0, word.start - 1)] in "\"“‘'("


def _figures(found: Sequence[Number], words: Sequence[Word]) -> Iterator[float]:
    """The figures of a sentence; a clock time is the figure that its digits make."""
    for number in found:
        if number.low != 1:
            yield round(number.low, 6)
    for word in words:
        hour, mark, minute = word.folded.replace(".", ":").partition(":")
        if mark and len(minute) == len("00") and hour.isdigit() and minute.isdigit():
            yield float(hour + minute)


def _measures(text: str, found: Sequence[Number], lang: Language) -> Iterator[Measure]:
    """The figures of a sentence that a unit of length, area, mass and the like follows."""
    known = signs(lang.code)
    for number in found:
        named = known.after.match(text, number.end)
        code = (known.code_of_name.get(named["name"]) or known.code_of_name.get(plain(named["name"]), "")) if named else ""
        measured = scale(code) if code and not is_money(code) else None
        if measured is not None and measured.si != "1":
            yield Measure(round(number.low, 6), number.low * measured.factor + measured.offset, measured.si)


def borrowed(made: Report, original: Report) -> Borrowed | None:
    """What of one report's details are another's; `None` where they have too few in common to be one told over.

    A detail is the other's where it stands near the sentence there that tells what its own sentence tells, or the one told before it.
    """
    told, others = details(made), details(original)
    names, figures = _all(told, "names"), _all(told, "figures")
    if len(told) < SENTENCES or len(names & _all(others, "names")) < NAMES / 2:
        return None
    places = _places(told, others)
    held = list(zip(told, _beside(places, others), strict=True))
    own_names = names - {name for one, there in held for name in one.names if _named(name, there)}
    own_figures = figures - {figure for one, there in held for figure in one.figures if _stands(figure, one, there)}
    if len(figures) - len(own_figures) < FIGURES:
        return None
    return Borrowed(
        sentences=len(told),
        accounted=sum(place is not None for place in places),
        names=len(names) - len(own_names),
        all_names=len(names),
        figures=len(figures) - len(own_figures),
        all_figures=len(figures),
        own_sentences=sum(bool(one.names & own_names or one.figures & own_figures) for one in told) / len(told),
        own_quotes=sum(not _quotes(one, there) for one, there in held if len(one.quoted) >= QUOTED),
    )


def _all(told: Sequence[Told], what: str) -> frozenset[Any]:
    return frozenset().union(*(getattr(one, what) for one in told))


def _merged(told: Sequence[Told]) -> Told:
    """The details of several sentences as those of one."""
    return Told(*(_all(told, what) for what in Told._fields))


def _places(told: Sequence[Told], others: Sequence[Told]) -> list[int | None]:
    """Of each sentence the one among the others that tells the same, with most words in common where several do."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, other in enumerate(others):
        for word in sorted(other.content | other.quoted):
            holders[word].append(at)
    return [_place(one, others, holders) for one in told]


def _place(one: Told, others: Sequence[Told], holders: Mapping[str, Sequence[int]]) -> int | None:
    held = (holders.get(word, ()) for word in one.content | one.quoted)
    shared = Counter(at for places in held if len(places) <= COMMON for at in places)
    same = (at for at, count in shared.items() if count >= BESIDE and _tells(one, others[at]))
    return min(same, key=lambda at: (-shared[at], at), default=None)


def _beside(places: Sequence[int | None], others: Sequence[Told]) -> list[Told]:
    """For each sentence what stands around its place; one that has none is told where the one before it is, the opening with the first."""
    at = next((place for place in places if place is not None), None)
    around: dict[int | None, Told] = {None: _merged(())}
    found = []
    for place in places:
        at = at if place is None else place
        if at is not None and at not in around:
            around[at] = _merged(others[max(0, at - REACH) : at + REACH + 1])
        found.append(around[at])
    return found


def _stands(figure: float, one: Told, there: Told) -> bool:
    """Whether a figure of a sentence is another's, as it is, rounded or in another unit."""
    if figure in there.figures or (figure >= SMALL and any(abs(figure - other) <= ROUNDED * other for other in there.figures)):
        return True
    mine = [measure for measure in one.measures if measure.figure == figure]
    return any(
        measure.unit == other.unit and abs(measure.size - other.size) <= ROUNDED * other.size
        for measure in mine
        for other in there.measures
    )


def _named(name: str, there: Told) -> bool:
    """Whether a name is another's, by its root or misspelt."""
    return name[:ROOT] in there.roots or any(_misspelt(name, other) for other in there.names)


def _quotes(one: Told, there: Told) -> bool:
    """Whether most words of a sentence's quotations are another's."""
    return len(one.quoted & there.quoted) >= SAME_QUOTE * len(one.quoted)


def _misspelt(name: str, other: str) -> bool:
    return abs(len(name) - len(other)) < ROOT and OSA.distance(name, other) <= max(1, len(name) // 3)


def _tells(one: Told, other: Told) -> bool:
    """Whether a sentence tells what another does."""
    shared = len(one.content & other.content)
    alike = shared >= max(BESIDE, SAME * len(one.content))
    same = shared >= BESIDE and len(one.names & other.names) + len(one.figures & other.figures) >= SHARED
    return alike or same or (len(one.quoted) >= QUOTED and _quotes(one, other))
