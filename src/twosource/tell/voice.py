"""The few words that the briefing uses for itself, one place for all forms of export."""

from collections.abc import Iterable, Sequence

from twosource.model.ledger import Conflict, ConflictStatus, Entry, Severity, Standing
from twosource.model.telling import Briefing, ReportLine, StoryBrief

WORD_FOR_STANDING = {
    Standing.CORROBORATED: "{origins} origins",
    Standing.SINGLE_ORIGIN: "one origin",
    Standing.ORIGIN_NOT_ESTABLISHED: "origin not established",
    Standing.DISPUTED: "disputed",
    Standing.UNVERIFIED: "unverified, says the report",
    Standing.DENIED: "denied",
}
WORD_FOR_SEVERITY = {Severity.HIGH: "high", Severity.MEDIUM: "medium", Severity.LOW: "low"}
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`3, "report"` as "3 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Numbers below ten in words, as newsrooms write them."""
    return SMALL_NUMBERS[number] if 0 <= number < len(SMALL_NUMBERS) else f"{number:,}"


def standing_words(entry: Entry) -> str:
    """How well an entry is borne out, as a small phrase: counting, never a score."""
    words = WORD_FOR_STANDING[entry.standing].format(origins=in_words(len(entry.origins)))
    if entry.standing is Standing.SINGLE_ORIGIN and len(entry.witnesses) > 1:
        return f"one origin, {in_words(len(entry.witnesses))} witnesses"
    return words


def numbers(briefing: Briefing) -> dict[str, int]:
    """The number by which each report goes on the page, from 1, in the order the briefing lists them."""
    return {report.id: number for number, report in enumerate(briefing.reports, start=1)}


def outlet_or_file(report: ReportLine) -> str:
    """Who published a report, else the name of its file."""
    return report.outlet or report.path.replace("\\", "/").rsplit("/", 1)[-1]


def report_origins(story: StoryBrief) -> int:
    """How many independent origins the texts of a story's reports have."""
    inside = set(story.reports)
    return sum(not inside.isdisjoint(origin.reports) for origin in story.origins)


def finest(briefing: Briefing) -> list[StoryBrief]:
    """Stories that are nobody's parent: each report stands in one of them."""
    parents = {story.parent for story in briefing.stories}
    return [story for story in briefing.stories if story.id not in parents]


def opened(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts that no later report has settled."""
    return [conflict for conflict in conflicts if conflict.status is ConflictStatus.OPEN]


def of_standing(entries: Sequence[Entry], *standings: Standing) -> list[Entry]:
    """Entries of these standings, in the order they came."""
    return [entry for entry in entries if entry.standing in standings]


def sentence(text: str) -> str:
    """A text as one sentence: white space made single, a capital first, a stop last."""
    words = " ".join(text.split())
    if not words:
        return ""
    capital = words[0].upper() + words[1:]
    return capital if capital[-1] in ".!?…" or capital[-2:] in {".”", '."', "?”", '?"', "!”", '!"'} else capital + "."


def shortened(text: str, most: int = 160) -> str:
    """A text cut at a word end, the cut shown."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
