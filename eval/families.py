"""Holds the audit to families of invented sentences: which say the same, which less, which more, and which something else.

    python eval/families.py eval/families/*.jsonl [--part worked|apart] [--every N] [--show KIND ...]

Each line of a file is a family: `same` (sentences that tell one thing), `less` (a part of it, or a true summary), `more` (with a detail
added), `altered` (one thing wrong, with its kind) and `near` (another matter of the same story). The first of `same` of a story's families,
with what is near them, make a report; every other sentence is a draft of one sentence that cites it. Reported are how often what is altered
is called wrong, by kind, and how often what is faithful is. Written by people who had not read the code. Rules are chosen and weights
learned on the stories worked on; the others, one of sixteen by its name, are run to report a figure. The last line is JSON.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.progress import track

from twosource.desk.audited import Pair, Shelf, Told, audit_pair
from twosource.model.audit import AuditedSentence, FaultKind, Verdict

Family = Mapping[str, Any]
PARTS = ("worked", "apart")
FAITHFUL = ("same", "less")
WRONG = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})
#: The kinds of the families that the audit calls otherwise.
CALLED = {
    "antonym": {FaultKind.NEGATION},
    "unit": {FaultKind.UNIT, FaultKind.NUMBER},
    "place": {FaultKind.PLACE, FaultKind.NAME},
    "name": {FaultKind.NAME, FaultKind.PLACE, FaultKind.SPEAKER},
    "kind": {FaultKind.NOT_FOUND, FaultKind.NAME},
    "more": {FaultKind.NOT_FOUND},
}


class Row(NamedTuple):
    """A sentence of a family: of which kind it is, its words, and the report that it cites."""

    kind: str
    text: str
    report: str


def part_of(story: str) -> str:
    """One story of sixteen is kept apart, by its name."""
    return PARTS[int(hashlib.sha1(story.encode(), usedforsecurity=False).hexdigest(), 16) % 16 == 0]


def stories(files: Sequence[Path]) -> dict[tuple[str, str], list[Family]]:
    found: dict[tuple[str, str], list[Family]] = defaultdict(list)
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            family = json.loads(line)
            found[file.stem, family["story"]].append(family)
    return found


def rows(families: Sequence[Family]) -> Iterator[Row]:
    report = "\n\n".join(" ".join([family["same"][0], *family["near"]]) for family in families)
    for family in families:
        for kind in ("same", "less", "more"):
            for text in family[kind][1:] if kind == "same" else family[kind]:
                yield Row(kind, text, report)
        for altered in family["altered"]:
            yield Row(altered["kind"], altered["text"], report)


def audited(row: Row, shelf: Shelf) -> Sequence[AuditedSentence]:
    text = row.text.rstrip()
    cited = f"{text[:-1]} [1]{text[-1]}" if text[-1] in ".?!" else f"{text} [1]."
    return audit_pair(Pair("draft", f"{cited}\n", (Told(row.report, label="1"),)), shelf).sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth story only")
    parser.add_argument("--show", nargs="*", default=(), help="list the sentences of these kinds that are judged otherwise")
    options = parser.parse_args()
    chosen = [key for key in sorted(stories(options.files)) if options.part in {None, part_of(key[1])}][:: options.every]
    told, shelf, tally = stories(options.files), Shelf(), defaultdict[tuple[str, str], Counter[str]](Counter)
    for key in track(chosen, description="stories"):
        for row in rows(told[key]):
            found = audited(row, shelf)
            kinds = {fault.kind for sentence in found for fault in sentence.faults}
            wrong = bool(kinds) or any(sentence.verdict in WRONG for sentence in found)
            right = bool(kinds & (CALLED.get(row.kind) or {kind for kind in FaultKind if kind.value == row.kind}))
            tally[part_of(key[1]), row.kind].update(n=1, wrong=wrong, right=right)
            if row.kind in options.show and wrong == (row.kind in FAITHFUL):
                print(f"{row.kind}: {row.text}\n    {sorted(kinds)} | {row.report[:600]}\n")
    figures = {part: figures for part in PARTS if (figures := _told(part, tally)) is not None}
    print(json.dumps(figures))


def _told(part: str, tally: Mapping[tuple[str, str], Counter[str]]) -> dict[str, Any] | None:
    """Prints what came of one part; `None` where none of it was run."""
    sums = {kind: counts for (where, kind), counts in sorted(tally.items()) if where == part}
    faithful = sum((counts for kind, counts in sums.items() if kind in FAITHFUL), Counter[str]())
    altered = sum((counts for kind, counts in sums.items() if kind not in {*FAITHFUL, "more"}), Counter[str]())
    if not faithful["n"]:
        return None
    print(f"\n{part}: faithful {faithful['n']}, doubted {faithful['wrong'] / faithful['n']:.3f}; altered {altered['n']}, ", end="")
    print(f"called wrong {altered['wrong'] / altered['n']:.3f}, with the right kind {altered['right'] / altered['n']:.3f}")
    for kind, counts in sums.items():
        wrong, right = (counts[name] / counts["n"] for name in ("wrong", "right"))
        print(f"  {kind:14} {counts['n']:5}  called wrong {wrong:.2f}  right kind {right:.2f}")
    return {"faithful": faithful, "altered": altered, "kinds": sums}


if __name__ == "__main__":
    main()
