"""The command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from twosource.desk import annotate_files, annotated_json
from twosource.model.report import Given

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Who said what, how many independent origins stand behind it, where reports disagree."""


@app.command()
def annotate(files: list[Path], published: Annotated[str | None, typer.Option()] = None, lang: Annotated[str | None, typer.Option()] = None) -> None:
    """Reads reports and prints what each of them says, one JSON object a line."""
    done = annotate_files(files, Given(published=published, language=lang))
    for report, annotation in done.reports:
        sys.stdout.write(annotated_json(report, annotation).decode() + "\n")


def main() -> None:
    """The entry point."""
    app()
