"""What a claim says, sentence by sentence: its words by their meanings, each with whether it is said to be so."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from twosource.connect.scene import Saying, Scene, sentence_at
from twosource.connect.setting import bounds_of
from twosource.connect.terms import Rarity, rarity, stem, stems, terms
from twosource.connect.voices import mentions_in
from twosource.connect.wording import fold
from twosource.lang import language
from twosource.model.claim import Act
from twosource.model.report import Report, Span
from twosource.model.value import Quantity, WhenType

WISHES = frozenset({Act.DEMANDED, Act.HOPED, Act.PROPOSED, Act.PLANNED, Act.OFFERED, Act.PROMISED, Act.SUPPORTS})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: What parts one clause from the next, as far as a negation reaches.
_BREAK = re.compile(
    r"[;:—–()!?]|,(?!\d)|\s-\s"
    r"|\b(?:and|but|while|whereas|after|when|because|before|although|though|since|until|if|unless|so that|which|who|whose|where)\b"
    r"|\bas(?=\s+(?:the|an?|he|she|it|they|we|his|her|its|their)\b)",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "our", "my", "your", "it", "them", "him", "this", "that", "these", "those"}
)
#: What opens a clause that is taken for granted, or supposed.
_GRANTED = frozenset(
    {"while", "after", "when", "because", "before", "since", "until", "if", "unless", "which", "who", "whose", "where", "as"}
)
#: After these what follows in the clause is said not to be so: "denied shelling", "ballots without a stamp".
_DENIES = frozenset({"deny", "denies", "denied", "denying", "without", "lack", "lacks", "lacked", "lacking"})
#: What may stand between a negation and the word that it strikes out.
_AUXILIARIES = frozenset({
    *("be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could"),
    *("may", "might", "must", "ever", "yet", "already", "also", "any", "a", "an", "the", "so", "such", "to", "of", "single", "one"),
    *("there", "its", "our", "their"),
})  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ASKS = re.compile(r"(?:whether|if|how|why|what|when|where|who)\b", re.IGNORECASE)
_TIME = 28  # characters after a claim in which the time of what it tells may stand
_CUE = 12  # characters before a cue in which its "not" may stand
_NAME_BEFORE, _NAME = re.compile(r"[A-Z][a-z]+ $"), 24
_LONGEST = 4  # words of one meaning
_MOST = 120  # words of a point that are looked at


class Word(NamedTuple):
    """A word by its meaning; `sign` is -1 where its clause says that it was not so, `pole` on which side of two opposites it stands.

    `main` is whether its clause is asserted ("when the dam failed" asserts nothing), `struck` whether a negation stands right before it,
    `clause` where its clause begins.
    """

    meaning: str
    pole: tuple[str, int] | None
    sign: int
    start: int
    clause: int
    main: bool
    struck: bool


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


def layout(scene: Scene) -> Layout:
    """All claims of a story laid out in points."""
    counted = [
        frozenset(word.meaning for word in _words(report, (sentence,)))
        for key, report in sorted(scene.report_by_id.items())
        if scene.first_of[key] == key
        for sentence in report.sentences
    ]
    return Layout(scene, tuple(point for saying in scene.sayings for point in points(scene, saying)), rarity(counted))


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
    words = _words(saying.report, saying.pieces)
    times = [when for when in annotation.times if any(p.start <= when.start and when.end <= p.end for p in _with_its_time(saying))]
    narrow = [t for t in times if t.type in {WhenType.DATE, WhenType.TIME} and (b := bounds_of(t)) and (b.latest - b.earliest).days <= 1]
    table = _table()
    act = saying.statement.act if saying.statement is not None else None
    hedges = (*saying.claim.hedges, *(saying.statement.hedges if saying.statement is not None else ()))
    return Point(
        saying=saying,
        words=words,
        meanings=frozenset(word.meaning for word in words),
        sign=-1 if saying.denied and not _denied_twice(saying) else 1,
        wish=act in WISHES,
        hedged=any(piece.holds(hedge) for hedge in hedges for piece in saying.pieces),
        open=bool(_ASKS.match(text.lstrip("\"“‘' "))) or text.rstrip('”"’ ').endswith("?") or bool(table.supposed.search(text)),
        intended=bool(table.intended.search(_BREAK.split(text, maxsplit=1)[0])),
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
    before = [_WORD.findall(text[max(0, cue.start - _CUE) : cue.end]) for cue in cues]
    return any(_negates(word) for words in before for word in words) or any(
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
    words = [root(word) for cue in (statement.cue if statement is not None else ()) for word in _WORD.findall(text[cue.start : cue.end])]
    sides = [found for at in range(len(words)) if (found := _meant_pole(words[at : at + _LONGEST])) is not None]
    return next((side for name, side in sides if name == pole), 0)


def _meant_pole(words: Sequence[str]) -> tuple[str, int] | None:
    return next((pole for size in range(len(words), 0, -1) if (pole := _table().pole_of.get(tuple(words[:size]))) is not None), None)


class _Table(NamedTuple):
    meaning_of: Mapping[tuple[str, ...], str]
    pole_of: Mapping[tuple[str, ...], tuple[str, int]]
    pseudo: re.Pattern[str]
    supposed: re.Pattern[str]
    intended: re.Pattern[str]
    partial: re.Pattern[str]
    whole: re.Pattern[str]
    disowned: re.Pattern[str]


@functools.cache
def _table() -> _Table:
    table = language("en").meanings
    meaning_of = {_key(words): f"={name}" for name, forms in reversed(table.families.items()) for words in forms}
    pole_of: dict[tuple[str, ...], tuple[str, int]] = {}
    for name, poles in table.opposites.items():
        for side, forms in ((1, poles.yes), (-1, poles.no)):
            for words in forms:
                pole_of.setdefault(_key(words), (name, side))
    return _Table(
        meaning_of,
        pole_of,
        _any(table.pseudo),
        _any(table.supposed),
        _any(table.intended),
        _any(table.partial),
        _any(table.whole),
        _any(table.disowned),
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def partial(point: Point) -> bool:
    """Whether the point speaks of some only, or denies something of all: the rest may be otherwise."""
    return bool(_table().partial.search(text_of(point.saying))) or (point.negative and bool(_table().whole.search(text_of(point.saying))))


def text_of(saying: Saying) -> str:
    """The claim's words on one line."""
    return " ".join(" ".join(saying.report.text[piece.start : piece.end] for piece in saying.pieces).split())


