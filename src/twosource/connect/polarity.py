"""Claims and their denials: one says that it was so, another that it was not, or the opposite."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from twosource.connect.gainsaid import gainsaid, is_later_state
from twosource.connect.meanings import disowns
from twosource.connect.phrasing import capital, heading, is_pronoun, named, plural, spoken, thing, with_cue, words_of
from twosource.connect.points import Layout, Point, partial, text_of
from twosource.connect.sameness import numbers_clash
from twosource.connect.scene import Saying, Scene
from twosource.connect.speakers import one_speaker, plain
from twosource.connect.voices import Bearing
from twosource.lang import language
from twosource.model.claim import Act
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity, Side
from twosource.model.report import Cite

#: Of the poorer one's words, the share that both must have, where who denies is whom the claim is about, and where not.
_BY_THE_ACCUSED, _SHARED = 0.4, 0.6
#: What the words that both have must weigh: two rare words; where the accused denies, little more than one.
_LEAST_BY_THE_ACCUSED, _LEAST = 0.7, 0.95
#: Of what both speak of, the share that one must deny.
_OPPOSED = 0.5
#: The thing of which two opposites are said: "the door was sound", "a defective bow door".
_THING = 0.4
_ADJECTIVE = 14  # characters from an adjective to its noun
_EXISTS = re.compile(
    r"^\W*(?:that\s+)?(?:there\s+(?:was|were|is|are|has been|had been|have been)\s+no|no)\s+(\w+)\W*(?:\w+\W*){0,3}$", re.IGNORECASE
)
#: With these a claim holds at the time of its report: what is so two days later is no contradiction.
_RUNNING = re.compile(r"\b(?:yet|still|now|today|so far|currently|any longer|no longer|at present)\b", re.IGNORECASE)
#: "There has not been a strike since the one of 1998": what is denied has its exception.
_EXCEPT = re.compile(r"\b(?:since|until|except|apart from|other than|besides|save for|but for)\b", re.IGNORECASE)
#: Who denies speaks of himself or of what is his own: the claim must be of him.
_OWN = re.compile(
    r"^\W*(?:that\s+)?(?:we|i|he|she|they|it)\b|\b(?:no|not|none|never|any|neither)\s+(?:one\s+)?(?:of\s+)?(?:our|its|his|her|their|my)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=\w )[A-Z][a-z]+")
_STATE, _ADJECTIVAL = 5, 3  # letters that a state's name and its adjective share, and by which they may differ in length
_FEWEST = 3  # words of a claim that asserts: two are a thing named
_CAN = re.compile(r"\b(?:can|could|cannot|can't|couldn't|may|might|must|should)\b")
_ONE_DAY = timedelta(days=1)
#: A thing that stands in more sentences of a story is met with in many ways.
_SELDOM = 0.62


class Denial(NamedTuple):
    """A claim and what denies it, by their places among the points; `opposite` where the denial says the opposite and not "not"."""

    claim: int
    denial: int
    opposite: bool


def denials(laid: Layout, altered: Iterable[Cite]) -> Iterator[Denial]:
    """Pairs of a claim and what denies it, among first tellings and what copies altered on the way."""
    made = list(altered)
    fit = {at for at, point in enumerate(laid.points) if asserts(point) and (_is_first(laid.scene, point) or _meets(point, made))}
    negative = {at for at in fit if laid.points[at].negative}
    sides = {at: stands(laid.points[at]) for at in fit}
    for left, right in laid.pairs:
        if left not in fit or right not in fit:
            continue
        if left not in negative and right not in negative and not sides[left].keys() & sides[right].keys():
            continue
        one, other = laid.points[left], laid.points[right]
        if not _may_differ(laid.scene, one, other):
            continue
        found = _denial(laid, left, right, negative)
        if found is not None and not is_later_state(one, other):
            yield found


def _denial(laid: Layout, left: int, right: int, negative: Container[int]) -> Denial | None:
    """Which of two points denies the other, if one does."""
    one, other = laid.points[left], laid.points[right]
    if denies(laid, one, other):
        return Denial(left, right, opposite=False)
    if denies(laid, other, one):
        return Denial(right, left, opposite=False)
    if opposite(laid, one, other):
        first, second = sorted((left, right), key=lambda at: _told_when(laid.points[at].saying))
        return Denial(first, second, opposite=True)
    if gainsaid(laid, one, other):
        return Denial(left, right, opposite=False) if right in negative else Denial(right, left, opposite=False)
    return None


def _is_first(scene: Scene, point: Point) -> bool:
    return scene.first_of[point.saying.report.id] == point.saying.report.id


def _meets(point: Point, cites: Iterable[Cite]) -> bool:
    """Whether the point stands in one of the cites, or one in it."""
    saying = point.saying
    return any(cite.report == saying.report.id and cite.start < saying.claim.end and saying.claim.start < cite.end for cite in cites)


def asserts(point: Point) -> bool:
    """Whether the point says how things are; a wish, a question, a guess, or a wish rejected does not."""
    saying = point.saying
    if point.wish or point.hedged or point.open:
        return False
    if saying.voice.bearing is Bearing.HEARSAY and disowns(saying.report.text[saying.sentence.start : saying.claim.start]):
        return False
    if saying.statement is None:
        return not disowns(text_of(saying)) or point.negative
    if saying.statement.act is Act.REJECTED:
        return disowns(saying.report.text[saying.sentence.start : saying.sentence.end])
    return True


def _may_differ(scene: Scene, one: Point, other: Point) -> bool:
    """Whether two points come from two who can contradict each other, of one time."""
    left, right = one.saying, other.saying
    if left.voice.bearing is Bearing.NAMED is right.voice.bearing and (
        left.voice.house == right.voice.house or one_speaker(scene.cast, left.voice.key, right.voice.key, together=False, states=False)
    ):
        return False
    if left.report.id == right.report.id and any(a.overlaps(b) for a in left.pieces for b in right.pieces):
        return False
    if left.report.id == right.report.id and (left.voice == right.voice or Bearing.OWN in {left.voice.bearing, right.voice.bearing}):
        return False
    if one.days and other.days and one.days.isdisjoint(other.days):
        return False
    if one.clocks and other.clocks and one.clocks.isdisjoint(other.clocks):
        return False
    if one.intended != other.intended or numbers_clash(one, other):
        return False
    if _may(one) != _may(other):
        return False
    return not any(_RUNNING.search(text_of(saying)) for saying in (left, right)) or _near(left, right)


def _may(point: Point) -> bool:
    """Whether the point tells of what can or must be, and not of what is; what follows "so that" is not its matter."""
    return bool(_CAN.search(re.split(r"\bso that\b|\bin order to\b", text_of(point.saying), maxsplit=1)[0]))


def _told_when(saying: Saying) -> tuple[str, str, int]:
    return (saying.report.published or "9999", *_place(saying))


def _near(one: Saying, other: Saying) -> bool:
    """Whether two reports came out within a day."""
    return one.said is not None and other.said is not None and abs(one.said.earliest - other.said.earliest) <= _ONE_DAY


def denies(laid: Layout, claim: Point, denial: Point) -> bool:
    """Whether one denies what the other says: the word struck out is what both speak of, and both speak of the same."""
    if not denial.negative or partial(claim) or partial(denial) or _EXCEPT.search(text_of(denial.saying)):
        return False
    if _says_none(laid, claim, denial):
        return True
    is_accused = accused(laid.scene, claim.saying, denial.saying)
    if len(claim.meanings) < _FEWEST or (not is_accused and _OWN.search(text_of(denial.saying))):
        return False
    least, share = (_LEAST_BY_THE_ACCUSED, _BY_THE_ACCUSED) if is_accused else (_LEAST, _SHARED)
    return contradicts(laid, claim, denial, least=least, share=share)


def contradicts(laid: Layout, claim: Point, denial: Point, *, least: float, share: float) -> bool:
    """Whether what one strikes out the other asserts, and what both speak of weighs enough."""
    common = claim.meanings & denial.meanings
    opposed = {meaning for meaning in common if claim.signs(meaning).isdisjoint(denial.signs(meaning))}
    struck = {word.meaning for word in denial.words if word.main and (word.struck or denial.sign < 0)}
    asserted = {word.meaning for word in claim.words if word.main and word.sign * claim.sign > 0}
    if not opposed & struck & asserted or laid.rarity.weigh(opposed) < _OPPOSED * laid.rarity.weigh(common):
        return False
    return laid.rarity.weigh(common) >= least and laid.rarity.shared(claim.meanings, denial.meanings) >= share


def accused(scene: Scene, claim: Saying, denial: Saying) -> bool:
    """Whether who denies is whom the claim is about: the speaker, the body spoken for, or the state whose name the speaker bears."""
    if denial.voice.bearing is not Bearing.NAMED:
        return False
    if {denial.voice.key, denial.voice.house} & claim.names:
        return True
    bears = {*plain(denial.voice.name), *scene.cast.titles_of.get(denial.voice.key, frozenset())}
    return any(_kin(word.lower(), name) for word in _CAPITAL.findall(text_of(claim)) for name in bears)


def _kin(word: str, name: str) -> bool:
    """Whether two words are a state's name or its adjective: "Dravian" and "Dravia"."""
    stem = min(len(word), len(name)) - 1
    return stem >= _STATE and abs(len(word) - len(name)) <= _ADJECTIVAL and word[:stem] == name[:stem]


