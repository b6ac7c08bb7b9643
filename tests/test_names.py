"""Names of people, bodies and places: what they are made of, and which can be one bearer's."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate import garbled
from twosource.annotate.doubt import Sign, reason
from twosource.annotate.garbled import Case
from twosource.values.given import given_name
from twosource.values.lexicon import Entry, Lexicon
from twosource.values.name import fold, parts, plain, same_body, same_person, same_place_name
from twosource.values.slips import distance
from twosource.values.syllables import one_chinese_name

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text(encoding="utf-8"))
SAME = {"person": same_person, "body": same_body, "place": same_place_name}
#: What a case's judgement allows: two that must be apart may be judged unsure.
ALLOWED = {"apart": {"unsure", "negative"}, "positive": {"positive"}, "unsure": {"unsure"}, "negative": {"negative"}}

LISTED = [
    pytest.param(
        kind, one, other, case, id=f"{one}-{other}", marks=[pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
    )
    for kind, cases in CASES.items()
    for case in cases
    for one, other in case["pairs"]
]


@pytest.mark.parametrize(("kind", "one", "other", "case"), LISTED)
def test_a_pair_of_names_is_judged_as_a_reader_would(kind, one, other, case):
    match = SAME[kind](one, other)
    assert match.judgement in ALLOWED[case["judgement"]], (case["why"], match)


@pytest.mark.parametrize(
    ("kind", "one", "other"), [(kind, one, other) for kind, cases in CASES.items() for case in cases for one, other in case["pairs"]]
)
def test_the_order_of_the_two_names_does_not_matter(kind, one, other):
    match, turned = SAME[kind](one, other), SAME[kind](other, one)
    assert (match.score, match.judgement) == (turned.score, turned.judgement)


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


ALPHABETS = {
    "latin": "abcdefghijklmnopqrstuvwxyzáčďéěíňóřšťúůýžäöüßåøæłńśźżğışçãõêîô'-",
    "cyrillic": "абвгдеєжзиіїйклмнопрстуфхцчшщьюяыэёъђјљњћџў'-",
    "greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىآأإؤئءپچژگی",
    "hebrew": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
}
NAMES = st.one_of(
    st.lists(st.text(alphabet=letters, min_size=2, max_size=12), min_size=1, max_size=4).map(
        lambda words: " ".join(word.title() for word in words)
    )
    for letters in ALPHABETS.values()
)


@given(st.sampled_from(sorted(SAME)), st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_either_way_round(kind, one, other):
    match, turned = SAME[kind](one, other), SAME[kind](other, one)
    assert (match.score, match.judgement) == (turned.score, turned.judgement)
    assert 0.0 <= match.score <= 1.0


@given(NAMES, NAMES)
def test_any_two_names_can_be_compared_either_way_round(one, other):
    for same in SAME.values():
        assert same(one, other).score == same(other, one).score


@given(NAMES)
def test_a_name_is_never_in_conflict_with_itself(name):
    if plain(name):
        assert same_person(name, name).judgement == "positive"
        assert same_body(name, name).judgement == "positive"
        assert same_place_name(name, name).judgement == "positive"


@given(NAMES)
def test_a_name_is_never_in_conflict_with_its_own_letters_in_ascii(name):
    spelt = anyascii(name)
    if all(plain(word) for word in name.split()):
        assert same_person(name, spelt).judgement != "negative"
        assert same_place_name(name, spelt).judgement == "positive"


@given(st.sampled_from(sorted(SAME)), st.text(alphabet="ab .-'’,/()عбII", min_size=200, max_size=4000))
def test_texts_far_too_long_for_names_are_compared_the_same_either_way(kind, text):
    assert SAME[kind](text, text[::-1]).score == SAME[kind](text[::-1], text).score


@pytest.mark.parametrize("tail", ["Teshna", "(", ",", "formerly Teshna"])
def test_a_run_of_spaces_in_a_name_ends(tail):
    line = "Harrow" + " " * 200_000 + tail
    assert same_body(line, "Harrow") == same_body(f"Harrow {tail}", "Harrow")


@pytest.mark.parametrize("unit", ["a ", "al-", "a.b.", "Abd al-", "van ", "(x) ", "/y", "ou", "ـا", "١٢", "\u200f", "𝒜 ", "김", "-", "''"])
@pytest.mark.parametrize("kind", SAME)
def test_strange_repetitions_are_compared(kind, unit):
    one, other = unit * 3000, unit * 2999 + "x"
    assert SAME[kind](one, other).score == SAME[kind](other, one).score


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=25), st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=25))
def test_the_distance_of_two_words_does_not_depend_on_their_order(one, other):
    assert distance(one, other).cost == distance(other, one).cost


@pytest.mark.parametrize(
    ("one", "other"),
    [("qaddouri", "gaddouri"), ("tschernyschow", "chernyshov"), ("djamel", "jamal"), ("husayn", "hussein"), ("solovyov", "soloviev")],
)
def test_letters_that_transliterations_exchange_cost_less_than_a_slip(one, other):
    assert distance(one, other).cost < distance(one, f"x{one[1:]}").cost


def test_a_match_says_which_letters_differ():
    reasons = " ".join(same_person("Oleh Qaddouri", "Oleh Gaddouri").reasons)
    assert "qaddouri and gaddouri" in reasons
    assert "q and g" in reasons


def test_a_name_that_only_a_lexicon_knows_is_known_with_it_alone():
    lexicon = Lexicon([Entry("place", "Lomnyagrad", ("Stara Pereksa",))])
    assert same_place_name("Stara Pereksa", "Lomnyagrad", lexicon).judgement == "positive"
    assert same_place_name("Stara Pereksa", "Lomnyagrad").judgement == "negative"


def test_a_spelling_that_is_known_for_two_places_tells_neither():
    lexicon = Lexicon([Entry("place", "Lomnyagrad", ("Pereksa",)), Entry("place", "Harrowgrad", ("Pereksa",))])
    assert lexicon.shared("place", "Pereksa", "Lomnyagrad") is None
    assert not lexicon.apart("place", "Pereksa", "Lomnyagrad")


def test_every_pinyin_syllable_is_its_own_reading():
    assert one_chinese_name(("wang", "xiao", "ming"), ("wang", "xiaoming"))
    assert one_chinese_name(("chou", "en", "ping"), ("zhou", "enping"))
    assert not one_chinese_name(("wang", "xiaoming"), ("wang", "xiaohong"))
    assert one_chinese_name(("harrow", "street"), ("wang", "xiaoming")) is None


@pytest.mark.parametrize("table", ["surnames.txt", "chinese_syllables.tsv", "spelling_ukraine.tsv"])
def test_the_tables_of_the_package_are_those_that_people_edit(table):
    shipped = resources.files("twosource.values").joinpath("data", table).read_bytes()
    assert shipped == (Path(__file__).parent.parent / "resources" / table).read_bytes()


def test_signs_are_a_reason_where_they_are_enough_together_and_one_of_them_says_it():
    often, seldom = Sign(lambda seen: seen > 1, 0.6, "seen {case} times"), Sign(lambda seen: seen < 5, 0.3, "")
    assert reason(4, [often, seldom]) == "seen 4 times"
    assert reason(9, [often, seldom]) is None
    assert reason(4, [seldom, seldom, seldom]) is None


def test_a_doubt_of_a_person_says_why():
    case = Case(name="Sehri Gaita", once=True, over="Lukansk", common=False, given=False, model=None)
    assert garbled.judged(case) == "used once; holds office over Lukansk, which looks damaged itself"
    assert garbled.judged(case._replace(common=True, given=True)) is None
    assert garbled.judged(case._replace(over=None)) is None
