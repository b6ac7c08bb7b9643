"""Figures of a draft that its sources do not give: another number, or the number with another unit."""

import re
from collections.abc import Collection, Iterator, Sequence

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.value import Bound, Quantity
from twosource.tell.audit.bare import bare_numbers, in_a_unit_beside, inside_name
from twosource.tell.audit.clocks import is_of_clock
from twosource.tell.audit.cued import is_ratio, ratio
from twosource.tell.audit.held import Held, beside, joint, named, near
from twosource.tell.audit.lengths import is_age, is_between, is_joined, other_unit
from twosource.tell.audit.measured import (
    COUNTED_BY_HAND,
    Given,
    are_far_apart,
    are_of_one,
    counts_others,
    ends_of,
    given,
    is_bare,
    is_share,
    is_small,
    says_same,
    unit_slip,
    would_fit,
)
from twosource.tell.audit.operands import COUNT, SHARE, in_si, kind_of, numbers_in, operands
from twosource.tell.audit.reach import reach_of, within
from twosource.tell.audit.reckoned import (
    ROUNDED,
    any_share,
    comparable_shares,
    in_other_money,
    is_of_the_rest,
    reckonable,
    reckoned,
    reckoned_afar,
    share_reckoned,
)
from twosource.tell.audit.rows import lasting
from twosource.tell.audit.sources import Source, Told
from twosource.values.compare import comparable, counted_class
from twosource.values.unit import scale

#: Of the words of a figure's clause, the share that a sentence must have to speak of the same, or for its figure to stand against it.
SAME_MATTER, RIVAL, TOUCHED = 0.2, 0.4, 0.1
#: The same for a length of time, which reports give of many things.
CLEAR = 0.6
#: Of the words of a length of time's clause, the share of a sentence that has another in the same unit.
BESIDE = 0.35
#: Words that a clause has beside a length of time, for another length to stand against it: reports give many.
WORDS = 4
#: A count that is not in two places by chance.
TELLING = 100
#: Of the words of a figure's clause, the share of a sentence that says the same in the same words.
VERBATIM = 0.8
#: Of a sentence's words, the share that one report has where a length of time that it has not is a fault.
TOLD = 0.6
#: Of a sentence's words, the share that its sources have where a figure that they have not is a fault, though they have no other:
#: who tells it in other words may have reckoned it from what stands elsewhere.
CLOSE = 0.7
#: Where so many are told of, a writer may speak of the one and the other.
BOTH = 2
#: How many times greater a count may be than one that a writer may have made himself, to stand against it.
MANY = 4
#: Characters between a figure and its restatement in brackets.
_BRACKET = 12
#: "Hundreds of fans" stand against no number.
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions)\b", re.IGNORECASE)


def figures(held: Held) -> Iterator[Fault]:
    """A fault for each figure that no report cited gives."""
    quantities = [one for one in held.inside(held.draft.annotation.quantities) if not inside_name(held, one.start, one.end)]
    quantities = [one for one in quantities if not is_of_clock(held, one.start) and not _is_known_two(held, one)]
    borne_out = {one for one in quantities if _is_borne_out(held, one)}
    taken = {(g.source.report.id, g.quantity) for one in borne_out for g in _nearest(one, given(held, one))}
    for quantity in quantities:
        if quantity not in borne_out and not _restates(quantity, borne_out) and not _is_listed(held, quantity):
            free = [g for g in given(held, quantity) if (g.source.report.id, g.quantity) not in taken]
            yield from _held_against(held, quantity, free)
    yield from bare_numbers(held, quantities)


def _is_one(quantity: Quantity) -> bool:
    """Whether a figure is no more than one of something, which need not be counted: "one of those behind it", "not one civilian"."""
    return quantity.unit == "1" and quantity.low == quantity.high == 1


def _is_known_two(held: Held, quantity: Quantity) -> bool:
    """Whether a figure counts those who are always two, or none: "the two sides", "not one civilian"."""
    return quantity.unit == "1" and (
        (quantity.low == quantity.high == BOTH and counted_class(quantity) in language("en").auditing.paired)
        or (_is_one(quantity) and held.text[: quantity.start].lower().endswith(("not ", "not even ", "no ")))
    )


def _is_listed(held: Held, quantity: Quantity) -> bool:
    """Whether a figure stands in a list of figures, where nothing tells what it is of, and some report has it."""
    before, behind = held.text[held.span.start : quantity.start].rstrip(), held.text[quantity.end : held.span.end].lstrip()
    alone = (not before or before[-1] in ";:") and (not behind or behind[0] in ";.")
    return alone and any(says_same(quantity, one.quantity) and one.quantity.unit == quantity.unit for one in given(held, quantity))


