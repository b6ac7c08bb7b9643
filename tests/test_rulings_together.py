"""Judgements in any order, taken back, about what is gone, against each other: no step breaks and no report is lost."""

import random
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judged import (
    APPEAL,
    COASTGUARD,
    COPY,
    EARLY,
    FINED,
    LATE,
    PILOTS,
    REPORTS,
    UNION,
    WIRE,
    annotated,
    annotations,
    before,
    copies,
    entity,
    of,
    only,
    own,
    ran,
    story,
)
from twosource.connect.rulings import confirmed, copied, merged, rejected, renamed, split
from twosource.desk import CONNECT
from twosource.engine.local import LocalEngine
from twosource.errors import UsageError
from twosource.model.claim import Form
from twosource.model.codec import Record, decode, encode
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Conflict,
    EntityCluster,
    Entry,
    Judgement,
    Link,
    LinkKind,
    Matter,
    Origin,
    Ruling,
    Story,
)

EVERY = (
    lambda: merged(entity("Seamen's Union"), entity("Josk Tarn"), "Ana Lis"),
    lambda: split(entity("Josk Tarn"), own("Tarn", WIRE), by="Ana Lis", annotations=annotations()),
    lambda: renamed(entity("Josk Tarn"), "Josef Tarn", "Ana Lis"),
    lambda: merged(story(WIRE), story(FINED), "Ana Lis"),
    lambda: split(story(WIRE), COPY.id, UNION.id, by="Ana Lis"),
    lambda: renamed(story(WIRE), "The loss of the Alda", "Ana Lis"),
    lambda: copied(PILOTS, UNION, "Ana Lis"),
    lambda: rejected(copies(), "Ana Lis"),
    *(
        lambda judge=judge, find=find: judge(find(), "Ana Lis")
        for judge in (confirmed, rejected)
        for find in (
            lambda: only(Conflict),
            lambda: only(Agreement),
            lambda: only(Change),
            lambda: only(Alteration),
            lambda: of(Entry)[0],
            lambda: entity("Josk Tarn"),
            lambda: story(WIRE),
        )
    ),
)


def bodies(records: Sequence[Record]) -> list[bytes]:
    return sorted(encode(one) for one in records)


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_a_judgement_that_is_taken_back_leaves_no_trace(number: int) -> None:
    said = EVERY[number]()
    found = ran(*said)
    assert bodies([one for one in found if one not in said]) != bodies(before())
    taken_back = LocalEngine().run(CONNECT, annotated())
    assert bodies(taken_back) == bodies(before())


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_a_judgement_survives_writing_and_reading(number: int) -> None:
    for one in EVERY[number]():
        assert decode(encode(one), type(one)) == one


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_a_judgement_about_what_is_no_longer_there_changes_nothing(number: int) -> None:
    said = EVERY[number]()
    gone = [WIRE, COPY, UNION, COASTGUARD, PILOTS, EARLY, LATE]
    assert bodies([one for one in ran(*said, without=gone) if one not in said]) == bodies(ran(without=gone))
    for lost in gone:
        ran(*said, without=[lost])


def test_the_same_judgement_is_one_record() -> None:
    assert merged(WIRE, FINED, "Ana Lis") == merged(FINED, WIRE, " Ana  Lis ")
    assert merged(WIRE, FINED, "Ana Lis") != merged(WIRE, FINED, "Jo Serr")


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_partitions_make_a_difference(seed: int) -> None:
    said = [one for every in EVERY for one in every()]
    shuffled = random.Random(seed).sample(said, len(said))
    assert bodies(ran(*shuffled, partitions=3)) == bodies(ran(*said))


def test_of_two_who_contradict_each_other_the_one_who_says_no_prevails() -> None:
    yes, no = (
        merged(WIRE, FINED, "Ana Lis"),
        [msgspec.structs.replace(merged(WIRE, FINED, "Jo Serr")[0], id="link-zz", judgement=Judgement.NEGATIVE)],
    )
    assert len(of(Matter, ran(*yes, *no))) == 2
    both = ran(*confirmed(only(Conflict), "Ana Lis"), *rejected(only(Conflict), "Jo Serr"))
    assert only(Conflict, both).ruled.by == "Jo Serr"
    names = [*renamed(entity("Josk Tarn"), "Josef Tarn", "Ana Lis"), *renamed(entity("Josk Tarn"), "Jost Tarn", "Jo Serr")]
    assert entity(min(names, key=lambda one: one.id).name or "", ran(*names))


