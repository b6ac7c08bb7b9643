"""The sentences of some reports that together have most of a draft's sentence, as few words of them as can be read at once."""

from collections.abc import Sequence
from typing import NamedTuple

from twosource.tell.audit.evidence import has
from twosource.tell.audit.sources import Source, Told, Word

#: Words of the reports that are read beside a sentence. Of the words that 95 faithful sentences freely told rest on, 110 gathered so
#: have .93, and 160 .97; the five sentences of each report that `evidence` chooses have .83.
MOST = 120
#: A sentence that hardly fits is left for a shorter one, until so few words are left.
_LEFT = 8
#: What a sentence is worth for words that those chosen have already: what is told twice is told otherwise.
_AGAIN = 0.5
#: What each word of a sentence costs that may say anything.
_COSTS = 0.01


class Gathered(NamedTuple):
    """A sentence of a report that was chosen, with its words on one line."""

    source: Source
    told: Told
    text: str


def gathered(words: Sequence[Word], sources: Sequence[Source], most: int = MOST) -> tuple[Gathered, ...]:
    """The sentences chosen, by their reports and in their order there; none where no report has any of the words.

    Each in turn adds most to those before it; there are at most `most` words of them, but of the first, which may be longer.
    """
    rows = [
        (shares, i, told)
        for i, source in enumerate(sources)
        for told in source.told
        if any(shares := [has(word, told) * word.weight for word in words])
    ]
    held = [0.0] * len(words)
    chosen: list[tuple[int, int, Gathered]] = []
    left = most
    while rows and (left >= _LEFT or not chosen):
        at = max(range(len(rows)), key=lambda at: _worth(rows[at][0], held, rows[at][2]))
        shares, i, told = rows.pop(at)
        text = " ".join(sources[i].report.text[slice(*told.span)].split())
        size = text.count(" ") + 1
        if chosen and size > left:
            continue
        left -= size
        chosen.append((i, told.span.start, Gathered(sources[i], told, text)))
        held = [max(pair) for pair in zip(held, shares, strict=True)]
    return tuple(one for _, _, one in sorted(chosen, key=lambda one: one[:2]))


def _worth(shares: Sequence[float], held: Sequence[float], told: Told) -> float:
    added = sum(max(0.0, share - old) for share, old in zip(shares, held, strict=True))
    return added + _AGAIN * sum(shares) - _COSTS * len(told.words)
