"""A page or a plain text to a report."""

import re
from collections.abc import Iterable

from twosource.model.codec import content_id
from twosource.model.report import Download, Passage, PassageKind, PublishedBasis, Report, Span


def read_page(download: Download) -> Iterable[Report]:
    """The report that the bytes hold."""
    text = download.body.decode("utf-8")
    given = download.given
    passages = [Passage(m.start(), m.end(), PassageKind.BODY) for m in re.finditer(r"\S[^\n]*", text)]
    sentences = [
        Span(passage.start + m.start(), passage.start + m.end())
        for passage in passages
        for m in re.finditer(r"\S.*?(?:[.!?][\"”’)]*(?=\s+[\"“‘(]?[A-Z])|$)", text[passage.start : passage.end])
    ]
    yield Report(
        id=content_id("report", given.url or [given.outlet, given.published, text]),
        path=download.path,
        paths=(download.path,),
        text=text,
        language=given.language or "en",
        published=given.published,
        published_basis=PublishedBasis.GIVEN if given.published else None,
        passages=tuple(passages),
        sentences=tuple(sentences),
    )
