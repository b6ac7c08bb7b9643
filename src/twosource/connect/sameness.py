"""Which points say the same of the same thing: what forbids it, and the policy that scores what speaks for it."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from twosource.connect.points import Layout, Point, telling, value_of
from twosource.connect.voices import Bearing
from twosource.connect.weighed import Claimed, Shares, Sharing, leaning, question, weighed, weighed_ahead
from twosource.model.value import Quantity
from twosource.values.compare import agree, comparable


class Sign(NamedTuple):
    """A sign that two points say the same: its name, how it is measured from 0 to 1, and what it weighs."""

    name: str
    measured: Callable[[Layout, Point, Point], float]
    weight: float


def words_alike(laid: Layout, one: Point, other: Point) -> float:
    """Of the weight of all their words, the share that both have."""
    return laid.rarity.alike(one.meanings, other.meanings)


def rare_words(laid: Layout, one: Point, other: Point) -> float:
    """Rare words in common, by number: three leave little to chance."""
    return min(1.0, laid.rarity.weigh(one.meanings & other.meanings) / 3.0)


def telling_number(laid: Layout, one: Point, other: Point) -> float:
    """One figure of several digits in both: 3,100 is seldom two things' number, 4 often."""
    del laid
    return max((telling(a) for a in one.numbers for b in other.numbers if agree(a, b) and _same_value(a, b)), default=0.0)


def near_number(laid: Layout, one: Point, other: Point) -> float:
    """Figures of one kind that can be one: "about two dozen" houses and 23."""
    del laid
    return float(any(agree(a, b) for a in one.numbers for b in other.numbers))


def same_day(laid: Layout, one: Point, other: Point) -> float:
    """One day named in both."""
    del laid
    return float(bool(one.days & other.days))


def names_shared(laid: Layout, one: Point, other: Point) -> float:
    """People, bodies and places that both name."""
    return laid.scene.fame.shared(one.saying.names, other.saying.names)


def one_speaker(laid: Layout, one: Point, other: Point) -> float:
    """One speaker of both."""
    del laid
    return float(_told_by_one(one, other))


def held_together(one: Point, other: Point) -> Shares:
    """What a network that learned from invented stories makes of two points in their sentences."""
    return weighed(_asked_of(one), _asked_of(other))


def _asked_of(point: Point) -> Claimed:
    return point.saying.report, point.saying.sentence, point.saying.pieces


def taken_for_one(laid: Layout, one: Point, other: Point) -> float:
    """Which way that network leans: -1 two claims, 1 one."""
    del laid
    return leaning(held_together(one, other).same)


def _same_value(a: Quantity, b: Quantity) -> bool:
    left, right = value_of(a), value_of(b)
    return left is not None and right is not None and abs(left - right) <= 0.06 * max(abs(left), abs(right))


def numbers_clash(one: Point, other: Point) -> bool:
    """Whether both give figures of one kind and no two of them can be one, or count the same things and differ."""
    pairs = [(a, b) for a in one.numbers for b in other.numbers if comparable(a, b)]
    if pairs and not any(agree(a, b) for a, b in pairs):
        return True
    fewer, more = sorted((one.numbers, other.numbers), key=len)
    for figure in fewer if all(number.counted for number in fewer) else ():
        like = [number for number in more if comparable(figure, number)]
        if like and not any(agree(figure, number) for number in like):
            return True
    return False


def signs_clash(one: Point, other: Point) -> bool:
    """Whether one says so and the other not so of what both speak of, or they stand on two sides of opposites."""
    left, right = one.poles(), other.poles()
    if any(left[name] != right[name] for name in left.keys() & right.keys()):
        return True
    common = one.meanings & other.meanings
    apart = sum(one.signs(word).isdisjoint(other.signs(word)) for word in common)
    return 2 * apart > len(common) or (apart > 0 and one.negative != other.negative)


def one_figure_only(laid: Layout, one: Point, other: Point) -> float:
    """One gives figures and the other none."""
    del laid
    return float(bool(one.numbers) != bool(other.numbers))


def one_to_come(laid: Layout, one: Point, other: Point) -> float:
    """One tells of what is to come, the other does not."""
    del laid
    return float(one.intended != other.intended)


