"""The audit over drafts with known faults: by kind what is named rightly, and how often a faithful sentence is doubted.

Use: audited.py drafts DRAFTS STORIES [--of clean,faulty,faithful]     the drafts of tests/golden/drafts
     audited.py planted PLANTED.jsonl STORIES                          what scripts/planted.py made of them
     audited.py drafts eval/drafts eval/short --of faithful,faulty     those over short stories, all worked on

The stories worked on and those kept apart are told apart. A place is flagged when a sentence over it has a fault, or the verdict
contradicted or unsupported; a fault is named rightly when one of the kinds that are right stands there. Of `planted` a clean sentence
counts once, however many drafts it stands in.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from twosource.acquire.folder import downloads
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, Annotated, annotating, sorted_out
from twosource.desk.audited import audit_of, draft_in
from twosource.engine.local import LocalEngine
from twosource.model.audit import Audit
from twosource.model.codec import Record
from twosource.model.report import Download, Given

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the shape of short stories is read where they are taught
from training.stories import downloads as short_downloads

WORKED_ON = frozenset({"corran", "larkfield", "orvel-pass", "sea-marten", "tolmin", "westmere"})
BAD = {"contradicted", "unsupported"}


class Place(NamedTuple):
    """A stretch of a draft with the kinds of fault that are right for it; none where it is faithful."""

    start: int
    end: int
    kinds: tuple[str, ...]


class Stories:
    """The stories of a folder, each read and compared once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = Kept()
        self.read: dict[str, tuple[Annotated, list[Record]]] = {}

    def audit(self, story: str, name: str, draft: str) -> Audit:
        if story not in self.read:
            records = LocalEngine().run([*READ, *annotating(Kept()), *CONNECT], self.files(story))
            self.read[story] = sorted_out(records), records
        found, records = self.read[story]
        return audit_of(draft_in(draft.encode(), Given(), name), found, {}, records, self.cache)

    def files(self, story: str) -> Iterable[Download]:
        return downloads([self.folder / story], Given())

    def worked_on(self, story: str) -> bool:
        return story in WORKED_ON


class ShortStories(Stories):
    """Those of a folder of JSON Lines, of which each line is one: all of them worked on."""

    def files(self, story: str) -> Iterable[Download]:
        lines = (line for file in sorted(self.folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
        return short_downloads(next(sketch for line in lines if (sketch := json.loads(line))["story"] == story))

    def worked_on(self, _: str) -> bool:
        return True


def labelled(folder: Path, kinds: Sequence[str]) -> Iterator[tuple[str, str, str, list[Place]]]:
    """Story, name and text of each draft of a folder, with its labels."""
    for path in sorted(folder.glob("*.md")):
        story, _, kind = path.stem.rpartition("-")
        if kind not in kinds:
            continue
        text = path.read_text(encoding="utf-8")
        lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
        rows = [row.split("\t") for row in path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()]
        places = [Place(*lines[int(row[0]) - 1], () if row[1] == "ok" else tuple(row[1].split("|"))) for row in rows if row[0].isdigit()]
        yield story, path.name, text, places


def planted(path: Path) -> Iterator[tuple[str, str, str, list[Place]]]:
    """The same of what was planted."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = [Place(one["start"], one["end"], (one["kind"], *one["also"])) for one in row["planted"]]
        yield row["story"], row["draft_name"], row["draft"], [*places, *(Place(start, end, ()) for start, end in row["clean"])]


def score(drafts: Iterator[tuple[str, str, str, list[Place]]], stories: Stories) -> None:
    total: Mapping[bool, Counter[str]] = defaultdict(Counter)
    by_kind: Mapping[str, Counter[str]] = defaultdict(Counter)
    doubted: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for story, name, text, places in drafts:
        audit = stories.audit(story, name, text)
        worked = stories.worked_on(story)
        counts = total[worked]
        for place in places:
            here = [one for one in audit.sentences if one.start < place.end and place.start < one.end]
            told = {fault.kind.value for one in here for fault in one.faults}
            flagged = bool(told) or any(one.verdict.value in BAD for one in here)
            if place.kinds:
                right = bool(told & set(place.kinds))
                for tally in (counts, by_kind[f"{place.kinds[0]} {'worked on' if worked else 'kept apart'}"]):
                    tally.update(faulty=1, flagged=int(flagged), right=int(right))
            elif (story, text[place.start : place.end]) not in seen:
                seen.add((story, text[place.start : place.end]))
                counts.update(clean=1, doubted=int(flagged))
                doubted.update(told if flagged and worked else ())
    for kind, tally in sorted(by_kind.items()):
        print(f"{kind:36} {tally['right']:4} right, {tally['flagged']:4} flagged of {tally['faulty']:4}")
    for worked, tally in sorted(total.items(), reverse=True):
        share = tally["right"] / max(1, tally["faulty"])
        wrong = tally["doubted"] / max(1, tally["clean"])
        print(
            f"{'worked on' if worked else 'kept apart'}: right kind {tally['right']} of {tally['faulty']} ({share:.3f}), "
            f"flagged {tally['flagged']}; "
            f"doubted {tally['doubted']} of {tally['clean']} faithful ({wrong:.3f})"
        )
    print(f"doubted for, worked on: {dict(doubted)}")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["drafts", "planted"])
    p.add_argument("path", type=Path)
    p.add_argument("stories", type=Path)
    p.add_argument("--of", default="clean,faulty", help="which drafts: clean, faulty, faithful")
    args = p.parse_args()
    drafts = planted(args.path) if args.what == "planted" else labelled(args.path, args.of.split(","))
    score(drafts, ShortStories(args.stories) if any(args.stories.glob("*.jsonl")) else Stories(args.stories))


if __name__ == "__main__":
    main()
