"""Quantities of a report: value, unit, bound, what is counted and what is measured."""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from twosource.annotate.ages import age, lived
from twosource.annotate.branches import LONGEST, Reader, reader
from twosource.annotate.concepts import concept
from twosource.annotate.conversions import rated, restated
from twosource.annotate.counts import Counted, counted
from twosource.annotate.labels import names_something, pronoun
from twosource.annotate.movements import movement
from twosource.annotate.parse import Parse, Sentence
from twosource.lang import Language
from twosource.model.report import Report, Span
from twosource.model.value import Quantity, When, WhenType
from twosource.values.amount import amounts
from twosource.values.quantity import in_si, quantity
from twosource.values.ranges import Amount
from twosource.values.signs import described_unit, rate_after
from twosource.values.unit import TIMES, is_money

_NEAR = frozenset({"to", "from", "than"})  # so common that they set figures against each other only side by side


def quantities(report: Report, parse: Parse, times: Sequence[When], lang: Language) -> tuple[Quantity, ...]:
    """All quantities of a report, in order; what `times` holds is no quantity unless it has a unit of its own."""
    whens = sorted(times, key=lambda when: when.start)
    starts = [when.start for when in whens]
    found: list[Quantity] = []
    for sentence in parse.sentences:
        for one in _of_sentence(report.text, sentence, lang):
            if not _dated(one, whens, starts):
                found.append(restated(report.text, one, found, lang))
    return tuple(rated(report.text, found, lang))


def _of_sentence(text: str, sentence: Sentence, lang: Language) -> Iterator[Quantity]:
    read: Reader | None = None
    before: Quantity | None = None
    taken = [_moved(amount, sentence.start) for amount in amounts(text[sentence.start : sentence.end], lang)]
    for amount in taken:
        read = read or reader(sentence)
        if before is not None and before.counted_span is not None and _covers(before.counted_span, amount):
            continue  # "two new 737 jets"
        if (one := _quantity(text, read, amount, taken, lang)) is not None:
            before = _of_same(text, _set_against(text, one, before, lang), before, lang)
            yield before


def _covers(span: Span, amount: Amount) -> bool:
    return not amount.unit and span.start < amount.start and amount.end <= span.end


@functools.cache
def _joint(same: tuple[str, ...]) -> re.Pattern[str]:
    """What stands between two figures of one measure."""
    return re.compile(rf"\s?(?:{'|'.join(map(re.escape, same))})?\s")


def _of_same(text: str, one: Quantity, before: Quantity | None, lang: Language) -> Quantity:
    """A figure joined to the one before it measures the same: "rose 3 % to 540", "68 p at 1,112 p"."""
    if before is None or before.concept is None or before.counted is not None or one.counted is not None:
        return one
    if not _joint(lang.bounds.joints.same).fullmatch(text, before.end, one.start):
        return one
    if one.concept is not None and one.concept.start > before.concept.end:
        return one
    return msgspec.structs.replace(one, concept=before.concept)


def _set_against(text: str, one: Quantity, before: Quantity | None, lang: Language) -> Quantity:
    """A bare figure set against one just given counts the same: "3 million homes, up from 2 million"."""
    if (
        before is None
        or one.unit != "1"
        or one.counted is not None
        or (before.counted is None and before.unit == "1")
        or (one.low is not None and 0 < one.low < 1)
    ):
        return one
    words = text[max(before.end, one.start - 24) : one.start].lower().split()
    against = {words[-1], " ".join(words[-2:])} & set(lang.bounds.against) if words else set()
    if not against or is_money(before.unit) or before.unit == "%" or (against <= _NEAR and one.start - before.end > 24):
        return one
    same = msgspec.structs.replace(one, unit=before.unit, counted=before.counted)
    return in_si(same)


def _moved(amount: Amount, by: int) -> Amount:
    return amount._replace(start=amount.start + by, end=amount.end + by, at=amount.at + by, to=amount.to + by)


def _quantity(text: str, read: Reader, amount: Amount, taken: Sequence[Amount], lang: Language) -> Quantity | None:
    """The quantity that an amount is in its sentence; `None` when its figure is a name, a year, a pronoun."""
    if len(read.sentence.tokens) > LONGEST:
        return quantity(amount) if amount.unit else None
    if not amount.unit and (age(text, read, amount) or lived(read, amount, lang)):
        amount = amount._replace(unit="a", age=True)
    share = amount.form == "fraction"
    noun = None if amount.unit else counted(read, amount, taken, lang)
    if not amount.unit and (names_something(text, read, amount, noun, lang) or (noun is None and not share and pronoun(amount))):
        return None
    if noun is not None and (code := _unit_noun(noun, lang)):
        amount, noun = amount._replace(unit=code, end=noun.span.end), None  # "three more days"
    if noun is not None and noun.head.ent in {"DATE", "TIME"} and amount.low == amount.high == 1:
        return None  # "one Saturday"
    end = noun.span.end if noun and not noun.apart else amount.end
    unit = amount.unit
    change = movement(read, amount, noun, lang.bounds)
    if not unit and (rate := rate_after(text, end, lang)) is not None:
        unit, end = f"1/{rate[0]}", rate[1]
    one = quantity(amount._replace(unit=unit, end=max(end, amount.end)), difference=change is not None)
    return msgspec.structs.replace(
        one,
        counted=noun.text if noun else None,
        counted_span=noun.span if noun else None,
        change=change,
        concept=concept(read, amount, noun, taken, text),
    )


def _unit_noun(noun: Counted, lang: Language) -> str:
    """The code of a counted noun that is a unit behind an adjective: "50 previous years"; "" for any other noun."""
    first, _, head = noun.text.rpartition(" ")
    return described_unit(head, lang) if " " not in first and noun.head.pos == "NOUN" else ""


def _dated(one: Quantity, whens: Sequence[When], starts: Sequence[int]) -> bool:
    """Whether the figure is part of a date or clock time."""
    at = bisect_left(starts, one.end) - 1
    while at >= 0 and whens[at].end > one.start:
        when = whens[at]
        if when.type is WhenType.TIME and when.start <= one.start and one.end <= when.end:
            return True  # "ten past four"
        if when.type in {WhenType.DATE, WhenType.TIME} and one.unit not in TIMES and when.start <= one.start and one.counted is None:
            return one.unit == "1"
        at -= 1
    return False
