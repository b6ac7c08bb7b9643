"""Reads lengths of time, points counted from now or from the time spoken of, sets, and vague references."""

from collections.abc import Iterator
from decimal import Decimal

from twosource.model.value import WhenType
from twosource.values.calendar import DAY, Bounds, bounds, day_value, midnight, plus, value_at
from twosource.values.expression import SMALL, UNITS, Context, Meaning, Parts, ref_meaning
from twosource.values.lexeme import Lexeme
from twosource.values.periods import grain, shifted
from twosource.values.points import in_day


def counted(parts: Parts) -> float | None:
    """How many units; `None` for "a few"."""
    figures = parts.all("day", "num", "yr", "word", "hundred", "few", "frac", "article")
    if any(lexeme.value == "X" for lexeme in figures):
        return None
    numbers = [lexeme for lexeme in figures if lexeme.kind not in ("article", "frac")]
    half = sum(float(lexeme.value) for lexeme in parts.all("frac", "half"))
    whole = float(numbers[0].value) if numbers else 0.0 if half and not (parts.has("article") and parts.has("or")) else 1.0
    return whole + half


def _unit_of(parts: Parts) -> str:
    return parts.text(*UNITS)


def ago(parts: Parts, context: Context) -> Meaning | None:
    """The value of "almost two years ago", "two weeks from now", as exact as its unit."""
    count, unit = counted(parts), _unit_of(parts)
    ahead = parts.has("hence", "units_time")
    if count is None or _bare(parts):
        return ref_meaning("FUTURE_REF" if ahead else "PAST_REF", context)
    if unit == "Y" and count == 1 and context.quarter and not context.yearly and not ahead:
        value = shifted(context.quarter, -1, "Y", context)
    elif unit in SMALL:
        return _moments_ago(-count if ahead else count, unit, context)
    elif context.anchor is None:
        return Meaning(WhenType.DATE)
    else:
        value = value_at(plus(context.anchor, count if ahead else -count, unit), grain(unit))
    return Meaning(WhenType.DATE, value, _about(bounds(value, context.dates), parts.text("about")) if value else None)


def _about(covers: Bounds | None, how: str) -> Bounds | None:
    """Bounds widened by their own width for "about", opened for "more than" and set nearer for "almost"."""
    if covers is None or covers.earliest is None or covers.latest is None or not how:
        return covers
    width = covers.latest - covers.earliest
    if how in ("MORE_THAN", "EQUAL_OR_MORE"):
        return Bounds(None, covers.latest)
    return Bounds(covers.earliest - (width if how == "APPROX" else width * 0), covers.latest + width)


def _moments_ago(count: float, unit: str, context: Context) -> Meaning:
    if context.moment is None:
        value = day_value(context.anchor) if context.anchor else None
        return Meaning(WhenType.TIME, value, bounds(value, context.dates) if value else None)
    moment = context.moment - max(-1e6, min(count, 1e6)) * SMALL[unit]
    start = moment.replace(minute=0) if unit == "TH" else moment
    value = f"{start:%Y-%m-%dT%H:%M}" if unit != "TH" else f"{start:%Y-%m-%dT%H}"
    return Meaning(WhenType.TIME, value, Bounds(moment - SMALL[unit] / 2, moment + SMALL[unit] / 2), 0.0)


def shift(parts: Parts, context: Context) -> Meaning | None:
    """The value of "two days earlier", "the year before": from the time last spoken of."""
    sign = parts.number("sooner", "shift")
    count, unit = None if _bare(parts) else counted(parts), _unit_of(parts)
    if parts.has("part"):
        unit = "D"
    if count is None or unit in SMALL:
        return Meaning(WhenType.DURATION, _length_value(count, unit))
    spoken = context.quarter if unit == "Y" and context.quarter and not context.yearly else context.reference
    if spoken is None:
        spoken = day_value(context.anchor) if context.anchor else None
    value = shifted(spoken, sign * count, unit, context) if spoken else None
    if parts.has("part") and value:
        return in_day(parts, value, context)
    return Meaning(WhenType.DATE, value, bounds(value, context.dates) if value else None)


def _length_value(count: float | None, unit: str) -> str:
    small = unit in SMALL
    letter = {"TH": "H", "TM": "M", "2W": "W", "E": "Y", "C": "Y", "L": "Y"}.get(unit, unit)
    if count is None:
        letter = {"TH": "H", "TM": "M", "2W": "W", "E": "DE", "C": "CE", "L": "ML"}.get(unit, unit)
        return f"P{'T' * small}X{letter}"
    count *= {"2W": 2, "E": 10, "C": 100, "L": 1000}.get(unit, 1)
    whole = int(count)
    rest = count - whole
    if not rest:
        return f"P{'T' * small}{whole}{letter}"
    lesser = {"TH": ("M", 60), "TM": ("S", 60), "Y": ("M", 12)}.get(unit)
    if lesser is None or unit != ("Y" if letter == "Y" else unit):
        return f"P{'T' * small}{_decimal(count)}{letter}"
    return f"P{'T' * small}{f'{whole}{letter}' if whole else ''}{round(rest * lesser[1])}{lesser[0]}"


def _decimal(count: float) -> str:
    """A number as a duration has it: without an exponent, and no further than a float is exact."""
    return f"{Decimal(f'{count:.15g}'):f}"


#: A quarter of a unit.
QUARTERS = {"TH": "PT15M", "Y": "P3M", "C": "P25Y"}


