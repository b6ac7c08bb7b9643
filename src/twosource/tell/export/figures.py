"""Figures that moved or differ, as small charts: one row a measure, time to the right, the words beside the marks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from twosource.model.claim import Annotation
from twosource.model.ledger import ConflictKind
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import StoryBrief
from twosource.model.value import Quantity
from twosource.tell.dates import DAY, day
from twosource.tell.voice import shortened

WIDTH, LEFT, RIGHT = 640, 16, 16
TOP, PLOT = 30, 84

#: Labels of marks nearer than this part of the width would run into each other; the order alone is then shown.
NARROWEST = 4.5


class Point(NamedTuple):
    """A figure as one report states it; `low`/`high` in SI where the unit has one."""

    low: float
    high: float
    says: str
    published: str | None
    cite: Cite


class Mark(NamedTuple):
    """Where a point stands in the drawing, in its own units."""

    x: float
    top: float
    bottom: float
    label: str
    when: str
    number: int
    anchor: str
    align: str


class Row(NamedTuple):
    """One measure, drawn."""

    about: str
    marks: Sequence[Mark]
    steps: str
    zero: float
    text: str


def rows(story: StoryBrief, known: Mapping[str, tuple[Report, Annotation]], number_of: Mapping[str, int]) -> list[Row]:
    """One row for each measure that changed or is disputed, with at least two figures to show."""
    points: dict[str, dict[Cite, Point]] = {}
    for about, says, cites in _stated(story):
        for cite in cites[:1]:
            if (point := _point(says, cite, known)) is not None:
                points.setdefault(about, {}).setdefault(cite, point)
    found = ((about, sorted(by_cite.values(), key=_order)) for about, by_cite in points.items())
    return [_row(about, row, number_of) for about, row in found if len({(point.low, point.high) for point in row}) > 1]


def _stated(story: StoryBrief) -> Iterable[tuple[str, str, Sequence[Cite]]]:
    for change in story.changes:
        yield change.about, change.from_.says, change.from_.cites
        yield change.about, change.to.says, change.to.cites
    for conflict in story.conflicts:
        if conflict.kind is ConflictKind.QUANTITY:
            for side in conflict.sides:
                yield conflict.about, side.says, side.cites


def _point(says: str, cite: Cite, known: Mapping[str, tuple[Report, Annotation]]) -> Point | None:
    report, annotation = known[cite.report]
    inside = [quantity for quantity in annotation.quantities if Span(cite.start, cite.end).overlaps(Span(quantity.start, quantity.end))]
    said = [quantity for quantity in inside if quantity.converts is None and _bounds(quantity) is not None]
    if not said:
        return None
    low, high = _bounds(said[0]) or (0.0, 0.0)
    return Point(low, high, says, report.published, cite)


def _bounds(quantity: Quantity) -> tuple[float, float] | None:
    """An open side is drawn at the figure itself; its words say that it is open."""
    low = quantity.si_low if quantity.si_low is not None else quantity.low
    high = quantity.si_high if quantity.si_high is not None else quantity.high
    if low is None and high is None:
        return None
    return (low if low is not None else high or 0.0, high if high is not None else low or 0.0)


def _order(point: Point) -> tuple[str, float, Cite]:
    return (point.published or "9999", point.low, point.cite)


def _row(about: str, points: Sequence[Point], number_of: Mapping[str, int]) -> Row:
    most = max(point.high for point in points) or 1.0
    xs = _places(points)
    marks = []
    for place, point in enumerate(points):
        top, bottom = (TOP + PLOT * (1 - value / most) for value in (point.high, point.low))
        align = "start" if xs[place] < WIDTH * 0.2 else "end" if xs[place] > WIDTH * 0.8 else "middle"
        number = number_of[point.cite.report]
        anchor = f"r{number}-{point.cite.start}-{point.cite.end}"
        marks.append(Mark(xs[place], top, bottom, shortened(point.says, 34), day(point.published), number, anchor, align))
    steps = " ".join(_step(before, mark) for before, mark in zip([None, *marks], marks, strict=False))
    text = f"{about}: " + "; ".join(f"{point.says} (Report {number_of[point.cite.report]}, {day(point.published)})" for point in points)
    return Row(about, marks, steps, float(TOP + PLOT), text)


def _step(before: Mark | None, mark: Mark) -> str:
    """A revision is a step: level until the later report, then up or down."""
    return f"M{mark.x:.0f} {mark.top:.1f}" if before is None else f"H{mark.x:.0f} V{mark.top:.1f}"


def _places(points: Sequence[Point]) -> list[float]:
    """Time to the right where all reports are dated and the days differ, else the order alone."""
    inner = WIDTH - LEFT - RIGHT
    days = [date.fromisoformat(point.published[:DAY]).toordinal() for point in points if point.published]
    even = [LEFT + inner * (place + 0.5) / len(points) for place in range(len(points))]
    if len(days) < len(points) or max(days) == min(days):
        return even
    spread = [LEFT + 60 + (inner - 120) * (when - min(days)) / (max(days) - min(days)) for when in days]
    crowded = any(later - earlier < WIDTH / NARROWEST for earlier, later in pairwise(spread))
    return even if crowded else spread
