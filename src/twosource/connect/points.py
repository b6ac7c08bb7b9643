"""What a claim says, sentence by sentence: its words by their meanings, each with whether it is said to be so."""

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from twosource.connect.meanings import BREAK, LONGEST, WORD, Word, negates, root, table, words_in
from twosource.connect.scene import Saying, Scene, sentence_at
from twosource.connect.setting import bounds_of
from twosource.connect.terms import Rarity, rarity, stems, terms
from twosource.connect.voices import mentions_in
from twosource.model.claim import Act
from twosource.model.report import Report, Span
from twosource.model.value import Quantity, WhenType

WISHES = frozenset({Act.DEMANDED, Act.HOPED, Act.PROPOSED, Act.PLANNED, Act.OFFERED, Act.PROMISED, Act.SUPPORTS})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ASKS = re.compile(r"(?:whether|if|how|why|what|when|where|who)\b", re.IGNORECASE)
_TIME = 28  # characters after a claim in which the time of what it tells may stand
_KEYS, _MOST_SHARING = 8, 48
_COMMON = 96  # points that share a word which tells none from another
_TELLING = 0.8  # how telling a figure is that is found by its value alone
_CUE = 12  # characters before a cue in which its "not" may stand


class Point(NamedTuple):
    """One sentence of a claim. `saying` is the claim narrowed to it; `sign` is -1 where the voice denies what the words say."""

    saying: Saying
    words: tuple[Word, ...]
    meanings: frozenset[str]
    sign: int
    wish: bool
    hedged: bool
    open: bool  # asked, supposed, or said of some only
    intended: bool
    numbers: tuple[Quantity, ...]
    days: frozenset[str]
    clocks: frozenset[str]

    @property
    def key(self) -> tuple[str, int]:
        return (self.saying.claim.id, self.saying.pieces[0].start)

    @property
    def negative(self) -> bool:
        """Whether any of it is said not to be so."""
        return self.sign < 0 or any(word.sign < 0 for word in self.words)

    def signs(self, meaning: str) -> frozenset[int]:
        """How the meaning is said: so, not so, or both in one point."""
        return frozenset(self.sign * word.sign for word in self.words if word.meaning == meaning)

    def poles(self) -> Mapping[str, int]:
        """For each pair of opposites the side that the point takes; one that takes both sides takes none."""
        sides: dict[str, set[int]] = {}
        for word in self.words:
            if word.pole is not None:
                sides.setdefault(word.pole[0], set()).add(self.sign * word.sign * word.pole[1])
        return {name: next(iter(found)) for name, found in sides.items() if len(found) == 1}


class Layout(NamedTuple):
    """The points of a story, and how rare each meaning is in it."""

    scene: Scene
    points: tuple[Point, ...]
    rarity: Rarity
    pairs: Sequence[tuple[int, int]]  # the points worth holding against each other, by their places


def layout(scene: Scene) -> Layout:
    """All claims of a story laid out in points."""
    counted = [
        frozenset(word.meaning for word in words_in(report, (sentence,)))
        for key, report in sorted(scene.report_by_id.items())
        if scene.first_of[key] == key
        for sentence in report.sentences
    ]
    found = tuple(point for saying in scene.sayings for point in points(scene, saying))
    rare = rarity(counted)
    return Layout(scene, found, rare, _pairs(found, rare))