def _nearest(quantity: Quantity, known: Sequence[Given]) -> list[Given]:
    """Of the figures that bear out one of the draft, those that come nearest to it; a range has no such."""
    if quantity.bound is Bound.RANGE:
        return []
    same = [one for one in known if says_same(quantity, one.quantity)]
    off = {one: _off(quantity, one.quantity) for one in same}
    least = min(off.values(), default=0.0)
    return [one for one in same if off[one] <= least + 1e-9]


def _off(quantity: Quantity, other: Quantity) -> float:
    """By which part of it a figure differs from another."""
    mine, theirs = ((one.low if one.low is not None else one.high or 0.0) for one in (quantity, other))
    size = in_si(mine, quantity)
    return abs(in_si(theirs, other) / size - 1) if size else 0.0


def figure_stands(held: Held, quantity: Quantity) -> bool:
    """Whether a figure that nobody hits upon by chance stands in what bears on the sentence, as it is or reckoned."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    known = [one for one in given(held, quantity) if (one.source.report.id, one.told.span) in chosen]
    share = ratio(held, quantity)
    if reckoned(held, quantity) or (share is not None and share_reckoned(held, share)):
        return True
    if is_small(quantity):
        return False
    anywhere = not is_bare(quantity) and (quantity.unit != "1" or (quantity.low or 0) >= TELLING)
    known = list(given(held, quantity)) if anywhere else known
    return any(says_same(quantity, one.quantity) for one in known) or reckoned_afar(held, quantity)


def _is_borne_out(held: Held, quantity: Quantity) -> bool:
    same = [one for one in given(held, quantity) if says_same(quantity, one.quantity) and not unit_slip(quantity, one.quantity)]
    return any(one.shared >= SAME_MATTER for one in same) or _beside(held, same) or _is_of_two_ends(held, quantity)


def _is_of_two_ends(held: Held, quantity: Quantity) -> bool:
    """Whether a range is from one figure that the reports have to another: "from 88 to 97", of 88 million and 97 million."""
    if quantity.bound is not Bound.RANGE or not held.text[: quantity.end].lower().startswith("from ", quantity.start):
        return False
    known = frozenset().union(*(numbers_in(one.source, told) for one in held.evidence for told in one.told))
    return {quantity.low, quantity.high} <= known


def _held_against(held: Held, quantity: Quantity, known: Sequence[Given]) -> Iterator[Fault]:
    """The fault of a figure that no report bears out as it is: of its unit, as a share, beside another, or because none has it."""
    rivals = _rivals(held, known)
    near_by = [one for one in _near(held, known) if one.shared >= RIVAL or not _is_length_of_time(quantity)]
    sure = [
        one for one in (*rivals, *near_by) if not is_small(quantity) or one.shared >= (CLEAR if _is_length_of_time(quantity) else RIVAL)
    ]  # "three" is met with by chance
    slipped = next((one for one in sure if unit_slip(quantity, one.quantity)), None)
    if is_ratio(held, quantity.start) or ratio(held, quantity) is not None:
        yield from _as_share(held, quantity)
    elif slipped is not None and not _is_told_so(held, quantity, known, slipped):
        yield _beside_another(FaultKind.UNIT, held, quantity, slipped)
    else:
        rival = _rival(held, quantity, known, rivals)
        if not reckoned(held, quantity, doubted=rival is not None and rival.shared >= (RIVAL if are_of_one(quantity, rival) else VERBATIM)):
            yield from _unreckoned(held, quantity, known, rival)


def _is_told_so(held: Held, quantity: Quantity, known: Sequence[Given], slipped: Given) -> bool:
    """Whether a report has a figure with its unit as near as the other, or in other words, or without one: "children under 14"."""
    reach = reach_of(quantity)
    if reach is not None and _is_length_of_time(quantity) and any(within(lasting(held), reach)):
        return True
    same = [one for one in known if says_same(quantity, one.quantity) and not unit_slip(quantity, one.quantity)]
    same += [one for one in known if is_bare(one.quantity) and quantity.low in ends_of(one.quantity)]
    return any(one.shared >= max(slipped.shared, TOUCHED) for one in same)


def _rivals(held: Held, known: Sequence[Given]) -> list[Given]:
    """The figures that may stand against one of the draft, those in sentences that say most of its clause first."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    found = (one for one in known if one.shared >= RIVAL or (one.source.report.id, one.told.span) in chosen)
    return sorted(found, key=lambda one: (-one.shared, one.quantity.start))


