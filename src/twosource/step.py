"""Each, Group and Linked, the three shapes of work.

A step adds records and takes none away. `Each` handles records one at a time, `Group` those that share a key, `Linked` those that
share a key directly or through other records; the records of one call are deduplicated and sorted by kind and id.
Any engine that can map and shuffle runs them (`Linked` by label propagation), and every engine must give the same records.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.model.codec import Record


@dataclass(frozen=True)
class Each:
    """`does(record)` for every record that is a `takes`; what it yields is added."""

    name: str
    takes: type[Record]
    does: Callable[[Any], Iterable[Record]]


@dataclass(frozen=True)
class Group:
    """`does(key, records)` for every key that `keys(record)` yields; several `takes` join kinds of records under one key.

    A key that more than `most` records have tells nothing, and nothing is done with them.
    """

    name: str
    takes: tuple[type[Record], ...]
    keys: Callable[[Any], Iterable[str]]
    does: Callable[[str, Sequence[Any]], Iterable[Record]]
    most: int | None = None


@dataclass(frozen=True)
class Linked:
    """`does(key, records)` for every connected component: records that share a key, directly or through other records.

    `key` is the smallest key of the component. A record without a key is in none.
    """

    name: str
    takes: tuple[type[Record], ...]
    keys: Callable[[Any], Iterable[str]]
    does: Callable[[str, Sequence[Any]], Iterable[Record]]


Step = Each | Group | Linked
