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


def kinds(one: str, other: str) -> list[tuple[str, list[str]]]:
    """The conflicts of two reports of one morning, with what their sides say."""
    records = case_records({"one": one, "other": other})
    return sorted((record.kind.value, sorted(side.says for side in record.sides)) for record in records if isinstance(record, Conflict))


def test_a_quotation_that_lost_its_not_is_a_conflict() -> None:
    (found,) = kinds(
        "“We do not know who opened the valve on the tank,” Ada Merl said after the flood in Ester.",
        "In Ester they still count the cost. “We know who opened the valve on the tank,” said Ada Merl.",
    )
    assert found[0] == "polarity"


def test_what_two_people_say_each_in_his_own_words_is_no_quotation_that_lost_its_not() -> None:
    found = kinds(
        "“We do not know who opened the valve on the tank,” Ada Merl said after the flood in Ester.",
        "In Ester they still count the cost. “We know who opened the valve on the tank,” said Rudo Kesh.",
    )
    assert "polarity" not in [kind for kind, _ in found]


def test_a_death_on_two_days_is_a_conflict_of_time() -> None:
    assert kinds(
        "The skipper of the Alda, Rudo Kesh, died in hospital on 1 March, the Coastguard said.",
        "Rudo Kesh died on 2 March of his burns, according to the Hospital of Ester.",
    ) == [("time", ["1 Mar 2025", "2 Mar 2025"])]


def test_a_death_told_on_two_days_is_one_death() -> None:
    assert not kinds(
        "Rudo Kesh died on 1 March, the Coastguard said on Monday.",
        "The Hospital of Ester said on Sunday that Rudo Kesh had died.",
    )


def test_two_people_may_die_on_two_days() -> None:
    assert not kinds(
        "Rudo Kesh died in hospital on 1 March, the Coastguard said.",
        "Ada Merl died in hospital on 2 March, the Coastguard said.",
    )


def test_the_year_of_the_last_strike_is_one_year() -> None:
    assert kinds(
        "The last strike at the Ester shipyard was in 1998, when the welders stopped work.",
        "The last stoppage by welders at the Ester shipyard was in 1996.",
    ) == [("time", ["1996", "1998"])]


def test_one_quotation_and_two_names_for_the_speaker_is_a_conflict_of_the_name() -> None:
    (found,) = kinds(
        "“We shall mend the weir before the autumn rains come,” said Josk Tarn, the engineer.",
        "Engineer Josk Melbury was hopeful. “We shall mend the weir before the autumn rains come,” said Josk Melbury.",
    )
    assert found == ("name", ["Josk Melbury", "Josk Tarn"])


def test_what_another_outlet_is_named_for_is_no_second_telling() -> None:
    records = told(
        [
            report("A broken seal lay on the floor of the vault at Ester.", outlet="The Ester Mail", published="2025-03-04"),
            report("The Ester Mail saw a broken seal on the floor of the vault at Ester.", outlet="Sorn Digest", published="2025-03-05"),
        ]
    )
    lines = [record for record in records if isinstance(record, Entry) and "seal" in record.text]
    assert max(len(record.witnesses) for record in lines) == 1
