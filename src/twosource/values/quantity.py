"""Quantities as records: made of an amount, read from a phrase, said in words."""

import functools
import re

import msgspec

from twosource.lang import Language, language
from twosource.model.report import Span
from twosource.model.value import Bound, Quantity
from twosource.values.amount import amounts
from twosource.values.noun import plural
from twosource.values.ranges import Amount
from twosource.values.signs import rate_after
from twosource.values.unit import is_money, scale

SAID = {
    Bound.EXACT: "",
    Bound.RANGE: "",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "up to ",
    Bound.MORE_THAN: "more than ",
    Bound.LESS_THAN: "less than ",
}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_NOUN = re.compile(r"\s+(?:of\s+(?:the\s+)?)?((?:[^\W\d_][\w’'-]*\s?)+)")


def quantity(amount: Amount, *, difference: bool = False) -> Quantity:
    """The record of an amount; `difference` says that a temperature is a change of one."""
    low: float | None = amount.low
    high: float | None = amount.high
    if amount.bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
        high = None
    elif amount.bound in {Bound.AT_MOST, Bound.LESS_THAN}:
        low = None
    return in_si(
        Quantity(start=amount.start, end=amount.end, low=low, high=high, unit=amount.unit or "1", bound=amount.bound), difference=difference
    )


def in_si(one: Quantity, *, difference: bool = False) -> Quantity:
    """The quantity with its SI side set, where its unit has one; money has none."""
    measured = scale(one.unit)
    if measured is None or is_money(one.unit):
        return one
    offset = 0.0 if difference else measured.offset
    return msgspec.structs.replace(
        one,
        si_low=None if one.low is None else one.low * measured.factor + offset,
        si_high=None if one.high is None else one.high * measured.factor + offset,
        si_unit=measured.si,
    )


def read(text: str, lang: Language | None = None) -> Quantity | None:
    """The first quantity of a phrase, with the noun after it as what is counted; `None` when there is none. Offsets are of the phrase."""
    lang = lang or language("en")
    amount = next(amounts(text, lang), None)
    if amount is None:
        return None
    noun = None if amount.unit or amount.form == "fraction" else _NOUN.match(text, amount.end)
    if noun is None:
        return quantity(amount)
    words = re.split(r"\s(?:per|a|an|each)\s", noun[1])[0].strip()
    end = noun.start(1) + len(words)
    rate = rate_after(text, end, lang)
    one = quantity(amount._replace(unit=f"1/{rate[0]}" if rate else "", end=rate[1] if rate else end))
    return msgspec.structs.replace(one, counted=words, counted_span=Span(noun.start(1), end))


def say(one: Quantity, lang: Language | None = None) -> str:
    """The quantity in words: "9,000 km²", "more than 500 civilians", "$4.5 billion", "24–48 hours"."""
    lang = lang or language("en")
    ends = [end for end in (one.low, one.high) if end is not None]
    above, _, below = one.unit.partition("/")
    shown = _whole(one.unit, lang)
    if one.unit == "1" and one.counted is None and ends and 0 < ends[0] < 1:
        return f"{SAID[one.bound]}{'–'.join(f'{end * 100:.4g}' for end in dict.fromkeys(ends))} %"
    sign = _money_sign(above, lang) if is_money(above) else None
    figure = "–".join((sign or "") + _figure(end) for end in dict.fromkeys(ends))
    if shown is not None:
        return f"{SAID[one.bound]}{figure}{'' if shown == '%' else ' '}{shown}"
    noun = (
        _noun(one, ends, lang)
        if above in {"1", ""}
        else ""
        if sign is not None
        else above
        if is_money(above)
        else _whole(above, lang) or above
    )
    rate = f" per {_single(below, lang)}" if below else ""
    return f"{SAID[one.bound]}{figure}{' ' if noun else ''}{noun}{rate}"


def _figure(value: float) -> str:
    """A number as a desk writes it: 9,000; 1.25 million; 0.5."""
    size = abs(value)
    for scale_, word in SCALES:
        if size >= scale_ and (mantissa := f"{value / scale_:.3f}".rstrip("0").rstrip(".")) and float(mantissa) * scale_ == value:
            return f"{mantissa} {word}"
    if value == int(value) and size < 1e18:
        return f"{int(value):,}"
    return f"{value:,.10f}".rstrip("0").rstrip(".") if 1e-4 <= size < 1e15 else repr(value)


@functools.cache
def _say_of(code: str) -> dict[str, str]:
    return {unit.code: unit.say for unit in language(code).units.unit}


@functools.cache
def _single_of(code: str) -> dict[str, str]:
    return {unit.code: unit.names[0] for unit in language(code).units.unit if unit.names}


def _whole(unit: str, lang: Language) -> str | None:
    return _say_of(lang.code).get(unit)


def _single(unit: str, lang: Language) -> str:
    return _single_of(lang.code).get(unit, unit)


def _money_sign(code: str, lang: Language) -> str | None:
    return next((currency.say for currency in lang.units.currency if currency.code == code and currency.say), None)


def _noun(one: Quantity, ends: list[float], lang: Language) -> str:
    """What is counted, in the number that the figure wants."""
    if not one.counted or ends == [1.0]:
        return one.counted or ""
    first, _, head = one.counted.rpartition(" ")
    return f"{first} {plural(head, lang)}".strip()
