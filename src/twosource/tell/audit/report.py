"""The audit of a draft as a whole."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from twosource.connect.wording import window
from twosource.model.audit import Audit, AuditedReference, AuditedReport, NotChecked
from twosource.model.claim import Annotation, Reference
from twosource.model.codec import content_id
from twosource.model.report import Failure, Passage, PassageKind, Report, Span
from twosource.tell.audit.disputes import Disputes
from twosource.tell.audit.draft import Draft, Part
from twosource.tell.audit.judge import Against, Judged, judged
from twosource.tell.audit.labels import Led, resolved
from twosource.tell.audit.readings import reread
from twosource.tell.audit.sources import Source, source

FORMAT = 1

#: Judges sentences, in order.
Sharing = Callable[[Callable[[Part], Judged], Sequence[Part]], Iterable[Judged]]


def audited(
    draft: Draft,
    reports: Sequence[tuple[Report, Annotation]],
    given: Mapping[str, Report],
    disputes: Disputes,
    *,
    failures: Collection[Failure] = (),
    progress: Callable[[int, int], None],
    sharing: Sharing = map,
) -> Audit:
    """What there is to say of every sentence of a draft; `progress` is told how many of them are done.

    `sharing` judges the sentences, in order; those of one draft do not depend on one another.
    """
    order = [report for report, _ in reports]
    draft = draft._replace(annotation=reread(draft.bare.text, draft.annotation))
    labels = list(dict.fromkeys([*(mark.label for mark in draft.marks), *(one.label for one in draft.references)]))
    led = resolved(labels, draft.references, order, given)
    against = _against(draft, reports, led, disputes)
    found = []
    for done, one in enumerate(sharing(lambda part: judged(draft, part, against), draft.parts), start=1):
        found.append(one)
        progress(done, len(draft.parts))
    references = tuple(_references(draft, led))
    return Audit(
        format=FORMAT,
        draft=draft.report.path,
        reports=tuple(_reports(order, led)),
        sentences=tuple(one.sentence for one in found),
        references=references,
        unused_references=tuple(one.label for one in references if one.listed and not one.cited),
        not_checked=tuple(_not_checked(found)),
        failures=tuple(failures),
    )


def _against(draft: Draft, reports: Sequence[tuple[Report, Annotation]], led: Mapping[str, Led], disputes: Disputes) -> Against:
    sources = tuple(source(report, reread(report.text, annotation)) for report, annotation in reports)
    by_id = {one.report.id: one for one in sources}
    listed = {one.label: one for one in draft.references}
    return Against(
        sources=sources,
        source_of={label: by_id[one.report.id] for label, one in led.items()},
        headline_of={label: _headline(one) for label, one in listed.items() if label not in led and len(one.title.split()) >= 3},
        listed=frozenset(listed),
        disputed=disputes,
    )


def _headline(reference: Reference) -> Source:
    """A report of which there is nothing but its title."""
    text = reference.title
    span = Span(0, len(text))
    report = Report(
        id=content_id("report", "reference", reference.url, text),
        path=f"[{reference.label}]",
        paths=(),
        text=text,
        url=reference.url,
        headline=text,
        language="en",
        passages=(Passage(0, len(text), PassageKind.HEADLINE),),
        sentences=(span,),
    )
    return source(report, Annotation(id=content_id("annotation", report.id), report=report.id))


def _references(draft: Draft, led: Mapping[str, Led]) -> Iterator[AuditedReference]:
    listed = {one.label: one for one in draft.references}
    cited = [mark.label for mark in draft.marks]
    for label in dict.fromkeys([*listed, *cited]):
        yield AuditedReference(
            label=label,
            listed=label in listed,
            cited=cited.count(label),
            report=led[label].report.id if label in led else None,
            title=listed[label].title if label in listed else None,
        )


def _reports(reports: Sequence[Report], led: Mapping[str, Led]) -> Iterator[AuditedReport]:
    for report in reports:
        label = next((label for label, one in led.items() if one.report.id == report.id), None)
        yield AuditedReport(
            id=report.id,
            path=report.path,
            label=label,
            label_basis=led[label].basis if label is not None else None,
            headline=report.headline,
            outlet=report.outlet,
            published=report.published,
        )


def _not_checked(found: Sequence[Judged]) -> Iterator[NotChecked]:
    yield from (one.left for one in found if one.left is not None)


def latest(reports: Sequence[Report]) -> str | None:
    """The day on which the newest report came out, which a draft that rests on them cannot be older than."""
    days = [found.earliest for report in reports if (found := window(report.published)) is not None]
    return max(days).date().isoformat() if days else None
