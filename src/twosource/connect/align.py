"""Which figures speak of the same matter: the policy that scores two of them, and what they say beside each other."""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from twosource.connect.figures import Figure
from twosource.connect.scene import Scene
from twosource.connect.weighed import Claimed, Sharing, question, weighed, weighed_ahead
from twosource.connect.weighed import leaning as leaning_of
from twosource.connect.wording import Window
from twosource.lang import language
from twosource.model.report import Span
from twosource.model.value import Bound
from twosource.values.compare import agree, conflict, power_of_ten_slip

#: A toll a few hours later is a later toll.
_SAME_HOURS = 3 * 3600


class Feature(NamedTuple):
    """A sign that two figures are of one matter: its name, how it is measured from 0 to 1, and what it weighs."""

    name: str
    measured: Callable[[Scene, Figure, Figure], float]
    weight: float


def beside_shared(scene: Scene, one: Figure, other: Figure) -> float:
    """Words of the clause that both have: "advancing six miles", "had advanced about 10 kilometers"."""
    return scene.rarity.shared(one.beside, other.beside)


def event_shared(scene: Scene, one: Figure, other: Figure) -> float:
    """Words of the sentence or of the report's opening that both have: the one flood that both reports are about."""
    if one.report.id == other.report.id:
        return 1.0 if (one.running and other.running) or point(one) == point(other) else scene.rarity.shared(one.around, other.around)
    left, right = (f.around | scene.leads[f.report.id] if f.running or f.lead else f.around for f in (one, other))
    return min(1.0, 2 * scene.rarity.shared(left, right))


def names_shared(scene: Scene, one: Figure, other: Figure) -> float:
    """People, bodies and places that both sentences name."""
    return scene.fame.shared(one.names, other.names)


def rare_shared(scene: Scene, one: Figure, other: Figure) -> float:
    """Rare words in common, by number: two of them leave little to chance."""
    return min(1.0, scene.rarity.weigh(one.around & other.around) / 2.0)


def near_in_value(scene: Scene, one: Figure, other: Figure) -> float:
    """How near the figures are, 1 where equal: what runs or is revised goes in steps, not leaps."""
    del scene
    left, right = point(one), point(other)
    if left is None or right is None or left == right:
        return float(left is not None and left == right)
    near, far = sorted((abs(left), abs(right)))
    return near / far if (left < 0) == (right < 0) else 0.0


def only_ones(scene: Scene, one: Figure, other: Figure) -> float:
    """Whether neither report has another figure of the kind that it could be."""
    return alone_there(scene, one, other) if one.measure not in {"s", "m", "1", "persons"} else 0.0


def alone_there(scene: Scene, one: Figure, other: Figure) -> float:
    """Whether neither report has another figure of the class."""
    del scene
    return float(one.alone and other.alone)


def one_voice(scene: Scene, one: Figure, other: Figure) -> float:
    """Whether one body or person gives both."""
    del scene
    return float(one.voice == other.voice != "")


def two_groups(scene: Scene, one: Figure, other: Figure) -> float:
    """Children beside all people."""
    del scene
    return float(one.group != other.group)


def both_spans(scene: Scene, one: Figure, other: Figure) -> float:
    """Spans of time, which stand in every report."""
    del scene
    return float(one.measure == other.measure == "s")


def one_matter(scene: Scene, one: Figure, other: Figure) -> float:
    """Which way a network that learned from invented stories leans, having read both in their sentences: -1 two matters, 1 one."""
    del scene
    return leaning_of(weighed(*_asked_of(one, other)).matter)


def one_matter_ahead(asked: Iterable[tuple[Figure, Figure]], sharing: Sharing) -> None:
    """Has the network read pairs of figures that it will be asked about, shared out among processors."""
    weighed_ahead((question(*_asked_of(one, other)) for one, other in asked), sharing)


def _asked_of(one: Figure, other: Figure) -> tuple[Claimed, Claimed, tuple[Span, Span]]:
    left, right = (Span(figure.quantity.start, figure.quantity.end) for figure in (one, other))
    return (one.report, one.sentence, (one.clause,)), (other.report, other.sentence, (other.clause,)), (left, right)


