"""Scores to findings: the best labels, the spans they spell, and which source and content belong to which cue."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from twosource.annotate.tagger.network import Network, Reading
from twosource.annotate.tagger.paths import NEVER, Floats, best, runs
from twosource.annotate.tagger.tagged import Likely, Named, Said, Tag, Tagged
from twosource.model.report import Span

Run = tuple[int, int]  # pieces, half-open
Runs = list[tuple[int, int, int]]  # with the kind

#: From this share on a piece may be a cue where the parse bears it out: of those below, more are wrong than right.
LIKELY = 0.6
#: From this share on words may be a hedge where the table has them.
POSSIBLE = 0.05
#: From here on it is rather a hedge than none.
SURE = 0.5


def spelled(readings: Sequence[Reading], sentences: Sequence[Sequence[tuple[int, int]]], network: Network) -> list[Tagged]:
    """All that the scores say of paragraphs and of their sentences."""
    roles, names = (_best(readings, network, head) for head in ("roles", "names"))
    return [
        _spelled(reading, role, name, inside, network)
        for reading, role, name, inside in zip(readings, roles, names, sentences, strict=True)
    ]


def _spelled(reading: Reading, roles: Runs, named: Runs, sentences: Sequence[tuple[int, int]], network: Network) -> Tagged:
    card = network.card
    names = _named(reading, named, card.names)
    return Tagged(
        said=tuple(one for one in said(reading, roles, card.roles) if not any(_holds(name.span, one.cue) for name in names)),
        names=tuple(names),
        hedges=tuple(hedges(reading, card.hedges)),
        likely=tuple(likely(reading, card.roles.index("cue"))),
        vectors=tuple(vectors(reading, sentences)),
    )


def _named(reading: Reading, named: Runs, labels: Sequence[str]) -> list[Named]:
    """Each name with the network's shares for its labels, means over its pieces."""
    shares = _shares(reading.scores["names"])
    found = []
    for first, last, kind in named:
        mean = shares[first:last].mean(0)
        each = {label: round(float(mean[1 + 2 * k] + mean[2 + 2 * k]), 3) for k, label in enumerate(labels)}
        found.append(Named(_span(reading, (first, last)), labels[kind], each))
    return found


def _shares(scores: Floats) -> Floats:
    """Scores (pieces, labels) as shares of one."""
    shares: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    return shares


def said(reading: Reading, runs: Runs, roles: Sequence[str]) -> tuple[Said, ...]:
    """The statements: each content goes to the cue that its first piece points to, each cue to the source it points to, or to none."""
    found: dict[str, list[Run]] = {role: [] for role in roles}
    for first, last, kind in runs:
        found[roles[kind]].append((first, last))
    cues, sources = found["cue"], found["source"]
    held: dict[Run, list[Run]] = {cue: [] for cue in cues}
    for content in found["content"] if cues else ():
        to = reading.scores["contents"][content[0], [cue[0] for cue in cues]]
        held[cues[int(to.argmax())]].append(content)
    statements = []
    for cue, contents in held.items():
        if contents:
            to = reading.scores["sources"][cue[0], [0, *(source[0] for source in sources)]]
            source = int(to.argmax())
            named = _span(reading, sources[source - 1]) if source else None
            statements.append(Said(_span(reading, cue), named, tuple(_span(reading, content) for content in contents)))
    return tuple(statements)


def _holds(name: Span, cue: Span) -> bool:
    """Whether a cue is part of a name, which is no cue."""
    return name.start <= cue.start and cue.end <= name.end


def likely(reading: Reading, cue: int) -> list[Likely]:
    """The pieces that may be a cue, by the network's own share for its two labels."""
    share = _shares(reading.scores["roles"])[:, 1 + 2 * cue : 3 + 2 * cue].sum(-1)
    return [
        Likely(_span(reading, (at, at + 1)), round(float(share[at]), 3))
        for at in np.flatnonzero(share >= LIKELY).tolist()
        if 0 < at < len(share) - 1
    ]


def hedges(reading: Reading, classes: Sequence[str]) -> list[Tag]:
    """Words that may weaken: pieces in a row of the same class that are all as sure, or all as unsure, as each other."""
    shares = _shares(reading.scores["hedges"])
    sure = 1 - shares[:, 0]
    sure[[0, -1]] = 0
    labels = 1 + shares[:, 1:].argmax(-1)
    level = np.where(sure >= SURE, labels, np.where(sure >= POSSIBLE, -labels, 0)).tolist()
    found, at = [], 0
    for label, run in groupby(level):
        last = at + len(list(run))
        if label:
            share = round(float(sure[at:last].max()), 3)
            found.append(Tag(_span(reading, (at, last)), classes[abs(label) - 1], share))
        at = last
    return found


def vectors(reading: Reading, sentences: Sequence[tuple[int, int]]) -> list[bytes]:
    """Each sentence's vector: the mean over its pieces, of length one; zeros for one that was cut off."""
    found = []
    for start, end in sentences:
        inside = (reading.spans[:, 0] < end) & (reading.spans[:, 1] > start)
        mean = reading.scores["vectors"][inside].mean(0) if inside.any() else np.zeros(reading.scores["vectors"].shape[1], np.float32)
        found.append((mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float16).tobytes())
    return found


def _best(readings: Sequence[Reading], network: Network, head: str) -> list[Runs]:
    """The spans on each text's best path; the opening and closing pieces stand in none."""
    if not readings:
        return []
    moves, starts = network.chains[head]
    lengths = np.array([len(reading.spans) for reading in readings])
    scores = np.zeros((len(readings), lengths.max(), len(starts)), np.float32)
    for row, reading in enumerate(readings):
        scores[row, : lengths[row]] = reading.scores[head]
        scores[row, [0, lengths[row] - 1], 1:] = NEVER
    return [list(runs(path[:length])) for path, length in zip(best(scores, lengths, moves, starts), lengths, strict=True)]


def _span(reading: Reading, run: Run) -> Span:
    """The pieces' words, whole."""
    return _whole(reading.text, int(reading.spans[run[0], 0]), int(reading.spans[run[1] - 1, 1]))


def _whole(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)
