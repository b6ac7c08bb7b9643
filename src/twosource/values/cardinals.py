"""Whole numbers in words, "three hundred and five", and those with a fraction behind them, "two and a half million"."""

from collections.abc import Sequence
from typing import NamedTuple

from twosource.lang.numbers import Numbers
from twosource.values.fractions import fraction
from twosource.values.tokens import Number, Token, follows

_ONES = frozenset({"ones", "teens", "tens"})


class _Sum(NamedTuple):
    """A number in words as far as it has been read."""

    total: float = 0.0
    group: float = 0.0
    last: str = "start"
    scale: float = 1.0
    closed: float = 0.0  # what the last scale closed: the 300,000 of "three lakh", which "crore" multiplies

    @property
    def value(self) -> float:
        return self.total + self.group

    def plus(self, kind: str, value: float) -> "_Sum":
        if kind == "scale":
            if self.closed and not self.group:
                return _Sum(self.total + self.closed * (value - 1), 0.0, kind, value, self.closed * value)
            group = (self.group or 1.0) * value
            done = value > 100  # "three thousand" is closed, "three hundred" may be thousands yet
            return _Sum(self.total + group, 0.0, kind, value, group) if done else _Sum(self.total, group, kind, value)
        return self._replace(group=self.group + (value if kind != "article" else 0.0), last=kind)


def cardinal(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """The longest well-formed run of number words from token `at`."""
    said, i = _Sum(), at
    while i < len(tokens) and (i == at or follows(text, tokens[i - 1], tokens[i])):
        kind, value = _kind(tokens[i], table)
        if kind == "join" and said.last == "scale" and (more := part_of_scale(text, tokens, i, said.scale, table)) is not None:
            value = said.value + more[0]
            return Number(tokens[at].start, tokens[more[1] - 1].end, value, value, "words", said.scale), more[1]
        if kind == "join" and said.last == "scale" and _goes_on(text, tokens, i, table):
            said = said._replace(last="join")
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
    return _with_end(text, tokens, (at, i), said, table)


def _with_end(text: str, tokens: Sequence[Token], read: tuple[int, int], said: _Sum, table: Numbers) -> tuple[Number, int]:
    """A number of the tokens `read`, with the denominator or the decimals behind it: "two thirds", "two point five"."""
    at, i = read
    after = tokens[i] if i < len(tokens) and follows(text, tokens[i - 1], tokens[i]) else None
    if after is not None and after.lower in table.denominators and said.scale == 1:
        share = fraction(text, tokens, i - 1, said.value, table)
        if share is not None:
            return share[0]._replace(start=tokens[at].start), share[1]
    if after is not None and after.lower in table.point and (more := _decimals(text, tokens, i, table)) is not None:
        return _mixed(text, tokens, at, (said.value + more[0], more[1]), table)
    return Number(tokens[at].start, tokens[i - 1].end, said.value, said.value, "words", said.scale), i


def _goes_on(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> bool:
    """Whether a number goes on after "and"."""
    return at + 1 < len(tokens) and follows(text, tokens[at], tokens[at + 1]) and _kind(tokens[at + 1], table)[0] in _ONES


def part_of_scale(text: str, tokens: Sequence[Token], at: int, scale: float, table: Numbers) -> tuple[float, int] | None:
    """What the part behind "and" adds, and the index after it: "a million and a half", "a billion and a half million"."""
    found = _and_a_half(text, tokens, at, table)
    if found is None:
        return None
    part, after = found
    own = table.scales.get(tokens[after].lower) if after < len(tokens) and follows(text, tokens[after - 1], tokens[after]) else None
    if own is not None:
        return (part * own, after + 1) if own < scale else None
    return part * (scale if scale >= 1e3 else 1.0), after


def _decimals(text: str, tokens: Sequence[Token], point: int, table: Numbers) -> tuple[float, int] | None:
    """The digits behind "point", and the index after them: "zero three", "seventy-one"."""
    said, at = "", point + 1
    while at < len(tokens) and follows(text, tokens[at - 1], tokens[at]) and tokens[at].lower in table.cardinals:
        value = int(table.cardinals[tokens[at].lower])
        ends_a_ten = said.endswith("0") and text[tokens[at].start - 1] == "-"
        said = said[:-1] + str(value) if ends_a_ten else said + str(value)
        at += 1
    return (float(f"0.{said}"), at) if said else None


def _and_a_half(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[float, int] | None:
    """The half of "two and a half", "two and three quarters": its value and the index after it."""
    run = [tokens[at]]
    while len(run) < 3 and at + len(run) < len(tokens) and follows(text, run[-1], tokens[at + len(run)]):
        run.append(tokens[at + len(run)])
    if len(run) == 3 and run[2].lower in table.denominators and (run[1].lower in table.articles or run[1].lower in table.cardinals):
        over, below = table.cardinals.get(run[1].lower, 1.0), table.denominators[run[2].lower]
        return (over / below, at + 3) if 0 < over < below else None
    return None


def _mixed(text: str, tokens: Sequence[Token], at: int, read: tuple[float, int], table: Numbers) -> tuple[Number, int]:
    """A mixed number with the scale after it: "two and a half million"."""
    value, after = read
    end, scaled = tokens[after - 1].end, 1.0
    if (
        after < len(tokens)
        and follows(text, tokens[after - 1], tokens[after])
        and (scale := table.scales.get(tokens[after].lower)) is not None
    ):
        value, end, scaled, after = value * scale, tokens[after].end, scale, after + 1
    return Number(tokens[at].start, end, value, value, "words", scaled), after


def _kind(token: Token, table: Numbers) -> tuple[str, float]:
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
        return kind in {"ones", "teens", "tens", "article", "scale"}
    if kind == "scale":
        return last != "join" and (group > 0 or last in {"article", "scale"})
    if kind == "ones":
        return last in {"tens", "join", "scale"} and value > 0
    return kind in {"teens", "tens"} and last in {"join", "scale"}
