"""Quantities in reports: tests/cases/quantities.toml, one figure a case."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.parse import parse
from twosource.annotate.quantities import quantities
from twosource.lang import language
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.value import Quantity, When, WhenType
from twosource.values.amount import amounts

PIECES = [
    *"0123456789", ".", ",", "-", "–", "/", "(", ")", "[", "]", "$", "€", "%", "°C", "p", "'", "½", " ", " ", " to ", " and ", " half ", " a ", " point ",
    " million", " hundred", " twenty", " between ", " from ", " more than ", " less than ", " of ", " in ", " km", " feet", " inches", " per day", " aged ",
    " several ", " couple of ", " hour", "-year-old", "\n", "USD", "m", "k", "٣", "²", "e9", "x10", " percentage points", " his 40s",
]  # fmt: skip
WORDS = ["the", "ferry", "sank", "off", "of", "harbour", "more", "than", "about", "kilometres", "per", "day", "percent", "between", "and", "at", "least",
         "euros", "crew", "point", "several", "few", "year-old", "degrees", "up", "to", "dollars", "aged", "from", "points", "nearly", "in", "her"]  # fmt: skip
CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]


def found(text: str, times: tuple[When, ...] = ()) -> tuple[Quantity, ...]:
    made = Report(
        id="report-1",
        path="a",
        paths=("a",),
        text=text,
        passages=(Passage(0, len(text), PassageKind.BODY),),
        sentences=(Span(0, len(text)),) if text.strip() else (),
    )
    return quantities(made, parse(made), times, language("en"))


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    return pytest.param(case, id=case.get("finds") or case["text"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_figure_is_read_as_its_case_says(case: dict):
    text, listed = case["text"], found(case["text"])
    if "only" in case or not case["finds"]:
        assert [text[one.start : one.end] for one in listed] == case.get("only", [])
        return
    one = {text[one.start : one.end]: one for one in listed}[case["finds"]]
    for side in ("low", "high"):
        if side in case:
            assert getattr(one, side) == (None if case[side] == "open" else pytest.approx(case[side]))
    for name in ("unit", "bound", "counted"):
        if name in case:
            assert getattr(one, name) == case[name]
    if "change" in case:
        assert (one.change or "none") == case["change"]
    if "si" in case:
        assert one.si_low == pytest.approx(case["si"])
    if "concept" in case:
        assert one.concept is not None
        assert one.concept.text == case["concept"]


@pytest.mark.parametrize("case", [marked(case) for case in CASES if "restates" in case])
def test_a_figure_restates_what_its_case_says(case: dict):
    text, listed = case["text"], found(case["text"])
    one = {text[one.start : one.end]: one for one in listed}[case["finds"]]
    before = "" if one.converts is None else text[listed[one.converts].start : listed[one.converts].end]
    assert (before, one.conversion_fits) == (case["restates"], case.get("fits"))


def test_a_conversion_in_brackets_restates_the_figure_before_it():
    first, second = found("The lake covers 9,000 square kilometers (3,500 square miles).")
    assert (first.converts, second.converts, second.conversion_fits) == (None, 0, True)


def test_a_conversion_that_does_not_fit_is_told():
    assert found("The lake covers 90,000 square kilometers (3,500 square miles).")[1].conversion_fits is False


def test_the_rate_of_two_currencies_is_not_ours_to_judge():
    second = found("He paid 300 euros ($330).")[1]
    assert (second.converts, second.conversion_fits) == (0, None)


def test_a_conversion_shares_the_bound_of_what_it_restates():
    second = found("They can swim more than 100 kilometers (60 miles).")[1]
    assert (second.low, second.high, second.bound) == (60, None, "more_than")


def test_a_figure_inside_a_date_is_no_quantity_but_a_duration_is():
    text = "By day 12 the crew had waited for three days."
    date = When(start=3, end=9, type=WhenType.DATE)
    duration = When(start=34, end=44, type=WhenType.DURATION)
    assert [text[one.start : one.end] for one in found(text, (date, duration))] == ["three days"]


def test_spans_yield_the_words_of_figure_noun_and_concept():
    text = "The harbour lost more than 500 grey boats of the northern fleet."
    (one,) = found(text)
    assert text[one.start : one.end] == "more than 500 grey boats"
    assert one.counted_span is not None
    assert text[one.counted_span.start : one.counted_span.end] == "grey boats"
    assert one.concept is not None
    assert text[one.concept.start : one.concept.end] == one.concept.text == "northern fleet"


@given(st.text(max_size=80))
def test_arbitrary_text_gives_spans_inside_it(text: str):
    assert all(0 <= amount.start < amount.end <= len(text) for amount in amounts(text, language("en")))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_the_pieces_of_figures_in_any_order_do_no_harm(text: str):
    for amount in amounts(text, language("en")):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.low <= amount.high


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_words_without_a_number_hold_no_amount(text: str):
    assert list(amounts(text, language("en"))) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "5\r\n6", "½", "$", "🚢 12 🚢 boats", "١٢ boats", "1" * 400, "1/0", "-", "½/3", "1e999", "²", "1,,2", "$ -"]
)
def test_odd_text_does_no_harm(text: str):
    found(text)


@pytest.mark.parametrize(
    "text",
    [
        "less than a ſecond",
        "a couple of ſeconds",
        "in his 40s, in her thirtieſ and his fİfties",
        "a 6-dayſ-old calf",
        "5 ſeconds",
        "5 pounds a ſecond",
    ],
)
def test_letters_that_only_a_pattern_takes_for_others_do_no_harm(text: str):
    found(text)


@pytest.mark.parametrize("run", ["1 ", "1,", "1-", "twenty ", "a hundred and ", "half a ", "from 1 to ", "more than ", "$", "½", "9", " "])
def test_amounts_are_found_in_endless_runs(run: str):
    text = run * 16_000
    assert all(0 <= amount.start < amount.end <= len(text) for amount in amounts(text, language("en")))


def test_the_open_case_sets_are_read_no_worse_than_before(shared: Path):
    """Cases of quantulum3 (MIT, github.com/nielstron/quantulum3): a floor on values, pinned below what is reached."""
    right = wanted = 0
    for line in (shared / "data" / "quantulum3" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        ours = [one.low if one.low is not None else one.high for one in found(case["text"])]
        for gold in case["quantities"]:
            wanted += 1
            if gold["low"] in ours:
                ours.remove(gold["low"])
                right += 1
    assert right / wanted > 0.75
