"""Who gives a figure: the claim that states it and the voice that it is given by."""

from collections.abc import Sequence

from twosource.connect.scene import Saying, Scene, owner
from twosource.connect.voices import Bearing
from twosource.model.claim import Act
from twosource.model.report import Report, Span
from twosource.model.value import Quantity

_WISHES = frozenset({Act.DEMANDED, Act.HOPED, Act.PROPOSED, Act.PLANNED, Act.OFFERED, Act.PROMISED})


def smallest(sayings: Sequence[Saying], quantity: Quantity) -> Saying | None:
    """The innermost claim that states the figure; who only wants something states nothing."""
    return min(
        holding(sayings, quantity),
        key=lambda s: (wished(s), s.claim.end - s.claim.start, s.claim.id),
        default=None,
    )


def wished(saying: Saying) -> bool:
    """Whether the claim is of what somebody wants, plans or offers."""
    return saying.statement is not None and saying.statement.act in _WISHES


def holding(sayings: Sequence[Saying], quantity: Quantity) -> list[Saying]:
    """The claims that the figure stands in."""
    return [s for s in sayings if any(p.start <= quantity.start and quantity.end <= p.end for p in s.pieces)]


def voice_of(scene: Scene, saying: Saying | None, report: Report, sentence: Span) -> str:
    """Who gives what the sentence says: its speaker, else the body or person that it opens with, else nobody but the outlet."""
    if saying is not None and saying.voice.bearing is Bearing.NAMED:
        return saying.voice.house
    if saying is None or saying.voice.bearing is Bearing.OWN:
        key = owner(scene, report, sentence)
        return scene.cast.house_of.get(key, key) if key else ""
    return ""
