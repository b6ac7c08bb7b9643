"""Who a kept sentence is said by: a source that another took the place of."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Side
from twosource.connect.sentences import Finding, Pair
from twosource.connect.slots import LONGEST, office_stays, slots
from twosource.connect.wording import ROOT, Word, fold
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span


class Source(NamedTuple):
    """Who a sentence says something by: the words, those of them in capitals, and those that are no function words.

    `heart` are the words that say who it is, without what narrows them: of "a nurse at the Merel clinic" the nurse alone; `core` and
    `names` are those of `content` and `every_name` that stand there.
    """

    words: tuple[Word, ...]
    names: frozenset[str]
    every_name: frozenset[str]
    content: tuple[str, ...]
    core: frozenset[str]
    heart: tuple[Word, ...]

    @property
    def span(self) -> Span:
        return Span(self.words[0].start, self.words[-1].end)


def altered_sources(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A source in the place of another, while what was said stayed."""
    for (a, b), (c, d) in slots(pair, original, made):
        if not (0 < b - a <= LONGEST and 0 < d - c <= LONGEST):
            continue
        old, new = source(original, pair.original.words[a:b]), source(made, pair.made.words[c:d])
        if any(word.quoted for word in (*old.words, *new.words)) or _misnamed(pair, original, made, (a, b)):
            continue
        if _one(old, new, original, made) or not _another(old, new, original, made):
            continue
        was, now = original.report.cite(*old.span).exact, made.report.cite(*new.span).exact
        yield Finding(AlterationKind.SPEAKER, old.span, new.span, f"said by “{was}” there, by “{now}” here")


def _misnamed(pair: Pair, original: Side, made: Side, place: tuple[int, int]) -> bool:
    """Whether a source is the one that it was under another name."""
    first, last = place
    return any(
        tag == "replace" and first <= a and b <= last and _capitals(original, before) and _capitals(made, after)
        for tag, a, b, c, d in pair.changes
        for before, after in [(pair.original.words[a:b], pair.made.words[c:d])]
        if office_stays(pair, original, (a, b, c, d))
    )


def _capitals(side: Side, words: Sequence[Word]) -> bool:
    return all(side.report.text[word.start].isupper() or word.folded in STOP_WORDS for word in words)


def source(side: Side, words: Sequence[Word]) -> Source:
    """A source of these words."""
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
    heart = tuple(_core(side, words))
    core = frozenset(word.folded for word in heart) & set(content)
    return Source(tuple(words), frozenset(names) & core, frozenset(names), content, core, heart)


def _core(side: Side, words: Sequence[Word]) -> Iterator[Word]:
    """The words for a source without what narrows it: "a nurse", not "at the Merel clinic"; what stands behind a comma names it again."""
    tails, inside = language(side.report.language or "en").roles.tails, True
    for i, word in enumerate(words):
        apart = i > 0 and "," in side.report.text[words[i - 1].end : word.start]
        inside = (apart or inside) and (i == 0 or word.folded not in tails)
        if inside:
            yield word


def _one(old: Source, new: Source, original: Side, made: Side) -> bool:
    """Whether two sources are one: they share a name, or are mentions of one entity."""
    if old.names & new.every_name or new.names & old.every_name:
        return True
    return bool(_clusters(original, old) & _clusters(made, new)) and (_kin(old) or not _kin(new))


def _clusters(side: Side, source: Source) -> set[str]:
    """Whom the reports know by the words that say who a source is."""
    here = {one.entity for word in source.heart for one in side.mentions.over(word.start, word.end)}
    here |= {one.source_entity for one in side.sources.over(*source.span)}
    return {side.cluster_of[one] for one in here if one is not None and one in side.cluster_of}


def _another(old: Source, new: Source, original: Side, made: Side) -> bool:
    """Whether a source is another than the one in whose place it stands, and not that one in other words."""
    if not new.content:
        return not old.content and _gender(old) != _gender(new)  # "he" became "she"
    if old.names and new.names:
        return new.names <= original.vocabulary and bool(_clusters(original, old) and _clusters(made, new))
    if _kin(new) and not _kin(old):
        return True
    if _alike(old, new):
        return False
    if new.names:
        return bool(_clusters(original, old) and _clusters(made, new))
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
    if (old.core & set(new.content) | new.core & set(old.content)) - trim:
        return True
    head, instead = (_head(one) for one in (old, new))
    stands = language("en").roles.stands_for
    return any({head, instead} <= words for words in _kinds()) or instead in stands.get(head, ()) or head in stands.get(instead, ())


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    """The words for one kind of source, as words are folded."""
    return tuple(frozenset(fold(word) for word in words) for words in language("en").roles.alike)


def _head(source: Source) -> str:
    """The noun of a source, in the singular."""
    words = [word.folded for word in source.words]
    end = next((i for i, word in enumerate(words) if i and word in language("en").roles.tails), len(words))
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
