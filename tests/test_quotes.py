"""Quotation marks in pairs: tests/cases/quotes.toml, one text a case."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.quotes import Quote, quotes
from twosource.model.report import Download, Passage, PassageKind, Report, Span
from twosource.read.page import read_page

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quotes.toml").read_text(encoding="utf-8"))["case"]


def quoted(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Quote, ...]:
    report = Report(id="report-1", path="a.txt", paths=("a.txt",), text=text)
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append(Passage(at, at + len(line.rstrip("\r\n")), kind))
        at += len(line)
    read = (
        next(iter(read_page(Download(id="d", path="a.txt", body=text.encode(errors="replace")))), report)
        if kind is PassageKind.BODY
        else report
    )
    sentences = read.sentences if read.text == text else ()
    return quotes(Report(id="report-1", path="a.txt", paths=("a.txt",), text=text, passages=tuple(lines), sentences=sentences))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_marks_pair_by_what_stands_around_them(case: dict) -> None:
    text = case["text"].strip("\n")
    found = quoted(text)
    assert [text[quote.start : quote.end] for quote in found] == case["finds"]
    assert [text[quote.start : quote.end] for quote in found if not quote.closed] == case.get("open", [])
    assert [text[quote.start : quote.end] for quote in found if quote.continues] == case.get("continues", [])


def test_nothing_is_quoted_from_a_caption() -> None:
    assert quoted('"We will stay," said Arden.', PassageKind.CAPTION) == ()


@given(st.text(alphabet="ab .,?!\"“”'‘’„«»\n5", max_size=200))
def test_quotes_lie_in_the_text_in_order_and_the_outer_ones_apart(text: str) -> None:
    report = Report(
        id="r", path="", paths=(), text=text, passages=(Passage(0, len(text), PassageKind.BODY),), sentences=(Span(0, len(text)),)
    )
    found = quotes(report)
    outer = [quote for quote in found if quote.depth == 0]
    assert all(0 <= quote.start <= quote.end <= len(text) for quote in found)
    assert all(left.end <= right.start for left, right in pairwise(outer))


def test_a_huge_text_of_marks_is_read_to_its_end() -> None:
    text = "He said \"no' and ‘yes\" or 'maybe “so. " * 20_000
    report = Report(
        id="r", path="", paths=(), text=text, passages=(Passage(0, len(text), PassageKind.BODY),), sentences=(Span(0, len(text)),)
    )
    assert quotes(report)[-1].end > len(text) - 100
