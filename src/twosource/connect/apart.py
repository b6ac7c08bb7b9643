"""What keeps two figures of one measure apart, each reason as a desk would put it, and what only leaves it open that they clash."""

import functools
from datetime import timedelta

from twosource.connect.align import counted, gainsay, is_toll, later, point, same_figure
from twosource.connect.figures import Figure
from twosource.connect.scene import Scene
from twosource.connect.speakers import one_speaker
from twosource.connect.terms import stem
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.value import Quantity
from twosource.values.compare import power_of_ten_slip

#: Figures farther apart than this, and no power of ten, are of another scope: the dead of a raid and the dead of a war.
_FARTHEST = 12.0
#: A place this rarely named is where an event was, not the country it was in.
_SPECIFIC = 0.35
_A_DAY = timedelta(days=1)
_LEAP = 3.0
#: Classes of which a house has its own count, and what houses are.
_HOUSED = frozenset({"treated"})
_HOUSES = frozenset({EntityType.ORG, EntityType.FAC})


def groups_differ(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Children are not all people."""
    del scene
    if one.group != other.group:
        kinds = sorted(figure.group or "all people" for figure in (one, other))
        return f"one counts {kinds[0]}, the other {kinds[1]}"
    return None


def part_and_whole(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“Twelve of the dead” is not the toll."""
    del scene
    return "a part and the whole" if "part" in one.scope or "part" in other.scope else None


def further_number(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“Another five” is not the toll."""
    del scene
    return "a further number beside a total" if "more" in one.scope or "more" in other.scope else None


def period_and_total(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“1,000 a day” is not the total."""
    del scene
    return "a figure for a period beside a total" if ("period" in one.scope) != ("period" in other.scope) else None


def wider_matter(scene: Scene, one: Figure, other: Figure) -> str | None:
    """The dead of this year are not those of this day."""
    del scene
    return "a figure for a wider matter" if is_toll(one) and ("wider" in one.scope) != ("wider" in other.scope) else None


def movement_and_level(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“Fell 5%” is not 5%."""
    del scene
    return "a movement beside a level" if (one.level.change is None) != (other.level.change is None) else None


def too_far_apart(scene: Scene, one: Figure, other: Figure) -> str | None:
    """A raid's dead are not a war's."""
    del scene
    left, right = point(one), point(other)
    if not left or not right or (left < 0) != (right < 0) or power_of_ten_slip(one.level, other.level):
        return None
    near, far = sorted((abs(left), abs(right)))
    return "figures of another order, so of another scope" if far > _FARTHEST * near else None


def places_apart(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Two places that share no name had two events."""
    if not is_toll(one):
        return None
    left = {place for place in one.places if scene.fame.of(place) >= _SPECIFIC}
    right = {place for place in other.places if scene.fame.of(place) >= _SPECIFIC}
    return "different places" if left and right and left.isdisjoint(right) else None


def days_apart(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Tuesday's attack is not Saturday's."""
    del scene
    if not is_toll(one) or not one.event or not other.event:
        return None
    near = any(
        left.earliest - _A_DAY < right.latest and right.earliest - _A_DAY < left.latest for left in one.event for right in other.event
    )
    return None if near else "events of different days"


def since_replaced(scene: Scene, one: Figure, other: Figure) -> str | None:
    """An earlier figure that the report itself calls so gainsays nobody: "up from 61 percent"."""
    del scene
    return "an earlier figure, since replaced" if ("old" in one.scope) != ("old" in other.scope) else None


def vague(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“Dozens” is no count."""
    del scene
    return "a figure too vague to compare" if is_toll(one) and not (counted(one) and counted(other)) else None


def one_house(scene: Scene, one: Figure, other: Figure) -> str | None:
    """The patients of one hospital are not all patients."""
    if one.measure not in _HOUSED or one.measure != other.measure:
        return None
    left, right = (frozenset(name for name in figure.names if scene.cast.type_of.get(name) in _HOUSES) for figure in (one, other))
    return "counts of different houses, or of one and of all" if left != right and left.isdisjoint(right) else None


def side_by_side(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“58 seats to 55”, and elsewhere 58: what stands beside the same figure is another's."""
    del scene
    for figure, fellow in ((one, other), (other, one)):
        if any(_alike(figure.level, beside) for beside in fellow.fellows):
            return "the other figure stands beside it"
    return None


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.low == other.low and one.high == other.high and one.unit == other.unit


def planned_and_done(scene: Scene, one: Figure, other: Figure) -> str | None:
    """What may be, must be or was wanted is not what was: "licensed to carry 310", "up to 1,400 might be put off"."""
    del scene
    return "a plan, limit, wish or forecast beside what was" if one.planned != other.planned else None


APART = (
    vague,
    days_apart,
    groups_differ,
    part_and_whole,
    further_number,
    period_and_total,
    wider_matter,
    movement_and_level,
    too_far_apart,
    places_apart,
)
#: What keeps figures apart that differ; equal ones are of one matter all the same.
APART_IF_THEY_DIFFER = (one_house, side_by_side, planned_and_done, since_replaced)


#: Reasons that tell of two events: what keeps two figures apart so keeps apart all that say the same as they do.
TWO_EVENTS = frozenset({"events of different days", "different places"})


def apart(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Why two figures of one measure may not be compared; `None` when they may."""
    rules = APART if same_figure(one, other) else (*APART, *APART_IF_THEY_DIFFER)
    return next((reason for rule in rules if (reason := rule(scene, one, other)) is not None), None)


def told_days_apart(one: Figure, other: Figure) -> bool:
    """Whether the day that one puts the event on is not near the day on which the other, that names none, is told."""
    for dated, bare in ((one, other), (other, one)):
        if dated.event and not bare.event and bare.asof is not None and not bare.running:
            near = any(w.earliest - _A_DAY < bare.asof.latest and bare.asof.earliest - 2 * _A_DAY < w.latest for w in dated.event)
            if not near:
                return True
    return False


def one_event(one: Figure, other: Figure) -> bool:
    """Whether a later toll may be of the event of an earlier one: it runs, or its event is of the day of the other's.

    A count of the dead told as an event ("four were killed") is of a new event unless something ties it to the old one.
    """
    kind = language("en").measures.counted.get(one.measure)
    if kind is None or not kind.event:
        return True
    first, second = (other, one) if later(one, other) else (one, other)
    if second.running:
        return True
    days = first.event or ((first.asof,) if first.asof is not None else ())
    return any(left.earliest - _A_DAY < right.latest and right.earliest < left.latest + _A_DAY for left in days for right in second.event)


# What leaves open whether two tolls that differ gainsay each other.


def several_counts(scene: Scene, one: Figure, other: Figure) -> str | None:
    """A report that tells of several raids has a toll for each; which is meant only a place can tell."""
    if not (one.several or other.several) or _one_place(scene, one, other):
        return None
    return "one report counts several events of the kind, and it cannot be told which is meant"


def summed_and_event(scene: Scene, one: Figure, other: Figure) -> str | None:
    """“At least 123 have been killed” beside “air strikes killed 17 on Sunday”."""
    del scene
    if one.running == other.running:
        return None
    summed, event = (one, other) if one.running else (other, one)
    more = (point(summed) or 0.0) > (point(event) or 0.0)
    return "a running count beside the count of one event" if more and not summed.voice == event.voice != "" else None


def revised_that_day(scene: Scene, one: Figure, other: Figure) -> str | None:
    """An updated toll follows the one before it, though the day is the same."""
    del scene
    return "a toll updated in the course of the day" if one.updated != other.updated else None


def fighters(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Fighters fall every day and everywhere: only a place that both name makes two counts of them one."""
    fight = one.group and one.group in _fighters()
    return "counts of fighters, of no place that both name" if fight and not _one_place(scene, one, other) else None


def far_apart(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Counts several times apart are seldom of one event, unless the sentences name it alike."""
    left, right = point(one) or 0.0, point(other) or 0.0
    leap = max(left, right) > _LEAP * min(left, right)
    return "figures far apart, of no place that both name" if leap and not _one_place(scene, one, other) else None


def one_mouth(scene: Scene, one: Figure, other: Figure) -> str | None:
    """The head of the monitor and the monitor: who brings a count up to date does not gainsay it."""
    if not one.voice or not other.voice or one.report.id == other.report.id:
        return None
    may_be = one_speaker(scene.cast, one.voice, other.voice, together=False, states=False)
    return "counts that may be of one speaker, the hour not told" if may_be else None


DOUBTS = (one_mouth, several_counts, summed_and_event, revised_that_day, fighters, far_apart)


def doubt(scene: Scene, one: Figure, other: Figure) -> str | None:
    """Why two tolls that differ may both hold; `None` where nothing speaks for it."""
    if not is_toll(one) or not gainsay(one, other):
        return None
    return next((reason for rule in DOUBTS if (reason := rule(scene, one, other)) is not None), None)


def _one_place(scene: Scene, one: Figure, other: Figure) -> bool:
    """Whether both sentences name one place, and a place that not all sentences name."""
    return any(scene.fame.of(place) >= _SPECIFIC for place in one.towns & other.towns)


@functools.cache
def _fighters() -> frozenset[str]:
    return frozenset(stem(word) for word in language("en").measures.fighters)
