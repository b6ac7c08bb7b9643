"""Holds what is compared to many short invented stories: which passages tell one claim, which disagree, which tell a later state.

    python eval/short_stories.py eval/short/*.jsonl [--part worked|fitted|apart] [--every N] [--as-one] [--show KIND ...] [--read FOLDER]

Each line of a file is a story: `reports` by invented outlets, `claims` (every group of passages that tell one claim) and `relations`
(`conflict`, `change` and `trap`, two passages each). Reported are, of the pairs of passages in two reports that tell one claim, how many
stand in one line of the ledger, and of the pairs that stand in one line, of which one at least is labelled, how many tell one claim; how
many of the conflicts and changes are found, and how many of those given meet such a label, or one of another kind. What is found beside
the labels is for a person to judge: the writers did not list every conflict. Written and labelled by people who had not read the code.
The network that weighs two passages learned from the stories worked on, bars were chosen on those it was fitted on, and those apart (one of
five, by their names) are run to report a figure.
`--read` keeps what was read of each story in a folder and uses what is there. The last line is JSON.
"""

import argparse
import hashlib
import itertools
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.progress import track

from golden import Briefing, Words, conflict_sides, sides_met
from twosource.annotate.tagger.kept import Kept
from twosource.desk import COMPARE, CONNECT, READ, annotating
from twosource.engine.local import LocalEngine
from twosource.model.claim import Annotation
from twosource.model.codec import Record
from twosource.model.ledger import Story
from twosource.model.report import Report
from twosource.tell.brief import briefing

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # `training` is no part of the package
from training.stories import PARTS, Sketch, downloads, part_of, sketches

KINDS = ("conflict", "change", "trap")


def read(sketch: Sketch, cache: Kept, folder: Path | None = None) -> list[Record]:
    """The reports of a story with what each says, from the folder where it was read before."""
    key = hashlib.sha256(json.dumps(sketch["reports"], sort_keys=True).encode()).hexdigest()[:16]
    file = folder / f"{sketch['story']}-{key}.msgpack" if folder else None
    if file and file.exists():
        reports, annotations = msgspec.msgpack.decode(file.read_bytes(), type=tuple[list[Report], list[Annotation]])
        return [*reports, *annotations]
    found = list(LocalEngine().run([*READ, *annotating(cache)], downloads(sketch)))
    kept = ([one for one in found if isinstance(one, Report)], [one for one in found if isinstance(one, Annotation)])
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.msgpack.encode(kept))
    return [*kept[0], *kept[1]]


def told(sketch: Sketch, cache: Kept, folder: Path | None = None, *, as_one: bool = False) -> Briefing:
    """The briefing of a story; `as_one` takes its reports for one story, as a desk does that was told of it in advance."""
    held = read(sketch, cache, folder)
    if as_one:
        records = LocalEngine().run([step for step in CONNECT if step.name not in {"stories", COMPARE}], held)
        reports = tuple(sorted(record.id for record in records if isinstance(record, Report)))
        records = [*records, Story(id="story-1", title=sketch["story"], reports=reports)]
        records = LocalEngine().run([step for step in CONNECT if step.name == COMPARE], records)
    else:
        records = LocalEngine().run(CONNECT, held)
    return Briefing(json.loads(msgspec.json.encode(briefing(records))))


def worded(passage: Sequence[str]) -> Words:
    return {"report": f"{passage[0]}.txt", "exact": passage[1]}


def claims(sketch: Sketch, found: Briefing, show: Sequence[str]) -> Counter[str]:
    """How the passages of the labelled claims stand in the lines of the ledger."""
    entries = found.records("entries")
    passages = sorted({tuple(passage) for claim in sketch["claims"] for passage in claim["passages"]})
    group: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, claim in enumerate(sketch["claims"]):
        for passage in claim["passages"]:
            group[tuple(passage)].add(number)
    lines = {passage: {entry["id"] for entry in entries if found.covers(entry["cites"], worded(passage))} for passage in passages}
    counts = Counter[str]()
    for one, other in itertools.combinations(passages, 2):
        if one[0] == other[0]:
            continue
        same, joined = bool(group[one] & group[other]), bool(lines[one] & lines[other])
        nested = any(_within(a, one) and _within(b, other) for n in range(len(sketch["claims"])) for a, b in _pairs(sketch, n))
        counts.update(same=same, joined=joined and (same or not nested), right=same and joined)
        if "join" in show and same and not joined:
            print("NOT JOINED:", one[1], "||", other[1])
        if "wrong" in show and joined and not same and not nested:
            print("WRONGLY JOINED:", one[1], "||", other[1])
    return counts


