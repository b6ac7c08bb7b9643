"""Which token of a name or a phrase stands for it in its sentence."""

from collections.abc import Sequence

from twosource.annotate.parse import Sentence, Token


def head_of(tokens: Sequence[Token]) -> Token:
    """The token of a run that hangs on one outside it; the last of several."""
    inside = {token.i for token in tokens}
    return next((token for token in reversed(tokens) if token.head not in inside or token.head == token.i), tokens[-1])


def stands_for(sentence: Sentence, token: Token) -> Token:
    """The token whose place in the sentence a name shares: "negotiator" in "lead negotiator Aldous Fenn said"."""
    for _ in range(3):
        if token.dep not in {"appos", "compound", "nmod"} or token.head == token.i:
            break
        token = sentence.head(token)
    return token
