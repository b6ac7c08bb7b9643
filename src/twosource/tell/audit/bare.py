"""Numbers of a draft that measure nothing that their words tell."""

import re
from collections.abc import Iterator, Sequence

from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Form
from twosource.model.report import Span
from twosource.model.value import Quantity, WhenType
from twosource.tell.audit.clocks import is_of_clock
from twosource.tell.audit.cued import is_ratio
from twosource.tell.audit.held import Held
from twosource.tell.audit.measured import COUNTED_BY_HAND
from twosource.tell.audit.operands import numbers_in, numbers_of
from twosource.tell.audit.reckoned import number_reckoned
from twosource.values.unit import scale

#: "63 in a hundred", "in his eighty-ninth year".
_IN_SO_MANY = re.compile(r"\b(?:in|out of|for)\s+(?:every\s+|each\s+|an?\s+)?$", re.IGNORECASE)
_ORDINAL = re.compile(r"-\w+(?:st|nd|rd|th)\b")


def bare_numbers(held: Held, quantities: Sequence[Quantity]) -> Iterator[Fault]:
    """A fault for each number that measures nothing we could tell and that no report cited has."""
    taken = [Span(one.start, one.end) for one in quantities]
    taken += [Span(one.start, one.end) for one in held.inside(held.draft.annotation.times) if one.type in {WhenType.DATE, WhenType.TIME}]
    for number in numbers_of(held.text[held.span.start : held.span.end]):
        start, end = held.span.start + number.start, held.span.start + number.end
        if any(one.start < end and start < one.end for one in taken) or inside_name(held, start, end):
            continue
        if _IN_SO_MANY.search(held.text, held.span.start, start) or _ORDINAL.match(held.text, end) or is_of_clock(held, start):
            continue
        if is_ratio(held, start) or number_reckoned(held, number.low) or in_a_unit_beside(held, quantities, number.low):
            continue
        has_it = any(number.low in numbers_in(source, told) for source in held.sources for told in source.told)
        if number.low > COUNTED_BY_HAND and not has_it:
            words = held.quoted(start, end)
            yield Fault(FaultKind.NUMBER, start, end, f"says {words}; {held.none} has this figure", ())


def in_a_unit_beside(held: Held, quantities: Sequence[Quantity], value: float | None) -> bool:
    """Whether a bare number is a report's figure in the unit of another figure of the sentence: "76.5 square kilometres, not 81"."""
    for one in quantities if value else ():
        measured = scale(one.unit)
        if measured is None or one.unit == "1":
            continue
        for source in held.sources:
            for other in source.annotation.quantities:
                there = scale(other.unit)
                if (
                    there is not None
                    and there.si == measured.si
                    and other.low
                    and abs((value or 0.0) * measured.factor / (other.low * there.factor) - 1) < 0.02
                ):
                    return True
    return False


def inside_name(held: Held, start: int, end: int) -> bool:
    """Whether a figure is part of a name: "Height 812", "Highway 9"."""
    named = [one for one in held.inside(held.draft.annotation.mentions) if one.form is Form.NAME]
    return any(one.start < start and end <= one.end for one in named)
