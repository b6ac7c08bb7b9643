"""What each figure of a story measures: of what, by whom, as of when, in which scope."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from twosource.connect.scene import Saying, Scene, owner, passage_at, passage_kind, sentence_at
from twosource.connect.setting import away, clause_at, event_days, holds, runs, scope_of, shown_words
from twosource.connect.terms import stem, stems, terms
from twosource.connect.voices import Bearing, fold_all, mentions_in
from twosource.connect.wording import Window, window
from twosource.lang import language
from twosource.lang.measures import Measures
from twosource.model.claim import Act, Annotation, EntityType, Mention
from twosource.model.report import SILENT, PassageKind, Report, Span
from twosource.model.value import Precision, Quantity

#: What parts one clause of a sentence from the next, near enough to say which words stand beside a figure.
_BREAK = re.compile(r"[;:—–()“”\"]|,(?!\d)|\s-\s|\b(?:and|but|while|whereas|after|when|because|following|where|before|although|though)\b")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NEAR = 60  # characters looked at on either side for words of scope
#: What it costs a word to be the figure's own: one a word, more for what stands between.
_COMMA, _FIGURE, _BREAKS = 4, 7, 3
_FARTHEST = 16
_RUN_IN = 5  # words of a run-in heading: "The missing."


_PLACED = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
#: "an attack that killed 58 people": told in passing, by the writer whoever speaks.
_ASIDE = re.compile(
    r"\S\s+(?:that|which|who)\s+(?:(?:has|had|have|also)\s+){0,2}(?:killed|left|claimed|injured|wounded|cost|destroyed|displaced|lost)\b"
)
_UPDATED = re.compile(r"(?<!\()\b(?:updat(?:ed|ing)|revis(?:ed|ing)|rose|risen|climbed|raised|later said)\b", re.IGNORECASE)
#: "a quarter of a million" is no million.
_FRACTION = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?)\s+(?:of\s+)?(?:an?\s+)?$", re.IGNORECASE)
#: "05-07-2015" and "11.10.2017" hold no figures.
_DATED = re.compile(r"\b\d{1,4}[-./]\d{1,2}[-./]\d{2,4}\b")
_WISHES = frozenset({Act.DEMANDED, Act.HOPED, Act.PROPOSED, Act.PLANNED, Act.OFFERED, Act.PROMISED})


class Figure(NamedTuple):
    """A quantity in its setting. `measure` is the class of count or the dimension; `asof` when it is said to hold."""

    quantity: Quantity
    report: Report
    saying: Saying | None
    sentence: Span
    clause: Span
    measure: str
    level: Quantity  # the quantity with its class for noun, as it is compared
    group: str  # the part of the people: "child"
    scope: frozenset[str]
    shown: tuple[str, ...]
    beside: frozenset[str]  # stems of the clause and the concept
    around: frozenset[str]  # stems of the sentence
    names: frozenset[str]
    places: frozenset[str]  # the places that the sentence names
    towns: frozenset[str]  # of these, those that are no country and no region
    running: bool  # whether it is told as a count that runs: "the toll rose to 23"
    lead: bool  # whether it stands where the report says what it is about
    event: tuple[Window, ...]  # the days that it puts the event on, where it tells of the event and not of a running count
    voices: frozenset[str]  # all who speak the sentence
    voice: str  # who gives the figure: a body, a person, or "" for the outlet itself
    asof: Window | None
    dated: bool  # whether the sentence itself says when
    correction: bool
    several: bool  # whether the report has other counts of the class by the same voice, so of other events
    updated: bool  # whether it is told as a count brought up to date
    aside: bool  # whether it is told in passing: "an attack that killed 58 people"
    witness: Quantity | None  # the same figure in another unit, in brackets beside it

    @property
    def key(self) -> tuple[str, int]:
        return (self.report.id, self.quantity.start)

    @property
    def words(self) -> str:
        return self.report.text[self.quantity.start : self.quantity.end]


@functools.cache
def _table() -> Measures:
    return language("en").measures


@functools.cache
def _class_of() -> Mapping[str, str]:
    return {" ".join(stem(part) for part in words.split()): name for name, counted in _table().counted.items() for words in counted.words}


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(stem(word.split()[-1]) for word in _table().people)


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(stem(word) for word in _table().groups) - _people()


@functools.cache
def _within() -> re.Pattern[str]:
    """What makes the figure after it a part of another: "including ten", "as well as the ten"."""
    return re.compile(rf"\b(?:{'|'.join(_table().scopes.within)})\s+(?:the\s+)?(?:at least\s+|about\s+|some\s+)?$", re.IGNORECASE)


def figures(scene: Scene) -> tuple[Figure, ...]:
    """All figures of the story's reports that could be held against another, in order of report and place."""
    saying_at: dict[str, list[Saying]] = {}
    for saying in scene.sayings:
        saying_at.setdefault(saying.report.id, []).append(saying)
    found: list[Figure] = []
    for key in sorted(scene.annotation_by_report):
        found.extend(_figures(scene, scene.report_by_id[key], saying_at.get(key, ())))
    return tuple(found)


