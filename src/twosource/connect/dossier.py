"""All that is known of a story, gathered for comparing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from twosource.connect.prevailing import MADE
from twosource.model.claim import Annotation
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Dossier, EntityCluster, Link, LinkKind, Matter, Origin, Ruling, Story
from twosource.model.report import Report

Known = Report | Annotation | EntityCluster | Link | Origin | Story


def dossiers(key: str, records: Iterable[Record]) -> Iterable[Dossier]:
    """One dossier for each of the finest stories, in order of the stories: what belongs to its reports and nothing else."""
    del key
    held = list(records)
    stories = [record for record in held if isinstance(record, Story)]
    parents = {story.parent for story in stories}
    finest = [story for story in stories if story.id not in parents]
    story_of = {report: story.id for story in finest for report in story.reports}
    report_of = {claim.id: record.report for record in held if isinstance(record, Annotation) for claim in record.claims}
    report_of |= {entity.id: record.report for record in held if isinstance(record, Annotation) for entity in record.entities}
    kept: dict[str, list[Record]] = defaultdict(list)
    for record in held:
        for story_id in dict.fromkeys(_stories(record, story_of, report_of)):
            kept[story_id].append(record)
    for story in finest:
        yield _dossier(story, kept[story.id])


def _stories(record: Record, story_of: dict[str, str], report_of: dict[str, str]) -> Iterable[str]:
    """The stories that a record belongs to; a link to one only if both its ends do."""
    if isinstance(record, Link):
        left, right = (story_of.get(report_of.get(end, end)) for end in (record.left, record.right))
        return (left,) if left is not None and left == right else ()
    return (story_of[report] for report in _reports(record, report_of) if report in story_of)


def _reports(record: Record, report_of: dict[str, str]) -> Iterable[str]:
    match record:
        case Report():
            return (record.id,)
        case Annotation():
            return (record.report,)
        case EntityCluster() | Ruling():
            return record.reports
        case Origin():
            return (*record.reports, *(report_of[claim] for claim in record.claims if claim in report_of))
        case _:
            return ()


def _dossier(story: Story, records: Sequence[Record]) -> Dossier:
    return Dossier(
        id=content_id("dossier", story.id),
        story=story,
        reports=tuple(record for record in records if isinstance(record, Report)),
        annotations=tuple(record for record in records if isinstance(record, Annotation)),
        entities=tuple(record for record in records if isinstance(record, EntityCluster)),
        origins=tuple(record for record in records if isinstance(record, Origin)),
        links=tuple(record for record in records if isinstance(record, Link)),
        rulings=tuple(record for record in records if isinstance(record, Ruling)),
    )


def of_matter(record: Report | Annotation | EntityCluster | Link | Matter | Ruling | Story) -> Iterable[str]:
    """The reports that a record is of: two records that share one are of one matter.

    A link or a ruling is filed under one report, so that nothing but its matter brings reports together.
    """
    match record:
        case Report():
            return (record.id,)
        case Annotation():
            return (record.report,)
        case Link():
            return _linked(record)
        case Ruling():
            return record.reports[:1]
        case _:
            return record.reports


def _linked(link: Link) -> Sequence[str]:
    """What a step says of entities or matters is of no use to what follows."""
    if link.by is not None and link.kind is LinkKind.SAME_ENTITY:
        return link.reports[:1]
    return (link.left,) if link.kind in MADE or (link.by is not None and link.kind is LinkKind.SAME_MATTER) else ()
