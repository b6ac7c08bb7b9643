"""Hedges on the news part of the Szeged corpus by five folds of documents, each read with weights that have not seen it.

    python eval/hedges.py CORPUS.jsonl FOLDS OUT.jsonl
    python3 $SHARED/score/hedges.py CORPUS.jsonl --predictions OUT.jsonl

FOLDS holds the exported weights of the folds, `0` to `4` (training/README.md, "Folds").
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from rich.progress import track

from twosource.acquire.folder import downloads
from twosource.annotate import annotate
from twosource.annotate.tagger.network import opened
from twosource.desk import READ, annotated_json
from twosource.engine.local import LocalEngine
from twosource.model.report import Given, Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # `training` is no part of the package
from training.parts import FOLDS, fold_of


def reports(documents: list[dict[str, str]]) -> Iterator[tuple[str, Report]]:
    """Each document as the reader gives it."""
    for document in documents:
        with tempfile.TemporaryDirectory() as room:
            path = Path(room) / "document.txt"
            path.write_text(document["text"], encoding="utf-8")
            records = LocalEngine().run(READ, downloads([path], Given()))
            yield document["id"], next(record for record in records if isinstance(record, Report))


def main() -> None:
    corpus, folds, out = map(Path, sys.argv[1:4])
    documents = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    found: dict[str, str] = {}
    for fold in track(range(FOLDS), description="folds"):
        weights = opened(folds / str(fold))
        with patch("twosource.annotate.tagger.network", lambda weights=weights: weights):
            for name, report in reports([d for d in documents if fold_of(d["id"]) == fold]):
                line = json.loads(annotated_json(report, annotate(report)))
                found[name] = json.dumps(line | {"id": name, "path": f"{name}.txt"})
    out.write_text("".join(found[d["id"]] + "\n" for d in documents), encoding="utf-8")


if __name__ == "__main__":
    main()
