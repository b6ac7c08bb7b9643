"""What stands between two reports that is no figure: denials, opposites, positions that turned, the same in other words."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from stage import report
from test_ledger import told
from twosource.model.codec import Record
from twosource.model.ledger import Change, Conflict, Entry

CASES = tomllib.loads((Path(__file__).parent / "cases" / "positions.toml").read_text(encoding="utf-8"))["case"]


def between(records: Sequence[Record]) -> set[str]:
    """What stands between the two reports of a case."""
    found = set()
    for record in records:
        if isinstance(record, Conflict) and record.kind in {"polarity", "outcome"}:
            found.add("conflict")
        if isinstance(record, Change):
            found.add("change")
        if isinstance(record, Entry) and len({cite.report for cite in record.cites}) > 1:
            found.add("one line")
    return found


def case_records(case: dict[str, Any]) -> list[Record]:
    when = "2025-03-04T08:00:00Z"
    return told(
        [
            report(case["one"], outlet="Ester Mail", published=case.get("one_when", when)),
            report(case["other"], outlet="Tarlow Post", published=case.get("other_when", "2025-03-04T09:00:00Z")),
        ]
    )


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c["why"], marks=[pytest.mark.xfail(reason=c["gap"], strict=True)] if "gap" in c else []) for c in CASES],
)
def test_what_stands_between_two_reports(case: dict[str, Any]) -> None:
    assert between(case_records(case)) == set(case["between"])
