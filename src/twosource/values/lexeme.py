"""A word, number or mark of a time expression."""

from typing import NamedTuple

Value = int | float | str


class Lexeme(NamedTuple):
    """A word, number or mark with its class and what it stands for; `start`/`end` in the text it was read from."""

    kind: str
    value: Value
    start: int
    end: int
