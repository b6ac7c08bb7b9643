"""Text to blocks: lines, and lines that a fixed width has wrapped joined to paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import quantiles
from typing import NamedTuple

from twosource.errors import TooLarge
from twosource.model.report import PassageKind

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
STOP = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*$|[.!?] ?(?:''|[\"'”’»)\]])$")
#: A mark that opens an item of a list, a Markdown heading or a quoted paragraph; it is no part of the words.
BULLET = re.compile(r"(?:#{1,6}|[-*•·▪◦‣>|]+|[–—])\s+")
ITEM = re.compile(r"(?:[-*•·▪◦‣>]|\d{1,3}[.)]|\[\d{1,3}\]|#{1,6})\s")

#: Text that was wrapped by a mail program, a wire or a typewriter.
NARROWEST, WIDEST = 35, 140


#: A text of more lines is a table or a log, not a report.
MOST_LINES = 500_000


#: A longer paragraph is a text without line ends; the parser wants it in pieces.
LONGEST = 20_000


class Block(NamedTuple):
    """A paragraph or a line of its own: `[start, end)` of the text, trimmed of white space."""

    start: int
    end: int
    words: str  # as they stand, runs of white space made one blank
    gap: bool = True  # a blank line stands before it
    indented: bool = False
    hint: PassageKind | None = None  # what the page's markup says it is

    @property
    def stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(STOP.search(self.words[-8:]))


def blocks(text: str, openers: frozenset[str]) -> list[Block]:
    """All non-blank lines of the text, wrapped ones joined, in order; `openers` are words that open a sentence.

    Raises `TooLarge` when the text has more lines than a report can have.
    """
    if (count := text.count("\n")) > MOST_LINES:
        raise TooLarge(f"the text has {count:,} lines, more than a report has; cut it to one report a file")
    lines = list(_lines(text))
    width = wrap_width(lines)
    joined: list[list[Block]] = []
    for at, line in enumerate(lines):
        if at and not line.gap and _goes_on(lines, at, width, openers):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [part for run in joined for part in _parts(text, _block(text, run))]


def _lines(text: str) -> Iterator[Block]:
    """Non-blank lines without the marks of lists and headings; a line is indented that begins deeper than the one before it."""
    gap = True
    end = margin = 0
    for match in LINE.finditer(text):
        line = match.group()
        gap = gap or text.count("\n", end, match.start()) > 1 or text.count("\r", end, match.start()) > 1
        end = match.end()
        bare = line.strip(" \t\xa0\u200b\ufeff\x00")
        bare = bare.strip()
        if not bare:
            gap = True
            continue
        indent = line.index(bare)
        start = match.start() + indent
        if mark := BULLET.match(bare):
            start, bare = start + mark.end(), bare[mark.end() :]
        if bare:
            yield Block(start, start + len(bare), " ".join(bare.split()), gap, indented=indent > margin or mark is not None)
        gap, margin = False, indent


def _block(text: str, run: Sequence[Block]) -> Block:
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first
    return first._replace(end=last.end, words=" ".join(text[first.start : last.end].split()))


def _parts(text: str, block: Block) -> Iterator[Block]:
    """The block, in pieces where it is longer than any paragraph; a piece ends where a sentence may."""
    while block.end - block.start > LONGEST:
        latest = block.start + LONGEST
        stop = max(text.rfind(". ", block.start + LONGEST // 2, latest), text.rfind("\n", block.start + LONGEST // 2, latest))
        cut = latest if stop < 0 else stop + 1
        piece = text[block.start : cut].rstrip()
        rest = cut + len(text[cut : cut + LONGEST]) - len(text[cut : cut + LONGEST].lstrip())
        yield block._replace(end=block.start + len(piece), words=" ".join(piece.split()))
        block = block._replace(start=rest, gap=False)
    yield block if len(block.words) <= LONGEST else block._replace(words=" ".join(text[block.start : block.end].split()))


def wrap_width(lines: Sequence[Block]) -> int | None:
    """The width that the text was wrapped to, or None where a line is a paragraph.

    Wrapped text is full: nearly every line that does not end a paragraph had no room for the first word of the next.
    """
    breaks = [(line, after) for line, after in pairwise(lines) if not after.gap and not after.indented]
    if len(breaks) < 3:
        return None
    lengths = sorted(len(line.words) for line, _ in breaks)
    width = int(quantiles(lengths, n=20)[-1])
    if not NARROWEST <= width <= WIDEST:
        return None
    open_ended = [(line, after) for line, after in breaks if not line.stopped]
    full = [1 for line, after in open_ended if len(line.words) + 1 + len(after.words.split(" ", 1)[0]) >= width - 4]
    return width if len(open_ended) * 2 > len(breaks) and len(full) * 10 >= len(open_ended) * 7 else None


def _goes_on(lines: Sequence[Block], at: int, width: int | None, openers: frozenset[str]) -> bool:
    """Whether the line runs on from the one before it."""
    last, line = lines[at - 1], lines[at]
    if ITEM.match(line.words) or line.words.casefold().startswith(last.words.casefold()):
        return False
    if width is not None:
        full = len(last.words) + 1 + len(line.words.split(" ", 1)[0]) >= width - 4
        return not line.indented and (full or (not last.stopped and line.words[:1].islower()))
    if line.indented or last.stopped or last.words[-1] in ":;|":
        return False
    if line.words[:1].islower() or line.words[0] in ",;)":
        return not last.words.istitle()
    # a long line that breaks off in the middle of a sentence, and a rest that ends it; a headline is not taken for one
    opens = line.words.split(" ", 1)[0].lower() in openers
    return at > 1 and len(last.words) > 60 and last.words.count(" ") >= 10 and line.stopped and not opens and _prose(last.words)


def _prose(words: str) -> bool:
    """Whether most words of a line are lower-cased, as in running text and not in a title."""
    letters = [word for word in words.split() if word[:1].isalpha()]
    return bool(letters) and sum(word[:1].islower() for word in letters) * 5 >= len(letters) * 3
