"""What happens once: a death, a birth, the last strike. Two days or years told of it cannot both be right."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from twosource.connect.meanings import meanings_between
from twosource.connect.phrasing import capital, named
from twosource.connect.points import Layout, Point, text_of
from twosource.connect.scene import Scene, sentence_at
from twosource.connect.setting import clause_at
from twosource.connect.sides import day
from twosource.connect.voices import Bearing
from twosource.connect.wording import window
from twosource.model.claim import EntityType, Form
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity, Side
from twosource.model.report import SILENT, Cite, Report, Span
from twosource.model.value import When, WhenType

#: What befalls a person once, with what a note calls it.
_BEFALLS = {
    "died": "death", "killed": "death", "drowned": "death", "born": "birth", "resigned": "resignation", "abducted": "abduction",
    "kidnapped": "abduction", "executed": "execution", "buried": "burial", "inaugurated": "inauguration",
}  # fmt: skip
#: "the last strike at the yard was in 1998".
_ONLY = re.compile(r"\b(?:the|its|their|his|her)\s+(last|first|only|most recent|deadliest|worst)\s+([a-z]+)", re.IGNORECASE)
_NEAR = 60  # characters between what befell and its day
_VALUE = re.compile(r"\d{4}(?:-\d\d-\d\d)?$")
#: Of the poorer sentence's words, the share that both must have for a last strike to be the same yard's.
_SAME = 0.35
_RARE = 0.7
#: What the words that two tellings of one announcement share must weigh, and their share of the poorer one's.
_ANNOUNCED, _PART = 1.2, 0.3
_ONE_DAY = timedelta(days=1)
_WILL = re.compile(r"\b(?:will|would|to be|is to|are to|due|scheduled)\b", re.IGNORECASE)
_SIDES = 3  # more days than these are several events


class Dated(NamedTuple):
    """One telling of an event that happens once, with its day or year; `whom` it befell, or the words it is told in."""

    event: str
    whom: str
    value: str
    report: Report
    clause: Span
    meanings: frozenset[str]

    def cite(self) -> Cite:
        start, end, text = self.clause.start, self.clause.end, self.report.text
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and text[end - 1] in ' \n\t,;:([“"–—-':
            end -= 1
        return self.report.cite(start, end)


def dated_twice(laid: Layout) -> list[Conflict]:
    """One conflict for each event of that kind which first tellings put on different days or years."""
    by_event: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for key in sorted(laid.scene.annotation_by_report):
        if laid.scene.first_of[key] == key:
            for dated in _dated(laid.scene, laid.scene.report_by_id[key]):
                by_event[dated.event, dated.whom].append(dated)
    found = []
    for _, told in sorted(by_event.items()):
        sides = _sides(laid, told)
        if 1 < len(sides) <= _SIDES and len({dated.report.id for side in sides for dated in side}) > 1:
            found.append(_conflict(laid.scene, sides))
    return found


def announced_twice(laid: Layout) -> list[Conflict]:
    """One conflict for each thing that one speaker is said, on one day, to have announced for two days."""
    found = []
    to_come = {at: told for at, point in enumerate(laid.points) if (told := _to_come(point))}
    for left, right in laid.pairs:
        if left not in to_come or right not in to_come:
            continue
        one, other = laid.points[left], laid.points[right]
        days = [to_come[left], to_come[right]]
        if len(days[0]) == len(days[1]) == 1 and days[0].isdisjoint(days[1]) and _one_announcement(laid, one, other):
            sides = [
                [Dated("what was announced", "", min(told), point.saying.report, point.saying.pieces[0], point.meanings)]
                for point, told in zip((one, other), days, strict=True)
            ]
            found.append(_conflict(laid.scene, sides))
    return found


def _to_come(point: Point) -> frozenset[str]:
    """The days that a point names after the day of its report."""
    published = (point.saying.report.published or "9999")[: len("2025-01-01")]
    return frozenset(day for day in point.days if day > published) if _WILL.search(text_of(point.saying)) else frozenset()


def _one_announcement(laid: Layout, one: Point, other: Point) -> bool:
    """Whether two points are one speaker's word of one day on one thing to be done."""
    left, right = one.saying, other.saying
    if left.voice.bearing is not Bearing.NAMED or left.voice.house != right.voice.house or left.report.id == right.report.id:
        return False
    if not left.said or not right.said or abs(left.said.earliest - right.said.earliest) > _ONE_DAY or one.negative != other.negative:
        return False
    common = one.meanings & other.meanings
    done = any(word.startswith("=") for word in common)
    return done and laid.rarity.weigh(common) >= _ANNOUNCED and laid.rarity.shared(one.meanings, other.meanings) >= _PART


