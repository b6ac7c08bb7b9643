"""Killing the process at any moment loses nothing that was acknowledged and leaves nothing half done.

Fifty kills in the ordinary tests; `make soak` has a thousand.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from killed import batch, taken
from toysteps import KINDS, STEPS, Note, said
from twosource.engine.incremental import IncrementalEngine
from twosource.model.codec import Record
from twosource.store.sqlite.opening import open_desk

KILLS = int(os.environ.get("TWOSOURCE_KILLS", "50"))
#: Of these a desk bears so many before a new one is begun, so that its making is hit as well and its checking stays cheap.
EACH = 5
#: The longest that a process lives, in seconds: a batch takes some hundredths.
LONGEST = 0.25

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def doomed() -> Iterator["subprocess.Popen[str]"]:
    """The process whose children are killed."""
    script = Path(__file__).parent / "killed.py"
    process = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    process.stdin.close()
    process.wait(timeout=10)


def killed(doomed: "subprocess.Popen[str]", desk: Path, first: int, after: float) -> tuple[int | None, int | None]:
    """The last batch that was begun and the last that was acknowledged by a process that lived so long."""
    log = desk.with_name(f"{desk.name}.{first}.log")
    doomed.stdin.write(f"{desk}\t{first}\t{log}\n")
    doomed.stdin.flush()
    child = int(doomed.stdout.readline())
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert doomed.stdout.readline() == "dead\n"
    told = log.read_text().splitlines() if log.exists() else []
    begun, kept = ([int(line.split()[1]) for line in told if line.startswith(word)] for word in ("begun", "kept"))
    return max(begun, default=None), max(kept, default=None)


def left(first: int, last: int) -> set[str]:
    """The ids of the notes that batches from the first to the last leave in a desk."""
    numbers = range(first, last + 1)
    gone = {taken(number, first) for number in numbers}
    return {note.id for number in numbers if number not in gone for note in batch(number)}


def test_killing_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    doomed: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    random = Random(20310402)
    kept_in_all = cut_short = 0
    for number in range(KILLS):
        if number % EACH == 0:
            desk, first, before = tmp_path / f"{number}.desk", 0, set[str]()
        begun, kept = killed(doomed, desk, first, random.uniform(0, LONGEST))
        store = open_desk(desk, kinds=KINDS, searchable=said)
        present = {note.id for note in store.records(Note)}
        deeds = [int(deed.at) for deed in store.log() if int(deed.at) >= first]
        last = deeds[-1] if deeds else first - 1
        assert deeds == list(range(first, last + 1))
        assert last in {(kept if kept is not None else first - 1), (begun if begun is not None else first - 1)}
        assert present == before | left(first, last)
        assert IncrementalEngine(store, STEPS).check() == []
        store.close()
        kept_in_all += len(deeds)
        cut_short += begun is not None and begun != last
        first, before = last + 1, present
    assert kept_in_all > KILLS
    assert cut_short > KILLS / 10  # or the kills do not hit what they are meant to


def renewing(desk: Path) -> int:
    """The number of a process that makes a desk anew and ends."""
    child = os.fork()
    if child == 0:
        IncrementalEngine(open_desk(desk, kinds=KINDS, searchable=said), STEPS, "newer").renew(share=3)
        os._exit(0)
    return child


def test_killing_while_everything_is_made_anew_leaves_the_old_or_the_new_and_the_next_goes_on(tmp_path: Path) -> None:
    random = Random(20310403)
    notes = [note for number in range(12) for note in batch(number)]
    killed_before_the_end, whole = 0, []
    for number in range(max(2, KILLS // 10)):
        desk = tmp_path / f"{number}.desk"
        store = open_desk(desk, kinds=KINDS, searchable=said)
        engine = IncrementalEngine(store, STEPS[:3], "older")
        engine.add(notes)
        old = list(store.records(Record))
        store.close()
        done = False
        for _ in range(EACH):
            child = renewing(desk)
            time.sleep(random.uniform(0, LONGEST))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            store = open_desk(desk, kinds=KINDS, searchable=said)
            newer = IncrementalEngine(store, STEPS, "newer")
            assert not (done and newer.outdated())
            done = not newer.outdated()
            assert store.check() == []
            if done:
                assert newer.check() == []
            else:
                assert list(store.records(Record)) == old
                killed_before_the_end += 1
            store.close()
        child = renewing(desk)
        assert os.waitpid(child, 0)[1] == 0
        store = open_desk(desk, kinds=KINDS, searchable=said)
        assert IncrementalEngine(store, STEPS, "newer").check() == []
        whole.append(list(store.records(Record)))
        store.close()
        assert [one.name for one in tmp_path.glob("*anew*")] == []
    assert killed_before_the_end
    assert whole.count(whole[0]) == len(whole)
