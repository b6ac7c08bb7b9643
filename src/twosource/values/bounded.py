"""The bound that words set: "more than 40", "20 or so", and two bounds that enclose a figure."""

import re
from collections.abc import Iterable, Iterator

from twosource.model.value import Bound
from twosource.values.ranges import Amount
from twosource.values.signs import INEQUALITIES, Signs
from twosource.values.unit import TIMES

WINDOW = 40  # characters looked at before a figure
_OPEN = {Bound.AT_LEAST: 1, Bound.MORE_THAN: 1, Bound.AT_MOST: -1, Bound.LESS_THAN: -1}
_BETWEEN = re.compile(r",?\s(?:and|but)\s|,\s")
_THE = re.compile(r"(?<![^\W_])(?:the|this|over)\s(?:the\s)?$", re.IGNORECASE)


def bounded(text: str, amount: Amount, known: Signs) -> Amount:
    """The amount with the bound its words set; an inequality outranks "about"."""
    bound, start, end = amount.bound, amount.start, amount.end
    for _ in range(2):
        found = known.bound_before.search(text[max(0, start - WINDOW) : start])
        if found is None:
            break
        word = re.sub(r"[\s\u00a0-]+", " ", (found["word"] or found["mark"]).lower())
        said = known.bound_of.get(word)
        if said is None or not _bounds(text[max(0, start - len(found[0]) - WINDOW) : start - len(found[0])], word, amount, known):
            break
        bound = _stronger(bound, said)
        start -= len(found[0])
    if (found := known.bound_after.match(text, end)) is not None:
        said = known.bound_of_after.get(re.sub(r"\s+", " ", (found["word"] or "+").lower()))
        if said is not None and (found["word"] or "").lower() != "plus":
            bound, end = _stronger(bound, said), found.end()
    if amount.bound is Bound.RANGE or amount.form == "vague":
        bound = Bound.RANGE
    return amount._replace(bound=bound, start=start, end=end)


def _bounds(before: str, word: str, amount: Amount, known: Signs) -> bool:
    """Whether a word that can bound the amount does so here; `before` is the text in front of it."""
    if word == "some":
        return amount.high >= 3
    if word == "past":
        return _THE.search(before) is None
    if word == "over" and amount.unit in TIMES and not amount.age:
        return known.lasting.search(before) is not None
    return word != "about" or known.speaking.search(before) is None


def _stronger(held: Bound, said: Bound) -> Bound:
    return held if held in INEQUALITIES else said


def enclosed(text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Amounts, a floor and a ceiling side by side made one: "more than 100 but fewer than 200"."""
    held: Amount | None = None
    for amount in amounts:
        both = None if held is None else _both(text, held, amount)
        if held is not None and both is None:
            yield held
        held = both or amount
    if held is not None:
        yield held


def _both(text: str, left: Amount, right: Amount) -> Amount | None:
    if (
        _OPEN.get(left.bound, 0) + _OPEN.get(right.bound, 0)
        or left.bound not in _OPEN
        or _BETWEEN.fullmatch(text, left.end, right.start) is None
    ):
        return None
    low, high = sorted((left, right), key=lambda one: -_OPEN[one.bound])
    if not low.low < high.high or (low.unit and high.unit and low.unit != high.unit):
        return None
    return right._replace(
        start=left.start,
        at=left.at,
        low=low.low,
        high=high.high,
        unit=right.unit or left.unit,
        bound=Bound.RANGE,
        age=left.age or right.age,
    )
