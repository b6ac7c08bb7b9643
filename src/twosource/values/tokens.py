"""The pieces that numbers are made of: runs of digits, and words that can be part of a number."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from twosource.lang import Language, language

VULGAR = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
LIMIT = 1e60  # beyond this a run of digits is no quantity

# Runs are bounded, so that the search stays linear in the text.
_DIGITS = (
    r"\d{1,3}(?:\.\d{3}){1,8},\d{1,2}(?!\d)"  # 1.299,99, as the Continent writes it
    r"|\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)(?:\.\d{1,20})?"  # 9,000 and 1,50,000
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,8}(?![\d])(?:\.\d{1,20})?"  # 9 000 with a hard or thin space
    r"|\d{1,30}(?:\.\d{1,20})?"
    r"|\.\d{1,20}"
)
_PIECE = re.compile(
    rf"(?P<digits>(?<![\d.,/:])(?P<sign>(?:(?<=[\s($€£¥])|^)[+−–-])?(?P<figure>{_DIGITS})(?P<power>\s?[x×]\s?10\^?(?P<ten>[-−]?\d{{1,3}}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|e[+-]?\d{{1,3}}(?!\w))?"
    rf"(?P<vulgar>\s?[{''.join(VULGAR)}])?(?P<over>\s?[/⁄]\s?\d{{1,6}}(?![\d/.,]\d|\d))?)"
    rf"|(?P<lone>[{''.join(VULGAR)}])"
    r"|(?P<word>[^\W\d_]{1,20})"
)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_GAP = re.compile(r"[ \t\u00a0\u202f\u2009]{0,3}|[ \t]?\r?\n[ \t]?|\s?-\s?|[-‑]")


class Number(NamedTuple):
    """A number in a text. `low` and `high` differ for vague plurals; `scale` is that of its last scale word or suffix ("3 million")."""

    start: int
    end: int
    low: float
    high: float
    form: str  # "digits", "words", "fraction" or "vague"
    scale: float = 1.0

    @property
    def value(self) -> float:
        return self.low


class Token(NamedTuple):
    """A run of digits with its `value`, or a word that can be part of a number."""

    start: int
    end: int
    lower: str
    word: str
    value: float | None  # of digits
    fraction: bool = False


def tokens_of(text: str, lang: Language) -> Iterator[Token]:
    """All pieces of numbers in a text, in order."""
    words, suffixes = _vocabulary(lang.code), lang.numbers.suffixes
    for match in _PIECE.finditer(text):
        word = match["word"]
        if word is not None:
            lower = word.lower()
            if lower in words or word in suffixes:
                yield Token(match.start(), match.end(), lower, word, None)
            continue
        value, fraction = _figure(match)
        if value is not None:
            yield Token(match.start(), match.end(), "", match[0], value, fraction)


@functools.cache
def _vocabulary(code: str) -> frozenset[str]:
    """The words that can be part of a number."""
    table = language(code).numbers
    words = (
        table.cardinals,
        table.scales,
        table.denominators,
        table.vague,
        table.half,
        table.articles,
        table.joins,
        table.minus,
        table.point,
    )
    return frozenset(chain(*words, table.several, ("of", "in", "out")))


def _figure(match: re.Match[str]) -> tuple[float | None, bool]:
    """The value of a run of digits, and whether it is written as a fraction."""
    if match["lone"]:
        return VULGAR[match["lone"]], True
    value = _plain(match["figure"])
    if match["vulgar"]:
        value += VULGAR[match["vulgar"].strip()]
    if match["power"]:
        power = int(match["ten"].translate(SUPERSCRIPTS) if match["ten"] else match["power"][1:])
        value *= 10.0 ** min(power, 99)
    if match["over"]:
        below = int(match["over"].strip().lstrip("/⁄"))
        if not 1 < below <= 1000 or value >= below or value != int(value):
            return None, False  # "24/7", a date
        value /= below
    if match["sign"] and match["sign"] != "+":
        value = -value
    return (value if abs(value) < LIMIT else None), bool(match["over"] or match["vulgar"])


def _plain(figure: str) -> float:
    if _CONTINENTAL.fullmatch(figure):
        return float(figure.replace(".", "").replace(",", "."))
    return float(re.sub(r"[,\s]", "", figure))


def follows(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but a space, a line end or a hyphen stands between two pieces."""
    return right.start - left.end <= 3 and _GAP.fullmatch(text, left.end, right.start) is not None


def following(text: str, tokens: Sequence[Token], at: int) -> Token | None:
    """The token after `at`, if nothing but a space or hyphen stands between."""
    return tokens[at + 1] if at + 1 < len(tokens) and follows(text, tokens[at], tokens[at + 1]) else None
