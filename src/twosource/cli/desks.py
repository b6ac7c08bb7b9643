"""Commands of a desk that is kept: `add`, `stories`, `search`, `show`, `forget`, `merge`, `check`, `log` and `export`."""

from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from twosource.acquire.folder import downloads
from twosource.acquire.given import said, shown
from twosource.cli import judge
from twosource.cli.options import AsJson, DeskFile, day, deed, now, opened, who
from twosource.cli.shared import Files, Lang, Published, bars, complain, deliver, leave, printable
from twosource.errors import UsageError
from twosource.model.ledger import Standing
from twosource.model.report import Failure, Given
from twosource.model.search import Order, Query

ADD_HELP = """
Read reports into a desk: a file that keeps them, and all that follows from them.

Only what is new is read, and only what it touches is compared again.
What was said to be kept is kept, whatever happens to the machine.

[bold]twosource add[/bold] --desk war.desk reports/
[bold]twosource add[/bold] --desk war.desk kyiv.html lviv.html --published 2025-08-13
"""
STORIES_HELP = """
List the stories of a desk, those with the newest reports first.

[bold]twosource stories[/bold] --desk war.desk
"""
SEARCH_HELP = """
Find what was said, by words, speaker, place, time, standing or story.

"Two words" in quotation marks stand together, a word with a minus before it must not be there.

[bold]twosource search[/bold] --desk war.desk dam \'"spillway gate"\' -- -crane
[bold]twosource search[/bold] --desk war.desk --speaker solmar --since 2025-04-08 --order newest
"""
SHOW_HELP = """
Show one thing of a desk by its id: a report, a ledger line, a conflict, an origin, a name …

[bold]twosource show[/bold] --desk war.desk conflict-0123456789abcdef
"""
FORGET_HELP = """
Take reports away, by id or by the path they were added from, with all that followed from them.

[bold]twosource forget[/bold] --desk war.desk reports/kyiv.html
"""
MERGE_HELP = """
Add all that another desk holds. Afterwards this one is as if everything had been added to it; the other is left as it is.

[bold]twosource merge[/bold] --desk war.desk colleague.desk
"""
CHECK_HELP = """
See whether a desk is whole, and which judgements have lost what they rest on. With --deep everything is made anew beside it and
compared, which takes as long as adding it all; --mend first takes up anew what is searched.

[bold]twosource check[/bold] --desk war.desk
"""
EXPORT_HELP = """
Write a desk as tables into a folder: reports, statements, ledger lines, conflicts, changes, names and origins.

[bold]twosource export[/bold] --desk war.desk --format csv --out tables/
"""


def register(app: typer.Typer) -> None:
    """Adds the commands to the app, in the order the help shows them."""
    for name, what, text in (
        ("add", add, ADD_HELP),
        ("stories", stories, STORIES_HELP),
        ("search", search, SEARCH_HELP),
        ("show", show, SHOW_HELP),
        ("forget", forget, FORGET_HELP),
        ("merge", merge, MERGE_HELP),
        ("check", check, CHECK_HELP),
        ("log", log, "Show what was done to a desk, by whom and when."),
        ("export", export, EXPORT_HELP),
    ):
        app.command(name, help=text, context_settings={"ignore_unknown_options": name == "search"})(what)
    app.add_typer(judge.app, name="judge", help=judge.HELP)


def add(files: Files, desk: DeskFile, published: Published = None, lang: Lang = None) -> None:
    """Reads reports into a desk."""
    new, updated, known, failed = 0, 0, 0, False
    if not desk.exists() and not (first := _first(files, said(published, lang))).found:
        complain(first.failures)
        leave(())
    with bars() as steps, opened(desk, create=True, progress=steps) as kept:
        if kept.renew(deed("made anew")):
            typer.echo("Another version of Twosource had made this desk: everything in it was read again.", err=True)
        for added in kept.add(files, said(published, lang), now(), who()):
            complain(added.failures)
            new, updated, known = new + len(added.reports), updated + added.updated, known + added.known
            failed = failed or bool(added.failures)
    told = [f"{new} {'report' if new == 1 else 'reports'} added to {printable(desk)}"]
    told += [f"{updated} with new words or files"] if updated else []
    told += [f"{known} {'was' if known == 1 else 'were'} there already"] if known else []
    typer.echo("; ".join(told) + ".")
    if failed and not new and not updated and not known:
        leave(())


class First(NamedTuple):
    """Whether anything is there to be read, and what could not be had before it."""

    found: bool
    failures: list[Failure]


def _first(files: list[Path], given: Given) -> First:
    """A desk is made for something: a mistyped folder leaves none behind."""
    failures: list[Failure] = []
    for one in downloads(files, given):
        if not isinstance(one, Failure):
            return First(True, failures)
        failures.append(one)
    return First(False, failures)


def stories(desk: DeskFile, json: AsJson = False) -> None:
    """Lists the stories of a desk."""
    with opened(desk) as kept:
        found = kept.stories()
    if json:
        deliver("".join(msgspec.json.encode(story).decode() + "\n" for story in found), None)
        return
    console = Console(highlight=False)
    for story in found:
        dates = " to ".join(dict.fromkeys(date for date in (story.since, story.until) if date)) or "undated"
        indent = "  " if story.parent else ""
        console.print(Text(f"{indent}{printable(story.title)}", style="bold"))
        console.print(Text(f"{indent}{story.id}  {len(story.reports)} reports, {dates}"))
    if not found:
        console.print("The desk holds no story yet; add reports to it.")


