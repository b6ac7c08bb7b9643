"""The command `audit`: a draft held against its sources."""

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperCommand

from twosource.acquire.given import said
from twosource.cli.options import opened
from twosource.cli.shared import Lang, Out, bars, complain, deliver, deliver_lines, leave, printable, write_whole
from twosource.engine.local import LocalEngine
from twosource.engine.work import Progress
from twosource.errors import UsageError
from twosource.model.codec import encode
from twosource.model.report import Given

if TYPE_CHECKING:
    from twosource.desk.audited import Held, Labelled
    from twosource.tell.export.audited.tally import Tally

AUDIT_HELP = """
Does a draft say what its sources say?

Every sentence is held against what it cites, or against all reports where the draft cites nothing.
What differs is shown beside the words it differs from.

[bold]twosource audit[/bold] draft.md --against reports/
[bold]twosource audit[/bold] draft.md --against a.txt b.txt --against 3=wire.html
[bold]twosource audit[/bold] draft.md --against reports/ --format html --out audit.html
[bold]twosource audit[/bold] draft.md --desk war.desk      all that a desk holds
[bold]twosource audit[/bold] draft.md                      its own list: headlines alone
[bold]twosource audit[/bold] --batch drafts.jsonl --format jsonl > audits.jsonl

A citation \\[3] means the file of --against 3=FILE, else the report that the draft's reference list names, else a file named 3.
Else it is the third file, and the output says that it was taken so.
Without --against a draft with a reference list is held against that list alone; $TWOSOURCE_DESK is asked only where there is neither.

Exit status: 0 no fault, and something was checked; 1 a fault or an unused reference; 2 wrong use;
3 no fault found, but nothing was checked, or less than --min-checked.
"""
LABEL = re.compile(r"\[?\^?([\w-]{1,20})\]?")
#: Characters of a line of text that goes to a file or through a pipe.
PIPED = 100


class Form(StrEnum):
    TEXT = "text"
    HTML = "html"
    JSON = "json"
    SARIF = "sarif"
    JSONL = "jsonl"


class Least(msgspec.Struct, frozen=True):
    """How much of a draft must be checked: a share of its sentences, or a number of them."""

    words: str
    share: float = 0.0
    count: int = 0

    def is_met(self, checked: int, sentences: int) -> bool:
        return checked >= max(self.share * sentences, self.count)


class Spread(TyperCommand):
    """The command, with `--against A B C` read as `--against A --against B --against C`."""

    def parse_args(self, ctx: object, args: list[str]) -> list[str]:  # typer's context has no public type
        alone = {name for param in self.params if getattr(param, "is_flag", False) for name in param.opts} | {"--help"}
        return super().parse_args(ctx, spread(args, alone))  # type: ignore[arg-type]


def spread(args: Sequence[str], alone: Iterable[str] = ("--help",)) -> list[str]:
    """The arguments with each file after `--against` as one of its own; `alone` are options that take no value.

    In `--against FILE DRAFT`, with no draft anywhere else, the last is the draft.
    """
    groups: list[list[str]] = []
    rest: list[str] = []
    named = False
    waiting = iter(args)
    at = next(waiting, None)
    while at is not None:
        after: str | None = None
        if at == "--":
            rest.extend([at, *waiting])
            named = True
        elif at == "--against" or at.startswith("--against="):
            group = [at.removeprefix("--against=")] if "=" in at else []
            after = next(waiting, None)
            while after is not None and not after.startswith("-"):
                group.append(after)
                after = next(waiting, None)
            groups.append(group)
        elif at.startswith("-") and at != "-":
            rest.append(at)
            if "=" not in at and at not in alone and (value := next(waiting, None)) is not None:
                rest.append(value)
        else:
            rest.append(at)
            named = True
        at = after if after is not None else next(waiting, None)
    asked = {"--batch", "--help"} & set(rest)
    if not named and not asked and groups and len(groups[-1]) == 2:
        rest.insert(0, groups[-1].pop())
    options = [word for group in groups for one in group or [""] for word in ("--against", one)]
    return [*options, *rest]


