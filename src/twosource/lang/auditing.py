"""Words by which a draft is held against its sources."""

import functools
import re
from collections.abc import Sequence

from twosource.model.codec import Record


class Reckoning(Record, frozen=True):
    """What says that a writer reckoned a figure himself, and how.

    `single` has the units that stand behind "a" for one of them, `times` words for so many times as much,
    `lasting` words for a length of time.
    """

    behind: tuple[str, ...]
    before: tuple[str, ...]
    roughly: tuple[str, ...]
    each: tuple[str, ...]
    one_off: tuple[str, ...]
    both: tuple[str, ...]
    bounds: tuple[str, ...]
    steps: dict[str, tuple[str, ...]]
    times: dict[str, tuple[str, ...]]
    lasting: dict[str, tuple[str, ...]]
    single: dict[str, str]


class Opposed(Record, frozen=True):
    """Verbs of which those on one side say the opposite of those on the other."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Limits(Record, frozen=True):
    """Words by which a figure is the most or the least, and not just that."""

    before: tuple[str, ...]  # right before it: "as high as"
    near: tuple[str, ...]  # a word or two before: "a maximum fine of"
    may: tuple[str, ...]  # one to three before: "could run to"
    behind: tuple[str, ...]  # behind it: "at the very most"


class Auditing(Record, frozen=True):
    """What denies, doubts, owns to and binds in other ways than the tables of negations, hedges and cues have it.

    In `denied`, `tangled`, `doubted`, `differing`, `retracted`, `owning` and `rebutting` a star stands for the rest of a word and a
    question mark for one letter.
    """

    denied: tuple[str, ...]
    tangled: tuple[str, ...]
    degrees: frozenset[str]
    supposed: frozenset[str]
    once: frozenset[str]
    doubted: tuple[str, ...]
    able: frozenset[str]
    hearsay: frozenset[str]
    knowing: frozenset[str]
    press: frozenset[str]
    ourselves: frozenset[str]
    us: frozenset[str]  # the same of itself: "told us"
    hearers: tuple[frozenset[str], ...]  # who may be told of as each other: police and detectives
    findings: frozenset[str]
    voicing: frozenset[str]
    accounts: frozenset[str]
    differing: tuple[str, ...]
    retracted: tuple[str, ...]
    paired: frozenset[str]  # who stand against each other: "the two sides"
    public: frozenset[str]  # who hears what is said to all, and what is told
    owning: tuple[str, ...]  # verbs behind which "to" has what is owned to: "admits to"
    turning: tuple[str, ...]  # words by which who says so said otherwise before: "now concedes"
    rebutting: tuple[str, ...]  # verbs behind which another's word stands: "contradicts"
    limits: Limits
    gainsaying: tuple[str, ...]  # what tells that a claim did not hold: "turned out"
    currencies: frozenset[str]
    forces: dict[str, tuple[str, ...]]
    allowing: dict[str, tuple[str, ...]]
    scales: tuple[tuple[tuple[str, ...], ...], ...]
    shares: dict[str, int]
    opposite: dict[str, str]
    reckoning: Reckoning
    leaving_open: frozenset[str]
    ahead: frozenset[str]
    light: frozenset[str]
    speaking_for: frozenset[str]
    undergone: frozenset[str]
    harms: frozenset[str]
    citing: frozenset[str]
    converses: dict[str, str]
    deeds: dict[str, tuple[str, ...]]
    opposed: dict[str, Opposed]


@functools.cache
def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Whichever of some words stands first, whole and in any case; a star is the rest of a word, a question mark one letter."""
    found = (re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") for word in words)
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)
