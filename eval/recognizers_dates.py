"""How many of the date cases of Microsoft's Recognizers that a news report could hold are read right, and which are left out and why.

    python eval/recognizers_dates.py $SHARED/data/recognizers/datetime.jsonl [--left-out] [--wrong]

A case is right if each of its results is covered by times that say the same instants or the same length, and nothing else is found.
Of two readings, past and future, the past is right, and the future where the sentence's own words look ahead ("will", "'ll").
A day that Recognizers count in weeks or months ("two months ago") is right if it lies in the week or month that we give.
A stretch ("from May to October") may be two times of ours, its last day included or not. The rules for what is left out stand in
recognizers_left_out.toml.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from twosource.annotate.parse import parse
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.value import When, WhenType
from twosource.values.calendar import bounds

RULES = Path(__file__).with_name("recognizers_left_out.toml")
AHEAD = re.compile(r"\b(?:[Ww]ill|going to|let's|shall|should|could|can|[Ii]t may|plan|next|vacation|off|arrangement|is around)\b|'ll\b")
LENGTH = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:([\d.]+)Q)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
COUNTED = re.compile(r"\d{4}-\d\d-\d\d$")
HOUR = re.compile(r"T(\d\d(?::\d\d)?)")
HOURS = (8766, 730.5, 168, 24, 2191.5, 1, 1 / 60, 1 / 3600)
DAY = timedelta(days=1)
Case = Mapping[str, Any]


class Rule(NamedTuple):
    """Why cases that a pattern fits are left out."""

    over: str
    pattern: re.Pattern[str]
    reason: str

    def fits(self, case: Case) -> bool:
        if self.over == "text":
            return self.pattern.search(case["text"]) is not None
        if self.over == "words":
            return any(self.pattern.search(case["text"][one["start"] : one["end"]]) for one in case["times"])
        return any(self.pattern.search(one["value"] or "") for one in case["times"])


def rules() -> list[Rule]:
    """The table beside this script."""
    return [
        Rule(rule["over"], re.compile(rule["pattern"]), rule["reason"]) for rule in tomllib.loads(RULES.read_text(encoding="utf-8"))["rule"]
    ]


def read(case: Case) -> list[When]:
    """The times that we find, the case read as a report of the reference date."""
    text = case["text"]
    report = Report(
        id="report-1",
        path="a",
        paths=("a",),
        text=text,
        published=case["reference_datetime"],
        passages=(Passage(0, len(text), PassageKind.BODY),),
        sentences=(Span(0, len(text)),),
    )
    return list(times(report, parse(report), language("en")))


def is_right(case: Case) -> bool:
    """Whether every result is matched by times of ours, and no time is left over."""
    left = read(case)
    for one in case["times"]:
        ours = [when for when in left if when.start < one["end"] and one["start"] < when.end]
        if not ours or not says(ours, one, ahead=AHEAD.search(case["text"]) is not None):
            return False
        left = [when for when in left if when not in ours]
    return not left


def says(ours: Sequence[When], one: Case, *, ahead: bool) -> bool:
    """Whether times of ours say what a result does."""
    readings = one["resolution"]["values"]
    return any(_says(ours, one["value"], reading) for reading in (readings[0], *readings[-1:] * ahead))


def _says(ours: Sequence[When], value: str, reading: Case) -> bool:
    if any(same(when, value, reading) for when in ours) or (value.startswith("(T") and clocks(ours) == HOUR.findall(value)[:2]):
        return True
    if (
        "start" not in reading
        and "end" not in reading
        and reading.get("value", "not resolved")[:1].isdigit()
        and reading["type"] != "duration"
    ):
        reading = {"start": reading["value"], "end": reading["value"]}
    low, high = instant(reading.get("start")), instant(reading.get("end"))
    first, last = instant(ours[0].earliest), instant(ours[-1].latest)
    if low is None or high is None or first is None or last is None:
        return False
    starts = {low, low + DAY, low - DAY} if value.startswith("P") else {low}
    ends = {high, high + DAY, high + timedelta(minutes=1), instant(ours[-1].earliest) if instant(ours[-1].earliest) == high else high}
    return (first in starts and last in ends) or (first == low and instant(ours[-1].earliest) == high)


def same(when: When, value: str, reading: Case) -> bool:
    """Whether a time has the very value of a result, or its length, hour or part of day."""
    own = when.value or ""
    if own == value or (value.startswith(("T", "FY")) and own.removeprefix("FY").endswith(value.removeprefix("FY"))):
        return True
    length = value.rsplit(",", 1)[-1].rstrip(")") if value.startswith("(") else value
    if when.type in (WhenType.DURATION, WhenType.SET) and hours(own) is not None and hours(own) == hours(length):
        return True
    if re.fullmatch(r"T\d\d(?::\d\d)?", value):
        return own.partition("T")[2][: len(value) - 1] == value[1:]
    if value[-3:] in ("TMO", "TAF", "TEV", "TNI"):
        return own == f"{str(reading.get('start') or reading.get('value'))[:10]}{value[-3:]}"
    told = str(reading.get("value") or reading.get("start") or reading.get("end") or "")
    if value.startswith("XXXX") and own[:4].isdigit():
        return (own[4:] == value[4:] and own[:4] == told[:4]) or (
            own == told.replace(" ", "T")[: len(own)] and len(own) >= len("2016-11-07")
        )
    if COUNTED.match(value) and when.type is not WhenType.SET and when.earliest and when.latest:  # as exact as the unit: a week, a month
        return when.earliest[:10] <= told < when.latest[:10]
    if "T" in value and "T" in own and own.startswith(value):
        return True
    covered = bounds(value, language("en").dates)
    return covered is not None and (instant(when.earliest), instant(when.latest)) == covered and value[-1:] != "E"


def clocks(ours: Sequence[When]) -> list[str]:
    """The hours of our clocks, minutes only where there are any."""
    return [(when.value or "").partition("T")[2].removesuffix(":00") for when in ours]


def hours(value: str) -> float | None:
    """A length in hours, a month being a twelfth of a year."""
    found = LENGTH.fullmatch(value)
    if found is None or not any(found.groups()):
        return None
    return round(sum(float(number or 0) * width for number, width in zip(found.groups(), HOURS, strict=True)), 3)


def instant(text: str | None) -> datetime | None:
    """An ISO date or date-time, as it stands."""
    try:
        return datetime.fromisoformat(text.removesuffix("Z")) if text and len(text) > len("2016-11-07") else _midnight(text)
    except ValueError:
        return None


def _midnight(text: str | None) -> datetime | None:
    return datetime.combine(date.fromisoformat(text), datetime.min.time()) if text else None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--left-out", action="store_true", help="print every case that is left out, with the reason")
    parser.add_argument("--wrong", action="store_true", help="print every case that is read wrong")
    args = parser.parse_args()
    cases = [json.loads(line) for line in args.cases.read_text(encoding="utf-8").splitlines()]
    known = rules()
    out, right, total = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        rule = next((rule for rule in known if rule.fits(case)), None)
        reason = rule.reason if rule else None if case["reference_datetime"] else "no reference date"
        if reason:
            out[reason] += 1
            right[reason] += bool(case["reference_datetime"]) and is_right(case)
            if args.left_out:
                print(f"left out: {case['id']} {case['text']!r}: {reason}")
            continue
        kinds = {one["type"] for one in case["times"]} or {"none"}
        good = is_right(case)
        for kind in (*kinds, "all"):
            right[kind] += good
            total[kind] += 1
        if args.wrong and not good:
            got = [(case["text"][when.start : when.end], when.value, when.earliest, when.latest) for when in read(case)]
            values = [one["value"] for one in case["times"]]
            print(f"wrong: {case['id']} {case['reference_datetime'][:10]} {case['text']!r} is {values}, got {got}")
    for reason, number in out.most_common():
        print(f"{number:4d}  left out ({right[reason]} of them right): {reason}")
    for kind, number in total.most_common():
        print(f"{kind:9s} {right[kind]:4d} of {number:4d} right  {100 * right[kind] / number:5.1f} %")
    print(json.dumps({"cases": len(cases), "left_out": sum(out.values()), "right": right["all"], "kept": total["all"]}))


if __name__ == "__main__":
    main()
