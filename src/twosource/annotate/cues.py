"""Cues in a sentence: the verbs, nouns, adjectives and phrases that attribute, each with its source and content by the parse."""

from collections.abc import Iterator

from twosource.annotate.content import Content, content, rest
from twosource.annotate.frame import Frame, is_negated, is_negated_clause, leftmost
from twosource.annotate.nominal import adjectival, nominal
from twosource.annotate.parse import Token
from twosource.annotate.phrasal import phrasal
from twosource.annotate.speakers import is_passive, referred, resumes, source_words, speaker
from twosource.annotate.tree import Tree
from twosource.lang.cues import Cue, CueIndex, Cues, Takes
from twosource.model.claim import Act
from twosource.model.report import Span

_LONGEST = 500  # tokens: what is longer is a table or a list, and its tree tells nothing
_BESIDE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
_JOINS = frozenset({"CCONJ", "PUNCT", "SPACE"})
_PEOPLES = frozenset({"NORP", "GPE", "ORG", "PERSON"})  # "the Norvikian goal", "the Arden plan"
_MODIFIERS = frozenset({"amod", "compound", "nmod"})  # "pledged delegates" says nothing of who pledged what
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_CUE = frozenset({"when", "where", "how", "why", "so", "then", "however", "meanwhile", "but", "now", "as"})


def frames(tree: Tree, index: CueIndex, cues: Cues) -> list[Frame]:
    """All attributions that the sentence's own parse bears out, in order, and its cues that may govern a quotation."""
    found: list[Frame] = []
    if len(tree.tokens) > _LONGEST:
        return found
    for token in tree.tokens:
        if token.pos in {"VERB", "AUX"} and token.dep not in _MODIFIERS and (uses := index.verbs.get(token.lower)):
            found.extend(_verbal(tree, token, uses, index, cues))
        elif token.pos == "NOUN" and (uses := index.nouns.get(token.lower)):
            found.extend(nominal(tree, token, uses[0], index))
        elif token.pos in {"ADJ", "VERB"} and (uses := index.adjectives.get(token.lower)):
            found.extend(adjectival(tree, token, uses[0]))
    found.extend(phrasal(tree, index, cues))
    return sorted(found, key=lambda frame: frame.verb.i)


def _verbal(tree: Tree, verb: Token, uses: tuple[Cue, ...], index: CueIndex, cues: Cues) -> Iterator[Frame]:
    said = content(tree, verb, uses)
    speaks = next((cue for cue in uses if Takes.QUOTE in cue.takes), None)
    if said is None and speaks is None:
        return
    who = speaker(tree, verb, goes_on=_goes_on(tree, verb, index))
    if who and who.head.lower in {"it", "there", "that", "this"} and is_passive(tree, verb):
        who = None
    use = said.cue if said else speaks
    assert use is not None  # noqa: S101 - one of the two was found
    words = cue_words(tree, verb, said, index)
    loose = _loose_content(tree, verb, speaks) if said is None and speaks and who else []
    yield Frame(
        verb=verb,
        act=_act(tree, use, said, who.head if who else None, index),
        negative=use.negative != is_negated(tree, verb),
        cue=tuple(tree.runs(words)),
        source=source_words(tree, who.head, verb.i) if who else (),
        speaker=referred(tree, who.head) if who else None,
        content=tuple(tree.runs(_own_words(tree, said.indices, words, index)))
        if said
        else tuple(tree.runs(_own_words(tree, loose, words, index))),
        negated=_content_negated(tree, said) if said else False,
        told=_told(tree, verb, use),
        medium=_medium(tree, verb, cues),
        speaks=speaks is not None,
        clausal=said is not None and said.clausal,
        elided=who is not None and who.elided,
    )


def _act(tree: Tree, use: Cue, said: Content | None, who: Token | None, index: CueIndex) -> Act:
    """What saying does: "said that the board must resign" demands, "rumours said" speculates."""
    if use.act not in {Act.SAID, Act.CLAIMED}:
        return use.act
    if said is not None and said.clausal and any(_is_demand(tree, top) for top in _tops(tree, said.indices)):
        return Act.DEMANDED
    told = index.nouns.get(who.lower) if who is not None and use.act is Act.SAID else None
    return told[0].act if told else use.act


def _is_demand(tree: Tree, verb: Token) -> bool:
    """As in "must pay", "should not pay"; what "must have been" or "should have been" speaks of is past."""
    aux = tree.children(verb, "aux")
    return any(word.lower in {"must", "should"} for word in aux) and not any(word.lemma == "have" for word in aux)


def _tops(tree: Tree, indices: list[int]) -> list[Token]:
    """The words of a content that hang on nothing inside it."""
    inside = set(indices)
    return [tree.tokens[i] for i in indices if tree.tokens[i].head not in inside or tree.tokens[i].head == i]


