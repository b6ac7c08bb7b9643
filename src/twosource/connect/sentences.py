"""The sentences of a copy or rewrite, each in a pair with the sentence that it was made from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from twosource.connect.held import Sentence, Side
from twosource.connect.retold import content
from twosource.connect.wording import Word
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span

#: Of the shorter sentence's words, how many must stand in the other for the two to be one sentence retold.
RETOLD = 0.6
#: Fewer may do for a sentence told over in other words: so many words that carry the news, and such a share of its own.
TOLD_OVER, CARRIED = 0.5, 5
#: A sentence of fewer words is not told from its like.
FEWEST = 5
#: A sentence was kept where so much of the longer one of the two is the same.
KEPT = 0.5
#: A sentence that stands between the same two as another is that one when it has so many of its words.
SOME = 0.3
#: A longer run without a full stop is a table or a list; comparing it word by word would take too long.
LONGEST = 300
#: A word in more sentences than this tells none from another.
COMMON = 200
#: Words exchanged for more words than this are a new turn of phrase, not a slip.
SLOT = 4
#: Words shown before a change and behind it.
BEFORE, BEHIND = 3, 6


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


def shown(kind: AlterationKind, pair: Pair, places: tuple[int, int], note: str) -> Finding:
    """A finding that shows a word of either sentence with those about it."""
    return Finding(kind, window(pair.original, places[0]), window(pair.made, places[1]), note)


def window(sentence: Sentence, i: int) -> Span:
    """A word with those about it; past the end of the sentence its last word."""
    last = len(sentence.words) - 1
    i = min(i, last)
    return Span(sentence.words[max(0, i - BEFORE)].start, sentence.words[min(last, i + BEHIND)].end)


def paired(original: Side, made: Side) -> Iterator[Pair]:
    """Each sentence of the made report with the sentence it was made from; those left word for word are passed over."""
    sought = Sought(original.sentences)
    places: list[int | None] = []
    last = 0
    for sentence in made.sentences:
        best = sought.place(sentence, last)
        places.append(best)
        last = last if best is None else best
    sure = [place is not None and _close(original.sentences[place], one) for place, one in zip(places, made.sentences, strict=True)]
    beside = _sure_beside(sure)
    free = frozenset(range(len(original.sentences))) - frozenset(places)
    for i, (sentence, place) in enumerate(zip(made.sentences, places, strict=True)):
        at = place if place is not None else _between(places, beside[i], i, original.sentences, sentence)
        if at is None:
            continue
        for there, part in sought.parted(at, sentence, free) if sure[i] else [(at, sentence)]:
            left = original.sentences[there]
            if _keys(left) != _keys(part) or _marks(left) != _marks(part):
                yield Pair(left, part, changes(left, part), place is None or sure[i])


class Sought:
    """The sentences of an original, to find the one that another was made from."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self._alone = _alone(sentences)
        self._sizes = [_size(one) for one in sentences]
        self._holders: dict[str, set[int]] = defaultdict(set)
        for i, sentence in enumerate(sentences):
            for word in sentence.words if len(sentence.words) <= LONGEST else ():
                self._holders[word.folded].add(i)

    def place(self, sentence: Sentence, last: int) -> int | None:
        """Where the sentence stands that another was made from, the one after the last one found where several may be."""
        best = self._alone.get(_words(sentence))
        if best is None and FEWEST <= len(sentence.words) <= LONGEST:
            best = self._nearest(sentence, last)
        return best

    def _nearest(self, sentence: Sentence, last: int) -> int | None:
        shared: dict[int, int] = defaultdict(int)
        for folded in sorted({word.folded for word in sentence.words}):
            held = self._holders.get(folded, ())
            for i in held if len(held) <= COMMON else ():
                shared[i] += 1
        size = _size(sentence)
        best = max(shared, key=lambda i: (_overlap(shared[i], self._sizes[i], size), -abs(i - last - 1), -i), default=None)
        if best is None:
            return None
        return best if _close(self.sentences[best], sentence) or _told_over(self.sentences[best], sentence) else None

    def parted(self, at: int, sentence: Sentence, free: Collection[int]) -> list[tuple[int, Sentence]]:
        """A sentence taken apart where it runs another one of the original's together with its own, each part with its place there."""
        steps = changes(self.sentences[at], sentence)
        for _, _, _, first, last in (steps[0], steps[-1]) if steps else ():
            if FEWEST <= last - first < len(sentence.words):
                piece = _part(sentence, first, last)
                rest = _part(sentence, last, len(sentence.words)) if first == 0 else _part(sentence, 0, first)
                other = self.place(piece, at)
                if other in free and other != at and other is not None and _close(self.sentences[other], piece):
                    return [*self.parted(at, rest, free), *self.parted(other, piece, free)]
        return [(at, sentence)]


