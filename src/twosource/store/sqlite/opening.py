"""Opening a desk file: made when it is new, refused when it is none or newer than we are, brought up to date when it is older."""

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from twosource.errors import StoreError, WrongSchema
from twosource.model.codec import Record
from twosource.store.base import KINDS, Searchable, nothing
from twosource.store.sqlite import schema
from twosource.store.sqlite.access import READ, Access, access, beyond_reach
from twosource.store.sqlite.kept import WAIT, SqliteStore, begin
from twosource.store.sqlite.trouble import worded

#: Seconds between two tries of what SQLite does not wait for by itself.
AGAIN = 0.02


def open_desk(
    path: Path, *, kinds: Iterable[type[Record]] = KINDS, searchable: Searchable = nothing, create: bool = True, wait: float = WAIT
) -> SqliteStore:
    """The desk in this file. `wait` is for how many seconds a change waits for another process to end its own.

    The same `searchable` must be passed whenever the desk is written to; after it has changed, `SqliteStore.index_anew` is called for.
    A desk of an older version is copied to `FILE.v<number>-backup` before it is changed.
    Without `create` none is made, and one that may not be written to is opened to be read.
    Raises `WrongSchema` for a desk of a newer version, and `StoreError` for what is no desk or cannot be opened.
    """
    if not create and not os.path.exists(path):  # noqa: PTH110 - Path.exists() raises where a folder may not be looked into
        raise StoreError(f"{path}: there is no desk; add reports to it to make one")
    if os.path.isdir(path):  # noqa: PTH112 - as above
        raise StoreError(f"{path}: it is a folder; name a file for the desk")
    with worded(path):
        found = access(path, create=create)
        version = _version(found, wait)
        if version == 0 and not create:
            raise StoreError(f"{path}: the file is empty; add reports to it to make a desk of it")
        if version < schema.VERSION:
            found.to_write()
        if found.may_write:
            _let_readers_go_on(found, wait)
        engine = _engine(found, wait)
        try:
            if version < schema.VERSION:
                _bring_up(engine, path, wait)
        except BaseException:
            engine.dispose()
            raise
    held = tuple(kinds)
    return SqliteStore(found, engine, held, searchable, lambda other: open_desk(other, kinds=held, wait=wait))


def _version(found: Access, wait: float) -> int:
    """The version of the desk; 0 when there is none yet. Nothing is written."""
    if not os.path.exists(found.path):  # noqa: PTH110 - Path.exists() raises where a folder may not be looked into
        return 0
    try:
        with closing(found.connect(wait)) as connection:
            return _checked(
                found.path,
                application=connection.execute("PRAGMA application_id").fetchone()[0],
                version=connection.execute("PRAGMA user_version").fetchone()[0],
                tables=connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0],
            )
    except sqlite3.OperationalError as error:
        if found.way == READ and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN:
            raise beyond_reach(found) from error
        raise


def _checked(path: Path, *, application: int, version: int, tables: int) -> int:
    if application != schema.APPLICATION and (application or version or tables):
        raise StoreError(f"{path}: it is the database of another program, and no desk; name another file")
    if version > schema.VERSION:
        raise WrongSchema(
            f"{path}: a newer Twosource made this desk (version {version}; this one reads up to {schema.VERSION}); update Twosource"
        )
    return int(version)


def _let_readers_go_on(found: Access, wait: float) -> None:
    """Puts the file into WAL mode, where it stays. SQLite does not wait for another that does the same, so we do."""
    give_up = time.monotonic() + wait
    with closing(found.connect(wait)) as connection:
        while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(AGAIN)


def _engine(found: Access, wait: float) -> Engine:
    engine = create_engine("sqlite+pysqlite://", creator=partial(found.connect, wait, shared=True), poolclass=QueuePool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    """Settings of each connection."""
    del record
    connection.isolation_level = None  # transactions begin and end where we say so
    for pragma in (
        # FULL waits for the disk at each commit. NORMAL would survive a kill as well, but a power cut could take back what was
        # acknowledged; a batch of reports is one commit, so the wait is not felt.
        "synchronous = FULL",
        "foreign_keys = ON",
        "wal_autocheckpoint = 8000",  # pages: keys fall all over the file, and a page that is written twice is then carried over once
        "journal_size_limit = 67108864",
        "cache_size = -32000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up(engine: Engine, path: Path, wait: float) -> None:
    """Makes the tables, or migrates them once a copy is safe. Nobody writes meanwhile; whoever was first has done it for us."""
    from twosource.store.sqlite.migration import migrate  # noqa: PLC0415 - alembic takes a quarter of a second, and few desks need it

    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = _pragma(connection, "user_version")
        if version >= schema.VERSION:
            return
        if version:
            _keep_copy(path, path.with_name(f"{path.name}.v{version}-backup"), wait)
        migrate(connection, schema.VERSION)
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _keep_copy(path: Path, copy: Path, wait: float) -> None:
    """A copy that is whole and on the disk, or none."""
    partial = copy.with_name(copy.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, timeout=wait)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        _to_disk(partial)
        partial.replace(copy)
        if os.name == "posix":  # elsewhere a folder cannot be opened
            _to_disk(copy.parent)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: it is of an older version, and no copy could be kept at {copy} before changing it: {error}") from error


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
