"""A cue with what the parse says of it."""

from typing import NamedTuple

from twosource.annotate.parse import Token
from twosource.annotate.tree import Tree
from twosource.model.claim import Act
from twosource.model.report import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_CUE = frozenset({"when", "where", "how", "why", "so", "then", "however", "meanwhile", "but", "now", "as"})
_BESIDE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})


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

    @property
    def names_third_party(self) -> bool:
        """Whether somebody is named who says it in a clause: only such words are an attribution of their own inside somebody else's."""
        if self.speaker is None or self.elided or not self.clausal:
            return False
        if self.verb.pos == "NOUN":
            return self.speaker.pos in {"PROPN", "NOUN"}
        return self.verb.tag in _FINITE and (self.speaker.pos == "PROPN" or (self.speaker.pos == "NOUN" and self.speaks))


def leftmost(tree: Tree, verb: Token) -> int:
    """Index of the first word of a verb with the auxiliaries and adverbs before it."""
    at = verb.i
    while at > 0:
        left = tree.tokens[at - 1]
        if left.dep not in _BESIDE_CUE or left.lower in _NOT_CUE or left.pos == "PUNCT" or left.head not in range(at, verb.i + 1):
            break
        at -= 1
    return at


def is_negated(tree: Tree, verb: Token) -> bool:
    """Whether a word has a negation of its own: "not", "never", "nor"."""
    return any(child.lower in {"never", "nor"} or child.dep == "neg" for child in tree.children(verb))


def is_negated_clause(tree: Tree, verb: Token) -> bool:
    """As in "not", "never", or a "no" with the verb's own subject or object."""
    if is_negated(tree, verb):
        return True
    arguments = tree.children(verb, "nsubj", "nsubjpass", "dobj", "attr")
    return any(
        child.lower in {"no", "neither"} and child.dep in {"det", "neg", "preconj"} for thing in arguments for child in tree.children(thing)
    ) or any(thing.lower in {"nothing", "nobody", "none", "no-one"} for thing in arguments)
