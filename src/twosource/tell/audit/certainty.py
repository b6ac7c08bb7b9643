"""What a draft tells as done that its reports have as supposed, expected or asked for: deed beside deed."""

from collections.abc import Iterator

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.denials import COMMON, NEARLY, SAYING, is_denied, is_open, is_unclear, matches
from twosource.tell.audit.doubt import is_doubted
from twosource.tell.audit.frames import Frame, Scene, scene
from twosource.tell.audit.grammar import is_supposed, window
from twosource.tell.audit.held import Held, named, shown

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def overstated(held: Held) -> Iterator[Fault]:
    """A fault where every report that has a deed leaves it in doubt, or has it as asked for or expected, and the draft does not."""
    if is_doubted(held.draft.bare, held.draft.annotation, held.span):
        return
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        if root(frame.verb) in SAYING or not _is_told(mine, frame):
            continue
        found = sorted(
            (match for match in matches(held, mine, frame) if root(match.frame.verb) == root(frame.verb)), key=lambda match: -match.common
        )
        if not found or found[0].common < COMMON:
            continue
        near = [match for match in found if match.common >= NEARLY * found[0].common]
        if not all(doubts(match.theirs, match.frame) for match in near):
            continue
        best = found[0]
        there, source = window(best.theirs.clause, best.frame.at), best.evidence.source
        where = window(mine.clause, frame.at)
        detail = f"tells as a fact what {named(source)} leaves open: “{shown(source.report.text[there.start : there.end], 100)}”"
        yield Fault(FaultKind.HEDGE_DROPPED, where.start, where.end, detail, (source.report.cite(*there),))
        return


def _is_told(of: Scene, frame: Frame) -> bool:
    """Whether a deed is told as done, or as sure to be."""
    clause = of.clause
    helpers = {clause.nodes[j].token.lower for j in clause.children(frame.at) if clause.nodes[j].token.dep in {"aux", "auxpass"}}
    if (
        is_supposed(clause, frame.at)
        or is_denied(of, frame)
        or is_open(of, frame)
        or is_unclear(of, frame)
        or doubts(of, frame)
        or "to" in helpers
    ):
        return False
    return clause.nodes[frame.at].token.tag in _FINITE or "will" in helpers


def doubts(of: Scene, frame: Frame) -> bool:
    """Whether a deed is left open: "may have", "is believed to have", "asked a court to"."""
    clause, words = of.clause, language("en").auditing
    own = {clause.nodes[j].token.lower for j in clause.children(frame.at)}
    if own & (language("en").hedges.doubt - words.able - words.hearsay):
        return True
    at = frame.at
    while clause.head(at) != at and clause.nodes[at].token.dep in {"xcomp", "ccomp", "acl", "conj", "relcl", "advcl"}:
        dep = clause.nodes[at].token.dep
        at = clause.head(at)
        if dep in {"relcl", "advcl", "conj"}:
            return False
        if root(clause.nodes[at].token.lower) in {root(word) for word in words.leaving_open}:
            return True
    return False