def disowns(text: str) -> bool:
    """Whether the words name what somebody else says: "the allegation"."""
    return bool(_table().disowned.search(text))


def _key(words: str) -> tuple[str, ...]:
    return tuple(root(word) for word in words.split() if word not in _BETWEEN)


@functools.lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """A word by its stem, of an irregular form the stem of its base."""
    folded = fold(word)
    return stem(language("en").meanings.irregular.get(folded, folded))


def _words(report: Report, pieces: Sequence[Span]) -> tuple[Word, ...]:
    """The words of the pieces by their meanings, each with the sign of its clause."""
    found: list[Word] = []
    for piece in pieces:
        for start, end, main in _clauses(report.text, piece):
            found.extend(_clause(report.text, start, end, main=main))
    return tuple(found[:_MOST])


def meanings_between(report: Report, start: int, end: int) -> frozenset[str]:
    """The meanings of the words between two places."""
    return frozenset(word.meaning for word in _words(report, (Span(start, end),)))


def _clauses(text: str, piece: Span) -> Iterator[tuple[int, int, bool]]:
    """The clauses of a stretch, each with whether it is asserted."""
    start, main = piece.start, True
    for match in _BREAK.finditer(text, piece.start, piece.end):
        yield start, match.start(), main
        start, main = match.end(), match[0].lower() not in _GRANTED
    yield start, piece.end, main


def _clause(text: str, start: int, end: int, *, main: bool) -> Iterator[Word]:
    words = [(match.group(), match.start()) for match in _WORD.finditer(text, start, end)]
    sign = _sign(text[start:end], [word for word, _ in words])
    table, empty = _table(), _empty()
    kept = [(word, root(word), place) for word, place in words if word.lower() not in _BETWEEN]
    at, denied, struck = 0, 1, False
    while at < len(kept):
        word, _, place = kept[at]
        if word.lower() in _DENIES:
            denied, struck = -1, True
        if _negates(word):
            struck = True
        size, meaning, pole = _meant(table, kept[at : at + _LONGEST])
        if meaning is not None and size == 1 and _in_name(text, place, word):
            size, meaning, pole = 1, kept[at][1], None
        if meaning is None and word.lower().replace("’", "'") not in empty | _AUXILIARIES and not word[0].isdigit() and not _negates(word):
            meaning = kept[at][1]
        if meaning is not None:
            yield Word(meaning, pole, sign * denied, place, start, main, struck)
            struck = False
        elif not _negates(word) and word.lower() not in _AUXILIARIES and word.lower() not in _DENIES:
            struck = False
        at += size


def _in_name(text: str, place: int, word: str) -> bool:
    """Whether a word stands inside a name: the "Ferry" of "Ash Ferry" is no ferry."""
    return word[:1].isupper() and bool(_NAME_BEFORE.search(text[max(0, place - _NAME) : place]))


def _meant(table: _Table, words: Sequence[tuple[str, str, int]]) -> tuple[int, str | None, tuple[str, int] | None]:
    """How many of the words make one meaning, the meaning, and its pole."""
    for size in range(len(words), 0, -1):
        key = tuple(one for _, one, _ in words[:size])
        meaning, pole = table.meaning_of.get(key), table.pole_of.get(key)
        if meaning is not None or pole is not None:
            return size, meaning or "=" + "_".join(key), pole
    return 1, None, None


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(language("en").measures.empty)


def _sign(clause: str, words: Sequence[str]) -> int:
    """Whether a clause denies; the "no" of "no fewer than" does not."""
    said = _table().pseudo.sub(" ", clause)
    lowered = [word.lower().replace("’", "'") for word in (_WORD.findall(said) if said != clause else words)]
    return -1 if any(_negates(word) for word in lowered) else 1


def _negates(word: str) -> bool:
    folded = word.lower().replace("’", "'")
    return folded in _negations() or folded.endswith("n't")


@functools.cache
def _negations() -> frozenset[str]:
    return frozenset(language("en").measures.negations) - {"without"}
