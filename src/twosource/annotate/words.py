"""A text to words, in time that grows with its length whatever stands in it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

#: Signs without a space between them that can still be one word, a long web address among them.
#: The tokeniser takes one mark after another off the ends of such a run, each time looking at all of it.
LONGEST = 400
ENDLESS = re.compile(rf"\S{{{LONGEST + 1},}}")
#: What a run beyond that is cut into.
PIECE = 40


def words(model: "Pipeline", text: str) -> "Doc":
    """The words of a text as the model has them; a run of signs beyond any word is cut into pieces."""
    if ENDLESS.search(text) is None:
        return model.make_doc(text)
    from spacy.tokens import Doc  # noqa: PLC0415 - half a second, and `model` has loaded it

    tokens = [token for piece in _pieces(text) for token in model.make_doc(piece)]
    return Doc(model.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for run in ENDLESS.finditer(text):
        if at < run.start():
            yield text[at : run.start()]
        at = run.end()
        yield from (text[start : min(start + PIECE, at)] for start in range(run.start(), at, PIECE))
    if at < len(text):
        yield text[at:]
