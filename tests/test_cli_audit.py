"""`twosource audit` as a desk runs it: exit codes, what stands where, and bad input."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from twosource.cli.audit import spread
from twosource.desk import audited
from twosource.engine.local import LocalEngine
from twosource.model.audit import Audit
from twosource.model.ledger import Alteration, AlterationKind, Ruled, RulingKind
from twosource.model.report import Cite, Given, Report
from twosource.tell.audit.disputes import undisputed

REPORT = "Ferry sinks off Port Ester\n\nNine people were killed when the ferry Alda sank off Port Ester on Monday, the coastguard said.\n"
OTHER = "Divers sent to Port Ester\n\nThe owner, Orla Brand, has hired 14 divers from Larnwick to search the wreck, her office said.\n"
GOOD = "Nine people were killed when the ferry Alda sank off Port Ester on Monday, the coastguard said.\n"
WRONG = "Nineteen people were killed when the ferry Alda sank off Port Ester on Monday, the coastguard said.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two reports in `reports/` and three drafts."""
    (tmp_path / "reports").mkdir()
    for name, text in {"reports/1.txt": REPORT, "reports/2.txt": OTHER, "good.md": GOOD, "wrong.md": WRONG}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def batch_of(path: Path, *lines: object) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return path


def row(identity: object, draft: str, **fields: str) -> dict[str, object]:
    return {"id": identity, "draft": draft, "reports": [{"label": "1", "text": REPORT, "headline": "Ferry sinks off Port Ester", **fields}]}


def test_a_draft_that_says_what_its_reports_say_is_exit_0(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "good.md", "--against", desk / "reports")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no fault found" in done.stdout


def test_a_fault_is_exit_1_and_both_sides_are_shown(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "wrong.md", "--against", desk / "reports")
    assert done.returncode == 1
    assert "wrong number" in done.stdout
    assert "Nineteen people" in done.stdout
    assert "Nine people" in done.stdout
    assert "\x1b" not in done.stdout


def test_an_unused_reference_is_exit_1(twosource: Run, desk: Path) -> None:
    draft = f"{GOOD.strip()} [1]\n\n## References\n\n[1] Ferry sinks off Port Ester\n[2] Divers sent to Port Ester\n"
    (desk / "listed.md").write_text(draft, encoding="utf-8")
    done = twosource("audit", desk / "listed.md", "--against", desk / "reports", "--format", "json")
    audit = json.loads(done.stdout)
    assert done.returncode == 1
    assert audit["unused_references"] == ["2"]
    assert not [fault for sentence in audit["sentences"] for fault in sentence["faults"]]


def test_a_report_without_a_day_came_out_on_the_day_that_the_drafts_list_gives(twosource: Run, desk: Path) -> None:
    said = GOOD.strip().replace("on Monday", "on Monday 3 March")
    draft = f"{said} [1]\n\n## References\n\n[1] Ferry sinks off Port Ester, Ester Mail, DAY\n"
    found = {}
    for day in ("2025-03-04", "2025-03-18"):
        (desk / "listed.md").write_text(draft.replace("DAY", day), encoding="utf-8")
        audit = json.loads(twosource("audit", desk / "listed.md", "--against", desk / "reports/1.txt", "--format", "json").stdout)
        assert [report["published"] for report in audit["reports"]] == [day]
        found[day] = [fault["kind"] for sentence in audit["sentences"] for fault in sentence["faults"]]
    assert found == {"2025-03-04": [], "2025-03-18": ["time"]}


def test_a_draft_of_which_nothing_can_be_checked_is_exit_3(twosource: Run, desk: Path) -> None:
    (desk / "asks.md").write_text("Who is to blame for the loss of the ferry Alda?\n", encoding="utf-8")
    done = twosource("audit", desk / "asks.md", "--against", desk / "reports")
    assert done.returncode == 3
    assert "no fault" not in done.stdout.casefold()
    assert "Nothing in the draft could be checked" in done.stderr


