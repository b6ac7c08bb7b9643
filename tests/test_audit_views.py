"""An audit as it is shown: in the terminal, on a page and as SARIF; both sides of a fault, nothing hostile, nothing claimed."""

import io
import json
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import structs
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema
from rich.cells import cell_len
from rich.console import Console

from held import DRAFT, OWNER, SAID, audited, draft_of, fault, ferry, reports_of
from test_page_html import ALLOWED, HOSTILE, Seen
from twosource.model.audit import AuditedReference, FaultKind, JudgedBy, Verdict
from twosource.model.report import Cite, Failure, Passage, PassageKind, Report, Span
from twosource.tell.export.audited.page import page
from twosource.tell.export.audited.sarif import RULES, region, sarif
from twosource.tell.export.audited.sheet import sheet
from twosource.tell.export.audited.tally import tally
from twosource.tell.export.audited.terminal import beside, stacked, summary
from twosource.tell.export.audited.view import notes, shown
from twosource.tell.export.audited.words import KINDS, SIGN_FOR_VERDICT, WORD_FOR_VERDICT

NEVER = re.compile(r"\b(verified|true|false|fake|AI|confidence)\b")
words = st.sampled_from(HOSTILE) | st.text(max_size=40)
texts = st.lists(words, min_size=1, max_size=4).map("\n".join)


def test_every_kind_of_fault_has_its_own_words_and_no_verdict_calls_anything_true():
    assert set(KINDS) == set(FaultKind)
    assert len({kind.words for kind in KINDS.values()}) == len(KINDS)
    assert not NEVER.search(" ".join([*(f"{kind.words} {kind.means}" for kind in KINDS.values()), *WORD_FOR_VERDICT.values()]))
    assert set(WORD_FOR_VERDICT) == set(SIGN_FOR_VERDICT)


def test_the_counts_leave_headings_out():
    counts = tally(*ferry()[:2])
    assert (counts.sentences, counts.checked, counts.faults, counts.faulty) == (3, 2, 1, 1)


def test_one_sentence_says_what_the_audit_comes_to():
    assert summary(*ferry()[:2]) == "2 sentences held against 2 reports: 1 fault in 1 sentence; 1 sentence not checked."


def test_words_that_nothing_bears_out_are_named_in_the_terminal_and_marked_on_the_page():
    audit, draft, reports = ferry()
    owner = audit.sentences[2]
    start = draft.text.index("has called")
    apart = [Span(start, start + 3), Span(start + 4, start + 10), Span(draft.text.index("divers"), draft.text.index("divers") + 6)]
    part = structs.replace(owner, verdict=Verdict.PARTLY_SUPPORTED, unconfirmed=tuple(apart))
    audit = structs.replace(audit, sentences=(*audit.sentences[:2], part, *audit.sentences[3:]))
    told = stacked(audit, draft, reports).plain
    assert "Borne out but for these words" in told
    assert "line 4: “has called”, “divers” in “The owner has called in divers.”" in told
    shown_on = page(audit, draft, reports)
    assert re.findall(r'<span class="unsaid">(.*?)</span>', shown_on)[1:] == ["has called", "divers"]  # the first is the key's
    assert "borne out in part by [1] Outlet 1; not confirmed: “has called”, “divers”" in shown_on
    assert "Borne out but" not in stacked(*ferry()).plain
    assert "that no report confirms" in shown_on
    assert "that no report confirms" not in page(*ferry())


def test_where_nothing_was_held_against_anything_nobody_says_that_there_is_no_fault():
    draft = draft_of("Who is to blame?")
    audit = audited(draft, reports_of(SAID), unchecked=[("Who", "a question")])
    told = f"{summary(audit, draft)} {stacked(audit, draft, reports_of(SAID)).plain} {page(audit, draft, reports_of(SAID))}"
    assert "no fault" not in told.casefold()
    assert "Nothing in the draft could be held against a report" in told


def test_a_wide_terminal_has_both_sides_in_two_columns_and_a_narrow_one_stacked():
    wide = beside(*ferry(), width=110).plain.splitlines()
    assert any("‹Ninety people›" in line and "‹Nine people›" in line for line in wide)
    narrow = beside(*ferry(), width=60).plain.splitlines()
    assert not any("‹Ninety people›" in line and "‹Nine people›" in line for line in narrow)
    assert stacked(*ferry(), width=60).plain.splitlines() == narrow


@pytest.mark.parametrize("width", [20, 40, 60, 90, 110, 300])
def test_no_line_is_wider_than_the_terminal(width):
    lines = beside(*ferry(), width=width).plain.splitlines()
    assert max(map(cell_len, lines)) <= max(width, 40)


