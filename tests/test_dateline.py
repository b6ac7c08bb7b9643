"""Datelines, bylines and stated dates: tests/cases/datelines.toml, one line a case."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.lang import language
from twosource.read.dateline import byline, dated, dateline
from twosource.read.dates import iso_date

CASES = tomllib.loads((Path(__file__).parent / "cases" / "datelines.toml").read_text(encoding="utf-8"))["case"]
EN = language("en").datelines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_line_states_what_it_states_and_no_more(case):
    text = case["text"]
    opening = dateline(text, EN)
    stated = dated(text, EN)
    assert (text[: opening.end] if opening else None) == case.get("opens")
    assert (opening.published if opening else None) == case.get("published")
    assert byline(text, EN) == case.get("byline")
    if "opens" not in case:
        assert (stated.published if stated else None) == case.get("stated")


@given(
    st.dates(min_value=date(1700, 1, 1), max_value=date(2999, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%A, %d %b %Y", "%Y/%m/%d"]),
)
def test_a_date_is_read_as_it_was_written(day, form):
    assert iso_date(day.strftime(form), EN) == day.isoformat()


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_line(text):
    dateline(text, EN)
    byline(text, EN)
    dated(text, EN)