def _says_none(laid: Layout, claim: Point, denial: Point) -> bool:
    """One says that there was no explosion, the other that there was one, or that something was done with it."""
    none = _EXISTS.match(text_of(denial.saying))
    if none is None or denial.saying.denied or len(denial.meanings) != 1 or claim.negative:
        return False
    thing_said = next(iter(denial.meanings))
    if laid.rarity.of(thing_said) < _SELDOM or thing_said not in claim.meanings:
        return False
    met = "|".join((*language("en").measures.perceived, "by", "with", "through", "using", "from"))
    return bool(
        re.search(
            rf"\b(?:{met})\s+(?:(?:an?|the|the sound of an?|another|loud|several|two|three)\s+)?(?:\w+\s+)?{re.escape(none[1])}",
            text_of(claim.saying),
            re.IGNORECASE,
        )
    )


def opposite(laid: Layout, one: Point, other: Point, *, later: bool = False) -> bool:
    """Whether two points say opposite things of one thing: the opposites stand in asserted clauses beside what both name.

    What may pass from the one to the other must be said of one day, unless it is asked what became of it `later`.
    """
    left, right = stands(one), stands(other)
    if partial(one) or partial(other):
        return False
    for name in sorted(left.keys() & right.keys()):
        if left[name] == right[name]:
            continue
        state = language("en").meanings.opposites[name].state
        if state and not later and not _near(one.saying, other.saying):
            continue
        first, second = _things(one, name), _things(other, name)
        if laid.rarity.weigh(first & second) >= _THING and laid.rarity.shared(first, second) >= (_SHARED if state else _OPPOSED):
            return True
    return False


