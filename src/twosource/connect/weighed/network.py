"""The network that holds two passages against each other: opened once a process, reading one pair at a time on one thread.

Dynamic int8 arithmetic takes its scale from all that is read together: read alone, a pair gets the same answer whatever else is asked.
"""

import functools
import hashlib
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from twosource.annotate.tagger.letters import LOOKS, letters
from twosource.annotate.tagger.network import session, tokenizer
from twosource.loading import loading
from twosource.model.report import Span

if TYPE_CHECKING:  # both are slow to import: `network` does it when there is something to read
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

#: Word pieces of a sentence that are read at most, those about the claim before others.
MOST = 72
#: Word pieces of the vocabulary: what opens a text and what ends a sentence.
_OPENS, _ENDS = 101, 102
#: The unused pieces that say how many hours lie between two reports (the first for "not known"), that both stand in one, and what is asked.
_GAPS = (3.0, 12.0, 36.0, 100.0)
_UNKNOWN, _ONE_REPORT, _OF_CLAIMS, _OF_FIGURES = 1, 7, 8, 9
#: How a word piece stands to what is asked: beside it, in the claim, in the figure.
ROLES = _BESIDE, _CLAIM, _FIGURE = (0, 1, 2)
SIDES = 2


class Passage(NamedTuple):
    """A sentence with the parts of it that are the claim, and the figure that is asked about; spans are code points of `text`."""

    text: str
    claim: tuple[Span, ...]
    figure: Span | None = None


class Shares(NamedTuple):
    """How surely two passages tell two matters, or of one matter the same, what cannot both be, or an earlier and a later state.

    The four add up to one.
    """

    apart: float
    same: float
    conflict: float
    change: float

    @property
    def matter(self) -> float:
        """How surely both are of one matter."""
        return 1.0 - self.apart


class Network:
    """The shipped weights with the word pieces that they share with the tagger."""

    def __init__(self, session: "InferenceSession", pieces: "Tokenizer", name: str) -> None:
        self.session = session
        self.pieces = pieces
        self.name = name

    def shares(self, earlier: Passage, later: Passage, hours: float | None, *, one_report: bool = False) -> Shares:
        """What becomes of two passages of which the first came out `hours` before the second; `None` if that is not known.

        Figures are compared where both passages name one, else claims.
        """
        ids, looks = encoded(self.pieces, earlier, later, hours, one_report=one_report)
        (outputs,) = self.session.run(["shares"], {"pieces": _row(ids), "looks": _row(looks)})
        found: Any = outputs
        return Shares(*(round(float(share), 4) for share in found[0]))


def encoded(
    pieces: "Tokenizer", earlier: Passage, later: Passage, hours: float | None, *, one_report: bool = False
) -> tuple[list[int], list[int]]:
    """The word pieces of two passages, and for each how it is written, on which side it is, and how it stands to what is asked."""
    of_figures = earlier.figure is not None and later.figure is not None
    if not of_figures:
        earlier, later = earlier._replace(figure=None), later._replace(figure=None)
    opening = [_OPENS, _ONE_REPORT if one_report else _gap(hours), _OF_FIGURES if of_figures else _OF_CLAIMS]
    return joined(opening, (half(pieces, passage, side, MOST) for side, passage in enumerate((earlier, later))))


def joined(opening: list[int], halves: Iterable[tuple[list[int], list[int]]]) -> tuple[list[int], list[int]]:
    """What opens a row, and both sides of it after each other."""
    ids, looks = list(opening), [0] * len(opening)
    for some, how in halves:
        ids += some
        looks += how
    return ids, looks


def half(pieces: "Tokenizer", passage: Passage, side: int, most: int) -> tuple[list[int], list[int]]:
    """The pieces of one passage, at most so many."""
    read = pieces.encode(passage.text, add_special_tokens=False)
    spans = np.array(read.offsets, np.int64).reshape(-1, 2)
    figure = passage.figure
    roles = [_role(Span(start, end), passage.claim, figure) for start, end in spans.tolist()]
    looks = [look + LOOKS * (side + SIDES * role) for look, role in zip(letters(passage.text, spans).tolist(), roles, strict=True)]
    kept = _window(roles, _CLAIM if figure is None else _FIGURE, most)
    return [*read.ids[kept], _ENDS], [*looks[kept], LOOKS * side]


def _row(values: list[int]) -> Any:
    return np.array([values], np.int64)


def _gap(hours: float | None) -> int:
    return _UNKNOWN if hours is None else _UNKNOWN + 1 + sum(hours >= gap for gap in _GAPS)


def _role(piece: Span, claim: tuple[Span, ...], figure: Span | None) -> int:
    if figure is not None and piece.overlaps(figure):
        return _FIGURE
    return _CLAIM if any(piece.overlaps(part) for part in claim) else _BESIDE


def _window(roles: list[int], role: int, most: int) -> slice:
    """The pieces that are read: all, or those about what is asked."""
    if len(roles) <= most:
        return slice(0, len(roles))
    asked = [at for at, found in enumerate(roles) if found == role] or [0]
    middle = (asked[0] + asked[-1]) // 2 if asked[-1] - asked[0] < most else asked[0] + most // 2
    start = max(0, min(len(roles) - most, middle - most // 2))
    return slice(start, start + most)


@functools.cache
def network() -> Network:
    """The weights in the package, opened once a process."""
    with loading():
        return opened(resources.files(__package__).joinpath("weights"), resources.files("twosource.annotate.tagger").joinpath("weights"))


def opened(folder: Traversable, pieces: Traversable) -> Network:
    """The network in a folder of `pairs.onnx`, with the tokenizer `pieces.json` of another."""
    weights = folder.joinpath("pairs.onnx").read_bytes()
    return Network(session(weights), whole_pieces(pieces), hashlib.sha256(weights).hexdigest()[:16])


def whole_pieces(folder: Traversable) -> "Tokenizer":
    """The tokenizer `pieces.json` of a folder; it neither fills up nor cuts off."""
    cutting = tokenizer(folder.joinpath("pieces.json").read_bytes())
    cutting.no_padding()
    cutting.no_truncation()
    return cutting
