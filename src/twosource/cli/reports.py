"""`twosource annotate` and `twosource brief`."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from twosource.acquire.given import said
from twosource.cli.options import opened
from twosource.cli.shared import Files, Lang, MaybeFiles, Out, Published, bars, complain, deliver, leave, printable, write_whole
from twosource.engine.local import LocalEngine
from twosource.errors import UsageError
from twosource.model.codec import encode

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
[bold]twosource brief[/bold] --desk war.desk --story story-0123456789abcdef

A reports.csv beside the files (path, url, outlet, published, headline, byline, language) outranks what the pages say.
Reports without any date are taken as they are; nothing is guessed from a file's own time.
"""


class Format(StrEnum):
    HTML = "html"
    MD = "md"
    JSON = "json"


def annotate(files: Files, published: Published = None, lang: Lang = None, out: Out = None) -> None:
    """Prints what each report says as JSON Lines."""
    from twosource.desk import annotate_files, annotated_json  # noqa: PLC0415 - a second's loading; help and wrong use do not wait for it

    with bars() as shown:
        done = annotate_files(files, said(published, lang), LocalEngine(progress=shown))
    complain(done.failures)
    deliver("".join(annotated_json(report, annotation).decode() + "\n" for report, annotation in done.reports), out)
    leave(done.reports)


def brief(  # noqa: PLR0917 - one argument for each option
    files: MaybeFiles = None,
    desk: Annotated[Path | None, typer.Option(help="Brief what this desk holds, instead of files.", metavar="FILE", dir_okay=False)] = None,
    story: Annotated[str | None, typer.Option(help="Of a desk: this story alone.", metavar="ID")] = None,
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

    if desk is None and not files and (kept_at := os.environ.get("TWOSOURCE_DESK")):
        desk = Path(kept_at)
    if desk is not None:
        if files or published or lang:
            raise UsageError("--desk briefs what the desk holds; add files to it with `twosource add`")
        with opened(desk) as kept:
            briefing, annotated = kept.told(story)
    else:
        if not files:
            raise UsageError("name files or folders of reports, or a desk with --desk")
        if story is not None:
            raise UsageError("--story takes a story of a desk; name one with --desk")
        with bars() as shown:
            done = brief_files(files, said(published, lang), LocalEngine(progress=shown))
        briefing, annotated = done.briefing, done.annotated.reports
        complain(done.annotated.failures)
    if form is Format.JSON:
        deliver(encode(briefing).decode() + "\n", out)
    elif form is Format.MD:
        deliver(markdown(briefing), out)
    elif annotated:
        target = out or Path("briefing.html")
        write_whole(target, page(briefing, annotated))
        console = Console(highlight=False)
        console.print(short(briefing, console.width), Text(f"The page: {printable(target)}"), sep="\n\n")
    leave(annotated)
