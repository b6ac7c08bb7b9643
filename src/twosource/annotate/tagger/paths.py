"""The best path through a chain's labels (Viterbi 1967), for many paragraphs at a time, and the spans that it spells.

Labels of a chain are 0 for nothing, 1 + 2k where a span of kind k opens and 2 + 2k where it goes on.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

#: The cost of what cannot be: a span that goes on without having opened.
NEVER = np.float32(-1e6)


def lawful(moves: Floats, starts: Floats) -> tuple[Floats, Floats]:
    """`moves` (labels, labels) and `starts` (labels,) with what cannot follow ruled out."""
    moves, starts = moves.copy(), starts.copy()
    for label in range(2, len(starts), 2):
        starts[label] = NEVER
        for before in range(len(starts)):
            if before not in (label, label - 1):
                moves[before, label] = NEVER
    return moves, starts


def best(scores: Floats, lengths: Labels, moves: Floats, starts: Floats) -> Labels:
    """The best labels (batch, length) for `scores` (batch, length, labels); beyond a row's own length they stay as at its end."""
    ahead = scores[:, 0] + starts
    came = np.zeros(scores.shape, np.int64)
    rest = np.arange(scores.shape[2])
    for at in range(1, scores.shape[1]):
        through = ahead[:, :, None] + moves
        goes_on = (at < lengths)[:, None]
        came[:, at] = np.where(goes_on, through.argmax(1), rest)
        ahead = np.where(goes_on, through.max(1) + scores[:, at], ahead)
    path = np.zeros(scores.shape[:2], np.int64)
    path[:, -1] = ahead.argmax(1)
    for at in range(scores.shape[1] - 1, 0, -1):
        path[:, at - 1] = np.take_along_axis(came[:, at], path[:, at, None], 1)[:, 0]
    return path


def runs(labels: Labels) -> Iterator[tuple[int, int, int]]:
    """The spans (first, last + 1, kind) of one row's labels."""
    opened, kind = -1, -1
    for at, label in enumerate([*labels.tolist(), 0]):
        goes_on = label > 0 and label % 2 == 0 and (label - 2) // 2 == kind
        if not goes_on:
            if kind >= 0:
                yield opened, at, kind
            opened, kind = (at, (label - 1) // 2) if label else (-1, -1)
