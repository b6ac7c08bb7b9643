"""The noun that a plain figure counts, by its place in the sentence."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from twosource.annotate.branches import NOUNS, SUBJECTS, Reader
from twosource.annotate.parse import Token
from twosource.lang import Language
from twosource.model.report import Span
from twosource.values.noun import singular
from twosource.values.ranges import Amount


class Counted(NamedTuple):
    """The noun that a plain number counts, with its modifiers: `text` ends in the noun's dictionary form.

    `apart` when it does not stand beside the number but is said of it ("about 40 were missing").
    """

    span: Span
    text: str
    head: Token
    apart: bool = False


def counted(read: Reader, amount: Amount, taken: Sequence[Amount], lang: Language) -> Counted | None:
    """The noun phrase right of a plain number: "500 civilians", "dozens of people", "one of the largest ferries".

    `taken` are the sentence's amounts: a measure may stand before the noun, "two 40-foot containers".
    """
    tokens = read.sentence.tokens
    at = next((token.i for token in tokens if token.start >= amount.end), len(tokens))
    joined = at < len(tokens) and tokens[at].text in {"-", "‑"} and tokens[at].start == amount.end
    first = at = _past(tokens, at)
    measures = [other for other in taken if other.unit and other.start >= amount.end]
    if _toll(tokens, at, lang):
        return Counted(tokens[at].span, tokens[at].lower, tokens[at])
    head, opened = None, True
    while at < len(tokens):
        token = tokens[at]
        if (
            token.pos in NOUNS
            and token.text[-1].isalpha()
            and len(token.text) > 1
            and (opened or head is None or not (token.pos == "PROPN" and head.pos == "NOUN"))
        ):
            head, opened = token, False
            if joined:
                break  # "a 31-vehicle convoy" counts vehicles
        elif _opens(tokens, at, head) and at > first:
            opened = True
        elif not ((opened or head is None) and (_modifies(tokens, at) or _modelled(tokens, at) or is_figure(token, measures))):
            break
        at += 1
    if head is None:
        return _stricken(read, amount, lang)
    words = [token for token in tokens[first : head.i + 1] if token.pos not in {"DET", "PUNCT"}]
    inside = [n for n, token in enumerate(words[:-1]) if is_figure(token, measures)]
    words = words[inside[-1] + 1 :] if inside else words
    while len(words) > 1 and (words[0].lower in lang.bounds.more or words[0].text[0].isdigit() or words[0].tag in {"RBS", "RBR"}):
        words = words[1:]
    modifiers = "".join(
        (token.lemma if token.tag == "JJR" else token.text) + (" " if token.end < after.start else "")
        for token, after in itertools.pairwise(words)
    )
    return Counted(Span(words[0].start, head.end), modifiers + _dictionary(head, lang), head)


def _modelled(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a number is the name of a model before its noun: "two new 737 jets"."""
    token = tokens[at]
    if token.pos != "NUM" or not token.text.isdigit() or len(token.text) < 3 or at + 1 >= len(tokens):
        return False
    return tokens[at - 1].pos in {"ADJ", "NUM"} and tokens[at + 1].pos in NOUNS


def is_figure(token: Token, taken: Sequence[Amount]) -> bool:
    """Whether a token is part of one of the figures."""
    return any(other.start < token.end and token.start < other.end for other in taken)


def _stricken(read: Reader, amount: Amount, lang: Language) -> Counted | None:
    """What is said of a bare number of people: "about 40 were missing", "11 had been wounded"."""
    token = read.token_at(amount.at, amount.end)
    if token is None or token.dep not in SUBJECTS:
        return None
    verb = read.sentence.head(token)
    said = [verb, *(child for child in read.children[verb.i] if child.dep == "acomp")]
    word = next((one for one in said if one.lower in lang.numbers.tolls and one.start >= amount.end), None)
    return None if word is None else Counted(word.span, word.lower, word, apart=True)


def _toll(tokens: tuple[Token, ...], at: int, lang: Language) -> bool:
    """Whether the word right of a number stands for people: "40 dead", "dozens wounded"; not "12 missing boats"."""
    if at >= len(tokens) or tokens[at].lower not in lang.numbers.tolls:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].pos not in {"NOUN", "PROPN", "ADJ"}


def _dictionary(head: Token, lang: Language) -> str:
    if head.tag != "NNS" or head.lower in lang.numbers.classes:
        return head.text  # "people" is its own form
    return singular(head.lower, lang)


def _past(tokens: tuple[Token, ...], at: int) -> int:
    """Past what stands between a number and its noun: a hyphen, "of the", "of my"."""
    if at < len(tokens) and tokens[at].text in {"-", "‑"}:
        at += 1
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
        while at < len(tokens) and tokens[at].tag in {"DT", "PRP$", "PDT", "WP$", "CD"}:
            at += 1
    return at


def _opens(tokens: tuple[Token, ...], at: int, head: Token | None) -> bool:
    """Whether the noun phrase goes on past its noun: "'s", a hyphen, "and" between names or adjectives, the number of a model."""
    if head is None or at + 1 >= len(tokens):
        return False
    token, after = tokens[at], tokens[at + 1]
    if token.tag == "POS" or (token.text in {"-", "‑"} and token.start == tokens[at - 1].end and token.end == after.start):
        return True
    if token.pos == "CCONJ":
        return (
            head.tag in {"NNP", "NN"}
            and after.pos in NOUNS
            and at + 2 < len(tokens)
            and (tokens[at + 2].pos in NOUNS or after.tag == "NNS")
        )
    return token.pos == "NUM" and head.pos == "PROPN" and after.pos in NOUNS


def _modifies(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token may stand before the noun of a noun phrase."""
    token = tokens[at]
    if (
        token.pos in {"ADJ", "PROPN"}
        or (token.pos == "NOUN" and not token.text[-1].isalpha())
        or token.tag in {"VBN", "VBG", "JJ", "JJR", "JJS", "AFX"}
        or token.text in {"-", "‑"}
    ):
        return True
    if at + 1 >= len(tokens):
        return False
    if token.pos == "ADV":
        return tokens[at + 1].pos in {"ADJ", "VERB", "ADV"} or tokens[at - 1].text == "-"
    return token.pos == "CCONJ" and at > 0 and tokens[at - 1].pos == "ADJ" and tokens[at + 1].pos in {"ADJ", "NOUN"}
