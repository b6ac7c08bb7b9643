"""A desk file: made, refused, migrated, busy, full, damaged."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from toysteps import KINDS, STEPS, Note, Word, said
from twosource.engine.incremental import IncrementalEngine
from twosource.errors import StoreBusy, StoreError, WrongSchema
from twosource.model.codec import Record
from twosource.model.search import Query
from twosource.store.base import GIVEN, seal
from twosource.store.sqlite import migration, opening, schema
from twosource.store.sqlite.kept import SqliteStore
from twosource.store.sqlite.opening import open_desk

NEWS = (Note("a", "the dam gives way"), Note("b", "the siren"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.desk"


def opened(path: Path, wait: float = 5) -> SqliteStore:
    return open_desk(path, kinds=KINDS, searchable=said, wait=wait)


@pytest.fixture
def desk(path: Path) -> Iterator[SqliteStore]:
    """A desk with news in it."""
    store = opened(path)
    IncrementalEngine(store, STEPS).add(NEWS)
    yield store
    store.close()


def altered(path: Path, *statements: str) -> None:
    """Changes a desk behind its back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_what_was_added_is_there_when_the_file_is_opened_again(path: Path, desk: SqliteStore) -> None:
    before = list(desk.records(Record))
    desk.close()
    again = open_desk(path, kinds=KINDS, searchable=said, create=False)
    assert list(again.records(Record)) == before
    assert [one.id for one in again.search(Query("siren", speaker="the"))] == ["b"]
    assert IncrementalEngine(again, STEPS).check() == []
    again.close()


