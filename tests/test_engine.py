"""The local engine: dead letters, deduplication, keys."""

from collections.abc import Iterable, Sequence

from twosource.engine.local import LocalEngine
from twosource.errors import NotAnArticle
from twosource.model.codec import Record
from twosource.model.report import Failure
from twosource.step import Each, Group


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
