"""Teach an encoder the tagger's lessons.

    python -m training.train --corpora DATA --work RUNS --encoder ENCODER --tokenizer MINILM --name NAME
        [--epochs 6] [--rate 2e-4] [--vectors] [--taught FILE ...]

Examples, checkpoints and the log stand under RUNS. A run that was cut off goes on from its last checkpoint (one every few minutes).
`--taught` names a teacher's scores (`training.teach`): the student then learns from them on all text, and from the gold labels beside.
"""

import argparse
import json
import math
import pickle
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.batches import batch, grouped, in_order, noisy
from training.corpora import HELD_BACK, LABELLED, NAMES, ROLES, Example, documents, labelled, plain, renamed
from training.crf import Chain, certain
from training.encoder import load
from training.halves import Halves
from training.parts import fold_of
from training.score import Spans, by_kind, f1, trimmed
from training.tagger import WEIGHTS, Batch, Tagger, chain_weights
from training.whole import whole
from twosource.annotate.tagger.letters import LOOKS
from twosource.annotate.tagger.paths import best, lawful, runs

#: Seconds between two checkpoints.
OFTEN = 240
NOISE = 0.05
#: How much of its pace each layer leaves to the one below it.
DECAY = 0.9
#: The share of the names under other names in each epoch.
VARIED = 0.5
#: The weight of a teacher's word; the rest is the gold label's.
TRUST = 0.7
VECTOR = 384


