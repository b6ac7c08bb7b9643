"""Who a report speaks of: tests/cases/mentions.toml, references.toml and suspects.toml, one text a case."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.mentions import Mentions, mentions
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import parse
from twosource.annotate.tagger import tag
from twosource.lang import language
from twosource.model.claim import EntityType, Form
from twosource.model.report import Download, Passage, PassageKind, Report, Span
from twosource.read.page import read_page

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[object]:
    read = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(case, id=case["why"], marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else [])
        for case in read
    ]


def report(text: str) -> Report:
    return next(iter(read_page(Download(id="download-1", path="a.txt", body=text.encode()))))


def spoken_of(text: str) -> tuple[Report, Mentions]:
    made = report(text)
    return made, mentions(made, parse(made), tag(made, paragraphs(made)), language("en"))


@pytest.mark.parametrize("case", cases("mentions"))
def test_names_make_entities(case: dict) -> None:
    _, found = spoken_of(case["text"])
    assert sorted(" | ".join((f"{one.type} {one.name}", *one.aliases)) for one in found.entities) == sorted(case["entities"])


@pytest.mark.parametrize("case", cases("references"))
def test_descriptions_and_pronouns_refer(case: dict) -> None:
    made, found = spoken_of(case["text"])
    name_by_id = {one.id: one.name for one in found.entities} | {None: ""}
    start = made.text.rindex(case["refers"])
    at = [mention for mention in found.mentions if (mention.start, mention.end) == (start, start + len(case["refers"]))]
    assert [name_by_id[mention.entity] for mention in at] == ([] if case["to"] == "-" else [case["to"]])


@pytest.mark.parametrize("case", cases("suspects"))
def test_damaged_names_are_doubted(case: dict) -> None:
    made, found = spoken_of(case["text"])
    assert sorted({made.text[one.start : one.end] for one in found.mentions if one.suspect}) == sorted(case["suspect"])


def test_a_doubt_stands_on_the_mention_and_on_its_entity() -> None:
    made, found = spoken_of("France closed the road to Toulouse. The mayor of Touluose spoke on Monday.")
    doubted = [one for one in found.mentions if one.suspect]
    assert [made.text[one.start : one.end] for one in doubted] == ["Touluose"]
    assert next(one for one in found.entities if one.id == doubted[0].entity).suspect == doubted[0].suspect


def test_an_adjective_goes_to_its_country_where_that_is_named() -> None:
    made, found = spoken_of("Germany signed the treaty. The German minister and the French minister stayed away.")
    name_by_id = {one.id: one.name for one in found.entities} | {None: None}
    forms = {made.text[one.start : one.end]: name_by_id[one.entity] for one in found.mentions if one.form is Form.ADJECTIVE}
    assert forms == {"German": "Germany", "French": None}


def test_a_name_has_one_type_throughout_the_report() -> None:
    _, found = spoken_of("Marek Teve spoke. Teve sat down. At noon Teve left. Teve and Orman will meet.")
    assert {one.type for one in found.mentions if one.form is Form.NAME and one.entity == found.entities[0].id} == {EntityType.PER}


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('Aab ilT’"“”.,-()\n\0é😀上') | st.characters(codec="utf-8"), max_size=80))
def test_any_text_gives_mentions_inside_it_and_entities_that_are_listed(text: str) -> None:
    whole = f"Marek Teve said {text}"
    made = Report(
        id="report-1",
        path="a",
        paths=("a",),
        text=whole,
        passages=(Passage(0, len(whole), PassageKind.BODY),),
        sentences=(Span(0, len(whole)),),
    )
    found = mentions(made, parse(made), tag(made, paragraphs(made)), language("en"))
    listed = {one.id for one in found.entities}
    assert len(listed) == len(found.entities)
    assert all(0 <= one.start < one.end <= len(whole) and (one.entity is None or one.entity in listed) for one in found.mentions)
    assert {one.entity for one in found.mentions} - {None} == listed


def test_the_same_report_gives_the_same_mentions() -> None:
    text = "Marek Teve met Hana Orman in Berlin. He thanked her. Germany paid. Its minister left."
    assert spoken_of(text)[1] == spoken_of(text)[1]


def test_a_report_of_hundreds_of_names_is_read_to_its_end() -> None:
    told = (f"Marek Teve{i} met Hana Orman{i} in Town{i}. He said it was late. The mayor of Place{i} left." for i in range(240))
    made = report("\n\n".join(told))
    found = mentions(made, parse(made), tag(made, paragraphs(made)), language("en"))
    assert max(mention.end for mention in found.mentions) > len(made.text) - 100
