"""Files and folders in, downloads and failures out."""

import os
from pathlib import Path

import pytest

from twosource.acquire import folder
from twosource.acquire.folder import downloads
from twosource.model.report import Download, Failure, Given

REPORT = "Ferry Sinks Off Lund\n\nThe ferry sank on Tuesday, officials said.\n"


def had(*paths: Path, given: Given = Given()) -> tuple[list[Download], list[Failure]]:  # noqa: B008 - frozen
    found = list(downloads(paths, given))
    return [one for one in found if isinstance(one, Download)], [one for one in found if isinstance(one, Failure)]


def test_a_folder_is_walked_in_order_of_name_and_only_reports_are_taken(tmp_path):
    for name in ("b.txt", "a/z.html", "a/c.md", "notes", ".hidden.txt", "picture.jpg", "data.csv", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT)
    got, failures = had(tmp_path)
    assert [Path(one.path).relative_to(tmp_path).as_posix() for one in got] == ["b.txt", "notes", "a/c.md", "a/z.html"]
    assert failures == []


def test_a_file_named_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    got, _ = had(path, tmp_path, path)
    assert len(got) == 1


def test_html_is_known_by_its_name_or_its_first_bytes(tmp_path):
    for name, text in {"a.html": "<p>x", "b.txt": "\ufeff <!DOCTYPE HTML><p>x", "c.txt": "plain <html>"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "d.txt").write_text("<html><p>x", encoding="utf-16")
    got, _ = had(tmp_path)
    assert [one.media for one in got] == ["text/html", "text/html", "text/plain", "text/html"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path / "none.txt", "no such file"),
        (lambda path: path, "no report"),
        (lambda path: _large(path / "large.txt"), "larger than"),
    ],
)
def test_what_cannot_be_had_is_one_failure_in_one_line(tmp_path, monkeypatch, make, says):
    monkeypatch.setattr(folder, "LARGEST", 1000)
    good = tmp_path / "good"
    good.mkdir()
    (good / "a.txt").write_text(REPORT)
    bad = tmp_path / "bad"
    bad.mkdir()
    got, failures = had(make(bad), good)
    assert len(got) == 1
    assert len(failures) == 1
    assert says in failures[0].error
    assert "\n" not in failures[0].error


def _large(path: Path) -> Path:
    path.write_bytes(b"x" * 1001)
    return path


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    path.chmod(0)
    assert "permissions" in had(path)[1][0].error


def test_a_pipe_in_a_folder_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert had(tmp_path)[0] == []


def test_the_table_outranks_the_options_and_the_options_fill_its_gaps(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "reports.csv").write_text("path,outlet,published\na.txt,Lund Post,12 March 2024\n")
    got, failures = had(tmp_path / "a.txt", given=Given(published="2020-01-01", language="en"))
    assert failures == []
    assert got[0].given == Given(outlet="Lund Post", published="2024-03-12", language="en")


def test_a_table_above_speaks_of_files_below(tmp_path):
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "a.txt").write_text(REPORT)
    (tmp_path / "reports.csv").write_text("path;Outlet;pages\nday\\a.txt;Lund Post;4\n", encoding="utf-8-sig")
    got, failures = had(tmp_path)
    assert (got[0].given.outlet, failures) == ("Lund Post", [])


def test_each_bad_row_is_one_line_and_the_others_hold(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT)
    (tmp_path / "reports.csv").write_text(
        "path,published,outlet\na.txt,yesterday,X\ngone.txt,,\n,2024-01-01,\n\nb.txt,2024-01-02,Müller\nb.txt,2024-01-03,\n",
        encoding="cp1252",
    )
    got, failures = had(tmp_path)
    assert [one.given.published for one in got] == [None, "2024-01-02"]
    assert got[1].given.outlet == "Müller"
    assert [failure.error.split(":")[0] for failure in failures] == [
        "row 2 of reports.csv",
        "row 3 of reports.csv",
        "row 4 of reports.csv",
        "row 7 of reports.csv",
    ]


@pytest.mark.parametrize("table", [b"", b"name,outlet\na.txt,X\n", b"\x00\x01\x02\x03\x04\x05" * 100])
def test_a_table_that_is_none_costs_one_line_and_no_report(tmp_path, table):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "reports.csv").write_bytes(table)
    got, failures = had(tmp_path)
    assert len(got) == 1
    assert len(failures) == 1


def test_a_file_name_that_is_no_text_does_not_stop_the_run(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"f\xffrry.txt")).write_text(REPORT)
    except OSError:
        pytest.skip("this file system has only names that are text")
    assert had(tmp_path)[0][0].path.endswith("f\ufffdrry.txt")
