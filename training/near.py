"""How near the shipped network's sentence vectors are to the published encoder's, on sentences that it did not learn from.

    python -m training.near --work RUNS --weights FOLDER [--file polnear/dev.jsonl]

Prints the mean cosine of each sentence's two vectors, Spearman's rank correlation between both encoders' likeness of random pairs,
and how often the nearest other sentence is one of the published encoder's five nearest.
"""

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.corpora import Example
from twosource.annotate.tagger.network import LONGEST, opened

PAIRS = 200_000


def ranks(values: np.ndarray) -> np.ndarray:
    """The rank of each value; ties in order of place."""
    found = np.empty(len(values))
    found[np.argsort(values, kind="stable")] = np.arange(len(values))
    return found


def both(folder: Path, examples: Sequence[Example], published: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The sentences' vectors of length one, ours and the published ones: (sentences, 384) each."""
    network = opened(folder)
    ours, theirs = [], []
    for example in examples:
        given = {"pieces": example.pieces[None, :LONGEST], "letters": example.letters[None, :LONGEST].astype(np.int64)}
        (vectors,) = network.session.run(["vectors"], given)
        for (first, last), text in zip(example.sentences, example.texts, strict=True):
            mean = np.asarray(vectors)[0, first:last].mean(0)
            ours.append(mean / np.linalg.norm(mean))
            theirs.append(published[text].astype(np.float32))
    return np.array(ours), np.array(theirs)


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--weights", type=Path, required=True)
    p.add_argument("--file", default="polnear/dev.jsonl")
    args = p.parse_args(argv)
    examples = pickle.loads((args.work / "examples.pickle").read_bytes())[args.file]
    ours, theirs = both(args.weights, examples, pickle.loads((args.work / "vectors.pickle").read_bytes()))
    chance = np.random.default_rng(1)
    left, right = chance.integers(0, len(ours), (2, PAIRS))
    likeness = [(side[left] * side[right]).sum(1) for side in (ours, theirs)]
    order = float(np.corrcoef(*map(ranks, likeness))[0, 1])
    near = [side @ side.T - 2 * np.eye(len(side)) for side in (ours, theirs)]
    five = np.argsort(-near[1], axis=1)[:, :5]
    hit = float(np.mean((near[0].argmax(1)[:, None] == five).any(1)))
    cosine = float((ours * theirs).sum(1).mean())
    print(f"{len(ours)} sentences: mean cosine {cosine:.3f}, rank correlation {order:.3f}, nearest in five {hit:.3f}")


if __name__ == "__main__":
    main()
