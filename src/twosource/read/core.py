"""Where the article stands in a copy of a whole page: the stretch with the most prose and the least else."""

from collections.abc import Sequence
from typing import NamedTuple

#: What a line that is no paragraph takes from a stretch, in words; so a few of them end no article, and a menu does.
#: After Finn, Kushmerick and Smyth's body text extraction (2001): the stretch with the greatest sum.
COST = 8
#: A longer paragraph says no more than that it is one.
MOST = 60

#: A lead of so many words, above a table of short lines, is of the article; so is a last paragraph soon after it.
LEAD, ABOVE, BELOW = 30, 30, 12


class Stretch(NamedTuple):
    """Blocks `[start, end)`."""

    start: int
    end: int


def core(prose_words: Sequence[int]) -> Stretch:
    """The stretch of blocks with the greatest sum, where `prose_words` has the words of each paragraph and 0 for what is none."""
    best, best_sum = Stretch(0, 0), 0
    start = running = 0
    for at, words in enumerate(prose_words):
        if running <= 0:
            start, running = at, 0
        running += min(words, MOST) if words else -COST
        if running > best_sum:
            best, best_sum = Stretch(start, at + 1), running
    return _grown(prose_words, best)


def _grown(prose_words: Sequence[int], stretch: Stretch) -> Stretch:
    """The stretch with the paragraphs near its ends that are too long for furniture."""
    start, end = stretch
    while (near := next((at for at in range(start - 1, max(-1, start - 1 - ABOVE), -1) if prose_words[at] >= LEAD), None)) is not None:
        start = near
    while (near := next((at for at in range(end, min(len(prose_words), end + BELOW)) if prose_words[at] >= LEAD), None)) is not None:
        end = near + 1
    return Stretch(start, end)
