"""A draft as the audit reads it: sentences without their marks, each with what it cites."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec

from twosource.annotate import annotate
from twosource.annotate.quotes import Quote, quotes
from twosource.annotate.tagger import Cache
from twosource.lang import language
from twosource.model.claim import Annotation, Reference
from twosource.model.report import SILENT, Passage, PassageKind, Report, Span
from twosource.read.sentences import sentences
from twosource.tell.audit.marks import WRITTEN, Mark, marked

_MARKED_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
#: Sentences on in which a citation may stand for all of them.
REACH = 3
_HEADS = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEADING})


class Part(NamedTuple):
    """A sentence of a draft. `own` are the labels that it cites, `inherited` those of the next sentence of its paragraph that cites any."""

    span: Span
    kind: PassageKind
    own: tuple[Mark, ...]
    inherited: tuple[Mark, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.own or self.inherited

    @property
    def heads(self) -> bool:
        """Whether it is a title of the draft or of a part of it."""
        return self.kind in _HEADS


class Draft(NamedTuple):
    """A draft: `report` is what was read, `bare` the same without marks, character for character in its place."""

    report: Report
    bare: Report
    annotation: Annotation
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...]


def laid_out(report: Report, cache: Cache | None = None, known: Collection[str] = ()) -> Draft:
    """The draft in sentences, annotated as any report is; `known` are labels that lead to a report whatever the draft lists."""
    found = marked(report, known)
    passages = tuple(_spoken(passage, found.bare, report) for passage in report.passages)
    stops = language(report.language or "en").abbreviations
    spoken = [passage for passage in passages if passage.kind not in SILENT]
    spans = tuple(
        span for passage in spoken for span in sentences(found.bare, passage.start, passage.end, stops) if _says(found.bare, span)
    )
    bare = msgspec.structs.replace(report, text=found.bare, passages=passages, sentences=spans)
    return Draft(report, bare, annotate(bare, cache), _parts(spans, passages, found.marks, quotes(bare)), found.marks, found.references)


def _spoken(passage: Passage, bare: str, report: Report) -> Passage:
    """Everything that a writer put into a draft counts, but for its list of sources: there is no furniture in it."""
    line = report.text.rfind("\n", 0, passage.start) + 1
    if _MARKED_HEADING.match(report.text, line) and passage.kind not in {PassageKind.HEADLINE, PassageKind.REFERENCES}:
        return msgspec.structs.replace(passage, kind=PassageKind.SUBHEADING)
    words = bare[passage.start : passage.end].rstrip()
    if passage.kind in WRITTEN and words.endswith((".", "!", '."', ".”", ".’")):
        return msgspec.structs.replace(passage, kind=PassageKind.BODY)
    return passage


def _says(bare: str, span: Span) -> bool:
    return any(char.isalnum() for char in bare[span.start : span.end])


def _parts(spans: Sequence[Span], passages: Sequence[Passage], marks: Sequence[Mark], said: Sequence[Quote]) -> tuple[Part, ...]:
    """The sentences with what they cite; what stands behind a quotation of several is cited for all of them."""
    starts = [passage.start for passage in passages]
    within = [bisect_right(starts, span.start) - 1 for span in spans]
    own: list[list[Mark]] = [[] for _ in spans]
    for mark in marks:
        at = _owner(mark, spans, within, starts)
        if at is not None:
            own[at].append(mark)
    for i in range(len(spans) - 1, 0, -1):
        if (
            not own[i - 1]
            and within[i - 1] == within[i]
            and any(quote.start < spans[i - 1].end and spans[i].start < quote.end for quote in said)
        ):
            own[i - 1] = own[i]
    found = []
    for i, span in enumerate(spans):
        kind = passages[within[i]].kind
        following = [own[j] for j in range(i + 1, min(i + 1 + REACH, len(spans))) if within[j] == within[i]]
        after = next(filter(None, following), []) if kind not in _HEADS else []
        found.append(Part(span, kind, _once(own[i]), _once(after)))
    return tuple(found)


def _owner(mark: Mark, spans: Sequence[Span], within: Sequence[int], starts: Sequence[int]) -> int | None:
    """The sentence that a mark belongs to: the one it stands in or right behind; at the head of a paragraph the one it opens."""
    passage = bisect_right(starts, mark.start) - 1
    before = [i for i, span in enumerate(spans) if within[i] == passage and span.start <= mark.start]
    if before:
        return before[-1]
    return next((i for i, at in enumerate(within) if at == passage), None)


def _once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks without a label's second."""
    first: dict[str, Mark] = {}
    for mark in marks:
        first.setdefault(mark.label, mark)
    return tuple(first.values())
