"""`reports.csv`: what the user says of the files beside it."""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from twosource.errors import TwosourceError, UsageError
from twosource.lang import language
from twosource.model.codec import content_id
from twosource.model.report import Failure, Given
from twosource.read.dates import iso_date
from twosource.read.encoding import decode

NAME = "reports.csv"
#: Rows of one table that are complained of one by one.
MOST_COMPLAINTS = 20
#: Bytes of a table; 100,000 rows have a tenth of it.
LARGEST = 64 * 1024 * 1024
FIELDS = ("url", "outlet", "published", "headline", "byline", "language")


class Register(NamedTuple):
    """What one `reports.csv` says of each file, by absolute path, and the lines of it that could not be used."""

    rows: Mapping[str, Given]
    failures: tuple[Failure, ...]


class Row(NamedTuple):
    """A line of the table with its number in the file."""

    number: int
    fields: Mapping[str, str]


def shown(path: Path) -> str:
    """The path as it was given; bytes that are no text in it are replaced, so that it can be printed."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def lying(path: Path) -> str:
    """Where a file lies, however its path is spelled; links on the way are followed, and one to the file itself is another file."""
    return shown(Path(os.path.realpath(path.parent), path.name))


def failed(path: str, error: str) -> Failure:
    """The dead letter for what could not be had."""
    return Failure(id=content_id("failure", path, "acquire", error), path=path, stage="acquire", error=error)


def outranked(given: Given, row: Given) -> Given:
    """What the options say of a report, with what its own row says put above it."""
    said = {field: value for field in FIELDS if (value := getattr(row, field)) is not None}
    return msgspec.structs.replace(given, **said)


def said(published: str | None, lang: str | None) -> Given:
    """What a user says of all reports: when they were published, and their language.

    Raises `UsageError` when it cannot be meant.
    """
    if published is not None:
        try:
            published = publication_date(published)
        except ValueError:
            raise UsageError(f"--published takes a date such as 2025-08-13, not {published!r}") from None
    if lang is not None and not (lang.isascii() and lang.isalpha() and len(lang) in {2, 3}):
        raise UsageError(f"--lang takes a language code such as en, not {lang!r}")
    return Given(published=published, language=lang.lower() if lang else None)


def register(folder: Path) -> Register:
    """What the `reports.csv` of a folder says; nothing, and no failure, where there is none."""
    path = folder / NAME
    if not os.path.isfile(path):  # noqa: PTH113 - Path.is_file() raises where a name is too long
        return Register({}, ())
    failures: list[Failure] = []
    rows: dict[str, Given] = {}
    try:
        table = list(_rows(path))
    except (OSError, TwosourceError, csv.Error, ValueError) as error:
        return Register({}, (failed(shown(path), f"{NAME} cannot be read: {error}"),))
    for row in table:
        try:
            target = _target(folder, row)
            given = _given(row)
        except ValueError as error:
            failures.append(failed(shown(path), f"row {row.number} of {NAME}: {error}"))
            continue
        if rows.setdefault(target, given) != given:
            failures.append(
                failed(shown(path), f"row {row.number} of {NAME}: {row.fields['path']} has a row above that says otherwise, which is kept")
            )
    return Register(rows, _few(failures, shown(path)))


def _few(failures: Sequence[Failure], path: str) -> tuple[Failure, ...]:
    """The first of many complaints, and how many there are besides: a table of another kind is not read out line by line."""
    if len(failures) <= MOST_COMPLAINTS:
        return tuple(failures)
    return (*failures[:MOST_COMPLAINTS], failed(path, f"{len(failures) - MOST_COMPLAINTS} more rows of {NAME} could not be used"))


def _rows(path: Path) -> Iterator[Row]:
    """The rows of the table by lower-cased column; blank lines are no rows."""
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // (1024 * 1024)} MB")
    text = decode(path.read_bytes())
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    columns = [column.strip().casefold() for column in next(lines, [])]
    if "path" not in columns:
        raise ValueError("its first line names no column 'path'")
    for cells in lines:
        fields = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        if any(fields.values()):
            yield Row(lines.line_num, fields)


def _target(folder: Path, row: Row) -> str:
    """The absolute path of the file that a row speaks of."""
    name = row.fields.get("path", "")
    if not name:
        raise ValueError("it names no path")
    for spelling in (name, name.replace("\\", "/")):
        target = folder / spelling
        if os.path.lexists(target):
            return os.path.abspath(target)  # noqa: PTH100 - not resolve(): a link is another file of the same text
    raise ValueError(f"there is no file {name}")


def _given(row: Row) -> Given:
    said = {field: value for field in FIELDS if (value := row.fields.get(field))}
    if "published" in said:
        said["published"] = publication_date(said["published"])
    if "language" in said:
        said["language"] = said["language"].casefold().replace("_", "-").split("-")[0]
    return Given(**said)


def publication_date(words: str) -> str:
    """The date that a user's words are, as ISO 8601.

    Raises `ValueError` when they are none.
    """
    found = iso_date(words, language("en").datelines)
    if found is None:
        raise ValueError(f"'{words}' is not a date; write it as 2024-03-31")
    return found
