"""Nouns that stand for people, bodies and places without naming them."""

from twosource.model.codec import Record

Words = frozenset[str]


class Described(Record, frozen=True):
    """The table `described.toml`; all words in lower case and in the singular.

    `governments` stand for their country, with none but `central` words before them; `anyone` for whoever was spoken of last, so that no
    two reports need mean one by them; behind `others` a noun means somebody else than before, behind `nobody` no one in particular;
    `things` are people only beside a name. `same` are nouns that one report puts for one another, `creeds` what somebody believes in,
    which tells nobody apart as a name does.
    """

    people: Words
    bodies: Words
    grounds: Words
    craft: Words
    governments: Words
    central: Words
    anyone: Words
    others: Words
    nobody: Words
    things: Words
    same: tuple[tuple[str, ...], ...]
    creeds: Words
