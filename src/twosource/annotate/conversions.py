"""A figure in brackets that restates the one before it in another unit, and whether the two fit."""

import functools
import re
from collections.abc import Sequence

import msgspec

from twosource.lang import Language
from twosource.model.value import Bound, Quantity
from twosource.values.compare import comparable, fits
from twosource.values.quantity import in_si
from twosource.values.signs import INEQUALITIES, rate_after
from twosource.values.unit import TIMES

CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_FURTHER = re.compile(r"\s?[;,/]\s?(?:or\s)?")  # "(91 metres; 100 yards)"


@functools.cache
def _open(restating: tuple[str, ...], or_: tuple[str, ...]) -> re.Pattern[str]:
    """What ends in front of a conversion: "(about", ", or", "/"."""
    words, either = (r"|".join(sorted(map(re.escape, group), key=len, reverse=True)) for group in (restating, or_))
    return re.compile(rf"\s?\(\s?(?:(?:{words})\s|~)?$|\s?[/,]\s?(?:(?:{either})\s)?$|\s?\[$")


def restated(text: str, one: Quantity, found: Sequence[Quantity], lang: Language) -> Quantity:
    """The quantity, marked as the conversion of the one before it where it stands in brackets in another unit.

    `found` are the report's quantities so far. A conversion shares the bound, the movement and the concept of what it restates.
    """
    if not found or not _opens(text[found[-1].end : one.start], found[-1], lang) or found[-1].unit == one.unit:
        return one
    index = len(found) - 1 if found[-1].converts is None else found[-1].converts
    source = found[index]
    if not comparable(source, one, money=True):
        return one
    bound = source.bound if one.bound is Bound.EXACT and source.bound in INEQUALITIES else one.bound
    return msgspec.structs.replace(
        one,
        converts=index,
        conversion_fits=fits(source, one),
        bound=bound,
        low=None if bound in CEILINGS else one.low,
        high=None if bound in INEQUALITIES - CEILINGS else one.high,
        change=one.change or source.change,
        concept=source.concept or one.concept,
    )


def rated(text: str, found: Sequence[Quantity], lang: Language) -> list[Quantity]:
    """Quantities, those with a rate behind their conversion's bracket made rates: "9,000 roubles ($99) a month"."""
    done = list(found)
    for at, one in enumerate(found):
        if one.converts is None or "/" in one.unit or text[one.end : one.end + 1] != ")":
            continue
        source, rate = found[one.converts], rate_after(text, one.end + 1, lang)
        if rate is not None and "/" not in source.unit and one.unit not in TIMES:
            done[at] = in_si(msgspec.structs.replace(one, unit=f"{one.unit}/{rate[0]}"))
            done[one.converts] = in_si(msgspec.structs.replace(source, unit=f"{source.unit}/{rate[0]}"))
    return done


def _opens(gap: str, before: Quantity, lang: Language) -> bool:
    """Whether what stands between two figures makes the second a conversion: "(", "or", or a mark behind a first conversion."""
    if len(gap) > 24:
        return False
    if before.converts is not None and _FURTHER.fullmatch(gap):
        return True
    joints = lang.bounds.joints
    return _open(joints.restating, joints.or_).search(gap) is not None and any(sign in gap for sign in ("(", "/", "[", *joints.or_))
