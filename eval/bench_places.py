"""CPU of the places a 400-word report beyond parsing, and what opening the gazetteer costs.

    python eval/bench_places.py [FOLDER] [--rounds N]

Each report's mentions are made once and are not timed; the median of the rounds is the figure. The first round, which looks up every name
afresh, stands apart.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from rich.progress import track

from twosource.acquire.folder import downloads
from twosource.annotate.mentions import Mentions, mentions
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import parse
from twosource.annotate.places import places
from twosource.annotate.tagger import tag
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.lang import language
from twosource.model.report import Given, Report
from twosource.values.gazetteer import gazetteer

DEMO = Path(__file__).resolve().parent.parent / "demo" / "reports"
WORDS = 400


def opened() -> tuple[float, float]:
    """Seconds of CPU and MiB of memory that the gazetteer takes."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    gazetteer()
    return time.process_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def seconds(read: Sequence[tuple[Report, Mentions]]) -> float:
    """Seconds of CPU for the places of all reports."""
    began = time.process_time()
    for report, named in read:
        places(report, named, language("en"))
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args()
    load, memory = opened()
    lang = language("en")
    reports = [one for one in LocalEngine().run(READ, downloads([args.folder], Given())) if isinstance(one, Report)]
    read = [(one, mentions(one, parse(apart(one, lang)), tag(one, paragraphs(one)), lang)) for one in track(reports, description="reading")]
    shares = sum(len(report.text.split()) for report in reports) / WORDS
    rounds = [1000 * seconds(read) / shares for _ in range(args.rounds + 1)]
    figures = {
        "ms": round(statistics.median(rounds[1:]), 3),
        "first_ms": round(rounds[0], 3),
        "load_s": round(load, 2),
        "load_mib": round(memory),
        "places": sum(len(places(report, named, lang)) for report, named in read),
    }
    print(f"{len(reports)} reports: {figures['ms']} ms of CPU for {WORDS} words, {figures['first_ms']} ms the first time")
    print(f"the gazetteer opens in {figures['load_s']} s of CPU and takes {figures['load_mib']} MiB")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
