"""Places of a story, with every passage that names them."""

from collections import defaultdict
from collections.abc import Sequence

from twosource.model.ledger import Dossier
from twosource.model.report import Cite
from twosource.model.telling import NamedPlace
from twosource.model.value import Place


def places(dossiers: Sequence[Dossier]) -> tuple[NamedPlace, ...]:
    """One line a place, those named most first; unknown places keep no coordinates."""
    cites: dict[str, list[Cite]] = defaultdict(list)
    place_of: dict[str, Place] = {}
    for dossier in dossiers:
        report_by_id = {report.id: report for report in dossier.reports}
        for annotation in dossier.annotations:
            for place in annotation.places:
                key = str(place.geonames or place.name.casefold())
                cites[key].append(report_by_id[annotation.report].cite(place.start, place.end))
                place_of[key] = min(place_of.get(key, place), place, key=_plainness)
    named = [_named(place_of[key], cites[key]) for key in cites]
    return tuple(sorted(named, key=lambda place: (-len(place.cites), place.name, place.geonames or 0)))


def _plainness(place: Place) -> tuple[bool, str, int]:
    """A name in a dateline or headline may be all capitals; the name is shown as running text has it."""
    return (len(place.name) > 3 and place.name.isupper(), place.name, place.start)


def _named(place: Place, cites: Sequence[Cite]) -> NamedPlace:
    return NamedPlace(
        name=place.name,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        precision=place.precision,
        cites=tuple(sorted(cites)),
    )
