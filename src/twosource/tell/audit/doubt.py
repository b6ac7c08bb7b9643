"""Doubt that a draft leaves out or puts in, and words of somebody that it tells as its own."""

import re
from collections.abc import Iterator, Sequence

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Annotation, Attribution, HedgeClass, Verification
from twosource.model.report import Report, Span
from twosource.tell.audit.facing import Facing, facing
from twosource.tell.audit.grammar import Clause
from twosource.tell.audit.held import Held, named, near, shown
from twosource.tell.audit.sources import Source, Told, weigh, words_of

#: Of the weight of a draft's sentence, what one sentence of a report must have to say it with a doubt or without.
SENTENCE = 0.55
#: Of the words that both have, the share that stands in a statement for the sentence to be that statement.
SAID = 0.6
#: What the reports must have of a sentence to say it without the doubt that it has.
HALF = 0.45
#: Hedges that leave a thing in doubt wherever they stand.
WEAK = frozenset({HedgeClass.PROBABLE, HedgeClass.POSSIBLE})

#: Verbs of which "could" is no doubt.
_TELLING = frozenset(root(verb) for verb in ("confirm", "say", "tell", "see", "hear", "verify"))
_WORD = re.compile(r"[A-Za-z]+")
#: Who "appeared before a magistrate" was there.
_APPEARED = re.compile(r"appear(?:s|ed|ing)?\s+(?:before|in|at|on|alongside|beside|with|via|by)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:not|n't|n’t|unable|nor|cannot|never)\b[^.;]{0,40}\b(?:verif|confirm|corroborat|independently)\w*|\b(?:unverified|unconfirmed)\b",
    re.IGNORECASE,
)


def doubt(held: Held) -> Iterator[Fault]:
    """Faults of a hedge dropped, and of an attribution dropped."""
    faces = [face for face in facing(held) if _share(held, face.told) >= SENTENCE]
    if not faces:
        return
    mine = hedges_in(held.draft.bare, held.draft.annotation, held.span)
    spoken = [one for one in held.draft.annotation.statements if _overlaps(one, held.span)]
    found = [*_dropped(held, faces, mine), *_unattributed(held, faces, mine, spoken)]
    yield from found[:1]


def _share(held: Held, told: Told) -> float:
    whole = weigh(held.words)
    return weigh(word for word in held.words if word.stem in told.stems) / whole if whole else 0.0


def hedges_in(report: Report, annotation: Annotation, span: Span) -> list[Span]:
    """The words that leave something in doubt in a stretch of text."""
    doubtful = language("en").hedges.doubt
    found = [Span(one.start, one.end) for one in annotation.hedges if span.start <= one.start < span.end and one.class_ in WEAK]
    start = span.start
    for word in report.text[span.start : span.end].split(" "):
        bare = word.strip('.,;:!?"“”‘’()').lower()
        if bare.removesuffix("n't") in doubtful and word[:1].islower():
            at = report.text.index(word, start)
            found.append(Span(at, at + len(word)))
        start += len(word) + 1
    return sorted({one for one in found if not _APPEARED.match(report.text, one.start)})


def is_doubted(report: Report, annotation: Annotation, span: Span) -> bool:
    """Whether something in a stretch of text is left in doubt, by a hedge or in other words."""
    return bool(hedges_in(report, annotation, span)) or bool(_doubted().search(report.text, *span))


def _overlaps(statement: Attribution, span: Span) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in (*statement.cue, *statement.content))


def _dropped(held: Held, faces: Sequence[Facing], mine: Sequence[Span]) -> Iterator[Fault]:
    """A fault where every sentence that says the same says it with a doubt, and the draft with none."""
    if mine or _doubted().search(held.text, *held.span):
        return
    doubts = [(face, _doubts_about(face)) for face in faces]
    if any(not found for _, found in doubts):
        return
    face, found = doubts[0]
    text = face.source.report.text
    word = shown(text[found[0].start : found[0].end], 40)
    said = shown(text[face.told.span.start : face.told.span.end], 140)
    detail = f"leaves out the doubt: {named(face.source)} has “{word}” in “{said}”"
    yield Fault(FaultKind.HEDGE_DROPPED, held.span.start, held.span.end, detail, (face.source.report.cite(*found[0]),))


def _doubts_about(face: Facing) -> list[Span]:
    """The hedges of a report's sentence that stand in a clause which the draft's sentence tells."""
    found = hedges_in(face.source.report, face.source.annotation, face.told.span)
    told = {face.report.nodes[j].token.start for j in face.pairs.values()}
    text = face.source.report.text
    denied = any(node.token.lower in {"no", "not", "never", "n't"} for node in face.report.nodes)
    found = [span for span in found if not (denied and text[span.start : span.end].lower() in language("en").auditing.able)]
    found = [span for span in found if not _is_able_to_say(face.report, span)]
    return [span for span in found if _clause_told(face.report, span, told)]


def _is_able_to_say(clause: Clause, span: Span) -> bool:
    """Whether a hedge only says that somebody can tell: "could confirm 19 deaths"."""
    at = next((i for i, node in enumerate(clause.nodes) if node.token.start == span.start), None)
    if at is None or clause.nodes[at].token.lower not in language("en").auditing.able:
        return False
    return root(clause.nodes[clause.head(at)].token.lower) in _TELLING


