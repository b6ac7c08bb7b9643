"""The local engine: dead letters, deduplication, keys."""

import itertools
from collections.abc import Iterable, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from twosource.engine.local import LocalEngine
from twosource.errors import NotAnArticle
from twosource.model.codec import Record
from twosource.model.report import Failure
from twosource.step import Each, Group, Linked


class Word(Record, frozen=True):
    id: str
    path: str = ""


class Pair(Record, frozen=True):
    id: str


def shouted(word: Word) -> Iterable[Word]:
    if word.id == "broken":
        raise NotAnArticle("there is no prose in it")
    if word.id == "bug":
        raise ZeroDivisionError("a bug")
    yield Word(id=word.id.upper(), path=word.path)


def paired(key: str, words: Sequence[Word]) -> Iterable[Pair]:
    yield Pair(id=key + ":" + "+".join(word.id for word in words))


def ids(records: Iterable[Record], kind: type[Record]) -> list[str]:
    return [record.id for record in records if isinstance(record, kind)]


def test_a_record_that_breaks_a_step_is_a_failure_and_the_others_go_on() -> None:
    made = LocalEngine().run([Each("shout", Word, shouted)], [Word("a"), Word("broken", "b.txt"), Word("bug", "c.txt")])
    assert ids(made, Word) == ["A", "a", "broken", "bug"]
    failures = {(one.path, one.stage, one.error) for one in made if isinstance(one, Failure)}
    assert failures == {("b.txt", "shout", "there is no prose in it"), ("c.txt", "shout", "ZeroDivisionError: a bug")}


def test_a_group_sees_its_records_once_each_and_sorted_by_id() -> None:
    step = Group("pair", (Word,), lambda word: (word.path, word.path), paired)
    made = LocalEngine().run([step], [Word("b", "x"), Word("a", "x"), Word("b", "x"), Word("c", "y")])
    assert ids(made, Pair) == ["x:a+b", "y:c"]


def test_progress_is_told_for_every_step() -> None:
    seen: list[tuple[str, int, int]] = []
    LocalEngine(progress=lambda *told: seen.append(told)).run([Each("shout", Word, shouted)], [Word("a"), Word("b")])
    assert seen == [("shout", 1, 2), ("shout", 2, 2)]


def gone(key: str, words: Sequence[Word]) -> Iterable[Pair]:
    if key == "x":
        raise LookupError("no such\nword")
    yield from paired(key, words)


def test_a_group_that_breaks_a_step_is_a_failure_on_one_line_and_the_others_go_on() -> None:
    made = LocalEngine().run([Group("pair", (Word,), lambda word: (word.path,), gone)], [Word("a", "x"), Word("b", "y")])
    assert ids(made, Pair) == ["y:b"]
    assert [(one.path, one.error) for one in made if isinstance(one, Failure)] == [("x", "LookupError: no such word")]


def letters(word: Word) -> Iterable[str]:
    if word.path == "?":
        raise LookupError("no letters")
    return word.path


def test_records_that_share_a_key_through_others_are_linked_under_the_smallest_key() -> None:
    step = Linked("pair", (Word,), letters, paired)
    made = LocalEngine().run([step], [Word("a", "xy"), Word("b", "zy"), Word("c", "zp"), Word("d", "q"), Word("e"), Word("d", "q")])
    assert ids(made, Pair) == ["p:a+b+c", "q:d"]


@given(st.lists(st.text("abcdefgh", max_size=3), max_size=8), st.randoms(), st.integers(1, 4))
def test_components_do_not_depend_on_order_or_partitions(keys: list[str], random: Random, partitions: int) -> None:
    words = [Word(str(number), path) for number, path in enumerate(keys)]
    shuffled = list(words)
    random.shuffle(shuffled)
    step = Linked("pair", (Word,), letters, paired)
    made = LocalEngine().run([step], words)
    assert made == LocalEngine(partitions).run([step], shuffled)
    component_of = {word: pair.id for pair in made if isinstance(pair, Pair) for word in pair.id.partition(":")[2].split("+")}
    assert set(component_of) == {word.id for word in words if word.path}
    for one, other in itertools.combinations([word for word in words if word.path], 2):
        if set(one.path) & set(other.path):
            assert component_of[one.id] == component_of[other.id]


def test_a_record_whose_keys_cannot_be_told_is_a_failure_and_the_others_go_on() -> None:
    for shape in (Group, Linked):
        made = LocalEngine().run([shape("pair", (Word,), letters, paired)], [Word("a", "x"), Word("b", "?")])
        assert ids(made, Pair) == ["x:a"]
        assert [(one.path, one.stage, one.error) for one in made if isinstance(one, Failure)] == [("?", "pair", "LookupError: no letters")]


@given(st.permutations([Word("a", "1"), Word("a", "2"), Word("a", "3"), Word("b")]))
def test_of_records_that_share_an_id_the_same_one_stands_whatever_the_order(words: list[Word]) -> None:
    assert LocalEngine().run([], words) == LocalEngine().run([], sorted(words, key=lambda word: word.path))
