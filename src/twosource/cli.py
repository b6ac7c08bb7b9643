"""The command line: `twosource annotate` and `twosource brief`."""

import codecs
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from anyascii import anyascii
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text
from typer.exceptions import TyperException

from twosource import __version__
from twosource.acquire.given import publication_date
from twosource.engine.local import LocalEngine
from twosource.errors import TwosourceError, UsageError
from twosource.model.codec import encode
from twosource.model.report import Failure, Given

#: Nothing could be read, or the call was wrong.
NOTHING_READ = 2
#: Stopped by Ctrl-C: 128 and the number of the signal, as shells have it.
STOPPED = 130

ROOT_HELP = """
Who said what, how many independent origins stand behind it, and where the reports disagree.

[bold]twosource brief[/bold] reports/       write briefing.html, print the short of it
[bold]twosource annotate[/bold] reports/    what each report says, as JSON Lines

It runs on this machine alone: nothing is sent and nothing is fetched.
"""
ANNOTATE_HELP = """
Print what each report says, one JSON object a line.

Statements with who said them, claims, quantities, times, places, names, hedges and citations, each tied to exact characters of the report.

[bold]twosource annotate[/bold] report.txt | jq .statements
[bold]twosource annotate[/bold] reports/ --published 2025-08-13 --out said.jsonl

A reports.csv beside the files (path, url, outlet, published, headline, byline, language) outranks what the pages say.
A report that cannot be read is named on standard error and the others go on; the exit status is 2 only if none could be read.
"""
BRIEF_HELP = """
Compare many reports of one running story and write a briefing.

It opens with where the reports disagree and what is borne out by more than one origin; every line leads to the words it rests on.

[bold]twosource brief[/bold] reports/                        briefing.html and the short of it
[bold]twosource brief[/bold] reports/ --format md > brief.md   with numbered citations
[bold]twosource brief[/bold] reports/ --format json | jq .stories

A reports.csv beside the files (path, url, outlet, published, headline, byline, language) outranks what the pages say.
Reports without any date are taken as they are; nothing is guessed from a file's own time.
"""


class Format(StrEnum):
    HTML = "html"
    MD = "md"
    JSON = "json"


Files = Annotated[
    list[Path], typer.Argument(help="Reports: text or HTML files, or folders of them.", metavar="FILE|DIR...", show_default=False)
]
Published = Annotated[
    str | None, typer.Option(help="When all of these were published, where reports.csv does not say: 2025-08-13.", metavar="DATE")
]
Lang = Annotated[
    str | None, typer.Option(help="The language of all of these, as an ISO 639-1 code; else it is told from the text.", metavar="CODE")
]
Out = Annotated[Path | None, typer.Option(help="Write to this file instead.", metavar="FILE", dir_okay=False)]

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"twosource {__version__}")
        raise typer.Exit


@app.callback(help=ROOT_HELP)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)] = False,
) -> None:
    """Holds the options of all commands."""
    del version


@app.command(help=ANNOTATE_HELP)
def annotate(files: Files, published: Published = None, lang: Lang = None, out: Out = None) -> None:
    """Prints what each report says as JSON Lines."""
    from twosource.desk import annotate_files, annotated_json  # noqa: PLC0415 - a second's loading; help and wrong use do not wait for it

    with _progress() as engine:
        done = annotate_files(files, _given(published, lang), engine)
    _complain(done.failures)
    _deliver("".join(annotated_json(report, annotation).decode() + "\n" for report, annotation in done.reports), out)
    _leave(done.reports)


