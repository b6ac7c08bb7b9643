"""How two words stand to each other, by the thesaurus."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.lang.inflections import Part, lemmas
from twosource.lang.relations import Entry, Relation, broader, derived, narrower, opposed, relation, same, siblings
from twosource.lang.thesaurus import thesaurus

CASES = tomllib.loads((Path(__file__).parent / "cases" / "thesaurus.toml").read_text(encoding="utf-8"))["case"]
#: What a relation is when the two words change places.
TURNED = {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}

PAIRS = [
    pytest.param(one, other, case, id=f"{one}-{other}", marks=[pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else [])
    for case in CASES
    for one, other in case["pairs"]
]
WORDS = sorted({word for case in CASES for pair in case["pairs"] for word in pair})


def entry(word: str, part: str | None = None) -> Entry:
    return thesaurus("en").entry(word, None if part is None else Part(part))


@pytest.mark.parametrize(("one", "other", "case"), PAIRS)
def test_a_pair_of_words_is_related_as_a_reader_would_have_it(one, other, case):
    found = relation(entry(one, case.get("part")), entry(other, case.get("part")))
    assert (found or "none") == case["relation"], case["why"]


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_two_words_that_change_places_change_nothing_but_which_is_the_broader(one, other):
    found, turned = thesaurus("en").relation(one, other), thesaurus("en").relation(other, one)
    both = broader(entry(one), entry(other)) and narrower(entry(one), entry(other))  # by two senses
    assert turned == (found if both else TURNED.get(found, found))


@given(st.text(), st.text())
def test_any_text_may_be_asked_for(one, other):
    assert thesaurus("en").relation(one, one) is Relation.SAME
    thesaurus("en").relation(one, other)


def test_each_relation_can_be_asked_for_by_itself():
    assert same(entry("bought"), entry("purchases"))
    assert opposed(entry("rose"), entry("falling"))
    assert derived(entry("attackers"), entry("attacked"))
    assert siblings(entry("trucks"), entry("car"))
    assert narrower(entry("truck"), entry("vehicles"))


def test_a_kind_is_looked_for_within_the_steps_that_are_asked_for():
    assert broader(entry("vehicle"), entry("truck"), steps=4)
    assert not broader(entry("vehicle"), entry("truck"), steps=2)
    assert broader(entry("motor vehicle"), entry("truck"), steps=1)


@pytest.mark.parametrize("word", ["minister", "Ministers", "prime ministers", "called off", "cease-fire", "sank", "worst", "quickly"])
def test_a_word_is_known_in_any_of_its_forms(word):
    assert thesaurus("en").known(word)


@pytest.mark.parametrize("word", ["", "Tevenko", "xyzzyq", "1994", "minister of"])
def test_what_is_no_word_is_not_known(word):
    assert not thesaurus("en").known(word)


@pytest.mark.parametrize(
    ("form", "part", "expected"),
    [
        ("cities", Part.NOUN, "city"),
        ("policemen", Part.NOUN, "policeman"),
        ("prime ministers", Part.NOUN, "prime minister"),
        ("children", Part.NOUN, "child"),
        ("closing", Part.VERB, "close"),
        ("took over", Part.VERB, "take over"),
        ("calling off", Part.VERB, "call off"),
        ("larger", Part.ADJECTIVE, "large"),
    ],
)
def test_an_inflected_form_leads_to_its_lemma(form, part, expected):
    assert expected in lemmas(form, part, thesaurus("en").irregular)


def test_what_ends_in_ss_is_no_plural():
    assert list(lemmas("address", Part.NOUN, {})) == ["address"]


def test_an_irregular_form_follows_no_rule():
    assert list(lemmas("fallen", Part.VERB, {(Part.VERB, "fallen"): ("fall",)})) == ["fallen", "fall"]


def test_a_language_without_a_thesaurus_has_the_english_one():
    assert thesaurus("cs").known("minister")
