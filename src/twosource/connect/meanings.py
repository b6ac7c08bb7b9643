"""Words by what they mean: families and opposites looked up, each word with whether its clause says that it was so."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.terms import stem
from twosource.connect.wording import fold
from twosource.lang import language
from twosource.model.report import Report, Span

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: What parts one clause from the next, as far as a negation reaches.
BREAK = re.compile(
    r"[;:—–()!?]|,(?!\d)|\s-\s"
    r"|\b(?:and|but|while|whereas|after|when|because|before|although|though|since|until|if|unless|so that|which|who|whose|where)\b"
    r"|\bas(?=\s+(?:the|an?|he|she|it|they|we|his|her|its|their)\b)",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "our", "my", "your", "it", "them", "him", "this", "that", "these", "those"}
)
#: What opens a clause that is taken for granted, or supposed.
_GRANTED = frozenset(
    {"while", "after", "when", "because", "before", "since", "until", "if", "unless", "which", "who", "whose", "where", "as"}
)
#: After these what follows in the clause is said not to be so: "denied shelling", "ballots without a stamp".
_DENIES = frozenset({"deny", "denies", "denied", "denying", "without", "lack", "lacks", "lacked", "lacking"})
#: What may stand between a negation and the word that it strikes out.
_AUXILIARIES = frozenset({
    *("be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could"),
    *("may", "might", "must", "ever", "yet", "already", "also", "any", "a", "an", "the", "so", "such", "to", "of", "single", "one"),
    *("there", "its", "our", "their"),
})  # fmt: skip
_NAME_BEFORE, _NAME = re.compile(r"[A-Z][a-z]+ $"), 24
LONGEST = 4  # words of one meaning
_MOST = 120  # words of a point that are looked at


class Word(NamedTuple):
    """A word by its meaning; `sign` is -1 where its clause says that it was not so, `pole` on which side of two opposites it stands.

    `main` is whether its clause is asserted ("when the dam failed" asserts nothing), `struck` whether a negation stands right before it,
    `clause` where its clause begins.
    """

    meaning: str
    pole: tuple[str, int] | None
    sign: int
    start: int
    clause: int
    main: bool
    struck: bool


class Table(NamedTuple):
    """From the stems of some words to their meaning and to the side they take, and what marks a claim as supposed, partial, another's."""

    meaning_of: Mapping[tuple[str, ...], str]
    pole_of: Mapping[tuple[str, ...], tuple[str, int]]
    pseudo: re.Pattern[str]
    supposed: re.Pattern[str]
    unknown: re.Pattern[str]
    intended: re.Pattern[str]
    partial: re.Pattern[str]
    whole: re.Pattern[str]
    disowned: re.Pattern[str]


