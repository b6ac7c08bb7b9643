"""What one story counts under several nouns, or under none: "the remains of 480 soldiers" and "500 fallen heroes" are one count."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from twosource.connect.align import is_toll, one_matter, one_matter_ahead, point, rare_shared
from twosource.connect.figures import BARE, Figure
from twosource.connect.judge import Groups
from twosource.connect.measures import level
from twosource.connect.scene import Scene
from twosource.connect.weighed import Sharing

#: Which way the network must lean for two names to stand for one count, and how far apart their figures may lie.
_SURE, _FARTHEST = 0.7, 3.0
#: Pairs of figures that are asked about in a story at most, those of more rare words in common first.
_MOST = 300


def called_alike(scene: Scene, figures: Sequence[Figure], sharing: Sharing = map) -> tuple[Figure, ...]:
    """The figures, those of one count under one name: that of the class of people it is of, else the one most of them bear.

    A bare figure that is of no count with a name is left out: nothing tells what it may be held against. `sharing` shares out what
    the network is asked.
    """
    counts = {figure.key: figure for figure in figures if figure.quantity.unit == "1"}
    one_count = Groups[tuple[str, int]]()
    asked = list(_asked(scene, counts.values()))
    one_matter_ahead(asked, sharing)
    for one, other in asked:
        if one_matter(scene, one, other) >= _SURE:
            one_count.join(one.key, other.key)
    named = {key: _name([counts[k] for k in keys]) for keys in one_count.sets(sorted(counts)) if len(keys) > 1 for key in keys}
    found = (_renamed(figure, named.get(figure.key, figure.measure)) for figure in figures)
    return tuple(figure for figure in found if figure.measure != BARE)


def _name(found: Sequence[Figure]) -> str:
    tolls = [figure.measure for figure in found if is_toll(figure)]
    often = Counter(tolls or [figure.measure for figure in found if figure.measure != BARE])
    return min(often, key=lambda name: (-often[name], name))


def _asked(scene: Scene, counts: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of two names in two reports that may be of one matter, the likeliest first."""
    found = [
        (-rare_shared(scene, one, other), one.key, other.key, one, other)
        for one, other in itertools.combinations(sorted(counts, key=lambda figure: figure.key), 2)
        if one.report.id != other.report.id and _may_be_one(one, other)
    ]
    for *_, one, other in sorted(found, key=lambda pair: pair[:3])[:_MOST]:
        yield one, other


def _may_be_one(one: Figure, other: Figure) -> bool:
    if one.measure == other.measure or (is_toll(one) and is_toll(other)):
        return False  # the dead are not the wounded
    if BARE in {one.measure, other.measure} and point(one) == point(other):
        return False  # two equal numbers are no agreement where nothing says what one of them counts
    return _near(one, other) and bool(one.around & other.around)


def _near(one: Figure, other: Figure) -> bool:
    left, right = abs(point(one) or 0.0), abs(point(other) or 0.0)
    return 0 < max(left, right) <= _FARTHEST * min(left, right)


def _renamed(figure: Figure, measure: str) -> Figure:
    if measure == figure.measure:
        return figure
    return figure._replace(measure=measure, level=level(figure.report.text, figure.quantity, measure))
