"""Pairs of passages, with what becomes of them, out of short invented stories and families of invented sentences.

A story (`eval/short`) is read and laid out as on a desk; every two of its claims, of its labelled passages and of its figures are a pair.
A pair tells one claim where both lie in passages of one labelled group; it conflicts or changes where a relation is between their
passages, or between others of the same groups; everything else is two matters, the traps above all.
"""

import hashlib
import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from twosource.annotate.tagger.kept import Kept
from twosource.connect.align import point
from twosource.connect.dossier import dossiers
from twosource.connect.figures import figures
from twosource.connect.origins import origins
from twosource.connect.points import layout
from twosource.connect.scene import Scene, scene, sentence_at
from twosource.connect.weighed import Passage
from twosource.desk import COMPARE, CONNECT, READ, annotating
from twosource.engine.local import LocalEngine
from twosource.model.ledger import Story
from twosource.model.report import Download, Given, Report, Span

Sketch = Mapping[str, Any]
LABELS = APART, SAME, CONFLICT, CHANGE = ("apart", "same", "conflict", "change")
TRAP = "trap"
PARTS = WORKED, FITTED, KEPT_APART = ("worked", "fitted", "apart")
#: How much of a passage and a claim must overlap, of the shorter.
_OVERLAP = 0.6
#: Shares of the pairs of two matters that are taken: claims that share a rare word or not, passages, figures that are near or not.
_PROPOSED, _ELSEWHERE, _PASSAGES, _NEAR_FIGURES, _FAR_FIGURES = 0.5, 0.04, 0.08, 0.6, 0.25
_ONE_REPORT = 0.4  # and of those that stand in one report
_NEAR = 0.15
#: Who may say a thing, and how, before it or after it: two who say the same say one claim, two who say otherwise do not.
SPEAKERS = (
    *(
        "the mayor",
        "Mayor Ilna Forr",
        "the interior ministry",
        "a hospital spokeswoman",
        "the fire service",
        "Colonel Josk Tarn",
        "the union",
    ),
    *(
        "the company",
        "Northgate Rail",
        "police",
        "the Harbour Office",
        "Tarlow General Hospital",
        "the Red Crescent",
        "a witness",
        "officials",
    ),
    *("Governor Ana Wills", "the coastguard", "Dr Rudo Kesh", "Energy Minister Paul Asante", "the rescue team", "the Observatory"),
    *("an army spokesman", "prosecutor Lena Holm", "the city council", "residents", "the airline", "the bank's chairman"),
    *("the relief agency Open Hands", "a source close to the talks"),
)
_BEFORE = ("{} said that ", "{} said ", "{} said on Monday that ", "According to {}, ", "", "")
_AFTER = (", {} said.", ", {} said on Tuesday.", ", according to {}.", ".")
#: Words that a sentence opens with and that are small inside it.
_SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "about",
        "at",
        "more",
        "nearly",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "there",
        "it",
        "he",
        "she",
        "they",
        "in",
        "on",
        "by",
        "after",
        "his",
        "her",
    }
)
_TOLD = {SAME: 0.5, CONFLICT: 0.25, CHANGE: 0.15, TRAP: 0.25, APART: 0.08}
_ALIKE = 0.3  # the share of those told by others in the very same words
_FEWEST = 4


class Pair(NamedTuple):
    """Two passages, the earlier first, hours apart, with what becomes of them; a trap weighs more than other pairs of two matters."""

    earlier: Passage
    later: Passage
    hours: float | None
    one_report: bool
    label: str


Place = tuple[Report, Span, tuple[Span, ...], Span | None]  # a report, a sentence of it, the pieces of a claim in it, a figure


def part_of(name: str) -> str:
    """One story of five is kept apart, and one of sixteen of the rest is not learned from, by their names."""
    number = number_of(name)
    return KEPT_APART if number % 5 == 0 else FITTED if number % 20 == 1 else WORKED


def number_of(name: str) -> int:
    """A number that a story has by its name alone."""
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16)


def sketches(files: Iterable[Path]) -> list[Sketch]:
    """The stories of some files in order of name."""
    found = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return sorted(found, key=lambda one: str(one["story"]))


def downloads(sketch: Sketch) -> Iterator[Download]:
    """The reports of a story as files that a desk was given."""
    for report in sketch["reports"]:
        given = Given(outlet=report["outlet"], published=f"{report['date']}T{report['hour']}:00Z", headline=report["title"])
        name = f"{report['id']}.txt"
        yield Download(f"{sketch['story']}/{name}", name, f"{report['title']}\n\n{report['text']}\n".encode(), given=given)


