"""Pairs of passages out of a short invented story, as the network that weighs them is taught on."""

import random

import pytest
from training.stories import CHANGE, CONFLICT, FITTED, KEPT_APART, SAME, TRAP, Pair, pairs, part_of, told_by_others

from twosource.annotate.tagger.kept import Kept

STORY = {
    "story": "salt-barge",
    "reports": [
        {
            "id": "a",
            "outlet": "Ferren Post",
            "date": "2026-04-01",
            "hour": "09:00",
            "title": "Barge sinks off Ferren",
            "text": "A barge laden with salt sank off Ferren on Wednesday. Three sailors are missing. The owner denied that the hull was rotten.",
        },
        {
            "id": "b",
            "outlet": "Coast Radio",
            "date": "2026-04-02",
            "hour": "18:00",
            "title": "Salt barge: two still sought",
            "text": "The salt barge went down near Ferren on Wednesday. Two sailors are missing. Its hull was rotten, an inspector found. "
            "Three lorries are missing as well.",
        },
    ],
    "claims": [
        {
            "claim": "the barge sank",
            "passages": [["a", "A barge laden with salt sank off Ferren"], ["b", "The salt barge went down near Ferren"]],
        }
    ],
    "relations": [
        {
            "kind": "change",
            "what": "figure",
            "sides": [["a", "Three sailors are missing"], ["b", "Two sailors are missing"]],
            "why": "fewer",
        },
        {
            "kind": "conflict",
            "what": "yes_no",
            "sides": [["a", "The owner denied that the hull was rotten"], ["b", "Its hull was rotten"]],
            "why": "rotten or not",
        },
        {
            "kind": "trap",
            "what": "figure",
            "sides": [["a", "Three sailors are missing"], ["b", "Three lorries are missing"]],
            "why": "lorries",
        },
    ],
}


@pytest.fixture(scope="module")
def made() -> list[Pair]:
    return list(pairs(STORY, Kept()))


def labels(made: list[Pair], one: str, other: str) -> set[str]:
    """The labels of the pairs of which one passage has the one words in its claim and the other the other."""
    told = [(pair, *(p.text[p.claim[0].start : p.claim[-1].end] for p in (pair.earlier, pair.later))) for pair in made]
    return {pair.label for pair, left, right in told if one in left and other in right}


def test_passages_of_one_claim_are_the_same(made: list[Pair]) -> None:
    assert labels(made, "sank off Ferren", "went down near Ferren") == {SAME}


def test_relations_label_their_passages(made: list[Pair]) -> None:
    assert CHANGE in labels(made, "Three sailors", "Two sailors")
    assert CONFLICT in labels(made, "hull was rotten", "hull was rotten")
    assert TRAP in labels(made, "Three sailors", "Three lorries")


def test_the_earlier_report_comes_first_with_the_hours_between(made: list[Pair]) -> None:
    apart = [pair for pair in made if not pair.one_report]
    assert apart
    assert {pair.hours for pair in apart} == {33.0}


def test_figures_that_moved_are_a_change(made: list[Pair]) -> None:
    figures = [pair for pair in made if pair.earlier.figure is not None and pair.label == CHANGE]
    assert [pair.later.text for pair in figures] == ["Two sailors are missing."]


def test_a_story_makes_the_same_pairs_each_time(made: list[Pair]) -> None:
    assert made == list(pairs(STORY, Kept()))


def test_what_is_told_by_others_keeps_its_label_and_its_words(made: list[Pair]) -> None:
    one = next(pair for pair in made if pair.label == SAME)
    words = one.earlier.text[one.earlier.claim[0].start : one.earlier.claim[0].end].rstrip(".").lower()
    found = [other for seed in range(20) for other in told_by_others(one, random.Random(seed))]
    assert found
    for other in found:
        assert other.label == SAME
        claim = other.earlier.claim[0]
        assert other.earlier.text[claim.start : claim.end].lower() == words


def test_one_story_of_five_is_kept_apart_and_one_of_twenty_is_fitted_on() -> None:
    parts = [part_of(f"story {number}") for number in range(400)]
    assert 60 <= parts.count(KEPT_APART) <= 100
    assert 10 <= parts.count(FITTED) <= 35
