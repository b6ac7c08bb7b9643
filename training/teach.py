"""A teacher's scores on all the text, for a student to learn from.

    python -m training.teach --corpora DATA --work RUNS --encoder ENCODER --tokenizer MINILM --name TEACHER

Writes RUNS/TEACHER/scores.npy: for each head its chain's weights, and by document and paragraph the scores as float16.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from training.batches import in_order
from training.tagger import chain_weights
from training.train import Run, arguments
from training.whole import whole

HEADS = {"roles": "role_chain", "names": "name_chain"}


@torch.no_grad()
def scores(run: Run) -> dict[str, Any]:
    """What the run's tagger thinks of every example that is not held back."""
    found: dict[str, Any] = {f"{head} chain": chain_weights(getattr(run.tagger, chain)) for head, chain in HEADS.items()}
    found |= {head: {} for head in HEADS}
    for name, examples in run.examples.items():
        if "dev" in name:
            continue
        for group in in_order(examples):
            _, states = run.read(group)
            for head in HEADS:
                given = getattr(run.tagger, head)(states).cpu().numpy().astype(np.float16)
                for row, example in enumerate(group):
                    found[head][example.document, example.start] = given[row, : len(example.pieces)]
    return found


def main(argv: Sequence[str] | None = None) -> None:
    run = Run(arguments(argv))
    found = scores(run)
    with whole(run.home / "scores.npy") as file:
        np.save(file, found, allow_pickle=True)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
