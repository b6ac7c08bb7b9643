"""Words that weaken a claim, with their class of the Szeged Uncertainty Corpus."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from twosource.annotate.parse import Parse, Token
from twosource.annotate.tagger.tagged import Tag
from twosource.annotate.tree import Tree
from twosource.lang import Language
from twosource.lang.hedges import HedgeForm, Reading, hedges_by_first
from twosource.model.claim import Hedge, HedgeClass

_ASKING = frozenset(
    {"ask", "see", "know", "wonder", "say", "determine", "decide", "find", "tell", "question", "doubt", "learn", "investigate", "check"}
)
_CONDITIONALS = frozenset({"if", "unless", "until", "provided", "should", "were"})


#: Readings in which a word is often no hedge: how sure the tagger must be of it then, and of a hedge that the table has not.
DOUBTED = frozenset({Reading.MODAL, Reading.VERB, Reading.SUGGESTS, Reading.AS, Reading.ATTRIBUTIVE})
BORNE_OUT = 0.1
SURE = 0.9


def hedges(parse: Parse, tags: Sequence[Tag], lang: Language) -> tuple[Hedge, ...]:
    """All hedge cues of a report, in order; none overlap.

    The tagger's are taken where it is sure, the table's where the parse bears them out and, in the readings
    that mislead, the tagger does not rule them out.
    """
    table = hedges_by_first(lang.hedges, tuple(sorted(lang.cues.irregular.items())))
    listed = [hedge for sentence in parse.sentences for hedge in _in_sentence(Tree(sentence), table)]
    kept = [hedge for hedge, reading in listed if reading not in DOUBTED or _share(hedge, tags) >= BORNE_OUT]
    taken = {at for hedge in kept for at in range(hedge.start, hedge.end)}
    learned = [tag for tag in tags if tag.share >= SURE and taken.isdisjoint(range(*tag.span))]
    return tuple(sorted([*kept, *(Hedge(*tag.span, HedgeClass(tag.label)) for tag in learned)], key=lambda hedge: hedge.start))


def _share(hedge: Hedge, tags: Sequence[Tag]) -> float:
    """How sure the tagger is of a hedge that the table has."""
    at, share = bisect_right(tags, hedge.start, key=lambda tag: tag.span.end), 0.0
    while at < len(tags) and tags[at].span.start < hedge.end:
        share = max(share, tags[at].share)
        at += 1
    return share


def _in_sentence(tree: Tree, table: Mapping[str, tuple[HedgeForm, ...]]) -> Iterator[tuple[Hedge, Reading]]:
    at = 0
    while at < len(tree.tokens):
        form = next((form for form in table.get(tree.tokens[at].lower, ()) if _matches(tree, at, form)), None)
        if form is None:
            at += 1
            continue
        last = at + len(form.words) - 1
        if form.hedge.reading is not Reading.NEVER:
            yield Hedge(tree.tokens[at].start, tree.tokens[last].end, form.hedge.class_), form.hedge.reading
        at = last + 1


def _matches(tree: Tree, at: int, form: HedgeForm) -> bool:
    words = tuple(token.lower for token in tree.tokens[at : at + len(form.words)])
    return words == form.words and _BORNE_OUT[form.hedge.reading](tree, tree.tokens[at])


def _always(tree: Tree, token: Token) -> bool:
    del tree, token
    return True


def _is_modal(tree: Tree, token: Token) -> bool:
    del tree
    return token.tag == "MD"


def _is_consequence(tree: Tree, token: Token) -> bool:
    """A modal of the clause that a condition depends on."""
    if token.tag != "MD":
        return False
    verb = tree.head(token)
    return any(
        child.dep == "advcl" and any(mark.lower in _CONDITIONALS for mark in tree.children(child, "mark", "advmod"))
        for child in tree.children(verb)
    )


def _is_verb(tree: Tree, token: Token) -> bool:
    del tree
    return token.pos in {"VERB", "AUX"}


def _takes_clause(tree: Tree, token: Token) -> bool:
    return token.pos == "VERB" and bool(tree.children(token, "ccomp", "xcomp", "oprd", "acomp"))


def _suggests(tree: Tree, token: Token) -> bool:
    """Suggesting that something is so, not proposing to do it."""
    return token.pos == "VERB" and bool(tree.children(token, "ccomp", "dobj"))


def _takes_as(tree: Tree, token: Token) -> bool:
    return token.pos == "VERB" and any(child.lower == "as" and child.i > token.i for child in tree.children(token, "prep"))


def _is_adjective(tree: Tree, token: Token) -> bool:
    del tree
    return token.pos in {"ADJ", "VERB"}


def _is_attributive(tree: Tree, token: Token) -> bool:
    del tree
    return token.dep == "amod"


def _is_noun(tree: Tree, token: Token) -> bool:
    del tree
    return token.pos == "NOUN"


def _noun_takes_clause(tree: Tree, token: Token) -> bool:
    return token.pos == "NOUN" and any(
        mark.lower == "that" and mark.dep == "mark" for child in tree.children(token, "acl", "ccomp") for mark in tree.children(child)
    )


def _asks(tree: Tree, token: Token) -> bool:
    """As in "if" for "whether": it opens what is asked."""
    clause = tree.head(token)
    return token.dep == "mark" and clause.dep == "ccomp" and tree.head(clause).lemma in _ASKING


def _opens_condition(tree: Tree, token: Token) -> bool:
    del tree
    return token.pos == "SCONJ" or token.dep == "mark"


def _until_clause(tree: Tree, token: Token) -> bool:
    return token.dep == "mark" and any(child.dep == "neg" for child in tree.children(tree.head(tree.head(token))))


_BORNE_OUT: Mapping[Reading, Callable[[Tree, Token], bool]] = {
    Reading.ALWAYS: _always,
    Reading.NEVER: _always,
    Reading.MODAL: _is_modal,
    Reading.CONSEQUENCE: _is_consequence,
    Reading.VERB: _is_verb,
    Reading.CLAUSE: _takes_clause,
    Reading.SUGGESTS: _suggests,
    Reading.AS: _takes_as,
    Reading.ADJECTIVE: _is_adjective,
    Reading.ATTRIBUTIVE: _is_attributive,
    Reading.NOUN: _is_noun,
    Reading.NOUN_CLAUSE: _noun_takes_clause,
    Reading.ASKS: _asks,
    Reading.IF: _opens_condition,
    Reading.UNTIL: _until_clause,
}
