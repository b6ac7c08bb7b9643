"""Statements of SQLAlchemy Core, compiled once: a desk runs a few of them very often, with many values."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, bindparam
from sqlalchemy.dialects import sqlite

#: Values of one statement: as few sizes as serve, each compiled once. The last value is repeated to fill one up.
SIZES = (1, 8, 64, 500)


class Lookup:
    """A statement over the rows whose column has one of the values."""

    def __init__(self, statement: Any, column: Column[Any]) -> None:
        self._statement = statement
        self._column = column
        self._compiled: dict[int, tuple[str, tuple[str, ...]]] = {}

    def rows(self, connection: Connection, values: Collection[object], **fixed: object) -> list[Row[tuple[Any, ...]]]:
        """The rows of all the values."""
        return [row for share in _shares(list(dict.fromkeys(values))) for row in self._run(connection, share, fixed).fetchall()]

    def run(self, connection: Connection, values: Collection[object], **fixed: object) -> None:
        """For a statement that gives no rows."""
        for share in _shares(list(dict.fromkeys(values))):
            self._run(connection, share, fixed)

    def _run(self, connection: Connection, values: Sequence[object], fixed: dict[str, object]) -> Any:
        sql, names = self._sized(len(values))
        told = fixed | dict(zip(_names(len(values)), values, strict=True))
        return connection.exec_driver_sql(sql, tuple(told[name] for name in names))

    def _sized(self, size: int) -> tuple[str, tuple[str, ...]]:
        if size not in self._compiled:
            self._compiled[size] = _compiled(self._statement.where(self._column.in_([bindparam(name) for name in _names(size)])))
        return self._compiled[size]


class Many:
    """A statement that is run for each of many rows of values, which stand in the order of its parameters."""

    def __init__(self, statement: Any, *names: str) -> None:
        self._sql, told = _compiled(statement)
        if told != names:
            raise ValueError(f"the parameters of {self._sql} are {told}, not {names}")

    def run(self, connection: Connection, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            connection.exec_driver_sql(self._sql, list(rows))


def _compiled(statement: Any) -> tuple[str, tuple[str, ...]]:
    compiled = statement.compile(dialect=sqlite.dialect())
    return str(compiled), tuple(compiled.positiontup)


def _names(size: int) -> list[str]:
    return [f"value{number}" for number in range(size)]


def _shares(values: list[object]) -> Iterator[list[object]]:
    for at in range(0, len(values), SIZES[-1]):
        share = values[at : at + SIZES[-1]]
        size = next(size for size in SIZES if size >= len(share))
        yield share + share[-1:] * (size - len(share))
