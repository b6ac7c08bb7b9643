"""The labelled reports of tests/golden/said and the script that scores us on them."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "golden" / "said"
LABELS = tomllib.loads((FOLDER / "said.toml").read_text(encoding="utf-8"))
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def said() -> ModuleType:
    spec = importlib.util.spec_from_file_location("said", ROOT / "eval" / "said.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_label_stands_in_its_report(said: ModuleType) -> None:
    for label in LABELS["statement"]:
        text = (FOLDER / "reports" / label["report"]).read_text(encoding="utf-8")
        gold = said.located(text, label)
        assert [text[start:end] for start, end in gold.content] == label["content"]
        assert [text[start:end] for start, end in gold.cue] == [label["cue"]]
        assert [text[start:end] for start, end in gold.source] == [label["source"]] * bool(label["source"])
        assert not said.chars(gold.content) & said.chars([*gold.cue, *gold.source]), label
    for label in LABELS["nothing"]:
        text = (FOLDER / "reports" / label["report"]).read_text(encoding="utf-8")
        start, end = said.paragraphs(text)[label["paragraph"]]
        assert label["words"] in text[start:end]


def test_as_many_statements_are_read_rightly_as_before(said: ModuleType) -> None:
    table = said.scored(FOLDER)
    counted = {"found": table.count["found"], "alone": table.count["alone"]} | {one: table.right[one] for one in FLOORS["right"]}
    floors = {"found": FLOORS["found"], "alone": FLOORS["alone"]} | FLOORS["right"]
    assert {one: most for one, most in counted.items() if most < floors[one]} == {}


@pytest.mark.parametrize(
    ("left", "right", "held"),
    [
        ("he", "the governor", False),
        ("Velk", "Oren Velk", True),
        ("The general", "the general", True),
        ("", "reporters", False),
        ("it", "the unit", False),
    ],
)
def test_a_name_is_held_in_whole_words(said: ModuleType, left: str, right: str, held: bool) -> None:
    assert said.holds(left, right) is held
    assert said.holds(right, left) is held
