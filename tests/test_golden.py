"""The bundled story against its labels, which were made before the code; gaps that are known run as strict xfails."""

from pathlib import Path

import pytest

from golden_labels import Case, Golden, cases
from twosource.desk import Briefed

LABELS = Path(__file__).parent / "golden" / "demo.toml"


@pytest.fixture(scope="session")
def golden(demo: Briefed) -> Golden:
    return Golden(demo)


def marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.gap, strict=True)] if case.gap else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases(LABELS)])
def test_the_bundled_story_is_read_as_it_was_labelled(golden: Golden, case: Case) -> None:
    assert golden.meets(case), f"{case.kind} not met ({case.aspect}): {dict(case.label)}"