def _loose_content(tree: Tree, verb: Token, use: Cue) -> list[int]:
    if Takes.CLAUSE not in use.takes or is_passive(tree, verb) or verb.tag not in {"VBD", "VBZ", "VBP", "VBN", "VBG"}:
        return []
    return rest(tree, verb)


def _own_words(tree: Tree, indices: list[int], words: list[int], index: CueIndex) -> list[int]:
    """The content without the cue, without what the same speaker is said to say next, and without the conjunction that joins it on."""
    taken = set(words)
    inside = set(indices)
    for i in indices:
        token = tree.tokens[i]
        if token.dep == "conj" and token.head in inside and _says_next(tree, token, index):
            taken.update(tree.below(token))
    kept = _before_aside(tree, [i for i in indices if i not in taken])
    while kept and tree.tokens[kept[-1]].pos in _JOINS:
        kept.pop()
    return kept


def _before_aside(tree: Tree, indices: list[int]) -> list[int]:
    """Without a last ", which ..." or ", who ...": there the report mostly speaks for itself again."""
    for i in indices:
        if tree.tokens[i].dep == "relcl":
            aside = tree.below(tree.tokens[i])
            if aside[-1] >= indices[-1] and aside[0] > 0 and tree.tokens[aside[0] - 1].text == ",":
                return [k for k in indices if k < aside[0]]
    return indices


def _says_next(tree: Tree, verb: Token, index: CueIndex) -> bool:
    """As in "said he would stay and added that ...": a second verb of saying that the parse has hung below the first one's content."""
    if tree.child(verb, "nsubj", "nsubjpass", "expl"):
        return False
    finite = verb.tag in {"VBD", "VBZ"}
    if finite and any(Takes.QUOTE in cue.takes for cue in index.verbs.get(verb.lower, ())):
        return True
    return finite and resumes(tree, verb)


def _goes_on(tree: Tree, verb: Token, index: CueIndex) -> bool:
    """Whether what another verb of saying governs ends here, as in "warned that the banks were weak and urged residents to stay away"."""
    clause = tree.head(verb)
    while clause.dep == "conj" and tree.head(clause) is not clause:
        clause = tree.head(clause)
    above = tree.head(clause)
    if verb.dep != "conj" or clause.dep != "ccomp" or clause.i < above.i or not _says_next(tree, verb, index):
        return False
    return any(Takes.QUOTE in cue.takes for cue in index.verbs.get(above.lower, ()))


def cue_words(tree: Tree, verb: Token, said: Content | None, index: CueIndex) -> list[int]:
    """The verb with its auxiliaries, negation and adverbs beside it, its particle, its preposition, and a verb that carries it."""
    first = leftmost(tree, verb)
    carrier = tree.head(verb)
    if verb.dep == "xcomp" and carrier.lower in index.carriers and 0 < verb.i - carrier.i <= 3:
        first = leftmost(tree, carrier)
    words = list(range(first, verb.i + 1))
    after = {child.i for child in tree.children(verb, "prt", "neg")} | ({said.preposition.i} if said and said.preposition else set())
    if said and said.cue.prt:
        after |= {child.i for child in tree.children(verb) if child.lower == said.cue.prt}
    at = verb.i + 1
    while at in after:
        words.append(at)
        at += 1
    return words


def _content_negated(tree: Tree, said: Content) -> bool:
    """Whether the main verb of the content is negated."""
    return any(is_negated_clause(tree, top) for top in _tops(tree, said.indices))


def _told(tree: Tree, verb: Token, use: Cue) -> Token | None:
    if Takes.TOLD in use.takes and not is_passive(tree, verb):
        return (
            tree.child(verb, "dative")
            if (tree.child(verb, "dative") or verb).pos != "ADP" and tree.child(verb, "dative")
            else tree.child(verb, "dobj")
        )
    to = next((child for child in tree.children(verb, "prep", "dative") if child.lower == "to" and child.i > verb.i), None)
    return tree.child(to, "pobj") if to and Takes.CLAUSE in use.takes else None


def _medium(tree: Tree, verb: Token, cues: Cues) -> tuple[Span, ...]:
    """Phrases that say through what: "in a late address", "on the radio"; and a carrier named behind a said-clause."""
    found: list[Span] = []
    for child in tree.children(verb, "prep"):
        thing = tree.child(child, "pobj")
        if thing and child.lower in cues.media_prepositions and (thing.lemma.lower() in cues.media or thing.lower in cues.media):
            words = tree.below(child, without={i for i in tree.below(child) if tree.tokens[i].dep in {"relcl", "advcl"}})
            found.append(Span(tree.tokens[words[0]].start, tree.tokens[words[-1]].end))
    return tuple(found)
