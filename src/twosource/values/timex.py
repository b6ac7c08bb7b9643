"""Finds time expressions in a text: words to classes by the table, classes to expressions by its rules."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.lang import language
from twosource.lang.dates import Dates

Value = int | float | str


class Lexeme(NamedTuple):
    """A word, number or mark with its class and what it stands for; `start`/`end` in the text it was read from."""

    kind: str
    value: Value
    start: int
    end: int


class Found(NamedTuple):
    """A time expression that is not yet read against a date; `reads` names how it is read."""

    start: int
    end: int
    reads: str
    lexemes: tuple[Lexeme, ...]

    def moved(self, by: int) -> "Found":
        """The same in a text that has so many more characters before it."""
        return self._replace(start=self.start + by, end=self.end + by)


class Grammar(NamedTuple):
    """The table made ready: words by spelling, classes as single characters, rules as expressions over those."""

    words: dict[str, tuple[str, Value]]
    longest: dict[str, int]  # the most words of a phrase that begins with this one
    telling: frozenset[str]  # all words that can begin anything but an "other"
    letters: dict[str, str]
    rules: list[tuple[str, re.Pattern[str]]]
    dates: Dates


# Every alternative is bounded or one simple run, so that one pass over a text takes linear time.
LEXEME = re.compile(
    r"(?P<iso>(?<![\d-])\d{4}(?P<gap> ?)-(?P=gap)\d{2}(?P=gap)-(?P=gap)\d{2}(?!\d)(?:T\d{2}:\d{2}(?::\d{2})?Z?)?)"
    r"|(?P<slash>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]*\d))"
    r"|(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
    r"|(?<![\d.])(?:0?[1-9]|1[0-2])(?:\.| : )[0-5]\d(?=\s?[ap]\.?\s?m\b))"
    r"|(?P<decade>(?<!\w)(?:1[0-9]|20)\d0['’]?s\b|['’`]\d0s\b)"
    r"|(?P<frac>(?<![\d/])[13]/[24](?![\d/])|[½¼¾])"
    r"|(?P<digits>\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,15}(?:\.\d{1,9})?)(?P<suffix>(?:st|nd|rd|th)\b)?"
    r"|(?P<ampm>[ap]\.\s?m\b\.?|[ap] \. m \.|(?<=[\d\s])[ap]m\b)"
    r"|(?P<qtr>\bQ[1-4]\b)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
PHRASE_WORD = re.compile(r"[^\W\d_]+|['’]s\b|[^\w\s]")
MARKS = {"-": "hyphen", "–": "hyphen", "‑": "hyphen", ",": "comma", ".": "dot", "(": "opening"}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
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
    "ampm",
    *set(MARKS.values()),
    "other",
)
NAME = re.compile(r"[a-z_]+")


@functools.cache
def grammar(code: str) -> Grammar:
    """The time expressions of a language."""
    dates = language(code).dates
    words = {word: (kind, value) for kind, members in dates.words.items() for word, value in members.items()}
    words |= {f"{word}{stop}": words[word] for word in dates.abbreviated for stop in (".", " .")}
    longest: dict[str, int] = {}
    for word in (*words, *dates.zones):
        parts = PHRASE_WORD.findall(word)
        longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
    letters = {kind: chr(0x100 + i) for i, kind in enumerate(dict.fromkeys((*NUMERIC, *dates.words)))}
    rules = [(rule.reads, _pattern(rule.pattern, letters, dates.shorthand)) for rule in dates.rule]
    telling = frozenset((*dates.numbers, *longest, *dates.ordinals, *dates.decades))
    return Grammar(words, longest, telling, letters, rules, dates)


def _pattern(pattern: str, letters: dict[str, str], shorthand: dict[str, str]) -> re.Pattern[str]:
    def spelled(m: re.Match[str]) -> str:
        return letters[m[0]] if m[0] in letters else f"(?:{NAME.sub(spelled, shorthand[m[0]])})"

    return re.compile(NAME.sub(spelled, pattern).replace(" ", ""))


def find(text: str, code: str) -> list[Found]:
    """All time expressions of a text, in order and apart: of those that overlap the one that begins first, then the longest."""
    known = grammar(code)
    lexemes = list(_lexemes(text, known))
    if all(lexeme.kind in known.dates.inert for lexeme in lexemes):
        return []
    classes = "".join(known.letters[lexeme.kind] for lexeme in lexemes)
    matches = [
        (m.start(), -m.end(), i) for i, (_, pattern) in enumerate(known.rules) for m in pattern.finditer(classes) if m.end() > m.start()
    ]
    found: list[Found] = []
    done = 0
    for start, end, i in sorted(matches):
        if start >= done:
            done = -end
            found.extend(_founds(known.rules[i][0], tuple(lexemes[start:done])))
    return found


def _founds(reads: str, lexemes: tuple[Lexeme, ...]) -> Iterator[Found]:
    if reads != "pair":
        yield Found(lexemes[0].start, lexemes[-1].end, reads, lexemes)
        return
    # "March 10-12" is two days: each takes the month and the year from the other
    middle = next(i for i, lexeme in enumerate(lexemes) if lexeme.kind in ("hyphen", "or"))
    shared = tuple(lexeme for lexeme in lexemes if lexeme.kind in ("month", "yr"))
    for half in (lexemes[:middle], lexemes[middle + 1 :]):
        own = tuple(lexeme for lexeme in half if lexeme.kind not in ("month", "yr"))
        yield Found(half[0].start, half[-1].end, "point", own + shared)


def _lexemes(text: str, known: Grammar) -> Iterator[Lexeme]:
    raw = list(LEXEME.finditer(text))
    i = 0
    while i < len(raw):
        taken, lexeme = _lexeme(text, raw, i, known)
        i += taken
        yield lexeme


def _lexeme(text: str, raw: list[re.Match[str]], i: int, known: Grammar) -> tuple[int, Lexeme]:
    m = raw[i]
    if told := _told(raw, i, known.dates):
        return told
    if word := m["word"]:
        lower = word.lower()
        return _worded(text, raw, i, known) if lower in known.telling else (1, Lexeme("other", lower, m.start(), m.end()))
    if m["digits"]:
        return 1, _digits(m)
    if m["mark"]:
        return 1, Lexeme(MARKS.get(m[0], "other"), m[0], m.start(), m.end())
    kind = m.lastgroup or "other"
    value: Value = m[0]
    if m["frac"]:
        kind, value = "frac", FRACTIONS.get(m[0], 0) or int(m[0][0]) / int(m[0][-1])
    elif m["decade"]:
        digits = "".join(c for c in m[0] if c.isdigit())
        kind, value = "decade", int(digits)
    elif m["iso"]:
        kind, value = "iso", m[0].replace(" ", "")
    elif m["qtr"]:
        value = int(m[0][1])
    elif m["ampm"]:
        value = m[0][0].lower()
    return 1, Lexeme(kind, value, m.start(), m.end())


def _told(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int, Lexeme] | None:
    """A clock time in words: "half past six", "ten past four", and behind "at" or its like "ten to three"."""
    minutes, at = _minutes(raw, i, dates)
    if minutes is None or at + 1 >= len(raw):
        return None
    joined = raw[at][0].lower()
    hour, after = _figure(raw, at + 1, dates)
    if hour is None or not 1 <= hour <= 12 or joined not in dates.told.past | dates.told.to:
        return None
    if minutes % 5 and raw[at - 1][0].lower() not in dates.told.minutes:
        return None
    if joined in dates.told.to:
        article = 1 if i > 1 and raw[i - 1][0].lower() in dates.words["article"] else 0
        if minutes == 30 or i == article or raw[i - 1 - article][0].lower() not in dates.told.leads:
            return None  # "the vote was ten to three", "rose a quarter to 4 dollars"
        hour, minutes = hour - 1 or 12, 60 - minutes
    return after - i, Lexeme("told", f"{hour}:{minutes:02}", raw[i].start(), raw[after - 1].end())


def _minutes(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int | None, int]:
    """The minutes of a clock time in words from here on, and the index behind them."""
    if (part := dates.told.parts.get(raw[i][0].lower())) is not None:
        return part, i + 1
    minutes, at = _figure(raw, i, dates)
    if minutes is None or not 1 <= minutes < 30:
        return None, i
    return minutes, at + 1 if at < len(raw) and raw[at][0].lower() in dates.told.minutes else at


def _figure(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int | None, int]:
    """A whole number below a hundred in digits or words, and the index behind it."""
    digits = raw[i]["digits"]
    if digits:
        return (int(digits), i + 1) if len(digits) <= 2 and digits.isdigit() and not raw[i]["suffix"] else (None, i)
    if raw[i][0].lower() not in dates.numbers:
        return None, i
    taken, lexeme = _number(raw, i, dates)
    return (int(lexeme.value), i + taken) if lexeme.kind == "word" else (None, i)


def _digits(m: re.Match[str]) -> Lexeme:
    digits = m["digits"]
    number = float(digits.replace(",", ""))
    if m["suffix"]:
        return Lexeme("ordinal", int(number), m.start(), m.end())
    if digits.isdigit() and len(digits) <= 2 and 1 <= number <= 31:
        return Lexeme("day", int(number), m.start(), m.end())
    if digits.isdigit() and len(digits) == 4 and 1100 <= number < 2200:
        return Lexeme("yr", int(number), m.start(), m.end())
    if digits.isdigit() and len(digits) == 4:  # "0500 GMT"
        return Lexeme("num", digits, m.start(), m.end())
    return Lexeme("num", number, m.start(), m.end())


def _worded(text: str, raw: list[re.Match[str]], i: int, known: Grammar) -> tuple[int, Lexeme]:
    m = raw[i]
    first = m[0].lower()
    if first in known.dates.numbers:
        return _number(raw, i, known.dates)
    for length in range(known.longest.get(first, 0), 0, -1):
        if i + length <= len(raw):
            end = raw[i + length - 1].end()
            spelled = text[m.start() : end]
            phrase = " ".join(spelled.lower().split()) if length > 1 else first
            if (entry := known.words.get(phrase)) and _cased(spelled, phrase, entry[0], known.dates):
                return length, Lexeme(*entry, m.start(), end)
            if phrase in known.dates.zones and (lexeme := _zone(text, raw, i + length, phrase, m.start())):
                return lexeme
    if first in known.dates.ordinals:
        return 1, Lexeme("ordinal", known.dates.ordinals[first], m.start(), m.end())
    if first in known.dates.decades:
        return 1, Lexeme("nineties", known.dates.decades[first], m.start(), m.end())
    return 1, Lexeme("other", first, m.start(), m.end())


def _cased(spelled: str, phrase: str, kind: str, dates: Dates) -> bool:
    if kind == "zone":
        return spelled.isupper()
    return phrase not in dates.capital or spelled[0].isupper()


def _zone(text: str, raw: list[re.Match[str]], i: int, phrase: str, start: int) -> tuple[int, Lexeme] | None:
    """A zone by its place: "Moscow time", "Eastern Daylight Time", "ET"."""
    words = len(PHRASE_WORD.findall(phrase))
    if phrase == "et":
        return (words, Lexeme("zone", phrase, start, raw[i - 1].end())) if text[start : raw[i - 1].end()] == "ET" else None
    following = [m[0].lower() for m in raw[i : i + 2]]
    if following[:1] == ["time"]:
        return words + 1, Lexeme("zone", phrase, start, raw[i].end())
    if following[1:] == ["time"] and following[0] in ("standard", "daylight", "summer"):
        return words + 2, Lexeme("zone", phrase, start, raw[i + 1].end())
    return None


def _number(raw: list[re.Match[str]], i: int, dates: Dates) -> tuple[int, Lexeme]:
    """A number in words from here on: "twenty four", "nineteen ninety-six", "two hundred"; "twenty-first" is an ordinal."""
    values: list[int] = []
    start, end, at = raw[i].start(), raw[i].end(), i
    while at < len(raw) and len(values) < 8:
        word = raw[at][0].lower()
        if word == "-" and values and values[-1] % 10 == 0 and at + 1 < len(raw):
            following = raw[at + 1][0].lower()
            if dates.ordinals.get(following, 10) < 10 and 20 <= values[-1] < 100:
                return at + 2 - i, Lexeme("ordinal", values[-1] + dates.ordinals[following], start, raw[at + 1].end())
            if dates.numbers.get(following, 10) >= 10 or not 20 <= values[-1] < 100:
                break
            at += 1
            continue
        if word not in dates.numbers:
            break
        values.append(dates.numbers[word])
        end = raw[at].end()
        at += 1
    number, year = _sum(values)
    kind = "yr" if year else "hundred" if values[0] >= 100 else "word"
    return at - i, Lexeme(kind, number, start, end)


def _sum(values: list[int]) -> tuple[int, bool]:
    """What number words come to, and whether they name a year: "nineteen ninety-six", "twenty twenty-five"."""
    if len(values) in (2, 3) and 13 <= values[0] <= 20 and 10 <= values[1] < 100 and all(value < 100 for value in values):
        return values[0] * 100 + sum(values[1:]), True
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current, False
