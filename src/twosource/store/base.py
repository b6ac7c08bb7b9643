"""What a store is: the records that somebody vouches for, and the writing of them, all or nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, TypeVar

from twosource.errors import StoreError
from twosource.model.claim import Annotation
from twosource.model.codec import Record, digest, encode
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Compared,
    Conflict,
    EntityCluster,
    Entry,
    Link,
    Matter,
    NotCompared,
    Origin,
    Ruling,
    Sketch,
    Story,
)
from twosource.model.report import Download, Edition, Failure, Report
from twosource.model.search import Found, Heard, Query, Said

R = TypeVar("R", bound=Record)

#: The records that flow between steps.
KINDS: tuple[type[Record], ...] = (
    *(Download, Edition, Failure, Report, Annotation),
    *(Sketch, Link, Matter, EntityCluster, Story, Origin, Ruling),
    *(Alteration, Entry, Heard, Conflict, Agreement, Change, NotCompared, Compared),
)

#: The step that given records are vouched for by: nobody made them here.
GIVEN = ""

#: What a search finds in a record. Pure: the index of a record depends on that record alone.
Searchable = Callable[[Record], Iterable[Said]]


def nothing(record: Record) -> Iterable[Said]:
    """The index of a desk that is not searched."""
    del record
    return ()


class Identity(NamedTuple):
    """What a record is; of two bodies with one identity the one of the smaller digest is shown."""

    kind: str
    id: str


class Stamp(NamedTuple):
    """One body of a record."""

    kind: str
    id: str
    digest: bytes

    @property
    def identity(self) -> Identity:
        return Identity(self.kind, self.id)


class Sealed(NamedTuple):
    """A record ready to be kept: encoded once, with its stamp."""

    stamp: Stamp
    body: bytes


class Voice(NamedTuple):
    """A step that vouches for one body of a record."""

    step: str
    digest: bytes


class Deed(NamedTuple):
    """A line of the log: what was done when, by whom, and to which records. The time comes from the caller."""

    at: str
    who: str
    what: str
    about: tuple[str, ...] = ()


def seal(record: Record) -> Sealed:
    """The record encoded, under its kind, id and digest."""
    body = encode(record)
    return Sealed(Stamp(type(record).__name__, str(record.id), digest(body)), body)  # type: ignore[attr-defined]


def kinds_by_name(kinds: Iterable[type[Record]]) -> dict[str, type[Record]]:
    """The kinds that a store is opened for."""
    return {kind.__name__: kind for kind in kinds}


def kind_of(kinds: Mapping[str, type[Record]], name: str) -> type[Record]:
    """Raises `StoreError` for a kind of record that the store was not opened for."""
    if name not in kinds:
        raise StoreError(f"this desk keeps no records of the kind {name}; open it with a version of Twosource that knows them")
    return kinds[name]


class Writing(Protocol):
    """A change under way. A *maker* is a step and a unit of its work; a record is present while a maker vouches for it.

    Steps file records under keys, and join keys to components, to find again what a later change touches.
    Arguments may be long: a store takes them in shares of its own.
    """

    def vouched(self, step: str, units: Collection[str]) -> dict[str, set[Stamp]]:
        """What each of the units vouches for; units that vouch for nothing are left out."""

    def vouch(self, step: str, made: Mapping[str, Collection[Sealed]]) -> None:
        """Each unit vouches for these records from now on, and for nothing else."""

    def voices(self, identities: Collection[Identity]) -> dict[Identity, frozenset[Voice]]:
        """Which steps vouch for which bodies of each record; none for what is not there."""

    def load(self, stamps: Collection[Stamp]) -> dict[Stamp, Record]:
        """The records of these stamps; all must be there."""

    def file(self, step: str, keys: Mapping[Stamp, Collection[str]]) -> None:
        """Each record stands under these keys of the step, and under no others."""

    def filed(self, step: str, stamps: Collection[Stamp]) -> dict[Stamp, list[str]]:
        """The keys of the step that each record stands under; records under none are left out."""

    def under(self, step: str, keys: Collection[str], most: int | None = None) -> dict[str, list[Stamp]]:
        """The records under each key of the step, sorted; keys with none, or with more than `most`, are left out."""

    def join(self, step: str, components: Mapping[str, Collection[str]]) -> None:
        """The keys of each component, which goes by its smallest; a component without keys is no more."""

    def joined(self, step: str, keys: Collection[str]) -> dict[str, str]:
        """The component that each key belongs to; keys of none are left out."""

    def component(self, step: str, names: Collection[str]) -> dict[str, list[str]]:
        """The keys of each component, sorted."""

    def clear(self) -> list[Stamp]:
        """Leaves what is given and the log, and nothing that a step made or filed; says what is left."""

    def take(self, other: "Store") -> None:
        """What steps made and filed in another store of the same make takes the place of all that they made here."""

    def note(self, deed: Deed) -> None:
        """A line at the end of the log."""

    def put(self, name: str, value: str) -> None:
        """Something to know about the desk as a whole, in place of what was known by that name."""

    def about(self, name: str) -> str | None:
        """What `put` said."""


class Store(Protocol):
    """Records and how they came to be. Each read sees one moment; a change is seen whole or not at all."""

    kinds: Mapping[str, type[Record]]

    def records(self, kind: type[R]) -> Iterator[R]:
        """The records of a kind, in order of id; `Record` for all, in order of kind and id."""

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - an id is called id everywhere
        """One record."""

    def under(self, step: str, key: str) -> list[Record]:
        """The records that a step files under a key, in order of kind and id."""

    def around(self, step: str, key: str) -> Iterator[Record]:
        """What a step takes in the component that a key is joined to, and what it made of it, in order of kind and id."""

    def given(self) -> Iterator[Record]:
        """What was given and not made here, in order of kind and id; every body of it."""

    def stamps(self) -> list[Stamp]:
        """What was given and not made here, in the order in which it came."""

    def load(self, stamps: Collection[Stamp]) -> list[Record]:
        """The records of these stamps, in their order; those that are gone are left out."""

    def beside(self, name: str) -> AbstractContextManager["Store"]:
        """Another store of this make, not searched, that lasts until `alone`: what was begun in it under that name is there again."""

    def alone(self) -> None:
        """Nothing is left of what was begun beside the store."""

    def moment(self) -> AbstractContextManager["Store"]:
        """The store as it is now, for several reads of one moment; it is not written to."""

    def search(self, query: Query) -> list[Found]:
        """What was said that fits, in the order asked for. No query is refused for what its words are."""

    def log(self) -> list[Deed]:
        """What was done, first things first."""

    def about(self, name: str) -> str | None:
        """Something known about the desk as a whole."""

    def writing(self) -> AbstractContextManager[Writing]:
        """All that is done inside is kept when it ends well and is lost together when it does not.

        Raises `StoreBusy` when another process goes on writing for longer than the store waits.
        """

    def index_anew(self) -> None:
        """What is searched is taken from all records again: for an index that is damaged, or a `searchable` that has changed."""

    def check(self) -> list[str]:
        """What is wrong with what is kept, a sentence each; none when all is whole."""

    def close(self) -> None:
        """Lets go of what it holds open."""