def stands(point: Point) -> Mapping[str, int]:
    """The side that the point takes of each pair of opposites, where it asserts it: "the night the dam failed" asserts no failure."""
    found: dict[str, set[int]] = {}
    for word in point.words:
        if word.pole is not None and word.main and (word.sign > 0 or word.struck):
            found.setdefault(word.pole[0], set()).add(point.sign * word.sign * word.pole[1])
    return {name: next(iter(sides)) for name, sides in found.items() if len(sides) == 1}


def _things(point: Point, pole: str) -> frozenset[str]:
    """What the point takes a side on: the word after an adjective ("a defective door"), else what stands before ("the door was sound")."""
    found: set[str] = set()
    for at, word in enumerate(point.words):
        if not word.main or word.pole is None or word.pole[0] != pole:
            continue
        clause = [other for other in point.words if other.clause == word.clause and (other.pole is None or other.pole[0] != pole)]
        after = point.words[at + 1] if at + 1 < len(point.words) else None
        if after is not None and after in clause and after.start - word.start <= _ADJECTIVE:
            found |= {other.meaning for other in clause if word.start < other.start <= after.start + _ADJECTIVE}
        else:
            found |= {other.meaning for other in clause if other.start < word.start}
    return frozenset(found)


def polarity_conflicts(laid: Layout, pairs: Sequence[Denial], same: Iterable[Sequence[int]]) -> list[Conflict]:
    """One conflict for each thing denied, with all who say it on the one side and all who deny it on the other."""
    set_of = {at: members[0] for members in same for at in members}
    claims_of: dict[tuple[int, int], set[int]] = {}
    denials_of: dict[tuple[int, int], set[int]] = {}
    for pair in pairs:
        denial = set_of.get(pair.denial, pair.denial)
        key = (denial, set_of.get(pair.claim, pair.claim) if pair.opposite else -1)
        claims_of.setdefault(key, set()).add(pair.claim)
        denials_of.setdefault(key, set()).add(pair.denial)
    opposite = {(pair.claim, pair.denial) for pair in pairs if pair.opposite}
    claims_by: dict[frozenset[int], set[int]] = {}  # what is said against one and the same is of one matter
    for key in sorted(claims_of):
        claims_by.setdefault(frozenset(denials_of[key]), set()).update(claims_of[key])
    found = []
    for denied, claimed in claims_by.items():
        claims, against = (sorted((laid.points[at].saying for at in group), key=_place) for group in (claimed, denied))
        said = "the opposite" if any((a, b) in opposite for a in claimed for b in denied) else "not"
        found.append(_conflict(laid.scene, claims, against, said))
    return sorted(found, key=lambda conflict: conflict.id)