def laid(sketch: Sketch, cache: Kept) -> Scene:
    """The reports of a story laid out as one story."""
    steps = [step for step in CONNECT if step.name not in {"stories", COMPARE}]
    found = list(LocalEngine().run([*READ, *annotating(cache), *steps], downloads(sketch)))
    reports = tuple(sorted(record.id for record in found if isinstance(record, Report)))
    found.append(Story(id="story-1", title=sketch["story"], reports=reports))
    (dossier,) = dossiers("", [*found, *origins("", found)])
    return scene(dossier)


class Labels:
    """The labelled passages of a story, each with the claims it tells and its relations to others."""

    def __init__(self, told: Scene, sketch: Sketch) -> None:
        self.reports = {Path(report.path).stem: report for report in told.report_by_id.values()}
        self.passages: list[tuple[Report, Span]] = []
        self.claims: list[set[int]] = []
        self.relations: dict[tuple[int, int], tuple[str, str]] = {}
        self._places: dict[tuple[str, str], int | None] = {}
        for number, claim in enumerate(sketch["claims"]):
            for passage in claim["passages"]:
                if (place := self._place(passage)) is not None:
                    self.claims[place].add(number)
        ends = [(*map(self._place, relation["sides"]), relation["kind"], relation["what"]) for relation in sketch["relations"]]
        named = [(one, other, kind, what) for one, other, kind, what in ends if one is not None and other is not None]
        for one, other, kind, what in named:
            self._relate(one, other, kind, what)
        for one, other, kind, what in named:
            for left, right in itertools.product(self._told_alike(one), self._told_alike(other)) if kind != TRAP else ():
                self._relate(left, right, kind, what)
        while self._bridged():
            pass

    def _place(self, passage: Sequence[str]) -> int | None:
        """The passage's number; `None` where its words are not found in one run."""
        key = (passage[0], passage[1])
        if key not in self._places:
            report = self.reports.get(passage[0])
            start = report.text.find(passage[1]) if report else -1
            self._places[key] = None
            if report and start >= 0:
                self._places[key] = len(self.passages)
                self.passages.append((report, Span(start, start + len(passage[1]))))
                self.claims.append(set())
        return self._places[key]

    def _told_alike(self, place: int) -> list[int]:
        """The passages that tell what this one does and nothing else."""
        claims = self.claims[place]
        return [place, *(at for at, found in enumerate(self.claims) if at != place and len(claims) == 1 and found == claims)]

    def _relate(self, one: int, other: int, kind: str, what: str) -> bool:
        if one == other or self.claims[one] & self.claims[other] or (one, other) in self.relations:
            return False
        self.relations[one, other] = self.relations[other, one] = (kind, what)
        return True

    def _bridged(self) -> bool:
        """Whether a figure's two steps made a third: what went from 3 to 5 and from 5 to 7 went from 3 to 7."""
        steps = defaultdict(set)
        for (one, other), relation in self.relations.items():
            if relation == (CHANGE, "figure"):
                steps[one].add(other)
        ways = [(one, last) for one, nexts in steps.items() for middle in nexts for last in steps[middle] if last != one]
        return sum(self._relate(one, last, CHANGE, "figure") for one, last in ways) > 0

    def at(self, report: Report, span: Span) -> list[int]:
        """The labelled passages that a stretch of a report shares most of the shorter's text with."""
        return [
            at
            for at, (of, passage) in enumerate(self.passages)
            if of.id == report.id
            and min(span.end, passage.end) - max(span.start, passage.start)
            >= _OVERLAP * min(span.end - span.start, passage.end - passage.start)
        ]

    def label(self, one: Sequence[int], other: Sequence[int]) -> tuple[str, str]:
        """What becomes of two stretches that lie in these passages, and of what kind it is."""
        if any(self.claims[left] & self.claims[right] for left in one for right in other):
            return SAME, ""
        found = [self.relations[pair] for pair in itertools.product(one, other) if pair in self.relations]
        return next((relation for kind in (CONFLICT, CHANGE, TRAP) for relation in found if relation[0] == kind), (APART, ""))


def pairs(sketch: Sketch, cache: Kept) -> Iterator[Pair]:
    """The pairs of a story; of those of two matters a share, drawn by the story's name."""
    told = laid(sketch, cache)
    labels, chance = Labels(told, sketch), random.Random(str(sketch["story"]))
    yield from _of_claims(told, labels, chance)
    yield from _of_passages(labels, chance)
    yield from _of_figures(told, labels, chance)


def _of_claims(told: Scene, labels: Labels, chance: random.Random) -> Iterator[Pair]:
    points = layout(told)
    places = [sorted({at for piece in p.saying.pieces for at in labels.at(p.saying.report, piece)}) for p in points.points]
    proposed = set(points.pairs)
    for left, right in itertools.combinations(range(len(places)), 2):
        one, other = points.points[left].saying, points.points[right].saying
        if one.claim.id == other.claim.id:
            continue
        label, _ = labels.label(places[left], places[right])
        taken = _PROPOSED if (left, right) in proposed else _ELSEWHERE
        if label == APART and chance.random() >= (taken * _ONE_REPORT if one.report.id == other.report.id else taken):
            continue
        yield _pair((one.report, one.sentence, one.pieces, None), (other.report, other.sentence, other.pieces, None), label)


