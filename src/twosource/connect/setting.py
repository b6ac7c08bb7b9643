"""The setting of a figure: the clause it stands in, when it is said to hold, of which part and span it is."""

import functools
import re
from collections.abc import Sequence
from datetime import timedelta

from twosource.connect.scene import Saying
from twosource.connect.wording import Window, window
from twosource.lang import language
from twosource.lang.measures import Measures
from twosource.model.report import Report, Span
from twosource.model.value import Quantity, When, WhenType

#: What parts one clause of a sentence from the next, near enough to say which words stand beside a figure.
_BREAK = re.compile(r"[;:—–()“”\"]|,(?!\d)|\s-\s|\b(?:and|but|while|whereas|after|when|because|following|where|before|although|though)\b")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NEAR = 60  # characters looked at on either side for words of scope
_SINCE = re.compile(r"\b(?:since|after|before|until|till|from)\s+(?:(?:the|early|late|last|this|around|about)\s+)*$", re.IGNORECASE)
_MONTH = 24 * 3600 * 30
_DAY = len("2025-01-01")
#: Hours of a day's parts in TIMEX3, as wide as the news uses them.
_PARTS = {"": (0, 24), "TMO": (5, 12), "TMI": (11, 14), "TAF": (12, 18), "TEV": (17, 24), "TNI": (18, 30), "TDT": (6, 18)}
_PERFECT = re.compile(
    r"\b(?:has|have|had|having)\s+(?:now\s+|so\s+far\s+|already\s+)?(?:been\s+)?"
    r"(?:died|killed|injured|wounded|perished|drowned|rescued|saved|pulled|recovered|arrested|detained|evacuated|displaced|freed|released|moved)\b"
)


@functools.cache
def _table() -> Measures:
    return language("en").measures


def runs(text: str, clause: Span) -> bool:
    """Whether a clause tells of a state and not of an event: "the toll rose to 23", "17 people had died"."""
    words = {word.lower() for word in _WORD.findall(text[clause.start : clause.end])}
    return bool(words & set(_table().scopes.running)) or bool(_PERFECT.search(text, clause.start, clause.end))


def event_days(times: Sequence[When], sentence: Span, saying: Saying | None) -> tuple[Window, ...]:
    """The days that the sentence names, not those on which it was said."""
    told = saying.pieces if saying is not None and saying.statement is not None else (sentence,)
    dated = [when for when in times if when.type in {WhenType.DATE, WhenType.TIME}]
    bounds = [bounds_of(when) for when in dated if any(piece.start <= when.start < piece.end for piece in told)]
    return tuple(found for found in bounds if found is not None)


def away(text: str, quantity: Quantity, measure: str) -> frozenset[str]:
    """That a length says how far off something lies: "six miles up the valley"."""
    after = text[quantity.end : quantity.end + _NEAR].lower().split()[:2]
    return frozenset({"=away"} if measure == "m" and set(after) & set(_table().scopes.away) else ())


def clause_at(text: str, sentence: Span, start: int, end: int) -> Span:
    """The part of a sentence about a place, up to the next break on either side."""
    left = sentence.start
    right = max(sentence.end, end)
    for match in _BREAK.finditer(text, sentence.start, right):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return Span(left, right)


def holds(times: Sequence[When], report: Report, saying: Saying | None, sentence: Span, clause: Span) -> tuple[Window | None, bool]:
    """When the figure holds: a time beside it or where it was said, else when the report came out."""
    published = saying.said if saying is not None else window(report.published)
    pieces = saying.pieces if saying is not None and saying.statement is not None else ()
    found: list[Window] = []
    for when in times:
        if not (sentence.start <= when.start < sentence.end) or when.type not in {WhenType.DATE, WhenType.TIME}:
            continue
        in_content = any(piece.start <= when.start < piece.end for piece in pieces)
        if not (clause.start <= when.start < clause.end or (pieces and not in_content)):
            continue
        if _SINCE.search(report.text[max(0, when.start - 24) : when.start]):
            continue
        bounds = bounds_of(when)
        if bounds is None or (published is not None and bounds.earliest >= published.latest):
            continue
        found.append(bounds)
    narrow = [bounds for bounds in found if (bounds.latest - bounds.earliest).total_seconds() <= 3 * 24 * 3600]
    if not narrow:
        return published, False
    return max(narrow, key=lambda bounds: (bounds.latest, bounds.earliest)), True


