"""The commands as a newcomer runs them: exit codes, standard output and error, and bad input that stops nothing."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import DEMO, Run
from twosource.cli.shared import write_whole
from twosource.errors import UsageError

GOOD = (
    "Ferry sinks off Port Ester\n\nAt least nine people were killed when a ferry sank off Port Ester on Monday, the coastguard said.\n\n"
    "“We heard two blasts,” said Ana Lis, a nurse.\n"
)


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


def test_a_device_or_a_pipe_named_by_out_is_written_to_and_never_replaced(twosource: Run, good: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert twosource("annotate", good, "--out", pipe).returncode == 0
    assert json.loads(os.read(reader, 1 << 16))["text"] == GOOD
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_named_by_out_is_followed(twosource: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    assert twosource("annotate", good, "--out", tmp_path / "link.jsonl").returncode == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_text(encoding="utf-8"))["text"] == GOOD


def test_a_write_that_breaks_leaves_what_stood_there_and_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    page.write_text("before", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(page, "after")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert page.read_text(encoding="utf-8") == "before"


def test_a_pipe_that_nobody_writes_to_is_one_line_and_hangs_nothing(twosource: Run, good: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = twosource("annotate", good, tmp_path / "pipe.txt")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    (line,) = done.stderr.splitlines()
    assert "nobody writes" in line


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31m.txt", "a\u202etxt.exe", os.fsdecode(b"a\xff\xfe.txt")])
def test_a_file_name_cannot_break_or_colour_the_line_that_names_it(twosource: Run, good: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    done = twosource("annotate", good, tmp_path / name)
    (line,) = done.stderr.splitlines()
    assert line.isprintable()
    assert "the file is empty" in line


def test_a_name_too_long_for_any_file_is_one_line(twosource: Run, good: Path, tmp_path: Path) -> None:
    done = twosource("annotate", good, tmp_path / ("a" * 5000), tmp_path / ("b" * 300) / "x.txt")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 2


def test_a_table_in_a_folder_whose_name_is_no_text_is_complained_of(twosource: Run, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"odd\xff")
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "reports.csv").write_text("file\nx\n", encoding="utf-8")
    done = twosource("annotate", folder)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "no column 'path'" in line


@pytest.mark.parametrize("published", ["2025-08-13garbage", "2025-13-45", "0000-00-00", "9999-12-31", "20250101", "2025-W33-3"])
def test_a_date_that_is_none_is_wrong_use(twosource: Run, good: Path, published: str) -> None:
    done = twosource("annotate", good, "--published", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def run_in_shell(line: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = f'{sys.executable} -c "from twosource.cli import main; main()"'
    env = {**os.environ, **more}
    return subprocess.run(f"{command} {line}", shell=True, capture_output=True, encoding="utf-8", check=False, timeout=120, env=env)


def test_a_terminal_without_curly_quotes_is_shown_straight_ones(good: Path, tmp_path: Path) -> None:
    done = run_in_shell(f"brief {good} --out {tmp_path}/page.html", PYTHONIOENCODING="ascii", LC_ALL="C", COLUMNS="3")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"' in done.stdout


def test_json_and_markdown_are_utf_8_whatever_the_terminal(good: Path) -> None:
    assert json.loads(run_in_shell(f"annotate {good}", PYTHONIOENCODING="ascii").stdout)["text"] == GOOD


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("where", ["> /dev/full", "--out /dev/full"])
def test_a_full_disk_is_one_sentence_and_exit_status_2(good: Path, where: str) -> None:
    done = run_in_shell(f"annotate {good} {where}")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert Path("/dev/full").is_char_device()


def test_closed_standard_streams_break_nothing(good: Path, tmp_path: Path) -> None:
    done = run_in_shell(f"annotate {good} {tmp_path}/nowhere <&- >&- 2>&-")
    assert done.returncode == 0


@pytest.mark.parametrize("after", [1.5, 3.0])
def test_ctrl_c_ends_it_with_a_line_at_most(tmp_path: Path, after: float) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"{GOOD} {number}", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "twosource", "annotate", tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    assert process.returncode in {130, -signal.SIGINT}
    assert len(complaints.splitlines()) <= 1
