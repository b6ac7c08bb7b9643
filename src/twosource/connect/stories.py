"""Reports to stories."""

from collections.abc import Iterable, Sequence

from twosource.model.claim import Annotation
from twosource.model.codec import cluster_id
from twosource.model.ledger import EntityCluster, Link, Story
from twosource.model.report import Report


def stories(key: str, records: Sequence[Report | Annotation | EntityCluster | Link]) -> Iterable[Story]:
    """One story."""
    del key
    reports = [record.id for record in records if isinstance(record, Report)]
    yield Story(id=cluster_id("story", reports), title="", reports=tuple(reports))
