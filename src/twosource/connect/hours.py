"""When one event is said to have been: clock times and deadlines of one matter held against each other."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from twosource.connect.givers import voice_of
from twosource.connect.judge import Groups
from twosource.connect.meanings import root
from twosource.connect.phrasing import capital, named, plural
from twosource.connect.scene import Saying, Scene, sentence_at
from twosource.connect.setting import bounds_of, clause_at
from twosource.connect.terms import family, stems, terms
from twosource.connect.voices import Bearing, fold_all, mentions_in
from twosource.lang import language
from twosource.model.codec import content_id
from twosource.model.ledger import Agreement, AgreementKind, Conflict, ConflictKind, Severity, Side
from twosource.model.report import SILENT, Cite, Report, Span
from twosource.model.value import When, WhenType

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
#: A day named with a clock time, or the lack of one: the reading "2:50 a.m." alone takes the day of the report, which proves nothing.
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\byesterday\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:shortly|about|around|just|soon|nearly|almost|some|roughly|approximately|early|late)\b", re.IGNORECASE)
#: What says which half of the day a clock time is in.
_HALF = re.compile(r"[ap]\.?\s?m\b|\b(?:noon|midnight|morning|afternoon|evening|night|tonight|hours|GMT|UTC)\b|\b0\d[:.]", re.IGNORECASE)
_AFTER = 24
#: Verbs that say nothing without their noun: "took effect", "was given its order".
_LIGHT = frozenset(
    {"take", "give", "go", "come", "make", "get", "put", "hold", "keep", "see", "tell", "say", "leave", "find", "show", "showed"}
)
_DONE = re.compile(r"\b[a-z]+ed\b", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:by|until|before|no later than|deadline of)\s+(?:the\s+|end of\s+)*$", re.IGNORECASE)
_BACKGROUND = re.compile(r"\b(?:after|before|since|until|than|from|between)\s+$", re.IGNORECASE)
#: Minutes that two tellings of one moment may lie apart, exact and loose.
_EXACT, _LOOSELY = 2, 20
_HALF_DAY, _HOUR = 12 * 60, 60
_HEARD = 2  # tellers, and ways of saying it, that make an agreement
#: Of the poorer clause's words, the share that both must have where two rounded times differ.
_ALIKE = 0.5
_MOST = 200  # clock times of a story that are held pair by pair; past it only those that share a word


class Moment(NamedTuple):
    """A clock time or a deadline in its setting. `minute` is of the day, `day` is set where the words name one."""

    when: When
    report: Report
    saying: Saying | None
    clause: Span
    minute: int | None
    day: str | None
    loose: bool
    half: bool  # which half of the day is not said: "a quarter past ten"
    beside: frozenset[str]
    done: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    voice: str

    @property
    def key(self) -> tuple[str, int]:
        return (self.report.id, self.when.start)

    @property
    def words(self) -> str:
        return self.report.text[self.when.start : self.when.end]

    def cite(self) -> Cite:
        """The clause that says when."""
        start, end = min(self.clause.start, self.when.start), max(self.clause.end, self.when.end)
        text = self.report.text
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and text[end - 1] in ' \n\t,;:([“"–—-':
            end -= 1
        return self.report.cite(start, end)


def moments(scene: Scene) -> list[Moment]:
    """The clock times and deadlines of the story's first tellings."""
    saying_at: dict[str, list[Saying]] = defaultdict(list)
    for saying in scene.sayings:
        saying_at[saying.report.id].append(saying)
    return [
        moment
        for key in sorted(scene.annotation_by_report)
        if scene.first_of[key] == key
        for moment in _moments(scene, scene.report_by_id[key], saying_at[key])
    ]


def _moments(scene: Scene, report: Report, sayings: Sequence[Saying]) -> Iterator[Moment]:
    annotation = scene.annotation_by_report[report.id]
    silent = [Span(p.start, p.end) for p in report.passages if p.kind in SILENT]
    for when in annotation.times:
        clock = _CLOCK.search(when.value or "")
        deadline = _DEADLINE.search(report.text[max(0, when.start - 24) : when.start])
        if when.type not in {WhenType.DATE, WhenType.TIME} or not (clock or (deadline and when.type is WhenType.DATE)):
            continue
        if any(span.start <= when.start < span.end for span in silent) or (
            clock and _BACKGROUND.search(report.text[max(0, when.start - 12) : when.start])
        ):
            continue
        sentence = sentence_at(report, when.start)
        clause = clause_at(report.text, sentence, when.start, when.end)
        inside = [s for s in sayings if any(p.start <= when.start and when.end <= p.end for p in s.pieces)]
        saying = min(inside, key=lambda s: (s.claim.end - s.claim.start, s.claim.id), default=None)
        spans = [Span(other.start, other.end) for other in annotation.times if sentence.start <= other.start < sentence.end]
        named = _DAY.search(report.text[clause.start : clause.end])
        yield Moment(
            when=when,
            report=report,
            saying=saying,
            clause=clause,
            minute=int(clock[1]) * 60 + int(clock[2]) if clock else None,
            day=(when.value or "")[:10] if named or not clock else None,
            loose=bool(_LOOSE.search(report.text[max(sentence.start, when.start - 16) : when.end])),
            half=clock is not None
            and int(clock[1]) in range(1, 13)
            and not _HALF.search(report.text[when.start : min(when.end + _AFTER, sentence.end)]),
            beside=_words(report.text, clause, spans),
            done=_verbs(report.text, clause),
            around=_words(report.text, sentence, spans),
            names=frozenset(scene.cast.cluster(m.entity) for m in mentions_in(annotation, [sentence]) if m.entity),
            voice=voice_of(scene, saying, report, sentence),
        )


