"""Teach the judge of what is borne out: a draft's sentence beside what reports tell of it, and write it as the package ships it.

    python -m training.borne --encoder MINILM --from WEIGHTS --short eval/short --retold eval/retold/worked.jsonl --families eval/families
        --work RUNS --out FOLDER [--corpora DATA] [--told FOLDER ...] [--go-on] [--rate 1.2e-4] [--last 1e-6]
        [--light 14] [--minutes 60] [--share 1]

Begins from WEIGHTS, the folder of a `borne.onnx` that ships or of the `pairs.onnx` that holds two passages against each other, or with
`--go-on` from what the last run left in RUNS. A sentence is taught to be told from others of its group, which differ from it by a fault,
to be called wrong or not, and if wrong of which kind and at which words. Teaching goes on for `--minutes`, after `--light` minutes that are
given above all to sentences of the corpora's reports themselves and their twins. What is written lies `--share` of the way from where
teaching began to where it ended, parameter by parameter (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Prints the area
under the curve and the share of faults told at one false alarm in fifty, on the stories and reports that were held back, and writes
`borne.onnx` (int8).
"""

import argparse
import bisect
import itertools
import math
import pickle
import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from rich.progress import track
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.borne_lessons import BORNE_OUT, LIGHT, SETS, Lesson, of_bump, of_families, of_retold, of_summaries, of_told
from training.pairs import HIDDEN, Weigher, begun, export, padded
from training.sets import lines
from training.stories import sketches
from training.taken_up import take_up
from training.twins import of_faithful, of_reports
from training.whole import whole
from twosource.annotate.tagger.letters import LOOKS
from twosource.connect.weighed.network import SIDES
from twosource.tell.audit.borne.network import KINDS, MOST, OPENING, encoded

Row = tuple[list[int], list[int]]
#: What each part of the loss weighs: a fault told from its faithful twin, its kind, its words.
_TWIN, _KIND, _WORDS = 0.5, 0.2, 2.0
#: How much a wrong word weighs beside one that is right: there are fewer.
_WRONG_WORD = 2.0
#: The piece for a hidden word, the first word of the vocabulary, and how many are hidden.
_MASK, _FIRST_WORD, _HIDDEN_SHARE = 103, 1010, 0.03
#: Word pieces of a batch, groups whose rows are sorted by length, the share of the time in which the pace rises, the pace of the heads.
_PIECES, _TOGETHER, _WARM, _HEADS = 6000, 400, 0.04, 3.0
#: Lessons of one group that stand in one batch.
_OF_GROUP = 3
#: The corpora whose reports lend sentences, and how many reports do.
_LENT = ("polnear/train", "conll2003/train", "fa-kes/articles", "ecbplus/train", "np4e/train", "tempeval3/train")
_REPORTS = 2_200
#: The share of the groups of each set of lessons that an epoch has: while sentences of reports themselves are taught, and after.
_FIRST = defaultdict(lambda: 0.2, {LIGHT: 1.0})
_THEN = defaultdict(lambda: 1.0, {LIGHT: 0.12})
#: The pace at which the first of these ends, beside that at which it begins.
_EASED = 0.4


