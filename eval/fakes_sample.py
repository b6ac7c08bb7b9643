"""Draws the pairs of FA-KES reports that `fakes_pairs.tsv` labels: evenly over the containment of word 5-grams, from .1 to 1.

    python eval/fakes_sample.py $SHARED/data/fa-kes/articles.jsonl > pairs.tsv

Imports nothing of Twosource. Containment is the number of distinct 5-grams of lower-cased words that both texts have, over that of the
text that has fewer. Nine bands of .1; 300 pairs in all, taken band by band in turn until a band is used up, in the order of a hash of
the two ids. Prints `a`, `b`, ids as in the file, one pair a line, in the order of the hash: the containment is left out, since those
who label must not see it.
"""

import argparse
import hashlib
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PAIRS, LOWEST, BANDS, GRAM = 300, 0.1, 9, 5


def grams(text: str) -> frozenset[tuple[str, ...]]:
    """The distinct runs of five words."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[i:] for i in range(GRAM)), strict=False))


def contained(texts: dict[str, frozenset[tuple[str, ...]]]) -> Iterator[tuple[float, str, str]]:
    """Every two texts that share a 5-gram, with their containment."""
    holders = defaultdict(list)
    for name in sorted(texts):
        for gram in texts[name]:
            holders[gram].append(name)
    shared = Counter(pair for names in holders.values() for pair in itertools.combinations(names, 2))
    for (one, other), count in shared.items():
        yield count / min(len(texts[one]), len(texts[other])), one, other


def drawn(articles: Path) -> dict[tuple[str, str], float]:
    """The pairs drawn, with their containment, in the order of the hash."""
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    bands: dict[int, list[tuple[str, str, str, float]]] = defaultdict(list)
    for share, one, other in contained({row["id"]: grams(row["text"]) for row in rows}):
        if share >= LOWEST:
            mark = hashlib.sha256(f"{one} {other}".encode()).hexdigest()
            bands[min(int((share - LOWEST) * 10 + 1e-9), BANDS - 1)].append((mark, one, other, share))
    turns = itertools.zip_longest(*(sorted(bands[band]) for band in range(BANDS)))
    chosen = [pair for turn in turns for pair in turn if pair][:PAIRS]
    return {(one, other): share for _, one, other, share in sorted(chosen)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    for one, other in drawn(parser.parse_args().articles):
        print(one, other, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
