"""All that is known of a story, gathered for comparing."""

from collections.abc import Iterable, Sequence

from twosource.model.claim import Annotation
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Dossier, EntityCluster, Link, Origin, Story
from twosource.model.report import Report

Known = Report | Annotation | EntityCluster | Link | Origin | Story


def dossiers(key: str, records: Sequence[Known]) -> Iterable[Dossier]:
    """One dossier for each of the finest stories: what belongs to its reports and nothing else."""
    del key
    stories = [record for record in records if isinstance(record, Story)]
    parents = {story.parent for story in stories}
    for story in stories:
        if story.id not in parents:
            yield _dossier(story, records)


def _dossier(story: Story, records: Sequence[Known]) -> Dossier:
    inside = set(story.reports)
    reports = tuple(record for record in records if isinstance(record, Report) and record.id in inside)
    annotations = tuple(record for record in records if isinstance(record, Annotation) and record.report in inside)
    claims = {claim.id for annotation in annotations for claim in annotation.claims}
    members = {entity.id for annotation in annotations for entity in annotation.entities}
    linked = inside | members
    return Dossier(
        id=content_id("dossier", story.id),
        story=story,
        reports=reports,
        annotations=annotations,
        entities=tuple(record for record in records if isinstance(record, EntityCluster) and not members.isdisjoint(record.members)),
        origins=tuple(
            record
            for record in records
            if isinstance(record, Origin) and not (claims.isdisjoint(record.claims) and inside.isdisjoint(record.reports))
        ),
        links=tuple(record for record in records if isinstance(record, Link) and record.left in linked and record.right in linked),
    )


def known(record: Record) -> Iterable[str]:
    """All that is known meets in one place, until stories are kept apart by a key of their own."""
    return ("",) if isinstance(record, Known) else ()
