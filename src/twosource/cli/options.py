"""What the commands of a desk share: its file, the moment, and who is at it."""

import getpass
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.engine.work import Progress, silent
from twosource.errors import UsageError
from twosource.store.base import Deed

if TYPE_CHECKING:
    from twosource.desk.kept import Desk

DeskFile = Annotated[
    Path, typer.Option("--desk", envvar="TWOSOURCE_DESK", help="The desk: one file.", metavar="FILE", dir_okay=False, show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON Lines.")]


def opened(path: Path, *, create: bool = False, progress: Progress = silent) -> AbstractContextManager["Desk"]:
    """The desk in a file; what reads and compares is loaded here, so that help and wrong use do not wait a second for it."""
    from twosource.desk.kept import desk  # noqa: PLC0415

    return desk(path, create=create, progress=progress)


def day(text: str | None) -> str | None:
    """A day as `YYYY-MM-DD`.

    Raises `UsageError` for what is none.
    """
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        raise UsageError(f"a day is written as 2025-04-08, not {text!r}") from None


def now() -> str:
    """The moment to put into the log; two additions of one second are told apart by it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def who() -> str:
    """Who is at the desk, for the log."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return "unknown"


def deed(what: str) -> Deed:
    """A line of the log of now."""
    return Deed(now(), who(), what)
