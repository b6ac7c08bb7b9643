"""Reports a second of `annotate` beside bare spaCy on the same texts in the same run, the share of each part, and peak memory.

    python eval/bench.py [FOLDER] [--rounds N]

Both sides read the same reports in this process, in turn, `rounds` times; the figure to quote is the median ratio,
since machines are noisy.
The shares come from one more pass in which each part is timed by itself.
After that each kind of value is timed in CPU milliseconds a 400-word report, beyond parsing, beside a library that does the like (`KINDS`).
"""

import functools
import importlib
import json
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from rich.progress import track
from spacy.language import Language
from timing import in_turn, options, reports, words

import twosource.annotate as room
from twosource.annotate.parse import MODELS, Parse, parse
from twosource.annotate.quantities import quantities
from twosource.lang import language
from twosource.model.report import Report

PARTS = (
    *("parse", "tag", "quotes", "mentions", "hedges", "attributions", "times"),
    *("claims", "quantities", "places", "citations", "references"),
)


@functools.cache
def spacy_itself() -> Language:
    """The parser as it comes, with its own settings."""
    return importlib.import_module(next(name for name in MODELS if find_spec(name))).load()


def bare(reports: Sequence[Report]) -> None:
    """What any tool on the same model pays: every paragraph through spaCy with all its parts, as it comes."""
    paragraphs = [report.text[passage.start : passage.end] for report in reports for passage in report.passages]
    for _ in spacy_itself().pipe(paragraphs):
        pass


def annotated(reports: Sequence[Report]) -> None:
    for report in reports:
        room.annotate(report)


def seconds(work: Callable[[Sequence[Report]], None], reports: Sequence[Report]) -> float:
    began = time.perf_counter()
    work(reports)
    return time.perf_counter() - began


def shares(reports: Sequence[Report]) -> dict[str, float]:
    """The share of each part in the time of `annotate`."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, part: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object) -> object:
            began = time.perf_counter()
            try:
                return part(*args)
            finally:
                spent[name] += time.perf_counter() - began

        return run

    module = importlib.import_module("twosource.annotate")
    kept = {name: getattr(module, name) for name in PARTS}
    try:
        for name, part in kept.items():
            setattr(module, name, timed(name, part))
        total = seconds(annotated, reports)
    finally:
        for name, part in kept.items():
            setattr(module, name, part)
    return {name: round(spent[name] / total, 3) for name in PARTS} | {"rest": round(1 - sum(spent.values()) / total, 3)}


class Row(NamedTuple):
    """A kind of value: our work on a report that is parsed already, and the `peer` that reads a text instead, if installed."""

    ours: Callable[[Report, Parse], object]
    peer: str
    theirs: Callable[[str], object] | None


def _quantities(report: Report, parsed: Parse) -> object:
    return quantities(report, parsed, (), language("en"))


def _quantulum3() -> Callable[[str], object] | None:
    if find_spec("quantulum3") is None:
        return None
    reads: Callable[[str], object] = importlib.import_module("quantulum3.parser").parse
    return reads


#: A row for each kind; another is added here by what it does with a parsed report and what stands beside it.
KINDS: dict[str, Callable[[], Row]] = {
    "quantities": lambda: Row(_quantities, "quantulum3", _quantulum3()),
}


def by_kind(found: Sequence[Report], rounds: int) -> dict[str, dict[str, float | None]]:
    """What each kind costs, ours and its peer's, on the same reports; `None` for a peer that is not installed."""
    parsed = [parse(report) for report in found]
    costs: dict[str, dict[str, float | None]] = {}
    for name, made in KINDS.items():
        row = made()
        row.ours(found[0], parsed[0])

        def ours(row: Row = row) -> None:
            for report, one in zip(found, parsed, strict=True):
                row.ours(report, one)

        def theirs(row: Row = row) -> None:
            for report in found:
                if row.theirs is not None:
                    row.theirs(report.text)

        sides = {"ours": ours}
        if row.theirs is not None:
            row.theirs(found[0].text[:200])
            sides[row.peer] = theirs
        spent = in_turn(sides, words(found), rounds)
        costs[name] = {side: round(spent[side], 2) if side in spent else None for side in ("ours", row.peer)}
    return costs


def show_kinds(found: dict[str, dict[str, float | None]]) -> None:
    """One line a kind."""
    print("CPU milliseconds for a 400-word report, beyond parsing:")
    for name, row in found.items():
        for who, cost in row.items():
            said = f"{cost:8.2f} ms" if cost is not None else f"not installed: `pip install {who}` into .venv shows it here"
            print(f"  {name:12s} {who:12s} {said}")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--copies", type=int, default=3, help="how often the folder is read in a round, so that it is long enough to time")
    args = parser.parse_args()
    once = reports(args.folder)
    found = once * args.copies
    annotated(found[:1])
    share = shares(found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before bare spaCy is opened beside ours
    bare(found[:1])
    kinds = by_kind(once, args.rounds)
    rounds = [(seconds(bare, found), seconds(annotated, found)) for _ in track(range(args.rounds), description="timing")]
    ours, theirs = (statistics.median(len(found) / run[side] for run in rounds) for side in (1, 0))
    ratio = statistics.median(run[1] / run[0] for run in rounds)
    print(f"{len(found)} reports of {sum(len(report.text) for report in found) / len(found):,.0f} characters on average")
    print(f"bare spaCy   {theirs:8.1f} reports/s")
    print(f"annotate     {ours:8.1f} reports/s   {ratio:.2f} times the time of bare spaCy (median of {args.rounds})")
    for name, part in sorted(share.items(), key=lambda pair: -pair[1]):
        print(f"  {name:14s} {100 * part:5.1f} %")
    print(f"peak memory  {peak:8.0f} MiB")
    show_kinds(kinds)
    figures = {"reports": len(found), "spacy": round(theirs, 2), "annotate": round(ours, 2), "ratio": round(ratio, 3)}
    print(json.dumps(figures | {"shares": share, "peak_mib": round(peak), "kinds": kinds}))


if __name__ == "__main__":
    main()
