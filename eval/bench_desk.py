"""What one more report costs on a small and on a large desk, with all the steps of the product, on invented reports.

    python eval/bench_desk.py [--small 100] [--large 10000] [--kept FOLDER] [--rounds N]

Both desks are filled with the same invented reports (scripts/invented_reports.py); filling the large one takes a while, and `--kept` keeps
and reuses both. Then reports are added in turn to the small and to the large one, one at a time: each time the next of the last story,
and one of a story that no desk has. The figure to quote is the ratio of the medians, since machines are noisy.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from rich.progress import track

from twosource.desk.kept import Desk, desk
from twosource.model.report import Given, Report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
from invented_reports import A_STORY, write

AT = "2030-01-01T00:00:00Z"


def filled(file: Path, room: Path, count: int) -> None:
    """A desk of the first reports; what it has is left as it is."""
    folder = room / f"first-{count}"
    write(folder, 0, count)
    with desk(file, create=True) as kept:
        done = sum(1 for _ in kept.store.records(Report)) if file.exists() else 0
        if done < count:
            for _ in track(kept.add([folder], Given(), AT, "bench"), description=f"{count:,} reports", total=None):
                pass


def once(kept: Desk, room: Path, number: int) -> float:
    """Seconds for one more report."""
    folder = room / f"one-{number}"
    write(folder, number, 1)
    began = time.perf_counter()
    for added in kept.add([folder], Given(), AT, "bench"):
        assert len(added.reports) == 1, added
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--small", type=int, default=100)
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=A_STORY // 2)
    parser.add_argument("--kept", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        folder = args.kept or room
        folder.mkdir(parents=True, exist_ok=True)
        files = {count: folder / f"{count}.desk" for count in (args.small, args.large)}
        for count, file in files.items():
            filled(file, room, count - A_STORY // 2)  # the last story is half told
        spent: dict[tuple[int, str], list[float]] = {}
        with desk(files[args.small]) as small, desk(files[args.large]) as large:
            sides = {args.small: small, args.large: large}
            for count, kept in sides.items():
                once(kept, room, 10**6 + count)  # opens parser, tagger and tables
            for at in range(args.rounds):
                for count, kept in sides.items():
                    spent.setdefault((count, "known story"), []).append(once(kept, room, count - A_STORY // 2 + at))
                    spent.setdefault((count, "new story"), []).append(once(kept, room, 2 * 10**6 + 10 * (at + count)))
        found = {}
        for what in ("known story", "new story"):
            few, many = (statistics.median(spent[count, what]) for count in (args.small, args.large))
            found[what] = {"small_ms": round(1000 * few), "large_ms": round(1000 * many), "ratio": round(many / few, 2)}
            print(f"{what:12} {1000 * few:7.0f} ms on {args.small:,}   {1000 * many:7.0f} ms on {args.large:,}   {many / few:.2f} times")
        print(json.dumps(found))


if __name__ == "__main__":
    main()
