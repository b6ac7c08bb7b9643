"""The files that a desk was given: one is known by where it lies, however its path is spelled."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import structs

from twosource.acquire.folder import named
from twosource.acquire.given import lying
from twosource.errors import UsageError
from twosource.model.codec import Record, content_id
from twosource.model.report import Download, Edition, Report
from twosource.step import Group
from twosource.store.base import Store


def file_keys(download: Download) -> Iterable[str]:
    """Where the file lay, if that is known, and its path as it was spelled."""
    yield _spelled(download.path)
    if download.place:
        yield _lay(download.place)


def _nothing(key: str, found: Sequence[Download]) -> Iterable[Record]:
    """Downloads are filed to be found again, and nothing follows from it."""
    del key, found
    return ()


#: Files downloads under `file_keys`.
FILES = Group("files", (Download,), file_keys, _nothing)


def _lay(place: str) -> str:
    return f"place {place}"


def _spelled(path: str) -> str:
    return f"path {os.path.normpath(path)}"


def as_known(store: Store, download: Download) -> Download:
    """The download under the path by which the desk knows its file already."""
    paths = {one.path for one in _of_file(store, Path(download.path))}
    if not paths or download.path in paths:
        return download
    return named(structs.replace(download, path=min(paths)))


def downloads_of(store: Store, name: str) -> list[Download]:
    """The downloads of the file that a path means here, else of the one added under that path elsewhere; or those of a report by its id.

    Raises `UsageError` where several files were added under the path elsewhere.
    """
    if store.get(Report, name) is not None:
        return _of_report(store, name)
    if found := _of_file(store, Path(name)):
        return found
    found = _filed(store, _spelled(name))
    places = sorted({str(one.place) for one in found})
    if len(places) > 1:
        raise UsageError(f"several files were added as {name!r}; name one of them: {', '.join(places)}")
    return found


def _of_file(store: Store, path: Path) -> list[Download]:
    """The downloads of a file here; a desk of before places were kept has only spellings, which are taken to have been made from here."""
    place = lying(path)
    spellings = dict.fromkeys(_spelled(spelling) for spelling in (str(path), place, _from_here(place)))
    unplaced = [one for key in spellings for one in _filed(store, key) if not one.place]
    return list({one.id: one for one in [*_filed(store, _lay(place)), *unplaced]}.values())


def _from_here(place: str) -> str:
    try:
        return os.path.relpath(place)
    except ValueError:  # on another drive
        return place


def _of_report(store: Store, report: str) -> list[Download]:
    """The downloads that a report was read from."""
    paths = {edition.report.path for edition in store.under("gather", report) if isinstance(edition, Edition)}
    found = [one for path in sorted(paths) for one in _filed(store, _spelled(path))]
    return [one for one in found if store.get(Edition, content_id("edition", one.id, report)) is not None]


def _filed(store: Store, key: str) -> list[Download]:
    return [one for one in store.under(FILES.name, key) if isinstance(one, Download)]
