"""Who said what: statements under their speakers, each in the words and with the attributing verb of the report."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from twosource.model.claim import Act, Attribution, Basis
from twosource.model.report import Cite, Report
from twosource.model.telling import StoryBrief
from twosource.tell.export.view import Desk
from twosource.tell.voice import shortened

#: Who said it when the words name nobody.
UNNAMED = "Nobody named"
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "this", "that", "his", "her", "their", "its"})
LONGEST = 320


class Said(NamedTuple):
    """One statement under its speaker, with every report that has the same words."""

    cue: str
    words: str
    quoted: bool
    told: str
    cites: list[Cite]


class Speaker(NamedTuple):
    """Who spoke, and what the reports say they said."""

    name: str
    said: Sequence[Said]


def speakers(story: StoryBrief, at: Desk) -> list[Speaker]:
    """Statements by who made them, those heard in most reports first; what nobody is named for comes last."""
    name_of = _names(story, at)
    said: dict[str, dict[str, Said]] = defaultdict(dict)
    for key in sorted(story.reports, key=at.number_of.__getitem__):
        report, annotation = at.known[key]
        for statement in annotation.statements:
            if statement.within is None:
                name = name_of.get(statement.source_entity or "") or source_words(report, statement) or UNNAMED
                line = _said(report, statement)
                said[name].setdefault(line.words.casefold().strip(",. "), line._replace(cites=[])).cites.extend(line.cites)
    found = [Speaker(name, sorted(lines.values(), key=_reach)) for name, lines in said.items()]
    return sorted(found, key=lambda speaker: (speaker.name == UNNAMED, -_heard(speaker), -len(speaker.said), speaker.name))


def _reach(said: Said) -> int:
    return -len({cite.report for cite in said.cites})


def _heard(speaker: Speaker) -> int:
    return len({cite.report for said in speaker.said for cite in said.cites})


def _names(story: StoryBrief, at: Desk) -> dict[str, str]:
    """The name of each entity of the reports: the story's where it is one of the story's, else the report's own."""
    own = {entity.id: entity.name for key in story.reports if key in at.known for entity in at.known[key][1].entities}
    return own | {member: entity.name for entity in story.entities for member in (entity.id, *entity.members)}


def source_words(report: Report, statement: Attribution) -> str:
    """The words that name who speaks, as far as they name anybody; else none."""
    words = " ".join(" ".join(report.text[span.start : span.end] for span in statement.source).split())
    if not words or words.casefold() in PRONOUNS:
        return ""
    return shortened(words[0].upper() + words[1:], 80)


def _said(report: Report, statement: Attribution) -> Said:
    start, end = statement.content[0].start, statement.content[-1].end
    words = " … ".join(" ".join(report.text[piece.start : piece.end].split()) for piece in statement.content)
    told = report.text[statement.told.start : statement.told.end] if statement.told else ""
    plain = statement.act is Act.SAID and statement.basis is Basis.DIRECT
    act = "" if plain else _cue(report, statement)
    quoted = statement.basis is Basis.DIRECT
    words = words.rstrip(",") if quoted else words
    return Said(act, shortened(words, LONGEST), quoted, " ".join(told.split()), [report.cite(start, end)])


def _cue(report: Report, statement: Attribution) -> str:
    """The attributing words of the report itself, else what they do."""
    words = " ".join(" ".join(report.text[span.start : span.end] for span in statement.cue).split())
    return words or statement.act.value
