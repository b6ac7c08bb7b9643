"""Audits set up on the spot for tests of how they are shown."""

from collections.abc import Sequence

from msgspec import structs

from telling import Annotated, annotated
from twosource.model.audit import (
    Audit,
    AuditedReference,
    AuditedReport,
    AuditedSentence,
    Fault,
    FaultKind,
    JudgedBy,
    LabelBasis,
    NotChecked,
    Verdict,
)
from twosource.model.report import Passage, PassageKind, Report, Span

DRAFT = "# Ferry sinks\n\nNinety people drowned when the Alda sank off Port Ester [1].\nThe owner has called in divers.\nWho is to blame?\n\n[1] Ester Mail\n"
SAID = "Nine people drowned when the ferry Alda sank off Port Ester on Monday, the coastguard said."
OWNER = "The owner, Orla Brand, has called in divers."


def draft_of(text: str = DRAFT, path: str = "draft.md") -> Report:
    """A draft in which each line is a passage of one sentence; one with `# ` is a title."""
    passages, at = [], 0
    for line in text.splitlines(keepends=True):
        if words := line.strip():
            start = at + line.index(words) + (2 if words.startswith("# ") else 0)
            kind = PassageKind.HEADLINE if words.startswith("# ") else PassageKind.BODY
            kind = PassageKind.REFERENCES if words.startswith("[") else kind
            passages.append(Passage(start, at + line.index(words) + len(words), kind))
        at += len(line)
    return Report(
        id="report-draft",
        path=path,
        paths=(path,),
        text=text,
        headline=None,
        passages=tuple(passages),
        sentences=tuple(Span(passage.start, passage.end) for passage in passages),
    )


def reports_of(*texts: str) -> list[Annotated]:
    """Reports of one sentence each."""
    made = [annotated(text, number=number, outlet=f"Outlet {number}", published="2025-03-04") for number, text in enumerate(texts, start=1)]
    return [(structs.replace(report, sentences=(Span(0, len(report.text)),)), annotation) for report, annotation in made]


def fault(draft: Report, words: str, kind: FaultKind, detail: str, *cites: tuple[Report, str]) -> Fault:
    """A fault at words of a draft, shown by words of reports."""
    start = draft.text.index(words)
    shown = []
    for report, exact in cites:
        at = report.text.index(exact)
        shown.append(report.cite(at, at + len(exact)))
    return Fault(kind, start, start + len(words), detail, tuple(shown))


def audited(
    draft: Report,
    reports: Sequence[Annotated],
    faults: Sequence[Fault] = (),
    unchecked: Sequence[tuple[str, str]] = (),
    basis: JudgedBy = JudgedBy.BODY,
    **fields: object,
) -> Audit:
    """An audit in which every sentence that has no fault is borne out by the first report, but for those that were not checked."""
    why = {draft.text.index(words): reason for words, reason in unchecked}
    sentences = []
    for passage in draft.passages:
        if passage.kind is PassageKind.REFERENCES:
            continue
        mine = tuple(one for one in faults if passage.start <= one.start < passage.end)
        left = passage.kind is PassageKind.HEADLINE or passage.start in why
        verdict = Verdict.NOT_CHECKABLE if left else Verdict.CONTRADICTED if mine else Verdict.SUPPORTED
        support = tuple(report.cite(0, len(report.text)) for report, _ in reports[:1] if not left)
        text = draft.text[passage.start : passage.end]
        sentences.append(AuditedSentence(passage.start, passage.end, text, ("1",), basis, verdict, mine, support))
    missed = [NotChecked(one.start, one.end, why.get(one.start, "a heading")) for one in sentences if one.verdict is Verdict.NOT_CHECKABLE]
    given: dict[str, object] = {
        "reports": tuple(
            AuditedReport(
                report.id,
                report.path,
                str(number) if number == 1 else None,
                LabelBasis.ORDER if number == 1 else None,
                report.headline,
                report.outlet,
                report.published,
            )
            for number, (report, _) in enumerate(reports, start=1)
        ),
        "references": (AuditedReference("1", listed=True, cited=1, report=reports[0][0].id if reports else None, title="Ester Mail"),),
        "unused_references": (),
    }
    return Audit(format=1, draft=draft.path, sentences=tuple(sentences), not_checked=tuple(missed), **given | fields)  # type: ignore[arg-type]


def ferry() -> tuple[Audit, Report, list[Annotated]]:
    """A draft with one wrong number, one question, and two reports."""
    draft, reports = draft_of(), reports_of(SAID, OWNER)
    wrong = fault(
        draft, "Ninety people", FaultKind.NUMBER, "says “Ninety people”; Outlet 1 has “Nine people”", (reports[0][0], "Nine people")
    )
    return audited(draft, reports, [wrong], [("Who is", "a question")]), draft, reports
