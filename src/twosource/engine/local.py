"""The engine of one process: a for loop, with partitions only to prove that they do not matter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from twosource.errors import TwosourceError
from twosource.model.codec import Record, content_id
from twosource.model.report import Failure
from twosource.step import Each, Group, Linked, Step

#: What a group of everything goes by in a failure.
TOGETHER = "all reports together"

#: Told the step's name, how many of its units are done, and how many there are.
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """The progress nobody watches."""
    del step, done, total


@dataclass(frozen=True)
class LocalEngine:
    """Runs every step in this process, `partitions` shares one after the other."""

    partitions: int = 1
    progress: Progress = silent

    def run(self, steps: Sequence[Step], records: Iterable[Record]) -> list[Record]:
        """The records given and all that the steps added, deduplicated, sorted by kind and id."""
        held = _distinct(records)
        for step in steps:
            made = self._each(step, held) if isinstance(step, Each) else self._group(step, held)
            held = _distinct([*held, *made])
        return held

    def _each(self, step: Each, held: Sequence[Record]) -> Iterator[Record]:
        taken = [record for record in held if isinstance(record, step.takes)]
        shares = [taken[share :: self.partitions] for share in range(self.partitions)]
        for done, record in enumerate((record for share in shares for record in share), start=1):
            yield from _guarded(partial(step.does, record), step.name, _named(record))
            self.progress(step.name, done, len(taken))

    def _group(self, step: Group | Linked, held: Sequence[Record]) -> Iterator[Record]:
        by_key: dict[str, list[Record]] = defaultdict(list)
        for record in held:
            if isinstance(record, step.takes):
                for key in dict.fromkeys(step.keys(record)):
                    by_key[key].append(record)
        if isinstance(step, Linked):
            by_key = _linked(by_key)
        for done, key in enumerate(sorted(by_key), start=1):
            yield from _guarded(partial(step.does, key, _distinct(by_key[key])), step.name, key or TOGETHER)
            self.progress(step.name, done, len(by_key))


def _linked(by_key: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """The groups joined that have a record in common, each under its smallest key."""
    first: dict[tuple[str, str], str] = {}
    root = {key: key for key in by_key}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for key, records in by_key.items():
        for record in records:
            one, other = sorted((find(key), find(first.setdefault((type(record).__name__, record_id(record)), key))))
            root[other] = one
    found: dict[str, list[Record]] = defaultdict(list)
    for key in sorted(by_key):
        found[find(key)].extend(by_key[key])
    return found


def _guarded(work: Callable[[], Iterable[Record]], stage: str, path: str) -> list[Record]:
    """What the work makes, or the failure that it met: one bad report never stops a run."""
    try:
        return list(work())
    except TwosourceError as error:
        return [_failure(path, stage, str(error))]
    except Exception as error:  # noqa: BLE001 - the dead-letter box: whatever breaks, the rest of the run goes on
        return [_failure(path, stage, f"{type(error).__name__}: {error}")]


def _failure(path: str, stage: str, error: str) -> Failure:
    """A dead letter, its reason on one line."""
    reason = " ".join(error.split())
    return Failure(id=content_id("failure", path, stage, reason), path=path, stage=stage, error=reason)


def _named(record: Record) -> str:
    """What a person knows a record by: its path, else the report or story that it is of, else its id."""
    return str(getattr(record, "path", "") or getattr(record, "report", "") or getattr(record, "id", ""))


def _distinct(records: Iterable[Record]) -> list[Record]:
    """One of each id, sorted by kind and id."""
    by_identity = {(type(record).__name__, record_id(record)): record for record in records}
    return [by_identity[identity] for identity in sorted(by_identity)]


def record_id(record: Record) -> str:
    """The id of a record that flows between steps."""
    return str(record.id)  # type: ignore[attr-defined]
