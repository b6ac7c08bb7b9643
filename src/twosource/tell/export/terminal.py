"""A briefing in forty lines for the terminal."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from twosource.model.ledger import Conflict, Entry, Standing
from twosource.model.telling import Briefing, StoryBrief
from twosource.tell.dates import span
from twosource.tell.voice import (
    WORD_FOR_SEVERITY,
    counted,
    finest,
    numbers,
    of_standing,
    opened,
    report_origins,
    sentence,
    shortened,
    standing_words,
)

#: Lines of each kind for one story, and for each of several.
MOST_OF_ONE, MOST_OF_MANY = 5, 2
INDENT = "  "


def short(briefing: Briefing, width: int = 80) -> Text:
    """Headline, counts, conflicts with both sides aligned, what is borne out and what is not; about forty lines."""
    stories = finest(briefing)
    most = MOST_OF_ONE if len(stories) == 1 else MOST_OF_MANY
    text = Text()
    for story in stories:
        for line in _story(story, numbers(briefing), most, width):
            text.append_text(line).append("\n")
        text.append("\n")
    if briefing.failures:
        text.append(f"{counted(len(briefing.failures), 'file')} could not be read.\n")
    text.rstrip()
    return text


def _story(story: StoryBrief, number_of: dict[str, int], most: int, width: int) -> Iterator[Text]:
    yield Text(shortened(story.title or "Untitled", width), style="bold")
    origins = counted(report_origins(story), "origin")
    yield Text(f"{counted(len(story.reports), 'report')}, {origins}, {span(story.since, story.until)}")
    yield from _conflicts(opened(story.conflicts), story, most, width, number_of)
    yield from _section("Borne out by more than one origin", of_standing(story.entries, Standing.CORROBORATED), most, width, number_of)
    single = of_standing(story.entries, Standing.SINGLE_ORIGIN)
    yield from _section("Resting on one origin", single, max(1, most - 2), width, number_of)
    doubted = of_standing(story.entries, Standing.UNVERIFIED, Standing.DENIED)
    yield from _section("Unverified or denied, say the reports", doubted, max(1, most - 2), width, number_of)
    names = [f"{entity.name} ({entity.suspect})" for entity in story.entities if entity.suspect]
    if names:
        yield Text()
        yield Text("Names that look damaged", style="bold")
        yield from (Text(INDENT + shortened(name, width - len(INDENT))) for name in names[:most])


def _conflicts(conflicts: Sequence[Conflict], story: StoryBrief, most: int, width: int, number_of: dict[str, int]) -> Iterator[Text]:
    yield Text()
    if not conflicts:
        pairs = counted(story.checked.pairs_compared, "pair")
        yield Text(f"No conflict found among {pairs} held against each other; {len(story.checked.not_compared)} not compared.")
        return
    yield Text(f"Where reports disagree ({len(conflicts)})", style="bold")
    for conflict in conflicts[:most]:
        yield Text(f"{INDENT}{conflict.about} · {WORD_FOR_SEVERITY[conflict.severity]}")
        for side in conflict.sides:
            marks = "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in side.cites}))
            yield Text(f"{INDENT * 3}{shortened(side.says, width - 18):<{min(44, width - 18)}} {marks}", style="cyan")


def _section(heading: str, entries: Sequence[Entry], most: int, width: int, number_of: dict[str, int]) -> Iterator[Text]:
    if not entries:
        return
    yield Text()
    yield Text(f"{heading} ({len(entries)})", style="bold")
    for entry in entries[:most]:
        marks = "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in entry.cites}))
        tail = f" {marks}" if entry.standing is Standing.CORROBORATED else f" {marks} {standing_words(entry)}"
        yield Text(INDENT + shortened(sentence(entry.text), max(40, width * 2 - len(tail) - 6)) + tail)
