"""Who a kept sentence is said by: a source that another took the place of, and an attribution that was dropped."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Finding, Pair
from twosource.connect.wording import ROOT, Word
from twosource.lang import language
from twosource.model.claim import Attribution, Basis, EntityType
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span

#: Of what was said so many words, and such a share of it, must have stayed.
STAYED, SHARE = 3, 0.6
#: An attribution is missed where nearly all the rest of its sentence is kept; who tells it over tells it his own way.
KEPT = 0.85
#: Words before a source that may have gone with it.
AHEAD = 4
#: Longer words for a source are a clause.
LONGEST = 12


class Source(NamedTuple):
    """Who a sentence says something by: the words, those of them in capitals, and those that are no function words."""

    words: tuple[Word, ...]
    names: frozenset[str]
    content: tuple[str, ...]

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)


def altered_sources(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A source in the place of another, or none in its place, while what was said stayed."""
    at = {first + i: start + i for tag, first, last, start, _ in pair.changes if tag == "equal" for i in range(last - first)}
    for statement in _told(original.sources.over(*pair.original.span), original.cues.over(*pair.original.span)):
        source = _places(pair.original, statement.source)
        cue = _places(pair.original, statement.cue)
        content = [i for i in _places(pair.original, statement.content) if i not in source and i not in cue]
        stayed = [i for i in content if i in at]
        if not source or not cue or len(source) > LONGEST or len(stayed) < max(min(STAYED, len(content)), SHARE * len(content), 1):
            continue
        place = _slot(source, at, len(pair.original.words), len(pair.made.words))
        if place is not None and not all(i in at for i in source):
            yield from _exchanged(pair, original, made, source, place)
        if not any(i in at for i in (*source, *cue)) and statement.basis is not Basis.DIRECT and _kept(pair, at, len(source) + len(cue)):
            yield from _dropped(pair, original, made, sorted((*source, *cue)), [pair.made.words[at[i]] for i in stayed])


def _told(saying: Sequence[Attribution], cued: Sequence[Attribution]) -> list[Attribution]:
    """The statements whose source and cue both stand in a sentence, each once."""
    both = set(cued)
    return list(dict.fromkeys(statement for statement in saying if statement in both))


def _places(sentence: Sentence, spans: Sequence[Span]) -> list[int]:
    return [i for i, word in enumerate(sentence.words) if any(start <= word.start < end for start, end in spans)]


def _kept(pair: Pair, at: dict[int, int], gone: int) -> bool:
    """Whether all but some words of a sentence are what they were."""
    return len(at) >= KEPT * max(len(pair.original.words) - gone, len(pair.made.words))


def _slot(source: Sequence[int], at: dict[int, int], words: int, others: int) -> tuple[int, int] | None:
    """Where in the other sentence a source stands, told by the words beside it; `None` when those went too."""
    before, after = source[0] - 1, source[-1] + 1
    while before >= 0 and before not in at and source[0] - before <= AHEAD:
        before -= 1  # "Over the weekend the mayor said"
    first = -1 if before < 0 else at.get(before)
    last = others if after >= words else at.get(after)
    return (first + 1, last) if first is not None and last is not None and first < last else None


def _exchanged(pair: Pair, original: Side, made: Side, source: Sequence[int], place: tuple[int, int]) -> Iterator[Finding]:
    first, last = place
    cues = {i for statement in made.cues.over(*pair.made.span) for i in _places(pair.made, statement.cue)}
    while first < last and last - 1 in cues:
        last -= 1  # "she said" became "her brother insisted"
    while first < last and first in cues:
        first += 1
    if not 0 < last - first <= LONGEST:
        return
    old, new = _source(original, [pair.original.words[i] for i in source]), _source(made, pair.made.words[first:last])
    if any(word.quoted for word in new.words) or _one(old, new, original, made) or not _another(old, new, original, made):
        return
    was, now = original.report.cite(*old.span).exact, made.report.cite(*new.span).exact
    yield Finding(AlterationKind.SPEAKER, old.span, new.span, f"said by “{was}” there, by “{now}” here")


def _dropped(pair: Pair, original: Side, made: Side, places: Sequence[int], kept: Sequence[Word]) -> Iterator[Finding]:
    told = any(made.contents.over(word.start, word.start + 1) for word in kept)
    words = [pair.original.words[i] for i in places]
    source = set(_source(original, words).content)
    named = len(source & {word.folded for word in pair.made.words}) > len(source) / 2
    if told or named or any(word.quoted for word in kept) or places[-1] - places[0] > LONGEST:
        return
    span = Span(words[0].start, words[-1].end)
    note = f"“{original.report.cite(*span).exact}” was dropped: here the report says it itself"
    yield Finding(AlterationKind.SPEAKER, span, pair.made.span, note)


