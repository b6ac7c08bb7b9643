"""Words of hostile texts: all of the text is kept."""

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from twosource.annotate.parse import _cut, _without_gaps, pipeline
from twosource.annotate.words import LONGEST, words
from twosource.model.report import Span

PIECES = [" ", "  ", "\n", "a", '"', "…", "[", "n't", "\u200b", "e\u0301", "x" * (LONGEST + 1), "“" * (LONGEST + 50), "a-" * LONGEST]


@settings(deadline=None)
@over(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join))
def test_the_words_and_what_stands_between_them_are_the_text(text):
    assert words(pipeline("en"), text).text == text


@pytest.mark.parametrize("sign", ["[", '"', "“", ")", "’", "a", "…", ". ", "a-", "9,"])
def test_a_run_without_end_is_taken_into_words_whole(sign):
    text = sign * (40_000 // len(sign))
    assert words(pipeline("en"), text).text == text


def test_a_web_address_stays_one_word():
    address = "https://post.example/" + "ferry/" * 40
    assert address in [token.text for token in words(pipeline("en"), f"See {address} for more.")]


@pytest.mark.parametrize("sign", ["[", "“", "x ", "[1][2] "])
def test_a_long_paragraph_of_signs_is_one_sentence_where_the_report_has_one(sign):
    doc = _cut(*_without_gaps(words(pipeline("en"), sign * 20_000)), [Span(0, len(sign) * 20_000)])
    assert sum(bool(token.is_sent_start) for token in doc) == 1


def test_sentences_start_where_the_report_says_and_nowhere_else():
    doc = _cut(*_without_gaps(words(pipeline("en"), "The ferry sank. Nobody knew.")), [Span(0, 15), Span(16, 28)])
    assert [token.text for token in doc if token.is_sent_start] == ["The", "Nobody"]


def test_a_line_end_or_two_spaces_between_words_are_no_word():
    doc, starts = _without_gaps(words(pipeline("en"), "Nine\npeople  can't\r\nswim."))
    assert [(token.text, start) for token, start in zip(doc, starts, strict=True)] == [
        ("Nine", 0),
        ("people", 5),
        ("ca", 13),
        ("n't", 15),
        ("swim", 20),
        (".", 24),
    ]
