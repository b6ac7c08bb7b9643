"""Replies: within one report a speaker says that what another has just said is not so, without saying it over.

"The army says that rebels shelled the market. A rebel spokesman denied it": what "it" is stands before it. So does what "the accusation"
is, and what somebody denied any part in is what he was accused of. Where several claims stand there, it is the one that is of who replies;
where none or more than one is, nothing is told.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

from twosource.connect.meanings import WORD
from twosource.connect.points import Layout, Point, text_of
from twosource.connect.polarity import Denial, accused, asserts
from twosource.connect.terms import stem
from twosource.connect.voices import Bearing
from twosource.lang import language
from twosource.model.claim import Act


class Reply(StrEnum):
    """How it is said that something is not so."""

    WHICH = "which"
    IT = "it"
    NAMED = "the accusation"
    PART = "a part in it"


#: How many sentences back what is meant may stand.
_BACK = {Reply.WHICH: 0, Reply.IT: 2, Reply.NAMED: 2, Reply.PART: 3}
_BORNE = frozenset({Bearing.NAMED, Bearing.UNNAMED})
#: Letters that two words of one family share at least, and by which either may be longer: "tanners", "tannery".
_FAMILY, _LONGER = 5, 3
_TO = re.compile(r"\bto\b", re.IGNORECASE)
#: Before a reply: it came first, or is beside the point.
_EARLIER = re.compile(r"\b(?:after|before|although|though)\s+$", re.IGNORECASE)


def replies(laid: Layout) -> Iterator[Denial]:
    """Each claim of a first telling to which somebody else replies in the same report that it is not so."""
    told: dict[str, list[int]] = defaultdict(list)
    for at, point in enumerate(laid.points):
        if laid.scene.first_of[point.saying.report.id] == point.saying.report.id and point.saying.voice.bearing in _BORNE:
            told[point.saying.report.id].append(at)
    for places in told.values():
        for at in places:
            claim = _answered(laid, places, at)
            if claim is not None:
                yield Denial(claim, at, opposite=False)


def _answered(laid: Layout, places: Sequence[int], at: int) -> int | None:
    """What a point replies to; `None` where it is no reply, or it cannot be told."""
    reply = laid.points[at]
    how = _how(reply)
    if how is None or _EARLIER.search(reply.saying.report.text[reply.saying.sentence.start : _start(reply)]):
        return None
    backs = [(_back(laid.points[place], reply), place) for place in places if place != at]
    near = [(back, place) for back, place in backs if back is not None and back <= _BACK[how]]
    found = [(back, place) for back, place in near if _may_be_meant(laid.points[place], reply)]
    of_speaker = [(back, place) for back, place in found if _is_of(laid, laid.points[place], reply)]
    if of_speaker or how is Reply.PART:
        return _nearest(laid, of_speaker)
    mouths = {laid.points[place].saying.voice for _, place in found}
    return _nearest(laid, found) if len(mouths) == 1 else None


def _nearest(laid: Layout, found: Sequence[tuple[int, int]]) -> int | None:
    """Of some claims the nearest; of several in one sentence the longest."""
    return min(found, key=lambda one: (one[0], -len(text_of(laid.points[one[1]].saying)), one[1]), default=(0, None))[1]


def _back(claim: Point, reply: Point) -> int | None:
    """How many sentences before a reply a claim stands; `None` where it stands behind it or about it."""
    first, last, start = claim.saying.pieces[0], claim.saying.pieces[-1], _start(reply)
    report = claim.saying.report
    if last.end > start:
        return None
    return sum(first.start < sentence.start <= start for sentence in report.sentences)


def _start(point: Point) -> int:
    """Where a saying begins, with the words that name who says it."""
    statement = point.saying.statement
    spans = (*point.saying.pieces, *(statement.source if statement is not None else ()))
    return min(span.start for span in spans if span.start >= point.saying.sentence.start)


def _may_be_meant(claim: Point, reply: Point) -> bool:
    left, right = claim.saying.voice, reply.saying.voice
    if left == right or (left.house and left.house == right.house):
        return False
    asks = text_of(claim.saying).rstrip("”\"’' ").endswith("?")
    return asserts(claim) and _how(claim) is None and not asks and _of_its_matter(claim, reply)


def _is_of(laid: Layout, claim: Point, reply: Point) -> bool:
    """Whether a claim is of the speaker of a reply: by name, or by a word that says who that is, "the rebels", "police"."""
    if accused(laid.scene, claim.saying, reply.saying):
        return True
    statement, report = reply.saying.statement, reply.saying.report
    source = statement.source if statement is not None else ()
    who = frozenset(word for span in source for word in _stems(report.text[span.start : span.end]))
    told = _stems(text_of(claim.saying))
    return any(_akin(word, other) for word in who - _spoken_for() for other in told)


def _akin(one: str, other: str) -> bool:
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one == other or (shared >= _FAMILY and max(len(one), len(other)) - shared <= _LONGER)


@functools.cache
def _spoken_for() -> frozenset[str]:
    """Words for who speaks for others, which many do."""
    return frozenset(stem(word) for word in language("en").meanings.speaks)


def _how(point: Point) -> Reply | None:
    """How a point replies; `None` where it has a matter of its own."""
    words, patterns = _words(point), _patterns()
    denied = point.saying.denied and point.sign < 0
    if denied and _leaves_open(point):
        return None
    flatly = denied and point.saying.statement is not None and point.saying.statement.act is Act.DENIED
    if (flatly and words == "which") or (denied and patterns.one.fullmatch(words)):
        return Reply.WHICH
    if flatly and patterns.it.fullmatch(words):
        return Reply.IT
    if denied and (patterns.alleged.fullmatch(words) or (patterns.told.fullmatch(words) and (flatly or patterns.as_such.search(words)))):
        return Reply.NAMED
    if not point.saying.denied and patterns.untrue.fullmatch(words):
        return Reply.WHICH if words.startswith("which ") else Reply.NAMED
    return Reply.PART if flatly and patterns.share.fullmatch(words) else None


def _leaves_open(point: Point) -> bool:
    """Whether somebody only will not speak of it: "refused to discuss the allegations"."""
    statement, text = point.saying.statement, point.saying.report.text
    return statement is not None and any(_TO.search(text, cue.start, cue.end) for cue in statement.cue)


def _words(point: Point) -> str:
    """The words of a point in small letters, without the marks about and between them."""
    return " ".join(re.sub(r"[^\w’'\s-]", " ", text_of(point.saying)).split()).replace("’", "'").strip("' ").lower()


def _of_its_matter(claim: Point, reply: Point) -> bool:
    """Whether a claim is of what a reply says the accusation was of: "the charge of copying"."""
    found = _patterns().of.search(_words(reply))
    if found is None or _how(reply) is not Reply.NAMED:
        return True
    told = _stems(text_of(claim.saying))
    return any(_akin(word, other) for word in _stems(found[1]) for other in told)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in WORD.findall(text) if len(word) >= _FAMILY - 1)


class _Patterns:
    """What is the whole of what is said or denied: a pronoun, an accusation, a part in something, what is called untrue."""

    def __init__(self) -> None:
        meanings = language("en").meanings
        it, untrue, share, alleged, told = (
            "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            for words in (meanings.it, meanings.untrue, meanings.share, meanings.alleged, meanings.told)
        )
        whose = r"(?:(?:the|these|those|this|that|such|all|any|all the|all such|his|her|its|their|both)\s+)?"
        kind = r"(?:(?!\w+'s\b|to\b|on\b|about\b|comment\b)[\w-]+\s+){0,2}"
        about, tail = r"(?:\s+(?:of|by|from|against)(?:\s+[\w'-]+){1,4})?", r"(?:\s+(?:as|calling|saying|and)\b.*)?"
        be, what = r"(?:(?:is|was|are|were|'s|as)\s+)?", rf"(?:{it}|they|these|those|{whose}{kind}(?:{alleged}|{told}){about})"
        fairly = r"(?:(?:simply|just|all|absolutely|totally|utterly|quite|pure|complete|a|an|another|nothing but|flatly)\s+)*"
        firmly = r"(?:\s+(?:outright|flatly|strongly|categorically|firmly|utterly|completely|on \w+day|all))*"
        part_in, how_far = r"(?:\s+(?:in|for|of|with)\b.*)?", r"(?:\s+(?:from|told|spread|this|last|on)(?:\s+[\w']+){1,4})?"
        self.it = re.compile(rf"(?:{it}){firmly}")
        self.alleged = re.compile(rf"{whose}{kind}(?:{alleged}){about}{tail}")
        self.told = re.compile(rf"{whose}{kind}(?:{told}){about}{tail}")
        self.as_such = re.compile(r"\bas\b")
        self.of = re.compile(rf"\b(?:{alleged}|{told})\s+of((?:\s+[\w'-]+){{1,4}})")
        self.one = re.compile(rf"an?\s+(?:{alleged}|{told})")
        self.share = re.compile(rf"(?:(?:any|all|its|his|her|their|having had any|having any)\s+)?(?:\w+\s+)?(?:{share}){part_in}")
        self.untrue = re.compile(rf"(?:{what}\s+{be})?{fairly}(?:{untrue}){how_far}")


_patterns = functools.cache(_Patterns)
