"""What each paragraph is to its report: tests/cases/passages.toml, one page a case."""

import tomllib
from pathlib import Path

import pytest

from twosource.lang import language
from twosource.model.report import PassageKind
from twosource.read.blocks import LONGEST, blocks
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


def test_a_text_without_line_ends_is_cut_between_sentences():
    text = "The ferry sank on Tuesday. " * 5000
    found = blocks(text, EN.abbreviations.openers)
    assert max(block.end - block.start for block in found) <= LONGEST
    assert all(text[block.start :].startswith("The ferry") and text[: block.end].endswith("Tuesday.") for block in found)
    assert "".join(block.words for block in found).count("ferry") == 5000


def test_an_indented_first_line_opens_a_paragraph_and_an_indented_text_does_not():
    lines = [
        "The ferry sank on Tuesday in calm water about a mile from the port",
        "while ninety people were on board and nobody has said how it could",
        "have gone down so fast in a sea that was as flat as a kitchen plate",
    ]
    assert len(blocks("   " + "\n".join([*lines, "  " + lines[0], *lines[1:]]), EN.abbreviations.openers)) == 2
    assert len(blocks("".join(f"   {line}\n" for line in [*lines, lines[1] + " x", lines[2]]), EN.abbreviations.openers)) == 1