#: People counted by what became of them: the class is most of the matter, the event the rest. Log odds, set between what
#: regressions on the labelled tolls of invented stories gave, long (where many counts stand side by side) and short.
SAME_TOLL = (
    Feature("the figures are near each other", near_in_value, 1.2),
    Feature("the reports are of one event", event_shared, 1.9),
    Feature("they share rare words", rare_shared, 0.8),
    Feature("the clauses share their words", beside_shared, 0.7),
    Feature("one voice gives both", one_voice, 0.7),
    Feature("each is the only figure of its kind in its report", alone_there, 0.5),
    Feature("the sentences name the same", names_shared, 0.2),
    Feature("a network takes them for one matter", one_matter, 1.2),
)
TOLL_BIAS = -2.1
#: Lengths, areas, sums, counts of things: log odds, set between those of logistic regressions on 829 pairs of figures of long
#: invented stories, which two readers labelled as of one matter or not, and on those of short ones that the network had not learned from.
#: eval/figures.py holds the policy against the former, eval/short_stories.py against the latter.
SAME_MEASURE = (
    Feature("the figures are near each other", near_in_value, 3.5),
    Feature("the clauses share their words", beside_shared, 1.8),
    Feature("they share rare words", rare_shared, 1.1),
    Feature("each is the only figure of its kind in its report", only_ones, 0.6),
    Feature("the sentences name the same", names_shared, 0.3),
    Feature("the reports are of one event", event_shared, 0.5),
    Feature("one is of a part of the people", two_groups, -0.7),
    Feature("they are spans of time", both_spans, -1.2),
    Feature("a network takes them for one matter", one_matter, 2.0),
)
BIAS = -4.0


class Bars(NamedTuple):
    """What a pair must score to be called so. Agreement in value is itself a sign; disagreement is none."""

    agree: float
    change: float
    conflict: float


TOLL_BARS = Bars(agree=0.35, change=0.5, conflict=0.55)
MEASURE_BARS = Bars(agree=0.25, change=0.5, conflict=0.65)
#: Small numbers, lengths and spans of time stand in every report ("three days", "two men"): only shared words make them one matter.
COMMON_BARS = Bars(agree=0.55, change=0.8, conflict=0.85)
#: A count up to this is common.
SMALL = 12
#: What a suspected slip must score at least, and how much more for digits that are common.
_SLIP, _COMMON_DIGITS = 0.75, 0.3
#: How far apart two figures may lie that are one figure rounded, and two shares of which neither is rough: 68 and 68.3 %, not 6 and 6.2 %.
_ROUNDED, _ROUNDED_SHARE = 0.15, 0.015
#: From so many on a count of people is rounded in the telling, and by so much at most.
_HUNDREDS, _NEARLY = 100, 0.05
#: Counts below this are ten times as many every day.
_FEW = 10


def bars(figure: Figure) -> Bars:
    """The bars for figures of this measure."""
    if is_toll(figure):
        return TOLL_BARS
    common = figure.quantity.unit == "1" and (point(figure) or 0.0) <= SMALL
    return COMMON_BARS if common or figure.measure in {"s", "m"} else MEASURE_BARS


def slip_bar(figure: Figure) -> float:
    """What a pair of the same digits must score as a slip: more for digits that are common.

    Benford's law gives how often a figure begins with its digits: three in ten with 1, one in thirty with 12.
    """
    begins = digits(figure)
    return _SLIP + (_COMMON_DIGITS * math.log10(1 + 1 / int(begins)) if begins else 1.0)


def slip_score(scene: Scene, one: Figure, other: Figure, *, asked: bool = True) -> float:
    """How surely two figures are of one matter if a nought too many or too few is all that parts them."""
    if not slipped(one, other):
        return 0.0
    told = _features(SAME_MEASURE, asked=asked)
    return _share(BIAS + sum(f.weight * (1.0 if f.measured is near_in_value else f.measured(scene, one, other)) for f in told))


def _features(table: Sequence[Feature], *, asked: bool) -> Sequence[Feature]:
    """The features of a table, without the network's where it is not asked."""
    return table if asked else [feature for feature in table if feature.measured is not one_matter]


def digits(figure: Figure) -> str:
    """The digits of a figure without its zeros at either end: "12" of 12,000."""
    value = point(figure)
    found = f"{abs(value):.6e}".split("e")[0].replace(".", "").rstrip("0") if value and math.isfinite(value) else ""
    return found if found.isdigit() else ""


def is_toll(figure: Figure) -> bool:
    """Whether the figure counts people by what became of them."""
    return figure.quantity.unit == "1" and figure.measure in language("en").measures.counted


