"""The ledger as a briefing: every list in the order a desk reads it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from twosource.connect.dossier import dossiers
from twosource.model.codec import Record
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Compared,
    Conflict,
    Dossier,
    Entry,
    NotCompared,
    Origin,
    Story,
)
from twosource.model.report import Failure, Report
from twosource.model.telling import Briefing, Checked, NamedEntity, ReportLine, StoryBrief
from twosource.tell.lines import lines
from twosource.tell.order import entries_in_order, severest_first, weights
from twosource.tell.places import places
from twosource.tell.timeline import timeline
from twosource.tell.upheld import let_stand

R = TypeVar("R", bound=Record)


def briefing(records: Iterable[Record]) -> Briefing:
    """All stories of a run as FORMATS describes them."""
    held = list(records)
    kept = _by_story(held)
    dossier_of = {dossier.story.id: dossier for dossier in dossiers("", held)}
    stories = _kind(held, Story)
    children = {
        story.id: [dossier_of[child.id] for child in stories if child.parent == story.id and child.id in dossier_of] for story in stories
    }
    briefs = [_story(story, children[story.id] or [dossier_of[story.id]], kept) for story in stories]
    return Briefing(
        reports=tuple(_report_lines(held)),
        failures=tuple(sorted(_kind(held, Failure), key=lambda failure: (failure.path, failure.error))),
        stories=tuple(
            sorted(briefs, key=lambda brief: (-len(brief.reports), brief.parent or brief.id, brief.parent is not None, brief.id))
        ),
    )


def _kind(records: Iterable[Record], kind: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def _report_lines(records: Sequence[Record]) -> list[ReportLine]:
    origin_of = {report: origin.id for origin in _kind(records, Origin) for report in origin.reports}
    found = [
        ReportLine(
            id=report.id,
            path=report.path,
            paths=report.paths,
            headline=report.headline,
            outlet=report.outlet,
            published=report.published,
            published_basis=report.published_basis,
            url=report.url,
            language=report.language,
            origin=origin_of.get(report.id),
        )
        for report in _kind(records, Report)
    ]
    return sorted(found, key=lambda line: (line.published or "9999", line.path))


def _by_story(records: Iterable[Record]) -> Mapping[str, Sequence[tuple[int, Record]]]:
    """What was found in each of the finest stories, with its number among all."""
    found: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for number, record in enumerate(records):
        if isinstance(record, Entry | Conflict | Agreement | Change | Alteration | Compared | NotCompared):
            found[record.story].append((number, record))
    return found


def _story(story: Story, dossiers: Sequence[Dossier], kept: Mapping[str, Sequence[tuple[int, Record]]]) -> StoryBrief:
    """A story's brief; a parent's holds what its episodes hold."""
    finest = {dossier.story.id for dossier in dossiers}
    records = [record for _, record in sorted((held for one in finest for held in kept.get(one, ())), key=itemgetter(0))]
    entries = entries_in_order(_kind(records, Entry), weights(dossiers))
    conflicts = severest_first(_kind(records, Conflict))
    agreements = tuple(_kind(records, Agreement))
    changes = tuple(_kind(records, Change))
    return StoryBrief(
        id=story.id,
        title=story.title,
        since=story.since,
        until=story.until,
        reports=story.reports,
        parent=story.parent,
        lines=lines(let_stand(entries), let_stand(conflicts), let_stand(changes)),
        origins=_unique(origin for dossier in dossiers for origin in dossier.origins),
        entities=_entities(story, dossiers),
        entries=entries,
        conflicts=conflicts,
        agreements=agreements,
        changes=changes,
        alterations=tuple(_kind(records, Alteration)),
        places=places(dossiers),
        timeline=timeline(dossiers, let_stand(entries)),
        checked=Checked(
            pairs_compared=sum(compared.pairs for compared in _kind(records, Compared)),
            not_compared=tuple(_kind(records, NotCompared)),
        ),
        ruled=story.ruled,
    )


def _entities(story: Story, dossiers: Sequence[Dossier]) -> tuple[NamedEntity, ...]:
    """Entities of the story, those named most first; mentions in reports of other stories are left to those."""
    inside = set(story.reports)
    found = [
        NamedEntity(
            id=entity.id,
            name=entity.name,
            type=entity.type,
            aliases=entity.aliases,
            suspect=entity.suspect,
            reports=len(inside.intersection(entity.reports)),
            mentions=tuple(mention for mention in entity.mentions if mention.report in inside),
            members=entity.members,
            form=entity.form,
            why=entity.why,
            ruled=entity.ruled,
        )
        for entity in _unique(entity for dossier in dossiers for entity in dossier.entities)
    ]
    return tuple(sorted(found, key=lambda entity: (-entity.reports, -len(entity.mentions), entity.name, entity.id)))


def _unique(records: Iterable[R]) -> tuple[R, ...]:
    by_id = {record.id: record for record in records}  # type: ignore[attr-defined]
    return tuple(by_id[key] for key in sorted(by_id))
