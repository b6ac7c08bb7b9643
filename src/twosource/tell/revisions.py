"""Changes of one matter strung together: from 9 to 17 and from 17 to 23 are one run of three figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.model.ledger import Change, Side


class Revision(NamedTuple):
    """What was said of one matter, each side replaced by the next."""

    about: str
    sides: Sequence[Side]


def revisions(changes: Iterable[Change]) -> list[Revision]:
    """The changes as runs, in the order their matters first came; every change is in exactly one run."""
    by_about: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_about[change.about].append(change)
    return [Revision(about, run) for about, found in by_about.items() for run in _runs(found)]


def _runs(changes: Sequence[Change]) -> list[list[Side]]:
    """A change joins a run that ends where it begins; what begins in the middle of another stands alone."""
    starts = defaultdict(list)
    for change in changes:
        starts[change.from_].append(change)
    ends = {change.to for change in changes}
    first = [change for change in changes if change.from_ not in ends]
    done: set[str] = set()
    runs = []
    for change in [*first, *changes]:
        if change.id in done:
            continue
        run = [change.from_]
        following: Change | None = change
        while following is not None:
            done.add(following.id)
            run.append(following.to)
            following = next((after for after in starts[following.to] if after.id not in done), None)
        runs.append(run)
    return runs
