"""An audit for the terminal: the draft's words beside the reports', then the counts."""

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from twosource.model.audit import Audit
from twosource.model.claim import Annotation
from twosource.model.report import Report
from twosource.tell.export.audited import tally
from twosource.tell.export.audited.view import Note, Open, Source, Words, notes, shown, unconfirmed
from twosource.tell.export.audited.words import legible, some
from twosource.tell.voice import counted, shortened

INDENT = "   "
#: Columns stand side by side from this width on; none is wider than may be read.
ROOMY, NARROWEST, WIDEST = 90, 40, 130
#: Lines that a view names of what was not checked for one reason, and sentences of which nothing bears out some words.
MOST_MISSED, MOST_OPEN = 4, 8
_LAYOUT = Console(file=io.StringIO(), width=WIDEST)
Annotated = tuple[Report, Annotation]


def summary(audit: Audit, draft: Report) -> str:
    """The audit in one sentence of counts."""
    return tally.summary(tally.tally(audit, draft))


def beside(audit: Audit, draft: Report, reports: Sequence[Annotated], width: int = 100) -> Text:
    """Both sides of each fault in two columns where there is room."""
    return _told(audit, draft, reports, width, columns=width >= ROOMY)


def stacked(audit: Audit, draft: Report, reports: Sequence[Annotated], width: int = 80) -> Text:
    """Both sides of each fault one above the other."""
    return _told(audit, draft, reports, width, columns=False)


def _told(audit: Audit, draft: Report, reports: Sequence[Annotated], width: int, *, columns: bool) -> Text:
    wide = max(NARROWEST, min(width, WIDEST))
    at = shown(audit, draft, reports)
    counts = tally.tally(audit, draft)
    lines = [*_wrapped(Text(legible(audit.draft), "bold"), wide), *_wrapped(Text(tally.summary(counts)), wide)]
    for note in notes(at):
        lines += [Text(), *_note(note, wide, columns=columns)]
    lines += [Text(), *_counts(counts, draft, wide), *_open(unconfirmed(at), wide)]
    text = Text("\n", no_wrap=True).join(line for line in lines)
    text.rstrip()
    return text


def _note(note: Note, width: int, *, columns: bool) -> Iterator[Text]:
    line = f", line {note.line}" if note.line else ""
    yield Text.assemble((f"{note.number:>2} ", "bold"), (note.kind.words, "bold"), (line, "dim"))
    room = width - len(INDENT)
    mine = [Text("The draft", "dim"), _marked(note.words, "bold yellow")]
    theirs = list(_theirs(note.sources))
    if columns and theirs:
        half = (room - len(INDENT)) // 2
        left = [line for part in mine for line in _lines(part, half)]
        right = [line for part in theirs for line in _lines(part, half)]
        for one, other in zip_longest(left, right, fillvalue=Text()):
            yield Text.assemble(INDENT, one, " " * (half - one.cell_len), INDENT, other)
    else:
        for part in (*mine, *theirs):
            yield from _wrapped(part, width, INDENT)
    yield from _wrapped(Text(legible(note.detail)), width, INDENT)


def _theirs(sources: Sequence[Source]) -> Iterator[Text]:
    """The words of each report under its name, which is not said twice running."""
    last = ""
    for source in sources:
        if (whose := _whose(source)) != last:
            yield Text(whose, "dim")
        yield _marked(source.words, "bold cyan")
        last = whose


def _whose(source: Source) -> str:
    return " ".join(filter(None, (legible(source.marks), ", ".join(filter(None, (legible(source.name), source.day))))))


def _marked(words: Words, style: str) -> Text:
    """Words with those that matter in angle brackets as well as in colour, which a pipe has not; of a whole sentence nothing is marked."""
    exact = legible(words.exact)
    if not exact or not (words.before or words.after):
        return Text(exact)
    return Text.assemble(_edge(words.before), ("‹", style), (exact, style), ("›", style), _edge(words.after))


def _edge(words: str) -> str:
    """Words beside others, a space kept where there is one."""
    return " " * words[:1].isspace() + legible(words) + " " * (words[-1:].isspace() and bool(words.strip()))


def _counts(counts: tally.Tally, draft: Report, width: int) -> Iterator[Text]:
    if counts.checked:
        told = f"{counts.checked} of {counted(counts.sentences, 'sentence')} checked: {tally.verdicts(counts)}."
        yield from _wrapped(Text(told), width)
    if counts.faults:
        yield from _wrapped(Text(f"Faults: {tally.kinds(counts)}."), width)
    for remark in tally.remarks(counts):
        yield from _wrapped(Text(legible(remark)), width)
    if counts.missed:
        yield Text("Not checked")
        for missed in counts.missed:
            words = ", ".join(f"“{shortened(legible(draft.text[one.start : one.end]), 48)}”" for one in missed.found[:MOST_MISSED])
            more = f" and {len(missed.found) - MOST_MISSED} more" if len(missed.found) > MOST_MISSED else ""
            yield from _wrapped(Text(f"{len(missed.found)}: {legible(missed.why)}: {words}{more}"), width, INDENT)


def _open(found: Sequence[Open], width: int) -> Iterator[Text]:
    if not found:
        return
    yield Text("Borne out but for these words")
    for one in found[:MOST_OPEN]:
        line = f"line {one.line}: " if one.line else ""
        told = f"{line}{some([legible(words) for words in one.words])} in “{shortened(legible(one.sentence.text), 60)}”"
        yield from _wrapped(Text(told), width, INDENT)
    if len(found) > MOST_OPEN:
        yield Text(f"{INDENT}and in {counted(len(found) - MOST_OPEN, 'more sentence')}")


def _lines(text: Text, width: int) -> list[Text]:
    lines = list(text.wrap(_LAYOUT, max(8, width)))
    for line in lines:
        line.rstrip()
    return lines


def _wrapped(text: Text, width: int, indent: str = "") -> Iterator[Text]:
    for line in _lines(text, width - len(indent)):
        yield Text.assemble(indent, line)
