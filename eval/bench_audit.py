"""How long it takes to audit a draft of some 2,000 words against 200 reports on a desk, with citations and without.

`python eval/bench_audit.py [--rounds N] [--work FOLDER]`: reports are those of the first short stories (`eval/short`), the drafts are made
of faithful sentences over them (`eval/retold/worked.jsonl`). The desk is built once (and kept in FOLDER); then the drafts take turns, each
by the command as a desk runs it. Told are the median of the wall-clock seconds, processor seconds, and how many sentences were checked.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPORTS, WORDS = 200, 2_000
#: Faithful sentences that are taken of one story, at most.
OF_A_STORY = 4


def lines(*files: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def written(folder: Path) -> tuple[Path, dict[str, Path]]:
    """The reports as files, and the drafts by what they are."""
    stories = {one["story"]: one for one in lines(*sorted((HERE / "short").glob("*.jsonl")))}
    told = defaultdict(list)
    for row in lines(HERE / "retold" / "worked.jsonl"):
        told[row["story"]] += [(text, row["cites"]) for text in row["faithful"]]
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    rows, listed, bare, cited, words = [], list[str](), list[str](), list[str](), 0
    for story, sentences in told.items():
        number_of: dict[str, int] = {}
        for one in stories[story]["reports"][: REPORTS - len(rows)]:
            number = number_of[one["id"]] = len(rows) + 1
            title = one["title"].removeprefix("# ")
            (reports / f"{number}.txt").write_text(f"{title}\n\n{one['text']}\n", encoding="utf-8")
            rows.append({"path": f"{number}.txt", "outlet": one["outlet"], "published": one["date"]})
            listed.append(f"[{number}] {title}, {one['outlet']}, {one['date']}")
        if words < WORDS:
            some = [(text, [number_of[one] for one in cites if one in number_of]) for text, cites in sentences[:OF_A_STORY]]
            some = [(text, marks) for text, marks in some if marks]
            words += sum(len(text.split()) for text, _ in some)
            bare.append(" ".join(text for text, _ in some))
            cited.append(" ".join(f"{text.rstrip('.')} {''.join(f'[{mark}]' for mark in marks)}." for text, marks in some))
        if len(rows) == REPORTS:
            break
    with (reports / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["path", "outlet", "published"])
        table.writeheader()
        table.writerows(rows)
    drafts = {"cited": folder / "cited.md", "uncited": folder / "uncited.md"}
    drafts["cited"].write_text("# The week\n\n" + "\n\n".join(cited) + "\n\n## References\n\n" + "\n".join(listed) + "\n", encoding="utf-8")
    drafts["uncited"].write_text("# The week\n\n" + "\n\n".join(bare) + "\n", encoding="utf-8")
    print(f"{len(rows)} reports, drafts of {words} words")
    return reports, drafts


def run(*args: str | Path) -> tuple[float, float, str]:
    """Wall-clock and processor seconds of a command, with what it prints."""
    began, before = time.monotonic(), os.times()
    done = subprocess.run([sys.executable, "-m", "twosource", *map(str, args)], capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - began, spent, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = args.work or Path(room)
        folder.mkdir(parents=True, exist_ok=True)
        reports, drafts = written(folder)
        desk = folder / "audit.desk"
        if not desk.exists():
            wall, spent, _ = run("add", "--desk", desk, reports)
            print(f"the desk was built in {wall:.1f} s ({spent:.1f} s of processors)")
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        checked = {}
        for _ in range(args.rounds):
            for name, draft in drafts.items():
                wall, spent, told = run("audit", draft, "--desk", desk, "--format", "json")
                found[name].append((wall, spent))
                audit = json.loads(told)
                checked[name] = len(audit["sentences"]) - len(audit["not_checked"])
        for name, took in found.items():
            walls, cpus = zip(*took, strict=True)
            rounds = ", ".join(f"{wall:.1f}" for wall in walls)
            middle, spent = statistics.median(walls), statistics.median(cpus)
            print(f"{name:8} {middle:5.1f} s ({rounds}); processors {spent:5.1f} s; {checked[name]} checked")


if __name__ == "__main__":
    main()
