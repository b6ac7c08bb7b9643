"""Nouns and adjectives that attribute: "the union's claim that ...", "she is sure that ..."."""

from collections.abc import Iterator

from twosource.annotate.frame import Frame, is_negated, is_negated_clause, leftmost
from twosource.annotate.parse import Token
from twosource.annotate.speakers import referred, source_words, speaker
from twosource.annotate.tree import Tree
from twosource.lang.cues import Cue, CueIndex, Takes
from twosource.model.report import Span

_PEOPLES = frozenset({"NORP", "GPE", "ORG", "PERSON"})  # "the Norvikian goal", "the Arden plan"


def nominal(tree: Tree, noun: Token, use: Cue, index: CueIndex) -> Iterator[Frame]:
    """As in "the union's claim that ...", "a call for ...", "expressed concern that ..."."""
    clause = next((child for child in tree.children(noun, "acl", "ccomp", "relcl") if _is_noun_clause(tree, child)), None) or _predicate(
        tree, noun
    )
    preposition = None
    if clause is None:
        if use.clause_only:
            return
        preposition = next(
            (child for child in tree.children(noun, "prep") if child.lower in {"of", "for", "to", "about", "on", "against", "over"}), None
        )
        if preposition is None or not tree.child(noun, "poss"):
            return
    indices = tree.below(clause) if clause else [i for i in tree.below(preposition) if i != preposition.i] if preposition else []
    if not indices:
        return
    owner = (
        tree.child(noun, "poss")
        or next((child for child in tree.children(noun, "amod") if child.ent in _PEOPLES), None)
        or _maker(tree, noun)
    )
    lender = tree.head(noun) if noun.dep == "dobj" and tree.head(noun).lower in index.lenders else None
    who = owner or (found.head if lender and (found := speaker(tree, lender)) else None)
    first = leftmost(tree, lender) if lender and not owner else noun.i
    last = preposition.i if preposition and preposition.i == noun.i + 1 else noun.i
    yield Frame(
        verb=noun,
        act=use.act,
        negative=use.negative,
        cue=tuple(tree.runs(range(first, last + 1))),
        source=(_owner_words(tree, owner) if owner.i < noun.i else source_words(tree, owner, noun.i))
        if owner
        else source_words(tree, who, noun.i)
        if who
        else (),
        speaker=referred(tree, who) if who else None,
        content=tuple(tree.runs(indices)),
        negated=is_negated_clause(tree, clause) if clause else False,
        clausal=clause is not None and owner is not None and owner.i > noun.i,
    )


def _maker(tree: Tree, noun: Token) -> Token | None:
    """As in "a demand by the mayor that ..."."""
    by = next((child for child in tree.children(noun, "prep", "agent") if child.lower in {"by", "from"} and child.i > noun.i), None)
    return tree.child(by, "pobj") if by else None


def _predicate(tree: Tree, noun: Token) -> Token | None:
    """As in "the firm's goal is to build a dock"."""
    be = tree.head(noun)
    if noun.dep != "nsubj" or be.lemma != "be":
        return None
    return next((child for child in tree.children(be, "xcomp", "ccomp") if child.i > be.i), None)


def _is_noun_clause(tree: Tree, clause: Token) -> bool:
    """A that-clause or an infinitive that says what the noun says; a relative clause says something about the noun."""
    if any(child.lower in {"that", "whether"} and child.dep == "mark" for child in tree.children(clause)):
        return True
    return clause.dep == "acl" and clause.tag == "VB" and any(aux.tag == "TO" for aux in tree.children(clause, "aux"))


def _owner_words(tree: Tree, owner: Token) -> tuple[Span, ...]:
    words = tree.below(owner)
    return (Span(tree.tokens[words[0]].start, tree.tokens[words[-1]].end),)


def adjectival(tree: Tree, adjective: Token, use: Cue) -> Iterator[Frame]:
    """As in "she is sure that ...", "the firm is willing to pay"."""
    be = tree.head(adjective)
    clause = next((child for child in tree.children(adjective, "ccomp", "xcomp") if child.i > adjective.i), None)
    if adjective.dep not in {"acomp", "ROOT", "conj"} or clause is None:
        return
    infinitive = clause.dep == "xcomp"
    if infinitive != (Takes.TO in use.takes) or (infinitive and not any(aux.tag == "TO" for aux in tree.children(clause, "aux"))):
        return
    who = speaker(tree, be if be.pos in {"AUX", "VERB"} else adjective)
    if who is None or who.head.lower in {"it", "there"}:
        return
    first = leftmost(tree, be) if 0 < adjective.i - be.i <= 3 else adjective.i
    negated = is_negated(tree, be)
    yield Frame(
        verb=adjective,
        act=use.act,
        negative=use.negative != negated,
        cue=tuple(tree.runs(range(first, adjective.i + 1))),
        source=source_words(tree, who.head, adjective.i),
        speaker=referred(tree, who.head),
        content=tuple(tree.runs(tree.below(clause))),
        negated=is_negated_clause(tree, clause),
    )
