"""Names with the spellings that are known to be theirs: a lexicon, where letters alone do not tell.

Made from SpellingUkraine (MIT, © Oleksii Holub and contributors); see resources/README.md.
"""

import functools
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

from twosource.values.spelling import fold


class Entry(NamedTuple):
    """A name with its other spellings; `kind` is "place", "given" for a given name, or "other"."""

    kind: str
    name: str
    spellings: tuple[str, ...]


class Lexicon:
    """Which names a spelling is known for, by its sound."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Spellings of one sound may be of several names."""
        self._of: dict[tuple[str, str], set[str]] = {}
        for entry in entries:
            for spelling in (entry.name, *entry.spellings):
                self._of.setdefault((entry.kind, fold(spelling)), set()).add(entry.name)

    def names(self, kind: str, spelling: str) -> frozenset[str]:
        """The names that a spelling is known for, as the lexicon writes them; several where it is ambiguous."""
        return frozenset(self._of.get((kind, fold(spelling)), ()))

    def shared(self, kind: str, one: str, other: str) -> str | None:
        """The one name that two spellings are known for; `None` if there is none, or if either is known for others too."""
        mine, yours = self.names(kind, one), self.names(kind, other)
        return next(iter(mine)) if len(mine) == 1 and mine == yours else None

    def apart(self, kind: str, one: str, other: str) -> bool:
        """Whether two spellings are known for different names."""
        mine, yours = self.names(kind, one), self.names(kind, other)
        return bool(mine and yours) and mine.isdisjoint(yours)


def read(text: str) -> Lexicon:
    """A lexicon from lines of kind, name and spellings, the latter parted by "|"; the first line holds the headings."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return Lexicon(Entry(kind, name, tuple(spellings.split("|"))) for kind, name, spellings in rows)


@functools.cache
def ukraine() -> Lexicon:
    """Ukrainian places, given names and others, opened once a process."""
    return read(resources.files(__package__).joinpath("data", "spelling_ukraine.tsv").read_text(encoding="utf-8"))