def _of_passages(labels: Labels, chance: random.Random) -> Iterator[Pair]:
    for left, right in itertools.combinations(range(len(labels.passages)), 2):
        (one, span), (other, second) = labels.passages[left], labels.passages[right]
        if one.id == other.id and span.overlaps(second):
            continue
        label, _ = labels.label([left], [right])
        if label != APART or chance.random() < _PASSAGES:
            ends = sentence_at(one, span.start), sentence_at(other, second.start)
            pair = _pair((one, ends[0], (span,), None), (other, ends[1], (second,), None), label)
            yield pair
            yield from told_by_others(pair, chance)


def told_by_others(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """Of some pairs of passages the same passages in other mouths; and of some that say the same the first one in two mouths."""
    said = [_claimed(passage) for passage in (pair.earlier, pair.later)]
    if min(len(words.split()) for words in said) < _FEWEST or chance.random() >= _TOLD[pair.label]:
        return
    yield pair._replace(earlier=_in_a_mouth(said[0], chance), later=_in_a_mouth(said[1], chance))
    if pair.label == SAME and chance.random() < _ALIKE:
        yield pair._replace(earlier=_in_a_mouth(said[0], chance), later=_in_a_mouth(said[0], chance))


def _claimed(passage: Passage) -> str:
    return passage.text[passage.claim[0].start : passage.claim[0].end].strip().rstrip(".,;")


def _in_a_mouth(words: str, chance: random.Random) -> Passage:
    """The words as somebody's; the claim is what is said, without who says it."""
    before, who = chance.choice(_BEFORE), chance.choice(SPEAKERS)
    before = before.format(who if before.startswith("A") else who[0].upper() + who[1:])
    after = "." if before else chance.choice(_AFTER).format(who)
    small = words.split(" ", 1)[0].lower() in _SMALL
    body = words[0].lower() + words[1:] if before and small else words if before else words[0].upper() + words[1:]
    return Passage(before + body + after, (Span(len(before), len(before) + len(body)),))


def _of_figures(told: Scene, labels: Labels, chance: random.Random) -> Iterator[Pair]:
    found = figures(told)
    spans = [Span(figure.quantity.start, figure.quantity.end) for figure in found]
    places = [
        [at for at, (of, p) in enumerate(labels.passages) if of.id == f.report.id and p.holds(s)] for f, s in zip(found, spans, strict=True)
    ]
    alone = Counter((at, figure.quantity.si_unit) for figure, held in zip(found, places, strict=True) for at in held)
    for left, right in itertools.combinations(range(len(found)), 2):
        one, other = found[left], found[right]
        if one.quantity.si_unit != other.quantity.si_unit:
            continue
        label, what = labels.label(places[left], places[right])
        near = _near(point(one), point(other))
        sure = all(
            any(alone[at, figure.quantity.si_unit] == 1 for at in held) for figure, held in ((one, places[left]), (other, places[right]))
        )
        if label in {CONFLICT, CHANGE} and (near or not sure or what not in {"figure", "scope", "time"}):
            if near:
                continue  # one figure in two passages that differ in something else
            label = APART
        if label == SAME and not near:
            label = APART
        if label == APART and chance.random() >= (_NEAR_FIGURES if near else _FAR_FIGURES):
            continue
        yield _pair(*((f.report, f.sentence, (f.clause,), s) for f, s in ((one, spans[left]), (other, spans[right]))), label)


def _near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _NEAR * max(abs(one), abs(other), 1e-9)


def _pair(one: Place, other: Place, label: str) -> Pair:
    left, right = (_second(place[0]) for place in (one, other))
    if left is not None and right is not None and right < left:
        one, other = other, one
    hours = None if left is None or right is None else round(abs(right - left) / 3600, 1)
    return Pair(_passage(*one), _passage(*other), hours, one[0].id == other[0].id, label)


def _second(report: Report) -> float | None:
    if report.published is None:
        return None
    found = datetime.fromisoformat(report.published)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _passage(report: Report, sentence: Span, pieces: Sequence[Span], figure: Span | None) -> Passage:
    text = report.text[sentence.start : sentence.end]
    inside = tuple(Span(max(0, p.start - sentence.start), min(len(text), p.end - sentence.start)) for p in pieces)
    return Passage(text, inside, Span(figure.start - sentence.start, figure.end - sentence.start) if figure else None)