#: What speaks for two points saying the same, and last what speaks against: log odds, of a logistic regression on pairs of points of
#: short invented stories that the network had not learned from, rounded. eval/short_stories.py holds the whole against such stories.
SAME_CLAIM = (
    Sign("a network takes them for one claim", taken_for_one, 3.3),
    Sign("they share rare words", rare_words, 0.6),
    Sign("their words are alike", words_alike, 0.4),
    Sign("they share a telling number", telling_number, 1.0),
    Sign("they give figures that can be one", near_number, 0.5),
    Sign("they name one day", same_day, 0.8),
    Sign("one speaker says both", one_speaker, 0.6),
    Sign("only one gives a figure", one_figure_only, -1.2),
    Sign("only one tells of what is to come", one_to_come, -0.7),
)
BIAS = -0.3
#: What two points must score to be one claim: told by two who know nothing of each other, and by one voice or one text. Two claims
#: wrongly joined are the worst error where they come from two, and add nothing where they come from one.
APART, AKIN = 2.2, 1.6
#: Sets of points are joined only where what stands between all their members is on average this near the bar.
_SLACK = 1.0
_ASKED = -0.6  # what the other signs must come to for the network to be asked: half the pairs, and nearly all that are one claim
_FEWEST = 2  # words of a point that can be told from another
_FLOOR = 6.0  # what a forbidden pair counts there


class Likeness(NamedTuple):
    """Two points by their places, with how surely they say the same."""

    one: int
    other: int
    score: float


def score(laid: Layout, one: Point, other: Point) -> float:
    """How surely two points say the same, as log odds; minus infinity where something forbids it or too little else speaks for it."""
    found = _unasked(laid, one, other)
    return found + SAME_CLAIM[0].weight * taken_for_one(laid, one, other) if found >= _ASKED else -math.inf


def _unasked(laid: Layout, one: Point, other: Point) -> float:
    """What all signs but the network's come to; minus infinity where something forbids the two to be one."""
    if forbidden(one, other):
        return -math.inf
    return BIAS + sum(sign.weight * sign.measured(laid, one, other) for sign in SAME_CLAIM[1:])


def forbidden(one: Point, other: Point) -> bool:
    """Whether two points cannot be one claim, however alike their words: sign, mood, hedge, figure, day or hour differ."""
    if one.wish and other.wish and _two_voices(one, other):
        return True  # what two want are two wishes
    if (one.wish, one.hedged, one.open) != (other.wish, other.hedged, other.open):
        return True
    if min(len(one.meanings), len(other.meanings)) < _FEWEST:
        return True
    if one.days and other.days and one.days.isdisjoint(other.days):
        return True
    if one.clocks and other.clocks and one.clocks.isdisjoint(other.clocks):
        return True
    return numbers_clash(one, other) or signs_clash(one, other)


def _two_voices(one: Point, other: Point) -> bool:
    left, right = one.saying.voice, other.saying.voice
    return left.bearing is Bearing.NAMED is right.bearing and left.house != right.house


def _told_by_one(one: Point, other: Point) -> bool:
    left, right = one.saying.voice, other.saying.voice
    return left.bearing is Bearing.NAMED is right.bearing and left.house == right.house


def bar(laid: Layout, one: Point, other: Point) -> float:
    """What two points must score."""
    first_of = laid.scene.first_of
    akin = first_of[one.saying.report.id] == first_of[other.saying.report.id] or one_speaker(laid, one, other) > 0
    return AKIN if akin else APART


def likenesses(laid: Layout) -> list[Likeness]:
    """The pairs of points that say the same, the surest first."""
    found = []
    for left, right in laid.pairs:
        one, other = laid.points[left], laid.points[right]
        reached = score(laid, one, other)
        if reached >= bar(laid, one, other):
            found.append(Likeness(left, right, round(reached, 6)))
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def together(laid: Layout, sharing: Sharing = map) -> list[list[int]]:
    """Points in sets of one claim each: the surest pairs first, and no set holds two points that forbid each other.

    `sharing` shares out what the network is asked.
    """
    met = [(laid.points[left], laid.points[right]) for left, right in laid.pairs]
    asked = (question(_asked_of(one), _asked_of(other)) for one, other in met if _unasked(laid, one, other) >= _ASKED)
    weighed_ahead(asked, sharing)
    set_of = {at: [at] for at in range(len(laid.points))}
    for pair in likenesses(laid):
        left, right = set_of[pair.one], set_of[pair.other]
        if left is right or not _fit(laid, left, right):
            continue
        left.extend(right)
        for at in right:
            set_of[at] = left
    return [sorted(members) for at, members in sorted(set_of.items()) if members[0] == at and len(members) > 1]


def _fit(laid: Layout, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether two sets are of one claim."""
    total = 0.0
    for one in left:
        for other in right:
            first, second = laid.points[one], laid.points[other]
            if numbers_clash(first, second) or signs_clash(first, second):
                return False
            total += max(score(laid, first, second), -_FLOOR) - bar(laid, first, second)
    return total >= -_SLACK * len(left) * len(right)
