"""Which agency a report credits: in its dateline, its byline, or a line of its own."""

import functools
import re
from typing import NamedTuple

from anyascii import anyascii

from twosource.lang import language
from twosource.lang.agencies import Agencies
from twosource.model.report import PassageKind, Report

#: "SELMIR, April 8 (Wire) - ", "(Wire) —": a name in brackets and a dash at the head of a paragraph is a credit whoever it names.
_DATELINE = re.compile(r"(?:[^\W\d_][^()\n]{0,59}\s)?\((?P<agency>[^\W\d_][^()\n]{1,39})\)\s*(?:[-–—:]|--)")
#: A credit line: the agency alone, in brackets or after a word such as "Source:".
_LINE = re.compile(r"[\s(\[—–-]*(?:(?:source|via|by|from|credit)s?\s*:?\s+)?(?P<agency>[^\W\d_][^()\[\]\n]{1,39}?)[\s)\].]*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,/|;]|\band\b|\bwith\b)\s*", re.IGNORECASE)
#: Passages from the top in which a dateline may stand, and from the end in which a credit line may.
_TOP, _END = 8, 6


@functools.cache
def _forms() -> dict[str, str]:
    table: Agencies = language("en").agencies
    return {_folded(form): agency.name for agency in table.agency for form in (agency.name, *agency.forms)}


@functools.cache
def _initials() -> frozenset[str]:
    """Forms that are words of their own in other letters: SPA, MENA."""
    table: Agencies = language("en").agencies
    forms = [form for agency in table.agency for form in (agency.name, *agency.forms)]
    return frozenset(_folded(form) for form in forms if form.isupper()) - {_folded(form) for form in forms if not form.isupper()}


def _folded(name: str) -> str:
    return " ".join(anyascii(name).casefold().removeprefix("the ").split())


def agency(name: str | None) -> str | None:
    """The agency of that name, in the form we say it; initials count only in capitals."""
    if not name:
        return None
    folded = _folded(name)
    if folded in _initials() and not any(char.isupper() for char in name.strip()[1:]):
        return None
    return _forms().get(folded)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two outlets or agencies bear one name, once folded."""
    if not one or not other:
        return False
    return (agency(one) or _folded(one)) == (agency(other) or _folded(other))


class Credit(NamedTuple):
    """An agency as a report credits it, with the place of the words; a report of the agency's own has none."""

    agency: str
    start: int | None = None
    end: int | None = None


def credit(report: Report) -> str | None:
    """The agency whose text the report says it is; `None` when it credits none, or several."""
    found = credited(report)
    return found.agency if found else None


@functools.lru_cache(maxsize=4096)
def credited(report: Report) -> Credit | None:
    """The credit of a report: its dateline's, else that of its outlet, its byline or a line of its own, where there is only one."""
    if dateline := _dateline(report):
        return dateline
    if outlet := agency(report.outlet):
        return Credit(outlet)
    found = [Credit(name) for part in _PARTS.split(report.byline or "") if (name := agency(part))] + _lines(report)
    return found[-1] if len({one.agency for one in found}) == 1 else None


def _dateline(report: Report) -> Credit | None:
    tops = [passage for passage in report.passages if passage.kind in (PassageKind.BODY, PassageKind.STANDFIRST)][:_TOP]
    for passage in tops:
        if match := _DATELINE.match(report.text, passage.start, min(passage.end, passage.start + 120)):
            return Credit(agency(match["agency"]) or match["agency"].strip(), *match.span("agency"))
    return None


def _lines(report: Report) -> list[Credit]:
    ends = [passage for passage in report.passages if passage.kind is not PassageKind.CAPTION]
    return [
        Credit(name, *match.span("agency"))
        for passage in [*ends[:_TOP], *ends[-_END:]]
        if passage.end - passage.start <= 60
        and (match := _LINE.fullmatch(report.text, passage.start, passage.end))
        and (name := agency(match["agency"]))
    ]
