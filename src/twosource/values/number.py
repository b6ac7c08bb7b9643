"""Numbers in running text: digits, words, fractions and vague plurals, with the characters they stand on."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from twosource.lang import Language, language
from twosource.lang.numbers import Numbers

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
    r"\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)(?:\.\d{1,20})?"  # 9,000 and 1,50,000
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,8}(?![\d])(?:\.\d{1,20})?"  # 9 000 with a hard or thin space
    r"|\d{1,30}(?:\.\d{1,20})?"
    r"|\.\d{1,20}"
)
_TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.,/:])(?P<sign>(?:(?<=[\s($€£¥])|^)[+−–-])?(?P<figure>{_DIGITS})(?P<power>\s?[x×]\s?10\^?(?P<ten>[-−]?\d{{1,3}}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{{1,4}})|e[+-]?\d{{1,3}}(?!\w))?"
    rf"(?P<vulgar>\s?[{''.join(VULGAR)}])?(?P<over>\s?[/⁄]\s?\d{{1,6}}(?![\d/.,]\d|\d))?)"
    rf"|(?P<lone>[{''.join(VULGAR)}])"
    r"|(?P<word>[^\W\d_]{1,20})"
)
_OF = re.compile(r"\s(in|out\sof)\s(every\s)?", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s([a-z]{2,24})\b")
_COUNTABLE = re.compile(r"\s([^\W\d_]{3,24})\b")
_ONES = frozenset({"ones", "teens", "tens"})
_GAP = re.compile(r"[ \t\u00a0\u202f\u2009]?\r?\n?[ \t]?|\s?-\s?|[-‑]")


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


class _Token(NamedTuple):
    start: int
    end: int
    lower: str
    word: str
    value: float | None  # of digits
    fraction: bool = False


def numbers(text: str, lang: Language) -> Iterator[Number]:
    """All numbers of a text, in order; whether one counts anything is for others to say."""
    table = lang.numbers
    tokens = tuple(_tokens(text, lang))
    at = 0
    held: Number | None = None
    while at < len(tokens):
        found = _digits(text, tokens, at, table) or _words(text, tokens, at, table) or _vague(text, tokens, at, table)
        if found is None:
            at += 1
            continue
        number, at = found
        if held is not None and (share := _share(text, held, number, table)) is not None:
            yield share
            held = None
            continue
        if held is not None:
            yield held
        held = number
    if held is not None:
        yield held


def _share(text: str, over: Number, below: Number, table: Numbers) -> Number | None:
    """So many of so many: "one in five", "two out of three"."""
    joint = _OF.fullmatch(text, over.end, below.start) if below.start - over.end <= 16 else None
    if joint is None or over.form != below.form or not 0 < over.low < below.low <= 1000 or over.low > 99:
        return None
    if joint[1].lower() == "in" and not joint[2] and over.low != 1:
        return None
    counts = _COUNTABLE.match(text, below.end)
    if over.low != int(over.low) or counts is None or counts[1].lower() in table.periods:
        return None
    value = over.low / below.low
    return Number(over.start, below.end, value, value, "fraction")


def _tokens(text: str, lang: Language) -> Iterator[_Token]:
    words, suffixes = _vocabulary(lang.code), lang.numbers.suffixes
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word is not None:
            lower = word.lower()
            if lower in words or word in suffixes:
                yield _Token(match.start(), match.end(), lower, word, None)
            continue
        value, fraction = _figure(match)
        if value is not None:
            yield _Token(match.start(), match.end(), "", match[0], value, fraction)


@functools.cache
def _vocabulary(code: str) -> frozenset[str]:
    """The words that can be part of a number."""
    table = language(code).numbers
    words = (table.cardinals, table.scales, table.denominators, table.vague, table.half, table.articles, table.joins, table.minus)
    return frozenset(chain(*words, ("of", "in", "out")))


def _figure(match: re.Match[str]) -> tuple[float | None, bool]:
    """The value of a run of digits, and whether it is written as a fraction."""
    if match["lone"]:
        return VULGAR[match["lone"]], True
    value = float(re.sub(r"[,\s]", "", match["figure"]))
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


def _follows(text: str, left: _Token, right: _Token) -> bool:
    return right.start - left.end <= 3 and _GAP.fullmatch(text, left.end, right.start) is not None


def _next(text: str, tokens: Sequence[_Token], at: int) -> _Token | None:
    """The token after `at`, if nothing but a space or hyphen stands between."""
    return tokens[at + 1] if at + 1 < len(tokens) and _follows(text, tokens[at], tokens[at + 1]) else None


def _digits(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A number that begins with digits: "9,000", "3.5 million", "2 dozen", "25k", "3 and a half"."""
    first = tokens[at]
    if first.value is None:
        return None
    value, end, scaled = first.value, first.end, 1.0
    after = _next(text, tokens, at)
    if after is not None and after.fraction and text[first.end : after.start] in {" ", "-"} and not first.fraction and value == int(value):
        value, end, at = value + after.value if after.value else value, after.end, at + 1  # "1 1/2"
        after = _next(text, tokens, at)
    while after is not None and (scale := _scale(text, tokens[at], after, table)) is not None:
        value, end, scaled, at = value * scale, after.end, scaled * scale, at + 1
        after = _next(text, tokens, at)
    if scaled > 1 and after is not None and (more := _tail(text, tokens, at, value, table)) is not None:
        value, end, at = more
    return Number(first.start, end, value, value, "fraction" if first.fraction and scaled == 1 else "digits", scaled), at + 1


