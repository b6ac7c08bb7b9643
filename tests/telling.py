"""Briefings set up on the spot for tests of what is written from them."""

from collections.abc import Sequence

from twosource.model.claim import Annotation, Attribution, Claim, Entity, EntityType
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Entry, MentionAt, NotCompared, Severity, Side, Standing
from twosource.model.report import Cite, Failure, Passage, PassageKind, Report, Span
from twosource.model.telling import Briefing, Checked, Line, Moment, NamedEntity, ReportLine, StoryBrief

Annotated = tuple[Report, Annotation]


def annotated(text: str, *, number: int = 1, spans: Sequence[Span] = (), **fields: str | None) -> Annotated:
    """A report of one passage whose claims, each said by somebody, are these spans."""
    report = Report(
        id=content_id("report", number, text),
        path=f"{number}.txt",
        paths=(f"{number}.txt",),
        text=text,
        passages=(Passage(0, len(text), PassageKind.BODY),) if text else (),
        **fields,
    )
    claims = tuple(Claim(id=content_id("claim", report.id, span), start=span.start, end=span.end, statement=0) for span in spans)
    said = tuple(Attribution(content=(span,), cue=()) for span in spans[:1])
    people = (Entity(id=f"entity-{number}", name=text[:20] or "x", type=EntityType.PER),)
    return report, Annotation(id=f"annotation-{number}", report=report.id, claims=claims, statements=said, entities=people)


def entry(text: str, cites: Sequence[Cite], standing: Standing = Standing.SINGLE_ORIGIN, **fields: object) -> Entry:
    """A ledger line."""
    key = content_id("entry", text, [cite.start for cite in cites], standing.value)
    given = {"claims": ()} | fields
    return Entry(id=key, story="story-1", text=text, standing=standing, why=text, cites=tuple(cites), **given)


def conflict(about: str, *sides: tuple[str, Sequence[Cite]], **fields: object) -> Conflict:
    """Sides that cannot both hold."""
    return Conflict(
        id=content_id("conflict", about),
        story="story-1",
        kind=ConflictKind.QUANTITY,
        severity=Severity.HIGH,
        about=about,
        sides=tuple(Side(says, tuple(cites)) for says, cites in sides),
        note=about,
        **fields,
    )


def cites_of(report: Report, spans: Sequence[Span]) -> list[Cite]:
    return [report.cite(span.start, span.end) for span in spans]


def briefed(reports: Sequence[Annotated], title: str = "A ferry sank", **lists: object) -> Briefing:
    """One story of these reports, with the lists of a `StoryBrief` that are given."""
    empty: dict[str, object] = dict.fromkeys(
        ("lines", "origins", "entities", "entries", "conflicts", "agreements", "changes", "alterations", "places", "timeline"), ()
    )
    story = StoryBrief(
        id="story-1",
        title=title,
        since=None,
        until=None,
        reports=tuple(report.id for report, _ in reports),
        parent=None,
        **(empty | {"checked": Checked(0, ())} | lists),
    )
    return Briefing(reports=tuple(_line(report) for report, _ in reports), failures=(), stories=(story,))


def _line(report: Report) -> ReportLine:
    return ReportLine(
        id=report.id,
        path=report.path,
        paths=report.paths,
        headline=report.headline,
        outlet=report.outlet,
        published=report.published,
        published_basis=report.published_basis,
        url=report.url,
        language=report.language,
        origin=None,
    )


def hostile(text: str, words: str, spans: Sequence[Span]) -> tuple[Briefing, list[Annotated]]:
    """A briefing that has the same hostile words wherever a report or a step could have put them."""
    first = annotated(text, number=1, spans=spans, headline=words, outlet=words, url=words, language=None)
    second = annotated(text, number=2, spans=spans, headline=words, outlet=None, url=words)
    cites = [*cites_of(first[0], spans), *cites_of(second[0], spans)]
    named = NamedEntity("entity-1", words, EntityType.PER, (words,), words, 1, (MentionAt(first[0].id, *spans[0]),) if spans else ())
    told = briefed(
        [first, second],
        title=words,
        lines=(Line(words, (), tuple(cites)),),
        entries=tuple(entry(words, cites, standing) for standing in Standing),
        conflicts=(conflict(words, (words, cites[:1]), (words, cites[-1:])),) if cites else (),
        entities=(named,),
        timeline=(Moment("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", False, words, tuple(cites), words),),
        checked=Checked(1, (NotCompared("not_compared-1", "story-1", words, words, tuple(cites[:1])),)),
    )
    failed = Failure(id="failure-1", path=words, stage="read", error=words)
    return Briefing(reports=told.reports, failures=(failed,), stories=told.stories), [first, second]
