"""A web page to the text of its article, with what its head says; the extraction is trafilatura's."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import use_config
from trafilatura.utils import load_html

from twosource.errors import NotAnArticle, TooLarge
from twosource.lang.datelines import Datelines
from twosource.model.report import PassageKind
from twosource.read.blocks import Block
from twosource.read.dates import iso_date

#: Beyond this an HTML file is a dump or an attack.
LARGEST = 20_000_000
FEWEST_WORDS = 25
MOST_ATTRIBUTES = 200

PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "article.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "pub_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "date",
    "og:article:published_time",
)
OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher_name")
BREAKS = frozenset(
    ("p", "head", "item", "quote", "code", "lb", "fw", "ab", "list", "table", "row", "body", "main", "graphic", "div", "figure")
)


class PageHead(NamedTuple):
    """What the page says of its article."""

    url: str | None
    outlet: str | None
    headline: str | None
    byline: str | None
    published: str | None
    language: str | None


class Article(NamedTuple):
    """The article's text, fixed here, with its paragraphs."""

    text: str
    blocks: list[Block]
    head: PageHead


def article(page: str, lang: Datelines) -> Article:
    """The article of a page: headline, then its paragraphs with a blank line between.

    Raises `NotAnArticle` when the page has no prose, `TooLarge` when it is beyond what a page can be.
    """
    if len(page) > LARGEST:
        raise TooLarge(f"the page has {len(page) // 1_000_000} million characters, more than an article has; save the article alone")
    whole = page.replace("\x00", "")
    tree = load_html(whole, LARGEST + 1)
    if tree is None:
        raise NotAnArticle("no HTML page can be read from it; save the article as text")
    _relieve(tree)
    # a nonsense date in the head costs trafilatura the whole page: then without its metadata, which are but our last resort
    found: Any = _extracted(tree, metadata=True) or _extracted(load_html(whole, LARGEST + 1), metadata=False)
    if found is None or found.body is None:
        raise NotAnArticle("there is no prose in the page; if a script fills it in, save the article as text")
    head = _head(tree, found, lang)
    paragraphs = list(_paragraphs(found.body))
    if sum(len(words.split()) for words, _ in paragraphs) < FEWEST_WORDS and not _prose(paragraphs):
        raise NotAnArticle("there is no prose in the page; if a script fills it in, save the article as text")
    return _laid_out(paragraphs, head)


def _relieve(tree: HtmlElement) -> None:
    """Takes all attributes off an element that has more than any page needs: each look-up goes through all of them."""
    for element in tree.iter(etree.Element):
        if len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()


def _extracted(tree: HtmlElement, *, metadata: bool) -> Any:
    return bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=metadata, config=_config(), date_extraction_params=_NO_GUESS
    )


#: htmldate looks at visible text and the clock when it may; what it finds so is a guess.
_NO_GUESS = {"extensive_search": False, "original_date": True, "max_date": "2999-12-31"}


def _config() -> Any:
    config = use_config()
    config.set("DEFAULT", "MAX_FILE_SIZE", str(LARGEST * 5))
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    return config


def _prose(paragraphs: Iterable[tuple[str, PassageKind | None]]) -> bool:
    return any(len(words.split()) >= 5 and words.rstrip('"”’)')[-1:] in tuple(".!?") for words, _ in paragraphs)


def _paragraphs(body: etree._Element) -> Iterator[tuple[str, PassageKind | None]]:
    """The paragraphs of the extracted tree with what their markup says."""
    for words, tag in _runs(body):
        bare = " ".join(words.split())
        if bare:
            yield bare, PassageKind.SUBHEADING if tag == "head" else None


