"""Words that weaken: the examples of the hedge table, and words that only look like hedges."""

import pytest

from twosource.annotate.hedges import hedges
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import parse
from twosource.annotate.tagger import tag
from twosource.lang import language
from twosource.lang.hedges import Reading
from twosource.model.claim import HedgeClass
from twosource.model.report import Passage, PassageKind, Report, Span


def weakened(text: str) -> list[tuple[str, HedgeClass | None]]:
    report = Report(
        id="r", path="", paths=(), text=text, passages=(Passage(0, len(text), PassageKind.BODY),), sentences=(Span(0, len(text)),)
    )
    return [
        (text[hedge.start : hedge.end], hedge.class_)
        for hedge in hedges(parse(report), tag(report, paragraphs(report)).hedges, language("en"))
    ]


def test_the_hedge_table_finds_nearly_every_one_of_its_examples() -> None:
    table = [hedge for hedge in language("en").hedges.hedges if hedge.reading is not Reading.NEVER]
    missed = [hedge.example for hedge in table if hedge.class_ not in {found for _, found in weakened(hedge.example)}]
    assert len(missed) < len(table) / 10, missed  # the small parser misreads some short sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry sailed in May.", []),
        ("The crew appeared at noon.", []),
        ("She suggested closing the lane.", []),
        ("He wrote regarding the pier.", []),
        ("The dam may fail.", ["may"]),
        ("The wall will fail if it rains.", ["will", "if"]),
    ],
)
def test_a_word_is_a_hedge_only_in_its_hedging_use(text: str, words: list[str]) -> None:
    assert [found for found, _ in weakened(text)] == words


def test_if_that_stands_for_whether_is_an_inquiry() -> None:
    assert ("if", HedgeClass.INVESTIGATION) in weakened("She asked if the wall would hold.")
