"""Ranges: two amounts that are the ends of one, and scores that are none."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.lang import Language, language
from twosource.lang.cues import verb_forms
from twosource.model.value import Bound
from twosource.values.signs import either


class Amount(NamedTuple):
    """A figure in a text: `[start, end)` with bound words and unit, `[at, to)` the number alone.

    `unit` is `""` where the text names none.
    """

    start: int
    end: int
    at: int
    to: int
    low: float
    high: float
    unit: str
    bound: Bound
    form: str
    scale: float = 1.0
    age: bool = False
    signed: bool = False  # "+0.2%"
    moved: bool = False  # "from 20 to 15": a "from" stands before the first end


class _Opener(NamedTuple):
    """What stands before the first end of a range: "between", "ages" (between those of), "from" or nothing, and where it starts."""

    word: str
    start: int


def ranges(text: str, pieces: Sequence[Amount], lang: Language) -> Iterator[Amount]:
    """Pieces, those of one range made one; the two sides of a score ("2-0") are dropped."""
    at = 0
    while at < len(pieces):
        left = pieces[at]
        right = pieces[at + 1] if at + 1 < len(pieces) else None
        opener = _opener(text, left.start, lang.code)
        joint = "" if right is None else _joint(text, left, right, opener, lang)
        if right is None or not joint:
            yield left
            at += 1
            continue
        if joint != "score":
            yield _range(left, right, opener)
        at += 2


def suspended(text: str, pieces: Sequence[Amount], lang: Language) -> list[Amount]:
    """Pieces, one that hangs on the next with the unit of that: "a 7- or 8-inch pipe", "280 million of the 1.5 billion shekels"."""
    done: list[Amount] = []
    unit = ""
    for piece in reversed(pieces):
        hung = piece
        if piece.unit:
            unit = piece.unit
        elif unit and text[piece.end : piece.end + 1] in {"-", "‑"} and not text[piece.end + 1 : piece.end + 2].isalnum():
            hung = piece._replace(unit=unit, end=piece.end + 1)
        elif done and done[-1].unit not in {"", "%"} and _patterns(lang.code).part.fullmatch(text, piece.end, done[-1].start):
            hung = piece._replace(unit=done[-1].unit)
        done.append(hung)
    return done[::-1]


class _Patterns(NamedTuple):
    opener: re.Pattern[str]
    to: re.Pattern[str]
    and_: re.Pattern[str]
    or_: re.Pattern[str]
    by: re.Pattern[str]
    part: re.Pattern[str]
    moved: re.Pattern[str]


@functools.cache
def _patterns(code: str) -> _Patterns:
    bounds = language(code).bounds
    joints = bounds.joints
    moved = [form for verb in (*bounds.up.verbs, *bounds.down.verbs) for form in verb_forms(verb, bounds.irregular)]
    loose = rf"(?:{either(joints.loose)}\s)?"
    return _Patterns(
        opener=re.compile(rf"\b(?:(?P<between>{either(joints.between)})|(?P<from>{either(joints.from_)}))\s{loose}$", re.IGNORECASE),
        to=re.compile(rf"\s{either(joints.to)}\s{loose}", re.IGNORECASE),
        and_=re.compile(rf"\s{either(joints.and_)}\s{loose}", re.IGNORECASE),
        or_=re.compile(rf"\s{either(joints.or_)}\s", re.IGNORECASE),
        by=re.compile(rf"\b{either(joints.by)}\s$", re.IGNORECASE),
        part=re.compile(r"\sof\s(?:the|its|his|her|their|an\sestimated)\s"),
        moved=re.compile(rf"(?<![^\W_]){either(moved, 'i')}\s$"),
    )


def _opener(text: str, start: int, code: str) -> _Opener:
    found = _patterns(code).opener.search(text[max(0, start - 36) : start])
    if found is None:
        return _Opener("", start)
    word = "from" if found["from"] else "ages" if "age" in found["between"] else "between"
    return _Opener(word, start - len(found[0]))


def _joint(text: str, left: Amount, right: Amount, opener: _Opener, lang: Language) -> str:
    """How two amounts make a range: "-", "to", "and" or "or"; "score" when they are two sides of one; "" when they do not."""
    known, gap = _patterns(lang.code), text[left.end : right.start]
    if len(gap) > 16 or "vague" in {left.form, right.form} or not _same_unit(left, right, opener):
        return ""
    if re.fullmatch(r"\s?[-–—‑−]\s?", gap):
        return _hyphen(left, right)
    if known.to.fullmatch(gap):
        if left.unit and right.unit and known.by.search(text[max(0, left.start - 4) : left.start]):
            return ""  # "rose by $4 billion to $40 billion"
        if not opener.word and not left.unit and not right.unit and left.low > right.high >= 0:
            return "score"  # "voted 61 to 38"
        if (
            left.unit
            and left.unit != "%"
            and right.unit.startswith(left.unit)
            and not opener.word
            and known.moved.search(text[max(0, left.start - 24) : left.start])
        ):
            return ""  # "gained $1.20 to $18.40"
        return "to" if opener.word == "from" or left.low < right.high or left.unit or right.low < 0 else ""
    if opener.word in {"between", "ages"} and known.and_.fullmatch(gap):
        return "and"
    counting = left.form == right.form == "words" and right.low == left.low + 1 and left.scale == right.scale
    return "or" if counting and known.or_.fullmatch(gap) else ""


def _same_unit(left: Amount, right: Amount, opener: _Opener) -> bool:
    """Whether the two ends of a range may be of one unit, said at either end or at both."""
    if left.age and right.unit and not right.age:
        return False
    if left.unit and right.unit and left.unit != right.unit:
        return right.unit.startswith(left.unit + "/") or left.unit.startswith(right.unit + "/")
    if left.unit and not right.unit:
        return bool(opener.word) or left.age or left.start < left.at  # "$89 to 93 billion"
    year = not left.unit and left.to - left.at == 4 and 1900 <= left.low < 2100
    return not (year and (right.unit or right.scale > 1) and opener.word != "from")  # "rose in 2018 to 3 million"


def _hyphen(left: Amount, right: Amount) -> str:
    rises = left.low < right.high
    if left.unit or right.unit or right.age:
        return "-" if rises else ""
    return "-" if rises and right.low >= 0 and left.form == right.form else "score"


def _range(left: Amount, right: Amount, opener: _Opener) -> Amount:
    low, high = left.low, right.high
    if right.scale > 1 and left.scale == 1 and low < high / right.scale:
        low *= right.scale  # "2 to 3 million"
    return left._replace(
        start=opener.start,
        end=right.end,
        to=right.to,
        low=min(low, high),
        high=max(low, high),
        unit=max(right.unit, left.unit, key=len) or ("a" if opener.word == "ages" else ""),
        bound=Bound.RANGE if low != high else Bound.EXACT,
        age=right.age or left.age or opener.word == "ages",
        moved=opener.word == "from",
        scale=right.scale,
    )
