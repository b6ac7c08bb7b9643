"""What reports that a draft does not cite have against it, where the ledger holds no conflict: names, quotations, what was taken back."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.connect.wording import fold
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import EntityType, Form
from twosource.model.report import Cite, Span
from twosource.model.value import WhenType
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, cite, named, shown
from twosource.tell.audit.quotations import Found, Piece, is_quoted, nearest, whole_quotes
from twosource.tell.audit.sources import Source, Told, weigh

#: Reports that must have another spelling for it to be the usual one.
USUAL = 2
#: Letters that two spellings may differ by, and the fewest of a surname.
SLIPS, SHORTEST = 2, 4
#: How like two forms of one quotation are, in hundredths, and the fewest words that tell it from another.
SAME_QUOTE, FEWEST = 76, 8
#: Of the words that are taken back, the share that a sentence must have to say the same, and what they must weigh.
SAME_MATTER, LEAST = 0.75, 1.0
#: Marks that open or close a quotation within a sentence; single ones are apostrophes as well.
MARKS, _SINGLE = frozenset('"“”«»'), "\"“”«»‘’'"
_CLAUSE = re.compile(r"[,;:](?=\s)")
_WORD = re.compile(r"[^\W_]+")
_NOT = re.compile(r"\b(?:not|no|never|none|without)\b|n[’']t\b", re.IGNORECASE)


class Untold(NamedTuple):
    """The reports that a draft has not told of at a sentence, and the words of the sentences by which it tells of others."""

    sources: tuple[Source, ...]
    told: frozenset[str]


def elsewhere(held: Held, untold: Untold) -> Iterator[Fault]:
    """A fault for what other reports have otherwise, the first that is found."""
    for check in (_spelt, _quoted, _taken_back):
        found = next(check(held, untold), None)
        if found is not None:
            detail, cites = found
            yield Fault(FaultKind.CONTRADICTED_ELSEWHERE, *held.span, f"the report cited says so, but {detail}", cites)
            return


def _spelt(held: Held, untold: Untold) -> Iterator[tuple[str, tuple[Cite, ...]]]:
    """A person's full name that only the reports cited have, where the others spell the surname by a letter or two otherwise."""
    for mention in held.inside(held.draft.annotation.mentions):
        words = fold(held.text[mention.start : mention.end]).split()
        if mention.form is not Form.NAME or mention.type is not EntityType.PER or len(words) < 2:
            continue
        if any(words[-1] in _WORD.findall(fold(source.report.text)) for source in untold.sources):
            continue
        found = [(source, one) for source in untold.sources for one in _slipped(words, source, untold.told)[:1]]
        if len(found) >= USUAL:
            source, (start, end) = found[0]
            cites = tuple(cite(other, span) for other, span in found)
            yield f"{named(source)} and {len(found) - 1} more have “{shown(source.report.text[start:end])}”", cites


def _slipped(words: Sequence[str], source: Source, told: frozenset[str]) -> list[Span]:
    """Where a report has the same first name with a surname that is a slip away, unless the draft tells so itself."""
    text = source.report.text
    found = []
    for mention in source.annotation.mentions:
        theirs = fold(text[mention.start : mention.end]).split()
        if mention.form is Form.NAME and len(theirs) >= len(words) and theirs[-len(words)] == words[0]:
            one, other = words[-1], theirs[-1]
            if min(len(one), len(other)) >= SHORTEST and one[0] == other[0] and other not in told and 0 < OSA.distance(one, other) <= SLIPS:
                found.append(Span(mention.start, mention.end))
    return found


def _quoted(held: Held, untold: Untold) -> Iterator[tuple[str, tuple[Cite, ...]]]:
    """A quotation that another report has with other words in it."""
    for piece in whole_quotes(held):
        if len(piece.words) < FEWEST:
            continue
        found = [one for source in untold.sources if (one := nearest(Piece(piece.words, piece.span), source)) is not None]
        if any(one.same for one in found):
            continue
        near = [one for one in found if one.likeness >= SAME_QUOTE and is_quoted(one.source.report, one.span) and not _is_cut(one)]
        best = max(near, key=lambda one: (one.likeness, -one.span.start), default=None)
        if best is not None:
            said = shown(best.source.report.text[best.span.start : best.span.end])
            yield f"{named(best.source)} quotes “{said}”", (cite(best.source, best.span),)


def _is_cut(one: Found) -> bool:
    """Whether a report quotes a part of it and tells the rest: he could not pay "with money we do not have"."""
    return not MARKS.isdisjoint(one.source.report.text[slice(*one.span)].strip(_SINGLE))


def _taken_back(held: Held, untold: Untold) -> Iterator[tuple[str, tuple[Cite, ...]]]:
    """What another report says was wrong: "the board had been wrong to say that it was off the shelves"."""
    retracted, own = any_of(language("en").auditing.retracted), held.text[slice(*held.span)]
    if untold.told or retracted.search(held.text, *held.span):
        return
    for source in untold.sources:
        text = source.report.text
        for found in retracted.finditer(text):
            if _is_no_dated(source, found):
                continue
            told = next((one for one in source.told if one.span.start <= found.start() < one.span.end), None)
            if (
                told is not None
                and _is_of(held, source, told, found.end())
                and _is_denied(text[found.end() : told.span.end]) == _is_denied(own)
            ):
                yield f"{named(source)} takes it back: “{shown(text[slice(*told.span)])}”", (cite(source, told.span),)
                return


def _is_no_dated(source: Source, found: re.Match[str]) -> bool:
    """Whether "report of" is of a thing and not of the day on which an outlet reported it: "our report of 11 October said"."""
    dated = any(found.end() <= when.start <= found.end() + 1 for when in source.annotation.times)
    return found[0].lower().endswith(" of") and not dated


def _is_denied(words: str) -> bool:
    """Whether words deny something: "wrong to say that it was not cholera" takes back that it was not."""
    return bool(_NOT.search(words))


def _is_of(held: Held, source: Source, told: Told, start: int) -> bool:
    """Whether what is taken back, the words behind those that do so, is what the draft's sentence says."""
    dates = [when for when in source.annotation.times if when.type is WhenType.DATE]
    end = _CLAUSE.search(source.report.text, start, told.span.end)
    back = [word for word in told.words if start <= word.start < (end.start() if end else told.span.end)]
    back = [word for word in back if not any(when.start <= word.start < when.end for when in dates)]
    mine = Told.of(held.span, held.words, told.kind)
    return weigh(back) >= LEAST and shared(back, mine) >= SAME_MATTER
