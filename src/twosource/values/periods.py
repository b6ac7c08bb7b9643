"""Reads stretches longer than a day by their names: years, quarters, halves, seasons, decades, centuries."""

from twosource.values.calendar import first_day, plus, plus_months, value_at
from twosource.values.expression import Context, Parts


def relation(parts: Parts) -> int:
    """Which one is meant, counted from the present or the one spoken of: last -1, this 0, next 1, after next 2."""
    if parts.over_next():
        return parts.over_next()
    if parts.has("last", "past", "previous"):
        return -1
    return 1 if parts.has("next", "coming", "following") else 0


def year_beside(parts: Parts, context: Context) -> int | None:
    """The year that stands in the expression: "2024", "last year"."""
    if parts.has("yr"):
        return parts.number("yr")
    if parts.text("unit") == "Y" and context.anchor:
        return context.anchor.year + relation(parts)
    return None


def decade_of(parts: Parts, context: Context) -> str | None:
    """The value of "the early 1980s", "the nineties"."""
    del context
    if parts.has("nineties"):
        return f"19{parts.number('nineties') // 10}"
    decade = parts.number("decade")
    if decade < 100:
        return f"{20 if decade <= 20 else 19}{decade // 10}"
    return f"{decade // 10}"


def century_of(parts: Parts, context: Context) -> str | None:
    """The value of "the 20th century", "this century"."""
    if parts.has("ordinal"):
        century = parts.number("ordinal")
        return f"{century - 1:02}" if 1 <= century <= 99 else None
    return f"{context.anchor.year // 100 + relation(parts):02}" if context.anchor else None


def half_of(parts: Parts, context: Context) -> str | None:
    """The value of "the last half of 1989", "the first half"."""
    which = parts.number("ordinal", "half_year") if parts.has("ordinal", "half_year") else 2
    if parts.has("decade"):
        return decade_of(parts, context)
    year = year_beside(parts, context) or (context.anchor.year if context.anchor else None)
    return f"{year:04}-H{which}" if year and which in (1, 2) else None


def quarter_of(parts: Parts, context: Context) -> str | None:
    """A quarter by its number, or the one spoken of, or the last that has ended, which is what reports of earnings mean."""
    ago = parts.has("ago", "sooner") or (parts.has("article") and parts.has("unit"))
    if parts.has("ordinal", "qtr"):
        return _numbered_quarter(parts, context, ago=ago)
    anchor = context.anchor
    ended = value_at(plus_months(anchor, -3), "Q") if anchor else None
    spoken = context.quarter or ended
    if spoken is None or ended is None:
        return None
    if parts.has("latest"):
        spoken = min(spoken, ended)
    if parts.has("yr"):
        return f"{parts.number('yr'):04}{spoken[4:]}"
    if ago or parts.text("unit") == "Y":
        return shifted(spoken, -1, "Y", context)
    if anchor and parts.has("last", "past", "next", "coming", "current", "this"):
        return value_at(plus_months(anchor, 3 * relation(parts)), "Q")
    if parts.has("previous", "following"):
        return shifted(spoken, relation(parts), "Q", context)
    return spoken


def _numbered_quarter(parts: Parts, context: Context, *, ago: bool) -> str | None:
    quarter = parts.number("ordinal", "qtr")
    if not 1 <= quarter <= 4:
        return None
    year = year_beside(parts, context)
    if year is None and context.anchor is None:
        return f"XXXX-Q{quarter}"
    if year is None and context.anchor:  # no later than the one that begins within three months
        soon = plus_months(context.anchor, 3)
        year = context.anchor.year if parts.has("fiscal") else soon.year - (3 * quarter - 2 > soon.month)
    return f"{(year or 0) - ago:04}-Q{quarter}"


def period_of(parts: Parts, context: Context) -> str | None:
    """The value of "the year-earlier period": a quarter where one is spoken of, else a year."""
    if context.quarter and not context.yearly:
        return quarter_of(parts, context)
    if parts.has("yr"):
        return f"{parts.number('yr'):04}"
    if parts.has("unit") and context.anchor:
        return f"{context.anchor.year - 1:04}"
    return None


def season_of(parts: Parts, context: Context) -> str | None:
    """The value of "last spring", "the winter of 2023"; the season of the calendar year."""
    season = parts.text("season")
    year = year_beside(parts, context)
    if year is None and context.anchor is None:
        return f"XXXX-{season}"
    if year is None and context.anchor:
        start = context.dates.season_starts[season]
        month = context.anchor.month
        if parts.has("last") or (parts.has("past") and not parts.has("this")):
            year = context.anchor.year - (month < start + 3)
        elif parts.has("next"):
            year = context.anchor.year + (month >= start)
        else:
            year = context.anchor.year if parts.has("this") or month >= start or context.side > 0 else context.anchor.year - 1
    return f"{year:04}-{season}"


def year_of(parts: Parts, context: Context) -> str | None:
    """The value of "1996"."""
    del context
    return f"{parts.number('yr', 'word'):04}"


def year_end_of(parts: Parts, context: Context) -> str | None:
    """The value of "year-end": the year it ends."""
    del parts
    return f"{context.anchor.year:04}" if context.anchor else None


def shifted(value: str, count: float, unit: str, context: Context) -> str | None:
    """A value so many units on, as exact as the unit; a quarter stays a quarter over years."""
    if unit == "Y" and value[4:6] == "-Q":
        return f"{int(value[:4]) + int(count):04}{value[4:]}"
    day = first_day(value, context.dates)
    return value_at(plus(day, count, unit), grain(unit)) if day else None


def grain(unit: str) -> str:
    """Two decades ago is a year, more or less, and not a decade."""
    return {"2W": "W", "E": "Y", "C": "E", "L": "C"}.get(unit, unit)
