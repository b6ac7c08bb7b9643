"""Scores to findings: the best labels, the spans they spell, and which source and content belong to which cue."""

from collections.abc import Sequence

import numpy as np

from twosource.annotate.tagger.network import Network, Reading
from twosource.annotate.tagger.paths import best, runs
from twosource.annotate.tagger.tagged import Likely, Said, Tag, Tagged
from twosource.model.report import Span

Run = tuple[int, int]  # pieces, half-open

#: Below this share a piece is no likely cue.
LIKELY = 0.05


def spelled(reading: Reading, sentences: Sequence[tuple[int, int]], network: Network) -> Tagged:
    """All that the scores say of a paragraph and of its sentences."""
    card = network.card
    names = [Tag(_span(reading, (first, last)), card.names[kind]) for first, last, kind in _best(reading, network, "names")]
    return Tagged(
        said=tuple(one for one in said(reading, network) if not any(_holds(name.span, one.cue) for name in names)),
        names=tuple(names),
        hedges=tuple(hedges(reading, card.hedges)),
        likely=tuple(likely(reading, card.roles.index("cue"))),
        vectors=tuple(vectors(reading, sentences)),
    )


def said(reading: Reading, network: Network) -> tuple[Said, ...]:
    """The statements: each content goes to the cue that its first piece points to, each cue to the source it points to, or to none."""
    found: dict[str, list[Run]] = {role: [] for role in network.card.roles}
    for first, last, kind in _best(reading, network, "roles"):
        found[network.card.roles[kind]].append((first, last))
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
    scores = reading.scores["roles"]
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    share = shares[:, 1 + 2 * cue : 3 + 2 * cue].sum(-1) / shares.sum(-1)
    return [
        Likely(_span(reading, (at, at + 1)), round(float(share[at]), 3))
        for at in np.flatnonzero(share >= LIKELY).tolist()
        if 0 < at < len(share) - 1
    ]


def hedges(reading: Reading, classes: Sequence[str]) -> list[Tag]:
    """Pieces in a row of the same class are one hedge; a word with a hedged piece is hedged whole."""
    labels = reading.scores["hedges"].argmax(-1)
    spans, found = reading.spans, []
    at = 1
    while at < len(labels) - 1:
        first = at
        while at < len(labels) - 1 and labels[at] == labels[first]:
            at += 1
        if labels[first]:
            found.append(Tag(_whole(reading.text, int(spans[first, 0]), int(spans[at - 1, 1])), classes[int(labels[first]) - 1]))
    return found


def vectors(reading: Reading, sentences: Sequence[tuple[int, int]]) -> list[bytes]:
    """Each sentence's vector: the mean over its pieces, of length one; zeros for one that was cut off."""
    found = []
    for start, end in sentences:
        inside = (reading.spans[:, 0] < end) & (reading.spans[:, 1] > start)
        mean = reading.scores["vectors"][inside].mean(0) if inside.any() else np.zeros(reading.scores["vectors"].shape[1], np.float32)
        found.append((mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float16).tobytes())
    return found


def _best(reading: Reading, network: Network, head: str) -> list[tuple[int, int, int]]:
    """The spans (first piece, last + 1, kind) on the best path; the opening and closing pieces stand in none."""
    scores = reading.scores[head].copy()
    scores[[0, -1], 1:] = -1e6
    moves, starts = network.chains[head]
    return list(runs(best(scores[None], np.array([len(scores)]), moves, starts)[0]))


def _span(reading: Reading, run: Run) -> Span:
    return Span(int(reading.spans[run[0], 0]), int(reading.spans[run[1] - 1, 1]))


def _whole(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)
