"""Places: who bears a name, and which bearer a report means."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stage
from marked import marked, means, shown
from twosource.annotate import annotate
from twosource.annotate.mentions import Mentions
from twosource.annotate.places import places
from twosource.lang import language
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Report
from twosource.model.value import Place, Precision
from twosource.values import bearing
from twosource.values.bearing import Offset, spot
from twosource.values.distance import away, great_circle
from twosource.values.nesting import Nesting, conflict, nesting
from twosource.values.place import candidates, country_of, distance, is_within, known, near_places
from twosource.values.resolve import Named, resolve

TABLE = tomllib.loads((Path(__file__).parent / "cases" / "places.toml").read_text(encoding="utf-8"))
CASES = TABLE["case"]


def rows(kind):
    for group in TABLE[kind]:
        marks = [pytest.mark.xfail(strict=True, reason=group["gap"])] if "gap" in group else []
        for row in group["cases"]:
            yield pytest.param(group["why"], *((row[0], row[1]) if kind == "read" else (row[0], row[1:])), id=row[0], marks=marks)


def said(resolved):
    if resolved.place:
        return f"{resolved.place.name}, {resolved.country}, {resolved.precision}"
    return f"country only: {resolved.country}" if resolved.country else "unknown"


@pytest.mark.parametrize("case", [pytest.param(case, id=", ".join(case["names"])) for case in CASES])
def test_names_of_a_report_are_resolved_together(case):
    named = [Named(name, within or None) for name, _, within in (text.partition(" / ") for text in case["names"])]
    meant = {resolved.name: said(resolved) for resolved in resolve(named, case["countries"])}
    assert {name: meant[name] for name in case["means"]} == case["means"], case["why"]


@pytest.mark.parametrize(("why", "text", "wanted"), list(rows("group")))
def test_marked_names_mean_what_the_case_says(why, text, wanted):
    report, mentions = marked(text)
    found = places(report, mentions, language("en"))
    of_span = {(place.start, place.end): place for place in found}
    spans = [(one.start, one.end) for one in mentions.mentions if one.form is Form.NAME]
    told = [place for place in found if (place.start, place.end) not in spans]
    meant = [*(of_span.get(span) for span in spans), *told]
    if set(wanted) == {"none"}:  # said once for all the names of a text
        wanted = ["none"] * len(meant)
    assert len(meant) == len(wanted), (why, [shown(place) for place in meant])
    assert all(means(place, want) for place, want in zip(meant, wanted, strict=True)), (why, [shown(place) for place in meant])


@pytest.mark.parametrize(("why", "text", "wanted"), list(rows("read")))
def test_a_report_names_these_places_and_no_others(why, text, wanted):
    found = annotate(stage.report(text)).places
    left = [place for place in found if not any(means(place, want) for want in wanted)]
    missed = [want for want in wanted if not any(means(place, want) for place in found)]
    assert (left, missed) == ([], []), why


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


def test_a_misspelt_town_is_near_the_town_meant():
    assert near_places("Mariopul", ["UA"])[0].name == "Mariupol"
    assert near_places("Mariopul", []) == ()
    assert near_places("Ur", ["UA"]) == ()


def test_kyiv_is_some_750_kilometres_from_moscow():
    kyiv, moscow = (max(candidates(name), key=lambda place: place.noted) for name in ("Kyiv", "Moscow"))
    assert 740 < distance(kyiv, moscow) < 770


@given(st.sampled_from(["Kyiv", "Moscow", "Lviv", "Varash", "Black Sea"]), st.sampled_from(["Kyiv", "Brovary", "Lviv"]), st.floats(0, 2000))
def test_what_is_within_so_many_kilometres_is_no_farther(one, other, km):
    here, there = (max(candidates(name), key=lambda place: (place.noted, place.population)) for name in (one, other))
    assert is_within(here, there, km) == (distance(here, there) <= km)


def test_two_mentions_of_a_state_that_bears_a_countrys_name_are_both_the_state():
    named = [Named("Georgia"), Named("Florida"), Named("Alabama"), Named("Georgia", beside=("Florida", "Alabama"))]
    assert {said(resolved) for resolved in resolve(named) if resolved.name == "Georgia"} == {"Georgia, US, area"}


def found_in(text, *names, kind=EntityType.GPE):
    mentions = tuple(
        Mention(start=text.index(name), end=text.index(name) + len(name), type=kind, entity=None, form=Form.NAME) for name in names
    )
    return places(Report(id="report-1", path="a", paths=("a",), text=text), Mentions((), mentions), language("en"))


@pytest.mark.parametrize("joint", ["{}", ",{}", "{}and{}", ", and{}the "])
def test_a_run_of_spaces_between_two_names_ends(joint):
    text = "Shells fell on Kharkiv" + joint.replace("{}", " " * 200_000) + "Sumy."
    assert [place.name for place in found_in(text, "Kharkiv", "Sumy")] == ["Kharkiv", "Sumy"]


def test_figures_are_read_only_where_a_distance_can_end(monkeypatch):
    asked = []
    monkeypatch.setattr(bearing, "amounts", lambda window, _: asked.append(window) or [])
    found_in("Twenty of the boats from Odesa lay off the coast at Kherson.", "Odesa", "Kherson")
    found_in("Shells fell 20 km (12 miles) off the port of Kherson.", "Kherson")
    assert asked == ["Twenty of the boats from ", "Shells fell 20 km (12 miles) off the port of "]


def test_a_direction_in_letters_of_no_table_tells_no_spot():
    found = found_in("Shells fell 20 km eaſt of Kherson.", "Kherson")
    assert [place.name for place in found] == ["Kherson"]


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


def placed(name, country=None):
    there = max(candidates(name), key=lambda place: (place.country == country, place.chief, place.population))
    reach = float(there.reach) or None if there.kind is not Precision.SETTLEMENT else 5.0
    return Place(
        start=0,
        end=1,
        name=there.name,
        geonames=there.geonames,
        lat=there.lat,
        lon=there.lon,
        country=there.country,
        precision=there.kind,
        region=there.region or None,
        reach_km=reach,
    )


SOME = (
    "Ukraine",
    "Donbas",
    "Pokrovsk",
    "Kyiv",
    "Kharkiv Oblast",
    "Russia",
    "Texas",
    "Austin",
    "Cook County",
    "Black Sea",
    "Gaza Strip",
    "Rafah",
)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("Pokrovsk", "Ukraine"),
        ("Pokrovsk", "Donbas"),
        ("Donbas", "Ukraine"),
        ("Austin", "Texas"),
        ("Texas", "United States"),
        ("Lviv", "Ukraine"),
    ],
)
def test_a_place_lies_in_what_contains_it(inner, outer):
    country = placed(outer).country
    assert nesting(placed(inner, country), placed(outer)) is Nesting.INSIDE
    assert nesting(placed(outer), placed(inner, country)) is Nesting.AROUND


@pytest.mark.parametrize(("one", "other"), [("Kyiv", "Lviv"), ("Ukraine", "Poland"), ("Paris", "Germany"), ("Texas", "Ohio")])
def test_places_that_do_not_meet_are_apart(one, other):
    assert conflict(placed(one), placed(other))


@given(st.sampled_from(SOME), st.sampled_from(SOME))
def test_comparing_places_is_symmetric_and_a_place_is_never_in_conflict_with_itself(one, other):
    left, right = placed(one), placed(other)
    turned = {Nesting.INSIDE: Nesting.AROUND, Nesting.AROUND: Nesting.INSIDE}
    assert nesting(left, right) is turned.get(nesting(right, left), nesting(right, left))
    assert not conflict(left, left)
    if nesting(left, right) in turned:
        assert not conflict(left, right)


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(1, 500), st.sampled_from([0.0, 45.0, 90.0, 180.0, 225.0, 270.0]))
def test_a_spot_lies_where_its_distance_and_direction_say(lat, lon, km, bearing):
    there = spot(lat, lon, 1.0, Offset(0, km * 0.9, km * 1.1, bearing))
    assert abs(great_circle(lat, lon, there.lat, there.lon) - km) < 0.01 * km + 0.01
    edge = away(lat, lon, km, bearing + 20)
    assert great_circle(there.lat, there.lon, *edge) <= there.reach + 0.01 * km


@given(st.text(max_size=200), st.data())
def test_any_text_can_hold_places(text, data):
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    mentions = tuple(
        Mention(start=start, end=end, type=EntityType.GPE, entity=None, form=Form.NAME)
        for start, end in zip(ends[::2], ends[1::2], strict=False)
    )
    for place in places(Report(id="report-1", path="a", paths=("a",), text=text), Mentions((), mentions), language("en")):
        assert 0 <= place.start < place.end <= len(text)