def audit(  # noqa: PLR0917 - one argument for each option
    draft: Annotated[
        Path | None, typer.Argument(help="The draft: text, Markdown or HTML; - reads standard input.", metavar="DRAFT", show_default=False)
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against", help="Reports, or folders of them, to hold it against; N=FILE for what [N] cites.", metavar="FILE|DIR|N=FILE..."
        ),
    ] = None,
    desk: Annotated[Path | None, typer.Option(help="Hold it against all that this desk holds.", metavar="FILE", dir_okay=False)] = None,
    batch: Annotated[
        str | None,
        typer.Option(
            help="Audit many: JSON Lines of id, draft and reports, each with text, label and headline; - reads standard input.",
            metavar="FILE",
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="html and sarif carry the words of the reports; jsonl goes with --batch.")
    ] = None,
    out: Out = None,
    least: Annotated[
        str | None, typer.Option("--min-checked", help="Exit 3 where fewer sentences could be checked: 12, or 80%.", metavar="COUNT|SHARE")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="When the draft and its reports were published, where reports.csv does not say: 2025-08-13.", metavar="DATE"),
    ] = None,
    lang: Lang = None,
) -> None:
    """Holds a draft against its sources."""
    if batch is not None:
        if draft or against or desk or least or published or lang:
            raise UsageError("--batch goes with --format and --out alone: its lines hold the drafts and their reports")
        if form not in {None, Form.JSONL}:
            raise UsageError(f"--batch prints JSON Lines; leave --format {form} away")
        _audit_batch(batch, out)
        return
    if draft is None:
        raise UsageError("name the draft first, as in `twosource audit draft.md --against reports/`, or a file of drafts with --batch")
    if form is Form.JSONL:
        raise UsageError("--format jsonl goes with --batch; one audit is --format json")
    if desk is not None and against:
        raise UsageError(
            "--desk holds the draft against what the desk holds; add files to it with `twosource add`, or leave one of the two"
        )
    asked = _least(least)
    with bars() as shown:
        held = _held(draft, _labelled(against or ()), desk, said(published, lang), shown)
    from twosource.tell.export.audited.tally import tally  # noqa: PLC0415 - a second's loading; help and wrong use do not wait for it

    complain(held.annotated.failures)
    if against and not held.annotated.reports:
        leave(())
    counts = tally(held.audit, held.draft)
    _show(held, form or Form.TEXT, out)
    status = exit_status(counts, asked)
    if status == 3:
        typer.echo(_why_not(counts, asked), err=True)
    raise typer.Exit(status)


def exit_status(counts: "Tally", least: Least | None) -> int:
    """The exit status that FORMATS gives an audit."""
    if counts.faults or counts.unused:
        return 1
    if not counts.checked or (least is not None and not least.is_met(counts.checked, counts.sentences)):
        return 3
    return 0


def _why_not(counts: "Tally", least: Least | None) -> str:
    if counts.checked and least is not None:
        return f"{counts.checked} of {counts.sentences} sentences could be checked, and --min-checked asks for {least.words}."
    return "Nothing in the draft could be checked."


def _least(words: str | None) -> Least | None:
    if words is None:
        return None
    with suppress(ValueError):
        if words.endswith("%") and 0 <= (share := float(words[:-1]) / 100) <= 1:
            return Least(words, share=share)
        if "." in words and 0 <= (share := float(words)) <= 1:
            return Least(words, share=share)
        if words.isdecimal():
            return Least(words, count=int(words))
    raise UsageError(f"--min-checked takes a number of sentences such as 12 or a share of them such as 80%, not {words!r}")


def _labelled(against: Iterable[str]) -> "Labelled":
    """Files and folders, and files for single labels; a file whose name has `=` in it is a file."""
    from twosource.desk.audited import Labelled  # noqa: PLC0415

    files: list[Path] = []
    file_of: dict[str, Path] = {}
    for one in against:
        name, mark, path = one.partition("=")
        label = LABEL.fullmatch(name)
        if not one or (mark and label and not path):
            raise UsageError("--against takes a file, a folder, or a label and its file: 3=report.txt")
        if not mark or label is None or os.path.lexists(one):
            files.append(Path(one))
            continue
        if label[1] in file_of:
            raise UsageError(f"--against gives [{label[1]}] two files; one citation means one report")
        if Path(path).is_dir():
            raise UsageError(f"--against {one} names a folder; one citation means one report")
        file_of[label[1]] = Path(path)
    return Labelled(files, file_of)


