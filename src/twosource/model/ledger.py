"""What many reports say together: links, origins, stories, entries and what stands between them."""

from enum import StrEnum

from msgspec import UNSET, UnsetType

from twosource.model.claim import Annotation, EntityType, Form
from twosource.model.codec import Record
from twosource.model.report import Cite, Report


class LinkKind(StrEnum):
    COPY_OF = "copy_of"
    REWRITE_OF = "rewrite_of"
    SAME_ENTITY = "same_entity"
    SAME_CLAIM = "same_claim"
    SAME_MATTER = "same_matter"


class Judgement(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


class MentionAt(Record, frozen=True, order=True):
    """A mention of an entity in one of many reports."""

    report: str
    start: int
    end: int


class Link(Record, frozen=True):
    """A judgement that two things are the same, or one made from the other, with its reasons.

    `left` and `right` are record ids; for a directed kind `left` is made from `right`.
    `score` is the measure that decided (containment, name score). `by` is the person who judged, `None` for a step.
    Where a person judges entities, `reports` are the reports that name them, and `at` says where each end is named: it finds
    them again when a later version of Twosource gives them other ids.
    """

    id: str
    kind: LinkKind
    left: str
    right: str
    judgement: Judgement
    score: float
    reasons: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    by: str | None = None
    note: str = ""
    reports: tuple[str, ...] = ()
    at: tuple[MentionAt, ...] = ()


class RulingKind(StrEnum):
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    RENAMED = "renamed"


class Ruling(Record, frozen=True):
    """What a person judged of one thing that steps found.

    `about` is its id; of an entity a member's, of a story a report's. `kind` and `sides` are its own kind and the words it stood
    on when it was judged, `at` where an entity is named, `reports` the reports that it concerns: with these the thing is known
    again when its id changed. `name` is the new name of what is renamed.
    """

    id: str
    about: str
    verdict: RulingKind
    by: str
    reports: tuple[str, ...]
    name: str | None = None
    note: str = ""
    kind: str = ""
    sides: tuple[tuple[Cite, ...], ...] = ()
    at: tuple[MentionAt, ...] = ()


class Ruled(Record, frozen=True):
    """That a person confirmed or rejected a record, and who; absent where nobody did."""

    verdict: RulingKind
    by: str
    note: str = ""


class AlterationKind(StrEnum):
    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    SPEAKER = "speaker"
    HEDGE = "hedge"
    QUOTE = "quote"


class Alteration(Record, frozen=True, rename={"from_": "from"}):
    """What a copy or rewrite changed on the way: `from_` in the original, `to` in the copy."""

    id: str
    kind: AlterationKind
    from_: Cite
    to: Cite
    note: str
    story: str = ""
    ruled: Ruled | UnsetType = UNSET


class GroundKind(StrEnum):
    COPY = "copy"
    REWRITE = "rewrite"
    WIRE = "wire"
    SAME_SPEECH = "same_speech"
    PUBLISHER = "publisher"


class Ground(Record, frozen=True):
    """Why reports or claims share an origin, in one sentence."""

    kind: GroundKind
    detail: str
    cites: tuple[Cite, ...] = ()


class Origin(Record, frozen=True):
    """Reports and claims that go back to one place.

    An origin of reports has `reports` (each report is in exactly one, a lone report in one of its own); an origin of claims
    (one speech, one agency dispatch behind several reports) has `claims`.
    `primary` is the report the others were made from, where that can be told.
    """

    id: str
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    primary: str | None = None
    why: tuple[Ground, ...] = ()


class EntityCluster(Record, frozen=True):
    """One entity over many reports. `members` are ids of the reports' own entities; `suspect` says why a name is doubted.

    `described` are ids of those whom reports describe and do not name, and who are this entity; `why` says on what it was put together.
    `form` is `description` where no report names it: its members are such too.
    """

    id: str
    name: str
    type: EntityType
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    suspect: str | None = None
    reports: tuple[str, ...] = ()
    mentions: tuple[MentionAt, ...] = ()
    why: tuple[str, ...] = ()
    form: Form = Form.NAME
    described: tuple[str, ...] = ()
    ruled: Ruled | UnsetType = UNSET


class Sketch(Record, frozen=True):
    """The heaviest terms of a report, each with its part of a vector of length one, heaviest first, and when it came out."""

    id: str
    report: str
    terms: tuple[tuple[str, float], ...]
    published: str | None = None


class Matter(Record, frozen=True):
    """Reports about one thing at any time; each report is in exactly one, and the stories of a matter are told apart inside it."""

    id: str
    reports: tuple[str, ...]


class Story(Record, frozen=True):
    """Reports about one running matter over time. `since`/`until` are ISO dates; a parent holds all reports of its children."""

    id: str
    title: str
    reports: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    parent: str | None = None
    ruled: Ruled | UnsetType = UNSET


class Dossier(Record, frozen=True):
    """All that is known of one story, gathered for comparing and telling: only what belongs to its reports, each list sorted by id."""

    id: str
    story: Story
    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]
    entities: tuple[EntityCluster, ...]
    origins: tuple[Origin, ...]
    links: tuple[Link, ...] = ()
    rulings: tuple[Ruling, ...] = ()


