"""Counts in how many reports of FA-KES (CC BY 4.0) each stem stands, for lang/data/en/background.toml.

Usage: python scripts/background.py PATH/TO/articles.jsonl > src/twosource/lang/data/en/background.toml
"""

import json
import sys
from collections import Counter
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.topics import WORD, stem

FLOOR = 8
HEAD = """# In how many of {reports} news reports each stem stands, from {floor} on: what most reports say tells little of what
# one of them is about.
# Counted by scripts/background.py in FA-KES: F. K. Abu Salem, R. Al Feel, S. Elbassuoni, M. Jaber, M. Farah, "FA-KES: A Fake News Dataset
# around the Syrian War", ICWSM 2019, zenodo.org/record/2607278, CC BY 4.0. The counts are ours; the texts are not here.
reports = {reports}

[stems]
"""


def main() -> None:
    """Writes the table to standard output."""
    articles = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    held: Counter[str] = Counter()
    for text in articles:
        held.update({root for word in WORD.findall(text) if len(root := stem(word)) > 1 and root not in STOP_WORDS})
    print(HEAD.format(reports=len(articles), floor=FLOOR), end="")
    for root, count in sorted(held.items()):
        if count >= FLOOR and root.isascii():
            print(f'"{root}" = {count}')


if __name__ == "__main__":
    main()