def _pairs(sketch: Sketch, number: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    yield from itertools.permutations(sketch["claims"][number]["passages"], 2)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether one passage lies in another, or the other way round: two claims of one sentence share its line."""
    return part[0] == whole[0] and (part[1] in whole[1] or whole[1] in part[1])


def relations(sketch: Sketch, found: Briefing, show: Sequence[str]) -> Counter[str]:
    """Which of the labelled conflicts and changes were found, and what was found instead."""
    known = [{**one, "ways": [_ways(sketch, side) for side in one["sides"]]} for one in sketch["relations"]]
    labels = {kind: [one for one in known if one["kind"] == kind] for kind in KINDS}
    altered = [[[one["from"]], [one["to"]]] for one in found.records("alterations")]
    given = {
        "conflict": [conflict_sides(one) for one in found.records("conflicts") if one["status"] == "open"],
        "change": [[one["from"]["cites"], one["to"]["cites"]] for one in found.records("changes")],
    }
    counts = Counter[str]()
    for kind, records in given.items():
        for label in labels[kind]:
            met = any(_met(found, label, sides) for sides in records)
            in_copy = kind == "conflict" and not met and any(_met(found, label, sides) for sides in altered)
            counts.update({f"{kind}s": 1, f"{kind}s met": met, f"{kind}s in copies": in_copy, f"{kind} {label['what']}": 1})
            counts[f"{kind} {label['what']} met"] += met
            if kind in show and not met and not in_copy:
                print(f"MISSED {kind} ({label['what']}):", " || ".join(side[1] for side in label["sides"]), "#", label.get("why", ""))
        for sides in records:
            kinds = {other for other in KINDS for label in labels[other] if _met(found, label, sides)}
            same = any(
                _met(found, {"ways": [[side] for side in pair]}, sides) for n in range(len(sketch["claims"])) for pair in _pairs(sketch, n)
            )
            wrong = kind not in kinds and (bool(kinds) or same)
            counts.update({f"{kind}s given": 1, f"{kind}s given right": kind in kinds, f"{kind}s given wrong": wrong})
            if f"{kind} given" in show and kind not in kinds:
                print(f"{'WRONG' if wrong else 'UNASKED'} {kind}:", " || ".join(side[0]["exact"] for side in sides), sorted(kinds))
    return counts


def _met(found: Briefing, label: Mapping[str, Any], sides: Sequence[Any]) -> bool:
    """Whether the sides have the labelled passages, or others that tell the same and nothing else."""
    return any(sides_met(found, [worded(one), worded(other)], list(sides)) for one, other in itertools.product(*label["ways"]))


def _ways(sketch: Sketch, passage: Sequence[str]) -> list[Sequence[str]]:
    """The passage, and those that stand in its one claim and in no other."""
    held = [claim["passages"] for claim in sketch["claims"] if passage in claim["passages"]]
    if len(held) != 1:
        return [passage]
    return [one for one in held[0] if one == passage or sum(one in claim["passages"] for claim in sketch["claims"]) == 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth story only")
    parser.add_argument("--as-one", action="store_true", help="take the reports of each story for one story, whatever they share")
    parser.add_argument("--read", type=Path, help="keep what was read of the stories here")
    parser.add_argument("--show", nargs="*", default=(), help="join, wrong, conflict, change, 'conflict given', 'change given'")
    options = parser.parse_args()
    cache, sums = Kept(), defaultdict[str, Counter[str]](Counter)
    chosen = [one for one in sketches(options.files) if options.part in {None, part_of(str(one["story"]))}][:: options.every]
    for sketch in track(chosen, description="stories"):
        found = told(sketch, cache, options.read, as_one=options.as_one)
        if options.show:
            print("=====", sketch["story"])
        finest = Counter(stories=1, whole=len(found.stories) == 1)
        sums[part_of(sketch["story"])] += finest + claims(sketch, found, options.show) + relations(sketch, found, options.show)
    for part, counts in sums.items():
        _print(part, counts)
    print(json.dumps(sums))


def _print(part: str, counts: Counter[str]) -> None:
    print(f"\n{part}: {counts['stories']} stories, {counts['whole']} of them told as one")
    print(f"  pairs of passages of one claim {counts['same']}, in one line {_share(counts, 'right', 'same')}", end="")
    print(f"; pairs in one line {counts['joined']}, of one claim {_share(counts, 'right', 'joined')}")
    for kind in ("conflict", "change"):
        whats = sorted(key for key in counts if key.startswith(f"{kind} ") and not key.endswith(" met"))
        print(f"  {kind}s {counts[f'{kind}s']}, met {_share(counts, f'{kind}s met', f'{kind}s')}", end="")
        print(f", in copies {counts[f'{kind}s in copies']}; given {counts[f'{kind}s given']}, meet a label", end=" ")
        right, wrong = (_share(counts, f"{kind}s given {what}", f"{kind}s given") for what in ("right", "wrong"))
        print(f"{right}, another {wrong}")
        print("    " + ", ".join(f"{what.split(' ', 1)[1]} {counts[what + ' met']} of {counts[what]}" for what in whats))


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part]} ({counts[part] / max(1, counts[whole]):.3f})"


if __name__ == "__main__":
    main()
