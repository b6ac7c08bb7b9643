"""A record of a desk in lines for the terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any

import msgspec

from twosource.model.codec import Record
from twosource.model.ledger import Agreement, Change, Conflict, EntityCluster, Entry, Link, Origin, Side, Story
from twosource.model.report import Cite, Report
from twosource.store.base import Store

#: Members and mentions shown of a name or story.
MOST = 20


def lines(record: Record, store: Store) -> Iterator[str]:
    """What a desk wants to know of a record first; any other kind as JSON."""
    shown = _SHOWN.get(type(record))
    if shown is not None:
        yield from shown(record, store)
    else:
        yield from msgspec.json.format(msgspec.json.encode(record), indent=2).decode().splitlines()


def _story(story: Story, store: Store) -> Iterator[str]:
    yield story.title
    yield f"{len(story.reports)} reports, {story.since or 'undated'} to {story.until or 'undated'}"
    yield from _reports(story.reports, store)


def _entry(entry: Entry, store: Store) -> Iterator[str]:
    yield entry.text
    yield f"{entry.standing.value.replace('_', ' ')}: {entry.why}"
    yield f"{_counted(entry.origins, 'origin')}, {_counted(entry.witnesses, 'witness')}" + (
        f"; of {_counted(range(entry.unestablished), 'claim')} the origin cannot be told" if entry.unestablished else ""
    )
    for identity in entry.origins:
        origin = store.get(Origin, identity)
        yield from (f"  origin: {ground.detail}" for ground in (origin.why if origin else ())[:MOST])
    for identity in entry.witnesses:
        teller = store.get(Origin, identity)
        first = (teller.primary or min(teller.reports)) if teller and teller.reports else None
        yield f"  witness: {_called(first, store) if first else identity}"
    yield from _cites(entry.cites, store)


def _counted(things: Sized, noun: str) -> str:
    """How many, in words that a reader expects: "no origins", "1 witness"."""
    several = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{len(things) or 'no'} {noun if len(things) == 1 else several}"


def _conflict(conflict: Conflict, store: Store) -> Iterator[str]:
    yield f"{conflict.about} ({conflict.kind.value}, {conflict.severity.value}, {conflict.status.value})"
    for side in conflict.sides:
        yield from _side(side, store)
    yield conflict.note


def _change(change: Change, store: Store) -> Iterator[str]:
    yield f"{change.about}: changed"
    yield from _side(change.from_, store)
    yield from _side(change.to, store)


def _agreement(agreement: Agreement, store: Store) -> Iterator[str]:
    yield f"{agreement.about or agreement.kind.value}: the same in other words"
    yield from (f"  {says}" for says in agreement.says)
    yield from _cites(agreement.cites, store)


def _name(name: EntityCluster, store: Store) -> Iterator[str]:
    yield f"{name.name} ({name.type.value})" + (f": {name.suspect}" if name.suspect else "")
    if name.aliases:
        yield "also " + ", ".join(name.aliases)
    yield from (f"  {why}" for why in name.why)
    yield from _reports(name.reports, store)


def _origin(origin: Origin, store: Store) -> Iterator[str]:
    yield f"an origin of {len(origin.reports) or len(origin.claims)} {'reports' if origin.reports else 'claims'}"
    yield from (f"  {ground.detail}" for ground in origin.why)
    yield from _reports(origin.reports, store)


def _link(link: Link, store: Store) -> Iterator[str]:
    yield f"{link.kind.value.replace('_', ' ')}: {link.judgement.value}, {link.score}"
    yield from (f"  {reason}" for reason in link.reasons)
    yield from _reports((link.left, link.right), store)


def _report(report: Report, store: Store) -> Iterator[str]:
    del store
    yield report.headline or report.path
    yield "  ".join(part for part in (report.outlet, report.published or "no date", report.url) if part)
    yield from (f"  {path}" for path in report.paths)
    yield ""
    yield from (report.text[passage.start : passage.end] for passage in report.passages)


def _side(side: Side, store: Store) -> Iterator[str]:
    yield f"  {side.says}"
    yield from (f"  {line}" for line in _cites(side.cites, store))


def _cites(cites: Iterable[Cite], store: Store) -> Iterator[str]:
    for cite in cites:
        yield f"  “{cite.exact}”  {_called(cite.report, store)}"


def _reports(reports: Iterable[str], store: Store) -> Iterator[str]:
    held = list(reports)
    yield from (f"  {report}  {_called(report, store)}" for report in held[:MOST])
    if len(held) > MOST:
        yield f"  and {len(held) - MOST} more"


def _called(identity: str, store: Store) -> str:
    """A report as a desk calls it: outlet and day, else its path."""
    report = store.get(Report, identity)
    if report is None:
        return identity
    return ", ".join(part for part in (report.outlet or report.path, (report.published or "")[:10]) if part)


_SHOWN: Mapping[type[Record], Callable[[Any, Store], Iterator[str]]] = {
    Report: _report,
    Story: _story,
    Entry: _entry,
    Conflict: _conflict,
    Change: _change,
    Agreement: _agreement,
    EntityCluster: _name,
    Origin: _origin,
    Link: _link,
}
