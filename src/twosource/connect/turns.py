"""Positions and plans that turned: who rejected a thing and later accepts it, who said no and later yes, what was put off."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.connect.gainsaid import moved_on
from twosource.connect.meanings import WORD
from twosource.connect.phrasing import heading, named, spoken, thing, with_cue, words_of
from twosource.connect.points import Layout, Point, cue_side, partial, text_of
from twosource.connect.polarity import contradicts, opposite, stands
from twosource.connect.sameness import words_alike
from twosource.connect.scene import Saying, Scene
from twosource.connect.speakers import one_speaker
from twosource.connect.voices import Bearing
from twosource.model.claim import Act
from twosource.model.codec import content_id
from twosource.model.ledger import Change, Side

_FOR = frozenset({Act.OFFERED, Act.PROMISED, Act.SUPPORTS})
#: What the words that both have must weigh, and their share of the poorer one's: where one strikes out what the other asserts, where one
#: is against what the other is for, and where one is against and the other now demands something of the same things.
_DENIED, _DENIED_SHARE = 0.95, 0.4
_STANCE, _STANCE_SHARE = 0.7, 0.3
_DEMANDED, _THINGS = 2.0, 3
#: "The governor offered": who holds an office, at the head of a sentence.
_OFFICE = re.compile(r"(?:[A-Z][A-Z.'’ /-]{2,40}(?:, [^()—–,\n]{1,40}?)?\s*(?:\([^()\n]{2,40}\))?\s*(?:—|–|-{1,2})\s+)?The\s+(\w+)\b")
_GIVES = re.compile(
    r"\b(?:offer(?:s|ed)?|accept(?:s|ed)?|agree(?:s|d)? to|consent(?:s|ed)? to|bow(?:s|ed)? to|back(?:s|ed)? down)\b", re.IGNORECASE
)
_STATE = "state"
_NAMED = 3  # words by which a matter is named that was told otherwise later
#: How alike the words of two plans must be that differ in their day.
_PLAN = 0.3


class Turn(NamedTuple):
    """Two points of one actor by their places, the earlier first, and how the later turns from it."""

    before: int
    after: int
    about: str


def turns(laid: Layout, same: Iterable[Sequence[int]], told: Sequence[Change] = ()) -> list[Change]:
    """One change for each thing on which an actor's later word turns from an earlier one, or that is told to be otherwise later.

    `told` are the changes that are known already.
    """
    set_of = {at: members[0] for members in same for at in members}
    found: dict[tuple[int, int], Turn] = {}
    for turn in sorted(_turns(laid), key=lambda turn: (_when(laid.points[turn.before]), _when(laid.points[turn.after]))):
        found.setdefault((set_of.get(turn.before, turn.before), set_of.get(turn.after, turn.after)), turn)
    made = [(turn, _change(laid, turn)) for turn in _next_steps(found)]
    return sorted((change for turn, change in made if turn.about != _STATE or not _known(change, told)), key=lambda change: change.id)


def _next_steps(found: Mapping[tuple[int, int], Turn]) -> list[Turn]:
    """The turns, of later states those alone that nothing stands between: from two dead to three, not from one to three."""
    last: dict[int, tuple[int, int]] = {}
    first: dict[int, tuple[int, int]] = {}
    for key, turn in found.items():  # in order of time
        if turn.about == _STATE:
            last[key[1]] = key
    for key in found:
        if last.get(key[1]) == key:
            first.setdefault(key[0], key)
    return [turn for key, turn in found.items() if turn.about != _STATE or (last[key[1]] == key and first[key[0]] == key)]


def _known(change: Change, told: Iterable[Change]) -> bool:
    """Whether both sides lie where a known change has its own."""
    return any(_meet(change.from_, other.from_) and _meet(change.to, other.to) for other in told)


def _meet(one: Side, other: Side) -> bool:
    return any(a.report == b.report and a.start < b.end and b.start < a.end for a in one.cites for b in other.cites)


def _when(point: Point) -> tuple[str, str, int]:
    return (point.saying.report.published or "9999", *point.key)


def _turns(laid: Layout) -> Iterator[Turn]:
    scene = laid.scene
    for left, right in laid.pairs:
        first, second = (left, right) if _when(laid.points[left]) <= _when(laid.points[right]) else (right, left)
        before, after = laid.points[first], laid.points[second]
        if not _fit(scene, before, after):
            continue
        if same_actor(scene, before.saying, after.saying) and (about := _turned(laid, before, after)):
            yield Turn(first, second, about)
        elif moved_on(laid, before, after):
            yield Turn(first, second, _STATE)


def _fit(scene: Scene, before: Point, after: Point) -> bool:
    """Whether both are first tellings that say what they say for sure, the one after the other."""
    one, other = before.saying, after.saying
    if any(scene.first_of[saying.report.id] != saying.report.id or saying.leans_on for saying in (one, other)):
        return False
    if before.hedged or before.open or after.hedged or after.open:
        return False
    return one.said is not None and other.said is not None and other.said.earliest >= one.said.latest


def same_actor(scene: Scene, one: Saying, other: Saying) -> bool:
    """Whether the later word is of who spoke before: the speaker, the body spoken for, or told of them in the outlet's own voice."""
    left, right = one.voice, other.voice
    if left.bearing is not Bearing.NAMED:
        return False
    if right.bearing is Bearing.NAMED:
        return left.house == right.house or one_speaker(scene.cast, left.key, right.key, together=False, states=False)
    if right.bearing is not Bearing.OWN:
        return False
    office = _OFFICE.match(other.report.text, other.sentence.start, other.sentence.end)
    return bool({left.key, left.house} & other.names) or (office is not None and scene.cast.person_of.get(office[1].lower()) == left.key)


