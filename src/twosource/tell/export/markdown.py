"""A briefing as Markdown with `[n]` citations."""

import re
from collections.abc import Iterator, Sequence

from twosource.model.ledger import Entry, Standing
from twosource.model.report import Cite
from twosource.model.telling import Briefing, ReportLine, StoryBrief
from twosource.tell.dates import bounded, day, span
from twosource.tell.voice import (
    WORD_FOR_SEVERITY,
    counted,
    finest,
    numbers,
    of_standing,
    opened,
    outlet_or_file,
    report_origins,
    sentence,
    shortened,
    standing_words,
)

#: Signs that Markdown would read as its own.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
SECTIONS = (
    ("Borne out by more than one origin", (Standing.CORROBORATED,)),
    ("Disputed", (Standing.DISPUTED,)),
    ("Resting on one origin", (Standing.SINGLE_ORIGIN,)),
    ("Unverified or denied, say the reports", (Standing.UNVERIFIED, Standing.DENIED)),
    ("Origin not established", (Standing.ORIGIN_NOT_ESTABLISHED,)),
)


def markdown(briefing: Briefing) -> str:
    """The briefing with `[n]` citations after each sentence and a reference list, as the audit reads them."""
    number_of = numbers(briefing)
    parts = [part for story in finest(briefing) for part in _story(story, number_of)]
    if briefing.failures:
        parts += ["## Not read", *(f"- {plain(failure.path)}: {plain(failure.error)}" for failure in briefing.failures), ""]
    parts += ["## References", "", *(f"[{number}] {_reference(report)}  " for number, report in enumerate(briefing.reports, start=1))]
    return "\n".join(parts).rstrip() + "\n"


def plain(text: str) -> str:
    """Words of a report with Markdown's own signs escaped, on one line."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _story(story: StoryBrief, number_of: dict[str, int]) -> Iterator[str]:
    yield f"# {plain(story.title or 'Untitled')}"
    yield ""
    told = f"{counted(len(story.reports), 'report')}, {counted(report_origins(story), 'origin')}, {span(story.since, story.until)}."
    missed = counted(len(story.checked.not_compared), "figure or statement", "figures or statements")
    yield f"{told} {counted(len(opened(story.conflicts)), 'open conflict')}; {missed} not compared."
    yield ""
    yield from _conflicts(story, number_of)
    yield from _alterations(story, number_of)
    for heading, standings in SECTIONS:
        yield from _entries(heading, of_standing(story.entries, *standings), number_of)
    yield from _changes(story, number_of)
    yield from _timeline(story, number_of)
    yield from _names(story)


def _conflicts(story: StoryBrief, number_of: dict[str, int]) -> Iterator[str]:
    yield "## Where reports disagree"
    yield ""
    if not story.conflicts:
        yield f"No conflict found among {counted(story.checked.pairs_compared, 'pair')} held against each other."
    for conflict in story.conflicts:
        yield f"- **{plain(conflict.about)}** ({WORD_FOR_SEVERITY[conflict.severity]}, {conflict.status})"
        for side in conflict.sides:
            yield f"  - {plain(side.says)} {_marks(side.cites, number_of)}"
        yield f"  - {plain(conflict.note)}"
    yield ""


def _alterations(story: StoryBrief, number_of: dict[str, int]) -> Iterator[str]:
    if story.alterations:
        yield "## What copies changed on the way"
        yield ""
        for alteration in story.alterations:
            yield f"- {alteration.kind}: {plain(alteration.note)} {_marks((alteration.from_, alteration.to), number_of)}"
        yield ""


def _entries(heading: str, entries: Sequence[Entry], number_of: dict[str, int]) -> Iterator[str]:
    if entries:
        yield f"## {heading}"
        yield ""
        for entry in entries:
            yield f"- {plain(sentence(entry.text))} {_marks(entry.cites, number_of)} ({standing_words(entry)})"
        yield ""


def _changes(story: StoryBrief, number_of: dict[str, int]) -> Iterator[str]:
    if story.changes:
        yield "## What changed"
        yield ""
        for change in story.changes:
            first = f"{plain(change.from_.says)} {_marks(change.from_.cites, number_of)}"
            yield f"- {plain(change.about)}: {first}, then {plain(change.to.says)} {_marks(change.to.cites, number_of)}"
        yield ""


def _timeline(story: StoryBrief, number_of: dict[str, int]) -> Iterator[str]:
    if story.timeline:
        yield "## Timeline"
        yield ""
        for moment in story.timeline:
            about = "" if moment.certain else "about "
            yield f"- {about}{bounded(moment.earliest, moment.latest)}: {plain(moment.text)} {_marks(moment.cites, number_of)}"
        yield ""


def _names(story: StoryBrief) -> Iterator[str]:
    doubted = [entity for entity in story.entities if entity.suspect]
    if doubted:
        yield "## Names that look damaged"
        yield ""
        yield from (f"- {plain(entity.name)}: {plain(entity.suspect or '')}" for entity in doubted)
        yield ""


def _marks(cites: Sequence[Cite], number_of: dict[str, int]) -> str:
    return "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in cites}))


def _reference(report: ReportLine) -> str:
    headline = f"“{plain(shortened(report.headline, 200))}”, " if report.headline else ""
    where = report.url or report.path
    return f"{plain(outlet_or_file(report))}, {headline}{day(report.published)}, {plain(where)}"
