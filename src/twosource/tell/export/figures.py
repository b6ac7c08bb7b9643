"""Figures that moved or differ, as small charts: one row a measure, time to the right, the words beside the marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.model.claim import Annotation
from twosource.model.ledger import ConflictKind, Side
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import StoryBrief
from twosource.model.value import Quantity
from twosource.tell.dates import day, short_day
from twosource.tell.export.view import Desk, Link
from twosource.tell.export.voices import source_words
from twosource.tell.revisions import revisions
from twosource.tell.voice import WORD, shortened

#: Days side by side in one drawing; where there are more, the first and the latest are drawn.
MOST_DAYS = 6
#: Lines of text that a label takes above its mark, and the least height of a drawing.
LABEL, LEAST = 3.4, 7.0
DIGITS = re.compile(r"\d[\d.,]*")


class Figure(NamedTuple):
    """A figure as one side states it; `low` and `high` in SI where the unit has one."""

    low: float
    high: float
    says: str
    who: str
    cites: Sequence[Cite]
    published: str | None


class Mark(NamedTuple):
    """Where a figure stands, in percent of the drawing: its column's left side, its value, its bar and its label."""

    x: float
    y: float
    low: float
    label_y: float
    label: str
    who: str
    links: Sequence[Link]


class Row(NamedTuple):
    """One measure, drawn. `steps` is a path in a field of 100 by 100, `height` in lines of text, `left_out` days not drawn."""

    about: str
    marks: Sequence[Mark]
    days: Sequence[tuple[float, str]]
    width: float
    steps: str
    height: float
    text: str
    left_out: int


def rows(story: StoryBrief, at: Desk) -> list[Row]:
    """One row for each measure that changed or is disputed, with at least two figures to show."""
    stated: dict[str, dict[Side, Figure]] = defaultdict(dict)
    for about, side in _stated(story):
        if side not in stated[about] and (figure := _figure(side, at)) is not None:
            stated[about][side] = figure
    following = [(before, after) for run in revisions(story.changes) for before, after in pairwise(run.sides)]
    return [
        _row(about, by_side, following, at)
        for about, by_side in stated.items()
        if len({(figure.low, figure.high) for figure in by_side.values()}) > 1
    ]


def _stated(story: StoryBrief) -> Iterable[tuple[str, Side]]:
    for change in story.changes:
        yield change.about, change.from_
        yield change.about, change.to
    for conflict in story.conflicts:
        if conflict.kind is ConflictKind.QUANTITY:
            for side in conflict.sides:
                yield conflict.about, side


def _figure(side: Side, at: Desk) -> Figure | None:
    """A side as its earliest report has it."""
    cites = sorted(side.cites, key=lambda cite: (at.known[cite.report][0].published or "9999", at.number_of[cite.report], cite.start))
    for cite in cites:
        report, annotation = at.known[cite.report]
        quantity = stating(side.says, cite, annotation)
        if quantity is not None and (bounds := _bounds(quantity)) is not None:
            return Figure(*bounds, side.says, _whose_words(cites, at), cites, report.published)
    return None


def _whose_words(cites: Sequence[Cite], at: Desk) -> str:
    """The first speaker whom a report names for it, else the first report's outlet."""
    spoken = (_speaker(cite, *at.known[cite.report]) for cite in cites)
    return next(filter(None, spoken), None) or at.briefing.reports[at.number_of[cites[0].report] - 1].outlet or ""


def stating(says: str, cite: Cite, annotation: Annotation, *, strictly: bool = False) -> Quantity | None:
    """The quantity of the cited words that a side names; where none has its digits the first one, unless `strictly`."""
    around = Span(cite.start, cite.end)
    inside = [one for one in annotation.quantities if one.converts is None and around.overlaps(Span(one.start, one.end))]
    digits = {_significant(figure) for figure in DIGITS.findall(says)}
    named = [one for one in inside if any(_significant(f"{value:.12g}") in digits for value in (one.low, one.high) if value is not None)]
    return next(iter(named if strictly else named or inside), None)


def _significant(figure: str) -> str:
    """Digits without what a unit's power of ten or a separator adds."""
    return figure.replace(",", "").replace(".", "").strip("0")


