"""The network itself: opened once a process, reading one paragraph at a time on one thread.

Dynamic int8 arithmetic takes its scale from all that is read together, so a paragraph in a batch would depend on its neighbours.
Read alone it costs about a tenth more time, and gives the same answer in any order, in any batch and from any cache.
"""

import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from twosource.annotate.tagger.letters import letters
from twosource.annotate.tagger.paths import Floats, lawful
from twosource.loading import loading
from twosource.model.report import Span

if TYPE_CHECKING:  # both are slow to import: `network` does it when there is something to read
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

#: Word pieces that the network reads at most, its opening and closing ones among them.
LONGEST = 512
OUTPUTS = ("roles", "names", "hedges", "sources", "contents", "vectors")


#: A citation mark, which is no part of any sentence: "[3]", "[2, 3]".
CITATION = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]")


class Card(msgspec.Struct, frozen=True):
    """`tagger.json`: the labels of each head and the chains' weights."""

    roles: tuple[str, ...]
    names: tuple[str, ...]
    hedges: tuple[str, ...]
    chains: dict[str, tuple[list[list[float]], list[float]]]


class Reading(NamedTuple):
    """The network's scores for one text. `spans` (pieces, 2) are code points of it; the first and last piece stand for none."""

    text: str
    spans: NDArray[np.int64]
    scores: dict[str, Floats]


class Network:
    """The shipped weights with their word pieces."""

    def __init__(self, session: "InferenceSession", pieces: "Tokenizer", card: Card, name: str) -> None:
        self.session = session
        self.pieces = pieces
        self.card = card
        self.name = name
        self.chains = {head: lawful(*(np.array(part, np.float32) for part in chain)) for head, chain in card.chains.items()}

    def read(self, text: str) -> Reading:
        """The scores of every head for a text of at most `LONGEST` pieces; what is longer is cut off."""
        encoded = self.pieces.encode(text)
        ids, spans = np.array(encoded.ids, np.int64), np.array(encoded.offsets, np.int64)
        for mark in CITATION.finditer(text):  # none stands in what the network learned from
            keep = (spans[:, 1] <= mark.start()) | (spans[:, 0] >= mark.end())
            ids, spans = ids[keep], spans[keep]
        if len(ids) > LONGEST:
            ids, spans = np.append(ids[: LONGEST - 1], ids[-1]), np.concatenate([spans[: LONGEST - 1], spans[-1:]])
        outputs: list[Any] = self.session.run(OUTPUTS, {"pieces": ids[None], "letters": letters(text, spans)[None]})
        return Reading(text, spans, dict(zip(OUTPUTS, (output[0] for output in outputs), strict=True)))

    def stretches(self, text: str, run: Sequence[Span]) -> Iterator[Sequence[Span]]:
        """The sentences of a paragraph in stretches that the network can read at once, as few as will do."""
        whole = text[run[0].start : run[-1].end]
        short = len(whole) < LONGEST - 2 and whole.isascii()  # a piece of ASCII is never less than a character, one of Hangul may be
        if short or len(self.pieces.encode(whole).ids) <= LONGEST:
            yield run
            return
        begin, held = 0, 2
        for at, sentence in enumerate(run):
            size = len(self.pieces.encode(text[sentence.start : sentence.end]).ids) - 2
            if at > begin and held + size > LONGEST:
                yield run[begin:at]
                begin, held = at, 2
            held += size
        yield run[begin:]


@functools.cache
def network() -> Network:
    """The weights in the package, opened once a process."""
    with loading():
        return opened(resources.files(__package__).joinpath("weights"))


def opened(folder: Traversable) -> Network:
    """The network in a folder of `tagger.onnx`, `tagger.json` and `pieces.json`, such as `training.export` writes."""
    weights, card, pieces = (folder.joinpath(name).read_bytes() for name in ("tagger.onnx", "tagger.json", "pieces.json"))
    name = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in (weights, card, pieces))).hexdigest()[:16]
    return Network(session(weights), tokenizer(pieces), msgspec.json.decode(card, type=Card), name)


def session(weights: bytes) -> "InferenceSession":
    """A network to run on one thread, with the same answers on every processor.

    Those without VNNI instructions multiply 8-bit numbers in 16 bits unless told not to, which cuts off what is larger; to be told costs
    half of the speed.
    """
    return _session(weights, widened=not is_exact())


@functools.cache
def is_exact() -> bool:
    """Whether this processor multiplies 8-bit numbers without cutting sums off, as it shows on the largest there are."""
    tried = _session(resources.files(__package__).joinpath("multiplies.onnx").read_bytes(), widened=False)
    sums: Any = tried.run(None, {"given": np.full((_ROWS, _DEEP), _LARGEST, np.uint8)})[0]
    return bool((sums == _DEEP * _LARGEST * _LARGEST_WEIGHT).all())


#: What the processor is tried on (`training.multiplies`): so many sums of so many products of the largest numbers.
_ROWS, _DEEP, _LARGEST, _LARGEST_WEIGHT = 8, 64, 255, 127


def _session(weights: bytes, *, widened: bool) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - slow

    options = SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1" if widened else "0")
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def tokenizer(pieces: bytes) -> "Tokenizer":
    """What cuts a text into word pieces."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - slow

    return Tokenizer.from_buffer(pieces)
