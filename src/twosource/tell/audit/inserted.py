"""A "not" that a draft puts into the words of a report."""

import re
from collections.abc import Iterator, Sequence

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.facing import Facing
from twosource.tell.audit.frames import one_deed
from twosource.tell.audit.grammar import SLIGHT, Clause, is_bounded, is_supposed, kept, negations, window, words_at
from twosource.tell.audit.held import Held, is_nearest, named, shown
from twosource.tell.audit.reckoned import is_of_the_rest
from twosource.tell.audit.sources import weigh

NOT = frozenset({"not", "n't", "n’t", "never"})
#: Words before and behind what is said by which it may be denied, and the share of it that a sentence must have to be heard on it.
BEFORE, SHARED = 4, 0.4
#: What a clause must weigh, and how much of it a report's sentence must have, for its "not" to be put in.
SAYS, COVERED, FIGURED = 1.5, 0.75, 0.5


def put_in(held: Held, pairs: Sequence[Facing]) -> Iterator[Fault]:
    """A fault where a draft denies in the report's words what nothing about them denies."""
    for face in () if is_of_the_rest(held) else pairs:
        for i, node in enumerate(face.draft.nodes):
            if (
                node.token.pos not in {"VERB", "AUX"}
                or is_supposed(face.draft, i)
                or not _is_put_in(face.draft, i)
                or not _is_met(face, i)
                or is_bounded(face.draft, i, face.report)
                or not is_nearest(held, window(face.draft, i), face.told)
                or is_measured(face.draft, i)
                or any(len(negations(one.report, one.pairs[i])) % 2 for one in pairs if i in one.pairs)
            ):
                continue
            clause = [k for k in kept(face.draft, i) if face.draft.nodes[k].word is not None and k != i]
            said = [k for k in clause if k in face.pairs or not face.draft.nodes[k].token.text[0].isdigit()]  # titles and digests round
            whole = weigh(words_at(face.draft, said))
            least = FIGURED if _has_figure(face, clause) else COVERED
            if whole < SAYS or weigh(words_at(face.draft, [k for k in said if k in face.pairs])) < least * whole:
                continue
            if any(_denies_of(one, said) for one in pairs):
                continue
            where = window(face.draft, i)
            words = shown(face.source.report.text[face.told.span.start : face.told.span.end], 100)
            detail = f"{held.quoted(where.start, where.end)} denies what {named(face.source)} says: “{words}”"
            yield Fault(FaultKind.NEGATION, where.start, where.end, detail, (face.source.report.cite(*face.told.span),))
            return


def _has_figure(face: Facing, clause: list[int]) -> bool:
    """Whether a figure of a clause stands in the report's sentence: what nobody denies is seldom told so exactly."""
    return any(k in face.pairs and sum(map(str.isdigit, face.draft.nodes[k].token.text)) > 1 for k in clause)


def _is_met(face: Facing, i: int) -> bool:
    """Whether a report has the verb that is denied, or that says too little to be another deed."""
    node = face.draft.nodes[i]
    if i in face.pairs or node.word is None or node.word.weight <= SLIGHT:
        return True
    return any(there.token.pos == "VERB" and one_deed(node.token.lower, there.token.lower) for there in face.report.nodes)


def _is_put_in(clause: Clause, i: int) -> bool:
    """Whether a verb is denied by a "not" of its own, and says what it denies: "the others did not" says it elsewhere."""
    own = [clause.nodes[j].token.lower for j in clause.children(i)]
    return clause.nodes[i].token.lower not in {"do", "did", "does"} and len(negations(clause, i)) == 1 and not NOT.isdisjoint(own)


def _denies_of(face: Facing, said: list[int]) -> bool:
    """Whether a report's sentence that has some of the words denies among them, or right before them."""
    there = sorted(face.pairs[k] for k in said if k in face.pairs)
    if weigh(words_at(face.draft, [k for k in said if k in face.pairs])) < SHARED * weigh(words_at(face.draft, said)):
        return False
    nodes = face.report.nodes
    start, end = nodes[max(0, there[0] - BEFORE)].token.start, nodes[min(len(nodes) - 1, there[-1] + BEFORE)].token.end
    return bool(_denied().search(face.source.report.text, start, end))


def _denied() -> re.Pattern[str]:
    """What denies in other ways than "not", and a "not" that is drawn into another word."""
    return re.compile(rf"{any_of(language('en').auditing.denied).pattern}|n['’]t\b", re.IGNORECASE)


def is_measured(clause: Clause, i: int) -> bool:
    """Whether a clause says by degrees how far something holds."""
    return any(clause.nodes[j].token.lower in language("en").auditing.degrees for j in clause.subtree(i))
