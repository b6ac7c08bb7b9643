"""A language is a frozen record of tables; the tables stand in `data/<code>/*.toml` with an example on each line."""

import functools
from importlib import resources
from typing import TypeVar

import msgspec

from twosource.lang.agencies import Agencies
from twosource.model.codec import Record

T = TypeVar("T")


def table(code: str, name: str, kind: type[T]) -> T:
    """The table `data/<code>/<name>.toml` as a record of the given kind.

    Raises `msgspec.ValidationError` when the file does not fit the record, `FileNotFoundError` when there is none.
    """
    text = resources.files(__package__).joinpath("data", code, f"{name}.toml").read_bytes()
    return msgspec.toml.decode(text, type=kind)


class Language(Record, frozen=True):
    """All tables of one language; one field a table."""

    code: str
    agencies: Agencies


@functools.cache
def language(code: str) -> Language:
    """The tables of a language; English stands in for those we have no tables of."""
    del code
    return Language(code="en", agencies=table("en", "agencies", Agencies))
