"""The same said again: claims in near the same words, and quotations of the same words."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.scene import Saying, Scene, negated
from twosource.connect.setting import bounds_of
from twosource.connect.voices import Bearing
from twosource.connect.wording import words_between
from twosource.model.claim import Act, Basis
from twosource.model.report import Span
from twosource.model.value import WhenType

#: Of all the words, and of the shorter claim's, the share that two tellings of one claim have in common.
_ALIKE, _HELD = 0.55, 0.8
#: A claim wholly inside a longer one is the same if it says enough by itself.
_INSIDE, _ENOUGH, _LEAST, _FEWEST = 0.9, 2.0, 1.2, 3
#: "whether it had played a part" asserts nothing.
_ASKS = re.compile(r"(?:whether|if|how|why|what|when|where|who)\b", re.IGNORECASE)
#: Two speakers who say the same say it in very much the same words, or we do not know that they do.
_BY_TWO = 0.7
#: How many claims may share a word before the word leads to none of them.
_MOST_SHARING = 24
_KEYS = 6
#: Words of a quotation that make it one and not a phrase, and their share that both must have.
_QUOTE, _SAME_QUOTE = 5, 0.9
#: Words of a claim that two reporters do not write alike by chance, and the share of word pairs that is alike enough.
_VERBATIM, _SAME_HAND = 7, 0.7
#: Two bodies that are named may give one count in one formula: "17 people had died in the fire".
_BY_NAMED = 12

WISHES = frozenset({Act.DEMANDED, Act.HOPED, Act.PROPOSED, Act.PLANNED, Act.OFFERED, Act.PROMISED, Act.SUPPORTS})


class Facts(NamedTuple):
    """What decides whether two claims may be one: sign, mood, hedge, numbers, days, clocks."""

    negative: bool
    wish: bool
    hedged: bool
    numbers: frozenset[float]
    days: frozenset[str]
    clocks: frozenset[str]


def facts(scene: Scene, saying: Saying) -> Facts:
    """The deciding facts of a claim."""
    annotation = scene.annotation_by_report[saying.report.id]
    inside = [q for q in annotation.quantities if any(p.start <= q.start and q.end <= p.end for p in saying.pieces) and q.converts is None]
    times = [t for t in annotation.times if any(p.start <= t.start and t.end <= p.end for p in saying.pieces)]
    numbers = {value for q in inside for value in (q.si_low if q.si_low is not None else q.low, q.si_high) if value is not None}
    narrow = [t for t in times if t.type in {WhenType.DATE, WhenType.TIME} and (b := bounds_of(t)) and (b.latest - b.earliest).days <= 1]
    return Facts(
        negative=saying.denied != negated(saying),
        wish=saying.statement is not None and saying.statement.act in WISHES,
        hedged=any(piece.holds(hedge) for hedge in _hedges(saying) for piece in saying.pieces),
        numbers=frozenset(round(value, 3) for value in numbers),
        days=frozenset((t.value or "")[:10] for t in narrow),
        clocks=frozenset((t.value or "")[10:] for t in narrow if "T" in (t.value or "") and ":" in (t.value or "")),
    )


def _hedges(saying: Saying) -> tuple[Span, ...]:
    return (*saying.claim.hedges, *(saying.statement.hedges if saying.statement is not None else ()))


def restate(scene: Scene, one: Saying, other: Saying, fact_of: Mapping[str, Facts]) -> bool:
    """Whether two claims say the same: enough of the same words, and nothing that tells them apart."""
    left, right = fact_of[one.claim.id], fact_of[other.claim.id]
    if (left.negative, left.wish, left.hedged) != (right.negative, right.wish, right.hedged):
        return False
    if not (left.numbers <= right.numbers or right.numbers <= left.numbers) or bool(left.numbers) != bool(right.numbers):
        return False
    if (left.days and right.days and left.days.isdisjoint(right.days)) or (left.clocks and right.clocks and left.clocks != right.clocks):
        return False
    if one.names and other.names and one.names.isdisjoint(other.names):
        return False
    if min(len(one.stems), len(other.stems)) < _FEWEST or _ASKS.match(words_at(one)) or _ASKS.match(words_at(other)):
        return False
    alike, held = scene.rarity.alike(one.stems, other.stems), scene.rarity.shared(one.stems, other.stems)
    if one.voice.bearing is Bearing.NAMED and other.voice.bearing is Bearing.NAMED and one.voice.house != other.voice.house:
        return alike >= _BY_TWO
    least = min(scene.rarity.weigh(one.stems), scene.rarity.weigh(other.stems))
    return (alike >= _ALIKE and held >= _HELD and least >= _LEAST) or (held >= _INSIDE and least >= _ENOUGH)


def words_at(saying: Saying) -> str:
    """The first words of a claim."""
    piece = saying.pieces[0]
    return saying.report.text[piece.start : min(piece.end, piece.start + 40)].lstrip("\"“‘' ")


def candidates(scene: Scene, sayings: Sequence[Saying], most: int = _MOST_SHARING) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of claims that share one of their rarest words, each once."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for at, saying in enumerate(sayings):
        for word in sorted(saying.stems, key=lambda stem: (-scene.rarity.of(stem), stem))[:_KEYS]:
            sharing[word].append(at)
    met = {
        pair for word in sorted(sharing) if len(sharing[word]) <= most * 4 for pair in itertools.combinations(sharing[word][: most * 2], 2)
    }
    yield from ((sayings[left], sayings[right]) for left, right in sorted(met))


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
