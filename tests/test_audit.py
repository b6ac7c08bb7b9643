"""The audit: what is wrong with a draft's sentence, and what is not."""

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from conftest import ROOT
from twosource.desk.audited import Pair, Shelf, Told, audit_pair, draft_in
from twosource.model.audit import Audit, FaultKind, LabelBasis, Verdict
from twosource.model.report import Given
from twosource.tell.audit.draft import Draft, laid_out
from twosource.tell.audit.marks import marked

CASES = tomllib.loads((Path(__file__).parent / "cases" / "audit.toml").read_text(encoding="utf-8"))["case"]


@functools.cache
def shelf() -> Shelf:
    return Shelf()


def audit(draft: str, *reports: Told) -> Audit:
    return audit_pair(Pair("draft", draft, reports), shelf())


def kinds(found: Audit) -> list[FaultKind]:
    return [fault.kind for fault in found.faults]


def drafted(text: str) -> Draft:
    return laid_out(draft_in(text.encode(), Given(), "draft.md"))


def cases() -> Iterator[Any]:
    for case in CASES:
        gap = [pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
        yield pytest.param(case, id=case["why"], marks=gap)


@pytest.mark.parametrize("case", list(cases()))
def test_a_sentence_is_told_its_fault_and_a_faithful_one_none(case: dict[str, Any]) -> None:
    found = {kind.value for kind in kinds(audit(case["draft"], Told(case["report"])))}
    assert found & set(case["faults"]) if case["faults"] else not found


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The dam broke [1]. Nobody drowned.", ["1"]),
        ("The dam broke. [2]", ["2"]),
        ("The dam broke [2, 3].", ["2", "3"]),
        ("The dam broke [2][3].", ["2", "3"]),
        ("The dam broke [2-4].", ["2", "3", "4"]),
        ("The dam broke.¹", ["1"]),
        ("The dam broke.¹ ²", ["1", "2"]),
        ("The dam broke.[^a]\n\n[^a]: Ester Mail, “Dam breaks at Ester”", ["a"]),
        ("The dam [broke](https://ester.example/dam).", ["https://ester.example/dam"]),
        ("The dam broke (1).\n\n## Sources\n\n1. Ester Mail, “Dam breaks at Ester”", ["1"]),
        ("The dam (built in 1931) broke in 12 (twelve) places.", []),
    ],
)
def test_a_citation_is_read_in_all_its_forms(text: str, labels: list[str]) -> None:
    assert [mark.label for mark in drafted(text).marks] == labels


def test_marks_leave_every_word_in_its_place() -> None:
    report = draft_in(b"**Ester.** The [dam](https://a.example) broke [1].", Given(), "draft.md")
    bare = marked(report).bare
    assert len(bare) == len(report.text)
    assert all(one in {" ", other} for one, other in zip(bare, report.text, strict=True))
    assert bare.split() == ["Ester.", "The", "dam", "broke", "."]


def test_a_mark_at_the_head_of_a_paragraph_is_its_sentences() -> None:
    assert [[mark.label for mark in part.own] for part in drafted("[2] The dam at Ester broke.").parts] == [["2"]]


#: Kinds that one sentence of a report shows.
SINGLE = frozenset({
    *("number", "unit", "time", "place", "name", "quote", "paraphrase_quoted", "speaker", "recipient", "roles", "negation"),
    *("hedge_dropped", "hedge_added", "strength"),
})  # fmt: skip


def examples() -> list[list[str]]:
    """The rows of the page's table that have the words of a report and of a draft."""
    rows = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in (ROOT / "docs" / "audit.md").read_text("utf-8").splitlines()]
    return [row for row in rows if len(row) == 4 and row[0].strip("`") in SINGLE]


def test_the_page_shows_an_example_of_each_kind_that_one_sentence_shows() -> None:
    assert {row[0].strip("`") for row in examples()} == SINGLE


@pytest.mark.parametrize("row", examples(), ids=lambda row: row[0].strip("`"))
def test_the_examples_of_the_page_are_found(row: list[str]) -> None:
    assert row[0].strip("`") in kinds(audit(row[3], Told(row[2])))


def test_a_sentence_may_lean_on_the_citation_of_the_next() -> None:
    report = Told("The dam at Ester broke on Monday. Divers searched the lake for the keeper.", "1")
    found = audit("The dam at Ester broke on Monday. Divers searched the lake for the keeper [1].", report)
    assert found.sentences[0].inherited == ("1",)
    assert not found.faults


def test_a_sentence_without_a_citation_among_others_is_uncited() -> None:
    report = Told("The dam at Ester broke on Monday. Divers searched the lake for the keeper.", "1")
    found = audit("Divers searched the lake for the keeper [1].\n\nThe dam at Ester broke on Monday.", report)
    assert kinds(found) == [FaultKind.UNCITED]


def test_a_draft_that_cites_nothing_is_held_against_all_and_nothing_is_uncited() -> None:
    found = audit("The dam at Ester broke on Monday.", Told("The dam at Ester broke on Monday."))
    assert not found.faults
    assert found.sentences[0].verdict is Verdict.SUPPORTED


