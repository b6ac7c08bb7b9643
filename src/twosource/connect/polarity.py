"""Claims and their denials: one says that it was so, another that it was not."""

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.connect.phrasing import capital, named, plural, spoken, thing, with_cue, words_of
from twosource.connect.said_again import Facts, candidates
from twosource.connect.scene import Saying, Scene
from twosource.connect.terms import family, stem
from twosource.connect.voices import Bearing
from twosource.lang import language
from twosource.model.claim import Act
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity, Side
from twosource.model.report import Cite

#: Of the shorter's words, the share that both have; less is asked where the denier is who the claim is about.
_SHARED, _BY_THE_ACCUSED = 0.6, 0.45
_LEAST = 1.1
#: Of all the words, the share that both have: where one says that he denies it, and where only a "not" says so.
_ALIKE_DENIED, _ALIKE = 0.25, 0.45
_EXISTS = re.compile(r"\b(?:there\s+(?:was|were|is|are|has been|had been)\s+no|no)\s+(\w+)", re.IGNORECASE)
#: What stands between a negation and what it negates.
_AUXILIARIES = frozenset({
    *("be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did"),
    *("will", "would", "can", "could", "may", "might", "must", "yet", "ever", "any", "a", "an", "the", "so", "such", "to"),
})  # fmt: skip
_CLAIMED = re.compile(r"\b(?:claims?|accusations?|allegations?|accounts?|reports?|suggestions?|rumou?rs?)\b", re.IGNORECASE)

#: "the attack, if confirmed, would be the worst": supposed, and not said.
_SUPPOSED = re.compile(r"\b(?:if (?:confirmed|true|proven?|verified)|allege(?:s|d|dly)|suspected of|whether)\b", re.IGNORECASE)


