"""Cues in a sentence: the verbs, nouns, adjectives and phrases that attribute, each with its source and content by the parse."""

from collections.abc import Iterator
from typing import NamedTuple

from twosource.annotate.content import Content, content, rest
from twosource.annotate.parse import Token
from twosource.annotate.speakers import is_passive, referred, resumes, source_words, speaker
from twosource.annotate.tree import Tree
from twosource.lang.cues import Cue, CueIndex, Cues, Phrase, Takes
from twosource.model.claim import Act
from twosource.model.report import Span

_LONGEST = 500  # tokens: what is longer is a table or a list, and its tree tells nothing
_BESIDE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})
_JOINS = frozenset({"CCONJ", "PUNCT", "SPACE"})
_PEOPLES = frozenset({"NORP", "GPE", "ORG", "PERSON"})  # "the Norvikian goal", "the Arden plan"
_MODIFIERS = frozenset({"amod", "compound", "nmod"})  # "pledged delegates" says nothing of who pledged what
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_CUE = frozenset({"when", "where", "how", "why", "so", "then", "however", "meanwhile", "but", "now", "as"})


class Frame(NamedTuple):
    """A cue with what the parse says of it; `content` is empty for a cue whose words stand in quotation marks elsewhere."""

    verb: Token
    act: Act
    negative: bool
    cue: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    speaker: Token | None = None
    content: tuple[Span, ...] = ()
    negated: bool = False
    told: Token | None = None
    medium: tuple[Span, ...] = ()
    speaks: bool = False

    clausal: bool = False
    elided: bool = False
    over: Token | None = None  # of a phrase: the verb of the clause it stands with
    loose: bool = False  # the content was read off the order of words, not off the parse

    @property
    def names_third_party(self) -> bool:
        """Whether somebody is named who says it in a clause: only such words are an attribution of their own inside somebody else's."""
        if self.speaker is None or self.elided or not self.clausal:
            return False
        if self.verb.pos == "NOUN":
            return self.speaker.pos in {"PROPN", "NOUN"}
        return self.verb.tag in _FINITE and (self.speaker.pos == "PROPN" or (self.speaker.pos == "NOUN" and self.speaks))


def frames(tree: Tree, index: CueIndex, cues: Cues) -> list[Frame]:
    """All attributions that the sentence's own parse bears out, in order, and its cues that may govern a quotation."""
    found: list[Frame] = []
    if len(tree.tokens) > _LONGEST:
        return found
    for token in tree.tokens:
        if token.pos in {"VERB", "AUX"} and token.dep not in _MODIFIERS and (uses := index.verbs.get(token.lower)):
            found.extend(_verbal(tree, token, uses, index, cues))
        elif token.pos == "NOUN" and (uses := index.nouns.get(token.lower)):
            found.extend(_nominal(tree, token, uses[0], index))
        elif token.pos in {"ADJ", "VERB"} and (uses := index.adjectives.get(token.lower)):
            found.extend(_adjectival(tree, token, uses[0]))
    found.extend(_phrasal(tree, index, cues))
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
        negative=use.negative != _is_negated(tree, verb),
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
        loose=bool(loose),
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
    first = _leftmost(tree, verb)
    carrier = tree.head(verb)
    if verb.dep == "xcomp" and carrier.lower in index.carriers and 0 < verb.i - carrier.i <= 3:
        first = _leftmost(tree, carrier)
    words = list(range(first, verb.i + 1))
    after = {child.i for child in tree.children(verb, "prt", "neg")} | ({said.preposition.i} if said and said.preposition else set())
    if said and said.cue.prt:
        after |= {child.i for child in tree.children(verb) if child.lower == said.cue.prt}
    at = verb.i + 1
    while at in after:
        words.append(at)
        at += 1
    return words


def _leftmost(tree: Tree, verb: Token) -> int:
    at = verb.i
    while at > 0:
        left = tree.tokens[at - 1]
        if left.dep not in _BESIDE_CUE or left.lower in _NOT_CUE or left.pos == "PUNCT" or left.head not in range(at, verb.i + 1):
            break
        at -= 1
    return at


def _is_negated(tree: Tree, verb: Token) -> bool:
    return any(child.lower in {"never", "nor"} or child.dep == "neg" for child in tree.children(verb))


