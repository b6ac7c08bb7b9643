"""The engine of one machine: a for loop, shared out among copies of the process where there is much to do.

Partitions are only there to prove that they do not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from twosource.engine.forked import forked
from twosource.engine.work import Progress, components, distinct, done_together, done_with, keys_or_failure, silent
from twosource.model.codec import Record
from twosource.step import Each, Group, Linked, Step

T = TypeVar("T")


@dataclass(frozen=True)
class LocalEngine:
    """Runs every step in this process and copies of it, `partitions` shares one after the other."""

    partitions: int = 1
    progress: Progress = silent

    def run(self, steps: Sequence[Step], records: Iterable[Record]) -> list[Record]:
        """The records given and all that the steps added, deduplicated, sorted by kind and id."""
        held = distinct(records)
        for step in steps:
            made = self._each(step, held) if isinstance(step, Each) else self._together(step, held)
            held = distinct([*held, *made])
        return held

    def _each(self, step: Each, held: Sequence[Record]) -> Iterator[Record]:
        taken = [record for record in held if isinstance(record, step.takes)]
        for done, made in enumerate(forked(partial(done_with, step), self._shared_out(taken)), start=1):
            yield from made
            self.progress(step.name, done, len(taken))

    def _together(self, step: Group | Linked, held: Sequence[Record]) -> Iterator[Record]:
        keyed = []
        for record in self._shared_out([record for record in held if isinstance(record, step.takes)]):
            keys, failures = keys_or_failure(step, record)
            yield from failures
            keyed.append((record, keys))
        met = components(keyed) if isinstance(step, Linked) else _by_key(keyed)
        units = forked(lambda unit: done_together(step, unit[0], distinct(unit[1])), list(met.items()))
        for done, made in enumerate(units, start=1):
            yield from made
            self.progress(step.name, done, len(met))

    def _shared_out(self, records: Sequence[T]) -> list[T]:
        return [record for share in range(self.partitions) for record in records[share :: self.partitions]]


def _by_key(keyed: Iterable[tuple[Record, Sequence[str]]]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record, keys in keyed:
        for key in keys:
            found[key].append(record)
    return {key: found[key] for key in sorted(found)}
