"""How a word stands to another, told from what the thesaurus says of each."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """What a word is to another, the nearest first."""

    SAME = "same"  # "buy" and "purchase", "rose" and "risen"
    OPPOSED = "opposed"  # "rise" and "fall"
    DERIVED = "derived"  # "attacker" and "attack"
    BROADER = "broader"  # "vehicle" and "truck"
    NARROWER = "narrower"  # "truck" and "vehicle"
    SIBLING = "sibling"  # "truck" and "car"


class Entry(NamedTuple):
    """A word with all that its relations to others are told from; the numbers are the thesaurus's, of words and of synsets.

    `meanings` are its frequent synsets, `chief` the most frequent of them. `scope` is its meanings and what they are kinds of, `contraries`
    the antonyms of its meanings. `above` are the synsets above the chief ones, those one step above first; `kinds` are the narrow ones
    right above the first.
    """

    form: str
    lemmas: frozenset[int] = frozenset()  # words
    meanings: frozenset[int] = frozenset()
    chief: frozenset[int] = frozenset()
    opposites: frozenset[int] = frozenset()  # words
    scope: frozenset[int] = frozenset()
    contraries: frozenset[int] = frozenset()
    kin: frozenset[int] = frozenset()  # words
    above: tuple[frozenset[int], ...] = ()
    kinds: frozenset[int] = frozenset()


def same(one: Entry, other: Entry) -> bool:
    """Whether the two are forms of one word or share a meaning."""
    return one.form == other.form or not (one.lemmas.isdisjoint(other.lemmas) and one.meanings.isdisjoint(other.meanings))


def opposed(one: Entry, other: Entry) -> bool:
    """Whether the two are antonyms, or synonyms or kinds of antonyms are."""
    if not (one.opposites.isdisjoint(other.lemmas) or other.opposites.isdisjoint(one.lemmas)):
        return True
    return not (one.contraries.isdisjoint(other.scope) and other.contraries.isdisjoint(one.scope))


def derived(one: Entry, other: Entry) -> bool:
    """Whether one is made from the other or from a form of it."""
    return not one.kin.isdisjoint(other.lemmas)


def broader(one: Entry, other: Entry, steps: int = 4) -> bool:
    """Whether the other is a kind of the one, within so many steps, four at most."""
    return any(not one.chief.isdisjoint(level) for level in other.above[:steps])


def narrower(one: Entry, other: Entry, steps: int = 4) -> bool:
    """Whether the one is a kind of the other, within so many steps, four at most."""
    return broader(other, one, steps)


def siblings(one: Entry, other: Entry) -> bool:
    """Whether the two are kinds of one thing, and that thing no broad one."""
    return not one.kinds.isdisjoint(other.kinds)


#: The first that holds is told. Synonyms come before antonyms, as two words that are both are synonyms in more frequent senses, and
#: derivations before kinds, as a deed and its result are often above one another.
TESTS: tuple[tuple[Relation, Callable[[Entry, Entry], bool]], ...] = (
    (Relation.SAME, same),
    (Relation.OPPOSED, opposed),
    (Relation.DERIVED, derived),
    (Relation.BROADER, broader),
    (Relation.NARROWER, narrower),
    (Relation.SIBLING, siblings),
)


def relation(one: Entry, other: Entry) -> Relation | None:
    """The nearest relation of the one to the other; none when they have none."""
    return next((found for found, holds in TESTS if holds(one, other)), None)
