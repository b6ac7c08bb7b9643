"""Phrases that attribute: "according to the harbour office, ...", "in the mayor's view, ..."."""

from collections.abc import Iterator

from twosource.annotate.frame import Frame, is_negated_clause
from twosource.annotate.parse import Token
from twosource.annotate.speakers import source_words
from twosource.annotate.tree import Tree
from twosource.lang.cues import CueIndex, Cues, Phrase
from twosource.model.claim import Act
from twosource.model.report import Span

_JOINS = frozenset({"CCONJ", "PUNCT", "SPACE"})


def phrasal(tree: Tree, index: CueIndex, cues: Cues) -> Iterator[Frame]:
    """As in "according to the harbour office, ...", "in the mayor's view, ..."."""
    lowered = [token.lower for token in tree.tokens]
    for phrase in cues.phrases:
        words = phrase.words.split()
        if words[0] not in lowered:
            continue
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
