"""All of it, from the folder of corpora to the weights in the package.

    python -m training --corpora DATA --work RUNS [--device cuda] [--out FOLDER]

Each stage that is done is left alone, and one that was cut off goes on from its last checkpoint, so the same command is given again
until it says that the weights are written. README.md says how long each stage takes: over three hours on two CPU cores.
"""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from training import export, teach, train, vectors
from training.encoders import fetched

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "twosource" / "annotate" / "tagger" / "weights"
TEACHER = ("--name", "teacher", "--epochs", "4", "--rate", "6e-5", "--weasels", "0")
STUDENT = ("--name", "student", "--epochs", "8", "--rate", "3e-4", "--vectors")
HEDGED = (
    "--name",
    "hedged",
    "--start",
    "student",
    "--epochs",
    "4",
    "--rate",
    "1e-4",
    "--vectors",
    "--hedges",
    "--replay",
    "0.1",
    "--plain",
    "0.05",
)


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    p.add_argument("--work", type=Path, required=True, help="where encoders, examples, checkpoints and logs stand")
    p.add_argument("--out", type=Path, default=SHIPPED, help="where the weights go; the package, if not said")
    p.add_argument("--device", default="cpu", help="cpu or cuda")
    args = p.parse_args(argv)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    minilm, mpnet = fetched(args.work)
    shared = ["--corpora", str(args.corpora), "--work", str(args.work), "--tokenizer", str(minilm), "--device", args.device]
    taught = ["--taught", str(args.work / "teacher" / "scores.npy")]
    teacher = [*shared, "--encoder", str(mpnet), *TEACHER]
    student = [*shared, "--encoder", str(minilm), *STUDENT, *taught]
    hedged = [*shared, "--encoder", str(minilm), *HEDGED, *taught]
    train.main(teacher)
    if not (args.work / "teacher" / "scores.npy").exists():
        teach.main(teacher)
    if not (args.work / "vectors.pickle").exists():
        vectors.main(["--work", str(args.work), "--tokenizer", str(minilm)])
    train.main(student)
    train.main(hedged)
    export.main([*hedged, "--out", str(args.out)])
    print(f"the weights are written to {args.out}")


if __name__ == "__main__":
    main()
