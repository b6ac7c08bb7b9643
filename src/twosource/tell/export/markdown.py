"""A briefing as Markdown with `[n]` citations."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.model.ledger import Conflict, Entry, Standing
from twosource.model.report import Cite
from twosource.model.telling import Briefing, ReportLine, StoryBrief
from twosource.tell.dates import bounded, day
from twosource.tell.revisions import revisions
from twosource.tell.upheld import left_out, upheld
from twosource.tell.voice import (
    WORD_FOR_ALTERATION,
    WORD_FOR_SEVERITY,
    by_whom,
    counted,
    finest,
    missed,
    numbers,
    of_standing,
    opened,
    outlet_or_file,
    sentence,
    shortened,
    summary,
)

#: Signs that Markdown would read as its own, and those that begin a list, a heading or a rule where a line begins.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~]|&(?=#?\w+;)|!(?=\[))")
LEADING = re.compile(r"^([-+=])|^(\d{1,9})(?=[.)](\s|$))")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
SECTIONS = (
    ("Borne out by more than one origin", (Standing.CORROBORATED,)),
    ("Disputed", (Standing.DISPUTED,)),
    ("Resting on one origin", (Standing.SINGLE_ORIGIN,)),
    ("Unverified, say the reports themselves", (Standing.UNVERIFIED,)),
    ("Reported only as denied", (Standing.DENIED,)),
    ("Origin not established", (Standing.ORIGIN_NOT_ESTABLISHED,)),
)


def markdown(briefing: Briefing) -> str:
    """The briefing with `[n]` citations right after each sentence and a reference list, one line a report, as the audit reads them."""
    number_of = numbers(briefing)
    rejected = left_out(briefing)
    parts = [part for story in finest(upheld(briefing)) for part in _story(story, number_of, rejected[story.id])]
    if briefing.failures:
        parts += ["## Not read", "", *(f"- {plain(failure.path)}: {plain(failure.error)}" for failure in briefing.failures), ""]
    parts += ["## References", "", *(f"[{number}] {_reference(report)}  " for number, report in enumerate(briefing.reports, start=1))]
    return "\n".join(parts).rstrip().encode("utf-8", "replace").decode() + "\n"


def plain(text: str) -> str:
    """Words of a report on one line, with Markdown's own signs escaped."""
    words = SPECIAL.sub(r"\\\1", " ".join(CONTROL.sub(" ", text).split()))
    return LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", words)


def _story(story: StoryBrief, number_of: Mapping[str, int], rejected: str) -> Iterator[str]:
    yield f"# {plain(story.title or 'Untitled')}"
    yield ""
    left_out = counted(missed(story), "figure or statement", "figures and statements")
    yield f"{plain(summary(story))} {counted(len(opened(story.conflicts)), 'open conflict')}; {left_out} not compared."
    yield ""
    yield from _section("Where reports disagree", _conflicts(story, number_of, rejected))
    yield from _section("What copies changed on the way", _alterations(story, number_of))
    for heading, standings in SECTIONS:
        yield from _section(heading, _entries(of_standing(story.entries, *standings), number_of))
    yield from _section("What changed", _changes(story, number_of))
    yield from _section("Timeline", _timeline(story, number_of))
    yield from _section("Names that look damaged", _names(story))
    yield from _section("Not compared", _not_compared(story, number_of))


def _section(heading: str, told: Iterable[str]) -> Iterator[str]:
    """A heading with what is under it, or neither."""
    under = list(told)
    if under:
        yield from (f"## {heading}", "", *under, "")


def _conflicts(story: StoryBrief, number_of: Mapping[str, int], rejected: str) -> Iterator[str]:
    if not story.conflicts:
        yield f"No conflict found among {counted(story.checked.pairs_compared, 'pair')} held against each other."
    for conflict in story.conflicts:
        yield from _conflict(conflict, number_of)
    if rejected:
        yield from (*([""] if story.conflicts else []), plain(rejected))


def _conflict(conflict: Conflict, number_of: Mapping[str, int]) -> Iterator[str]:
    marks = (WORD_FOR_SEVERITY[conflict.severity], conflict.status, plain(by_whom(conflict.ruled)))
    yield f"- **{plain(conflict.about)}** ({', '.join(filter(None, marks))})"
    for side in conflict.sides:
        yield f"  - {plain(side.says)} {_marks(side.cites, number_of)}"
    if conflict.note:
        yield f"  - {plain(sentence(conflict.note))} {_marks((cite for side in conflict.sides for cite in side.cites), number_of)}"


def _alterations(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for one in story.alterations:
        note = plain(f"{WORD_FOR_ALTERATION[one.kind]} on the way: {sentence(one.note)}")
        yield f"- {note} {_marks((one.from_, one.to), number_of)}"


def _entries(entries: Sequence[Entry], number_of: Mapping[str, int]) -> Iterator[str]:
    for entry in entries:
        yield f"- {plain(sentence(entry.text))} {_marks(entry.cites, number_of)}"


def _changes(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for run in revisions(story.changes):
        sides = ", then ".join(f"{plain(side.says)} {_marks(side.cites, number_of)}" for side in run.sides)
        yield f"- {plain(run.about)}: {sides}"


def _timeline(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for moment in story.timeline:
        about = "" if moment.certain else "about "
        yield f"- {about}{bounded(moment.earliest, moment.latest)}: {plain(moment.text)} {_marks(moment.cites, number_of)}"


def _names(story: StoryBrief) -> Iterator[str]:
    for entity in story.entities:
        if entity.suspect:
            yield f"- {plain(entity.name)}: {plain(entity.suspect)}"


def _not_compared(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for one in story.checked.not_compared:
        yield f"- {plain(one.what)} {_marks(one.cites, number_of)}: {plain(one.why)}"


def _marks(cites: Iterable[Cite], number_of: Mapping[str, int]) -> str:
    return "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in cites}))


def _reference(report: ReportLine) -> str:
    headline = f"“{plain(shortened(report.headline, 200))}”, " if report.headline else ""
    where = report.url or report.path
    return f"{plain(outlet_or_file(report))}, {headline}{day(report.published)}, {plain(where)}"
