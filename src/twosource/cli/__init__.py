"""The command line: one module for reports at hand, one for a desk that is kept."""

import codecs
import io
import os
import sys
from typing import Annotated, NoReturn

import typer
from anyascii import anyascii
from typer.exceptions import TyperException

from twosource import __version__
from twosource.cli import audit, desks, reports
from twosource.cli.shared import NOTHING_READ, STOPPED, printable
from twosource.errors import TwosourceError

ROOT_HELP = """
Who said what, how many independent origins stand behind it, and where the reports disagree.

[bold]twosource brief[/bold] reports/       write briefing.html, print the short of it
[bold]twosource annotate[/bold] reports/    what each report says, as JSON Lines
[bold]twosource audit[/bold] draft.md --against reports/   does a draft say what its sources say?
[bold]twosource add[/bold] --desk war.desk reports/   keep them, and all that follows from them, in a file

It runs on this machine alone: nothing is sent and nothing is fetched.
"""
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


app.command(help=reports.ANNOTATE_HELP)(reports.annotate)
app.command(help=reports.BRIEF_HELP)(reports.brief)
app.command(help=audit.AUDIT_HELP, cls=audit.Spread)(audit.audit)
desks.register(app)


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
