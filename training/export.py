"""A taught tagger as the package ships it: int8 ONNX, its word pieces and its chains.

    python -m training.export --corpora DATA --work RUNS --encoder MINILM --tokenizer MINILM --name STUDENT --out FOLDER [--full]

Writes `tagger.onnx`, `pieces.json` (the tokenizer) and `tagger.json` (labels and chains); `--full` keeps 32-bit weights, for comparing.
Inputs are `pieces`, `letters` (1, length); outputs `roles`, `names`, `hedges` (1, length, labels),
`sources`, `contents` (1, length, length) and `vectors` (1, length, 384).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpora import HEDGES, NAMES, ROLES
from training.tagger import Tagger, chain_weights
from training.train import Run, arguments

OUTPUTS = ("roles", "names", "hedges", "sources", "contents", "vectors")


class Shipped(nn.Module):
    """What runs on a desk: one paragraph in, every head's scores out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, letters: Tensor) -> tuple[Tensor, ...]:
        tagger = self.tagger
        states = tagger.encoder(pieces, letters, torch.ones_like(pieces))
        return (
            tagger.roles(states),
            tagger.names(states),
            tagger.hedges(states),
            tagger.sources(states),
            tagger.contents(states),
            tagger.vector(states),
        )


def heads(graph: onnx.ModelProto) -> list[str]:
    """The nodes outside the encoder, which are small and stay in full precision."""
    return [node.name for node in graph.graph.node if node.op_type in {"MatMul", "Gemm"} and "/encoder/" not in node.name]


def write(run: Run, out: Path, *, full: bool) -> None:
    """The run's tagger into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    run.halves.widen()  # the weights in the package were widened from bfloat16 themselves: .2 % away in norm, less than int8 rounds off
    tagger = run.tagger.cpu().eval()
    example = tuple(torch.ones((1, 12), dtype=torch.long) for _ in range(2))
    with tempfile.TemporaryDirectory() as room:
        whole = Path(room) / "whole.onnx"
        axes = {"pieces": {1: "length"}, "letters": {1: "length"}} | {name: {1: "length"} for name in OUTPUTS}
        axes |= {name: {1: "length", 2: "length"} for name in ("sources", "contents")}
        torch.onnx.export(
            Shipped(tagger),
            example,
            str(whole),
            input_names=["pieces", "letters"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            dynamo=False,
        )
        if full:
            (out / "tagger.onnx").write_bytes(whole.read_bytes())
        else:
            keep = heads(onnx.load(whole))
            quantize_dynamic(whole, out / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=keep)
    pieces = Tokenizer.from_file(str(run.args.tokenizer / "tokenizer.json"))
    pieces.no_truncation()
    pieces.no_padding()
    pieces.save(str(out / "pieces.json"), pretty=False)
    chains = {
        name: [weights.round(4).tolist() for weights in chain_weights(chain)]
        for name, chain in (("roles", tagger.role_chain), ("names", tagger.name_chain))
    }
    (out / "tagger.json").write_text(
        json.dumps({"roles": ROLES, "names": NAMES, "hedges": HEDGES, "chains": chains}) + "\n", encoding="utf-8"
    )


def main(argv: Sequence[str] | None = None) -> None:
    ours = argparse.ArgumentParser(add_help=False)
    ours.add_argument("--out", type=Path, required=True)
    ours.add_argument("--full", action="store_true")
    mine, rest = ours.parse_known_args(argv if argv is not None else sys.argv[1:])
    run = Run(arguments(rest))
    write(run, mine.out, full=mine.full)


if __name__ == "__main__":
    main()