def _figures(scene: Scene, report: Report, sayings: Sequence[Saying]) -> list[Figure]:
    annotation = scene.annotation_by_report[report.id]
    restated = {q.converts: q for q in annotation.quantities if q.converts is not None}
    found: list[Figure] = []
    by_sentence: dict[Span, list[Quantity]] = {}
    for quantity in annotation.quantities:
        for stretch in {sentence_at(report, quantity.start), passage_at(report, quantity.start)}:
            by_sentence.setdefault(stretch, []).append(quantity)
    for at, quantity in enumerate(annotation.quantities):
        kind = passage_kind(report, quantity.start)
        if (
            quantity.converts is not None
            or any(
                d.start() <= quantity.start < d.end() for d in _DATED.finditer(report.text, max(0, quantity.start - 12), quantity.end + 12)
            )
            or (kind in SILENT and kind is not PassageKind.CORRECTION)
        ):
            continue
        sentence = sentence_at(report, quantity.start)
        if kind is PassageKind.CORRECTION:
            sentence = passage_at(report, quantity.start)
        figure = _figure(scene, _Setting(report, sayings, sentence, by_sentence[sentence]), quantity, found)
        if figure is not None:
            figure = _with_witness(figure, restated.get(at))
            found.append(_corrected(figure, by_sentence[sentence]) if kind is PassageKind.CORRECTION else figure)
    return _given(found)


def _given(found: Sequence[Figure]) -> list[Figure]:
    """The figures of a report, a bare one given by the one voice that the report has for the same figure elsewhere."""
    voices: dict[tuple[str, str, float | None], set[str]] = {}
    for figure in found:
        if figure.voice:
            voices.setdefault((figure.measure, figure.group, figure.quantity.low), set()).add(figure.voice)
    given = []
    for figure in found:
        known = voices.get((figure.measure, figure.group, figure.quantity.low), set())
        bare = not figure.voice and not figure.aside and len(known) == 1 and (figure.saying is None or figure.saying.statement is None)
        given.append(figure._replace(voice=next(iter(known))) if bare else figure)
    return _told_apart(given)


def _told_apart(found: Sequence[Figure]) -> list[Figure]:
    """The figures of a report, marked where one voice gives two counts of one class that are neither a part nor a step of each other."""
    counts: dict[tuple[str, str, str], set[float | None]] = {}
    for figure in found:
        if not figure.running and not figure.scope and not figure.updated:
            counts.setdefault((figure.measure, figure.group, figure.voice), set()).add(figure.quantity.low)
    return [figure._replace(several=len(counts.get((figure.measure, figure.group, figure.voice), ())) > 1) for figure in found]


def _third(report: Report) -> int:
    """Where the second sentence of the body starts; what stands before says what the report is about."""
    bodies = [p for p in report.passages if p.kind is PassageKind.BODY]
    sentences = [s for s in report.sentences if bodies and s.start >= bodies[0].start]
    return sentences[min(1, len(sentences) - 1)].start if sentences else 0


def _with_witness(figure: Figure, witness: Quantity | None) -> Figure:
    """The figure with its own conversion, whose bracket is part of the clause and not its end."""
    if witness is None or witness.end < figure.clause.end:
        return figure._replace(witness=witness)
    beyond = clause_at(figure.report.text, figure.sentence, witness.end + 1, witness.end + 1)
    more = stems(terms(figure.report.text, witness.end, beyond.end))
    return figure._replace(witness=witness, clause=Span(figure.clause.start, beyond.end), beside=figure.beside | more)


