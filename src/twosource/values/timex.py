"""Finds time expressions in a text: words to classes by the table, classes to expressions by its rules."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.values.lexeme import Lexeme
from twosource.values.lexemes import MARKS, Vocabulary, lexemes, promising, vocabulary


class Found(NamedTuple):
    """A time expression that is not yet read against a date; `reads` names how it is read."""

    start: int
    end: int
    reads: str
    lexemes: tuple[Lexeme, ...]

    def moved(self, by: int) -> "Found":
        """The same in a text that has so many more characters before it."""
        return self._replace(start=self.start + by, end=self.end + by)


class Rule(NamedTuple):
    """A rule of the table made ready: how it is read, and an expression over class letters."""

    reads: str
    pattern: re.Pattern[str]


class Grammar(NamedTuple):
    """The table made ready: words by spelling, classes as single characters, rules as expressions over those."""

    vocabulary: Vocabulary
    letters: dict[str, str]
    rules: tuple[Rule, ...]
    rules_by_letter: dict[str, frozenset[int]]  # of the letters of which a match has at least one


NUMERIC = (
    "day",
    "num",
    "yr",
    "word",
    "hundred",
    "ordinal",
    "clock",
    "told",
    "iso",
    "qtr",
    "slash",
    "decade",
    "nineties",
    "frac",
    "half_year",
    "year_span",
    "zone",
    "ampm",
    *set(MARKS.values()),
    "other",
)
NAME = re.compile(r"[a-z_]+")


@functools.cache
def grammar(code: str) -> Grammar:
    """The time expressions of a language."""
    known = vocabulary(code)
    dates = known.dates
    letters = {kind: chr(0x100 + i) for i, kind in enumerate(dict.fromkeys((*NUMERIC, *dates.words)))}
    rules = tuple(Rule(rule.reads, _pattern(rule.pattern, letters, dates.shorthand)) for rule in dates.rule)
    telling = [letter for kind, letter in letters.items() if kind not in dates.inert]
    having = {letter: frozenset(i for i, rule in enumerate(rules) if letter in rule.pattern.pattern) for letter in telling}
    return Grammar(known, letters, rules, having)


def _pattern(pattern: str, letters: dict[str, str], shorthand: dict[str, str]) -> re.Pattern[str]:
    def spelled(m: re.Match[str]) -> str:
        return letters[m[0]] if m[0] in letters else f"(?:{NAME.sub(spelled, shorthand[m[0]])})"

    return re.compile(NAME.sub(spelled, pattern).replace(" ", ""))


def find(text: str, code: str, *, stops: bool = False) -> list[Found]:
    """All time expressions of a text, in order and apart: of those that overlap the one that begins first, then the longest.

    `stops` says that who wrote it puts a stop between hours and minutes, so that "at 9.40" is a time.
    """
    known = grammar(code)
    if not stops and not promising(text, known.vocabulary):
        return []
    cut = lexemes(text, known.vocabulary, stops=stops)
    classes = "".join([known.letters[lexeme.kind] for lexeme in cut])
    possible = frozenset[int]().union(*(known.rules_by_letter.get(letter, ()) for letter in set(classes)))
    matches = [(m.start(), -m.end(), i) for i in possible for m in known.rules[i].pattern.finditer(classes) if m.end() > m.start()]
    found: list[Found] = []
    done = 0
    for start, end, i in sorted(matches):
        if start >= done:
            done = -end
            found.extend(_founds(known.rules[i].reads, tuple(cut[start:done])))
    return found


def _founds(reads: str, lexemes: tuple[Lexeme, ...]) -> Iterator[Found]:
    if reads == "hours":
        yield from _hours(lexemes)
        return
    if reads != "pair":
        yield Found(lexemes[0].start, lexemes[-1].end, reads, lexemes)
        return
    # "March 10-12" is two days: each takes the month and the year from the other
    middle = next(i for i, lexeme in enumerate(lexemes) if lexeme.kind in ("hyphen", "or"))
    shared = tuple(lexeme for lexeme in lexemes if lexeme.kind in ("month", "yr"))
    for half in (lexemes[:middle], lexemes[middle + 1 :]):
        own = tuple(lexeme for lexeme in half if lexeme.kind not in ("month", "yr"))
        yield Found(half[0].start, half[-1].end, "point", own + shared)


def _hours(lexemes: tuple[Lexeme, ...]) -> Iterator[Found]:
    """The two clocks of "5 to 6 p.m. on Friday": the first takes the half of the day, the zone and the date of the second."""
    middle = next(i for i, lexeme in enumerate(lexemes) if lexeme.kind in ("or", "hyphen"))
    half = next(lexeme for lexeme in lexemes if lexeme.kind == "ampm")
    first, second = lexemes[0], lexemes[middle + 1 :]
    late = _hour(first) % 12 > _hour(second[0]) % 12  # "11 to 2 p.m." begins in the morning
    shared = half._replace(value="a" if late and half.value == "p" else "p" if late else half.value)
    rest = tuple(lexeme for lexeme in lexemes[lexemes.index(half) + 1 :])
    yield Found(first.start, first.end, "clock", (first, shared, *rest))
    yield Found(second[0].start, second[-1].end, "clock", second)


def _hour(lexeme: Lexeme) -> int:
    return int(str(lexeme.value).replace(".", ":").partition(":")[0])