def _scale(text: str, left: _Token, right: _Token, table: Numbers) -> float | None:
    if right.value is not None:
        return None
    if (scale := table.scales.get(right.lower)) is not None:
        return scale
    suffix = table.suffixes.get(right.word)
    if suffix is None:
        return None
    joined = left.end == right.start
    if joined and right.word not in {"m", "M", "b"}:
        return suffix
    # "1.2m tons", "8 B people": a million or billion where a word follows that can be counted; "100m" alone is metres
    counts = _NEXT_WORD.match(text, right.end)
    return suffix if counts and counts[1] not in table.metres and (joined or right.word in {"B", "M"}) else None


def _tail(text: str, tokens: Sequence[_Token], at: int, value: float, table: Numbers) -> tuple[float, int, int] | None:
    """The rest of "4 hundred and 21", "6 crore and two hundred"."""
    ahead = at + 1
    if tokens[ahead].lower in table.joins and ahead + 1 < len(tokens) and _follows(text, tokens[ahead], tokens[ahead + 1]):
        ahead += 1
    last = tokens[ahead]
    if (
        ahead > at + 1
        and last.value is not None
        and tokens[at].lower in table.scales
        and table.scales[tokens[at].lower] == 100 > last.value
    ):
        return value + last.value, last.end, ahead
    rest = _words(text, tokens, ahead, table)
    if rest is None or rest[0].form != "words" or rest[0].low >= _unit_of(value):
        return None
    return value + rest[0].low, rest[0].end, rest[1] - 1


def _unit_of(value: float) -> float:
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3, 1e2) if value >= scale), 1.0)


