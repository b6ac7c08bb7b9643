"""Quantities of a report: value, unit, bound, what is counted and what is measured."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from twosource.annotate.measures import LONGEST, Reader, concept, counted, movement, reader
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.lang import Language
from twosource.model.report import Report
from twosource.model.value import Bound, Movement, Quantity, When, WhenType
from twosource.values.amount import Amount, amounts, rate_after
from twosource.values.compare import comparable, fits
from twosource.values.quantity import quantity

_OPEN = re.compile(r"\s?\(\s?(?:or\s|about\s|around\s|roughly\s|some\s|nearly\s|approximately\s|approx\.?\s|~)?$|\s?[/,]\s?(?:or\s)?$|\s?\[$")
TIME_UNITS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})


def quantities(report: Report, parse: Parse, times: Sequence[When], lang: Language) -> tuple[Quantity, ...]:
    """All quantities of a report, in order; what `times` holds is no quantity unless it has a unit of its own."""
    whens = sorted(times, key=lambda when: when.start)
    starts = [when.start for when in whens]
    found: list[Quantity] = []
    for sentence in parse.sentences:
        for one in _of_sentence(report.text, sentence, lang):
            if not _dated(one, whens, starts):
                found.append(_restated(report.text, one, found))
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, lang: Language) -> Iterator[Quantity]:
    read: Reader | None = None
    for local in amounts(text[sentence.start : sentence.end], lang):
        read = read or reader(sentence)
        amount = _moved(local, sentence.start)
        if (one := _quantity(text, read, amount, lang)) is not None:
            yield one


def _moved(amount: Amount, by: int) -> Amount:
    return amount._replace(start=amount.start + by, end=amount.end + by, at=amount.at + by, to=amount.to + by)


def _quantity(text: str, read: Reader, amount: Amount, lang: Language) -> Quantity | None:
    """The quantity that an amount is in its sentence; `None` when its figure is a name, a year, a pronoun."""
    if len(read.sentence.tokens) > LONGEST:
        return quantity(amount) if amount.unit else None
    share = amount.form == "fraction"
    noun = None if amount.unit or share else counted(read, amount)
    if not amount.unit:
        if _named(text, read, amount, lang) or _year(text, read, amount, noun is not None):
            return None
        if noun is None and not share and _pronoun(text, read, amount):
            return None
    end = noun.span.end if noun else amount.end
    unit = amount.unit
    if not unit and (rate := rate_after(text, end, lang)) is not None:
        unit, end = f"1/{rate[0]}", rate[1]
    one = quantity(amount._replace(unit=unit, end=max(end, amount.end)))
    return msgspec.structs.replace(
        one,
        counted=noun.text if noun else None,
        counted_span=noun.span if noun else None,
        change=movement(read, amount, lang.bounds),
        concept=concept(read, amount, noun, text),
    )


def _beside(read: Reader, amount: Amount) -> tuple[Token | None, Token | None]:
    """The tokens just before and just after the amount."""
    tokens = read.sentence.tokens
    before = next((token for token in reversed(tokens) if token.end <= amount.start), None)
    after = next((token for token in tokens if token.start >= amount.end), None)
    return before, after


def _named(text: str, read: Reader, amount: Amount, lang: Language) -> bool:
    """Whether the figure belongs to a name: "Article 5", "Route 66", "Model 3", "358 Mill Lane", "the S&P 500", a player's number."""
    if amount.form != "digits" or amount.bound not in {Bound.EXACT, Bound.RANGE} or amount.scale > 1:
        return False
    before, after = _beside(read, amount)
    if text[amount.start - 1 : amount.start] == "(" and text[amount.end : amount.end + 1] == ")":
        return True
    if before is not None and amount.start - before.end <= 1 and before.end < amount.start + 1:
        if before.lower.rstrip(".") in lang.numbers.labels and (before.text[0].isupper() or before.pos == "NOUN"):
            return True
        if before.pos == "PROPN" and "," not in text[amount.at : amount.to] and "." not in text[amount.at : amount.to]:
            return True
    return after is not None and after.pos == "PROPN" and _street(read, after, lang)


def _street(read: Reader, after: Token, lang: Language) -> bool:
    for token in read.sentence.tokens[after.i : after.i + 5]:
        if token.lower in lang.numbers.streets:
            return True
        if not token.text[0].isupper():
            return False
    return False


def _year(text: str, read: Reader, amount: Amount, counts: bool) -> bool:
    """Whether four bare digits are a year: "in 2019", "the 2003 flood", "2014-15"."""
    figure = text[amount.at : amount.to]
    if not re.fullmatch(r"[12]\d{3}(?:\s?[-–/]\s?\d{2,4}|\sand\s[12]\d{3}|\sto\s[12]\d{3})?", figure):
        return False
    before, after = _beside(read, amount)
    if len(figure) > 4:
        return 1500 <= int(figure[:4]) <= 2100
    year = int(figure)
    if before is not None and before.lower in {"in", "since", "by", "until", "till", "of", "from", "before", "after", "during", "circa", "for", "late", "early", "mid"} and 1000 <= year <= 2100:
        return not (counts and after is not None and after.tag == "NNS")
    if not 1900 <= year <= 2099 or amount.bound is not Bound.EXACT:
        return False
    return not (after is not None and counts and (after.tag == "NNS" or after.pos == "ADJ" and before is not None and before.pos == "VERB"))


def _pronoun(text: str, read: Reader, amount: Amount) -> bool:
    """Whether a number word without a noun stands for a thing: "the latest one", "the two"."""
    if amount.form != "words" or amount.high > 12:
        return False
    del text, read
    return True


def _dated(one: Quantity, whens: Sequence[When], starts: Sequence[int]) -> bool:
    """Whether the figure is part of a date or clock time."""
    at = bisect_left(starts, one.end) - 1
    while at >= 0 and whens[at].end > one.start:
        when = whens[at]
        if when.type in {WhenType.DATE, WhenType.TIME} and one.unit not in TIME_UNITS and when.start <= one.start and one.counted is None:
            return one.unit == "1"
        at -= 1
    return False


def _restated(text: str, one: Quantity, found: Sequence[Quantity]) -> Quantity:
    """The quantity, marked as the conversion of the one before it where it stands in brackets in another unit."""
    if not found:
        return one
    before = found[-1]
    gap = text[before.end : one.start]
    if len(gap) > 24 or not _OPEN.search(gap) or before.unit == one.unit or not comparable(before, one, money=True):
        return one
    bracketed = "(" in gap or "/" in gap or "[" in gap or "or" in gap
    if not bracketed:
        return one
    index = found[-1].converts if found[-1].converts is not None else len(found) - 1
    source = found[index]
    bound = source.bound if one.bound is Bound.EXACT and source.bound in {Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST} else one.bound
    ends = {Bound.MORE_THAN: (one.low, None), Bound.AT_LEAST: (one.low, None), Bound.LESS_THAN: (None, one.high), Bound.AT_MOST: (None, one.high)}
    low, high = ends.get(bound, (one.low, one.high)) if bound is not one.bound else (one.low, one.high)
    change: Movement | None = one.change or source.change
    return msgspec.structs.replace(one, converts=index, conversion_fits=fits(source, one), bound=bound, low=low, high=high, change=change, concept=one.concept or source.concept)
