"""What people judge is obeyed by the steps, whatever the order, and taken back without a trace."""

import functools
import random
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import report
from twosource.annotate.tagger.kept import Kept
from twosource.connect.rulings import confirmed, copied, merged, rejected, renamed, split
from twosource.desk import CONNECT, annotating
from twosource.engine.local import LocalEngine
from twosource.errors import UsageError
from twosource.model.claim import Annotation
from twosource.model.codec import Record, decode, encode
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Conflict,
    ConflictStatus,
    EntityCluster,
    Entry,
    Judgement,
    Link,
    LinkKind,
    Matter,
    Origin,
    Ruling,
    Standing,
    Story,
)
from twosource.model.report import Failure, Report

R = TypeVar("R", bound=Record)

SANK = "missing from the ferry Alda."
ABOARD = (
    "The ferry Alda sank off Port Ester on Monday with {} people on board. Tarn said nobody had warned the harbour of the storm. "
    "The tugs turned back about six miles from the ferry."
)
COASTGUARD = report(
    f"The coastguard said on Tuesday evening that 31 people were {SANK} Harbour master Josk Tarn sent two tugs to the ferry.",
    outlet="Ester Mail",
    published="2025-03-04T20:00:00Z",
)
UNION = report(
    f"The Seamen's Union said on Tuesday evening that 58 people were {SANK} The tugs that Josk Tarn sent came too late for the ferry.",
    outlet="Sorn News",
    published="2025-03-04T20:30:00Z",
)
WIRE = report(ABOARD.format(212), outlet="Tarlow Post", published="2025-03-05")
COPY = report(ABOARD.format(221), outlet="Tarlow Echo", published="2025-03-06")
PILOTS = report(
    "The tugs had turned back about 10 kilometres from the ferry Alda, which sank off Port Ester, the pilots said.",
    outlet="Serin Agency",
    published="2025-03-06",
)
EARLY = report(
    "At least 12 people were killed when the ferry Alda sank off Port Ester, the coastguard said.",
    outlet="Lindau Day",
    published="2025-03-04T09:00:00Z",
)
LATE = report(
    "The death toll from the sinking of the ferry Alda off Port Ester rose to 19, the coastguard said on Wednesday.",
    outlet="Lindau Post",
    published="2025-03-05T18:00:00Z",
)
FINED = report(
    "A court in Lindau fined the skipper Olaf Brandt 4,000 crowns for landing cod beyond the line. Judge Ines Holm read the ruling.",
    outlet="Ester Mail",
    published="2025-03-04",
)
APPEAL = report(
    "Skipper Olaf Brandt will appeal against the cod ruling, his lawyer said in Lindau. Judge Holm had fined him 4,000 crowns.",
    outlet="Sorn News",
    published="2025-03-05",
)
FERRY = (COASTGUARD, UNION, WIRE, COPY, PILOTS, EARLY, LATE)
REPORTS = (*FERRY, FINED, APPEAL)


@functools.cache
def annotated() -> tuple[Record, ...]:
    return tuple(LocalEngine().run(annotating(Kept()), REPORTS))


def ran(*said: Record, without: Sequence[Report] = (), partitions: int = 1) -> list[Record]:
    left_out = {one.id for one in without}
    held = [one for one in annotated() if getattr(one, "report", one.id) not in left_out]
    found = LocalEngine(partitions=partitions).run(CONNECT, [*said, *held])
    assert not [one for one in found if isinstance(one, Failure)]
    return found


@functools.cache
def before() -> tuple[Record, ...]:
    return tuple(ran())


def of(kind: type[R], records: Sequence[Record] | None = None) -> list[R]:
    return [one for one in (before() if records is None else records) if isinstance(one, kind)]


def only(kind: type[R], records: Sequence[Record] | None = None) -> R:
    (found,) = of(kind, records)
    return found


def entity(name: str, records: Sequence[Record] | None = None) -> EntityCluster:
    (found,) = [one for one in of(EntityCluster, records) if one.name == name]
    return found


def story(of_report: Report, records: Sequence[Record] | None = None) -> Story:
    held = of(Story, records)
    parents = {one.parent for one in held}
    (found,) = [one for one in held if of_report.id in one.reports and one.id not in parents]
    return found


def copies() -> Link:
    (found,) = [one for one in of(Link) if one.kind is LinkKind.COPY_OF]
    return found


def own(name: str, of_report: Report) -> str:
    """The report's own entity of that name."""
    (annotation,) = [one for one in annotated() if isinstance(one, Annotation) and one.report == of_report.id]
    return next(one.id for one in annotation.entities if one.name == name)


def annotations() -> list[Annotation]:
    return [one for one in annotated() if isinstance(one, Annotation)]


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
    assert found.why == ("Ana Lis gave the name",)
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
        functools.partial(judge, find, "Ana Lis")
        for judge in (lambda find, who: confirmed(find(), who), lambda find, who: rejected(find(), who))
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
    members = sorted(member for one in of(EntityCluster) for member in one.members)
    assert sorted(one for matter in of(Matter, found) for one in matter.reports) == sorted(ENDS)
    assert sorted(one for told in stories if told.id not in parents for one in told.reports) == sorted(ENDS)
    assert sorted(one for cluster in of(EntityCluster, found) for one in cluster.members) == members
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