def score(scene: Scene, one: Figure, other: Figure, *, asked: bool = True) -> float:
    """How surely two figures of one measure are of one matter, from 0 to 1; the network is a sign only where it is `asked`."""
    table, bias = (SAME_TOLL, TOLL_BIAS) if is_toll(one) and is_toll(other) else (SAME_MEASURE, BIAS)
    return _share(bias + sum(feature.weight * feature.measured(scene, one, other) for feature in _features(table, asked=asked)))


def _share(odds: float) -> float:
    """Log odds as a share of one."""
    return 1 / (1 + math.exp(-odds))


def point(figure: Figure) -> float | None:
    """The figure itself, in the story's common unit; of a range the lower end."""
    for value in (figure.quantity.si_low, figure.quantity.si_high, figure.quantity.low, figure.quantity.high):
        if value is not None:
            return value
    return None


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: bounded alike or rounded of one another, not merely compatible ("at least nine" and 17 are not)."""
    left, right = point(one), point(other)
    if left is None or right is None or not agree(one.level, other.level):
        return False
    if is_toll(one):  # people are counted: 18 is not 19, and "dozens" is no count; "more than 6,000" may be 6,200
        return (left == right or _rounded(one, other) or _rounded(other, one)) and counted(one) and counted(other)
    exact = one.quantity.bound is other.quantity.bound is Bound.EXACT and one.quantity.unit == other.quantity.unit == "%"
    return abs(left - right) <= (_ROUNDED_SHARE if exact else _ROUNDED) * max(abs(left), abs(right))


def _rounded(rough: Figure, figure: Figure) -> bool:
    """Whether a rough count of hundreds is the other one rounded down."""
    left, right = point(rough) or 0.0, point(figure) or 0.0
    return rough.quantity.bound is not Bound.EXACT and left >= _HUNDREDS and left <= right <= (1 + _NEARLY) * left


def counted(figure: Figure) -> bool:
    """Whether the figure is a count: "dozens" is none."""
    return any(char.isdigit() for char in figure.words) or not figure.words.lower().split()[0].endswith("s")


def gainsay(one: Figure, other: Figure) -> bool:
    """Whether two figures cannot both hold; a class that may bear another out never gainsays it, nor 16 percent 16.7."""
    return one.measure == other.measure and conflict(one.level, other.level) and not _cut_short(one, other)


def _cut_short(one: Figure, other: Figure) -> bool:
    """Whether one share is told in whole numbers and the other is less than one from it, to its decimals."""
    left, right = point(one), point(other)
    if left is None or right is None or not one.quantity.unit == other.quantity.unit == "%":
        return False
    return "." not in min(one.words, other.words, key=len) and "." in one.words + other.words and abs(left - right) < 0.01


def slipped(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same digits a power of ten apart, in one unit."""
    if (is_toll(one) and len(digits(one)) < 2) or min(point(one) or 0.0, point(other) or 0.0) < _FEW:  # 2 and 20 dead are two tolls
        return False
    return one.quantity.unit == other.quantity.unit and power_of_ten_slip(one.level, other.level)


def same_time(one: Figure, other: Figure) -> bool | None:
    """Whether two figures are said to hold at one time; `None` when that cannot be told."""
    if one.report.id == other.report.id and not one.dated and not other.dated and leaning(one) == leaning(other):
        return True
    if one.asof is None or other.asof is None:
        return None
    left, right = one.asof, other.asof
    if _narrow(left) and _narrow(right):
        left, right = _widened(left), _widened(right)
    return left.earliest < right.latest and right.earliest < left.latest


def leaning(figure: Figure) -> str | None:
    """The report that a citation beside the figure names, if any."""
    return figure.saying.leans_on if figure.saying is not None else None


def later(one: Figure, other: Figure) -> bool:
    """Whether the first is said to hold later than the second."""
    if one.asof is None or other.asof is None or same_time(one, other) is not False:
        return False
    return one.asof.latest > other.asof.latest


def _narrow(window: Window) -> bool:
    return (window.latest - window.earliest).total_seconds() <= _SAME_HOURS


def _widened(window: Window) -> Window:
    return Window(window.earliest - timedelta(seconds=_SAME_HOURS / 2), window.latest + timedelta(seconds=_SAME_HOURS / 2))
