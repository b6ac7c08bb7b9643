"""The last stage five times over, each time without the news hedges of one fold of documents, to measure on them.

    python -m training.folds --corpora DATA --work RUNS [--device cuda]
    python eval/hedges.py DATA/szeged/factbank_train.jsonl RUNS/folds OUT.jsonl

Needs the runs of `python -m training`. Writes the folds' weights to RUNS/folds/0 to 4.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from training import export, train
from training.__main__ import HEDGED
from training.encoders import fetched
from training.parts import FOLDS


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(prog="python -m training.folds", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, required=True, help="the folder of corpora")
    p.add_argument("--work", type=Path, required=True, help="the folder of the runs")
    p.add_argument("--device", default="cpu", help="cpu or cuda")
    args = p.parse_args(argv)
    minilm, _ = fetched(args.work)
    for fold in range(FOLDS):
        stage = ["--corpora", str(args.corpora), "--work", str(args.work), "--tokenizer", str(minilm), "--encoder", str(minilm)]
        stage += [*HEDGED, "--device", args.device, "--taught", str(args.work / "teacher" / "scores.npy")]
        stage += ["--name", f"fold{fold}", "--fold", str(fold)]
        train.main(stage)
        export.main([*stage, "--out", str(args.work / "folds" / str(fold))])


if __name__ == "__main__":
    main()
