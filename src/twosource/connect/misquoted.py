"""The same words in two mouths: a quotation that two reports give to two speakers."""

from collections.abc import Sequence

from twosource.connect.said_again import quotations, same_quotes
from twosource.connect.scene import Saying, Scene
from twosource.connect.voices import Bearing
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity, Side

#: A shorter run may be a phrase that two people use.
_LONG = 7


def _known(saying: Saying) -> bool:
    """Whether the speaker is one we would know again; two descriptions may be of one body."""
    return saying.voice.bearing is Bearing.NAMED and not saying.voice.key.startswith("words:")


def attribution_conflicts(scene: Scene, sayings: Sequence[Saying]) -> list[Conflict]:
    """One conflict for each quotation that two reports give to two named speakers who do not speak for one another."""
    found: dict[str, Conflict] = {}
    for one, other in same_quotes(quotations(sayings)):
        left, right = one.saying, other.saying
        apart = left.report.id != right.report.id and left.voice.house != right.voice.house and left.voice.key != right.voice.key
        if not apart or min(len(one.words), len(other.words)) < _LONG or not (_known(left) and _known(right)):
            continue
        cites = (left.report.cite(one.start, one.end), right.report.cite(other.start, other.end))
        key = content_id("conflict", scene.story, "attribution", [[c.report, c.start, c.end] for c in cites])
        found[key] = Conflict(
            id=key,
            story=scene.story,
            kind=ConflictKind.ATTRIBUTION,
            severity=Severity.MEDIUM,
            about=f"who said “{' '.join(cites[0].exact.split())[:60]}”",
            sides=(Side(says=left.voice.name, cites=cites[:1]), Side(says=right.voice.name, cites=cites[1:])),
            note=f"the same words are given to {left.voice.name} and to {right.voice.name}",
        )
    return [found[key] for key in sorted(found)]
