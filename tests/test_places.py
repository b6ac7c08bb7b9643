"""Places: who bears a name, and which bearer a report means."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.annotate.mentions import Mentions
from twosource.annotate.places import places
from twosource.lang import language
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Report
from twosource.model.value import Precision
from twosource.values.place import candidates, country_of, distance, government_at, known, near_places
from twosource.values.resolve import Named, resolve

CASES = tomllib.loads((Path(__file__).parent / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]


def said(resolved):
    if resolved.place:
        return f"{resolved.place.name}, {resolved.country}, {resolved.precision}"
    return f"country only: {resolved.country}" if resolved.country else "unknown"


@pytest.mark.parametrize("case", [pytest.param(case, id=", ".join(case["names"])) for case in CASES])
def test_names_of_a_report_are_resolved_together(case):
    named = [Named(name, within or None) for name, _, within in (text.partition(" / ") for text in case["names"])]
    meant = {resolved.name: said(resolved) for resolved in resolve(named, case["countries"])}
    assert {name: meant[name] for name in case["means"]} == case["means"], case["why"]


@pytest.mark.parametrize("name", ["Kyiv", "KIEV", "Kiev", "Київ", "the city of Kyiv"])
def test_a_town_is_found_by_all_its_names(name):
    assert 703448 in {place.geonames for place in candidates(name)}


def test_people_and_common_words_are_looked_up_only_by_those_who_ask():
    assert not known("Xyzzyq")
    assert candidates("") == ()


@pytest.mark.parametrize(
    ("word", "country"), [("Ukrainian", "UA"), ("Danes", "DK"), ("the Dutch", "NL"), ("Frenchmen", "FR"), ("Catalan", "ES"), ("Teve", None)]
)
def test_a_demonym_leads_to_its_country(word, country):
    assert country_of(word) == country


def test_a_capital_can_stand_for_a_government():
    assert government_at("the Kremlin") == "RU"
    assert government_at("Lyon") is None


def test_a_misspelt_town_is_near_the_town_meant():
    assert near_places("Mariopul", ["UA"])[0].name == "Mariupol"
    assert near_places("Mariopul", []) == ()
    assert near_places("Ur", ["UA"]) == ()


def test_kyiv_is_some_750_kilometres_from_moscow():
    kyiv, moscow = (max(candidates(name), key=lambda place: place.noted) for name in ("Kyiv", "Moscow"))
    assert 740 < distance(kyiv, moscow) < 770


def found_in(text, *names, kind=EntityType.GPE):
    mentions = tuple(
        Mention(start=text.index(name), end=text.index(name) + len(name), type=kind, entity=None, form=Form.NAME) for name in names
    )
    return places(Report(id="report-1", path="a", paths=("a",), text=text), Mentions((), mentions), language("en"))


def test_the_noun_that_ends_a_list_makes_areas_of_all_its_names():
    found = found_in("Shells fell on the Kharkiv and Sumy regions of Ukraine.", "Kharkiv", "Sumy", "Ukraine")
    assert [place.precision for place in found] == [Precision.AREA, Precision.AREA, Precision.COUNTRY]


def test_a_noun_in_apposition_makes_an_area_of_a_name():
    found = found_in("Ukraine holds most of Sumy, a northern region.", "Ukraine", "Sumy")
    assert found[1].precision == Precision.AREA


def test_a_name_with_its_state_is_the_one_in_that_state():
    found = found_in("The mayor of Moscow, Idaho, resigned.", "Moscow", "Idaho")
    assert found[0].country == "US"


def test_a_place_that_nobody_knows_is_listed_without_an_id():
    (found,) = found_in("The dam at Pellworth burst.", "Pellworth")
    assert (found.geonames, found.lat, found.country) == (None, None, None)


def test_a_facility_is_no_town():
    assert found_in("Fire broke out in Azot.", "Azot", kind=EntityType.FAC) == ()


def test_a_person_called_like_a_town_is_no_place():
    assert found_in("Paris said she was tired.", "Paris", kind=EntityType.PER) == ()


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_can_be_asked_for(names):
    assert len(resolve([Named(name) for name in names])) == len(names)
    for name in names:
        country_of(name)
        near_places(name, ["LI"])


@given(st.permutations(["Pokrovsk", "Toretsk", "Kharkiv", "Springfield", "Ukraine", "Ohio"]))
def test_the_order_of_names_changes_nothing(names):
    meant = {resolved.name: said(resolved) for resolved in resolve([Named(name) for name in names], {"UA": 1})}
    assert meant == {resolved.name: said(resolved) for resolved in resolve([Named(name) for name in sorted(names)], {"UA": 1})}
