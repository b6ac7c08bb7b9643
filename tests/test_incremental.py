"""Adding and removing bit by bit leaves what a run from scratch leaves, byte for byte."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from toysteps import KINDS, STEPS, Note, Word, said
from twosource.engine.incremental import IncrementalEngine
from twosource.engine.local import LocalEngine
from twosource.model.codec import Record, encode
from twosource.store.base import Store
from twosource.store.memory import MemoryStore
from twosource.store.sqlite.kept import SqliteStore
from twosource.store.sqlite.opening import open_desk

notes = st.builds(Note, id=st.sampled_from("abcde"), text=st.text("stu !?", max_size=5), path=st.sampled_from(["", "x"]))
given_records = st.one_of(notes, st.builds(Word, id=st.sampled_from(["s", "t", "is", "it"]), by=st.sampled_from(["", "hand"])))
moves = st.lists(st.tuples(st.booleans(), st.lists(given_records, max_size=4)), max_size=6)


def from_scratch(records: Sequence[Record]) -> list[bytes]:
    return [encode(record) for record in LocalEngine().run(STEPS, records)]


def kept(store: Store) -> list[bytes]:
    return [encode(record) for record in store.records(Record)]


def follow(store: Store, moves: Sequence[tuple[bool, Sequence[Record]]]) -> list[Record]:
    """Adds and removes as told; what is given in the end."""
    engine = IncrementalEngine(store, STEPS)
    present: dict[bytes, Record] = {}
    for adding, records in moves:
        before = {(type(one).__name__, one.id): encode(one) for one in store.records(Record)}
        changed = engine.add(records) if adding else engine.remove(records)
        after = {(type(one).__name__, one.id): encode(one) for one in store.records(Record)}
        assert changed.appeared == sorted(after.keys() - before.keys())
        assert changed.gone == sorted(before.keys() - after.keys())
        assert changed.altered == sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
        for record in records:
            present.pop(type(record).__name__.encode() + encode(record), None)
            if adding:
                present[type(record).__name__.encode() + encode(record)] = record
    return list(present.values())


@contextmanager
def desk() -> Iterator[SqliteStore]:
    with TemporaryDirectory() as folder:
        store = open_desk(Path(folder, "toysteps.desk"), kinds=KINDS, searchable=said)
        yield store
        store.close()


@given(moves)
@settings(max_examples=500)
def test_any_adds_and_removes_in_memory_leave_what_a_run_from_scratch_leaves(moves: Sequence[tuple[bool, Sequence[Record]]]) -> None:
    store = MemoryStore(KINDS, said)
    present = follow(store, moves)
    assert kept(store) == from_scratch(present)
    assert IncrementalEngine(store, STEPS).check() == []


@given(moves)
@settings(max_examples=60, deadline=None)
def test_any_adds_and_removes_in_a_file_leave_what_a_run_from_scratch_leaves(moves: Sequence[tuple[bool, Sequence[Record]]]) -> None:
    with desk() as store:
        present = follow(store, moves)
        assert kept(store) == from_scratch(present)
        assert IncrementalEngine(store, STEPS).check() == []