def _runs(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Text between the starts and ends of paragraphs, by a walk that does not nest with the page."""
    run: list[str] = []
    tag = "p"
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in BREAKS and not (name in {"p", "lb"} and element.getparent() is not None and element.getparent().tag == "cell"):
            yield "".join(run), tag
            run, tag = [], name if event == "start" and name == "head" else "p"
        elif name == "cell" and event == "end" and element.getnext() is not None:
            run.append(" | ")
        text = element.text if event == "start" else element.tail
        if text:
            run.append(text)
    yield "".join(run), tag


def _laid_out(paragraphs: Iterable[tuple[str, PassageKind | None]], head: PageHead) -> Article:
    pieces = list(paragraphs)
    if head.headline and not any(words.casefold() == head.headline.casefold() for words, _ in pieces[:3]):
        pieces.insert(0, (head.headline, PassageKind.HEADLINE))
    elif head.headline:
        at = next(at for at, (words, _) in enumerate(pieces) if words.casefold() == head.headline.casefold())
        pieces[at] = (pieces[at][0], PassageKind.HEADLINE)
    blocks: list[Block] = []
    start = 0
    for words, hint in pieces:
        blocks.append(Block(start, start + len(words), words, hint=hint))
        start += len(words) + 2
    return Article("\n\n".join(words for words, _ in pieces), blocks, head)


def _head(tree: HtmlElement, found: Any, lang: Datelines) -> PageHead:
    meta = _meta(tree)
    linked = list(_linked(tree))
    outlet = next((meta[name] for name in OUTLET if meta.get(name)), None) or _publisher(linked)
    canonical = [str(href) for href in tree.xpath("//link[@rel='canonical']/@href")] + [meta.get("og:url", "")]
    url = next((href.strip() for href in canonical if href.strip().startswith(("http://", "https://"))), None)
    language = (tree.get("lang") or meta.get("og:locale") or "").replace("_", "-").split("-")[0].casefold()
    return PageHead(
        url=url,
        outlet=_line(outlet),
        headline=_headline(tree, meta, linked, outlet or found.sitename) or _line(found.title),
        byline=_byline(found.author),
        published=_published(tree, meta, linked, lang) or _guarded(found.date, lang),
        language=language if re.fullmatch(r"[a-z]{2,3}", language) else None,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The page's meta elements by lower-cased name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name.strip().casefold(), element.get("content", "").strip())
    return found


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Articles among the page's linked data (schema.org)."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            held = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [held]
        for _ in range(200):  # a page has a handful; a hostile one may nest without end
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                waiting.extend(value for key, value in item.items() if key in {"@graph", "mainEntity"})
                if any("article" in str(kind).casefold() or "posting" in str(kind).casefold() for kind in _listed(item.get("@type"))):
                    yield item


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _publisher(linked: Iterable[dict[str, Any]]) -> str | None:
    for item in linked:
        for publisher in _listed(item.get("publisher")):
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                return str(publisher["name"])
    return None


def _published(tree: HtmlElement, meta: dict[str, str], linked: Iterable[dict[str, Any]], lang: Datelines) -> str | None:
    stated = [item.get("datePublished") for item in linked]
    stated += [meta.get(name) for name in PUBLISHED]
    stated += [str(value) for value in tree.xpath("//time[@pubdate or @itemprop='datePublished' or contains(@class, 'publish')]/@datetime")]
    return next((iso for words in stated if isinstance(words, str) and (iso := _guarded(words, lang))), None)


def _guarded(words: str | None, lang: Datelines) -> str | None:
    return iso_date(words[:60], lang) if words else None


def _headline(tree: HtmlElement, meta: dict[str, str], linked: Iterable[dict[str, Any]], outlet: str | None) -> str | None:
    """The page's headline: its only first-level heading, else what its head says, without the outlet's name."""
    headings = [words for element in tree.iter("h1") if (words := _line(element.text_content()))]
    said = [_line(str(item["headline"])) for item in linked if isinstance(item.get("headline"), str)]
    titles = [title for title in (_without_outlet(_line(meta.get("og:title")), outlet), *said) if title]
    for heading in headings:
        if any(_same(heading, title) for title in titles):
            return heading
    if titles:
        return titles[0]
    return headings[0] if len(headings) == 1 and len(headings[0]) < 300 and headings[0] != outlet else None


def _same(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    if not title or not outlet:
        return title
    return re.sub(rf"\s+[|–—:·-]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) or title


def _line(words: str | None) -> str | None:
    """Words on one line, or None for none; half a surrogate pair, which linked data can hold, is shown as damage."""
    return " ".join(words.encode(errors="replace").decode().split()) or None if words else None


def _byline(author: str | None) -> str | None:
    return _line(", ".join(part.strip() for part in author.split(";"))) if author else None
