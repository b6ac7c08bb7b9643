"""Blocks to passages: what each paragraph of a page is to its report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from twosource.lang import Language
from twosource.model.report import SILENT, Passage, PassageKind
from twosource.read.blocks import BULLET, Block
from twosource.read.core import Stretch, core
from twosource.read.dateline import dateline
from twosource.read.dates import stated_dates
from twosource.read.furniture import ENOUGH, Place, folded, furniture_score, is_caption, is_correction, is_credit, repeats

REFERENCE = re.compile(r"\[\^?\d{1,3}\]:?\s+\S")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+\S|https?://")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"“‘(]?[A-Z]")

WORD = re.compile(r"[^\W\d_]{4,}")
_OPENING_MARKS, _CLOSING_MARKS = '"“‘', '"”'

MOST_TITLE_WORDS = 28
MOST_HEADING_WORDS = 12
TOP = 12  # a headline stands among the first blocks
MENU = 6  # known lines of a menu outside of the article that make a text the copy of a whole page


@dataclass(frozen=True)
class Page:
    """Blocks with the kinds found so far; a kind is found once and kept."""

    blocks: Sequence[Block]
    kinds: list[PassageKind | None]
    lang: Language

    def mark(self, at: int, kind: PassageKind) -> None:
        if self.kinds[at] is None:
            self.kinds[at] = kind

    def open(self, at: int) -> bool:
        return 0 <= at < len(self.blocks) and self.kinds[at] is None


def passages(blocks: Sequence[Block], lang: Language, headline: str | None = None, byline: str | None = None) -> tuple[Passage, ...]:
    """One passage a block, in order. `headline` and `byline` are what the user or the page's head says they are."""
    page = Page(blocks, [block.hint if block.hint is PassageKind.HEADLINE else None for block in blocks], lang)
    places = _places(page)
    _references(page)
    _captions(page, places)
    _own_words(page, places)
    _whole_page(page, places, headline)
    _bylines(page, places, byline)
    _headline(page, headline)
    _repeats(page)
    _menus(page, places)
    _headings(page)
    kinds = [kind or PassageKind.BODY for kind in page.kinds]
    return tuple(Passage(block.start, block.end, kind) for block, kind in zip(blocks, kinds, strict=True))


def is_title(block: Block) -> bool:
    """Whether a block reads as a title: short, and without the end of a sentence unless nearly all its words have capitals."""
    words = block.words.split()
    if len(words) > MOST_TITLE_WORDS or block.words.endswith((":", ",", ";")) or SENTENCE_END.search(block.words):
        return False
    if block.stopped and not block.words.endswith(("?", "?”", '?"')):
        return is_capitalised(words)
    return True


def is_capitalised(words: Sequence[str]) -> bool:
    """Whether the words have capitals as in a title, or are all in capitals."""
    long = [word for word in words if len(word.strip("\"'“”‘’.,:;()")) > 3 and word.strip("\"'“”‘’(")[:1].isalpha()]
    return len(long) >= 3 and sum(word.strip("\"'“”‘’(")[:1].isupper() for word in long) * 20 >= len(long) * 17


