"""Files and folders to downloads, with what `reports.csv` says of them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from twosource.model.codec import content_id
from twosource.model.report import Download, Failure, Given


def downloads(paths: Sequence[Path], given: Given) -> Iterator[Download | Failure]:
    """One download a file, folders walked in order of name; what cannot be had is a failure."""
    for path in _files(paths):
        body = path.read_bytes()
        yield Download(id=content_id("download", str(path)), path=str(path), body=body, given=given)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        else:
            yield path