@functools.cache
def table() -> Table:
    """The tables of meanings by their stems."""
    tables = language("en").meanings
    meaning_of = {_key(words): f"={name}" for name, forms in reversed(tables.families.items()) for words in forms}
    pole_of: dict[tuple[str, ...], tuple[str, int]] = {}
    for name, poles in tables.opposites.items():
        for side, forms in ((1, poles.yes), (-1, poles.no)):
            for words in forms:
                pole_of.setdefault(_key(words), (name, side))
    return Table(
        meaning_of,
        pole_of,
        _any(tables.pseudo),
        _any(tables.supposed),
        _any(tables.unknown),
        _any(tables.intended),
        _any(tables.partial),
        _any(tables.whole),
        _any(tables.disowned),
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def disowns(text: str) -> bool:
    """Whether the words name what somebody else says: "the allegation"."""
    return bool(table().disowned.search(text))


def _key(words: str) -> tuple[str, ...]:
    return tuple(root(word) for word in words.split() if word not in _BETWEEN)


@functools.lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """A word by its stem, of an irregular form the stem of its base."""
    folded = fold(word)
    return stem(language("en").meanings.irregular.get(folded, folded))


def words_in(report: Report, pieces: Sequence[Span]) -> tuple[Word, ...]:
    """The words of the pieces by their meanings, each with the sign of its clause."""
    found: list[Word] = []
    for piece in pieces:
        for start, end, main in _clauses(report.text, piece):
            found.extend(_clause(report.text, start, end, main=main))
    return tuple(found[:_MOST])


def meanings_between(report: Report, start: int, end: int) -> frozenset[str]:
    """The meanings of the words between two places."""
    return frozenset(word.meaning for word in words_in(report, (Span(start, end),)))


def _clauses(text: str, piece: Span) -> Iterator[tuple[int, int, bool]]:
    """The clauses of a stretch, each with whether it is asserted."""
    start, main = piece.start, True
    for match in BREAK.finditer(text, piece.start, piece.end):
        yield start, match.start(), main
        start, main = match.end(), match[0].lower() not in _GRANTED
    yield start, piece.end, main


def _clause(text: str, start: int, end: int, *, main: bool) -> Iterator[Word]:
    words = [(match.group(), match.start()) for match in WORD.finditer(text, start, end)]
    kept = [(word, root(word), place) for word, place in words if word.lower() not in _BETWEEN]
    meant = list(_meant_in(text, kept))
    taken = [word for at, size, _, _ in meant if size > 1 for word, _, _ in kept[at : at + size]]
    sign = _sign(text[start:end], [word for word, _ in words], taken)
    denied, struck = 1, False
    for at, size, found, pole in meant:
        word, stemmed, place = kept[at]
        strikes = size == 1 and negates(word)
        if word.lower() in _DENIES:
            denied = -1
        if strikes or word.lower() in _DENIES:
            struck = True
        meaning = found or (stemmed if not strikes and _tells(word) else None)
        if meaning is not None:
            yield Word(meaning, pole, sign * denied, place, start, main, struck)
            struck = False
        elif not strikes and word.lower() not in _AUXILIARIES and word.lower() not in _DENIES:
            struck = False


def _tells(word: str) -> bool:
    """Whether a word of no family has a meaning of its own."""
    return word.lower().replace("’", "'") not in _empty() | _AUXILIARIES and not word[0].isdigit()


def _meant_in(text: str, kept: Sequence[tuple[str, str, int]]) -> Iterator[tuple[int, int, str | None, tuple[str, int] | None]]:
    """Where each meaning begins among the words, how many of them make it, the meaning and its pole; `None` for a word of no family."""
    at = 0
    while at < len(kept):
        word, stemmed, place = kept[at]
        size, meaning, pole = _meant(kept[at : at + LONGEST])
        if meaning is not None and size == 1 and _in_name(text, place, word):
            meaning, pole = stemmed, None
        yield at, size, meaning, pole
        at += size


def _in_name(text: str, place: int, word: str) -> bool:
    """Whether a word stands inside a name: the "Ferry" of "Ash Ferry" is no ferry."""
    return word[:1].isupper() and bool(_NAME_BEFORE.search(text[max(0, place - _NAME) : place]))


def _meant(words: Sequence[tuple[str, str, int]]) -> tuple[int, str | None, tuple[str, int] | None]:
    """How many of the words make one meaning, the meaning, and its pole."""
    for size in range(len(words), 0, -1):
        key = tuple(one for _, one, _ in words[:size])
        meaning, pole = table().meaning_of.get(key), table().pole_of.get(key)
        if meaning is not None or pole is not None:
            return size, meaning or "=" + "_".join(key), pole
    return 1, None, None


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(language("en").measures.empty)


def _sign(clause: str, words: Sequence[str], taken: Sequence[str]) -> int:
    """Whether a clause denies; the "no" of "no fewer than" does not, nor one `taken` by a phrase: "not guilty" is itself a meaning."""
    said = table().pseudo.sub(" ", clause)
    denials = sum(negates(word) for word in (WORD.findall(said) if said != clause else words))
    return -1 if denials > sum(negates(word) for word in taken) else 1


def negates(word: str) -> bool:
    """Whether a word denies: "not", "never", "hasn't"."""
    folded = word.lower().replace("’", "'")
    return folded in _negations() or folded.endswith("n't")


@functools.cache
def _negations() -> frozenset[str]:
    return frozenset(language("en").measures.negations) - {"without"}
