"""The sentence vectors that the student keeps: those of the encoder it starts from, as published.

python -m training.vectors --work RUNS --tokenizer MINILM
"""

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from training.encoder import load
from training.whole import whole
from twosource.annotate.tagger.letters import LOOKS

#: Pieces in a batch.
ROOM = 4096


@torch.no_grad()
def vectors(folder: Path, texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Each text's vector (384,), of length one, as float16: the mean of its pieces (Reimers and Gurevych 2019)."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()
    encoder = load(folder, LOOKS).eval().to(torch.bfloat16)
    encoded = sorted(zip((e.ids for e in tokenizer.encode_batch(list(texts))), texts, strict=True), key=lambda pair: len(pair[0]))
    found: dict[str, np.ndarray] = {}
    at = 0
    with torch.inference_mode():
        while at < len(encoded):
            group = encoded[at : at + 1]
            while at + len(group) < len(encoded) and (len(group) + 1) * len(encoded[at + len(group)][0]) <= ROOM:
                group.append(encoded[at + len(group)])
            at += len(group)
            length = len(group[-1][0])
            pieces = torch.tensor([ids + [0] * (length - len(ids)) for ids, _ in group])
            mask = torch.tensor([[1] * len(ids) + [0] * (length - len(ids)) for ids, _ in group])
            states = encoder(pieces, torch.zeros_like(pieces), mask).float() * mask[..., None]
            means = functional.normalize(states.sum(1) / mask.sum(1, keepdim=True), dim=-1)
            found |= {text: mean.numpy().astype(np.float16) for (_, text), mean in zip(group, means, strict=True)}
    return found


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--tokenizer", type=Path, required=True, help="MiniLM's folder")
    args = p.parse_args(argv)
    kept = pickle.loads((args.work / "examples.pickle").read_bytes())
    texts = sorted({text for examples in kept.values() for example in examples for text in example.texts})
    found = vectors(args.tokenizer, texts)
    with whole(args.work / "vectors.pickle") as file:
        pickle.dump(found, file)


if __name__ == "__main__":
    main()
