"""What is attributed: the pieces of a cue's content by the form that the cue takes."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from twosource.annotate.parse import Token
from twosource.annotate.speakers import is_passive
from twosource.annotate.tree import Tree
from twosource.lang.cues import Cue, Takes
from twosource.model.report import Span

_CITED = re.compile(r"\s*\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]?\.?$")  # a citation mark behind the content is the report's own
_TRIMMED = " \t\r\n\u00a0,;:—–-"


class Content(NamedTuple):
    """Tokens of a content by index, the use of the cue that took it, and the preposition that belongs to the cue."""

    cue: Cue
    indices: list[int]
    preposition: Token | None = None
    clausal: bool = False


def content(tree: Tree, verb: Token, uses: Sequence[Cue]) -> Content | None:
    """What the verb attributes, by the first of its forms that the sentence bears out."""
    for find in _PASSIVE if is_passive(tree, verb) else _ACTIVE:
        for cue in uses:
            if cue.prt and not _has_particle(tree, verb, cue.prt):
                continue
            if found := find(tree, verb, cue):
                return found
    return None


def _has_particle(tree: Tree, verb: Token, particle: str) -> bool:
    return any(child.lower == particle for child in tree.children(verb) if child.i > verb.i)


def _is_finite(tree: Tree, clause: Token) -> bool:
    if clause.tag in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(child.tag in {"MD", "VBD", "VBZ", "VBP"} for child in tree.children(clause, "aux", "auxpass"))


def _clause(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    if Takes.CLAUSE not in cue.takes:
        return None
    infinitive = tree.child(verb, "xcomp") if Takes.TO in cue.takes else None
    for clause in tree.children(verb, "ccomp"):
        if infinitive and verb.i < infinitive.i < clause.i:
            continue  # "promised to pay on the same day that a nurse said ..."
        if _is_finite(tree, clause) or (clause.i < verb.i and Takes.QUOTE in cue.takes) or tree.child(clause, "mark"):
            return Content(cue, tree.below(clause), clausal=True)
    if verb.dep == "parataxis" or (verb.dep == "advcl" and _as_inset(tree, verb)) or _follows(tree, verb, cue):
        return Content(cue, tree.below(tree.head(verb), without={verb.i}), clausal=True)
    return None


def _follows(tree: Tree, verb: Token, cue: Cue) -> bool:
    """As in "The dam gave way, later than it said, the mayor claimed": joined by a comma alone, and nothing of its own behind it."""
    subject = tree.child(verb, "nsubj")
    if verb.dep != "conj" or Takes.QUOTE not in cue.takes or subject is None or tree.child(verb, "dobj", "xcomp", "ccomp"):
        return False
    first = tree.below(subject)[0]
    return tree.head(verb).i < first and first > 0 and tree.tokens[first - 1].text == ","


def _as_inset(tree: Tree, verb: Token) -> bool:
    """As in "as the mayor said, ..." attributes the clause it stands in."""
    return any(child.lower == "as" for child in tree.children(verb, "mark", "advmod")) and not tree.child(verb, "dobj", "xcomp")


def _infinitive(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    if Takes.TO not in cue.takes:
        return None
    for clause in tree.children(verb, "xcomp"):
        if clause.i > verb.i and clause.tag == "VB" and any(aux.tag == "TO" for aux in tree.children(clause, "aux")):
            return Content(cue, tree.below(clause), clausal=True)
    return None


def _asked(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "urged residents to leave": who is asked and what to do belong together."""
    if Takes.PERSON not in cue.takes:
        return None
    on = _preposition(tree, verb, cue)
    for clause in tree.children(verb, "xcomp", "ccomp", "advcl"):
        if clause.i > verb.i and any(aux.tag == "TO" for aux in tree.children(clause, "aux")):
            asked = tree.child(on, "pobj") if on else tree.child(verb, "dobj")
            if asked and asked.i < clause.i:
                return Content(cue, sorted({*tree.below(asked), *tree.below(clause)}), on, clausal=True)
            if tree.child(clause, "nsubj"):
                return Content(cue, tree.below(clause), clausal=True)
    return None


