"""The audit over sentences of digests, faithful and faulty, of the short stories: by kind what is named rightly, and what is doubted.

    python eval/retold.py [--part worked|apart] [--every 4]

A line of eval/retold is one matter of a story: the reports that a digest `cites` for it (`rests` are their words), two `faithful`
sentences and four `faulty` ones, each made from one of those (`of`) by one fault (`kind`; `cause` is a reason or order turned round, for
which the audit has no kind of its own). Every sentence stands once in a draft of sentences on other matters of the story. A place is
flagged when a sentence over it has a fault, or the verdict contradicted or unsupported. Written by people who had not read the code.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from audited import BAD, ShortStories
from rich.console import Console
from rich.progress import track

HERE = Path(__file__).parent
FAITHFUL, FAULTY = 2, 4


class Written(NamedTuple):
    """A sentence in a draft, and its fault; none where it is faithful."""

    start: int
    end: int
    kind: str | None


def drafts(rows: Sequence[dict[str, Any]], reports: Sequence[dict[str, str]]) -> Iterator[tuple[str, list[Written]]]:
    """The drafts of a story: each has one sentence of every line, so that none stands beside another of its own matter."""
    label = {report["id"]: at for at, report in enumerate(reports, 1)}
    listed = "\n".join(f'[{at}] {one["outlet"]}, "{one["title"].lstrip("# ")}", {one["date"]}' for at, one in enumerate(reports, 1))
    for turn in range(FAITHFUL + FAULTY):
        text, written = f"# {rows[0]['story'].replace('-', ' ').title()}\n\n", []
        for row in rows:
            faulty = None if turn < FAITHFUL else row["faulty"][turn - FAITHFUL]
            told = faulty["text"] if faulty else row["faithful"][turn]
            start = len(text)
            text += f"{told} {''.join(f'[{label[one]}]' for one in row['cites'] if one in label)}\n\n"
            written.append(Written(start, len(text) - 2, faulty["kind"] if faulty else None))
        yield f"{text}\n## Sources\n\n{listed}\n", written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["worked", "apart"], default="worked")
    parser.add_argument("--every", type=int, default=1, help="every so manieth story")
    args = parser.parse_args()
    of_story: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (HERE / "retold" / f"{args.part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        of_story[row["story"]].append(row)
    sketches = {
        sketch["story"]: sketch
        for file in sorted((HERE / "short").glob("*.jsonl"))
        for sketch in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    }
    stories, tally = ShortStories(HERE / "short"), defaultdict[str | None, Counter[str]](Counter)
    doubted: Counter[str] = Counter()
    for story in track(sorted(of_story)[:: args.every], description=args.part, console=Console(stderr=True)):
        for text, written in drafts(of_story[story], sketches[story]["reports"]):
            audit = stories.audit(story, "digest.md", text)
            for one in written:
                here = [found for found in audit.sentences if found.start < one.end and one.start < found.end]
                told = {fault.kind.value for found in here for fault in found.faults}
                flagged = bool(told) or any(found.verdict.value in BAD for found in here)
                tally[one.kind].update(n=1, flagged=int(flagged), right=int(one.kind in told))
                doubted.update(told if flagged and one.kind is None else ())
        stories.read.clear()
    faithful = tally.pop(None, Counter())
    for kind, counts in sorted(tally.items(), key=lambda found: str(found[0])):
        print(f"{kind:16} {counts['right']:4} right, {counts['flagged']:4} flagged of {counts['n']:4}")
    right, flagged, n = (sum(counts[name] for counts in tally.values()) for name in ("right", "flagged", "n"))
    print(f"{args.part}: right kind {right} of {n} ({right / max(1, n):.3f}), flagged {flagged} ({flagged / max(1, n):.3f}); ", end="")
    share = faithful["flagged"] / max(1, faithful["n"])
    print(f"doubted {faithful['flagged']} of {faithful['n']} faithful ({share:.3f})")
    print(f"doubted for: {dict(doubted.most_common())}")


if __name__ == "__main__":
    main()
