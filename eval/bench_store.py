"""What a desk file costs: statements written a second with the full-text index on, what a reader feels meanwhile, how long searches take
afterwards, and what one more report costs a small desk and a large one.

    python eval/bench_store.py [--statements N] [--batch N] [--desks N N] [--folder DIR]

The records are synthetic and the steps cheap: reports of twenty statements are annotated at once, meet by as many keys as copies do, and
hang together in stories of ten. So the figures are those of the store and the engine, not of reading. The two desks are added to in turn,
so that what else the machine does weighs on both alike.
"""

import argparse
import itertools
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

from twosource.engine.incremental import IncrementalEngine
from twosource.model.claim import Annotation, Claim
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Judgement, Link, LinkKind, Story
from twosource.model.report import Edition, Report
from twosource.model.search import Order, Query, Said
from twosource.step import Each, Group, Linked, Step
from twosource.store.sqlite.kept import SqliteStore
from twosource.store.sqlite.opening import open_desk

STATEMENTS, WORDS, STORY = 20, 20, 10
#: Keys of a report of four hundred words, as many as `connect.copies` files one of the demo's under.
KEYS = 64
SYLLABLES = ("ba", "dor", "el", "fin", "gar", "hu", "ka", "lom", "mir", "ne", "os", "pel", "ri", "sta", "tu", "vex", "wor", "yth")
VOCABULARY = ["".join(three) for three in itertools.product(SYLLABLES, repeat=3)]
#: Used as unevenly as the words of a language (Zipf): the first in most statements, most in hardly any.
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))
USUAL, LESS_USUAL, RARE = VOCABULARY[0], VOCABULARY[30], VOCABULARY[4000]

Ask = Callable[[SqliteStore], object]


def edition(number: int) -> Edition:
    """A report; ten share a story."""
    random = Random(number)
    identity = f"report-{number:016x}"
    text = "\n".join(" ".join(random.choices(VOCABULARY, cum_weights=WEIGHTS, k=WORDS)) for _ in range(STATEMENTS))
    path = f"{number}.txt"
    report = Report(
        id=identity,
        path=path,
        paths=(path,),
        text=text,
        outlet=f"outlet {number % 50}",
        published=f"20{20 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
        headline=f"story {number // STORY}",
    )
    return Edition(id=content_id("edition", path, identity), report=report)


def gathered(key: str, found: Sequence[Edition]) -> Iterable[Report]:
    del key
    yield found[0].report


def annotated(report: Report) -> Iterable[Annotation]:
    ends = list(itertools.accumulate(len(line) + 1 for line in report.text.split("\n")))
    claims = tuple(
        Claim(content_id("claim", report.id, i), start, end - 1) for i, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
    )
    yield Annotation(id=content_id("annotation", report.id), report=report.id, claims=claims)


def shingles(report: Report) -> Iterable[str]:
    random = Random(report.id)
    yield report.headline or ""
    yield from (f"run-{random.getrandbits(64):016x}" for _ in range(KEYS - 1))


def copied(key: str, reports: Sequence[Report]) -> Iterable[Link]:
    del key
    for one, other in itertools.pairwise(reports):
        yield Link(content_id("link", one.id, other.id), LinkKind.COPY_OF, one.id, other.id, Judgement.UNSURE, 0.5)


def ends(link: Link) -> Iterable[str]:
    return (link.left, link.right)


def story(key: str, links: Sequence[Link]) -> Iterable[Story]:
    yield Story(content_id("story", key), f"The story of {key}", tuple(sorted({end for link in links for end in ends(link)})))


STEPS: tuple[Step, ...] = (
    Group("gather", (Edition,), lambda one: (one.report.id,), gathered),
    Each("annotate", Report, annotated),
    Group("copies", (Report,), shingles, copied),
    Linked("stories", (Link,), ends, story),
)


def searchable(record: Record) -> Iterable[Said]:
    if isinstance(record, Report):
        for number, line in enumerate(record.text.split("\n")):
            yield Said(
                line,
                speaker=f"speaker {number}",
                place=record.outlet or "",
                story=record.headline,
                report=record.id,
                published=record.published,
            )


def opened(path: Path) -> SqliteStore:
    return open_desk(path, searchable=searchable)


def search(query: Query, store: SqliteStore) -> object:
    return store.search(query)


