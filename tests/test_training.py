"""How the tagger is taught: run where torch and the other packages of training/requirements.txt are installed, skipped elsewhere."""

import functools
import itertools
import pickle
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is for training alone")
pytest.importorskip("faker", reason="Faker is for training alone")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import training.__main__ as teaching  # noqa: E402
from training import train  # noqa: E402
from training.batches import grouped  # noqa: E402
from training.corpora import Example, tagged  # noqa: E402
from training.crf import Chain, certain  # noqa: E402
from training.encoder import Encoder, Shape  # noqa: E402
from training.halves import Halves  # noqa: E402
from training.pairs import Shipped, Weigher, write  # noqa: E402
from training.taken_up import take_up  # noqa: E402
from training.varied import varied  # noqa: E402
from training.whole import whole  # noqa: E402

from toys import toy_corpora, toy_encoder  # noqa: E402
from twosource.annotate.tagger.network import opened  # noqa: E402

LABELS, LENGTH = 3, 4


def chain_and_scores(seed: int) -> tuple[Chain, "torch.Tensor", "torch.Tensor"]:
    torch.manual_seed(seed)
    chain = Chain(LABELS)
    chain.moves.data.normal_()
    chain.starts.data.normal_()
    mask = torch.ones(2, LENGTH, dtype=torch.bool)
    mask[1, 3:] = False
    return chain, torch.randn(2, LENGTH, LABELS), mask


def path_score(chain: Chain, scores: "torch.Tensor", path: tuple[int, ...]) -> float:
    total = chain.starts[path[0]] + sum(scores[at, label] for at, label in enumerate(path))
    return float((total + sum(chain.moves[a, b] for a, b in itertools.pairwise(path))).detach())


@pytest.mark.parametrize("seed", range(4))
def test_the_loss_is_the_likelihood_of_the_path_among_all(seed: int) -> None:
    chain, scores, mask = chain_and_scores(seed)
    labels = torch.tensor([[0, 1, 2, 1], [2, 2, 0, 0]])
    expected = 0.0
    for row, length in enumerate((LENGTH, 3)):
        every = [path_score(chain, scores[row], path) for path in itertools.product(range(LABELS), repeat=length)]
        expected += float(torch.logsumexp(torch.tensor(every), 0)) - path_score(chain, scores[row], tuple(labels[row, :length].tolist()))
    assert float(chain.loss(scores, mask, *certain(labels, LABELS))) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_beliefs_are_the_shares_of_the_paths(seed: int) -> None:
    chain, scores, mask = chain_and_scores(seed)
    single, pairs = chain.beliefs(scores, mask)
    paths = list(itertools.product(range(LABELS), repeat=LENGTH))
    weights = torch.softmax(torch.tensor([path_score(chain, scores[0], path) for path in paths]), 0)
    for at, label in itertools.product(range(LENGTH), range(LABELS)):
        share = sum(float(weight) for weight, path in zip(weights, paths, strict=True) if path[at] == label)
        assert float(single[0, at, label]) == pytest.approx(share, abs=1e-5)
    assert pairs.sum((-1, -2)).flatten().tolist() == pytest.approx([1.0] * (2 * (LENGTH - 1)))


def test_nothing_can_be_learned_from_ones_own_beliefs() -> None:
    chain, scores, mask = chain_and_scores(1)
    single, pairs = chain.beliefs(scores, mask)
    scores.requires_grad_()
    chain.loss(scores, mask, single, pairs).backward()
    assert scores.grad[mask].abs().max() < 1e-5
    assert chain.moves.grad.abs().max() < 1e-5


@pytest.mark.parametrize("family", ["bert", "mpnet"])
def test_padding_changes_nothing(family: str) -> None:
    torch.manual_seed(0)
    shape = Shape(family, 16, 32, 2, 4, 50, 40, 1e-5, 32 if family == "mpnet" else 0)
    encoder = Encoder(shape, 10).eval()
    pieces = torch.randint(1, 50, (1, 9))
    alone = encoder(pieces, torch.zeros_like(pieces), torch.ones_like(pieces))
    padded = torch.nn.functional.pad(pieces, (0, 5))
    mask = torch.nn.functional.pad(torch.ones_like(pieces), (0, 5))
    beside = encoder(padded, torch.zeros_like(padded), mask)[:, :9]
    assert torch.allclose(alone, beside, atol=1e-5)


def test_labels_open_and_go_on() -> None:
    spans = np.array([[0, 0], [0, 3], [3, 5], [6, 9], [10, 12], [0, 0]])
    assert tagged(spans, [(0, 5, 0), (10, 12, 1)]).tolist() == [0, 1, 2, 0, 3, 0]
    assert tagged(spans, [(6, 12, 2)], begins=False).tolist() == [0, 0, 0, 3, 3, 0]


