"""What people judged of single things, found again in what steps make of the reports now.

A conflict, change or alteration is the one that was judged if it has its id, or is of its kind and has a cite of each of its sides.
An agreement or a ledger line is, if at least half of what it rests on was there then, and half of that is there now: a line that
has grown to twice its reports is another, and is shown again. An entity is the one that holds the member, a story the one that
holds the report.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from twosource.connect.named import Named
from twosource.model.codec import Record, cluster_id
from twosource.model.ledger import Agreement, Alteration, Change, Conflict, ConflictStatus, Entry, MentionAt, Ruled, Ruling, RulingKind
from twosource.model.report import Cite

R = TypeVar("R", bound=Record)
Sides = tuple[tuple[Cite, ...], ...]

#: The kind of a ruling on a story that holds the reports of its episodes.
PARENT = "parent"
#: Fewer cites than this make no agreement.
BOTH = 2


class Told(NamedTuple):
    """What people said of one thing: its name and who gave it, and whether it stands."""

    name: str | None
    namer: str
    ruled: Ruled | UnsetType


def told(rulings: Iterable[Ruling]) -> Told:
    """What the rulings on one thing come to: of two names or verdicts a rejection, else the one of the smaller id."""
    ordered = sorted(rulings, key=lambda ruling: (ruling.verdict is not RulingKind.REJECTED, ruling.id))
    names = [ruling for ruling in ordered if ruling.verdict is RulingKind.RENAMED]
    verdicts = [ruling for ruling in ordered if ruling.verdict is not RulingKind.RENAMED]
    ruled = Ruled(verdicts[0].verdict, verdicts[0].by, verdicts[0].note) if verdicts else UNSET
    return Told(names[0].name if names else None, names[0].by if names else "", ruled)


def of_story(rulings: Iterable[Ruling], identity: str, reports: Sequence[str]) -> list[Ruling]:
    """The rulings on a story of these reports."""
    kind = story_kind(identity, reports)
    return [ruling for ruling in rulings if ruling.about in reports and ruling.kind == kind]


def story_kind(identity: str, reports: Iterable[str]) -> str:
    """What a ruling on a story is of: episodes come and go under a parent, so that a report alone does not tell which is meant."""
    return "" if identity == cluster_id("story", reports) else PARENT


def finder(named: Sequence[Named]) -> Callable[[str, MentionAt | None], int | None]:
    """Finds one of the named by its id, else by the words that named it; `None` when it is no longer there."""
    by_id = {one.entity.id: i for i, one in enumerate(named)}
    by_report: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(named):
        by_report[one.report].append(i)

    def find(about: str, at: MentionAt | None) -> int | None:
        if about in by_id or at is None:
            return by_id.get(about)
        shared = {i: max(_shared(at, one) for one in named[i].mentions) for i in by_report.get(at.report, ()) if named[i].mentions}
        best = max(shared, key=lambda i: (shared[i], -i), default=None)
        return best if best is not None and shared[best] > 0 else None

    return find


def marked(records: Iterable[R], rulings: Sequence[Ruling]) -> list[R]:
    """The records, those that people judged with what they said; a conflict that is rejected is open no more."""
    return [_marked(record, rulings) for record in records] if rulings else list(records)


def _marked(record: R, rulings: Sequence[Ruling]) -> R:
    ruled = told(ruling for ruling in rulings if ruling.verdict is not RulingKind.RENAMED and _concerns(ruling, record)).ruled
    if ruled is UNSET:
        return record
    if isinstance(record, Conflict) and isinstance(ruled, Ruled) and ruled.verdict is RulingKind.REJECTED:
        return msgspec.structs.replace(record, ruled=ruled, status=ConflictStatus.REJECTED)
    return msgspec.structs.replace(record, ruled=ruled)


def _concerns(ruling: Ruling, record: Record) -> bool:
    match record:
        case Conflict() | Change() | Alteration():
            return ruling.about == record.id or (_alike(ruling, record.id, kind_of(record)) and _each_side(ruling.sides, sides_of(record)))
        case Agreement() | Entry():
            return _alike(ruling, record.id, kind_of(record)) and _half(
                ruling.sides, sides_of(record), BOTH * isinstance(record, Agreement)
            )
        case _:
            return False


def _alike(ruling: Ruling, identity: str, kind: str) -> bool:
    return ruling.about.partition("-")[0] == identity.partition("-")[0] and ruling.kind == kind


def sides_of(record: Record) -> Sides:
    """The cites of each side; of what has no sides all together."""
    match record:
        case Conflict():
            return tuple(side.cites for side in record.sides)
        case Change():
            return (record.from_.cites, record.to.cites)
        case Alteration():
            return ((record.from_,), (record.to,))
        case Agreement() | Entry():
            return (record.cites,)
        case _:
            return ()


def kind_of(record: Record) -> str:
    """Of which kind a conflict, agreement or alteration is; the others have none."""
    return str(record.kind) if isinstance(record, Conflict | Agreement | Alteration) else ""


def _each_side(then: Sides, now: Sides) -> bool:
    """Whether every side of then is a side of now, each another."""
    left = list(now)
    for side in then:
        found = next((other for other in left if any(_meet(one, two) for one in side for two in other)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(then)


def _half(then: Sides, now: Sides, least: int) -> bool:
    before, after = ([cite for side in sides for cite in side] for sides in (then, now))
    still = sum(any(_meet(one, other) for other in after) for one in before)
    known = sum(any(_meet(one, other) for other in before) for one in after)
    return 0 < len(before) <= 2 * still and len(after) <= 2 * known and known >= least


def _meet(one: Cite, other: Cite) -> bool:
    """Whether two cites are the same words, give or take a few at their ends."""
    return one.report == other.report and 2 * _shared(one, other) >= max(1, min(one.end - one.start, other.end - other.start))


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _shared(one: _Stretch, other: _Stretch) -> int:
    """How many characters two stretches of one report share; none or fewer when they stand apart."""
    return min(one.end, other.end) - max(one.start, other.start)