def test_a_citation_of_nothing_dangles() -> None:
    draft = "The dam at Ester broke on Monday [2].\n\n## Sources\n\n[1] Ester Mail, “Dam breaks at Ester”"
    found = audit(draft, Told("The dam at Ester broke on Monday.", headline="Dam breaks at Ester"))
    assert FaultKind.DANGLING_CITATION in kinds(found)
    assert found.unused_references == ("1",)


def test_right_words_under_the_wrong_number_are_a_wrong_citation() -> None:
    dam = Told("The dam at Ester broke on Monday, and the keeper, Orla Brand, was swept away.", "1")
    strike = Told("Bus drivers in Port Alda will strike on Friday over rosters, their union said.", "2")
    found = audit("The dam at Ester broke on Monday and swept away its keeper, Orla Brand [2].", dam, strike)
    assert kinds(found) == [FaultKind.WRONG_CITATION]
    assert "[1]" in found.faults[0].detail


def test_a_reference_finds_its_report_by_headline_and_by_outlet_and_day() -> None:
    one = Told("The dam at Ester broke on Monday.", headline="Dam breaks at Ester", outlet="Ester Mail", published="2025-03-04")
    other = Told("Bus drivers in Port Alda strike.", headline="Buses stand still", outlet="Alda Post", published="2025-03-05")
    draft = "The dam broke [1]. Buses stood still [2].\n\n## Sources\n\n[1] Ester Mail, “Dam breaks at Ester”\n[2] Alda Post, 5 March 2025"
    found = audit(draft, other, one)
    assert [(report.headline, report.label, report.label_basis) for report in found.reports] == [
        ("Buses stand still", "2", LabelBasis.REFERENCE),
        ("Dam breaks at Ester", "1", LabelBasis.REFERENCE),
    ]


def test_a_title_is_held_against_its_own_body() -> None:
    report = Told("Nine people drowned when the ferry Alda sank off Port Ester on Monday, the coastguard said.", "1")
    draft = (
        "# Ninety drown off Port Ester\n\nNine people drowned when the ferry Alda sank off Port Ester on Monday, the coastguard said [1]."
    )
    assert kinds(audit(draft, report)) == [FaultKind.HEADLINE_BODY]
    named = audit(draft.replace("Ninety drown off Port Ester", "Orla Quint calls for divers after nine drown"), report)
    assert [(fault.kind, fault.detail) for fault in named.faults] == [
        (FaultKind.HEADLINE_BODY, "says “Orla Quint”; the text has not this name")
    ]


def test_every_cite_yields_the_words_that_it_shows() -> None:
    report = Told("Nine people drowned off Port Ester, the coastguard said. “We came too late,” said Orla Brand, its chief.")
    found = audit("Ninety people drowned off Port Ester. “We came far too late,” said Tom Hale, its chief.", report)
    cites = [
        cite for sentence in found.sentences for cite in (*sentence.support, *(one for fault in sentence.faults for one in fault.cites))
    ]
    assert cites
    assert all(report.text[cite.start : cite.end] == cite.exact for cite in cites)


@pytest.mark.parametrize(
    "draft", ["?", "# Title", "- - -", "[1]", "“", "’s ’s ’s ran.", "No. 1 won 2–1 in 3’ 4”.", "𝔘𝔫𝔦 𝔠𝔬𝔡𝔢 rose 5 %.", "a" * 5000]
)
def test_an_odd_draft_breaks_nothing(draft: str) -> None:
    found = audit(draft, Told("Nine people drowned off Port Ester, the coastguard said.", "1"))
    assert not [one for one in found.failures if one.stage == "audit" and "cannot be read" not in one.error]


def gap(draft: str) -> Any:
    """A draft whose fault is not seen yet."""
    return pytest.param(draft, marks=pytest.mark.xfail(reason="a clause of few words is not told from what is round it", strict=True))


LONG = (
    "The town library in Kestrel Ford closed its doors on Tuesday after a pipe burst on the second floor. Water ran through the ceiling of"
    " the reading room for most of the night. The librarian, Odile Varr, said that some 3,000 books were soaked. Volunteers carried dry"
    " shelves to the school gym across the road. A firm from Hallby has been hired to dry the walls with fans. The council has set aside"
    " 40,000 crowns for repairs. Readers may return what they have borrowed at the town hall. The children's corner was spared. Varr"
    " thanked a night watchman who turned off the main. The building dates from 1931."
)


@pytest.mark.parametrize(
    "draft",
    [
        "The council will sell the town hall to pay for new books.",
        "The night watchman is to be given a medal by the school.",
        "A pipe burst on the second floor of the library, and police arrested two teenagers.",
        "The council has set aside 40,000 crowns for repairs and is considering a challenge in court.",
        "A firm from Hallby has been hired to dry the walls, having undercut three rivals.",
        "Volunteers carried dry shelves to the school gym, where pupils sang for them.",
        "Varr thanked a night watchman who turned off the main before losing consciousness.",
    ],
)
def test_what_no_sentence_of_a_longer_report_is_of_is_not_found_in_whatever_words(draft: str) -> None:
    assert FaultKind.NOT_FOUND in kinds(audit(draft, Told(LONG)))


