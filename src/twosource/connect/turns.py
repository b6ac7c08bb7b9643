"""Positions that turned: who rejected a thing and later offers or accepts it."""

import re
from collections.abc import Mapping, Sequence

from twosource.connect.phrasing import spoken, with_cue
from twosource.connect.said_again import Facts, candidates
from twosource.connect.scene import Saying, Scene
from twosource.connect.voices import Bearing
from twosource.model.claim import Act
from twosource.model.codec import content_id
from twosource.model.ledger import Change, Side

_ACCEPTS = re.compile(
    r"\b(?:offer(?:s|ed)?|accept(?:s|ed)?|agree(?:s|d)? to|consent(?:s|ed)? to|bow(?:s|ed)? to|back(?:s|ed)? down)\b", re.IGNORECASE
)
_GIVES = frozenset({Act.OFFERED, Act.PROMISED, Act.SUPPORTS})


def turns(scene: Scene, sayings: Sequence[Saying], fact_of: Mapping[str, Facts]) -> list[Change]:
    """One change for each thing that a named actor rejected and, on a later day, offered or accepted."""
    found: dict[str, Change] = {}
    rejected = [saying for saying in sayings if _rejects(saying)]
    keys = {saying.voice.key for saying in rejected}
    gave = [saying for saying in sayings if _gives(saying, fact_of[saying.claim.id]) and (saying.voice.key in keys or keys & saying.names)]
    rejecting = {saying.claim.id for saying in rejected}
    giving = {saying.claim.id for saying in gave}
    for one, other in candidates(scene, [*rejected, *(saying for saying in gave if saying.claim.id not in rejecting)]):
        before, after = (one, other) if one.claim.id in rejecting else (other, one)
        if before.claim.id not in rejecting or after.claim.id not in giving or not _turned(scene, before, after):
            continue
        left, right = with_cue(before), with_cue(after)
        key = content_id("change", scene.story, "position", [[c.report, c.start, c.end] for c in (left, right)])
        found[key] = Change(
            id=key,
            story=scene.story,
            about=f"{before.voice.name}'s position",
            from_=Side(says=spoken(scene, before), cites=(left,)),
            to=Side(says=spoken(scene, after), cites=(right,)),
        )
    return [found[key] for key in sorted(found)]


def _rejects(saying: Saying) -> bool:
    return saying.statement is not None and saying.statement.act is Act.REJECTED and saying.voice.bearing is Bearing.NAMED


def _gives(saying: Saying, fact: Facts) -> bool:
    if fact.negative:
        return False
    if saying.statement is not None and saying.statement.act in _GIVES:
        return True
    return saying.statement is None and bool(_ACCEPTS.search(saying.report.text[saying.claim.start : saying.claim.end]))


def _turned(scene: Scene, before: Saying, after: Saying) -> bool:
    if before.said is None or after.said is None or after.said.earliest < before.said.latest or after.leans_on or before.leans_on:
        return False
    if before.voice.key != after.voice.key and not (after.voice.bearing is Bearing.OWN and before.voice.key in after.names):
        return False
    common = before.stems & after.stems
    return any(word.startswith("=") and scene.rarity.of(word) >= 0.3 for word in common)