def _pairs(points: Sequence[Point], rare: Rarity) -> list[tuple[int, int]]:
    """Pairs of points of two claims that share a rare word, a figure or an hour."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for at, point in enumerate(points):
        for meaning in sorted(point.meanings, key=lambda word: (-rare.of(word), word))[:_KEYS]:
            sharing[meaning].append(at)
        for key in {key for number in point.numbers if (key := _figure_key(number)) is not None} | point.clocks:
            sharing[key].append(at)
    met = {pair for held in sharing.values() if len(held) <= _COMMON for pair in itertools.combinations(held[:_MOST_SHARING], 2)}
    return sorted(pair for pair in met if points[pair[0]].saying.claim.id != points[pair[1]].saying.claim.id)


def _figure_key(quantity: Quantity) -> Hashable:
    """What a figure is found by: its value, and its unit as well where few digits say little."""
    value = value_of(quantity)
    if value is None:
        return None
    near = float(f"{value:.2g}")
    return near if telling(quantity) >= _TELLING else (near, quantity.unit)


def value_of(quantity: Quantity) -> float | None:
    """The figure itself, in the common unit; of a range the lower end."""
    found = (quantity.si_low, quantity.si_high, quantity.low, quantity.high)
    return next((value for value in found if value is not None and math.isfinite(value)), None)


def telling(quantity: Quantity) -> float:
    """How much it tells that two give one figure: more for more digits."""
    value = quantity.low if quantity.low is not None else quantity.high
    digits = f"{abs(value or 0):.6e}".split("e")[0].replace(".", "").rstrip("0")
    return (0.0, 0.3, 0.8, 1.0)[min(3, len(digits))] if value else 0.0


def points(scene: Scene, saying: Saying) -> Iterator[Point]:
    """One point for each sentence of a claim."""
    parts: dict[Span, list[Span]] = {}
    for piece in saying.pieces:
        for sentence, part in _by_sentence(saying.report, piece):
            parts.setdefault(sentence, []).append(part)
    for sentence, pieces in parts.items():
        yield _point(scene, saying if len(parts) == 1 else _narrowed(scene, saying, sentence, tuple(pieces)))


def _by_sentence(report: Report, piece: Span) -> Iterator[tuple[Span, Span]]:
    """The parts of a stretch that lie in one sentence each."""
    start = piece.start
    while start < piece.end:
        sentence = sentence_at(report, start)
        end = min(piece.end, sentence.end) if sentence.end > start else piece.end
        if any(char.isalnum() for char in report.text[start:end]):
            yield sentence, _trimmed(report.text, start, end)
        start = end
        while start < piece.end and not report.text[start].isalnum():
            start += 1


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _narrowed(scene: Scene, saying: Saying, sentence: Span, pieces: tuple[Span, ...]) -> Saying:
    text = saying.report.text
    annotation = scene.annotation_by_report[saying.report.id]
    return saying._replace(
        claim=msgspec.structs.replace(saying.claim, start=pieces[0].start, end=pieces[-1].end),
        pieces=pieces,
        sentence=sentence,
        stems=stems(term for piece in pieces for term in terms(text, piece.start, piece.end)),
        names=frozenset(scene.cast.cluster(m.entity) for m in mentions_in(annotation, pieces) if m.entity),
    )


def _point(scene: Scene, saying: Saying) -> Point:
    annotation = scene.annotation_by_report[saying.report.id]
    text = text_of(saying)
    words = words_in(saying.report, saying.pieces)
    times = [when for when in annotation.times if any(p.start <= when.start and when.end <= p.end for p in _with_its_time(saying))]
    narrow = [t for t in times if t.type in {WhenType.DATE, WhenType.TIME} and (b := bounds_of(t)) and (b.latest - b.earliest).days <= 1]
    act = saying.statement.act if saying.statement is not None else None
    hedges = (*saying.claim.hedges, *(saying.statement.hedges if saying.statement is not None else ()))
    return Point(
        saying=saying,
        words=words,
        meanings=frozenset(word.meaning for word in words),
        sign=-1 if saying.denied and not _denied_twice(saying) else 1,
        wish=act in WISHES,
        hedged=any(piece.holds(hedge) for hedge in hedges for piece in saying.pieces),
        open=bool(_ASKS.match(text.lstrip("\"“‘' "))) or text.rstrip('”"’ ').endswith("?") or bool(table().supposed.search(text)),
        intended=bool(table().intended.search(BREAK.split(text, maxsplit=1)[0])),
        numbers=tuple(
            q for q in annotation.quantities if q.converts is None and any(p.start <= q.start and q.end <= p.end for p in saying.pieces)
        ),
        days=frozenset((t.value or "")[:10] for t in narrow if _DAY.match(t.value or "")),
        clocks=frozenset((t.value or "")[10:] for t in narrow if "T" in (t.value or "") and ":" in (t.value or "")),
    )


def _denied_twice(saying: Saying) -> bool:
    """Whether the denial is denied, "did not deny that", or stands among the words and is told by them already."""
    statement, text = saying.statement, saying.report.text
    cues = statement.cue if statement is not None else ()
    before = [WORD.findall(text[max(0, cue.start - _CUE) : cue.end]) for cue in cues]
    return any(negates(word) for words in before for word in words) or any(
        piece.start <= cue.start < piece.end for cue in cues for piece in saying.pieces
    )


def _with_its_time(saying: Saying) -> list[Span]:
    """The pieces, each up to a time that follows it where the cue stands before: "said that shells had hit the market on Monday"."""
    cue = min((span.start for span in saying.statement.cue), default=None) if saying.statement is not None else None
    return [
        Span(piece.start, min(saying.sentence.end, piece.end + _TIME)) if cue is not None and cue < piece.start else piece
        for piece in saying.pieces
    ]


def cue_side(point: Point, pole: str) -> int:
    """On which side of two opposites the verb stands that gives the point: "rejected arbitration" is against it; 0 for neither."""
    statement, text = point.saying.statement, point.saying.report.text
    words = [root(word) for cue in (statement.cue if statement is not None else ()) for word in WORD.findall(text[cue.start : cue.end])]
    sides = [found for at in range(len(words)) if (found := _meant_pole(words[at : at + LONGEST])) is not None]
    return next((side for name, side in sides if name == pole), 0)


def _meant_pole(words: Sequence[str]) -> tuple[str, int] | None:
    return next((pole for size in range(len(words), 0, -1) if (pole := table().pole_of.get(tuple(words[:size]))) is not None), None)


def partial(point: Point) -> bool:
    """Whether the point speaks of some only, or denies something of all: the rest may be otherwise."""
    return bool(table().partial.search(text_of(point.saying))) or (point.negative and bool(table().whole.search(text_of(point.saying))))


def text_of(saying: Saying) -> str:
    """The claim's words on one line."""
    return " ".join(" ".join(saying.report.text[piece.start : piece.end] for piece in saying.pieces).split())
