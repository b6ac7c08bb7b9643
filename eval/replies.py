"""Holds replies within one report to labelled snippets: who says that what another has just said is not so, and what that is.

    python eval/replies.py eval/replies/*.jsonl [--part worked|apart] [--show]

Each line of a file is one invented report of a few sentences, in which a `claim` is answered by a `denial` (both its very words), or in
which, of kind "none", nothing is contradicted that a hurried reader might take for it. Told are the disputes found by kind of answer, and
the reports of which a dispute is told that is none of the labelled one. Every second line is kept apart: rules are made on the others.
The last line is JSON.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import track

from golden import Briefing, conflict_sides, sides_met
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, annotating
from twosource.engine.local import LocalEngine
from twosource.model.report import Download, Given
from twosource.tell.brief import briefing

PARTS = ("worked", "apart")


def told(row: dict[str, Any], cache: Kept) -> Briefing:
    """The briefing of the one report of a line."""
    given = Given(outlet="Ester Mail", published="2026-03-04T08:00:00Z", headline="News of the day")
    download = Download(f"{row['id']}/a.txt", "a.txt", f"{row['text']}\n".encode(), given=given)
    return Briefing(json.loads(msgspec.json.encode(briefing(LocalEngine().run([*READ, *annotating(cache), *CONNECT], [download])))))


def held(row: dict[str, Any], found: Briefing) -> tuple[bool, bool]:
    """Whether the labelled dispute is told, and whether another is."""
    conflicts = [conflict_sides(one) for one in found.records("conflicts") if one["status"] == "open"]
    if row["claim"] is None:
        return False, bool(conflicts)
    sides = [{"report": "a.txt", "exact": row["claim"]}, {"report": "a.txt", "exact": row["denial"]}]
    met = [sides_met(found, sides, one) for one in conflicts]
    return any(met), not all(met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--show", action="store_true", help="list what is missed and what is told beside the labels")
    options = parser.parse_args()
    cache, counts = Kept(), {part: Counter[str]() for part in PARTS}
    for file in options.files:
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(track(lines, description=file.stem, console=Console(stderr=True))):
            part = PARTS[number % len(PARTS)]
            if options.part not in {None, part}:
                continue
            row = json.loads(line)
            met, other = held(row, told(row, cache))
            counts[part].update({"reports": 1, row["kind"]: 1, f"{row['kind']} met": met, f"{row['kind']} other told": other})
            counts[part].update({"answered": row["claim"] is not None, "met": met, "other told": other})
            if options.show and (other or (row["claim"] is not None and not met)):
                print(f"{'OTHER' if other else 'MISSED'} {row['kind']} {row['id']}: {row['text']}\n    {row['claim']} || {row['denial']}")
    for part, found in counts.items():
        if found:
            print(part, dict(sorted(found.items())))
    print(json.dumps(counts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
