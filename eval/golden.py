"""Holds a briefing against hand-made labels of a story: conflicts, agreements, changes, traps, standings.

    twosource brief demo/reports --format json > brief.json
    python eval/golden.py tests/golden/demo.toml brief.json [--show]

A label is met when each side of it has its words overlapped by the cites of a side of one record of the same kind, no two by the same.
Labels are those that are clear, not all there are: a record that meets none is listed under --show and is for a person to judge.
Prints a table and, last, one line of JSON.
"""

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

Words = dict[str, Any]
Record = dict[str, Any]


class Briefing:
    """A briefing's stories, with reports by the name of their file."""

    def __init__(self, brief: Record) -> None:
        self.report_of = {Path(path).name: report["id"] for report in brief["reports"] for path in report["paths"] or [report["path"]]}
        self.name_of = {report: name for name, report in self.report_of.items()}
        finest = {story["parent"] for story in brief["stories"]}
        self.stories = [story for story in brief["stories"] if story["id"] not in finest]

    def records(self, kind: str) -> list[Record]:
        return [record for story in self.stories for record in story[kind]]

    def covers(self, cites: list[Record], words: Words) -> bool:
        """Whether one of the cites and the labelled words share most of the shorter's text, in one report."""
        wanted = _folded(words["exact"])
        return any(cite["report"] == self.report_of.get(words["report"]) and _overlap(_folded(cite["exact"]), wanted) for cite in cites)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'")))


def _overlap(one: str, other: str) -> bool:
    """Whether two stretches of one report overlap, told by their words: one within the other, or an end of one the head of the other."""
    shorter, longer = sorted((one, other), key=len)
    if shorter and shorter in longer:
        return True
    left, right = one.split(), other.split()
    for first, second in ((left, right), (right, left)):
        for size in range(min(len(first), len(second)), 2, -1):
            if first[-size:] == second[:size]:
                return True
    return False


def sides_met(briefing: Briefing, sides: list[Words], given: list[list[Record]]) -> bool:
    """Whether each labelled side is covered by a side of the record, no two by the same one."""
    if not sides:
        return True
    return any(
        briefing.covers(cites, sides[0]) and sides_met(briefing, sides[1:], [other for j, other in enumerate(given) if j != i])
        for i, cites in enumerate(given)
    )


def conflict_sides(record: Record) -> list[list[Record]]:
    return [side["cites"] for side in record["sides"]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("brief", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was missed and what no label asked for")
    options = parser.parse_args()
    labels = tomllib.loads(options.labels.read_text(encoding="utf-8"))
    briefing = Briefing(json.loads(options.brief.read_text(encoding="utf-8")))
    figures = {
        "conflicts": _conflicts(briefing, labels.get("conflict", []), options.show),
        "agreements": _agreements(briefing, labels.get("agreement", []), options.show),
        "changes": _changes(briefing, labels.get("change", []), options.show),
        "traps": _traps(briefing, labels.get("trap", []), options.show),
        "standings": _standings(briefing, labels.get("standing", []), options.show),
    }
    print(f"{'':12} {'labelled':>9} {'met':>5} {'given':>6} {'unasked':>8}")
    for name, row in figures.items():
        print(f"{name:12} {row['labelled']:9} {row['met']:5} {row.get('given', ''):>6} {row.get('unasked', ''):>8}")
    print(json.dumps(figures))
    return 0


def _tally(labels: list[Any], met: list[bool], records: list[Record], used: set[str]) -> dict[str, int]:
    return {"labelled": len(labels), "met": sum(met), "given": len(records), "unasked": sum(record["id"] not in used for record in records)}


def _conflicts(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    records, used, met = briefing.records("conflicts"), set(), []
    for label in labels:
        hits = [r for r in records if r["kind"] == label["kind"] and sides_met(briefing, label["sides"], conflict_sides(r))]
        used |= {record["id"] for record in hits}
        met.append(bool(hits))
        if show and not hits:
            print("MISSED conflict:", label["why"])
        if show and hits and hits[0]["severity"] != label["severity"]:
            print("severity", hits[0]["severity"], "for", label["severity"], ":", label["why"])
    _unasked(show, "conflict", records, used, lambda r: [f"{s['says']} <- {s['cites'][0]['exact'][:80]}" for s in r["sides"]])
    return _tally(labels, met, records, used)


def _agreements(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    records, used, met = briefing.records("agreements"), set(), []
    for label in labels:
        hits = [r for r in records if r["kind"] == label["kind"] and sum(briefing.covers(r["cites"], side) for side in label["sides"]) >= 2]
        whole = [r for r in hits if all(briefing.covers(r["cites"], side) for side in label["sides"])]
        used |= {record["id"] for record in hits}
        met.append(bool(whole))
        if show and not whole:
            print("MISSED agreement:" if not hits else "PART of agreement:", label.get("why") or label["sides"][0]["exact"])
    _unasked(show, "agreement", records, used, lambda r: [cite["exact"][:80] for cite in r["cites"]])
    return _tally(labels, met, records, used)


def _changes(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    records, used, met = briefing.records("changes"), set(), []
    for label in labels:
        hits = [r for r in records if briefing.covers(r["from"]["cites"], label["from"]) and briefing.covers(r["to"]["cites"], label["to"])]
        used |= {record["id"] for record in hits}
        met.append(bool(hits))
        if show and not hits:
            print("MISSED change:", label["about"], "|", label["from"]["exact"], "->", label["to"]["exact"])
    _unasked(show, "change", records, used, lambda r: [r["from"]["cites"][0]["exact"][:80], r["to"]["cites"][0]["exact"][:80]])
    return _tally(labels, met, records, used)


def _traps(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    """A trap is met when no open conflict has its two passages on two sides."""
    records = [record for record in briefing.records("conflicts") if record["status"] == "open"]
    met = []
    for label in labels:
        fallen = [record for record in records if sides_met(briefing, label["sides"], conflict_sides(record))]
        met.append(not fallen)
        if show and fallen:
            print("FELL FOR:", label["why"])
    return {"labelled": len(labels), "met": sum(met)}


def _standings(briefing: Briefing, labels: list[Record], show: bool) -> dict[str, int]:
    """A standing is met when the entry that covers most of the passages has it; whole when it covers all and counts the same."""
    entries = briefing.records("entries")
    met = covered = counted = 0
    for label in labels:
        scored = [(sum(briefing.covers(e["cites"], words) for words in label["passages"]), -len(e["cites"]), e["id"], e) for e in entries]
        most, _, _, entry = max(scored)
        right = most > 0 and entry["standing"] == label["standing"]
        met += right
        covered += most == len(label["passages"])
        same = all(len(entry[name]) == label[name] for name in ("origins", "witnesses") if name in label)
        counted += right and same
        if show and not (right and same and most == len(label["passages"])):
            print(
                f"STANDING {'' if right else 'WRONG '}{entry['standing']} for {label['standing']}:",
                f"{most}/{len(label['passages'])} passages",
            )
            print(
                f"   origins {len(entry['origins'])}/{label.get('origins')}",
                f"witnesses {len(entry['witnesses'])}/{label.get('witnesses')}",
            )
            print(f"   {label['claim']} | {entry['text'][:100]} | {entry['why']}")
    return {"labelled": len(labels), "met": met, "all_passages": covered, "counts_too": counted}


def _unasked(show: bool, name: str, records: list[Record], used: set[str], said: Any) -> None:
    for record in records if show else ():
        if record["id"] not in used:
            print("UNASKED", name, said(record))


if __name__ == "__main__":
    sys.exit(main())
