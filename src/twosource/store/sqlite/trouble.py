"""What SQLite's errors mean to somebody at a desk."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from twosource.errors import StoreBusy, StoreError

#: By SQLite's primary result code: the error, what happened, and the way out.
MEANINGS: Mapping[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, "another process is writing to it; wait until that is done and try again"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "another part of this process is writing to it; try again"),
    sqlite3.SQLITE_FULL: (StoreError, "the disk is full, and nothing of this change was kept; make room and try again"),
    sqlite3.SQLITE_NOTADB: (StoreError, "it is no desk file; name another one"),
    sqlite3.SQLITE_CORRUPT: (StoreError, "the file is damaged; go back to a copy of it"),
    sqlite3.SQLITE_READONLY: (
        StoreError,
        "it may not be written to; change its permissions and its folder's, or copy it to a folder of your own",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        StoreError,
        "it cannot be opened; see that its folder exists and that you may write there, for the desk keeps two files beside it",
    ),
    sqlite3.SQLITE_PERM: (StoreError, "you may not open it; change its permissions"),
    sqlite3.SQLITE_IOERR: (
        StoreError,
        "the disk did not take or give what was asked of it, and nothing of this change was kept; see that the disk is there and has room",
    ),
    sqlite3.SQLITE_TOOBIG: (StoreError, "a record is larger than a desk can hold, and nothing of this change was kept"),
    sqlite3.SQLITE_NOMEM: (StoreError, "there is not enough memory, and nothing of this change was kept"),
}

#: SQLite's codes for a file that does not hold what it wrote to it.
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Whatever SQLite complains of inside is raised as the `StoreError` that says what to do."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise trouble(path, error.orig) from error
        raise
    except sqlite3.Error as error:
        raise trouble(path, error) from error


def damage(error: DBAPIError) -> bool:
    """Whether the file does not hold what SQLite wrote to it."""
    return isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode & 0xFF in DAMAGE


def trouble(path: Path, error: sqlite3.Error) -> StoreError:
    """The error in our words; one that we do not know in SQLite's."""
    kind, meaning = MEANINGS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, (StoreError, f"SQLite says: {error}"))
    return kind(f"{path}: {meaning}")
