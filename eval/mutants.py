"""Plants known changes in copies and asks which of them come out as alterations, and what a clean copy raises.

    python scripts/mutants.py FOLDER_OF_TEXTS... --out FOLDER
    python eval/mutants.py FOLDER/mutants.jsonl [--show] [--some N]

Each line is an original, a copy of it, when the two came out, the rate of honest edits, and the changes planted with their characters in
both. The two are read, annotated and connected as any two reports are. A planted change is met when an alteration of its kind cites
characters of it on both sides (its sentence where the change left nothing to cite); "any" when one of whatever kind does. A clean copy is
one without a planted change; it should raise none. The stories of the texts are split in two halves by name, "worked on" and "kept apart".
The last line is JSON.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.progress import track

from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, annotating
from twosource.engine.local import LocalEngine
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Alteration
from twosource.model.report import Cite, Download, Given, Report

Pair = Mapping[str, Any]
Tally = dict[tuple[str, str, float], Counter[str]]
HALVES = ("worked on", "kept apart")


class Outcome(NamedTuple):
    """What came of one pair: the alterations, and the two reports by their ids."""

    alterations: Sequence[Alteration]
    original: Report
    copy: Report


def outcome(pair: Pair, cache: Kept) -> Outcome:
    """The pair through reading, annotating and connecting."""
    given = [Given(outlet=outlet, published=when) for outlet, when in zip(("The Wire", "The Copy"), pair["published"], strict=True)]
    sides = [_download(name, pair[name], told) for name, told in zip(("original", "copy"), given, strict=True)]
    records: Sequence[Record] = LocalEngine().run([*READ, *annotating(cache), *CONNECT], sides)
    reports = {record.path: record for record in records if isinstance(record, Report)}
    return Outcome([one for one in records if isinstance(one, Alteration)], reports["original.txt"], reports["copy.txt"])


def _download(name: str, text: str, given: Given) -> Download:
    return Download(id=content_id("download", name, text), path=f"{name}.txt", body=text.encode(), given=given)


def spans(planted: Mapping[str, Any], end: str) -> tuple[int, int]:
    """Where a planted change stands on one side; the sentence where it left nothing."""
    start, stop = planted[end]
    if start == stop:
        start, stop = planted[f"{end}_sentence"]
    return start, stop


def meets(one: Alteration, planted: Mapping[str, Any], found: Outcome) -> bool:
    """Whether an alteration cites characters of a planted change on both sides."""
    return all(
        cite.report == report.id and cite.start < stop and start < cite.end
        for cite, report, end in ((one.from_, found.original, "from"), (one.to, found.copy, "to"))
        for start, stop in [spans(planted, end)]
    )


def halves(names: set[str]) -> dict[str, str]:
    """Every other story of the texts, by name, to one half."""
    stories = sorted({_story(name) for name in names})
    half_of = {story: HALVES[i % 2] for i, story in enumerate(stories)}
    return {name: half_of[_story(name)] for name in names}


def _story(name: str) -> str:
    return re.split(r"-\d", name)[0]


def counted(pair: Pair, found: Outcome, half: str, tally: Tally) -> Iterator[str]:
    """The pair's planted changes and what came of them, counted by kind, and what it raised besides; what went wrong, a line each."""
    several = "among others" if len(pair["planted"]) > 1 else "alone"
    for planted in pair["planted"]:
        hits = [one for one in found.alterations if meets(one, planted, found)]
        right = any(one.kind == planted["kind"] for one in hits)
        tally[half, f"{planted['kind']}, {several}", pair["rate"]].update(planted=1, any=bool(hits), right=right)
        if not right:
            words = f"“{planted['from_exact']}” -> “{planted['to_exact']}”"
            yield f"MISSED {pair['id']} {planted['kind']} ({planted['how']}) {[one.kind.value for one in hits]} {words}"
    surplus = [one for one in found.alterations if not any(meets(one, planted, found) for planted in pair["planted"])]
    whole = f"with {several}" if pair["planted"] else "clean"
    tally[half, whole, pair["rate"]].update(pairs=1, surplus=len(surplus), raised=bool(surplus))
    for one in surplus:
        yield f"UNASKED {pair['id']} {one.kind.value} {_shown(one.from_)} -> {_shown(one.to)}: {one.note}"


def _shown(cite: Cite) -> str:
    return f"“{' '.join(cite.exact.split())}”"


def table(tally: Tally) -> None:
    """Kind by rate, for each half: what was planted, then what was raised besides."""
    for half in HALVES:
        print(f"\n{half:24}{'rate':>6}{'planted':>9}{'right':>8}{'any':>8}")
        for (name, kind, rate), told in sorted(tally.items()):
            if name == half and told["planted"]:
                of = told["planted"]
                print(f"{kind:24}{rate:>6}{of:>9}{told['right'] / of:>8.3f}{told['any'] / of:>8.3f}")
        print(f"{'':24}{'rate':>6}{'pairs':>9}{'raising unasked':>18}{'unasked':>9}")
        for (name, kind, rate), told in sorted(tally.items()):
            if name == half and told["pairs"]:
                print(f"{kind:24}{rate:>6}{told['pairs']:>9}{told['raised']:>18}{told['surplus']:>9}")


def summed(tally: Tally, half: str) -> dict[str, Any]:
    """One half in a few figures: by kind the shares that are right and any, and of the clean copies those that raise something."""
    kinds, clean, altered = defaultdict[str, Counter[str]](Counter), Counter[str](), Counter[str]()
    for (name, kind, _), told in tally.items():
        if name == half and told["planted"]:
            for row in (kind.split(",")[0], "all"):
                kinds[row].update(told)
        elif name == half:
            (clean if kind == "clean" else altered).update(told)
    shares = {
        kind: [told["planted"], *(round(told[what] / told["planted"], 4) for what in ("right", "any"))] for kind, told in kinds.items()
    }
    return {
        "planted, right, any": shares,
        "altered copies, raising unasked": [altered["pairs"], altered["raised"]],
        "clean copies, raising": [clean["pairs"], clean["raised"]],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was missed or raised unasked, in the half that was worked on")
    parser.add_argument("--some", type=int, default=1, help="take every Nth pair only")
    options = parser.parse_args()
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    half_of = halves({pair["base"] for pair in pairs})  # of all, so that a sample never takes a story into the other half
    pairs = pairs[:: options.some]
    cache, tally, wrong = Kept(), defaultdict[tuple[str, str, float], Counter[str]](Counter), []
    for pair in track(pairs, description="pairs", disable=not sys.stderr.isatty()):
        half = half_of[pair["base"]]
        told = list(counted(pair, outcome(pair, cache), half, tally))
        wrong.extend(told if half == HALVES[0] else [])
    if options.show:
        print("\n".join(wrong))
    table(tally)
    print(json.dumps({half: summed(tally, half) for half in HALVES}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