@pytest.mark.parametrize(("least", "status"), [("1", 0), ("2", 3), ("50%", 0), ("0.5", 0), ("51%", 3), ("100%", 3), ("0", 0)])
def test_less_than_was_asked_for_is_exit_3(twosource: Run, desk: Path, least: str, status: int) -> None:
    (desk / "half.md").write_text(f"{GOOD}\nWho is to blame for the loss of the ferry?\n", encoding="utf-8")
    done = twosource("audit", desk / "half.md", "--against", desk / "reports", "--min-checked", least)
    assert done.returncode == status
    assert (f"asks for {least}" in done.stderr) == (status == 3)


def test_json_is_the_record_and_nothing_else(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "wrong.md", "--against", desk / "reports", "--format", "json")
    audit = json.loads(done.stdout)
    fields = {"format", "draft", "reports", "sentences", "references", "unused_references", "not_checked", "failures"}
    assert set(audit) >= fields
    assert audit["sentences"][0]["verdict"] == "contradicted"
    assert audit["sentences"][0]["text"] == WRONG[audit["sentences"][0]["start"] : audit["sentences"][0]["end"]]


def test_sarif_and_html_go_where_they_are_told(twosource: Run, desk: Path) -> None:
    for form, start in (("sarif", "{"), ("html", "<!doctype html>"), ("text", str(desk / "wrong.md"))):
        done = twosource("audit", desk / "wrong.md", "--against", desk / "reports", "--format", form, "--out", desk / f"audit.{form}")
        assert done.returncode == 1
        assert (desk / f"audit.{form}").read_text(encoding="utf-8").startswith(start)
    assert "audit.html" in twosource(
        "audit", desk / "wrong.md", "--against", desk / "reports", "--format", "html", "--out", desk / "audit.html"
    ).stdout.replace("\n", "")


def test_html_through_a_pipe_is_the_page(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "wrong.md", "--against", desk / "reports", "--format", "html", cwd=desk)
    assert done.stdout.startswith("<!doctype html>")
    assert not (desk / "audit.html").exists()


def test_a_label_that_is_given_a_file_means_that_file(twosource: Run, desk: Path) -> None:
    (desk / "cites.md").write_text(f"{GOOD.strip()} [7]\n", encoding="utf-8")
    done = twosource("audit", desk / "cites.md", "--against", f"7={desk / 'reports' / '1.txt'}", "--format", "json")
    (report,) = json.loads(done.stdout)["reports"]
    assert (done.returncode, report["label"], report["label_basis"]) == (0, "7", "given")


def test_a_label_that_was_taken_by_the_order_of_the_files_is_said_to_be(twosource: Run, desk: Path) -> None:
    (desk / "cites.md").write_text(f"{GOOD.strip()} [1]\n", encoding="utf-8")
    (desk / "reports" / "1.txt").rename(desk / "reports" / "ester.txt")
    (desk / "reports" / "2.txt").rename(desk / "reports" / "larnwick.txt")
    done = twosource("audit", desk / "cites.md", "--against", desk / "reports")
    assert "[1] was taken by the order of the files alone" in " ".join(done.stdout.split())


def test_a_draft_with_a_list_of_its_own_is_held_against_its_headlines(twosource: Run, desk: Path) -> None:
    (desk / "listed.md").write_text(
        "The ferry Alda sank off Port Ester [1].\n\n## References\n\n[1] Ferry Alda sinks off Port Ester\n", encoding="utf-8"
    )
    done = twosource("audit", desk / "listed.md")
    assert done.returncode == 0
    assert "headlines" in done.stdout


