"""A ferry and a fine, told by nine invented reports, for tests of what people judge of them."""

import functools
from collections.abc import Sequence
from typing import TypeVar

from stage import report
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, annotating
from twosource.engine.local import LocalEngine
from twosource.model.claim import Annotation
from twosource.model.codec import Record
from twosource.model.ledger import (
    EntityCluster,
    Link,
    LinkKind,
    Story,
)
from twosource.model.report import Failure, Report

R = TypeVar("R", bound=Record)

SANK = "missing from the ferry Alda."
ABOARD = (
    "The ferry Alda {} the rocks off Port Ester on Monday with 212 people on board. Tarn said nobody had warned the harbour of the storm. "
    "The tugs turned back about six miles from the ferry."
)
COASTGUARD = report(
    f"The coastguard said on Tuesday evening that 31 people were {SANK} Harbour master Josk Tarn sent two tugs to the ferry.",
    outlet="Ester Mail",
    published="2025-03-04T20:00:00Z",
)
UNION = report(
    f"The Seamen's Union said on Tuesday evening that 58 people were {SANK} The tugs that Josk Tarn sent came too late for the ferry.",
    outlet="Sorn News",
    published="2025-03-04T20:30:00Z",
)
WIRE = report(ABOARD.format("may have hit"), outlet="Tarlow Post", published="2025-03-05")
COPY = report(ABOARD.format("hit"), outlet="Tarlow Echo", published="2025-03-06")
PILOTS = report(
    "The tugs had turned back about 10 kilometres from the ferry Alda, which sank off Port Ester, the pilots said.",
    outlet="Serin Agency",
    published="2025-03-06",
)
EARLY = report(
    "At least 12 people were killed when the ferry Alda sank off Port Ester, the coastguard said.",
    outlet="Lindau Day",
    published="2025-03-04T09:00:00Z",
)
LATE = report(
    "The death toll from the sinking of the ferry Alda off Port Ester rose to 19, the coastguard said on Wednesday.",
    outlet="Lindau Post",
    published="2025-03-05T18:00:00Z",
)
FINED = report(
    "A court in Lindau fined the skipper Olaf Brandt 4,000 crowns for landing cod beyond the line. Judge Ines Holm read the ruling.",
    outlet="Ester Mail",
    published="2025-03-04",
)
APPEAL = report(
    "Skipper Olaf Brandt will appeal against the cod ruling, his lawyer said in Lindau. Judge Holm had fined him 4,000 crowns.",
    outlet="Sorn News",
    published="2025-03-05",
)
FERRY = (COASTGUARD, UNION, WIRE, COPY, PILOTS, EARLY, LATE)
REPORTS = (*FERRY, FINED, APPEAL)


@functools.cache
def annotated() -> tuple[Record, ...]:
    return tuple(LocalEngine().run(annotating(Kept()), REPORTS))


def ran(*said: Record, without: Sequence[Report] = (), partitions: int = 1) -> list[Record]:
    left_out = {one.id for one in without}
    held = [one for one in annotated() if getattr(one, "report", one.id) not in left_out]
    found = LocalEngine(partitions=partitions).run(CONNECT, [*said, *held])
    assert not [one for one in found if isinstance(one, Failure)]
    return found


@functools.cache
def before() -> tuple[Record, ...]:
    return tuple(ran())


def of(kind: type[R], records: Sequence[Record] | None = None) -> list[R]:
    return [one for one in (before() if records is None else records) if isinstance(one, kind)]


def only(kind: type[R], records: Sequence[Record] | None = None) -> R:
    (found,) = of(kind, records)
    return found


def entity(name: str, records: Sequence[Record] | None = None) -> EntityCluster:
    (found,) = [one for one in of(EntityCluster, records) if one.name == name]
    return found


def story(of_report: Report, records: Sequence[Record] | None = None) -> Story:
    held = of(Story, records)
    parents = {one.parent for one in held}
    (found,) = [one for one in held if of_report.id in one.reports and one.id not in parents]
    return found


def copies() -> Link:
    (found,) = [one for one in of(Link) if one.kind is LinkKind.COPY_OF]
    return found


def own(name: str, of_report: Report) -> str:
    """The report's own entity of that name."""
    (annotation,) = [one for one in annotated() if isinstance(one, Annotation) and one.report == of_report.id]
    return next(one.id for one in annotation.entities if one.name == name)


def annotations() -> list[Annotation]:
    return [one for one in annotated() if isinstance(one, Annotation)]
