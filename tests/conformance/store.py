"""What every store must do. A back end's test inherits `StoreConformance` and gives `new`."""

from collections.abc import Iterable

import pytest

from toysteps import STEPS, Cluster, Note, Word
from twosource.engine.incremental import IncrementalEngine
from twosource.errors import StoreError, UsageError
from twosource.model.codec import Record
from twosource.model.report import Report
from twosource.model.search import Order, Query
from twosource.store.base import GIVEN, Deed, Identity, Store, Voice, seal

NEWS = (
    Note("a", "Ortiz fears that the dam at Pellworth gives way. Ortiz was warned", "Pellworth"),
    Note("b", "Vega denies that the dam was weak", "Harlan Falls"),
    Note("c", "Ortiz and the siren of the dam dam dam", "Pellworth"),
)


def written(store: Store, *records: Record) -> None:
    """Vouched for as given, each by itself."""
    with store.writing() as writing:
        writing.vouch(GIVEN, {record.id: [seal(record)] for record in records})


def shown(store: Store) -> list[Record]:
    return list(store.records(Record))


def broken_off(store: Store) -> None:
    """A change that does much and fails at its end."""
    with store.writing() as writing:
        writing.vouch(GIVEN, {"a": [], "b": [seal(Note("b"))]})
        writing.put("name", "value")
        writing.note(Deed("2031-01-01", "desk", "add"))
        raise KeyboardInterrupt


