"""A process that is there to be killed: for every line "DESK FIRST LOG" on its input it forks one that adds to the desk until it dies.

What it begins and what it has been acknowledged goes into the log, line by line.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from toysteps import KINDS, STEPS, Note, said
from twosource.engine.incremental import IncrementalEngine
from twosource.store.base import Deed
from twosource.store.sqlite import migration
from twosource.store.sqlite.opening import open_desk

WORDS = ("dam", "siren", "water", "Ortiz", "Vega", "valley", "flood", "?", "!")


def batch(number: int) -> list[Note]:
    """The notes of a batch, the same whenever it is asked for."""
    random = Random(number)
    return [Note(f"{number}-{i}", " ".join(random.choices(WORDS, k=3)), str(number)) for i in range(random.randint(1, 5))]


def taken(number: int, first: int) -> int | None:
    """The earlier batch that is taken away with this one."""
    return number - 3 if number % 4 == 0 and number - 3 >= first else None


def add(desk: Path, first: int, tell: Callable[[str], object]) -> None:
    """One batch after the other, and now and then an earlier one taken away."""
    engine = IncrementalEngine(open_desk(desk, kinds=KINDS, searchable=said), STEPS)
    number = first
    while True:
        gone = taken(number, first)
        tell(f"begun {number}\n")
        engine.change(batch(number), batch(gone) if gone is not None else (), Deed(str(number), "desk", "change"))
        tell(f"kept {number}\n")
        number += 1


def _write(handle: int, told: str) -> None:
    os.write(handle, told.encode())


def main() -> None:
    """A child for every line; its number is told as soon as it runs."""
    assert migration.VERSIONS.is_dir()  # loaded here once, and not by every child
    for line in sys.stdin:
        desk, first, log = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            add(Path(desk), int(first), partial(_write, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("dead\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
