"""The English cases of Microsoft Recognizers-Text that news can contain: how many figures are read rightly.

    python eval/recognizers.py $SHARED/data/recognizers [--kind NAME] [--misses]

A figure is right when both its ends and its unit are; of numbers, ranges and percentages the unit is not asked. A case passes when all
its figures are right.
Numbers are read by `values.number`, since a bare number in no sentence counts nothing; all else goes the way of a report.
`eval/recognizers.toml` says what is left out by which rule, with the reason. Prints a table and, last, one line of JSON.
"""

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

from twosource.annotate.parse import parse
from twosource.annotate.quantities import quantities
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.values.number import numbers

LANG = language("en")
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class Figure(NamedTuple):
    """What is read and what is wanted, in one shape: ends in `unit`, an open side `None`; the unit "" where it is not asked."""

    low: float | None
    high: float | None
    unit: str = ""


class Kind(NamedTuple):
    """A part of the set: its file, its models, and how a text and its results become comparable."""

    file: str
    models: tuple[str, ...]
    reads: Callable[[str], Sequence[Any]]
    wanted: Callable[[Mapping[str, Any]], Any | None]
    same: Callable[[Any, Any], bool]


def numbers_of(text: str) -> list[Figure]:
    return [Figure(one.low, one.high) for one in numbers(text, LANG)]


def quantities_of(text: str) -> list[Figure]:
    """The quantities of a text read as a report of one sentence."""
    report = Report(
        id="report-1",
        path="case",
        paths=("case",),
        text=text,
        passages=(Passage(0, len(text), PassageKind.BODY),),
        sentences=(Span(0, len(text)),) if text.strip() else (),
    )
    parsed = parse(report)
    return [Figure(one.low, one.high, one.unit) for one in quantities(report, parsed, times(report, parsed, LANG), LANG)]


def number_wanted(result: Mapping[str, Any]) -> Figure | None:
    """The result without its unit; `None` for one without a number ("a small percent")."""
    return None if result["low"] is None and result["high"] is None else Figure(result["low"], result["high"])


def quantity_wanted(result: Mapping[str, Any]) -> Figure | None:
    """The result in our unit; `None` for a unit without a number."""
    if result["low"] is None and result["high"] is None:
        return None
    code, factor = result.get("unit_ucum") or "", 1.0
    if not code:
        code, factor = TABLE["units"][result["unit"]]
    code = TABLE["same"].get(code, code)
    return Figure(*(None if end is None else end * factor for end in (result["low"], result["high"])), code)


def same_figure(one: Figure, other: Figure) -> bool:
    return _same(one.low, other.low) and _same(one.high, other.high) and (not other.unit or one.unit == other.unit)


def same_measure(one: Figure, other: Figure) -> bool:
    """The same, where the set leaves out the bound: its "more than 500 years" is 500."""
    ends = [end for end in (one.low, one.high) if end is not None]
    return same_figure(Figure(min(ends), max(ends), one.unit), other)


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other, rel_tol=1e-6, abs_tol=1e-12)


KINDS = {
    "numbers": Kind("number.jsonl", ("NumberModel",), numbers_of, number_wanted, same_figure),
    "ranges and percentages": Kind("number.jsonl", ("NumberRangeModel", "PercentModel"), quantities_of, number_wanted, same_figure),
    "quantities": Kind(
        "quantity.jsonl", ("AgeModel", "DimensionModel", "TemperatureModel", "CurrencyModel"), quantities_of, quantity_wanted, same_measure
    ),
}


def reason(case: Mapping[str, Any], kind: str) -> str | None:
    """Why a case is left out; `None` when it is not."""
    for rule in TABLE["left_out"]:
        if case["model"] in rule.get("models", ()):
            return str(rule["why"])
        if kind in rule.get("kinds", ()) and re.search(rule["pattern"], case["text"]):
            return str(rule["why"])
    return None


def missed(kind: Kind, case: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """The results of a case that are not found, and what was found besides."""
    found, lost = list(kind.reads(case["text"])), []
    for one in filter(None, map(kind.wanted, case["quantities"])):
        match = next((other for other in found if kind.same(other, one)), None)
        if match is None:
            lost.append(one)
        else:
            found.remove(match)
    return lost, found


def measured(name: str, folder: Path, *, misses: bool) -> tuple[dict[str, float], Counter[str]]:
    """The figures of a kind, and how many cases were left out for which reason."""
    kind, left, right, total, passed, cases = KINDS[name], Counter[str](), 0, 0, 0, 0
    for line in (folder / kind.file).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        why = reason(case, name)
        if why is not None and (case["model"] in kind.models or case["model"].startswith(kind.models)):
            left[why] += 1
        if why is not None or case["model"] not in kind.models:
            continue
        lost, besides = missed(kind, case)
        wanted = sum(1 for one in map(kind.wanted, case["quantities"]) if one is not None)
        right, total, passed, cases = right + wanted - len(lost), total + wanted, passed + (not lost), cases + 1
        if lost and misses:
            print(case["id"], repr(case["text"][:150]), "wanted", [tuple(one) for one in lost], "found", [tuple(one) for one in besides])
    return {"right": right, "of": total, "share": round(right / total, 4), "passed": passed, "cases": cases}, left


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    found = {}
    for name in args.kind or KINDS:
        found[name], left = measured(name, args.folder, misses=args.misses)
        row = found[name]
        share = f"{row['right']:4.0f} of {row['of']:4.0f} figures right ({100 * row['share']:.1f} %)"
        print(f"{name:24s} {share}, {row['passed']:.0f} of {row['cases']:.0f} cases")
        for why, count in left.most_common():
            print(f"    left out {count:4d}: {why}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
