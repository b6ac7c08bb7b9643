"""The judge of a draft's sentences from teaching to what ships: run where torch is installed, skipped elsewhere."""

import importlib
import random
from pathlib import Path

import pytest
from training.borne_lessons import BORNE_OUT, TOLD, Lesson, lesson
from training.support import laid

from twosource.annotate.tagger.network import session
from twosource.tell.audit.borne.network import KINDS

torch = pytest.importorskip("torch", reason="torch is for training alone")

borne = importlib.import_module("training.borne")  # these import torch themselves
pairs = importlib.import_module("training.pairs")
toys = importlib.import_module("toys")

TRUE = "The board refused to pay for a crane."
FALSE = "The union refused to pay for a crane."


def lessons() -> list[Lesson]:
    report = laid("a", "The harbour board refused to pay for the crane.")
    texts = [(TRUE, BORNE_OUT, None), (FALSE, "roles", TRUE), ("The board agreed to pay for a crane.", "negation", TRUE)]
    made = [lesson(text, [report], kind, base, group=str(group), document="d", of=TOLD) for group in range(3) for text, kind, base in texts]
    return [one for one in made if one is not None]


def test_every_lesson_is_taught_once_and_beside_a_twin() -> None:
    found = lessons()
    made = borne.batches(found, [([1] * 20, [0] * 20) for _ in found], random.Random(1))
    assert sorted(at for batch in made for at in batch) == list(range(len(found)))
    assert all(any(found[at].kind == BORNE_OUT for at in batch) for batch in made)


def test_what_is_taught_is_what_ships(tmp_path: Path) -> None:
    torch.manual_seed(1)
    judge = borne.Judge(pairs.Weigher(toys.toy_encoder(tmp_path / "encoder", "bert", 384)))
    rows = [([1, 5, 6, 7, 2], [0, 20, 20, 30, 30]), ([1, 5, 7, 7, 2], [0, 20, 20, 30, 30])]
    some = lessons()[:2]
    before = borne.loss(judge, some, rows, [[-1.0, 0.0, 0.0, -1.0, -1.0], [-1.0, 0.0, 1.0, -1.0, -1.0]])
    before.backward()
    assert all(p.grad is not None for name, p in judge.named_parameters() if name.startswith(("kind", "place", "mix")))
    borne.write(judge, tmp_path / "out")
    shares, wrong = session((tmp_path / "out" / "borne.onnx").read_bytes()).run(
        ["shares", "wrong"], {"pieces": [rows[0][0]], "looks": [rows[0][1]]}
    )
    kinds, places = borne.Shipped(judge.eval())(torch.tensor([rows[0][0]]), torch.tensor([rows[0][1]]))
    assert shares.shape == (1, len(KINDS))
    assert wrong.shape == (1, 5)
    assert torch.allclose(torch.tensor(shares), kinds, atol=0.02)
    assert torch.allclose(torch.tensor(wrong), places, atol=0.02)
