"""Places named in a report, chosen by context among the gazetteer's candidates."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from twosource.annotate.beside import named_places
from twosource.annotate.called import called_otherwise, stands_in
from twosource.annotate.mentions import Mentions
from twosource.lang import Language
from twosource.model.claim import PLACES, EntityType, Form, Mention
from twosource.model.report import Report, Span
from twosource.model.value import Place, Precision
from twosource.values.bearing import Offset, offset, spot
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.given import given_name
from twosource.values.narrowing import KNOWN_ABROAD
from twosource.values.place import country_of
from twosource.values.resolve import Resolved, resolve

#: People on a square kilometre of a town (the order of dense European and Asian cities), and what a rounded position adds, in km.
DENSITY, ROUNDED = 2000.0, 1.0


def places(report: Report, mentions: Mentions, lang: Language) -> tuple[Place, ...]:
    """All places named in a report, in order; one that the gazetteer cannot tell keeps `geonames=None`.

    Only mentions typed as places are looked up, so that no person or common word becomes a town, and of these none that its
    surroundings make a street, a person or a team. A facility is listed only where it is known.
    """
    text = report.text
    named = [mention for mention in mentions.mentions if mention.type in PLACES and mention.form is Form.NAME]
    spans = list(dict.fromkeys(Span(one.start, one.end) for one in named))
    others = called_otherwise(text, spans, mentions.mentions, lang)
    spans = [span for span in spans if span not in others]
    facilities = {Span(mention.start, mention.end) for mention in named if mention.type is EntityType.FAC}
    areas = {Span(mention.start, mention.end) for mention in named if mention.type is EntityType.LOC}
    peoples = {one.end: text[one.start : one.end] for one in mentions.mentions if one.type is EntityType.NORP}
    found = resolve(named_places(text, spans, peoples, lang), _countries(text, mentions.mentions))
    listed = [
        place
        for span, meant in zip(spans, found, strict=True)
        if _is_listed(meant, lang, known_only=span in facilities, stands_in=stands_in(text, span, lang))
        for place in _places(text, span, meant, lang, is_area=span in areas)
    ]
    return tuple(sorted(listed, key=lambda place: (place.start, -place.end)))


def _is_listed(meant: Resolved, lang: Language, *, known_only: bool, stands_in: bool) -> bool:
    """Whether a name is a place's at all: no bare noun or direction, no hall that is not known, and no unknown with a given name."""
    if meant.place and meant.precision is not Precision.SETTLEMENT:
        return True
    if _is_noun(meant.name, lang) and (meant.place is None or meant.place.population < KNOWN_ABROAD):
        return False
    return not known_only and (meant.candidates > 0 or stands_in or not _is_person(meant.name))


def _is_noun(name: str, lang: Language) -> bool:
    """Whether a name is only what places are called: "Republic", "North"."""
    words = lang.geography
    return name.lower() in {*words.compass, *words.areas, *words.settlements, *words.features}


def _is_person(name: str) -> bool:
    """Whether a name of two or three words begins with a given name."""
    words = name.split()
    return len(words) in {2, 3} and (known := given_name(words[0])) is not None and bool(known.gender)


def _countries(text: str, mentions: Sequence[Mention]) -> Counter[str]:
    """How often the report speaks of a country by its people or its adjective; countries by name are counted where names are resolved."""
    adjectives = (
        text[mention.start : mention.end] for mention in mentions if mention.type is EntityType.NORP or mention.form is Form.ADJECTIVE
    )
    return Counter(filter(None, map(country_of, adjectives)))


def _places(text: str, span: Span, meant: Resolved, lang: Language, *, is_area: bool) -> Iterator[Place]:
    """The place, and before it the spot that is told from it."""
    place = meant.place
    if place is None:
        precision = Precision.AREA if is_area and not meant.candidates else meant.precision
        yield Place(start=span.start, end=span.end, name=meant.name, country=meant.country, precision=precision)
        return
    reach = _reach(place)
    if reach is not None and (told := offset(text, span.start, span.end, lang)):
        yield _spot(text, span, place, reach, told)
    yield Place(
        start=span.start,
        end=span.end,
        name=place.name,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=place.kind,
        region=place.region or None,
        reach_km=reach,
    )


def _spot(text: str, span: Span, place: GazetteerPlace, reach: float, told: Offset) -> Place:
    """Which country the spot lies in is not told: it may be across a border or at sea."""
    there = spot(place.lat or 0.0, place.lon or 0.0, reach, told)
    return Place(
        start=told.start,
        end=span.end,
        name=text[told.start : span.end],
        lat=round(there.lat, 2),
        lon=round(there.lon, 2),
        precision=Precision.AREA,
        reach_km=round(there.reach, 1),
    )


def _reach(place: GazetteerPlace) -> float | None:
    """Kilometres from the position within which a place lies: a town's by its people, an area's by its settlements, if known."""
    if place.lat is None or place.lon is None:
        return None
    if place.kind is not Precision.SETTLEMENT:
        return float(place.reach) or None
    return round(ROUNDED + math.sqrt(place.population / DENSITY / math.pi), 1)
