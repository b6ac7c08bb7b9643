"""Words of one meaning, and words of opposite meanings, as news uses them."""

from twosource.model.codec import Record


class Poles(Record, frozen=True):
    """Two sets of words that cannot both be said of one thing at one time. `state` where the thing may pass from one to the other."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    state: bool = False


class Meanings(Record, frozen=True):
    """Words told over in other words: up to three words a meaning, told by their stems."""

    families: dict[str, tuple[str, ...]]
    opposites: dict[str, Poles]
    irregular: dict[str, str]  # from a form to the word it is of: "fled" to "flee"
    pseudo: tuple[str, ...]  # words with a "no" or "not" in them that deny nothing: "no fewer than"
    partial: tuple[str, ...]  # "some", "most": what holds of some need not hold of others
    whole: tuple[str, ...]  # "all", "fully": what is denied of all may hold of some
    disowned: tuple[str, ...]  # nouns for what others say: "denied the allegation"
    supposed: tuple[str, ...]  # words after which nothing is said to be so: "if confirmed", "whether"
    unknown: tuple[str, ...]  # "does not know": who says so denies nothing
    intended: tuple[str, ...]  # words of what is planned and not yet done: "due to", "plans to"
    it: tuple[str, ...]  # pronouns for what was just said: "denied it", "that is untrue"
    untrue: tuple[str, ...]  # what a reply calls what was said: "a lie"
    share: tuple[str, ...]  # nouns for having had a hand in something: "denied any involvement"
    alleged: tuple[str, ...]  # nouns for what somebody is said to have done: "rejected the accusation"
    told: tuple[str, ...]  # nouns for what was said, which may be rejected otherwise: "denied the report", "the board rejected the report"
    speaks: tuple[str, ...]  # nouns for who speaks for others: that a claim has them says nothing of who is meant
