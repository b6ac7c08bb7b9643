"""Work shared out among copies of the process comes to what it comes to without them, whatever becomes of a copy."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.progress import Progress

from conftest import ROOT
from twosource.engine import forked as module
from twosource.engine.forked import forked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")

UNITS = list(range(40))
HERE = os.getpid()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Copies are made before anything is done here, and none is left behind."""
    monkeypatch.setattr(module, "MOMENT", 0.0)
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def worker(unit: int) -> tuple[int, int]:
    return unit, os.getpid()


@pytest.mark.parametrize("copies", [2, 3, 7])
def test_units_come_in_order_from_as_many_copies_as_are_asked_for(copies: int) -> None:
    found = list(forked(worker, UNITS, copies))
    assert [unit for unit, _ in found] == UNITS
    assert len({process for _, process in found}) == copies
    assert HERE not in {process for _, process in found}


@pytest.mark.parametrize(("units", "copies"), [(UNITS, 1), (UNITS[: module.FEWEST - 1], 2), ([], 2)])
def test_little_is_done_here(units: list[int], copies: int) -> None:
    assert list(forked(worker, units, copies)) == [(unit, HERE) for unit in units]


def test_what_takes_no_time_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOMENT", 3600.0)
    assert {process for _, process in forked(worker, UNITS, 2)} == {HERE}


def test_beside_other_threads_all_is_done_here() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    assert {process for _, process in forked(worker, UNITS, 2)} == {HERE}
    over.set()
    thread.join()
    with Progress() as bar:
        bar.add_task("read")
        assert HERE not in {process for _, process in forked(worker, UNITS, 2)}


def test_a_copy_makes_no_copies() -> None:
    def alone(_: int) -> bool:
        return {process for _, process in forked(worker, UNITS, 2)} == {os.getpid()}

    assert list(forked(alone, UNITS, 2)) == [True] * len(UNITS)


def test_an_error_is_raised_where_it_would_be_without_copies() -> None:
    def fails(unit: int) -> int:
        if unit == 23:
            raise ValueError("23")
        return unit

    seen = []
    with pytest.raises(ValueError, match="23"):
        seen.extend(forked(fails, UNITS, 2))
    found = forked(fails, UNITS, 2)
    assert [next(found) for _ in range(23)] == UNITS[:23]
    with pytest.raises(ValueError, match="23"):
        next(found)


def dies(unit: int) -> int:
    if unit == 17 and os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return unit


def leaves(unit: int) -> int:
    if unit == 17 and os.getpid() != HERE:
        sys.exit(3)
    return unit


@pytest.mark.parametrize("does", [dies, leaves])
def test_what_a_copy_leaves_undone_is_done_here(does: Callable[[int], int]) -> None:
    assert list(forked(does, UNITS, 2)) == UNITS


def test_what_cannot_be_sent_is_made_here() -> None:
    found = [made() for made in forked(lambda unit: lambda: unit, UNITS, 2)]
    assert found == UNITS


def test_where_the_system_makes_no_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "fork", refuses)
    assert list(forked(worker, UNITS, 2)) == [(unit, HERE) for unit in UNITS]


def test_much_may_be_sent() -> None:
    assert [len(made) for made in forked(lambda unit: bytes(unit * 100_000), UNITS, 2)] == [unit * 100_000 for unit in UNITS]


def test_who_asks_for_no_more_ends_the_copies() -> None:
    found = forked(worker, UNITS, 2)
    next(found)
    found.close()


def test_copies_end_with_the_process_that_made_them(tmp_path: Path) -> None:
    script = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT / "src")!r})
from twosource.engine import forked as module
module.MOMENT = 0.0
def slow(unit):
    open({str(tmp_path)!r} + "/" + str(os.getpid()), "w").close()
    time.sleep(0.05)
    return unit
list(module.forked(slow, list(range(100_000)), 2))
"""
    parent = subprocess.Popen([sys.executable, "-c", script])
    _await(lambda: len(list(tmp_path.iterdir())) == 2)
    parent.kill()
    parent.wait()
    copies = [int(file.name) for file in tmp_path.iterdir()]
    _await(lambda: not any(_is_alive(process) for process in copies))


def _await(holds: Callable[[], bool]) -> None:
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to this within a minute")


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
