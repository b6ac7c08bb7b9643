"""A briefing as Markdown: citations right after what they support, a reference list that can be read back, words that stay words."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telling import annotated, briefed, cites_of, entry, hostile
from twosource.desk import Briefed
from twosource.model.ledger import Alteration, AlterationKind, Change, Side
from twosource.model.report import Span
from twosource.model.telling import Briefing
from twosource.tell.export.markdown import markdown, plain
from twosource.tell.upheld import readable
from twosource.tell.voice import sentence

REFERENCE = re.compile(r"^\[(\d+)\] (.+?) {2}$|^\[(\d+)\] (.+)$")
#: Signs that a reader of Markdown would take for its own, with no backslash before them.
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}<>#|~]")


def body_and_references(text: str) -> tuple[list[str], dict[int, str]]:
    body, _, references = text.partition("## References\n\n")
    found = [REFERENCE.match(line) for line in references.splitlines() if line]
    assert all(found)
    return body.splitlines(), {int(one[1] or one[3]): one[2] or one[4] for one in found if one}


def test_every_citation_of_the_demo_is_in_the_reference_list_and_every_reference_is_a_report(demo: Briefed):
    body, references = body_and_references(markdown(demo.briefing))
    assert list(references) == list(range(1, len(demo.briefing.reports) + 1))
    for number, report in enumerate(demo.briefing.reports, start=1):
        assert plain(report.headline or "") in references[number]
    assert {int(number) for line in body for number in re.findall(r"\[(\d+)\]", line)} <= set(references)


def test_each_line_of_the_ledger_is_its_entry_with_its_reports_right_after_it(demo: Briefed):
    body, _ = body_and_references(markdown(demo.briefing))
    number_of = {report.id: number for number, report in enumerate(demo.briefing.reports, start=1)}
    for story in readable(demo.briefing).stories:
        assert story.entries
        for one in story.entries:
            marks = "".join(f"[{number}]" for number in sorted({number_of[cite.report] for cite in one.cites}))
            assert f"- {plain(sentence(one.text))} {marks}" in body


def test_headings_are_our_words_and_every_line_below_is_cited(demo: Briefed):
    body, _ = body_and_references(markdown(demo.briefing))
    for line in body:
        assert not line or line.startswith("#") or re.search(r"\[\d+\]", line), line


def test_a_line_that_a_copy_changed_shows_what_it_was_made_from():
    original, copy = (
        annotated(f"{toll} died.", number=number, spans=[Span(0, 10)]) for number, toll in enumerate(("Nine", "Four"), start=1)
    )
    before, after = cites_of(original[0], [Span(0, 10)]), cites_of(copy[0], [Span(0, 10)])
    changed = Alteration("alteration-1", AlterationKind.NUMBER, before[0], after[0], "“Nine” became “Four”")
    told = markdown(briefed([original, copy], entries=(entry("Four died.", after),), alterations=(changed,)))
    assert "### A number changed on the way: “Nine” became “Four”\n\n- Nine died. [1]\n- Elsewhere: Four died. [2]\n" in told
    assert "- Four died. [2]\n  - Elsewhere: Nine died. [1]\n" in told


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=60)
    | st.sampled_from(["# x", "- x", "1. x", "1) x", "[9] x", "![a](b)", "<b>", "&lt;", "---", "x\n## References\n[9] y"])
)
def test_hostile_words_break_out_of_nothing(words):
    briefing, _ = hostile("The ferry sank.", words, [Span(0, 9)])
    lines, references = body_and_references(markdown(briefing))
    assert set(references) == {1, 2}
    for line in lines:
        said = re.sub(r"^(#{1,3} |\s*- )?", "", line)
        assert not BARE.search(said), line
        assert not re.search(r"(?<!\\)\[(?!\d+\])", said)
    assert markdown(briefing).count("## References") == 1


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("1. First", "1\\. First"),
        ("2025) a year", "2025\\) a year"),
        ("- dash", "\\- dash"),
        ("12,000 people", "12,000 people"),
        ("AT&amp;T", "AT\\&amp;T"),
        ("Marks & Co", "Marks & Co"),
        ("[4] said", "\\[4\\] said"),
        ("a\x85b\u2028c", "a b c"),
        ("", ""),
    ],
)
def test_words_are_escaped_as_far_as_they_must_be(text, safe):
    assert plain(text) == safe


def test_a_figure_revised_twice_is_one_run_with_a_citation_after_each_figure():
    text = "nine dead. ten dead. twelve dead."
    report, annotation = annotated(text, spans=[Span(0, 9)])
    cites = cites_of(report, [Span(0, 9), Span(11, 19), Span(21, 32)])
    sides = [Side(cite.exact, (cite,)) for cite in cites]
    changes = tuple(Change(f"change-{at}", "story-1", "toll", sides[at], sides[at + 1]) for at in (0, 1))
    told = markdown(briefed([(report, annotation)], changes=changes))
    assert "### toll\n\n- nine dead [1]\n- ten dead [1]\n- twelve dead [1]\n" in told


def test_a_story_without_conflicts_says_what_was_looked_for():
    report, annotation = annotated("The ferry sank.")
    told = markdown(briefed([(report, annotation)], entries=(entry("the ferry sank", cites_of(report, [Span(0, 14)])),)))
    assert "No conflict found among 0 pairs held against each other." in told
    assert "- The ferry sank. [1]" in told
    assert "## What changed" not in told


def test_the_markdown_of_nothing_is_an_empty_reference_list():
    assert markdown(Briefing(reports=(), failures=(), stories=())) == "## References\n"
