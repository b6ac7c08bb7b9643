"""Whether a desk file is whole."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import DBAPIError

from twosource.model.codec import Record, decode, digest
from twosource.model.search import Said
from twosource.store.base import Searchable
from twosource.store.sqlite.schema import joined, keys, made, records, said

INDEX = "INSERT INTO said_words(said_words, rank) VALUES ('integrity-check', 1)"


def wrong(connection: Connection, kinds: Mapping[str, type[Record]], searchable: Searchable) -> list[str]:
    """What is wrong, a sentence each: first the file, then what names what, then each record."""
    return [*_file(connection), *_ties(connection), *_records(connection, kinds, searchable)]


def _file(connection: Connection) -> Iterator[str]:
    yield from (
        f"the file is damaged: {found}" for found in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if found != "ok"
    )
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} names a record that is not there"
    try:
        connection.exec_driver_sql(INDEX)
    except DBAPIError:
        yield "the index of words is not that of what was said; `twosource check --mend` takes it up anew"


def _ties(connection: Connection) -> Iterator[str]:
    """What nobody vouches for, and components that are not those of their keys."""
    unheard = select(records.c.id).where(~select(made.c.step).where(made.c.record == records.c.n).exists())
    yield from (f"nobody vouches for {id_}" for id_ in connection.execute(unheard).scalars())
    empty = select(joined.c.step, joined.c.key).where(
        ~select(keys.c.key).where(keys.c.step == joined.c.step, keys.c.key == joined.c.key).exists()
    )
    yield from (f"{step} joins {key!r}, which no record has" for step, key in connection.execute(empty))
    misnamed = (
        select(joined.c.step, joined.c.component)
        .group_by(joined.c.step, joined.c.component)
        .having(func.min(joined.c.key) != joined.c.component)
    )
    yield from (f"{step} has a component {name!r} that is not named by its smallest key" for step, name in connection.execute(misnamed))


def _records(connection: Connection, kinds: Mapping[str, type[Record]], searchable: Searchable) -> Iterator[str]:
    """Bodies that are not what their row says, and what is indexed of a record and is not what it holds."""
    everything = select(records).order_by(records.c.kind, records.c.id, records.c.digest).execution_options(yield_per=200)
    last = None
    for row in connection.execute(everything):
        shown, last = last != (row.kind, row.id), (row.kind, row.id)
        fault = _fault(row, kinds)
        if fault:
            yield f"{row.id} {fault}"
            continue
        held = list(searchable(decode(row.body, kinds[row.kind]))) if shown else []
        indexed = connection.execute(select(said).where(said.c.record == row.n).order_by(said.c.position))
        if held != [Said(*one[3:]) for one in indexed]:
            yield f"what is searched of {row.id} is not what it says; `twosource check --mend` takes the index up anew"


def _fault(row: Row[tuple[object, ...]], kinds: Mapping[str, type[Record]]) -> str | None:
    if row.kind not in kinds:
        return f"is a {row.kind}, which this version does not know"
    if not isinstance(row.body, bytes) or digest(row.body) != row.digest:
        return "is not what was written"
    try:
        record = decode(row.body, kinds[row.kind])
    except msgspec.DecodeError as error:
        return f"cannot be read: {error}"
    return None if record.id == row.id else f"stands under the id of another, {record.id}"  # type: ignore[attr-defined]
