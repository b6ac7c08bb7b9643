"""Reports to stories: by topic, apart in time, each report in exactly one that is nobody's parent."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import report
from twosource.acquire.folder import downloads
from twosource.connect.copies import copies
from twosource.connect.entities import entities
from twosource.connect.stories import stories
from twosource.desk import CONNECT, READ
from twosource.engine.local import LocalEngine
from twosource.model.claim import Annotation, Entity, EntityType, Form, Mention
from twosource.model.codec import Record, content_id
from twosource.model.ledger import EntityCluster, Story
from twosource.model.report import Given, Report

FERRY = (
    "The ferry Alda ran aground on the Skarn reef with 212 people on board. Merrow coast guard sent two tugs to the ferry.",
    "Passengers of the Alda told of a night on the Skarn reef. The ferry had left Merrow late, and the tugs came at dawn.",
    "The captain of the ferry Alda said the light on the Skarn reef was out. Merrow harbour board denied it.",
)
COURT = (
    "A court in Tarn fined the skipper Olaf Brandt 4,000 crowns for landing cod beyond the line. Judge Ines Holm read the ruling.",
    "Skipper Olaf Brandt will appeal against the cod ruling, his lawyer said in Tarn. Judge Holm had fined him 4,000 crowns.",
)
# Two winters of one long strike; nothing dated.
FIRST_WINTER = (
    "Miners of the Varn pit voted to strike after the Ostrava shaft collapsed. Union leader Greta Falk blamed minister Paul Renner for Ostrava.",
    "Minister Paul Renner visited the Ostrava shaft as the Varn strike went on. Union leader Greta Falk refused to meet Renner at the shaft.",
    "The strike at the Varn pit enters its third week. Rescue at the Ostrava shaft was called off, minister Renner told union leader Falk.",
)
SECOND_WINTER = (
    "The Varn pit strike hangs on the coal levy vote in Lindau. President Edda Moor and envoy Tim Castell want the levy gone by Friday.",
    "Envoy Tim Castell flew to Lindau for the coal levy vote. President Edda Moor hopes that the Varn pit strike ends with the levy.",
    "In Lindau the coal levy passed, to the anger of the Varn pit strike committee. Envoy Castell and President Moor left Lindau together.",
)


STORIES = [step for step in CONNECT if step.name in {"copies", "trimmed", "retold", "sketch", "alike", "matters", "stories"}]


def told(*reports: Report) -> list[Story]:
    return [record for record in LocalEngine().run(STORIES, reports) if isinstance(record, Story)]


def finest(found: list[Story]) -> list[set[str]]:
    parents = {story.parent for story in found}
    return sorted((set(story.reports) for story in found if story.id not in parents), key=sorted)


def ids(*reports: Report) -> set[str]:
    return {one.id for one in reports}


def test_reports_of_two_matters_are_two_stories() -> None:
    ferry, court = [report(text) for text in FERRY], [report(text) for text in COURT]
    assert finest(told(*ferry, *court)) == sorted([ids(*ferry), ids(*court)], key=sorted)


def test_one_matter_years_apart_is_two_episodes_under_a_parent() -> None:
    then = [report(text, published=f"2021-03-0{day}") for day, text in enumerate(FERRY[:2], start=1)]
    now = [report(FERRY[2], published="2024-11-02")]
    found = told(*then, *now)
    assert finest(found) == sorted([ids(*then), ids(*now)], key=sorted)
    (parent,) = (story for story in found if story.id in {one.parent for one in found})
    assert set(parent.reports) == ids(*then, *now)
    assert (parent.since, parent.until) == ("2021-03-01", "2024-11-02")


def test_a_matter_reported_week_after_week_stays_one_story() -> None:
    reports = [report(text, published=f"2021-0{month}-20") for month, text in zip((3, 4, 5), FERRY, strict=True)]
    weekly = [report(FERRY[0] + f" Week {week}.", published=f"2021-{3 + week // 4:02d}-{1 + 7 * (week % 4):02d}") for week in range(12)]
    assert len(finest(told(*reports, *weekly))) == 1


def test_undated_episodes_are_told_apart_by_people_and_places() -> None:
    first, second = [report(text) for text in FIRST_WINTER], [report(text) for text in SECOND_WINTER]
    found = finest(told(*first, *second))
    assert not any(story & ids(*first) and story & ids(*second) for story in found)


def strike(leader: str, other: str) -> list[Record]:
    """An undated report of a strike at the Varn pit, with its annotation: one leads the union, the other speaks."""
    told = report(f"The strike at the Varn pit went on. {leader}, president of the Varn Miners Union, and {other} spoke at the Varn pit.")
    people = tuple(Entity(id=content_id("entity", told.id, name), name=name, type=EntityType.PER) for name in (leader, other))
    at = {name: told.text.index(name) for name in (leader, other, "president of the Varn Miners Union")}
    mentions = [Mention(at[one.name], at[one.name] + len(one.name), EntityType.PER, one.id, Form.NAME) for one in people]
    office = at["president of the Varn Miners Union"]
    mentions.append(Mention(office, office + len("president of the Varn Miners Union"), EntityType.PER, people[0].id, Form.DESCRIPTION))
    return [told, Annotation(id=content_id("annotation", told.id), report=told.id, entities=people, mentions=tuple(mentions))]


def episodes(*records: list[Record]) -> list[set[str]]:
    held = [record for pair in records for record in pair]
    return finest(list(stories("", [*held, *(found for found in entities("", held) if isinstance(found, EntityCluster))])))


def test_one_office_held_by_two_people_is_two_episodes() -> None:
    now = strike("Greta Falk", "Paul Renner"), strike("Greta Falk", "Edda Moor")
    assert len(episodes(*now)) == 1
    assert len(episodes(*now, strike("Tim Castell", "Olaf Brandt"))) == 2


def test_a_successor_among_the_same_people_is_in_the_same_episode() -> None:
    assert len(episodes(strike("Greta Falk", "Paul Renner"), strike("Tim Castell", "Paul Renner"))) == 1


def test_a_copy_is_in_the_story_of_its_original() -> None:
    original = report(FERRY[0] * 3, published="2021-03-01")
    copy = report(FERRY[0] * 3 + " We take no responsibility.", published="2021-09-01")
    links = list(copies("", [original, copy]))
    (story,) = stories("", [original, copy, *links])
    assert set(story.reports) == ids(original, copy)


def test_the_title_is_the_headline_of_a_report() -> None:
    (story,) = told(report(FERRY[0], headline="Ferry aground on Skarn reef"))
    assert story.title == "Ferry aground on Skarn reef"


@pytest.mark.parametrize("text", ["", "\x00", "🙂", "the of and", "a" * 100_000])
def test_a_report_without_words_is_alone(text: str) -> None:
    odd = report(text)
    assert ids(odd) in finest(told(odd, report(FERRY[0]), report(FERRY[1])))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*FERRY, *COURT, *FIRST_WINTER, *SECOND_WINTER, ""]), max_size=12), st.integers(0, 99))
def test_any_order_gives_the_same_stories_and_each_report_one(texts: list[str], seed: int) -> None:
    reports = [
        report(text + f" {number}", published=f"20{10 + number % 3}-01-01" if number % 2 else None) for number, text in enumerate(texts)
    ]
    found = told(*reports)
    shuffled = list(reports)
    random.Random(seed).shuffle(shuffled)
    assert sorted(map(repr, told(*shuffled))) == sorted(map(repr, found))
    placed = [identity for story in finest(found) for identity in story]
    assert sorted(placed) == sorted(ids(*reports))


def test_no_report_no_story() -> None:
    assert told() == []
    assert content_id("story", "parent").startswith("story-")


def test_the_seed_reports_of_two_years_are_in_no_story_together(shared: Path) -> None:
    found = [one for one in LocalEngine().run(READ, downloads([shared / "seeds"], Given())) if isinstance(one, Report)]
    number = {one.id: Path(one.path).name[:3] for one in found}
    grouped = [{number[identity] for identity in story} for story in finest(told(*found))]
    assert any({"002", "004"} <= story for story in grouped)
    assert not any(story & {"000", "003"} and story & {"001", "002", "004"} for story in grouped)
