"""What one report says: mentions, attributions, claims, gathered in its annotation."""

from enum import StrEnum

from twosource.model.codec import Record
from twosource.model.report import Span
from twosource.model.value import Place, Quantity, When


class EntityType(StrEnum):
    PER = "PER"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    FAC = "FAC"
    NORP = "NORP"
    EVENT = "EVENT"
    OTHER = "OTHER"


#: What a place may be named as: a state or town, a river or hill, a building.
PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})


class Form(StrEnum):
    NAME = "name"
    ADJECTIVE = "adjective"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Mention(Record, frozen=True):
    """Words that refer. `entity` is an id of the same annotation's entities, or `None` when it could not be told."""

    start: int
    end: int
    type: EntityType
    entity: str | None
    form: Form
    suspect: str | None = None


class Office(Record, frozen=True):
    """What a report calls somebody: the noun, the words that narrow it, and the names beside it as country codes and folded words."""

    noun: str
    kind: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class Entity(Record, frozen=True):
    """Who or what mentions of one report refer to. `name` is its fullest name in the report, `aliases` the other names used.

    `offices` is what the report calls somebody. `metonym` is the country, as ISO 3166-1 alpha-2, whose government the name of a capital
    or seat stands for: "Moscow said"; the town itself is an entity of its own.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    suspect: str | None = None
    offices: tuple[Office, ...] = ()
    metonym: str | None = None


class Unnamed(Record, frozen=True):
    """Who or what a report describes and never names. `words` is how it first does, `office` what it calls them.

    `definite` where it speaks of them as known ("the gunmen"), `owned` where it calls them
    somebody's by a pronoun ("his gunmen"); `mentions` are its descriptions and pronouns.
    """

    id: str
    words: str
    type: EntityType
    office: Office
    plural: bool
    definite: bool
    owned: bool
    mentions: tuple[Span, ...]


class HedgeClass(StrEnum):
    """The classes of the Szeged Uncertainty Corpus."""

    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOXASTIC = "doxastic"
    INVESTIGATION = "investigation"
    CONDITION = "condition"


class Hedge(Record, frozen=True, rename={"class_": "class"}):
    """Words that weaken a claim."""

    start: int
    end: int
    class_: HedgeClass | None = None


class Basis(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    SAID = "said"
    CLAIMED = "claimed"
    DENIED = "denied"
    REJECTED = "rejected"
    DEMANDED = "demanded"
    WARNED = "warned"
    ACCUSED = "accused"
    PLANNED = "planned"
    HOPED = "hoped"
    PROPOSED = "proposed"
    PROMISED = "promised"
    OFFERED = "offered"
    ADMITTED = "admitted"
    EXPECTED = "expected"
    REPORTED = "reported"
    SPECULATED = "speculated"
    SUPPORTS = "supports"
    LEARNED = "learned"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Verification(StrEnum):
    """What the report itself says of a claim's standing."""

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class Told(Record, frozen=True):
    """Who was told: "told Reuters"."""

    start: int
    end: int
    entity: str | None = None


class Attribution(Record, frozen=True):
    """Who is said to have said what (PARC 3 / PolNeAR): `source`, `cue` and `content` in one or more pieces each.

    `source` is empty where the subject is left out; `source_entity` may be set all the same.
    No piece of `content` overlaps its own source or cue.
    `within` is the index, in the same annotation, of the attribution that this one stands inside.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    source_entity: str | None = None
    quoted: tuple[Span, ...] = ()
    basis: Basis = Basis.INDIRECT
    act: Act = Act.SAID
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Span, ...] = ()
    verification: Verification | None = None
    told: Told | None = None
    medium: tuple[Span, ...] = ()
    within: int | None = None


class Claim(Record, frozen=True):
    """One thing said once in one report; `statement` is the index of its attribution, or `None` in the outlet's own voice."""

    id: str
    start: int
    end: int
    statement: int | None = None
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Span, ...] = ()


class Citation(Record, frozen=True):
    """A citation mark in running text: `[3]`."""

    start: int
    end: int
    label: str


class Reference(Record, frozen=True):
    """A line of a reference list."""

    start: int
    end: int
    label: str
    title: str
    url: str | None = None


class Annotation(Record, frozen=True):
    """All that `annotate` takes from one report; every span is of that report's text, every list in order of place."""

    id: str
    report: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    statements: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
