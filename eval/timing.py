"""What the benches share: the reports they read, the options they take, and how they time."""

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from twosource.acquire.folder import downloads
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.model.report import Given, Report

DEMO = Path(__file__).resolve().parent.parent / "demo" / "reports"
#: The length of the report for which costs are told.
WORDS = 400


def options(about: str | None, rounds: int = 5) -> argparse.ArgumentParser:
    """The options of every bench; `about` is its docstring."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--rounds", type=int, default=rounds)
    return parser


def reports(folder: Path) -> list[Report]:
    """The folder's reports."""
    return [record for record in LocalEngine().run(READ, downloads([folder], Given())) if isinstance(record, Report)]


def words(found: Sequence[Report]) -> int:
    """How many words the reports have together."""
    return sum(len(report.text.split()) for report in found)


def seconds(work: Callable[[], object]) -> float:
    """Seconds of CPU that the work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def in_turn(sides: Mapping[str, Callable[[], object]], size: int, rounds: int) -> dict[str, float]:
    """Milliseconds of CPU that each side takes for `WORDS` of `size` words: the median of so many rounds in which they take turns."""
    spent = [{name: seconds(work) for name, work in sides.items()} for _ in range(rounds)]
    return {name: 1000 * statistics.median(one[name] for one in spent) * WORDS / size for name in sides}
