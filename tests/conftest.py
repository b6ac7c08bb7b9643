"""What all tests share: the demo story read once, and the shared corpora where they are."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from twosource.cli import main
from twosource.desk import Briefed, brief_files
from twosource.engine.local import LocalEngine
from twosource.model.report import Given

#: On CI the same examples every time, so that a change is judged by itself; at a desk new ones at each run, so that more is found.
#: No example has a deadline: how long one takes says how busy the machine is.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo" / "reports"


@pytest.fixture(scope="session")
def demo() -> Briefed:
    """The bundled story, read and compared once for all tests."""
    done = brief_files([DEMO], Given(), LocalEngine())
    assert done.briefing.failures == ()
    return done


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and seed reports, which a user need not have."""
    folder = Path(os.environ.get("TWOSOURCE_SHARED", ROOT.parent / "shared"))
    folder = folder if folder.is_absolute() else ROOT / folder
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no shared corpora at {folder}; name them with TWOSOURCE_SHARED")
    return folder


def write_reports(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Writes each text to a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    return paths


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