def test_other_names_stand_where_the_mentions_say() -> None:
    text = "Oren Velk left Tarlow . VELK went back to Tarlow with Dr. Mara Velk of Tarlow United ."
    mentions = [(0, 9, "PER"), (15, 21, "LOC"), (24, 28, "PER"), (42, 48, "LOC"), (58, 67, "PER"), (71, 84, "ORG")]
    document = {"id": "one", "text": text, "mentions": [{"start": s, "end": e, "type": t} for s, e, t in mentions]}
    (new,) = varied(iter([document]), seed=3)
    words = [new["text"][m["start"] : m["end"]] for m in new["mentions"]]
    assert words[5] == "Tarlow United"
    assert words[1] == words[3] != "Tarlow"
    assert words[2] == words[0].split()[-1].upper()
    assert words[4].split()[-1].upper() == words[2]
    assert new["text"].endswith("of Tarlow United .")


def test_a_batch_holds_no_more_than_its_room_and_every_example_once() -> None:
    chance = random.Random(0)
    made = [
        Example("plain", str(n), 0, np.zeros(size, np.int64), np.zeros((size, 2), np.int64), np.zeros(size, np.int64))
        for n, size in enumerate(chance.randrange(3, 90) for _ in range(200))
    ]
    batches = grouped(made, random.Random(1), 256)
    assert sorted(int(e.document) for batch in batches for e in batch) == list(range(200))
    assert all(len(batch) * max(len(e.pieces) for e in batch) <= 256 for batch in batches)


class Cut(Exception):  # noqa: N818 - no error, a machine that stops
    pass


@pytest.fixture
def taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """All of teaching on toys, in a folder of the given name; with `cut`, the machine stops at each so many steps and is started again."""
    corpora = toy_corpora(tmp_path / "corpora")
    encoders = toy_encoder(tmp_path / "minilm", "bert", train.VECTOR), toy_encoder(tmp_path / "mpnet", "mpnet", 8)
    monkeypatch.setattr(teaching, "fetched", lambda _: encoders)
    monkeypatch.setattr(train, "grouped", functools.partial(grouped, room=160))
    monkeypatch.setattr(train, "OFTEN", -1)
    learn, steps = train.Run.learn, itertools.count(1)

    def run(name: str, cut: int = 0) -> Path:
        def stopping(self: train.Run, lesson: list[Example]) -> dict[str, float]:
            if cut and next(steps) % cut == 0:
                raise Cut
            return learn(self, lesson)

        monkeypatch.setattr(train.Run, "learn", stopping)
        while True:
            try:
                teaching.main(["--corpora", str(corpora), "--work", str(tmp_path / name), "--out", str(tmp_path / name / "out")])
            except Cut:
                continue
            return tmp_path / name

    return run


def test_teaching_that_is_cut_off_again_and_again_ends_where_it_would_have(taught: Callable[..., Path]) -> None:
    straight, cut = taught("straight"), taught("cut", cut=37)
    for name in ("tagger.onnx", "tagger.json", "pieces.json"):
        assert (straight / "out" / name).read_bytes() == (cut / "out" / name).read_bytes()
    reading = opened(cut / "out").read("Oren Velk said that the dam would hold in Tarlow .")
    assert reading.scores["roles"].shape == (13, 7)
    assert all(np.isfinite(scores).all() for scores in reading.scores.values())


def test_what_is_exported_holds_what_bfloat16_has_no_room_for() -> None:
    layer = torch.nn.Linear(3, 3)
    halves = Halves(layer, ())
    halves.copies[0].data.fill_(1.001)
    halves.spread()
    assert layer.weight[0, 0] == 1
    halves.widen()
    assert torch.equal(layer.weight, torch.full((3, 3), 1.001))


def test_a_sentence_without_a_vector_stops_the_teaching(tmp_path: Path) -> None:
    none = np.zeros(0, np.int64)
    example = Example("plain", "one", 0, none, none, none, texts=["The dam held.", "It rained."])
    (tmp_path / "vectors.pickle").write_bytes(pickle.dumps({"The dam held.": np.ones(3)}))
    with pytest.raises(ValueError, match="1 sentences have no vector"):
        train.targets(tmp_path / "vectors.pickle", {"plain": [example]})


def test_a_file_cut_off_while_it_is_written_leaves_the_last_one(tmp_path: Path) -> None:
    kept = tmp_path / "scores.npy"
    kept.write_bytes(b"all of it")
    with pytest.raises(TypeError), whole(kept) as file:
        pickle.dump(["a part", iter, (part for part in "cut")], file)
    assert kept.read_bytes() == b"all of it"


def test_what_ships_can_be_taken_up_again(tmp_path: Path) -> None:
    folder = toy_encoder(tmp_path / "encoder", "bert", 384)
    torch.manual_seed(1)
    taught, begun = Weigher(folder).eval(), Weigher(folder).eval()
    write(taught, tmp_path / "out")
    take_up(begun, tmp_path / "out" / "pairs.onnx")
    for name, parameter in begun.named_parameters():
        original = dict(taught.named_parameters())[name].detach()
        assert torch.allclose(parameter.detach(), original, atol=float(original.abs().max()) / 100), name
    pieces, looks = torch.tensor([[1, 5, 6, 7, 2]]), torch.tensor([[0, 20, 20, 30, 30]])
    assert torch.allclose(Shipped(begun)(pieces, looks), Shipped(taught)(pieces, looks), atol=0.02)
