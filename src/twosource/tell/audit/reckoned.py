"""Figures that a writer reckons from those of the reports: sums, differences, shares, products, other units."""

import functools
import itertools
import re

from twosource.lang import language
from twosource.model.value import Bound, Quantity
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.sources import Source, Told
from twosource.values.number import numbers
from twosource.values.tokens import Number
from twosource.values.unit import scale

#: How far a restated figure may be off.
ROUNDED = 0.08
#: Numbers that others are reckoned from.
MOST = 40
#: Words beside a figure that the writer has reckoned: "62 more than", "a total of 65", "which leaves 13".
_CUE_BEHIND = re.compile(
    r"^(?:\W{0,3}\w+){0,3}?\W{0,3}(?:more|fewer|less|higher|lower|ahead|apart|left|remaining|"
    r"altogether|together|combined|between|in all|dead or)\b",
    re.IGNORECASE,
)
_CUE_BEFORE = re.compile(
    r"\b(?:total|total of|leav\w+|left with|left|mak\w+|sum of|com\w+ to|which is|gap of|margin of|"
    r"lead of|br\w+ \w+ to|add\w* up to|another|further|or|for \w+)"
    r"\W{1,3}(?:\w+\W){0,2}$",
    re.IGNORECASE,
)
#: A part of what is counted, or more of it: "three of its nine seats", "a dozen or more", "half an hour shorter".
PART = re.compile(
    r"\s+of\s+\S+|\s+(?:\w+\s)?or\s+(?:more|so|fewer|less)\b|\s+(?:\w+\s)?(?:shorter|longer|earlier|later|faster|slower|cheaper|dearer|apart)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:one|a)\b[\w\s-]{0,20}\b(?:in|for every|out of|per)\s+(?:every\s+)?$", re.IGNORECASE)


@functools.lru_cache(maxsize=8192)
def numbers_of(text: str) -> tuple[Number, ...]:
    """The numbers of a text, whatever they measure; places are offsets into it."""
    return tuple(numbers(text, language("en")))


def numbers_in(source: Source, told: Told) -> frozenset[float]:
    """The numbers that stand in a sentence, whatever they measure."""
    return frozenset(one.low for one in numbers_of(source.report.text[told.span.start : told.span.end]))


def reckoned(held: Held, quantity: Quantity) -> bool:
    """Whether a figure is reckoned from those beside it: a sum, a difference, a share, a product, a conversion."""
    value = quantity.low
    if value is None or value != quantity.high or quantity.bound is Bound.RANGE:
        return False
    return number_reckoned(held, value, share=quantity.unit == "%") or _converted(held, quantity)


def number_reckoned(held: Held, value: float, *, share: bool = False) -> bool:
    """Whether a number follows from two that the sentences bearing on the draft's have, or that it has itself."""
    theirs = {one for evidence in held.evidence for told in near(evidence, 1) for one in numbers_in(evidence.source, told) if one > 0}
    mine = {one.low for one in numbers_of(held.text[held.span.start : held.span.end]) if one.low > 0} - {value}
    rough = 0.02 if _ROUGHLY.search(held.text, *held.span) else 1e-6
    for one, other in itertools.permutations(sorted(theirs)[:MOST], 2):
        if any(abs(made - value) <= rough * value for made in (one + other, one - other)):
            return True
        if share and (abs(100 * one / other - value) <= ROUNDED * value or abs(100 - one - value) <= ROUNDED * value):
            return True
    found = (made for one in theirs for other in (mine | theirs) - {one, 1} for made in (one * other, one / other))
    return any(abs(made * unit - value) <= rough * value for made in itertools.islice(found, 4 * MOST * MOST) for unit in (1, 1000, 0.001))


#: A number that is told roughly may be reckoned roughly.
_ROUGHLY = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|just|over|more than|under|less than|close to|approximately)\b", re.IGNORECASE
)


def _converted(held: Held, quantity: Quantity) -> bool:
    """Whether a figure is a difference of temperatures in another scale, or "a foot" in centimetres."""
    measured = scale(quantity.unit)
    if measured is None or quantity.low is None:
        return False
    for evidence in held.evidence:
        for told in near(evidence, 1):
            text = evidence.source.report.text[told.span.start : told.span.end].lower()
            for word, unit in _ONE.items():
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


#: Units that stand behind "a" for one of them.
_ONE = {
    "foot": "[ft_i]",
    "mile": "[mi_i]",
    "metre": "m",
    "meter": "m",
    "yard": "[yd_i]",
    "kilometre": "km",
    "kilometer": "km",
    "inch": "[in_i]",
}


def is_cued(held: Held, quantity: Quantity) -> bool:
    """Whether the words beside a figure say that the writer reckoned it."""
    before = held.text[max(held.span.start, quantity.start - 30) : quantity.start]
    behind = held.text[
        quantity.start + len(held.text[quantity.start : quantity.end].split(" of ")[0]) : min(held.span.end, quantity.end + 40)
    ]
    return bool(PART.match(behind) or _CUE_BEFORE.search(before) or _CUE_BEHIND.search(behind)) or (
        quantity.counted_span is not None and "more" in behind[:12]
    )


def is_ratio(held: Held, start: int) -> bool:
    """Whether a number is the second of "one in seven", "one for every 14"."""
    return bool(_RATIO.search(held.text[max(held.span.start, start - 40) : start]))