def _conflict(scene: Scene, claims: Sequence[Saying], against: Sequence[Saying], said: str) -> Conflict:
    sides = tuple(
        Side(says=spoken(scene, min(group, key=_plainest)), cites=tuple(sorted({_cite(saying) for saying in group})))
        for group in (claims, against)
    )
    return Conflict(
        id=content_id("conflict", scene.story, "polarity", [[c.report, c.start, c.end] for side in sides for c in side.cites]),
        story=scene.story,
        kind=ConflictKind.POLARITY,
        severity=Severity.MEDIUM,
        about=_about([*claims, *against]),
        sides=sides,
        note=f"{capital(_who(claims))} {_say(claims)} {'so' if said == 'not' else 'one thing'}; {_whom(against)} {_say(against)} {said}.",
    )


def _about(sayings: Sequence[Saying]) -> str:
    """What is said and denied: the thing, where one of the sayings has it and not by a name alone, else the first of them."""
    things = [thing(words_of(saying)) for saying in sayings]
    return next((one for one in things if len(one.split()) > 1 or one.islower()), "") or heading(words_of(sayings[0])) or "what was denied"


def _plainest(saying: Saying) -> tuple[bool, str, int]:
    """First what its own speaker says, and not what another says of it: "she denied a claim by Irgen that"."""
    return (saying.statement is not None and saying.statement.within is not None, *_place(saying))


def _cite(saying: Saying) -> Cite:
    return with_cue(saying) if saying.denied else saying.report.cite(saying.pieces[0].start, saying.pieces[-1].end)


def _who(group: Sequence[Saying]) -> str:
    known = [saying.voice.name for saying in group if saying.voice.bearing is Bearing.NAMED]
    if known:
        return " and ".join(dict.fromkeys(known))
    unnamed = [saying.voice.name for saying in group if saying.voice.name and not is_pronoun(saying.voice.name)]
    return unnamed[0] if unnamed else group[0].report.outlet or "a report"


def _whom(group: Sequence[Saying]) -> str:
    return named(_who(group))


def _say(group: Sequence[Saying]) -> str:
    return "say" if plural(_who(group)) else "says"


def _place(saying: Saying) -> tuple[str, int]:
    return (saying.report.id, saying.claim.start)
