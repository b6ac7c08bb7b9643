"""A desk as tables: one file for each, as JSON Lines, CSV or Parquet."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType
from typing import Any, get_args

import msgspec
from msgspec import UnsetType, structs

from twosource.errors import MissingPlugin, UsageError
from twosource.model.claim import Annotation
from twosource.model.codec import Record
from twosource.model.ledger import Agreement, Alteration, Change, Conflict, EntityCluster, Entry, Link, Origin, Story
from twosource.model.report import Report
from twosource.store.base import Store

Row = dict[str, Any]
#: What each column holds.
Columns = Mapping[str, type]

#: Rows of Parquet written at once.
ROWS = 10_000

#: The columns of the table of statements; offsets are of the report's text.
STATEMENT = (
    "report",
    "number",
    "source",
    "cue",
    "content",
    "speaker",
    "start",
    "end",
    "basis",
    "act",
    "polarity",
    "verification",
    "within",
)

#: The tables by file name (never reports.csv, which is people's own), and the records that each is made of.
#: Lists and records inside a row are JSON in CSV and Parquet.
TABLES: Mapping[str, type[Record]] = {
    "all_reports": Report,
    "stories": Story,
    "lines": Entry,
    "conflicts": Conflict,
    "agreements": Agreement,
    "changes": Change,
    "alterations": Alteration,
    "names": EntityCluster,
    "origins": Origin,
    "links": Link,
}


def export(store: Store, folder: Path, form: str) -> Iterator[tuple[Path, int]]:
    """Writes every table, each whole or not at all and all of one moment, and says where it is and how many rows it has.

    Raises `UsageError` for a form that is none or a folder that cannot be written, `MissingPlugin` where pyarrow is wanted and not there.
    """
    if form not in WRITERS:
        raise UsageError(f"--format takes {', '.join(WRITERS)}, not {form!r}")
    if form == "parquet" and find_spec("pyarrow") is None:
        raise MissingPlugin("Parquet needs pyarrow: pip install 'twosource[parquet]', or take --format csv")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # a room of our own, since another export may write into the folder at the same time
        with store.moment() as now, TemporaryDirectory(prefix=".twosource-", dir=folder) as room:
            for name, columns, rows in _tables(now):
                target = folder / f"{name}.{form}"
                half = Path(room, target.name)
                count = WRITERS[form](half, columns, rows)
                half.replace(target)
                yield target, count
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {error.strerror or error}; name another folder with --out") from error


def _tables(store: Store) -> Iterator[tuple[str, Columns, Iterable[Row]]]:
    for name, kind in TABLES.items():
        empty = dict.fromkeys(field.encode_name for field in structs.fields(kind))
        columns = {field.encode_name: _held(field.type) for field in structs.fields(kind)}
        yield name, columns, (empty | msgspec.to_builtins(record) for record in store.records(kind))
    numbers = dict.fromkeys(("number", "start", "end", "within"), int)
    columns = {name: numbers.get(name, str) for name in STATEMENT}
    yield "statements", columns, (row for one in store.records(Annotation) for row in _statements(one, store.get(Report, one.report)))


def _held(kind: Any) -> type:
    """What a column of this type holds: whole numbers, numbers, truths, else text, JSON among it."""
    held = {one for one in (get_args(kind) or (kind,)) if one not in (NoneType, UnsetType)}
    return next((plain for plain in (bool, int, float) if held == {plain}), str)


def _statements(annotation: Annotation, report: Report | None) -> Iterator[Row]:
    """Who said what, a row each, with the words beside the offsets."""
    if report is None:
        return
    text = report.text
    names = {entity.id: entity.name for entity in annotation.entities}
    for number, statement in enumerate(annotation.statements):
        words = {
            part: " … ".join(text[span.start : span.end] for span in getattr(statement, part)) for part in ("source", "cue", "content")
        }
        yield {
            "report": annotation.report,
            "number": number,
            **words,
            "speaker": names.get(statement.source_entity or ""),
            "start": statement.content[0].start,
            "end": statement.content[-1].end,
            "basis": statement.basis.value,
            "act": statement.act.value,
            "polarity": statement.polarity.value,
            "verification": statement.verification.value if statement.verification else None,
            "within": statement.within,
        }


def _json_lines(path: Path, columns: Columns, rows: Iterable[Row]) -> int:
    del columns
    with path.open("wb") as file:
        return sum(1 for row in rows if file.write(msgspec.json.encode(row) + b"\n"))


def _csv(path: Path, columns: Columns, rows: Iterable[Row]) -> int:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        return sum(1 for row in rows if writer.writerow(_flat(row)))


def _parquet(path: Path, columns: Columns, rows: Iterable[Row]) -> int:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    kinds = {bool: arrow.bool_(), int: arrow.int64(), float: arrow.float64(), str: arrow.string()}
    schema = arrow.schema([(name, kinds[held]) for name, held in columns.items()])
    flat, count = map(_flat, rows), 0
    with parquet.ParquetWriter(path, schema) as writer:
        while share := list(islice(flat, ROWS)):
            writer.write_table(arrow.Table.from_pylist(share, schema))
            count += len(share)
    return count


def _flat(row: Row) -> Row:
    return {name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | tuple) else value for name, value in row.items()}


#: Each writes the rows into a file as they come, and says how many they were.
WRITERS: Mapping[str, Callable[[Path, Columns, Iterable[Row]], int]] = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}
