"""What a draft tells as done that its reports have as planned, supposed or asked for, or the other way round: deed beside deed."""

from collections.abc import Iterator
from enum import StrEnum

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.denials import COMMON, NEARLY, SAYING, Match, is_denied, is_open, is_unclear, matches
from twosource.tell.audit.doubt import is_doubted
from twosource.tell.audit.frames import Frame, Scene, scene
from twosource.tell.audit.grammar import Clause, is_supposed, window
from twosource.tell.audit.held import Held, named, shown

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would", "'d", "’d"})
_PAST = frozenset({"was", "were", "had", "has", "have", "been", "'ve", "’ve", "did"})
_HANGING = frozenset({"xcomp", "ccomp", "acl", "conj", "relcl", "advcl"})


class Stage(StrEnum):
    """How far a deed has come by what is told."""

    DONE = "done"
    COMING = "coming"


def overstated(held: Held) -> Iterator[Fault]:
    """A fault where every report that has a deed leaves it in doubt, or has it as asked for or expected, and the draft does not."""
    if is_doubted(held.draft.bare, held.draft.annotation, held.span):
        return
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        if root(frame.verb) in SAYING or not _is_told(mine, frame):
            continue
        near = _nearest(held, mine, frame)
        if near and all(doubts(match.theirs, match.frame) for match in near):
            detail = "tells as a fact what {} leaves open: “{}”"
            yield _fault(FaultKind.HEDGE_DROPPED, mine, frame, near[0], detail)
            return


def staged(held: Held) -> Iterator[Fault]:
    """A fault where the draft tells as done what every report that has it has as still to come, or the other way round."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        if root(frame.verb) in SAYING or (stage := stage_of(mine, frame)) is None:
            continue
        near = _nearest(held, mine, frame)
        stages = {stage_of(match.theirs, match.frame) for match in near}
        if len(stages) != 1 or None in stages or stage in stages:
            continue
        if stage is Stage.DONE:
            yield _fault(FaultKind.HEDGE_DROPPED, mine, frame, near[0], "tells as done what in {} is still to come: “{}”")
        else:
            yield _fault(FaultKind.HEDGE_ADDED, mine, frame, near[0], "tells as still to come what in {} is done: “{}”")
        return


def _nearest(held: Held, mine: Scene, frame: Frame) -> list[Match]:
    """The deeds of the reports by the same verb that have most in common with one of the draft, the best first."""
    found = sorted(
        (match for match in matches(held, mine, frame) if root(match.frame.verb) == root(frame.verb)), key=lambda match: -match.common
    )
    if not found or found[0].common < COMMON:
        return []
    return [match for match in found if match.common >= NEARLY * found[0].common]


def _fault(kind: FaultKind, mine: Scene, frame: Frame, best: Match, detail: str) -> Fault:
    there, source = window(best.theirs.clause, best.frame.at), best.evidence.source
    where = window(mine.clause, frame.at)
    said = detail.format(named(source), shown(source.report.text[there.start : there.end], 100))
    return Fault(kind, where.start, where.end, said, (source.report.cite(*there),))


def stage_of(of: Scene, frame: Frame) -> Stage | None:
    """Whether a deed is told as done or as still to come; `None` where the words leave that open."""
    clause, token = of.clause, of.clause.nodes[frame.at].token
    if is_supposed(clause, frame.at) or is_denied(of, frame) or is_unclear(of, frame) or doubts(of, frame):
        return None
    helpers = _helpers(clause, frame.at)
    if helpers & _FUTURE:
        return Stage.COMING
    if "to" in helpers:
        return Stage.COMING if "have" not in helpers and _is_ahead(clause, frame.at) else None
    if token.tag == "VBD" or (token.tag == "VBN" and helpers & _PAST):
        return Stage.DONE
    return None


def _helpers(clause: Clause, i: int) -> set[str]:
    return {clause.nodes[j].token.lower for j in clause.children(i) if clause.nodes[j].token.dep in {"aux", "auxpass"}}


def _is_ahead(clause: Clause, i: int) -> bool:
    """Whether an infinitive hangs on what has it still to come: "is to close", "plans to", "threatened to"."""
    token = clause.nodes[i].token
    if token.dep != "xcomp" or clause.head(i) == i or "had" in _helpers(clause, clause.head(i)):  # "had been meant to cost" less
        return False
    above = clause.nodes[clause.head(i)].token.lower
    ahead = language("en").auditing.leaving_open | language("en").auditing.ahead
    return above in {"is", "are", "was", "were", "be"} or root(above) in {root(word) for word in ahead}


def is_asked(clause: Clause, i: int) -> bool:
    """Whether a verb is only asked for or expected: "asked the court to annul it"."""
    open_ = {root(word) for word in language("en").auditing.leaving_open}
    return clause.nodes[i].token.dep in {"xcomp", "ccomp"} and root(clause.nodes[clause.head(i)].token.lower) in open_


def _is_told(of: Scene, frame: Frame) -> bool:
    """Whether a deed is told as done, or as sure to be."""
    clause = of.clause
    helpers = _helpers(clause, frame.at)
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
    while clause.head(at) != at and clause.nodes[at].token.dep in _HANGING:
        dep = clause.nodes[at].token.dep
        at = clause.head(at)
        if dep in {"relcl", "advcl", "conj"}:
            return False
        if root(clause.nodes[at].token.lower) in {root(word) for word in words.leaving_open}:
            return True
    return False