class StoreConformance:
    """Tests of the `Store` protocol."""

    def new(self) -> Store:
        """A store without records, for the kinds of toys, searched by `toysteps.said`."""
        raise NotImplementedError

    @pytest.fixture
    def store(self) -> Iterable[Store]:
        store = self.new()
        yield store
        assert store.check() == []
        store.close()

    def test_records_come_in_order_of_kind_and_id(self, store: Store) -> None:
        written(store, Word("b"), Note("z"), Word("a"), Note("é"))
        assert shown(store) == [Note("z"), Note("é"), Word("a"), Word("b")]
        assert list(store.records(Word)) == [Word("a"), Word("b")]
        assert list(store.records(Report)) == []

    def test_one_record_is_found_by_its_id(self, store: Store) -> None:
        written(store, Word("a"), Note("a", "text"))
        assert store.get(Note, "a") == Note("a", "text")
        assert store.get(Note, "b") is None

    def test_a_record_is_there_while_somebody_vouches_for_it(self, store: Store) -> None:
        with store.writing() as writing:
            writing.vouch("one", {"x": [seal(Word("a"))], "y": [seal(Word("a")), seal(Word("b"))]})
        with store.writing() as writing:
            writing.vouch("one", {"y": []})
        assert shown(store) == [Word("a")]
        with store.writing() as writing:
            assert writing.vouched("one", ["x", "y"]) == {"x": {seal(Word("a")).stamp}}
            writing.vouch("one", {"x": []})
        assert shown(store) == []

    def test_of_two_bodies_the_one_of_the_smaller_digest_is_shown(self, store: Store) -> None:
        bodies = sorted((Word("a", by) for by in "stu"), key=lambda word: seal(word).stamp.digest)
        with store.writing() as writing:
            for number, body in enumerate(bodies):
                writing.vouch("step", {str(number): [seal(body)]})
            assert writing.voices([Identity("Word", "a"), Identity("Word", "none")]) == {
                Identity("Word", "a"): frozenset(Voice("step", seal(body).stamp.digest) for body in bodies),
                Identity("Word", "none"): frozenset(),
            }
        assert shown(store) == [bodies[0]]
        with store.writing() as writing:
            writing.vouch("step", {"0": []})
        assert shown(store) == [bodies[1]]
        assert store.get(Word, "a") == bodies[1]

    def test_given_is_what_no_step_made(self, store: Store) -> None:
        written(store, Word("a"), Word("b"))
        with store.writing() as writing:
            writing.vouch("step", {"x": [seal(Word("a")), seal(Word("c"))]})
        assert list(store.given()) == [Word("a"), Word("b")]

    def test_a_change_that_fails_leaves_nothing(self, store: Store) -> None:
        written(store, Note("a"))
        with pytest.raises(KeyboardInterrupt):
            broken_off(store)
        assert shown(store) == [Note("a")]
        assert store.about("name") is None
        assert store.log() == []

    def test_a_reader_goes_on_with_the_moment_it_began_at(self, store: Store) -> None:
        written(store, *(Note(f"{number:04}") for number in range(1000)))
        reader = store.records(Note)
        first = next(reader)
        with store.writing() as writing:
            writing.vouch(GIVEN, {f"{number:04}": [] for number in range(1000)})
            assert store.get(Note, "0000") == Note("0000")  # what is not yet kept is not yet seen
        assert len([first, *reader]) == 1000
        assert shown(store) == []

    def test_keys_find_the_records_filed_under_them(self, store: Store) -> None:
        written(store, Word("a"), Word("b"))
        one, other = seal(Word("a")).stamp, seal(Word("b")).stamp
        with store.writing() as writing:
            writing.file("step", {one: ["x", "y"], other: ["y"]})
        with store.writing() as writing:
            assert writing.under("step", ["x", "y", "z"]) == {"x": [one], "y": [one, other]}
            assert writing.under("another", ["x"]) == {}
            assert writing.under("step", ["x", "y", "z"], most=1) == {"x": [one]}
            assert writing.filed("step", [one, other]) == {one: ["x", "y"], other: ["y"]}
        assert [store.under("step", key) for key in "xyz"] == [[Word("a")], [Word("a"), Word("b")], []]
        with store.writing() as writing:
            writing.file("step", {one: ["z"], other: []})
            assert writing.under("step", ["x", "y", "z"]) == {"z": [one]}
            assert writing.filed("step", [one, other]) == {one: ["z"]}

    def test_components_are_joined_and_parted(self, store: Store) -> None:
        written(store, Word("a"))
        with store.writing() as writing:
            writing.file("step", {seal(Word("a")).stamp: ["p", "q", "r", "s"]})
            writing.join("step", {"p": ["p", "q"], "r": ["r"]})
            assert writing.joined("step", ["p", "q", "r", "z"]) == {"p": "p", "q": "p", "r": "r"}
            assert writing.component("step", ["p", "r", "z"]) == {"p": ["p", "q"], "r": ["r"]}
            writing.join("step", {"r": [], "p": ["p", "q", "r", "s"]})
            assert writing.joined("step", ["q", "r"]) == {"q": "p", "r": "p"}
            assert writing.component("step", ["p", "r"]) == {"p": ["p", "q", "r", "s"]}

    def test_what_is_around_a_key_is_what_a_step_took_and_made_of_its_component(self, store: Store) -> None:
        engine = IncrementalEngine(store, STEPS)
        engine.add([Note("a", "sea"), Note("b", "dam"), Note("c", "s t")])
        assert [(type(one).__name__, one.id) for one in store.around("clusters", "it")] == [
            *(("Cluster", "is"), ("Initial", "s"), ("Initial", "t"), ("Note", "a"), ("Note", "c"))
        ]
        assert list(store.around("clusters", "none")) == []

    def test_a_moment_is_not_moved_by_what_is_written_meanwhile(self, store: Store) -> None:
        written(store, Note("a"))
        with store.moment() as now:
            assert [one.id for one in now.records(Note)] == ["a"]
            written(store, Note("b"))
            assert now.get(Note, "b") is None
            assert [one.id for one in now.records(Note)] == ["a"]
        assert shown(store) == [Note("a"), Note("b")]

    def test_more_arguments_than_a_statement_takes(self, store: Store) -> None:
        words = [Word(f"{number:05}") for number in range(3000)]
        written(store, *words)
        stamps = [seal(word).stamp for word in words]
        with store.writing() as writing:
            writing.file("step", {stamp: ["all", stamp.id] for stamp in stamps})
            assert writing.load(stamps) == dict(zip(stamps, words, strict=True))
            assert writing.under("step", ["all", *(word.id for word in words)])["all"] == stamps
            assert len(writing.voices([stamp.identity for stamp in stamps])) == len(stamps)

    def test_clearing_leaves_what_is_given(self, store: Store) -> None:
        written(store, Word("a"), Word("b"))
        with store.writing() as writing:
            writing.vouch("step", {"x": [seal(Word("a")), seal(Word("c"))]})
            writing.file("step", {seal(Word("c")).stamp: ["x"]})
            writing.join("step", {"x": ["x"]})
            writing.put("name", "value")
        with store.writing() as writing:
            assert writing.clear() == [seal(Word("a")).stamp, seal(Word("b")).stamp]
            assert writing.under("step", ["x"]) == {}
            assert writing.joined("step", ["x"]) == {}
        assert shown(store) == [Word("a"), Word("b")]
        assert store.about("name") == "value"

    def test_the_log_keeps_its_order(self, store: Store) -> None:
        deeds = [Deed("2031-04-02T10:00:00Z", "desk", "add", ("report-1", "report-2")), Deed("2031-04-01", "Ana Vega", "forget")]
        for deed in deeds:
            with store.writing() as writing:
                writing.note(deed)
        assert store.log() == deeds

    def test_what_is_known_is_replaced(self, store: Store) -> None:
        for value in ("one", "other"):
            with store.writing() as writing:
                writing.put("name", value)
                assert writing.about("name") == value
        assert store.about("name") == "other"

    def test_a_kind_that_the_store_was_not_opened_for_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreError, match="Report"):
            written(store, Report("report-1", "a.txt", ("a.txt",), "text"))

    def test_an_engine_runs_over_it(self, store: Store) -> None:
        engine = IncrementalEngine(store, STEPS)
        engine.add(NEWS, Deed("2031-01-01", "desk", "add"))
        engine.remove(NEWS[1:2])
        engine.add(NEWS[:1])
        assert engine.check() == []
        before = shown(store)
        engine.rebuild()
        assert shown(store) == before
        assert engine.check() == []

    # Search

    def found(self, store: Store, words: str = "", **asked: object) -> list[str]:
        return [one.said.text for one in store.search(Query(words, **asked))]

    def test_words_phrases_and_exclusions(self, store: Store) -> None:
        written(store, *NEWS)
        assert set(self.found(store, "DAM")) == {
            "Ortiz fears that the dam at Pellworth gives way",
            "Vega denies that the dam was weak",
            NEWS[2].text,
        }
        assert self.found(store, '"was warned"') == ["Ortiz was warned"]
        assert self.found(store, "“was weak” dam") == [NEWS[1].text]
        assert self.found(store, '"weak was"') == []
        assert set(self.found(store, "dam -siren")) == {"Ortiz fears that the dam at Pellworth gives way", NEWS[1].text}
        assert self.found(store, 'dam -"was weak" -siren') == ["Ortiz fears that the dam at Pellworth gives way"]
        assert set(self.found(store, "-dam")) == {"Ortiz was warned"}
        assert self.found(store, "dam siren weak") == []

    def test_words_may_be_the_speaker_s_or_the_place_s(self, store: Store) -> None:
        written(store, *NEWS)
        assert self.found(store, "harlan weak") == [NEWS[1].text]
        assert self.found(store, speaker="vega") == [NEWS[1].text]
        assert self.found(store, "dam", place="Falls Harlan") == [NEWS[1].text]
        assert self.found(store, speaker="Vega", place="Pellworth") == []

    def test_accents_and_case_make_no_difference(self, store: Store) -> None:
        written(store, Note("a", "Škoda spoke in Malmö"))
        assert self.found(store, "skoda MALMO") == ["Škoda spoke in Malmö"]

    @pytest.mark.parametrize("words", ["???", "-", '"', '""', "-??", "…"])
    def test_what_no_text_can_hold_is_not_found(self, store: Store, words: str) -> None:
        written(store, *NEWS)
        assert self.found(store, words) == []
        assert self.found(store, "dam", speaker=words) == []

    @pytest.mark.parametrize(
        "words", ["dam AND", "dam OR", "NEAR(dam siren)", "text:dam", "{text}:dam", "dam*", "^dam", "(dam", "dam)", '"dam', "dam\0", "da'm", "--dam", "dam -", "+dam", "NOT"]
    )  # fmt: skip
    def test_no_words_are_a_mistake(self, store: Store, words: str) -> None:
        written(store, *NEWS)
        self.found(store, words)
        self.found(store, words, order=Order.BEST)
        self.found(store, speaker=words, place=words, story=words, standing=words, since=words, until=words)

    def test_story_standing_and_time(self, store: Store) -> None:
        written(store, Cluster("cluster-1", ("dam",)), Cluster("cluster-2", ("dam",)))
        assert [one.id for one in store.search(Query("dam", story="cluster-1"))] == ["cluster-1"]
        assert [one.id for one in store.search(Query(story="cluster-2"))] == ["cluster-2"]
        assert self.found(store, standing="disputed") == self.found(store, "dam", standing="disputed") == []

    def test_newest_come_first_and_what_is_undated_last(self, store: Store) -> None:
        written(
            store,
            *(
                Note(day or "none", f"the dam. {day}")
                for day in ("", "2031-04-02", "2031-04-10T08:00:00Z", "2030-01-01", "2031-04-02T08:00:00Z")
            ),
        )
        days = ["2031-04-10T08:00:00Z", "2031-04-02T08:00:00Z", "2031-04-02", "2030-01-01", "none"]
        assert [one.id for one in store.search(Query("dam"))] == days
        assert [one.id for one in store.search(Query("dam", since="2031-04-02"))] == days[:3]
        assert [one.id for one in store.search(Query("dam", until="2031-04-02"))] == days[1:4]
        assert [one.id for one in store.search(Query("dam", speaker="the", since="2031-04-02", until="2031-04-02"))] == days[1:3]

    def test_the_best_come_first(self, store: Store) -> None:
        written(store, *NEWS, *(Note(str(number), "nothing of the kind") for number in range(5)))
        found = self.found(store, "dam", order=Order.BEST)
        assert found[0] == NEWS[2].text
        assert len(found) == 3

    @pytest.mark.parametrize("order", Order)
    @pytest.mark.parametrize("words", ["", "dam", "-weak"])
    def test_a_search_goes_on_where_it_stopped(self, store: Store, order: Order, words: str) -> None:
        written(store, *NEWS, *(Note(str(number), "the dam" + " of stone" * number) for number in range(10)))
        whole = store.search(Query(words, order=order))
        pages = []
        after = None
        while page := store.search(Query(words, order=order, limit=3, after=after)):
            pages.extend(page)
            after = page[-1].mark
        assert pages == whole
        assert len(whole) == len({one.mark for one in whole}) >= 12

    def test_a_mark_of_another_s_is_refused(self, store: Store) -> None:
        with pytest.raises(UsageError, match="mark"):
            store.search(Query("dam", after="page 2"))

    def test_what_is_gone_is_not_found(self, store: Store) -> None:
        written(store, *NEWS)
        with store.writing() as writing:
            writing.vouch(GIVEN, {"a": [seal(Note("a", "another text"))], "c": []})
        assert self.found(store, "dam") == [NEWS[1].text]
        assert self.found(store, "another") == ["another text"]
