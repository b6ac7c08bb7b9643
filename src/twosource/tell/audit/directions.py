"""Points of the compass and ways from one place to another that a draft has turned round."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named, near

#: Of the words of its clause, the share that a sentence must have for its point of the compass to be the draft's.
SAME = 0.5
_NAME = r"(?:the\s+)?([A-Z][\w’'-]*\w(?:\s+[A-Z][\w’'-]*\w)*)"
_FROM = re.compile(rf"\b(?:from|left|leaves|leaving|departed)\s+{_NAME}(?:\s+[^\s,;:]*[^\s,;:.]){{0,4}}?\s+(?:to|for|towards?)\s+{_NAME}")
_TO = re.compile(rf"\b(?:to|for|towards?)\s+{_NAME}\s+from\s+{_NAME}")
_POINT = re.compile(r"\b([a-z]+?)(ern(?:most)?|erly|wards?)?\b", re.IGNORECASE)


def directions(held: Held) -> Iterator[Fault]:
    """A fault for each point of the compass whose opposite stands in what bears on its clause, and itself nowhere there."""
    opposite = language("en").auditing.opposite
    for match in _POINT.finditer(held.text, *held.span):
        point = match[1].lower()
        if point not in opposite or _in_a_name(held, match.start()):
            continue
        around = beside(held, *match.span())
        for evidence in held.evidence:
            text = evidence.source.report.text
            turned = None
            for told in evidence.told:
                here = {found[1].lower(): found for found in _POINT.finditer(text, *told.span)}
                if point in here:
                    turned = None
                    break
                if opposite[point] in here and turned is None and shared(around, told) >= SAME:
                    turned = here[opposite[point]]
            if turned is not None:
                words = held.quoted(*match.span())
                cite = evidence.source.report.cite(*turned.span())
                detail = f"says {words}; {named(evidence.source)} has “{turned[0]}”"
                yield Fault(FaultKind.PLACE, *match.span(), detail, (cite,))
                return


def routes(held: Held) -> Iterator[Fault]:
    """A fault for each way that the reports have the other way round: "from Alda to Brock" for "left Brock for Alda"."""
    known = [
        (evidence.source, way)
        for evidence in held.evidence
        for told in near(evidence, 1)
        for way in _ways(evidence.source.report.text, told.span)
    ]
    for mine in _ways(held.text, held.span):
        turned = next(((source, way) for source, way in known if way.ends == mine.ends[::-1]), None)
        if turned is None or any(way.ends == mine.ends for _, way in known):
            continue
        source, way = turned
        cite = source.report.cite(*way.span)
        detail = f"says {held.quoted(*mine.span)}; {named(source)} has “{' '.join(cite.exact.split())}”"
        yield Fault(FaultKind.ROLES, *mine.span, detail, (cite,))
        return


class Way(NamedTuple):
    """From where to where something goes, by the last word of each name."""

    span: Span
    ends: tuple[str, str]


def _ways(text: str, span: Span) -> list[Way]:
    found = []
    for pattern, back in ((_FROM, False), (_TO, True)):
        for match in pattern.finditer(text, *span):
            ends = (match[1].split()[-1].lower(), match[2].split()[-1].lower())
            found.append(Way(Span(*match.span()), ends[::-1] if back else ends))
    return [way for way in found if way.ends[0] != way.ends[1]]


def _in_a_name(held: Held, at: int) -> bool:
    """Whether a point of the compass begins a name: "North Quay"."""
    return held.text[at : at + 1].isupper() and any(one.start <= at < one.end for one in held.draft.annotation.mentions)
