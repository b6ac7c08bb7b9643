"""Times as intervals: compared, said and read back."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.lang import language
from twosource.model.value import When, WhenType
from twosource.values.calendar import holiday
from twosource.values.timex import find
from twosource.values.when import conflict, overlap, read, say
from twosource.values.zones import offset

ANCHOR = "2025-08-13"
PHRASES = [rule.example for rule in language("en").dates.rule]
times = st.builds(
    lambda phrase, day: read(phrase, day.isoformat()),
    st.sampled_from(PHRASES),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
).filter(lambda when: when is not None)


@pytest.mark.parametrize("rule", language("en").dates.rule, ids=lambda rule: f"{rule.reads}: {rule.example}")
def test_every_rule_finds_its_example(rule):
    example = rule.example
    halves = {"pair": "point", "hours": "clock"}  # two expressions in one
    assert any(found.reads == halves.get(rule.reads, rule.reads) for found in find(example, "en"))


@given(times, times)
def test_comparing_is_symmetric(a, b):
    assert overlap(a, b) == overlap(b, a)
    assert conflict(a, b) == conflict(b, a)


@given(times)
def test_a_time_never_conflicts_with_itself(when):
    assert not conflict(when, when)
    assert overlap(when, when) in (True, None)


@given(times)
def test_what_is_said_of_a_time_overlaps_it(when):
    again = read(say(when), ANCHOR)
    if when.earliest and when.latest:
        assert again is not None
        assert overlap(again, when)
    elif again is not None:
        assert not conflict(again, when)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12 August 2025", "12 Aug 2025"),
        ("mid-May 2022", "mid-May 2022"),
        ("early 2024", "early 2024"),
        ("last week", "the week of 4 Aug 2025"),
        ("the third quarter of 2024", "third quarter of 2024"),
        ("8 a.m. Moscow time", "13 Aug 2025, 05:00 GMT"),
        ("10 p.m. Tuesday", "12 Aug 2025, 22:00"),
        ("the 1990s", "the 1990s"),
        ("the 21st century", "the 21st century"),
        ("three weeks", "3 weeks"),
        ("earlier this month", "1 Aug 2025 to 13 Aug 2025"),
    ],
)
def test_a_time_is_said_as_a_desk_writes_it(text, said):
    assert say(read(text, ANCHOR)) == said


def test_disjoint_days_conflict():
    assert conflict(read("12 August 2025", None), read("14 August 2025", None))


def test_a_day_and_its_month_do_not_conflict():
    assert overlap(read("12 August 2025", None), read("August 2025", None))


def test_a_clock_without_a_zone_is_no_conflict_with_one_in_another_zone():
    assert not conflict(read("8 a.m. Tuesday", ANCHOR), read("Tuesday at 0500 GMT", ANCHOR))


def test_clocks_of_one_zone_conflict():
    assert conflict(read("8 a.m. Moscow time", ANCHOR), read("8 a.m. Tokyo time", ANCHOR))


def test_what_is_not_bounded_is_not_compared():
    assert overlap(read("three weeks", ANCHOR), read("12 August 2025", None)) is None
    assert not conflict(read("recently", ANCHOR), read("12 August 2030", None))


def test_summer_time_is_kept():
    assert read("9 a.m. London time", "2025-07-01").earliest == "2025-07-01T08:00:00Z"
    assert read("9 a.m. London time", "2025-01-07").earliest == "2025-01-07T09:00:00Z"


def test_a_text_without_a_time_reads_as_none():
    assert read("no time at all", ANCHOR) is None


@given(st.text(), st.one_of(st.none(), st.dates().map(str)))
def test_any_text_reads_without_an_error(text, anchor):
    when = read(text, anchor)
    assert when is None or (isinstance(when, When) and 0 <= when.start < when.end <= len(text))


@given(st.sampled_from(PHRASES), st.dates())
def test_bounds_are_in_order_whatever_the_date(phrase, day):
    when = read(phrase, day.isoformat())
    if when and when.earliest and when.latest:
        assert when.earliest < when.latest


@given(st.sampled_from(PHRASES))
def test_without_an_anchor_no_value_is_made_up(phrase):
    when = read(phrase, None)
    stated = re.search(r"\d{4}|\d0s|century|nineties|2023-24|'\d\d", phrase)
    if when and not stated:
        assert when.earliest is None
        assert when.latest is None
        assert when.value is None or not when.value[:4].isdigit()


@given(st.text(alphabet="0123456789-/:.,' ’–½年٣apmthGMTQHFYseconday March", max_size=400), st.dates().map(str))
def test_figures_and_signs_in_any_order_read_without_an_error(text, anchor):
    for found in find(text, "en"):
        assert 0 <= found.start < found.end <= len(text)
    read(text, anchor)


@given(
    st.datetimes(datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2037-01-01")),
    st.sampled_from(sorted(language("en").dates.zones)),
)
def test_a_zone_is_at_most_an_hour_from_its_own_standard_time(moment, zone):
    dates = language("en").dates
    east = offset(zone, moment, dates, {})
    kept = [dates.zones[zone].hours, *(era.hours for era in dates.zones[zone].earlier)]
    assert any(0 <= east.low - hours <= 1 for hours in kept)
    assert east.low == east.high


def test_letters_that_countries_share_are_as_wide_as_those():
    when = read("10 a.m. IST on 12 August 2025", None)
    assert (when.earliest, when.latest) == ("2025-08-12T04:30:00Z", "2025-08-12T09:01:00Z")


@pytest.mark.parametrize(
    ("zone", "moment", "hours"),
    [
        ("sydney", "2026-01-05T12:00", 11),
        ("sydney", "2026-07-05T12:00", 10),
        ("wellington", "2025-09-29T12:00", 13),
        ("new york", "2006-03-20T12:00", -5),
        ("new york", "2007-03-20T12:00", -4),
        ("moscow", "2012-01-05T12:00", 4),
        ("moscow", "2005-07-05T12:00", 4),
        ("istanbul", "2015-01-05T12:00", 2),
        ("jerusalem", "2025-03-28T12:00", 3),
    ],
)
def test_clocks_keep_the_rules_of_their_place_and_year(zone, moment, hours):
    assert offset(zone, datetime.fromisoformat(moment), language("en").dates, {}).low == hours


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-05-05"), (2025, "2025-04-20"), (2026, "2026-04-12")])
def test_orthodox_easter_goes_by_the_older_calendar(year, day):
    assert holiday(year, "orthodox 0").isoformat() == day


def test_a_set_has_no_bounds():
    when = read("every Thursday", ANCHOR)
    assert when.type is WhenType.SET
    assert when.earliest is None