def is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of running text."""
    count = block.words.count(" ") + 1
    return (count >= 6 and block.stopped and not is_capitalised(block.words.split())) or count > MOST_TITLE_WORDS


def _places(page: Page) -> list[Place]:
    prose = [at for at, block in enumerate(page.blocks) if is_prose(block)]
    first, last = (prose[0], prose[-1]) if prose else (len(page.blocks), -1)
    return [
        Place(
            block=block,
            low=block.words.replace("’", "'").casefold(),
            bare=folded(block.words),
            count=block.words.count(" ") + 1,
            before_prose=at < first,
            after_prose=at > last,
            furniture=page.lang.furniture,
            datelines=page.lang.datelines,
        )
        for at, block in enumerate(page.blocks)
    ]


def _references(page: Page) -> None:
    """A list of references near the end, and whatever prose stands after it.

    A list is two entries `[1] … [2] …`, on one line or on several, or numbered lines under a heading such as "Sources".
    """
    blocks = page.blocks
    at = 0
    while at < len(blocks):
        end = _reference_run(page, at)
        if end > at and at * 2 >= len(blocks) - (end - at):
            for entry in range(at, end):
                page.mark(entry, PassageKind.REFERENCES)
            if end - at > 0 and _grown(blocks[end:]) * 2 <= _grown(blocks[:at]):
                for after in range(end, len(blocks)):
                    page.mark(after, PassageKind.FURNITURE)
            return
        at = max(end, at + 1)


def _grown(blocks: Sequence[Block]) -> int:
    return sum(len(block.words) for block in blocks)


def _reference_run(page: Page, at: int) -> int:
    """The end of the list of references that begins here; `at` itself when none does."""
    blocks = page.blocks
    end = at
    if folded(blocks[at].words) in page.lang.furniture.references and not blocks[at].stopped:
        end = at + 1
        while end < len(blocks) and (blocks[end].indented or REFERENCE.match(blocks[end].words) or NUMBERED.match(blocks[end].words)):
            end += 1
        return end if end > at + 1 else at
    while end < len(blocks) and REFERENCE.match(blocks[end].words):
        end += 1
    entries = sum(len(REFERENCE.findall(block.words)) for block in blocks[at:end])
    return end if entries >= 2 else at


def _captions(page: Page, places: Sequence[Place]) -> None:
    """Captions by their credit, and doubled ones: alternative text and caption of one picture."""
    for at, place in enumerate(places):
        if is_caption(place):
            page.mark(at, PassageKind.CAPTION)
        if at and page.open(at - 1) and _credited_repeat(places[at - 1], place):
            page.mark(at, PassageKind.CAPTION)
            if at > 1 or len(places) == 2:
                page.mark(at - 1, PassageKind.CAPTION)


def _credited_repeat(before: Place, place: Place) -> bool:
    """'X' and then 'X Twitter': the rest is a credit or a few words without a verb's worth of text."""
    if not before.bare or before.count < 3 or len(place.low) <= len(before.low) or not place.low.startswith(before.low):
        return False
    rest = place.low[len(before.low) :].strip()
    return rest.count(" ") < 8 and not place.block.stopped and (is_credit(rest, place.furniture) or not before.block.stopped)


def _own_words(page: Page, places: Sequence[Place]) -> None:
    """Corrections, and blocks that are furniture by what they say; titles after "Read also" are of other reports."""
    others = False
    for at, place in enumerate(places):
        if not page.open(at):
            continue
        if is_correction(place):
            page.mark(at, PassageKind.CORRECTION)
        elif furniture_score(place) >= ENOUGH:
            page.mark(at, PassageKind.FURNITURE)
            others = others or place.bare in place.furniture.related
            continue
        elif others and is_title(place.block) and not place.block.stopped:
            page.mark(at, PassageKind.FURNITURE)
            continue
        others = False


def _whole_page(page: Page, places: Sequence[Place], headline: str | None) -> None:
    """In a copy of a whole page, with its menus, all is furniture that stands outside of the article and its headline."""
    if any(block.hint for block in page.blocks):
        return  # the extractor has found the article already
    article = core([place.count if page.open(at) and is_prose(place.block) else 0 for at, place in enumerate(places)])
    outside = [at for at in range(len(places)) if not article.start <= at < article.end]
    known = {places[at].bare for at in outside if page.kinds[at] is PassageKind.FURNITURE or places[at].bare in places[at].furniture.menu}
    if len(known) < MENU or not article.end:
        return
    first = _title_above(page, article, headline)
    for at in outside:
        if not first <= at < article.start and page.kinds[at] is not PassageKind.CORRECTION:
            page.mark(at, PassageKind.FURNITURE)