def test_the_terminal_says_the_kind_in_words_the_line_and_the_counts():
    told = stacked(*ferry()).plain
    assert "1 wrong number, line 3" in told
    assert "Outlet 1, 4 Mar 2025" in told
    assert "Says “Ninety people”; Outlet 1 has “Nine people”." in told
    assert "[1] was taken by the order of the files alone" in told
    assert "1: a question: “Who is to blame?”" in told


def test_through_a_pipe_there_is_no_colour():
    piped = io.StringIO()
    Console(file=piped, width=100, highlight=False).print(stacked(*ferry()))
    assert "\x1b" not in piped.getvalue()


def test_hostile_words_cannot_steer_a_terminal():
    draft = draft_of("Ninety \x1b[31mpeople\x07 drowned\u202e [1].")
    reports = reports_of("Nine \x1b]0;x\x07 people drowned.")
    wrong = fault(draft, "Ninety \x1b[31m", FaultKind.NUMBER, "says \x1b[2J", (reports[0][0], "Nine \x1b]0;x\x07"))
    told = stacked(audited(draft, reports, [wrong]), draft, reports).plain
    assert all(char.isprintable() or char == "\n" for char in told)
    assert "\\x1b" in told


def test_a_headline_alone_is_said_to_be_one():
    draft, reports = draft_of(), reports_of()
    cite = Cite("report-headline", 0, 10, "Ester Mail")
    wrong = fault(draft, "Ninety people", FaultKind.NUMBER, "says so")
    audit = audited(draft, reports, [type(wrong)(wrong.kind, wrong.start, wrong.end, wrong.detail, (cite,))], basis=JudgedBy.HEADLINE)
    told = stacked(audit, draft, reports).plain
    assert "against the headlines that the draft lists" in told
    assert "[1] headline in the draft's own list" in told
    assert "could be held against a headline only" in " ".join(told.split())


