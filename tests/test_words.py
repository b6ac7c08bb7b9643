"""Words of hostile texts: all of the text is kept, in time that grows with its length."""

import time

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from twosource.annotate.parse import _cut, pipeline
from twosource.annotate.words import LONGEST, words
from twosource.model.report import Span

PIECES = [" ", "  ", "\n", "a", '"', "…", "[", "n't", "\u200b", "e\u0301", "x" * (LONGEST + 1), "“" * (LONGEST + 50), "a-" * LONGEST]


@settings(deadline=None)
@over(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join))
def test_the_words_and_what_stands_between_them_are_the_text(text):
    assert words(pipeline("en"), text).text == text


@pytest.mark.parametrize("sign", ["[", '"', "“", ")", "’", "a", "…", ". ", "a-", "9,"])
def test_a_run_without_end_takes_no_more_than_its_length(sign):
    pipeline("en")
    began = time.perf_counter()
    words(pipeline("en"), sign * (40_000 // len(sign)))
    assert time.perf_counter() - began < 10


def test_a_web_address_stays_one_word():
    address = "https://post.example/" + "ferry/" * 40
    assert address in [token.text for token in words(pipeline("en"), f"See {address} for more.")]


@pytest.mark.parametrize("sign", ["[", "“", "x ", "[1][2] "])
def test_a_long_paragraph_of_signs_is_parsed_in_time_that_grows_with_its_length(sign):
    def took(signs: int) -> float:
        doc, report = words(pipeline("en"), sign * signs), [Span(0, len(sign) * signs)]
        began = time.perf_counter()
        _cut(doc, report)
        return time.perf_counter() - began

    assert took(20_000) < 2


def test_sentences_start_where_the_report_says_and_nowhere_else():
    doc = _cut(words(pipeline("en"), "The ferry sank. Nobody knew."), [Span(0, 15), Span(16, 28)])
    assert [token.text for token in doc if token.is_sent_start] == ["The", "Nobody"]