def test_a_closed_desk_is_one_file(path: Path, desk: SqliteStore) -> None:
    desk.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_commit_waits_for_the_disk_and_readers_do_not_wait_for_a_writer(desk: SqliteStore) -> None:
    with desk.writing() as writing:
        pragmas = {
            name: writing.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        assert len(list(desk.records(Note))) == 2


def test_adding_the_same_again_changes_no_record(desk: SqliteStore) -> None:
    before = list(desk.records(Record))
    assert IncrementalEngine(desk, STEPS).add(NEWS) == ([], [], [])
    assert list(desk.records(Record)) == before


def test_a_desk_that_is_not_there_is_not_made_for_reading(path: Path) -> None:
    with pytest.raises(StoreError, match="there is no desk"):
        open_desk(path, create=False)
    path.touch()
    with pytest.raises(StoreError, match="empty"):
        open_desk(path, create=False)
    assert path.read_bytes() == b""


def test_a_desk_of_a_newer_version_is_refused_and_left_alone(path: Path, desk: SqliteStore) -> None:
    desk.close()
    altered(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(WrongSchema, match=r"newer Twosource.*update"):
        opened(path)
    assert path.read_bytes() == before


def test_a_desk_that_a_newer_version_migrates_meanwhile_is_refused(path: Path, desk: SqliteStore) -> None:
    altered(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(WrongSchema, match="meanwhile"):
        IncrementalEngine(desk, STEPS).add([Note("c")])


@pytest.mark.parametrize("content", [b"The dam gave way on Tuesday.\n" * 50, b"SQLite format 3\0" + b"\0" * 50, b"\0" * 5000])
def test_a_file_that_is_no_desk_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match="no desk"):
        opened(path)
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_alone(path: Path) -> None:
    altered(path, "CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        opened(path)
    assert path.read_bytes() == before


def test_a_folder_and_a_folder_that_is_not_there_are_no_desks(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it is a folder"):
        opened(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened; see that its folder exists"):
        opened(tmp_path / "none" / "news.desk")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody may write in, even root")
def test_a_folder_that_may_not_be_written_in_is_said_to_be_so() -> None:
    with pytest.raises(StoreError, match="cannot be opened; see that"):
        opened(Path("/proc/self/news.desk"))


def test_a_desk_that_another_writes_to_is_busy(path: Path, desk: SqliteStore) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = opened(path, wait=0.05)
        with pytest.raises(StoreBusy, match="wait"):
            IncrementalEngine(impatient, STEPS).add([Note("c")])
        assert len(list(impatient.records(Note))) == 2
        other.execute("ROLLBACK")
        IncrementalEngine(impatient, STEPS).add([Note("c")])
        assert IncrementalEngine(desk, STEPS).check() == []
        impatient.close()


def test_a_full_disk_leaves_the_desk_as_it_was(desk: SqliteStore) -> None:
    before = list(desk.records(Record))
    engine = IncrementalEngine(desk, STEPS)
    with desk.writing() as writing:
        pages = writing.connection.exec_driver_sql("PRAGMA page_count").scalar()
        writing.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full, and nothing of this change was kept"):
        engine.add([Note("c", "water " * 100_000)])
    assert list(desk.records(Record)) == before
    with desk.writing() as writing:
        writing.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    engine.add([Note("c", "water " * 1000)])
    assert engine.check() == []


# Where we may not write


@pytest.fixture
def locked(desk: SqliteStore, path: Path) -> Iterator[Path]:
    """A desk with news in it that is closed, in a folder that others can be let into."""
    desk.close()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "news.desk"
        shutil.copy(path, file)
        yield file
        folder.chmod(0o755)


@contextmanager
def nobody() -> Iterator[None]:
    """Who is not the owner of any file and not root, whatever we are."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


def lock(file: Path, *, folder: int, mode: int) -> None:
    file.chmod(mode)
    file.parent.chmod(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
@pytest.mark.parametrize(("folder", "mode"), [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666)])
def test_a_desk_that_may_not_be_written_to_is_read_and_nothing_is_left_beside_it(locked: Path, folder: int, mode: int) -> None:
    lock(locked, folder=folder, mode=mode)
    with nobody():
        store = open_desk(locked, kinds=KINDS, searchable=said, create=False)
        assert [one.id for one in store.search(Query("siren", speaker="the"))] == ["b"]
        assert {one.id for one in store.records(Note)} == {"a", "b"}
        for change in (lambda: IncrementalEngine(store, STEPS).add([Note("c")]), store.check):
            with pytest.raises(StoreError, match="may not be written to; change its permissions"):
                change()
        store.close()
        with pytest.raises(StoreError, match="may not be written to; change its permissions"):
            opened(locked)
    assert [one.name for one in locked.parent.iterdir()] == [locked.name]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_what_another_has_written_and_not_yet_put_into_the_file_is_read_too(locked: Path) -> None:
    owner = opened(locked)
    IncrementalEngine(owner, STEPS).add([Note("c")])
    lock(locked, folder=0o555, mode=0o444)
    with nobody():
        store = open_desk(locked, kinds=KINDS, searchable=said, create=False)
        assert {one.id for one in store.records(Note)} == {"a", "b", "c"}
        store.close()
    owner.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_a_desk_whose_last_words_cannot_be_read_is_refused(locked: Path) -> None:
    owner = opened(locked)
    IncrementalEngine(owner, STEPS).add([Note("c")])
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name, "copy.desk")
        shutil.copy(locked, copy)
        shutil.copy(f"{locked}-wal", f"{copy}-wal")
        lock(copy, folder=0o555, mode=0o444)
        with nobody(), pytest.raises(StoreError, match=r"was not closed .* copy it .* with copy\.desk-wal"):
            open_desk(copy, kinds=KINDS, searchable=said, create=False)
        copy.parent.chmod(0o755)
    owner.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of POSIX")
def test_a_desk_that_changes_under_a_reader_who_may_not_write_is_busy(locked: Path) -> None:
    lock(locked, folder=0o555, mode=0o444)
    with nobody():
        store = open_desk(locked, kinds=KINDS, searchable=said, create=False)
        assert len(list(store.records(Note))) == 2
    lock(locked, folder=0o755, mode=0o644)
    owner = opened(locked)
    IncrementalEngine(owner, STEPS).add([Note("c")])
    owner.close()
    with pytest.raises(StoreBusy, match="while it was read"):
        list(store.records(Note))
    store.close()


def test_a_reader_makes_no_desk_even_where_it_goes_while_he_opens_it(
    path: Path, desk: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr(opening, "_version", lambda *_: path.unlink() or schema.VERSION)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_desk(path, create=False)
    assert not list(path.parent.iterdir())


# Versions


def test_the_migrations_lead_to_the_schema(path: Path, desk: SqliteStore) -> None:
    desk.close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in schema.metadata.tables}
        )
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == str(schema.VERSION)
        for table in ("made", "keys", "joined", "known"):
            assert "WITHOUT ROWID" in connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name = '{table}'").scalar_one()
    engine.dispose()


NEXT = """
from alembic import op
revision = "2"
down_revision = "1"
def upgrade():
    op.execute("ALTER TABLE records ADD COLUMN note TEXT")
    {then}
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The folder of migrations of a Twosource that is one version ahead."""
    folder = tmp_path / "versions of then"
    folder.mkdir()
    (folder / "v1.py").write_text((migration.VERSIONS / "v1.py").read_text())
    (folder / "v2.py").write_text(NEXT.format(then=""))
    return folder


def ahead(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(migration, "VERSIONS", folder)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)


def test_an_older_desk_is_migrated_once_a_copy_is_kept(path: Path, desk: SqliteStore, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(desk.records(Record))  # left open: what is not yet in the file itself must be in the copy
    with monkeypatch.context() as then:
        ahead(then, newer)
        store = opened(path)
        assert list(store.records(Record)) == before
        assert IncrementalEngine(store, STEPS).check() == []
        store.close()
        opened(path).close()
    with pytest.raises(WrongSchema):
        opened(path)
    copy = opened(path.with_name("news.desk.v1-backup"))
    assert list(copy.records(Record)) == before
    copy.close()
    assert {one.name for one in path.parent.glob("*.partial*")} == set()


def test_a_migration_that_fails_leaves_the_older_desk(path: Path, desk: SqliteStore, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(desk.records(Record))
    (newer / "v2.py").write_text(NEXT.format(then="op.execute('SELECT n FROM nowhere')"))
    with monkeypatch.context() as then:
        ahead(then, newer)
        with pytest.raises(StoreError, match="nowhere"):
            opened(path)
    again = opened(path)
    assert list(again.records(Record)) == before
    assert IncrementalEngine(again, STEPS).check() == []
    again.close()


# Two at once

ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from toysteps import KINDS, STEPS, Note, said
from twosource.engine.incremental import IncrementalEngine
from twosource.store.sqlite.opening import open_desk
store = open_desk(Path({path!r}), kinds=KINDS, searchable=said)
for number in range(15):
    IncrementalEngine(store, STEPS).add([Note(sys.argv[1] + str(number), "dam siren " + sys.argv[1])])
"""


RACE = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from toysteps import KINDS, STEPS, Note, said
from twosource.engine.incremental import IncrementalEngine
from twosource.store.sqlite import migration
from twosource.store.sqlite.opening import open_desk
start = time.time() + 0.1
children = []
for number in range(4):
    children.append(os.fork())
    if children[-1] == 0:
        while time.time() < start:
            pass
        IncrementalEngine(open_desk(Path({path!r}), kinds=KINDS, searchable=said), STEPS).add([Note(str(number), "dam")])
        os._exit(0)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""


def test_two_processes_that_make_a_desk_and_add_to_it_both_finish(path: Path) -> None:
    script = ADDING.format(tests=str(Path(__file__).parent), path=str(path))
    processes = [subprocess.Popen([sys.executable, "-c", script, name]) for name in ("one", "other")]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    store = opened(path)
    assert len(list(store.records(Note))) == 30
    assert IncrementalEngine(store, STEPS).check() == []
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_that_make_a_desk_at_the_same_moment_all_finish(path: Path) -> None:
    script = RACE.format(tests=str(Path(__file__).parent), path=str(path))
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0
    store = opened(path)
    assert len(list(store.records(Note))) == 4
    store.close()


def test_threads_share_a_store(desk: SqliteStore) -> None:
    def add(name: str) -> None:
        for number in range(5):
            IncrementalEngine(desk, STEPS).add([Note(f"{name}{number}", "dam")])
            assert desk.search(Query("dam"))

    threads = [threading.Thread(target=add, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(desk.records(Note))) == 2 + 15
    assert IncrementalEngine(desk, STEPS).check() == []


# What check finds


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE records SET body = '{\"id\":\"a\",\"text\":\"the dam holds\",\"path\":\"\"}' WHERE kind = 'Note' AND id = 'a'", "a is not what was written"),
        ("UPDATE records SET id = 'z' WHERE kind = 'Note' AND id = 'a'", "z stands under the id of another, a"),
        ("UPDATE records SET kind = 'Gone' WHERE kind = 'Initial' AND id = 'd'", "d is a Gone, which this version does not know"),
        ("DELETE FROM made WHERE step = 'initials' AND unit = 'd'", "nobody vouches for d"),
        ("DELETE FROM records WHERE kind = 'Initial' AND id = 'd'", "a row of made names a record that is not there"),
        ("INSERT INTO keys VALUES ('initials', 'q', 9999)", "a row of keys names a record that is not there"),
        ("INSERT INTO joined VALUES ('clusters', 'q', 'q')", "clusters joins 'q', which no record has"),
        ("UPDATE joined SET component = 'z' WHERE step = 'clusters'", "clusters has a component 'z' that is not named by its smallest key"),
        ("DELETE FROM said WHERE text = 'the siren'", "what is searched of b is not what it says; `twosource check --mend` takes the index up anew"),
        ("INSERT INTO said_words(said_words) VALUES ('delete-all')", "the index of words is not that of what was said; `twosource check --mend` takes it up anew"),
    ],
)  # fmt: skip
def test_check_finds(path: Path, desk: SqliteStore, statement: str, finding: str) -> None:
    assert desk.check() == []
    altered(path, statement)
    assert finding in desk.check()


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM said WHERE text = 'the siren'", "INSERT INTO said_words(said_words) VALUES ('delete-all')", "DELETE FROM said"],
)
def test_a_damaged_index_is_mended(path: Path, desk: SqliteStore, statement: str) -> None:
    before = desk.search(Query("siren"))
    altered(path, statement)
    assert desk.check() != []
    desk.index_anew()
    assert desk.check() == []
    assert desk.search(Query("siren")) == before != []


def test_check_finds_a_page_that_was_overwritten(path: Path, desk: SqliteStore) -> None:
    IncrementalEngine(desk, STEPS).add([Note(str(number), f"water {number}") for number in range(300)])
    desk.close()
    with path.open("r+b") as file:
        for page in range(8, 20):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    store = opened(path)
    assert any("damaged" in finding for finding in store.check())
    store.close()


def test_a_deep_check_finds_what_a_run_from_scratch_would_not_leave(desk: SqliteStore) -> None:
    with desk.writing() as writing:
        writing.vouch("counted", {"all": [], "none": [seal(Word("query"))]})
    assert desk.check() == []
    assert IncrementalEngine(desk, STEPS).check() == [
        "all13 is missing: a run from scratch makes it",
        "query is there, and a run from scratch does not make it",
    ]


def test_an_index_is_taken_up_anew(path: Path, desk: SqliteStore) -> None:
    desk.close()
    bare = open_desk(path, kinds=KINDS)
    assert bare.check() != []
    bare.index_anew()
    assert bare.check() == []
    assert bare.search(Query("dam")) == []
    bare.close()
    store = opened(path)
    store.index_anew()
    assert store.check() == []
    assert {one.id for one in store.search(Query("dam"))} >= {"a"}
    store.close()


def test_a_given_record_is_vouched_for_by_nobody_else(desk: SqliteStore) -> None:
    with desk.writing() as writing:
        units = [f"Note/a/{seal(NEWS[0]).stamp.digest.hex()}"]
        assert writing.vouched(GIVEN, units) == {units[0]: {seal(NEWS[0]).stamp}}


def test_a_desk_whose_name_no_file_may_have_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a\.desk: it cannot be opened"):
        open_desk(tmp_path / f"{'a' * 300}.desk", kinds=KINDS, searchable=said)