def examples(args: argparse.Namespace) -> dict[str, list[Example]]:
    """All examples by corpus file, kept once made."""
    kept = args.work / "examples.pickle"
    if not kept.exists():
        tokenizer = Tokenizer.from_file(str(args.tokenizer / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        found = {name: labelled(tokenizer, args.corpora, name, kind) for name, kind in (LABELLED | HELD_BACK).items()}
        found["varied"] = renamed(tokenizer, args.corpora)
        found["plain"] = plain(tokenizer, args.corpora)
        with whole(kept) as file:
            pickle.dump(found, file)
    return pickle.loads(kept.read_bytes())


def targets(kept: Path, examples: Mapping[str, Sequence[Example]]) -> dict[str, np.ndarray]:
    """The published encoder's vector of every sentence of the examples.

    Raises ValueError when a sentence has none.
    """
    found: dict[str, np.ndarray] = pickle.loads(kept.read_bytes())
    missing = {text for some in examples.values() for example in some for text in example.texts} - found.keys()
    if missing:
        raise ValueError(f"{kept} is of other examples, {len(missing)} sentences have no vector; remove it and run training.vectors again")
    return found


def other_ids(args: argparse.Namespace) -> np.ndarray | None:
    """MiniLM's piece numbers in the vocabulary of the encoder at hand; None when it is MiniLM's own."""
    ours, theirs = (Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab() for folder in (args.tokenizer, args.encoder))
    if ours == theirs:
        return None
    same = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
    found = np.zeros(len(ours), np.int64)
    for piece, number in ours.items():
        found[number] = theirs[same.get(piece, piece)]
    return found


class Run:
    """One run of teaching, from its first step or its last checkpoint."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        torch.manual_seed(args.seed)
        self.home = args.work / args.name
        self.home.mkdir(parents=True, exist_ok=True)
        self.examples = examples(args)
        self.ids = other_ids(args)
        self.filler = 0 if self.ids is None else int(self.ids[0])
        self.mask_piece = 103 if self.ids is None else int(self.ids[103])
        encoder = load(args.encoder, LOOKS)
        encoder.words.weight.requires_grad_(requires_grad=False)
        self.tagger = Tagger(encoder, VECTOR).to(args.device)
        rest = [p for name, p in self.tagger.named_parameters() if not name.startswith("encoder.")]
        self.halves = Halves(encoder, rest)
        self.adam = torch.optim.AdamW(self.groups(), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.rates = [group["lr"] for group in self.adam.param_groups]
        self.targets = targets(args.work / "vectors.pickle", self.examples) if args.vectors else {}
        self.taught = [np.load(path, allow_pickle=True).item() for path in args.taught]
        self.epoch, self.step = 0, 0
        if args.start and not (self.home / "checkpoint").exists():
            self.begin_with(args.work / args.start / "checkpoint")
        self.resume()

    def groups(self) -> list[dict[str, Any]]:
        """Lower layers learn more slowly; the heads, which start from nothing, fastest."""
        layers = self.tagger.encoder.shape.layers
        names = [name for name, p in self.tagger.encoder.named_parameters() if p.requires_grad]
        found = []
        for name, copy in zip(names, self.halves.copies, strict=True):
            depth = int(name.split(".")[1]) + 1 if name.startswith("blocks.") else 0
            decay = 0.0 if copy.ndim == 1 else 0.01
            found.append({"params": [copy], "lr": self.args.rate * DECAY ** (layers - depth), "weight_decay": decay})
        return [*found, {"params": self.halves.full, "lr": max(self.args.rate * 4, 5e-4)}]

    def lessons(self, epoch: int) -> list[list[Example]]:
        """The batches of an epoch: settled by the seed and the epoch alone."""
        chance = random.Random(self.args.seed * 1000 + epoch)
        found = [e for name, kind in LABELLED.items() if kind in ("roles", "names") for e in self.examples[name]]
        found = found if self.args.replay == 1 else chance.sample(found, int(len(found) * self.args.replay))
        found += chance.sample(self.examples["varied"], int(len(self.examples["varied"]) * VARIED * self.args.replay))
        weasels = self.examples["szeged/wiki_train.jsonl"]
        found += chance.sample(weasels, int(len(weasels) * self.args.weasels))
        if self.args.hedges:
            found += [e for e in self.examples["szeged/factbank_train.jsonl"] if fold_of(e.document) != self.args.fold]
        if self.taught:
            found += chance.sample(self.examples["plain"], int(len(self.examples["plain"]) * self.args.plain))
        return grouped(found, chance)

    def pace(self, step: int, steps: int) -> float:
        """Up over the first twentieth, then down along a cosine to a fiftieth."""
        warm = steps / 20
        return step / warm if step < warm else 0.02 + 0.98 * (1 + math.cos(math.pi * (step - warm) / (steps - warm))) / 2

    def go(self) -> None:
        each = len(self.lessons(0))
        saved, began, total = time.time(), time.time(), {}
        while self.epoch < self.args.epochs:
            self.tagger.train()
            lessons = self.lessons(self.epoch)
            while self.step < len(lessons):
                pace = self.pace(self.epoch * each + self.step + 1, self.args.epochs * each)
                for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
                    group["lr"] = rate * pace
                for name, value in self.learn(lessons[self.step]).items():
                    total.setdefault(name, []).append(value)
                self.step += 1
                if self.step % 50 == 0:
                    took = time.time() - began
                    self.say(
                        {"epoch": self.epoch, "step": self.step, "of": len(lessons), "seconds": round(took, 1)}
                        | {n: round(sum(v) / len(v), 4) for n, v in sorted(total.items())}
                    )
                    began, total = time.time(), {}
                if time.time() - saved > OFTEN:
                    self.save()
                    saved = time.time()
            self.epoch, self.step = self.epoch + 1, 0
            if self.args.fold < 0:
                self.say({"epoch": self.epoch, "dev": self.figures()})
            self.save()

    def learn(self, lesson: Sequence[Example]) -> dict[str, float]:
        held = batch(lesson, self.ids, self.filler, self.targets)
        self.add_taught(held, lesson)
        losses = self.tagger.losses(noisy(held, NOISE, self.mask_piece).to(self.args.device))
        sum(self.weight(name) * loss for name, loss in losses.items()).backward()
        self.halves.gather(1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        self.halves.spread()
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def weight(self, name: str) -> float:
        head = name.removesuffix(" taught")
        if not self.taught or head not in ("roles", "names"):
            return WEIGHTS[head]
        return WEIGHTS[head] * (TRUST if name.endswith(" taught") else 1 - TRUST)

    def add_taught(self, held: Batch, lesson: Sequence[Example]) -> None:
        """The mean of the teachers' beliefs on each piece."""
        for head, chain in (("roles", self.tagger.role_chain), ("names", self.tagger.name_chain)) if self.taught else ():
            singles, pairs = [], []
            for teacher in self.taught:
                scores = torch.zeros(*held.pieces.shape, len(chain.starts))
                for row, example in enumerate(lesson):
                    scores[row, : len(example.pieces)] = torch.from_numpy(
                        teacher[head][(example.document, example.start)].astype(np.float32)
                    )
                guide = Chain(len(chain.starts))
                guide.moves.data, guide.starts.data = (torch.from_numpy(w) for w in teacher[f"{head} chain"])
                single, pair = guide.beliefs(scores, held.mask.bool())
                singles.append(single)
                pairs.append(pair)
            sure = [row for row, example in enumerate(lesson) if example.corpus == "varied"] if head == "names" else []
            if sure:  # of names that it never met, the teacher knows less than the label
                for held_single, held_pair in zip(singles, pairs, strict=True):
                    held_single[sure], held_pair[sure] = certain(held.names[sure].clamp(min=0), len(chain.starts))
            held.taught[head], held.taught[f"{head} pairs"] = sum(singles) / len(singles), sum(pairs) / len(pairs)

    @torch.no_grad()
    def read(self, group: Sequence[Example]) -> tuple[Batch, Tensor]:
        self.tagger.eval()
        held = batch(group, self.ids, self.filler, {})
        return held, self.tagger.states(held.to(self.args.device))

    def figures(self) -> dict[str, Any]:
        """Exact F1 on the parts held back."""
        found: dict[str, Any] = {}
        for file, (head, kinds) in {"polnear/dev.jsonl": ("roles", ROLES), "conll2003/dev.jsonl": ("names", NAMES)}.items():
            held = list(documents(self.args.corpora / file))
            texts = {d["id"]: d["text"] for d in held}
            gold: Spans = set()
            for d in held:
                spans = [(s, e, NAMES.index(m["type"])) for m in d.get("mentions", []) for s, e in [(m["start"], m["end"])]]
                spans += [(s, e, k) for t in d.get("statements", []) for k, role in enumerate(ROLES) for s, e in t[f"{role}_spans"]]
                gold |= {(d["id"], *(trimmed(d["text"], s, e) if head == "roles" else (s, e)), k) for s, e, k in spans}
            guess = {(d, *(trimmed(texts[d], s, e) if head == "roles" else (s, e)), k) for d, s, e, k in self.spans(file, head)}
            guess = {s for s in guess if s[1] < s[2]}
            found |= {name: [round(x, 1) for x in three] for name, three in by_kind(gold, guess, kinds).items()}
            found[head] = [round(x, 1) for x in f1(gold, guess)]
        return found

    def spans(self, file: str, head: str) -> Spans:
        """What the head finds in a file's examples."""
        layer, chain = (self.tagger.roles, self.tagger.role_chain) if head == "roles" else (self.tagger.names, self.tagger.name_chain)
        moves, starts = lawful(*chain_weights(chain))
        found: Spans = set()
        for group in in_order(self.examples[file]):
            held, states = self.read(group)
            with torch.no_grad():
                scores = layer(states).cpu().numpy()
            lengths = held.mask.sum(1).numpy()
            for example, labels, length in zip(group, best(scores, lengths, moves, starts), lengths, strict=True):
                for first, last, kind in runs(labels[:length]):
                    found.add((example.document, int(example.spans[first, 0]), int(example.spans[last - 1, 1]), kind))
        return found

    def say(self, line: dict[str, Any]) -> None:
        with (self.home / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)

    def save(self) -> None:
        state = {
            "tagger": self.tagger.state_dict(),
            "copies": self.halves.copies,
            "adam": self.adam.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "chance": torch.get_rng_state(),
        }
        with whole(self.home / "checkpoint") as file:
            torch.save(state, file)

    def begin_with(self, checkpoint: Path) -> None:
        """Another run's weights to begin with; its steps and its optimiser's state are left behind."""
        state = torch.load(checkpoint, weights_only=False, map_location=self.args.device)
        self.tagger.load_state_dict(state["tagger"])
        for copy, held in zip(self.halves.copies, state["copies"], strict=True):
            copy.data.copy_(held.data)

    def resume(self) -> None:
        kept = self.home / "checkpoint"
        if kept.exists():
            state = torch.load(kept, weights_only=False, map_location=self.args.device)
            self.tagger.load_state_dict(state["tagger"])
            for copy, held in zip(self.halves.copies, state["copies"], strict=True):
                copy.data.copy_(held.data)
            self.adam.load_state_dict(state["adam"])
            torch.set_rng_state(state["chance"].cpu())
            self.epoch, self.step = state["epoch"], state["step"]


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    p.add_argument("--work", type=Path, required=True, help="where examples, checkpoints and logs stand")
    p.add_argument("--encoder", type=Path, required=True, help="the encoder's folder: config.json, model.safetensors, tokenizer.json")
    p.add_argument("--tokenizer", type=Path, required=True, help="MiniLM's folder, whose pieces all examples are made of")
    p.add_argument("--name", required=True, help="what the run is called")
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--rate", type=float, default=2e-4, help="the top layer's learning rate at its highest")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--device", default="cpu", help="cpu or cuda")
    p.add_argument("--weasels", type=float, default=0.3, help="the share of the Wikipedia hedges in each epoch")
    p.add_argument("--plain", type=float, default=1.0, help="the share of the text without labels in each epoch")
    p.add_argument("--hedges", action="store_true", help="learn the news hedges in this run too")
    p.add_argument("--fold", type=int, default=-1, help="leave the news hedges of this fold of five out, to measure on them")
    p.add_argument("--replay", type=float, default=1.0, help="the share of the statements and names in each epoch")
    p.add_argument("--start", help="the run whose weights to begin with")
    p.add_argument("--vectors", action="store_true", help="keep the sentence vectors of RUNS/vectors.pickle")
    p.add_argument("--taught", type=Path, nargs="*", default=[], help="teachers' scores")
    return p.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    args = arguments(argv)
    args.work.mkdir(parents=True, exist_ok=True)
    Run(args).go()


if __name__ == "__main__":
    main()
