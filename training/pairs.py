"""Teach the network that holds two passages against each other, and write it as the package ships it.

    python -m training.pairs --encoder MINILM --short eval/short --families eval/families --sets eval/sets --work RUNS --out FOLDER
        [--corpora DATA] [--from WEIGHTS] [--epochs 1] [--rate 6e-5] [--minutes 90]

Reads the short stories as a desk does (a few minutes), makes pairs of their claims, passages and figures, and teaches a cross-encoder on
them, on families and sets of invented sentences, and on sentences of drafts beside what reports tell; with `--corpora` on those of
SummEdits and BUMP as well. It goes on `--from` weights that ship (the folder of a `pairs.onnx`), else from the published encoder.
Prints average precision and recall on what it did not learn from (`fitted`, and with `--apart` what is kept apart), and writes
`pairs.onnx` (int8).
Lessons are kept under RUNS, so that teaching can be done again without reading.
"""

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import load
from training.halves import Halves
from training.lessons import Lesson, Row, kind_of, lessons, rows
from training.stories import APART, FITTED, KEPT_APART, LABELS, TRAP, WORKED
from training.taken_up import take_up
from twosource.annotate.tagger.letters import LOOKS
from twosource.connect.weighed.network import ROLES, SIDES

HIDDEN = 384
#: The piece for a hidden word, the words that may be hidden, and how many are: so that no single word decides.
_MASK, _WORDS, _HIDDEN_SHARE = 103, range(1001, 30000), 0.07
#: What a trap weighs beside other pairs of two matters; how much of each label's share is spread over the others.
_TRAP, _SMOOTHED = 1.5, 0.05
_WARM, _LAST = 0.06, 0.02  # the share of the steps in which the pace rises, and the pace at the end
_TOGETHER = 40  # batches whose rows are sorted by length
#: How far apart the embeddings of the three roles begin.
_APART_AT_FIRST = 0.025


class Weigher(nn.Module):
    """A BERT over both passages; the label is told from its opening piece and from the means over what is asked on either side."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = load(encoder, LOOKS * SIDES * len(ROLES))
        with torch.no_grad():
            looks = self.encoder.letters.weight
            for role in ROLES[1:]:
                looks[LOOKS * SIDES * role : LOOKS * SIDES * (role + 1)] += torch.randn(HIDDEN) * _APART_AT_FIRST
            for role in ROLES:
                looks[LOOKS * (SIDES * role + 1) : LOOKS * SIDES * (role + 1)] += torch.randn(HIDDEN) * _APART_AT_FIRST
        self.mix = nn.Linear(HIDDEN * 5, HIDDEN)
        self.drop = nn.Dropout(0.1)
        self.label = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor) -> Tensor:
        """`pieces`, `looks` (batch, length) of integers, `mask` (batch, length) of floats; log odds (batch, labels)."""
        states = self.encoder(pieces, looks, mask).float()
        role = looks // (SIDES * LOOKS)
        asked = (role == role.amax(1, keepdim=True)).float() * mask
        side = ((looks // LOOKS) % SIDES).float()
        first, second = (self._mean(states, asked * held) for held in (1 - side, side))
        both = torch.cat([states[:, 0], first, second, (first - second).abs(), first * second], -1)
        return self.label(self.drop(torch.tanh(self.mix(self.drop(both)))))

    @staticmethod
    def _mean(states: Tensor, weights: Tensor) -> Tensor:
        return (states * weights[..., None]).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)


class Shipped(nn.Module):
    """What runs on a desk: one pair in, four shares out."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self.weigher = weigher

    def forward(self, pieces: Tensor, looks: Tensor) -> Tensor:
        return torch.softmax(self.weigher(pieces, looks, torch.ones_like(pieces).float()), -1)


def padded(some: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(pieces) for pieces, _ in some)
    ids, looks, mask = (torch.zeros(len(some), longest, dtype=kind) for kind in (torch.long, torch.long, torch.float))
    for at, (pieces, how) in enumerate(some):
        ids[at, : len(pieces)], looks[at, : len(how)], mask[at, : len(pieces)] = torch.tensor(pieces), torch.tensor(how), 1
    return ids, looks, mask


def hidden(row: Row, chance: random.Random) -> Row:
    """The row with some words hidden, but none of a figure that is asked about."""
    figure = SIDES * LOOKS * ROLES[-1]
    pieces = [
        _MASK if piece in _WORDS and look < figure and chance.random() < _HIDDEN_SHARE else piece for piece, look in zip(*row, strict=True)
    ]
    return pieces, row[1]


def batches(held: Sequence[Row], size: int, chance: random.Random) -> list[list[int]]:
    order = list(range(len(held)))
    chance.shuffle(order)
    found = []
    for start in range(0, len(order), size * _TOGETHER):
        some = sorted(order[start : start + size * _TOGETHER], key=lambda at: len(held[at][0]))
        found.extend(some[at : at + size] for at in range(0, len(some), size))
    chance.shuffle(found)
    return found


