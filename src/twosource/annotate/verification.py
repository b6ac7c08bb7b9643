"""How a report itself says that a claim stands: "could not be independently verified", in its sentence or the next."""

from collections.abc import Sequence

from twosource.annotate.parse import Sentence
from twosource.lang.cues import Cues
from twosource.model.claim import Verification
from twosource.model.report import Span

_OPENING = 12  # tokens: what looks back stands early in its sentence


def verification(text: str, sentence: Sentence, after: Sentence | None, content: Sequence[Span], cues: Cues) -> Verification | None:
    """What the report says of a statement's standing; words inside the statement itself say nothing of it."""
    if standing := _standing(text, Span(sentence.start, sentence.end), content, cues):
        return standing
    if after is not None and _looks_back(after, cues):
        return _standing(text, Span(after.start, after.end), content, cues)
    return None


def _standing(text: str, span: Span, content: Sequence[Span], cues: Cues) -> Verification | None:
    lowered = text[span.start : span.end].lower()
    if len(lowered) != span.end - span.start:  # a letter whose lower case is longer would shift the offsets
        return None
    for stood in cues.verification:
        at = lowered.find(stood.words)
        if at >= 0 and not any(piece.start <= span.start + at < piece.end for piece in content):
            return stood.standing
    return None


def _looks_back(sentence: Sentence, cues: Cues) -> bool:
    """Whether the sentence speaks of what was just said ("these claims", "the report", "it was not possible to verify")."""
    return any(token.lower in cues.looks_back for token in sentence.tokens[:_OPENING])
