"""What is counted and measured, and the words that bound a figure."""

from twosource.model.codec import Record


class Counted(Record, frozen=True):
    """A class of count. `says` names it; `words` mark it, stems or two words; `agrees_with` another class that bears it out."""

    says: str
    words: tuple[str, ...]
    event: bool = False  # told of one event ("nine were killed"), where the others are told of a state that runs ("nine are missing")
    fixed: bool = False  # does not move: a ship that is lost had so many on board
    background: bool = False  # told in passing ("a town of 14,000"), no matter of a ledger line
    agrees_with: str | None = None


class Scopes(Record, frozen=True):
    """Words that say which part, span or round of a count a figure gives."""

    part: tuple[str, ...]  # "of the", "of them"
    more: tuple[str, ...]  # "another", "further"
    period: tuple[str, ...]  # "daily", "alone"
    within: tuple[str, ...]  # "including ten"
    old: tuple[str, ...]  # "an earlier toll of"
    total: tuple[str, ...]  # "total", "so far"
    wider: tuple[str, ...]  # "in the war"
    running: tuple[str, ...]  # "the toll rose to"
    planned: tuple[str, ...]  # "licensed to carry"
    away: tuple[str, ...]  # "upstream of"
    shown: tuple[str, ...]  # words worth showing where two figures differ: "remaining"


class Measures(Record, frozen=True):
    """Tables by which figures of two reports are told to be of one matter."""

    counted: dict[str, Counted]
    people: tuple[str, ...]
    single: dict[str, str]  # what is counted, as it is called where there is one of it
    groups: tuple[str, ...]
    fighters: tuple[str, ...]  # of these, who fall in every fight
    anaphors: tuple[str, ...]
    scopes: Scopes
    families: dict[str, tuple[str, ...]]
    irregular: dict[str, str]
    empty: tuple[str, ...]
    negations: tuple[str, ...]
    hearsay: tuple[str, ...]
    unnamed: tuple[str, ...]
    offices: tuple[str, ...]
    bystanders: tuple[str, ...]
    reporters: frozenset[str]
    sight: frozenset[str]
    writers: frozenset[str]
    holders: tuple[str, ...]
    gives: tuple[str, ...]
    perceived: tuple[str, ...]
    dimensions: dict[str, str]
    nouns: dict[str, str]  # from a family to what its event is called
    stand_ins: frozenset[str]  # what bodies are called by where they are not named: "the firm"
    bodies: tuple[str, ...]  # what a body is by its name's last word, so that the name takes an article
