"""How often names are doubted without cause, and how many planted slips are seen.

`python eval/suspects.py FILE [--show] [--seed N] [--limit N]`: FILE is JSON Lines with `id` and `text` (CoNLL-2003 dev is what is quoted).

`flags` are mentions that are doubted although nobody damaged them, per 1,000 names; the texts may hold misspelt names of their own, so
that this is a ceiling. For `planted` the last mention of one name of each report that has it several times is spelt with one random slip
(two letters that changed places, a letter left out, added or replaced), and `seen` is the share that is then doubted, people by full
name and places apart. A slip that leaves a name as it sounds is not planted. Prints a table and one line of JSON.
"""

import argparse
import json
import random
import string
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from twosource.annotate.names import Name, names
from twosource.annotate.opening import apart
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.parse import Parse, parse
from twosource.annotate.suspect import suspects
from twosource.annotate.tagger import tag
from twosource.lang import language
from twosource.model.claim import PLACES, EntityType, Form
from twosource.model.report import Download
from twosource.read.page import read_page
from twosource.values.spelling import fold

LONG_ENOUGH = 6
WORDS = 400


class Named(NamedTuple):
    """A report parsed, with its names."""

    parse: Parse
    names: tuple[Name, ...]
    words: int


def named(identity: str, text: str) -> Iterator[Named]:
    """The report with its names."""
    for report in read_page(Download(id=identity, path=f"{identity}.txt", body=text.encode())):
        parsed = parse(apart(report, language("en")))
        yield Named(parsed, tuple(names(parsed, tag(report, paragraphs(report)).names, language("en"))), len(report.text.split()))


def doubts(report: Named, some: Sequence[Name]) -> dict[str, str]:
    return suspects(some, report.parse, language("en"))


def slipped(word: str, rng: random.Random) -> str:
    """The word with one slip after its first letter."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.choice(("swapped", "left out", "replaced", "added"))
    other = rng.choice(string.ascii_lowercase)
    if kind == "swapped":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + {"left out": "", "replaced": other, "added": word[at] + other}[kind] + word[at + 1 :]


def planted(report: Named, *, people: bool, rng: random.Random) -> bool | None:
    """Whether a slip in the last of several mentions is seen; `None` where the report has no such name."""
    counted = Counter(name.text for name in report.names if name.form is Form.NAME)
    fitting = [
        name
        for name in report.names
        if counted[name.text] > 1 + people
        and len(name.text.split()[-1]) >= LONG_ENOUGH
        and name.text.isascii()
        and not name.text.isupper()
        and ((name.type is EntityType.PER and " " in name.text) if people else (name.type in PLACES and " " not in name.text))
    ]
    if not fitting:
        return None
    text = rng.choice(sorted({name.text for name in fitting}))
    *first, last = text.split()
    spelt = next((" ".join((*first, made)) for made in (slipped(last, rng) for _ in range(20)) if fold(made) != fold(last)), None)
    at = max(i for i, name in enumerate(report.names) if name.text == text)
    if spelt is None or spelt in counted:
        return None
    changed = [name._replace(text=spelt) if i == at else name for i, name in enumerate(report.names)]
    return spelt in doubts(report, changed)


def main() -> None:
    """Measures the file given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="show what was doubted, and why")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()][: options.limit]
    reports = [report for row in rows for report in named(row["id"], row["text"])]
    found = [doubts(report, report.names) for report in reports]
    flagged = [
        (name.text, told[name.text]) for report, told in zip(reports, found, strict=True) for name in report.names if name.text in told
    ]
    began = time.process_time()  # once more, with the tables open
    for report in reports:
        doubts(report, report.names)
    spent = time.process_time() - began
    rng = random.Random(options.seed)
    seen = {kind: [planted(report, people=kind == "people", rng=rng) for report in reports] for kind in ("people", "places")}
    mentions = sum(len(report.names) for report in reports)
    figures = {
        "reports": len(reports),
        "names": mentions,
        "flags": len(flagged),
        "flags per 1,000": round(1000 * len(flagged) / max(1, mentions), 2),
        "CPU ms a 400-word report": round(1000 * spent * WORDS / max(1, sum(report.words for report in reports)), 2),
    }
    for kind, outcomes in seen.items():
        tried = [outcome for outcome in outcomes if outcome is not None]
        figures |= {f"planted, {kind}": len(tried), f"seen, {kind}": round(sum(tried) / max(1, len(tried)), 3)}
    for name, figure in figures.items():
        print(f"{name:<28}{figure}")
    for text, reason in flagged if options.show else ():
        print(f"  {text}: {reason}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
