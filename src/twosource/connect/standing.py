"""How well an entry is borne out: grounds are counted, not reports, and every ground is named."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.judge import Groups
from twosource.connect.said_again import in_the_same_words
from twosource.connect.scene import Saying, Scene
from twosource.connect.voices import Bearing
from twosource.model.claim import Act, Basis, Polarity, Verification
from twosource.model.codec import content_id
from twosource.model.ledger import Standing

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_NAMED = 4
_MOST_PAIRED = 60


class Borne(NamedTuple):
    """An entry's standing with what it was counted from."""

    standing: Standing
    why: str
    origins: tuple[str, ...]
    witnesses: tuple[str, ...]
    unestablished: int


class Ground(NamedTuple):
    """What a claim rests on: one `source` is one ground however many origins its words have."""

    source: str
    origin: str
    name: str


def borne(scene: Scene, sayings: Sequence[Saying], givers: Mapping[str, str], *, disputed: bool) -> Borne:
    """The standing of claims that say one thing; `givers` are the bodies that own-voice claims give their figure by."""
    told = {saying.report.id for saying in sayings}
    stood = [saying for saying in sayings if not _only_denied(saying) and saying.leans_on not in told]
    sourced = {_teller(scene, saying) for saying in stood if _sourced(saying, givers)}
    # an outlet that has a thing from a source it names rests on that source, whatever else it says
    stood = [saying for saying in stood if _sourced(saying, givers) or _teller(scene, saying) not in sourced]
    stood = [saying for saying in stood if not _holds_another(saying, stood)]
    found = [_ground(scene, saying, givers.get(saying.claim.id)) for saying in stood]
    grounds = _apart(stood, found)
    witnesses = _witnesses(scene, sayings)
    lost = sum(ground is None for ground in found)
    standing = _standing(sayings, len(grounds), disputed=disputed)
    return Borne(
        standing=standing,
        why=_why(standing, sayings, list(grounds.values()), list(witnesses.values())),
        origins=tuple(sorted(grounds)),
        witnesses=tuple(sorted(witnesses)),
        unestablished=lost,
    )


def _holds_another(saying: Saying, others: Iterable[Saying]) -> bool:
    """Whether another claim of the same report stands inside this one: one telling, and the inner one says from whom."""
    length = saying.claim.end - saying.claim.start
    return any(
        other.report.id == saying.report.id
        and other.claim.end - other.claim.start < length
        and any(left.overlaps(right) for left in saying.pieces for right in other.pieces)
        for other in others
    )


def _apart(sayings: Sequence[Saying], found: Sequence[Ground | None]) -> dict[str, str]:
    """The grounds by origin. One source is one ground; so are two that say it in the same words: one hand wrote them, whoever is named."""
    same = Groups[str]()
    kept = [(saying, ground) for saying, ground in zip(sayings, found, strict=True) if ground is not None]
    for (left, one), (right, other) in itertools.combinations(kept[:_MOST_PAIRED], 2):
        if one.source != other.source and left.report.id != right.report.id and in_the_same_words(left, right):
            same.join(one.source, other.source)
    firsts: dict[str, Ground] = {}
    for _, ground in sorted(kept, key=lambda pair: pair[1], reverse=True):
        firsts[same.find(ground.source)] = ground
    return {ground.origin: ground.name for ground in firsts.values()}


def _witnesses(scene: Scene, sayings: Sequence[Saying]) -> dict[str, str]:
    """The tellers, those who use the same words of their own counted once; a quotation has the same words in every mouth."""
    same = Groups[str]()
    own = [saying for saying in sayings if saying.statement is None or saying.statement.basis is not Basis.DIRECT]
    for left, right in itertools.combinations(own[:_MOST_PAIRED], 2):
        if left.report.id != right.report.id and in_the_same_words(left, right):
            same.join(_teller(scene, left), _teller(scene, right))
    found = {_teller(scene, saying): _outlet(scene, saying) for saying in sayings}
    firsts: dict[str, str] = {}
    for teller in sorted(found):
        firsts.setdefault(same.find(teller), teller)
    return {teller: found[teller] for teller in firsts.values()}


def _sourced(saying: Saying, givers: Mapping[str, str]) -> bool:
    return saying.voice.bearing is Bearing.NAMED or saying.claim.id in givers