def taught(weigher: Weigher, tokenizer: Tokenizer, found: Sequence[Lesson], args: argparse.Namespace) -> None:
    """The network after its epochs, or after the minutes it was given."""
    chance = random.Random(args.seed)
    held = rows(tokenizer, found)
    labels = [LABELS.index(APART if pair.label == TRAP else pair.label) for pair in found]
    weights = [_TRAP if pair.label == TRAP else 1.0 for pair in found]
    weigher.encoder.words.weight.requires_grad_(requires_grad=False)
    halves = Halves(weigher.encoder, [p for name, p in weigher.named_parameters() if not name.startswith("encoder.")])
    groups = [{"params": halves.copies, "lr": args.rate, "weight_decay": 0.01}, {"params": halves.full, "lr": 4 * args.rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    paces = [group["lr"] for group in optimizer.param_groups]
    steps = [step for _ in range(math.ceil(args.epochs)) for step in batches(held, args.size, chance)]
    steps = steps[: int(args.epochs * len(held) / args.size)]
    began, lost = time.monotonic(), []
    weigher.train()
    for at, step in enumerate(steps):
        done = max(at / len(steps), (time.monotonic() - began) / 60 / args.minutes)
        if done >= 1:
            break
        pace = done / _WARM if done < _WARM else _LAST + (1 - _LAST) * (1 + math.cos(math.pi * done)) / 2
        for group, whole_pace in zip(optimizer.param_groups, paces, strict=True):
            group["lr"] = whole_pace * pace
        odds = weigher(*padded([hidden(held[i], chance) for i in step]))
        truth, weight = torch.tensor([labels[i] for i in step]), torch.tensor([weights[i] for i in step])
        loss = (functional.cross_entropy(odds, truth, label_smoothing=_SMOOTHED, reduction="none") * weight).mean()
        loss.backward()
        halves.gather(1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        halves.spread()
        lost.append(loss.item())
        if len(lost) == 100:
            print(f"{at + 1} of {len(steps)}, {time.monotonic() - began:.0f} s, loss {np.mean(lost):.3f}", flush=True)
            lost.clear()
    halves.widen()
    weigher.eval()


def measured(weigher: Weigher, tokenizer: Tokenizer, found: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """For claims, figures and sentences of drafts, and each label: average precision, and recall where precision is still .9 and .8."""
    figures = {}
    for kind in ("claims", "figures", "drafts"):
        some = [one for one in found if kind_of(one) == kind and not getattr(one, "one_report", False)]
        shares = np.concatenate(list(_shares(weigher, rows(tokenizer, some)))) if some else np.zeros((0, len(LABELS)))
        for at, label in enumerate(LABELS):
            truth = np.array([pair.label == label or (label == APART and pair.label == TRAP) for pair in some], np.bool_)
            if not truth.any():
                continue
            figures[f"{kind}, {label}"] = _precision(truth, shares[:, at])
    return figures


@torch.no_grad()
def _shares(weigher: Weigher, held: Sequence[Row]) -> Iterator[np.ndarray]:
    for at in range(0, len(held), 32):
        yield torch.softmax(weigher(*padded(held[at : at + 32])), -1).numpy()


def _precision(truth: np.ndarray, shares: np.ndarray) -> dict[str, float]:
    order = np.argsort(-shares, kind="stable")
    hits = np.cumsum(truth[order])
    precision = hits / np.arange(1, len(truth) + 1)
    found = {"n": int(truth.sum()), "average precision": round(float(precision[truth[order]].mean()), 3)}
    for least in (0.9, 0.8):
        reached = np.flatnonzero(precision >= least)
        found[f"recall at {least}"] = round(float(hits[reached.max()] / truth.sum()), 3) if len(reached) else 0.0
    return found


def write(weigher: Weigher, out: Path) -> None:
    """`pairs.onnx` in a folder."""
    export(Shipped(weigher), out / "pairs.onnx", {"shares": False})


def export(network: nn.Module, file: Path, outputs: Mapping[str, bool]) -> None:
    """A network that reads `pieces` and `looks`, in int8; what lies outside the encoder is small and stays in full precision.

    Its outputs by name, each with whether it is as long as what is read.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    looks = torch.cat([torch.full((1, 6), SIDES * LOOKS), torch.full((1, 6), (SIDES + 1) * LOOKS)], 1)
    long = ["pieces", "looks", *(name for name, is_long in outputs.items() if is_long)]
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / file.name
        torch.onnx.export(
            network,
            (torch.ones((1, 12), dtype=torch.long), looks),
            str(full),
            input_names=["pieces", "looks"],
            output_names=list(outputs),
            dynamic_axes={name: {1: "length"} for name in long},
            dynamo=False,
        )
        small = [node.name for node in onnx.load(full).graph.node if node.op_type in {"MatMul", "Gemm"} and "/encoder/" not in node.name]
        quantize_dynamic(full, file, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=small)


def begun(args: argparse.Namespace) -> Tokenizer:
    """The word pieces of the encoder, with the folder for the work made and chance set."""
    args.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("encoder", "short", "families", "sets", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--from", dest="begun", type=Path)
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--minutes", type=float, default=90.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--apart", action="store_true", help="measure on the stories kept apart as well")
    args = parser.parse_args()
    tokenizer = begun(args)
    found = lessons(args)
    print(", ".join(f"{part} {len(some)} lessons" for part, some in found.items()), flush=True)
    weigher = Weigher(args.encoder)
    if args.begun:
        take_up(weigher, args.begun / "pairs.onnx")
    taught(weigher, tokenizer, found[WORKED], args)
    write(weigher, args.out)
    for part in (FITTED, KEPT_APART) if args.apart else (FITTED,):
        print(part, json.dumps(measured(weigher, tokenizer, found[part]), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
