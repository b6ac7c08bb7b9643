"""Invented stories against their labels, which were made before the code; gaps that are known run as strict xfails.

The second story was written and labelled by someone who had not read the code. What its first run met stands in eval/README.md.
"""

import tomllib
from pathlib import Path

import pytest

from conftest import ROOT
from golden_labels import Case, Golden, cases
from twosource.desk import Briefed, brief_files
from twosource.engine.local import LocalEngine
from twosource.model.report import Given

LABELS = Path(__file__).parent / "golden"
FLOORS = [
    (kind, aspect, floor)
    for kind, floors in tomllib.loads((LABELS / "floors.toml").read_text(encoding="utf-8")).items()
    for aspect, floor in floors.items()
]


@pytest.fixture(scope="session")
def golden(demo: Briefed) -> Golden:
    return Golden(demo)


@pytest.fixture(scope="session")
def strike() -> Golden:
    return Golden(brief_files([ROOT / "tests" / "golden" / "strike"], Given(), LocalEngine()))


def marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.gap, strict=True)] if case.gap else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases(LABELS / "demo.toml")])
def test_the_bundled_story_is_read_as_it_was_labelled(golden: Golden, case: Case) -> None:
    assert golden.meets(case), f"{case.kind} not met ({case.aspect}): {dict(case.label)}"


@pytest.mark.parametrize(("kind", "aspect", "floor"), FLOORS, ids=str)
def test_the_second_story_is_read_no_worse_than_before(strike: Golden, kind: str, aspect: str, floor: int) -> None:
    met = [case.name for case in cases(LABELS / "strike.toml") if (case.kind, case.aspect) == (kind, aspect) and strike.meets(case)]
    assert len(met) >= floor, f"{kind} ({aspect}): only {met}"


def test_every_kind_of_label_of_the_second_story_has_a_floor() -> None:
    assert {(case.kind, case.aspect) for case in cases(LABELS / "strike.toml")} == {(kind, aspect) for kind, aspect, _ in FLOORS}
