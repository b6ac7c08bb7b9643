"""Words around and inside names that do not tell one bearer from another."""

from collections.abc import Mapping

from twosource.model.codec import Record

Words = frozenset[str]


class NameWords(Record, frozen=True):
    """The table `names.toml`; `short` are abbreviations in names of bodies, `forms` legal forms of companies by the form they are
    compared in.
    """

    styles: Words
    suffixes: Words
    generations: Words
    particles: Words
    patronymic: Words
    loose: Words
    short: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