def _verbs(text: str, stretch: Span) -> frozenset[str]:
    """What the clause says was done, as far as the form tells: "issued", "sent"."""
    irregular = language("en").meanings.irregular
    words = re.findall(r"[A-Za-z]+", text[stretch.start : stretch.end])
    return frozenset(
        family(root(word))
        for word in words
        if (_DONE.fullmatch(word) or word.lower() in irregular) and irregular.get(word.lower(), word.lower()) not in _LIGHT
    )


def _words(text: str, stretch: Span, spans: Sequence[Span]) -> frozenset[str]:
    found = terms(text, stretch.start, stretch.end)
    return stems(term for term in found if not any(span.start <= term.start < span.end for span in spans))


class Clocked(NamedTuple):
    """What the times of a story come to."""

    conflicts: list[Conflict]
    agreements: list[Agreement]
    same: list[tuple[Moment, Moment]]
    pairs: int


def clocked(scene: Scene) -> Clocked:
    """Times of one event: agreements where the words differ, conflicts where they cannot both be."""
    told = moments(scene)
    same: list[tuple[Moment, Moment]] = []
    apart: list[tuple[Moment, Moment]] = []
    held = 0
    for one, other in _pairs(told):
        held += 1
        if _one_instant(one, other):
            if _same_matter(scene, one, other):
                same.append((one, other))
        elif one.minute is not None and other.minute is not None and _same_event(scene, one, other) and not _days_apart(one, other):
            apart.append((one, other))
    stands = Groups[tuple[str, int]]()
    for one, other in same:
        stands.join(one.key, other.key)
    moment_by_key = {moment.key: moment for moment in told}
    sets = stands.sets(sorted(moment_by_key))
    members = {stands.find(keys[0]): [moment_by_key[key] for key in keys] for keys in sets}
    return Clocked(_conflicts(scene, apart, stands, members), _agreements(scene, members.values()), same, held)


def _pairs(told: Sequence[Moment]) -> Iterator[tuple[Moment, Moment]]:
    if len(told) <= _MOST:
        yield from itertools.combinations(told, 2)
        return
    sharing: dict[str, list[int]] = defaultdict(list)
    for at, moment in enumerate(told):
        for word in sorted(moment.beside):
            sharing[word].append(at)
    met = {pair for ats in sharing.values() for pair in itertools.combinations(ats[:24], 2)}
    yield from ((told[i], told[j]) for i, j in sorted(met))


def _one_instant(one: Moment, other: Moment) -> bool:
    """Whether two times may be one: clocks near enough on days that do not differ, deadlines that overlap."""
    if one.minute is not None and other.minute is not None:
        return _minutes_apart(one, other) <= (_LOOSELY if one.loose or other.loose else _EXACT) and not _days_apart(one, other)
    left, right = bounds_of(one.when), bounds_of(other.when)
    return (
        one.minute is None
        and other.minute is None
        and bool(left and right and left.earliest < right.latest and right.earliest < left.latest)
    )


def _minutes_apart(one: Moment, other: Moment) -> int:
    """How far two clock times lie apart, over midnight where that is nearer, unless both name the day.

    Where the half of the day is open, in the half that brings them nearest.
    """
    apart = abs((one.minute or 0) - (other.minute or 0))
    if one.half or other.half:
        return _round(apart, _HALF_DAY)
    return apart if one.day is not None and other.day is not None else _round(apart, 2 * _HALF_DAY)


def _round(apart: int, dial: int) -> int:
    """How far two times lie apart on a dial of so many minutes, the shorter way round."""
    return min(apart % dial, -apart % dial)


def _days_apart(one: Moment, other: Moment) -> bool:
    return one.day is not None and other.day is not None and one.day != other.day


