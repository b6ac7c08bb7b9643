"""Pairs of passages out of a short invented story, as the network that weighs them is taught on."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from training.negated import gainsaid, negated
from training.sets import across, of_sets
from training.stories import CHANGE, CONFLICT, FITTED, KEPT_APART, SAME, TRAP, Pair, pairs, part_of, told_by_others
from training.support import of_families as drafted_of_families
from training.support import of_story

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


SET = {
    "domain": "harbours",
    "base": "The pilot boat Ester ran on to a sandbank off Ferren at dawn.",
    "same": ["At first light the Ester, which takes pilots out, grounded near Ferren.", "Ferren: pilot vessel stuck on sand at daybreak."],
    "conflict": [{"what": "time", "text": "It was past noon when the Ester stranded."}],
    "change": [{"what": "position", "text": "A tug has pulled the Ester free."}],
    "apart": ["The pilot boat Marit ran on to a rock off Ferren at dawn last year."],
}


def test_a_set_makes_pairs_of_each_label_and_its_later_state_comes_last(tmp_path: Path) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_text(json.dumps(SET) + "\n", encoding="utf-8")
    found = list(of_sets([file], lambda base: base == SET["base"]))
    assert Counter(pair.label for pair in found) == {SAME: 3, CONFLICT: 2, CHANGE: 2, TRAP: 2}
    assert {pair.later.text for pair in found if pair.label == CHANGE} == {"A tug has pulled the Ester free."}
    assert not list(of_sets([file], lambda _: False))


def test_passages_of_two_stories_are_two_matters() -> None:
    other = json.loads(json.dumps(STORY).replace("salt", "coal").replace("Ferren", "Ulme")) | {"story": "coal-barge"}
    found = list(across(STORY, other))
    assert found
    assert {pair.label for pair in found} == {TRAP}
    for pair in found:
        texts = pair.earlier.text + pair.later.text
        assert ("Ferren" in texts) + ("Ulme" in texts) >= 1


def test_a_passage_is_a_sentence_of_a_draft_beside_what_another_report_tells() -> None:
    found = {(one.text, one.label): one.told for one in of_story(STORY)}
    assert (
        found["A barge laden with salt sank off Ferren.", SAME]
        == "Salt barge: two still sought The salt barge went down near Ferren on Wednesday."
    )
    assert "Its hull was rotten" in found["The owner denied that the hull was rotten.", CONFLICT]


def test_a_family_is_told_in_a_report_among_other_sentences() -> None:
    families = [
        {
            "story": f"{ship} aground",
            "same": [f"The {ship} ran aground off Ulme.", f"Off Ulme the {ship} was stranded."],
            "altered": [{"kind": "name", "text": f"The {ship} ran aground off Ferren."}, {"kind": "style", "text": f"The {ship}!"}],
        }
        for ship in ("Ester", "Marit", "Solveig")
    ]
    found = list(drafted_of_families(families))
    assert Counter(one.label for one in found) == {SAME: 6, CONFLICT: 3}
    assert all(one.text not in one.told for one in found)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The pilots were told of the fog.", {"The pilots were not told of the fog.", "The pilots were never told of the fog."}),
        ("The company paid for the tests.", {"The company did not pay for the tests."}),
        ("Nobody was told of the fog.", {None}),
        ("The fog over the harbour.", {None}),
    ],
)
def test_a_sentence_is_denied_by_its_main_verb(text: str, denied: set[str | None]) -> None:
    found = {negated(text, random.Random(seed)) for seed in range(12)}
    plain = {one for one in found if one is None or (not one.startswith(("It is", "Officials")) and "denied that" not in one)}
    assert plain == denied


def test_what_says_the_same_conflicts_once_a_side_is_denied(made: list[Pair]) -> None:
    same = next(pair for pair in made if pair.label == SAME and "sank off Ferren" in pair.earlier.text)
    found = list(gainsaid([same], random.Random(3)))
    assert Counter(pair.label for pair in found) == {CONFLICT: 2, SAME: 1}
    for pair in found:
        assert all(len(side.text) >= side.claim[0].end for side in (pair.earlier, pair.later))
