"""Figures that the reports give as rough or as a limit, and the draft as exact."""

import functools
import re
from collections.abc import Iterator

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.value import Bound, Quantity
from twosource.tell.audit.bare import inside_name
from twosource.tell.audit.cued import PART, roughly
from twosource.tell.audit.figures import SAME_MATTER, TELLING, fault_of, said_of
from twosource.tell.audit.held import Held, named
from twosource.tell.audit.measured import Given, ends_of, given
from twosource.values.compare import comparable

#: Characters before a figure in which a word may make it rough.
_JUST_BEFORE = 8
#: Bounds that say that a figure is not just that.
ROUGH = frozenset({Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN})


def approximations(held: Held) -> Iterator[Fault]:
    """A fault for each figure that the reports give as rough or as a limit, and the draft as exact."""
    for quantity in held.inside(held.draft.annotation.quantities):
        if (
            quantity.bound is not Bound.EXACT
            or inside_name(held, quantity.start, quantity.end)
            or quantity.low is None
            or roughly().search(held.text, max(held.span.start, quantity.start - _JUST_BEFORE), quantity.start)  # "some half an hour"
            or _is_limit(held, quantity)
        ):
            continue
        known = [one for one in given(held, quantity) if quantity.low in ends_of(one.quantity) and _is_that(quantity, one)]
        if PART.match(held.text, quantity.end):  # a part of what a report has whole may be counted by the writer
            known = [one for one in known if PART.match(one.source.report.text, one.quantity.end)]
        if not known or any(one.quantity.bound not in ROUGH or one.quantity.unit != quantity.unit for one in known):
            continue
        one = max(known, key=lambda one: one.shared)
        words = held.quoted(quantity.start, quantity.end)
        yield fault_of(FaultKind.HEDGE_DROPPED, quantity, f"says {words}; {named(one.source)} has {said_of(one)}", one)


def _is_limit(held: Held, quantity: Quantity) -> bool:
    """Whether the words before a figure make it the most or the least: "could be as high as ten million"."""
    before, behind = _limits()
    return bool(behind.match(held.text, quantity.end) or before.search(held.text, held.span.start, quantity.start))


@functools.cache
def _limits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What before a figure, and what behind it, makes it the most or the least."""
    limits = language("en").auditing.limits
    before, near, may, behind = (any_of(words).pattern for words in (limits.before, limits.near, limits.may, limits.behind))
    return (
        re.compile(rf"{before}\s$|{near}\s(?:\w+\s){{0,2}}$|{may}\s(?:\w+\s){{1,3}}$", re.IGNORECASE),
        re.compile(rf"(?:\s\w+)?\s{behind}", re.IGNORECASE),
    )


def _is_that(quantity: Quantity, one: Given) -> bool:
    """Whether a report's figure of the same size is of the same matter; one that nobody hits upon by chance is."""
    telling = quantity.counted is not None and (quantity.low or 0) >= TELLING
    return comparable(quantity, one.quantity) and (telling or one.shared >= SAME_MATTER)
