"""What it costs to read a part of a desk, to make a desk anew, and to add one more reprint of a text that many printed.

    python eval/bench_parts.py story|find|export DESK
    python eval/bench_parts.py anew DESK       # changes it: name a copy of a desk that another version made
    python eval/bench_parts.py reprints COUNT

A desk of invented reports is filled with `python scripts/invented_reports.py FOLDER 1000` and `twosource add`.
"""

import argparse
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from sqlalchemy import Connection

from twosource.connect.copies import judged
from twosource.connect.details import details
from twosource.connect.wording import wording
from twosource.desk import CONNECT
from twosource.desk.exported import WRITERS, export
from twosource.desk.files import downloads_of
from twosource.desk.kept import Desk, desk
from twosource.engine.incremental import IncrementalEngine
from twosource.model.report import Passage, PassageKind, Report
from twosource.store.base import Deed
from twosource.store.sqlite.kept import SqliteStore
from twosource.store.sqlite.opening import open_desk

WORDS = tuple("river dam gate harbour mayor ferry crew night storm quay light board tug reef marker coast guard island ship".split())  # noqa: SIM905
#: The steps that find whose text a report is.
COPIES = tuple(step for step in CONNECT if step.name in {"copies", "trimmed", "retold"})
#: Words of a sentence, sentences of the text, how many are left out of a reprint, and stories or reports that are asked for.
LENGTH, SENTENCES, TRIMMED, ASKED = 14, 25, 0.05, 20


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def story(kept: Desk) -> None:
    times = [timed(lambda one=one: kept.told(one.id)) for one in kept.stories()[:ASKED]]
    print(f"one story: {1000 * statistics.median(times):.0f} ms; all: {timed(kept.told):.1f} s")


def find(kept: Desk) -> None:
    reports = [report for _, report in zip(range(ASKED), kept.store.records(Report), strict=False)]
    for what, names in (("path", [one.path for one in reports]), ("id", [one.id for one in reports])):
        times = [timed(lambda name=name: downloads_of(kept.store, name)) for name in names]
        print(f"what to forget, by {what}: {1000 * statistics.median(times):.1f} ms")


def exported(kept: Desk) -> None:
    for form in WRITERS:
        with tempfile.TemporaryDirectory() as name:
            tracemalloc.start()
            spent = timed(lambda form=form, name=name: list(export(kept.store, Path(name), form)))
            print(f"{form}: {spent:.1f} s while memory is traced, {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB at most")
            tracemalloc.stop()


def anew(kept: Desk) -> None:
    held: list[float] = []
    changing = SqliteStore._changing  # noqa: SLF001 - what is measured

    @contextmanager
    def measured(store: SqliteStore) -> Iterator[Connection]:
        began = time.perf_counter()
        with changing(store) as connection:
            yield connection
        if store.path == kept.store.path:  # type: ignore[attr-defined]
            held.append(time.perf_counter() - began)

    with mock.patch.object(SqliteStore, "_changing", measured):
        spent = timed(lambda: kept.renew(Deed("2030-01-01T00:00:00Z", "bench", "made anew")))
    print(f"made anew in {spent:.0f} s; the desk was locked for {max(held, default=0):.1f} s at most")


def reprint(number: int, text: list[str]) -> Report:
    dice = random.Random(number)
    told = " ".join([one for one in text if dice.random() > TRIMMED] + [f"Our {dice.choice(WORDS)} desk {number} adds a line of its own."])
    day = f"2030-01-{1 + number % 9:02}T{number % 24:02}:{number % 60:02}:00Z"
    passages = (Passage(0, len(told), PassageKind.BODY),)
    return Report(
        f"report-{dice.getrandbits(64):016x}", "a.txt", ("a.txt",), told, outlet=f"Paper {number}", published=day, passages=passages
    )


def reprints(count: int) -> None:
    dice = random.Random(3)
    text = [" ".join(dice.choice(WORDS) + dice.choice(("", "s", "ed")) for _ in range(LENGTH)).capitalize() + "." for _ in range(SENTENCES)]
    reports = [reprint(number, text) for number in range(count + 1)]
    with tempfile.TemporaryDirectory() as name:
        engine = IncrementalEngine(open_desk(Path(name, "a.desk")), COPIES)
        print(f"{count} reprints: {timed(lambda: engine.add(reports[:count])):.1f} s")
        for cache in (judged, wording, details):
            cache.cache_clear()
        print(f"one more, in a new process: {timed(lambda: engine.add(reports[count:])):.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks = {"story": story, "find": find, "export": exported, "anew": anew}
    parser.add_argument("what", choices=[*asks, "reprints"])
    parser.add_argument("of")
    told = parser.parse_args()
    if told.what == "reprints":
        reprints(int(told.of))
        return
    with desk(Path(told.of)) as kept:
        asks[told.what](kept)


if __name__ == "__main__":
    main()
