"""Dates, words, order, revisions, timeline and figures as a desk reads them."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telling import annotated, briefed, cites_of, conflict, entry
from twosource.desk import Briefed
from twosource.model.claim import Annotation, Claim
from twosource.model.ledger import Change, Dossier, Side, Standing, Story
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.value import Bound, Quantity, When, WhenType
from twosource.tell.dates import bounded, day, moment, short_day, span
from twosource.tell.export import figures
from twosource.tell.export.view import desk
from twosource.tell.lines import lines
from twosource.tell.order import entries_in_order
from twosource.tell.revisions import revisions
from twosource.tell.timeline import timeline
from twosource.tell.voice import counted, dated, listed, matter, reports_listed, sentence, shortened, unstopped


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-08-12", "12 Aug 2025"),
        ("2025-08-12T07:00:00Z", "12 Aug 2025"),
        (None, "no date found"),
        ("", "no date found"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_unambiguous_or_said_to_be_missing(iso, words):
    assert day(iso) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2025-08-12T07:05:00Z", "12 Aug 2025, 07:05 UTC"), ("2025-08-12T00:00:00Z", "12 Aug 2025"), ("2025-08-12", "12 Aug 2025")],
)
def test_a_moment_has_its_zone(iso, words):
    assert moment(iso) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2025-08-12", "2025-08-25", "12 to 25 August 2025"),
        ("2025-08-12", None, "12 August 2025"),
        ("2025-07-30", "2025-08-02", "30 July to 2 August 2025"),
        ("2024-12-30", "2025-01-02", "30 Dec 2024 to 2 Jan 2025"),
        (None, None, "no date found"),
    ],
)
def test_a_span_is_said_once(since, until, words):
    assert span(since, until) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2025-08-12T04:00:00Z", "2025-08-12T04:01:00Z", "12 August 2025"),
        ("2025-08-12T17:00:00Z", "2025-08-13T00:00:00Z", "12 August 2025"),
        ("2025-08-12T00:00:00Z", "2025-08-14T00:00:00Z", "12 to 13 August 2025"),
        ("2025-08-01T00:00:00Z", "2025-09-01T00:00:00Z", "August 2025"),
        ("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2025"),
        ("0099-01-01T00:00:00Z", "0100-01-01T00:00:00Z", "99"),
        ("2025-08-12T00:00:00Z", None, "12 Aug 2025"),
        (None, None, "no time given"),
        ("nonsense", "2025-08-12T00:00:00Z", "12 Aug 2025"),
    ],
)
def test_an_interval_is_said_in_days(earliest, latest, words):
    assert bounded(earliest, latest) == words


@given(st.text(max_size=20) | st.none(), st.text(max_size=20) | st.none())
def test_no_date_whatever_breaks_the_words(first, second):
    for said in (day(first), short_day(first), moment(first), span(first, second), bounded(first, second)):
        assert isinstance(said, str)


def test_words_for_numbers_and_lists():
    assert (counted(1, "report"), counted(1200, "report")) == ("1 report", "1,200 reports")
    assert (listed([]), listed([1]), listed([1, 2, 3])) == ("", "1", "1, 2 and 3")
    assert reports_listed([4]) == "Report 4"
    assert reports_listed(list(range(1, 21)), 3) == "Reports 1, 2, 3 and 17 more"


@pytest.mark.parametrize(
    ("text", "told"),
    [("the ferry sank", "The ferry sank."), ("Who knew?", "Who knew?"), ("“It sank.”", "“It sank.”"), (" a\n b ", "A b."), ("", "")],
)
def test_a_sentence_begins_and_ends_as_one(text, told):
    assert sentence(text) == told


@given(st.text(max_size=300), st.integers(10, 60))
def test_a_text_is_cut_to_fit(text, most):
    assert len(shortened(text, most)) <= most


def test_what_a_conflict_is_about_is_not_said_twice():
    assert matter("people missing", ["22 people missing", "47 people missing"]) == ""
    assert matter("area: land", ["1,200 hectares", "12,000 hectares"]) == "area: land"


def test_a_ledger_begins_with_what_most_reports_say_then_with_figures():
    reports = [annotated("The ferry sank. Nine died.", number=number)[0] for number in (1, 2)]
    one, two = (cites_of(report, [Span(0, 14)])[0] for report in reports)
    lone, figure, several = entry("a", [one]), entry("b", [one], claims=("claim-b",)), entry("c", [one, two])
    assert [found.text for found in entries_in_order([lone, figure, several], {"claim-b": 2})] == ["c", "b", "a"]


def side(says: str) -> Side:
    return Side(says, ())


def change(number: int, before: str, after: str, about: str = "toll") -> Change:
    return Change(f"change-{number}", "story-1", about, side(before), side(after))


def test_changes_are_strung_together_in_their_order_whatever_order_they_come_in():
    found = revisions([change(1, "17", "23"), change(2, "9", "17"), change(3, "2", "3", "missing"), change(4, "23", "26")])
    assert [[one.says for one in run.sides] for run in found] == [["9", "17", "23", "26"], ["2", "3"]]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_every_change_is_told_once_even_if_they_go_round(pairs):
    changes = [change(number, str(before), str(after)) for number, (before, after) in enumerate(pairs)]
    told = [(a.says, b.says) for run in revisions(changes) for a, b in pairwise(run.sides)]
    assert sorted(told) == sorted((str(before), str(after)) for before, after in pairs)


def test_the_opening_names_both_sides_and_strings_a_revised_figure_together():
    report, _ = annotated("1,200 or 12,000 hectares.")
    cites = cites_of(report, [Span(0, 5), Span(9, 24)])
    clash = conflict("area: land", ("1,200 hectares", cites[:1]), ("12,000 hectares", cites[1:]))
    told = lines([], [clash], [change(1, "nine dead", "17 dead"), change(2, "17 dead", "23 dead")])
    assert [line.text for line in told] == [
        "Reports disagree: 1,200 hectares or 12,000 hectares (area: land).",
        "Changed: nine dead, then 17 dead, then 23 dead (toll).",
    ]


def dossier(text: str, claims: list[Span], times: list[tuple[Span, str, str]]) -> tuple[Dossier, Report]:
    report = Report(id="report-1", path="a", paths=("a",), text=text, sentences=(Span(0, len(text)),))
    annotation = Annotation(
        id="annotation-1",
        report=report.id,
        claims=tuple(Claim(id=f"claim-{at}", start=one.start, end=one.end) for at, one in enumerate(claims)),
        times=tuple(When(one.start, one.end, WhenType.DATE, first[:10], first, last) for one, first, last in times),
    )
    story = Story(id="story-1", title="", reports=(report.id,))
    return Dossier("dossier-1", story, (report,), (annotation,), (), ()), report


def test_a_line_is_dated_by_a_time_in_its_own_words_before_the_time_it_was_said():
    text = "The mayor said on Friday that the ferry sank on Monday."
    given_times = [
        (Span(15, 24), "2025-03-07T00:00:00Z", "2025-03-08T00:00:00Z"),
        (Span(45, 54), "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z"),
    ]
    folder, report = dossier(text, [Span(25, 54)], given_times)
    (found,) = timeline([folder], [entry("The mayor said the ferry sank.", cites_of(report, [Span(25, 54)]), claims=("claim-0",))])
    assert (found.earliest, found.words, found.text) == ("2025-03-03T00:00:00Z", "on Monday", "The mayor said the ferry sank.")


def test_a_stretch_of_months_dates_nothing():
    folder, report = dossier("It sank in 2014.", [Span(0, 15)], [(Span(11, 15), "2014-01-01T00:00:00Z", "2015-01-01T00:00:00Z")])
    assert timeline([folder], [entry("It sank.", cites_of(report, [Span(0, 15)]), claims=("claim-0",))]) == ()


@pytest.mark.parametrize(
    ("text", "published", "says"),
    [
        ("Flags will fly at half-mast until Monday.", "2025-03-01T09:00:00Z", "until 3 March 2025"),
        ("The inquiry is to report by Monday.", "2025-03-01T09:00:00Z", "by 3 March 2025"),
        ("All had been moved out by Monday.", "2025-03-05T09:00:00Z", "3 March 2025"),
        ("The sirens have been off since Monday.", "2025-03-05T09:00:00Z", None),
    ],
)
def test_a_limit_is_told_as_one_and_what_has_been_since_a_day_is_of_no_day(text: str, published: str, says: str | None):
    at = text.index("Monday")
    folder, report = dossier(text, [Span(0, len(text))], [(Span(at, at + 6), "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z")])
    folder = msgspec.structs.replace(folder, reports=(msgspec.structs.replace(report, published=published),))
    found = timeline([folder], [entry(text, cites_of(report, [Span(0, len(text))]), claims=("claim-0",))])
    assert [dated(one) for one in found] == ([says] if says else [])


def test_a_headline_has_no_place_in_the_timeline_and_a_sentence_has_one():
    text = "It sank on Monday and was raised on Friday."
    times = [(Span(11, 17), "2025-03-03T00:00:00Z", "2025-03-04T00:00:00Z"), (Span(36, 42), "2025-03-07T00:00:00Z", "2025-03-08T00:00:00Z")]
    folder, report = dossier(text, [Span(0, 17), Span(22, 42)], times)
    both = [entry(text, cites_of(report, [span]), claims=(f"claim-{at}",)) for at, span in enumerate((Span(0, 17), Span(22, 42)))]
    assert [one.earliest for one in timeline([folder], both)] == ["2025-03-03T00:00:00Z"]
    headed = msgspec.structs.replace(report, passages=(Passage(0, len(text), PassageKind.HEADLINE),))
    assert timeline([msgspec.structs.replace(folder, reports=(headed,))], both) == ()


def test_every_line_of_the_demos_timeline_is_a_line_of_the_ledger_and_in_order(demo: Briefed):
    (story,) = demo.briefing.stories
    known = {one.id for one in story.entries}
    assert {one.entry for one in story.timeline} <= known
    assert [one.earliest for one in story.timeline] == sorted(one.earliest for one in story.timeline)


def drawn(*stated: tuple[str, str, float]):
    """One conflict row of figures, each in a report of its own: what it says, when it was published, its value."""
    reports = []
    sides = []
    for number, (says, published, value) in enumerate(stated, start=1):
        report, annotation = annotated(f"{says}.", number=number, published=published)
        quantity = Quantity(start=0, end=len(says), low=value, high=value, unit="1", bound=Bound.EXACT)
        reports.append((report, Annotation(id=annotation.id, report=report.id, quantities=(quantity,))))
        sides.append((says, [report.cite(0, len(says))]))
    briefing = briefed(reports, conflicts=(conflict("people killed", *sides),))
    return figures.rows(briefing.stories[0], desk(briefing, reports))


def test_figures_stand_from_left_to_right_in_time_with_their_words_shortened():
    (row,) = drawn(("17 people killed", "2025-03-02", 17), ("at least 9 people killed", "2025-03-01", 9))
    assert [mark.label for mark in row.marks] == ["at least 9", "17"]
    assert [words for _, words in row.days] == ["1 Mar", "2 Mar"]
    assert row.marks[0].x < row.marks[1].x
    assert row.marks[0].y < row.marks[1].y


def test_labels_of_one_day_stand_clear_of_each_other():
    (row,) = drawn(("30 dead", "2025-03-01", 30), ("31 dead", "2025-03-01", 31), ("32 dead", "2025-03-01", 32))
    heights = [mark.label_y for mark in row.marks]
    assert all(later - earlier > 10 for earlier, later in pairwise(heights))
    assert row.steps == ""


def test_a_measure_with_one_figure_is_not_drawn():
    assert drawn(("17 dead", "2025-03-01", 17), ("17 dead", "2025-03-02", 17)) == []


def test_of_many_days_the_first_and_the_latest_are_drawn_and_the_rest_counted():
    (row,) = drawn(*((f"{n} dead", f"2025-03-{n:02}", n) for n in range(1, 11)))
    assert len(row.days) == figures.MOST_DAYS
    assert row.left_out == 10 - figures.MOST_DAYS


@pytest.mark.parametrize("value", [0.0, -5.0, 1e308])
def test_odd_values_are_drawn_inside_the_field(value):
    for row in drawn(("a few", "2025-03-01", value), ("others", "2025-03-02", 1.0)):
        assert all(0 <= mark.y <= 100 for mark in row.marks)


def test_standings_come_in_the_order_of_a_desk():
    ordered = entries_in_order([entry("x", [], standing) for standing in reversed(Standing)])
    assert [one.standing for one in ordered][:3] == [Standing.DISPUTED, Standing.CORROBORATED, Standing.SINGLE_ORIGIN]


def test_a_sentence_that_goes_on_loses_its_stop_and_keeps_that_of_a_shortening() -> None:
    assert unstopped("The gate was shut.") == "The gate was shut"
    assert unstopped("It was shut at 8 p.m.") == "It was shut at 8 p.m."
    assert unstopped("He spoke in the U.S.") == "He spoke in the U.S."
