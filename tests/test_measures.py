"""Numbers, units and figures compared: what a figure means, whatever report it stands in."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pint import UnitRegistry

from twosource.lang import language
from twosource.model.value import Bound, Movement, Quantity
from twosource.values.compare import agree, comparable, conflict, fits, interval, power_of_ten_slip
from twosource.values.noun import plural, singular
from twosource.values.number import numbers
from twosource.values.quantity import in_si, read, say
from twosource.values.unit import scale

LANG = language("en")
UNITS = tuple(unit.code for unit in LANG.units.unit if not unit.code[0].isdigit())
MONEY = tuple(currency.code for currency in LANG.units.currency)
NOUNS = ("civilian", "people", "grey boat", "ferry", "child", "soldier")


def quantity(text: str) -> Quantity:
    found = read(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("9,000; 9 000; 1,50,000; 9.5; .5", [9000, 9000, 150000, 9.5, 0.5]),
        ("2½, 1 1/2, 1/3 and 1⁄32", [2.5, 1.5, 1 / 3, 1 / 32]),
        ("3bn, 25k, 1.2m tons, 8 B people", [3e9, 25e3, 1.2e6, 8e9]),
        ("2.5×10−8 and 1e10", [2.5e-8, 1e10]),
        ("twenty-four, three hundred and five, twenty-eight thousand six hundred forty-two", [24, 305, 28642]),
        ("a million, half a dozen, two and a half million, 3.5 million", [1e6, 6, 2.5e6, 3.5e6]),
        ("two thirds of it, a third of it, three quarters of it, half of it", [2 / 3, 1 / 3, 0.75, 0.5]),
        ("one in five boats, two out of three homes", [0.2, 2 / 3]),
        ("minus 40 and -5", [-40, -5]),
        ("4 hundred and 21; 6 crore and two hundred", [421, 60000200]),
        ("one two; nineteen eighty", [1, 2, 19, 80]),
        ("the second half of a third man", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]):
    assert [number.low for number in numbers(text, LANG)] == pytest.approx(values)


def test_a_vague_plural_is_a_band():
    assert [(number.low, number.high) for number in numbers("dozens of boats, hundreds of thousands of people", LANG)] == [
        (12, 120),
        (1e5, 1e6),
    ]


def test_factors_are_those_of_pint():
    registry = UnitRegistry()
    pairs = {
        "km2": "km**2", "[mi_i]2": "mile**2", "[ft_i]3": "foot**3", "km/h": "km/hour", "[kn_i]": "knot", "kW.h": "kWh", "[HP]": "horsepower",
        "t": "tonne", "[lb_av]": "pound", "[gal_us]": "gallon", "har": "hectare", "[acr_us]": "acre", "[bbl_us]": "oil_barrel", "a": "year",
        "wk": "week", "[psi]": "psi", "hPa": "hPa", "[nmi_i]": "nautical_mile", "mA.h": "mA*hour", "uSv": "microsievert", "kV/cm": "kV/cm",
    }  # fmt: skip
    for code, name in pairs.items():
        known = scale(code)
        assert known is not None
        assert known.factor == pytest.approx(registry.Quantity(1, name).to_base_units().magnitude, rel=1e-9), code


@pytest.mark.parametrize("code", UNITS)
def test_every_unit_of_the_table_has_a_scale(code: str):
    assert scale(code) is not None


def test_a_temperature_has_a_zero_and_a_rise_of_temperature_has_none():
    assert quantity("32 °F").si_low == pytest.approx(273.15)
    assert in_si(quantity("9 °F"), difference=True).si_low == pytest.approx(5)


def test_pence_are_hundredths_of_a_pound():
    assert [(quantity(text).low, quantity(text).unit) for text in ("85p", "85 pence", "one penny")] == [
        (0.85, "GBP"), (0.85, "GBP"), (0.01, "GBP"),
    ]  # fmt: skip


def test_percentage_points_are_no_percent():
    points, percent, basis = quantity("2 percentage points"), quantity("2 percent"), quantity("200 basis points")
    assert not comparable(points, percent)
    assert agree(points, basis)


def test_every_currency_has_the_form_of_iso_4217_and_one_entry():
    assert all(len(code) == 3 and code.isupper() and code.isascii() for code in MONEY)
    assert len(set(MONEY)) == len(MONEY)


def test_an_unknown_code_has_no_scale():
    assert [scale(code) for code in ("", "furlong", "m//s", "{boats}")] == [None] * 4


def test_six_miles_are_about_ten_kilometres():
    assert agree(quantity("six miles"), quantity("about 10 kilometers"))


def test_nine_thousand_and_ninety_thousand_are_a_slip_of_a_power_of_ten():
    less, more = quantity("9,000 square kilometers"), quantity("about 90,000 square kilometers")
    assert conflict(less, more)
    assert power_of_ten_slip(less, more)
    assert fits(less, quantity("3,500 square miles"))
    assert not fits(more, quantity("3,500 square miles"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("at least 40 people", "53 people"), ("about 500 soldiers", "520 troops"), ("a third", "33 percent"), ("5 percent", "5.2 percent")],
)
def test_figures_that_can_both_hold_agree(one: str, other: str):
    assert agree(quantity(one), quantity(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("34 people", "35 people"), ("more than 500 civilians", "300 civilians"), ("up to 20 boats", "31 boats"), ("34 years", "35 years"),
     ("five miles", "5 km")],
)  # fmt: skip
def test_figures_that_cannot_both_hold_conflict(one: str, other: str):
    assert conflict(quantity(one), quantity(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("30 percent", "30 soldiers"), ("30 boats", "40 soldiers"), ("5 km", "5 kg"), ("$5", "5 euros"), ("5 boats", "5 boats per day")],
)
def test_figures_of_different_measures_are_not_compared(one: str, other: str):
    assert not comparable(quantity(one), quantity(other))


def test_a_rise_and_a_level_are_not_compared():
    level = quantity("5 percent")
    rise, fall = (msgspec.structs.replace(level, change=change) for change in (Movement.UP, Movement.DOWN))
    assert not comparable(level, rise)
    assert conflict(rise, fall)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9,000 square kilometers", "9,000 km²"),
        ("more than 500 civilians", "more than 500 civilians"),
        ("$4.5 billion", "$4.5 billion"),
        ("24 to 48 hours", "24–48 hours"),
        ("$70 a barrel", "$70 per barrel"),
        ("1,000 shells per day", "1,000 shells per day"),
        ("nearly 57%", "about 57%"),
        ("13 million yuan", "13 million CNY"),
    ],
)
def test_a_quantity_is_said_as_a_desk_writes_it(text: str, said: str):
    assert say(quantity(text)) == said


def test_what_is_counted_is_said_in_the_plural():
    assert [plural(noun, LANG) for noun in ("ferry", "person", "fisherman", "box", "troop", "boats", "dead", "day")] == [
        "ferries", "people", "fishermen", "boxes", "troops", "boats", "dead", "days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "noun", ["ferry", "person", "fisherman", "box", "boat", "day", "child", "church", "aircraft", "bus", "house", "class"]
)
def test_a_noun_comes_back_from_its_plural(noun: str):
    assert singular(plural(noun, LANG), LANG) == noun
    assert singular(noun, LANG) == noun


FIGURES = st.one_of(
    st.integers(min_value=1, max_value=10**9).map(float),
    st.decimals(min_value="0.01", max_value="99999", places=2).map(float),
    st.sampled_from([100.0, 9000.0, 2.5e6, 4.5e9, 1e12]),
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities of every bound and every unit of the tables."""
    low, other = draw(FIGURES), draw(FIGURES)
    bound = draw(st.sampled_from(Bound))
    kind = draw(st.sampled_from(["unit", "money", "count", "rate", "price"]))
    unit = {"unit": draw(st.sampled_from(UNITS)), "money": draw(st.sampled_from(MONEY)), "count": "1", "rate": "1/d"}.get(
        kind, "USD/[bbl_us]"
    )
    counted = draw(st.sampled_from(NOUNS)) if kind in {"count", "rate"} else None
    if counted is not None:
        low, other = math.ceil(low), math.ceil(other)
    ends: dict[Bound, tuple[float | None, float | None]] = {
        Bound.AT_LEAST: (low, None),
        Bound.MORE_THAN: (low, None),
        Bound.AT_MOST: (None, low),
        Bound.LESS_THAN: (None, low),
        Bound.RANGE: (min(low, other), max(low, other)),
    }
    start, end = ends.get(bound, (low, low))
    return Quantity(
        start=0,
        end=1,
        low=start,
        high=end,
        unit=unit,
        bound=Bound.EXACT if bound is Bound.RANGE and start == end else bound,
        counted=counted,
    )


@given(quantities(), quantities())
def test_comparing_is_the_same_both_ways(a: Quantity, b: Quantity):
    assert [rule(a, b) for rule in (comparable, agree, conflict, power_of_ten_slip, fits)] == [
        rule(b, a) for rule in (comparable, agree, conflict, power_of_ten_slip, fits)
    ]


@given(quantities())
def test_a_value_never_conflicts_with_itself(one: Quantity):
    assert comparable(one, one)
    assert agree(one, one)
    assert not conflict(one, one)
    assert not power_of_ten_slip(one, one)


@given(quantities(), quantities())
def test_two_figures_never_both_agree_and_conflict(a: Quantity, b: Quantity):
    assert not (agree(a, b) and conflict(a, b))
    assert (agree(a, b) or conflict(a, b)) == comparable(a, b)


@given(quantities())
def test_what_is_said_is_read_back(one: Quantity):
    again = read(say(one))
    assert again is not None, say(one)
    assert comparable(one, again), (say(one), again)
    assert interval(one).overlaps(interval(again)), (say(one), again)
