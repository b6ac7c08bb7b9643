"""What people judge is obeyed by the steps: joined, parted, named, confirmed, rejected."""

from typing import Any

import msgspec
import pytest

from judged import (
    APPEAL,
    COASTGUARD,
    COPY,
    FERRY,
    FINED,
    PILOTS,
    REPORTS,
    UNION,
    WIRE,
    annotations,
    copies,
    entity,
    of,
    only,
    own,
    ran,
    story,
)
from twosource.connect.rulings import confirmed, copied, merged, rejected, renamed, split
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Conflict,
    ConflictStatus,
    EntityCluster,
    Entry,
    Matter,
    Origin,
    Standing,
    Story,
)


def test_the_story_has_one_of_each_kind() -> None:
    assert {len(of(kind)) for kind in (Conflict, Agreement, Change, Alteration)} == {1}
    assert sorted(len(one.reports) for one in of(Matter)) == [2, len(FERRY)]


def test_entities_that_a_person_joins_are_one() -> None:
    left, right = entity("Seamen's Union"), entity("Josk Tarn")
    joined = entity("Josk Tarn", ran(*merged(left, right, "Ana Lis")))
    assert set(joined.members) == {*left.members, *right.members}
    assert "Seamen's Union" in joined.aliases


def test_members_that_a_person_parts_are_an_entity_of_their_own_and_the_rest_stays_together() -> None:
    tarn, parted = entity("Josk Tarn"), own("Tarn", WIRE)
    clusters = of(EntityCluster, ran(*split(tarn, parted, by="Ana Lis")))
    assert [one.members for one in clusters if parted in one.members] == [(parted,)]
    assert [set(one.members) for one in clusters if own("Josk Tarn", UNION) in one.members] == [set(tarn.members) - {parted}]


def test_two_that_are_parted_together_stay_together() -> None:
    tarn, parted = entity("Josk Tarn"), (own("Tarn", WIRE), own("Tarn", COPY))
    clusters = of(EntityCluster, ran(*split(tarn, *parted, by="Ana Lis")))
    assert [set(one.members) for one in clusters if parted[0] in one.members] == [set(parted)]


def test_a_member_that_nobody_judged_goes_where_most_bear_its_name() -> None:
    tarn = entity("Josk Tarn")
    said = [
        one for one in split(tarn, own("Tarn", WIRE), by="Ana Lis") if own("Tarn", COPY) not in (one.left, one.right)
    ]  # as if the copy had come later
    clusters = of(EntityCluster, ran(*said))
    assert [set(one.members) for one in clusters if own("Tarn", WIRE) in one.members] == [{own("Tarn", WIRE), own("Tarn", COPY)}]


def test_an_entity_whose_ids_a_new_version_changed_is_known_by_its_words() -> None:
    tarn, parted = entity("Josk Tarn"), own("Tarn", WIRE)
    said = [
        msgspec.structs.replace(one, left="entity-gone", right="entity-lost")
        for one in split(tarn, parted, by="Ana Lis", annotations=annotations())
    ]
    named = msgspec.structs.replace(renamed(tarn, "Josef Tarn", "Ana Lis")[0], about="entity-gone")
    found = ran(*said, named)
    assert [one.members for one in of(EntityCluster, found) if parted in one.members] == [(parted,)]
    assert "Josk Tarn" in entity("Josef Tarn", found).aliases


def test_an_entity_bears_the_name_that_a_person_gives_it() -> None:
    found = entity("Josef Tarn", ran(*renamed(entity("Josk Tarn"), " Josef  Tarn", "Ana Lis")))
    assert {"Josk Tarn", "Tarn"} <= set(found.aliases)
    assert "Ana Lis gave the name" in found.why
    assert found.members == entity("Josk Tarn").members


def test_reports_that_a_person_joins_are_of_one_matter_and_one_story() -> None:
    found = ran(*merged(story(WIRE), story(FINED), "Ana Lis"))
    assert len(only(Matter, found).reports) == len(REPORTS)
    assert set(story(WIRE, found).reports) == {one.id for one in REPORTS}


def test_reports_years_apart_that_a_person_joins_are_one_story() -> None:
    later = msgspec.structs.replace(APPEAL, id="report-later", published="2029-03-05")
    (held,) = [one for one in annotations() if one.report == APPEAL.id]
    other = [later, msgspec.structs.replace(held, id="annotation-later", report=later.id)]
    assert story(FINED, ran(*other, without=[APPEAL])).id != story(later, ran(*other, without=[APPEAL])).id
    found = ran(*other, *merged(FINED, later, "Ana Lis"), without=[APPEAL])
    assert story(FINED, found) == story(later, found)


