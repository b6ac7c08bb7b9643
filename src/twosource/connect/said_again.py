"""The same said again in the same words: quotations, and claims that one hand wrote."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.connect.scene import Saying
from twosource.connect.voices import Bearing
from twosource.connect.wording import words_between
from twosource.model.claim import Basis
from twosource.model.report import Span

#: How many quotations may share a run of words before the run leads to none of them.
_MOST_SHARING = 24
#: Words of a quotation that make it one and not a phrase, and their share that both must have.
_QUOTE, _SAME_QUOTE = 5, 0.9
#: Words of a claim that two reporters do not write alike by chance, and the share of word pairs that is alike enough.
_VERBATIM, _SAME_HAND = 7, 0.7
#: Two bodies that are named may give one count in one formula: "17 people had died in the fire".
_BY_NAMED = 12


class Quoted(NamedTuple):
    """The words of a claim that stand in quotation marks."""

    saying: Saying
    words: tuple[str, ...]
    start: int
    end: int


def quotations(sayings: Sequence[Saying]) -> list[Quoted]:
    """The quotations of a story that are long enough to be told from a phrase."""
    found = []
    for saying in sayings:
        for piece in _quoted(saying):
            words = tuple(word.folded for word in words_between(saying.report.text, piece.start, piece.end))
            if len(words) >= _QUOTE and saying.claim.start <= piece.start < saying.claim.end:
                found.append(Quoted(saying, words, piece.start, piece.end))
    return found


def _quoted(saying: Saying) -> tuple[Span, ...]:
    """The words in marks; all of them where the statement is direct."""
    if saying.statement is None:
        return ()
    return saying.pieces if saying.statement.basis is Basis.DIRECT else saying.statement.quoted


def same_quotes(quotes: Sequence[Quoted]) -> Iterator[tuple[Quoted, Quoted]]:
    """Pairs of quotations of which the shorter stands in the longer, each once."""
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, quote in enumerate(quotes):
        for run in {quote.words[i : i + _QUOTE] for i in range(len(quote.words) - _QUOTE + 1)}:
            runs[run].append(at)
    met = {pair for run in runs.values() for pair in itertools.combinations(run[:_MOST_SHARING], 2)}
    for left, right in sorted(met):
        if _contained(quotes[left].words, quotes[right].words):
            yield quotes[left], quotes[right]


def in_the_same_words(one: Saying, other: Saying, *, formula: bool = False) -> bool:
    """Whether two claims are told in so nearly the same words that one hand wrote both; `formula` where even a formula tells."""
    left, right = _words(one), _words(other)
    named = not formula and {one.voice.bearing, other.voice.bearing} == {Bearing.NAMED} and one.voice.house != other.voice.house
    return min(len(left), len(right)) >= (_BY_NAMED if named else _VERBATIM) and _contained(left, right, _SAME_HAND)


def same_few_words(one: Saying, other: Saying) -> bool:
    """Whether two claims are word for word the same, however short: people without a name who do so may be the same people."""
    return _words(one) == _words(other)


def _words(saying: Saying) -> tuple[str, ...]:
    return tuple(word.folded for piece in saying.pieces for word in words_between(saying.report.text, piece.start, piece.end))


def _contained(one: Sequence[str], other: Sequence[str], least: float = _SAME_QUOTE) -> bool:
    shorter, longer = sorted((one, other), key=len)
    inside = {tuple(longer[i : i + 2]) for i in range(len(longer) - 1)}
    if len(shorter) < 2:
        return tuple(shorter) == tuple(longer)
    pairs = [tuple(shorter[i : i + 2]) for i in range(len(shorter) - 1)]
    return sum(pair in inside for pair in pairs) / len(pairs) >= least
