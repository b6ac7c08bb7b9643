"""A page or a plain text to a report."""

from collections.abc import Iterable
from typing import NamedTuple

from twosource.errors import NotAnArticle, TooLarge
from twosource.lang import language
from twosource.model.codec import content_id
from twosource.model.report import SILENT, Download, Report
from twosource.read import metadata
from twosource.read.blocks import Block, blocks
from twosource.read.encoding import decode
from twosource.read.html import PageHead, article
from twosource.read.language import SAMPLE, spoken
from twosource.read.passages import passages
from twosource.read.sentences import sentences

NOTHING_SAID = PageHead(None, None, None, None, None, None)


#: Characters of one report. The longest news investigations have under 200,000; what is longer is a book, a log or an archive.
LONGEST = 500_000


class Laid(NamedTuple):
    """A text, fixed here and never edited, with its blocks and what the page's head says."""

    text: str
    blocks: list[Block]
    head: PageHead


def read_page(download: Download) -> Iterable[Report]:
    """The report that the bytes hold.

    Raises `NotAnArticle` when they hold no words, `UnknownEncoding` when they are no text, `TooLarge` when they are too much of it.
    """
    given = download.given
    lang = language(given.language or "en")
    text, parts, head = _laid(download)
    if len(text) > LONGEST:
        raise TooLarge(f"the text has {len(text):,} characters, and a report has at most {LONGEST:,}; cut it to one report a file")
    if not parts:
        raise NotAnArticle("there are no words in it")
    found = passages(parts, lang, given.headline or head.headline, given.byline or head.byline)
    out = metadata.published(given, head.published, parts, found, lang.datelines)
    outlet = given.outlet or head.outlet
    url = given.url or head.url
    when = out.when if out else None
    yield Report(
        id=content_id("report", url) if url else content_id("report", outlet, when, text),
        path=download.path,
        paths=(download.path,),
        text=text,
        url=url,
        outlet=outlet,
        language=given.language or spoken(metadata.prose(text, found, SAMPLE)) or head.language,
        headline=given.headline or metadata.headline(text, found) or head.headline,
        byline=given.byline or head.byline or metadata.author(parts, lang.datelines),
        published=when,
        published_basis=out.basis if out else None,
        passages=found,
        sentences=tuple(
            sentence
            for passage in found
            if passage.kind not in SILENT
            for sentence in sentences(text, passage.start, passage.end, lang.abbreviations)
        ),
    )


def _laid(download: Download) -> Laid:
    html = download.media == "text/html"
    text = decode(download.body, html=html)
    lang = language("en")
    if len(text) > LONGEST and not html:
        return Laid(text, [], NOTHING_SAID)  # too long to be a report: not worth the laying out
    if html:
        return Laid(*article(text, lang.datelines))
    return Laid(text, blocks(text, lang.abbreviations.openers), NOTHING_SAID)
