"""The parts of a story's page, in the order a desk reads them, and what each is called in the contents."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from twosource.model.ledger import Entry, Standing
from twosource.model.telling import Moment, StoryBrief
from twosource.tell.export.view import OPEN_LINES, Desk
from twosource.tell.voice import dated, missed, of_standing, opened, suspects_first

#: Lines of one day of the timeline that stand open.
OPEN_OF_DAY = 5


class Part(NamedTuple):
    """A part of the ledger: heading, standings, and what to say when there is nothing."""

    key: str
    heading: str
    standings: tuple[Standing, ...]
    missing: str


LEDGER = (
    Part(
        "borne-out",
        "Borne out by more than one origin",
        (Standing.CORROBORATED,),
        "Nothing here is said by two reports or speakers that are independent of each other.",
    ),
    Part("one-origin", "Resting on one origin", (Standing.SINGLE_ORIGIN,), "Nothing here rests on one known origin alone."),
    Part(
        "doubted",
        "Unverified or denied, say the reports",
        (Standing.UNVERIFIED, Standing.DENIED),
        "No report calls a claim unverified, and none is reported only as denied.",
    ),
    Part("no-origin", "Origin not established", (Standing.ORIGIN_NOT_ESTABLISHED,), ""),
)


class Contents(NamedTuple):
    """One line of the contents."""

    key: str
    heading: str
    number: int | None


class Rest(NamedTuple):
    """Lines behind one click: what they have in common, and the lines."""

    number: int
    heading: str
    entries: Sequence[Entry]


class Day(NamedTuple):
    """One day or stretch of the timeline."""

    when: str
    moments: Sequence[Moment]
    rest: Sequence[Moment]


def contents(story: StoryBrief, *, voiced: bool, drawn: bool) -> list[Contents]:
    """The contents: only parts that the page has."""
    parts = [Contents("differ", "Where reports disagree", len(opened(story.conflicts)))]
    if story.alterations:
        parts.append(Contents("altered", "What copies changed on the way", len(story.alterations)))
    counts = [(part, len(of_standing(story.entries, *part.standings))) for part in LEDGER]
    parts += [Contents(part.key, part.heading, number) for part, number in counts if number or part.missing]
    if voiced:
        parts.append(Contents("voices", "Who said what", None))
    if story.changes or drawn:
        parts.append(Contents("figures", "Figures and how they moved", None))
    if story.agreements:
        parts.append(Contents("same", "The same in other words", len(story.agreements)))
    if story.timeline:
        parts.append(Contents("timeline", "Timeline", len(story.timeline)))
    if story.places:
        parts.append(Contents("places", "Places", len(story.places)))
    parts.append(Contents("names", "Names and their spellings", len(suspects_first(story.entities))))
    parts.append(Contents("origins", "Shared origins", None))
    parts.append(Contents("missed", "Not compared, and why", missed(story)))
    return parts


def rest(entries: Sequence[Entry], at: Desk) -> list[Rest]:
    """What does not stand open: lines of several reports together, then those of each report alone, under its number."""
    left = entries[OPEN_LINES:]
    by_report: dict[int, list[Entry]] = defaultdict(list)
    for entry in left:
        numbers = at.numbers_of(cite.report for cite in entry.cites)
        by_report[numbers[0] if len(numbers) == 1 else 0].append(entry)
    return [Rest(number, f"Report {number} alone" if number else "In several reports", by_report[number]) for number in sorted(by_report)]


def days(moments: Sequence[Moment]) -> list[Day]:
    """The timeline by day; on a crowded day the lines of most reports stand open, all in order of time."""
    by_day: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        by_day[dated(moment)].append(moment)
    return [_day(when, found) for when, found in by_day.items()]


def _day(when: str, moments: Sequence[Moment]) -> Day:
    ranked = sorted(moments, key=lambda moment: -len({cite.report for cite in moment.cites}))
    first = {id(moment) for moment in ranked[:OPEN_OF_DAY]}
    if len(moments) <= OPEN_OF_DAY + 1:
        return Day(when, moments, ())
    return Day(when, [one for one in moments if id(one) in first], [one for one in moments if id(one) not in first])