def test_both_are_heard_where_both_can_be() -> None:
    found = ran(*merged(FINED, COPY, "Ana Lis"), *split(story(WIRE), COPY.id, by="Jo Serr"))
    assert set(story(FINED, found).reports) == {FINED.id, APPEAL.id, COPY.id}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: merged(WIRE, WIRE, "Ana Lis"),
        lambda: merged(story(WIRE), WIRE, "Ana Lis"),
        lambda: split(story(WIRE), by="Ana Lis"),
        lambda: split(story(WIRE), FINED.id, by="Ana Lis"),
        lambda: split(story(FINED), FINED.id, APPEAL.id, by="Ana Lis"),
        lambda: renamed(story(WIRE), "  ", "Ana Lis"),
        lambda: rejected(only(Conflict), " "),
        lambda: rejected(next(one for one in of(Link) if one.kind is LinkKind.SAME_MATTER), "Ana Lis"),
        lambda: copied(WIRE, WIRE, "Ana Lis"),
    ],
)
def test_what_cannot_be_judged_is_refused(wrong: Any) -> None:
    with pytest.raises(UsageError):
        wrong()


ENDS = [one.id for one in REPORTS]
PEOPLE = st.sampled_from(["Ana Lis", "Jo Serr"])


@st.composite
def links(draw: st.DrawFn, *kinds: LinkKind) -> Link:
    kind = draw(st.sampled_from(kinds))
    members = sorted(member for one in of(EntityCluster) for member in one.members)
    left, right = (draw(st.sampled_from([*(members if kind is LinkKind.SAME_ENTITY else ENDS), "gone"])) for _ in range(2))
    judgement, by = draw(st.sampled_from(list(Judgement))), draw(PEOPLE)
    reports = (draw(st.sampled_from(ENDS)),) if kind is LinkKind.SAME_ENTITY else ()
    return Link(f"link-{kind}{left}{right}{judgement}{by}", kind, left, right, judgement, 1.0, (), (), by, "", reports)


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    things = [*of(Conflict), *of(Agreement), *of(Change), *of(Alteration), *of(Entry), *of(EntityCluster), *of(Story)]
    found, by = draw(st.sampled_from(things)), draw(PEOPLE)
    if isinstance(found, EntityCluster | Story) and draw(st.booleans()):
        (made,) = renamed(found, draw(st.sampled_from(["Josef", "The Alda"])), by)
    else:
        (made,) = draw(st.sampled_from([confirmed, rejected]))(found, by)
    assert isinstance(made, Ruling)
    return made


@settings(max_examples=40)
@given(st.lists(st.one_of(links(*LinkKind), rulings()), max_size=14))
def test_no_judgements_break_a_step_or_lose_a_report(said: list[Record]) -> None:
    found = ran(*said)
    stories = of(Story, found)
    parents = {one.parent for one in stories}
    members = sorted(member for one in of(EntityCluster) if one.form is Form.NAME for member in one.members)
    assert sorted(one for matter in of(Matter, found) for one in matter.reports) == sorted(ENDS)
    assert sorted(one for told in stories if told.id not in parents for one in told.reports) == sorted(ENDS)
    assert sorted(one for cluster in of(EntityCluster, found) if cluster.form is Form.NAME for one in cluster.members) == members
    assert sorted(one for origin in of(Origin, found) for one in origin.reports) == sorted(ENDS)


@settings(max_examples=40)
@given(st.lists(links(LinkKind.SAME_MATTER), max_size=10))
def test_who_are_to_be_apart_are_and_who_are_to_be_together_are_unless_that_forbids_it(said: list[Link]) -> None:
    matter_of = {one: matter.id for matter in of(Matter, ran(*said)) for one in matter.reports}
    pairs = {
        judgement: [(one.left, one.right) for one in said if one.judgement is judgement and one.left != one.right]
        for judgement in Judgement
    }
    for left, right in pairs[Judgement.NEGATIVE]:
        assert left == "gone" or right == "gone" or matter_of[left] != matter_of[right]
    if not pairs[Judgement.NEGATIVE]:
        assert all(matter_of[left] == matter_of[right] for left, right in pairs[Judgement.POSITIVE] if "gone" not in (left, right))
