"""Words of a draft that nothing cited says, and sentences that are made of them."""

from collections.abc import Iterator, Sequence

from twosource.lang.relations import Relation, relation
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Form
from twosource.model.report import Span
from twosource.tell.audit.cued import is_cued
from twosource.tell.audit.figures import figure_stands
from twosource.tell.audit.grammar import clauses, run
from twosource.tell.audit.held import Held
from twosource.tell.audit.kinship import entry, kin
from twosource.tell.audit.matter import is_told
from twosource.tell.audit.measured import is_small
from twosource.tell.audit.sources import Source, Told, Word, between, weigh

#: A word is said where one as near in sense is.
NEAR = 0.75
#: The words beside the figure of a sentence that says next to nothing beside it weigh less.
LITTLE = 1.5
#: What the words of a clause must weigh for it to be looked for by itself.
CLAUSE = 1.0
#: Sentences that are looked through for the opposite of a word.
NEAREST = 6


def unsaid(held: Held) -> list[Word]:
    """The words of a sentence, beside names, figures, times and verbs of saying, that nothing bearing on it says."""
    said = _said(held)
    return [word for word in saying(held) if not _stands(word, said)]


def turned(held: Held) -> bool:
    """Whether a word that nothing says is the opposite of one that the draft leaves out: a sign that the sense was turned round."""
    mine = {word.stem for word in held.words}
    left = {other.plain for told in _said(held)[:NEAREST] for other in told.words if other.stem not in mine}
    return any(relation(entry(word.plain), entry(other)) is Relation.OPPOSED for word in unsaid(held) for other in sorted(left))


def saying(held: Held) -> list[Word]:
    """The words by which a sentence says something of its names and figures."""
    annotation = held.draft.annotation
    taken = [Span(one.start, one.end) for one in annotation.mentions if one.form is Form.NAME]
    taken += [Span(one.start, one.end) for one in annotation.quantities]
    taken += [Span(one.start, one.end) for one in annotation.times]
    taken += [cue for statement in annotation.statements for cue in statement.cue]
    return [word for word in held.words if not word.plain[0].isdigit() and not any(span.start <= word.start < span.end for span in taken)]


def _said(held: Held) -> list[Told]:
    return [told for evidence in held.evidence for told in evidence.told]


def _stands(word: Word, said: Sequence[Told]) -> bool:
    return any(word.stem in told.stems or any(kin(word.plain, other.plain) >= NEAR for other in told.words) for told in said)


def has_figure(held: Held) -> bool:
    """Whether a figure of the sentence, of a kind that is not hit upon by chance, stands in what bears on it.

    So does that of a sentence that says next to nothing beside its figure: "the two were seven points apart".
    """
    quantities = held.inside(held.draft.annotation.quantities)
    telling = any(not is_small(one) or is_cued(held, one) for one in quantities)
    return (telling and weigh(saying(held)) < LITTLE) or any(figure_stands(held, one) for one in quantities)


def not_found(held: Held, sources: Sequence[Source], *, cited: bool) -> Iterator[Fault]:
    """A fault where what a sentence says is said by none of its sources: not in its words, nor in others."""
    if not has_figure(held) and not is_told(held, sources):
        yield unfound(held, cited=cited)


def tacked_on(held: Held) -> Iterator[Fault]:
    """A fault for each clause that hangs on another and that no sentence of the reports is of: "and is considering a challenge".

    One that only names who reports, "the agency said", is none.
    """
    tree, said = clauses(held.draft.bare, held.span), saying(held)
    for i, node in enumerate(tree.nodes):
        if node.token.pos in {"VERB", "AUX"} and node.token.dep in _HANGING:
            clause = run(tree, i)
            if between(said, clause) and weigh(between(held.words, clause)) >= CLAUSE and not is_told(held, held.sources, clause):
                detail = f"{held.none} says {held.quoted(*clause)}"
                yield Fault(FaultKind.NOT_FOUND, *clause, detail)


_HANGING = frozenset({"conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "parataxis"})


def unfound(held: Held, *, cited: bool) -> Fault:
    """The fault of a sentence that nothing says."""
    who = "the report cited does not say this, nor does any other" if cited else "no report says this"
    return Fault(FaultKind.NOT_FOUND, *held.span, who)