def _dated(scene: Scene, report: Report) -> Iterator[Dated]:
    annotation = scene.annotation_by_report[report.id]
    silent = [Span(p.start, p.end) for p in report.passages if p.kind in SILENT]
    for when in annotation.times:
        if when.type is not WhenType.DATE or not _VALUE.fullmatch(when.value or ""):
            continue
        if any(span.start <= when.start < span.end for span in silent):
            continue
        sentence = sentence_at(report, when.start)
        clause = clause_at(report.text, sentence, when.start, when.end)
        yield from _befallen(scene, report, sentence, clause, when)
        only = _ONLY.search(report.text, clause.start, when.start)
        written = (when.value or "") in report.text[when.start : when.end]  # "more than five years ago" is no year
        if only is not None and written and len(when.value or "") == len("2025"):
            event = f"the {only[1].lower()} {next(iter(meanings_between(report, only.start(2), only.end(2))), only[2]).lstrip('=')}"
            yield Dated(event, "", when.value or "", report, clause, meanings_between(report, sentence.start, sentence.end))


def _befallen(scene: Scene, report: Report, sentence: Span, clause: Span, when: When) -> Iterator[Dated]:
    """What befell whom on a day told right after it."""
    if len(when.value or "") <= len("2025"):
        return
    before = report.text[max(clause.start, when.start - _NEAR) : when.start]
    events = [_BEFALLS[word] for word in re.findall(r"[a-z]+", before.lower()) if word in _BEFALLS]
    people = [
        scene.cast.cluster(mention.entity)
        for mention in scene.annotation_by_report[report.id].mentions
        if mention.entity and mention.type is EntityType.PER and mention.form is Form.NAME and sentence.start <= mention.start < when.start
    ]
    if events and people:
        yield Dated(events[-1], people[-1], when.value or "", report, clause, frozenset())


def _sides(laid: Layout, told: Sequence[Dated]) -> list[list[Dated]]:
    """The tellings by day; of a last strike only those whose sentences speak of one yard."""
    kept = [dated for dated in told if dated.whom or any(_alike(laid, dated, other) for other in told if other.value != dated.value)]
    by_value: dict[str, list[Dated]] = defaultdict(list)
    for dated in kept:
        by_value[dated.value].append(dated)
    return [by_value[value] for value in sorted(by_value)]


def _alike(laid: Layout, one: Dated, other: Dated) -> bool:
    common = one.meanings & other.meanings
    return laid.rarity.weigh(common) >= _RARE and laid.rarity.shared(one.meanings, other.meanings) >= _SAME


def _conflict(scene: Scene, sides: Sequence[Sequence[Dated]]) -> Conflict:
    first = sides[0][0]
    what = "year" if len(first.value) == len("2025") else "day"
    whose = f"{named(scene.cast.name_of.get(first.whom, ''))}'s " if first.whom else ""
    about = f"the {what} of {whose}{first.event}"
    cites = [tuple(sorted({dated.cite() for dated in side})) for side in sides]
    told = [f"{capital(side[0].report.outlet or 'one report')} gives {_says(side[0])}" for side in sides]
    return Conflict(
        id=content_id("conflict", scene.story, "once", [[c.report, c.start, c.end] for side in cites for c in side]),
        story=scene.story,
        kind=ConflictKind.TIME,
        severity=Severity.MEDIUM if first.whom else Severity.LOW,
        about=about,
        sides=tuple(Side(says=_says(side[0]), cites=shown) for side, shown in zip(sides, cites, strict=True)),
        note=f"{'; '.join(told)}.",
    )


def _says(dated: Dated) -> str:
    found = window(dated.value) if len(dated.value) > len("2025") else None
    return day(found.earliest) if found is not None else dated.value
