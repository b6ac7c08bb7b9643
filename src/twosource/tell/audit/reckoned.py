"""Figures that a writer reckons from those of the reports: sums, differences, shares, products, other units.

From a handful of figures nearly every small number can be reckoned somehow. So a figure counts as reckoned only where others in its place,
from half of it to twice of it, would seldom have come out as well; where the words say that it was reckoned, half of them may.
"""

import functools
import itertools
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.value import Bound, Movement, Quantity
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.operands import COUNT, SHARE, TIME, Operand, afar, elapsed, in_si, kind_of, numbers_of, operands
from twosource.values.compare import counted_class, interval
from twosource.values.unit import scale

#: How far a restated figure may be off.
ROUNDED = 0.08
#: Figures that others are reckoned from.
MOST = 40
#: Of the figures that might stand in its place, the share that may be reckoned too: without a word for it, and with one.
LUCK, CUED = 0.4, 0.7
#: The same where a report has another figure in the same words.
SLIGHT = 0.15
#: How far "about" and "nearly" reach, and "more than" and "less than".
ABOUT, BEYOND = 0.12, 0.25
#: A part of what is counted, or more of it: "three of its nine seats", "a dozen or more", "half an hour shorter".
PART = re.compile(
    r"\s+of\s+\S+|\s+(?:\w+\s)?or\s+(?:more|so|fewer|less)\b|\s+(?:\w+\s)?(?:shorter|longer|earlier|later|faster|slower|cheaper|dearer|apart)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:one|a)\b[\w\s-]{0,20}\b(?:in|for every|out of|per)\s+(?:every\s+)?$", re.IGNORECASE)