def _bounds(quantity: Quantity) -> tuple[float, float] | None:
    """An open side is drawn at the figure itself; its words say that it is open."""
    low = quantity.si_low if quantity.si_low is not None else quantity.low
    high = quantity.si_high if quantity.si_high is not None else quantity.high
    if low is None and high is None:
        return None
    return (low if low is not None else high or 0.0, high if high is not None else low or 0.0)


def _speaker(cite: Cite, report: Report, annotation: Annotation) -> str | None:
    """Who the report has say it: the words that name them, else the name that a pronoun stands for."""
    name_of = {entity.id: entity.name for entity in annotation.entities}
    for statement in annotation.statements:
        start, end = statement.content[0].start, statement.content[-1].end
        if statement.within is None and Span(start, end).overlaps(Span(cite.start, cite.end)):
            return source_words(report, statement) or name_of.get(statement.source_entity or "")
    return None


def _row(about: str, by_side: Mapping[Side, Figure], following: Iterable[tuple[Side, Side]], at: Desk) -> Row:
    every = list(dict.fromkeys(day(figure.published) for figure in _in_time(by_side.values())))
    days = every if len(every) <= MOST_DAYS else [every[0], *every[1 - MOST_DAYS :]]
    width = 100 / len(days)
    shown = {side: figure for side, figure in by_side.items() if day(figure.published) in days}
    height = max(LEAST, LABEL * (1 + _most_of_a_day(shown.values())))
    scale = 100 * (1 - LABEL / height) / (max(abs(value) for figure in shown.values() for value in (figure.low, figure.high)) or 1.0)
    marks = {side: _mark(figure, days.index(day(figure.published)) * width, scale, about, at) for side, figure in shown.items()}
    placed = _spread(list(marks.values()), 100 * LABEL / height)
    steps = " ".join(_step(marks[before], marks[after]) for before, after in following if before in marks and after in marks)
    told = "; ".join(f"{figure.says} ({_whose(figure, at)}{day(figure.published)})" for figure in _in_time(shown.values()))
    return Row(
        about=about,
        marks=placed,
        days=[(place * width, _under(one, by_side.values())) for place, one in enumerate(days)],
        width=width,
        steps=steps,
        height=height,
        text=f"{about}: {told}",
        left_out=len(every) - len(days),
    )


def _in_time(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda figure: (figure.published or "9999", figure.low, figure.says))


def _under(words: str, figures: Iterable[Figure]) -> str:
    return next(short_day(figure.published) for figure in figures if day(figure.published) == words)


def _whose(figure: Figure, at: Desk) -> str:
    return f"{figure.who}, " if figure.who else f"Report {at.number_of[figure.cites[0].report]}, "


def _mark(figure: Figure, x: float, scale: float, about: str, at: Desk) -> Mark:
    y, low = max(0.0, figure.high * scale), max(0.0, figure.low * scale)
    return Mark(x, y, low, y, _label(figure.says, about), figure.who, at.marks(figure.cites)[:3])


def _label(says: str, about: str) -> str:
    """A figure without the words at its end that the heading has already."""
    known = set(WORD.findall(about.casefold()))
    words = says.split()
    while len(words) > 1 and set(WORD.findall(words[-1].casefold())) <= known:
        words.pop()
    return shortened(" ".join(words), 34)


def _most_of_a_day(figures: Iterable[Figure]) -> int:
    return max(Counter(day(figure.published) for figure in figures).values())


def _spread(marks: Sequence[Mark], apart: float) -> list[Mark]:
    """Labels of one day moved up as far as they must be to stand clear of each other."""
    placed: list[Mark] = []
    top: dict[float, float] = {}
    for mark in sorted(marks, key=lambda mark: (mark.x, mark.y, mark.label)):
        label_y = max(mark.y, top.get(mark.x, 0.0))
        top[mark.x] = label_y + apart
        placed.append(mark._replace(label_y=label_y))
    return placed


def _step(before: Mark, after: Mark) -> str:
    """A revision is a step: level until the later report, then up or down."""
    return f"M{before.x:.1f} {100 - before.y:.1f}H{after.x:.1f}V{100 - after.y:.1f}"
