"""`twosource judge`: what people say of what a desk found; it outranks the steps until it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from twosource.acquire.given import shown
from twosource.cli.options import DeskFile, deed, now, opened, who
from twosource.cli.shared import bars, printable
from twosource.errors import UsageError
from twosource.model.codec import Record

HELP = """
Say that two names are one, that a conflict is none, how a story is called … Such judgements outrank the steps, survive
upgrades, stand in the log, and can be undone.

[bold]twosource judge same[/bold] --desk war.desk entity-0123456789abcdef entity-fedcba9876543210
[bold]twosource judge reject[/bold] --desk war.desk conflict-0123456789abcdef --note "two bridges"
[bold]twosource judge undo[/bold] --desk war.desk
"""

Id = Annotated[str, typer.Argument(metavar="ID", show_default=False)]
Note = Annotated[str, typer.Option(help="Why, for the log and the page.", metavar="TEXT")]
By = Annotated[str | None, typer.Option(help="Who judges; else the user of this machine.", metavar="NAME")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")


@app.command("same", help="Two names, stories or reports are of one thing.")
def same(desk: DeskFile, one: Id, other: Id, note: Note = "", by: By = None) -> None:
    """Joins two things."""
    with _judging(desk) as (kept, rulings):
        left, right = _of(kept, one), _of(kept, other)
        said = rulings.merged(left, right, _who(by), shown(Path(note)))
        if kept.are_names_of_two_matters(left, right):
            raise UsageError("these are names of two matters, which are told apart; say first that a report of each are of one story")
        _keep(kept, said, f"judged same: {one} and {other}", by)


@app.command("apart", help="These members of a name or reports of a story are not what the rest is.")
def apart(
    desk: DeskFile, whole: Id, members: Annotated[list[str], typer.Argument(metavar="MEMBER...")], note: Note = "", by: By = None
) -> None:
    """Parts a thing in two."""
    from twosource.model.claim import Annotation  # noqa: PLC0415 - as heavy as the desk

    with _judging(desk) as (kept, rulings):
        said = rulings.split(_of(kept, whole), *members, by=_who(by), note=shown(Path(note)), annotations=kept.store.records(Annotation))
        _keep(kept, said, f"judged apart: {', '.join(members)} of {whole}", by)


@app.command("rename", help="A name or story is called so.")
def rename(desk: DeskFile, identity: Id, name: Annotated[str, typer.Argument(metavar="NAME")], note: Note = "", by: By = None) -> None:
    """Gives a thing another name."""
    with _judging(desk) as (kept, rulings):
        _keep(kept, rulings.renamed(_of(kept, identity), name, _who(by), shown(Path(note))), f"judged renamed: {identity} to {name}", by)


@app.command("confirm", help="A conflict, change, agreement, line, alteration, link of copies or doubted name is as it was found.")
def confirm(desk: DeskFile, identity: Id, note: Note = "", by: By = None) -> None:
    """Confirms a finding."""
    with _judging(desk) as (kept, rulings):
        _keep(kept, rulings.confirmed(_of(kept, identity), _who(by), shown(Path(note))), f"judged right: {identity}", by)


@app.command("reject", help="A conflict, change, agreement, line, alteration or link of copies is none.")
def reject(desk: DeskFile, identity: Id, note: Note = "", by: By = None) -> None:
    """Rejects a finding."""
    with _judging(desk) as (kept, rulings):
        _keep(kept, rulings.rejected(_of(kept, identity), _who(by), shown(Path(note))), f"judged wrong: {identity}", by)


@app.command("copied", help="The text of one report was made from the other's.")
def copied(desk: DeskFile, made: Id, original: Id, note: Note = "", by: By = None) -> None:
    """Says that a text is a copy."""
    with _judging(desk) as (kept, rulings):
        _keep(
            kept,
            rulings.copied(_of(kept, made), _of(kept, original), _who(by), shown(Path(note))),
            f"judged copied: {made} from {original}",
            by,
        )


@app.command("undo", help="Take back the last judgement that still stands, or the one named by its id in the log.")
def undo(desk: DeskFile, which: Annotated[str | None, typer.Argument(metavar="ID")] = None, by: By = None) -> None:
    """Takes a judgement back."""
    with _judging(desk) as (kept, _):
        undone = kept.undo(now(), _who(by), which)
    typer.echo(printable(f"Taken back: {undone}.") if undone else "There is no judgement to take back.")


@contextmanager
def _judging(desk: DeskFile) -> Iterator[tuple[Any, Any]]:
    """The desk, made anew where it had to be, and what makes judgements."""
    from twosource.connect import rulings  # noqa: PLC0415 - a second's loading

    with bars() as steps, opened(desk, progress=steps) as kept:
        kept.renew(deed("made anew"))
        yield kept, rulings


def _who(by: str | None) -> str:
    return shown(Path(by)) if by else who()


def _of(kept: Any, identity: str) -> Any:
    record = kept.find(shown(Path(identity)))
    if record is None:
        raise UsageError(f"the desk has nothing by the id {identity!r}; `twosource search --json` and `stories` give ids")
    return record


def _keep(kept: Any, said: tuple[Record, ...], what: str, by: str | None) -> None:
    changed = kept.judge(said, what, now(), _who(by))
    typer.echo(printable(f"{what[0].upper()}{what[1:]}." if changed else f"That stood already: {what}."))