class Standing(StrEnum):
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    ORIGIN_NOT_ESTABLISHED = "origin_not_established"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    DENIED = "denied"


class Entry(Record, frozen=True):
    """A ledger line: claims that say the same of the same thing, as a sentence with its attribution and hedge.

    `origins` are independent grounds that it is so, `witnesses` independent tellers that it was said,
    `unestablished` how many claims count for neither.
    """

    id: str
    story: str
    text: str
    claims: tuple[str, ...]
    standing: Standing
    why: str
    cites: tuple[Cite, ...]
    origins: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    unestablished: int = 0
    first_said: str | None = None
    last_said: str | None = None
    ruled: Ruled | UnsetType = UNSET


class ConflictKind(StrEnum):
    QUANTITY = "quantity"
    TIME = "time"
    PLACE = "place"
    NAME = "name"
    ATTRIBUTION = "attribution"
    POLARITY = "polarity"
    OUTCOME = "outcome"


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Side(Record, frozen=True):
    """One side of a conflict or change: what it says, in the words of its cites."""

    says: str
    cites: tuple[Cite, ...]


class ConflictStatus(StrEnum):
    OPEN = "open"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


class Conflict(Record, frozen=True):
    """Claims that cannot both hold: same measure, thing, time and scope. `about` names the matter ("territory demanded")."""

    id: str
    story: str
    kind: ConflictKind
    severity: Severity
    about: str
    sides: tuple[Side, ...]
    note: str
    status: ConflictStatus = ConflictStatus.OPEN
    entries: tuple[str, ...] = ()
    ruled: Ruled | UnsetType = UNSET


class AgreementKind(StrEnum):
    QUANTITY = "quantity"
    TIME = "time"
    QUOTE = "quote"
    STATEMENT = "statement"


class Agreement(Record, frozen=True):
    """Claims that say the same in different words or units."""

    id: str
    story: str
    kind: AgreementKind
    says: tuple[str, ...]
    cites: tuple[Cite, ...]
    about: str = ""
    ruled: Ruled | UnsetType = UNSET


class Change(Record, frozen=True, rename={"from_": "from"}):
    """The same matter, said differently later: a revised toll, a changed position."""

    id: str
    story: str
    about: str
    from_: Side
    to: Side
    ruled: Ruled | UnsetType = UNSET


class NotCompared(Record, frozen=True):
    """What could not be compared with anything, and why."""

    id: str
    story: str
    what: str
    why: str
    cites: tuple[Cite, ...] = ()


class Compared(Record, frozen=True):
    """How many pairs of a story were held against each other."""

    id: str
    story: str
    pairs: int
