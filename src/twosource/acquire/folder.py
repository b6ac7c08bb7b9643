"""Files and folders to downloads, with what `reports.csv` says of them."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from twosource.acquire.given import NAME, Register, failed, lying, outranked, register, shown
from twosource.errors import AcquireError, FetchFailed, NotAllowed, TooLarge
from twosource.model.codec import content_id, digest
from twosource.model.report import Download, Failure, Given

LARGEST = 64 * 1024 * 1024
PAGES = frozenset({".html", ".htm", ".xhtml"})
#: Passed over without a word when found in a folder: nobody takes them for reports.
NO_REPORTS = frozenset(
    f".{suffix}"
    for suffixes in (
        "jpg jpeg png gif webp svg ico bmp tif tiff heic mp3 mp4 m4a wav ogg mov avi mkv webm",
        "desk desk-wal desk-shm partial css js mjs map woff woff2 ttf otf eot csv tsv json jsonl toml yaml yml ini cfg lock log",
        "py pyc sh db sqlite zip gz xz bz2 tar 7z bak tmp swp",
    )
    for suffix in suffixes.split()
)
PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


@dataclass
class Walk:
    """One run over the paths given: what was read already, and each folder's `reports.csv`, opened once."""

    given: Given
    seen: set[str] = field(default_factory=set)
    registers: dict[Path, Register] = field(default_factory=dict)


def downloads(paths: Sequence[Path], given: Given) -> Iterator[Download | Failure]:
    """One download a file, folders walked in order of name; what cannot be had is a failure, and the rest goes on."""
    walk = Walk(given)
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir() raises where a name is too long
            yield from _folder(walk, path)
        elif path.name == NAME:
            yield from _opened(walk, path.parent)
        else:
            yield from _file(walk, path, path.parent)


def _folder(walk: Walk, root: Path) -> Iterator[Download | Failure]:
    """Every report under the folder; links to other folders are not followed."""
    found = False
    refused: list[Failure] = []
    for folder, folders, names in os.walk(root, onerror=lambda error: refused.append(failed(shown(Path(error.filename)), _why(error)))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from _opened(walk, Path(folder))
        for name in sorted(names):
            path = Path(folder, name)
            if _may_be_report(path):
                found = True
                yield from _file(walk, path, root)
    yield from refused
    if not found and not refused:
        yield failed(shown(root), "the folder holds no report; reports are .txt, .md or .html files")


def _may_be_report(path: Path) -> bool:
    return (
        path.name != NAME
        and not path.name.startswith(".")
        and path.suffix.lower() not in NO_REPORTS
        and not path.name.endswith("-backup")
        and not _is_special(path)
    )


def _is_special(path: Path) -> bool:
    """Whether it is a pipe, a socket or a device, which may never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # reading it will say why
    return not stat.S_ISREG(mode)


def _file(walk: Walk, path: Path, root: Path) -> Iterator[Download | Failure]:
    """The download of a file that was not read yet, and what its folder's table had to complain of."""
    place = os.path.abspath(path)  # noqa: PTH100 - not resolve(): a link is another file of the same text
    if place in walk.seen:
        return
    walk.seen.add(place)
    yield from _opened(walk, path.parent)
    try:
        body = _body(path)
    except AcquireError as error:
        yield failed(shown(path), str(error))
        return
    given = _given(walk, path, root, place)
    yield named(Download("", shown(path), body, media(path, body), given, place=lying(path)))


def named(download: Download) -> Download:
    """The download under the id that its path, bytes and what is said of them give it."""
    identity = content_id("download", download.path, digest(download.body), download.given)
    return structs.replace(download, id=identity)


def _opened(walk: Walk, folder: Path) -> Iterator[Failure]:
    """Reads a folder's table at the first file of it, and says once what is wrong with it."""
    if folder not in walk.registers:
        walk.registers[folder] = register(folder)
        yield from walk.registers[folder].failures


def _given(walk: Walk, path: Path, root: Path, place: str) -> Given:
    """What the nearest table says of the file, above what the options say of all."""
    folder = path.parent
    while True:
        row = walk.registers[folder].rows.get(place) if folder in walk.registers else None
        if row is not None:
            return outranked(walk.given, row)
        if folder in (root, folder.parent):
            return walk.given
        folder = folder.parent


def _body(path: Path) -> bytes:
    """The bytes of a file.

    Raises `FetchFailed`, `NotAllowed` or `TooLarge` with what to do about it.
    """
    try:
        # opened without waiting: a pipe that nobody writes to is empty, one with a writer is read to its end
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
            if hasattr(os, "set_blocking"):
                os.set_blocking(file.fileno(), True)
            body = file.read(LARGEST + 1)
            if not body and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                raise FetchFailed("it is a pipe that nobody writes to; save the report to a file")
    except PermissionError as error:
        raise NotAllowed(_why(error)) from error
    except (OSError, ValueError) as error:
        raise FetchFailed(_why(error)) from error
    if len(body) > LARGEST:
        raise TooLarge(f"the file is larger than {LARGEST // (1024 * 1024)} MB; cut it to one report a file")
    return body


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "we may not read it; check its permissions"
    return f"it cannot be read: {getattr(error, 'strerror', None) or error}"


def media(path: Path, body: bytes) -> str:
    """HTML where the name or the first bytes say so, plain text otherwise."""
    start = body[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    page = start.startswith(PAGE_STARTS) and (not start.startswith(b"<?xml") or b"<html" in start)
    return "text/html" if path.suffix.lower() in PAGES or page else "text/plain"
