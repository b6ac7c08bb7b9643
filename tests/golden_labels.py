"""The labels of a golden story: where their words stand, and whether a briefing meets them.

A label is met or not in one or more aspects; a gap that is known is written beside the label as `gaps = { aspect = "why" }`.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from twosource.desk import Briefed
from twosource.model.claim import Annotation, Attribution
from twosource.model.ledger import Conflict, ConflictStatus, Entry
from twosource.model.report import SILENT, Cite, Report, Span

Label = Mapping[str, Any]
PRONOUNS = frozenset(["he", "she", "it", "they", "his", "her", "their", "we", "i"])


class Case(NamedTuple):
    """One aspect of one label."""

    kind: str
    number: int
    aspect: str
    label: Label

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}-{self.aspect}"

    @property
    def gap(self) -> str | None:
        gaps: Mapping[str, str] = self.label.get("gaps", {})
        return gaps.get(self.aspect)


ASPECTS: Mapping[str, Sequence[str]] = {
    "furniture": ("silent",),
    "statement": ("content", "cue", "speaker", "basis", "polarity", "act"),
    "quantity": ("value", "unit", "bound"),
    "time": ("value",),
    "entity": ("merged",),
    "suspect": ("flagged",),
    "copy": ("linked",),
    "alteration": ("found",),
    "origin": ("shared",),
    "conflict": ("found", "severity"),
    "agreement": ("found",),
    "change": ("found",),
    "trap": ("avoided",),
    "standing": ("standing", "origins", "witnesses"),
    "citation": ("read",),
    "finest_story": ("apart",),
}


def cases(path: Path) -> list[Case]:
    """Every aspect of every label in the file."""
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Case(kind, number, aspect, label)
        for kind, aspects in ASPECTS.items()
        for number, label in enumerate(labels.get(kind, ()), start=1)
        for aspect in aspects
        if aspect
        in {"content", "cue", "speaker", "silent", "value", "merged", "flagged", "linked", "found", "shared", "avoided", "read", "apart"}
        or aspect in label
    ]


class Golden:
    """A briefing seen from its labels."""

    def __init__(self, done: Briefed) -> None:
        self.done = done
        self.known = {Path(path).name: (report, annotation) for report, annotation in done.annotated.reports for path in report.paths}

    @cached_property
    def file_of(self) -> Mapping[str, str]:
        return {report.id: name for name, (report, _) in self.known.items()}

    def meets(self, case: Case) -> bool:
        """Whether the briefing meets this aspect of the label."""
        check: Callable[[Label, str], bool] = getattr(self, f"_{case.kind}")
        return check(case.label, case.aspect)

    def span(self, name: str, exact: str, nth: int = 1) -> Span:
        """Where words stand in a report's text; white space may differ, as it does in a page."""
        text = self.known[name][0].text
        start = -1
        for _ in range(nth):
            start = text.find(exact, start + 1)
        if start < 0:
            raise LookupError(f"{name} does not hold {exact!r}")
        return Span(start, start + len(exact))

    def _furniture(self, label: Label, _: str) -> bool:
        report, _annotation = self.known[label["report"]]
        if label["exact"] not in report.text:
            return True  # what the extractor leaves out of a page is not in its text
        span = self.span(label["report"], label["exact"], label.get("nth", 1))
        return any(passage.kind in SILENT and passage.start <= span.start and span.end <= passage.end for passage in report.passages)

    def _statement(self, label: Label, aspect: str) -> bool:
        found = self._best_statement(label)
        if found is None:
            return False
        report, annotation = self.known[label["report"]]
        sentence = self.span(label["report"], label["sentence"])
        if aspect == "content":
            return True
        if aspect == "cue":
            cue = report.text.find(label["cue"], sentence.start)
            return any(piece.overlaps(Span(cue, cue + len(label["cue"]))) for piece in found.cue)
        if aspect == "speaker":
            return self._spoken_by(found, label, report, annotation)
        return str(getattr(found, aspect).value) == label[aspect]

    def _best_statement(self, label: Label) -> Attribution | None:
        annotation = self.known[label["report"]][1]
        sentence = self.span(label["report"], label["sentence"])
        wanted = self._pieces(label, sentence)
        scored = [
            (_share(wanted, _characters(statement.content)), -number, statement) for number, statement in enumerate(annotation.statements)
        ]
        best = max(scored, default=None, key=lambda one: one[:2])
        return best[2] if best and best[0] >= 0.5 else None

    def _pieces(self, label: Label, sentence: Span) -> set[int]:
        text = self.known[label["report"]][0].text
        content = [label["content"]] if isinstance(label["content"], str) else label["content"]
        return {place for piece in content for start in [text.index(piece, sentence.start)] for place in range(start, start + len(piece))}

    def _spoken_by(self, found: Attribution, label: Label, report: Report, annotation: Annotation) -> bool:
        entity = next((one for one in annotation.entities if one.id == found.source_entity), None)
        cluster = next((one for story in self.done.briefing.stories for one in story.entities if entity and entity.id in one.members), None)
        names = {name.casefold() for one in (entity, cluster) if one for name in (one.name, *one.aliases)}
        wanted = label["speaker"].casefold()
        if any(wanted in name or name in wanted for name in names if len(name) > 2):
            return True
        words = " ".join(report.text[span.start : span.end] for span in found.source).casefold()
        source = str(label.get("source", "")).casefold()
        return bool(words and words not in PRONOUNS and (words in source or source in words) and source)

    def _quantity(self, label: Label, aspect: str) -> bool:
        span = self.span(label["report"], label["exact"], label.get("nth", 1))
        near = [one for one in self.known[label["report"]][1].quantities if span.overlaps(Span(one.start, one.end))]
        if aspect == "value":
            return any(_same(one.low, label.get("low")) and _same(one.high, label.get("high")) for one in near)
        return any(str(getattr(one, aspect)) == label[aspect] for one in near)

    def _time(self, label: Label, _: str) -> bool:
        span = self.span(label["report"], label["exact"], label.get("nth", 1))
        return any(span.overlaps(Span(one.start, one.end)) and one.value == label["value"] for one in self.known[label["report"]][1].times)

    def _entity(self, label: Label, _: str) -> bool:
        wanted = {spelling.casefold() for spelling in label["spellings"]}
        entities = [one for story in self.done.briefing.stories for one in story.entities]
        return any(wanted <= {name.casefold() for name in (one.name, *one.aliases)} for one in entities)

    def _suspect(self, label: Label, _: str) -> bool:
        entities = [one for story in self.done.briefing.stories for one in story.entities]
        return any(one.suspect and label["exact"] in (one.name, *one.aliases) for one in entities)

    def _copy(self, label: Label, _: str) -> bool:
        pair = {label["original"], label["copy"]}
        return any(
            pair <= {self.file_of[key] for key in origin.reports} for story in self.done.briefing.stories for origin in story.origins
        )

    def _alteration(self, label: Label, _: str) -> bool:
        before, after = self.span(label["from_report"], label["from_exact"]), self.span(label["to_report"], label["to_exact"])
        return any(
            one.kind == label["kind"] and self._on(one.from_, label["from_report"], before) and self._on(one.to, label["to_report"], after)
            for story in self.done.briefing.stories
            for one in story.alterations
        )

    def _origin(self, label: Label, _: str) -> bool:
        origins = [origin for story in self.done.briefing.stories for origin in story.origins]
        if "passages" not in label:
            return any({self.file_of[key] for key in origin.reports} == set(label["reports"]) for origin in origins)
        entries = [entry for entry in self._entries() if self._covers(entry.cites, label["passages"])]
        return any(len(entry.origins) == 1 and len(entry.witnesses) > 1 for entry in entries)

    def _conflict(self, label: Label, aspect: str) -> bool:
        found = self._conflicting(label["sides"])
        return any(aspect == "found" or one.severity == label["severity"] for one in found)

    def _conflicting(self, sides: Sequence[Label]) -> list[Conflict]:
        conflicts = [one for story in self.done.briefing.stories for one in story.conflicts]
        return [
            one
            for one in conflicts
            if any(
                self._met(left.cites, sides[0]) and self._met(right.cites, sides[1])
                for left in one.sides
                for right in one.sides
                if left is not right
            )
        ]

    def _agreement(self, label: Label, _: str) -> bool:
        groups = [one.cites for story in self.done.briefing.stories for one in story.agreements] + [
            entry.cites for entry in self._entries()
        ]
        return any(sum(self._met(cites, side) for side in label["sides"]) > 1 for cites in groups)

    def _change(self, label: Label, _: str) -> bool:
        changes = [one for story in self.done.briefing.stories for one in story.changes]
        return any(self._met(one.from_.cites, label["from"]) and self._met(one.to.cites, label["to"]) for one in changes)

    def _trap(self, label: Label, _: str) -> bool:
        return not any(one.status is ConflictStatus.OPEN for one in self._conflicting(label["sides"]))

    def _finest_story(self, label: Label, _: str) -> bool:
        parents = {story.parent for story in self.done.briefing.stories}
        finest = [{self.file_of[key] for key in story.reports} for story in self.done.briefing.stories if story.id not in parents]
        return set(label["reports"]) in finest

    def _standing(self, label: Label, aspect: str) -> bool:
        entries = [entry for entry in self._entries() if any(self._met(entry.cites, passage) for passage in label["passages"])]
        if not entries:
            return False
        best = max(
            entries, key=lambda entry: (sum(self._met(entry.cites, passage) for passage in label["passages"]), -len(entry.cites), entry.id)
        )
        if aspect == "standing":
            return any(entry.standing == label["standing"] for entry in entries)
        return len(getattr(best, aspect)) == label[aspect]

    def _citation(self, label: Label, _: str) -> bool:
        sentence = self.span(label["report"], label["sentence"])
        found = self.known[label["report"]][1].citations
        return any(one.label == label["label"] and sentence.start <= one.start and one.end <= sentence.end for one in found)

    def _entries(self) -> Iterable[Entry]:
        return [entry for story in self.done.briefing.stories for entry in story.entries]

    def _covers(self, cites: Sequence[Cite], passages: Sequence[Label]) -> bool:
        return all(self._met(cites, passage) for passage in passages)

    def _met(self, cites: Sequence[Cite], side: Label) -> bool:
        span = self.span(side["report"], side["exact"], side.get("nth", 1))
        return any(self._on(cite, side["report"], span) for cite in cites)

    def _on(self, cite: Cite, name: str, span: Span) -> bool:
        return self.file_of[cite.report] == name and span.overlaps(Span(cite.start, cite.end))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _share(wanted: set[int], found: set[int]) -> float:
    """The smaller of the shares that two pieces of text have of each other."""
    return len(wanted & found) / max(len(wanted), len(found), 1)


def _same(found: float | None, wanted: float | None) -> bool:
    return found is wanted or (found is not None and wanted is not None and abs(found - wanted) <= 1e-6 * max(1.0, abs(wanted)))
