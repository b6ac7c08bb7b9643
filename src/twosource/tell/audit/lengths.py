"""Lengths of time of a draft: between which times of the reports they lie, and in what unit they would."""

import re

from twosource.model.value import Quantity
from twosource.tell.audit.held import Held
from twosource.tell.audit.operands import TIME, elapsed, kind_of, operands
from twosource.tell.audit.reach import reach_of, slackened, within
from twosource.values.unit import scale

_AGED = re.compile(r".*?\bold\b|\D*\d+\W*$", re.IGNORECASE | re.DOTALL)
#: Units of time that are taken for one another.
_LENGTHS = {"min": "minutes", "h": "hours", "d": "days", "wk": "weeks", "mo": "months", "a": "years"}


def is_between(held: Held, quantity: Quantity) -> bool:
    """Whether a length of time lies between two times of what bears on the sentence."""
    reach = reach_of(quantity)
    return reach is not None and any(within(elapsed(held), slackened(reach, quantity)))


def is_joined(held: Held, quantity: Quantity) -> bool:
    """Whether a length of time goes on from a longer one: the 14 minutes of "an hour and 14 minutes"."""
    return bool(_LONGER.search(held.text, held.span.start, quantity.start))


_LONGER = re.compile(r"\b(?:year|month|week|day|hour|minute)s?(?:,| and|, and)?\s$", re.IGNORECASE)


def is_age(held: Held, quantity: Quantity) -> bool:
    """Whether a length of time is how old somebody is."""
    if quantity.unit == "a" and "year" not in held.text[quantity.start : quantity.end].lower():
        return True  # "a man of 24"
    return kind_of(quantity) == TIME and bool(_AGED.match(held.text, quantity.start, quantity.end + 12))


#: How many of a unit are no chance hit, and the units of which one is taken for the other.
_TELLING = 5
_NEXT = ({"min", "h"}, {"d", "wk"}, {"wk", "mo"}, {"mo", "a"})


def other_unit(held: Held, quantity: Quantity) -> str | None:
    """The unit in which a length of time would be one that the reports give, or that lies between two of their times."""
    if kind_of(quantity) != TIME or is_age(held, quantity) or is_joined(held, quantity) or is_between(held, quantity):
        return None
    value = quantity.low if quantity.low is not None else quantity.high
    known = [one.value for one in operands(held) if one.kind == TIME]
    for unit in _LENGTHS if value and value > 1 else ():
        measured, next_to = scale(unit), {unit, quantity.unit} in _NEXT
        lengths = [*elapsed(held), *known] if next_to else known if value and value >= _TELLING else []
        if unit != quantity.unit and measured and any(abs(one / (value * measured.factor) - 1) <= 1e-3 for one in lengths):  # type: ignore[operator]
            return _LENGTHS[unit]
    return None
