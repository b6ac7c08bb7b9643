"""A sentence's dependency tree, laid out once so that every question of it takes no longer than its answer."""

from collections.abc import Collection, Iterable, Iterator

from twosource.annotate.parse import Sentence, Token
from twosource.model.report import Span


class Tree:
    """The tokens of a sentence with their dependents."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._below: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head != token.i:
                self._below[token.head].append(token.i)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Direct dependents, left to right; only those of the given relations, if any are given."""
        return [self.tokens[i] for i in self._below[token.i] if not deps or self.tokens[i].dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first such dependent."""
        return next(iter(self.children(token, *deps)), None)

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def below(self, token: Token, without: Collection[int] = ()) -> list[int]:
        """Indices of the token and all below it, in order; branches in `without` are left out."""
        found, waiting = [], [token.i]
        while waiting:
            at = waiting.pop()
            if at in without:
                continue
            found.append(at)
            waiting.extend(self._below[at])
        return sorted(found)

    def above(self, token: Token) -> Iterator[Token]:
        """Heads upward to the root, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def runs(self, indices: Iterable[int]) -> list[Span]:
        """The tokens as spans, one for each unbroken run."""
        found: list[Span] = []
        last = -2
        for i in sorted(indices):
            token = self.tokens[i]
            if i == last + 1 and found:
                found[-1] = Span(found[-1].start, token.end)
            else:
                found.append(token.span)
            last = i
        return found
