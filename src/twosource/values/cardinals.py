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

    @property
    def value(self) -> float:
        return self.total + self.group

    def plus(self, kind: str, value: float) -> "_Sum":
        if kind == "scale":
            group = (self.group or 1.0) * value
            done = value > 100  # "three thousand" is closed, "three hundred" may be thousands yet
            return _Sum(self.total + group if done else self.total, 0.0 if done else group, kind, value)
        return self._replace(group=self.group + (value if kind != "article" else 0.0), last=kind)


def cardinal(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[Number, int] | None:
    """The longest well-formed run of number words from token `at`."""
    said, i = _Sum(), at
    while i < len(tokens) and (i == at or follows(text, tokens[i - 1], tokens[i])):
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
    after = tokens[i] if i < len(tokens) and follows(text, tokens[i - 1], tokens[i]) else None
    if after is not None and after.lower in table.denominators and said.scale == 1:
        share = fraction(text, tokens, i - 1, said.value, table)
        if share is not None:
            return share[0]._replace(start=tokens[at].start), share[1]
    return Number(tokens[at].start, tokens[i - 1].end, said.value, said.value, "words", said.scale), i


def _goes_on(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> bool:
    """Whether a number goes on after "and"."""
    return at + 1 < len(tokens) and follows(text, tokens[at], tokens[at + 1]) and _kind(tokens[at + 1], table)[0] in _ONES


def _and_a_half(text: str, tokens: Sequence[Token], at: int, table: Numbers) -> tuple[float, int] | None:
    """The half of "two and a half", "two and three quarters": its value and the index after it."""
    run = [tokens[at]]
    while len(run) < 3 and at + len(run) < len(tokens) and follows(text, run[-1], tokens[at + len(run)]):
        run.append(tokens[at + len(run)])
    if len(run) == 3 and run[2].lower in table.denominators and (run[1].lower in table.articles or run[1].lower in table.cardinals):
        over = table.cardinals.get(run[1].lower, 1.0)
        return over / table.denominators[run[2].lower], at + 3
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
        return kind in {"ones", "teens", "tens", "article"}
    if kind == "scale":
        return last != "join" and (group > 0 or last in {"article", "scale"})
    if kind == "ones":
        return last in {"tens", "join", "scale"} and value > 0
    return kind in {"teens", "tens"} and last in {"join", "scale"}
