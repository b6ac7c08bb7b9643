"""CPU time of the times of a 400-word report beside `dateparser.search`, in the same run; parsing is not in ours, nothing is asserted.

    python eval/bench_times.py [FOLDER] [--rounds N]

Both sides get the same sentences of the same reports in turn, `rounds` times; the median is shown, by `time.process_time`.
dateparser (BSD-3) is a tool of this bench alone; where it is not installed, its row says so.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from twosource.acquire.folder import downloads
from twosource.annotate.opening import apart
from twosource.annotate.parse import Parse, parse
from twosource.annotate.times import times
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.lang import language
from twosource.model.report import Given, Report

DEMO = Path(__file__).resolve().parent.parent / "demo" / "reports"
WORDS = 400
Parsed = tuple[Report, Parse]


def parsed(folder: Path) -> list[Parsed]:
    """The folder's reports with their parses."""
    records = LocalEngine().run(READ, downloads([folder], Given()))
    return [(report, parse(apart(report, language("en")))) for report in records if isinstance(report, Report)]


def ours(reports: Sequence[Parsed]) -> int:
    """How many times we find."""
    return sum(len(times(report, parse, language("en"))) for report, parse in reports)


def theirs(reports: Sequence[Parsed]) -> int:
    """How many `dateparser.search` finds in the same sentences, its language given so that it need not be guessed."""
    search = import_module("dateparser.search").search_dates
    texts = (report.text[sentence.start : sentence.end] for report, parse in reports for sentence in parse.sentences)
    return sum(len(search(text, languages=["en"]) or ()) for text in texts)


def cost(find: Callable[[Sequence[Parsed]], int], reports: Sequence[Parsed], words: int) -> tuple[float, int]:
    """Milliseconds of CPU for 400 words, and how many were found."""
    began = time.process_time()
    found = find(reports)
    return 1000 * (time.process_time() - began) / words * WORDS, found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    reports = parsed(args.folder)
    words = sum(len(report.text[sentence.start : sentence.end].split()) for report, parse in reports for sentence in parse.sentences)
    sides = {"times": ours} | ({"dateparser.search": theirs} if find_spec("dateparser") else {})
    for find in sides.values():
        find(reports[:1])
    rounds = [{name: cost(find, reports, words) for name, find in sides.items()} for _ in range(args.rounds)]
    print(f"{len(reports)} reports of {words / len(reports):.0f} words on average, {args.rounds} rounds")
    figures = {name: round(statistics.median(each[name][0] for each in rounds), 3) for name in sides}
    for name, milliseconds in figures.items():
        print(f"{name:18s} {milliseconds:8.2f} ms of CPU a {WORDS}-word report   {rounds[0][name][1]} found")
    if "dateparser.search" not in sides:
        print("dateparser.search  not installed: pip install dateparser")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
