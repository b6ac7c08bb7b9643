"""What the claims of one entry rest on: two grounds count as two only where nothing makes them one."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.eyes import of_years_before, own_eyes
from twosource.connect.judge import Groups
from twosource.connect.said_again import in_the_same_words, same_few_words
from twosource.connect.scene import Saying, Scene
from twosource.connect.speakers import name_words, one_speaker, plain
from twosource.connect.voices import Bearing
from twosource.connect.wording import wording
from twosource.lang import language
from twosource.model.claim import Act, Basis, Polarity
from twosource.model.codec import content_id

_MOST_PAIRED = 60
#: The share of five-word runs from which two reports have text of one hand: independent ones of one event share under one in forty.
_KIN, _KIN_RUNS = 0.045, 6
#: Who was told where another outlet heard it: "survivors have told local media".
_MEDIA = frozenset({"media", "television", "tv", "newspaper", "newspapers", "radio", "broadcaster", "broadcasters", "channel", "outlets"})
#: Two named speakers in one formula are one only where the reports share this much besides.
_MUCH = 20


class Ground(NamedTuple):
    """What a claim rests on: one `source` is one ground however many origins its words have. `firm` where somebody stands behind it."""

    source: str
    origin: str
    name: str
    firm: bool


class Grounds(NamedTuple):
    """The grounds of an entry, from origin to name, and how many of its claims count for none."""

    found: Mapping[str, str]
    lost: int


def grounds(scene: Scene, sayings: Sequence[Saying], givers: Mapping[str, str]) -> Grounds:
    """What the claims rest on; `givers` are the bodies that own-voice claims give their figure by.

    An outlet's bare word beside a source it may have it from is no second ground, nor is that of two outlets: the origin cannot be told.
    """
    stood = _standing(scene, sayings, givers)
    found = [(saying, _ground(scene, saying, givers.get(saying.claim.id))) for saying in stood]
    kept = sorted(
        ((saying, ground) for saying, ground in found if ground is not None), key=lambda pair: (not pair[1].firm, pair[1], pair[0].claim.id)
    )
    lost = len(found) - len(kept)
    firm = [(saying, ground) for saying, ground in kept if ground.firm]
    if not firm:
        apart = _one_each(scene, kept, _hands(scene, kept))
        return Grounds(apart, lost) if len(apart) < 2 else Grounds({}, lost + len(kept))
    known = {ground.source for _, ground in firm}
    bare = sum(ground.source not in known for _, ground in kept)
    return Grounds(_one_each(scene, firm, _hands(scene, firm)), lost + bare)


def _standing(scene: Scene, sayings: Sequence[Saying], givers: Mapping[str, str]) -> list[Saying]:
    """The claims that are counted: of what one outlet tells, what it has from the source it names; of nested claims the inner."""
    told = {saying.report.id for saying in sayings}
    stood = [saying for saying in sayings if not only_denied(saying) and saying.leans_on not in told]
    sourced = {teller(scene, saying) for saying in stood if _sourced(saying, givers)}
    attributed = {(saying.report.id, saying.sentence) for saying in stood if saying.statement is not None}
    stood = [
        saying
        for saying in stood
        if _sourced(saying, givers)
        or (
            teller(scene, saying) not in sourced and (saying.statement is not None or (saying.report.id, saying.sentence) not in attributed)
        )
    ]
    return [saying for saying in stood if not _holds_another(saying, stood)]


def _holds_another(saying: Saying, others: Iterable[Saying]) -> bool:
    """Whether another claim of the same report stands inside this one: one telling, and the inner one says from whom."""
    length = saying.claim.end - saying.claim.start
    return any(
        other.report.id == saying.report.id
        and other.claim.end - other.claim.start < length
        and any(left.overlaps(right) for left in saying.pieces for right in other.pieces)
        for other in others
    )


def _sourced(saying: Saying, givers: Mapping[str, str]) -> bool:
    return saying.voice.bearing is Bearing.NAMED or saying.claim.id in givers


def only_denied(saying: Saying) -> bool:
    """Whether the claim is told only as something that is denied: nobody stands behind it."""
    return saying.statement is not None and saying.statement.act is Act.DENIED and saying.statement.polarity is not Polarity.POSITIVE


def _ground(scene: Scene, saying: Saying, giver: str | None) -> Ground | None:
    """What the claim rests on, with a name for it; `None` where that cannot be told.

    An outlet's own voice is its report's origin; so is the word of people it does not name. A speaker is one origin wherever heard:
    the origin of claims that the speech has, else an id made of the speaker. What a digest cites and we have not rests on nobody we know.
    """
    bearing = saying.voice.bearing
    if bearing is Bearing.HEARSAY or (bearing is not Bearing.NAMED and saying.leans_on is None and _cites(scene, saying)):
        return None
    if bearing is Bearing.OWN and not giver and of_years_before(scene, saying) and not own_eyes(scene, saying):
        return None
    source = giver or saying.voice.house
    if not source or bearing is Bearing.UNNAMED:
        told = teller(scene, saying)
        return Ground(told, told, outlet(scene, saying), firm=bearing is Bearing.UNNAMED and _was_there(saying))
    name = saying.voice.name if bearing is Bearing.NAMED else scene.cast.name_of.get(source, source.removeprefix("words:"))
    origin = None if giver else scene.origin_of_claim.get(saying.claim.id)
    return Ground(source, origin or content_id("origin", "speaker", source), name, firm=True)


def _cites(scene: Scene, saying: Saying) -> bool:
    marks = scene.annotation_by_report[saying.report.id].citations
    return any(saying.sentence.start <= mark.start < saying.sentence.end + 8 for mark in marks)


def _was_there(saying: Saying) -> bool:
    """Whether people without a name speak of what they saw: residents do, officials pass on, and who told other media told others."""
    told = saying.statement.told if saying.statement is not None else None
    if told is not None and not _MEDIA.isdisjoint(saying.report.text[told.start : told.end].lower().split()):
        return False
    return bool(set(saying.voice.key.split()) & set(language("en").measures.bystanders))


def teller(scene: Scene, saying: Saying) -> str:
    """Who tells it: the origin of the report, or of the report that a citation beside it names."""
    return scene.teller_of[saying.leans_on or saying.report.id]


def outlet(scene: Scene, saying: Saying) -> str:
    """The outlet that tells it, or what else its report is known by."""
    report = scene.report_by_id[scene.first_of[saying.leans_on or saying.report.id]]
    return report.outlet or (
        f"“{report.headline}”" if report.headline else report.path.rpartition("/")[2].rpartition(".")[0] or report.path
    )


def _one_each(scene: Scene, kept: Sequence[tuple[Saying, Ground]], same: Groups[str]) -> dict[str, str]:
    """The grounds by origin, of those that may be one only the first."""
    del scene
    firsts: dict[str, Ground] = {}
    for _, ground in kept:
        firsts.setdefault(same.find(ground.source), ground)
    return {ground.origin: ground.name for ground in firsts.values()}


def _hands(scene: Scene, kept: Sequence[tuple[Saying, Ground]]) -> Groups[str]:
    """The sources in sets of which no two can be told apart."""
    same = Groups[str]()
    for _, ground in kept:
        same.find(ground.source)
    for one, other in itertools.combinations(kept[:_MOST_PAIRED], 2):
        if one[1].source != other[1].source and _may_be_one(scene, one, other):
            same.join(one[1].source, other[1].source)
    return same


def _may_be_one(scene: Scene, one: tuple[Saying, Ground], other: tuple[Saying, Ground]) -> bool:
    """Whether two grounds may be one: told in one sentence, written by one hand, or two names of one speaker."""
    (left, first), (right, second) = one, other
    together = left.report.id == right.report.id
    if first.origin == second.origin or (together and left.sentence == right.sentence):
        return True
    bare = first.source == teller(scene, left) and second.source == teller(scene, right)
    if not together and (
        in_the_same_words(left, right)
        or (bare and (kin(scene, left, right) or same_few_words(left, right)))
        or (kin(scene, left, right, _MUCH) and in_the_same_words(left, right, formula=True))
    ):
        return True
    return (
        _stands_in(first.name, second.name)
        or _stands_in(second.name, first.name)
        or _speaks_for(scene, left, second.source)
        or _speaks_for(scene, right, first.source)
        or one_speaker(scene.cast, first.source, second.source, together=together)
        or (_by_name(left, right) and one_speaker(scene.cast, left.voice.key, right.voice.key, together=together))
    )


def _stands_in(name: str, named: str) -> bool:
    """Whether one is called by no more than what it is and may be the one that is named: "the firm" beside "Cathel Lines"."""
    words = plain(name)
    return len(words) == 1 and words[0] in language("en").measures.stand_ins and any(word[:1].isupper() for word in named.split())


def _by_name(one: Saying, other: Saying) -> bool:
    """Whether both are said by somebody who is named, whatever body each speaks for."""
    return one.voice.bearing is Bearing.NAMED is other.voice.bearing


def _speaks_for(scene: Scene, saying: Saying, body: str) -> bool:
    """Whether the source's own words name the body: "Observatory head Rami Tal"."""
    name = name_words(scene.cast, body)
    words = set(
        plain(" ".join(saying.report.text[span.start : span.end] for span in (saying.statement.source if saying.statement else ())))
    )
    return bool(name) and set(name) <= words


def kin(scene: Scene, one: Saying, other: Saying, least: int = _KIN_RUNS) -> bool:
    """Whether two reports have so much text of their own in common that one hand wrote part of both."""
    left, right = (wording(scene.report_by_id[saying.leans_on or saying.report.id]) for saying in (one, other))
    shared = len(left.own & right.own)
    return shared >= least and shared >= _KIN * max(1, min(len(left.own), len(right.own)))


def witnesses(scene: Scene, sayings: Sequence[Saying]) -> dict[str, str]:
    """The tellers, those of one hand counted once; a quotation has the same words in every mouth."""
    same = Groups[str]()
    own = [saying for saying in sayings if saying.statement is None or saying.statement.basis is not Basis.DIRECT]
    for left, right in itertools.combinations(own[:_MOST_PAIRED], 2):
        if left.report.id != right.report.id and (in_the_same_words(left, right) or kin(scene, left, right, _MUCH)):
            same.join(teller(scene, left), teller(scene, right))
    found = {teller(scene, saying): outlet(scene, saying) for saying in sayings}
    firsts: dict[str, str] = {}
    for told in sorted(found):
        firsts.setdefault(same.find(told), told)
    return {told: found[told] for told in firsts.values()}
