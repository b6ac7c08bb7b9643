"""What people rejected is left out and counted, what they confirmed says so, on the page, in Markdown and at the terminal."""

import pytest

from telling import annotated, briefed, cites_of, conflict, entry, hostile
from twosource.model.codec import encode
from twosource.model.ledger import Change, ConflictStatus, Ruled, RulingKind, Side
from twosource.model.report import Span
from twosource.model.telling import Briefing
from twosource.tell.export.markdown import markdown
from twosource.tell.export.page import page
from twosource.tell.export.terminal import short
from twosource.tell.order import severest_first

REPORT, ANNOTATION = annotated("Nine or twelve died. Two or three are missing. Four fled.", number=1)
CITES = cites_of(REPORT, [Span(0, 4), Span(8, 14), Span(21, 24), Span(28, 33), Span(47, 57)])
NO = Ruled(RulingKind.REJECTED, "Ana Lis")
YES = Ruled(RulingKind.CONFIRMED, "Jo *Serr*")


def clash(about: str, *fields: Ruled) -> object:
    status = ConflictStatus.REJECTED if NO in fields else ConflictStatus.OPEN
    return conflict(about, ("nine", CITES[:1]), ("twelve", CITES[1:2]), status=status, **({"ruled": fields[0]} if fields else {}))


def told(**lists: object) -> dict[str, str]:
    made = briefed([(REPORT, ANNOTATION)], **lists)
    return {"page": page(made, [(REPORT, ANNOTATION)]), "md": markdown(made), "terminal": short(made).plain}


@pytest.mark.parametrize("form", ["page", "md", "terminal"])
def test_a_rejected_conflict_is_left_out_and_counted(form: str) -> None:
    words = told(conflicts=(clash("people killed"), clash("people missing", NO)))[form]
    assert "people killed" in words
    assert "people missing" not in words
    assert "Rejected by Ana Lis and left out: 1 conflict." in words


@pytest.mark.parametrize("form", ["page", "md", "terminal"])
def test_where_all_conflicts_are_rejected_none_is_said_to_be_open(form: str) -> None:
    words = told(conflicts=(clash("people missing", NO),))[form]
    assert "No conflict found" in words
    assert "1 conflict." in words


@pytest.mark.parametrize(
    ("form", "words"), [("page", "confirmed by Jo *Serr*"), ("md", r"confirmed by Jo \*Serr\*"), ("terminal", "confirmed by Jo *Serr*")]
)
def test_a_confirmed_conflict_says_who_confirmed_it(form: str, words: str) -> None:
    assert words in told(conflicts=(clash("people killed", YES),))[form]


def test_lines_and_changes_that_are_rejected_are_counted_too() -> None:
    change = Change("change-1", "story-1", "people fled", Side("three", CITES[3:4]), Side("four", CITES[4:]), NO)
    words = told(entries=(entry("Four fled.", CITES[4:], ruled=NO), entry("Nine died.", CITES[:1], ruled=YES)), changes=(change,))
    assert all("Rejected by Ana Lis and left out: 1 ledger line and 1 change." in one for one in words.values())
    assert not any("Four fled." in one for one in (words["md"], words["terminal"]))
    assert "confirmed by Jo *Serr*" in words["page"]


def test_a_story_says_who_judged_it() -> None:
    assert all("Rejected by Ana Lis." in one for one in told(ruled=NO).values())


def test_rejected_conflicts_come_last() -> None:
    found = severest_first([clash("a", NO), clash("b")])
    assert [one.about for one in found] == ["b", "a"]


def test_where_nobody_judged_nothing_is_said_of_it() -> None:
    made, _ = hostile("Nine died.", "words", [Span(0, 4)])
    assert isinstance(made, Briefing)
    assert b"ruled" not in encode(made)