def test_unused_references_are_named_everywhere():
    draft, reports = draft_of(), reports_of(SAID)
    audit = audited(draft, reports, unused_references=("1",))
    assert "1 reference unused" in summary(audit, draft)
    assert "cited nowhere" in stacked(audit, draft, reports).plain
    assert "cited nowhere" in page(audit, draft, reports)
    (result,) = json.loads(sarif(audit, draft, reports))["runs"][0]["results"]
    assert (result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"]) == ("unused_reference", 7)


def test_the_page_has_both_sides_of_every_fault_and_a_link_to_the_report():
    html = page(*ferry())
    seen = Seen(html)
    assert "<mark" in html
    assert "#r1-0-11" in seen.links
    assert seen.words["r1-0-11"] == "Nine people"
    assert not NEVER.search(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


def test_every_link_of_the_page_has_its_target():
    seen = Seen(page(*ferry()))
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_the_sheet_is_the_draft_character_for_character():
    audit, draft, reports = ferry()
    at = shown(audit, draft, reports)
    blocks = sheet(at, notes(at), lambda _sentence, _found: "")
    plain = "".join(re.sub(r'<a class="n".*?</a>|<[^>]*>', "", str(block.markup)) for block in blocks)
    assert plain == DRAFT


def test_a_note_stands_behind_its_sentence_and_the_citation_that_follows():
    audit, draft, reports = ferry()
    at = shown(audit, draft, reports)
    blocks = sheet(at, notes(at), lambda _sentence, found: "<NOTE>" * bool(found))
    (block,) = [str(block.markup) for block in blocks if "<NOTE>" in block.markup]
    assert re.sub(r"<(?!NOTE)[^>]*>", "", block).rstrip().endswith("[1].<NOTE>")


@given(texts, texts, words, st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example("<script>alert(1)</script>", "<b>\x00", "</style>", None)
def test_hostile_words_stay_words(draft_text, report_text, detail, data):
    draft_text, report_text = f"x{draft_text}", f"y{report_text}"
    draft = Report(
        id="report-draft",
        path=detail or "x",
        paths=(),
        text=draft_text,
        headline=detail,
        passages=(Passage(0, len(draft_text), PassageKind.BODY),),
        sentences=(Span(0, len(draft_text)),),
    )
    reports = reports_of(report_text)
    start = data.draw(st.integers(0, len(draft_text) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(draft_text))) if data else 1
    cite = reports[0][0].cite(0, len(report_text))
    wrong = fault(draft, draft_text, FaultKind.QUOTE, detail)
    wrong = type(wrong)(FaultKind.QUOTE, start, end, detail, (cite,))
    other = type(wrong)(FaultKind.UNCITED, 0, len(draft_text), detail)
    failures = (Failure("failure-1", detail, "read", detail),)
    references = (AuditedReference(detail, listed=True, cited=1, report=reports[0][0].id),)
    audit = audited(draft, reports, [wrong, other], failures=failures, references=references)
    seen = Seen(page(audit, draft, reports))
    assert set(seen.tags) <= ALLOWED | {"mark"}
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert all(link.startswith("#") for link in seen.links)
    is_sarif(sarif(audit, draft, reports))
    assert all(char.isprintable() or char == "\n" for char in beside(audit, draft, reports, 100).plain)


def test_a_page_without_reports_or_sentences_is_still_a_page():
    draft = draft_of("…")
    html = page(audited(draft, [], references=()), draft, [])
    assert html.startswith("<!doctype html>")


def test_of_many_reports_only_those_stand_on_the_page_that_something_leads_to():
    draft, reports = draft_of(), reports_of(SAID, *(f"{OWNER} {number}" for number in range(40)))
    wrong = fault(draft, "Ninety people", FaultKind.NUMBER, "says so", (reports[7][0], "The owner"))
    html = page(audited(draft, reports, [wrong]), draft, reports)
    assert {name for name in Seen(html).ids if re.fullmatch(r"r\d+", name)} == {"r1", "r8"}
    assert "39 more reports of those that the draft was held against are not on this page" in html


def test_failures_are_named_on_the_page_and_in_sarif():
    draft, reports = draft_of(), reports_of(SAID)
    audit = audited(draft, reports, failures=(Failure("failure-1", "lost.txt", "read", "there is no such file"),))
    assert "lost.txt" in page(audit, draft, reports)
    (told,) = json.loads(sarif(audit, draft, reports))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "lost.txt: there is no such file"


def is_sarif(told: str) -> None:
    """Raises where a text is not what the schema of SARIF 2.1.0 lays down; what it does not know is refused as well."""
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(json.loads(told))


def test_what_the_schema_of_sarif_does_not_know_is_seen_by_the_check():
    told = json.loads(sarif(*ferry()))
    is_sarif(json.dumps(told))
    told["runs"][0]["results"][0]["rule"] = "number"
    with pytest.raises(ValidationError):
        is_sarif(json.dumps(told))


def test_sarif_with_references_and_failures_keeps_to_the_schema():
    draft, reports = draft_of(), reports_of(SAID)
    failures = (Failure("failure-1", "lost.txt", "read", "there is no such file"),)
    is_sarif(sarif(audited(draft, reports, unused_references=("1",), failures=failures), draft, reports))


def test_sarif_has_a_rule_for_each_kind_and_one_for_unused_references():
    driver = json.loads(sarif(*ferry()))["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [*(kind.value for kind in FaultKind), "unused_reference"]
    assert all(rule[part]["text"] for rule in driver["rules"] for part in ("shortDescription", "fullDescription", "help"))


def test_a_sarif_result_points_into_the_draft_and_the_report():
    audit, draft, reports = ferry()
    (run,) = json.loads(sarif(audit, draft, reports))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    start, length = place["region"]["charOffset"], place["region"]["charLength"]
    assert draft.text[start : start + length] == "Ninety people"
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"], place["region"]["startColumn"]) == ("draft.md", 3, 1)
    assert (result["ruleId"], result["level"], list(RULES)[result["ruleIndex"]]) == ("number", "error", "number")
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["charLength"] == len("Nine people")
    assert "Nine people" in related["message"]["text"]


@pytest.mark.parametrize(
    ("text", "span", "line", "column", "last", "behind"),
    [("abc", Span(0, 1), 1, 1, 1, 2), ("a\nbcd\n", Span(2, 5), 2, 1, 2, 4), ("é\r\n😀x\ny", Span(3, 7), 2, 1, 3, 2)],
)
def test_lines_and_columns_count_from_one_in_code_points(text, span, line, column, last, behind):
    found = region(text, span)
    assert (found["startLine"], found["startColumn"], found["endLine"], found["endColumn"]) == (line, column, last, behind)


def test_words_taken_out_of_a_web_page_have_no_place_in_its_file():
    draft = draft_of("Ninety people drowned.", "draft.html")
    reports = reports_of(SAID)
    wrong = fault(draft, "Ninety", FaultKind.NUMBER, "says so", (reports[0][0], "Nine"))
    audit = audited(draft, reports, [wrong])
    (result,) = json.loads(sarif(audit, draft, reports))["runs"][0]["results"]
    region_of = result["locations"][0]["physicalLocation"]["region"]
    assert "charOffset" not in region_of
    assert ", line" not in stacked(audit, draft, reports).plain
    assert region_of["snippet"]["text"] == "Ninety"


def test_paths_in_sarif_are_addresses():
    draft = draft_of("Ninety people drowned.", "my drafts/über.md")
    wrong = fault(draft, "Ninety", FaultKind.NUMBER, "says so")
    (run,) = json.loads(sarif(audited(draft, reports_of(OWNER), [wrong]), draft, reports_of(OWNER)))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "my%20drafts/%C3%BCber.md"