def _title_above(page: Page, article: Stretch, headline: str | None) -> int:
    """Where the title of an article stands above it: the one that shares most words with it. The article's start where there is none."""
    window = [at for at in range(max(0, article.start - 3 * TOP), article.start) if page.open(at)]
    if headline and (same := [at for at in window if folded(page.blocks[at].words) == folded(headline)]):
        return same[0]
    said = {word for block in page.blocks[article.start : article.start + 3 * TOP] for word in WORD.findall(block.words.casefold())}
    shared = {at: len(said & set(WORD.findall(page.blocks[at].words.casefold()))) for at in window if _may_head(page, at)}
    best = max(shared.values(), default=0)
    return next((at for at, count in shared.items() if count == best), article.start) if best > 1 else article.start


def _may_head(page: Page, at: int) -> bool:
    return is_title(page.blocks[at]) and page.blocks[at].words.count(" ") >= 2 and not _says_when(page, at)


def _says_when(page: Page, at: int) -> bool:
    """Whether a line has a full date, as one under a headline has."""
    return next(iter(stated_dates(page.blocks[at].words, page.lang.datelines)), None) is not None


def _bylines(page: Page, places: Sequence[Place], byline: str | None) -> None:
    """Short lines outside of the report's paragraphs that hold all the names of its authors."""
    names = [name.casefold() for name in re.split(r",| and | & ", byline or "") if name.strip()]
    for at, place in enumerate(places):
        outside = place.before_prose or place.after_prose
        if names and outside and page.open(at) and place.count <= MOST_TITLE_WORDS and all(name.strip() in place.low for name in names):
            page.mark(at, PassageKind.FURNITURE)


def _headline(page: Page, headline: str | None) -> None:
    """The headline, what was printed above it, and the standfirst under it."""
    at = _headline_at(page, headline)
    if at is None:
        _standfirst_before_dateline(page, -1)
        return
    page.mark(at, PassageKind.HEADLINE)
    for above in range(at):
        page.mark(above, PassageKind.FURNITURE)
    after = [below for below in range(at + 1, min(at + TOP, len(page.blocks))) if page.open(below)]
    again = repeats(page.blocks)
    body = next((below for below in after if is_prose(page.blocks[below]) or dateline(page.blocks[below].words, page.lang.datelines)), None)
    for below in after:
        block = page.blocks[below]
        if (body is None or below >= body) and not (below == at + 1 and _says_again(page.blocks[at], block)):
            break
        if below in again or below + 1 in again:
            continue
        if _says_again(page.blocks[at], block):
            page.mark(below, PassageKind.HEADLINE)  # the same again, without its "COUNTRY: "
        elif is_title(block) and block.words.count(" ") >= 5 and not is_capitalised(block.words.split()):
            page.mark(below, PassageKind.STANDFIRST)
        elif is_title(block) and block.words.count(" ") < 5 and block.words[-1].isalnum() and not any(map(str.isdigit, block.words)):
            page.mark(below, PassageKind.FURNITURE)  # a kicker or the name of a section
    _standfirst_before_dateline(page, at)


def _standfirst_before_dateline(page: Page, at: int) -> None:
    """A sentence above the paragraph with the dateline, and under the headline if there is one."""
    below = at + 1
    if page.open(below) and page.open(below + 1) and dateline(page.blocks[below + 1].words, page.lang.datelines):
        block = page.blocks[below]
        if block.words.count(" ") < 40 and not dateline(block.words, page.lang.datelines):
            page.mark(below, PassageKind.STANDFIRST)


