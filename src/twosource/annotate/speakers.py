"""Who speaks: the subject of a cue, found along the dependency path where it is left out."""

from typing import NamedTuple

from twosource.annotate.parse import Token
from twosource.annotate.tree import Tree
from twosource.model.report import Span

_SUBJECTS = ("nsubj", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "dep", "parataxis", "ccomp", "pcomp", "prep", "acomp", "oprd"})
_CLIMB = 8  # no sentence nests its speaker deeper


class Speaker(NamedTuple):
    """The head word of a source. `elided` when it is the subject of another verb."""

    head: Token
    elided: bool = False


def speaker(tree: Tree, verb: Token, *, goes_on: bool = False) -> Speaker | None:
    """The subject of an active verb or the agent of a passive one; of a verb without either, the subject it shares.

    One that `goes_on` shares it with the verb of saying above the clause that it hangs in.
    """
    if is_passive(tree, verb):
        return _agent(tree, verb)
    at = _governor(tree, verb) if goes_on or resumes(tree, verb) else verb
    for _ in range(_CLIMB):
        if subject := tree.child(at, *_SUBJECTS):
            return Speaker(subject, elided=at is not verb)
        if tree.child(at, "nsubjpass", "expl"):
            passive = tree.child(at, "nsubjpass")
            return Speaker(passive, elided=True) if passive and at is not verb else None
        head = tree.head(at)
        if head is at:
            return None
        if at.dep == "acl" and at.tag == "VB":
            return None  # in "pressure to accept" nobody has accepted
        if at.dep == "acl" and at.tag == "VBG" and head.pos in {"NOUN", "PROPN", "PRON"}:
            return _main_subject(tree, head) if _is_loose(tree, at) else Speaker(head)
        if at.dep == "xcomp" and (asked := tree.child(head, "dobj")) and head is not verb and asked.i < at.i:
            return Speaker(asked, elided=True)
        if at.dep not in _SHARES_SUBJECT or (at.dep == "ccomp" and not _headless(at)):
            return None
        at = head
    return None


def resumes(tree: Tree, verb: Token) -> bool:
    """As in "said Arden would stay and wants a vote": a finite verb goes with no infinitive and no noun, so with the outer verb."""
    head = tree.head(verb)
    if verb.dep != "conj" or verb.tag not in {"VBD", "VBZ", "VBP"} or tree.child(verb, "nsubj", "nsubjpass", "expl", "aux"):
        return False
    if verb.pos == "VERB" and head.pos in {"NOUN", "PROPN"}:
        return True
    return head.tag in {"VB", "VBG"} or (head.tag == "VBN" and any(aux.tag == "MD" for aux in tree.children(head, "aux")))


def _governor(tree: Tree, verb: Token) -> Token:
    """The verb above the clause that a resuming verb was hung into."""
    at = tree.head(verb)
    while at.dep == "conj" and tree.head(at) is not at:
        at = tree.head(at)
    return tree.head(at)


def _is_loose(tree: Tree, participle: Token) -> bool:
    """A participle behind a comma goes with its sentence's subject, whatever noun the parse hangs it on."""
    return participle.tag == "VBG" and participle.i > 0 and tree.tokens[participle.i - 1].text == ","


def _main_subject(tree: Tree, noun: Token) -> Speaker:
    for above in tree.above(noun):
        if above.pos in {"VERB", "AUX"} and (subject := tree.child(above, *_SUBJECTS)):
            return Speaker(subject, elided=True)
    return Speaker(noun)


def _headless(token: Token) -> bool:
    """A finite or participle verb whose subject headline style leaves out ("Mayor resigns, says ...")."""
    return token.tag in {"VBZ", "VBG", "VBD", "VBP", "VBN"}


def is_passive(tree: Tree, verb: Token) -> bool:
    """Whether the verb is passive; a reduced relative ("a plan announced by ...") is passive too."""
    if tree.child(verb, "nsubjpass", "auxpass"):
        return True
    return verb.tag == "VBN" and verb.dep in {"acl", "relcl", "advcl"} and not tree.child(verb, "aux", "nsubj")


def _agent(tree: Tree, verb: Token) -> Speaker | None:
    by = tree.child(verb, "agent")
    who = tree.child(by, "pobj") if by else None
    return Speaker(who) if who else None


def source_words(tree: Tree, head: Token, cue: int) -> tuple[Span, ...]:
    """The noun phrase of a source: titles and apposition in, relative clauses out."""
    left_out = {child.i for child in tree.children(head) if child.dep in {"relcl", "advcl", "parataxis"}}
    for i in tree.below(head):
        if tree.tokens[i].dep == "relcl" or i == cue or _is_aside(tree, tree.tokens[i]):
            left_out.add(i)
    kept = tree.below(head, without=left_out)
    run = _run_of(kept, head.i)
    while len(run) > 1 and tree.tokens[run[-1]].pos in {"PUNCT", "SPACE", "CCONJ"} and tree.tokens[run[-1]].text not in {")", "]"}:
        run.pop()
    while len(run) > 1 and tree.tokens[run[0]].pos in {"PUNCT", "SPACE"} and tree.tokens[run[0]].text not in {"(", "["}:
        run.pop(0)
    last = tree.tokens[run[-1]]
    if last.i + 1 < cue and tree.tokens[last.i + 1].text == "," and tree.child(head, "appos"):
        last = tree.tokens[last.i + 1]
    return (Span(tree.tokens[run[0]].start, last.end),)


def _is_aside(tree: Tree, token: Token) -> bool:
    """A participle behind a comma says what the speaker does meanwhile: "..., repeating that", "..., wrapped in a blanket"."""
    return token.dep == "acl" and token.tag in {"VBG", "VBN"} and token.i > 0 and tree.tokens[token.i - 1].text == ","


def _run_of(indices: list[int], head: int) -> list[int]:
    """The unbroken run that holds the head."""
    at = indices.index(head)
    first = last = at
    while first > 0 and indices[first - 1] == indices[first] - 1:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] == indices[last] + 1:
        last += 1
    return indices[first : last + 1]


def referred(tree: Tree, head: Token) -> Token:
    """The word a relative pronoun stands for, else the word itself."""
    if head.lower in _RELATIVES:
        for above in tree.above(head):
            if above.dep == "relcl":
                return tree.head(above)
    return head
