"""Whom or what a word of a sentence means: by its names, and by what else its text calls them."""

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from twosource.connect.terms import stem
from twosource.lang import language
from twosource.lang.relations import relation
from twosource.model.claim import Annotation, Form
from twosource.model.report import Report
from twosource.tell.audit.grammar import ALIKE, Clause
from twosource.tell.audit.kinship import entry, kin
from twosource.values.name import fold

#: Letters that a land and its people share: "Dravia", "Dravians".
_ROOT = 5
_WORD = re.compile(r"[^\W_]+")
_OF_NAMES = frozenset({"mr", "mrs", "ms", "dr", "sir", "the", "of", "and", "s", "de", "st"})
_NAMING = frozenset({"compound", "nmod", "flat"})


class Referent(NamedTuple):
    """Who is meant: the words of their names, the nouns they are called by, and their entities in the text."""

    names: frozenset[str]
    nouns: frozenset[str]
    ids: frozenset[str]

    @property
    def vague(self) -> bool:
        return not self.names and not self.nouns


class Called(NamedTuple):
    """What a text calls its entities, and which of them stands at a place."""

    at: Mapping[int, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]


@functools.lru_cache(maxsize=1024)
def called(report: Report, annotation: Annotation) -> Called:
    """The entities of a text, named or not, by the last word of each mention."""
    at: dict[int, set[str]] = {}
    names = {one.id: names_in(" ".join((one.name, *one.aliases))) for one in annotation.entities}
    nouns = {one.id: {office.noun for office in one.offices} for one in annotation.entities}
    for one in annotation.mentions:
        if one.entity is not None:
            at.setdefault(one.end, set()).add(one.entity)
            if one.form is Form.ADJECTIVE:
                names[one.entity] = names.get(one.entity, frozenset()) | names_in(report.text[one.start : one.end])
    for unnamed in annotation.unnamed:
        nouns[unnamed.id] = {unnamed.office.noun}
        for span in unnamed.mentions:
            at.setdefault(span.end, set()).add(unnamed.id)
    return Called(
        {place: tuple(sorted(ids)) for place, ids in at.items()}, names, {id_: frozenset(found) for id_, found in nouns.items() if found}
    )


def names_in(text: str) -> frozenset[str]:
    """The words of a name by their roots."""
    return frozenset(_rooted(word) for word in _WORD.findall(fold(text)) if word not in _OF_NAMES and len(word) > 1)


def _rooted(word: str) -> str:
    """A name's word by the root that a land shares with its people."""
    return word[: max(_ROOT, len(word) - 3)]


def referent(clause: Clause, i: int, told: Called) -> Referent:
    """Who a noun or pronoun means; a relative pronoun means the noun that its clause hangs on."""
    i = _antecedent(clause, i)
    token = clause.nodes[i].token
    ids = frozenset(told.at.get(token.end, ()))
    names = frozenset().union(*(told.names.get(id_, frozenset()) for id_ in ids)) if ids else frozenset[str]()
    nouns = frozenset().union(*(told.nouns.get(id_, frozenset()) for id_ in ids)) if ids else frozenset[str]()
    if token.pos == "PROPN" or (token.pos == "ADJ" and token.text[:1].isupper()):
        names |= _phrase(clause, i)
    elif token.pos not in {"PRON", "DET", "NUM"}:
        nouns |= {token.lower}
        if token.lower in language("en").auditing.speaking_for:
            names |= _land(clause, i)
    for j in clause.children(i):  # "the premier, Ruth Alder"
        if clause.nodes[j].token.dep == "appos":
            other = clause.nodes[j].token
            for id_ in told.at.get(other.end, ()):
                ids |= {id_}
                names |= told.names.get(id_, frozenset())
            if other.pos == "NOUN":
                nouns |= {other.lower}
            elif other.pos == "PROPN":
                names |= _phrase(clause, j)
    return Referent(names, nouns, ids)


def _phrase(clause: Clause, i: int) -> frozenset[str]:
    """The words of a name."""
    phrase = [i, *(j for j in clause.children(i) if clause.nodes[j].token.dep in _NAMING and clause.nodes[j].token.pos == "PROPN")]
    return names_in(" ".join(clause.nodes[j].token.text for j in phrase))


def _land(clause: Clause, i: int) -> frozenset[str]:
    """The names of the land whose government or army is meant."""
    near = [*clause.children(i), *(k for j in clause.children(i) if clause.nodes[j].token.lower == "of" for k in clause.children(j))]
    return frozenset().union(*(_phrase(clause, j) for j in near if clause.nodes[j].token.text[:1].isupper()))


def _antecedent(clause: Clause, i: int) -> int:
    token = clause.nodes[i].token
    if token.lower not in {"who", "which", "that", "whom"} or token.pos not in {"PRON", "DET", "SCONJ"}:
        return i
    at = clause.head(i)
    for _ in range(3):
        if clause.nodes[at].token.dep == "relcl":
            return clause.head(at)
        at = clause.head(at)
    return i


def same(one: Referent, other: Referent) -> bool | None:
    """Whether two words mean one and the same; `None` where it cannot be told."""
    if one.vague or other.vague:
        return None
    if one.names and other.names:
        return bool(one.names & other.names) or _initials(one.names, other.names)
    if any(stem(a) == stem(b) or kin(a, b) >= ALIKE for a in one.nouns for b in other.nouns):
        return True
    if one.names or other.names or any(relation(entry(a), entry(b)) is not None for a in one.nouns for b in other.nouns):
        return None
    return False


def _initials(ones: frozenset[str], others: frozenset[str]) -> bool:
    def short(words: frozenset[str], letters: frozenset[str]) -> bool:
        return any(1 < len(word) <= 5 and len(letters) == len(word) and set(word) == {name[0] for name in letters} for word in words)

    return short(ones, others) or short(others, ones)
