"""What the page shows, gathered from the briefing and the annotated reports, before any markup."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.model.claim import Act, Annotation, Attribution, Basis
from twosource.model.ledger import Entry, NotCompared, Standing
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import Briefing, NamedEntity, StoryBrief
from twosource.tell.export.passages import Cited, anchor
from twosource.tell.voice import numbers, shortened

#: How much of a list stands open; the rest is one click away and printed all the same.
OPEN_LINES = 10
OPEN_SPEAKERS = 8

#: Characters of a sentence shown on each side of cited words.
CONTEXT = 110

#: Who said it when the words name nobody.
UNNAMED = "Nobody named"
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "this", "that", "his", "her", "their", "its"})


class Link(NamedTuple):
    """A cite as the page links it, with the rest of its sentence around it."""

    number: int
    href: str
    exact: str
    before: str = ""
    after: str = ""


class Said(NamedTuple):
    """One statement under its speaker."""

    cue: str
    words: str
    quoted: bool
    told: str
    link: Link


class Speaker(NamedTuple):
    """Who spoke, and what the reports say they said."""

    name: str
    said: Sequence[Said]


class Silence(NamedTuple):
    """What could not be compared, for one reason."""

    why: str
    what: Sequence[tuple[str, Sequence[Link]]]


class Desk(NamedTuple):
    """The briefing and its reports, with the numbers they go by."""

    briefing: Briefing
    known: Mapping[str, tuple[Report, Annotation]]
    number_of: Mapping[str, int]

    def link(self, cite: Cite) -> Link:
        number, span = self.number_of[cite.report], Span(cite.start, cite.end)
        before, after = _around(self.known[cite.report][0], span)
        return Link(number, "#" + anchor(number, span), cite.exact, before, after)

    def links(self, cites: Sequence[Cite]) -> list[Link]:
        """One link a cite, in the order of the reports."""
        return [self.link(cite) for cite in sorted(set(cites), key=lambda cite: (self.number_of[cite.report], cite.start, cite.end))]

    def marks(self, cites: Sequence[Cite]) -> list[Link]:
        """One link a report: the first of its cites."""
        by_number: dict[int, Link] = {}
        for link in self.links(cites):
            by_number.setdefault(link.number, link)
        return list(by_number.values())


def _around(report: Report, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after the words, cut at word ends."""
    inside = next((sentence for sentence in report.sentences if sentence.holds(span)), span)
    before = " ".join(report.text[inside.start : span.start].split())
    after = " ".join(report.text[span.end : inside.end].split())
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT:].split(" ", 1)[-1]
    return before, shortened(after, CONTEXT)


def desk(briefing: Briefing, reports: Sequence[tuple[Report, Annotation]]) -> Desk:
    """The briefing made ready for the page."""
    return Desk(briefing, {report.id: (report, annotation) for report, annotation in reports}, numbers(briefing))


def speakers(story: StoryBrief, at: Desk) -> list[Speaker]:
    """Statements by who made them, those heard most first; what nobody is named for comes last."""
    name_of = _names(story, at)
    said: dict[str, dict[str, Said]] = defaultdict(dict)
    for report, annotation in (at.known[key] for key in story.reports if key in at.known):
        for statement in annotation.statements:
            if statement.within is None:
                name = name_of.get(statement.source_entity or "") or _source_words(report, statement) or UNNAMED
                line = _said(report, statement, at)
                said[name].setdefault(line.words.casefold(), line)
    found = [Speaker(name, list(lines.values())) for name, lines in said.items()]
    return sorted(found, key=lambda speaker: (speaker.name == UNNAMED, -len(speaker.said), speaker.name))


def _names(story: StoryBrief, at: Desk) -> dict[str, str]:
    """The name of each entity of the reports: the story's where it is one of the story's, else the report's own."""
    own = {entity.id: entity.name for key in story.reports if key in at.known for entity in at.known[key][1].entities}
    return own | {member: entity.name for entity in story.entities for member in (entity.id, *entity.members)}


def _source_words(report: Report, statement: Attribution) -> str:
    """The words that name who speaks, as far as they name anybody."""
    words = " ".join(" ".join(report.text[span.start : span.end] for span in statement.source).split())
    if not words or words.casefold() in PRONOUNS:
        return ""
    return words[0].upper() + words[1:]


def _said(report: Report, statement: Attribution, at: Desk) -> Said:
    start, end = statement.content[0].start, statement.content[-1].end
    words = " … ".join(" ".join(report.text[piece.start : piece.end].split()) for piece in statement.content)
    told = report.text[statement.told.start : statement.told.end] if statement.told else ""
    plain = statement.act is Act.SAID and statement.basis is Basis.DIRECT
    act = "" if plain else _cue(report, statement)
    return Said(act, shortened(words, 320), statement.basis is Basis.DIRECT, " ".join(told.split()), at.link(report.cite(start, end)))


def _cue(report: Report, statement: Attribution) -> str:
    """The attributing words of the report itself, else what they do."""
    words = " ".join(" ".join(report.text[span.start : span.end] for span in statement.cue).split())
    return words or statement.act.value


def silences(missed: Sequence[NotCompared], at: Desk) -> list[Silence]:
    """What was not compared, grouped by why."""
    by_why: dict[str, list[tuple[str, Sequence[Link]]]] = defaultdict(list)
    for one in missed:
        by_why[one.why].append((one.what, at.links(one.cites)))
    return [Silence(why, what) for why, what in sorted(by_why.items(), key=lambda group: (-len(group[1]), group[0]))]


def cited(at: Desk) -> dict[str, list[Cited]]:
    """Every run of words that the page links to, by report, with a note of who else says the same."""
    found: dict[str, dict[Span, Cited]] = defaultdict(dict)

    def add(cite: Cite, also: str = "", entry: str = "") -> None:
        span = Span(cite.start, cite.end)
        held = found[cite.report].get(span)
        if held is None or (also and not held.also):
            found[cite.report][span] = Cited(span, also, entry)

    for story in at.briefing.stories:
        for entry in story.entries:
            for cite in entry.cites:
                add(cite, _also(entry, cite, at), f"e-{entry.id}")
        for cite in _other_cites(story):
            add(cite)
        for speaker_report in story.reports:
            report, annotation = at.known[speaker_report]
            for statement in annotation.statements:
                add(report.cite(statement.content[0].start, statement.content[-1].end))
    return {report: list(spans.values()) for report, spans in found.items()}


def _also(entry: Entry, cite: Cite, at: Desk) -> str:
    others = sorted({at.number_of[other.report] for other in entry.cites if other.report != cite.report})
    if entry.standing is Standing.DISPUTED:
        return "disputed"
    return f"also {', '.join(map(str, others))}" if others else ""


def _other_cites(story: StoryBrief) -> list[Cite]:
    sides = [side for conflict in story.conflicts for side in conflict.sides]
    sides += [side for change in story.changes for side in (change.from_, change.to)]
    groups = [side.cites for side in sides]
    groups += [agreement.cites for agreement in story.agreements]
    groups += [(alteration.from_, alteration.to) for alteration in story.alterations]
    groups += [moment.cites for moment in story.timeline]
    groups += [line.cites for line in story.lines]
    groups += [place.cites for place in story.places]
    groups += [missed.cites for missed in story.checked.not_compared]
    groups += [ground.cites for origin in story.origins for ground in origin.why]
    return [cite for group in groups for cite in group]


def doubtful(entities: Sequence[NamedEntity]) -> list[NamedEntity]:
    """Names that look damaged."""
    return [entity for entity in entities if entity.suspect]
