"""An audit made ready to be shown: each fault with the draft's words and the reports' words, in order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from twosource.model.audit import Audit, AuditedReference, AuditedSentence, Fault
from twosource.model.claim import Annotation
from twosource.model.report import Cite, Report, Span
from twosource.tell import dates
from twosource.tell.export.audited.words import KINDS, Kind
from twosource.tell.export.passages import anchor
from twosource.tell.export.view import around, sentence_around
from twosource.tell.voice import sentence, shortened

#: Words of reports shown for one fault.
MOST_WORDS = 3
#: Of more reports only those stand on the page that the draft cites or a note leads to: a desk may hold ten thousand.
MOST_REPORTS = 24
PAGES = frozenset({".html", ".htm", ".xhtml"})


class Words(NamedTuple):
    """Words with those that matter in the middle; `whole` where all of a sentence is meant."""

    before: str
    exact: str
    after: str


class Source(NamedTuple):
    """Whose words they are: `marks` are the citations that lead there, `href` the place of the words on the page, if it is there."""

    marks: str
    name: str
    day: str
    words: Words
    href: str | None


class Note(NamedTuple):
    """A fault, numbered from 1, with both sides; of a draft that was taken out of a web page no line is known."""

    number: int
    fault: Fault
    kind: Kind
    detail: str
    line: int | None
    words: Words
    sources: Sequence[Source]


class Open(NamedTuple):
    """A sentence that is borne out in part, with no fault, and the words that nothing bears out; of a web page no line is known."""

    sentence: AuditedSentence
    line: int | None
    words: Sequence[str]


class Shown(NamedTuple):
    """A draft, its audit and the reports, with the number that each report goes by on the page."""

    audit: Audit
    draft: Report
    known: Mapping[str, Report]
    number_of: Mapping[str, int]
    marks_of: Mapping[str, Sequence[str]]
    title_of: Mapping[str, AuditedReference]

    def name(self, report: Report) -> str:
        """What a reader knows a report by: its outlet, else its headline, else its file."""
        return report.outlet or (
            f"“{shortened(report.headline, 60)}”" if report.headline else report.path.replace("\\", "/").rsplit("/", 1)[-1]
        )

    def marks(self, report: str) -> str:
        """The citations that lead to a report: "[3]"; nothing where it is not cited."""
        return "".join(f"[{label}]" for label in self.marks_of.get(report, ()))

    def source(self, cite: Cite, citations: Sequence[str]) -> Source:
        """Words of a report, or of its headline in the draft's own list where that is all there is."""
        report = self.known.get(cite.report)
        if report is None:
            label = next(
                (label for label in citations if label in self.title_of and cite.exact in (self.title_of[label].title or "")), None
            )
            return Source(f"[{label}]" if label else "", "headline in the draft's own list", "", Words("", cite.exact, ""), None)
        before, after = sentence_around(report, Span(cite.start, cite.end))
        words = Words(before, shortened(cite.exact, 320), after)
        return Source(self.marks(report.id), self.name(report), dates.day(report.published), words, self.href(cite))

    def href(self, cite: Cite) -> str | None:
        """Where the words stand on the page."""
        number = self.number_of.get(cite.report)
        return f"#{anchor(number, Span(cite.start, cite.end))}" if number else None


def shown(audit: Audit, draft: Report, reports: Sequence[tuple[Report, Annotation]]) -> Shown:
    """The audit made ready, the reports in its order."""
    known = {report.id: report for report, _ in reports}
    marks_of: dict[str, list[str]] = defaultdict(list)
    for reference in audit.references:
        if reference.report is not None:
            marks_of[reference.report].append(reference.label)
    wanted = known.keys() if len(known) <= MOST_REPORTS else {*marks_of, *_led_to(audit)}
    return Shown(
        audit,
        draft,
        known,
        {report.id: number for number, report in enumerate(audit.reports, start=1) if report.id in known and report.id in wanted},
        marks_of,
        {reference.label: reference for reference in audit.references if reference.report is None},
    )


def _led_to(audit: Audit) -> Iterator[str]:
    """The reports that faults and verdicts point to."""
    for one in audit.sentences:
        yield from (cite.report for cite in one.support)
        yield from (cite.report for fault in one.faults for cite in fault.cites)


def notes(at: Shown) -> list[Note]:
    """Every fault in order of place."""
    found = [(one, fault) for one in at.audit.sentences for fault in one.faults]
    return [_note(number, one, fault, at) for number, (one, fault) in enumerate(found, start=1)]


def unconfirmed(at: Shown) -> list[Open]:
    """Every sentence without a fault that has words which nothing bears out, in order of place."""
    text = at.draft.text
    return [
        Open(one, None if is_page(at.draft) else line_of(text, one.start), [text[start:end] for start, end in runs(one, at.draft)])
        for one in at.audit.sentences
        if one.unconfirmed and not one.faults
    ]


def runs(one: AuditedSentence, draft: Report) -> list[Span]:
    """The words of a sentence that nothing bears out; those beside each other are one run."""
    found: list[Span] = []
    for start, end in sorted(one.unconfirmed):
        if found and not any(char.isalnum() for char in draft.text[found[-1].end : start]):
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _note(number: int, one: AuditedSentence, fault: Fault, at: Shown) -> Note:
    text, span = at.draft.text, Span(fault.start, fault.end)
    before, after = around(text, Span(min(one.start, fault.start), max(one.end, fault.end)), span)
    return Note(
        number,
        fault,
        KINDS[fault.kind],
        sentence(fault.detail),
        None if is_page(at.draft) else line_of(text, fault.start),
        Words(before, shortened(text[fault.start : fault.end], 320), after),
        list(_sources(one, fault, at)),
    )


def _sources(one: AuditedSentence, fault: Fault, at: Shown) -> Iterator[Source]:
    first = dict.fromkeys(fault.cites)
    for cite in list(first)[:MOST_WORDS]:
        yield at.source(cite, (*one.citations, *one.inherited))


def is_page(report: Report) -> bool:
    """Whether the words were taken out of a web page, so that a place among them is no place in the file."""
    return PurePath(report.path).suffix.lower() in PAGES


def line_of(text: str, at: int) -> int:
    """The line of a place in a text, from 1."""
    return text.count("\n", 0, at) + 1
