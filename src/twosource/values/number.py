"""Numbers in running text: digits, words, fractions and vague plurals, with the characters they stand on."""

import re
from collections.abc import Iterator, Sequence

from twosource.lang import Language
from twosource.lang.numbers import Numbers
from twosource.values.cardinals import cardinal, part_of_scale
from twosource.values.fractions import fraction, half, part, share_of
from twosource.values.tokens import Number, Token, following, follows, tokens_of

_NEXT_WORD = re.compile(r"\s([a-z]{2,24})\b")


def numbers(text: str, lang: Language) -> Iterator[Number]:
    """All numbers of a text, in order; whether one counts anything is for others to say."""
    table = lang.numbers
    tokens = tuple(tokens_of(text, lang))
    at = 0
    held: Number | None = None
    while at < len(tokens):
        found = _digits(text, tokens, at, table) or _words(text, tokens, at, table) or _vague(text, tokens, at, table)
        if found is None:
            at += 1
            continue
        number, at = found
        if held is not None and (share := share_of(text, held, number, table)) is not None:
            yield share
            held = None
            continue
        if held is not None:
            yield held
        held = number
    if held is not None:
        yield held


def _digits(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A number that begins with digits: "9,000", "3.5 million", "2 dozen", "25k", "3 and a half"."""
    first = tokens[at]
    if first.value is None:
        return None
    value, end, scaled = first.value, first.end, 1.0
    after = following(text, tokens, at)
    if after is not None and after.fraction and text[first.end : after.start] in {" ", "-"} and not first.fraction and value == int(value):
        value, end, at = value + after.value if after.value else value, after.end, at + 1  # "1 1/2"
        after = following(text, tokens, at)
    while after is not None and (scale := _scale(text, tokens[at], after, table)) is not None:
        value, end, scaled, at = value * scale, after.end, scaled * scale, at + 1
        after = following(text, tokens, at)
    if scaled > 1 and after is not None and (more := _tail(text, tokens, at, (value, scaled), table)) is not None:
        value, end, at = more
    return Number(first.start, end, value, value, "fraction" if first.fraction and scaled == 1 else "digits", scaled), at + 1


def _scale(text: str, left: Token, right: Token, table: Numbers) -> float | None:
    if right.value is not None:
        return None
    if (scale := table.scales.get(right.lower)) is not None:
        return scale
    suffix = table.suffixes.get(right.word)
    if suffix is None:
        return None
    joined = left.end == right.start
    if joined and right.word not in {"m", "M", "b", "B"}:
        return suffix
    # "1.2m tons", "8 B people": a million or billion where a word follows that can be counted; "100m" alone is metres
    counts = _NEXT_WORD.match(text, right.end)
    return suffix if counts and counts[1] not in table.metres and (joined or right.word in {"B", "M"}) else None


def _tail(text: str, tokens: Sequence[Token], at: int, read: tuple[float, float], table: Numbers) -> tuple[float, int, int] | None:
    """The rest of "4 hundred and 21", "6 crore and two hundred", "3 million and a half"; `read` is the value so far and its last scale."""
    (value, scale), ahead = read, at + 1
    if tokens[ahead].lower in table.joins and (part := part_of_scale(text, tokens, ahead, scale, table)) is not None:
        return value + part[0], tokens[part[1] - 1].end, part[1] - 1
    if tokens[ahead].lower in table.joins and ahead + 1 < len(tokens) and follows(text, tokens[ahead], tokens[ahead + 1]):
        ahead += 1
    last = tokens[ahead]
    if (
        ahead > at + 1
        and last.value is not None
        and tokens[at].lower in table.scales
        and table.scales[tokens[at].lower] == 100 > last.value
        and ((beyond := following(text, tokens, ahead)) is None or beyond.lower not in table.scales)
    ):
        return value + last.value, last.end, ahead
    rest = _words(text, tokens, ahead, table)
    if rest is None or rest[0].form != "words" or rest[0].low >= _unit_of(value):
        return None
    return value + rest[0].low, rest[0].end, rest[1] - 1


def _unit_of(value: float) -> float:
    return next((scale for scale in (1e12, 1e9, 1e6, 1e3, 1e2) if value >= scale), 1.0)


def _words(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A number in words: "twenty-four", "three hundred and five", "a million", "half a million", "two thirds"."""
    first = tokens[at]
    if first.value is not None:
        return None
    if first.lower in table.half:
        return half(text, tokens, at, table)
    if first.lower in table.minus:
        return _negative(text, tokens, at, table)
    if first.lower in table.articles:
        return _with_article(text, tokens, at, table)
    if first.lower in table.denominators:
        return part(text, tokens, at, table)
    opens = first.lower in table.cardinals or (first.lower in table.scales and _headlong(text, tokens, at, table))
    return cardinal(text, tokens, at, table) if opens else None


def _with_article(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """What "a" opens: "a half of it", "a third of it", "a million"."""
    after = following(text, tokens, at)
    if after is None:
        return None
    if after.lower in table.half:
        found = half(text, tokens, at + 1, table)
        return None if found is None else (found[0]._replace(start=tokens[at].start), found[1])
    if after.lower in table.denominators:
        return fraction(text, tokens, at, 1.0, table)
    return cardinal(text, tokens, at, table) if after.lower in table.scales else None


def _headlong(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> bool:
    """Whether a number opens with its scale: "Hundred thousand march", in a headline, "the last hundred metres"."""
    after = following(text, tokens, at)
    ranked = text[max(0, tokens[at].start - 16) : tokens[at].start].split()[-1:]
    if ranked and ranked[0].lower() in table.ranked and table.scales[tokens[at].lower] >= 100:
        return True
    return after is not None and table.scales.get(after.lower, 0.0) > table.scales[tokens[at].lower] >= 100


def _negative(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    if following(text, tokens, at) is None:
        return None
    found = _digits(text, tokens, at + 1, table) or _words(text, tokens, at + 1, table)
    if found is None:
        return None
    number, after = found
    return number._replace(start=tokens[at].start, low=-abs(number.low), high=-abs(number.high)), after


def _vague(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """A vague plural: "dozens of", "hundreds of thousands of", "millions of"."""
    first = tokens[at]
    if first.lower in table.several or first.lower in table.articles:
        return _several(text, tokens, at, table)
    if first.lower not in table.vague:
        return None
    low, high = table.vague[first.lower]
    end, after = first.end, at + 1
    of = following(text, tokens, at)
    if of is None or of.lower != "of":
        return (Number(first.start, end, low, high, "vague"), after) if first.lower not in {"scores", "tens"} else None
    more = following(text, tokens, at + 1)
    if more is not None and more.lower in table.vague:
        factor = table.vague[more.lower][0]
        return Number(first.start, more.end, low * factor, high * factor, "vague", factor), at + 3
    return Number(first.start, end, low, high, "vague"), after


def _several(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """So many of a scale: "several hundred", "a few thousand", "a couple of million"; alone such a word gives no figure."""
    word = at + 1 if tokens[at].lower in table.articles else at
    if word >= len(tokens) or tokens[word].lower not in table.several or (word > at and not follows(text, tokens[at], tokens[word])):
        return None
    last, scale = word, following(text, tokens, word)
    if scale is not None and scale.lower == "of":
        last, scale = word + 1, following(text, tokens, word + 1)
    if scale is None or scale.lower not in table.scales:
        return None
    times, low, high = table.scales[scale.lower], *table.several[tokens[word].lower]
    return Number(tokens[at].start, tokens[last + 1].end, low * times, high * times, "vague", times), last + 2
