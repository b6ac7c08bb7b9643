"""Every store does what `conformance.store` asks; what only a desk file has is in `test_desk_file`."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.store import StoreConformance
from toysteps import KINDS, Note, said
from twosource.model.search import Order, Query
from twosource.store.base import GIVEN, Store, seal
from twosource.store.memory import MemoryStore
from twosource.store.sqlite.opening import open_desk


class TestMemory(StoreConformance):
    def new(self) -> Store:
        return MemoryStore(KINDS, said)


class TestSqlite(StoreConformance):
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> None:
        self.path = tmp_path / "toysteps.desk"

    def new(self) -> Store:
        return open_desk(self.path, kinds=KINDS, searchable=said)


phrases = st.text('ab.-" “', max_size=8)


@given(
    st.lists(st.builds(Note, st.text("ab2", min_size=1, max_size=3), phrases, phrases), max_size=6, unique_by=lambda note: note.id),
    phrases,
    phrases,
)
@settings(max_examples=60, deadline=None)
def test_a_desk_file_finds_what_looking_at_everything_finds(notes: list[Note], words: str, name: str) -> None:
    with TemporaryDirectory() as folder:
        memory, file = MemoryStore(KINDS, said), open_desk(Path(folder, "toysteps.desk"), kinds=KINDS, searchable=said)
        for store in (memory, file):
            with store.writing() as writing:
                writing.vouch(GIVEN, {note.id: [seal(note)] for note in notes})
        for query in (Query(words), Query(words, speaker=name), Query(place=name), Query(words, story="a", since="2")):
            assert file.search(query) == memory.search(query)
        best = [{one.said.text for one in store.search(Query(words, order=Order.BEST))} for store in (memory, file)]
        assert best[0] == best[1]
        file.close()


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_desk(tmp_path_factory.mktemp("desk") / "toysteps.desk", kinds=KINDS, searchable=said)
    with store.writing() as writing:
        writing.vouch(GIVEN, {"a": [seal(Note("a", "the dam"))]})
    yield store
    store.close()


anything = st.text(st.characters(codec=None))


@given(anything, anything, st.sampled_from(Order))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_searched_for(searched: Store, words: str, name: str, order: Order) -> None:
    searched.search(Query(words, order=order))
    searched.search(Query(words, speaker=name, story=name, standing=words, since=name, until=words, order=order))
