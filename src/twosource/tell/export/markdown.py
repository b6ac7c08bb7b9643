"""A briefing as Markdown with `[n]` citations: headings say what was found out about the reports, each line below what they say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from twosource.model.ledger import Conflict, Entry, MentionAt, Side, Standing
from twosource.model.report import Cite
from twosource.model.telling import Briefing, ReportLine, StoryBrief
from twosource.tell.dates import day
from twosource.tell.otherwise import Otherwise
from twosource.tell.revisions import revisions
from twosource.tell.upheld import left_out, readable
from twosource.tell.voice import (
    WORD_FOR_ALTERATION,
    WORD_FOR_SEVERITY,
    by_whom,
    counted,
    dated,
    finest,
    found_at,
    in_part,
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
#: What opens a line that stands against the one above it, and the like under a line that is none of two sides.
ELSEWHERE, BENEATH = "- Elsewhere: ", "  - Elsewhere: "
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
    parts = [part for story in finest(readable(briefing)) for part in _story(story, number_of, rejected[story.id])]
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
    yield f"## {plain(summary(story))} {counted(len(opened(story.conflicts)), 'open conflict')}; {left_out} not compared"
    yield ""
    yield from _section("Where reports disagree", _conflicts(story, number_of, rejected))
    yield from _section("What copies changed on the way", _alterations(story, number_of))
    otherwise = Otherwise(story)
    for heading, standings in SECTIONS:
        yield from _section(heading, _entries(of_standing(story.entries, *standings), number_of, otherwise))
    yield from _section("What changed", _changes(story, number_of))
    yield from _section("Timeline", _timeline(story, number_of, otherwise))
    yield from _section("Names that look damaged", _names(story, number_of))
    yield from _section("Not compared", _not_compared(story, number_of))


def _section(heading: str, told: Iterable[str]) -> Iterator[str]:
    """A heading with what is under it, or neither."""
    under = list(told)
    if under:
        yield from (f"## {heading}", "", *under, *([] if under[-1] == "" else [""]))


def _headed(heading: str, told: Iterable[str]) -> Iterator[str]:
    """Words of our own about what reports say, which stands below."""
    yield from (f"### {heading}", "", *told, "")


def _conflicts(story: StoryBrief, number_of: Mapping[str, int], rejected: str) -> Iterator[str]:
    if not story.conflicts:
        yield from _headed(f"No conflict found among {counted(story.checked.pairs_compared, 'pair')} held against each other.", ())
    for conflict in story.conflicts:
        yield from _conflict(conflict, number_of)
    if rejected:
        yield from _headed(plain(rejected), ())


def _conflict(conflict: Conflict, number_of: Mapping[str, int]) -> Iterator[str]:
    marks = (WORD_FOR_SEVERITY[conflict.severity], conflict.status, plain(by_whom(conflict.ruled)))
    note = f": {plain(conflict.note)}" if conflict.note else ""
    told = _against(((side.says, side.cites) for side in conflict.sides), number_of)
    yield from _headed(f"{plain(conflict.about)} ({', '.join(filter(None, marks))}){note}", told)


def _against(sides: Iterable[tuple[str, Sequence[Cite]]], number_of: Mapping[str, int]) -> Iterator[str]:
    """What some reports say, and what others have in its place: sides of one level, for none is put above the other."""
    for at, (says, cites) in enumerate(sides):
        yield f"{ELSEWHERE if at else '- '}{plain(says)} {_marks(cites, number_of)}"


def _alterations(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for one in story.alterations:
        heading = plain(f"{WORD_FOR_ALTERATION[one.kind]} on the way: {one.note}")
        yield from _headed(heading, _against(((in_part(cite.exact), (cite,)) for cite in (one.from_, one.to)), number_of))


def _entries(entries: Iterable[Entry], number_of: Mapping[str, int], otherwise: Otherwise) -> Iterator[str]:
    told: set[str] = set()
    for entry in entries:
        line = f"- {plain(sentence(entry.text))} {_marks(entry.cites, number_of)}"
        if line not in told:  # two claims of one sentence are told by it once
            yield line
            yield from _beneath(otherwise(entry.text, entry.cites), number_of)
        told.add(line)


def _beneath(sides: Iterable[Side], number_of: Mapping[str, int]) -> Iterator[str]:
    """What other reports have in the place of what a line says."""
    for side in sides:
        yield f"{BENEATH}{plain(side.says)} {_marks(side.cites, number_of)}"


def _changes(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for run in revisions(story.changes):
        yield from _headed(plain(run.about), (f"- {plain(side.says)} {_marks(side.cites, number_of)}" for side in run.sides))


def _timeline(story: StoryBrief, number_of: Mapping[str, int], otherwise: Otherwise) -> Iterator[str]:
    for moment in story.timeline:
        yield f"- {dated(moment)}: {plain(moment.text)} {_marks(moment.cites, number_of)}"
        yield from _beneath(otherwise(moment.text, moment.cites), number_of)


def _names(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    for entity in story.entities:
        if entity.suspect:
            yield from _headed(plain(entity.suspect), (f"- {plain(entity.name)} {_marks(entity.mentions, number_of)}",))


def _not_compared(story: StoryBrief, number_of: Mapping[str, int]) -> Iterator[str]:
    by_why: dict[str, list[str]] = defaultdict(list)
    for one in story.checked.not_compared:
        by_why[one.why].append(f"- {plain(one.what)} {_marks(one.cites, number_of)}")
    for why, told in by_why.items():
        yield from _headed(plain(why), told)


def _marks(cites: Iterable[Cite | MentionAt], number_of: Mapping[str, int]) -> str:
    return "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in cites}))


def _reference(report: ReportLine) -> str:
    headline = f"“{plain(shortened(report.headline, 200))}”, " if report.headline else ""
    return f"{plain(outlet_or_file(report))}, {headline}{day(report.published)}, {plain(found_at(report))}"