def _content_negated(tree: Tree, said: Content) -> bool:
    """Whether the main verb of the content is negated."""
    return any(is_negated_clause(tree, top) for top in _tops(tree, said.indices))


def is_negated_clause(tree: Tree, verb: Token) -> bool:
    """As in "not", "never", or a "no" with the verb's own subject or object."""
    if _is_negated(tree, verb):
        return True
    arguments = tree.children(verb, "nsubj", "nsubjpass", "dobj", "attr")
    return any(
        child.lower in {"no", "neither"} and child.dep in {"det", "neg", "preconj"} for thing in arguments for child in tree.children(thing)
    ) or any(thing.lower in {"nothing", "nobody", "none", "no-one"} for thing in arguments)


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


def _nominal(tree: Tree, noun: Token, use: Cue, index: CueIndex) -> Iterator[Frame]:
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
    first = _leftmost(tree, lender) if lender and not owner else noun.i
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


def _adjectival(tree: Tree, adjective: Token, use: Cue) -> Iterator[Frame]:
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
    first = _leftmost(tree, be) if 0 < adjective.i - be.i <= 3 else adjective.i
    negated = _is_negated(tree, be)
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


def _phrasal(tree: Tree, index: CueIndex, cues: Cues) -> Iterator[Frame]:
    """As in "according to the harbour office, ...", "in the mayor's view, ..."."""
    lowered = [token.lower for token in tree.tokens]
    for phrase in cues.phrases:
        words = phrase.words.split()
        for at in range(len(lowered) - len(words)):
            if lowered[at : at + len(words)] == words:
                last = tree.tokens[at + len(words) - 1]
                if frame := _closed_phrase(tree, at, last, phrase, index) if phrase.after else _open_phrase(tree, at, last, phrase, index):
                    yield frame


def _open_phrase(tree: Tree, at: int, last: Token, phrase: Phrase, index: CueIndex) -> Frame | None:
    thing = tree.child(last, "pobj", "pcomp")
    if thing is None:
        return None
    return _phrase_frame(tree, range(at, last.i + 1), thing, phrase, tree.below(thing), index)


def _closed_phrase(tree: Tree, at: int, last: Token, phrase: Phrase, index: CueIndex) -> Frame | None:
    thing = tree.child(last, "pobj")
    owner = tree.child(thing, "poss") if thing and thing.lower in phrase.after else None
    if thing is None or owner is None:
        return None
    frame = _phrase_frame(tree, range(at, last.i + 1), owner, phrase, tree.below(thing), index)
    return frame._replace(cue=(tree.tokens[at].span, thing.span)) if frame else None


def _next_clause(tree: Tree, top: Token, last: int) -> set[int]:
    """As in "..., according to an aide, but he told ...": a clause with its own subject behind the phrase is another."""
    for clause in tree.children(top, "conj"):
        if top.i < last < clause.i and tree.child(clause, "nsubj", "nsubjpass", "expl"):
            start = tree.below(clause)[0]
            while start - 1 > last and tree.tokens[start - 1].pos in _JOINS:
                start -= 1
            return {i for i in tree.below(top) if i >= start}
    return set()


def _phrase_frame(  # noqa: PLR0917 - the phrase with all that it stands in
    tree: Tree, words: range, who: Token, phrase: Phrase, inside: list[int], index: CueIndex
) -> Frame | None:
    first = tree.tokens[words[0]]
    top = next((above for above in tree.above(first) if above.pos in {"VERB", "AUX"} and above.i not in inside), None)
    source = source_words(tree, who, words[-1])
    told = index.nouns.get(who.lower) if phrase.act is Act.SAID else None
    taken = {*words, *inside}
    taken |= _next_clause(tree, top, words[-1]) if top else set()
    rest = [i for i in tree.below(top) if i not in taken] if top else [token.i for token in tree.tokens if token.i not in taken]
    return Frame(
        verb=first,
        act=told[0].act if told else phrase.act,
        negative=False,
        cue=(Span(first.start, tree.tokens[words[-1]].end),),
        source=source,
        speaker=who,
        content=tuple(tree.runs(rest)),
        negated=is_negated_clause(tree, top) if top else False,
        speaks=True,
        over=top,
    )
