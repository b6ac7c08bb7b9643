"""Sentence ends, and what holds for every text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.lang import language
from twosource.read.sentences import LONGEST, sentences

STOPS = language("en").abbreviations


CASES = tomllib.loads((Path(__file__).parent / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_sentences_end_where_a_reader_ends_them(case):
    text = case["text"]
    assert [text[s.start : s.end] for s in sentences(text, 0, len(text), STOPS)] == case["finds"], case["why"]


@given(st.text(alphabet=st.sampled_from("aAB .!?…\"'”“)(\n\t,1。é😀"), max_size=300))
def test_sentences_cover_all_words_in_order_and_begin_and_end_with_them(text):
    found = list(sentences(text, 0, len(text), STOPS))
    assert "".join("".join(text[s.start : s.end].split()) for s in found) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)


def test_no_sentence_is_absurdly_long():
    text = "word, " * 5000
    assert max(s.end - s.start for s in sentences(text, 0, len(text), STOPS)) <= LONGEST


@pytest.mark.parametrize("piece", ['. "', "A. ", ".)]", '?" he ', "' ", ". . ", "a"])
def test_an_endless_run_is_cut_to_its_end(piece):
    text = piece * 80_000
    assert [*sentences(text, 0, len(text), STOPS)][-1].end == len(text.rstrip())