def _gerund(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    if Takes.ING not in cue.takes:
        return None
    for clause in tree.children(verb, "xcomp", "ccomp", "dobj"):
        if clause.i > verb.i and clause.tag == "VBG":
            return Content(cue, tree.below(clause))
    return None


def _predicated(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "called the plan a mistake", "described it as vital": the thing and what is said of it."""
    if Takes.AS not in cue.takes:
        return None
    said = [
        child
        for child in tree.children(verb, "oprd", "xcomp", "ccomp", "prep")
        if child.i > verb.i and (child.dep != "prep" or child.lower == "as")
    ]
    thing = tree.child(verb, "dobj")
    if thing and said:
        return Content(cue, sorted({*tree.below(thing), *(i for child in said for i in tree.below(child))}))
    clause = next((child for child in said if child.dep in {"ccomp", "oprd"} and tree.child(child, "nsubj")), None)
    return Content(cue, tree.below(clause)) if clause else None


def _preposition(tree: Tree, verb: Token, cue: Cue) -> Token | None:
    return next((child for child in tree.children(verb, "prep") if child.lower in cue.prep and child.i > verb.i), None)


def _prepositional(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    at = _preposition(tree, verb, cue)
    if at is None or (Takes.PERSON in cue.takes and cue.prep == ("on",)):
        return None
    if (thing := tree.child(verb, "dobj")) and Takes.TOLD not in cue.takes:  # "accused the crew of lying"
        return Content(cue, sorted({*tree.below(thing), *tree.below(at)}))
    inside = [i for i in tree.below(at) if i != at.i]
    return Content(cue, inside, at) if inside else None


def _object(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    if Takes.NP not in cue.takes:
        return None
    thing = tree.child(verb, "dobj")
    if thing is None:
        return None
    if thing.i < verb.i:
        return _antecedent(tree, verb, thing, cue)
    words = tree.below(thing)
    for after in tree.children(verb, "prep"):  # a phrase right behind the object is read with it, wherever the parse hangs it
        if after.i == words[-1] + 1:
            words.extend(tree.below(after))
    for after in tree.children(verb, "advcl"):
        if tree.below(after)[0] == words[-1] + 1 and _opened_by(tree, after, "before", "until", "unless"):
            words.extend(tree.below(after))
    return Content(cue, words)


def _antecedent(tree: Tree, verb: Token, thing: Token, cue: Cue) -> Content | None:
    """As in "an offer which the union rejects": what the relative pronoun stands for."""
    noun = tree.head(verb)
    if verb.dep != "relcl" or thing.lower not in {"which", "that", "whom"}:
        return None
    return Content(cue, tree.below(noun, without={verb.i}))


def _passive_clause(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "it was reported that ...", "she was told that ..."."""
    if Takes.CLAUSE not in cue.takes:
        return None
    clause = next((child for child in tree.children(verb, "ccomp") if _is_finite(tree, child) and child.i > verb.i), None)
    return Content(cue, tree.below(clause)) if clause else None


def _passive_infinitive(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "the ferry is said to be unsafe": the subject is part of what is said."""
    if not {Takes.PASSIVE, Takes.PERSON, Takes.AS} & set(cue.takes):
        return None
    thing = tree.child(verb, "nsubjpass")
    said = [
        child for child in tree.children(verb, "xcomp", "oprd", "prep") if child.i > verb.i and (child.dep != "prep" or child.lower == "as")
    ]
    return Content(cue, sorted({*tree.below(thing), *(i for child in said for i in tree.below(child))})) if thing and said else None


def _passive_object(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "the offer was rejected by ...": the subject is the content, if the sentence says by whom."""
    thing = tree.child(verb, "nsubjpass")
    if thing is None or Takes.NP not in cue.takes or not tree.child(verb, "agent"):
        return None
    return Content(cue, tree.below(thing))


def _passive_asked(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "asked about the pier, she said ...", "when asked if ..."."""
    if Takes.TOLD not in cue.takes or Takes.QUOTE not in cue.takes:
        return None
    clause = next((child for child in tree.children(verb, "advcl") if child.i > verb.i and _opened_by(tree, child, "if", "whether")), None)
    if clause:
        return Content(cue, tree.below(clause), clausal=True)
    about = next((child for child in tree.children(verb, "prep") if child.lower in cue.prep and child.i > verb.i), None)
    return Content(cue, [i for i in tree.below(about) if i != about.i], about) if about and tree.children(about) else None


def _opened_by(tree: Tree, clause: Token, *words: str) -> bool:
    return any(child.lower in words for child in tree.children(clause, "mark"))


def _named_in_quotes(tree: Tree, verb: Token, cue: Cue) -> Content | None:
    """As in "called the plan 'a mistake'" where the parse sees one object: what is said stands in marks."""
    if Takes.AS not in cue.takes or not (thing := tree.child(verb, "dobj", "ccomp")) or thing.i < verb.i:
        return None
    after = [i for i in tree.below(verb) if i >= min(tree.below(thing)) and i > verb.i]
    return Content(cue, after) if any(tree.tokens[i].text in _QUOTE_TOKENS for i in after) else None


def rest(tree: Tree, verb: Token) -> list[int]:
    """What follows a verb of saying that the parse gives no clause: from "that" on, else if a clause begins there."""
    after = tree.tokens[verb.i + 1 :]
    start = next((token.i for token in after[:_FAR] if token.lower == "that" and token.tag == "IN"), None)
    if (
        start is None
        and after
        and (after[0].pos in _OPENS_CLAUSE or after[0].text in _QUOTE_TOKENS)
        and after[0].ent not in {"DATE", "TIME"}
    ):
        start = after[0].i
    if start is None:
        return []
    kept = tree.tokens[start:]
    finite = any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in kept)
    return [token.i for token in kept] if finite or kept[0].text in _QUOTE_TOKENS else []


_FAR = 20  # tokens between a verb of saying and its "that"
_OPENS_CLAUSE = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
_QUOTE_TOKENS = frozenset({'"', "“", "''", "``", "‘", "«", "„"})
_ACTIVE: tuple[Callable[[Tree, Token, Cue], Content | None], ...] = (
    _clause,
    _asked,
    _infinitive,
    _predicated,
    _named_in_quotes,
    _prepositional,
    _gerund,
    _object,
)
_PASSIVE: tuple[Callable[[Tree, Token, Cue], Content | None], ...] = (_passive_clause, _passive_infinitive, _passive_object, _passive_asked)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without space and loose punctuation at its ends; a full stop stays only inside closing marks."""
    start, end = span
    while True:  # not by recursion: a thousand brackets or citations can stand in a row
        while start < end and (text[start] in _TRIMMED or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _TRIMMED or text[end - 1] in "([" or text[end - 1].isspace()):
            end -= 1
        if text[end : end + 1] == ")" and text.rfind("(", start, end) > text.rfind(")", start, end):
            return Span(start, end + 1)  # "(3,237 acres)"
        cited = _CITED.search(text, max(start, end - 24), end)
        if cited is None:
            break
        end = cited.start()
    if end > start and text[end - 1] == "." and not _abbreviated(text, start, end):
        end -= 1
    return Span(start, end) if start < end else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """A stop after one capital or inside initials belongs to the word ("U.S.")."""
    word = text[max(start, end - 8) : end - 1].rsplit(maxsplit=1)[-1:] or [""]
    return "." in word[0] or (len(word[0]) == 1 and word[0].isupper())


def without(pieces: Sequence[Span], taken: Collection[Span]) -> list[Span]:
    """The pieces with whatever overlaps `taken` cut away."""
    left = list(pieces)
    for hole in taken:
        left = [part for piece in left for part in _cut(piece, hole)]
    return left


def _cut(piece: Span, hole: Span) -> list[Span]:
    if not piece.overlaps(hole):
        return [piece]
    parts = [Span(piece.start, hole.start), Span(hole.end, piece.end)]
    return [part for part in parts if part.start < part.end]
