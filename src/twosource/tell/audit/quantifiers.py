"""How many of them: "most" where a report has "some"."""

from collections.abc import Iterator

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.facing import Facing, facing
from twosource.tell.audit.grammar import Clause
from twosource.tell.audit.held import Held, named, shown

#: Steps that two words for how many must lie apart to say different things.
APART = 2


def quantifiers(held: Held) -> Iterator[Fault]:
    """A fault where the draft speaks of more of some, or of fewer, than the report does."""
    shares = language("en").auditing.shares
    for face in facing(held):
        for i, node in enumerate(face.draft.nodes):
            noun = face.draft.head(i)
            if node.token.lower not in shares or node.token.dep not in {"amod", "det", "nsubj", "dobj", "predet"} or noun == i:
                continue
            if face.draft.nodes[noun].token.pos != "NOUN" or noun not in face.pairs or _is_asked(face.draft, i):
                continue
            other = _degree(face.report, face.pairs[noun])
            if (
                other is None
                or abs(shares[node.token.lower] - shares[other[1]]) < APART
                or 0 in {shares[node.token.lower], shares[other[1]]}
            ):
                continue
            yield _fault(held, face, i, other[0])
            return


def _is_asked(clause: Clause, i: int) -> bool:
    """Whether it is left open how many: "how many men got away"."""
    return any(clause.nodes[j].token.tag == "WRB" for j in clause.children(i))


def _degree(clause: Clause, noun: int) -> tuple[int, str] | None:
    """The word that says how many of a noun's are meant."""
    return next(((j, word) for j in clause.children(noun) if (word := clause.nodes[j].token.lower) in language("en").auditing.shares), None)


def _fault(held: Held, face: Facing, i: int, j: int) -> Fault:
    token, other = face.draft.nodes[i].token, face.report.nodes[j].token
    said = face.source.report.text[other.start : other.end]
    detail = f"says {held.quoted(token.start, token.end)}; {named(face.source)} has “{shown(said)}”"
    return Fault(FaultKind.STRENGTH, token.start, token.end, detail, (face.source.report.cite(other.start, other.end),))
