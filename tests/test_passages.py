"""What each paragraph is to its report: tests/cases/passages.toml, one page a case."""

import tomllib
from pathlib import Path

import pytest

from twosource.lang import language
from twosource.model.report import PassageKind
from twosource.read.blocks import blocks
from twosource.read.passages import passages

CASES = tomllib.loads((Path(__file__).parent / "cases" / "passages.toml").read_text(encoding="utf-8"))["case"]
EN = language("en")
SHORT = {
    "h": "headline",
    "st": "standfirst",
    "su": "subheading",
    "b": "body",
    "c": "caption",
    "f": "furniture",
    "r": "references",
    "co": "correction",
}


def kinds(text: str, **said: str) -> list[PassageKind]:
    return [passage.kind for passage in passages(blocks(text, EN.abbreviations.openers), EN, **said)]


def marked(case: dict) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_paragraph_is_marked_for_what_it_is(case, ends):
    assert kinds(case["text"].replace("\n", ends)) == [SHORT[kind] for kind in case["kinds"].split()]


def test_the_headline_that_the_user_gives_is_found_below_others():
    text = "Norland today\n\nFerry sinks off Lund\n\nThe ferry sank on Tuesday in calm water, officials said.\n"
    assert kinds(text, headline="Ferry sinks off Lund") == ["furniture", "headline", "body"]


def test_the_authors_that_the_head_of_the_page_names_are_known_without_by():
    text = "Ferry sinks off Lund\n\nMara Lind in Lund and Jo Roe in Oslo\n\nThe ferry sank on Tuesday in calm water, officials said.\n"
    assert kinds(text, byline="Mara Lind, Jo Roe") == ["headline", "furniture", "body"]
