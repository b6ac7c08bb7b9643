"""The heads on the encoder, and what they are taught."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import HEDGES, NAMES, ROLES
from training.crf import Chain, certain
from training.encoder import Encoder

#: The width of the arrows between pieces.
ARROW = 128

#: How much each lesson counts.
WEIGHTS = {"roles": 1.0, "names": 0.6, "hedges": 0.5, "weasels": 0.3, "sources": 0.2, "contents": 0.2, "vectors": 0.5}


@dataclass
class Batch:
    """Padded examples: integers (batch, length), labels -1 where a corpus says nothing, links (row, from, to)."""

    pieces: Tensor
    letters: Tensor
    mask: Tensor
    roles: Tensor
    names: Tensor
    hedges: Tensor
    weasels: Tensor
    sources: Tensor
    contents: Tensor
    sentences: Tensor  # (row, first, last, row of `targets`)
    targets: Tensor
    taught: dict[str, Tensor]  # a teacher's beliefs by head, where there is one

    def to(self, device: str) -> "Batch":
        """The same on another device."""
        moved = {name: held.to(device) for name, held in vars(self).items() if name != "taught"}
        return Batch(**moved, taught={name: held.to(device) for name, held in self.taught.items()})


class Arrows(nn.Module):
    """From each piece to the piece it belongs to: a biaffine score (Dozat and Manning 2017) for every pair."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.tail, self.head = nn.Linear(hidden, ARROW), nn.Linear(hidden, ARROW)

    def forward(self, states: Tensor) -> Tensor:
        """(batch, length, length): the second axis points to the third."""
        return functional.gelu(self.tail(states)) @ functional.gelu(self.head(states)).transpose(1, 2) / ARROW**0.5


class Tagger(nn.Module):
    """One pass: roles, names, hedges, links and sentence vectors."""

    def __init__(self, encoder: Encoder, vector: int) -> None:
        super().__init__()
        hidden = encoder.shape.hidden
        self.encoder = encoder
        self.roles, self.names = nn.Linear(hidden, 1 + 2 * len(ROLES)), nn.Linear(hidden, 1 + 2 * len(NAMES))
        self.role_chain, self.name_chain = Chain(1 + 2 * len(ROLES)), Chain(1 + 2 * len(NAMES))
        self.hedges, self.weasels = nn.Linear(hidden, 1 + len(HEDGES)), nn.Linear(hidden, 1 + len(HEDGES))
        self.sources, self.contents = Arrows(hidden), Arrows(hidden)
        self.vector = nn.Linear(hidden, vector)
        self.drop = nn.Dropout(0.1)

    def states(self, batch: Batch) -> Tensor:
        """The encoder's last layer in full precision, (batch, length, hidden)."""
        return self.drop(self.encoder(batch.pieces, batch.letters, batch.mask).float())

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Each lesson's loss, a mean over what the batch has of it; lessons that it has nothing of are left out."""
        states = self.states(batch)
        found: dict[str, Tensor] = {}
        for name, head, chain in (("roles", self.roles, self.role_chain), ("names", self.names, self.name_chain)):
            found |= chain_loss(name, head(states), chain, batch)
        for name, head in (("hedges", self.hedges), ("weasels", self.weasels)):
            gold = getattr(batch, name)
            if (gold >= 0).any():
                found[name] = functional.cross_entropy(head(states).flatten(0, 1), gold.flatten(), ignore_index=-1)
        for name, arrows, links in (("sources", self.sources, batch.sources), ("contents", self.contents, batch.contents)):
            if len(links):
                scores = arrows(states)[links[:, 0], links[:, 1]].masked_fill(~batch.mask[links[:, 0]].bool(), -1e4)
                found[name] = functional.cross_entropy(scores, links[:, 2])
        if len(batch.targets):
            found["vectors"] = 1 - functional.cosine_similarity(self.vectors(states, batch.sentences), batch.targets).mean()
        return found

    def vectors(self, states: Tensor, sentences: Tensor) -> Tensor:
        """The mean of each sentence's pieces, turned: (sentences, vector)."""
        sums = functional.pad(states.cumsum(1), (0, 0, 1, 0))
        row, first, last = sentences[:, 0], sentences[:, 1], sentences[:, 2]
        return self.vector((sums[row, last] - sums[row, first]) / (last - first)[:, None])


def chain_loss(name: str, scores: Tensor, chain: Chain, batch: Batch) -> dict[str, Tensor]:
    """The loss of a chain against the gold labels, and against the teacher's beliefs where it has any."""
    gold, mask, found = getattr(batch, name), batch.mask.bool(), {}
    rows = (gold[:, 0] >= 0).nonzero()[:, 0]
    if len(rows):
        single, pairs = certain(gold[rows].clamp(min=0), scores.shape[-1])
        found[name] = chain.loss(scores[rows], mask[rows], single, pairs) / mask[rows].sum()
    if name in batch.taught:
        single, pairs = batch.taught[name], batch.taught[f"{name} pairs"]
        found[f"{name} taught"] = chain.loss(scores, mask, single, pairs) / mask.sum()
    return found


@torch.no_grad()
def chain_weights(chain: Chain) -> tuple[np.ndarray, np.ndarray]:
    """Its moves and starts, as the decoder takes them."""
    return chain.moves.cpu().numpy().copy(), chain.starts.cpu().numpy().copy()
