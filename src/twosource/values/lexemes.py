"""Cuts a text into words, numbers and marks that can make a time expression, each with its class."""

import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from twosource.lang import language
from twosource.lang.dates import Dates
from twosource.values.lexeme import Lexeme, Value
from twosource.values.spoken import WORDS, clock_told, number


class Vocabulary(NamedTuple):
    """The words of the table by spelling."""

    words: dict[str, tuple[str, Value]]
    longest: dict[str, int]  # the most words of a phrase that begins with this one
    seconds: dict[str, frozenset[str]]  # the words that follow it there
    simple: dict[str, tuple[str, Value]]  # words that stand for one thing however they are written, alone
    telling: frozenset[str]  # all words that can begin anything but an "other"
    makers: frozenset[str]  # those of them that no expression without a figure can lack
    dates: Dates


# Every alternative is bounded or one simple run, so that one pass over a text takes linear time.
LEXEME = re.compile(
    r"(?P<plain>[b-ei-or-tv-z][^\W\d_]*)"  # most words begin with a letter that no figure or sign begins with
    r"|(?P<iso>(?<![\d-])\d{4}(?P<gap> ?)-(?P=gap)\d{2}(?P=gap)-(?P=gap)\d{2}(?!\d)(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2}\b)?)?"
    r"|(?<![\d/])\d{4}/\d{2}/\d{2}(?![\d/]))"
    r"|(?P<slash>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]*\d)"
    r"|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-]))"
    r"|(?P<year_span>(?<![\d/-])(?:1[89]|20)\d\d[/–-]\d\d(?![\d/-]|\s?[ap]\.?\s?m))"
    r"|(?P<military>(?:(?<![\d,.:])0\d[0-5]\d|(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom ))(?:1\d|2[0-3])[0-5]\d)\s?(?:hours|hrs|h)\b)"
    r"|(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<![\d:.])(?:[01]?\d|2[0-3])h[0-5]\d\b"
    r"|(?<![\d.])(?:0?[1-9]|1[0-2])(?:\.| : )[0-5]\d(?=\s?[ap]\.?\s?m\b))"
    r"|(?P<decade>(?<!\w)(?:1[0-9]|20)\d0['’]?s\b|['’`]\d0s\b)"
    r"|(?P<short_year>(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\band )|(?<=\d, ))['’‘]\d\d(?![\w,]\d|\w))"
    r"|(?P<frac>(?<![\d/])[13]/[24](?![\d/])|[½¼¾])"
    r"|(?P<digits>\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)(?P<suffix>(?:st|nd|rd|th)\b)?"
    r"|(?P<ampm>[ap]\.\s?m\b\.?|[ap] \. m \.|(?<=[\d\s])[ap]m\b)"
    r"|(?P<qtr>\bQ[1-4]\b)"
    r"|(?P<fiscal_year>\bFY\s?['’]?(?:\d{4}|\d{2})\b)"
    r"|(?P<half_year>\bH[12](?=\s(?:of\s)?(?:fiscal\s)?(?:19|20)\d\d\b))"
    r"|(?P<offset>\b(?:GMT|UTC)\s?[+−–-]\s?(?:1[0-4]|0?\d)(?::?[0-5]\d)?\b)"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
PHRASE_WORD = re.compile(r"[^\W\d_]+|['’]s\b|[^\w\s]")
#: Figures that can be a time without any word of the table: a year, a clock, a decade, "the 12th", "Q3", "FY24".
FIGURE = re.compile(r"\d{4}|\d(?:\s?:\s?|[/h])\d|\d\s?[ap]\s?\.?\s?m\b|\d(?:['’]?s|st|nd|rd|th)\b|['’‘]\d\d|\bQ\d|\bFY", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]+")
MARKS = {"-": "hyphen", "–": "hyphen", "‑": "hyphen", ",": "comma", ".": "dot", "(": "opening"}
#: Years of two figures below this are of this century: "'02".
SHORT = 40
MONEY = ("$", "€", "£", "¥", "₽", "₹")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@functools.cache
def vocabulary(code: str) -> Vocabulary:
    """The time words of a language."""
    dates = language(code).dates
    words = {word: (kind, value) for kind, members in dates.words.items() for word, value in members.items()}
    words |= {f"{word}{stop}": words[word] for word in dates.abbreviated for stop in (".", " .")}
    longest: dict[str, int] = {}
    seconds: dict[str, frozenset[str]] = {}
    for word in (*words, *dates.zones):
        first, *others = PHRASE_WORD.findall(word)
        longest[first] = max(longest.get(first, 1), 1 + len(others))
        seconds[first] = seconds.get(first, frozenset()) | frozenset(others[:1])
    odd = {*dates.numbers, *dates.capital, *dates.told.parts, *dates.words["zone"], *dates.ordinals, *dates.decades}
    simple = {word: words[word] for word, most in longest.items() if most == 1 and word in words and word not in odd}
    made = (max(LETTERS.findall(word), key=len) for word, (kind, _) in words.items() if kind not in dates.inert)
    tens = (word for word, number in dates.numbers.items() if number % 5 == 0 or 13 <= number < 20)  # "ten to three", "nineteen ten"
    makers = frozenset((*made, *tens, *dates.ordinals, *dates.decades))
    return Vocabulary(
        words, longest, seconds, simple, frozenset((*dates.numbers, *dates.ordinals, *dates.decades, *longest)), makers, dates
    )


def promising(text: str, known: Vocabulary) -> bool:
    """Whether a text has a figure or a word without which there is no time expression."""
    return FIGURE.search(text) is not None or not known.makers.isdisjoint(LETTERS.findall(text.lower()))


def lexemes(text: str, known: Vocabulary, *, stops: bool = False) -> list[Lexeme]:
    """The words, numbers and marks of a text; a run of other words is one. With `stops` "at 9.40" is a time."""
    raw = list(LEXEME.finditer(text))
    found: list[Lexeme] = []
    other = False
    i = 0
    while i < len(raw):
        m = raw[i]
        word = m[0].lower() if m.lastgroup in WORDS else None
        if (word is None and m.lastgroup == "mark" and m[0] not in MARKS) or (word is not None and word not in known.telling):
            if not other:
                found.append(Lexeme("other", 0, m.start(), m.end()))
            other = True
            i += 1
            continue
        if word in known.simple:
            found.append(Lexeme(*known.simple[word], m.start(), m.end()))
            other = False
            i += 1
            continue
        taken, lexeme = _lexeme(text, raw, i, known, stops=stops)
        i += taken
        if not (other and lexeme.kind == "other"):
            found.append(lexeme)
        other = lexeme.kind == "other"
    return found


def _lexeme(text: str, raw: list[re.Match[str]], i: int, known: Vocabulary, *, stops: bool) -> tuple[int, Lexeme]:
    m = raw[i]
    worded = m.lastgroup in WORDS
    if (worded or m["digits"]) and (clock := clock_told(raw, i, known.dates, stops=stops)):
        return clock
    if worded:
        return _worded(text, raw, i, known)
    if m["digits"]:
        return 1, _digits(m)
    if m["mark"]:
        return 1, Lexeme(MARKS.get(m[0], "other"), m[0], m.start(), m.end())
    kind, value = _figured(m)
    return 1, Lexeme(kind, value, m.start(), m.end())


def _figured(m: re.Match[str]) -> tuple[str, Value]:
    """The class and value of what has a form of its own."""
    kind, words = m.lastgroup or "other", m[0]
    read = FORMS.get(kind)
    return read(words) if read else (kind, words)


def _numbered(words: str) -> int:
    return int("".join(c for c in words if c.isdigit()))


def _short_year(words: str) -> tuple[str, Value]:
    year = _numbered(words)
    return "yr", year + (2000 if year < SHORT else 1900)


def _fiscal_year(words: str) -> tuple[str, Value]:
    year = _numbered(words)
    return "yr", year + 2000 * (year < 100)


def _year_span(words: str) -> tuple[str, Value]:
    """Two years in turn, "2023-24"; else a year and what stands behind it."""
    first, second = int(words[:4]), int(words[5:])
    if second == (first + 1) % 100:
        return "year_span", f"{first}/{first + 1}"
    return "other", words


def _hours(words: str) -> float:
    """Hours from UTC in "GMT+3", "UTC -05:30"."""
    sign = 1 if "+" in words else -1
    digits = "".join(c for c in words if c.isdigit())
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return sign * (int(hours) + int(minutes) / 60)


def _iso(words: str) -> tuple[str, Value]:
    return "iso", words.replace(" ", "").replace("/", "-")


#: How the forms of LEXEME that are no words are read.
FORMS: Mapping[str, Callable[[str], tuple[str, Value]]] = {
    "frac": lambda words: ("frac", FRACTIONS.get(words, 0) or int(words[0]) / int(words[-1])),
    "decade": lambda words: ("decade", _numbered(words)),
    "iso": _iso,
    "gap": _iso,
    "year_span": _year_span,
    "military": lambda words: ("clock", f"{words[:2]}:{words[2:4]}"),
    "clock": lambda words: ("clock", words.lower().replace("h", ":")),
    "short_year": _short_year,
    "fiscal_year": _fiscal_year,
    "qtr": lambda words: ("qtr", int(words[1])),
    "half_year": lambda words: ("half_year", int(words[1])),
    "offset": lambda words: ("zone", _hours(words)),
    "ampm": lambda words: ("ampm", words[0].lower()),
}


def _digits(m: re.Match[str]) -> Lexeme:
    digits = m["digits"]
    number = float(digits.replace(",", ""))
    if m["suffix"]:
        return Lexeme("ordinal", int(number), m.start(), m.end())
    if m.string[max(0, m.start() - 2) : m.start()].strip()[-1:] in MONEY:
        return Lexeme("num", number, m.start(), m.end())
    if digits.isdigit() and len(digits) <= 2 and 1 <= number <= 31:
        return Lexeme("day", int(number), m.start(), m.end())
    if digits.isdigit() and len(digits) == 4 and 1100 <= number < 2200:
        return Lexeme("yr", int(number), m.start(), m.end())
    if digits.isdigit() and len(digits) == 4:  # "0500 GMT"
        return Lexeme("num", digits, m.start(), m.end())
    return Lexeme("num", number, m.start(), m.end())


def _worded(text: str, raw: list[re.Match[str]], i: int, known: Vocabulary) -> tuple[int, Lexeme]:
    m = raw[i]
    first = m[0].lower()
    if first in known.dates.numbers:
        return number(raw, i, known.dates)
    longest = known.longest.get(first, 0)
    if longest > 1 and not (i + 1 < len(raw) and raw[i + 1][0].lower() in known.seconds[first]):
        longest = 1
    for length in range(longest, 0, -1):
        if i + length <= len(raw):
            end = raw[i + length - 1].end()
            spelled = text[m.start() : end]
            phrase = " ".join(spelled.lower().split()) if length > 1 else first
            if (entry := known.words.get(phrase)) and _cased(spelled, phrase, entry[0], known.dates):
                return length, Lexeme(*entry, m.start(), end)
            if phrase in known.dates.zones and (lexeme := _zone(raw, i, length, phrase, known)):
                return lexeme
    if first in known.dates.ordinals:
        return 1, Lexeme("ordinal", known.dates.ordinals[first], m.start(), m.end())
    if first in known.dates.decades:
        return 1, Lexeme("nineties", known.dates.decades[first], m.start(), m.end())
    return 1, Lexeme("other", first, m.start(), m.end())


def _cased(spelled: str, phrase: str, kind: str, dates: Dates) -> bool:
    if kind == "zone":
        return spelled.isupper()
    return phrase.rstrip(" .") not in dates.capital or spelled[0].isupper()


def _zone(raw: list[re.Match[str]], i: int, words: int, phrase: str, known: Vocabulary) -> tuple[int, Lexeme] | None:
    """A zone by its place, which takes so many words from here on: "Moscow time", "Eastern Daylight Time", "ET"."""
    start, behind = raw[i].start(), i + words
    if phrase in known.dates.bare_zones and _is_bare(raw[i].string[start : raw[behind - 1].end()], raw, behind):
        return words, Lexeme("zone", phrase, start, raw[behind - 1].end())
    following = [m[0].lower() for m in raw[behind : behind + 2]]
    if following[:1] == ["time"]:
        return words + 1, Lexeme("zone", phrase, start, raw[behind].end())
    if following[1:] == ["time"] and following[0] in ("standard", "daylight", "summer"):
        return words + 2, Lexeme("zone", phrase, start, raw[behind + 1].end())
    return None


def _is_bare(spelled: str, raw: list[re.Match[str]], i: int) -> bool:
    """Whether a zone stands without "time": "8 p.m. ET", "8 p.m. Eastern", but not "8 p.m. Eastern Europe"."""
    if spelled.isupper():
        return True
    after = raw[i][0] if i < len(raw) else ""
    return i > 1 and raw[i - 2].lastgroup == "ampm" and spelled[0].isupper() and not after[:1].isupper() and after.lower() != "time"