def length(parts: Parts, context: Context) -> Meaning | None:
    """The value of "two to three weeks": the lesser length."""
    del context
    unit = _unit_of(parts)
    if parts.has("all") and parts.has("part"):  # "all night"
        return Meaning(WhenType.DURATION, f"PT1{parts.text('part')}")
    if parts.has("old") and unit == "Y":  # a person's age
        return None
    if parts.has("quarter") and parts.has("unit", "century") and not parts.has("sooner", "ago"):  # "a quarter of an hour"
        unit = parts.text("unit", "century")
        return Meaning(WhenType.DURATION, QUARTERS.get(unit))
    return Meaning(WhenType.DURATION, _length_value(None if _bare(parts) else counted(parts), unit))


def _bare(parts: Parts) -> bool:
    """Whether no number is told: "for weeks"."""
    return parts.has("units") and not parts.has("day", "num", "yr", "word", "hundred", "few", "article", "frac", "half")


def total(parts: Parts, context: Context) -> Meaning | None:
    """The value of "two years and six months", of the day so long ago; of "two weeks to three months" the first length."""
    lengths = list(_lengths(parts))
    sign = -1 if parts.has("ago") else parts.number("sooner") if parts.has("sooner") else int(parts.has("hence"))
    start = context.day if parts.has("sooner") else context.anchor
    if not sign or any(unit in SMALL for _, unit in lengths):
        return Meaning(WhenType.DURATION, _added([_length_value(count, unit) for count, unit in lengths]))
    for count, unit in lengths:
        start = plus(start, sign * count, unit) if start else None
    value = value_at(start, grain(lengths[-1][1])) if start else None
    return Meaning(WhenType.DATE, value, bounds(value, context.dates) if value else None)


def _lengths(parts: Parts) -> Iterator[tuple[float, str]]:
    """Numbers with their units, up to a joint that is not "and"."""
    group: list[Lexeme] = []
    for lexeme in parts.lexemes:
        if lexeme.kind == "or" and lexeme.value != "and":
            return
        group.append(lexeme)
        if lexeme.kind in ("unit", "units"):
            count = counted(Parts(tuple(group)))
            if count is None:
                return
            yield count, str(lexeme.value)
            group = []


def _added(values: list[str]) -> str:
    """One value of several in turn: `P2Y` and `P6M` are `P2Y6M`."""
    days = "".join(value[1:] for value in values if not value.startswith("PT"))
    hours = "".join(value[2:] for value in values if value.startswith("PT"))
    return f"P{days}{'T' if hours else ''}{hours}"


def span(parts: Parts, context: Context) -> Meaning | None:
    """The value of "the past two months", "the next 24 to 48 hours": a length that ends or begins now."""
    unit = _unit_of(parts)
    if not parts.has("day", "num", "yr", "word", "hundred", "few", "frac"):
        ahead = parts.has("coming", "next") or parts.has("future")
        now = parts.text("state") == "PRESENT_REF"
        return ref_meaning("PRESENT_REF" if now else "FUTURE_REF" if ahead else "PAST_REF", context)
    count = counted(parts)
    numbers = parts.all("day", "num", "word", "hundred")
    value = _length_value(count, unit) if unit else None
    if count is None or context.anchor is None or not parts.has("last", "past", "next", "coming") or not unit:
        return Meaning(WhenType.DURATION, value)
    widest = float(numbers[-1].value) if numbers else count
    return Meaning(WhenType.DURATION, value, _stretch(widest, unit, ahead=parts.has("next", "coming"), context=context))


def _stretch(count: float, unit: str, *, ahead: bool, context: Context) -> Bounds | None:
    if context.anchor is None:
        return None
    day = midnight(context.anchor)
    now = context.moment or day
    if unit in SMALL:
        length = min(count, 1e6) * SMALL[unit]
        low, high = (now, now + length) if ahead else (now - length, now)
        return Bounds(low, high if context.moment else high + DAY)
    other = plus(context.anchor, count if ahead else -count, unit)
    far = midnight(other)
    return Bounds(day, far + DAY) if ahead else Bounds(far, day + DAY)


def recurring(parts: Parts, context: Context) -> Meaning | None:
    """The value of "every Thursday", "each July", "daily"."""
    del context
    if parts.has("weekdays", "weekday"):
        part = parts.text("part", "parts")
        return Meaning(WhenType.SET, f"XXXX-WXX-{parts.number('weekdays', 'weekday')}{part and 'T'}{part}")
    if parts.has("part"):
        return Meaning(WhenType.SET, f"XXXX-XX-XXT{parts.text('part')}")
    if parts.has("weekday_any"):
        return Meaning(WhenType.SET, "P1D")
    if parts.has("month"):
        return Meaning(WhenType.SET, f"XXXX-{parts.number('month'):02}")
    if parts.has("season"):
        return Meaning(WhenType.SET, f"XXXX-{parts.text('season')}")
    if parts.has("often"):
        return Meaning(WhenType.SET, parts.text("often"))
    if parts.has("weekend", "weekends"):
        return Meaning(WhenType.SET, "XXXX-WXX-WE")
    count = 2.0 if parts.has("other") else 1.0 if parts.has("times") else counted(parts)
    return Meaning(WhenType.SET, _length_value(count, _unit_of(parts)))


def reference(parts: Parts, context: Context) -> Meaning | None:
    """The value of "now", "recently", "the future"."""
    if parts.has("term"):
        return ref_meaning("FUTURE_REF", context)
    return ref_meaning("PAST_REF" if parts.has("past") else parts.text("ref", "state", "current", "future", "soon"), context)