def _clause_told(clause: Clause, span: Span, told: set[int]) -> bool:
    """Whether most of the words that a hedge weakens are among those told."""
    at = next((i for i, node in enumerate(clause.nodes) if node.token.start <= span.start < node.token.end), None)
    if at is None:
        return False
    head = clause.head(at) if clause.nodes[at].token.dep in {"aux", "advmod", "neg", "auxpass"} else at
    weakened = [node for j in clause.subtree(head) if (node := clause.nodes[j]).word is not None and j != at]
    words = [node for node in weakened if node.word is not None]
    whole = sum(node.word.weight for node in words if node.word)
    shared = sum(node.word.weight for node in words if node.word and node.token.start in told)
    return whole > 0 and shared >= 0.5 * whole


def added(held: Held) -> Iterator[Fault]:
    """A fault where the draft doubts what the reports say outright."""
    doubtful = language("en").hedges.doubt - language("en").auditing.able
    mine = hedges_in(held.draft.bare, held.draft.annotation, held.span)
    here = [span for span in mine if held.text[span.start : span.end].lower() in doubtful]
    if not here or not held.evidence or not _tells(held):
        return
    for evidence in held.evidence:
        for told in near(evidence, 0):
            if is_doubted(evidence.source.report, evidence.source.annotation, told.span):
                return
    span, evidence = here[0], held.evidence[0]
    if (
        held.text[span.start : span.end].lower() in language("en").auditing.hearsay
        and not held.cues()
        and any(_saying(held, evidence.source, told) for told in evidence.told)
    ):
        return  # "reportedly", of what somebody said
    detail = f"says {held.quoted(*span)}; {named(evidence.source)} says it without a doubt"
    yield Fault(FaultKind.HEDGE_ADDED, span.start, span.end, detail, (evidence.source.report.cite(*evidence.told[0].span),))


def _doubted() -> re.Pattern[str]:
    """The words by which a report doubts in other ways than by a hedge."""
    return any_of(language("en").auditing.doubted)


def _tells(held: Held) -> bool:
    """Whether what bears on the sentence has at least half of it."""
    whole = weigh(held.words)
    stems = frozenset().union(*(one.stems for one in held.evidence))
    return weigh(word for word in held.words if word.stem in stems) >= HALF * whole


def _unattributed(held: Held, faces: Sequence[Facing], mine: Sequence[Span], spoken: Sequence[Attribution]) -> Iterator[Fault]:
    """A fault where the draft tells as its own what the reports have from somebody who need not know, or could not be confirmed."""
    if mine or spoken:
        return
    sayings = [(face, _saying(held, face.source, face.told)) for face in faces]
    if any(one is None or not _is_partial(face.source, face.told, one) for face, one in sayings):
        return
    face, one = sayings[0]
    if one is None or _speaks_of(held, face.source, one):
        return
    source = shown(" ".join(face.source.report.text[start:end] for start, end in one.source), 60) or "somebody"
    detail = f"tells as a fact what {named(face.source)} has from “{source}”"
    cites = tuple(face.source.report.cite(*piece) for piece in (*one.source, *one.content))
    yield Fault(FaultKind.HEDGE_DROPPED, held.span.start, held.span.end, detail, cites)


def _speaks_of(held: Held, source: Source, statement: Attribution) -> bool:
    """Whether the draft has words for who said it, where no statement was read: "what people close to the firm had let out"."""
    told = {word.stem for word in words_of(held.text, *held.span)}
    named = [word for piece in statement.source for word in words_of(source.report.text, *piece)]
    return weigh(word for word in named if word.stem in told) > HALF * weigh(named)


def _saying(held: Held, source: Source, told: Told) -> Attribution | None:
    """The statement of a report's sentence that has most of what the draft's sentence says."""
    mine = {word.stem for word in held.words}
    shared = [word for word in told.words if word.stem in mine]
    best, most = None, 0.0
    for one in source.annotation.statements:
        inside = weigh(word for word in shared if any(piece.start <= word.start < piece.end for piece in one.content))
        if inside > most:
            best, most = one, inside
    return best if most > SAID * weigh(shared) else None


def _is_partial(source: Source, told: Told, statement: Attribution) -> bool:
    """Whether a statement is somebody's who is not named and need not know, or one that the report itself could not confirm."""
    if statement.verification in {Verification.UNVERIFIED, Verification.DENIED} or _left_open(source, told):
        return True
    if statement.source_entity is not None or not statement.source:
        return False
    table = language("en").measures
    words = [match.lower() for match in _WORD.findall(" ".join(source.report.text[start:end] for start, end in statement.source))]
    return (
        bool(words)
        and any(word in table.unnamed or word in table.hearsay for word in words[:4])
        and language("en").auditing.knowing.isdisjoint(words)
    )


def _left_open(source: Source, told: Told) -> bool:
    """Whether the sentence or the one behind it says that this could not be confirmed."""
    at = source.told.index(told)
    return any(_OPEN.search(source.report.text, one.span.start, one.span.end) for one in source.told[at : at + 2])
