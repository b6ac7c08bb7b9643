"""A desk as tables: one file for each, as JSON Lines, CSV or Parquet."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from twosource.errors import MissingPlugin, UsageError
from twosource.model.claim import Annotation
from twosource.model.codec import Record
from twosource.model.ledger import Agreement, Alteration, Change, Conflict, EntityCluster, Entry, Link, Origin, Story
from twosource.model.report import Report
from twosource.store.base import Store

Row = dict[str, Any]

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
    """Writes every table, each whole or not at all, and says where it is and how many rows it has.

    Raises `UsageError` for a form that is none or a folder that cannot be written, `MissingPlugin` where pyarrow is wanted and not there.
    """
    if form not in WRITERS:
        raise UsageError(f"--format takes {', '.join(WRITERS)}, not {form!r}")
    if form == "parquet" and find_spec("pyarrow") is None:
        raise MissingPlugin("Parquet needs pyarrow: pip install 'twosource[parquet]', or take --format csv")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, columns, rows in _tables(store):
            held = list(rows)
            target = folder / f"{name}.{form}"
            half = folder / f".{name}.{form}.half"
            try:
                half.write_bytes(WRITERS[form](columns, held))
                half.replace(target)
            finally:
                half.unlink(missing_ok=True)
            yield target, len(held)
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {error.strerror or error}; name another folder with --out") from error


def _tables(store: Store) -> Iterator[tuple[str, list[str], Iterable[Row]]]:
    for name, kind in TABLES.items():
        columns = dict.fromkeys(field.encode_name for field in structs.fields(kind))
        yield name, list(columns), (columns | msgspec.to_builtins(record) for record in store.records(kind))
    text_of = {report.id: report.text for report in store.records(Report)}
    yield (
        "statements",
        list(STATEMENT),
        (row for annotation in store.records(Annotation) for row in _statements(annotation, text_of.get(annotation.report))),
    )


def _statements(annotation: Annotation, text: str | None) -> Iterator[Row]:
    """Who said what, a row each, with the words beside the offsets."""
    if text is None:
        return
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


def _json_lines(columns: list[str], rows: list[Row]) -> bytes:
    del columns
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _csv(columns: list[str], rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_flat, rows))
    return text.getvalue().encode()


def _parquet(columns: list[str], rows: list[Row]) -> bytes:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    buffer = io.BytesIO()
    flat = [_flat(row) for row in rows]
    parquet.write_table(arrow.table({name: [row[name] for row in flat] for name in columns}), buffer)
    return buffer.getvalue()


def _flat(row: Row) -> Row:
    return {name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | tuple) else value for name, value in row.items()}


WRITERS: Mapping[str, Callable[[list[str], list[Row]], bytes]] = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}
