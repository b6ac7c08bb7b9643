"""A sentence's tree read downward: what hangs below a word, and the word by which a figure hangs."""

from typing import NamedTuple

from twosource.annotate.parse import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LONGEST = 400  # tokens; a longer "sentence" is a list or a table, and its tree is guesswork


class Reader(NamedTuple):
    """A sentence with its children at hand."""

    sentence: Sentence
    children: tuple[tuple[Token, ...], ...]

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, left to right."""
        found, waiting = [token], [token]
        while waiting:
            below = self.children[waiting.pop().i]
            found += below
            waiting += below
        return sorted(found)

    def token_at(self, start: int, end: int) -> Token | None:
        """The token of a figure that others depend through: the last of those it covers whose head lies outside."""
        covered = [token for token in self.sentence.tokens if token.start < end and start < token.end and token.pos != "PUNCT"]
        inside = {token.i for token in covered}
        outward = [token for token in covered if token.head not in inside or token.head == token.i]
        return outward[-1] if outward else covered[-1] if covered else None


def reader(sentence: Sentence) -> Reader:
    """The sentence with the children of each token listed once."""
    below: list[list[Token]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.i:
            below[token.head].append(token)
    return Reader(sentence, tuple(tuple(children) for children in below))
