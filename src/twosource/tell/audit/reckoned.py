"""Figures that a writer reckons from those of the reports: sums, differences, shares, products, other units.

From a handful of figures nearly every small number can be reckoned somehow. So a figure counts as reckoned only where others in its place,
from half of it to twice of it, would seldom have come out as well; where the words say that it was reckoned, half of them may.
"""

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.value import Quantity
from twosource.tell.audit.cued import both, each, is_cued, one_off, ratio, roughly
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.making import MOST, counts_of, made_of, of_one_class, rates
from twosource.tell.audit.operands import COUNT, SHARE, TIME, Operand, afar, elapsed, in_si, kind_of, numbers_of, operands
from twosource.tell.audit.reach import ABOUT, reach_of, slackened, stands_out, within
from twosource.tell.audit.readings import without_rate
from twosource.tell.audit.rows import is_in_a_row, lasting
from twosource.tell.audit.sources import Told
from twosource.values.compare import counted_class
from twosource.values.unit import is_money, scale

#: How far a restated figure may be off.
ROUNDED = 0.08
#: Of the figures that might stand in its place, the share that may be reckoned too: without a word for it, and with one.
LUCK, CUED = 0.4, 0.7
#: The same where a report has another figure in the same words.
SLIGHT = 0.15


@functools.lru_cache(maxsize=64)
def reckoned(held: Held, quantity: Quantity, *, doubted: bool = False) -> bool:
    """Whether a figure is reckoned from those beside it: a sum, a difference, a share, a product, a length of time, a conversion.

    Where a report has another small count of the same, in the same words, luck is allowed less.
    """
    if any(reckoned(held, one, doubted=doubted) for one in _otherwise(held, quantity)):
        return True
    doubted = doubted and _is_small(quantity) and not one_off().search(held.text, *held.span)
    limit = CUED if is_cued(held, quantity) else SLIGHT if doubted else LUCK
    reach = reach_of(quantity)
    if reach is None:
        return False
    kind, noun, mine = kind_of(quantity), counted_class(quantity), _own(held, quantity)
    if any(within(plainly(held, kind), reach)) or is_in_a_row(held, quantity):
        return True
    if noun == "time" and any(factor == quantity.low for one in held.evidence for told in one.told for factor in _factors(one, told)):
        return True
    if stands_out(_makings(held, quantity, mine), reach, kind, limit) or _converted(held, quantity):
        return True
    if kind == TIME and stands_out(elapsed(held), slackened(reach, quantity), kind, limit):
        return True
    return not _is_small(quantity) and kind != SHARE and stands_out(_made_afar(held, kind, noun, mine), reach, kind, limit)


def _otherwise(held: Held, quantity: Quantity) -> Iterator[Quantity]:
    """A bare figure in the units of the others of its sentence: "7.2 metres, past the 6.8 of 1953"; a rate as what it is of."""
    if quantity.unit == "1" and not quantity.counted:
        units = {one.unit for one in held.inside(held.draft.annotation.quantities)} - {"1"}
        yield from (msgspec.structs.replace(quantity, unit=unit) for unit in sorted(units))
    elif (rateless := without_rate(quantity)) is not None:
        yield rateless


def _factors(evidence: Evidence, told: Told) -> Iterator[float]:
    """How many times as much a sentence says something is: "twice that"."""
    text = evidence.source.report.text
    for factor, words in language("en").auditing.reckoning.times.items():
        if any_of(words).search(text, *told.span):
            yield float(factor)


def _multiplied(held: Held, kind: str) -> Iterator[float]:
    """The figures of a sentence as many times as it says, or so many times less: "110,000, the organisers at twice that"."""
    for one in held.evidence:
        for told in one.told:
            factors = list(_factors(one, told))
            yield from (
                made
                for other in operands(held)
                if other.told == told.span and other.kind == kind
                for factor in factors
                for made in (other.value * factor, other.value / factor)
            )


@functools.lru_cache(maxsize=64)
def reckonable(held: Held, quantity: Quantity) -> bool:
    """Whether a figure may have been reckoned, by luck or not: where nothing stands against it."""
    reach = reach_of(quantity)
    if reach is None:
        return False
    mine = _own(held, quantity)
    made = _makings(held, quantity, mine)
    if kind_of(quantity) == COUNT:
        few = counts_of([*operands(held), *mine])
        made += [made for one, other in itertools.combinations(few, 2) for made in (one.value + other.value, abs(one.value - other.value))]
        made += [one.value * other.value for one, other in itertools.combinations(few, 2)]
    if kind_of(quantity) == TIME and any(within(elapsed(held, everywhere=True), slackened(reach, quantity))):
        return True
    return reckoned(held, quantity) or any(within(itertools.chain(made, _made_in_one(held, kind_of(quantity))), reach))


