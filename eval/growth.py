"""How the time of reading grows with the text: for each kind of hostile text, the time of twice the length over the time of once.

    python eval/growth.py [--length N]

2 is linear, 4 quadratic. Both lengths run in this process, in turn, three times; the median ratio is shown.
Texts are cut at whole pieces: half a citation mark at the end turns a reference list into
running text, which is another road with another price.
Prints a table and one line of JSON.
"""

import argparse
import json
import statistics
import time

from rich.progress import track

from twosource.annotate import annotate
from twosource.model.report import Download, Given
from twosource.read.page import read_page

STORY = "Nine people were killed when the ferry sank off Port Ester, the coastguard said. “We heard two blasts,” a nurse told reporters. "
KINDS = {
    "paragraphs": STORY + "\n\n",
    "one line": STORY,
    "headlines": "Ferry sinks off Lund\n",
    "reference lists": "[1] A [2] B\n",
    "citations": "He said so [1] and she did not [2, 3].\n\n",
    "citations in a row": "[1][2] a [3] ",
    "quotation marks": "He said \"no' and ‘yes\" or 'maybe “so. ",
    "numbers": "a hundred and 12 , from 1 to ",
    "dates": "the last March-12 , two ",
    "stops": ". . A. .)] ",
}


def seconds(piece: str, length: int) -> float:
    """Reading and annotating so many whole pieces as make that many characters."""
    body = (piece * (length // len(piece))).encode()
    began = time.perf_counter()
    for report in read_page(Download(id="download-0", path="text.txt", body=body, given=Given(language="en"))):
        annotate(report)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--length", type=int, default=20_000)
    length = parser.parse_args().length
    seconds(STORY, 1000)
    found = {
        name: statistics.median(seconds(piece, 2 * length) / seconds(piece, length) for _ in range(3))
        for name, piece in track(KINDS.items(), description="reading")
    }
    for name, ratio in found.items():
        print(f"{name:20s} {ratio:5.2f}")
    print(json.dumps({name: round(ratio, 2) for name, ratio in found.items()}))


if __name__ == "__main__":
    main()
