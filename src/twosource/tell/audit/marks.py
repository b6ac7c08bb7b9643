"""Citation marks of a draft, and the draft without them: every character keeps its place."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from twosource.annotate.citations import citations, references
from twosource.model.claim import Reference
from twosource.model.report import SILENT, PassageKind, Report, Span

#: What a page has around its text, and a draft's writer has put there to be read.
WRITTEN = frozenset({PassageKind.CAPTION, PassageKind.FURNITURE})
_FOOTNOTE = re.compile(r"\[\^([\w-]{1,20})\](?!:)")
_DEFINITION = re.compile(r"^[ \t]*\[\^([\w-]{1,20})\]:[ \t]*(\S[^\n]*)", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,300})\]\((?P<url>[^()\s]{1,2000})(?:\s+\"[^\"\n]{0,300}\")?\)")
_ROUND = re.compile(r"\((\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\)(?=\s*(?:[.,;:!?(]|$|\n)|\s+[A-Z\"“])")
_RAISED = re.compile(r"(?<=[\w.,;:!?)\]\"”’*])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[ ,⁻˒’][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?![⁰¹²³⁴⁵⁶⁷⁸⁹\w])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MEASURED = re.compile(r"(?:\d|\b(?:hundred|thousand|million|billion|square|cubic))\s?[kdcm]?m$")
_LONG = 16
_DIGITS = re.compile(r"\d{1,3}")
_BRACKETED = re.compile(r"\[\^?\d{1,3}(?:\s?[,;–-]\s?\^?\d{1,3}){0,20}\]")
_EMPHASIS = re.compile(r"\*{1,3}|(?<![\w])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![\w])|^[ \t]*(?:#{1,6}|>|[-*+•])(?=[ \t])|`", re.MULTILINE)
#: A backslash by which Markdown takes a sign for itself.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_URL = re.compile(r"https?://[^\s<>\"\])]+|www\.[^\s<>\"\])]+")


class Mark(NamedTuple):
    """A citation in the draft; `label` is a number, a footnote's name or an address."""

    start: int
    end: int
    label: str


class Marked(NamedTuple):
    """A draft's citations and references, and its text with blanks in place of all that is not the writer's words."""

    marks: tuple[Mark, ...]
    references: tuple[Reference, ...]
    bare: str


def marked(draft: Report, known: Collection[str] = ()) -> Marked:
    """The citations of a draft in any of their usual forms; a number in round brackets is one where it is `known` or listed."""
    text = draft.text
    listed = [*references(draft), *_definitions(text)]
    labels = {reference.label for reference in listed} | set(known)
    kept = [Span(p.start, p.end) for p in draft.passages if p.kind not in SILENT or p.kind in WRITTEN]
    spoken = [span for span in kept if not _DEFINITION.match(text, span.start, span.end)]
    found = [Mark(mark.start, mark.end, mark.label) for mark in citations(_written(draft)) if not _is_raised(text, mark.start)]
    links = list(_links(text, labels))
    found += [mark for mark, _ in links if mark is not None]
    found += [Mark(*match.span(), match[1]) for match in _FOOTNOTE.finditer(text)]
    taken = [Span(mark.start, mark.end) for mark in found]
    found += [mark for mark in _raised(text) if not any(span.overlaps(Span(mark.start, mark.end)) for span in taken)]
    if not found:
        found += [mark for mark in _round(text) if mark.label in labels]
    marks = sorted({mark for mark in found if any(span.start <= mark.start < span.end for span in spoken)})
    blanks = [*(Span(mark.start, mark.end) for mark in marks), *(span for _, spans in links for span in spans)]
    blanks += [Span(*match.span()) for pattern in (_BRACKETED, _EMPHASIS, _ESCAPE, _DEFINITION, _URL) for match in pattern.finditer(text)]
    return Marked(tuple(mark for mark in marks), _distinct(listed), blanked(text, blanks))


def _written(draft: Report) -> Report:
    """The draft with all of its words for body."""
    kept = [one if one.kind not in WRITTEN else msgspec.structs.replace(one, kind=PassageKind.BODY) for one in draft.passages]
    return msgspec.structs.replace(draft, passages=tuple(kept))


def _definitions(text: str) -> Iterator[Reference]:
    """Footnotes: `[^1]: AP, "Dam fails", 3 May`."""
    for match in _DEFINITION.finditer(text):
        url = _URL.search(match[2])
        title = " ".join(_URL.sub(" ", match[2]).split()).strip(" -–—|:,")
        yield Reference(match.start(), match.end(), match[1], title, url[0].rstrip(".,;") if url else None)


def _distinct(listed: Sequence[Reference]) -> tuple[Reference, ...]:
    """The first reference of each label, in order of place."""
    first: dict[str, Reference] = {}
    for reference in sorted(listed, key=lambda one: one.start):
        first.setdefault(reference.label, reference)
    return tuple(first.values())


def _links(text: str, labels: set[str]) -> Iterator[tuple[Mark | None, list[Span]]]:
    """Markdown links, each with what of it is not words: `[1](url)` cites 1, `[words](url)` cites the address."""
    for match in _LINK.finditer(text):
        words = match["words"].strip("^ ")
        if words.isdigit() and len(words) <= 3:
            number = str(int(words))
            yield Mark(*match.span(), number if number in labels or not match["url"].startswith(("http", "www")) else match["url"]), []
        else:
            yield (
                Mark(match.end("words"), match.end(), match["url"]),
                [Span(match.start(), match.start("words")), Span(match.end("words"), match.end())],
            )


def _raised(text: str) -> Iterator[Mark]:
    for match in _RAISED.finditer(text):
        if _MEASURED.search(text, max(0, match.start() - _LONG), match.start()):
            continue  # square and cubic metres
        for number in _DIGITS.findall(match[0].translate(_PLAIN)):
            yield Mark(*match.span(), str(int(number)))


def _is_raised(text: str, start: int) -> bool:
    return text[start] in _HIGH


def _round(text: str) -> Iterator[Mark]:
    for match in _ROUND.finditer(text):
        for number in _DIGITS.findall(match[1]):
            yield Mark(*match.span(), str(int(number)))


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans as blanks; line breaks stay."""
    chars = list(text)
    for start, end in spans:
        for i in range(start, end):
            if chars[i] != "\n":
                chars[i] = " "
    return "".join(chars)
