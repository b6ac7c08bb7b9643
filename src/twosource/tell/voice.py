"""The few words that the briefing uses for itself, one place for all forms of export."""

import re
from collections.abc import Iterable, Sequence

from msgspec import UnsetType

from twosource.connect.phrasing import ENDED
from twosource.model.claim import EntityType, Form
from twosource.model.ledger import Conflict, ConflictStatus, Entry, Origin, Ruled, Severity, Standing
from twosource.model.telling import Briefing, Moment, NamedEntity, ReportLine, StoryBrief
from twosource.tell.dates import bounded, month_ended, span

#: A stop that is a shortening's own: "8 p.m.", "the U.S.".
_SHORT = re.compile(r"\b[A-Za-z]\.[A-Za-z]\.$")

WORD_FOR_STANDING = {
    Standing.CORROBORATED: "{origins} origins",
    Standing.SINGLE_ORIGIN: "one origin",
    Standing.ORIGIN_NOT_ESTABLISHED: "origin not established",
    Standing.DISPUTED: "disputed",
    Standing.UNVERIFIED: "unverified, says the report",
    Standing.DENIED: "denied",
}
WORD_FOR_TYPE = {
    EntityType.PER: "person",
    EntityType.ORG: "organisation",
    EntityType.GPE: "town or state",
    EntityType.LOC: "place",
    EntityType.FAC: "building or street",
    EntityType.NORP: "people",
    EntityType.EVENT: "event",
    EntityType.OTHER: "other",
}
WORD_FOR_BASIS = {
    "given": "as given with the file",
    "metadata": "from the page's metadata",
    "dateline": "from its dateline",
    "text": "from its text",
}
WORD_FOR_ALTERATION = {
    "number": "A number changed",
    "name": "A name changed",
    "negation": "A negation changed",
    "speaker": "The speaker changed",
    "hedge": "A hedge changed",
    "quote": "Quoted words changed",
}
WORD_FOR_SEVERITY = {Severity.HIGH: "high", Severity.MEDIUM: "medium", Severity.LOW: "low"}
WORD = re.compile(r"\w+")
#: Words of a name or figure, which stands for itself where it is cut out of a sentence.
NAME = 3
#: Times that end with a month: "the end of June", "the month".
ENDS_MONTH = re.compile(r"\b(?:end|close)\s+of\b|\bmonth\b", re.IGNORECASE)
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


def listed(items: Sequence[object]) -> str:
    """`1, 2, 3` as "1, 2 and 3"."""
    words = [str(item) for item in items]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def reports_listed(found: Sequence[int], most: int = 12) -> str:
    """Report numbers in a sentence: "Report 4", "Reports 1, 2 and 3"."""
    shown: list[object] = [*found[:most]]
    if len(found) > most:
        shown.append(f"{len(found) - most} more")
    return f"{'Report' if len(found) == 1 else 'Reports'} {listed(shown)}"


def matter(about: str, said: Iterable[str]) -> str:
    """What a conflict or change is about, as far as its sides do not say so themselves."""
    spoken = {word for says in said for word in WORD.findall(says.casefold())}
    return "" if spoken.issuperset(WORD.findall(about.casefold())) else about


def numbers(briefing: Briefing) -> dict[str, int]:
    """The number by which each report goes on the page, from 1, in the order the briefing lists them."""
    return {report.id: number for number, report in enumerate(briefing.reports, start=1)}


def outlet_or_file(report: ReportLine) -> str:
    """Who published a report, else the name of its file."""
    return report.outlet or _file(report)


def found_at(report: ReportLine) -> str:
    """Where a report stands: its address, else the name of its file, without the folders of the machine that read it."""
    return report.url or _file(report)


def _file(report: ReportLine) -> str:
    return report.path.replace("\\", "/").rsplit("/", 1)[-1]


def known_as(report: ReportLine) -> str:
    """What a reader knows a report by: its outlet, else its headline, else its file."""
    return report.outlet or (f"“{shortened(report.headline, 60)}”" if report.headline else outlet_or_file(report))


def report_origins(story: StoryBrief) -> int:
    """How many independent origins the texts of a story's reports have."""
    inside = set(story.reports)
    return sum(not inside.isdisjoint(origin.reports) for origin in story.origins)


def undated(story: StoryBrief, briefing: Briefing) -> list[int]:
    """The numbers of a story's reports that bear no date."""
    inside = set(story.reports)
    return [number for number, report in enumerate(briefing.reports, start=1) if report.id in inside and not report.published]


def missed(story: StoryBrief) -> int:
    """How many figures and statements were not compared; one note may name several."""
    return sum(len(separate(one.what)) for one in story.checked.not_compared)


def separate(what: str) -> list[str]:
    """The things that one note of what was not compared names."""
    return [thing for thing in what.split("; ") if thing.strip()] or [what]


def summary(story: StoryBrief) -> str:
    """The story in one sentence of counts: "5 reports, 4 origins, 12 to 25 August 2025."."""
    told = f"{counted(len(story.reports), 'report')}, {counted(report_origins(story), 'origin')}"
    told = f"{told}, {span(story.since, story.until)}." if story.since or story.until else f"{told}."
    return f"{told} {sentence(by_whom(story.ruled))}" if story.ruled else told


def by_whom(ruled: Ruled | UnsetType) -> str:
    """That a person confirmed or rejected something, and who: "confirmed by Ana Lis"; nothing where nobody did."""
    return f"{ruled.verdict} by {ruled.by}" if isinstance(ruled, Ruled) else ""


def adds(entry: Entry) -> bool:
    """Whether an entry's `why` says more than its standing does."""
    return entry.standing not in {Standing.UNVERIFIED, Standing.DENIED}


def standing_by_id(story: StoryBrief) -> dict[str, str]:
    """The standing of each entry."""
    return {entry.id: entry.standing.value for entry in story.entries}


def suspects_first(entities: Iterable[NamedEntity]) -> list[NamedEntity]:
    """Names that stand in the story, those that look damaged before the others."""
    return sorted(
        (entity for entity in entities if entity.mentions and entity.form is Form.NAME), key=lambda entity: entity.suspect is None
    )


def sharing(origins: Iterable[Origin]) -> list[Origin]:
    """Origins that more than one report's text goes back to."""
    return [origin for origin in origins if len(origin.reports) > 1]


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
    return capital if ENDED.search(capital) else capital + "."


def dated(moment: Moment) -> str:
    """When a line of the timeline is: "8 April 2025", "by 30 June 2025", "about 9 April 2025"."""
    when = bounded(moment.earliest, moment.latest)
    if moment.limit and ENDS_MONTH.search(moment.words) and (month := month_ended(moment.latest)):
        return f"{moment.limit} the end of {month}"
    if moment.limit:
        return f"{moment.limit} {'the ' if when.startswith('night') else ''}{when}"
    return when if moment.certain else f"about {when}"


def in_part(words: str) -> str:
    """Words cut out of a sentence, so that a reader sees it: "… said the dam may have been weakened by a spillway …"."""
    if len(words.split()) <= NAME:
        return words
    said = words if words[0].isupper() or not words[0].isalpha() else f"… {words}"
    return said if said[-1] in ".!?\"”’'" else f"{said} …"


def unstopped(text: str) -> str:
    """A sentence without its stop, so that it can go on; that of "8 p.m." stays."""
    return text if _SHORT.search(text) else text.rstrip(".")


def shortened(text: str, most: int = 160) -> str:
    """A text cut at a word end, the cut shown."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
