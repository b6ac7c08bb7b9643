"""The documents say what is there."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from twosource.cli import app
from twosource.model.audit import FaultKind

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "eval").glob("*.md"))]


def test_the_page_of_formats_is_what_the_records_say() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "formats.py", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_of_a_command_shown_exists(page: Path) -> None:
    for command, rest in re.findall(
        r"^\s*(?:\$ )?twosource (annotate|brief|audit)\b([^\n`]*)", page.read_text(encoding="utf-8"), re.MULTILINE
    ):
        shown = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in shown, f"{page.name} shows {command} {option}"


def test_the_python_examples_of_the_audit_give_what_the_page_says() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "audit.md"), module_relative=False)
    assert (failed, bool(tried)) == (0, True)


def test_the_page_of_the_audit_names_every_kind_of_fault_and_every_option() -> None:
    told = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_]+)` \|", told, re.MULTILINE) == [kind.value for kind in FaultKind]
    for option in ("--against", "--format", "--out", "--min-checked", "--batch", "--desk"):
        assert option in told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_make_target_that_the_readme_names_exists() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named <= made


def test_the_design_names_the_rooms_that_there_are() -> None:
    drawn = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    for room in sorted(path.name for path in (ROOT / "src" / "twosource").iterdir() if path.is_dir() and not path.name.startswith("__")):
        assert f"{room}/" in drawn, f"docs/design.md does not draw {room}/"
