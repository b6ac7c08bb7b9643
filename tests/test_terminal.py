"""The short briefing: forty lines, both sides aligned, no line wider than the terminal, nothing that steers it."""

import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from telling import annotated, briefed, cites_of, conflict, hostile
from twosource.desk import Briefed
from twosource.model.report import Span
from twosource.model.telling import Briefing
from twosource.tell.export.terminal import short


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120])
def test_one_story_fits_in_about_forty_lines_and_into_the_width(demo: Briefed, width):
    lines = short(demo.briefing, width).plain.splitlines()
    assert len(lines) <= 46
    assert max(map(cell_len, lines)) <= width


def test_eighty_columns_are_forty_lines(demo: Briefed):
    assert len(short(demo.briefing, 80).plain.splitlines()) <= 42


def test_through_a_pipe_there_are_no_colour_codes_and_no_other_line_ends(demo: Briefed):
    piped = io.StringIO()
    text = short(demo.briefing, 80)
    Console(file=piped, width=80, highlight=False).print(text)
    assert "\x1b" not in piped.getvalue()
    assert piped.getvalue().splitlines() == text.plain.splitlines()


def test_both_sides_of_a_conflict_are_aligned():
    report, annotation = annotated("1,200 hectares. 12,000 hectares.")
    cites = cites_of(report, [Span(0, 14), Span(16, 31)])
    told = briefed([(report, annotation)], conflicts=(conflict("land", ("1,200 hectares", cites[:1]), ("12,000 hectares", cites[1:])),))
    lines = [line for line in short(told, 80).plain.splitlines() if "hectares" in line]
    assert [line.index("[1]") for line in lines] == [20, 20]


def test_the_order_is_the_order_of_the_page(demo: Briefed):
    text = short(demo.briefing, 80).plain
    headings = ["Where reports disagree", "Borne out by more", "Resting on one", "Unverified or denied", "Names that look"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=300) | st.sampled_from(["\x1b[31mred\x07", "水" * 200, "x" * 500, "👩‍👩‍👧" * 60, "[bold]x[/bold]"]),
    st.integers(40, 130),
)
def test_no_words_steer_the_terminal_or_run_over_its_edge(words, width):
    briefing, _ = hostile("The ferry sank.", words, [Span(0, 9)])
    lines = short(briefing, width).plain.split("\n")
    assert all(line.isprintable() for line in lines)
    assert max(map(cell_len, lines)) <= width + 1


def test_many_stories_are_cut_and_the_rest_is_counted(demo: Briefed):
    (story,) = demo.briefing.stories
    many = Briefing(reports=demo.briefing.reports, failures=(), stories=(story,) * 9)
    text = short(many, 80).plain
    assert "3 more stories on the page." in text
    assert len(re.findall("Where reports disagree", text)) == 6
