"""Which sentences of the reports bear on a sentence of the draft."""

from collections.abc import Sequence
from typing import NamedTuple

from twosource.tell.audit.kinship import near
from twosource.tell.audit.sources import Source, Told, Word, weigh

#: Sentences of one report that are held together against one of the draft.
MOST = 5
#: What a further sentence must add to be one of them, of all that the draft's sentence weighs.
ADDS = 0.06
#: A further sentence is worth less the farther it stands from the first.
FAR, NEARBY = 0.75, 3
#: Reports that a sentence which cites none is held against.
MANY = 9


class Evidence(NamedTuple):
    """The sentences of one report that bear most on a sentence of the draft, the best first, and the share of its words they have."""

    source: Source
    told: tuple[Told, ...]
    share: float

    @property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(one.stems for one in self.told))


def evidence(words: Sequence[Word], source: Source) -> Evidence:
    """What a report has to say to some words."""
    whole = weigh(words)
    if not whole or not source.told:
        return Evidence(source, (), 0.0)
    rows = [[has(word, one) * word.weight for word in words] for one in source.told]
    best = max(range(len(rows)), key=lambda i: (sum(rows[i]) - 0.002 * len(source.told[i].words), -i))
    if not sum(rows[best]):
        return Evidence(source, (), 0.0)
    chosen, held = [best], rows[best]
    while len(chosen) < MOST:
        gains = {
            i: sum(max(0.0, new - old) for new, old in zip(rows[i], held, strict=True)) * (1.0 if abs(i - best) <= NEARBY else FAR)
            for i in range(len(rows))
            if i not in chosen
        }
        i = max(gains, key=lambda i: (gains[i], -abs(i - best), -i), default=None)
        if i is None or gains[i] < ADDS * whole:
            break
        chosen.append(i)
        held = [max(old, new) for old, new in zip(held, rows[i], strict=True)]
    return Evidence(source, tuple(source.told[i] for i in chosen), sum(held) / whole)


def promising(words: Sequence[Word], sources: Sequence[Source], most: int = MANY) -> list[Source]:
    """The reports that have most of some words anywhere, in the order given: the others need not be read sentence by sentence."""
    if len(sources) <= most:
        return list(sources)
    ranked = sorted(range(len(sources)), key=lambda i: (-weigh(word for word in words if word.stem in sources[i].stems), i))
    return [sources[i] for i in sorted(ranked[:most])]


def shared(words: Sequence[Word], told: Told) -> float:
    """Of what some words weigh, the share that a sentence has."""
    whole = weigh(words)
    return sum(has(word, told) * word.weight for word in words) / whole if whole else 0.0


def has(word: Word, told: Told) -> float:
    """How surely a sentence says what a word says: 1 for the word itself, less for its kin."""
    if word.stem in told.stems:
        return 1.0
    return near(word.plain, told.plains)