def _corrected(figure: Figure, beside: Sequence[Quantity]) -> Figure:
    """Of a correction's figures the last is the right one, and holds from now on."""
    right = all(other.start <= figure.quantity.start for other in beside if other.unit == figure.quantity.unit)
    return figure._replace(correction=True, asof=window(figure.report.published), dated=False) if right else figure


class _Setting(NamedTuple):
    """Where a quantity stands: its report, the claims of the report, its sentence and the quantities beside it."""

    report: Report
    sayings: Sequence[Saying]
    sentence: Span
    beside: Sequence[Quantity]


def _figure(scene: Scene, setting: _Setting, quantity: Quantity, before: Sequence[Figure]) -> Figure | None:
    report, sayings, sentence, beside = setting
    text = report.text
    clause = clause_at(text, sentence, quantity.start, quantity.end)
    told_before = next((f for f in reversed(before) if f.sentence == sentence or f.sentence.end + 3 >= sentence.start), None)
    measure, group = _measure(text, sentence, quantity, beside, told_before)
    if measure is None or _FRACTION.search(text, max(0, quantity.start - 24), quantity.start):
        return None
    saying = _smallest(sayings, quantity)
    annotation = scene.annotation_by_report[report.id]
    concept = quantity.concept
    own = [*terms(text, clause.start, clause.end), *(terms(text, concept.start, concept.end) if concept else ())]
    around = terms(text, sentence.start, sentence.end)
    spans = [Span(other.start, other.end) for other in beside]
    named = mentions_in(annotation, [sentence])
    counted = _table().counted.get(measure)
    running = runs(text, clause) or (counted is not None and not counted.event)
    asof, dated = holds(annotation.times, report, saying, sentence, clause)
    aside = saying is not None and bool(
        _ASIDE.search(text, max(p.start for p in saying.pieces if p.start <= quantity.start), quantity.start)
    )
    voice = "" if aside else voice_of(scene, saying, report, sentence)
    scope = scope_of(report, sentence, clause, quantity, annotation.times)
    if not group and _within().search(text[max(sentence.start, quantity.start - _NEAR) : quantity.start]):
        scope |= {"part"}
    if told_before is not None and told_before.measure == measure and stem(quantity.counted or "") == stem("other"):
        scope |= {"more"}
    return Figure(
        quantity=quantity,
        report=report,
        saying=saying,
        sentence=sentence,
        clause=clause,
        measure=measure,
        level=_level(text, quantity, measure),
        group=group,
        scope=scope,
        shown=shown_words(text, quantity, clause),
        beside=stems(term for term in own if not _inside(term.start, spans)) | away(text, quantity, measure),
        around=stems(term for term in around if not _inside(term.start, spans)),
        names=frozenset(scene.cast.cluster(m.entity) for m in named if m.entity),
        places=frozenset(scene.cast.cluster(m.entity) for m in named if m.entity and m.type in _PLACED),
        towns=_towns(scene, annotation, named),
        running=running,
        lead=sentence.start <= _third(report) or passage_kind(report, quantity.start) is PassageKind.HEADLINE,
        event=() if running else event_days(annotation.times, sentence, saying),
        voices=frozenset(s.voice.house for s in _holding(sayings, quantity) if s.voice.bearing is Bearing.NAMED)
        | ({voice} if voice else set()),
        voice=voice,
        asof=asof,
        dated=dated,
        correction=False,
        several=False,
        updated=bool(_UPDATED.search(text, clause.start, clause.end)),
        aside=aside,
        witness=None,
    )


def _towns(scene: Scene, annotation: Annotation, named: Sequence[Mention]) -> frozenset[str]:
    wide = {place.start for place in annotation.places if place.precision is Precision.COUNTRY}
    local = {EntityType.GPE, EntityType.FAC}
    return frozenset(scene.cast.cluster(m.entity) for m in named if m.entity and m.type in local and m.start not in wide)


def _level(text: str, quantity: Quantity, measure: str) -> Quantity:
    """The quantity as it is compared: "rose to 23" is a level, whatever way it went."""
    moved = quantity.change if not re.search(r"\b(?:to|at|of)\s+$", text[max(0, quantity.start - 6) : quantity.start]) else None
    counted = _table().counted.get(measure)
    noun = ((counted.agrees_with if counted else None) or measure) if quantity.unit == "1" else quantity.counted
    return msgspec.structs.replace(quantity, counted=noun, change=moved)


