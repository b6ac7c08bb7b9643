"""Names of people, bodies and places: what they are made of, and which can be one bearer's."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.values.given import given_name
from twosource.values.name import fold, parts, same_body, same_person, same_place_name

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8"))
SAME = {"person": same_person, "body": same_body, "place": same_place_name}


LISTED = [
    pytest.param(kind, case, id=f"{case['one']}-{case['other']}", marks=[pytest.mark.xfail(reason=case["gap"])] if "gap" in case else [])
    for kind, cases in CASES.items()
    for case in cases
]


@pytest.mark.parametrize(("kind", "case"), LISTED)
def test_a_pair_of_names_is_judged_as_a_reader_would(kind, case):
    assert SAME[kind](case["one"], case["other"]).judgement == case["judgement"], case["why"]


@pytest.mark.parametrize(("kind", "case"), LISTED)
def test_the_order_of_the_two_names_does_not_matter(kind, case):
    one, other = SAME[kind](case["one"], case["other"]), SAME[kind](case["other"], case["one"])
    assert one.score == other.score
    assert one.judgement == other.judgement == case["judgement"]


def test_transliterations_sound_alike():
    assert len({fold(name) for name in ("Tevenskiy", "Tevensky", "Tevenskyy", "Tevenskyj", "Тевенський")}) == 1


def test_titles_offices_and_suffixes_are_no_part_of_a_name():
    taken_apart = parts("former Prime Minister Hana van der Meer, PhD")
    assert taken_apart.given == ("Hana",)
    assert taken_apart.family == ("van", "der", "Meer")
    assert taken_apart.suffixes == ("PhD",)


def test_a_title_or_else_a_given_name_tells_the_gender():
    assert parts("Mrs. Robin Teve").gender == "f"
    assert parts("Anna Teve").gender == "f"
    assert parts("Teve").gender == ""


def test_an_unknown_given_name_is_not_known():
    assert given_name("Xyzzyq") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_either_way_round(one, other):
    for same in SAME.values():
        assert same(one, other).score == same(other, one).score


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=20))
def test_a_name_is_its_own(name):
    assert same_person(name, name).judgement == "positive"
