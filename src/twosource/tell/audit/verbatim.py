"""What of a draft's sentence stands in a report word for word, as a whole sentence: nothing can be wrong with that."""

import functools
import re

from twosource.connect.voices import DATELINE
from twosource.connect.wording import fold
from twosource.model.report import Span
from twosource.tell.audit.held import Held

#: Fewer words are said by chance.
FEWEST = 4
_WORD = re.compile(r"[^\W_]+")


def verbatim(held: Held) -> list[Span]:
    """The stretches of a sentence that are whole sentences of the reports that bear on it."""
    mine = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(held.text, *held.span)]
    words = [word for word, _, _ in mine]
    found = []
    for evidence in held.evidence:
        text = evidence.source.report.text
        for told in evidence.told:
            opening = DATELINE.match(text, told.span.start, told.span.end)
            run = [fold(word) for word in _WORD.findall(text, opening.end() if opening else told.span.start, told.span.end)]
            at = _at(words, run) if len(run) >= FEWEST else None
            if at is not None:
                found.append(Span(mine[at][1], mine[at + len(run) - 1][2]))
    return [*found, *_quoted(held)]


def _quoted(held: Held) -> list[Span]:
    """The quotations of a sentence that stand so in a report that bears on it."""
    found = []
    for piece in held.inside(piece for statement in held.draft.annotation.statements for piece in statement.quoted):
        run = [fold(word) for word in _WORD.findall(held.text, piece.start, piece.end)]
        if len(run) >= FEWEST and any(f" {' '.join(run)} " in _running(one.source.report.text) for one in held.evidence):
            found.append(Span(piece.start, piece.end))
    return found


@functools.lru_cache(maxsize=1024)
def _running(text: str) -> str:
    """The words of a report in one spelling, a space between them and at both ends."""
    return f" {' '.join(fold(word) for word in _WORD.findall(text))} "


def is_verbatim(held: Held) -> bool:
    """Whether a sentence is one of a report's, word for word, but for a date set before it."""
    stretches = verbatim(held)
    dated = [Span(when.start, when.end) for when in held.inside(held.draft.annotation.times)]
    return bool(stretches) and all(any(span.start <= word.start < span.end for span in (*stretches, *dated)) for word in held.words)


def _at(words: list[str], run: list[str]) -> int | None:
    return next((i for i in range(len(words) - len(run) + 1) if words[i : i + len(run)] == run), None)
