"""Names of places that their surroundings make something else: a street, a newspaper, a person, a team in a table of results."""

import functools
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from twosource.lang import Language
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Span
from twosource.model.value import Precision
from twosource.values.place import candidates

_BEFORE = re.compile(r"(?:^|[^\w.])([A-Z][\w]+\.?|[A-Z][a-z]{1,3}\.)\s$")
_BOUND = re.compile(r"(\w+)-$")
_SCORE = re.compile(r"\s+\d{1,3}(?![\d.,%:/-]*[%\w])(?=\s|$|[,;.)])")
_FIGURES = re.compile(r"(?:\s+(?:\d+(?:[.-]\d+)*|\.\d{3}|-)){3}")
_RESULT = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}\b")
_SCHEDULE = re.compile(r"[A-Z .']{3,30} (?:AT|VS|V) [A-Z .']{3,30}")
_RESULTS = re.compile(r"[A-Z][\w .'-]{2,30} \d{1,3},? [A-Z][\w .'-]{2,30} \d{1,3}(?: \(.{1,30}\))?")
LONGEST = 90  # characters of a line of results


def called_otherwise(text: str, spans: Sequence[Span], mentions: Iterable[Mention], lang: Language) -> frozenset[Span]:
    """The spans of a text, in order, that name no place where they stand."""
    site = _site(lang.geography.sites)
    ends = frozenset(span.end for span in spans)
    surnames = {
        text[one.start : one.end].rsplit(maxsplit=1)[-1]
        for one in mentions
        if one.type is EntityType.PER and one.form is Form.NAME and " " in text[one.start : one.end]
    }
    return frozenset(
        [
            *(span for span in spans if site.match(text, span.end) or _is_titled(text, span, lang) or _is_part(text, span, ends)),
            *(span for span in spans if text[span.start : span.end] in surnames and not stands_in(text, span, lang)),
            *_teams(text, spans, lang),
        ]
    )


@functools.cache
def _site(sites: tuple[str, ...]) -> re.Pattern[str]:
    """A street or a body called after the place: "Oxford Street", "Boston Marathon"."""
    nouns = "|".join(sorted(map(re.escape, sites), key=len, reverse=True))
    return re.compile(rf"\s(?:[A-Z][\w'-]+\s)?(?:{nouns})(?![\w-])")


def _is_titled(text: str, span: Span, lang: Language) -> bool:
    """Whether a title in capitals stands before the name: "Mr London", "Judge Houston"."""
    found = _BEFORE.search(text, max(0, span.start - 20), span.start)
    return (
        found is not None and lang.roles.titled(found[1]) and (found[1].rstrip(".").lower() in lang.roles.honorifics or found[1][-1] != ".")
    )


def _is_part(text: str, span: Span, ends: frozenset[int]) -> bool:
    """Whether a hyphen ties the name to a word before it that is no place: "PRE-SALE", but not "London-Paris"."""
    found = _BOUND.search(text, max(0, span.start - 30), span.start)
    return found is not None and span.start - 1 not in ends


def stands_in(text: str, span: Span, lang: Language) -> bool:
    """Whether a word stands before the name that a place stands behind: "in", "near"."""
    before = text[max(0, span.start - 12) : span.start].split()
    return bool(before) and before[-1].lower() in lang.geography.within


def _teams(text: str, spans: Sequence[Span], lang: Language) -> Iterable[Span]:
    """Towns and states that are sides of a match: on a line of results ("Harrow 2 Teshna 1") or of a schedule ("HARROW AT TESHNA"), with a
    score each or one between them, or in a table of figures.

    Countries are left: a national team is named by its country.
    """
    for line in _lines(text, spans):
        whole = _line_of(text, line[0])
        if len(whole) <= LONGEST and (_SCHEDULE.fullmatch(whole) or _RESULTS.fullmatch(whole)):
            yield from (span for span in line if not _is_country(text[span.start : span.end]))
            continue
        sides = [span for span in line if _SCORE.match(text, span.end)]
        sides = sides if len(sides) > 1 else []
        sides += [span for span in line if _FIGURES.match(text, span.end)]
        for one, other in pairwise(line):
            if _is_match(text, one, other, lang):
                sides += [one, other]
        yield from (span for span in dict.fromkeys(sides) if not _is_country(text[span.start : span.end]))


def _lines(text: str, spans: Sequence[Span]) -> Iterable[list[Span]]:
    """The spans of each line."""
    line: list[Span] = []
    for span in spans:
        if line and "\n" in text[line[-1].end : span.start]:
            yield line
            line = []
        line.append(span)
    if line:
        yield line


def _line_of(text: str, span: Span) -> str:
    """The line a span stands on, no more of it than a line of results has."""
    start = text.rfind("\n", max(0, span.start - LONGEST), span.start) + 1 or max(0, span.start - LONGEST)
    end = text.find("\n", span.end, span.end + LONGEST)
    return text[start : end if end >= 0 else span.end + LONGEST].strip()


def _is_match(text: str, one: Span, other: Span, lang: Language) -> bool:
    """Whether two names are the sides of a match: "Harrow beat Teshna 2-1"."""
    between = text[one.end : other.start].strip()
    if between.lower() not in lang.geography.matches:
        return False
    return _RESULT.search(text[other.end : other.end + 20].split("\n", maxsplit=1)[0]) is not None


def _is_country(name: str) -> bool:
    return any(place.chief and place.kind is Precision.COUNTRY for place in candidates(name))
