"""How a desk file may be opened: to be written to, or read only where we may not write."""

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from twosource.errors import StoreBusy, StoreError
from twosource.store.sqlite.trouble import MEANINGS

#: SQLite's words for the ways to open a file; of the last it takes for granted that nobody writes to it.
MADE, WRITTEN, READ, STILL = "mode=rwc", "mode=rw", "mode=ro", "immutable=1"


class Access(NamedTuple):
    """A file and how it is opened. `seen` is what tells whether a file that was taken to be still has changed since."""

    path: Path
    way: str
    seen: tuple[int, int] | None = None

    @property
    def may_write(self) -> bool:
        return self.way in (MADE, WRITTEN)

    def connect(self, wait: float, *, shared: bool = False) -> sqlite3.Connection:
        """A connection; one that is `shared` may be used by several threads in turn."""
        address = f"{self.path.absolute().as_uri()}?{self.way}"
        return sqlite3.connect(address, timeout=wait, uri=True, check_same_thread=not shared, isolation_level=None)

    def to_write(self) -> None:
        """Raises `StoreError` where nothing can be written."""
        if not self.may_write:
            kind, meaning = MEANINGS[sqlite3.SQLITE_READONLY]
            raise kind(f"{self.path}: {meaning}")

    def same(self) -> None:
        """Raises `StoreBusy` where a file that was taken to be still has changed, so that what was read of it may be wrong."""
        if self.seen is not None and self.seen != _seen(self.path):
            raise StoreBusy(f"{self.path}: another process has written to it while it was read; try again")


def access(path: Path, *, create: bool) -> Access:
    """The way to open a file: read only where we may not write to it, or beside it.

    A reader who may not write must not leave SQLite's two files beside the desk, which would then be his and lock out its owner. So
    he opens it as one that nobody writes to, unless what was last written is not in the file yet: then those two files are there.
    Raises `StoreError` for one that is to be written to and cannot be.
    """
    if not os.path.exists(path) or _may_write(path):  # noqa: PTH110 - Path.exists() raises where a folder may not be looked into
        return Access(path, MADE if create else WRITTEN)
    found = Access(path, READ) if _unfinished(path) else Access(path, STILL, _seen(path))
    if create:
        found.to_write()
    return found


def beyond_reach(found: Access) -> StoreError:
    """What to say where the file can only be read with what stands beside it, and that cannot be had."""
    return StoreError(
        f"{found.path}: it was not closed by the process that wrote to it last, and can be read only where it may be written to; "
        f"copy it to a folder of your own together with {found.path.name}-wal"
    )


def _may_write(path: Path) -> bool:
    """Whether we may write to the file and make others beside it, as SQLite has to."""
    file = os.path.realpath(path)
    as_we_are = os.access in os.supports_effective_ids
    return all(os.access(one, os.W_OK, effective_ids=as_we_are) for one in (file, os.path.dirname(file)))  # noqa: PTH120 - of a text


def _unfinished(path: Path) -> bool:
    """Whether something was written that is not in the file itself yet."""
    try:
        return os.stat(os.path.realpath(path) + "-wal").st_size > 0  # noqa: PTH116 - of a text
    except OSError:
        return False


def _seen(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # gone meanwhile: opening it will say so
        return 0, 0
    return found.st_mtime_ns, found.st_size
