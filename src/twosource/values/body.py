"""Names of companies and bodies, and whether two of them can be one body's."""

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.values.likeness import NameMatch, judged
from twosource.values.spelling import fold, plain

#: Words that an acronym skips: the UAE has none for "the", NATO none for "of".
SKIPPED = frozenset({"the", "of", "and", "for", "on", "in", "to", "de", "la", "du", "des", "der", "und", "a"})
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        )
    )
} | {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
TENS = {
    word: str(number) for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
ACRONYM = re.compile(r"^(?:[A-Z][A-Z&0-9-]{1,7}|(?:[A-Z]\.){2,})$")


class Body(NamedTuple):
    """A body's name: the words that tell it from others, and its legal forms."""

    words: tuple[str, ...]
    forms: frozenset[str]


@functools.cache
def _forms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Legal forms as a pattern over plain names, and the form each is compared in."""
    form_of = {plain(spelling): form for form, spellings in language("en").names.forms.items() for spelling in (form, *spellings)}
    longest_first = sorted(form_of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), form_of


@functools.lru_cache(maxsize=16384)
def body(name: str) -> Body:
    """A body's name less its articles and legal forms; numbers in figures."""
    pattern, form_of = _forms()
    short = language("en").names.short
    key = re.sub(
        r"\b((?:[a-z] )+[a-z])\b", lambda found: found[1].replace(" ", ""), plain(name.replace("&", " and ").replace("%", " per cent "))
    )
    forms = frozenset(form_of[found] for found in pattern.findall(key))
    rest = pattern.sub(" ", key).split() or key.split()
    words = tuple(
        part for word in rest for part in short.get(word, _figure(word)).split() if part not in ("the", "and", "of") or len(rest) == 1
    )
    return Body(words, forms)


def _figure(word: str) -> str:
    return NUMBERS.get(word) or TENS.get(word) or word


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name's initials make, with and without its small words."""
    words = plain(name).split()
    if len(words) < 2:
        return frozenset()
    short = [word for word in words if word not in SKIPPED]
    return frozenset("".join(word[0] for word in some) for some in (words, short) if len(some) > 1)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(name))


@functools.lru_cache(maxsize=65536)
def same_body(one: str, other: str) -> NameMatch:
    """Whether two names can be one body's: legal forms and articles aside, its acronym, transliterations, a slip in a long word.

    A word that one has and the other lacks speaks against it (a subsidiary, a branch), numbers must be equal, and a name of legal forms
    and common nouns only is no name.
    """
    left, right = body(one), body(other)
    if not left.words or not right.words:
        return judged(0.0, "one name is empty")
    if _letters(one) == _letters(other):
        return judged(1.0, "the same letters")
    if ACRONYM.match(one.strip()) or ACRONYM.match(other.strip()):
        short, long = (one, other) if ACRONYM.match(one.strip()) else (other, one)
        if _letters(short) in acronyms(long):
            return judged(0.85, f"{short} is an acronym of {long}")
        if len(left.words) == len(right.words) == 1:
            return judged(0.1, "different acronyms")
    return _compared(left, right)


def _compared(left: Body, right: Body) -> NameMatch:
    joined = tuple(fold("".join(words)).replace(" ", "") for words in (left.words, right.words))
    if joined[0] == joined[1]:
        return judged(0.95, "the same but for legal form and spelling")
    numbers = tuple(sorted(re.findall(r"\d+", " ".join(words))) for words in (left.words, right.words))
    if numbers[0] != numbers[1]:
        return judged(0.3, "different numbers")
    shorter, longer = sorted((left.words, right.words), key=len)
    if len(shorter) < len(longer):
        if shorter in (longer[: len(shorter)], longer[-len(shorter) :]) and len("".join(shorter)) >= 6:
            return judged(0.5, "one begins or ends with the other")
        return judged(0.4, "one has a word more")
    score, slips = 0.0, 0
    for mine, yours in zip(left.words, right.words, strict=True):
        distance = OSA.distance(fold(mine), fold(yours))
        length = max(len(mine), len(yours))
        if distance > (0 if length < 4 else 1 if length < 7 else 2):
            return judged(0.3, f"{mine} is not {yours}")
        slips += distance
        score += 1 - distance / length
    return judged(score / len(left.words) - 0.1 * slips, "spelt nearly alike")
