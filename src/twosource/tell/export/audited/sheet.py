"""The draft as it is laid out: faulty words marked, each sentence's notes right behind it, a small sign for the rest."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from twosource.model.audit import AuditedSentence
from twosource.model.report import SILENT, Passage, PassageKind, Span
from twosource.tell.export.audited.view import Note, Shown, runs
from twosource.tell.export.passages import escaped

#: Passages that are set apart; all that a writer put into a draft but its list of sources is its text.
SET_APART = {PassageKind.HEADLINE: "headline", PassageKind.SUBHEADING: "headline"} | dict.fromkeys(
    SILENT - {PassageKind.CAPTION, PassageKind.FURNITURE}, "silent"
)
#: Writes what stands behind a sentence: its notes, or the sign of its verdict.
Behind = Callable[[AuditedSentence, Sequence[Note]], str]


class Block(NamedTuple):
    """A paragraph of the draft, up to where the next begins."""

    markup: Markup
    kind: str


def sheet(at: Shown, noted: Iterable[Note], behind: Behind) -> list[Block]:
    """The draft's text, escaped, in order: without what stands behind the sentences its characters are the draft's own."""
    text, passages = at.draft.text, at.draft.passages
    edges = [0, *sorted({edge for edge in _lines(text, passages) if 0 < edge < len(text)}), len(text)]
    notes = list(noted)
    written = {_place_behind(one, following, edges, text): (one, _of(one, notes)) for one, following in _followed(at.audit.sentences)}
    found = []
    for start, end in pairwise(edges):
        held = bisect_left(passages, end, key=lambda passage: passage.start) - 1
        kind = SET_APART.get(passages[held].kind, "") if held >= 0 else ""
        markup = "".join(_written(at, Span(start, end), notes, written, behind))
        found.append(Block(Markup(markup), kind))  # noqa: S704 - runs went through escaped()
    return found


def _lines(text: str, passages: Sequence[Passage]) -> Iterator[int]:
    """Where the lines begin on which passages begin: a list's mark belongs to what is listed."""
    last = 0
    for passage in passages:
        line = text.rfind("\n", last, passage.start) + 1
        yield line if line >= last else passage.start
        last = passage.end


def _followed(sentences: Sequence[AuditedSentence]) -> Iterator[tuple[AuditedSentence, int | None]]:
    """Each sentence with where the next begins."""
    starts: list[int | None] = [*(one.start for one in sentences[1:]), None]
    yield from zip(sentences, starts, strict=False)


def _place_behind(one: AuditedSentence, following: int | None, edges: Sequence[int], text: str) -> int:
    """Behind a sentence and the citation that may follow it, before the white space."""
    edge = edges[bisect_right(edges, one.start)] if one.start < edges[-1] else edges[-1]
    end = min(edge, following if following is not None else edge)
    return max(one.end, one.start + len(text[one.start : end].rstrip()))


def _of(one: AuditedSentence, notes: Sequence[Note]) -> list[Note]:
    mine = {id(fault) for fault in one.faults}
    return [note for note in notes if id(note.fault) in mine]


def _written(
    at: Shown,
    block: Span,
    notes: Sequence[Note],
    written: Mapping[int, tuple[AuditedSentence, Sequence[Note]]],
    behind: Behind,
) -> Iterator[str]:
    """One block's markup, cut wherever a sentence or a fault begins or ends."""
    sentences = [one for one in at.audit.sentences if block.start <= one.start < block.end]
    faults = [note for note in notes if note.fault.start < block.end and block.start < note.fault.end]
    cuts = {block.start, block.end, *(place for one in sentences for place in (one.start, one.end))}
    cuts |= {place for note in faults for place in (note.fault.start, note.fault.end)} | set(written)
    unsaid = [run for one in sentences for run in runs(one, at.draft)]
    cuts |= {place for run in unsaid for place in run}
    inside = sorted(cut for cut in cuts if block.start <= cut <= block.end)
    open_until: int | None = None
    for start, end in pairwise([*inside, block.end]):
        if open_until is not None and start >= open_until:
            yield "</span>"
            open_until = None
        if start in written and start > block.start:
            yield behind(*written[start])
        if start == end:
            break
        if (one := next((one for one in sentences if one.start == start), None)) is not None:
            yield f'<span class="s" id="s{one.start}">'
            open_until = min(one.end, block.end)
        over = [note for note in faults if note.fault.start <= start and end <= note.fault.end]
        words = escaped(at.draft.text[start:end])
        if not over and any(run.start <= start and end <= run.end for run in unsaid):
            yield f'<span class="unsaid">{words}</span>'
        else:
            yield _marked(words, Span(start, end), over, sentences)


def _marked(words: str, run: Span, over: Sequence[Note], sentences: Sequence[AuditedSentence]) -> str:
    """A run of words with the mark of the faults that it is in; the number of a fault stands behind its last word."""
    if not over:
        return words
    whole = all(any(note.fault.start <= one.start and one.end <= note.fault.end for one in sentences) for note in over)
    ids = "".join(f'<span id="w{note.number}"></span>' for note in over if note.fault.start == run.start)
    numbers = "".join(_number(note) for note in over if note.fault.end == run.end)
    return f'{ids}<mark class="{"whole" if whole else "part"}">{words}</mark>{numbers}'


def _number(note: Note) -> str:
    return f'<a class="n" href="#n{note.number}" aria-label="Note {note.number}: {note.kind.words}">{note.number}</a>'
