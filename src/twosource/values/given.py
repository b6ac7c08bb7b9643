"""Given names: what gender they tell, and which are one name in other languages. Common surnames."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple

from twosource.values.lexicon import Lexicon, ukraine
from twosource.values.spelling import fold, plain


class GivenName(NamedTuple):
    """`gender` is "m", "f" or "" where the name does not tell; `families` are the names that it is a form of."""

    gender: str
    families: frozenset[str]


@functools.cache
def given_names() -> Mapping[str, GivenName]:
    """Common given names world-wide by their sound (`fold`), opened once a process; sources in resources/README.md.

    A key that begins with "=" is one plain spelling that tells something else than others of its sound.
    """
    text = resources.files(__package__).joinpath("data", "given_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {sound: GivenName(gender, frozenset(families.split())) for sound, gender, families in rows}


def given_name(name: str) -> GivenName | None:
    """What is known of a given name, if it is one."""
    known = given_names()
    return known.get(f"={plain(name)}") or known.get(fold(name))


def one_given_name(one: str, other: str, lexicon: Lexicon | None = None) -> bool:
    """Whether two given names are forms of one name: Volodymyr and Vladimir, Bob and Robert; a man's and a woman's are two.

    `lexicon` is the package's own unless another is given.
    """
    if (ukraine() if lexicon is None else lexicon).shared("given", one, other):
        return True
    left, right = given_name(one), given_name(other)
    if not (left and right) or {left.gender, right.gender} == {"m", "f"}:
        return False
    return not left.families.isdisjoint(right.families)


@functools.cache
def _surnames() -> frozenset[str]:
    text = resources.files(__package__).joinpath("data", "surnames.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def common_surname(name: str) -> bool:
    """Whether a name is a common surname somewhere; sources in resources/README.md. Many surnames are not common."""
    return plain(name) in _surnames()
