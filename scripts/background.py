"""Reckons in how many news reports each stem stands, for lang/data/en/background.tsv.

    python scripts/background.py PATH/TO/articles.jsonl > src/twosource/lang/data/en/background.tsv

What is counted in FA-KES (CC BY 4.0), whose reports are all of one war, stands beside what Zipf's law gives for English at large: the
word of rank r makes up .1/r of running text (G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949), and a report has some
300 words. Ranks are the order of the whole words in BERT's vocabulary (Apache-2.0), which lists them by frequency. The greater counts.
"""

import json
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.topics import WORD, stem

FLOOR = 8
ZIPF, WORDS = 0.1, 300
#: Before this place the vocabulary has marks, letters and placeholders.
FIRST_WORD = 1996
HEAD = """# In how many of {reports} news reports each stem stands: what most reports say tells little of what one of them is about.
# Made by scripts/background.py: the greater of what was counted in FA-KES (from {floor} on; F. K. Abu Salem, R. Al Feel, S. Elbassuoni,
# M. Jaber, M. Farah, "FA-KES: A Fake News Dataset around the Syrian War", ICWSM 2019, zenodo.org/record/2607278, CC BY 4.0; the counts
# are ours, the texts are not here) and of what Zipf's law gives for a report of {words} words, a word's rank being its place in the
# vocabulary of BERT (J. Devlin et al., 2018, Apache-2.0).
reports\t{reports}
"""


def counted(articles: Path) -> tuple[int, Counter[str]]:
    """How many reports there are, and in how many of them each stem stands."""
    texts = [json.loads(line)["text"] for line in articles.read_text(encoding="utf-8").splitlines()]
    held: Counter[str] = Counter()
    for text in texts:
        held.update({root for word in WORD.findall(text) if len(root := stem(word)) > 1 and root.isascii()})
    return len(texts), Counter({root: count for root, count in held.items() if count >= FLOOR})


def expected(reports: int) -> Counter[str]:
    """In how many of so many reports each stem of the vocabulary stands, by the rank of its most common word."""
    pieces = resources.files("twosource.annotate.tagger").joinpath("weights", "pieces.json").read_bytes()
    places: dict[str, int] = json.loads(pieces)["model"]["vocab"]
    words = [word for word, place in sorted(places.items(), key=lambda one: one[1]) if place >= FIRST_WORD and word.isalpha()]
    found: Counter[str] = Counter()
    for rank, word in enumerate(words, start=1):
        share = 1 - (1 - ZIPF / rank) ** WORDS
        found[stem(word)] = max(found[stem(word)], round(reports * share))
    return found


def main() -> None:
    """Writes the table to standard output."""
    reports, held = counted(Path(sys.argv[1]))
    print(HEAD.format(reports=reports, floor=FLOOR, words=WORDS), end="")
    for root, count in sorted((held | expected(reports)).items()):
        if count > 0 and len(root) > 1 and root.isascii() and root not in STOP_WORDS:
            print(f"{root}\t{count}")


if __name__ == "__main__":
    main()