def bounds_of(when: When) -> Window | None:
    """The instants that a time may mean; a part of a day without a zone is taken as written."""
    earliest, latest = window(when.earliest), window(when.latest)
    if earliest and latest and earliest.earliest < latest.earliest:
        return Window(earliest.earliest, latest.earliest)
    day = window((when.value or "")[:10]) if len(when.value or "") >= _DAY else None
    part = _PARTS.get((when.value or "")[_DAY:])
    if day is None or part is None:
        return None
    return Window(day.earliest + timedelta(hours=part[0]), day.earliest + timedelta(hours=part[1]))


def scope_of(report: Report, sentence: Span, clause: Span, quantity: Quantity, times: Sequence[When]) -> frozenset[str]:
    """What narrows or widens the figure: a part, a further number, a period, a total, a wider matter."""
    text = report.text
    scopes = _table().scopes
    after = f" {' '.join(text[quantity.end : min(clause.end, quantity.end + _NEAR)].lower().split())} "
    own = f" {' '.join(text[quantity.start : quantity.end].lower().split())} "
    before = f" {' '.join(text[max(clause.start, quantity.start - 30) : quantity.start].lower().split())} "
    whole = f" {' '.join(word.strip('.,;:!?') for word in text[clause.start : clause.end].lower().split())} "
    found = set()
    if quantity.unit == "1" and any(after.lstrip().startswith(part) for part in scopes.part):
        found.add("part")
    further = "|".join(scopes.more)
    if re.search(rf"^\s(?:{further})\b|\b(?:{further})\s+\w+\s$", own) and "more than" not in own:  # "another nine", "three more people"
        found.add("more")
    if re.search(rf"\b(?:{'|'.join(scopes.more)})\s$", before) or re.match(rf"\s?(?:{'|'.join(scopes.more)})\b", after):
        found.add("more")
    rate = "/" in quantity.unit  # a rate has its period in its unit
    if not rate and any(
        f" {words} " in own + after or re.search(rf"\b{re.escape(words)}\s+(?:\w+\s+)?$", before) for words in scopes.period
    ):
        found.add("period")
    if any(f" {words} " in f" {' '.join(text[sentence.start : sentence.end].lower().split())} " for words in scopes.wider):
        found.add("wider")
    if re.search(r"\bamong\s(?:the\s|at\s|least\s)*$", before):  # "among 19 killed across the province": more than this event's
        found.add("wider")
    if any(f" {words} " in whole for words in scopes.old):
        found.add("old")
    if any(f" {words} " in whole for words in scopes.total):
        found.add("total")
    return frozenset(found | _since(report, clause, times))


def _since(report: Report, clause: Span, times: Sequence[When]) -> set[str]:
    """Whether the figure is summed since a day, or since so long ago that it is of a wider matter."""
    text, found = report.text, set[str]()
    published = window(report.published)
    for when in times:
        if clause.start <= when.start < clause.end and re.search(r"\bsince\s+(?:\w+\s+)?$", text[max(0, when.start - 20) : when.start]):
            bounds = bounds_of(when)
            far = bounds and published and (published.earliest - bounds.latest).total_seconds() > _MONTH
            found.add("wider" if far or (bounds and (bounds.latest - bounds.earliest).days > 7) else "total")
    return found


def shown_words(text: str, quantity: Quantity, clause: Span) -> tuple[str, ...]:
    """The words near a figure that are worth showing where two differ: "remaining"."""
    near = text[clause.start : quantity.start][-_NEAR:] + " " + text[quantity.end : clause.end][:_NEAR]
    words = {word.lower() for word in _WORD.findall(near)}
    return tuple(sorted(word for word in _table().scopes.shown if word in words))
