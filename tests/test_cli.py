"""The commands as a newcomer runs them: exit codes, standard output and error, and bad input that stops nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import DEMO
from twosource.cli import main

GOOD = (
    "Ferry sinks off Port Ester\n\nAt least nine people were killed when a ferry sank off Port Ester on Monday, the coastguard said.\n\n"
    "“We heard two blasts,” said Ana Lis, a nurse.\n"
)


class Done(NamedTuple):
    """What a run of the command left."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def twosource(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command as the shell runs it, but in this process, so that the parser is opened once."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*args: object, cwd: Path | None = None) -> Done:
        monkeypatch.setattr(sys, "argv", ["twosource", *map(str, args)])
        if cwd:
            monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as left:
            main()
        return Done(int(left.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_annotate_prints_one_json_object_a_report(twosource: Run, good: Path) -> None:
    done = twosource("annotate", good, "--published", "2025-03-04")
    (line,) = done.stdout.splitlines()
    report = json.loads(line)
    assert done.returncode == 0
    assert done.stderr == ""
    assert report["format"] == 1
    assert report["text"] == GOOD
    assert report["published"] == "2025-03-04"
    assert report["published_basis"] == "given"


def test_brief_prints_json_and_nothing_else(twosource: Run, good: Path) -> None:
    done = twosource("brief", good, "--format", "json")
    assert set(json.loads(done.stdout)) == {"format", "reports", "failures", "stories"}


def test_brief_writes_a_page_where_it_is_told_and_says_where(twosource: Run, good: Path, tmp_path: Path) -> None:
    done = twosource("brief", good, "--out", tmp_path / "page.html")
    assert done.returncode == 0
    assert "page.html" in done.stdout
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_brief_writes_briefing_html_by_default(twosource: Run, good: Path, tmp_path: Path) -> None:
    assert twosource("brief", good, cwd=tmp_path).returncode == 0
    assert (tmp_path / "briefing.html").exists()


def test_the_same_text_in_two_files_is_one_report_with_two_paths(twosource: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "twin.txt").write_text(GOOD, encoding="utf-8")
    lines = twosource("annotate", tmp_path).stdout.splitlines()
    (report,) = map(json.loads, lines)
    assert [Path(path).name for path in report["paths"]] == ["good.txt", "twin.txt"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("brief", "x.txt", "--formt", "json"), "--format"),
        (("brief", "x.txt", "--format", "pdf"), "pdf"),
        (("annotate", "x.txt", "--published", "yesterday"), "2025-08-13"),
        (("annotate", "x.txt", "--lang", "en-Latn-!!"), "language code"),
        (("annotate",), "FILE"),
        (("audits", "x.txt"), "audits"),
    ],
)
def test_wrong_use_ends_with_exit_status_2_and_one_sentence(twosource: Run, args: tuple[str, ...], says: str) -> None:
    done = twosource(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert says in done.stderr


def test_a_page_that_cannot_be_written_is_one_sentence(twosource: Run, good: Path, tmp_path: Path) -> None:
    done = twosource("brief", good, "--out", tmp_path / "no" / "such" / "page.html")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "--out" in done.stderr


BAD = {
    "empty.txt": b"",
    "blank.txt": b"  \n\t\n",
    "picture.txt": bytes(range(256)) * 40,
    "script.html": b"<html><head><title></title></head><body><script>" + b"var a = 1; " * 4000 + b"</script></body></html>",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_one_clear_line_and_the_rest_goes_on(twosource: Run, good: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    done = twosource("annotate", good, tmp_path / name)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    (line,) = done.stderr.strip().splitlines()
    assert name in line


@pytest.mark.parametrize("name", sorted(BAD))
def test_nothing_but_a_bad_file_ends_with_exit_status_2(twosource: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    done = twosource("brief", tmp_path / name, "--format", "json")
    assert done.returncode == 2
    assert name in done.stderr


@pytest.mark.parametrize("missing", ["nowhere.txt", "nowhere/"])
def test_a_missing_path_is_one_clear_line(twosource: Run, good: Path, tmp_path: Path, missing: str) -> None:
    done = twosource("annotate", good, tmp_path / missing)
    assert done.returncode == 0
    (line,) = done.stderr.strip().splitlines()
    assert "nowhere" in line


def test_a_folder_with_no_report_is_one_clear_line(twosource: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    done = twosource("annotate", good, tmp_path / "bare")
    (line,) = done.stderr.strip().splitlines()
    assert "bare" in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(twosource: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "report.txt").write_bytes(GOOD.encode(encoding))
    done = twosource("annotate", tmp_path / "report.txt")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == GOOD


def test_a_report_without_any_date_is_briefed_as_it_is(twosource: Run, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("The bridge was closed, police said.\n\nIt may reopen on Friday.\n", encoding="utf-8")
    done = twosource("brief", tmp_path, "--format", "json")
    (report,) = json.loads(done.stdout)["reports"]
    assert done.returncode == 0
    assert report["published"] is None


def test_failures_stand_in_the_briefing_too(twosource: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (failure,) = json.loads(twosource("brief", good, tmp_path / "empty.txt", "--format", "json").stdout)["failures"]
    assert failure["stage"] == "read"
    assert failure["path"].endswith("empty.txt")


def test_a_reader_that_has_had_enough_gets_no_traceback() -> None:
    command = f'{sys.executable} -c "from twosource.cli import main; main()" annotate {DEMO} | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=300)
    assert "Traceback" not in done.stderr


def test_a_text_of_20_megabytes_is_refused_in_one_line_and_the_rest_goes_on(twosource: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text((GOOD * 95_000)[:20_000_000], encoding="utf-8")
    done = twosource("annotate", good, tmp_path / "long.txt")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    (line,) = done.stderr.strip().splitlines()
    assert "long.txt" in line


def test_a_report_in_another_language_is_listed_and_nothing_is_taken_from_it(twosource: Run, good: Path, tmp_path: Path) -> None:
    words = "Le pont a été fermé lundi matin après les inondations, a déclaré la préfecture dans un communiqué. Au moins neuf personnes sont mortes.\n"
    (tmp_path / "autre.txt").write_text(words, encoding="utf-8")
    done = twosource("brief", good, tmp_path / "autre.txt", "--format", "json")
    (line,) = done.stderr.strip().splitlines()
    briefing = json.loads(done.stdout)
    other = next(report for report in briefing["reports"] if report["path"].endswith("autre.txt"))
    assert "'fr'" in line
    assert other["language"] == "fr"
    assert not any(other["id"] in str(story["entries"]) for story in briefing["stories"])
