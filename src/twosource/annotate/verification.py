"""How a report itself says that a claim stands: "could not be independently verified", in its sentence or the next."""

import re
from collections.abc import Sequence

from twosource.annotate.parse import Sentence
from twosource.lang.cues import Cues
from twosource.model.claim import Verification
from twosource.model.report import Span

_OPENING = 5  # tokens: what looks back stands at the start of its sentence ...
_OBJECT = 40  # ... or is what could not be verified: code points behind the words
_ASIDE = re.compile(r"[,;(–—-]\s*(?:al)?(?:though|but|while|which|and|however)\b[^,;]*$", re.IGNORECASE)


def verification(text: str, sentence: Sentence, after: Sentence | None, content: Sequence[Span], cues: Cues) -> Verification | None:
    """What the report says of a statement's standing; words inside the statement itself say nothing of it."""
    for span, _, standing in _stated(text, Span(sentence.start, sentence.end), cues):
        if not any(piece.start <= span < piece.end for piece in content):
            return standing
    if after is not None:
        opening = any(token.lower in cues.looks_back for token in after.tokens[:_OPENING])
        for _, end, standing in _stated(text, Span(after.start, after.end), cues):
            if opening or any(word in cues.looks_back for word in text[end : min(end + _OBJECT, after.end)].lower().split()):
                return standing
    return None


def without_aside(text: str, piece: Span, cues: Cues) -> Span:
    """The piece without a closing ", though these claims remain unverified", which is the report's own voice."""
    for start, _, _ in _stated(text, piece, cues):
        if aside := _ASIDE.search(text, piece.start, start):
            return Span(piece.start, aside.start())
    return piece


def _stated(text: str, span: Span, cues: Cues) -> list[tuple[int, int, Verification]]:
    """Where the report says how something stands."""
    lowered = text[span.start : span.end].lower()
    if len(lowered) != span.end - span.start:  # a letter whose lower case is longer would shift the offsets
        return []
    found = []
    for stood in cues.verification:
        at = lowered.find(stood.words)
        if at >= 0:
            found.append((span.start + at, span.start + at + len(stood.words), stood.standing))
    return found
