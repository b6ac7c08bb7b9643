"""The command line: `twosource annotate` and `twosource brief`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from twosource import __version__
from twosource.desk import annotate_files, annotated_json, brief_files
from twosource.engine.local import LocalEngine
from twosource.model.codec import encode
from twosource.model.report import Given

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Who said what, how many independent origins stand behind it, where reports disagree."""


@app.command()
def annotate(files: list[Path], published: Annotated[str | None, typer.Option()] = None, lang: Annotated[str | None, typer.Option()] = None) -> None:
    """Reads reports and prints what each of them says, one JSON object a line."""
    done = annotate_files(files, Given(published=published, language=lang), LocalEngine())
    for failure in done.failures:
        sys.stderr.write(f"{failure.path}: {failure.error}\n")
    for report, annotation in done.reports:
        sys.stdout.write(annotated_json(report, annotation).decode() + "\n")


@app.command()
def brief(files: list[Path], format: str = "html", published: Annotated[str | None, typer.Option()] = None) -> None:
    """Brief."""
    done = brief_files(files, Given(published=published), LocalEngine())
    for failure in done.annotated.failures:
        sys.stderr.write(f"{failure.path}: {failure.error}\n")
    sys.stdout.write(encode(done.briefing).decode() + "\n")


def main() -> None:
    """The entry point."""
    app()
