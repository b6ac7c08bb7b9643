"""The sentences of a draft and of its sources as trees, and which words of the one stand for which of the other."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from twosource.annotate.parse import Parse, Sentence, Token, parses
from twosource.connect.terms import family, stem
from twosource.connect.wording import fold
from twosource.lang import language
from twosource.lang.inflections import Part
from twosource.lang.negations import Sides, are_across
from twosource.model.report import Report, Span
from twosource.tell.audit.kinship import entry, kin
from twosource.tell.audit.sources import Word, words_of
from twosource.values.name import plain

#: How near two words must be in sense to stand for one another.
ALIKE = 0.85
#: What a verb weighs that says little: "put", "see".
SLIGHT = 0.1
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "pobj"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "neither"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "barely"})


#: Trees that are kept at most, by text and stretch.
MOST_TREES = 8192


class Node(NamedTuple):
    """A token with its word, where it is one that carries news."""

    token: Token
    word: Word | None


class Clause(NamedTuple):
    """A parsed sentence: its nodes, in order, each with the index of its head."""

    nodes: tuple[Node, ...]

    def children(self, i: int) -> list[int]:
        return [j for j, node in enumerate(self.nodes) if node.token.head == i and j != i]

    def head(self, i: int) -> int:
        return self.nodes[i].token.head

    def subtree(self, i: int) -> list[int]:
        found, at = [], [i]
        while at:
            here = at.pop()
            found.append(here)
            at.extend(self.children(here))
        return sorted(found)


_TREES: dict[tuple[str, Span], Clause] = {}


def clauses(report: Report, span: Span) -> Clause:
    """The tree of a stretch of text: of each of its sentences one after the other."""
    at = report.text, span
    return _TREES.get(at) or _made({at: report})[at]


def foresee(wanted: Iterable[tuple[Report, Span]]) -> None:
    """Makes the trees of many stretches together, which takes a fifth of the time that they take one by one; `clauses` then has them."""
    new = {at: report for report, span in wanted if (at := (report.text, span)) not in _TREES}
    if new:
        _made(new)


def _made(wanted: dict[tuple[str, Span], Report]) -> dict[tuple[str, Span], Clause]:
    parsed = parses([msgspec.structs.replace(report, sentences=(span,)) for (_, span), report in wanted.items()], trees=True)
    made = {(text, span): _clause(text, found) for (text, span), found in zip(wanted, parsed, strict=True)}
    if len(_TREES) + len(made) > MOST_TREES:
        _TREES.clear()
    _TREES.update(made)
    return made


def _clause(text: str, found: Parse) -> Clause:
    nodes: list[Node] = []
    for sentence in found.sentences:
        nodes.extend(_nodes(text, sentence, len(nodes)))
    return Clause(tuple(nodes))


def _nodes(text: str, sentence: Sentence, first: int) -> Iterator[Node]:
    for token in sentence.tokens:
        words = words_of(text, token.start, token.end)
        word = words[0] if words else _verb(token)
        yield Node(token._replace(i=token.i + first, head=token.head + first), word)


def _verb(token: Token) -> Word | None:
    """A verb that is too common to tell anything by itself: "put", "see"; its place in the tree tells."""
    if token.pos != "VERB" or token.dep in {"aux", "auxpass"}:
        return None
    letters = plain(fold(token.lower))
    return Word(family(stem(token.lower)), letters, SLIGHT, token.start, token.end) if letters else None


def aligned(one: Clause, other: Clause) -> dict[int, int]:
    """For words of one sentence those of the other that say the same; of several the one whose neighbours say the same too."""
    likes = {
        i: {j: near for j, there in enumerate(other.nodes) if there.word is not None and (near := _near(here, there)) >= ALIKE}
        for i, here in enumerate(one.nodes)
        if here.word is not None
    }
    found: dict[int, int] = {}
    for i, there in likes.items():
        if there:
            found[i] = max(there, key=lambda j: (there[j] + 0.3 * _neighbours(one, other, likes, i, j), -j))
    return found


def _near(one: Node, other: Node) -> float:
    if one.word is None or other.word is None:
        return 0.0
    return 1.0 if one.word.stem == other.word.stem else kin(one.word.plain, other.word.plain)


def _neighbours(one: Clause, other: Clause, likes: dict[int, dict[int, float]], i: int, j: int) -> int:
    """How many words beside one in its tree stand for words beside the other."""
    here, there = {*around(one, i)}, {*around(other, j)}
    return sum(1 for a in here if any(b in there for b in likes.get(a, ())))


def around(clause: Clause, i: int) -> list[int]:
    """The words that a word hangs on or that hang on it, over prepositions and the like."""
    found = []
    at = clause.head(i)
    while at != i and clause.nodes[at].word is None and clause.head(at) != at:
        at = clause.head(at)
    if at != i:
        found.append(at)
    open_ = clause.children(i)
    while open_:
        child = open_.pop()
        if clause.nodes[child].word is None:
            open_.extend(clause.children(child))
        else:
            found.append(child)
    return found


#: "Nothing but spades", "no birds but a cracked blade": what stands behind is not denied.
BUT = re.compile(r"\b(?:nothing|none|nobody|no|not)\b[^,;.]*\bbut\b", re.IGNORECASE)


def negations(clause: Clause, i: int) -> list[int]:
    """The words that deny what a verb says: its own "not", and that of the verbs it completes ("did not want to strike", "refused to")."""
    found = list(_own_negations(clause, i))
    found.extend(_none_such(clause, i))
    at = i
    while (clause.nodes[at].token.dep in _COMPLETING or _is_infinitive(clause, at)) and clause.head(at) != at:
        above = clause.head(at)
        if denies(clause, above):
            found.append(above)
        found.extend(_own_negations(clause, above))
        if clause.nodes[at].token.tag == "VB":  # "is yet to decide"
            found.extend(j for j in clause.children(above) if clause.nodes[j].token.lower == "yet")
        at = above
    return list(dict.fromkeys(found))


def _none_such(clause: Clause, i: int) -> Iterator[int]:
    """What denies a verb from the noun that it narrows, or from the verb that it is joined to: "no receipts that they could find"."""
    above = clause.head(i)
    if clause.nodes[i].token.dep == "relcl":
        yield from (j for j in clause.children(above) if clause.nodes[j].token.lower == "no")
        if clause.nodes[above].token.lower in _NOBODY:
            yield above
        if clause.nodes[i].token.tag == "VB":  # "nobody had time to launch it"
            yield from _own_negations(clause, clause.head(above))
    elif clause.nodes[i].token.dep == "conj":
        yield from (j for j in clause.children(above) if clause.nodes[j].token.lower == "nor" and j < i)


_COMPLETING = frozenset({"xcomp", "pcomp", "acomp", "attr", "oprd"})


def _is_infinitive(clause: Clause, i: int) -> bool:
    """Whether a verb completes a noun: "no plans to review it"."""
    return clause.nodes[i].token.dep == "acl" and clause.nodes[i].token.tag == "VB"


def denies(clause: Clause, i: int) -> bool:
    """Whether a verb denies what hangs on it: "denied", "refused to", "ruled out"."""
    lower = clause.nodes[i].token.lower
    if lower.startswith(("refus", "fail", "lack", "declin")) and clause.nodes[i].token.pos == "VERB":
        return True
    return lower in {"rule", "ruled", "ruling", "rules"} and any(clause.nodes[j].token.lower == "out" for j in clause.children(i))


def _own_negations(clause: Clause, i: int) -> Iterator[int]:
    for j in clause.children(i):
        token = clause.nodes[j].token
        if (token.lower in _NEGATIONS and token.dep in {"neg", "det", "advmod", "preconj", "cc"} and not _is_pseudo(clause, i, j)) or (
            token.lower in _NOBODY and token.dep in _SUBJECTS | _OBJECTS
        ):
            yield j
        elif token.dep in _SUBJECTS | _OBJECTS and clause.nodes[i].token.pos in {"VERB", "AUX"}:
            for k in clause.children(j):
                below = clause.nodes[k].token
                if below.lower in {"no", "neither"} and below.dep in {"det", "neg", "preconj"}:
                    yield k


def _is_pseudo(clause: Clause, i: int, j: int) -> bool:
    """Whether a "not" or "no" denies nothing: "not only", "no fewer than"."""
    del i
    after = clause.nodes[j + 1].token.lower if j + 1 < len(clause.nodes) else ""
    return after[:1].isdigit() or after in {
        "only",
        "just",
        "merely",
        "least",
        "fewer",
        "less",
        "more",
        "later",
        "doubt",
        "matter",
        "sooner",
    }


_PARTS = {"NOUN": Part.NOUN, "VERB": Part.VERB, "ADJ": Part.ADJECTIVE, "ADV": Part.ADVERB}


def opposite(one: Token, other: Token) -> bool:
    """Whether two words say opposite things of one thing: by the table of negations, or as antonyms."""
    return _opposite(one.lower, other.lower, _PARTS.get(one.pos) if one.pos == other.pos else None)


@functools.lru_cache(maxsize=65_536)
def _sides(word: str) -> Sides:
    return language("en").negations.sides(word)


@functools.lru_cache(maxsize=262_144)
def _opposite(one: str, other: str, part: Part | None) -> bool:
    if language("en").negations.turned(one, other) or are_across(_sides(one), _sides(other)):
        return True
    if part is None:
        return False
    left, right = entry(one, part), entry(other, part)
    return not (left.opposites.isdisjoint(right.lemmas) and right.opposites.isdisjoint(left.lemmas))


def is_supposed(clause: Clause, i: int) -> bool:
    """Whether a verb's clause is only supposed, or asked: "once a crime has been committed", "doesn't travel leave a trace?"."""
    marks = {clause.nodes[j].token.lower for j in clause.children(i) if clause.nodes[j].token.dep in {"mark", "advmod"}}
    supposed = language("en").auditing.supposed
    if _is_past(clause, i):
        supposed -= language("en").auditing.once
    return bool(marks & supposed) or clause.nodes[-1].token.text == "?"


