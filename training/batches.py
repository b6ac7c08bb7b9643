"""Examples to padded batches of like lengths."""

import random
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch

from training.corpora import Example
from training.tagger import Batch

#: Pieces in a batch, padding among them.
ROOM = 2048


def grouped(examples: Sequence[Example], chance: random.Random, room: int = ROOM) -> list[list[Example]]:
    """All examples once, in batches of like length, in an order that `chance` settles."""
    order = sorted(examples, key=lambda e: len(e.pieces) + chance.random() * 6)
    found: list[list[Example]] = [[]]
    for example in order:
        together = [*found[-1], example]
        if len(together) > 1 and len(together) * max(len(e.pieces) for e in together) > room:
            found.append([])
        found[-1].append(example)
    chance.shuffle(found)
    return found


def padded(rows: Sequence[np.ndarray | None], shape: tuple[int, int], fill: int) -> torch.Tensor:
    """Rows side by side, `fill` where one is shorter or missing."""
    held = np.full(shape, fill, np.int64)
    for at, row in enumerate(rows):
        if row is not None:
            held[at, : len(row)] = row
    return torch.from_numpy(held)


def batch(examples: Sequence[Example], ids: np.ndarray | None, filler: int, targets: Mapping[str, np.ndarray]) -> Batch:
    """A batch; `ids` turns MiniLM's pieces into another vocabulary's, `filler` is the piece for padding.

    `targets` holds a vector for each sentence, or nothing where none are kept.
    """
    shape = (len(examples), max(len(e.pieces) for e in examples))
    pieces = [e.pieces if ids is None else ids[e.pieces] for e in examples]
    cells, vectors = [], []
    for row, example in enumerate(examples):
        for (first, last), text in zip(example.sentences, example.texts, strict=True) if targets else ():
            cells.append((row, first, last))
            vectors.append(targets[text])
    links = {
        name: torch.tensor([(row, a, b) for row, e in enumerate(examples) for a, b in getattr(e, name)], dtype=torch.long).view(-1, 3)
        for name in ("sources", "contents")
    }
    return Batch(
        pieces=padded(pieces, shape, filler),
        letters=padded([e.letters for e in examples], shape, 0),
        mask=padded([np.ones(len(e.pieces), np.int64) for e in examples], shape, 0),
        roles=padded([e.roles for e in examples], shape, -1),
        names=padded([e.names for e in examples], shape, -1),
        hedges=padded([e.hedges if e.corpus == "hedges" else None for e in examples], shape, -1),
        weasels=padded([e.hedges if e.corpus == "weasels" else None for e in examples], shape, -1),
        sources=links["sources"],
        contents=links["contents"],
        sentences=torch.tensor(cells, dtype=torch.long).view(-1, 3),
        targets=torch.from_numpy(np.array(vectors, np.float32)) if vectors else torch.zeros(0, 1),
        taught={},
    )


def noisy(held: Batch, share: float, mask_piece: int) -> Batch:
    """A share of the pieces, all but the opening ones, hidden behind the vocabulary's mask."""
    hide = (torch.rand(held.pieces.shape) < share) & held.mask.bool()
    hide[:, 0] = False
    held.pieces = held.pieces.masked_fill(hide, mask_piece)
    return held


def in_order(examples: Sequence[Example], room: int = 2 * ROOM) -> Iterator[list[Example]]:
    """All examples once by length, for reading rather than learning."""
    yield from grouped(examples, random.Random(0), room)
