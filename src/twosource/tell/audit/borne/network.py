"""The network that holds a draft's sentence against what reports tell: opened once a process, reading one sentence at a time on one thread.

Read alone, a sentence gets the same answer whatever else is asked (`connect/weighed/network.py` says why).
"""

import functools
import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.annotate.tagger.network import session
from twosource.connect.weighed.network import Passage, half, joined, whole_pieces
from twosource.loading import loading
from twosource.model.report import Span

if TYPE_CHECKING:  # both are slow to import: `network` does it when there is something to read
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

#: What a sentence may be: borne out, or wrong in one of these ways; `cause` is a reason, an end or an order that no report has.
KINDS = (
    *("borne_out", "roles", "negation", "strength", "hedge_dropped", "hedge_added", "speaker", "recipient"),
    *("name", "place", "time", "number", "unit", "cause", "not_found", "quote"),
)
#: Word pieces of the draft's sentence and of the reports that are read at most.
MOST, MOST_TOLD = 96, 224
#: What opens a row: a text begins, the hours between are not known, a sentence of a draft is asked about.
OPENING = (101, 1, 10)


class Reading(NamedTuple):
    """The share of each kind, which add up to one; of each word piece of the sentence its span in it and how wrong it is, 0 to 1."""

    shares: dict[str, float]
    spans: NDArray[np.int64]
    wrong: NDArray[np.float32]


class Network:
    """The shipped weights with the word pieces that they share with the tagger."""

    def __init__(self, session: "InferenceSession", pieces: "Tokenizer", name: str) -> None:
        self.session = session
        self.pieces = pieces
        self.name = name

    def read(self, text: str, told: str) -> Reading:
        """How a sentence stands to what reports tell."""
        ids, looks = encoded(self.pieces, text, told)
        row = {"pieces": np.array([ids], np.int64), "looks": np.array([looks], np.int64)}
        outputs: list[Any] = self.session.run(["shares", "wrong"], row)
        spans = np.array(self.pieces.encode(text, add_special_tokens=False).offsets, np.int64).reshape(-1, 2)[:MOST]
        shares = {kind: round(float(share), 4) for kind, share in zip(KINDS, outputs[0][0], strict=True)}
        return Reading(shares, spans, outputs[1][0, len(OPENING) : len(OPENING) + len(spans)])


def encoded(pieces: "Tokenizer", text: str, told: str) -> tuple[list[int], list[int]]:
    """The word pieces of a sentence and of what reports tell, and for each how it is written and on which side it stands."""
    sides = ((text, MOST), (told, MOST_TOLD))
    halves = (half(pieces, Passage(words, (Span(0, len(words)),)), side, most) for side, (words, most) in enumerate(sides))
    return joined(list(OPENING), halves)


@functools.cache
def network() -> Network:
    """The weights in the package, opened once a process."""
    with loading():
        return opened(resources.files(__package__).joinpath("weights"), resources.files("twosource.annotate.tagger").joinpath("weights"))


def opened(folder: Traversable, pieces: Traversable) -> Network:
    """The network in a folder of `borne.onnx`, with the tokenizer `pieces.json` of another."""
    weights = folder.joinpath("borne.onnx").read_bytes()
    return Network(session(weights), whole_pieces(pieces), hashlib.sha256(weights).hexdigest()[:16])
