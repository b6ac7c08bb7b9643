"""The store in a desk file: reading, and the frame of a change."""

import copy
import glob
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, Select, and_, or_, select
from sqlalchemy.exc import DatabaseError

from twosource.errors import WrongSchema
from twosource.model.codec import Record, decode
from twosource.model.search import Found, Query
from twosource.store.base import GIVEN, Deed, Searchable, Stamp, kind_of, kinds_by_name
from twosource.store.sqlite import schema
from twosource.store.sqlite.access import Access
from twosource.store.sqlite.checking import wrong
from twosource.store.sqlite.schema import joined, keys, known, log, made, records
from twosource.store.sqlite.searching import found
from twosource.store.sqlite.trouble import DAMAGE, damage, worded
from twosource.store.sqlite.writing import SqliteWriting, bodies, deed_of

R = TypeVar("R", bound=Record)

#: Seconds that a change waits for another process to end its own.
WAIT = 60.0

#: What stands in the name of a file beside the desk, in which it is made anew.
BESIDE = ".anew-"

#: Rows fetched at once.
ROWS = 200


def begin(connection: Connection) -> None:
    """A change takes the file's one right to write from its start, so that it never has to be done over."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


class SqliteStore:
    """The `Store` that lasts: one file, beside which SQLite keeps `-wal` and `-shm` while it is open. Threads may share it."""

    def __init__(self, access: Access, engine: Engine, kinds: Iterable[type[Record]], searchable: Searchable, opener: "Opener") -> None:
        self.path = access.path
        self._access = access
        self.kinds: Mapping[str, type[Record]] = kinds_by_name(kinds)
        self._engine = engine
        self._searchable = searchable
        self._open = opener
        self._at: Connection | None = None  # the moment that all reads see, where it is one

    def records(self, kind: type[R]) -> Iterator[R]:
        names = [name for name, held in self.kinds.items() if issubclass(held, kind)]
        query = select(records.c.kind, records.c.id, records.c.body)
        return cast(Iterator[R], self._shown(query if kind is Record else query.where(records.c.kind.in_(names))))

    def _shown(self, query: Select[Any]) -> Iterator[Record]:
        """The records that a query gives the bodies of; of two bodies the one of the smaller digest is shown."""
        last = None
        with self.reading() as connection:
            ordered = query.order_by(records.c.kind, records.c.id, records.c.digest)
            for name, id_, body in connection.execution_options(yield_per=ROWS).execute(ordered):
                if (name, id_) != last:
                    last = (name, id_)
                    yield decode(body, kind_of(self.kinds, name))

    def get(self, kind: type[R], id: str) -> R | None:  # noqa: A002 - as in `Store`
        query = select(records.c.body).where(records.c.kind == kind.__name__, records.c.id == id).order_by(records.c.digest).limit(1)
        with self.reading() as connection:
            body = connection.execute(query).scalar()
        return None if body is None else decode(body, kind)

    def under(self, step: str, key: str) -> list[Record]:
        filed = select(keys.c.record).where(keys.c.step == step, keys.c.key == key)
        return list(self._shown(select(records.c.kind, records.c.id, records.c.body).where(records.c.n.in_(filed))))

    def around(self, step: str, key: str) -> Iterator[Record]:
        name = select(joined.c.component).where(joined.c.step == step, joined.c.key == key).scalar_subquery()
        inside = select(joined.c.key).where(joined.c.step == step, joined.c.component == name)
        taken = select(keys.c.record).where(keys.c.step == step, keys.c.key.in_(inside))
        told = select(made.c.record).where(made.c.step == step, made.c.unit == name)
        one = records.alias()  # another body of a record may be the one that is shown
        query = select(records.c.kind, records.c.id, records.c.body).select_from(
            one.join(records, and_(records.c.kind == one.c.kind, records.c.id == one.c.id))
        )
        return self._shown(query.where(or_(one.c.n.in_(taken), one.c.n.in_(told))))

    def given(self) -> Iterator[Record]:
        query = (
            select(records.c.kind, records.c.body)
            .where(records.c.n.in_(select(made.c.record).where(made.c.step == GIVEN)))
            .order_by(records.c.kind, records.c.id, records.c.digest)
        )
        with self.reading() as connection:
            for name, body in connection.execution_options(yield_per=ROWS).execute(query):
                yield decode(body, kind_of(self.kinds, name))

    def stamps(self) -> list[Stamp]:
        given = select(made.c.record).where(made.c.step == GIVEN)
        with self.reading() as connection:
            rows = connection.execute(
                select(records.c.kind, records.c.id, records.c.digest).where(records.c.n.in_(given)).order_by(records.c.n)
            )
            return [Stamp(*row) for row in rows]

    def load(self, stamps: Collection[Stamp]) -> list[Record]:
        with self.reading() as connection:
            found = bodies(connection, stamps)
        return [decode(found[stamp], kind_of(self.kinds, stamp.kind)) for stamp in stamps if stamp in found]

    @contextmanager
    def beside(self, name: str) -> Iterator["SqliteStore"]:
        home = self.path.resolve()  # of a link, the folder of the file itself
        path = home.with_name(f"{home.name}{BESIDE}{name}.desk")
        if path.exists() and _is_damaged(path):
            _removed([path.with_name(path.name + end) for end in ("-wal", "-shm", "")])
        store = self._open(path)
        try:
            yield store
        finally:
            store.close()

    def alone(self) -> None:
        """Whatever was last written goes before the file itself, so that nothing of it is ever taken for another file's."""
        home = self.path.resolve()
        _removed(sorted(home.parent.glob(f"{glob.escape(home.name + BESIDE)}*"), key=lambda path: path.suffix == ".desk"))

    @contextmanager
    def moment(self) -> Iterator["SqliteStore"]:
        with self.reading() as connection:
            still = copy.copy(self)
            still._at = connection  # noqa: SLF001 - its own kind
            yield still

    def search(self, query: Query) -> list[Found]:
        with self.reading() as connection:
            return found(connection, query)

    def log(self) -> list[Deed]:
        with self.reading() as connection:
            return [deed_of(row) for row in connection.execute(select(log).order_by(log.c.n))]

    def about(self, name: str) -> str | None:
        with self.reading() as connection:
            return connection.execute(select(known.c.value).where(known.c.name == name)).scalar()

    @contextmanager
    def writing(self) -> Iterator[SqliteWriting]:
        with worded(self.path), self._changing() as connection:
            self._same_version(connection)
            writing = SqliteWriting(connection, self.kinds, self._searchable)
            yield writing
            writing.settle()

    def index_anew(self) -> None:
        with self.writing() as writing:
            writing.index_anew()

    def check(self) -> list[str]:
        with worded(self.path):
            try:
                with self._changing() as connection:  # the index can only be checked by who may write
                    return wrong(connection, self.kinds, self._searchable)
            except DatabaseError as error:
                if not damage(error):
                    raise
                return [f"the file is damaged, and cannot be read to its end: {error.orig}"]

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the desk."""
        if self._at is not None:
            yield self._at
            return
        try:
            with worded(self.path), self._engine.connect() as connection, connection.begin():
                yield connection
        finally:
            self._access.same()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        self._access.to_write()
        with self._engine.connect() as bare:
            connection = bare.execution_options(writes=True)
            with connection.begin():
                yield connection

    def _same_version(self, connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version != schema.VERSION:
            raise WrongSchema(f"{self.path}: a newer Twosource has migrated this desk meanwhile; update Twosource and open it again")


#: Opens another desk file for the same kinds.
Opener = Callable[[Path], SqliteStore]


def _removed(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _is_damaged(path: Path) -> bool:
    """Whether SQLite cannot read what it wrote to a file; one that another process writes to is not damaged."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode & 0xFF in DAMAGE