def _turned(laid: Layout, before: Point, after: Point) -> str:
    """What kind of turn it is; empty where there is none."""
    if _moved(laid, before, after):
        return "plan"
    stances = (_stance(before), _stance(after))
    common = before.meanings & after.meanings
    weight, share = laid.rarity.weigh(common), laid.rarity.shared(before.meanings, after.meanings)
    if {*stances} == {-1, 1} and weight >= _STANCE and share >= _STANCE_SHARE:
        return "position"
    if stances[0] == -1 and after.wish and weight >= _DEMANDED and len(common) >= _THINGS:
        return "position"
    if partial(before) or partial(after) or -1 in (_stance(before), _stance(after)):
        return ""
    said = (before, after) if after.negative else (after, before)
    if before.negative != after.negative and contradicts(laid, *said, least=_DENIED, share=_DENIED_SHARE):
        return "account"
    return "account" if opposite(laid, before, after, later=True) else ""


def _stance(point: Point) -> int:
    """-1 where the actor is against what is spoken of, 1 where for it, else 0."""
    act = point.saying.statement.act if point.saying.statement is not None else None
    if act is Act.REJECTED:
        return -1
    if not point.negative and (act in _FOR or (act is None and _GIVES.search(text_of(point.saying)))):
        return 1
    return cue_side(point, "accept") or stands(point).get("accept", 0)


def _moved(laid: Layout, before: Point, after: Point) -> bool:
    """Whether one plan is told twice with another day."""
    if not (before.intended and after.intended) or not before.days or not after.days or before.days & after.days:
        return False
    return before.negative == after.negative and words_alike(laid, before, after) >= _PLAN


def _change(laid: Layout, turn: Turn) -> Change:
    before, after = laid.points[turn.before].saying, laid.points[turn.after].saying
    left, right = with_cue(before), with_cue(after)
    return Change(
        id=content_id("change", laid.scene.story, turn.about, [[c.report, c.start, c.end] for c in (left, right)]),
        story=laid.scene.story,
        about=_about(before, turn.about) if turn.about != _STATE else _of_what(laid, laid.points[turn.before], laid.points[turn.after]),
        from_=Side(says=spoken(laid.scene, before), cites=(left,)),
        to=Side(says=spoken(laid.scene, after), cites=(right,)),
    )


def _of_what(laid: Layout, before: Point, after: Point) -> str:
    """The words that the earlier of two states has in common with the later where they stand together: "evacuation order"."""
    common = before.meanings & after.meanings
    rarest = set(sorted(common, key=lambda meaning: (-laid.rarity.of(meaning), meaning))[:_NAMED])
    text = before.saying.report.text
    told = {word.meaning: word.start for word in reversed(before.words) if word.meaning in rarest}
    words = [found for start in sorted(told.values()) if (found := WORD.match(text, start))]
    if len(words) > 1 and all(one.end() + 1 == other.start() for one, other in pairwise(words)):
        return " ".join(one.group().lower() for one in words)
    return heading(words_of(before.saying))


def _about(before: Saying, kind: str) -> str:
    """The matter of the change: "the ministry's position on the two ferries"."""
    name = named(before.voice.name)
    whose = f"{name}'" if name.endswith("s") else f"{name}'s"
    matter = thing(words_of(before))
    return f"{whose} {kind}" + (f" on {matter}" if matter and kind == "position" else f" of {matter}" if matter else "")