ASKS: dict[str, Ask] = {
    "a rare word, newest": partial(search, Query(RARE)),
    "a rare word, best": partial(search, Query(RARE, order=Order.BEST)),
    "a word of every fifth statement, newest": partial(search, Query(USUAL)),
    "a word of every fifth statement, best": partial(search, Query(USUAL, order=Order.BEST)),
    "three words and not a fourth": partial(search, Query(f"{USUAL} {LESS_USUAL} {RARE} -{VOCABULARY[1]}")),
    "a phrase": partial(search, Query(f'"{USUAL} {LESS_USUAL}"')),
    "a speaker since a day": partial(search, Query(speaker="speaker 3", since="2029-03-01")),
    "a word in a story": partial(search, Query(USUAL, story="story 3")),
    "a story": partial(search, Query(story="story 3")),
    "a report by its id": lambda store: store.get(Report, f"report-{3:016x}"),
}


#: Goes through all that is newer; no reader asks it while the desk is written to.
LONG_AGO: dict[str, Ask] = {"a speaker in one year long ago": partial(search, Query(speaker="speaker 3", since="2021-01-01", until="2021"))}


def read(path: Path, stop: Event, told: "Queue[list[float]]") -> None:
    """Reads on and on, with a hundredth of a second between, until told to stop; tells how long each reading took."""
    store = opened(path)
    times = []
    for ask in itertools.cycle(ASKS.values()):
        if stop.is_set():
            break
        times.append(timed(partial(ask, store)))
        time.sleep(0.01)
    told.put(times)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def write(path: Path, statements: int, batch: int) -> None:
    """Writes while another process reads."""
    engine = IncrementalEngine(opened(path), STEPS)
    reports = statements // STATEMENTS
    engine.add(map(edition, range(batch)))
    stop, told = multiprocessing.Event(), multiprocessing.Queue()
    reader = multiprocessing.Process(target=read, args=(path, stop, told))
    reader.start()
    wall = cpu = 0.0
    for at in range(batch, reports, batch):
        editions = [edition(number) for number in range(at, at + batch)]
        began = time.process_time()
        wall += timed(partial(engine.add, editions))
        cpu += time.process_time() - began
    stop.set()
    times = told.get()
    reader.join()
    written = (reports - batch) * STATEMENTS
    print(
        f"{written:,} statements in batches of {batch} reports: {written / wall:,.0f} a second, {written / cpu:,.0f} a second of CPU time"
    )
    print(f"the file has {path.stat().st_size / 2**20:,.0f} MiB")
    print(f"a reader meanwhile, {len(times)} readings: {spread(times)}")


def ask(path: Path) -> None:
    """Each kind of search, some times over."""
    store = opened(path)
    for what, one in (ASKS | LONG_AGO).items():
        print(f"  {what}: {spread([timed(partial(one, store)) for _ in range(20)])}")
    store.close()


def add(folder: Path, sizes: Sequence[int], adds: int) -> None:
    """One more report to each desk in turn."""
    engines = {size: IncrementalEngine(filled(folder / f"{size}.desk", size), STEPS) for size in sizes}
    os.sync()
    times: Mapping[int, list[float]] = {size: [] for size in sizes}
    for number in range(adds):
        for size, engine in engines.items():
            times[size].append(timed(partial(engine.add, [edition(size + number)])))
    for size in sizes:
        print(f"one more report to a desk of {size:,}: {spread(times[size])}")
    print(f"  {statistics.median(times[sizes[-1]]) / statistics.median(times[sizes[0]]):.2f} times as long")


def filled(path: Path, size: int) -> SqliteStore:
    store = opened(path)
    engine = IncrementalEngine(store, STEPS)
    for at in range(0, size, 500):
        engine.add([edition(number) for number in range(at, min(at + 500, size))])
    return store


def spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"median {1000 * statistics.median(ordered):.1f} ms, 95th percentile {1000 * ordered[int(len(ordered) * 0.95)]:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--desks", type=int, nargs=2, default=[100, 10_000])
    parser.add_argument("--adds", type=int, default=50)
    parser.add_argument("--folder", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as folder:
        write(Path(folder, "written.desk"), told.statements, told.batch)
        ask(Path(folder, "written.desk"))
        add(Path(folder), told.desks, told.adds)


if __name__ == "__main__":
    main()