class Judge(nn.Module):
    """The encoder of the weigher with two heads: of which kind a sentence is, and which of its pieces are wrong."""

    def __init__(self, weigher: Weigher) -> None:
        super().__init__()
        self.encoder = weigher.encoder
        self.mix = weigher.mix
        self.drop = nn.Dropout(0.1)
        self.kind = nn.Linear(HIDDEN, len(KINDS))
        self.place = nn.Linear(HIDDEN, 1)

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces`, `looks` (batch, length) of integers, `mask` (batch, length) of floats; log odds (batch, kinds) and (batch, length)."""
        states = self.encoder(pieces, looks, mask).float()
        role = looks // (SIDES * LOOKS)
        asked = (role == role.amax(1, keepdim=True)).float() * mask
        side = ((looks // LOOKS) % SIDES).float()
        first, second = (self._mean(states, asked * held, 1e-6) for held in (1 - side, side))
        place = self.place(self.drop(states))[..., 0]
        wrong = self._mean(states, torch.sigmoid(place) * asked * (1 - side), 1.0)
        both = torch.cat([states[:, 0], first, second, (first - second).abs(), wrong], -1)
        return self.kind(self.drop(torch.tanh(self.mix(self.drop(both))))), place

    @staticmethod
    def _mean(states: Tensor, weights: Tensor, beside: float) -> Tensor:
        return (states * weights[..., None]).sum(1) / (weights.sum(1, keepdim=True) + beside)


class Shipped(nn.Module):
    """What runs in an audit: one sentence in, the share of each kind out, and for each piece how wrong it is."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, pieces: Tensor, looks: Tensor) -> tuple[Tensor, Tensor]:
        kinds, place = self.judge(pieces, looks, torch.ones_like(pieces).float())
        return torch.softmax(kinds, -1), torch.sigmoid(place)


def lessons(args: argparse.Namespace) -> list[Lesson]:
    """All lessons, kept under `args.work` once made."""
    kept: Path = args.work / "borne.pickle"
    if not kept.exists():
        told = {sketch["story"]: sketch for sketch in sketches(sorted(args.short.glob("*.jsonl")))}
        made = itertools.chain(of_retold(args.retold, told), of_families(sorted(args.families.glob("*.jsonl"))))
        if args.corpora:
            made = itertools.chain(
                made, of_summaries(args.corpora / "summedits" / "dev.jsonl"), of_bump(args.corpora / "bump" / "dev.jsonl")
            )
        if args.told:
            made = itertools.chain(made, of_told([file for folder in args.told for file in sorted(folder.glob("*.jsonl"))], told))
        found = [one for one in track(made, description="Choosing what bears on each sentence") if one is not None]
        chance = random.Random(args.seed)
        found += list(track(of_faithful([one for one in found if not one.is_held_back], chance), description="Making twins"))
        if args.corpora:
            found += track(of_reports(_reports(args.corpora, chance), chance), description="Telling reports over")
        with whole(kept) as file:
            pickle.dump([tuple(one) for one in found], file)
    return [Lesson(*one) for one in pickle.loads(kept.read_bytes())]


def _reports(corpora: Path, chance: random.Random) -> list[tuple[str, str]]:
    """The names and texts of some reports."""
    found = {row["id"]: row["text"] for name in _LENT for row in lines([corpora / f"{name}.jsonl"])}
    return chance.sample(sorted(found.items()), min(len(found), _REPORTS))


def encoded_lesson(pieces: Tokenizer, one: Lesson) -> tuple[Row, list[float]]:
    """A lesson as the network reads it, and for each piece whether it is wrong: 1, 0, or -1 where that is not known."""
    ids, looks = encoded(pieces, one.text, one.told)
    tags = [-1.0] * len(ids)
    if one.wrong is not None:
        for at, (start, end) in enumerate(pieces.encode(one.text, add_special_tokens=False).offsets[:MOST]):
            tags[len(OPENING) + at] = float(any(start < span.end and span.start < end for span in one.wrong))
    return (ids, looks), tags


def batches(found: Sequence[Lesson], held: Sequence[Row], chance: random.Random) -> list[list[int]]:
    """The lessons once, in batches of rows of about one length; faulty sentences stand beside a faithful one of their group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        groups[one.group].append(at)
    chunks = [chunk for group in groups.values() for chunk in _chunks(found, group, chance)]
    chance.shuffle(chunks)
    made: list[list[int]] = []
    for start in range(0, len(chunks), _TOGETHER):
        batch: list[int] = []
        for chunk in sorted(chunks[start : start + _TOGETHER], key=lambda chunk: max(len(held[at][0]) for at in chunk)):
            if batch and max(len(held[at][0]) for at in (*batch, *chunk)) * (len(batch) + len(chunk)) > _PIECES:
                made.append(batch)
                batch = []
            batch = [*batch, *chunk]
        made.append(batch)
    chance.shuffle(made)
    return made


def _chunks(found: Sequence[Lesson], group: Sequence[int], chance: random.Random) -> list[list[int]]:
    faithful, faulty = ([at for at in group if (found[at].kind == BORNE_OUT) is is_faithful] for is_faithful in (True, False))
    chance.shuffle(faithful)
    chance.shuffle(faulty)
    made = []
    while faithful or faulty:
        chunk = [side.pop() for side in (faithful, faulty) if side]
        more = faulty if len(faulty) > len(faithful) else faithful
        if more and len(chunk) < _OF_GROUP:
            chunk.append(more.pop())
        made.append(chunk)
    return made


def loss(judge: Judge, some: Sequence[Lesson], rows: Sequence[Row], tags: Sequence[Sequence[float]]) -> Tensor:
    """What a batch costs: wrong or not, a fault beside its faithful twins, its kind, and its words."""
    kinds, place = judge(*padded(rows))
    odds = functional.log_softmax(kinds, -1)
    right, wrong = odds[:, 0], torch.logsumexp(odds[:, 1:], -1)
    is_right = torch.tensor([one.kind == BORNE_OUT for one in some])
    told = -torch.where(is_right, right, wrong).mean()
    twins = [(i, j) for i, one in enumerate(some) for j, other in enumerate(some) if one.group == other.group and is_right[j] > is_right[i]]
    lean = wrong - right
    twin = functional.softplus(lean[[j for _, j in twins]] - lean[[i for i, _ in twins]]).mean() if twins else torch.zeros(())
    known = [i for i, one in enumerate(some) if one.kind in KINDS and not is_right[i]]
    truth = torch.tensor([KINDS.index(some[i].kind) for i in known])
    of_kind = functional.nll_loss(odds[known] - wrong[known][:, None], truth) if known else torch.zeros(())
    tagged = torch.full(place.shape, -1.0)
    for at, one in enumerate(tags):
        tagged[at, : len(one)] = torch.tensor(one)
    counted = (tagged >= 0).float()
    weight = torch.tensor(_WRONG_WORD)
    each = functional.binary_cross_entropy_with_logits(place, tagged.clamp(min=0), reduction="none", pos_weight=weight)
    words = (each * counted).sum() / counted.sum().clamp(min=1)
    return told + _TWIN * twin + _KIND * of_kind + _WORDS * words


class Run(NamedTuple):
    """How long a network is taught, at which pace at its highest and at its end, and the share of each set's groups in an epoch."""

    minutes: float
    rate: float
    last: float
    share: Mapping[str, float]


def _drawn(found: Sequence[Lesson], share: Mapping[str, float], chance: random.Random) -> list[Lesson]:
    groups = {(one.of, one.group) for one in found}
    left_out = {group for of, group in sorted(groups) if chance.random() >= share[of]}
    return [one for one in found if one.group not in left_out]


def taught(judge: Judge, tokenizer: Tokenizer, lessons: Sequence[Lesson], run: Run, seed: int) -> None:
    """The network after the minutes it was given."""
    chance = random.Random(seed)
    judge.encoder.words.weight.requires_grad_(requires_grad=False)
    encoder = [p for name, p in judge.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in judge.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder, "weight_decay": 0.01}, {"params": heads}], lr=run.rate, betas=(0.9, 0.98))
    began, lost, steps, at = time.monotonic(), list[float](), list[list[int]](), 0
    judge.train()
    while (done := (time.monotonic() - began) / 60 / run.minutes) < 1:
        if not steps:
            found = _drawn(lessons, run.share, chance)
            held = [encoded_lesson(tokenizer, one) for one in found]
            steps = batches(found, [row for row, _ in held], chance)
        step = steps.pop()
        fall = (1 + math.cos(math.pi * (done - _WARM) / (1 - _WARM))) / 2
        pace = run.rate * done / _WARM if done < _WARM else run.last + (run.rate - run.last) * fall
        for group, times in zip(optimizer.param_groups, (1.0, _HEADS), strict=True):
            group["lr"] = pace * times
        cost = loss(judge, [found[i] for i in step], [_hidden(held[i][0], chance) for i in step], [held[i][1] for i in step])
        cost.backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        lost.append(cost.item())
        at += 1
        if len(lost) == 100:
            print(f"{at} steps, {time.monotonic() - began:.0f} s, loss {np.mean(lost):.3f}", flush=True)
            lost.clear()
    judge.eval()


def _hidden(row: Row, chance: random.Random) -> Row:
    return [_MASK if piece > _FIRST_WORD and chance.random() < _HIDDEN_SHARE else piece for piece in row[0]], row[1]


@torch.no_grad()
def measured(judge: Judge, tokenizer: Tokenizer, found: Sequence[Lesson]) -> str:
    """How well faulty sentences are told from faithful ones: the area under the curve, and the share told at one false alarm in fifty."""
    right, wrong = list[float](), list[float]()
    for one in found:
        kinds, _ = judge(*padded([encoded_lesson(tokenizer, one)[0]]))
        (right if one.kind == BORNE_OUT else wrong).append(1 - float(torch.softmax(kinds, -1)[0, 0]))
    if not right or not wrong:
        return "none"
    right.sort()
    below = sum((bisect.bisect_left(right, one) + bisect.bisect_right(right, one)) / 2 for one in wrong)
    bar = right[len(right) - 1 - len(right) // 50]
    return f"{len(wrong)} of {len(found)} faulty: {below / len(right) / len(wrong):.3f}, {sum(one > bar for one in wrong) / len(wrong):.3f}"


def write(judge: Judge, out: Path) -> None:
    """`borne.onnx` in a folder."""
    export(Shipped(judge.eval()), out / "borne.onnx", {"shares": False, "wrong": True})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("encoder", "short", "retold", "families", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--from", dest="begun", type=Path, required=True)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--told", type=Path, nargs="+")
    parser.add_argument("--go-on", action="store_true")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--last", type=float, default=1e-6)
    parser.add_argument("--light", type=float, default=14.0)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tokenizer = begun(args)
    found = lessons(args)
    weigher = Weigher(args.encoder)
    judge = Judge(weigher)
    if (args.begun / "borne.onnx").exists():
        take_up(judge, args.begun / "borne.onnx")
    else:
        take_up(weigher, args.begun / "pairs.onnx")
    if args.go_on:
        judge.load_state_dict(torch.load(args.work / "borne.pt", weights_only=True))
    before = {name: values.clone() for name, values in judge.state_dict().items()}
    taught_of = [one for one in found if not one.is_held_back]
    if args.light and any(one.of == LIGHT for one in taught_of):
        taught(judge, tokenizer, taught_of, Run(args.light, args.rate, _EASED * args.rate, _FIRST), args.seed)
    taught(judge, tokenizer, taught_of, Run(args.minutes, args.rate, args.last, _THEN), args.seed + 1)
    judge.load_state_dict({name: torch.lerp(before[name], values, args.share) for name, values in judge.state_dict().items()})
    with whole(args.work / "borne.pt") as file:
        torch.save(judge.state_dict(), file)
    write(judge, args.out)
    for of in SETS:
        print(of, measured(judge, tokenizer, [one for one in found if one.of == of and one.is_held_back]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
