"""Holds the links between copies against the labelled pairs of FA-KES: which pairs are copy or rewrite, which are not.

    python eval/fakes.py $SHARED/data/fa-kes/articles.jsonl [--pairs eval/fakes_margin.tsv] [--show]

Reads every article with its outlet, date and headline as given, links copies as the product does, and prints precision and recall for
"copy or rewrite" over the pairs of fakes_pairs.tsv (or another table) with 95 % intervals (Wilson, 1927), for pairs of one outlet and of
two; then the same for pairs whose texts were put under one origin, through other reports too. The last line is one line of JSON.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from twosource.acquire.folder import downloads
from twosource.connect.clusters import joined
from twosource.desk import CONNECT, READ
from twosource.engine.local import LocalEngine
from twosource.model.ledger import Judgement, Link, LinkKind
from twosource.model.report import Given, Report

MADE = {"copy", "rewrite"}


class Pair(NamedTuple):
    """Two reports as labelled."""

    a: str
    b: str
    label: str
    sure: bool
    why: str


def labelled(file: Path) -> list[Pair]:
    """The rows of the table."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Pair(a, b, label, sure == "sure", why) for a, b, label, sure, why in rows[1:]]


def linked(articles: Path) -> tuple[Mapping[str, Report], list[Link]]:
    """The reports by their number in FA-KES, and the links between copies."""
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(("path", "outlet", "published", "headline", "language"))
            for row in rows:
                (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
                out.writerow((f"{row['id']}.txt", row["outlet"], row["published"], row["headline"], "en"))
        steps = [*READ, *(step for step in CONNECT if step.name in {"copies", "trimmed", "retold"})]
        records = list(LocalEngine().run(steps, downloads([folder], Given())))
    reports = {Path(path).stem: record for record in records if isinstance(record, Report) for path in record.paths or (record.path or "",)}
    kinds = {LinkKind.COPY_OF, LinkKind.REWRITE_OF}
    return reports, [link for link in records if isinstance(link, Link) and link.kind in kinds]


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share, at 95 %."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle, wide = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - wide) / (1 + z * z / of), (middle + wide) / (1 + z * z / of)


def told(name: str, pairs: Sequence[Pair], found: set[tuple[str, str]]) -> dict[str, float]:
    """Precision and recall over the pairs, printed."""
    hits = [pair for pair in pairs if pair.label in MADE and (pair.a, pair.b) in found]
    given = [pair for pair in pairs if (pair.a, pair.b) in found]
    wanted = [pair for pair in pairs if pair.label in MADE]
    precision, recall = len(hits) / max(1, len(given)), len(hits) / max(1, len(wanted))
    low, high = interval(len(hits), len(given))
    least, most = interval(len(hits), len(wanted))
    print(
        f"{name:24} precision {precision:.3f} ({low:.3f}-{high:.3f}) of {len(given):3}   "
        f"recall {recall:.3f} ({least:.3f}-{most:.3f}) of {len(wanted):3}"
    )
    return {"precision": round(precision, 4), "recall": round(recall, 4), "given": len(given), "wanted": len(wanted)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--pairs", type=Path, default=Path(__file__).with_name("fakes_pairs.tsv"))
    parser.add_argument("--show", action="store_true", help="list the pairs that are told wrongly")
    options = parser.parse_args()
    pairs = labelled(options.pairs)
    reports, links = linked(options.articles)
    positive = {frozenset((link.left, link.right)): link for link in links if link.judgement is Judgement.POSITIVE}
    ids = sorted(report.id for report in set(reports.values()))
    at = {report: i for i, report in enumerate(ids)}
    joins = [(at[link.left], at[link.right]) for link in positive.values()]
    group_of = {i: n for n, group in enumerate(joined(len(ids), joins)) for i in group}
    one_id = {(p.a, p.b) for p in pairs if reports[p.a].id == reports[p.b].id}
    direct = one_id | {(p.a, p.b) for p in pairs if frozenset((reports[p.a].id, reports[p.b].id)) in positive}
    through = one_id | {(p.a, p.b) for p in pairs if group_of[at[reports[p.a].id]] == group_of[at[reports[p.b].id]]}
    within = [p for p in pairs if reports[p.a].outlet == reports[p.b].outlet]
    across = [p for p in pairs if reports[p.a].outlet != reports[p.b].outlet]
    print(f"{len(pairs)} pairs: {dict(sorted(Counter(pair.label for pair in pairs).items()))}")
    figures = {
        "pairs": told("copy or rewrite", pairs, direct),
        "sure": told("  labels that are sure", [pair for pair in pairs if pair.sure], direct),
        "one_outlet": told("  of one outlet", within, direct),
        "two_outlets": told("  of two outlets", across, direct),
        "one_origin": told("under one origin", pairs, through),
    }
    for pair in pairs if options.show else ():
        if ((pair.a, pair.b) in direct) != (pair.label in MADE):
            link = next((link for link in links if {link.left, link.right} == {reports[pair.a].id, reports[pair.b].id}), None)
            said = f"{link.kind} {link.judgement} {link.score} {link.reasons}" if link else "no link"
            print(f"{'GIVEN' if (pair.a, pair.b) in direct else 'MISSED'} {pair.a} {pair.b} {pair.label} ({pair.why}): {said}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
