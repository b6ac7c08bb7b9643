"""CPU of the places a 400-word report beyond parsing, and what opening the gazetteer costs.

    python eval/bench_places.py [FOLDER] [--rounds N]

Each report's mentions are made once and are not timed; the median of the rounds is the figure. The first round, which looks up every name
afresh, stands apart.
"""

import json
import resource

from rich.progress import track
from timing import WORDS, in_turn, options, reports, seconds, words

from twosource.annotate.mentions import mentions
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import parse
from twosource.annotate.places import places
from twosource.annotate.tagger import tag
from twosource.lang import language
from twosource.values.gazetteer import gazetteer


def opened() -> tuple[float, float]:
    """Seconds of CPU and MiB of memory that the gazetteer takes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds(gazetteer), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def main() -> None:
    args = options(__doc__, rounds=20).parse_args()
    load, memory = opened()
    lang, found = language("en"), reports(args.folder)
    read = [(one, mentions(one, parse(apart(one, lang)), tag(one, paragraphs(one)), lang)) for one in track(found, description="reading")]
    sides = {"ms": lambda: [places(report, named, lang) for report, named in read]}
    first, later = (in_turn(sides, words(found), rounds)["ms"] for rounds in (1, args.rounds))
    figures = {
        "ms": round(later, 3),
        "first_ms": round(first, 3),
        "load_s": round(load, 2),
        "load_mib": round(memory),
        "places": sum(len(places(report, named, lang)) for report, named in read),
    }
    print(f"{len(found)} reports: {figures['ms']} ms of CPU for {WORDS} words, {figures['first_ms']} ms the first time")
    print(f"the gazetteer opens in {figures['load_s']} s of CPU and takes {figures['load_mib']} MiB")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