@pytest.mark.parametrize(
    "draft",
    [
        "Anyone with a loan out can hand it in at the town hall.",
        "A watchman shut the water off and earned the librarian's gratitude.",
        "Fans are being used to get the moisture out of the masonry, a job given to a Hallby company.",
        "The library shut its doors on Tuesday when a burst pipe soaked some 3,000 books, the librarian said.",
    ],
)
def test_what_a_longer_report_tells_is_found_in_other_words(draft: str) -> None:
    assert FaultKind.NOT_FOUND not in kinds(audit(draft, Told(LONG)))


@pytest.mark.parametrize(("day", "faults"), [("2025-03-04", []), ("2025-03-18", [FaultKind.TIME])])
def test_in_a_batch_too_a_report_without_a_day_came_out_on_the_day_that_the_drafts_list_gives(day: str, faults: list[FaultKind]) -> None:
    draft = f"A ferry sank off Port Ester on Monday 3 March. [1]\n\n## References\n\n[1] Ferry sinks off Port Ester, Ester Mail, {day}\n"
    told = Told("A ferry sank off Port Ester on Monday, the harbour office said. Nobody was hurt.", headline="Ferry sinks off Port Ester")
    found = audit(draft, told)
    assert [report.published for report in found.reports] == [day]
    assert kinds(found) == faults
    assert [report.published for report in audit(draft, msgspec.structs.replace(told, published="2025-03-05")).reports] == ["2025-03-05"]


def test_what_no_report_has_is_no_fault_without_a_citation_where_the_draft_lists_reports_that_were_not_given() -> None:
    report = Told("The dam at Ester broke on Monday, and nine people drowned, the river office said. Divers searched the lake.", "1")
    draft = (
        "The dam at Ester broke on Monday [1].\n\nVera Holm of the farmers' union has asked for a new wall of 12 metres.\n\n## References\n\n"
        "[1] Dam breaks at Ester\n"
    )
    found = kinds(audit(draft, report))
    assert FaultKind.UNCITED in found
    assert set(found) & {FaultKind.NAME, FaultKind.NUMBER, FaultKind.NOT_FOUND}
    listed = audit(f"{draft}[2] Farmers ask for a higher wall at Ester, River Post\n", report)
    assert kinds(listed) == [FaultKind.UNCITED]
    assert listed.sentences[1].verdict in {Verdict.PARTLY_SUPPORTED, Verdict.UNSUPPORTED}
    named = audit(
        draft.replace("Vera Holm of", "At Ester on Monday the dam broke, Vera Holm said; nine drowned. Of")
        + "[2] Dam at Ester: farmers speak out\n",
        report,
    )
    said = next(one for one in named.sentences if "Vera Holm said" in one.text)
    assert said.verdict is Verdict.PARTLY_SUPPORTED
    assert "Vera Holm" in {said.text[start - said.start : end - said.start] for start, end in said.unconfirmed}


def test_who_cites_nothing_is_told_that_no_report_and_not_that_no_report_cited_has_a_thing() -> None:
    report = Told("The dam at Ester broke on Monday, and nine people drowned, the river office said.", "1")
    told = [
        fault.detail
        for cited in ("", " [1]")
        for fault in audit(f"The dam at Ester broke on Monday, said Vera Holm{cited}.", report).faults
    ]
    assert any("no report has this name" in one for one in told)
    assert any("no report cited has this name" in one for one in told)


def test_the_audit_is_the_same_in_any_order_of_reports() -> None:
    dam = Told("The dam at Ester broke on Monday, and nine people drowned.", "1")
    strike = Told("Bus drivers in Port Alda will strike on Friday over rosters, their union said.", "2")
    draft = "The dam at Ester broke on Monday, and 90 people drowned [1]. Bus drivers will strike on Sunday [2]."
    assert audit(draft, dam, strike).sentences == audit(draft, strike, dam).sentences


def test_the_drafts_over_an_invented_story_are_told_apart() -> None:
    """Of a story worked on: most planted faults are named, hardly a faithful line is doubted."""
    from twosource.desk.audited import Labelled, audit_files, draft_at  # noqa: PLC0415
    from twosource.engine.local import LocalEngine  # noqa: PLC0415

    drafts = ROOT / "tests" / "golden" / "drafts"
    against = Labelled([ROOT / "tests" / "golden" / "stories" / "larkfield"])
    faulty = audit_files(draft_at(drafts / "larkfield-faulty.md", Given()), against, Given(), LocalEngine()).audit
    clean = audit_files(draft_at(drafts / "larkfield-clean.md", Given()), against, Given(), LocalEngine()).audit
    assert len({fault.kind for fault in faulty.faults}) >= 7
    assert len(clean.faults) <= 1
