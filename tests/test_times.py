"""Time expressions in reports: tests/cases/times.toml, one text a case."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate import whereabouts
from twosource.annotate.parse import parse
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.value import When, WhenType
from twosource.values.timex import find

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]


DATES = language("en").dates
PIECES = [
    *(word for words in DATES.words.values() for word in words),
    *(rule.example for rule in DATES.rule),
    "(",
    ")",
    ",",
    ".",
    "-",
    "7",
    "19",
    "2024",
]


def report(text: str, published: str | None = "2025-08-13") -> Report:
    passages = (Passage(0, len(text), PassageKind.BODY),)
    return Report(
        id="report-1",
        path="a",
        paths=("a",),
        text=text,
        published=published,
        passages=passages,
        sentences=(Span(0, len(text)),) if text.strip() else (),
    )


def read(text: str, published: str | None = "2025-08-13") -> list[When]:
    made = report(text, published)
    return list(times(made, parse(made), language("en")))


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    return pytest.param(case, id=case.get("finds", case["text"]), marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_time_is_found_and_read(case):
    text = case["text"]
    found = {text[when.start : when.end]: when for when in read(text, case.get("published", "2025-08-13") or None)}
    if case.get("none"):
        assert not found
        return
    assert case["finds"] in found
    when = found[case["finds"]]
    assert (when.type, when.value) == (WhenType(case.get("type", "DATE")), case.get("value"))
    if case.get("unbounded"):
        assert when.earliest is None
        assert when.latest is None
    for side in ("earliest", "latest"):
        if side in case:
            assert getattr(when, side) == case[side]


def test_without_a_date_nothing_relative_is_bounded():
    assert all(when.earliest is None and when.latest is None for when in read("He left today, on Tuesday, last month and at 8 a.m.", None))


def test_a_list_of_days_is_two_times():
    text = "It rained on March 10-12, 2024."
    assert [(text[when.start : when.end], when.value) for when in read(text)] == [("March 10", "2024-03-10"), ("12, 2024", "2024-03-12")]


@pytest.mark.parametrize(
    "text", ["", "\x00", "😀 12 March\r\n", "99/99/9999 at 25:99 p.m.", "9999999999999999 years ago", "in 9999 and 0000-00-00"]
)
def test_odd_text_breaks_nothing(text):
    read(text)


@pytest.mark.parametrize("text", ["two " * 20_000, "12 , " * 20_000, "the last " * 20_000, "March-" * 20_000, "1" * 200_000, "-" * 200_000])
def test_an_endless_run_holds_no_date(text):
    assert not [raw for raw in find(text, "en") if text[raw.start : raw.end].isdigit()]


def test_a_figure_behind_a_mark_that_opens_a_sentence_is_no_year_whatever_ends_it():
    assert [when.value for when in read("–2018 was dry, unlike 2014")] == ["2014"]


def test_the_order_of_days_in_figures_is_looked_up_once_a_report(monkeypatch):
    asked = []
    monkeypatch.setattr(whereabouts, "day_first", asked.append)
    read("The log began on 25/11/2023, went on to 03/12/2023 and ended on 04/12/2023.")
    assert len(asked) == 1


def test_a_clock_and_the_same_in_brackets_are_one_instant():
    first, second = read("It struck at 8 a.m. Moscow time (0500 GMT) on Monday.")[:2]
    assert (first.earliest, first.latest) == (second.earliest, second.latest)


def test_where_each_time_of_a_sentence_looks_is_asked_once(monkeypatch):
    asked = []
    monkeypatch.setitem(times.__globals__, "side", lambda tokens, *_: asked.append(tokens[0].text) or -1)
    read("The ferry left on Monday, sank on Tuesday and was found on Wednesday.")
    assert asked == ["Monday", "Tuesday", "Wednesday"]


def test_the_day_after_an_event_is_counted_once_the_event_has_a_day():
    dated, counted = read("The vote was held on 3 June 2025. A fire broke out the day after the vote.")
    assert (dated.value, counted.value) == ("2025-06-03", "2025-06-04")


def test_two_days_of_one_event_leave_the_day_after_it_open():
    text = "The vote was held on 3 June 2025. The vote was held on 5 June 2025. A fire broke out the day after the vote."
    assert read(text)[-1].value is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The firing began at 4.20 in the morning on Tuesday. The gun was silenced by 10.30.", ["2025-08-12T04:20", "2025-08-12T10:30"]),
        ("She left Quillon at 9.40pm. The log has the call at 23.12, the harbour master said.", ["2025-08-13T21:40", "2025-08-13T23:12"]),
        ("The gun was silenced by 10.30.", []),
        ("She left at 9.40pm. The river stood at 5.20 m, and the shares closed at 3.20. Turnout rose to 6.30.", ["2025-08-13T21:40"]),
        ("She left at 9.40pm. The wind blew at 7.42 metres a second.", ["2025-08-13T21:40"]),
    ],
)
def test_a_number_with_a_stop_is_a_time_where_its_report_writes_times_so(text, values):
    assert [when.value for when in read(text)] == values


def test_a_report_of_a_game_has_no_quarters_of_the_year():
    game = "The team scored a touchdown in the third quarter. The coach praised the players."
    assert not read(game)
    assert read("Sales rose in the third quarter. The company praised its results.")[0].value == "2025-Q3"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join), st.one_of(st.none(), st.dates().map(str)))
def test_time_words_in_any_order_are_read_without_an_error(text, published):
    for when in read(text, published):
        assert 0 <= when.start < when.end <= len(text)
        if when.earliest and when.latest:
            assert when.earliest < when.latest