def _headline_at(page: Page, headline: str | None) -> int | None:
    open_blocks = list(islice((at for at, kind in enumerate(page.kinds) if kind in (None, PassageKind.HEADLINE)), TOP))
    marked = [at for at in open_blocks if page.kinds[at] is PassageKind.HEADLINE]
    if marked:
        return marked[0]
    if headline:
        same = [at for at in open_blocks if folded(page.blocks[at].words) == folded(headline)]
        if same:
            return same[0]
    if len(page.blocks) < 2 or not open_blocks:
        return None
    first = open_blocks[0]
    block = page.blocks[first]
    spoken = [at for at in range(first + 1, len(page.blocks)) if page.kinds[at] not in SILENT]
    if not spoken or dateline(block.words, page.lang.datelines):
        return None
    repeated = any(_says_again(block, other) for other in page.blocks[first + 1 : first + 6])
    if repeated and block.words.count(" ") < MOST_TITLE_WORDS:
        return first
    if not is_title(block) or BULLET.match(block.words):
        return None
    return first if block.words.count(" ") >= 1 and not _is_speech(block) else None


def _is_speech(block: Block) -> bool:
    """Whether a block is what somebody says and no title that quotes: in quotation marks from end to end, with a stop or a comma."""
    words = block.words
    return words[0] in _OPENING_MARKS and words[-1] in _CLOSING_MARKS and not words[:-1].rstrip()[-1:].isalnum()


def _says_again(headline: Block, other: Block) -> bool:
    """Whether a block is the headline once more, if need be without a "COUNTRY: " or a "Live: " before it."""
    said, again = folded(headline.words), folded(other.words)
    return said == again or (again.count(" ") >= 3 and said.endswith(again) and said[: -len(again)].rstrip().endswith((":", "-", "|")))


def _repeats(page: Page) -> None:
    """What is said again: a headline, or a caption under its alternative text. A paragraph said twice stays prose."""
    again = repeats(page.blocks)
    for at, first in again.items():
        block = page.blocks[at]
        kind = page.kinds[first]
        if kind is PassageKind.HEADLINE:
            page.mark(at, PassageKind.FURNITURE)
        elif kind in SILENT and kind is not None:
            page.mark(at, kind)
        elif at == first + 1 and not block.stopped and block.words.count(" ") >= 2:
            page.mark(first, PassageKind.CAPTION)
            page.mark(at, PassageKind.CAPTION)


def _menus(page: Page, places: Sequence[Place]) -> None:
    """Short lines in company: above the first paragraph, and after the last."""
    for run in _short_runs(page, places):
        known = sum(places[at].bare in places[at].furniture.menu for at in run)
        touches = any(page.kinds[at] is PassageKind.FURNITURE for at in (run[0] - 1, run[-1] + 1) if 0 <= at < len(page.blocks))
        if (known * 2 >= len(run) and (len(run) > 1 or touches or places[run[0]].after_prose)) or (len(run) >= 4 and touches):
            for at in run:
                page.mark(at, PassageKind.FURNITURE)


def _short_runs(page: Page, places: Sequence[Place]) -> list[list[int]]:
    """Runs of lines of three words or less that stand outside of the report's paragraphs."""
    runs: list[list[int]] = []
    for at, place in enumerate(places):
        if page.open(at) and place.count <= 3 and not place.block.stopped and (place.before_prose or place.after_prose):
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
    return runs


def _headings(page: Page) -> None:
    """What the markup says is a heading, and a short title with a paragraph under it."""
    for at, block in enumerate(page.blocks):
        if block.hint is not None:
            page.mark(at, block.hint)
    spoken = [at for at, kind in enumerate(page.kinds) if kind not in SILENT]
    for at, following in pairwise(spoken):
        block = page.blocks[at]
        short = block.words.count(" ") < MOST_HEADING_WORDS and (block.gap or block.words.count(" ") < 8)
        if page.open(at) and short and not block.stopped and is_title(block) and is_prose(page.blocks[following]) and _heads(page, block):
            page.mark(at, PassageKind.SUBHEADING)


def _heads(page: Page, block: Block) -> bool:
    return block.words[:1].isupper() and dateline(block.words, page.lang.datelines) is None
