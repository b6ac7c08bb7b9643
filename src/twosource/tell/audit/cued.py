"""Words that say of a figure that the writer reckoned it, and how."""

import functools
import re

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.value import Quantity
from twosource.tell.audit.held import Held
from twosource.tell.audit.operands import SHARE, kind_of, numbers_of

#: A part of what is counted, or more of it: "three of its nine seats", "a dozen or more", "half an hour shorter".
PART = re.compile(
    r"\s+of\s+\S+|\s+(?:\w+\s)?or\s+(?:more|so|fewer|less)\b|\s+(?:\w+\s)?(?:shorter|longer|earlier|later|faster|slower|cheaper|dearer|apart)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\b(?:one|a)\b(?:\s[\w-]+){0,2}\s(?:in|for every|out of|per)\s+(?:every\s+)?$", re.IGNORECASE)
_OF_SO_MANY = re.compile(r"(?:\s[\w-]+){0,2}\s(?:in|out of)\s+(?:every\s+)?", re.IGNORECASE)
#: Words between a figure and what says that it was reckoned.
_FEW = 3


def is_cued(held: Held, quantity: Quantity) -> bool:
    """Whether the words beside a figure say that the writer reckoned it."""
    before = held.text[max(held.span.start, quantity.start - 30) : quantity.start]
    at = quantity.start + len(held.text[quantity.start : quantity.end].split(" of ")[0])
    behind = held.text[at : min(held.span.end, at + 40)]
    found = _behind().search(behind)
    near_by = found is not None and len(behind[: found.start()].split()) <= _FEW
    part = kind_of(quantity) != SHARE and PART.match(behind)
    return bool(part or _before().search(before) or near_by) or (quantity.counted_span is not None and "more" in behind[:12])


def is_ratio(held: Held, start: int) -> bool:
    """Whether a number is the second of "one in seven", "one for every 14"; "in every one" is none."""
    if re.match(r"one\b", held.text[start:], re.IGNORECASE):
        return False
    return bool(_RATIO.search(held.text[max(held.span.start, start - 40) : start]))


def ratio(held: Held, quantity: Quantity) -> float | None:
    """The share that a figure is the first number of: "three teachers in five"; `None` where it is a count."""
    if quantity.low is None or quantity.low != quantity.high or quantity.low < 1 or (quantity.unit != "1" and quantity.low > 1):
        return None
    first = next((one for one in numbers_of(held.text[quantity.start : quantity.end])), None)
    if first is None:
        return None
    found = _OF_SO_MANY.match(held.text, quantity.start + first.end, held.span.end)
    if found is None:
        return None
    behind = next((one for one in numbers_of(held.text[found.end() : held.span.end]) if one.start == 0), None)
    return quantity.low / behind.low if behind is not None and behind.low == int(behind.low) and 0 < quantity.low < behind.low else None


@functools.cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{any_of(language('en').auditing.reckoning.before).pattern}\W{{1,3}}(?:\w+\W){{0,2}}$", re.IGNORECASE)


@functools.cache
def _behind() -> re.Pattern[str]:
    return any_of(language("en").auditing.reckoning.behind)


@functools.cache
def roughly() -> re.Pattern[str]:
    """What says that a figure is rough."""
    return any_of(language("en").auditing.reckoning.roughly)


@functools.cache
def each() -> re.Pattern[str]:
    """What says that a figure is one of several alike."""
    return any_of(language("en").auditing.reckoning.each)


@functools.cache
def one_off() -> re.Pattern[str]:
    """What says that a figure may be one more or one fewer than is told."""
    return any_of(language("en").auditing.reckoning.one_off)


@functools.cache
def both() -> re.Pattern[str]:
    """What says that a figure is that of each of two."""
    return any_of(language("en").auditing.reckoning.both)
