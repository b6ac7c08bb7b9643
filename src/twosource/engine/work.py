"""What every engine does alike: failures kept, records told apart, keys joined to components."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from twosource.errors import TwosourceError
from twosource.model.codec import Record, content_id, digest, encode
from twosource.model.report import Failure
from twosource.step import Each, Group, Linked

#: What a group of everything goes by in a failure.
TOGETHER = "all reports together"

#: Told the step's name, how many of its units are done, and how many there are.
Progress = Callable[[str, int, int], None]

T = TypeVar("T")


def silent(step: str, done: int, total: int) -> None:
    """The progress nobody watches."""
    del step, done, total


def done_with(step: Each, record: Record) -> list[Record]:
    """What the step makes of one record, or its failure."""
    return guarded(partial(step.does, record), step.name, named(record))


def done_together(step: Group | Linked, key: str, records: Sequence[Record]) -> list[Record]:
    """What the step makes of the records of one key or component, or its failure; nothing of those of a key that too many have."""
    if isinstance(step, Group) and step.most is not None and len(records) > step.most:
        return []
    return guarded(partial(step.does, key, records), step.name, key or TOGETHER)


def keys_or_failure(step: Group | Linked, record: Record) -> tuple[list[str], list[Record]]:
    """The record's keys, sorted, each once; none and a failure where they could not be told."""
    try:
        return sorted(set(step.keys(record))), []
    except Exception as error:  # noqa: BLE001 - as in `guarded`
        return [], [failure(named(record), step.name, reason(error))]


def guarded(work: Callable[[], Iterable[Record]], stage: str, path: str) -> list[Record]:
    """What the work makes, or the failure that it met: one bad report never stops a run."""
    try:
        return list(work())
    except Exception as error:  # noqa: BLE001 - the dead-letter box: whatever breaks, the rest of the run goes on
        return [failure(path, stage, reason(error))]


def reason(error: Exception) -> str:
    """An error of ours in its own words, another's with its kind; on one line."""
    return " ".join((str(error) if isinstance(error, TwosourceError) else f"{type(error).__name__}: {error}").split())


def failure(path: str, stage: str, error: str) -> Failure:
    """A dead letter."""
    return Failure(id=content_id("failure", path, stage, error), path=path, stage=stage, error=error)


def named(record: Record) -> str:
    """What a person knows a record by: its path, else the report or story that it is of, else its id."""
    return str(getattr(record, "path", "") or getattr(record, "report", "") or getattr(record, "id", ""))


def identity(record: Record) -> tuple[str, str]:
    """The kind and id of a record that flows between steps."""
    return type(record).__name__, str(record.id)  # type: ignore[attr-defined]


def distinct(records: Iterable[Record]) -> list[Record]:
    """One of each id, sorted by kind and id.

    Records of one id that differ are a mistake of the step that made them; the one of the smallest digest stands, whatever the order.
    """
    held: dict[tuple[str, str], Record] = {}
    for record in records:
        other = held.setdefault(identity(record), record)
        if other is not record and digest(encode(record)) < digest(encode(other)):
            held[identity(record)] = record
    return [held[key] for key in sorted(held)]


def components(keyed: Iterable[tuple[T, Sequence[str]]]) -> dict[str, list[T]]:
    """What shares a key, directly or through others, under the smallest key of them all, in order of these keys."""
    leads: dict[str, str] = {}
    held = [(item, keys) for item, keys in keyed if keys]
    for _, keys in held:
        for key in keys[1:]:
            one, other = _lead(leads, keys[0]), _lead(leads, key)
            leads[max(one, other)] = min(one, other)
    found: dict[str, list[T]] = defaultdict(list)
    for item, keys in held:
        found[_lead(leads, keys[0])].append(item)
    return {key: found[key] for key in sorted(found)}


def _lead(leads: dict[str, str], key: str) -> str:
    """The smallest key known to hang together with this one; the way there is shortened in passing."""
    leads.setdefault(key, key)
    while leads[key] != key:
        leads[key] = leads[leads[key]]
        key = leads[key]
    return key
