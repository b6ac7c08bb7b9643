"""CPU time of names beyond parsing, per 400-word report, with rapidfuzz on the same pairs in the same run.

    python eval/bench_names.py [FOLDER] [--rounds N]

`match` compares every two different names of a report that are of one kind (people; bodies; places), which is more than `annotate` asks
for; `suspects` looks for damaged ones. What was kept of earlier comparisons is thrown away before each report, tables are open. rapidfuzz
compares the same pairs by token-sort ratio in lower case: it says how like two strings are, and no more.
The figure to quote is the median of the rounds.
"""

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

import twosource.values.body as bodies
import twosource.values.name as people
import twosource.values.parts as taken_apart
import twosource.values.placename as places
from twosource.acquire.folder import downloads
from twosource.annotate.chains import PLACES
from twosource.annotate.names import Name, names
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import Parse, parse
from twosource.annotate.suspect import suspects
from twosource.annotate.tagger import tag
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.report import Given, Report
from twosource.values import fits, slips, spelling

DEMO = Path(__file__).resolve().parent.parent / "demo" / "reports"
WORDS = 400
KEPT = (
    bodies.body,
    bodies.same_body,
    fits.words,
    people.same_person,
    places.same_place_name,
    slips.distance,
    spelling.fold,
    spelling.plain,
    taken_apart.parts,
)
SAME = {"people": people.same_person, "bodies": people.same_body, "places": people.same_place_name}


class Read(NamedTuple):
    """A report parsed, with its names and the pairs of them that are compared."""

    parse: Parse
    names: Sequence[Name]
    pairs: dict[str, list[tuple[str, str]]]
    words: int


def kind_of(name: Name) -> str | None:
    if name.type is EntityType.PER:
        return "people"
    return "bodies" if name.type is EntityType.ORG else "places" if name.type in PLACES else None


def read(report: Report) -> Read:
    """The report with everything that is not timed."""
    lang = language("en")
    parsed = parse(apart(report, lang))
    found = names(parsed, tag(report, paragraphs(report)).names, lang)
    pairs = {kind: list(itertools.combinations(sorted({name.text for name in found if kind_of(name) == kind}), 2)) for kind in SAME}
    return Read(parsed, found, pairs, len(report.text.split()))


def matched(report: Read) -> None:
    for kind, same in SAME.items():
        for one, other in report.pairs[kind]:
            same(one, other)


def doubted(report: Read) -> None:
    suspects(report.names, report.parse, language("en"))


def by_rapidfuzz(report: Read) -> None:
    for pairs in report.pairs.values():
        for one, other in pairs:
            fuzz.token_sort_ratio(one.lower(), other.lower())


def spent(work: Callable[[Read], None], reports: Sequence[Read]) -> float:
    """Milliseconds of CPU a 400-word report."""
    began = time.process_time()
    for report in reports:
        for kept in KEPT:
            kept.cache_clear()
        work(report)
    return 1000 * (time.process_time() - began) * WORDS / sum(report.words for report in reports)


def main() -> None:
    """Times the folder given on the command line, or the bundled story."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    records = LocalEngine().run(READ, downloads([options.folder], Given()))
    reports = [read(record) for record in records if isinstance(record, Report)]
    sides = {"match": matched, "suspects": doubted, "rapidfuzz": by_rapidfuzz}
    for work in sides.values():
        spent(work, reports)
    rounds = [{name: spent(work, reports) for name, work in sides.items()} for _ in range(options.rounds)]
    figures = {name: round(statistics.median(one[name] for one in rounds), 3) for name in sides}
    pairs = sum(len(some) for report in reports for some in report.pairs.values())
    print(f"{len(reports)} reports, {pairs} pairs of names; ms of CPU a 400-word report, median of {options.rounds}")
    for name, figure in figures.items():
        print(f"  {name:<12}{figure:8.3f}")
    print(json.dumps({"reports": len(reports), "pairs": pairs} | figures))


if __name__ == "__main__":
    main()