def _held(path: Path, against: "Labelled", desk: Path | None, given: Given, shown: Progress) -> "Held":
    from twosource.desk.audited import audit_alone, audit_desk, audit_files, draft_at, draft_in, lists_sources  # noqa: PLC0415

    draft = draft_in(_standard_input().read(), given) if str(path) == "-" else draft_at(path, given)
    if against.files or against.file_of:
        return audit_files(draft, against, given, LocalEngine(progress=shown), shown)
    kept_at = desk or (Path(where) if (where := os.environ.get("TWOSOURCE_DESK")) and not lists_sources(draft) else None)
    if kept_at is None:
        return audit_alone(draft, shown)
    with opened(kept_at) as kept:
        return audit_desk(draft, kept.store, shown)


def _show(held: "Held", form: Form, out: Path | None) -> None:
    from twosource.tell.export.audited.page import page  # noqa: PLC0415
    from twosource.tell.export.audited.sarif import sarif  # noqa: PLC0415
    from twosource.tell.export.audited.terminal import beside, stacked, summary  # noqa: PLC0415

    audit, draft, reports = held.audit, held.draft, held.annotated.reports
    console = Console(highlight=False, soft_wrap=True)
    if form is Form.JSON:
        deliver(encode(audit).decode() + "\n", out)
    elif form is Form.SARIF:
        deliver(sarif(audit, draft, reports), out)
    elif form is Form.HTML and (out or console.is_terminal):
        target = out or Path("audit.html")
        write_whole(target, page(audit, draft, reports))
        console.print(Text(summary(audit, draft)), Text(f"The page: {printable(target)}"), sep="\n")
    elif form is Form.HTML:
        deliver(page(audit, draft, reports), None)
    elif out:
        write_whole(out, stacked(audit, draft, reports, PIPED).plain + "\n")
    else:
        console.print((beside if console.is_terminal else stacked)(audit, draft, reports, console.width))


class Stopped(msgspec.Struct):
    """Why a batch ended before its last line, if it did, and how many of its drafts could not be read."""

    error: UsageError | None = None
    unread: int = 0


def _audit_batch(name: str, out: Path | None) -> None:
    """Audits line by line: what was audited is written, whatever the lines after it are."""
    stopped = Stopped()
    with bars() as shown:
        try:
            total = _lines(Path(name)) if name != "-" else None
            with _standard_input() if name == "-" else Path(name).open("rb") as file:
                deliver_lines(_audited(file, total, shown, stopped), out)
        except IsADirectoryError:
            raise UsageError(f"--batch {name} is a folder; name a file of JSON Lines") from None
        except FileNotFoundError:
            raise UsageError(f"--batch {name}: there is no such file; check the path") from None
        except PermissionError:
            raise UsageError(f"--batch {name}: we may not read it; check its permissions") from None
    if stopped.error is not None:
        raise stopped.error
    if stopped.unread:
        raise UsageError(f"{stopped.unread} of the drafts could not be read; their lines say why in `failures`")


def _standard_input() -> BinaryIO:
    """What is piped in; nothing where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else io.BytesIO()


def _lines(path: Path) -> int | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return sum(bool(line.strip()) for line in file)


def _audited(file: BinaryIO, total: int | None, shown: Progress, stopped: Stopped) -> Iterator[str]:
    from twosource.desk.audited import Pair, Shelf, audit_pair  # noqa: PLC0415

    shelf, done = Shelf(), 0
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            pair = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Pair)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            stopped.error = UsageError(f"line {number} of the batch cannot be used: {error}; a line is {{id, draft, reports: [{{text}}]}}")
            return
        made = audit_pair(pair, shelf)
        for failure in made.failures:
            typer.echo(printable(f"line {number}, {failure.path}: {failure.error}"), err=True)
        stopped.unread += any(failure.stage == "audit" for failure in made.failures)
        yield msgspec.json.encode({"id": pair.id, **msgspec.to_builtins(made)}).decode() + "\n"
        done += 1
        shown("audit", done, total or done)
