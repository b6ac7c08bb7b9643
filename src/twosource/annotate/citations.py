"""Citation marks in running text, and reference lists."""

import re
from collections.abc import Iterator

from twosource.model.claim import Citation, Reference
from twosource.model.report import SILENT, PassageKind, Report, Span

_BRACKET = re.compile(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\]")
_NUMBER = re.compile(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?")
_SUPERSCRIPT = re.compile(r"(?<=[.,;:!?)\]\"”’])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![⁰¹²³⁴⁵⁶⁷⁸⁹\w])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LONGEST_RANGE = 30
_LABEL = re.compile(r"(?:(?<=^)|(?<=\s))(?:\[(\d{1,3})\][.:]?|\^?(\d{1,3})[.)](?=\s)|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))[ \t\u00a0]*", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>\"\])]+|www\.[^\s<>\"\])]+")


def citations(report: Report) -> tuple[Citation, ...]:
    """All citation marks outside reference lists, in order."""
    return tuple(
        citation
        for passage in report.passages
        if passage.kind not in SILENT
        for citation in _marks(report.text, passage.start, passage.end)
    )


def _marks(text: str, start: int, end: int) -> Iterator[Citation]:
    found = [*_bracketed(text, start, end), *_raised(text, start, end)]
    yield from sorted(found, key=_place)


def _place(citation: Citation) -> tuple[int, int]:
    return citation.start, int(citation.label)


def _bracketed(text: str, start: int, end: int) -> Iterator[Citation]:
    """`[3]` whole; of `[2, 5-7]` each number by itself, a range as all that it spans."""
    for match in _BRACKET.finditer(text, start, end):
        numbers = list(_NUMBER.finditer(text, match.start(1), match.end(1)))
        for number in numbers:
            low, high = int(number[1]), int(number[2] or number[1])
            span = match.span() if len(numbers) == 1 else number.span()
            for label in range(low, min(high, low + _LONGEST_RANGE) + 1):
                yield Citation(*span, label=str(label))


def _raised(text: str, start: int, end: int) -> Iterator[Citation]:
    for match in _SUPERSCRIPT.finditer(text, start, end):
        yield Citation(*match.span(), label=str(int(match[0].translate(_PLAIN))))


def references(report: Report) -> tuple[Reference, ...]:
    """All entries of the report's reference lists, in order: `[1] Title`, one a line or run together."""
    return tuple(reference for block in _blocks(report) for reference in _entries(report.text, block))


def _blocks(report: Report) -> Iterator[Span]:
    """Reference passages, those that follow one another joined, so that an address on its own line stays with its title."""
    block: Span | None = None
    for passage in report.passages:
        if passage.kind is PassageKind.REFERENCES:
            block = Span(block.start if block else passage.start, passage.end)
        elif block:
            yield block
            block = None
    if block:
        yield block


def _entries(text: str, block: Span) -> Iterator[Reference]:
    labels = list(_LABEL.finditer(text, block.start, block.end))
    bracketed = [label for label in labels if label[1]]
    labels = bracketed or labels  # where labels stand in brackets, other numbers are part of titles
    if not labels:
        return  # a list of addresses
    for label, end in zip(labels, [*(after.start() for after in labels[1:]), block.end], strict=True):
        words = text[label.end() : end].rstrip()
        url = _URL.search(words)
        title = " ".join(_URL.sub(" ", words).split()).strip(" -–—|:,")
        yield Reference(label.start(), label.end() + len(words), _label(label), title, url[0].rstrip(".,;") if url else None)


def _label(match: re.Match[str]) -> str:
    return str(int((match[1] or match[2] or match[3]).translate(_PLAIN)))