def _measure(text: str, sentence: Span, quantity: Quantity, beside: Sequence[Quantity], before: Figure | None) -> tuple[str | None, str]:
    """What the figure measures, and of which part of the people; `None` where that cannot be told."""
    if quantity.unit != "1":
        return (quantity.si_unit or quantity.unit), ""
    nouns = [stem(word) for word in (quantity.counted or "").split()]
    noun = nouns[-1] if nouns else ""
    own = _class_of().get(noun)
    if own is not None and noun not in _people() | _groups():
        return own, ""
    if noun and noun not in _people() | _groups():
        return f"{noun}s", ""
    group = noun if noun in _groups() else ""
    marked = _nearest(text, sentence, quantity, beside)
    if marked is None:
        anaphor = _anaphor(text, sentence, quantity, before)
        if anaphor is not None:
            return anaphor, group
    if marked is None:
        marked = _run_in(text, sentence)
    if marked is None and noun:
        return f"{noun}s", group
    return marked, group


def _nearest(text: str, sentence: Span, quantity: Quantity, beside: Sequence[Quantity]) -> str | None:
    """The class whose word stands nearest, other figures and commas between making it farther."""
    words = [(match.start(), match.end(), stem(match.group())) for match in _WORD.finditer(text, sentence.start, sentence.end)]
    best: tuple[int, str] | None = None
    for i, (start, end, word) in enumerate(words):
        pair = f"{word} {words[i + 1][2]}" if i + 1 < len(words) else ""
        name = _class_of().get(pair) or _class_of().get(word)
        if name is None or (quantity.start <= start < quantity.end and word in _people()):
            continue
        cost = _distance(text, quantity, beside, Span(start, end), words)
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = (cost, name)
    return best[1] if best else None


def _distance(text: str, quantity: Quantity, beside: Sequence[Quantity], place: Span, words: Sequence[tuple[int, int, str]]) -> int:
    start, end = place
    left, right = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
    if right <= left:
        return 0
    between = text[left:right]
    passed = sum(1 for word in words if left <= word[0] < right)
    others = sum(1 for other in beside if left <= other.start < right and other is not quantity)
    breaks = sum(1 for match in _BREAK.finditer(between) if match.group() != ",")
    return passed + _COMMA * between.count(",") + _FIGURE * others + _BREAKS * breaks


def _anaphor(text: str, sentence: Span, quantity: Quantity, before: Figure | None) -> str | None:
    """The class of the figure told before, where "that figure", "its count" stands for it."""
    words = [fold_all(word) for word in text[max(sentence.start, quantity.start - _NEAR) : quantity.start].split()[-5:]]
    if before is None or not before.level.counted or not set(words) & set(_table().anaphors):
        return None
    return before.measure if before.quantity.unit == "1" else None


def _run_in(text: str, sentence: Span) -> str | None:
    """The class that a run-in heading or the sentence before it names: "The missing. The ministry listed 31 people"."""
    before = text[max(0, sentence.start - _NEAR * 4) : sentence.start].rstrip()
    start = max(before.rfind("\n"), 0)
    heading = re.split(r"(?<=[.:])\s", before[start:].strip())
    if not heading or len(heading[0].split()) > _RUN_IN or not heading[0].endswith((".", ":")):
        return None
    return next((name for word in _WORD.findall(heading[0]) if (name := _class_of().get(stem(word)))), None)


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _holding(sayings: Sequence[Saying], quantity: Quantity) -> list[Saying]:
    return [s for s in sayings if any(p.start <= quantity.start and quantity.end <= p.end for p in s.pieces)]


def _smallest(sayings: Sequence[Saying], quantity: Quantity) -> Saying | None:
    """The innermost claim that states the figure; who only wants something states nothing."""
    return min(
        _holding(sayings, quantity),
        key=lambda s: (s.statement is not None and s.statement.act in _WISHES, s.claim.end - s.claim.start, s.claim.id),
        default=None,
    )


def voice_of(scene: Scene, saying: Saying | None, report: Report, sentence: Span) -> str:
    """Who gives what the sentence says: its speaker, else the body or person that it opens with, else nobody but the outlet."""
    if saying is not None and saying.voice.bearing is Bearing.NAMED:
        return saying.voice.house
    if saying is None or saying.voice.bearing is Bearing.OWN:
        key = owner(scene, report, sentence)
        return scene.cast.house_of.get(key, key) if key else ""
    return ""