def _words(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A number in words: "twenty-four", "three hundred and five", "a million", "half a million", "two thirds"."""
    first = tokens[at]
    if first.value is not None or not (
        first.lower in table.cardinals or first.lower in table.articles or first.lower in table.half or first.lower in table.minus
    ):
        return None
    if first.lower in table.minus:
        return _negative(text, tokens, at, table)
    if first.lower in table.half:
        return _half(text, tokens, at, table)
    if first.lower in table.articles:
        after = _next(text, tokens, at)
        if after is None:
            return None
        if after.lower in table.half:
            found = _half(text, tokens, at + 1, table)
            return None if found is None else (found[0]._replace(start=first.start), found[1])
        if after.lower in table.denominators:
            return _fraction(text, tokens, at, 1.0, table)
        if after.lower not in table.scales:
            return None
    return _cardinal(text, tokens, at, table)


def _negative(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    if _next(text, tokens, at) is None:
        return None
    found = _digits(text, tokens, at + 1, table) or _words(text, tokens, at + 1, table)
    if found is None:
        return None
    number, after = found
    return number._replace(start=tokens[at].start, low=-abs(number.low), high=-abs(number.high)), after


def _half(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """What "half" halves: "half a million", "half a dozen", "half an hour", "half of the crew"."""
    first, after = tokens[at], _next(text, tokens, at)
    previous = re.search(r"([^\W\d_]+)\s$", text[max(0, first.start - 16) : first.start])
    if previous is not None and previous[1].lower() in table.before_half:
        return None  # "the second half of the match"
    if after is None or after.lower in {"in", "out", *table.joins}:
        rest = text[first.end : first.end + 5].lower()
        return (
            (Number(first.start, first.end, 0.5, 0.5, "fraction"), at + 1)
            if rest.startswith((" the ", " its", " his", " her", " thei", " all "))
            else None
        )
    if after.lower == "of":
        return Number(first.start, first.end, 0.5, 0.5, "fraction"), at + 1
    if after.lower in table.articles:
        scale = _next(text, tokens, at + 1)
        if scale is not None and scale.lower in table.scales:
            value = 0.5 * table.scales[scale.lower]
            return Number(first.start, scale.end, value, value, "words", table.scales[scale.lower]), at + 3
        return Number(first.start, after.end, 0.5, 0.5, "fraction"), at + 2  # "half an hour", "half a mile"
    if after.lower in table.scales and text[first.end] == "-":
        value = 0.5 * table.scales[after.lower]
        return Number(first.start, after.end, value, value, "words", table.scales[after.lower]), at + 2
    return None


def _fraction(text: str, tokens: Sequence[_Token], at: int, over: float, table: Numbers) -> tuple[Number, int] | None:
    """A fraction in words: "a third of", "two-thirds", "a quarter of a million"; the numerator ends at token `at`."""
    below = tokens[at + 1]
    if scaled := _scaled(text, tokens, at + 1, table):
        scale, after = scaled
        value = over / table.denominators[below.lower] * scale
        return Number(tokens[at].start, tokens[after - 1].end, value, value, "words", scale), after
    if below.lower == "half" and over != 1:
        return None
    plural = below.lower.endswith("s") or below.lower == "halves"
    of = re.match(r"(?:\s+of\b|\s+(?:that|the)\b|\s*(?:[.,;:)]|$))", text[below.end : below.end + 8])
    if plural != (over > 1) or not (plural or of):
        return None  # "a third man", "one quarter ago"
    if below.lower == "quarters" and not of:
        return None
    value = over / table.denominators[below.lower]
    return Number(tokens[at].start, below.end, value, value, "fraction"), at + 2


def _scaled(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[float, int] | None:
    """The scale behind a fraction, "of a million" or "million", and the index after it."""
    after = _next(text, tokens, at)
    if (
        after is not None
        and after.lower == "of"
        and (article := _next(text, tokens, at + 1)) is not None
        and article.lower in table.articles
    ):
        at, after = at + 2, _next(text, tokens, at + 2)
    if after is None or (scale := table.scales.get(after.lower)) is None or scale < 1e3:
        return None
    return scale, at + 2


class _Sum(NamedTuple):
    """A number in words as far as it has been read."""

    total: float = 0.0
    group: float = 0.0
    last: str = "start"
    scale: float = 1.0

    @property
    def value(self) -> float:
        return self.total + self.group

    def plus(self, kind: str, value: float) -> "_Sum":
        if kind == "scale":
            group = (self.group or 1.0) * value
            done = value > 100  # "three thousand" is closed, "three hundred" may be thousands yet
            return _Sum(self.total + group if done else self.total, 0.0 if done else group, kind, value)
        return self._replace(group=self.group + (value if kind != "article" else 0.0), last=kind)


def _cardinal(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """The longest well-formed run of number words from token `at`."""
    said, i = _Sum(), at
    while i < len(tokens) and (i == at or _follows(text, tokens[i - 1], tokens[i])):
        kind, value = _kind(tokens[i], table)
        if kind == "join" and said.last == "scale" and _goes_on(text, tokens, i, table):
            said = said._replace(last="join")
        elif kind == "join" and said.last == "scale" and said.scale >= 1e3 and (more := _and_a_half(text, tokens, i, table)) is not None:
            value = said.value + more[0] * said.scale  # "a million and a half"
            return Number(tokens[at].start, tokens[more[1] - 1].end, value, value, "words", said.scale), more[1]
        elif kind == "join" and said.last in _ONES and (mixed := _and_a_half(text, tokens, i, table)) is not None:
            return _mixed(text, tokens, at, (said.value + mixed[0], mixed[1]), table)
        elif kind != "join" and _fits(said.last, kind, said.group, value):
            said = said.plus(kind, value)
        else:
            break
        i += 1
    if said.last == "join":
        i -= 1
    if i == at or (tokens[at].lower in table.articles and said.scale == 1):
        return None
    after = tokens[i] if i < len(tokens) and _follows(text, tokens[i - 1], tokens[i]) else None
    if after is not None and after.lower in table.denominators and said.scale == 1:
        share = _fraction(text, tokens, i - 1, said.value, table)
        if share is not None:
            return share[0]._replace(start=tokens[at].start), share[1]
    return Number(tokens[at].start, tokens[i - 1].end, said.value, said.value, "words", said.scale), i


def _goes_on(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> bool:
    """Whether a number goes on after "and"."""
    return at + 1 < len(tokens) and _follows(text, tokens[at], tokens[at + 1]) and _kind(tokens[at + 1], table)[0] in _ONES


def _and_a_half(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[float, int] | None:
    """The half of "two and a half", "two and three quarters": its value and the index after it."""
    run = [tokens[at]]
    while len(run) < 3 and at + len(run) < len(tokens) and _follows(text, run[-1], tokens[at + len(run)]):
        run.append(tokens[at + len(run)])
    if len(run) == 3 and run[2].lower in table.denominators and (run[1].lower in table.articles or run[1].lower in table.cardinals):
        over = table.cardinals.get(run[1].lower, 1.0)
        return over / table.denominators[run[2].lower], at + 3
    return None


def _mixed(text: str, tokens: Sequence[_Token], at: int, read: tuple[float, int], table: Numbers) -> tuple[Number, int]:
    """A mixed number with the scale after it: "two and a half million"."""
    value, after = read
    end, scaled = tokens[after - 1].end, 1.0
    if (
        after < len(tokens)
        and _follows(text, tokens[after - 1], tokens[after])
        and (scale := table.scales.get(tokens[after].lower)) is not None
    ):
        value, end, scaled, after = value * scale, tokens[after].end, scale, after + 1
    return Number(tokens[at].start, end, value, value, "words", scaled), after


def _kind(token: _Token, table: Numbers) -> tuple[str, float]:
    if token.lower in table.cardinals:
        value = table.cardinals[token.lower]
        return ("ones" if value < 10 else "teens" if value < 20 else "tens"), value
    if token.lower in table.scales:
        return "scale", table.scales[token.lower]
    if token.lower in table.joins:
        return "join", 0.0
    return ("article", 1.0) if token.lower in table.articles else ("other", 0.0)


def _fits(last: str, kind: str, group: float, value: float) -> bool:
    """Whether a number word may follow another: "twenty" takes "four", "four" takes nothing but a scale."""
    if last == "start":
        return kind in {"ones", "teens", "tens", "article"}
    if kind == "scale":
        return last != "join" and (group > 0 or last in {"article", "scale"})
    if kind == "ones":
        return last in {"tens", "join", "scale"} and value > 0
    return kind in {"teens", "tens"} and last in {"join", "scale"}


def _vague(text: str, tokens: Sequence[_Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A vague plural: "dozens of", "hundreds of thousands of", "millions of"."""
    first = tokens[at]
    if first.lower not in table.vague:
        return None
    low, high = table.vague[first.lower]
    end, after = first.end, at + 1
    of = _next(text, tokens, at)
    if of is None or of.lower != "of":
        return (Number(first.start, end, low, high, "vague"), after) if first.lower not in {"scores", "tens"} else None
    more = _next(text, tokens, at + 1)
    if more is not None and more.lower in table.vague:
        factor = table.vague[more.lower][0]
        return Number(first.start, more.end, low * factor, high * factor, "vague", factor), at + 3
    return Number(first.start, end, low, high, "vague"), after
