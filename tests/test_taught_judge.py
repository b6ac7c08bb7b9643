"""What the judge of a draft's sentences is taught on."""

import json
from pathlib import Path

import pytest
from training.borne_lessons import BORNE_OUT, changed, of_families, of_told
from training.sets import lines
from training.stories import KEPT_APART, part_of

from conftest import ROOT
from twosource.model.report import Span

TRUE = "The board refused to pay for a crane."
FALSE = "The union refused to pay for a crane."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (TRUE, FALSE, ["union"]),
        (TRUE, "The board did not refuse to pay for a crane.", ["did not refuse"]),
        (TRUE, "The board refused to pay.", ["pay", "."]),
        (TRUE, TRUE, []),
    ],
)
def test_what_was_planted_is_what_differs(old: str, new: str, words: list[str]) -> None:
    assert [new[slice(*span)] for span in changed(old, new)] == words


def test_a_sentence_told_is_laid_beside_its_reports_with_its_fault(tmp_path: Path) -> None:
    row = {"story": "x", "reports": ["Ferren. The harbour board refused to pay for the crane."], "true": [TRUE]}
    rows = [row | {"false": [{"kind": "roles", "of": 0, "text": FALSE}]}, row | {"true": ["Elephants trumpet."], "false": []}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    right, wrong, nothing = of_told([tmp_path / "a.jsonl"])
    assert nothing is None
    assert right is not None
    assert wrong is not None
    assert (right.kind, right.wrong, right.group) == (BORNE_OUT, (), wrong.group)
    assert (wrong.kind, wrong.wrong) == ("roles", (Span(4, 9),))
    assert wrong.told == "The harbour board refused to pay for the crane."


def test_a_row_without_reports_is_told_of_those_of_its_story(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"story": "x", "true": [TRUE], "false": []}), encoding="utf-8")
    sketch = {"story": "x", "reports": [{"title": "# Crane for Ferren", "text": "The harbour board refused to pay for the crane."}]}
    (right,) = of_told([tmp_path / "a.jsonl"], {"x": sketch})
    assert right is not None
    assert right.told == "Crane for Ferren The harbour board refused to pay for the crane."


def test_what_teaches_is_of_stories_that_nothing_keeps_apart() -> None:
    retold = {row["story"] for row in lines([ROOT / "eval" / "retold" / "apart.jsonl"])}
    rows = [row for name in ("stories", "titles") for row in lines([ROOT / "eval" / "told" / f"{name}.jsonl"])]
    assert len(rows) == 454
    for row in rows:
        assert part_of(row["story"]) != KEPT_APART
        assert row["story"] not in retold
        assert all(0 <= one["of"] < len(row["true"]) and one["text"] not in row["true"] for one in row["false"])


def test_families_stand_among_others_and_never_beside_themselves(tmp_path: Path) -> None:
    families = [
        {
            "story": f"story {at}",
            "same": [f"The board refused to pay for crane {at}.", f"No money for crane {at}, said the board."],
            "altered": [{"kind": "roles", "text": f"The union refused to pay for crane {at}."}],
            "more": [f"The board refused to pay for crane {at}, which is red."],
        }
        for at in range(40)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, families)), encoding="utf-8")
    found = [one for one in of_families([tmp_path / "a.jsonl"]) if one is not None]
    assert {one.kind for one in found} == {BORNE_OUT, "roles", "not_found"}
    assert all(one.text not in one.told for one in found)
