"""Two passages held against each other by a network that learned from invented stories: one matter or two, and if one, what became of it.

It weighs; rules decide. What it was taught, what it gets right and what not stands in MODEL_CARD.md beside this page.
"""

import functools
import math
from collections.abc import Sequence
from datetime import UTC, datetime

from twosource.connect.weighed.network import Passage, Shares, network
from twosource.connect.wording import window
from twosource.model.report import Report, Span

__all__ = ["Passage", "Shares", "leaning", "weighed"]

#: What shares are cut off at before they are turned into odds: what is surer tells no more.
SUREST = 0.97

#: Pairs that are remembered; each takes some 300 bytes.
MOST_KEPT = 200_000


def weighed(
    one: tuple[Report, Span, Sequence[Span]], other: tuple[Report, Span, Sequence[Span]], figures: tuple[Span, Span] | None = None
) -> Shares:
    """How two claims stand to each other: each its report, its sentence and its pieces; with `figures`, how a figure of each does.

    Spans are code points of the reports' texts. The order of the two makes no difference.
    """
    first, second = _passage(*one, figures[0] if figures else None), _passage(*other, figures[1] if figures else None)
    left, right = (when.earliest if (when := _came_out(claim[0].published)) else None for claim in (one, other))
    if (left or _NEVER, one[0].id, one[1].start, one[2]) > (right or _NEVER, other[0].id, other[1].start, other[2]):
        first, second = second, first
    hours = None if left is None or right is None else round(abs((right - left).total_seconds()) / 3600, 1)
    return _shares(first, second, hours, one[0].id == other[0].id)


def leaning(share: float) -> float:
    """Which way a share leans, from -1 to 1: its log odds, cut off."""
    sure = min(SUREST, max(1 - SUREST, share))
    return math.log(sure / (1 - sure)) / math.log(SUREST / (1 - SUREST))


_NEVER = datetime.max.replace(tzinfo=UTC)


@functools.lru_cache(MOST_KEPT)
def _shares(earlier: Passage, later: Passage, hours: float | None, one_report: bool) -> Shares:
    return network().shares(earlier, later, hours, one_report=one_report)


def _passage(report: Report, sentence: Span, pieces: Sequence[Span], figure: Span | None) -> Passage:
    text = report.text[sentence.start : sentence.end]
    inside = [(max(0, piece.start - sentence.start), min(len(text), piece.end - sentence.start)) for piece in pieces]
    claim = tuple(Span(start, end) for start, end in inside)
    return Passage(text, claim, Span(figure.start - sentence.start, figure.end - sentence.start) if figure else None)


#: When a report came out, remembered: a report is held against many.
_came_out = functools.lru_cache(4096)(window)
