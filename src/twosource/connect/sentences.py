"""The sentences of a copy or rewrite, each in a pair with the sentence that it was made from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from twosource.connect.retold import content
from twosource.connect.wording import Word, sentence_words
from twosource.model.claim import Annotation, Form, Mention
from twosource.model.ledger import AlterationKind
from twosource.model.report import Report, Span

#: Of the shorter sentence's words, how many must stand in the other for the two to be one sentence retold.
RETOLD = 0.6
#: Fewer may do for a sentence told over in other words: so many words that carry the news, and such a share of its own.
TOLD_OVER, CARRIED = 0.5, 5
#: A sentence of fewer words is not told from its like.
FEWEST = 5
#: A sentence that stands between the same two as another is that one when it has so many of its words.
SOME = 0.3
#: A longer run without a full stop is a table or a list; comparing it word by word would take too long.
LONGEST = 300
#: A word in more sentences than this tells none from another.
COMMON = 200
#: Words exchanged for more words than this are a new turn of phrase, not a slip.
SLOT = 4


class Sentence(NamedTuple):
    """A sentence of one report with its words."""

    span: Span
    words: tuple[Word, ...]


class Side(NamedTuple):
    """A report as one side of a comparison: its sentences and what was found in it."""

    report: Report
    sentences: tuple[Sentence, ...]
    annotation: Annotation
    cluster_of: Mapping[str, str]

    def names(self, start: int, end: int) -> list[Mention]:
        """The names that overlap a stretch of text."""
        return [one for one in self.annotation.mentions if one.form is Form.NAME and one.start < end and start < one.end]


class Pair(NamedTuple):
    """A sentence of the original and the sentence that it became, with the runs of words that differ."""

    original: Sentence
    made: Sentence
    changes: tuple[tuple[str, int, int, int, int], ...]
    close: bool = True  # else told over in other words: what stands in the place of what cannot be told


class Finding(NamedTuple):
    """One alteration: what stood there, what stands there now, and in a sentence what changed."""

    kind: AlterationKind
    before: Span
    after: Span
    note: str


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report with their words."""
    return tuple(Sentence(span, words) for span, words in zip(report.sentences, sentence_words(report), strict=True))


def paired(original: Side, made: Side) -> Iterator[Pair]:
    """Each sentence of the made report with the sentence it was made from; those left word for word are passed over."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, sentence in enumerate(original.sentences):
        for word in sentence.words if len(sentence.words) <= LONGEST else ():
            holders[word.folded].add(i)
    places: list[int | None] = []
    last = 0
    for sentence in made.sentences:
        best = _nearest(sentence, original, holders, last) if FEWEST <= len(sentence.words) <= LONGEST else None
        places.append(best)
        last = last if best is None else best
    for i, (sentence, place) in enumerate(zip(made.sentences, places, strict=True)):
        at = place if place is not None else _between(places, i, original.sentences, sentence)
        if at is None:
            continue
        left = original.sentences[at]
        close = place is None or _overlap(len({word.folded for word in left.words} & {word.folded for word in sentence.words}), left, sentence) >= RETOLD
        before, after = ([_key(word) for word in one.words] for one in (left, sentence))
        if before != after or _marks(left) != _marks(sentence):
            yield Pair(left, sentence, tuple(SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()), close)


def unkept(pairs: Sequence[Pair], original: Side, made: Side) -> tuple[Side, Side]:
    """Both sides with those sentences only that were neither kept close nor left word for word."""
    same = {_words(one) for one in original.sentences} & {_words(one) for one in made.sentences}
    kept = {pair.original for pair in pairs if pair.close}, {pair.made for pair in pairs if pair.close}
    return _without(original, kept[0], same), _without(made, kept[1], same)


def _without(side: Side, kept: Collection[Sentence], same: Collection[tuple[str, ...]]) -> Side:
    return side._replace(sentences=tuple(one for one in side.sentences if one not in kept and _words(one) not in same))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.folded for word in sentence.words)


def _nearest(sentence: Sentence, original: Side, holders: Mapping[str, Collection[int]], last: int) -> int | None:
    """The sentence that another was made from, the one after the last one found where several may be."""
    shared: dict[int, int] = defaultdict(int)
    for folded in sorted({word.folded for word in sentence.words}):
        held = holders.get(folded, ())
        for i in held if len(held) <= COMMON else ():
            shared[i] += 1
    best = max(shared, key=lambda i: (_overlap(shared[i], original.sentences[i], sentence), -abs(i - last - 1), -i), default=None)
    if best is None:
        return None
    close = _overlap(shared[best], original.sentences[best], sentence) >= RETOLD
    return best if close or _told_over(original.sentences[best], sentence) else None


def _between(places: Sequence[int | None], i: int, others: Sequence[Sentence], sentence: Sentence) -> int | None:
    """The sentence that stands between the same two as one that was not found, if it has some of its words and is about as long."""
    before = places[i - 1] if i else -1
    after = places[i + 1] if i + 1 < len(places) else len(others)
    if before is None or after is None or after - before != len("ab"):
        return None
    left, right = ({word.folded for word in one.words} for one in (others[before + 1], sentence))
    alike = abs(len(others[before + 1].words) - len(sentence.words)) <= SLOT and len(left & right) >= SOME * min(len(left), len(right))
    return before + 1 if alike and left and right else None


def _marks(sentence: Sentence) -> list[bool]:
    return [word.quoted for word in sentence.words]


def _key(word: Word) -> str:
    """A word as it is held against another: "18,500" is "18500", "3.40" is "3:40"."""
    return word.folded.replace(",", "").replace(":", ".") if word.folded[0].isdigit() else word.folded


def _overlap(shared: int, one: Sentence, other: Sentence) -> float:
    """The share of the shorter sentence's different words that the other has."""
    fewer = min(len({word.folded for word in one.words}), len({word.folded for word in other.words}))
    return shared / fewer if fewer >= FEWEST else 0.0


def _told_over(original: Sentence, made: Sentence) -> bool:
    """Whether one sentence is another in other words."""
    words = content(made.words)
    shared = len(words & content(original.words))
    return shared >= CARRIED and shared >= TOLD_OVER * len(words)
