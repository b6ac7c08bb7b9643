"""Work shared out among copies of this process: each begins with all that is loaded here, does its share, and sends back what it made.

Copies are made by `fork`, so on Linux alone; elsewhere, where other threads run or there is one processor, the work is done here. So is
what takes less than a moment, what the first units load for all, and what a copy could not do, because it failed or was killed: an error is
raised as if there were no copies. A copy whose parent is gone ends when it next has something to send.
"""

import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, TypeVar

#: Units below which copies are not worth making, copies at most, and the seconds for which the work is done here before they are made.
FEWEST, MOST, MOMENT = 8, 8, 0.25
#: Units beside each other that go to one copy: they often need the same things.
TOGETHER = 4

T = TypeVar("T")
M = TypeVar("M")


class Copy(NamedTuple):
    """A copy at work: its number, where what it makes is read, and the places of the units that it has still to send."""

    number: int
    reader: "Connection[None, Any]"
    places: set[int]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def forked(does: Callable[[T], M], units: Sequence[T], copies: int | None = None) -> Generator[M, None, None]:
    """`does(unit)` for every unit, in their order, each as soon as it and those before it are done.

    What is made must be such as can be pickled; what else a copy changes is lost with it. `copies` is how many processes share the work, as
    many as there are processors unless told.
    """
    wanted = min(copies or processors(), MOST)
    alone = wanted < 2 or sys.platform != "linux" or _Here.is_copy or _has_threads()
    began = time.monotonic()
    here = 0
    while here < len(units) and (alone or len(units) - here < FEWEST or time.monotonic() - began < MOMENT):
        yield does(units[here])
        here += 1
    if here < len(units):
        yield from _shared(does, units[here:], wanted)


def _shared(does: Callable[[T], M], units: Sequence[T], wanted: int) -> Generator[M, None, None]:
    at_work: list[Copy] = []
    made: dict[int, M] = {}
    try:
        for share in range(wanted):
            with suppress(OSError):  # the system has no room for one more: its share is done here
                mine = [(at, unit) for at, unit in enumerate(units) if at // TOGETHER % wanted == share]
                at_work.append(_copied(does, mine, at_work))
        for at, unit in enumerate(units):
            while any(at in copy.places for copy in at_work):
                _take([copy for copy in at_work if copy.places], made)
            yield made.pop(at) if at in made else does(unit)
    finally:
        for copy in at_work:
            copy.reader.close()
            if copy.places:
                with suppress(ProcessLookupError):
                    os.kill(copy.number, signal.SIGKILL)
            os.waitpid(copy.number, 0)


def _has_threads() -> bool:
    """Whether threads run that may hold what a copy would wait for; the one that draws progress bars does not, as a copy draws none."""
    here = threading.current_thread()
    return any(one is not here and type(one).__module__ != "rich.live" for one in threading.enumerate())


class _Here:
    """Whether this process is a copy, which makes none itself."""

    is_copy = False


def _take(busy: Sequence[Copy], made: dict[int, M]) -> None:
    """What some copies have sent, once one of them has; of one that is gone no more is awaited."""
    ready = wait([copy.reader for copy in busy])
    for copy in busy:
        if copy.reader in ready:
            try:
                at, found = copy.reader.recv()
            except (EOFError, OSError):
                copy.places.clear()
            else:
                copy.places.discard(at)
                made[at] = found


def _copied(does: Callable[[T], M], units: Sequence[tuple[int, T]], others: Sequence[Copy]) -> Copy:
    """A copy of this process that does some units.

    Raises `OSError` where the system makes none.
    """
    reader, writer = Pipe(duplex=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, as `_has_threads` says
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the copy is known for one, and ends by it without a word
        number = _fork(reader, writer, held)
    if number:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        writer.close()
        return Copy(number, reader, {at for at, _ in units})
    try:
        _Here.is_copy = True
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        for one in (reader, *(other.reader for other in others)):
            one.close()
        for at, unit in units:
            writer.send((at, does(unit)))
    finally:
        os._exit(0)


def _fork(reader: "Connection[None, Any]", writer: "Connection[Any, None]", held: set[int | signal.Signals]) -> int:
    try:
        return os.fork()
    except OSError:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        reader.close()
        writer.close()
        raise
