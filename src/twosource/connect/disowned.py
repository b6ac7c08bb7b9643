"""Attributions that a copy or rewrite dropped: what somebody else said there, the report says itself."""

import re
from collections.abc import Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Finding, Pair
from twosource.connect.slots import LONGEST, edge, phrases, says, stayed, tells
from twosource.connect.wording import Word, calendar_words
from twosource.lang import language
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span

#: An attribution is missed where nearly all the rest of its sentence is kept; who tells it over tells it his own way.
KEPT = 0.85
#: Words between the verb of an attribution that opens a sentence and what is said: "told reporters on Monday that".
BETWEEN = 5
STOP = re.compile(r"[.!?…][\"”’')]*(?:\[\d+\])*\s")


def dropped_sources(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """An attribution that was dropped, while what was said stayed and nobody else says it."""
    at = stayed(pair)
    for tag, first, last, _, _ in pair.changes:
        if tag != "delete":
            continue
        for a, b in _shifted(pair.original.words, first, last):
            words = pair.original.words[a:b]
            if not _attributes(pair, original, (a, b)) or any(word.quoted for word in words) or _told_still(pair, words, at, made):
                continue
            if len(at) >= KEPT * max(len(pair.original.words) - len(words), len(pair.made.words)):
                span = Span(words[0].start, words[-1].end)
                note = f"“{original.report.cite(*span).exact}” was dropped: here the report says it itself"
                yield Finding(AlterationKind.SPEAKER, span, pair.made.span, note)
                break


def _shifted(words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch that was dropped, and the same with a word of the one end for the like of it at the other: "The mayor said | the dam"."""
    yield first, last
    while first > 0 and words[first - 1].folded == words[last - 1].folded:
        first, last = first - 1, last - 1
        yield first, last
    while last < len(words) and words[first].folded == words[last].folded:
        first, last = first + 1, last + 1
        yield first, last


def _attributes(pair: Pair, original: Side, place: tuple[int, int]) -> bool:
    """Whether a stretch is an attribution and all of it: who says it and the words it is said with, between the edges of a clause."""
    first, last = place
    sentence = pair.original
    words = [word.folded for word in sentence.words[first:last]]
    whole = last == len(sentence.words) or edge(sentence, original, last)
    if not 1 < len(words) <= LONGEST or not edge(sentence, original, first) or any(_stops(sentence, original, i) for i in place):
        return False
    if any(words[: len(said)] == list(said) for said in phrases(original)):
        return whole
    verbs = [i for i, word in enumerate(words) if says(word, original)]
    if len(verbs) != 1 or all(word in STOP_WORDS and not _person(word, original) for i, word in enumerate(words) if i not in verbs):
        return False
    verb, after = verbs[0], words[verbs[0] + 1 :]
    if not whole or first == 0:
        return first == 0 < verb and len(after) <= BETWEEN and _leads_in(words[verb], after, original)
    return not after or verb == 0 or (len(after) <= BETWEEN and after[0] in _circumstance(original))


def _leads_in(verb: str, after: list[str], side: Side) -> bool:
    """Whether nothing but who heard it, when and where stands between a verb of saying and what is said."""
    after = after[:-1] if after[-1:] == ["that"] else after
    return not after or tells(verb, side) or after[0] in _circumstance(side)


def _stops(sentence: Sentence, side: Side, i: int) -> bool:
    """Whether a sentence ends before a word, within what was taken for one."""
    return 0 < i < len(sentence.words) and STOP.search(side.report.text[sentence.words[i - 1].end : sentence.words[i].start]) is not None


def _circumstance(side: Side) -> frozenset[str]:
    """Words that open what may follow a verb of saying: "in a statement", "on Monday", "late on Monday"."""
    return frozenset(language(side.report.language or "en").cues.media_prepositions) | calendar_words()


def _person(word: str, side: Side) -> bool:
    pronouns = language(side.report.language or "en").pronouns
    return word in {*pronouns.masculine, *pronouns.feminine, *pronouns.plural}


def _told_still(pair: Pair, gone: Sequence[Word], at: dict[int, int], made: Side) -> bool:
    """Whether the sentence has still a source: another attribution that is none of what was said, or the one dropped in its other words."""
    kept = [pair.made.words[i] for i in at.values()]
    inside = {word.start for word in kept}
    for word in kept:
        for statement in made.contents.over(word.start, word.end):
            spoken = [i for span in statement.source for i in inside if span.start <= i < span.end]
            if statement.source and not spoken:
                return True
    source = {word.folded for word in gone if word.folded not in STOP_WORDS and not says(word.folded, made)}
    return len(source & {word.folded for word in pair.made.words}) > len(source) / 2