def _rival(held: Held, quantity: Quantity, known: Sequence[Given], rivals: Sequence[Given]) -> Given | None:
    """The figure that stands against one of the draft."""
    rival = next((one for one in rivals if _is_rival(quantity, one)), None)
    if not _is_length_of_time(quantity):
        return rival
    telling = rival is not None and len(beside(held, quantity.start, quantity.end)) >= WORDS
    return rival if telling else _other_length(held, quantity, known)


def _as_share(held: Held, quantity: Quantity) -> Iterator[Fault]:
    """A fault where "three in five" or "one for every 14" is no share of the reports."""
    value = ratio(held, quantity) or (1 / quantity.low if quantity.low else None)
    if value and not share_reckoned(held, value) and not any_share(held, value) and comparable_shares(held):
        words = held.quoted(quantity.start, quantity.end)
        yield fault_of(FaultKind.NUMBER, quantity, f"says {words}; {held.none} has this share", None)


def _unreckoned(held: Held, quantity: Quantity, known: Sequence[Given], rival: Given | None) -> Iterator[Fault]:
    """The fault of a figure that is neither given nor reckoned."""
    same = [one for one in known if says_same(quantity, one.quantity) and one.shared >= TOUCHED]
    words = held.quoted(quantity.start, quantity.end)
    close = joint(held) >= CLOSE or _has_the_like(held, quantity)
    if not same and close and (unit := other_unit(held, quantity)) is not None:
        yield fault_of(FaultKind.UNIT, quantity, f"says {words}; by the reports it is {unit}", None)
        return
    written = [told for source in held.sources for told in source.told if _is_written(quantity, source, told)]
    if rival is not None and are_of_one(quantity, rival):
        written = [told for told in written if not counts_others(held, quantity, told)]  # "five members" bear out no "five schoolboys"
    if any(told in one.told for one in held.evidence for told in written) or (written and is_small(quantity) and rival is None):
        return
    if rival is not None and not (same and is_small(quantity)):
        yield _beside_another(FaultKind.UNIT if would_fit(quantity, rival.quantity) else FaultKind.NUMBER, held, quantity, rival)
    elif close and not (same or written or is_small(quantity)) and _is_missing(held, quantity):
        yield _missing(held, quantity)


def _has_the_like(held: Held, quantity: Quantity) -> bool:
    """Whether what bears on a sentence has figures of the kind, and of the same things where it tells which."""
    kind, noun = kind_of(quantity), counted_class(quantity)
    return any(one.kind == kind and (one.noun in {noun, ""} or kind != COUNT) for one in operands(held))


def _missing(held: Held, quantity: Quantity) -> Fault:
    """The fault of a figure that no report has, in another unit perhaps."""
    words = held.quoted(quantity.start, quantity.end)
    meant = next((one for one in _near(held, given(held, quantity)) if would_fit(quantity, one.quantity)), None)
    if meant is not None:
        return _beside_another(FaultKind.UNIT, held, quantity, meant)
    if in_other_money(held, quantity):
        return fault_of(FaultKind.UNIT, quantity, f"says {words}; by the reports it is another currency", None)
    return fault_of(FaultKind.NUMBER, quantity, f"says {words}; {held.none} has this figure", None)


def _beside_another(kind: FaultKind, held: Held, quantity: Quantity, one: Given) -> Fault:
    return fault_of(kind, quantity, f"says {held.quoted(quantity.start, quantity.end)}; {named(one.source)} has {said_of(one)}", one)


def _other_length(held: Held, quantity: Quantity, known: Sequence[Given]) -> Given | None:
    """A length of time in the same unit, bounded alike, in a sentence beside what bears on the draft's."""
    if is_age(held, quantity) or is_between(held, quantity):
        return None
    alike = [one for one in _near(held, known) if (one.quantity.unit, one.quantity.bound) == (quantity.unit, quantity.bound)]
    told = [one for one in alike if one.shared >= BESIDE and not says_same(quantity, one.quantity)]
    return max(told, key=lambda one: (one.shared, -one.quantity.start), default=None)


def _near(held: Held, known: Sequence[Given]) -> list[Given]:
    """The figures that stand beside what bears on a sentence."""
    places = {(one.source.report.id, told.span) for one in held.evidence for told in near(one, 1)}
    return [one for one in known if (one.source.report.id, one.told.span) in places]


