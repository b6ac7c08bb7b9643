"""Figures and names that came out garbled where a report was told over in other words: what only one has, a slip away from the other's."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Finding
from twosource.connect.wording import ROOT
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span
from twosource.model.value import Quantity
from twosource.values.compare import agree, comparable
from twosource.values.name import fold

#: Words about two figures that both sentences have, before they are held for one figure; a word right beside it counts twice.
CONTEXT, BESIDE = 2, 2
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
#: Digits past so many are a serial number.
LONGEST_FIGURE = 15
#: A round figure stands for one that is so near to it.
NEAR = 0.1


class Figure(NamedTuple):
    """A figure in digits: where, its digits, the words of its sentence by their roots, those right beside it, and what it measures."""

    span: Span
    digits: str
    around: frozenset[str]
    beside: frozenset[str]
    quantity: Quantity | None


def garbled_figures(original: Side, made: Side) -> Iterator[Finding]:
    """Figures that only the made report has, and that are one slip of the digits away from one that only the original has."""
    here, there = _figures(original), _figures(made)
    mine, theirs = _numerals(made), _numerals(original)
    lost = [one for one in here if one.digits not in mine]
    for figure in there:
        if figure.digits in theirs or any(_rounds(figure.digits, one) for one in theirs):
            continue
        near = [one for one in lost if _slipped(one, figure) and not _agreed(one, figure)]
        most = max((_shared(one, figure) for one in near), default=0)
        likest = [one for one in near if _shared(one, figure) == most]
        if most < CONTEXT or len(likest) != 1:
            continue
        old = likest[0]
        was, now = original.report.cite(*old.span).exact, made.report.cite(*figure.span).exact
        yield Finding(AlterationKind.NUMBER, old.span, figure.span, f"“{was}” became “{now}”")


def _numerals(side: Side) -> set[str]:
    """Everything that a report has in digits."""
    return {word.folded.replace(",", "") for one in side.sentences for word in one.words if word.folded[0].isdigit()}


def _figures(side: Side) -> list[Figure]:
    found = []
    for sentence in side.sentences:
        for i, word in enumerate(sentence.words):
            digits = word.folded.replace(",", "")
            if digits.isdigit() and 1 < len(digits) <= LONGEST_FIGURE:
                quantity = next((one for one in side.annotation.quantities if one.start <= word.start < one.end), None)
                around, beside = _roots(sentence, i, len(sentence.words)), _roots(sentence, i, 2)
                found.append(Figure(Span(word.start, word.end), digits, around, beside, quantity))
    return found


def _roots(sentence: Sentence, i: int, reach: int) -> frozenset[str]:
    """The roots of the words that carry news, so near to a word."""
    near = (*sentence.words[max(0, i - reach) : i], *sentence.words[i + 1 : i + 1 + reach])
    return frozenset(word.folded[:ROOT] for word in near if word.folded not in STOP_WORDS and not word.folded[0].isdigit())


def _shared(one: Figure, other: Figure) -> int:
    return len(one.around & other.around) + (BESIDE - 1) * len(one.beside & other.beside)


def _slipped(one: Figure, other: Figure) -> bool:
    """Two digits that changed places, or one that is another in the same words; two years a few apart are two years."""
    if len(one.digits) != len(other.digits):
        return False
    if sorted(one.digits) == sorted(other.digits):
        return True
    differ = sum(a != b for a, b in zip(one.digits, other.digits, strict=True))
    return differ == 1 and not YEAR.fullmatch(one.digits) and bool(one.beside & other.beside)


def _rounds(digits: str, other: str) -> bool:
    """Whether a round figure may stand for another."""
    whole, _, part = other.partition(".")
    if not whole.isdigit() or (part and not part.isdigit()) or len(other) > LONGEST_FIGURE:
        return False
    off = abs(int(digits) - float(other))
    return off < 1 or (digits.endswith("0") and off <= NEAR * float(other))


def _agreed(one: Figure, other: Figure) -> bool:
    """Whether two figures measure in two units, or agree."""
    left, right = one.quantity, other.quantity
    return left is not None and right is not None and (left.unit != right.unit or (comparable(left, right) and agree(left, right)))


def garbled_people(original: Side, made: Side) -> Iterator[Finding]:
    """People whom only the made report names, by one name of somebody whom only the original names."""
    here, there = _people(original), _people(made)
    known, others = original.spelt, made.spelt
    for name, span in there.items():
        first, last = name[0], name[-1]
        if name in here or (first in known and last in known):
            continue
        gone = [one for one in here if one not in there and not (one[0] in others and one[-1] in others)]
        like = [one for one in gone if (one[0] == first) != (one[-1] == last)]
        if len(like) != 1 or not _garbled(like[0], name):
            continue
        was, now = original.report.cite(*here[like[0]]).exact, made.report.cite(*span).exact
        yield Finding(AlterationKind.NAME, here[like[0]], span, f"“{was}” became “{now}”")


def _people(side: Side) -> dict[tuple[str, ...], Span]:
    """The people named in full, by the words of their names, where they are first."""
    found: dict[tuple[str, ...], Span] = {}
    offices = language(side.report.language or "en").roles.offices
    for one in side.annotation.mentions:
        words = side.report.text[one.start : one.end].split()
        name = tuple(fold(" ".join(words)).split())
        proper = words[0][:1].isupper() and words[-1][:1].isupper() and words[0].casefold() not in STOP_WORDS
        if one.type is EntityType.PER and proper and len(name) > 1 and not any(word in offices for word in name):
            found.setdefault(name, Span(one.start, one.end))
    return found


def _garbled(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the name that differs looks like the other's: the same first letter or nearly the same letters, and no short form of it."""
    was, now = (one[0], other[0]) if one[-1] == other[-1] else (one[-1], other[-1])
    short = was.startswith(now) or now.startswith(was) or min(len(was), len(now)) < len("Al") + 1
    return not short and (was[0] == now[0] or OSA.distance(was, now) <= max(len(was), len(now)) // 3)