def _is_past(clause: Clause, i: int) -> bool:
    """Whether a verb tells what was: "when it was lifted"."""
    helpers = {clause.nodes[j].token.lower for j in clause.children(i) if clause.nodes[j].token.dep in {"aux", "auxpass"}}
    return clause.nodes[i].token.tag == "VBD" or bool(helpers & {"was", "were"})


def is_bounded(clause: Clause, i: int, other: Clause) -> bool:
    """Whether a verb is denied up to a time or but for something, and another sentence has no such bound: "none so large before"."""
    if not negations(clause, i):
        return False
    bounds = _BOUNDS - {node.token.lower for node in other.nodes}
    return any(clause.nodes[j].token.lower in bounds for j in clause.subtree(i))


_BOUNDS = frozenset({"until", "till", "before", "since", "unless", "except", "quite", "only", "all"})


def words_at(clause: Clause, indexes: Sequence[int]) -> list[Word]:
    """The words that carry news at some places."""
    return [word for i in indexes if (word := clause.nodes[i].word) is not None]


def kept(clause: Clause, i: int) -> list[int]:
    """The words of a verb's own clause."""
    found = [i]
    for j in clause.children(i):
        if clause.nodes[j].token.dep not in {"advcl", "ccomp", "conj", "parataxis", "relcl", "punct"}:
            found.extend(clause.subtree(j))
    return sorted(found)


def window(clause: Clause, i: int) -> Span:
    """The words of a verb's clause, without the clauses that hang on it."""
    found = kept(clause, i)
    return Span(clause.nodes[found[0]].token.start, clause.nodes[found[-1]].token.end)


def run(clause: Clause, i: int) -> Span:
    """The words of a verb's clause that stand unbroken about it."""
    own = set(kept(clause, i))
    first = last = i
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return Span(clause.nodes[first].token.start, clause.nodes[last].token.end)
