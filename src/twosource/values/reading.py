"""Reads a time expression that was found: its TIMEX3 value and the instants it covers, against an anchor."""

from collections.abc import Callable, Mapping

from twosource.values.clock import clock
from twosource.values.expression import Context, Meaning, Parts
from twosource.values.lengths import ago, length, recurring, reference, shift, span, total
from twosource.values.nth import nth
from twosource.values.points import point
from twosource.values.timex import Found

READINGS: Mapping[str, Callable[[Parts, Context], Meaning | None]] = {
    "point": point,
    "nth": nth,
    "ago": ago,
    "shift": shift,
    "span": span,
    "length": length,
    "sum": total,
    "set": recurring,
    "ref": reference,
    "clock": clock,
}


def read_found(found: Found, context: Context) -> Meaning | None:
    """What an expression says; `None` if it turns out to be none (an age, an hour that does not exist)."""
    return READINGS[found.reads](Parts(found.lexemes), context)