def test_a_draft_with_nothing_to_hold_it_against_is_wrong_use_and_the_way_out_is_named(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "good.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--against" in done.stderr


def test_a_desk_holds_the_reports_as_well(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twosource("add", "--desk", desk / "ferry.desk", desk / "reports")
    assert twosource("audit", desk / "wrong.md", "--desk", desk / "ferry.desk").returncode == 1
    monkeypatch.setenv("TWOSOURCE_DESK", str(desk / "ferry.desk"))
    assert twosource("audit", desk / "good.md").returncode == 0


def test_a_reference_list_goes_before_the_desk_of_the_environment(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_DESK", str(desk / "nowhere.desk"))
    (desk / "listed.md").write_text(
        "The ferry Alda sank off Port Ester [1].\n\n## References\n\n[1] Ferry Alda sinks off Port Ester\n", encoding="utf-8"
    )
    assert twosource("audit", desk / "listed.md").returncode == 0


def test_the_draft_is_none_of_its_own_reports(twosource: Run, desk: Path) -> None:
    (desk / "reports" / "draft.md").write_text(WRONG, encoding="utf-8")
    done = twosource("audit", desk / "reports" / "draft.md", "--against", desk / "reports", "--format", "json")
    assert [Path(report["path"]).name for report in json.loads(done.stdout)["reports"]] == ["1.txt", "2.txt"]
    assert done.returncode == 1


def test_progress_is_told_of_sentence_by_sentence(desk: Path) -> None:
    told: list[tuple[str, int, int]] = []
    draft = audited.draft_at(desk / "wrong.md", Given())
    against = audited.Labelled([desk / "reports"])
    audited.audit_files(draft, against, Given(), LocalEngine(), lambda *step: told.append(step))
    assert told == [("audit", 1, 1)]


@pytest.mark.parametrize(("verdict", "stands"), [(RulingKind.REJECTED, False), (RulingKind.CONFIRMED, True)])
def test_what_people_rejected_is_held_against_no_draft(verdict: RulingKind, stands: bool) -> None:
    nine, sixty = Cite("report-1", 0, 4, "Nine"), Cite("report-2", 0, 5, "Sixty")
    altered = Alteration("alteration-1", AlterationKind.NUMBER, nine, sixty, "a number", ruled=Ruled(verdict, "Ana Lis", ""))
    assert (audited._disputes([altered], []) is not undisputed) == stands


def test_a_draft_comes_from_standard_input_too(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    done = twosource("audit", "-", "--against", desk / "reports", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["draft"]) == (1, "-")


def test_a_report_that_cannot_be_read_is_named_and_the_others_go_on(twosource: Run, desk: Path) -> None:
    (desk / "reports" / "empty.txt").write_bytes(b"")
    done = twosource("audit", desk / "good.md", "--against", desk / "reports", desk / "nowhere.txt", "--format", "json")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 2
    assert {Path(failure["path"]).name for failure in json.loads(done.stdout)["failures"]} == {"empty.txt", "nowhere.txt"}


def test_where_no_report_can_be_read_it_ends_with_exit_2(twosource: Run, desk: Path) -> None:
    done = twosource("audit", desk / "good.md", "--against", desk / "nowhere.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.txt" in done.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "name the draft first"),
        (("good.md", "--against", "reports", "--min-checked", "most"), "80%"),
        (("good.md", "--against", "reports", "--min-checked", "120%"), "80%"),
        (("good.md", "--against", "reports", "--published", "yesterday"), "2025-08-13"),
        (("good.md", "--against", "reports", "--format", "pdf"), "pdf"),
        (("good.md", "--against", "reports", "--format", "jsonl"), "--batch"),
        (("good.md", "--against", "9=reports/1.txt"), "[9]"),
        (("good.md", "--against", "1=reports"), "folder"),
        (("good.md", "--against", "1="), "3=report.txt"),
        (("good.md", "--against", "1=reports/1.txt", "--against", "1=reports/2.txt"), "two files"),
        (("good.md", "--against"), "--against"),
        (("good.md", "--against", "--format", "json"), "3=report.txt"),
        (("good.md", "--against", "reports", "--desk", "x.desk"), "--desk"),
        (("good.md", "--desk", "nowhere.desk"), "nowhere.desk"),
        (("good.md", "wrong.md", "--against", "reports"), "wrong.md"),
        (("--against", "a.txt", "b.txt", "good.md"), "name the draft first"),
        (("reports", "--against", "reports"), "folder"),
        (("nowhere.md", "--against", "reports"), "no such file"),
        (("good.md", "--batch", "b.jsonl"), "--batch"),
        (("--batch", "b.jsonl", "--format", "sarif"), "JSON Lines"),
        (("--batch", "nowhere.jsonl"), "no such file"),
        (("--batch", "reports"), "folder"),
    ],
)
def test_wrong_use_ends_with_exit_status_2_and_one_sentence(twosource: Run, desk: Path, args: tuple[str, ...], says: str) -> None:
    done = twosource("audit", *args, cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert says in done.stderr


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(range(256)) * 40, "cannot be read"),
        (b"<html><body><script>" + b"var a = 1; " * 400 + b"</script></body></html>", "cannot be read"),
        (b"The ferry sank. " * 3_200_000, "characters"),
    ],
    ids=["empty", "blank", "binary", "script", "50 MB"],
)
def test_a_draft_that_cannot_be_read_is_one_clear_line(twosource: Run, desk: Path, body: bytes, says: str) -> None:
    (desk / "bad.md").write_bytes(body)
    done = twosource("audit", desk / "bad.md", "--against", desk / "reports")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert says in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_draft_in_another_encoding_is_read(twosource: Run, desk: Path, encoding: str) -> None:
    (desk / "odd.md").write_bytes(WRONG.encode(encoding))
    done = twosource("audit", desk / "odd.md", "--against", desk / "reports", "--format", "json")
    assert json.loads(done.stdout)["sentences"][0]["text"] == WRONG.strip()


