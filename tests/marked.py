"""Texts with their names marked, for tests of places: "Trains left [Kyiv] for [L:Donbas]", and what a place is said to mean."""

import re
from typing import NamedTuple

from twosource.annotate.mentions import Mentions
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Report
from twosource.model.value import Place
from twosource.values.place import candidates

TYPES = {
    "L": EntityType.LOC,
    "F": EntityType.FAC,
    "P": EntityType.PER,
    "O": EntityType.ORG,
    "N": EntityType.NORP,
}
MARK = re.compile(r"\[(?:([LFPON]):)?([^]]+)\]")


class Marked(NamedTuple):
    """A text without its marks, and the mentions that they were."""

    report: Report
    mentions: Mentions


def marked(text: str) -> Marked:
    """The report of a marked text; a mark without a letter is a GPE, a people's is an adjective."""
    plain, found, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        kind = TYPES.get(mark[1], EntityType.GPE)
        form = Form.ADJECTIVE if kind is EntityType.NORP else Form.NAME
        found.append(Mention(start=len(plain), end=len(plain) + len(mark[2]), type=kind, entity=None, form=form))
        plain += mark[2]
        last = mark.end()
    plain += text[last:]
    return Marked(Report(id="report-1", path="a", paths=("a",), text=plain), Mentions((), tuple(found)))


def means(place: Place | None, wanted: str) -> bool:
    """Whether a place is what a case says it means: "name, country or country.region, precision"."""
    if wanted in ("*", "none"):
        return (place is None) == (wanted == "none")
    if place is None:
        return False
    if wanted == "unknown" or wanted.startswith("country only: "):
        return place.geonames is None and place.lat is None and (place.country or "unknown") == wanted.removeprefix("country only: ")
    name, where, precision = wanted.rsplit(", ", 2)
    country, _, region = where.partition(".")
    bearers = {(one.geonames, one.name) for one in candidates(name)}
    return (
        ((place.geonames, place.name) in bearers or place.name == name)
        and country in ("*", place.country or "-")
        and region in ("", place.region)
        and precision in ("*", place.precision)
    )


def shown(place: Place | None) -> str:
    """A place as a case would have it."""
    if place is None:
        return "none"
    if place.lat is None and place.geonames is None and place.precision != "area":
        return f"country only: {place.country}" if place.country else "unknown"
    return f"{place.name}, {place.country or '-'}{'.' + place.region if place.region else ''}, {place.precision}"