def _is_missing(held: Held, quantity: Quantity) -> bool:
    """Whether a figure is in no report and cannot have been reckoned, by luck or not."""
    if reckonable(held, quantity):
        return False
    if is_bare(quantity) and in_a_unit_beside(held, held.inside(held.draft.annotation.quantities), quantity.low):
        return False
    if _is_part(quantity) and not _has_share(held, quantity):
        return False  # "a third of them" is what writers reckon from more than one can look through
    if not _is_length_of_time(quantity):
        return True
    counted = quantity.bound in {Bound.EXACT, Bound.ABOUT} and quantity.low != 1 and not is_joined(held, quantity)
    return counted and bool(held.evidence) and held.evidence[0].share >= TOLD


def _has_share(held: Held, quantity: Quantity) -> bool:
    """Whether a report gives a share in the words of the clause, which is not the rest of the one that the draft gives."""
    told = [one for one in given(held, quantity) if _is_part(one.quantity)]
    return any(one.shared >= CLEAR for one in told) and not is_of_the_rest(held)


def _is_part(quantity: Quantity) -> bool:
    """Whether a figure is a share: "a third", "38 per cent"."""
    return kind_of(quantity) == SHARE or 0 < (quantity.low or 0) < 1


def _is_written(quantity: Quantity, source: Source, told: Told) -> bool:
    """Whether a sentence has the number of a figure, and not as the measure of something else."""
    value = quantity.low if quantity.low is not None else quantity.high
    if value not in numbers_in(source, told):
        return False
    inside = [one for one in source.annotation.quantities if told.span.start <= one.start < told.span.end]
    measures = [one for one in inside if value in ends_of(one) and (one.unit != "1" or one.counted)]
    return not measures or is_bare(quantity) or any(_one_kind(one, quantity) and not unit_slip(quantity, one) for one in measures)


def _one_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two figures measure the same, by the year or not."""
    return kind_of(one).split("/")[0] == kind_of(other).split("/")[0]


def _is_rival(quantity: Quantity, one: Given) -> bool:
    """Whether a report's figure measures the same and is another."""
    if one.shared < RIVAL and not (quantity.unit == one.quantity.unit == "a"):
        return False
    other = one.quantity
    if _VAGUE.search(one.source.report.text, other.start, other.end):
        return False
    if is_small(quantity) and (other.low or other.high or 0) > max(MANY * (quantity.high or quantity.low or 1), COUNTED_BY_HAND):
        return False  # "two people were brought out", of the many that a report counts
    if _is_one(quantity) and not (counted_class(quantity) and counted_class(quantity) == counted_class(other) and (other.low or 0) > BOTH):
        return False
    if (other.low == other.high == 1) or (_is_length_of_time(quantity) and one.shared < CLEAR):
        return False
    uncounted = quantity.unit == other.unit == "1" and (quantity.counted is None or other.counted is None) and not is_share(quantity, other)
    if not (comparable(quantity, other) or uncounted) or (quantity.counted and other.low is not None and other.low != int(other.low)):
        return False
    if uncounted and are_far_apart(quantity, other):
        return False
    return not says_same(quantity, other)


def _restates(quantity: Quantity, borne_out: Collection[Quantity]) -> bool:
    """Whether a figure stands in brackets behind one that is borne out and has the same size: "4 degrees Celsius (about 7 Fahrenheit)"."""
    for one in borne_out:
        here, there = scale(quantity.unit), scale(one.unit)
        if 0 <= quantity.start - one.end <= _BRACKET and here and there and here.si == there.si and one.low and quantity.low:
            return abs(quantity.low * here.factor / (one.low * there.factor) - 1) <= ROUNDED
    return False


def _is_length_of_time(quantity: Quantity) -> bool:
    """Whether a figure is a length of time, which a writer may have counted from two days: "six days after the talks"."""
    measured = scale(quantity.unit)
    return measured is not None and measured.si == "s"


def fault_of(kind: FaultKind, quantity: Quantity, detail: str, against: Given | None) -> Fault:
    """A fault of a figure, beside the one of a report that stands against it."""
    cites = (against.source.report.cite(against.quantity.start, against.quantity.end),) if against else ()
    return Fault(kind, quantity.start, quantity.end, detail, cites)


def said_of(one: Given) -> str:
    """A report's figure as a detail shows it."""
    return f"“{' '.join(one.source.report.text[one.quantity.start : one.quantity.end].split())}”"


def _beside(held: Held, same: Sequence[Given]) -> bool:
    """Whether one of the figures stands in a sentence that bears on the draft's."""
    chosen = {(one.source.report.id, told.span) for one in held.evidence for told in one.told}
    return any((one.source.report.id, one.told.span) in chosen for one in same)
