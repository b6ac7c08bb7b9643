"""The corpora as examples: a paragraph's word pieces with the labels that its corpus gives.

A paragraph is a line of text. What a corpus does not label is None, and teaches that head nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training.varied import varied
from twosource.annotate.tagger.letters import letters
from twosource.lang import language
from twosource.read.sentences import sentences

ROLES = ("source", "cue", "content")
NAMES = ("PER", "ORG", "LOC", "MISC")
HEDGES = ("probable", "possible", "doxastic", "investigation", "condition")

LONGEST = 510

#: Corpora with labels, by what they teach; the others lend their text to a teacher's labels.
LABELLED = {
    "polnear/train.jsonl": "roles",
    "conll2003/train.jsonl": "names",
    "szeged/wiki_train.jsonl": "weasels",
    "szeged/factbank_train.jsonl": "hedges",
}
HELD_BACK = {"polnear/dev.jsonl": "roles", "conll2003/dev.jsonl": "names"}
PLAIN = (
    "fa-kes/articles.jsonl",
    "ecbplus/train.jsonl",
    "ecbplus/dev.jsonl",
    "np4e/train.jsonl",
    "tempeval3/train.jsonl",
    "summedits/dev.jsonl",
    "bump/dev.jsonl",
)


@dataclass
class Example:
    """One paragraph. Labels are one a piece, the opening and closing pieces among them; links are pairs of piece numbers."""

    corpus: str
    document: str
    start: int  # of the paragraph in the document
    pieces: np.ndarray
    spans: np.ndarray  # (pieces, 2) code points in the document
    letters: np.ndarray
    roles: np.ndarray | None = None
    names: np.ndarray | None = None
    hedges: np.ndarray | None = None
    sources: list[tuple[int, int]] = field(default_factory=list)  # cue, first piece of its source or 0
    contents: list[tuple[int, int]] = field(default_factory=list)  # first piece of a content, cue
    sentences: list[tuple[int, int]] = field(default_factory=list)  # pieces, half-open
    texts: list[str] = field(default_factory=list)  # of the sentences


def tagged(spans: np.ndarray, wanted: list[tuple[int, int, int]], *, begins: bool = True) -> np.ndarray:
    """Labels for `wanted` (start, end, kind): 1 + 2 * kind opens a span and 2 + 2 * kind goes on; without `begins`, 1 + kind."""
    labels = np.zeros(len(spans), np.int64)
    for start, end, kind in wanted:
        inside = np.flatnonzero((spans[:, 0] < end) & (spans[:, 1] > start) & (spans[:, 1] > spans[:, 0]))
        if len(inside):
            labels[inside] = 2 + 2 * kind if begins else 1 + kind
            if begins:
                labels[inside[0]] = 1 + 2 * kind
    return labels


def lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def bare(tokenizer: Tokenizer, corpus: str, document: str, text: str) -> Iterator[Example]:
    """The examples of a document without labels."""
    stops = language("en").abbreviations
    for start, end in lines(text):
        encoded = tokenizer.encode(text[start:end])
        pieces = np.array(encoded.ids, np.int64)
        spans = np.array(encoded.offsets, np.int64)
        if len(pieces) > LONGEST:
            pieces, spans = np.append(pieces[: LONGEST - 1], pieces[-1]), np.concatenate([spans[: LONGEST - 1], spans[-1:]])
        example = Example(corpus, document, start, pieces, spans + start, letters(text[start:end], spans))
        example.spans[[0, -1]] = start  # the opening and closing pieces stand for no characters
        for first, last in sentences(text, start, end, stops):
            inside = np.flatnonzero(
                (example.spans[:, 0] < last) & (example.spans[:, 1] > first) & (example.spans[:, 1] > example.spans[:, 0])
            )
            if len(inside):
                example.sentences.append((int(inside[0]), int(inside[-1]) + 1))
                example.texts.append(text[first:last])
        yield example


def first_piece(example: Example, spans: list[list[int]]) -> int:
    """The first piece of the first span that this paragraph holds, or 0."""
    for start, end in sorted(spans):
        inside = np.flatnonzero((example.spans[:, 0] < end) & (example.spans[:, 1] > start) & (example.spans[:, 1] > example.spans[:, 0]))
        if len(inside):
            return int(inside[0])
    return 0


def label_roles(example: Example, document: dict[str, Any]) -> None:
    wanted = []
    for statement in document["statements"]:
        for kind, role in enumerate(ROLES):
            wanted += [(start, end, kind) for start, end in statement[f"{role}_spans"]]
        cue = first_piece(example, statement["cue_spans"])
        if cue:
            example.sources.append((cue, first_piece(example, statement["source_spans"])))
            pieces = [first_piece(example, [span]) for span in statement["content_spans"]]
            example.contents += [(piece, cue) for piece in pieces if piece]
    example.roles = tagged(example.spans, wanted)


def label_names(example: Example, document: dict[str, Any]) -> None:
    example.names = tagged(example.spans, [(m["start"], m["end"], NAMES.index(m["type"])) for m in document["mentions"]])


def label_hedges(example: Example, document: dict[str, Any]) -> None:
    found = [(h["start"], h["end"], HEDGES.index(h["class"])) for h in document["hedges"]]
    example.hedges = tagged(example.spans, found, begins=False)


LABELLERS = {"roles": label_roles, "names": label_names, "weasels": label_hedges, "hedges": label_hedges}


def documents(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as held:
        yield from map(json.loads, held)


def labelled(tokenizer: Tokenizer, folder: Path, name: str, kind: str) -> list[Example]:
    """The examples of a labelled corpus file, such as `polnear/train.jsonl`."""
    found = []
    for document in documents(folder / name):
        for example in bare(tokenizer, kind, document["id"], document["text"]):
            LABELLERS[kind](example, document)
            found.append(example)
    return found


def renamed(tokenizer: Tokenizer, folder: Path, seed: int = 1) -> list[Example]:
    """The examples of the corpus of names with people and places under other names."""
    found = []
    for document in varied(documents(folder / "conll2003/train.jsonl"), seed):
        for example in bare(tokenizer, "varied", document["id"], document["text"]):
            label_names(example, document)
            example.sentences, example.texts = [], []  # no vectors: the published encoder never saw these sentences
            found.append(example)
    return found


def plain(tokenizer: Tokenizer, folder: Path) -> list[Example]:
    """The examples of the corpora that lend their text alone, each paragraph once."""
    seen: set[str] = set()
    found = []
    for name in PLAIN:
        for number, document in enumerate(documents(folder / name)):
            for example in bare(tokenizer, "plain", f"{name}#{number}", document["text"]):
                words = document["text"][example.start : int(example.spans[:, 1].max())]
                if words not in seen and len(example.pieces) > 8:
                    seen.add(words)
                    found.append(example)
    return found