def test_a_draft_in_another_language_is_not_checked_and_said_so(twosource: Run, desk: Path) -> None:
    words = (
        "Neuf personnes sont mortes lundi quand le ferry Alda a coulé au large de Port Ester, a déclaré la préfecture dans un communiqué. "
    )
    (desk / "autre.md").write_text(words * 4, encoding="utf-8")
    done = twosource("audit", desk / "autre.md", "--against", desk / "reports")
    assert done.returncode == 3
    assert "'fr'" in done.stdout


def test_hostile_words_reach_the_terminal_as_escapes(twosource: Run, desk: Path) -> None:
    (desk / "wrong.md").write_text(WRONG.replace("Port Ester", "Port \x1b]0;x\x07Ester"), encoding="utf-8")
    done = twosource("audit", desk / "wrong.md", "--against", desk / "reports")
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_a_batch_prints_a_line_for_each_line_in_the_same_order(twosource: Run, desk: Path) -> None:
    batch = batch_of(desk / "b.jsonl", row("b", WRONG), "", row(7, GOOD), row("a", WRONG))
    done = twosource("audit", "--batch", batch, "--format", "jsonl")
    audits = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [audit["id"] for audit in audits] == ["b", 7, "a"]
    assert [bool(audit["sentences"][0]["faults"]) for audit in audits] == [True, False, True]
    assert set(audits[0]) >= {"format", "draft", "reports", "sentences", "references", "unused_references", "not_checked"}


@pytest.mark.parametrize(
    "bad",
    [
        '{"id": "x", "draft": ',
        '{"id": "x", "reports": []}',
        '{"id": "x", "draft": "The ferry sank."}',
        '{"id": "x", "draft": 5, "reports": []}',
        "[" * 100_000,
        '{"id": "x", "draft": "\\ud800", "reports": []}',
        '"x"',
    ],
    ids=["cut", "no draft", "no reports", "a number", "deep", "half a pair", "no object"],
)
@pytest.mark.parametrize("out", [False, True], ids=["printed", "to a file"])
def test_a_bad_line_of_a_batch_is_named_and_what_came_before_is_kept(twosource: Run, desk: Path, bad: str, out: bool) -> None:
    batch = batch_of(desk / "b.jsonl", row("a", GOOD), bad, row("c", GOOD))
    done = twosource("audit", "--batch", batch, "--format", "jsonl", *(("--out", desk / "o.jsonl") if out else ()))
    told = (desk / "o.jsonl").read_text(encoding="utf-8") if out else done.stdout
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in told.splitlines()] == ["a"]
    (line,) = done.stderr.splitlines()
    assert "line 2" in line


