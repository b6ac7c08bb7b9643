"""Lengths of time that reports tell without a number: "in the year to June", "its third loss in a row"."""

import re
from collections.abc import Iterator

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.value import Quantity
from twosource.tell.audit.held import Held
from twosource.tell.audit.operands import TIME, kind_of, nth, numbers_of
from twosource.values.unit import scale

_IN_A_ROW = re.compile(r"\b(?:in a row|on end|running|straight|successive|consecutive)\b", re.IGNORECASE)


def lasting(held: Held) -> Iterator[float]:
    """The lengths of time that words of what bears on a sentence stand for, in seconds: "the quarter", "within the hour"."""
    for one in held.evidence:
        for told in one.told:
            for length, words in language("en").auditing.reckoning.lasting.items():
                number, unit = length.split(" ")
                measured = scale(unit)
                if measured is not None and any_of(words).search(one.source.report.text, *told.span):
                    yield float(number) * measured.factor


def is_in_a_row(held: Held, quantity: Quantity) -> bool:
    """Whether a length of time is told as so many in a row, or one fewer before: "two years running" for "its third loss in a row"."""
    if kind_of(quantity) != TIME or quantity.low is None:
        return False
    texts = [one.source.report.text[slice(*told.span)] for one in held.evidence for told in one.told]
    return any(quantity.low in {count, count - 1} for text in texts for count in _counts(text))


def _counts(text: str) -> Iterator[float]:
    """How many follow each other, where a sentence says that they do."""
    if _IN_A_ROW.search(text):
        yield from (value for word in re.findall(r"\b[\w-]+\b", text) if (value := nth(word)) > 1)
        yield from (one.low for one in numbers_of(text))
