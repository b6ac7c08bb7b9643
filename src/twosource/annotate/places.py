"""Places named in a report, chosen by context among the gazetteer's candidates."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from twosource.annotate.mentions import Mentions
from twosource.lang import Language
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Report, Span
from twosource.model.value import Place, Precision
from twosource.values.place import country_of
from twosource.values.resolve import Named, Resolved, resolve

PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})


class Nouns(NamedTuple):
    """Common nouns beside a name that make an area of it: "Varsk region", "the province of Varsk", "Varsk, an eastern province", "Varsk
    and Teve regions".
    """

    after: re.Pattern[str]
    after_list: re.Pattern[str]
    before: re.Pattern[str]


@functools.cache
def _nouns(areas: tuple[str, ...]) -> Nouns:
    noun = "|".join(sorted(map(re.escape, areas), key=len, reverse=True))
    return Nouns(
        after=re.compile(rf"\s+(?:{noun})\b|,\s+(?:an?|the|one\s+of(?:\s+the)?)\s+(?:[\w-]+\s+){{0,2}}(?:{noun})s?\b", re.IGNORECASE),
        after_list=re.compile(rf"\s+(?:{noun})s\b", re.IGNORECASE),
        before=re.compile(rf"\b(?:{noun})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
    )


def places(report: Report, mentions: Mentions, lang: Language) -> tuple[Place, ...]:
    """All places named in a report, in order; one that the gazetteer cannot tell keeps `geonames=None`.

    Only mentions typed as places are looked up, so that no person or common word becomes a town. A facility is listed only where it is
    known.
    """
    named = [mention for mention in mentions.mentions if mention.type in PLACES and mention.form is Form.NAME]
    spans = list(dict.fromkeys(Span(mention.start, mention.end) for mention in named))
    facilities = {Span(mention.start, mention.end) for mention in named if mention.type is EntityType.FAC}
    areas = {Span(mention.start, mention.end) for mention in named if mention.type is EntityType.LOC}
    found = resolve(_names(report.text, spans, lang), _countries(report.text, mentions.mentions))
    return tuple(
        _place(span, meant, span in areas)
        for span, meant in zip(spans, found, strict=True)
        if (meant.place and meant.precision is not Precision.SETTLEMENT)
        or (span not in facilities and (meant.place or meant.name.lower() not in lang.geography.compass))
    )


def _countries(text: str, mentions: Sequence[Mention]) -> Counter[str]:
    """How often the report speaks of a country by its people or its adjective; countries by name are counted where names are resolved."""
    adjectives = (
        text[mention.start : mention.end] for mention in mentions if mention.type is EntityType.NORP or mention.form is Form.ADJECTIVE
    )
    return Counter(filter(None, map(country_of, adjectives)))


def _names(text: str, spans: Sequence[Span], lang: Language) -> list[Named]:
    """Each name with what stands beside it: the area it is said to be, the place it is said to lie in."""
    nouns = _nouns(lang.geography.areas)
    names: list[Named] = []
    listed = False  # the name after this one ends a list that is called "regions"
    for at in range(len(spans) - 1, -1, -1):
        span, after = spans[at], spans[at + 1] if at + 1 < len(spans) else None
        between = text[span.end : after.start].strip() if after else ""
        listed = bool(nouns.after_list.match(text, span.end)) or (listed and between in {",", "and", "or", "and the", ", and"})
        an_area = listed or nouns.after.match(text, span.end) or nouns.before.search(text, max(0, span.start - 40), span.start)
        within = text[after.start : after.end] if after and between == "," else None
        names.append(Named(text[span.start : span.end], within, Precision.AREA if an_area else None))
    return names[::-1]


def _place(span: Span, meant: Resolved, is_area: bool) -> Place:
    place = meant.place
    if place is None:
        precision = Precision.AREA if is_area and not meant.candidates else meant.precision
        return Place(start=span.start, end=span.end, name=meant.name, country=meant.country, precision=precision)
    return Place(
        start=span.start,
        end=span.end,
        name=place.name,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=place.kind,
    )
