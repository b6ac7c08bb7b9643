"""Points of the compass that a draft has turned round."""

import re
from collections.abc import Iterator

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named

#: Of the words of its clause, the share that a sentence must have for its point of the compass to be the draft's.
SAME = 0.5
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


def _in_a_name(held: Held, at: int) -> bool:
    """Whether a point of the compass begins a name: "North Quay"."""
    return held.text[at : at + 1].isupper() and any(one.start <= at < one.end for one in held.draft.annotation.mentions)
