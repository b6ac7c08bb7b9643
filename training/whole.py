"""Files that later stages trust, so that none is ever seen half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that stands at `path` once it is complete: written beside and renamed, so that a cut leaves the last one, or none."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        yield file
    part.replace(path)
