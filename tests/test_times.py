"""Time expressions in reports: tests/cases/times.toml, one text a case."""

import tomllib
from pathlib import Path

import pytest

from twosource.annotate.parse import parse
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.value import When, WhenType
from twosource.values.timex import find

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]


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