def test_a_draft_of_a_batch_that_cannot_be_read_stops_none_after_it(twosource: Run, desk: Path) -> None:
    batch = batch_of(desk / "b.jsonl", row("a", ""), row("b", GOOD))
    done = twosource("audit", "--batch", batch)
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 2
    assert (first["failures"][0]["path"], second["failures"]) == ("a", [])
    assert "line 1" in done.stderr


def test_a_draft_of_a_batch_that_breaks_a_step_stops_none_after_it(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = audited.audit_of

    def breaks(draft: Report, *rest: Any) -> Audit:
        if draft.path == "a":
            raise ZeroDivisionError("a mistake of ours")
        return whole(draft, *rest)

    monkeypatch.setattr(audited, "audit_of", breaks)
    done = twosource("audit", "--batch", batch_of(desk / "b.jsonl", row("a", GOOD), row("b", GOOD)))
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["failures"][0]["stage"], second["failures"]) == (2, "audit", [])


def test_closed_standard_input_is_an_empty_draft(desk: Path) -> None:
    command = f'{sys.executable} -c "from twosource.cli import main; main()" audit - --against {desk}/reports <&-'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=120, env=os.environ)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_report_of_a_batch_that_cannot_be_read_is_a_failure_of_its_line(twosource: Run, desk: Path) -> None:
    pair = {"id": "a", "draft": GOOD, "reports": [{"label": "1", "text": ""}, {"label": "2", "text": REPORT}]}
    done = twosource("audit", "--batch", batch_of(desk / "b.jsonl", pair))
    (audit,) = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert ([failure["path"] for failure in audit["failures"]], len(audit["reports"])) == (["1.txt"], 1)


def test_a_batch_comes_from_standard_input_too(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(row("a", GOOD)).encode())))
    done = twosource("audit", "--batch", "-", cwd=desk)
    assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "a")


def test_a_batch_and_a_single_audit_say_the_same(twosource: Run, desk: Path) -> None:
    whole = {"id": "a", "draft": WRONG, "reports": [{"text": REPORT}, {"text": OTHER}]}
    (batched,) = map(json.loads, twosource("audit", "--batch", batch_of(desk / "b.jsonl", whole)).stdout.splitlines())
    single = json.loads(twosource("audit", desk / "wrong.md", "--against", desk / "reports", "--format", "json").stdout)
    assert batched["sentences"] == single["sentences"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("where", ["> /dev/full", "--out /dev/full"])
def test_a_full_disk_is_one_sentence_and_exit_status_2(desk: Path, where: str) -> None:
    command = (
        f'{sys.executable} -c "from twosource.cli import main; main()" audit {desk}/good.md --against {desk}/reports --format json {where}'
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=120, env=os.environ)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (["d", "--against", "a", "b"], ["--against", "a", "--against", "b", "d"]),
        (["d", "--against", "a", "--against", "b"], ["--against", "a", "--against", "b", "d"]),
        (["--against=a", "d"], ["--against", "a", "d"]),
        (["--against", "a", "d"], ["--against", "a", "d"]),
        (["--against", "a", "d", "--format", "json"], ["--against", "a", "d", "--format", "json"]),
        (["--format", "json", "d", "--against", "a"], ["--against", "a", "--format", "json", "d"]),
        (["--against", "a", "b", "--", "d"], ["--against", "a", "--against", "b", "--", "d"]),
        (["--against", "a", "b", "c"], ["--against", "a", "--against", "b", "--against", "c"]),
        (["-", "--against", "3=a"], ["--against", "3=a", "-"]),
        (["d", "--against", "a", "--out", "o"], ["--against", "a", "d", "--out", "o"]),
    ],
)
def test_one_against_takes_several_files(given: list[str], read: list[str]) -> None:
    assert spread(given) == read
