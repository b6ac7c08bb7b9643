"""Toy records and steps of every shape that do all that steps may do: fail, clash, make kinds that earlier steps take."""

from collections.abc import Iterable, Sequence
from functools import partial

from twosource.model.codec import Record
from twosource.model.report import Failure
from twosource.model.search import Said
from twosource.step import Each, Group, Linked, Step


class Note(Record, frozen=True):
    """What is given. Its text is words; "!" breaks the step that reads it, "?" the telling of its keys."""

    id: str
    text: str = ""
    path: str = ""


class Word(Record, frozen=True):
    """Made of notes and given: two notes that have a word make two bodies of it."""

    id: str
    by: str = ""


class Initial(Record, frozen=True):
    id: str
    words: tuple[str, ...]


class Cluster(Record, frozen=True):
    id: str
    members: tuple[str, ...]


KINDS = (Note, Word, Initial, Cluster, Failure)


def words(note: Note) -> Iterable[Word]:
    for word in note.text.split():
        if word == "!":
            raise ValueError(f"{note.id} is broken")
        yield Word(word, by=note.id)


def initial(record: Record) -> Iterable[str]:
    return (record.id[0],) if isinstance(record, Word) else ()


def initials(key: str, found: Sequence[Word]) -> Iterable[Initial]:
    if len(found) == 3:
        raise ValueError("three is too many")
    yield Initial(key, tuple(f"{word.id} by {word.by}" for word in found))


def sharing(record: Note | Initial) -> Iterable[str]:
    if isinstance(record, Initial):
        return (f"i{record.id}",)
    if "?" in record.text:
        raise KeyError(record.id)
    return [f"i{word[0]}" for word in record.text.split()]


def clusters(key: str, found: Sequence[Note | Initial]) -> Iterable[Cluster]:
    yield Cluster(key, tuple(record.id for record in found))


def summary(cluster: Cluster) -> Iterable[Record]:
    yield Word(cluster.id, by=f"a cluster of {len(cluster.members)}")  # hidden from the steps before this one
    yield Word(cluster.members[0][0], by="a cluster")
    yield from words(Note(cluster.id, " ".join(cluster.members)))


def counted(key: str, found: Sequence[Record]) -> Iterable[Word]:
    yield Word(f"{key}{len(found)}", by="+".join(sorted({getattr(record, "by", "") for record in found})))


def everything_named(record: Record, kind: type[Record]) -> Iterable[str]:
    return ("all",) if isinstance(record, kind) else ()


STEPS: tuple[Step, ...] = (
    Each("words", Note, words),
    Group("initials", (Record,), initial, initials, most=3),
    Linked("clusters", (Note, Initial), sharing, clusters),
    Each("summary", Cluster, summary),
    Group("counted", (Record,), partial(everything_named, kind=Word), counted),
)


def said(record: Record) -> Iterable[Said]:
    """Each sentence of a note is said by the note's first word, at its path; its id is the day, if it is one."""
    if isinstance(record, Note):
        published = record.id if record.id.startswith("20") else None
        for sentence in record.text.split("."):
            yield Said(sentence.strip(), speaker=record.text.split(" ")[0], place=record.path, report=record.id, published=published)
    if isinstance(record, Cluster):
        yield Said(" ".join(record.members), story=record.id)
