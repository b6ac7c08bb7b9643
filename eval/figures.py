"""Holds the policy that says which figures are of one matter against labelled pairs, and fits its weights.

    python eval/figures.py [--fit]

Reads the invented stories that are worked on, takes every pair of figures of figure_pairs.tsv, and prints what the policy makes of those
of each label (now, later, part, no). With --fit it prints the weights that logistic regression gives for the features of
`connect.align.SAME_MEASURE`, and, leaving out one story at a time, the precision and recall at each score of such weights on the
pairs of that story; pairs that are in no row are taken for different, since nobody would think of them. The last line is JSON.
"""

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.acquire.folder import downloads
from twosource.annotate.tagger.kept import Kept
from twosource.connect.align import SAME_MEASURE, is_toll, same_figure
from twosource.connect.dossier import dossiers
from twosource.connect.figures import Figure, figures
from twosource.connect.judge import judge, without_echoes
from twosource.connect.pairs import held
from twosource.connect.scene import Scene, scene
from twosource.desk import CONNECT, READ, annotating
from twosource.engine.local import LocalEngine
from twosource.model.report import Given

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"demo": ROOT / "demo" / "reports", "strike": ROOT / "tests" / "golden" / "strike"}
RIDGE = 8.0
ONE_MATTER = {"now", "later"}

Key = tuple[str, str, int, str, int]


class Row(NamedTuple):
    """Two figures of one story, in the order of their places, with the label they bear or `None`."""

    story: str
    scene: Scene
    one: Figure
    other: Figure
    label: str | None


def labelled() -> Mapping[Key, str]:
    """The labels by story, files and places."""
    lines = (ROOT / "eval" / "figure_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {(story, a, int(at), b, int(to)): label for story, a, at, b, to, label, _ in rows}


def rows(story: str, labels: Mapping[Key, str]) -> Iterator[Row]:
    """Every two figures of a story's first tellings that have one unit."""
    folder = FOLDERS.get(story, ROOT / "tests" / "golden" / "stories" / story)
    records = list(LocalEngine().run([*READ, *annotating(Kept()), *CONNECT], downloads([folder], Given())))
    for laid in map(scene, dossiers("", records)):
        told, _ = without_echoes(laid, figures(laid))
        for one, other in itertools.combinations(told, 2):
            if one.quantity.si_unit == other.quantity.si_unit:
                names = [Path(figure.report.path).name for figure in (one, other)]
                at = (names[0], one.quantity.start, names[1], other.quantity.start)
                back = (names[1], other.quantity.start, names[0], one.quantity.start)
                yield Row(story, laid, one, other, labels.get((story, *at)) or labels.get((story, *back)))


def fitted(features: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a ridge, the last the bias."""
    whole = np.column_stack([features, np.ones(len(features))])
    weights = np.zeros(whole.shape[1])
    ridge = RIDGE * np.diag([*np.ones(features.shape[1]), 0.0])
    for _ in range(100):
        shares = 1 / (1 + np.exp(-whole @ weights))
        step = np.linalg.solve((whole * (shares * (1 - shares))[:, None]).T @ whole + ridge, whole.T @ (shares - truth) + ridge @ weights)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def measured(found: Sequence[Row]) -> NDArray[np.float64]:
    return np.array([[feature.measured(row.scene, row.one, row.other) for feature in SAME_MEASURE] for row in found])


def told(shares: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Precision and recall from each share on."""
    given = [(bar, shares >= bar) for bar in (0.4, 0.5, 0.65, 0.8)]
    return [
        {
            "from": bar,
            "given": int(on.sum()),
            "precision": round(float(truth[on].mean()), 3),
            "recall": round(float((on & truth).sum() / truth.sum()), 3),
        }
        for bar, on in given
        if on.any()
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    labels = labelled()
    found = [row for story in sorted({key[0] for key in labels}) for row in rows(story, labels)]
    known = [row for row in found if row.label]
    upshots = Counter((judge(held(r.scene, r.one, r.other)).upshot, r.label) for r in known)
    kinds = ("now", "later", "part", "no")
    print(f"{len(known)} of {len(labels)} labelled pairs found\n{'':10}" + "".join(f"{kind:>7}" for kind in kinds))
    for upshot in sorted({upshot for upshot, _ in upshots}):
        print(f"{upshot:10}" + "".join(f"{upshots[upshot, kind]:7}" for kind in kinds))
    figures_: dict[str, object] = {str(upshot): {kind: upshots[upshot, kind] for kind in kinds} for upshot in {u for u, _ in upshots}}
    if options.fit:
        differ = [
            r
            for r in found
            if not (is_toll(r.one) and is_toll(r.other)) and not same_figure(r.one, r.other) and r.one.report != r.other.report
        ]
        features, truth = measured(differ), np.array([r.label in ONE_MATTER for r in differ])
        weights = fitted(features, truth.astype(float))
        for name, weight in zip([*(f"{f.name} (now {f.weight})" for f in SAME_MEASURE), "bias"], weights, strict=True):
            print(f"{weight:7.2f}  {name}")
        shares = np.zeros(len(differ))
        for story in sorted({row.story for row in differ}):
            out = np.array([row.story == story for row in differ])
            left = fitted(features[~out], truth[~out].astype(float))
            shares[out] = 1 / (1 + np.exp(-(features[out] @ left[:-1] + left[-1])))
        figures_["leave one story out"] = told(shares, truth)
        print(*told(shares, truth), sep="\n")
    print(json.dumps(figures_))
    return 0


if __name__ == "__main__":
    sys.exit(main())
