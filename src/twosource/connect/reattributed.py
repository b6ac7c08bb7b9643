"""What one source said or counted, and a copy or rewrite put in the mouth of another."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import FEWEST, SLOT, Finding, Pair
from twosource.connect.wording import ROOT, words_between
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span
from twosource.values.name import fold

#: Of the longer content's words, how many must stand in the other for the two to be one thing said.
SAME_CONTENT = 0.75


class Spoken(NamedTuple):
    """A statement by a source that is named: the words that name it and those it says so with, who it is, the content's words."""

    source: Span
    cue: tuple[Span, ...]
    speaker: str
    content: frozenset[str]


class Body(NamedTuple):
    """The words for a body without a name that a sentence has from, and their head."""

    span: Span
    head: str


def altered_speakers(original: Side, made: Side, retold: Side) -> Iterator[Finding]:
    """One content, put in the mouth of another; `retold` has the sentences that were not kept, whose words alone do not tell who speaks."""
    before = _spoken(original)
    for statement in _spoken(made):
        if not any(cue.overlaps(one.span) for cue in statement.cue for one in retold.sentences):
            continue
        same = [one for one in before if _share(one.content, statement.content) >= SAME_CONTENT]
        if same and all(one.speaker != statement.speaker for one in same):
            was, now = original.report.cite(*same[0].source).exact, made.report.cite(*statement.source).exact
            if _capitals(was) & _capitals(now) or _alike(was, now) or _kind(original, same[0].source) != _kind(made, statement.source):
                continue
            yield Finding(AlterationKind.SPEAKER, same[0].source, statement.source, f"said by “{was}” there, by “{now}” here")


def _spoken(side: Side) -> list[Spoken]:
    found = []
    for statement in side.annotation.statements:
        speaker = side.cluster_of.get(statement.source_entity or "")
        source = statement.source[0] if statement.source else None
        if speaker is None or source is None or not any(one.entity == statement.source_entity for one in side.names(*source)):
            continue
        words = {word.folded for span in statement.content for word in words_between(side.report.text, *span)}
        if len(words) >= FEWEST:
            found.append(Spoken(source, statement.cue, speaker, frozenset(words)))
    return found


def _kind(side: Side, source: Span) -> bool:
    """Whether a source is told by a place: "Paris said", which is its government and whoever speaks for it."""
    return all(one.type in (EntityType.GPE, EntityType.LOC) for one in side.names(*source))


def _alike(one: str, other: str) -> bool:
    """Whether two sources are one, or one misspelt, which is told as a name."""
    left, right = ({word[:ROOT] for word in fold(said).split() if word not in STOP_WORDS and len(word) > 1} for said in (one, other))
    if left and right and (left <= right or right <= left):
        return True  # "the Dravian minister", "Dravia's minister"
    return OSA.distance(fold(one), fold(other)) <= max(len(one), len(other)) // 4


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the longer content's words that the other has."""
    return len(one & other) / max(len(one), len(other))


def _capitals(words: str) -> set[str]:
    """The folded names among the words."""
    return {fold(word) for word in words.split() if word[:1].isupper() and fold(word) not in STOP_WORDS}


def altered_bodies(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """What one body said or counted put in the mouth of another, when no name tells them apart but each report knows both."""
    here, there = _body(pair.original, original), _body(pair.made, made)
    if here is None or there is None or here.head == there.head:
        return
    generic = language(original.report.language or "en").roles.stands_for
    heads = {here.head, there.head}
    if heads <= original.vocabulary and heads <= made.vocabulary and here.head not in generic and there.head not in generic:
        was, now = original.report.cite(*here.span).exact, made.report.cite(*there.span).exact
        yield Finding(AlterationKind.SPEAKER, here.span, there.span, f"said by “{was}” there, by “{now}” here")


def _body(sentence: Sentence, side: Side) -> Body | None:
    """The one body that a sentence is said by, or counted by: "the guild said", "by the guild's count"."""
    start, end = sentence.span
    found = {
        Body(Span(*statement.source[0]), words[-1].folded)
        for statement in side.sources.over(start, end)
        if start <= statement.source[0].start < end and not side.names(*statement.source[0])
        for words in [words_between(side.report.text, *statement.source[0])]
        if 1 < len(words) <= SLOT and words[0].folded == "the"
    }
    counts = language(side.report.language or "en").agencies.counts
    for by, the, body, count in zip(*(sentence.words[i:] for i in range(SLOT)), strict=False):
        owns = side.report.text[body.end - 2 : body.end].casefold() in ("'s", "’s")
        if by.folded == "by" and the.folded == "the" and owns and count.folded in counts:
            found.add(Body(Span(the.start, body.end - 2), body.folded))
    return found.pop() if len(found) == 1 else None