_OF_SO_MANY = re.compile(r"(?:\s[\w-]+){0,2}\s(?:in|out of)\s+(?:every\s+)?", re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def reckoned(held: Held, quantity: Quantity, *, doubted: bool = False) -> bool:
    """Whether a figure is reckoned from those beside it: a sum, a difference, a share, a product, a length of time, a conversion.

    Where a report has another small count of the same, in the same words, luck is allowed less.
    """
    doubted = doubted and _is_small(quantity) and not _one_off().search(held.text, *held.span)
    limit = CUED if is_cued(held, quantity) else SLIGHT if doubted else LUCK
    reach = _reach(quantity)
    if reach is None:
        return False
    kind, noun, mine = kind_of(quantity), counted_class(quantity), _own(held, quantity)
    if any(_within(_plainly(held, kind), reach)):
        return True
    if _stands_out(_makings(held, quantity, mine), reach, kind, limit) or _converted(held, quantity):
        return True
    if kind == TIME and _stands_out(elapsed(held), _slackened(reach, quantity), kind, limit):
        return True
    return not _is_small(quantity) and kind != SHARE and _stands_out(_made_afar(held, kind, noun, mine), reach, kind, limit)


@functools.lru_cache(maxsize=64)
def reckonable(held: Held, quantity: Quantity) -> bool:
    """Whether a figure may have been reckoned, by luck or not: where nothing stands against it."""
    reach = _reach(quantity)
    if reach is None:
        return False
    mine = _own(held, quantity)
    made = _makings(held, quantity, mine)
    if kind_of(quantity) == COUNT:
        counts = _counts([*operands(held), *mine])
        made += [made for one, other in itertools.combinations(counts, 2) for made in (one.value + other.value, abs(one.value - other.value))]
        made += [one.value * other.value for one, other in itertools.combinations(counts, 2)]
    if kind_of(quantity) == TIME and any(_within(elapsed(held, everywhere=True), _slackened(reach, quantity))):
        return True
    return reckoned(held, quantity) or any(_within(made, reach))


def comparable_shares(held: Held) -> bool:
    """Whether what bears on a sentence gives any share, or two figures of which one may be a part of the other."""
    return any(one.kind == SHARE for one in operands(held)) or any(True for _ in _made(SHARE, "", operands(held)))


def other_unit(held: Held, quantity: Quantity) -> str | None:
    """The unit in which a length of time would be one that the reports give, or that lies between two of their times."""
    reach = _reach(quantity)
    if kind_of(quantity) != TIME or reach is None or is_age(held, quantity) or any(_within(elapsed(held), _slackened(reach, quantity))):
        return None
    value = quantity.low if quantity.low is not None else quantity.high
    lengths = [*elapsed(held), *(one.value for one in operands(held) if one.kind == TIME)]
    for unit in _LENGTHS if value and value > 1 else ():
        measured = scale(unit)
        if unit != quantity.unit and measured and any(abs(one / (value * measured.factor) - 1) <= 1e-3 for one in lengths):  # type: ignore[operator]
            return _LENGTHS[unit]
    return None


def is_age(held: Held, quantity: Quantity) -> bool:
    """Whether a length of time is how old somebody is."""
    return kind_of(quantity) == TIME and bool(_AGED.match(held.text, quantity.start, quantity.end + 12))


_AGED = re.compile(r".*?\bold\b|\D*\d+\W*$", re.IGNORECASE | re.DOTALL)
#: Units of time that are taken for one another.
_LENGTHS = {"min": "minutes", "h": "hours", "d": "days", "wk": "weeks", "mo": "months", "a": "years"}


def _within(made: Iterable[float], reach: tuple[float, float]) -> Iterator[float]:
    return (one for one in made if reach[0] <= one <= reach[1])


def _plainly(held: Held, kind: str) -> Iterator[float]:
    """What needs no thought: the other part of a whole, one of two figures of the same sentence and thing as a share of the other."""
    found = operands(held)
    if kind == SHARE:
        yield from (1 - one.value for one in found if one.kind == SHARE)
    for one, other in itertools.combinations(found[:MOST], 2):
        if one.told == other.told and one.noun and (one.noun, one.kind) == (other.noun, other.kind) and one.value != other.value:
            part, whole = sorted((one.value, other.value))
            if kind == SHARE and part > 0:
                yield from (part / whole, 1 - part / whole)
            elif kind == one.kind:
                yield whole - part


def _makings(held: Held, quantity: Quantity, mine: Sequence[Operand]) -> list[float]:
    """All that may be reckoned for a figure from those that bear on its sentence, and from its other figures."""
    kind, noun = kind_of(quantity), counted_class(quantity)
    made = list(_made(kind, noun, [*operands(held), *mine], quantity.change))
    if _each().search(held.text[quantity.start : quantity.end + 24]):
        made += _rates(kind, [*operands(held), *mine])
    if kind == COUNT and _one_off().search(held.text, *held.span):
        made += [one.value + step for one in operands(held) if one.kind in {COUNT, ""} for step in (-1, 1)]
    if noun == "point":
        made += [100 * one for one in _made(SHARE, "", operands(held))]
    return made


def number_reckoned(held: Held, value: float) -> bool:
    """Whether a number that measures nothing we could tell follows from those that bear on its sentence."""
    if 0 < value < 1:
        return share_reckoned(held, value)
    rough = ABOUT if _roughly().search(held.text, *held.span) else 1e-6
    mine = [one for one in _numbers(held) if one.value != value]
    made = _made(COUNT, "", [*operands(held), *mine])
    times = [one.value * other.value for one, other in itertools.combinations(_counts([*operands(held), *mine]), 2)]
    return _stands_out([*made, *times], (value * (1 - rough), value * (1 + rough)), COUNT, LUCK)


def share_reckoned(held: Held, value: float) -> bool:
    """Whether a share is one that a report has, or that one of its figures is of another."""
    rough = ABOUT if _roughly().search(held.text, *held.span) else ABOUT / 2
    reach = (value * (1 - rough), value * (1 + rough))
    if any(reach[0] <= one.value <= reach[1] for one in operands(held) if one.kind == SHARE):
        return True
    return _stands_out(_made(SHARE, "", operands(held)), reach, SHARE, CUED)


def ratio(held: Held, quantity: Quantity) -> float | None:
    """The share that a figure is the first number of: "three teachers in five"; `None` where it is a count."""
    if quantity.unit != "1" or quantity.low is None or quantity.low != quantity.high or quantity.low < 1:
        return None
    first = next((one for one in numbers_of(held.text[quantity.start : quantity.end])), None)
    if first is None:
        return None
    found = _OF_SO_MANY.match(held.text, quantity.start + first.end, held.span.end)
    if found is None:
        return None
    behind = next((one for one in numbers_of(held.text[found.end() : held.span.end]) if one.start == 0), None)
    return quantity.low / behind.low if behind is not None and behind.low == int(behind.low) and 0 < quantity.low < behind.low else None


def is_cued(held: Held, quantity: Quantity) -> bool:
    """Whether the words beside a figure say that the writer reckoned it."""
    before = held.text[max(held.span.start, quantity.start - 30) : quantity.start]
    at = quantity.start + len(held.text[quantity.start : quantity.end].split(" of ")[0])
    behind = held.text[at : min(held.span.end, at + 40)]
    found = _behind().search(behind)
    near_by = found is not None and len(behind[: found.start()].split()) <= _FEW
    part = kind_of(quantity) != SHARE and PART.match(behind)
    return bool(part or _before().search(before) or near_by) or (quantity.counted_span is not None and "more" in behind[:12])


#: Words between a figure and what says that it was reckoned.
_FEW = 3


def is_ratio(held: Held, start: int) -> bool:
    """Whether a number is the second of "one in seven", "one for every 14"."""
    return bool(_RATIO.search(held.text[max(held.span.start, start - 40) : start]))


def _reach(quantity: Quantity) -> tuple[float, float] | None:
    """What a reckoned figure may come to, to be told as this one; in SI."""
    value = quantity.low if quantity.low is not None else quantity.high
    if not value or quantity.bound is Bound.RANGE or value < 0:
        return None
    size = in_si(value, quantity)
    if quantity.bound in {Bound.MORE_THAN, Bound.AT_LEAST}:
        return size * 0.99, size * (1 + BEYOND)
    if quantity.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return size * (1 - BEYOND), size * 1.01
    if quantity.bound is Bound.ABOUT and kind_of(quantity) == SHARE:
        return size * (1 - ABOUT), size * (1 + ABOUT)
    exact = interval(quantity)
    half = (exact.high - exact.low) / 2 if math.isfinite(exact.high - exact.low) else 0.0
    half *= in_si(1.0, quantity) if exact.unit != kind_of(quantity) and kind_of(quantity) == "K" else 1.0
    return size - max(half, 1e-6 * size), size + max(half, 1e-6 * size)


def _slackened(reach: tuple[float, float], quantity: Quantity) -> tuple[float, float]:
    """What a length of time may come to that is counted from one day, hour or year to another."""
    slack = _SLACK.get(quantity.unit, 0.0)
    return reach[0] - slack, reach[1] + slack


#: Seconds by which a length of time may be counted otherwise, by its unit: whether the first day counts, whether the birthday is past.
_SLACK = {"d": 0.6 * 86_400, "wk": 2 * 86_400, "mo": 7 * 86_400, "a": 1.1 * 365.25 * 86_400}


def _stands_out(made: Iterable[float], reach: tuple[float, float], kind: str, most: float) -> bool:
    """Whether a figure comes out, and so few others in its place would that this is no luck."""
    low, high = reach
    found = sorted(set(made))
    if not any(low <= one <= high for one in found):
        return False
    middle = (low + high) / 2
    half = max((high - low) / 2, 0.5 if kind == COUNT else 0.005 * middle)
    first, last = middle / 2, min(2 * middle, 1.0) if kind == SHARE and middle < 1 else 2 * middle
    covered, end = 0.0, first
    for one in found:
        left, right = max(one - half, end), min(one + half, last)
        if right > left:
            covered, end = covered + right - left, right
    return covered <= most * (last - first)


def _made(kind: str, noun: str, figures: Sequence[Operand], change: Movement | None = None) -> Iterator[float]:
    """What can be reckoned of a kind from some figures."""
    if kind == SHARE:
        yield from _shares(figures, change)
        return
    like = [one for one in figures if one.kind == kind or (one.kind == "" and kind == COUNT)][:MOST]
    for one, other in itertools.combinations(like, 2):
        if _go_together(one, other):
            yield from (one.value + other.value, abs(one.value - other.value))
    yield from _runs(like)
    yield from _rests(like)
    shares = [one for one in figures if one.kind == SHARE and 0 < one.value < 1][:MOST]
    for one, share in itertools.product(like, shares):
        if one.told == share.told:
            yield share.value * one.value
            if share.value >= _TELLING:
                yield from ((1 - share.value) * one.value, one.value / (1 + share.value))
    yield from (one.value * other.value for one in figures for other in figures if one.kind == f"{kind}/{other.kind}")
    if noun == "time":
        ratios = [sorted((one.value, other.value)) for one, other in itertools.combinations(figures[:MOST], 2) if _alike(one, other)]
        yield from (whole / part for part, whole in ratios if part)


def _shares(figures: Sequence[Operand], change: Movement | None) -> Iterator[float]:
    """The shares that some figures are of others, or by which they grow or shrink."""
    shares = [one for one in figures if one.kind == SHARE and 0 < one.value < 1][:MOST]
    yield from (1 - one.value for one in shares)
    pairs = [(one.value, other.value) for one, other in itertools.combinations(shares, 2) if one.told == other.told]
    yield from (made for pair in pairs for made in (sum(pair), abs(pair[0] - pair[1])))
    pairs += [(one.value, other.value) for one, other in itertools.combinations(figures[:MOST], 2) if _alike(one, other)]
    for part, whole in (sorted(pair) for pair in pairs):
        if 0 < part < whole:
            yield from (part / whole, 1 - part / whole) if change is not Movement.UP else (whole / part - 1,)


def _rates(kind: str, figures: Sequence[Operand]) -> Iterator[float]:
    """What some figures come to for each of others, or in another unit of time."""
    above, _, below = kind.partition("/")
    by = [one.value for one in figures if one.value > 1 and (one.kind == below if below else one.kind in {COUNT, "", TIME})][:MOST]
    yield from (one.value / each for one in figures[:MOST] for each in by if one.kind in {kind, above})
    yield from (one.value * turns for one in figures[:MOST] for turns in _TURNS if one.kind == kind)


#: How often a unit of time goes into another: hours a day, days a week and a year, weeks and months a year.
_TURNS = (24, 7, 365, 52, 12, 1 / 24, 1 / 7, 1 / 365, 1 / 52, 1 / 12, 60, 1 / 60, 3600)


def _go_together(one: Operand, other: Operand) -> bool:
    """Whether two figures of a kind can be added: of the same, or of anything in one sentence but money; millions find each other."""
    if one.noun and one.noun == other.noun:
        return True
    if one.told != other.told:
        measured = one.kind == other.kind and one.kind not in {COUNT, ""}
        return measured or (not (one.noun and other.noun) and min(one.value, other.value) >= _GREAT)
    return not one.noun or not other.noun or language("en").auditing.currencies.isdisjoint({one.noun, other.noun})


#: Less than this share more or less leaves a figure what it is.
_TELLING = 0.1
#: So large a number without a unit is one of those that a text is about.
_GREAT = 1_000


def _alike(one: Operand, other: Operand) -> bool:
    """Whether two figures that are no shares measure the same."""
    kinds = {one.kind, other.kind}
    return SHARE not in kinds and (len(kinds) == 1 or kinds == {COUNT, ""}) and _go_together(one, other)


def _runs(like: Sequence[Operand]) -> Iterator[float]:
    """The sums of three and more figures that follow each other in a sentence."""
    for _, group in itertools.groupby(like, key=lambda one: one.told):
        values = [one.value for one in group]
        for size in range(3, min(len(values), 6) + 1):
            yield from (sum(values[i : i + size]) for i in range(len(values) - size + 1))


def _rests(like: Sequence[Operand]) -> Iterator[float]:
    """What the largest figure leaves when two others are taken from it: "ten of the 27 were for it, nine against"."""
    groups = [[one for one in like if one.told == told] for told in dict.fromkeys(one.told for one in like)]
    groups += [[one for one in like if one.noun == noun] for noun in dict.fromkeys(one.noun for one in like) if noun]
    for group in groups:
        values = sorted((one.value for one in group), reverse=True)[:6]
        yield from (values[0] - one - other for one, other in itertools.combinations(values[1:], 2))


def _made_afar(held: Held, kind: str, noun: str, mine: Collection[Operand]) -> Iterator[float]:
    """Sums and differences of a figure beside the sentence, or in it, and one of the same far from it."""
    near_by = [one for one in (*operands(held), *mine) if one.kind == kind and (not noun or one.noun == noun)][:MOST]
    for other in afar(held):
        if other.kind == kind and (not noun or other.noun == noun):
            yield from (made for one in near_by if one != other for made in (one.value + other.value, abs(one.value - other.value)))


def _counts(figures: Sequence[Operand]) -> list[Operand]:
    return [one for one in figures if one.kind in {COUNT, ""} and one.value > 1][:MOST]


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


@functools.cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(language('en').auditing.reckoning.before).pattern}\W{{1,3}}(?:\w+\W){{0,2}}$", re.IGNORECASE)


@functools.cache
def _behind() -> re.Pattern[str]:
    return any_of(language("en").auditing.reckoning.behind)


@functools.cache
def _roughly() -> re.Pattern[str]:
    return any_of(language("en").auditing.reckoning.roughly)


@functools.cache
def _each() -> re.Pattern[str]:
    return any_of(language("en").auditing.reckoning.each)


@functools.cache
def _one_off() -> re.Pattern[str]:
    return any_of(language("en").auditing.reckoning.one_off)