def _standing(sayings: Sequence[Saying], grounds: int, *, disputed: bool) -> Standing:
    if disputed:
        return Standing.DISPUTED
    if (stated := _stated(sayings)) is not None and grounds < 2:
        return stated
    if not grounds:
        return Standing.ORIGIN_NOT_ESTABLISHED
    return Standing.CORROBORATED if grounds > 1 else Standing.SINGLE_ORIGIN


def _stated(sayings: Iterable[Saying]) -> Standing | None:
    """What the reports themselves say of the claim: that it was not verified, or only that it is denied."""
    sayings = list(sayings)
    marks = {saying.statement.verification for saying in sayings if saying.statement is not None}
    if Verification.UNVERIFIED in marks:
        return Standing.UNVERIFIED
    if Verification.DENIED in marks or all(_only_denied(saying) for saying in sayings):
        return Standing.DENIED
    return None


def _only_denied(saying: Saying) -> bool:
    """Whether the claim is told only as something that is denied: nobody stands behind it."""
    return saying.statement is not None and saying.statement.act is Act.DENIED and saying.statement.polarity is not Polarity.POSITIVE


def _ground(scene: Scene, saying: Saying, giver: str | None) -> Ground | None:
    """What the claim rests on, with a name for it; `None` where that cannot be told.

    An outlet's own voice is its report's origin; so is the word of people it does not name. A speaker is one origin wherever heard:
    the origin of claims that the speech has, else an id made of the speaker.
    """
    if saying.voice.bearing is Bearing.HEARSAY:
        return None
    source = giver or saying.voice.house
    if not source or saying.voice.bearing is Bearing.UNNAMED:
        return Ground(_teller(scene, saying), _teller(scene, saying), _outlet(scene, saying))
    name = saying.voice.name if saying.voice.bearing is Bearing.NAMED else scene.cast.name_of.get(source, source.removeprefix("words:"))
    origin = None if giver else scene.origin_of_claim.get(saying.claim.id)
    return Ground(source, origin or content_id("origin", "speaker", source), name)


def _teller(scene: Scene, saying: Saying) -> str:
    """Who tells it: the origin of the report, or of the report that a citation beside it names."""
    return scene.teller_of[saying.leans_on or saying.report.id]


def _outlet(scene: Scene, saying: Saying) -> str:
    report = scene.report_by_id[scene.first_of[saying.leans_on or saying.report.id]]
    return report.outlet or (f"“{report.headline}”" if report.headline else report.path.rpartition("/")[2])


def _why(standing: Standing, sayings: Sequence[Saying], grounds: Sequence[str], tellers: Sequence[str]) -> str:
    """One plain sentence for a standing."""
    reports = len({saying.report.id for saying in sayings})
    if standing is Standing.UNVERIFIED:
        return "the report itself says that it could not be verified"
    if standing is Standing.DENIED:
        return "only the denial is reported"
    if not grounds:
        return (
            "only a denial is reported"
            if all(map(_only_denied, sayings))
            else f"{_listed(tellers)} {_have(tellers)} it without saying from whom"
        )
    if len(grounds) > 1:
        said = f"rests on {_listed(grounds)}, independently"
    elif len(tellers) > 1:
        said = (
            f"{_number(len(tellers))} outlets report it; all rest on {grounds[0]}"
            if len(tellers) > 2
            else f"two outlets report it; both rest on {grounds[0]}"
        )
    elif reports > 1:
        said = f"{_number(reports)} reports, one origin: {grounds[0]}"
    else:
        said = f"{tellers[0]} alone reports it" if grounds[0] == tellers[0] else f"{tellers[0]} alone has it, from {grounds[0]}"
    return f"{said}; others say otherwise" if standing is Standing.DISPUTED else said


def _listed(names: Sequence[str]) -> str:
    named = list(dict.fromkeys(names))
    if len(named) > _NAMED:
        return f"{', '.join(named[:_NAMED])} and {len(named) - _NAMED} more"
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]


def _have(names: Sequence[str]) -> str:
    return "have" if len(set(names)) > 1 else "has"


def _number(count: int) -> str:
    return _NUMBERS.get(count, str(count))
