"""How a report itself says that a claim stands: "could not be independently verified", in its sentence or the next."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.annotate.parse import Sentence
from twosource.lang.cues import Cues
from twosource.model.claim import Verification
from twosource.model.report import Span

_OPENING = 5  # tokens: what looks back stands at the start of its sentence ...
_OBJECT = 40  # ... or is what could not be verified: code points behind the words
_ASIDE = re.compile(r"[,;(–—-]\s*(?:(?:al)?though|but|while|which|and|however|an?\s+(?P<noun>\w+))\b[^,;]*$", re.IGNORECASE)
_CONCESSION = re.compile(r"[,;(–—-]\s*(?:al)?though\b[^,;]*$", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[,;]\s*(?:and|but|while|though|although)\b|;", re.IGNORECASE)


class _Stated(NamedTuple):
    """Where a report says how something stands."""

    start: int
    end: int
    standing: Verification


def verification(  # noqa: PLR0917 - a statement with the words around it
    text: str, sentence: Sentence, after: Sentence | None, content: Sequence[Span], cue: Sequence[Span], cues: Cues
) -> Verification | None:
    """What the report says of a statement's standing; words inside the statement itself say nothing of it."""
    own = [*content, *cue]
    opens = min(span.start for span in own)
    for stated in _stated(text, Span(sentence.start, sentence.end), cues):
        if any(stated.start < piece.end and piece.start < stated.end for piece in own):
            continue
        if stated.end > opens or not _NEXT_CLAUSE.search(text, stated.end, opens):
            return stated.standing
    return _looked_back_on(text, after, cues) if after is not None else None


def _looked_back_on(text: str, after: Sentence, cues: Cues) -> Verification | None:
    """What the next sentence says of it, if it names the claim, or nothing else that could be meant."""
    opening = any(token.lower in cues.looks_back for token in after.tokens[:_OPENING]) and after.tokens[0].lower != "according"
    for stated in _stated(text, Span(after.start, after.end), cues):
        if not opening and _CONCESSION.search(text, after.start, stated.start):
            continue  # "The army took the town, though this could not be verified" speaks of its own sentence
        object_ = text[stated.start : min(stated.end + _OBJECT, after.end)].lower()
        if (
            opening
            or not object_[stated.end - stated.start :].strip(" .")
            or any(word in cues.looks_back for word in re.findall(r"\w+", object_))
        ):
            return stated.standing
    return None


def without_aside(text: str, piece: Span, cues: Cues) -> Span:
    """The piece without a closing ", though these claims remain unverified" or ", a claim that ...", which is the report's own voice."""
    for stated in _stated(text, piece, cues):
        aside = _ASIDE.search(text, piece.start, stated.start)
        if aside and (aside["noun"] is None or aside["noun"].lower() in cues.looks_back):
            return Span(piece.start, aside.start())
    return piece


def _stated(text: str, span: Span, cues: Cues) -> list[_Stated]:
    """Where the report says how something stands."""
    lowered = text[span.start : span.end].lower()
    if len(lowered) != span.end - span.start:  # a letter whose lower case is longer would shift the offsets
        return []
    return [
        _Stated(span.start + found.start(), span.start + found.end(), standing)
        for pattern, standing in _patterns(cues)
        if (found := pattern.search(lowered))
    ]


@functools.cache
def _patterns(cues: Cues) -> tuple[tuple[re.Pattern[str], Verification], ...]:
    return tuple((re.compile(stood.words), stood.standing) for stood in cues.verification)
