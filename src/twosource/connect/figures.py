"""The figures of a story, each in its setting: what it measures, by whom, as of when, in which scope."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from twosource.connect.givers import smallest, voice_of, wished
from twosource.connect.measures import level, measure_of, measured_by
from twosource.connect.scene import Saying, Scene, passage_at, passage_kind, sentence_at
from twosource.connect.setting import away, clause_at, event_days, holds, runs, scope_of, shown_words
from twosource.connect.terms import stem, stems, terms
from twosource.connect.voices import mentions_in
from twosource.connect.wording import Window, window
from twosource.lang import language
from twosource.model.claim import PLACES, Annotation, EntityType, Mention
from twosource.model.report import SILENT, PassageKind, Report, Span
from twosource.model.value import Precision, Quantity

#: What a bare figure measures, one of which no word near it says what it counts: "organisers spoke of up to 20,000".
BARE = "?"
_NEAR = 60  # characters looked at on either side for words of scope
#: "an attack that killed 58 people": told in passing, by the writer whoever speaks.
_ASIDE = re.compile(
    r"\S\s+(?:that|which|who)\s+(?:(?:has|had|have|also)\s+){0,2}(?:killed|left|claimed|injured|wounded|cost|destroyed|displaced|lost)\b"
)
_UPDATED = re.compile(r"(?<!\()\b(?:updat(?:ed|ing)|revis(?:ed|ing)|rose|risen|climbed|raised|later said)\b", re.IGNORECASE)
#: "a quarter of a million" is no million.
_FRACTION = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?)\s+(?:of\s+)?(?:an?\s+)?$", re.IGNORECASE)
#: "58 of the 120 seats": what 58 is a part of was told to say so.
_WHOLE = re.compile(r"\b\d[\d,.]*\s+of\s+(?:the|its|their|all)\s+$", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(?:from|up|down)\b[^.;]*\bto\b|\b(?:up|down)\s+from\b", re.IGNORECASE)
#: "05-07-2015" and "11.10.2017" hold no figures.
_DATED = re.compile(r"\b\d{1,4}[-./]\d{1,2}[-./]\d{2,4}\b")


class Figure(NamedTuple):
    """A quantity in its setting. `measure` is the class of count, the dimension or `BARE`; `asof` when it is said to hold."""

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
    voice: str  # who gives the figure: a body, a person, or "" for the outlet itself
    asof: Window | None
    dated: bool  # whether the sentence itself says when
    correction: bool
    alone: bool  # whether the report has no other figure of the measure
    several: bool  # whether the report has other counts of the class by the same voice, so of other events
    updated: bool  # whether it is told as a count brought up to date
    aside: bool  # whether it is told in passing: "an attack that killed 58 people"
    planned: bool  # whether it is a plan, a limit, a wish or a forecast: "licensed to carry 310 people"
    witness: Quantity | None  # the same figure in another unit, in brackets beside it
    fellows: tuple[Quantity, ...]  # other figures of the measure in the sentence: "58 seats to 55"

    @property
    def key(self) -> tuple[str, int]:
        return (self.report.id, self.quantity.start)

    @property
    def words(self) -> str:
        return self.report.text[self.quantity.start : self.quantity.end]


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
            or _WHOLE.search(report.text, max(0, quantity.start - _NEAR), quantity.start)
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
    measured = Counter(figure.measure for figure in found)
    return [
        figure._replace(
            alone=measured[figure.measure] == 1,
            fellows=tuple(
                other.level
                for other in found
                if other.sentence == figure.sentence and other.measure == figure.measure and other.key != figure.key and not _moves(figure)
            ),
            several=len(counts.get((figure.measure, figure.group, figure.voice), ())) > 1,
        )
        for figure in found
    ]


def _moves(figure: Figure) -> bool:
    """Whether the sentence tells how a figure moved: "cut the lead from 412 votes to 367"."""
    return bool(_FROM_TO.search(figure.report.text, figure.sentence.start, figure.sentence.end))


def _second(report: Report) -> int:
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
    counts = (figure for figure in reversed(before) if figure.measure != BARE)
    told_before = next((f for f in counts if f.sentence == sentence or f.sentence.end + 3 >= sentence.start), None)
    measure, group = measure_of(text, sentence, quantity, beside, _counted(told_before))
    measure = measure or BARE
    if _FRACTION.search(text, max(0, quantity.start - 24), quantity.start):
        return None
    saying = smallest(sayings, quantity)
    annotation = scene.annotation_by_report[report.id]
    concept = quantity.concept
    own = [*terms(text, clause.start, clause.end), *(terms(text, concept.start, concept.end) if concept else ())]
    around = terms(text, sentence.start, sentence.end)
    spans = [Span(other.start, other.end) for other in beside]
    named = mentions_in(annotation, [sentence])
    counted = language("en").measures.counted.get(measure)
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
    if "more" in scope and all(figure.measure != measure for figure in before):
        scope -= {"more"}  # "another 66 were missing", after those who were killed
    if "part" in scope and not _of_its_like(text, quantity, measure, before, sentence):
        scope -= {"part"}
    return Figure(
        quantity=quantity,
        report=report,
        saying=saying,
        sentence=sentence,
        clause=clause,
        measure=measure,
        level=level(text, quantity, measure),
        group=group,
        scope=scope,
        shown=shown_words(text, quantity, clause),
        beside=stems(term for term in own if not _inside(term.start, spans)) | away(text, quantity, measure),
        around=stems(term for term in around if not _inside(term.start, spans)),
        names=frozenset(scene.cast.cluster(m.entity) for m in named if m.entity),
        places=frozenset(scene.cast.cluster(m.entity) for m in named if m.entity and m.type in PLACES),
        towns=_towns(scene, annotation, named),
        running=running,
        lead=sentence.start <= _second(report) or passage_kind(report, quantity.start) is PassageKind.HEADLINE,
        event=() if running else event_days(annotation.times, sentence, saying),
        voice=voice,
        asof=asof,
        dated=dated,
        correction=False,
        alone=False,
        several=False,
        updated=bool(_UPDATED.search(text, clause.start, clause.end)),
        aside=aside,
        planned=bool(_planned().search(text, clause.start, clause.end)) or (saying is not None and wished(saying)),
        witness=None,
        fellows=(),
    )


#: "of the dead", "of those on board", "of them".
_PART_OF = re.compile(
    r"\s*of\s+(?:(?:the|its|his|her|their)\s+(?:\d\S*\s+)?(?P<noun>[^\W\d_]+)|(?P<pronoun>them|whom|those|these)\b)", re.IGNORECASE
)


def _of_its_like(text: str, quantity: Quantity, measure: str, before: Sequence[Figure], sentence: Span) -> bool:
    """Whether a figure that is a part of something is a part of its own like: "Twelve of the dead", not "killing 23 of those on board"."""
    part = _PART_OF.match(text, quantity.end) or _PART_OF.search(text, quantity.start, quantity.end)
    if part is None:
        return True
    if part["noun"]:
        return measured_by(part["noun"]) in {measure, None}
    return any(figure.measure == measure and figure.sentence.end + 3 >= sentence.start for figure in before)


@functools.cache
def _planned() -> re.Pattern[str]:
    """Words of a plan, a limit, a wish or a forecast."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, language('en').measures.scopes.planned))})\b", re.IGNORECASE)


@functools.cache
def _within() -> re.Pattern[str]:
    """What makes the figure after it a part of another: "including ten", "as well as the ten"."""
    return re.compile(
        rf"\b(?:{'|'.join(language('en').measures.scopes.within)})\s+(?:the\s+)?(?:at least\s+|about\s+|some\s+)?$", re.IGNORECASE
    )


def _counted(figure: Figure | None) -> str | None:
    """The class that a figure counts; `None` for a length, a share, a price."""
    return figure.measure if figure is not None and figure.level.counted and figure.quantity.unit == "1" else None


def _towns(scene: Scene, annotation: Annotation, named: Sequence[Mention]) -> frozenset[str]:
    wide = {place.start for place in annotation.places if place.precision is Precision.COUNTRY}
    local = {EntityType.GPE, EntityType.FAC}
    return frozenset(scene.cast.cluster(m.entity) for m in named if m.entity and m.type in local and m.start not in wide)


def _inside(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)
