"""Clock times as they are spoken: "twenty to seven", "12 minutes past four", "at six on Friday morning"."""

import functools
import re

from twosource.lang import language
from twosource.tell.audit.held import Held, near
from twosource.tell.audit.times import CLOCK

HOURS = 12
#: Minutes of an hour and a half hour, which many things are told to happen at.
HALF = 30

_DOTTED = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.,:]\d)(?!\s?(?:%|per\b|[a-z]*met|mill|bill|euro|doll|pound|cent))")


def is_of_clock(held: Held, start: int) -> bool:
    """Whether a number is the minutes of a spoken time, "twenty to seven", or a time with a stop that some report cited has: "23.52"."""
    if (dotted := _DOTTED.match(held.text, start, held.span.end)) is not None and _has_clock(held, int(dotted[1]), dotted[2]):
        return True
    return any(found.start() <= start < found.end() for found in _spoken().finditer(held.text, *held.span))


def _has_clock(held: Held, hour: int, minutes: str) -> bool:
    """Whether a report cited has an hour with these minutes, in digits or words and as a time, in either half of the day."""
    times = (CLOCK.search(when.value or "") for source in held.sources for when in source.annotation.times)
    if any(told is not None and (int(told[1]) % HOURS, told[2]) == (hour % HOURS, minutes) for told in times):
        return True
    hours = "|".join(sorted({str(hour), f"{hour:02}", *([str(hour + HOURS)] if hour < HOURS else [str(hour - HOURS)])}))
    pattern = re.compile(rf"(?<![\d.,:])(?:{hours})[.:]{minutes}(?![\d.,:]\d)(?!\s?%)")
    return any(pattern.search(source.report.text) for source in held.sources)


def is_spoken(held: Held, clock: int) -> bool:
    """Whether what bears on a sentence has a time in words or digits that are not read as one; `clock` is in minutes of half a day."""
    hour, minute = divmod(clock, 60)
    told = [(one.source, told) for one in held.evidence for told in (one.source.told if minute % HALF else near(one))]
    texts = [source.report.text[slice(*one.span)] for source, one in told]
    hours = {str(hour or HOURS), str(hour + HOURS)}
    if minute:
        pattern = rf"(?<!\d)0?(?:{'|'.join(sorted(hours))})[.:]{minute:02}(?!\d)"
    else:
        said = "|".join(sorted({*hours, *(word for word, value in _hours().items() if value == (hour or HOURS))}))
        pattern = rf"\b(?:at|by|until|till|from|before|after|since|around|about)\s(?:{said})\b(?!\s?(?:%|per)|[.,:]\d)"
    return any(re.search(pattern, text, re.IGNORECASE) for text in texts)


@functools.cache
def _hours() -> dict[str, int]:
    return {word: int(value) for word, value in language("en").numbers.cardinals.items() if 1 <= value <= HOURS and value == int(value)}


@functools.cache
def _spoken() -> re.Pattern[str]:
    hours = "|".join(sorted(_hours(), key=len, reverse=True))
    minutes = "|".join(sorted((word for word, value in language("en").numbers.cardinals.items() if 0 < value < 60), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?:{minutes})(?:-(?:{hours}))?|\d{{1,2}})(?:\sminutes?)?\s(?:to|past|before|after)\s(?:{hours}|midnight|noon)\b"
        rf"(?=\s*(?:[.,;:]|$|[ap]\.?m|GMT|on\b|in\sthe\b|o.clock|when\b|by\b))",
        re.IGNORECASE,
    )
