"""Words that weaken a claim, with the class each has and the reading it needs."""

import functools
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from twosource.lang.cues import plural, verb_forms
from twosource.model.claim import HedgeClass
from twosource.model.codec import Record


class Reading(StrEnum):
    """What must hold of the words in their sentence before they are a hedge."""

    ALWAYS = "always"
    NEVER = "never"  # looks like a hedge, is none, and keeps shorter entries from matching
    MODAL = "modal"
    CONSEQUENCE = "consequence"
    VERB = "verb"
    CLAUSE = "clause"
    SUGGESTS = "suggests"
    AS = "as"
    ADJECTIVE = "adjective"
    ATTRIBUTIVE = "attributive"
    NOUN = "noun"
    NOUN_CLAUSE = "noun_clause"
    ASKS = "asks"
    IF = "if"
    UNTIL = "until"


_VERBAL = frozenset({Reading.VERB, Reading.CLAUSE, Reading.SUGGESTS, Reading.AS})
_NOMINAL = frozenset({Reading.NOUN, Reading.NOUN_CLAUSE})


class HedgeWord(Record, frozen=True, rename={"class_": "class"}):
    """A hedge: its words (a lemma where it is a verb or noun), class and reading."""

    words: str
    class_: HedgeClass
    reading: Reading
    example: str


class Hedges(Record, frozen=True):
    """The hedge table of a language.

    Where two wordings of one sentence are compared: `doubt` are words that weaken it wherever they stand, `lighter` those that do beside
    one of `sure`, or beside none.
    """

    hedges: tuple[HedgeWord, ...]
    doubt: frozenset[str] = frozenset()
    lighter: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    able: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash(self.hedges)


class HedgeForm(NamedTuple):
    """The written words of a hedge in one form."""

    words: tuple[str, ...]
    hedge: HedgeWord


@functools.cache
def hedges_by_first(table: Hedges, irregular: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[HedgeForm, ...]]:
    """Every form of every hedge by its first word, longest first, and in the order of the table."""
    known = dict(irregular)
    found: dict[str, list[HedgeForm]] = {}
    for hedge in table.hedges:
        lemma, *rest = hedge.words.split()
        for first in _forms(lemma, hedge.reading, known):
            found.setdefault(first, []).append(HedgeForm((first, *rest), hedge))
    return {first: tuple(sorted(forms, key=_order)) for first, forms in found.items()}


def _forms(lemma: str, reading: Reading, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if reading in _VERBAL:
        return tuple(verb_forms(lemma, irregular))
    return (lemma, plural(lemma)) if reading in _NOMINAL else (lemma,)


def _order(form: HedgeForm) -> tuple[int, bool]:
    return -len(form.words), form.hedge.reading is not Reading.NEVER