def _same_matter(scene: Scene, one: Moment, other: Moment) -> bool:
    """One minute is seldom two events': a rare word in common will do. A deadline's clause must be the same."""
    shared = scene.rarity.weigh(one.around & other.around)
    if one.minute is None and one.when.value == other.when.value:
        return scene.rarity.shared(one.beside, other.beside) >= 0.5 and shared >= 1.2
    if one.minute is None:
        return scene.rarity.shared(one.beside, other.beside) >= 0.5 and scene.rarity.weigh(one.beside & other.beside) >= 1.2
    if one.done and other.done and not one.done & other.done and one.minute != other.minute:
        return False  # the fire was reported, the lorry seen
    if _minutes_apart(one, other) > _EXACT or (one.minute % _HOUR == 0 and (one.day is None or one.day != other.day)):
        return scene.rarity.shared(one.beside, other.beside) >= _ALIKE and shared >= 0.8
    return shared >= 0.8 or scene.fame.weigh(one.names & other.names) >= 0.4


def _same_event(scene: Scene, one: Moment, other: Moment) -> bool:
    """Disjoint times are of one event only where the clauses say the same thing happened."""
    if one.report.id == other.report.id and one.voice == other.voice:
        return False
    common = one.beside & other.beside
    happened = any(word.startswith("=") for word in common) or bool(one.done & other.done)
    if one.done and other.done and not one.done & other.done:
        return False  # signed at nine, sent at ten
    return happened and len(common) >= 2 and scene.rarity.weigh(common) >= 1.0 and scene.rarity.shared(one.beside, other.beside) >= 0.5


def _conflicts(
    scene: Scene,
    apart: Sequence[tuple[Moment, Moment]],
    stands: Groups[tuple[str, int]],
    members: dict[tuple[str, int], list[Moment]],
) -> list[Conflict]:
    opposed = Groups[tuple[str, int]]()
    for one, other in apart:
        opposed.join(stands.find(one.key), stands.find(other.key))
    roots = sorted({stands.find(moment.key) for pair in apart for moment in pair})
    found = []
    for matters in opposed.sets(roots):
        sides = sorted(_of_one_act([members[root] for root in matters]), key=lambda group: (group[0].minute or 0, group[0].key))
        cites = sorted({moment.cite() for group in sides for moment in group})
        found.append(
            Conflict(
                id=content_id("conflict", scene.story, "time", [[c.report, c.start, c.end] for c in cites]),
                story=scene.story,
                kind=ConflictKind.TIME,
                severity=Severity.MEDIUM,
                about=_about(scene, sides),
                sides=tuple(Side(says=group[0].words, cites=tuple(sorted({m.cite() for m in group}))) for group in sides),
                note=_note(scene, sides),
            )
        )
    return found


def _of_one_act(sides: Sequence[Sequence[Moment]]) -> list[list[Moment]]:
    """The sides without those that tell of another act at the same hour: signed at nine, where the others say issued or nothing."""
    done = [moment.done for group in sides for moment in group]
    kept = [
        [moment for moment in group if not moment.done or sum(not moment.done.isdisjoint(other) for other in done) > 1] for group in sides
    ]
    return [left or list(group) for left, group in zip(kept, sides, strict=True)]


def _note(scene: Scene, sides: Sequence[Sequence[Moment]]) -> str:
    names = [_whose(scene, group) for group in sides]
    said = [
        f"{named(name) if at else capital(name)} {'give' if plural(name) else 'gives'} {sides[at][0].words}"
        for at, name in enumerate(names)
    ]
    return f"{'; '.join(said)}."


def _about(scene: Scene, sides: Sequence[Sequence[Moment]]) -> str:
    """The event that all speak of, by the family of its words: "the time of the alarm"."""
    everyone = [moment for group in sides for moment in group]
    groups = sides if len(sides) > 1 else [[moment] for moment in everyone]
    common = frozenset.intersection(*(frozenset().union(*(moment.beside for moment in group)) for group in groups))
    told = sorted((word for word in common if word.startswith("=")), key=lambda word: (-scene.rarity.of(word), word))
    if told:
        family = told[0].removeprefix("=")
        return f"the time of the {language('en').measures.nouns.get(family, family)}"
    return "the deadline" if all(moment.minute is None for moment in everyone) else "the time of one event"


def _whose(scene: Scene, group: Sequence[Moment]) -> str:
    for moment in group:
        if name := scene.cast.name_of.get(moment.voice):
            return name
        if moment.saying is not None and moment.saying.voice.bearing is not Bearing.OWN and moment.saying.voice.name:
            return moment.saying.voice.name
    return group[0].report.outlet or "one report"


def _agreements(scene: Scene, groups: Iterable[Sequence[Moment]]) -> list[Agreement]:
    found = []
    for group in groups:
        tellers = {scene.teller_of[moment.report.id] for moment in group}
        if len(tellers) < _HEARD or len({fold_all(moment.words) for moment in group}) < _HEARD:
            continue
        cites = tuple(sorted({moment.cite() for moment in group}))
        found.append(
            Agreement(
                id=content_id("agreement", scene.story, "time", [[c.report, c.start, c.end] for c in cites]),
                story=scene.story,
                kind=AgreementKind.TIME,
                says=tuple(dict.fromkeys(moment.words for moment in group)),
                cites=cites,
                about=_about(scene, [group]),
            )
        )
    return found
