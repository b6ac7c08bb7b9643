"""What copies altered: the case file, and what must raise nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import report
from twosource.annotate import annotate
from twosource.connect import slots
from twosource.connect.alterations import alterations
from twosource.connect.copies import copies
from twosource.connect.entities import entities
from twosource.connect.held import Located
from twosource.model.ledger import Alteration, Dossier, EntityCluster, Story
from twosource.model.report import Span

CASES = tomllib.loads((Path(__file__).parent / "cases" / "alterations.toml").read_text(encoding="utf-8"))
AROUND = CASES["around"]


def altered(original: str, made: str) -> list[Alteration]:
    """What the second text, published later, changed of the first."""
    reports = (report(original, published="2025-03-04T06:00:00Z"), report(made, published="2025-03-04T09:00:00Z"))
    annotations = tuple(annotate(one) for one in reports)
    clusters = tuple(one for one in entities("", [*reports, *annotations]) if isinstance(one, EntityCluster))
    story = Story(id="story-1", title="", reports=tuple(one.id for one in reports))
    return list(alterations(Dossier("dossier-1", story, reports, annotations, clusters, (), tuple(copies("", reports)))))


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
    return pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES["case"]])
def test_an_alteration_is_found_with_its_words(case: dict[str, Any]) -> None:
    before, after = AROUND.replace("%", case["text"]), AROUND.replace("%", case["made"])
    found = altered(before, after)
    assert [one.kind.value for one in found] == case["expected"]
    for one in found:
        assert one.from_.exact in before
        assert one.to.exact in after
        assert one.story == "story-1"


def test_a_copy_left_as_it_was_raises_none() -> None:
    text = AROUND.replace("%", "At least 14 passengers were treated for cold on the quay.")
    assert not altered(text, text + " More to follow.")


def test_a_copy_with_its_lines_broken_elsewhere_raises_none() -> None:
    text = AROUND.replace("%", "At least 14 passengers were treated for cold on the quay.")
    assert not altered(text, text.replace(" and ", "\r\nand "))


def test_a_trimmed_copy_raises_none() -> None:
    text = AROUND.replace("%", "At least 14 passengers were treated for cold on the quay.")
    assert not altered(text, text[: text.index("At least 14")])


@pytest.mark.parametrize("length", [400, 5000])
def test_a_number_longer_than_any_figure_is_a_number_of_a_thing(length: int) -> None:
    text = AROUND.replace("%", "The 1,250 lamps on the quay bear the number 4" + "7" * length + " on their feet.")
    (found,) = altered(text, text.replace("1,250", "1,520"))
    assert (found.from_.exact, found.to.exact) == ("1,250", "1,520")


def test_a_statement_is_looked_for_in_its_own_sentence_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = 40
    text = " ".join(f"Marta Quell said that lock {i} of the canal at Orsa had cost {1200 + 7 * i} crowns a year." for i in range(sentences))
    looked: list[int] = []
    monkeypatch.setattr(slots, "places", lambda *given, look=slots.places: looked.append(1) or look(*given))
    assert len(altered(text, text.replace("crowns", "thalers"))) == 0
    assert sentences <= len(looked) <= 6 * sentences


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(SPANS, max_size=20), SPANS)
def test_what_stands_over_a_stretch_is_found_in_the_order_given(placed: list[Span], sought: Span) -> None:
    found = Located((span, i) for i, span in enumerate(placed)).over(*sought)
    assert found == [i for i, span in enumerate(placed) if span.overlaps(sought)]
