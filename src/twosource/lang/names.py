"""Words around and inside names that do not tell one bearer from another, and letters that spellings of one name exchange."""

from collections.abc import Mapping

from twosource.model.codec import Record

Words = frozenset[str]


class Letters(Record, frozen=True):
    """Letters that spellings of one name exchange at a cost; "" is a letter left out."""

    forms: tuple[str, ...]
    cost: float


class NameWords(Record, frozen=True):
    """The table `names.toml`; `short` are abbreviations in names of bodies, `forms` legal forms of companies by the form they are
    compared in.

    `regnal` are styles of those who are numbered, `called` titles that are given names too, `vessels` what stands before a ship's name,
    `reach` words that say how far a body reaches, `koreans` Korean surnames, one a row in its romanisations. `endings` are spellings of
    the endings that make surnames of one stem, `feminine` a woman's ending by a man's.
    """

    styles: Words
    regnal: Words
    called: Words
    suffixes: Words
    generations: Words
    particles: Words
    patronymic: Words
    loose: Words
    vessels: Words
    reach: Words
    letters: tuple[Letters, ...]
    koreans: tuple[Words, ...]
    short: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    feminine: Mapping[str, str]
