"""Words of attribution: verbs, nouns, adjectives and phrases with what each does and what it takes."""

import functools
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from twosource.model.claim import Act, Verification
from twosource.model.codec import Record


class Takes(StrEnum):
    """The form of what a cue attributes."""

    CLAUSE = "clause"
    QUOTE = "quote"
    TO = "to"
    ING = "ing"
    NP = "np"
    AS = "as"
    PERSON = "person"
    TOLD = "told"
    PASSIVE = "passive"


class Cue(Record, frozen=True):
    """A verb, noun or adjective of attribution in one of its uses; `negative` when it turns its content down."""

    lemma: str
    act: Act
    example: str
    takes: tuple[Takes, ...] = ()
    prep: tuple[str, ...] = ()
    prt: str | None = None
    negative: bool = False
    clause_only: bool = False


class Phrase(Record, frozen=True):
    """Set words before a source; `after` are the words that close the phrase behind it."""

    words: str
    act: Act
    example: str
    after: tuple[str, ...] = ()


class Stood(Record, frozen=True):
    """A pattern of words, in small letters, by which a report says how a claim stands."""

    words: str
    standing: Verification
    example: str


class Cues(Record, frozen=True):
    """The cue table of a language."""

    verbs: tuple[Cue, ...]
    nouns: tuple[Cue, ...]
    adjectives: tuple[Cue, ...]
    phrases: tuple[Phrase, ...]
    carriers: frozenset[str]
    lenders: frozenset[str]
    media: frozenset[str]
    media_prepositions: frozenset[str]
    quoted: frozenset[str]
    looks_back: frozenset[str]
    verification: tuple[Stood, ...]
    irregular: dict[str, tuple[str, ...]]

    def __hash__(self) -> int:
        return hash((self.verbs, self.nouns))


class CueIndex(NamedTuple):
    """Cues by every written form of their verb, noun or adjective."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    carriers: frozenset[str]
    lenders: frozenset[str]


@functools.cache
def cue_index(cues: Cues) -> CueIndex:
    """The table by form; inflected forms are made here, since a parser's lemma of a rare form is often wrong."""
    verbs: dict[str, list[Cue]] = {}
    for cue in cues.verbs:
        for form in verb_forms(cue.lemma, cues.irregular):
            verbs.setdefault(form, []).append(cue)
    nouns: dict[str, list[Cue]] = {}
    for cue in cues.nouns:
        for form in (cue.lemma, plural(cue.lemma)):
            nouns.setdefault(form, []).append(cue)
    return CueIndex(
        verbs={form: tuple(found) for form, found in verbs.items()},
        nouns={form: tuple(found) for form, found in nouns.items()},
        adjectives={cue.lemma: (cue,) for cue in cues.adjectives},
        carriers=_all_forms(cues.carriers, cues.irregular),
        lenders=_all_forms(cues.lenders, cues.irregular),
    )


def _all_forms(lemmas: frozenset[str], irregular: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in verb_forms(lemma, irregular))


def verb_forms(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The written forms of a verb: "deny", "denies", "denied", "denying"."""
    yield from dict.fromkeys((lemma, plural(lemma), *_past(lemma, irregular), _with_ing(lemma)))


def _past(lemma: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("e"):
        return (lemma + "d",)
    return (lemma[:-1] + "ied",) if _consonant_y(lemma) else (lemma + "ed",)


def plural(lemma: str) -> str:
    """The form in -s: "claims", "denies"."""
    if _consonant_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _with_ing(lemma: str) -> str:
    return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma) + "ing"


def _consonant_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
