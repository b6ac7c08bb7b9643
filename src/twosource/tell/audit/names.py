"""Names of a draft that its sources do not have, or have in another place."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import EntityType, Form, Mention
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named, near
from twosource.tell.audit.lands import is_land_told
from twosource.tell.audit.quotations import quoted_in
from twosource.tell.audit.sources import Source, Told
from twosource.tell.audit.speech import same_name
from twosource.values.name import fold

#: Of the other words of a sentence, the share that the evidence must have for a name of its to stand against the draft's.
SURE = 0.5
#: What a sentence must have of the clause for a name in it, or beside it, to be the draft's.
NEARLY = 0.3
#: A place of a sentence that has so much of the clause stands against one whose best sentence has so much less.
CLEAR, BEHIND = 0.6, 0.3
#: How like two words must be to be spellings of one name.
ALIKE = 0.6
PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
KINDS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC, EntityType.NORP})
_WORD = re.compile(r"[^\W\d_]+")
_OWNED = re.compile(r"(?<=\w)[’']s?(?!\w)")
#: What a word for those of a place ends in.
_PEOPLE = re.compile(r"(?:i?ans?|ese|ish|ers?|ites?|is?|ns?)$")
#: First letters in which a place and its people agree: "Belmara", "Belmaran".
_ROOT = 4


class Rival(NamedTuple):
    """A name of a report that stands where the draft has another."""

    mention: Mention
    source: Source
    told: Told

    @property
    def words(self) -> str:
        return self.source.report.text[self.mention.start : self.mention.end]


def names(held: Held) -> Iterator[Fault]:
    """A fault for each name that no report cited has, or that stands for another in what bears on the sentence."""
    for mention in held.inside(held.draft.annotation.mentions):
        words = _untitled(held, mention)
        if mention.form is not Form.NAME or mention.type not in KINDS or not _is_name(words) or _is_outlet(words, held):
            continue
        namesake = _namesake(held, mention)
        rival = namesake or _rival(held, mention)
        if _is_known(words, held.sources) and namesake is None and not _is_elsewhere(held, mention, rival):
            continue
        if namesake is None and (is_land_told(held, mention) or _is_known_in_short(words, mention, held.sources)):
            continue
        places = {mention.type, rival.mention.type if namesake and rival else mention.type}
        kind = FaultKind.PLACE if places <= PLACES else FaultKind.NAME
        if rival is not None:
            cite = rival.source.report.cite(rival.mention.start, rival.mention.end)
            detail = f"says “{words}”; {named(rival.source)} has “{rival.words}”"
            yield Fault(kind, mention.start, mention.end, detail, (cite,))
        else:
            yield Fault(kind, mention.start, mention.end, f"says “{words}”; {held.none} has this name", ())


def _is_elsewhere(held: Held, mention: Mention, rival: Rival | None) -> bool:
    """Whether a place that the reports know stands where what bears on the sentence has another."""
    if rival is None or mention.type not in PLACES or _has_all(_parts(_untitled(held, mention)), frozenset(_spelt(rival.words))):
        return False
    words = held.text[mention.start : mention.end]
    if _is_no_place(words, held.sources):
        return False
    if any(_has_all(_parts(words), _at(source, told)) for source, told in quoted_in(held)):
        return False  # with the quotation that the draft has beside it
    if not _stands_near(words, held, mention):
        return True
    parts, around = _parts(words), beside(held, mention.start, mention.end)
    own = max((shared(around, told) for source in held.sources for told in source.told if _has_all(parts, _at(source, told))), default=0.0)
    there = shared(around, rival.told)
    return there >= CLEAR and own < there - BEHIND


def _is_no_place(words: str, sources: Sequence[Source]) -> bool:
    """Whether what the draft's words were taken for a place by is, in the reports, none: "Kron and Nordlys", two beers."""
    texts = [(source.report.text, one) for source in sources for one in source.annotation.mentions if one.form is Form.NAME]
    kinds = {one.type for text, one in texts if same_name(text[one.start : one.end], words)}
    known = any(re.search(rf"\b{re.escape(words)}\b", source.report.text) for source in sources)
    return known and kinds.isdisjoint(PLACES)


