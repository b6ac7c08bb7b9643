"""How well the statements of labelled reports are read: who said what to whom, aspect by aspect.

    python eval/said.py FOLDER [--misses N]

FOLDER holds `reports/*.txt` and `said.toml`: a `[[statement]]` for each attribution with its words (source, cue, content in pieces), its
paragraph (the headline is 0), basis, speaker, act, polarity and, where there are any, told, medium, within, hedges and verification;
and a `[[nothing]]` for words that look like an attribution and are none.

A statement is found when its cue shares a character with a cue of ours and its content at least half of the longer one's characters.
Each aspect is counted over those found: spans exactly, without marks and white space at their ends; the speaker by the entity's name, else
by the source's words, either holding the other in whole words; who was told likewise. Told, medium, within, hedges and verification are
counted only where the label or our statement has any.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from twosource.desk import annotate_files
from twosource.engine.local import LocalEngine
from twosource.model.claim import Annotation, Attribution, Told
from twosource.model.report import Given, Report

MARKS = " \t\n\"“”„«»'‘’`,.;:"
ASPECTS = ("source", "cue", "content", "basis", "speaker", "act", "polarity", "told", "medium", "within", "hedges", "verification")

Spans = list[tuple[int, int]]


class Gold(NamedTuple):
    """A label with its spans in the report's text."""

    label: Mapping[str, Any]
    source: Spans
    cue: Spans
    content: Spans


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each paragraph stands, the headline first."""
    found, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            found.append((at, at + len(block)))
        at += len(block) + 2
    return found


def located(text: str, label: Mapping[str, Any]) -> Gold:
    """The label's words in its paragraph; pieces of a content may run on into the next ones."""
    start, end = paragraphs(text)[label["paragraph"]]
    words = re.compile(rf"(?<!\w){re.escape(label['cue'])}(?!\w)")
    found = [match.start() for match in words.finditer(text, start, end)] or [text.index(label["cue"], start, end)]
    cue = found[label.get("nth", 1) - 1]
    content, at = [], start
    for piece in label["content"]:
        near = [k for k in occurrences(text, piece, start, len(text)) if not k <= cue < k + len(piece)]
        alone = len(label["content"]) == 1
        first = min(near, key=lambda k: abs(k - cue)) if alone else next((k for k in near if k >= at), near[0])
        content.append((first, first + len(piece)))
        at = first + len(piece)
    source = []
    if label["source"]:
        first = min(occurrences(text, label["source"], start, end), key=lambda k: abs(k - cue))
        source = [(first, first + len(label["source"]))]
    return Gold(label, source, [(cue, cue + len(label["cue"]))], content)


def occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def chars(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def alike(gold: Gold, ours: Attribution) -> float:
    """How much of the content is shared; 0 when the cues are not the same, which a label without a cue leaves open."""
    if chars(gold.cue) and not chars(gold.cue) & chars(ours.cue):
        return 0.0
    left, right = chars(gold.content), chars(ours.content)
    share = len(left & right) / max(len(left), len(right), 1)
    return share if share >= 0.5 else 0.0


def bare(text: str, spans: Sequence[tuple[int, int]]) -> set[str]:
    return {text[start:end].strip(MARKS) for start, end in spans}


def holds(left: str, right: str) -> bool:
    """Whether one is part of the other in whole words, whatever its capitals: "he" is no part of "the governor"."""
    words = [re.findall(r"\w+", side.casefold()) for side in (left, right)]
    short, long = sorted(words, key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def right(gold: Gold, ours: Attribution, report: Report, said: Annotation, partner: Mapping[int, int]) -> Iterator[tuple[str, bool]]:
    """Which aspects of a statement that was found are right; those that neither side has are left out."""
    text, label = report.text, gold.label
    for name, spans in (("source", gold.source), ("cue", gold.cue), ("content", gold.content)):
        yield name, bare(text, spans) == bare(text, getattr(ours, name))
    names = {entity.id: {entity.name, *entity.aliases} for entity in said.entities}
    called = names.get(ours.source_entity or "", set()) or bare(text, ours.source)
    yield "speaker", any(holds(label["speaker"], one) for one in called) if label["speaker"] else not called
    for name in ("basis", "act", "polarity"):
        yield name, getattr(ours, name).value == label[name]
    told = text[ours.told.start : ours.told.end] if ours.told else ""
    if told or "told" in label:
        yield "told", holds(told, label.get("told", ""))
    if ours.medium or "medium" in label:
        yield "medium", bare(text, ours.medium) == {label.get("medium")}
    if ours.within is not None or "within" in label:
        yield "within", ours.within is not None and partner.get(label.get("within", 0)) == ours.within
    if ours.hedges or "hedges" in label:
        yield "hedges", bare(text, ours.hedges) == set(label.get("hedges", ()))
    if ours.verification or "verification" in label:
        yield "verification", ours.verification is not None and ours.verification.value == label.get("verification")


class Table:
    """What was counted over all reports, and what was missed."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, report: Report, said: Annotation, golds: Sequence[Gold]) -> None:
        name = Path(report.path).name
        partner = partners(golds, said)
        self.count += Counter(gold=len(golds), ours=len(said.statements), found=len(partner))
        for number, gold in enumerate(golds, 1):
            if number not in partner:
                self.misses.append(f"{name}: not found: {gold.label['source']} | {gold.label['cue']} | {gold.label['content']}")
                continue
            ours = said.statements[partner[number]]
            for aspect, good in right(gold, ours, report, said, partner):
                self.asked[aspect] += 1
                self.right[aspect] += good
                if not good:
                    shown = written(report, ours, aspect)
                    self.misses.append(f"{name}: {aspect}: wanted {gold.label.get(aspect)!r}, not {shown} | {gold.label['cue']}")
        for at in set(range(len(said.statements))) - set(partner.values()):
            words = [written(report, said.statements[at], part) for part in ("source", "cue", "content")]
            self.misses.append(f"{name}: not in the labels: {' | '.join(words)}")

    def leave(self, report: Report, said: Annotation, nothing: Sequence[Mapping[str, Any]]) -> None:
        """Counts the stretches that are no attribution: one is left alone if no cue stands in it and no content is part of it."""
        for label in nothing:
            start, end = paragraphs(report.text)[label["paragraph"]]
            first = report.text.index(label["words"], start, end)
            inside = set(range(first, first + len(label["words"])))
            wrong = [one for one in said.statements if chars(one.cue) & inside or chars(one.content) <= inside]
            self.count["nothing"] += 1
            self.count["alone"] += not wrong
            self.misses += [f"{Path(report.path).name}: not nothing: {written(report, one, 'cue')} | {label['words']}" for one in wrong[:1]]

    def __str__(self) -> str:
        gold, ours, found = (self.count[name] for name in ("gold", "ours", "found"))
        share = 100 * found / max(ours, 1)
        lines = [f"found        {found} of {gold} ({100 * found / gold:.1f} %); of our {ours}, {share:.1f} % are in the labels"]
        lines.append(f"left alone   {self.count['alone']} of {self.count['nothing']} that look like a statement and are none")
        return "\n".join(
            [
                *lines,
                *(
                    f"{one:12} {self.right[one]} of {self.asked[one]} ({100 * self.right[one] / max(self.asked[one], 1):.1f} %)"
                    for one in ASPECTS
                ),
            ]
        )


def partners(golds: Sequence[Gold], said: Annotation) -> dict[int, int]:
    """The statement of ours that each label, by its number from 1, is taken for."""
    found: dict[int, int] = {}
    for number, gold in enumerate(golds, 1):
        free = [k for k in range(len(said.statements)) if k not in found.values()]
        share, at = max(((alike(gold, said.statements[k]), -k) for k in free), default=(0.0, 0))
        if share:
            found[number] = -at
    return found


def written(report: Report, ours: Attribution, aspect: str) -> str:
    """An aspect of a statement in words."""
    held = getattr(ours, "source" if aspect == "speaker" else aspect)
    if isinstance(held, tuple):
        return " + ".join(report.text[span.start : span.end] for span in held)
    return repr(report.text[held.start : held.end] if isinstance(held, Told) else held)


def scored(folder: Path) -> Table:
    """The folder's reports as the product reads them, held against their labels."""
    labels = tomllib.loads((folder / "said.toml").read_text(encoding="utf-8"))
    table = Table()
    for report, said in annotate_files([folder / "reports"], Given(), LocalEngine()).reports:
        name = Path(report.path).name
        table.leave(report, said, [label for label in labels["nothing"] if label["report"] == name])
        table.add(report, said, [located(report.text, label) for label in labels["statement"] if label["report"] == name])
    return table


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("--misses", type=int, default=0, metavar="N", help="show up to N misses")
    args = p.parse_args()
    table = scored(args.folder)
    print(table)
    sys.stdout.writelines(f"{line}\n" for line in table.misses[: args.misses])


if __name__ == "__main__":
    main()
