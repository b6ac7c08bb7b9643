"""Amounts without a number of their own: "less than an hour", "an hour and a half", "in her 40s"."""

import functools
import re
from collections.abc import Iterator

from twosource.lang import Language, language
from twosource.model.value import Bound
from twosource.values.ranges import Amount
from twosource.values.signs import Signs, either, plain

YEARS = {"10.a": 10.0, "100.a": 100.0}  # decades and centuries are said in years
PARTS = {"half": 0.5, "quarter": 0.25}


def singles(text: str, known: Signs) -> Iterator[Amount]:
    """One of a unit behind a bound, or with a part: "less than an hour", "nearly a mile", "a year and a half".

    Without either it is a manner of speaking.
    """
    for found in known.single.finditer(text):
        code = known.code_of_name.get(plain(found["name"]))
        if code is None:  # a pattern that ignores case takes "ſ" for an "s"
            continue
        value = YEARS.get(code, 1.0) * (1 + PARTS.get((found["part"] or "").lower(), 0.0))
        if found["part"] or known.blurred.search(text[max(0, found.start() - 20) : found.start()]):
            at = found.start("at")
            yield Amount(at, found.end(), at, found.end("at"), value, value, "a" if code in YEARS else code, Bound.EXACT, "words")


def decades(text: str, lang: Language) -> Iterator[Amount]:
    """Ages told by the ten years: "in his 40s"; early and late are not narrowed, since nobody says by how much."""
    if "0s" not in text and "ties" not in text:
        return
    pattern, ten_of = _decades(lang.code)
    for found in pattern.finditer(text):
        ten = ten_of.get(found["ten"].lower())
        if ten is not None:
            low, at, to = float(ten), found.start("ten"), found.end("ten")
            yield Amount(found.start(), found.end(), at, to, low, low + 9, "a", Bound.RANGE, "digits", age=True)


def couples(text: str, known: Signs) -> Iterator[Amount]:
    """Two of a unit, roughly: "a couple of hours"."""
    for found in known.couple.finditer(text) if "couple" in text else ():
        code = known.code_of_name.get(plain(found["name"]))
        if code is None:
            continue
        value = 2 * YEARS.get(code, 1.0)
        yield Amount(*found.span(), *found.span("at"), value, value, "a" if code in YEARS else code, Bound.ABOUT, "words")


@functools.cache
def _decades(code: str) -> tuple[re.Pattern[str], dict[str, int]]:
    lang = language(code)
    tens = {word: int(value) for word, value in lang.numbers.cardinals.items() if 20 <= value < 100}
    ten_of = {f"{word[:-1]}ies": value for word, value in tens.items()} | {f"{ten}s": ten for ten in range(20, 100, 10)}
    whose = either(lang.units.decades)
    return re.compile(rf"\bin\s{whose}\s(?:(?:very\s)?(?:early|mid|late)[\s-])?(?P<ten>{either(ten_of)})\b", re.IGNORECASE), ten_of
