"""Adding and removing bit by bit leaves what a run from scratch leaves, byte for byte."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toysteps import KINDS, STEPS, Note, Word, said, words
from twosource.acquire.folder import downloads
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, annotating
from twosource.engine.incremental import IncrementalEngine
from twosource.engine.local import LocalEngine
from twosource.errors import Outdated, UsageError
from twosource.model.codec import Record, encode
from twosource.model.ledger import Alteration, Entry, Link, Matter
from twosource.model.report import Edition, Failure, Given
from twosource.model.search import Query
from twosource.step import Each
from twosource.store.base import Deed, Store
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


@given(st.permutations(range(6)), st.lists(st.integers(1, 6), min_size=6, max_size=6))
@settings(max_examples=30, deadline=None)
def test_order_and_size_of_batches_make_no_difference(order: Sequence[int], sizes: Sequence[int]) -> None:
    notes = [Note(str(number), text) for number, text in enumerate(("s t", "t u", "u", "s!", "i?", "is it us"))]
    engine = IncrementalEngine(MemoryStore(KINDS, said), STEPS)
    waiting = [notes[number] for number in order]
    for size in sizes:
        engine.add(waiting[:size])
        waiting = waiting[size:]
    assert kept(engine.store) == from_scratch(notes)


def test_only_what_a_change_touches_is_done_again() -> None:
    done: list[str] = []
    engine = IncrementalEngine(MemoryStore(KINDS, said), STEPS, progress=lambda step, _, total: done.append(f"{step} {total}"))
    engine.add([Note("a", "sea siren"), Note("b", "dam"), Note("c", "wall water")])
    done.clear()
    engine.add([Note("d", "dune")])
    assert set(done) == {"words 1", "initials 1", "clusters 1", "summary 1", "counted 1"}
    done.clear()
    engine.add([Note("d", "dune")])
    assert done == []


def test_what_was_made_by_another_version_is_rebuilt_before_it_is_changed() -> None:
    store = MemoryStore(KINDS, said)
    IncrementalEngine(store, STEPS, maker="0.1").add([Note("a", "sea")])
    newer = IncrementalEngine(store, (*STEPS, Each("again", Note, words)), maker="0.2")
    assert newer.outdated()
    with pytest.raises(Outdated, match="rebuild"):
        newer.add([Note("b", "dam")])
    newer.rebuild(Deed("2031-04-02", "desk", "rebuild"))
    assert not newer.outdated()
    newer.add([Note("b", "dam")])
    assert newer.check() == []
    assert [deed.what for deed in store.log()] == ["rebuild"]


@pytest.mark.parametrize(
    "make", [lambda _: MemoryStore(KINDS, said), lambda folder: open_desk(folder / "a.desk", kinds=KINDS, searchable=said)]
)
def test_a_store_is_made_anew_in_turns_and_others_add_and_remove_meanwhile(make: Callable[[Path], Store], tmp_path: Path) -> None:
    store = make(tmp_path)
    older, newer = (IncrementalEngine(store, steps, maker) for steps, maker in ((STEPS[:3], "0.1"), (STEPS, "0.2")))
    notes = [Note(str(number), text) for number, text in enumerate(("sea siren", "dam", "wall!", "s t", "water"))]
    older.add(notes, Deed("2031-04-01", "desk", "add"))
    turns: list[Sequence[Record]] = []

    def meanwhile(records: Sequence[Record]) -> None:
        assert kept(store) == before
        turns.append(records)
        if len(turns) == 2:
            older.change([Note("late", "dune s")], notes[:1])
            before[:] = kept(store)

    before = kept(store)
    newer.renew(Deed("2031-04-02", "desk", "made anew"), meanwhile, share=2)
    assert [len(records) for records in turns] == [2, 2, 1, 1]
    assert kept(store) == from_scratch([*notes[1:], Note("late", "dune s")])
    assert newer.check() == []
    assert [deed.what for deed in store.log()] == ["add", "made anew"]
    assert {one.id for one in store.search(Query("water"))} >= {"4"}
    store.close()
    assert [one.name for one in tmp_path.iterdir()] in ([], ["a.desk"])


@pytest.mark.parametrize(
    "make", [lambda _: MemoryStore(KINDS, said), lambda folder: open_desk(folder / "a.desk", kinds=KINDS, searchable=said)]
)
def test_making_anew_goes_on_where_it_was_broken_off(make: Callable[[Path], Store], tmp_path: Path) -> None:
    store = make(tmp_path)
    notes = [Note(str(number), "sea siren dam") for number in range(6)]
    IncrementalEngine(store, STEPS[:3], "0.1").add(notes)
    before = kept(store)
    newer = IncrementalEngine(store, STEPS, "0.2")
    turns: list[Sequence[Record]] = []

    def breaking(records: Sequence[Record]) -> None:
        turns.append(records)
        if len(turns) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        newer.renew(ready=breaking, share=2)
    assert (kept(store), newer.outdated()) == (before, True)
    newer.renew(ready=breaking, share=2)
    assert [[record.id for record in records] for records in turns] == [["0", "1"], ["2", "3"], ["4", "5"], ["4", "5"]]
    assert (kept(store), newer.check()) == (from_scratch(notes), [])
    store.close()


@pytest.mark.parametrize("spoil", [lambda body: body[: len(body) // 2], lambda body: b"\0" * len(body), lambda _: b"no desk at all"])
def test_what_was_made_halfway_and_is_damaged_is_begun_again(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "link.desk"
    link.symlink_to(tmp_path / "far" / "a.desk")
    store = open_desk(link, kinds=KINDS, searchable=said)
    notes = [Note(str(number), "sea siren dam") for number in range(6)]
    IncrementalEngine(store, STEPS[:3], "0.1").add(notes)

    def breaking(records: Sequence[Record]) -> None:
        if records[0].id == "4":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        IncrementalEngine(store, STEPS, "0.2").renew(ready=breaking, share=2)
    [made] = (tmp_path / "far").glob("*.anew-*.desk")
    made.write_bytes(spoil(made.read_bytes()))
    IncrementalEngine(store, STEPS, "0.2").renew(share=2)
    assert kept(store) == from_scratch(notes)
    store.close()
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["a.desk"]


def test_two_steps_of_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match="name of its own"):
        IncrementalEngine(MemoryStore(KINDS), (STEPS[0], STEPS[0]))


def test_a_note_put_in_another_s_place_is_one_change() -> None:
    engine = IncrementalEngine(MemoryStore(KINDS, said), STEPS)
    engine.add([Note("a", "sea")])
    engine.change(added=[Note("a", "siren")], removed=[Note("a", "sea")], deed=Deed("2031-04-02", "Ana Vega", "replace", ("a",)))
    assert kept(engine.store) == from_scratch([Note("a", "siren")])
    assert len(engine.store.log()) == 1


def test_two_desks_merged_equal_one_desk_of_both() -> None:
    notes = [Note("a", "sea siren"), Note("b", "dam"), Note("a", "sea"), Note("c", "siren !")]
    one, other = (IncrementalEngine(MemoryStore(KINDS, said), STEPS) for _ in range(2))
    one.add(notes[:2])
    other.add(notes[1:])
    one.add(other.store.given())
    assert kept(one.store) == from_scratch(notes)


# With the steps of a desk

STORY = {
    "tribune.txt": "VARN, 3 May (Tribune) - The Orlo ferry sank off Varn on Sunday. At least 40 people were killed, Mayor Ana Vega said. "
    "“The ferry was overloaded,” she told reporters.",
    "standard.txt": "The Orlo ferry sank off Varn on Sunday. At least 4 people were killed, Mayor Ana Vega said. “The ferry was overloaded,” "
    "she told reporters. The ferry company denies it.",
    "voice.txt": "The ferry company Lumo said on Monday that the Orlo ferry carried 120 passengers. Mayor Vega said 46 people were killed.",
    "ledger.txt": "A strike closed the port of Kestrel, 600 dockers said. Union leader Tomas Brandt demanded a rise of 5%.",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """What reading the story gives: editions, and a failure for what holds no report."""
    folder = tmp_path_factory.mktemp("story")
    for name, text in STORY.items():
        (folder / name).write_text(text, encoding="utf-8")
    read = LocalEngine().run(READ[:1], downloads([folder], Given()))
    return [record for record in read if isinstance(record, Edition | Failure)]


def test_a_desk_that_is_added_to_has_the_ledger_of_a_run_from_scratch(readings: list[Record], tmp_path: Path) -> None:
    steps = (*READ[1:], *annotating(Kept()), *CONNECT)
    made = LocalEngine().run(steps, readings)
    assert {Alteration, Matter, Entry, Failure, Link} <= {type(record) for record in made}
    whole = [encode(record) for record in made]
    for seed in range(3):
        shuffled = list(readings)
        Random(seed).shuffle(shuffled)
        memory, file = MemoryStore(), open_desk(tmp_path / f"{seed}.desk")
        for store in (memory, file):
            engine = IncrementalEngine(store, steps)
            engine.add(shuffled[:2])
            engine.add(shuffled[1:4])
            engine.remove(shuffled[:1])
            engine.add(shuffled)
            assert kept(store) == whole
        assert file.check() == []
        file.close()