def reckoned_afar(held: Held, quantity: Quantity) -> bool:
    """Whether a figure that nobody hits upon by chance is the sum or the difference of two of one sentence, wherever it stands."""
    reach, kind = reach_of(quantity), kind_of(quantity)
    if reach is None or _is_small(quantity) or kind == SHARE:
        return False
    return stands_out(_made_in_one(held, kind), reach, kind, SLIGHT)


def number_reckoned(held: Held, value: float) -> bool:
    """Whether a number that measures nothing we could tell follows from those that bear on its sentence."""
    if 0 < value < 1:
        return share_reckoned(held, value)
    rough = ABOUT if roughly().search(held.text, *held.span) else 1e-6
    mine = [one for one in _numbers(held) if one.value != value]
    made = made_of(COUNT, "", [*operands(held), *mine])
    times = [one.value * other.value for one, other in itertools.combinations(counts_of([*operands(held), *mine]), 2)]
    return stands_out([*made, *times], (value * (1 - rough), value * (1 + rough)), COUNT, LUCK)


def share_reckoned(held: Held, value: float) -> bool:
    """Whether a share is one that a report has, or that one of its figures is of another."""
    rough = ABOUT if roughly().search(held.text, *held.span) else ABOUT / 2
    reach = (value * (1 - rough), value * (1 + rough))
    if any(reach[0] <= one.value <= reach[1] for one in operands(held) if one.kind == SHARE):
        return True
    return stands_out(made_of(SHARE, "", operands(held)), reach, SHARE, CUED)


def is_of_the_rest(held: Held) -> bool:
    """Whether a sentence gives the rest of a report's share: 61 in a hundred do, so nearly four in ten do not."""
    shares = [one.value for one in operands(held) if one.kind == SHARE]
    for one in held.inside(held.draft.annotation.quantities):
        low = one.low or 0.0
        value = low / 100 if one.unit == "%" else low if 0 < low < 1 else ratio(held, one)
        if value and any(abs(1 - value - share) <= ABOUT * value for share in shares):
            return True
    return False


def any_share(held: Held, value: float) -> bool:
    """Whether a share is, by luck or not, that of any count beside the sentence in any other."""
    counts = counts_of(operands(held))
    return any(abs(one.value / other.value / value - 1) <= ABOUT / 2 for one, other in itertools.permutations(counts, 2))


def comparable_shares(held: Held) -> bool:
    """Whether what bears on a sentence gives any share, or two figures of which one may be a part of the other."""
    return any(one.kind == SHARE for one in operands(held)) or any(True for _ in made_of(SHARE, "", operands(held)))


def in_other_money(held: Held, quantity: Quantity) -> bool:
    """Whether a sum of money would stand, or be reckoned, if it were of a currency that the reports have."""
    if not is_money(quantity.unit):
        return False
    others = {one.kind for one in operands(held) if is_money(one.kind)} - {quantity.unit}
    swapped = [msgspec.structs.replace(quantity, unit=unit) for unit in sorted(others)]
    reach = reach_of(quantity)
    stands = reach is not None and any(one.kind in others and reach[0] <= one.value <= reach[1] for one in operands(held))
    return stands or any(reckoned(held, one) for one in swapped)


def _makings(held: Held, quantity: Quantity, mine: Sequence[Operand]) -> list[float]:
    """All that may be reckoned for a figure from those that bear on its sentence, and from its other figures."""
    kind, noun = kind_of(quantity), counted_class(quantity)
    made = list(made_of(kind, noun, [*operands(held), *mine], quantity.change))
    if each().search(held.text[quantity.start : quantity.end + 24]):
        made += rates(kind, [*operands(held), *mine])
    if kind == COUNT and (one_off().search(held.text, *held.span) or _is_one_of(held, quantity)):
        made += [one.value + step for one in operands(held) if one.kind in {COUNT, ""} for step in (-1, 1)]
    if both().search(held.text, *held.span):
        made += [one.value / 2 for one in operands(held) if one.kind == kind]
    if _shared_out(held):
        made += [2 * one.value for one in operands(held) if one.kind == kind]
    if kind != COUNT:  # "at that rate fourteen deaths would come to": what a report has for one, by the draft's own number
        own = [one.value for one in mine if one.kind in {COUNT, ""} and one.value > 1]
        made += [one.value * many for one in operands(held) if one.kind == kind for many in own]
    times = [one.value for one in operands(held) if one.noun == "time" and one.value > 1]
    factors = times + [
        float(factor) for factor, words in language("en").auditing.reckoning.times.items() if any_of(words).search(held.text, *held.span)
    ]
    made += [made for one in operands(held) if one.kind == kind for factor in factors for made in (one.value * factor, one.value / factor)]
    if noun == "point":
        made += [100 * one for one in made_of(SHARE, "", operands(held))]
    return made