def denials(scene: Scene, sayings: Sequence[Saying], fact_of: Mapping[str, Facts]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of a claim and what denies it."""
    told = [saying for saying in sayings if _asserts(saying, fact_of[saying.claim.id])]
    for one, other in candidates(scene, told):
        left, right = fact_of[one.claim.id].negative, fact_of[other.claim.id].negative
        if left == right:
            continue
        claim, denial = (other, one) if left else (one, other)
        if _denies(scene, claim, denial, fact_of):
            yield claim, denial


def _asserts(saying: Saying, fact: Facts) -> bool:
    """Whether the claim says how things are; a wish, or a wish rejected, does not."""
    if fact.wish:
        return False
    words = saying.report.text[saying.claim.start : saying.claim.end]
    if _SUPPOSED.search(words) or (saying.statement is None and _CLAIMED.search(words)):
        return False
    if saying.statement is not None and saying.statement.act is Act.REJECTED:
        return bool(_CLAIMED.search(saying.report.text[saying.sentence.start : saying.sentence.end]))
    return True


def _denies(scene: Scene, claim: Saying, denial: Saying, fact_of: Mapping[str, Facts]) -> bool:
    if claim.voice.bearing is Bearing.NAMED and claim.voice.house == denial.voice.house:
        return False
    if claim.report.id == denial.report.id and (claim.voice == denial.voice or _overlap(claim, denial)):
        return False
    left, right = fact_of[claim.claim.id], fact_of[denial.claim.id]
    if left.numbers and right.numbers and left.numbers.isdisjoint(right.numbers):
        return False
    if left.days and right.days and left.days.isdisjoint(right.days):
        return False
    if words_of(denial).split(" ")[0].lower().endswith("ing") and denial.voice.key not in claim.names:
        return False  # "denied using": the denier is who is said to have used
    common = claim.stems & denial.stems
    if _says_none(scene, claim, denial):
        return True
    if scene.rarity.weigh(common) < _LEAST or len(common) < 2 or not _negates(claim, common) or not _negates(denial, common):
        return False
    accused = denial.voice.key in claim.names or denial.voice.house in claim.names
    bar = _BY_THE_ACCUSED if accused else _SHARED
    alike = scene.rarity.alike(claim.stems, denial.stems)
    return alike >= (_ALIKE_DENIED if denial.denied or claim.denied else _ALIKE) and scene.rarity.shared(claim.stems, denial.stems) >= bar


def _overlap(one: Saying, other: Saying) -> bool:
    return any(left.overlaps(right) for left in one.pieces for right in other.pieces)


def _negates(saying: Saying, common: frozenset[str]) -> bool:
    """Whether the words negate what both speak of, or nothing: "it did not go on the night the dam failed" denies no failure."""
    words = words_of(saying).lower().replace("’", "'").split()
    denials = set(language("en").measures.negations)
    for at, word in enumerate(words):
        bare = word.strip(".,;:!?\"“”'‘()")
        if bare in denials or bare.endswith("n't"):
            after = next((stem(w.strip(".,;:!?\"“”'‘()")) for w in words[at + 1 :] if w not in _AUXILIARIES), "")
            return family(after) in common
    return True


def _says_none(scene: Scene, claim: Saying, denial: Saying) -> bool:
    """One says that there was no explosion, the other that they heard one: the thing met with, not merely named."""
    if denial.denied or len(denial.stems) != 1:
        return False
    none = _EXISTS.search(words_of(denial))
    thing = next(iter(denial.stems))
    if none is None or thing not in claim.stems or scene.rarity.of(thing) < 0.3:
        return False
    seen = "|".join(language("en").measures.perceived)
    return bool(
        re.search(
            rf"\b(?:{seen})\s+(?:an?|the sound of an?|another|loud|several|two)\s+(?:\w+\s+)?{re.escape(none[1])}",
            words_of(claim),
            re.IGNORECASE,
        )
    )


def polarity_conflicts(scene: Scene, pairs: Sequence[tuple[Saying, Saying]]) -> list[Conflict]:
    """One conflict for each denial, with all the claims that it denies on the other side."""
    claims_of: dict[str, list[Saying]] = {}
    denial_of: dict[str, Saying] = {}
    for claim, denial in pairs:
        claims_of.setdefault(denial.claim.id, []).append(claim)
        denial_of[denial.claim.id] = denial
    found: dict[tuple[str, ...], tuple[list[Saying], list[Saying]]] = {}
    for key in sorted(claims_of):
        claims = sorted(claims_of[key], key=_place)
        group = found.setdefault(tuple(saying.claim.id for saying in claims), (claims, []))
        group[1].append(denial_of[key])
    return [_conflict(scene, claims, sorted(against, key=_place)) for claims, against in found.values()]


def _conflict(scene: Scene, claims: Sequence[Saying], against: Sequence[Saying]) -> Conflict:
    sides = tuple(
        Side(says=spoken(scene, group[0]), cites=tuple(sorted({_cite(saying) for saying in group}))) for group in (claims, against)
    )
    return Conflict(
        id=content_id("conflict", scene.story, "polarity", [saying.claim.id for saying in (*claims, *against)]),
        story=scene.story,
        kind=ConflictKind.POLARITY,
        severity=Severity.MEDIUM,
        about=thing(words_of(claims[0])) or thing(words_of(against[0])) or "what was denied",
        sides=sides,
        note=f"{capital(_who(claims))} {_say(claims)} so; {named(_who(against))} {_say(against)} not.",
    )


def _cite(saying: Saying) -> Cite:
    return with_cue(saying) if saying.denied else saying.report.cite(saying.pieces[0].start, saying.pieces[-1].end)


def _who(group: Sequence[Saying]) -> str:
    named = [saying.voice.name for saying in group if saying.voice.bearing is Bearing.NAMED]
    if named:
        return " and ".join(dict.fromkeys(named))
    unnamed = [saying.voice.name for saying in group if saying.voice.name]
    return unnamed[0] if unnamed else group[0].report.outlet or "a report"


def _say(group: Sequence[Saying]) -> str:
    return "say" if plural(_who(group)) else "says"


def _place(saying: Saying) -> tuple[str, int]:
    return (saying.report.id, saying.claim.start)