def changes(one: Sentence, other: Sentence) -> tuple[tuple[str, int, int, int, int], ...]:
    """The runs of words that two sentences share and those that differ, in order."""
    return tuple(SequenceMatcher(a=_keys(one), b=_keys(other), autojunk=False).get_opcodes())


def _part(sentence: Sentence, first: int, last: int) -> Sentence:
    words = sentence.words[first:last]
    return Sentence(Span(words[0].start, sentence.span.end if last == len(sentence.words) else words[-1].end), words)


def _alone(sentences: Sequence[Sentence]) -> dict[tuple[str, ...], int]:
    """Where each sentence stands that no other is like, by its words."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, sentence in enumerate(sentences):
        found[_words(sentence)].append(i)
    return {words: at[0] for words, at in found.items() if len(at) == 1 and words}


def _close(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are one, kept close."""
    left, right = _words(one), _words(other)
    return left == right or _overlap(len(set(left) & set(right)), _size(one), _size(other)) >= RETOLD


def unkept(pairs: Sequence[Pair], original: Side, made: Side) -> tuple[Side, Side]:
    """Both sides with those sentences only that were neither kept close nor left word for word."""
    same = {_words(one) for one in original.sentences} & {_words(one) for one in made.sentences}
    whole = [pair for pair in pairs if pair.close and _kept(pair)]
    kept = {pair.original.span.start for pair in whole}, {pair.made.span.start for pair in whole}
    return _without(original, kept[0], same), _without(made, kept[1], same)


def _kept(pair: Pair) -> bool:
    same = sum(b - a for tag, a, b, _, _ in pair.changes if tag == "equal")
    return same >= KEPT * max(len(pair.original.words), len(pair.made.words))


def _without(side: Side, kept: Collection[int], same: Collection[tuple[str, ...]]) -> Side:
    left = (one for one in side.sentences if not any(one.span.start <= at < one.span.end for at in kept))
    return replace(side, sentences=tuple(one for one in left if _words(one) not in same))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.folded for word in sentence.words)


def _sure_beside(sure: Sequence[bool]) -> list[tuple[int, int]]:
    """For each place the nearest sure one before it and behind it; one before the first and one behind the last where there is none."""
    ahead = list(accumulate(range(len(sure)), lambda last, i: i if sure[i] else last, initial=-1))
    behind = list(accumulate(reversed(range(len(sure))), lambda last, i: i if sure[i] else last, initial=len(sure)))
    return list(zip(ahead, behind[-2::-1], strict=False))


def _between(places: Sequence[int | None], beside: tuple[int, int], i: int, others: Sequence[Sentence], sentence: Sentence) -> int | None:
    """The sentence that stands as far between two that were kept as one that was not found, if it has some of its words and its length."""
    before, after = beside
    first = places[before] if before >= 0 else -1
    last = places[after] if after < len(places) else len(others)
    if first is None or last is None or last - first != after - before:
        return None
    other = others[first + i - before]
    left, right = set(_words(other)), set(_words(sentence))
    alike = abs(len(other.words) - len(sentence.words)) <= SLOT and len(left & right) >= SOME * min(len(left), len(right))
    return first + i - before if alike and left and right else None


def _marks(sentence: Sentence) -> list[bool]:
    return [word.quoted for word in sentence.words]


def _keys(sentence: Sentence) -> list[str]:
    return [_key(word) for word in sentence.words]


def _key(word: Word) -> str:
    """A word as it is held against another: "18,500" is "18500", "3.40" is "3:40"."""
    return word.folded.replace(",", "").replace(":", ".") if word.folded[0].isdigit() else word.folded


def _size(sentence: Sentence) -> int:
    """How many different words a sentence has."""
    return len(set(_words(sentence)))


def _overlap(shared: int, size: int, other: int) -> float:
    """The share of the shorter sentence's different words that the other has."""
    fewer = min(size, other)
    return shared / fewer if fewer >= FEWEST else 0.0


def _told_over(original: Sentence, made: Sentence) -> bool:
    """Whether one sentence is another in other words."""
    words = content(made.words)
    shared = len(words & content(original.words))
    return shared >= CARRIED and shared >= TOLD_OVER * len(words)
