"""Twosource reads many reports of one running story and tells who said what, and how well it is borne out.

`audit` and `audit_text` say whether a draft says what its sources say; what they return is what `twosource audit` prints as JSON.
"""

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.model.audit import Audit

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "audit_text"]

Path = str | PathLike[str]


def audit(
    draft: Path,
    against: Iterable[Path] = (),
    *,
    labels: Mapping[str | int, Path] | None = None,
    published: str | None = None,
    language: str | None = None,
) -> "Audit":
    """Holds the draft in a file against reports in files and folders; with none, against the headlines of its own reference list.

    `labels` gives single citations their file: `{3: "wire.html"}` is what `[3]` cites. Files that cannot be read are in `failures`.
    Raises `twosource.errors.UsageError` when the draft cannot be read, when no report can, or for a label that the draft has not.
    """
    import pathlib  # noqa: PLC0415

    from twosource.acquire.given import said  # noqa: PLC0415 - loading takes a second, which who wants the version need not wait
    from twosource.desk.audited import audit_paths  # noqa: PLC0415

    file_of = {str(label): pathlib.Path(path) for label, path in (labels or {}).items()}
    paths = [against] if isinstance(against, str | PathLike) else against
    return audit_paths(pathlib.Path(draft), [pathlib.Path(path) for path in paths], file_of, said(published, language))


def audit_text(draft: str, reports: Iterable[str | Mapping[str, str]]) -> "Audit":
    """Holds a draft against reports that are at hand as texts, or as mappings of a line of a batch: `text`, `label`, `headline` ….

    Raises `twosource.errors.UsageError` when the draft holds no words.
    """
    import msgspec  # noqa: PLC0415

    from twosource.desk.audited import AUDIT, Pair, Shelf, Told, audit_pair  # noqa: PLC0415
    from twosource.errors import UsageError  # noqa: PLC0415

    told = tuple(Told(one) if isinstance(one, str) else msgspec.convert(one, Told) for one in reports)
    made = audit_pair(Pair("draft", draft, told), Shelf())
    if unread := next((failure for failure in made.failures if failure.stage == AUDIT), None):
        raise UsageError(unread.error)
    return made
