"""The commands of a desk that is kept, as a newcomer runs them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import UNSET, structs

from conftest import DEMO, Run
from twosource.acquire.folder import downloads, named
from twosource.desk.exported import export
from twosource.desk.kept import desk as kept_in
from twosource.model.report import Given

FERRY = "VARN, 3 May 2031 (Kestrel Wire) - The ferry Orlo sank off Varn on Saturday. At least 40 people were killed, Mayor Ana Vega said."
LATER = (
    "The ferry Orlo sank off Varn on Saturday, killing 46 people, Mayor Ana Vega said on Sunday. “It was overloaded,” she told reporters."
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "war.desk"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(FERRY, encoding="utf-8")
    (reports / "two.txt").write_text(LATER, encoding="utf-8")
    return reports


def test_a_desk_keeps_what_is_added_and_adding_it_again_changes_nothing(twosource: Run, desk: Path, folder: Path) -> None:
    first = twosource("add", "--desk", desk, folder)
    assert (first.returncode, first.stdout) == (0, f"2 reports added to {desk}.\n")
    before = twosource("brief", "--desk", desk, "--format", "json").stdout
    again = twosource("add", "--desk", desk, folder)
    assert again.stdout == f"0 reports added to {desk}; 2 were there already.\n"
    assert twosource("brief", "--desk", desk, "--format", "json").stdout == before


def test_the_briefing_of_a_desk_is_that_of_its_reports(twosource: Run, desk: Path) -> None:
    for path in sorted(DEMO.iterdir()):
        if path.suffix in {".txt", ".html"}:
            assert twosource("add", "--desk", desk, path).returncode == 0
    kept = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)
    fresh = json.loads(twosource("brief", *sorted(p for p in DEMO.iterdir() if p.suffix in {".txt", ".html"}), "--format", "json").stdout)
    assert kept == fresh


def test_what_was_said_is_found_by_words_speaker_and_day(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    assert "overloaded" in twosource("search", "--desk", desk, "overloaded").stdout
    assert "overloaded" in twosource("search", "--desk", desk, "--speaker", "vega", '"It was overloaded"').stdout
    assert twosource("search", "--desk", desk, "overloaded", "--since", "2040-01-01").stdout == "Nothing found.\n"
    found = [json.loads(line) for line in twosource("search", "--desk", desk, "ferry", "--json", "--limit", 1).stdout.splitlines()]
    assert len(found) == 1
    shown = twosource("show", "--desk", desk, found[0]["said"]["report"])
    assert "ferry" in shown.stdout
    behind = twosource("search", "--desk", desk, "ferry", "--json", "--after", found[0]["mark"]).stdout
    assert found[0]["mark"] not in behind


def test_an_option_that_does_not_exist_is_not_searched_for(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    done = twosource("search", "--desk", desk, "ferry", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no option --format" in done.stderr


def test_a_ledger_line_is_shown_with_its_origins_its_witnesses_and_why(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    briefed = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)
    entry = next(entry for story in briefed["stories"] for entry in story["entries"] if entry["witnesses"] and entry["origins"])
    told = twosource("show", "--desk", desk, entry["id"]).stdout
    assert entry["why"][:30] in told
    assert f"{len(entry['origins'])} origin" in told
    assert f"{len(entry['witnesses'])} witness" in told
    assert "  witness: " in told


def test_stories_are_listed_and_shown(twosource: Run, desk: Path, folder: Path) -> None:
    assert twosource("stories", "--desk", desk).returncode == 2
    twosource("add", "--desk", desk, folder)
    listed = twosource("stories", "--desk", desk).stdout
    identity = next(word for word in listed.split() if word.startswith("story-"))
    assert "2 reports" in listed
    assert "one.txt" in twosource("show", "--desk", desk, identity).stdout
    assert json.loads(twosource("brief", "--desk", desk, "--story", identity, "--format", "json").stdout)["stories"][0]["id"] == identity


def test_one_story_of_a_desk_is_as_it_stands_in_the_briefing_of_all(twosource: Run, desk: Path, folder: Path) -> None:
    (folder / "chess.txt").write_text("LINDAU - Olaf Brandt won the chess final in Lindau. “I am tired,” Brandt said.", encoding="utf-8")
    (folder / "ferry years on.txt").write_text(FERRY.replace("2031", "2033") + " The wreck was raised.", encoding="utf-8")
    twosource("add", "--desk", desk, folder)
    whole = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)
    assert len(whole["stories"]) > 1
    for story in whole["stories"]:
        alone = json.loads(twosource("brief", "--desk", desk, "--story", story["id"], "--format", "json").stdout)
        assert alone["stories"] == [one for one in whole["stories"] if story["id"] in {one["id"], one["parent"]}]
        assert alone["reports"] == [one for one in whole["reports"] if one["id"] in story["reports"]]


def test_a_forgotten_report_leaves_no_trace_but_the_log(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder / "one.txt")
    alone = twosource("brief", "--desk", desk, "--format", "json").stdout
    twosource("add", "--desk", desk, folder / "two.txt")
    assert twosource("forget", "--desk", desk, folder / "two.txt").stdout == "1 report forgotten.\n"
    assert twosource("brief", "--desk", desk, "--format", "json").stdout == alone
    assert [line.split("  ")[2] for line in twosource("log", "--desk", desk).stdout.splitlines()] == ["added", "added", "forgot"]
    assert twosource("check", "--desk", desk, "--deep").returncode == 0


def test_a_file_is_one_however_its_path_is_spelled(twosource: Run, desk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.parent / "link").symlink_to(folder)
    assert twosource("add", "--desk", desk, "one.txt", cwd=folder).stdout.startswith("1 report added")
    before = twosource("brief", "--desk", desk, "--format", "json").stdout
    monkeypatch.chdir(folder.parent)
    for spelled in ("reports/one.txt", "./reports/../reports/one.txt", folder / "one.txt", "link/one.txt"):
        assert twosource("add", "--desk", desk, spelled).stdout.startswith("0 reports added")
    assert twosource("brief", "--desk", desk, "--format", "json").stdout == before
    assert json.loads(before)["reports"][0]["paths"] == ["one.txt"]
    assert twosource("forget", "--desk", desk, "link/../reports/one.txt").stdout == "1 report forgotten.\n"


def test_a_changed_file_keeps_the_path_it_was_first_given(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, "one.txt", cwd=folder)
    (folder / "one.txt").write_text(LATER, encoding="utf-8")
    twosource("add", "--desk", desk, folder / "one.txt")
    lines = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["reports"]
    assert [line["paths"] for line in lines] == [["one.txt"], ["one.txt"]]
    assert twosource("forget", "--desk", desk, "one.txt", cwd=folder).stdout == "2 reports forgotten.\n"


def test_a_path_that_means_two_files_elsewhere_forgets_neither(twosource: Run, desk: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text(LATER, encoding="utf-8")
    for place in (folder, other):
        assert twosource("add", "--desk", desk, "one.txt", cwd=place).stdout.startswith("1 report added")
    done = twosource("forget", "--desk", desk, "one.txt", cwd=tmp_path)
    assert (done.returncode, "several files" in done.stderr) == (2, True)
    assert twosource("forget", "--desk", desk, "one.txt", cwd=other).stdout == "1 report forgotten.\n"
    assert twosource("forget", "--desk", desk, "one.txt", cwd=tmp_path).stdout == "1 report forgotten.\n"


def test_a_report_of_two_files_stays_with_the_other(twosource: Run, desk: Path, folder: Path) -> None:
    (folder / "again.txt").write_bytes((folder / "one.txt").read_bytes())
    twosource("add", "--desk", desk, folder)
    done = twosource("forget", "--desk", desk, folder / "again.txt")
    assert done.stdout == "0 reports forgotten; what its other files hold stays.\n"
    assert twosource("forget", "--desk", desk, folder / "one.txt").stdout == "1 report forgotten.\n"


@pytest.mark.parametrize("named", ["none.txt", "empty"])
def test_no_desk_is_made_for_what_is_not_there(twosource: Run, desk: Path, tmp_path: Path, named: str) -> None:
    (tmp_path / "empty").mkdir()
    done = twosource("add", "--desk", desk, tmp_path / named)
    assert (done.returncode, desk.exists()) == (2, False)
    assert done.stderr.splitlines()[-1] == "No report could be read."
    assert str(tmp_path / named) in done.stderr


def test_a_desk_of_before_places_were_kept_knows_its_files_by_their_paths(twosource: Run, desk: Path, folder: Path) -> None:
    with kept_in(desk, create=True) as kept:
        kept.engine.add([structs.replace(one, place=UNSET) for one in downloads([folder / "one.txt"], Given())])
        kept.engine.add([named(structs.replace(one, path="two.txt", place=UNSET)) for one in downloads([folder / "two.txt"], Given())])
    done = twosource("add", "--desk", desk, "one.txt", folder / "two.txt", cwd=folder)
    assert done.stdout == f"0 reports added to {desk}; 2 were there already.\n"
    assert twosource("forget", "--desk", desk, "./one.txt", folder / "two.txt", cwd=folder).stdout == "2 reports forgotten.\n"


def test_two_desks_merged_are_one_desk_of_both(twosource: Run, tmp_path: Path, folder: Path) -> None:
    left, right, both = (tmp_path / f"{name}.desk" for name in ("left", "right", "both"))
    twosource("add", "--desk", left, folder / "one.txt")
    twosource("add", "--desk", right, folder / "two.txt")
    twosource("add", "--desk", both, folder)
    assert twosource("merge", "--desk", left, right).returncode == 0
    assert twosource("brief", "--desk", left, "--format", "json").stdout == twosource("brief", "--desk", both, "--format", "json").stdout


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_desk_is_exported_as_tables(twosource: Run, desk: Path, folder: Path, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    twosource("add", "--desk", desk, folder)
    assert twosource("export", "--desk", desk, "--format", form, "--out", tmp_path / "tables").returncode == 0
    table = tmp_path / "tables" / f"statements.{form}"
    if form == "csv":
        assert any(row["speaker"] == "Ana Vega" for row in csv.DictReader(table.open(encoding="utf-8", newline="")))
    elif form == "jsonl":
        assert any(json.loads(line)["speaker"] == "Ana Vega" for line in table.read_text(encoding="utf-8").splitlines())
    else:
        import pyarrow.parquet  # noqa: PLC0415 - optional

        assert "Ana Vega" in pyarrow.parquet.read_table(table).column("speaker").to_pylist()
    assert not list((tmp_path / "tables").glob(".*"))


def test_an_export_leaves_alone_what_another_is_writing(twosource: Run, desk: Path, folder: Path, tmp_path: Path) -> None:
    twosource("add", "--desk", desk, folder)
    tables = tmp_path / "tables"
    tables.mkdir()
    with kept_in(desk) as kept:
        first = export(kept.store, tables, "jsonl")
        next(first)
        [room] = tables.glob(".*")
        assert twosource("export", "--desk", desk, "--out", tables).returncode == 0
        assert list(tables.glob(".*")) == [room]
        written = {path.name: rows for path, rows in first}
    assert written["statements.jsonl"] == len((tables / "statements.jsonl").read_text(encoding="utf-8").splitlines()) > 0
    assert not list(tables.glob(".*"))


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("add", "one.txt"), "--desk"),
        (("stories", "--desk", "none.desk"), "no desk"),
        (("search", "--desk", "one.txt", "x"), "no desk file"),
        (("show", "--desk", "war.desk", "entry-0"), "nothing by the id"),
        (("forget", "--desk", "war.desk", "report-0"), "no report"),
        (("brief", "--desk", "war.desk", "--story", "story-0"), "no story"),
        (("brief",), "name files"),
        (("brief", "one.txt", "--story", "story-0"), "--desk"),
        (("search", "--desk", "war.desk", "--since", "soon"), "2025-04-08"),
        (("export", "--desk", "war.desk", "--format", "xls", "--out", "tables"), "--format takes"),
        (("merge", "--desk", "war.desk", "war.desk"), "same desk"),
    ],
)
def test_wrong_use_is_one_sentence(twosource: Run, folder: Path, args: tuple[str, ...], says: str) -> None:
    twosource("add", "--desk", folder / "war.desk", folder / "one.txt")
    done = twosource(*args, cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "args",
    [
        ("stories",),
        ("search", "ferry"),
        ("show", "story-0"),
        ("forget", "one.txt"),
        ("brief",),
        ("brief", "--story", "story-0"),
        ("check",),
        ("check", "--deep"),
        ("log",),
        ("export", "--out", "tables"),
        ("judge", "undo"),
        ("judge", "reject", "entry-0"),
        ("merge", "none.desk"),
    ],
)
def test_a_mistyped_desk_is_not_made(twosource: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    done = twosource(*args, "--desk", "typo.desk", cwd=tmp_path)
    assert (done.returncode, done.stderr.partition(": ")[2]) == (
        2,
        f"{'none' if args[0] == 'merge' else 'typo'}.desk: there is no desk; add reports to it to make one\n",
    )
    assert not list(tmp_path.iterdir())


def test_two_processes_may_add_at_once(desk: Path, folder: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-m", "twosource", "add", "--desk", desk, folder / name], stderr=subprocess.PIPE, text=True)
        for name in ("one.txt", "two.txt")
    ]
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in started]
    assert [status for _, status in ended] == [0, 0], ended
    listed = subprocess.run([sys.executable, "-m", "twosource", "stories", "--desk", desk], capture_output=True, text=True, check=True)
    assert "2 reports" in listed.stdout


def ids(twosource: Run, desk: Path, kind: str) -> list[str]:
    """The ids of a kind in the briefing of a desk."""
    (story,) = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["stories"]
    return [one["id"] for one in story[kind]]


def test_a_name_is_renamed_and_the_judgement_is_taken_back(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    before = twosource("brief", "--desk", desk, "--format", "json").stdout
    mayor = next(one for one in ids(twosource, desk, "entities") if "Ana Vega" in twosource("show", "--desk", desk, one).stdout)
    assert twosource("judge", "rename", "--desk", desk, mayor, "Ana Maria Vega", "--by", "Sol").returncode == 0
    assert "Ana Maria Vega" in twosource("brief", "--desk", desk, "--format", "md").stdout
    assert "stood already" in twosource("judge", "rename", "--desk", desk, mayor, "Ana Maria Vega", "--by", "Sol").stdout
    assert twosource("check", "--desk", desk, "--deep").returncode == 0
    assert twosource("judge", "undo", "--desk", desk).stdout.startswith("Taken back: judged renamed")
    assert twosource("brief", "--desk", desk, "--format", "json").stdout == before
    assert "no judgement" in twosource("judge", "undo", "--desk", desk).stdout


def test_two_reports_told_apart_are_two_stories_until_that_is_undone(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    story = json.loads(twosource("stories", "--desk", desk, "--json").stdout)
    assert twosource("judge", "apart", "--desk", desk, story["id"], story["reports"][0]).returncode == 0
    assert len(twosource("stories", "--desk", desk, "--json").stdout.splitlines()) == 2
    twosource("add", "--desk", desk, folder)  # survives what is added
    assert len(twosource("stories", "--desk", desk, "--json").stdout.splitlines()) == 2
    twosource("judge", "undo", "--desk", desk)
    assert len(twosource("stories", "--desk", desk, "--json").stdout.splitlines()) == 1


def test_a_rejected_line_says_who_rejected_it(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    line = ids(twosource, desk, "entries")[0]
    assert twosource("judge", "reject", "--desk", desk, line, "--by", "Sol", "--note", "a slip").returncode == 0
    assert "Sol" in twosource("show", "--desk", desk, line, "--json").stdout
    assert "Sol" in twosource("log", "--desk", desk).stdout.splitlines()[-1]


def test_a_judgement_that_lost_the_report_it_rests_on_is_named(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    reports = json.loads(twosource("stories", "--desk", desk, "--json").stdout)["reports"]
    twosource("judge", "copied", "--desk", desk, *reports, "--by", "Sol")
    assert "But" not in twosource("check", "--desk", desk).stdout
    assert "a judgement of Sol has no effect" in twosource("forget", "--desk", desk, reports[1]).stdout
    done = twosource("check", "--desk", desk)
    assert (done.returncode, f"for {reports[1]} is gone" in done.stdout) == (0, True)
    assert "With it" not in twosource("forget", "--desk", desk, reports[0]).stdout
    assert twosource("judge", "undo", "--desk", desk).stdout.startswith("Taken back")
    assert twosource("check", "--desk", desk, "--mend").stdout == f"{desk} is whole.\n"


@pytest.mark.parametrize(
    "args", [("same", "entity-0", "entity-1"), ("rename", "story-0", "x"), ("confirm", "conflict-0"), ("copied", "a", "b")]
)
def test_a_judgement_of_what_is_not_there_is_one_sentence(twosource: Run, desk: Path, folder: Path, args: tuple[str, ...]) -> None:
    twosource("add", "--desk", desk, folder / "one.txt")
    done = twosource("judge", args[0], "--desk", desk, *args[1:])
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "nothing by the id" in done.stderr


def test_names_of_two_matters_are_not_made_one_in_silence(twosource: Run, desk: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "chess.txt"
    other.write_text("LINDAU - Olaf Brandt won the chess final in Lindau. “I am tired,” Olaf Brandt said of the endgame.", encoding="utf-8")
    twosource("add", "--desk", desk, folder, other)
    stories = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["stories"]
    one, two = (next(entity["id"] for entity in story["entities"] if entity["type"] == "PER") for story in stories)
    done = twosource("judge", "same", "--desk", desk, one, two)
    assert (done.returncode, "two matters" in done.stderr) == (2, True)
    assert twosource("log", "--desk", desk).stdout.count("judged") == 0


def test_one_text_of_a_file_that_changed_is_forgotten_alone(twosource: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    for text in (FERRY, LATER):
        file.write_text(text, encoding="utf-8")
        twosource("add", "--desk", desk, file)
    reports = [line["id"] for line in json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["reports"]]
    assert len(reports) == 2
    assert twosource("forget", "--desk", desk, reports[0]).stdout == "1 report forgotten.\n"
    left = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["reports"]
    assert [line["id"] for line in left] == reports[1:]


def test_a_page_corrected_at_its_address_has_its_new_words(twosource: Run, desk: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for dead in ("12 people", "11"):  # the shorter text is the later one
        page.write_text(
            f'<html lang="en"><head><link rel="canonical" href="https://merrow.example/ferry"></head><body><article><h1>Ferry sinks</h1>'
            f"<p>The ferry Orlo sank off Varn on Saturday. At least {dead} were killed, Mayor Ana Vega said.</p></article></body></html>",
            encoding="utf-8",
        )
        last = twosource("add", "--desk", desk, page)
    assert (last.returncode, "1 with new words" in last.stdout) == (0, True)
    (report,) = json.loads(twosource("brief", "--desk", desk, "--format", "json").stdout)["reports"]
    assert "11 were killed" in twosource("show", "--desk", desk, report["id"]).stdout
    assert twosource("check", "--desk", desk, "--deep").returncode == 0


def test_a_desk_in_the_folder_of_its_reports_is_no_report(twosource: Run, folder: Path) -> None:
    for _ in range(2):
        done = twosource("add", "--desk", folder / "war.desk", folder)
        assert done.stderr == ""
    assert done.stdout.endswith("2 were there already.\n")


def test_tables_hold_what_was_judged_and_leave_the_folders_own_table(twosource: Run, desk: Path, folder: Path) -> None:
    (folder / "reports.csv").write_text("path,outlet\none.txt,Merrow Mail\n", encoding="utf-8")
    twosource("add", "--desk", desk, folder)
    twosource("judge", "reject", "--desk", desk, ids(twosource, desk, "entries")[-1], "--by", "Sol")
    assert twosource("export", "--desk", desk, "--format", "csv", "--out", folder).returncode == 0
    assert "Sol" in (folder / "lines.csv").read_text(encoding="utf-8")
    assert (folder / "reports.csv").read_text(encoding="utf-8") == "path,outlet\none.txt,Merrow Mail\n"


@pytest.mark.parametrize("verb", ["apart", "rename", "confirm", "reject"])
def test_a_judgement_of_the_wrong_kind_is_one_sentence(twosource: Run, desk: Path, folder: Path, verb: str) -> None:
    twosource("add", "--desk", desk, folder)
    report = json.loads(twosource("stories", "--desk", desk, "--json").stdout)["reports"][0]
    done = twosource("judge", verb, "--desk", desk, report, *(["x"] if verb in {"apart", "rename"} else []))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "this is a report" in done.stderr


def test_judgements_that_came_with_another_desk_can_be_taken_back(twosource: Run, tmp_path: Path, folder: Path) -> None:
    theirs, ours = tmp_path / "theirs.desk", tmp_path / "ours.desk"
    twosource("add", "--desk", theirs, folder)
    twosource("add", "--desk", ours, folder)
    plain = twosource("brief", "--desk", ours, "--format", "json").stdout
    twosource("judge", "reject", "--desk", theirs, ids(twosource, theirs, "entries")[0], "--by", "Sol")
    assert "0 reports and 1 judgements came" in twosource("merge", "--desk", ours, theirs).stdout
    assert twosource("brief", "--desk", ours, "--format", "json").stdout != plain
    assert twosource("judge", "undo", "--desk", ours).stdout.startswith("Taken back: judged elsewhere")
    assert twosource("brief", "--desk", ours, "--format", "json").stdout == plain


def test_a_report_of_another_language_stands_in_the_briefing_of_a_desk(twosource: Run, desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "fr.txt"
    other.write_text(
        "Le ferry Orlo a coulé samedi au large de Varn, a dit la maire Ana Vega, et quarante personnes sont mortes.", encoding="utf-8"
    )
    twosource("add", "--desk", desk, other)
    done = twosource("brief", "--desk", desk, "--format", "json")
    assert (done.returncode, len(json.loads(done.stdout)["reports"])) == (0, 1)


def test_the_desk_of_the_environment_is_briefed_where_no_file_is_named(
    twosource: Run, desk: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twosource("add", "--desk", desk, folder)
    monkeypatch.setenv("TWOSOURCE_DESK", str(desk))
    assert len(json.loads(twosource("brief", "--format", "json").stdout)["reports"]) == 2
    assert len(json.loads(twosource("brief", folder / "one.txt", "--format", "json").stdout)["reports"]) == 1
    assert "overloaded" not in twosource("search", "ferry", "-overloaded").stdout


def test_words_that_are_no_text_and_marks_that_are_none_are_no_traceback(twosource: Run, desk: Path, folder: Path) -> None:
    twosource("add", "--desk", desk, folder)
    assert twosource("show", "--desk", desk, "\udcff").returncode == 2
    assert twosource("search", "--desk", desk, "ferry", "--after", "nan/99999999999999999999999").returncode == 2