def _is_one_of(held: Held, quantity: Quantity) -> bool:
    """Whether a figure is of all of whom one is told of, beside one fewer: "one of a dozen blocks", "11 other blocks"."""
    before, told = held.text[held.span.start : quantity.start].lower(), held.text[quantity.start : quantity.end].lower()
    return before.endswith("one of ") or told.startswith("one of ")


def plainly(held: Held, kind: str) -> Iterator[float]:
    """What needs no thought: the other part of a whole, one of two figures of the same sentence and thing as a share of the other."""
    found = operands(held)
    yield from _multiplied(held, kind)
    if kind == TIME:
        yield from lasting(held)
    if kind == SHARE:
        yield from (1 - one.value for one in found if one.kind == SHARE)
    for one, other in itertools.combinations(found[:MOST], 2):
        if one.told == other.told and one.noun and (one.noun, one.kind) == (other.noun, other.kind) and one.value != other.value:
            part, whole = sorted((one.value, other.value))
            if kind == SHARE and part > 0:
                yield from (part / whole, 1 - part / whole)
            elif kind == one.kind:
                yield whole - part


def _made_in_one(held: Held, kind: str) -> Iterator[float]:
    """Sums and differences of two figures of one sentence, wherever it stands."""
    like = [one for one in afar(held) if one.kind == kind or (kind == COUNT and one.kind == "")]
    for _, group in itertools.groupby(like, key=lambda one: one.told):
        for one, other in itertools.combinations(list(group)[:8], 2):
            yield from (one.value + other.value, abs(one.value - other.value))


def _made_afar(held: Held, kind: str, noun: str, mine: Collection[Operand]) -> Iterator[float]:
    """Sums and differences of a figure beside the sentence, or in it, and one of the same far from it."""
    near_by = [one for one in (*operands(held), *mine) if one.kind == kind and (not noun or of_one_class(one.noun, noun))][:MOST]
    for other in afar(held):
        if other.kind == kind and (not noun or of_one_class(other.noun, noun)):
            yield from (made for one in near_by if one != other for made in (one.value + other.value, abs(one.value - other.value)))


def _shared_out(held: Held) -> bool:
    """Whether what bears on a sentence speaks of each of two: "40 prisoners each"."""
    return any(both().search(one.source.report.text, *told.span) for one in held.evidence for told in one.told)


def _own(held: Held, quantity: Quantity) -> list[Operand]:
    """The other figures of the sentence."""
    return [
        Operand(in_si(one.low, one), kind_of(one), counted_class(one), held.span)
        for one in held.inside(held.draft.annotation.quantities)
        if one != quantity and one.low is not None and one.low == one.high
    ]


def _numbers(held: Held) -> list[Operand]:
    return [Operand(one.low, "", "", held.span) for one in numbers_of(held.text[held.span.start : held.span.end]) if one.low > 0]


def _is_small(quantity: Quantity) -> bool:
    return quantity.unit == "1" and (quantity.high or quantity.low or 0) <= 12


def _converted(held: Held, quantity: Quantity) -> bool:
    """Whether a figure is a difference of temperatures in another scale, or "a foot" in centimetres."""
    measured = scale(quantity.unit)
    if measured is None or quantity.low is None:
        return False
    for evidence in held.evidence:
        for told in near(evidence, 1):
            text = evidence.source.report.text[told.span.start : told.span.end].lower()
            for word, unit in language("en").auditing.reckoning.single.items():
                one = scale(unit)
                stands = one is not None and one.si == measured.si and re.search(rf"\ba(?:n|bout a)? {word}\b", text)
                if one is not None and stands and abs(quantity.low * measured.factor / one.factor - 1) <= ROUNDED:
                    return True
    theirs = [one for source in held.sources for one in source.annotation.quantities]
    for quantity_there in theirs:
        other = scale(quantity_there.unit)
        if other is None or other.si != measured.si or other.offset == measured.offset or not quantity_there.low:
            continue
        if abs(quantity.low * measured.factor / (quantity_there.low * other.factor) - 1) <= ROUNDED:
            return True
    return False
