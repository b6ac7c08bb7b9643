"""What the words around a name say it is: "the town of X", "X, a steel company", "in X"."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Protocol

from twosource.annotate.parse import Parse, Token
from twosource.lang import Language
from twosource.model.claim import EntityType

CALLED = 3.0  # "the town of X", "X region": told outright
APPOSED = 2.0  # "X, a steel company", "the capital, X"
LOCATED = 1.0  # "in X": a body or an event may stand there too
IN_A_PERSON = 1.6  # but hardly a person: that outweighs the parser's label
LOCATING = frozenset({"in", "near", "around", "towards", "toward", "outside", "across", "throughout"})
BUILT = frozenset({"dam", "bridge", "airport", "harbour", "harbor", "checkpoint", "crossing", "dams"})  # works called after their place
PHRASE = 6  # words in which an apposition comes to its noun


class Run(Protocol):
    """Where a name stands."""

    @property
    def sentence(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def type(self) -> EntityType: ...


def surroundings(runs: Iterable[Run], parse: Parse, lang: Language) -> Mapping[EntityType, float]:
    """How strongly the words around a name's occurrences speak for each type; the strongest occurrence counts."""
    found: dict[EntityType, float] = {}
    for run in runs:
        for kind, weight in _around(parse.sentences[run.sentence].tokens, run, lang):
            found[kind] = max(weight, found.get(kind, 0.0))
    return found


def _around(tokens: Sequence[Token], run: Run, lang: Language) -> Iterable[tuple[EntityType, float]]:
    before = tokens[run.first - 1] if run.first else None
    after = tokens[run.last] if run.last < len(tokens) else None
    if after is not None and after.lower in lang.roles.sites and after.text.islower():
        yield EntityType.GPE, CALLED
    elif after is not None and after.text.islower() and after.lower in lang.kinds["LOC"].last | BUILT:
        yield EntityType.LOC, APPOSED
    if after is not None and after.text == "," and (kind := _apposed(tokens[run.last + 1 : run.last + 1 + PHRASE], lang)):
        yield kind, APPOSED
    if before is None:
        return
    if before.lower in LOCATING:
        yield EntityType.GPE, IN_A_PERSON if run.type is EntityType.PER and run.last - run.first == 1 else LOCATED
    noun = tokens[run.first - 2] if run.first > 1 else None
    if noun is None or noun.lemma not in lang.roles.sites:
        return
    if before.lower == "of":
        yield EntityType.GPE, CALLED
    elif before.text == "," and tokens[run.first - 3].pos in {"DET", "ADJ"}:  # "the capital, X", but not "the head of the Y region, X"
        yield EntityType.GPE, APPOSED


def _apposed(phrase: Sequence[Token], lang: Language) -> EntityType | None:
    """The type that a noun phrase gives the name before it."""
    for token, follower in zip_longest(phrase, phrase[1:]):
        if token.pos == "NOUN" and (follower is None or follower.pos not in {"NOUN", "PROPN", "PART"}):
            return _named_by(token.lemma, lang) if token.tag == "NN" else None
        if token.pos not in {"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"} and token.text != "-":
            return None
    return None


def _named_by(noun: str, lang: Language) -> EntityType | None:
    roles = lang.roles
    if noun in roles.offices or noun in roles.people:
        return EntityType.PER
    if noun in roles.bodies:
        return EntityType.ORG
    return EntityType.GPE if noun in roles.sites else None
