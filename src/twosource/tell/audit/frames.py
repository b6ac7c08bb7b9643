"""What the verbs of a sentence say, each with who has which part in it."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from twosource.connect.meanings import root, table
from twosource.lang import language
from twosource.lang.inflections import Part
from twosource.lang.relations import Entry, Relation, relation
from twosource.model.claim import Annotation
from twosource.model.report import Report, Span
from twosource.tell.audit.grammar import Clause, clauses
from twosource.tell.audit.kinship import entry
from twosource.tell.audit.referents import Referent, called, referent

_SUBJECT = ("nsubj", "csubj")
_DONE = ("nsubjpass", "csubjpass")
#: Prepositions that the parser takes for those of a noun where they open a clause: "after the treasurer, Edda Quill, told them".
_THEN = frozenset({"after", "before", "since", "until", "because"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


class Frame(NamedTuple):
    """A verb with its parts, as places in its clause: who does it, what it is done to, and all others by their prepositions."""

    at: int
    verb: str
    actors: tuple[int, ...]
    objects: tuple[int, ...]
    others: tuple[tuple[str, int], ...]
    passive: bool


class Scene(NamedTuple):
    """A sentence with its frames and who is meant by each place."""

    clause: Clause
    frames: tuple[Frame, ...]
    who: dict[int, Referent]


@functools.lru_cache(maxsize=8192)
def scene(report: Report, annotation: Annotation, span: Span) -> Scene:
    """The frames of a sentence."""
    clause = clauses(report, span)
    told = called(report, annotation)
    frames = tuple(
        _frame(clause, i) for i, node in enumerate(clause.nodes) if node.token.pos == "VERB" and node.token.dep not in {"aux", "auxpass"}
    )
    places = {i for frame in frames for i in (*frame.actors, *frame.objects, *(j for _, j in frame.others))}
    return Scene(clause, tuple(_turned(frame) for frame in frames), {i: referent(clause, i, told) for i in sorted(places)})


def _frame(clause: Clause, i: int) -> Frame:
    below: dict[str, list[int]] = {}
    for j in clause.children(i):
        below.setdefault(clause.nodes[j].token.dep, []).append(j)
    others = [("to", j) for j in below.get("dative", ()) if clause.nodes[j].token.pos in _NOUNS]
    for j in (*below.get("prep", ()), *below.get("dative", ()), *below.get("agent", ())):
        others += [(clause.nodes[j].token.lower, k) for k in clause.children(j) if clause.nodes[k].token.dep == "pobj"]
    objects = [j for dep in ("dobj", "attr", "oprd") for j in below.get(dep, ())]
    agents = [k for j in below.get("agent", ()) for k in clause.children(j) if clause.nodes[k].token.dep == "pobj"]
    passive = bool(agents) or "auxpass" in below or any(dep in below for dep in _DONE) or is_headlong(clause, i)
    subjects = [j for dep in (*_SUBJECT, *_DONE) for j in below.get(dep, ())] or _shared(clause, i)
    if not subjects and clause.nodes[i].token.dep == "acl" and clause.nodes[i].token.tag == "VBN":
        subjects, passive = [clause.head(i)], True
    if passive and objects and not _has_dative(below):  # "the guard was given the code": who is given it is no object
        others += [("to", j) for j in subjects]
        subjects = []
    actors = agents if passive else subjects
    done = [*objects, *(subjects if passive else ())]
    others += [("of", k) for j in done for k in _inside(clause, j)]
    verb = clause.nodes[i].token.lower
    particle = next((clause.nodes[j].token.lower for j in below.get("prt", ())), None)
    name = f"{root(verb)} {particle}" if particle else verb
    return Frame(i, name, _with_more(clause, actors), _with_more(clause, done), tuple(others), passive)


def is_headlong(clause: Clause, i: int) -> bool:
    """Whether a verb is a participle without its "were", as in a headline: "10 civilians killed, 15 injured"."""
    below = clause.children(i)
    if clause.nodes[i].token.lower not in language("en").auditing.harms or any(
        clause.nodes[j].token.dep in {"dobj", "aux", "auxpass"} for j in below
    ):
        return False
    behind = clause.nodes[i + 1].token.text if i + 1 < len(clause.nodes) else ""
    if behind == ":" and clause.nodes[i].token.tag in {"VBN", "VBD"}:
        return True  # "Buildings destroyed: 14"
    return any(clause.nodes[k].token.dep == "nummod" for j in below if clause.nodes[j].token.dep in _SUBJECT for k in clause.children(j))


def is_citing(clause: Clause, i: int) -> bool:
    """Whether a verb is what a paper does with whoever tells it something: "a source quoted by them", "a source told them"."""
    return clause.nodes[i].token.lower in language("en").auditing.citing


def is_undergone(clause: Clause, i: int) -> bool:
    """Whether who stands as the subject of a verb does nothing: who dies."""
    return _is_any(clause.nodes[i].token.lower, language("en").auditing.undergone) or is_headlong(clause, i)


def _has_dative(below: dict[str, list[int]]) -> bool:
    return "dative" in below


def _with_more(clause: Clause, places: list[int]) -> tuple[int, ...]:
    """Some nouns with those joined to them by "and"."""
    return tuple(dict.fromkeys(k for j in places for k in (j, *_joined(clause, j))))


def _joined(clause: Clause, j: int) -> Iterator[int]:
    for k in clause.children(j):
        if clause.nodes[k].token.dep == "conj" and clause.nodes[k].token.pos in _NOUNS:
            yield k
            yield from _joined(clause, k)


def _inside(clause: Clause, j: int) -> Iterator[int]:
    """Whose something is, and of what: "the board's demand", "the demand of the board"."""
    for k in clause.children(j):
        dep = clause.nodes[k].token.dep
        if dep == "poss" or (dep in {"amod", "compound"} and clause.nodes[k].token.text[:1].isupper()):
            yield k
        elif dep == "prep":
            for other in clause.children(k):
                if clause.nodes[other].token.dep == "pobj":
                    yield other
                    yield from _inside(clause, other)


def _shared(clause: Clause, i: int) -> list[int]:
    """The subject that a verb has from another: "voted and left", "asked a judge to freeze it", "agreed to sell"."""
    at, seen = i, 0
    while clause.nodes[at].token.dep in {"conj", "xcomp", "pcomp", "advcl", "ccomp"} and clause.head(at) != at and seen < 4:
        dep = clause.nodes[at].token.dep
        above = clause.head(at)
        seen += 1
        while clause.nodes[above].token.pos not in {"VERB", "AUX"} and clause.head(above) != above:
            above = clause.head(above)
        if dep == "advcl" and clause.nodes[at].token.tag in {"VBD", "VBZ", "VBP"}:
            return [k for j in clause.children(above) if clause.nodes[j].token.lower in _THEN for k in clause.children(j) if k < i][-1:]
        if dep in {"ccomp", "advcl"} and any(clause.nodes[j].token.dep in {"mark", *_SUBJECT} for j in clause.children(at)):
            return []
        if dep in {"xcomp", "ccomp"}:
            asked = [j for j in clause.children(above) if clause.nodes[j].token.dep in {"dobj", "dative"}]
            if asked and clause.nodes[i].token.tag == "VB":
                return asked
        found = [j for j in clause.children(above) if clause.nodes[j].token.dep in (*_SUBJECT, *_DONE)]
        if found:
            return found
        at = above
    return []


def _turned(frame: Frame) -> Frame:
    """A frame in the words of who gives, sells, beats: "bought it from her" as "she sold it", "lost to them" as "they beat".

    Who dies does nothing.
    """
    if _is_any(frame.verb, language("en").auditing.undergone):
        return frame._replace(actors=(), objects=frame.actors, passive=True)
    turn = _converses().get(root(frame.verb))
    if turn is None:
        return frame
    verb, preposition = turn.split(" ")
    from_whom = tuple(k for name, k in frame.others if name == preposition)
    rest = tuple((name, k) for name, k in frame.others if name != preposition)
    if preposition == "to" and not from_whom:
        from_whom = tuple(k for name, k in frame.others if name == "against")
    if verb == "beat":
        return frame._replace(verb=verb, actors=from_whom, objects=frame.actors, others=(*rest, *(("at", k) for k in frame.objects)))
    return frame._replace(verb=verb, actors=from_whom, others=(*rest, *(("to", k) for k in frame.actors)))


@functools.cache
def _converses() -> dict[str, str]:
    return {root(verb): turn for verb, turn in language("en").auditing.converses.items()}


@functools.lru_cache(maxsize=100_000)
def converse(one: str, other: str) -> bool:
    """Whether two verbs tell one deed from either side: "buy" and "sold"."""
    pairs = [(verb, turn.split(" ")[0]) for verb, turn in language("en").auditing.converses.items()]
    return any((_is_form(one, verb) and _is_form(other, turn)) or (_is_form(other, verb) and _is_form(one, turn)) for verb, turn in pairs)


def _is_form(word: str, verb: str) -> bool:
    return root(word) == root(verb) or not _entry(word).lemmas.isdisjoint(_entry(verb).lemmas)


@functools.cache
def _deeds() -> dict[tuple[str, ...], str]:
    return {_key(verb): name for name, verbs in language("en").auditing.deeds.items() for verb in verbs}


@functools.lru_cache(maxsize=100_000)
def one_deed(one: str, other: str) -> bool:
    """Whether two verbs say the same, or one a kind of the other."""
    if root(one) == root(other):
        return True
    if _meaning(one) is not None and _meaning(one) == _meaning(other):
        return True
    return relation(_entry(one), _entry(other)) in {Relation.SAME, Relation.DERIVED, Relation.BROADER, Relation.NARROWER}


@functools.lru_cache(maxsize=100_000)
def same_deed(one: str, other: str) -> bool:
    """Whether two verbs say the same, and neither is a kind of the other nor one for all and everything."""
    if root(one) == root(other):
        return True
    if are_light(one, other):
        return False
    if _meaning(one) is not None and _meaning(one) == _meaning(other):
        return True
    return relation(_entry(one), _entry(other)) in {Relation.SAME, Relation.DERIVED}


def are_light(one: str, other: str) -> bool:
    """Whether one of two verbs stands for so many deeds that it is the opposite of none."""
    return any(_is_any(verb, language("en").auditing.light) for verb in (one, other))


@functools.lru_cache(maxsize=65_536)
def _is_any(word: str, verbs: frozenset[str]) -> bool:
    """Whether a word is a form of one of some verbs: "gave" of "give"."""
    return any(_is_form(word, verb) for verb in verbs)


@functools.lru_cache(maxsize=100_000)
def opposed_deeds(one: str, other: str) -> bool:
    """Whether two verbs say the opposite: by the tables of meanings, of negations, or as antonyms."""
    here, there = _pole(one), _pole(other)
    if here is not None and there is not None and here[0] == there[0]:
        return here[1] != there[1]
    if any(name == against and side != other_side for name, side in _poles(one) for against, other_side in _poles(other)):
        return True
    if language("en").negations.opposite(one, other):
        return True
    return relation(_entry(one), _entry(other)) is Relation.OPPOSED


def _entry(verb: str) -> Entry:
    return entry(verb, Part.VERB)


def _key(verb: str) -> tuple[str, ...]:
    return tuple(root(word) for word in verb.split())


def _meaning(verb: str) -> str | None:
    return _deeds().get(_key(verb)) or table().meaning_of.get(_key(verb))


def _poles(verb: str) -> tuple[tuple[str, int], ...]:
    return _opposed().get(_key(verb), ())


@functools.cache
def _opposed() -> dict[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The sides that verbs take in the table of opposed deeds."""
    found: dict[tuple[str, ...], tuple[tuple[str, int], ...]] = {}
    for name, poles in language("en").auditing.opposed.items():
        for side, verbs in ((1, poles.yes), (-1, poles.no)):
            for verb in verbs:
                found[_key(verb)] = (*found.get(_key(verb), ()), (name, side))
    return found


def _pole(verb: str) -> tuple[str, int] | None:
    return table().pole_of.get(_key(verb))
