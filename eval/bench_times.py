"""CPU time of the times of a 400-word report beside `dateparser.search`, in the same run; parsing is not in ours, nothing is asserted.

    python eval/bench_times.py [FOLDER] [--rounds N]

Both sides get the same sentences of the same reports in turn, `rounds` times; the median is shown, by `time.process_time`.
dateparser (BSD-3) is a tool of this bench alone; it stands in requirements.lock because htmldate asks for it.
"""

import functools
import json
from collections.abc import Sequence

from dateparser.search import search_dates
from timing import WORDS, in_turn, options, reports

from twosource.annotate.opening import apart
from twosource.annotate.parse import Parse, parse
from twosource.annotate.times import times
from twosource.lang import language
from twosource.model.report import Report

Parsed = tuple[Report, Parse]


def sentences(parsed: Sequence[Parsed]) -> list[str]:
    return [report.text[sentence.start : sentence.end] for report, parse in parsed for sentence in parse.sentences]


def ours(parsed: Sequence[Parsed]) -> int:
    """How many times we find."""
    return sum(len(times(report, parse, language("en"))) for report, parse in parsed)


def theirs(parsed: Sequence[Parsed]) -> int:
    """How many `dateparser.search` finds in the same sentences, its language given so that it need not be guessed."""
    return sum(len(search_dates(text, languages=["en"]) or ()) for text in sentences(parsed))


SIDES = {"times": ours, "dateparser.search": theirs}


def main() -> None:
    args = options(__doc__).parse_args()
    parsed = [(report, parse(apart(report, language("en")))) for report in reports(args.folder)]
    words = sum(len(text.split()) for text in sentences(parsed))
    for find in SIDES.values():
        find(parsed[:1])
    costs = in_turn({name: functools.partial(find, parsed) for name, find in SIDES.items()}, words, args.rounds)
    print(f"{len(parsed)} reports of {words / len(parsed):.0f} words on average, {args.rounds} rounds")
    for name, cost in costs.items():
        print(f"{name:18s} {cost:8.2f} ms of CPU a {WORDS}-word report   {SIDES[name](parsed)} found")
    print(json.dumps({name: round(cost, 3) for name, cost in costs.items()}))


if __name__ == "__main__":
    main()
