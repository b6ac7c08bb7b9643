"""Two passages held against each other by a network that learned from invented stories: one matter or two, and if one, what became of it.

It weighs; rules decide. What it was taught, what it gets right and what not stands in MODEL_CARD.md beside this page.
"""

import functools
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from twosource.connect.weighed.network import Passage, Shares, network
from twosource.connect.wording import window
from twosource.model.report import Report, Span

__all__ = ["Claimed", "Passage", "Question", "Shares", "Sharing", "leaning", "question", "weighed", "weighed_ahead"]

#: What shares are cut off at before they are turned into odds: what is surer tells no more.
SUREST = 0.97

#: Pairs that are remembered; each takes some 300 bytes.
MOST_KEPT = 200_000


class Question(NamedTuple):
    """What is asked of the network: two passages, the earlier first, the hours between their reports, and whether both stand in one."""

    earlier: Passage
    later: Passage
    hours: float | None
    one_report: bool


#: A claim in its place: its report, its sentence and its pieces, in code points of the report's text.
Claimed = tuple[Report, Span, Sequence[Span]]
#: How questions are shared out: what is done with each, and the questions; the answers in their order. `map` shares none out.
Sharing = Callable[[Callable[[Question], Shares], Sequence[Question]], Iterable[Shares]]
_answers: dict[Question, Shares] = {}


def question(one: Claimed, other: Claimed, figures: tuple[Span, Span] | None = None) -> Question:
    """What to ask of two claims; with `figures`, of a figure of each. The order of the two makes no difference."""
    first, second = _passage(*one, figures[0] if figures else None), _passage(*other, figures[1] if figures else None)
    left, right = (when.earliest if (when := _came_out(claim[0].published)) else None for claim in (one, other))
    if (left or _NEVER, one[0].id, one[1].start, one[2]) > (right or _NEVER, other[0].id, other[1].start, other[2]):
        first, second = second, first
    hours = None if left is None or right is None else round(abs((right - left).total_seconds()) / 3600, 1)
    return Question(first, second, hours, one[0].id == other[0].id)


def weighed(one: Claimed, other: Claimed, figures: tuple[Span, Span] | None = None) -> Shares:
    """How two claims stand to each other, or a figure of each: the answer to their `question`."""
    asked = question(one, other, figures)
    found = _answers.get(asked)
    return _kept(asked, _answer(asked)) if found is None else found


def weighed_ahead(asked: Iterable[Question], sharing: Sharing) -> None:
    """Answers questions that will be asked, shared out among processors, and keeps the answers: each is the same as if it came alone."""
    new = [one for one in dict.fromkeys(asked) if one not in _answers][:MOST_KEPT]
    for one, shares in zip(new, sharing(_answer, new), strict=True):
        _kept(one, shares)


def _answer(asked: Question) -> Shares:
    return network().shares(asked.earlier, asked.later, asked.hours, one_report=asked.one_report)


def _kept(asked: Question, shares: Shares) -> Shares:
    if len(_answers) >= MOST_KEPT:
        _answers.clear()
    _answers[asked] = shares
    return shares


def leaning(share: float) -> float:
    """Which way a share leans, from -1 to 1: its log odds, cut off."""
    sure = min(SUREST, max(1 - SUREST, share))
    return math.log(sure / (1 - sure)) / math.log(SUREST / (1 - SUREST))


_NEVER = datetime.max.replace(tzinfo=UTC)


def _passage(report: Report, sentence: Span, pieces: Sequence[Span], figure: Span | None) -> Passage:
    text = report.text[sentence.start : sentence.end]
    inside = [(max(0, piece.start - sentence.start), min(len(text), piece.end - sentence.start)) for piece in pieces]
    claim = tuple(Span(start, end) for start, end in inside)
    return Passage(text, claim, Span(figure.start - sentence.start, figure.end - sentence.start) if figure else None)


#: When a report came out, remembered: a report is held against many.
_came_out = functools.lru_cache(4096)(window)
