"""How well the reader takes the article out of a page.

`python eval/reading.py FOLDER`: the folder holds `ground-truth.json` ({id: {"articleBody": text}}) and `html/ID.html.gz`, as the
article extraction benchmark of Scrapinghub has them. Per page, runs of four words are compared as multisets; precision and recall are
means over the pages, F1 is of those means, as in that benchmark. `text` is all that is read without the headline, which the truth leaves
out; `spoken` leaves out captions and furniture too. `trafilatura` is the extractor alone, on the same pages in the same run.
`pasted` is the whole page's visible text as a reader would paste it into a text file, with menus and teasers, before and after furniture is
marked. Prints one line of JSON.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree, html
from trafilatura import extract

from twosource.errors import TwosourceError
from twosource.model.report import SILENT, Download, PassageKind
from twosource.read.page import read_page

WORD = re.compile(r"\w+", re.UNICODE)
RUN = 4
CLOSE = frozenset(("li", "br", "div", "a", "td"))
APART = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article", "header", "footer", "ul", "ol", "nav", "button", "form")
)
APART |= frozenset(("figure", "figcaption", "blockquote", "th", "aside", "option", "label", "dt", "dd"))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else Counter()


def figures(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Mean precision and recall over pages of (read, truth), and their F1."""
    precisions, recalls = [], []
    for read, truth in pairs:
        have, want = shingles(read), shingles(truth)
        right = (have & want).total()
        if have:
            precisions.append(right / have.total())
        if want:
            recalls.append(right / want.total())
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def passages_read(page: bytes, media: str = "text/html") -> list[tuple[PassageKind, str]]:
    """What the reader makes of a page; nothing where it refuses."""
    try:
        report = next(iter(read_page(Download(id="page", path="page.html", body=page, media=media))))
    except TwosourceError:
        return []
    return [(passage.kind, report.text[passage.start : passage.end]) for passage in report.passages]


def pasted(page: bytes) -> str:
    """The visible text of a page, a line for each element that stands on its own."""
    tree = html.fromstring(page.decode("utf-8", "replace"))
    for unseen in tree.xpath("//script|//style|//noscript|//template|//head|//select|//svg|//textarea|//comment()"):
        unseen.drop_tree()
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in CLOSE or name in APART:
            pieces.append("\n" if name in CLOSE else "\n\n")
        words = element.text if event == "start" else element.tail
        pieces.append(re.sub(r"\s+", " ", words or ""))
    return re.sub(r"\n\s*\n", "\n\n", re.sub(r"[ \t]+", " ", "".join(pieces))).strip()


def main() -> None:
    """Measures the folder given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    truth = {key: value["articleBody"] for key, value in json.loads((folder / "ground-truth.json").read_text("utf-8")).items()}
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}

    def timed(read: Callable[[bytes], object]) -> tuple[dict[str, object], float]:
        began = time.perf_counter()
        found: dict[str, object] = {key: read(page) for key, page in pages.items()}
        return found, (time.perf_counter() - began) * 1000 / len(pages)

    ours, our_time = timed(passages_read)
    theirs, their_time = timed(lambda page: extract(page, include_comments=False) or "")

    def joined(found: object, left_out: frozenset[PassageKind]) -> str:
        return "\n".join(words for kind, words in found if kind not in left_out)  # type: ignore[attr-defined]

    headline = frozenset({PassageKind.HEADLINE})
    copies = {key: pasted(page) for key, page in pages.items()}
    marked = {key: joined(passages_read(copy.encode(), "text/plain"), headline | SILENT) for key, copy in copies.items()}
    line = {
        "pages": len(pages),
        "refused": sum(not found for found in ours.values()),
        "text": figures((joined(ours[key], headline), truth[key]) for key in truth),
        "spoken": figures((joined(ours[key], headline | SILENT), truth[key]) for key in truth),
        "trafilatura": figures((str(theirs[key]), truth[key]) for key in truth),
        "pasted": figures((copies[key], truth[key]) for key in truth),
        "pasted_spoken": figures((marked[key], truth[key]) for key in truth),
        "ms_a_page": {"twosource": round(our_time, 1), "trafilatura": round(their_time, 1)},
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
