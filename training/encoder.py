"""Two published encoders in one shape: BERT's (MiniLM) and MPNet's, read from their safetensors.

Parameters live in one module whatever the model, so that training, distilling and exporting need no second road.
Both normalise after each block; they differ in names, in where positions begin, and in MPNet's bias by distance (Song et al. 2020).
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """The size of an encoder."""

    family: str  # "bert" or "mpnet"
    hidden: int
    inner: int
    layers: int
    heads: int
    vocabulary: int
    positions: int
    epsilon: float
    buckets: int = 0  # of MPNet's distances

    @property
    def first_position(self) -> int:
        """MPNet keeps two positions for padding."""
        return 2 if self.family == "mpnet" else 0


class Block(nn.Module):
    """Self-attention and a feed-forward net, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value, self.out = (nn.Linear(shape.hidden, shape.hidden) for _ in range(4))
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.up, self.down = nn.Linear(shape.hidden, shape.inner), nn.Linear(shape.inner, shape.hidden)
        self.norm_after = nn.LayerNorm(shape.hidden, shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """`states` (batch, length, hidden), `bias` (batch or 1, heads or 1, length, length) added before the softmax."""
        batch, length, hidden = states.shape
        query, key, value = (
            linear(states).view(batch, length, self.heads, -1).transpose(1, 2) for linear in (self.query, self.key, self.value)
        )
        close = (query @ key.transpose(2, 3)) * (hidden // self.heads) ** -0.5 + bias
        mixed = functional.softmax(close, -1) @ value  # for short paragraphs faster on a CPU than the fused kernel, whose backward is slow
        states = self.norm(states + self.out(mixed.transpose(1, 2).reshape(batch, length, hidden)))
        return self.norm_after(states + self.down(functional.gelu(self.up(states))))


class Encoder(nn.Module):
    """Word pieces with the shape of their letters, to one vector a piece."""

    def __init__(self, shape: Shape, shapes: int) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.positions, shape.hidden)
        self.letters = nn.Embedding(shapes, shape.hidden)  # capitals and marks, which an uncased vocabulary loses
        nn.init.zeros_(self.letters.weight)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        if shape.buckets:
            self.distances = nn.Embedding(shape.buckets, shape.heads)
            self.distances.weight.requires_grad_(requires_grad=False)

    def forward(self, pieces: Tensor, letters: Tensor, mask: Tensor) -> Tensor:
        """`pieces`, `letters` (batch, length) of integers, `mask` (batch, length) with 1 for a piece and 0 for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device) + self.shape.first_position
        states = self.norm(self.words(pieces) + self.places(places)[None] + self.letters(letters))
        bias = ((1 - mask.to(states.dtype)) * -1e4)[:, None, None, :]
        if self.shape.buckets:
            bias = bias + self.by_distance(pieces.shape[1]).to(states.dtype)
        for block in self.blocks:
            states = block(states, bias)
        return states

    def by_distance(self, length: int) -> Tensor:
        """MPNet's bias (1, heads, length, length): T5's buckets (Raffel et al. 2020), half of them for each direction."""
        at = torch.arange(length, device=self.distances.weight.device)
        ahead = at[None, :] - at[:, None]
        half = self.shape.buckets // 2
        near = half // 2
        size = ahead.abs()
        far = near + (torch.log(size.clamp(min=1).float() / near) / math.log(128 / near) * (half - near)).long()
        bucket = (ahead > 0).long() * half + torch.where(size < near, size, far.clamp(max=half - 1))
        return self.distances(bucket).permute(2, 0, 1)[None]


BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
}
MPNET = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm": "attention.LayerNorm",
}
SHARED = {"up": "intermediate.dense", "down": "output.dense", "norm_after": "output.LayerNorm"}


def shape_of(folder: Path) -> Shape:
    """The shape that `config.json` in `folder` states."""
    config = json.loads((folder / "config.json").read_text())
    return Shape(
        family=config["model_type"],
        hidden=config["hidden_size"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
        buckets=config.get("relative_attention_num_buckets", 0),
    )


def load(folder: Path, shapes: int) -> Encoder:
    """The published weights in `folder` (`config.json`, `model.safetensors`).

    Raises KeyError when a weight that the shape asks for is not there.
    """
    shape = shape_of(folder)
    encoder = Encoder(shape, shapes)
    held = load_file(folder / "model.safetensors")
    words = held["embeddings.word_embeddings.weight"]
    places = held["embeddings.position_embeddings.weight"]
    if shape.family == "bert":  # every piece is of the first segment
        places = places + held["embeddings.token_type_embeddings.weight"][0]
    state = {"words.weight": words, "places.weight": places, "letters.weight": encoder.letters.weight}
    state |= {f"norm.{part}": held[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    names = (MPNET if shape.family == "mpnet" else BERT) | SHARED
    for number in range(shape.layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"blocks.{number}.{ours}.{part}"] = held[f"encoder.layer.{number}.{theirs}.{part}"]
    if shape.buckets:
        state["distances.weight"] = held["encoder.relative_attention_bias.weight"]
    encoder.load_state_dict(state)
    return encoder