def _source(side: Side, words: Sequence[Word]) -> Source:
    content = tuple(word.folded for word in words if word.folded not in STOP_WORDS)
    roles, text = language(side.report.language or "en").roles, side.report.text
    names = {
        word.folded
        for word in words
        if text[word.start].isupper()
        and word.folded in content
        and not roles.titled(word.folded)
        and (not {word.start, word.start - 1} & side.opens or side.names(word.start, word.end))
    }
    return Source(tuple(words), frozenset(names), content)


def _one(old: Source, new: Source, original: Side, made: Side) -> bool:
    """Whether two sources are one: they share a name, or are mentions of one entity."""
    if old.names & new.names:
        return True
    return bool(_clusters(original, old.span) & _clusters(made, new.span)) and (_kin(old) or not _kin(new))


def _clusters(side: Side, span: Span) -> set[str]:
    here = {one.entity for one in side.mentions.over(*span)} | {one.source_entity for one in side.sources.over(*span)}
    return {side.cluster_of[one] for one in here if one is not None and one in side.cluster_of}


def _another(old: Source, new: Source, original: Side, made: Side) -> bool:
    """Whether a source is another than the one in whose place it stands, and not that one in other words."""
    if not new.content:
        return not old.content and _gender(old) != _gender(new)  # "he" became "she"
    if old.names and new.names:
        return new.names <= original.vocabulary and bool(_clusters(original, old.span) and _clusters(made, new.span))
    if _kin(new) and not _kin(old):
        return True
    if _alike(old, new):
        return False
    if new.names:
        return bool(_clusters(original, old.span) and _clusters(made, new.span))
    loose = new.words[0].folded in ("a", "an") or new.words[0].folded == new.content[0]  # "a baker", "residents"
    if not old.content or old.names:
        return (loose or (_person(old, original) and not _human(new))) and not _described(old, new, original)
    return loose or _head(new)[:ROOT] not in original.roots


def _person(source: Source, side: Side) -> bool:
    """Whether a source is one person: by name, or by an office."""
    named = any(one.type is EntityType.PER for one in side.names(*source.span))
    return named or any(word in language("en").roles.offices for word in source.content)


def _human(source: Source) -> bool:
    """Whether the head of a source is a word for a person."""
    roles, head = language("en").roles, _head(source)
    return head in roles.offices or head in roles.people or head in roles.ranks


def _described(old: Source, new: Source, original: Side) -> bool:
    """Whether the original says of whom it names, somewhere, what the other source is."""
    head = _head(new)[:ROOT]
    if any(head in original.beside.get(name, ()) for name in old.names):
        return True
    return not new.words[-1].folded.endswith("s") and _head(new) in _general()


@cache
def _general() -> frozenset[str]:
    """Words that stand for whoever speaks: "a spokesman", "an official"."""
    roles = language("en").roles
    return frozenset(roles.stands_for).union(*(words for words in roles.alike if not words.isdisjoint({"official", "spokesman"})))


def _alike(old: Source, new: Source) -> bool:
    """Whether two sources share a word that tells them, or are words for one kind of source."""
    trim = language("en").roles.trim
    if {word for word in old.content if word not in trim} & {word for word in new.content if word not in trim}:
        return True
    head, instead = (_head(one) for one in (old, new))
    roles = language("en").roles
    stands = roles.stands_for
    return any({head, instead} <= words for words in roles.alike) or instead in stands.get(head, ()) or head in stands.get(instead, ())


def _head(source: Source) -> str:
    """The noun of a source, in the singular."""
    words = [word.folded for word in source.words]
    end = next((i for i, word in enumerate(words) if i and word in ("of", "in", "at", "for", "from", "with", "who")), len(words))
    head = words[end - 1]
    return head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")


def _kin(source: Source) -> bool:
    """Whether a source is told by whom it belongs to: "his brother", "her lawyer", "their neighbours"."""
    pronouns = language("en").pronouns
    first = source.words[0].folded
    owned = first in ("his", "her", "its", "their") and len(source.words) > 1
    return owned and first in {*pronouns.masculine, *pronouns.feminine, *pronouns.neuter, *pronouns.plural}


def _gender(source: Source) -> str | None:
    pronouns = language("en").pronouns
    first = source.words[0].folded
    return "masculine" if first in pronouns.masculine else "feminine" if first in pronouns.feminine else None