def test_a_report_that_a_person_parts_is_a_matter_of_its_own_even_if_it_is_a_copy() -> None:
    found = ran(*split(story(WIRE), COPY.id, by="Ana Lis"))
    assert sorted(len(one.reports) for one in of(Matter, found)) == [1, 2, len(FERRY) - 1]
    assert story(COPY, found).reports == (COPY.id,)
    assert story(COPY, found).parent is None
    assert {one.id for one in FERRY} - {COPY.id} == set(story(WIRE, found).reports)


def test_a_story_bears_the_title_that_a_person_gives_it() -> None:
    found = ran(*renamed(story(WIRE), "The loss of the Alda", "Ana Lis"))
    assert story(COASTGUARD, found).title == "The loss of the Alda"
    assert story(FINED, found) == story(FINED)


def test_a_copy_that_a_person_denies_is_an_origin_of_its_own() -> None:
    found = ran(*rejected(copies(), "Ana Lis"))
    assert {one.reports for one in of(Origin, found) if COPY.id in one.reports} == {(COPY.id,)}
    assert not of(Alteration, found)


def test_a_copy_that_a_person_sees_shares_its_origin_and_says_who_saw_it() -> None:
    found = ran(*copied(PILOTS, UNION, "Ana Lis"))
    (origin,) = [one for one in of(Origin, found) if PILOTS.id in one.reports]
    assert (origin.reports, origin.primary) == (tuple(sorted((PILOTS.id, UNION.id))), UNION.id)
    assert origin.why[0].detail == "Ana Lis says so"


def test_a_copy_that_a_person_confirms_keeps_its_grounds() -> None:
    (origin,) = [one for one in of(Origin, ran(*confirmed(copies(), "Ana Lis"))) if COPY.id in one.reports]
    assert origin.why[0].detail.startswith(copies().reasons[0])
    assert origin.why[0].detail.endswith("Ana Lis says so")
    assert origin.why[0].cites == copies().cites


@pytest.mark.parametrize("kind", [Conflict, Agreement, Change, Alteration])
@pytest.mark.parametrize("judge", [confirmed, rejected])
def test_what_is_judged_stays_and_is_marked(kind: type[Any], judge: Any) -> None:
    found = only(kind, ran(*judge(only(kind), "Ana Lis", "by telephone")))
    assert (found.ruled.verdict, found.ruled.by, found.ruled.note) == (judge.__name__, "Ana Lis", "by telephone")
    assert found.id == only(kind).id


def test_a_conflict_that_is_rejected_disputes_nothing() -> None:
    found = ran(*rejected(only(Conflict), "Ana Lis"))
    assert only(Conflict, found).status is ConflictStatus.REJECTED
    assert [one for one in of(Entry) if one.standing is Standing.DISPUTED]
    assert not [one for one in of(Entry, found) if one.standing is Standing.DISPUTED]


def test_a_conflict_that_is_confirmed_is_as_open_as_before() -> None:
    assert only(Conflict, ran(*confirmed(only(Conflict), "Ana Lis"))).status is ConflictStatus.OPEN


def test_a_line_an_entity_and_a_story_are_marked() -> None:
    line, people, matter = of(Entry)[0], entity("Josk Tarn"), story(FINED)
    found = ran(*confirmed(line, "Ana Lis"), *rejected(people, "Ana Lis"), *rejected(matter, "Ana Lis"))
    assert [one.id for one in of(Entry, found) if one.ruled] == [line.id]
    assert [one.id for one in of(EntityCluster, found) if one.ruled] == [people.id]
    assert [one.id for one in of(Story, found) if one.ruled] == [matter.id]


def test_a_conflict_that_a_report_joined_since_is_known_again() -> None:
    clash = only(Conflict)
    earlier = msgspec.structs.replace(rejected(clash, "Ana Lis")[0], about="conflict-before")
    assert only(Conflict, ran(earlier)).status is ConflictStatus.REJECTED
    of_one_side = msgspec.structs.replace(earlier, sides=(clash.sides[0].cites, clash.sides[0].cites))
    of_another_kind = msgspec.structs.replace(earlier, kind="time")
    assert only(Conflict, ran(of_one_side)).status is ConflictStatus.OPEN
    assert only(Conflict, ran(of_another_kind)).status is ConflictStatus.OPEN


def test_a_line_that_has_grown_beyond_what_was_judged_is_shown_again() -> None:
    twice = only(Agreement)
    (said,) = rejected(twice, "Ana Lis")
    one_cite = msgspec.structs.replace(said, sides=(twice.cites[:1],))
    assert not only(Agreement, ran(one_cite)).ruled