@app.command(help=BRIEF_HELP)
def brief(
    files: Files,
    form: Annotated[Format, typer.Option("--format", help="html is written to a file, md and json to standard output.")] = Format.HTML,
    published: Published = None,
    lang: Lang = None,
    out: Out = None,
) -> None:
    """Compares reports and writes a briefing."""
    from twosource.desk import brief_files  # noqa: PLC0415 - as above
    from twosource.tell.export.markdown import markdown  # noqa: PLC0415
    from twosource.tell.export.page import page  # noqa: PLC0415
    from twosource.tell.export.terminal import short  # noqa: PLC0415

    with _progress() as engine:
        done = brief_files(files, _given(published, lang), engine)
    _complain(done.annotated.failures)
    if form is Format.JSON:
        _deliver(encode(done.briefing).decode() + "\n", out)
    elif form is Format.MD:
        _deliver(markdown(done.briefing), out)
    elif done.annotated.reports:
        target = out or Path("briefing.html")
        write_whole(target, page(done.briefing, done.annotated.reports))
        console = Console(highlight=False)
        console.print(short(done.briefing, console.width), Text(f"The page: {printable(target)}"), sep="\n\n")
    _leave(done.annotated.reports)


def _given(published: str | None, lang: str | None) -> Given:
    """What the options say of all reports.

    Raises `UsageError` when they cannot be meant.
    """
    if published is not None:
        try:
            published = publication_date(published)
        except ValueError:
            raise UsageError(f"--published takes a date such as 2025-08-13, not {published!r}") from None
    if lang is not None and not (lang.isascii() and lang.isalpha() and len(lang) in {2, 3}):
        raise UsageError(f"--lang takes a language code such as en, not {lang!r}")
    return Given(published=published, language=lang.lower() if lang else None)


@contextmanager
def _progress() -> Iterator[LocalEngine]:
    """An engine whose steps show as bars, where standard error is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield LocalEngine(progress=_shown_on(bars))


def _shown_on(bars: Progress) -> Callable[[str, int, int], None]:
    task_of: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in task_of:
            task_of[step] = bars.add_task(step, total=total)
        bars.update(task_of[step], completed=done, total=total)

    return show


def _complain(failures: Sequence[Failure]) -> None:
    for failure in failures:
        typer.echo(printable(f"{failure.path}: {failure.error}"), err=True)


def _deliver(text: str, out: Path | None) -> None:
    """Writes UTF-8 wherever it goes: what a terminal can show is no matter of the format."""
    if out is not None:
        write_whole(out, text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _leave(reports: Sequence[object]) -> None:
    if not reports:
        typer.echo("No report could be read.", err=True)
        raise typer.Exit(NOTHING_READ)


def write_whole(target: Path, text: str) -> None:
    """Writes the file whole or not at all: a full disk leaves what stood there before.

    A pipe or a device is written to and a link is followed; neither is ever replaced.
    Raises `UsageError` when it cannot be written.
    """
    try:
        place = target.resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(text.encode())
        else:
            _replace(place, text)
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:  # a loop of links is a RuntimeError before Python 3.13
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot write {target}: {why}; name another file with --out") from error


def _replace(target: Path, text: str) -> None:
    half = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=".twosource-", delete=False) as file:
            half = Path(file.name)
            file.write(text.encode())
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


def _wrong(message: str, status: int = NOTHING_READ) -> NoReturn:
    typer.echo(f"twosource: {printable(message)}", err=True)
    sys.exit(status)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What stands for a sign that a terminal lacks: its likeness in ASCII, curly quotes as straight ones."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(anyascii(char) or "?" for char in error.object[error.start : error.end]), error.end


def _open_streams() -> None:
    """Standard streams that can be written to: a closed one goes nowhere, a terminal without curly quotes shows straight ones."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one; else a file of ours would
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
    codecs.register_error("plain", _plain)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="plain")


def _silence() -> None:
    """Lets nothing more be written to standard output, not even what it still holds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The entry point: wrong use and a full disk end with one sentence and exit status 2, Ctrl-C with 130."""
    _open_streams()
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except (typer.Abort, KeyboardInterrupt):
        _silence()
        _wrong("stopped", STOPPED)
    except TyperException as error:
        if message := error.format_message().rstrip("."):  # empty where the help was shown instead
            _wrong(f"{message}; see twosource --help")
        sys.exit(NOTHING_READ)
    except TwosourceError as error:
        _wrong(str(error))
    except BrokenPipeError:
        _silence()  # whoever read us has had enough
        sys.exit(0)
    except OSError as error:
        _silence()
        _wrong(f"cannot write to standard output: {error.strerror or error}")
