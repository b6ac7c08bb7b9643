"""Holds the briefings of many labelled stories against their labels, and adds up.

    python eval/golden_stories.py tests/golden/stories/corran tests/golden/stories/tolmin ... [--show] [--kept FOLDER]

Each folder is a story with `labels.toml`; it is briefed by `twosource brief FOLDER --format json` (`--kept` keeps the briefings and uses
those that are there). Beside what golden.py holds: copies and rewrites (a pair is linked when the two texts share an origin), alterations
(found with the right kind), honest edits (let be), texts of one origin, reports of one finest story, and the counts of origins and
witnesses behind each claim, by themselves and both. A false corroboration is a claim with fewer than two origins, or none told, that the
briefing calls corroborated.
Labels are those that are clear, not all there are: `given` that no label asked for are for a person to judge. The last line is JSON.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

from golden import Briefing, Record, _agreements, _changes, _conflicts, _traps, sides_met


def told(folder: Path, kept: Path | None, command: str) -> Record:
    """The briefing of a folder."""
    file = kept / f"{folder.name}.json" if kept else None
    if file and file.exists():
        return json.loads(file.read_text(encoding="utf-8"))
    ran = subprocess.run([*command.split(), "brief", str(folder), "--format", "json"], capture_output=True, text=True, check=True)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ran.stdout, encoding="utf-8")
    return json.loads(ran.stdout)


def _altered(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    records = briefing.records("alterations")
    met = []
    for label in labels:
        hits = [r for r in records if _between(briefing, r, label)]
        met.append(any(r["kind"] == label["kind"] for r in hits))
        if show and not met[-1]:
            print("MISSED alteration:", label["kind"], [r["kind"] for r in hits], label["from_exact"], "->", label["to_exact"])
    return {"labelled": len(labels), "met": sum(met), "given": len(records)}


def _between(briefing: Briefing, record: Record, label: Record) -> bool:
    """Whether an alteration is between the words of the label, in either direction."""
    ends = [{"report": label[f"{end}_report"], "exact": label[f"{end}_exact"]} for end in ("from", "to")]
    sides = [[record["from"]], [record["to"]]]
    return all(any(briefing.covers(side, end) for side in sides) for end in ends)


def _let_be(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    records = briefing.records("alterations")
    flagged = [next((r for r in records if _between(briefing, r, label)), None) for label in labels]
    for label, hit in zip(labels, flagged, strict=True):
        if show and hit:
            print("FLAGGED honest edit:", hit["kind"], label["from_exact"], "->", label["to_exact"])
    return {"labelled": len(labels), "met": sum(hit is None for hit in flagged)}


def _copied(briefing: Briefing, brief: Record, labels: Record, show: bool) -> dict[str, int]:
    origin = {report["id"]: report["origin"] for report in brief["reports"]}
    wanted = {frozenset((one["original"], one["copy"])) for one in labels.get("copy", [])}
    for group in labels.get("origin", []):
        if not group.get("passages"):
            wanted |= {frozenset((a, b)) for a in group["reports"] for b in group["reports"] if a < b}
    names = sorted(briefing.report_of)
    found = {frozenset((a, b)) for a in names for b in names if a < b and origin[briefing.report_of[a]] == origin[briefing.report_of[b]]}
    for pair in sorted(wanted ^ found, key=sorted) if show else ():
        print("MISSED copy:" if pair in wanted else "WRONG copy:", *sorted(pair))
    return {"labelled": len(wanted), "met": len(wanted & found), "given": len(found), "unasked": len(found - wanted)}


def _garbled(briefing: Briefing, labels: list[Record]) -> dict[str, int]:
    """Labelled conflicts that are of a copy with its original: told as what the copy altered, since a copy is no second voice."""
    records = briefing.records("alterations")
    told = [any(sides_met(briefing, label["sides"], [[r["from"]], [r["to"]]]) for r in records) for label in labels]
    return {"labelled as conflicts": len(labels), "told as alterations": sum(told)}


def _parted(briefing: Briefing, labels: list[Record]) -> dict[str, int]:
    story_of = {report: story["id"] for story in briefing.stories for report in story["reports"]}
    groups = [frozenset(story_of.get(briefing.report_of[name]) for name in label["reports"]) for label in labels]
    alone = Counter(story for group in groups for story in group)
    return {"labelled": len(groups), "met": sum(len(group) == 1 and alone[next(iter(group))] == 1 for group in groups)}


def _claims(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    """For each claim the entry that covers most of its passages."""
    entries, counts = briefing.records("entries"), Counter[str]()
    for label in labels:
        scored = [(sum(briefing.covers(e["cites"], words) for words in label["passages"]), -len(e["cites"]), e["id"], e) for e in entries]
        if not scored:
            counts["labelled"] += 1
            continue
        most, _, _, entry = max(scored)
        counts["labelled"] += 1
        counts["found"] += most > 0
        counts["whole"] += most == len(label["passages"])
        counts["standing"] += most > 0 and entry["standing"] == label["standing"]
        same = {name: most > 0 and len(entry[name]) == label[name] for name in ("origins", "witnesses")}
        counts["origins"] += same["origins"]
        counts["witnesses"] += same["witnesses"]
        counts["both"] += all(same.values())
        counts["false"] += entry["standing"] == "corroborated" and label["origins"] < 2 and most > 0
        counts["missed"] += label["standing"] == "corroborated" and entry["standing"] != "corroborated"
        if show and not (all(same.values()) and entry["standing"] == label["standing"]):
            ours = f"{entry['standing']} {len(entry['origins'])}/{len(entry['witnesses'])}"
            print(
                f"CLAIM {ours} for {label['standing']} {label['origins']}/{label['witnesses']}, {most}/{len(label['passages'])} passages:"
            )
            print(f"   {label['claim']} ({label.get('why', '')})\n   {entry['text'][:110]} | {entry['why']}")
    return dict(counts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--cmd", default="twosource")
    parser.add_argument("--show", action="store_true", help="list what was missed and what no label asked for")
    options = parser.parse_args()
    whole: dict[str, Counter[str]] = {}
    for folder in options.folders:
        labels = tomllib.loads((folder / "labels.toml").read_text(encoding="utf-8"))
        brief = told(folder, options.kept, options.cmd)
        briefing, show = Briefing(brief), options.show
        if show:
            print(f"\n===== {folder.name}")
        rows = {
            "stories": _parted(briefing, labels.get("finest_story", [])),
            "copies": _copied(briefing, brief, labels, show),
            "alterations": _altered(briefing, labels.get("alteration", []), show),
            "honest edits": _let_be(briefing, labels.get("honest_edit", []), show),
            "conflicts": _conflicts(briefing, labels.get("conflict", []), show),
            "agreements": _agreements(briefing, labels.get("agreement", []), show),
            "garbled": _garbled(briefing, labels.get("conflict", [])),
            "changes": _changes(briefing, labels.get("change", []), show),
            "traps": _traps(briefing, labels.get("trap", []), show),
            "claims": _claims(briefing, labels.get("standing", []), show),
        }
        for name, row in rows.items():
            whole.setdefault(name, Counter()).update(row)
    for name, row in whole.items():
        print(f"{name:13}", "  ".join(f"{key} {value}" for key, value in row.items()))
    print(json.dumps({name: dict(row) for name, row in whole.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
