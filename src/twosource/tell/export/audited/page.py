"""An audit as one HTML file: the draft with its notes in the margin, then the reports word for word."""

import functools
from collections.abc import Sequence

from jinja2 import Environment
from markupsafe import Markup

from twosource.model.audit import Audit, AuditedReport, AuditedSentence, JudgedBy, Verdict
from twosource.model.claim import Annotation
from twosource.model.report import Report, Span
from twosource.tell import dates, voice
from twosource.tell.export.audited import tally, words
from twosource.tell.export.audited.sheet import sheet
from twosource.tell.export.audited.view import Shown, notes, runs, shown
from twosource.tell.export.passages import Cited, Weight, anchor, blocks, crossing
from twosource.tell.export.templating import environment, own_text, web_address


def page(audit: Audit, draft: Report, reports: Sequence[tuple[Report, Annotation]]) -> str:
    """The page of FORMATS' `audit`: its own CSS, no outside request, every note leading to the words in the report."""
    at = shown(audit, draft, reports)
    cited = _cited(at)
    noted = notes(at)
    crossed = [anchor(at.number_of[key], span) for key, runs in cited.items() for span in crossing(at.known[key], runs)]
    text = (
        _templates()
        .get_template("audit.html.j2")
        .render(
            at=at,
            audit=audit,
            draft=draft,
            reports=sorted(audit.reports, key=lambda line: _order(line, at)),
            notes=noted,
            counts=tally.tally(audit, draft),
            css=Markup(own_text("page.css") + own_text("audit.css")),  # noqa: S704 - our own files
            crossed=crossed,
            sheet=lambda behind: sheet(at, noted, behind),
            said=lambda one: _said(one, at),
            link=lambda one: _link(one, at),
            blocks=lambda key: blocks(at.known[key], at.number_of[key], cited.get(key, ())),
        )
    )
    return text.encode("utf-8", "replace").decode()


def _cited(at: Shown) -> dict[str, list[Cited]]:
    """Every run of words that the page links to, by report: those of faults have a wash, those that bear out a light line."""
    found: dict[str, dict[Span, Weight]] = {}
    for one in at.audit.sentences:
        weighed = [(Weight.DIFFERS, cite) for fault in one.faults for cite in fault.cites]
        weighed += [(Weight.CLAIM, cite) for cite in one.support]
        for weight, cite in weighed:
            if cite.report in at.number_of:
                held = found.setdefault(cite.report, {})
                span = Span(cite.start, cite.end)
                held[span] = max(weight, held.get(span, Weight.QUIET))
    return {report: [Cited(span, weight) for span, weight in held.items()] for report, held in found.items()}


def _said(one: AuditedSentence, at: Shown) -> str:
    """The verdict on a sentence in a few words: "borne out by [3] Norpress"; why not, where it was not checked."""
    if one.verdict is Verdict.NOT_CHECKABLE:
        why = next((missed.why for missed in at.audit.not_checked if missed.start == one.start), "")
        return f"not checked: {why}" if why else "not checked"
    if one.basis is JudgedBy.HEADLINE:
        return f"{words.WORD_FOR_VERDICT[one.verdict]} by the headline, which is all there was"
    by = next((at.source(cite, (*one.citations, *one.inherited)) for cite in one.support), None)
    told = words.WORD_FOR_VERDICT[one.verdict]
    if by and one.verdict is not Verdict.UNSUPPORTED:
        told = f"{told} by {' '.join(filter(None, (by.marks, by.name)))}"
    unsaid = [words.legible(at.draft.text[run.start : run.end]) for run in runs(one, at.draft)]
    return f"{told}; not confirmed: {words.some(unsaid)}" if unsaid else told


def _order(line: AuditedReport, at: Shown) -> tuple[bool, int, str]:
    """Reports as a reader of the draft looks for them: by their citations, those that are not cited last."""
    label = next(iter(at.marks_of.get(line.id, ())), "")
    return (not label, int(label) if label.isdecimal() else 0, label)


def _link(one: AuditedSentence, at: Shown) -> str | None:
    return next((href for cite in one.support if (href := at.href(cite)) is not None), None)


@functools.cache
def _templates() -> Environment:
    return environment(dates=dates, voice=voice, web_address=web_address, tally=tally, words=words)
