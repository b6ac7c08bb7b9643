"""What an engine is."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from twosource.model.codec import Record
from twosource.step import Step


class Engine(Protocol):
    """Runs steps in order over records."""

    def run(self, steps: Sequence[Step], records: Iterable[Record]) -> list[Record]:
        """The records given and all that the steps added, deduplicated, sorted by kind and id."""
