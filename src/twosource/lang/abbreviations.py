"""Words with a full stop that is not the end of a sentence."""

from twosource.model.codec import Record


class Abbreviations(Record, frozen=True):
    """Abbreviations without their last stop, lower-cased where case does not tell them from words."""

    leads: frozenset[str]  # stand before a name, so no sentence ends with them: "Gen. Grant"
    numbered: frozenset[str]  # abbreviations only before a figure: "No. 10", "Jan. 5"
    closing: frozenset[str]  # may end a sentence; they do where the next word opens one: "in the U.S. The"
    openers: frozenset[str]  # words that open a sentence and are seldom part of a name
    cues: frozenset[str]  # verbs that go on after a quoted question: '"Really?" Mara Lind asked.'
