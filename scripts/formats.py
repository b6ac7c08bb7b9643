"""Writes docs/formats.md: the fields of the JSON interface, from the records themselves.

python scripts/formats.py            writes the page
python scripts/formats.py --check    says whether it is what the records say
"""

import sys
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from twosource.model import audit, claim, ledger, report, telling, value
from twosource.model.codec import Record

PAGE = Path(__file__).resolve().parent.parent / "docs" / "formats.md"

HEAD = """# The JSON that Twosource prints

This page is written by `scripts/formats.py` from the records in `src/twosource/model`; a test keeps it true.
Fields may be added; none is renamed or removed without a new `format` number.

- Offsets are Unicode code points, half-open `[start, end)`, into the report's `text`. A span is `[start, end]`.
- A cite is `{"report", "start", "end", "exact"}`, and `exact` is always `text[start:end]`.
- `null` means "not established", an empty list "looked for, none found". What was not run is absent, and so is `ruled` where nobody judged.
- Ids are made of content: the same input gives the same ids.
  A report's id is of its `url`, else of outlet, date and text, never of its path.

## `twosource annotate`

JSON Lines: one object a report, the fields of **Report** and of **Annotation** (without its `id` and `report`) side by side,
and `"format": 1`.

## `twosource brief --format json`

One object: a **Briefing**.

## `twosource audit --format json`

One object: an **Audit**. A line of `twosource audit --batch` is one with the `id` of the line that it answers.
Its exit statuses stand in [audit.md](audit.md).

## Errors

A report that cannot be read is named on standard error and in `failures`; the exit status is 0 if at least one report
was read and 2 if none was.
Wrong use ends at once with exit status 2 and one sentence.
"""

ORDER: tuple[type[Record], ...] = (
    report.Report,
    report.Passage,
    claim.Annotation,
    claim.Entity,
    claim.Mention,
    claim.Hedge,
    claim.Attribution,
    claim.Told,
    claim.Claim,
    value.Quantity,
    value.Concept,
    value.When,
    value.Place,
    claim.Citation,
    claim.Reference,
    telling.Briefing,
    telling.ReportLine,
    report.Failure,
    telling.StoryBrief,
    telling.Line,
    report.Cite,
    ledger.Origin,
    ledger.Ground,
    telling.NamedEntity,
    ledger.MentionAt,
    ledger.Entry,
    ledger.Conflict,
    ledger.Side,
    ledger.Ruled,
    ledger.Agreement,
    ledger.Change,
    ledger.Alteration,
    telling.NamedPlace,
    telling.Moment,
    telling.Checked,
    ledger.NotCompared,
    audit.Audit,
    audit.AuditedReport,
    audit.AuditedSentence,
    audit.Fault,
    audit.AuditedReference,
    audit.NotChecked,
)


def written() -> str:
    """The whole page."""
    return HEAD + "".join(section(kind) for kind in ORDER)


def section(kind: type[Record]) -> str:
    """One record: its promise and its fields."""
    rows = "\n".join(f"| `{field.encode_name}` | {shown(field.type)} |" for field in msgspec.structs.fields(kind))
    promise = " ".join((kind.__doc__ or "").split())
    return f"\n### {kind.__name__}\n\n{promise}\n\n| field | type |\n|---|---|\n{rows}\n"


def shown(hint: Any) -> str:
    """A type in the words of JSON."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(_alternatives(hint))
    if origin is tuple and Ellipsis not in typing.get_args(hint):
        return "`[start, end]`"
    if origin is tuple:
        return f"list of {shown(typing.get_args(hint)[0])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " · ".join(f"`{member.value}`" for member in hint)
    if hint is report.Span:
        return "`[start, end]`"
    if isinstance(hint, type) and issubclass(hint, Record):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "string", int: "integer", float: "number", bool: "true or false", type(None): "null", msgspec.UnsetType: "absent"}[hint]


def _alternatives(hint: Any) -> Iterator[str]:
    for one in typing.get_args(hint):
        yield shown(one)


def main() -> None:
    """Writes or checks the page."""
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == written() else "docs/formats.md is out of date; run python scripts/formats.py")
    PAGE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
