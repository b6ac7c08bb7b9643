"""Names of a draft that its sources do not have, or have in another place."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import EntityType, Form, Mention
from twosource.model.report import Report
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, beside, named, near
from twosource.tell.audit.sources import Source
from twosource.tell.audit.speech import same_name
from twosource.values.name import fold

#: Of the other words of a sentence, the share that the evidence must have for a name of its to stand against the draft's.
SURE = 0.5
#: What a sentence must have of the clause for a name in it, or beside it, to be the draft's.
NEARLY = 0.3
PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
KINDS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC, EntityType.NORP})
_WORD = re.compile(r"[^\W\d_]+")
#: First letters in which a place and its people agree: "Belmara", "Belmaran".
_ROOT = 4


class Rival(NamedTuple):
    """A name of a report that stands where the draft has another."""

    mention: Mention
    source: Source

    @property
    def words(self) -> str:
        return self.source.report.text[self.mention.start : self.mention.end]


def names(held: Held) -> Iterator[Fault]:
    """A fault for each name that no report cited has, or that stands for another in what bears on the sentence."""
    for mention in held.inside(held.draft.annotation.mentions):
        words = held.text[mention.start : mention.end]
        if mention.form is not Form.NAME or mention.type not in KINDS or not _is_name(words):
            continue
        if _is_outlet(words, held):
            continue
        kind = FaultKind.PLACE if mention.type in PLACES else FaultKind.NAME
        rival = _rival(held, mention)
        elsewhere = rival is not None and mention.type in PLACES and not _stands_near(words, held, mention)
        if _is_known(words, held.sources) and not elsewhere:
            continue
        if rival is not None:
            cite = rival.source.report.cite(rival.mention.start, rival.mention.end)
            detail = f"says “{words}”; {named(rival.source)} has “{rival.words}”"
            yield Fault(kind, mention.start, mention.end, detail, (cite,))
        else:
            yield Fault(kind, mention.start, mention.end, f"says “{words}”; no report cited has this name", ())


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


def _is_known(words: str, sources: Sequence[Source]) -> bool:
    """Whether a report has a name, in full, in short, as an adjective or as initials."""
    parts = [word for word in _WORD.findall(fold(words)) if len(word) > 1 and word not in _small()]
    return not parts or any(_has_all(parts, source.report) or _named_alike(words, source) for source in sources)


@functools.cache
def _small() -> frozenset[str]:
    return frozenset({"the", "of", "and", "mr", "mrs", "ms", "dr", "sir", "dame", "for", "in", "at", "de", "la", "le", "al"})


@functools.lru_cache(maxsize=1024)
def _vocabulary(report: Report) -> frozenset[str]:
    told = [report.outlet or "", report.byline or "", report.headline or "", report.text]
    return frozenset(_WORD.findall(fold(" ".join(told))))


@functools.lru_cache(maxsize=1024)
def _roots(report: Report) -> frozenset[str]:
    return frozenset(word[: max(_ROOT, len(word) - 4)] for word in _vocabulary(report) if len(word) >= _ROOT)


def _has_all(parts: Sequence[str], report: Report) -> bool:
    """Whether each word of a name stands in a report, a people's name counting for its place."""
    known, roots = _vocabulary(report), _roots(report)
    return all(part in known or part.removesuffix("s") in known or part[: max(_ROOT, len(part) - 4)] in roots for part in parts)


def _named_alike(words: str, source: Source) -> bool:
    return any(same_name(words, name) for entity in source.annotation.entities for name in (entity.name, *entity.aliases))


def _stands_near(words: str, held: Held, mention: Mention) -> bool:
    """Whether a name stands in what bears on its clause, or beside that."""
    parts = [word for word in _WORD.findall(fold(words)) if len(word) > 1 and word not in _small()]
    for evidence in held.evidence:
        text = evidence.source.report.text
        chosen = [told for told in evidence.told if shared(beside(held, mention.start, mention.end), told) >= NEARLY] or list(evidence.told)
        told = near(evidence._replace(told=tuple(chosen)), 1)
        around = {word for one in told for word in _WORD.findall(fold(text[one.span.start : one.span.end]))}
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
                    found.setdefault(fold(words), Rival(other, evidence.source))
    likest = sorted(found.values(), key=lambda one: OSA.distance(fold(one.words), fold(held.text[mention.start : mention.end])))
    return likest[0] if likest else None


def _alike(one: Mention, other: Mention) -> bool:
    return one.type is other.type or (one.type in PLACES and other.type in PLACES)
