"""The briefing and its reports made ready for the page: numbers, links, and every run of words that is linked to."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.model.claim import Annotation
from twosource.model.ledger import NotCompared
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import Briefing, NamedEntity, StoryBrief
from twosource.tell.export.passages import Cited, Weight, anchor
from twosource.tell.voice import finest, numbers, separate, shortened, suspects_first

#: How much of a list stands open; the rest is one click away and printed all the same.
OPEN_LINES = 10
OPEN_SPEAKERS = 6
OPEN_SAID = 4
OPEN_NAMES = 16

#: Characters of a sentence shown on each side of cited words.
CONTEXT = 110


class Link(NamedTuple):
    """A cite as the page links it."""

    number: int
    href: str
    exact: str


class Quoted(NamedTuple):
    """A cite with the rest of its sentence around it."""

    number: int
    href: str
    exact: str
    before: str
    after: str
    start: int
    end: int
    strong: Span | None = None


class Silence(NamedTuple):
    """What could not be compared, for one reason."""

    why: str
    what: Sequence[tuple[str, Sequence[Link]]]


class Desk(NamedTuple):
    """The briefing and its reports, with the numbers they go by."""

    briefing: Briefing
    known: Mapping[str, tuple[Report, Annotation]]
    number_of: Mapping[str, int]
    report_of_claim: Mapping[str, str]

    def link(self, cite: Cite) -> Link:
        """The words of one cite."""
        number = self.number_of[cite.report]
        return Link(number, "#" + anchor(number, Span(cite.start, cite.end)), cite.exact)

    def marks(self, cites: Iterable[Cite]) -> list[Link]:
        """One link a report: the first of its cites, in the order of the reports."""
        first: dict[int, Cite] = {}
        for cite in cites:
            number = self.number_of[cite.report]
            if number not in first or (cite.start, cite.end) < (first[number].start, first[number].end):
                first[number] = cite
        return [self.link(first[number]) for number in sorted(first)]

    def foremost(self, cites: Iterable[Cite], most: int) -> list[Cite]:
        """The first cite of each report, in the order of the reports; of one report alone, its first two."""
        in_order = sorted(set(cites), key=lambda cite: (self.number_of[cite.report], cite.start, cite.end))
        first = list({cite.report: cite for cite in reversed(in_order)}.values())[::-1]
        return (first if len(first) > 1 else in_order[:2])[:most]

    def quotes(self, cites: Iterable[Cite], most: int) -> list[Quoted]:
        """The foremost cites, each with the sentence around it."""
        return [self.quote(cite) for cite in self.foremost(cites, most)]

    def quote(self, cite: Cite, strong: Span | None = None) -> Quoted:
        """One cite with the sentence around it; `strong` are the words of it that matter most."""
        number, span = self.number_of[cite.report], Span(cite.start, cite.end)
        before, after = sentence_around(self.known[cite.report][0], span)
        return Quoted(number, "#" + anchor(number, span), cite.exact, before, after, cite.start, cite.end, strong)

    def numbers_of(self, reports: Iterable[str]) -> list[int]:
        """The numbers of reports, in order."""
        return sorted({self.number_of[report] for report in reports})


def desk(briefing: Briefing, reports: Sequence[tuple[Report, Annotation]]) -> Desk:
    """The briefing made ready for the page."""
    claims = {claim.id: report.id for report, annotation in reports for claim in annotation.claims}
    return Desk(briefing, {report.id: (report, annotation) for report, annotation in reports}, numbers(briefing), claims)


def sentence_around(report: Report, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after the words."""
    at = bisect_right(report.sentences, (span.start, float("inf"))) - 1
    inside = report.sentences[at] if at >= 0 and report.sentences[at].holds(span) else span
    return around(report.text, inside, span)


def around(text: str, inside: Span, span: Span) -> tuple[str, str]:
    """What stands before and after the words, as far as `inside`, cut at word ends, with a space only where the text has one."""
    before, after = text[inside.start : span.start], text[span.end : inside.end]
    left, right = " ".join(before.split()), shortened(after, CONTEXT)
    if len(left) > CONTEXT:
        left = "… " + left[-CONTEXT:].split(" ", 1)[-1]
    return left + " " * before[-1:].isspace(), " " * after[:1].isspace() + right


def silences(missed: Sequence[NotCompared], at: Desk) -> list[Silence]:
    """What was not compared, grouped by why, each thing with the words that it stands in."""
    by_why: dict[str, list[tuple[str, Sequence[Link]]]] = defaultdict(list)
    for one in missed:
        things = separate(one.what)
        by_why[one.why].extend((thing, at.marks(_holding(thing, one.cites) if len(things) > 1 else one.cites)) for thing in things)
    return [Silence(why, what) for why, what in sorted(by_why.items(), key=lambda group: (-len(group[1]), group[0]))]


def _holding(thing: str, cites: Sequence[Cite]) -> list[Cite]:
    return [cite for cite in cites if thing.casefold() in " ".join(cite.exact.split()).casefold()]


def first_mentions(entity: NamedEntity, at: Desk) -> list[Cite]:
    """Where each report first names someone."""
    first = {mention.report: mention for mention in sorted(entity.mentions, reverse=True)}
    return [at.known[mention.report][0].cite(mention.start, mention.end) for mention in first.values() if mention.report in at.known]


def cited(at: Desk) -> dict[str, list[Cited]]:
    """Every run of words that the page links to or sets apart, by report."""
    found: dict[str, dict[Span, Weight]] = defaultdict(dict)
    for weight, cite in _cites(at):
        held, span = found[cite.report], Span(cite.start, cite.end)
        held[span] = max(weight, held.get(span, Weight.QUIET))
    for key, (_, annotation) in at.known.items():
        for claim in annotation.claims:
            found[key].setdefault(Span(claim.start, claim.end), Weight.CLAIM)
    return {report: [Cited(span, weight) for span, weight in held.items()] for report, held in found.items()}


def _cites(at: Desk) -> Iterator[tuple[Weight, Cite]]:
    for story in finest(at.briefing):
        sides = [side for conflict in story.conflicts for side in conflict.sides]
        yield from ((Weight.DIFFERS, cite) for side in sides for cite in side.cites)
        yield from ((Weight.DIFFERS, cite) for one in story.alterations for cite in (one.from_, one.to))
        yield from ((Weight.CLAIM, cite) for entry in story.entries for cite in entry.cites)
        yield from ((Weight.QUIET, cite) for cite in _quiet(story))
        yield from ((Weight.QUIET, cite) for entity in suspects_first(story.entities) for cite in first_mentions(entity, at))
        for report, annotation in (at.known[key] for key in story.reports if key in at.known):
            for statement in annotation.statements:
                yield Weight.QUIET, report.cite(statement.content[0].start, statement.content[-1].end)


def _quiet(story: StoryBrief) -> Iterator[Cite]:
    for change in story.changes:
        yield from (*change.from_.cites, *change.to.cites)
    for group in (story.agreements, story.timeline, story.lines, story.places, story.checked.not_compared):
        for one in group:
            yield from one.cites
    for origin in story.origins:
        for ground in origin.why:
            yield from ground.cites