def _namesake(held: Held, mention: Mention) -> Rival | None:
    """Who in the reports has all but one word of a name that none of them has so: "Colin Vasey" for "Jonas Vasey"."""
    mine = _untitled(held, mention)
    parts = _parts(mine)
    if len(parts) < 2 or any(_has_run(parts, source) or _is_called(parts, source) for source in held.sources):
        return None
    found = []
    for source in held.sources:
        for told in source.told:
            for other in _mentions(source, told):
                theirs = _parts(source.report.text[other.start : other.end])
                words = source.report.text[other.start : other.end]
                if len(theirs) >= len(parts) and _one_apart(parts, theirs[-len(parts) :]) and not same_name(mine, words):
                    found.append((shared(held.words, told), Rival(other, source, told)))
    return max(found, key=lambda one: (one[0], -one[1].mention.start), default=(0.0, None))[1]


def _one_apart(parts: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names of as many words have one other word, which is no other spelling, short form or initial."""
    apart = [(one, other) for one, other in zip(parts, others, strict=True) if one != other]
    if len(apart) != 1:
        return False
    one, other = apart[0]
    return one[0] != other[0] or (OSA.normalized_similarity(one, other) < ALIKE and min(len(one), len(other)) > 2)


def _has_run(parts: Sequence[str], source: Source) -> bool:
    """Whether the words of a name stand beside each other in a report, or with a word between, or as a name of an entity."""
    run = r" (?:\w+ )?".join(parts)
    return bool(re.search(rf" {run} ", _running(source))) or any(_within(parts, name) for name in _known_as(source))


def _is_called(parts: Sequence[str], source: Source) -> bool:
    """Whether a report has somebody by the first name alone, and the last name of his house: "her husband Rolf", "Silke Harnisch"."""
    named = (source.report.text[one.start : one.end] for one in source.annotation.mentions if one.form is Form.NAME)
    return _parts(parts[0]) in [_parts(words) for words in named] and parts[-1] in _vocabulary(source)


def _within(parts: Sequence[str], name: Sequence[str]) -> bool:
    found = iter(name)
    return all(part in found for part in parts)


@functools.lru_cache(maxsize=1024)
def _known_as(source: Source) -> tuple[tuple[str, ...], ...]:
    names = {name for entity in source.annotation.entities for name in (entity.name, *entity.aliases)}
    return tuple(sorted(tuple(_parts(name)) for name in names))


@functools.lru_cache(maxsize=1024)
def _running(source: Source) -> str:
    report = source.report
    told = [report.outlet or "", report.byline or "", report.headline or "", report.text]
    return f" {' '.join(_parts(' . '.join(told)))} "


@functools.lru_cache(maxsize=65_536)
def _mentions(source: Source, told: Told) -> tuple[Mention, ...]:
    inside = [one for one in source.annotation.mentions if told.span.start <= one.start < told.span.end]
    return tuple(one for one in inside if one.form is Form.NAME)


def _parts(words: str) -> list[str]:
    """The words of a name that tell it, without what belongs to any."""
    return [word for word in _spelt(words) if len(word) > 1 and word not in _small()]


def _spelt(text: str) -> list[str]:
    """The words of a text in one spelling, without the endings of what belongs to somebody."""
    return _WORD.findall(fold(_OWNED.sub("", text)))


def _at(source: Source, told: Told) -> frozenset[str]:
    return frozenset(_spelt(source.report.text[told.span.start : told.span.end]))


def _is_outlet(words: str, held: Held) -> bool:
    """Whether a name is that of an outlet cited, in full, in part or by its initials."""
    listed = [reference.title for reference in held.draft.references]
    for outlet in [source.report.outlet or "" for source in held.sources] + listed:
        initials = "".join(word[0] for word in outlet.split() if word[:1].isupper())
        if words == initials or fold(words.removeprefix("The ")) in fold(outlet):
            return True
    return False


def _is_name(words: str) -> bool:
    """Whether words are written as a name is."""
    return any(word[:1].isupper() and word.lower() not in _calendar() for word in words.split())


@functools.cache
def _calendar() -> frozenset[str]:
    words = language("en").dates.words
    return frozenset(words["weekday"]) | frozenset(words["month"])


def _untitled(held: Held, mention: Mention) -> str:
    """A person's name of two words without a first that is none: a title ("MD Holm"), or what a report calls somebody ("Survivor Holm")."""
    words = held.text[mention.start : mention.end]
    first, _, rest = words.partition(" ")
    if mention.type is not EntityType.PER or not rest or " " in rest:
        return words
    roles, called = language("en").roles, first.lower()
    titled = roles.titled(first) or any(called in some for some in roles.alike) or (first.isupper() and first.isalpha())
    told = titled or any(re.search(rf"\b{re.escape(called)}\b", source.report.text) for source in held.sources)
    return rest if told else words


def _is_known(words: str, sources: Sequence[Source]) -> bool:
    """Whether a report has a name, in full, in short, as an adjective or as initials."""
    parts = _parts(words)
    return not parts or any(
        _has_all(parts, _vocabulary(source)) or _named_alike(words, source) or _has_initials(words, source) for source in sources
    )


def _is_known_in_short(words: str, mention: Mention, sources: Sequence[Source]) -> bool:
    """Whether the reports have a person by the last name alone, to whom the draft gives a first one too."""
    parts = _parts(words)
    if mention.type is not EntityType.PER or len(parts) < 2:
        return False
    texts = [(source.report.text, one) for source in sources for one in source.annotation.mentions if one.form is Form.NAME]
    named = [theirs for text, one in texts if (theirs := _parts(text[one.start : one.end]))[-1:] == parts[-1:]]
    return bool(named) and all(len(theirs) == 1 for theirs in named)


def _has_initials(words: str, source: Source) -> bool:
    """Whether a report has the first letters of a name: "UN" for "the United Nations"."""
    capitals = "".join(word[0] for word in words.removeprefix("The ").split() if word[:1].isupper())
    return len(capitals) > 1 and bool(re.search(rf"\b{re.escape(capitals)}\b", source.report.text))


@functools.cache
def _small() -> frozenset[str]:
    return frozenset({"the", "of", "and", "mr", "mrs", "ms", "dr", "sir", "dame", "for", "in", "at", "de", "la", "le", "al"})


@functools.lru_cache(maxsize=1024)
def _vocabulary(source: Source) -> frozenset[str]:
    report = source.report
    told = [report.outlet or "", report.byline or "", report.headline or "", report.text]
    return frozenset(_spelt(" ".join(told)))


@functools.lru_cache(maxsize=4096)
def _roots(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word[: max(_ROOT, len(word) - 4)] for word in known if len(word) >= _ROOT)


def _has_all(parts: Sequence[str], known: frozenset[str]) -> bool:
    """Whether each word of a name is one of those known, a people's name counting for its place."""
    roots = _roots(known)
    return all(
        part in known or part.removesuffix("s") in known or part[: max(_ROOT, len(part) - 4)] in roots or _is_people(part, known)
        for part in parts
    )


def _is_people(part: str, known: frozenset[str]) -> bool:
    """Whether a word names those of a place that is known: "Karsavians"."""
    place = _PEOPLE.sub("", part)
    return place != part and len(place) > _ROOT and any(word.startswith(place) and len(word) <= len(place) + 2 for word in known)


def _named_alike(words: str, source: Source) -> bool:
    return any(same_name(words, name) for entity in source.annotation.entities for name in (entity.name, *entity.aliases))


def _stands_near(words: str, held: Held, mention: Mention) -> bool:
    """Whether a name stands in what bears on its clause, or beside that."""
    parts = _parts(words)
    for evidence in held.evidence:
        text = evidence.source.report.text
        chosen = [told for told in evidence.told if shared(beside(held, mention.start, mention.end), told) >= NEARLY] or list(evidence.told)
        told = near(evidence._replace(told=tuple(chosen)), 1)
        around = {word for one in told for word in _spelt(text[one.span.start : one.span.end])}
        roots = {word[: max(_ROOT, len(word) - 4)] for word in around}
        if any(part in around or part[: max(_ROOT, len(part) - 4)] in roots for part in parts):
            return True
    return False


def _rival(held: Held, mention: Mention) -> Rival | None:
    """The likest name of the same kind in what bears on the clause that the sentence itself does not have."""
    mine = [held.text[one.start : one.end] for one in held.inside(held.draft.annotation.mentions)]
    found: dict[str, Rival] = {}
    for evidence in held.evidence:
        for told in near(evidence):
            if shared(beside(held, mention.start, mention.end), told) < SURE:
                continue
            for other in evidence.source.annotation.mentions:
                if not told.span.start <= other.start < told.span.end or other.form is not Form.NAME or not _alike(other, mention):
                    continue
                words = evidence.source.report.text[other.start : other.end]
                if not any(same_name(words, one) for one in mine):
                    found.setdefault(fold(words), Rival(other, evidence.source, told))
    likest = sorted(found.values(), key=lambda one: OSA.distance(fold(one.words), fold(held.text[mention.start : mention.end])))
    return likest[0] if likest else None


def _alike(one: Mention, other: Mention) -> bool:
    return one.type is other.type or (one.type in PLACES and other.type in PLACES)
