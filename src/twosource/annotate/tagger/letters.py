"""The look of a word piece: its capitals, and which way a quotation mark opens; an uncased vocabulary drops both."""

import numpy as np
from numpy.typing import NDArray

LOWER, CAPITAL, CAPITALS, MIXED, DIGITS, MARK, OPENING, CLOSING, EITHER = range(1, 10)

#: How many looks there are, the one for pieces without characters (0) among them.
LOOKS = 10

QUOTES = "\"'“”‘’«»„‟″"
OPENERS = "“‘«„"
CLOSERS = "”»"


def letters(text: str, spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """One look for each of `spans` (pieces, 2), code points of `text`."""
    return np.array([look(text, start, end) for start, end in spans.tolist()], np.int64)


def look(text: str, start: int, end: int) -> int:
    """The look of `text[start:end]`; 0 when it is empty."""
    piece = text[start:end]
    if piece.islower():
        return LOWER
    if not piece:
        return 0
    if piece[0] in QUOTES:
        return direction(text, start, end)
    if piece.isdigit():
        return DIGITS
    if piece.isupper():
        return CAPITAL if len(piece) == 1 else CAPITALS
    if piece[0].isupper() and piece[1:].islower():
        return CAPITAL
    return MIXED if any(map(str.isalpha, piece)) else MARK


def direction(text: str, start: int, end: int) -> int:
    """Whether a mark opens a quotation or closes it, by its form, else by the white space beside it."""
    mark = text[start]
    if mark in OPENERS or mark in CLOSERS:
        return OPENING if mark in OPENERS else CLOSING
    after_gap = start == 0 or text[start - 1].isspace() or text[start - 1] in "([—–-"
    before_gap = end >= len(text) or text[end].isspace()
    if after_gap == before_gap:
        return EITHER
    return OPENING if after_gap else CLOSING
