"""Capitals and seats that stand for a government, and offices that different people hold."""

import json
import tomllib
from pathlib import Path

import pytest

from conftest import Run
from stage import report
from twosource.annotate import annotate
from twosource.connect.entities import entities
from twosource.model.ledger import EntityCluster, Link

CASES = tomllib.loads((Path(__file__).parent / "cases" / "metonyms.toml").read_text(encoding="utf-8"))["case"]


def told(*texts: str) -> tuple[list[EntityCluster], list[Link], dict[str, str]]:
    """What reports of one matter say, put together, and their texts."""
    reports = [report(text, published=f"2025-03-{number:02}") for number, text in enumerate(texts, start=1)]
    found = list(entities("", [record for one in reports for record in (one, annotate(one))]))
    clusters = [one for one in found if isinstance(one, EntityCluster)]
    return clusters, [one for one in found if isinstance(one, Link)], {one.id: one.text for one in reports}


def words(cluster: EntityCluster, text_of: dict[str, str]) -> list[str]:
    return [text_of[at.report][at.start : at.end] for at in cluster.mentions]


def one_named(clusters: list[EntityCluster], name: str) -> EntityCluster:
    return next(cluster for cluster in clusters if cluster.name == name)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_capital_that_acts_stands_for_its_government(case: dict) -> None:
    annotation = annotate(report(case["text"]))
    standing = {entity.id for entity in annotation.entities if entity.metonym is not None}
    found = [one for one in annotation.mentions if one.entity in standing and case["text"][one.start : one.end] == case["name"]]
    assert len(found) == case["acts"], case["why"]


def test_the_town_stays_the_town_in_the_report_that_has_both() -> None:
    text = "Oslo rejected the treaty on Monday. A tram hit a lamp post near Oslo. Norway will pay for the post."
    clusters, links, text_of = told(text)
    country, town = one_named(clusters, "Norway"), one_named(clusters, "Oslo")
    assert words(country, text_of) == ["Oslo", "Norway"]
    assert [at.start for at in town.mentions] == [text.rindex("Oslo")]
    assert [link.reasons for link in links] == [("metonym: “Oslo” stands for the government here, not for the place",)]


def test_a_government_that_no_report_names_is_not_the_town() -> None:
    clusters, _, text_of = told("Oslo rejected the treaty on Monday.", "A tram hit a lamp post near Oslo on Monday.")
    assert sorted(words(cluster, text_of) for cluster in clusters) == [["Oslo"], ["Oslo"]]
    assert sorted(cluster.why for cluster in clusters) == [(), ("metonym: “Oslo” stands for the government here, not for the place",)]


def test_a_government_is_its_country_under_all_its_names() -> None:
    clusters, _, text_of = told(
        "Norway will rebuild the dam. The Norwegian government said the dam was old.", "Oslo said the dam would be rebuilt in May."
    )
    country = one_named(clusters, "Norway")
    assert set(words(country, text_of)) == {"Norway", "The Norwegian government", "Oslo"}
    assert "“The Norwegian government” is the government of Norway" in country.why


def holders(*texts: str) -> dict[str, list[str]]:
    """What the reports call each of those whom they name in full."""
    clusters, _, text_of = told(*texts)
    return {cluster.name: words(cluster, text_of) for cluster in clusters if cluster.name in {"Anna Holm", "Per Lund"}}


def test_an_office_that_one_person_holds_leads_to_that_person_in_every_report() -> None:
    found = holders(
        "Prime Minister Anna Holm opened the dam. Anna Holm was cheered.",
        "The dam has held. The prime minister said so on Tuesday, and the prime minister was right.",
    )
    assert [one for one in found["Anna Holm"] if one.casefold() == "the prime minister"] == ["The prime minister", "the prime minister"]


def test_an_office_that_two_people_held_at_two_dates_leads_to_neither() -> None:
    found = holders(
        "Prime Minister Anna Holm opened the dam. Anna Holm was cheered.",
        "Prime Minister Per Lund closed the dam. Per Lund was booed.",
        "The dam has held. The prime minister said so on Tuesday, and the prime minister was right.",
    )
    assert set(found) == {"Anna Holm", "Per Lund"}
    assert not [one for called in found.values() for one in called if one.casefold() == "the prime minister"]


def test_one_office_of_two_countries_is_held_by_two_people() -> None:
    found = holders(
        "Norwegian Prime Minister Anna Holm opened the dam. Anna Holm was cheered.",
        "Swedish Prime Minister Per Lund closed the dam. Per Lund was booed.",
        "The dam has held. The Swedish prime minister said so on Tuesday, and the Swedish prime minister was right.",
    )
    assert [one for one in found["Per Lund"] if one.casefold() == "the swedish prime minister"]
    assert not [one for one in found["Anna Holm"] if "wedish" in one]


FILES = {
    "first.txt": "OSLO, March 1 - Norway will rebuild the Skarn dam after the Skarn flood. The Skarn dam broke on Friday, engineers said.",
    "second.txt": "OSLO, March 2 - Oslo rejected the Skarn dam plan of the engineers. The Skarn flood drowned nine cows at the Skarn dam, they said.",
}
REASON = "metonym: “Oslo” stands for the government here, not for the place"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "reports"
    held.mkdir()
    for name, text in FILES.items():
        (held / name).write_text(text, encoding="utf-8")
    return held


def reasons(printed: str) -> list[list[str]]:
    """Why what a briefing lists as Norway was put together."""
    return [entity["why"] for story in json.loads(printed)["stories"] for entity in story["entities"] if entity["name"] == "Norway"]


def test_the_brief_and_the_desk_say_why_a_capital_is_a_government(twosource: Run, folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "dam.desk"
    assert twosource("add", "--desk", desk, folder).returncode == 0
    for printed in (twosource("brief", folder, "--format", "json").stdout, twosource("brief", "--desk", desk, "--format", "json").stdout):
        assert reasons(printed)
        assert all(REASON in why for why in reasons(printed))
