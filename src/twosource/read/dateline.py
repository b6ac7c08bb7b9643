"""Datelines, bylines and lines that state the date of publication."""

import re
from typing import NamedTuple

from twosource.lang.datelines import Datelines
from twosource.read.dates import iso_date, stated_dates

#: "KYIV, Ukraine:", "PARIS, March 3 (Reuters) -", "(AP) —", "LONDON 1996-08-30", "SPRINGFIELD, Ill., Oct. 4, 2016 (UPI) --",
#: "HARROW, March 3. /NKA/."
PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ /][A-ZÀ-ÖØ-Þ.'’-]{2,}){0,3}"
AREA = r"(?:,? ?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
WHEN = r"(?:,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?|\d{4} ?- ?\d\d? ?- ?\d\d?))"
AGENCY = r"(?: ?[,.]? ?(?:\((?P<agency>[A-Z][\w./&’' -]{1,30})\)|/(?P<slashed>[A-Z][\w.&-]{1,20})/))"
DASH = r"(?: ?(?:--+|[—–―_:]|- )\s*|(?<=/)\.\s+)"
DATELINE = re.compile(
    rf"(?:(?P<place>{PLACE})(?P<area>{AREA}{{0,2}})(?P<when>{WHEN})?{AGENCY}?{DASH}"
    rf"|(?P<lone>{PLACE}){WHEN}\.?$"
    rf"|\((?P<wire>[A-Z][A-Za-z./&]{{1,20}})\) ?(?:--+|[—–-])\s*)"
)
LONGEST_DATELINE = 120

NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|la|van|von|der|den|bin|al|el|di|da|du|le)"
MOST_WORDS = 14


class Dateline(NamedTuple):
    """What opens a report: where, when and by which wire. `end` is where the words of the report begin."""

    end: int
    published: str | None


def dateline(words: str, lang: Datelines) -> Dateline | None:
    """The dateline that a paragraph opens with."""
    match = DATELINE.match(words[:LONGEST_DATELINE])
    if match is None or (words[match.end() :].isupper() and not match["when"]):
        return None  # "CYCLING - TOUR OF THE LAKES" is a headline
    day = next((found.iso for found in stated_dates(match.group(), lang)), None)
    if match["place"] and not (match["when"] or match["agency"] or match["slashed"] or _is_place(match)):
        return None
    return Dateline(match.end(), day)


def _is_place(match: re.Match[str]) -> bool:
    """Whether capitals alone are a place: "MIAMI —" and "KYIV, Ukraine:", but not "EXCLUSIVE:" or "EU —"."""
    return bool(match["area"]) or (sum(map(str.isalpha, match["place"])) >= 4 and ":" not in match.group())


def byline(words: str, lang: Datelines) -> str | None:
    """The names in a line such as "By Mara Lind and Jo Roe, staff writers"; None where the line is something else."""
    if words.count(" ") >= MOST_WORDS or words.endswith((".", "?", "!", ":")):
        return None
    opener = next((by for by in sorted(lang.by, key=len, reverse=True) if words.casefold().startswith((by + " ", by + ": "))), None)
    if opener is None:
        return None
    names = words[len(opener) :].lstrip(" :")
    names = re.split(r" \| | • | · | [—–-] |, (?=updated|published)", names, maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,;|")
    spoken = [word.strip(",.;") for word in names.split()]
    if not spoken or not all(re.fullmatch(NAME, word) or word.casefold() in lang.roles or word == "&" for word in spoken):
        return None
    if spoken[0].casefold() in lang.months or spoken[0].casefold() in lang.weekdays:
        return None
    named = [word for word in spoken if word.casefold() not in lang.roles and word[0].isupper()]
    return _without_role(names, lang) if named and (len(spoken) > 1) else None


def _without_role(names: str, lang: Datelines) -> str:
    """The names without ", staff writer"."""
    kept = [part.strip() for part in names.split(",")]
    while len(kept) > 1 and all(word.strip(".").casefold() in lang.roles for word in kept[-1].split()):
        kept.pop()
    return ", ".join(kept)


class Dated(NamedTuple):
    """A line that states when the report came out, or when it was last changed."""

    published: str
    first: bool
    labelled: bool


def dated(words: str, lang: Datelines) -> Dated | None:
    """The date of a line such as "Published: 12 March 2024, 10:05 GMT", or of a line that is a date and nothing else."""
    if words.count(" ") >= MOST_WORDS:
        return None
    lower = words.casefold()
    for labels, first in ((lang.published, True), (lang.updated, False)):
        for label in labels:
            if lower.startswith(label) and not lower[len(label) : len(label) + 1].isalpha():
                found = next(iter(stated_dates(words[len(label) :], lang)), None)
                if found is not None and found.start <= 14:
                    return Dated(found.iso, first, labelled=True)
    whole = iso_date(words, lang)
    return Dated(whole, first=True, labelled=False) if whole else None
