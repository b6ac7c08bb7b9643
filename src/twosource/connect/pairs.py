"""Which figures of a story are held against each other."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from twosource.connect.align import one_matter_ahead, point, score, slip_score
from twosource.connect.apart import apart, doubt
from twosource.connect.figures import Figure
from twosource.connect.scene import Scene
from twosource.connect.weighed import Sharing
from twosource.lang import language

#: A bucket of one measure is held pair by pair up to this size; past it only figures that share a rare word, a value or a day meet.
_ALL_PAIRS = 48
_MOST_SHARING = 16


class Pair(NamedTuple):
    """Two figures that were held against each other: `score` is of their being one matter, `reason` why they may not be compared.

    `doubt` is why they may both hold although they differ, `slip` the score if only a nought parts them.
    """

    one: Figure
    other: Figure
    score: float
    reason: str | None
    doubt: str | None
    slip: float = 0.0


def held(scene: Scene, one: Figure, other: Figure) -> Pair:
    """Two figures held against each other."""
    reason = apart(scene, one, other)
    found = score(scene, one, other, asked=reason is None)
    return Pair(one, other, found, reason, doubt(scene, one, other), slip_score(scene, one, other, asked=reason is None))


def pairs(scene: Scene, figures: Sequence[Figure], sharing: Sharing = map) -> list[Pair]:
    """The pairs of figures of one measure, each held against the other once; `sharing` shares out what the network is asked."""
    measured: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        measured[figure.measure].append(figure)
        if figure.quantity.unit == "1" and (counted := language("en").measures.counted.get(figure.measure)) and counted.agrees_with:
            measured[counted.agrees_with].append(figure)
    met = [pair for name in sorted(measured) for pair in _candidates(scene, measured[name])]
    one_matter_ahead((pair for pair in met if apart(scene, *pair) is None), sharing)
    return [held(scene, one, other) for one, other in met]


def _candidates(scene: Scene, bucket: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    if len(bucket) <= _ALL_PAIRS:
        yield from itertools.combinations(bucket, 2)
        return
    sharing: dict[str, list[int]] = defaultdict(list)
    for at, figure in enumerate(bucket):
        for key in _keys(scene, figure):
            sharing[key].append(at)
    met: set[tuple[int, int]] = set()
    for key in sorted(sharing):
        for left, right in itertools.combinations(sharing[key][:_MOST_SHARING], 2):
            met.add((left, right))
    for left, right in sorted(met):
        yield bucket[left], bucket[right]


def _keys(scene: Scene, figure: Figure) -> Iterable[str]:
    """What a figure is found by in a large story: its rarest words, its value, its day."""
    rarest = sorted(figure.around, key=lambda word: (-scene.rarity.of(word), word))[:6]
    value = point(figure)
    day = figure.asof.latest.date().isoformat() if figure.asof else ""
    return [*(f"word {word}" for word in rarest), f"value {value:.2g}" if value is not None else "", f"day {day}"]
