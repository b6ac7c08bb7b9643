"""What a network takes for gainsaid or for a later state, held to what rules can tell: who says no, and whether both speak of the same."""

from twosource.connect.meanings import table
from twosource.connect.points import Layout, Point, partial, text_of
from twosource.connect.sameness import held_together, numbers_clash
from twosource.connect.weighed import Shares, weighed
from twosource.model.claim import Act

#: How sure the network must be of two claims, by themselves and in their whole sentences.
_SURE = 0.72
#: What the words that both have must weigh, and their share of the poorer one's.
_LEAST, _SHARED = 0.58, 0.45
#: How sure it must be that what a rule takes for a denial is a later state.
_LATER = 0.7
#: What it takes to tell a later state where no rule does.
_SURE_LATER, _LEAST_LATER, _SHARED_LATER = 0.9, 0.5, 0.35


def gainsaid(laid: Layout, one: Point, other: Point) -> bool:
    """Whether one says no to what the other says: of the two one is negative, both share their words, and the network is twice sure."""
    if one.negative == other.negative or not (_tells(one) and _tells(other)) or not _of_one_thing(laid, one, other):
        return False
    return min(held_together(one, other).conflict, in_sentences(one, other).conflict) >= _SURE


def in_sentences(one: Point, other: Point) -> Shares:
    """What the network makes of the whole sentences of two points."""
    left, right = one.saying, other.saying
    return weighed((left.report, left.sentence, (left.sentence,)), (right.report, right.sentence, (right.sentence,)))


def _tells(point: Point) -> bool:
    """Whether the point says how things are: of all that it speaks of, not what may come or that nothing is known."""
    statement = point.saying.statement
    warned = statement is not None and statement.act is Act.WARNED
    return not warned and not partial(point) and not table().unknown.search(text_of(point.saying))


def _of_one_thing(laid: Layout, one: Point, other: Point) -> bool:
    common = one.meanings & other.meanings
    return laid.rarity.weigh(common) >= _LEAST and laid.rarity.shared(one.meanings, other.meanings) >= _SHARED


def is_later_state(one: Point, other: Point) -> bool:
    """Whether the network takes two points for an earlier and a later state: nobody had died on Tuesday, on Friday somebody had."""
    return held_together(one, other).change >= _LATER


def moved_on(laid: Layout, before: Point, after: Point) -> bool:
    """Whether the later of two points tells a later state of one matter: the network is twice sure, and both share their words.

    That a plan was carried out is no change of it, and figures that differ have a policy of their own.
    """
    if numbers_clash(before, after):
        return False
    if (before.intended or before.wish) and not after.intended and before.negative == after.negative:
        return False
    common = before.meanings & after.meanings
    if laid.rarity.weigh(common) < _LEAST_LATER or laid.rarity.shared(before.meanings, after.meanings) < _SHARED_LATER:
        return False
    return min(held_together(before, after).change, in_sentences(before, after).change) >= _SURE_LATER
