"""What two figures of one matter say together: the same, or two things that cannot both hold, or one that came after the other."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from twosource.connect.align import (
    bars,
    gainsay,
    is_toll,
    later,
    point,
    same_figure,
    same_time,
    slip_bar,
)
from twosource.connect.apart import one_event, told_days_apart
from twosource.connect.figures import Figure
from twosource.connect.pairs import Pair
from twosource.connect.scene import Scene
from twosource.lang import language

T = TypeVar("T", bound=Hashable)

#: A figure of the same digits weeks later is another matter.
_SLIP_DAYS = 14
_TOLL_DAYS = 5
_LEAP, _LEAP_BAR = 3.0, 0.7
#: What a pair must score to be a change where another voice gives the later figure.
_BY_OTHERS = 0.85
#: A toll of days later than this may be another event's.
_LONG_AFTER = 14


class Upshot(StrEnum):
    """What a pair of figures comes to."""

    AGREE = "agree"
    SLIP = "slip"
    CONFLICT = "conflict"
    CHANGE = "change"
    UNDATED = "undated"
    APART = "apart"
    UNRELATED = "unrelated"


class Judged(NamedTuple):
    """A pair with its upshot."""

    pair: Pair
    upshot: Upshot


def judge(pair: Pair) -> Judged:
    """The upshot on a pair; a clash that there are doubts about is none."""
    upshot = _upshot(pair)
    if upshot is Upshot.CONFLICT and pair.doubt is not None:
        return Judged(pair._replace(reason=pair.doubt), Upshot.APART)
    return Judged(pair, upshot)


def _upshot(pair: Pair) -> Upshot:
    one, other = pair.one, pair.other
    if pair.reason is not None:
        return Upshot.APART if pair.score >= bars(one).conflict else Upshot.UNRELATED
    if same_figure(one, other):
        if is_toll(one) and not _near(one, other, _TOLL_DAYS) and pair.score < _LEAP_BAR:
            return Upshot.UNRELATED  # 45 dead of two raids, days apart
        return Upshot.AGREE if pair.score >= bars(one).agree else Upshot.UNRELATED
    if one.measure != other.measure:
        return Upshot.UNRELATED
    if gainsay(one, other) and pair.slip >= slip_bar(one) and _near(one, other):
        return Upshot.SLIP
    return _toll(pair) if is_toll(one) else _measured(pair)


def _toll(pair: Pair) -> Upshot:
    """Tolls run: another figure at one time is a conflict, at a later time a change."""
    at_once = same_time(pair.one, pair.other)
    if pair.score < bars(pair.one).change:
        return Upshot.UNRELATED
    if at_once is None:
        return Upshot.UNDATED
    one, other = pair.one, pair.other
    if not at_once and language("en").measures.counted[one.measure].fixed and one.voice != other.voice:
        return Upshot.CONFLICT if gainsay(one, other) else Upshot.UNRELATED
    if not at_once:
        sure = pair.score >= _LEAP_BAR or not (_leaps(one, other) or _of_others(one, other) or not _near(one, other, _LONG_AFTER))
        return Upshot.CHANGE if sure and one_event(pair.one, pair.other) else Upshot.UNRELATED
    if _one_voice(one, other) or (one.report.id != other.report.id and _one_outlet(one, other) and not (one.voice and other.voice)):
        return Upshot.UNDATED  # figures of one day by one body or one desk follow one another, and the hour is not told
    if one.report.id == other.report.id:  # a writer sets two counts side by side only where both still run
        told_apart = bool(one.voice and other.voice and one.running and other.running)
    else:
        told_apart = not told_days_apart(one, other)
    if language("en").measures.counted[one.measure].agrees_with:  # bodies seen here and bodies seen there
        return Upshot.UNRELATED
    return Upshot.CONFLICT if gainsay(pair.one, pair.other) and told_apart and pair.score >= bars(pair.one).conflict else Upshot.UNRELATED


def _of_others(one: Figure, other: Figure) -> bool:
    """Whether two tolls may be of two events: of towns that share no name, or one of several that its report counts."""
    return one.several or other.several or bool(one.towns and other.towns and one.towns.isdisjoint(other.towns))


def _leaps(one: Figure, other: Figure) -> bool:
    """Whether one toll is several times the other: a leap wants surer grounds than a step."""
    left, right = point(one) or 0.0, point(other) or 0.0
    return max(left, right) > _LEAP * min(left, right)


def _measured(pair: Pair) -> Upshot:
    """Measures stand until they are corrected or measured anew by the same body."""
    one, other = pair.one, pair.other
    if not gainsay(one, other):
        return Upshot.UNRELATED
    if one.correction != other.correction and _one_outlet(one, other):
        return Upshot.CHANGE if pair.score >= bars(one).agree else Upshot.UNRELATED
    if later(one, other) or later(other, one):
        apart = bool(one.voice and other.voice) and not _one_voice(one, other)  # who counts by himself may count another way
        return Upshot.CHANGE if pair.score >= (_BY_OTHERS if apart else bars(one).change) else Upshot.UNRELATED
    if one.report.id == other.report.id or same_time(one, other) is False:
        return Upshot.UNRELATED
    return Upshot.CONFLICT if pair.score >= bars(one).conflict else Upshot.UNRELATED


def _one_voice(one: Figure, other: Figure) -> bool:
    return bool(one.voice) and one.voice == other.voice


def _one_outlet(one: Figure, other: Figure) -> bool:
    return bool(one.report.outlet) and one.report.outlet == other.report.outlet


def _near(one: Figure, other: Figure, days: int = _SLIP_DAYS) -> bool:
    if one.asof is None or other.asof is None:
        return True
    return abs((one.asof.earliest - other.asof.earliest).days) <= days


def without_echoes(scene: Scene, figures: Sequence[Figure]) -> tuple[list[Figure], dict[tuple[str, int], Figure]]:
    """The figures of first tellings, and those that only repeat one, each with the figure it repeats.

    A copy that altered a figure is an alteration, told elsewhere; it is no second voice.
    """
    firsts: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        firsts[figure.report.id, figure.measure].append(figure)
    kept: list[Figure] = []
    echo_of: dict[tuple[str, int], Figure] = {}
    for figure in figures:
        first = scene.first_of.get(figure.report.id, figure.report.id)
        like = [] if first == figure.report.id else firsts[first, figure.measure]
        likest = max(like, key=lambda told: (scene.rarity.shared(told.around, figure.around), -told.quantity.start), default=None)
        if likest is not None and scene.rarity.shared(likest.around, figure.around) >= 0.5:
            echo_of[figure.key] = likest
        else:
            kept.append(figure)
    return kept, echo_of


class Groups(Generic[T]):
    """Disjoint sets that grow together."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def find(self, member: T) -> T:
        self._parent.setdefault(member, member)
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, one: T, other: T) -> None:
        self._parent[self.find(one)] = self.find(other)

    def sets(self, members: Iterable[T]) -> list[list[T]]:
        """The members by set, in the order they come."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
