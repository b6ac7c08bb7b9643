"""Reports set up on the spot for tests of what reports say together."""

import re

from twosource.model.codec import content_id
from twosource.model.report import Passage, PassageKind, PublishedBasis, Report, Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’]*(?=\s|$)|$)", re.DOTALL)


def report(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    furniture: str = "",
    path: str = "report.txt",
) -> Report:
    """A report of one body passage, with furniture after it where there is any."""
    whole = f"{text}\n{furniture}" if furniture else text
    passages = [Passage(0, len(text), PassageKind.BODY)] if text.strip() else []
    if furniture:
        passages.append(Passage(len(text) + 1, len(whole), PassageKind.FURNITURE))
    return Report(
        id=content_id("report", outlet, published, whole),
        path=path,
        paths=(path,),
        text=whole,
        outlet=outlet,
        language="en",
        headline=headline,
        published=published,
        published_basis=PublishedBasis.GIVEN if published else None,
        passages=tuple(passages),
        sentences=tuple(Span(*match.span()) for match in _SENTENCE.finditer(text)) if text.strip() else (),
    )
