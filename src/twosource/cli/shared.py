"""What all commands share: their options, bars, complaints, and writing whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from twosource.engine.work import Progress as Shown
from twosource.errors import UsageError
from twosource.model.report import Failure

#: Nothing could be read, or the call was wrong.
NOTHING_READ = 2
#: Stopped by Ctrl-C: 128 and the number of the signal, as shells have it.
STOPPED = 130

Files = Annotated[
    list[Path], typer.Argument(help="Reports: text or HTML files, or folders of them.", metavar="FILE|DIR...", show_default=False)
]
MaybeFiles = Annotated[
    list[Path] | None, typer.Argument(help="Reports: text or HTML files, or folders of them.", metavar="[FILE|DIR...]", show_default=False)
]
Published = Annotated[
    str | None, typer.Option(help="When all of these were published, where reports.csv does not say: 2025-08-13.", metavar="DATE")
]
Lang = Annotated[
    str | None, typer.Option(help="The language of all of these, as an ISO 639-1 code; else it is told from the text.", metavar="CODE")
]
Out = Annotated[Path | None, typer.Option(help="Write to this file instead.", metavar="FILE", dir_okay=False)]


@contextmanager
def bars() -> Iterator[Shown]:
    """How steps show as bars, where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        yield _shown_on(shown)


def _shown_on(bars: Progress) -> Shown:
    task_of: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in task_of:
            task_of[step] = bars.add_task(step, total=total)
        bars.update(task_of[step], completed=done, total=total)

    return show


def complain(failures: Sequence[Failure]) -> None:
    """A line on standard error for each."""
    for failure in failures:
        typer.echo(printable(f"{failure.path}: {failure.error}"), err=True)


def deliver(text: str, out: Path | None) -> None:
    """Writes UTF-8 wherever it goes: what a terminal can show is no matter of the format."""
    if out is not None:
        write_whole(out, text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def deliver_lines(lines: Iterable[str], out: Path | None) -> None:
    """Writes UTF-8 line by line, each as it comes; a file is there when all are."""
    if out is not None:
        _write(out, lines)
        return
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()


def leave(reports: Sequence[object]) -> None:
    """Ends with the exit status that says that nothing could be read, where nothing was."""
    if not reports:
        typer.echo("No report could be read.", err=True)
        raise typer.Exit(NOTHING_READ)


def write_whole(target: Path, text: str) -> None:
    """Writes the file whole or not at all: a full disk leaves what stood there before.

    A pipe or a device is written to and a link is followed; neither is ever replaced.
    Raises `UsageError` when it cannot be written.
    """
    _write(target, (text,))


def _write(target: Path, parts: Iterable[str]) -> None:
    try:
        place = target.resolve()
        if place.exists() and not place.is_file():
            with place.open("wb") as device:
                device.writelines(part.encode() for part in parts)
        else:
            _replace(place, parts)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError before Python 3.13
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot write {target}: {why}; name another file with --out") from error


def _replace(target: Path, parts: Iterable[str]) -> None:
    half = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=".twosource-", delete=False) as file:
            half = Path(file.name)
            file.writelines(part.encode() for part in parts)
            file.flush()
            os.fsync(file.fileno())
        half.chmod(0o666 & ~_umask())
        half.replace(target)
    except BaseException:
        if half is not None:
            half.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def printable(words: object) -> str:
    """The words on one line, with what would move or colour a terminal, or cannot be encoded, as escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(words))
