"""CPU time of names beyond parsing, per 400-word report, with rapidfuzz on the same pairs in the same run.

    python eval/bench_names.py [FOLDER] [--rounds N]

`match` compares every two different names of a report that are of one kind (people; bodies; places), which is more than `annotate` asks
for; `suspects` looks for damaged ones. What was kept of earlier comparisons is thrown away before each report, tables are open. rapidfuzz
compares the same pairs by token-sort ratio in lower case: it says how like two strings are, and no more.
The figure to quote is the median of the rounds.
"""

import functools
import itertools
import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from timing import in_turn, options, reports

import twosource.values.body as bodies
import twosource.values.name as people
import twosource.values.parts as taken_apart
import twosource.values.placename as places
from twosource.annotate.names import Name, names
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import Parse, parse
from twosource.annotate.suspect import suspects
from twosource.annotate.tagger import tag
from twosource.lang import language
from twosource.model.claim import PLACES, EntityType
from twosource.model.report import Report
from twosource.values import fits, slips, spelling

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


SIDES = {"match": matched, "suspects": doubted, "rapidfuzz": by_rapidfuzz}


def afresh(work: Callable[[Read], None], read: Sequence[Read]) -> None:
    """The work on every report, with nothing kept of earlier comparisons."""
    for report in read:
        for kept in KEPT:
            kept.cache_clear()
        work(report)


def main() -> None:
    """Times the folder given on the command line, or the bundled story."""
    args = options(__doc__).parse_args()
    found = [read(report) for report in reports(args.folder)]
    sides = {name: functools.partial(afresh, work, found) for name, work in SIDES.items()}
    for work in sides.values():
        work()
    costs = in_turn(sides, sum(report.words for report in found), args.rounds)
    figures = {name: round(cost, 3) for name, cost in costs.items()}
    pairs = sum(len(some) for report in found for some in report.pairs.values())
    print(f"{len(found)} reports, {pairs} pairs of names; ms of CPU a 400-word report, median of {args.rounds}")
    for name, figure in figures.items():
        print(f"  {name:<12}{figure:8.3f}")
    print(json.dumps({"reports": len(found), "pairs": pairs} | figures))


if __name__ == "__main__":
    main()
