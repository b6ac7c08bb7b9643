"""What is told: the briefing that FORMATS describes, as records."""

from msgspec import UNSET, UnsetType

from twosource.model.claim import EntityType, Form
from twosource.model.codec import Record
from twosource.model.ledger import Agreement, Alteration, Change, Conflict, Entry, MentionAt, NotCompared, Origin, Ruled
from twosource.model.report import Cite, Failure
from twosource.model.value import Precision


class Line(Record, frozen=True):
    """A sentence of the briefing and what it rests on."""

    text: str
    entries: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()


class ReportLine(Record, frozen=True):
    """A report as the briefing lists it; `origin` is where its text comes from."""

    id: str
    path: str
    paths: tuple[str, ...]
    headline: str | None
    outlet: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    language: str | None
    origin: str | None


class NamedEntity(Record, frozen=True):
    """An entity as the briefing lists it: `reports` is how many of the story's reports speak of it, `why` on what it was put together.

    `mentions` are whole phrases: a title and the name behind it are one, "Norwegian" is none of Norway.
    `form` is `description` where no report names it; `name` is then how most describe it.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    suspect: str | None
    reports: int
    mentions: tuple[MentionAt, ...]
    members: tuple[str, ...] = ()  # ids of the reports' own entities
    form: Form = Form.NAME
    why: tuple[str, ...] = ()
    ruled: Ruled | UnsetType = UNSET


class NamedPlace(Record, frozen=True):
    """A place as the briefing lists it."""

    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision
    cites: tuple[Cite, ...]


class Moment(Record, frozen=True):
    """A line of the timeline, bounded in UTC; `certain` when the text gives the time itself.

    `words` is the time as the first report has it, `entry` the ledger line that is dated. `limit` is "by" or "until" where the time is
    that up to which something is to be or goes on.
    """

    earliest: str | None
    latest: str | None
    certain: bool
    text: str
    cites: tuple[Cite, ...]
    words: str = ""
    entry: str | None = None
    limit: str = ""


class Checked(Record, frozen=True):
    """What was compared and what was not."""

    pairs_compared: int
    not_compared: tuple[NotCompared, ...]


class StoryBrief(Record, frozen=True):
    """One story of a briefing."""

    id: str
    title: str
    since: str | None
    until: str | None
    reports: tuple[str, ...]
    parent: str | None
    lines: tuple[Line, ...]
    origins: tuple[Origin, ...]
    entities: tuple[NamedEntity, ...]
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    agreements: tuple[Agreement, ...]
    changes: tuple[Change, ...]
    alterations: tuple[Alteration, ...]
    places: tuple[NamedPlace, ...]
    timeline: tuple[Moment, ...]
    checked: Checked
    ruled: Ruled | UnsetType = UNSET


class Briefing(Record, frozen=True):
    """The whole of FORMATS' `brief` output; `format` is the interface's version."""

    reports: tuple[ReportLine, ...]
    failures: tuple[Failure, ...]
    stories: tuple[StoryBrief, ...]
    format: int = 1
