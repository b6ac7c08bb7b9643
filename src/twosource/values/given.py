"""Given names: what gender they tell, and which are one name in other languages."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple

from twosource.values.spelling import fold


class GivenName(NamedTuple):
    """`gender` is "m", "f" or "" where the name does not tell; `families` are the names that it is a form of."""

    gender: str
    families: frozenset[str]


@functools.cache
def given_names() -> Mapping[str, GivenName]:
    """Common given names world-wide by their sound (`fold`), opened once a process; sources in resources/README.md."""
    text = resources.files(__package__).joinpath("data", "given_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {sound: GivenName(gender, frozenset(families.split())) for sound, gender, families in rows}


def given_name(name: str) -> GivenName | None:
    """What is known of a given name, if it is one."""
    return given_names().get(fold(name))


def one_given_name(one: str, other: str) -> bool:
    """Whether two given names are forms of one name: Volodymyr and Vladimir, Bob and Robert."""
    left, right = given_name(one), given_name(other)
    return bool(left and right and left.families & right.families)