def search(  # noqa: PLR0917 - one argument for each option
    desk: DeskFile,
    words: Annotated[list[str] | None, typer.Argument(help="Words, phrases in quotation marks, -exclusions.", show_default=False)] = None,
    speaker: Annotated[str | None, typer.Option(help="Who says it.", metavar="NAME")] = None,
    place: Annotated[str | None, typer.Option(help="A place it names.", metavar="NAME")] = None,
    since: Annotated[str | None, typer.Option(help="Of this day or later: 2025-04-08.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Of this day or earlier.", metavar="DATE")] = None,
    standing: Annotated[Standing | None, typer.Option(help="How well it is borne out.")] = None,
    story: Annotated[str | None, typer.Option(help="Of this story.", metavar="ID")] = None,
    order: Annotated[Order, typer.Option(help="Best or newest first.")] = Order.BEST,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1, max=10_000)] = 20,
    after: Annotated[str | None, typer.Option(help="Go on behind this mark, which --json gives.", metavar="MARK")] = None,
    json: AsJson = False,
) -> None:
    """Finds what was said."""
    if strange := next((word for word in words or () if word.startswith("--")), None):
        raise UsageError(f"there is no option {strange}; `twosource search --help` lists them")
    query = Query(" ".join(words or ()), speaker, place, day(since), day(until), standing, story, order, limit, after)
    with opened(desk) as kept:
        found = kept.search(query)
    if json:
        deliver("".join(msgspec.json.encode(one._asdict()).decode() + "\n" for one in found), None)
        return
    console = Console(highlight=False)
    for one in found:
        said = one.said
        beside = [said.speaker, said.place, (said.published or "")[:10], (said.standing or "").replace("_", " "), said.report or ""]
        console.print(Text(printable(said.text)))
        console.print(Text("  " + " · ".join(printable(part) for part in beside if part), style="dim"))
    if not found:
        console.print("Nothing found.")


def show(desk: DeskFile, identity: Annotated[str, typer.Argument(metavar="ID", show_default=False)], json: AsJson = False) -> None:
    """Shows one thing of a desk."""
    from twosource.desk.shown import lines  # noqa: PLC0415

    with opened(desk) as kept:
        identity = shown(Path(identity))
        record = kept.find(identity)
        if record is None:
            raise UsageError(f"the desk has nothing by the id {identity!r}; `twosource search --json` and `stories` give ids")
        if json:
            deliver(msgspec.json.encode(record).decode() + "\n", None)
            return
        console = Console(highlight=False)
        for line in lines(record, kept.store):
            console.print(Text(printable(line)))


def forget(desk: DeskFile, names: Annotated[list[str], typer.Argument(metavar="ID|PATH...", show_default=False)]) -> None:
    """Takes reports away."""
    with bars() as steps, opened(desk, progress=steps) as kept:
        kept.renew(deed("made anew"))
        before = kept.lapsed()
        gone, files = kept.forget([shown(Path(name)) for name in names], now(), who())
        lapsed = [line for identity, line in kept.lapsed().items() if identity not in before]
    told = f"{len(gone)} {'report' if len(gone) == 1 else 'reports'} forgotten"
    spared = "; what its other files hold stays" if not gone and files else ""
    typer.echo(f"{told}{spared}.")
    for line in lapsed:
        typer.echo(printable(f"With it {line}."))


def merge(desk: DeskFile, other: Annotated[Path, typer.Argument(metavar="OTHER.desk", dir_okay=False, show_default=False)]) -> None:
    """Adds all that another desk holds."""
    if other.resolve() == desk.resolve():
        raise UsageError("that is the same desk; name another one")
    with bars() as steps, opened(other) as theirs, opened(desk, create=True, progress=steps) as kept:
        kept.renew(deed("made anew"))
        reports, judgements = kept.merge(theirs.store, now(), who(), printable(other))
    typer.echo(f"{reports} reports and {judgements} judgements came from {printable(other)}.")


def check(
    desk: DeskFile,
    deep: Annotated[bool, typer.Option("--deep", help="Make everything anew and compare.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="First take the index that is searched up anew.")] = False,
) -> None:
    """Sees whether a desk is whole."""
    with bars() as steps, opened(desk, progress=steps) as kept:
        if mend:
            kept.store.index_anew()
        wrong = kept.engine.check() if deep else kept.store.check()
        lapsed = [] if wrong else list(kept.lapsed().values())
    for line in wrong:
        typer.echo(printable(line), err=True)
    if wrong:
        raise typer.Exit(1)
    typer.echo(f"{printable(desk)} is whole.")
    for line in lapsed:
        typer.echo(printable(f"But {line}."))


def log(desk: DeskFile, json: AsJson = False) -> None:
    """Shows what was done to a desk."""
    with opened(desk) as kept:
        for one in kept.store.log():
            if json:
                deliver(msgspec.json.encode(one._asdict()).decode() + "\n", None)
            else:
                about = ", ".join(one.about[:3]) + (f" and {len(one.about) - 3} more" if len(one.about) > 3 else "")
                typer.echo(printable(f"{one.at}  {one.who}  {one.what}  {about}".rstrip()))


def export(
    desk: DeskFile,
    out: Annotated[Path, typer.Option(help="The folder to write into.", metavar="DIR", file_okay=False, show_default=False)],
    form: Annotated[str, typer.Option("--format", help="jsonl, csv or parquet.", metavar="FORMAT")] = "jsonl",
) -> None:
    """Writes a desk as tables."""
    from twosource.desk.exported import export as write  # noqa: PLC0415

    with opened(desk) as kept:
        for path, rows in write(kept.store, out, form):
            typer.echo(f"{printable(path)}  {rows:,} rows")
