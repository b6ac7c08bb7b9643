"""Who stands behind a claim: the outlet, a named speaker or body, people without a name, or nobody that can be told."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec

from twosource.connect.wording import fold
from twosource.lang import language
from twosource.model.claim import Annotation, Attribution, EntityType, Form, Mention
from twosource.model.ledger import EntityCluster
from twosource.model.report import Report, Span


class Bearing(StrEnum):
    """What kind of voice bears a claim."""

    OWN = "own"
    NAMED = "named"
    UNNAMED = "unnamed"
    HEARSAY = "hearsay"


class Voice(NamedTuple):
    """`key` tells voices apart over reports, `name` is how a sentence calls the voice, `house` the body that it speaks for."""

    bearing: Bearing
    key: str
    name: str
    house: str


#: "SELMIR, April 8 (Wire) - ": where and whence, not what is said.
DATELINE = re.compile(r"[A-Z][A-Z.'’ /-]{2,40}(?:, [^()—–,\n]{1,40}?){0,2}\s*(?:\([^()\n]{2,40}\))?\s*(?:—|–|-{1,2})\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: What ends the head of a noun phrase: "the mayor | of", "a spokesman | for", "a tailor | , who".
_AFTER_HEAD = re.compile(r",|\b(?:of|for|from|in|at|who|which|that|with|on|familiar|close|speaking|quoted)\b|[(—–]")
_DEFINITE = re.compile(r"(?:the|its|his|her|their|our)\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(r"\b(?:spokes\w+|statement|chief|head|director|office|lawyers?|command)\s*$", re.IGNORECASE)
#: "the coordinator in Kharesk" is not Kharesk's.
_PLACED = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
#: "The head of Karvenia’s water authority" is not Karvenia.
_OWNER = re.compile(r"[’']s?\s+\w")
_TITLE = 24  # words of a source that are looked at for a title
_MINISTER = re.compile(r"\bminister\b")


class Cast(NamedTuple):
    """All speakers of a story: clusters by the ids of the reports' own entities, and which body a person speaks for."""

    cluster_of: Mapping[str, str]
    name_of: Mapping[str, str]
    type_of: Mapping[str, EntityType]
    house_of: Mapping[str, str]
    titles_of: Mapping[str, frozenset[str]]  # the words that stand beside a person's name where the person speaks
    person_of: Mapping[str, str]  # from an office ("governor") to the one person who is called so

    def cluster(self, entity: str) -> str:
        return self.cluster_of.get(entity, entity)


def cast(annotations: Iterable[Annotation], clusters: Iterable[EntityCluster], text_of: Mapping[str, str]) -> Cast:
    """The cast of a story."""
    annotations, clusters = list(annotations), [cluster for cluster in clusters if cluster.form is Form.NAME]
    cluster_of = {member: cluster.id for cluster in clusters for member in cluster.members}
    name_of = {cluster.id: cluster.name for cluster in clusters}
    type_of = {cluster.id: cluster.type for cluster in clusters}
    for annotation in annotations:
        for entity in annotation.entities:
            if entity.id not in cluster_of:
                name_of[entity.id], type_of[entity.id] = entity.name, entity.type
    bare = Cast(cluster_of, name_of, type_of, house_of={}, titles_of={}, person_of={})
    titles = _titles(annotations, bare, text_of)
    return bare._replace(house_of=_houses(annotations, bare, text_of), titles_of=titles, person_of=_offices(annotations, bare, text_of))


def _houses(annotations: Iterable[Annotation], known: Cast, text_of: Mapping[str, str]) -> dict[str, str]:
    """From a person to the one body that reports name beside the person where the person speaks; several leave it open."""
    found: dict[str, set[str]] = {}
    bodies = {fold_all(name): key for key, name in known.name_of.items() if known.type_of[key] is EntityType.ORG}
    for annotation in annotations:
        for statement in annotation.statements:
            inside = mentions_in(annotation, statement.source)
            people = {known.cluster(m.entity) for m in inside if m.entity and m.type is EntityType.PER}
            text = text_of[annotation.report]
            orgs = {
                known.cluster(m.entity)
                for m in inside
                if m.entity and m.type is EntityType.ORG and not _PLACED.search(text[: m.start][-12:])
            }
            said_of = fold_all(" ".join(text_of[annotation.report][s.start : s.end] for s in statement.source))
            ministry = _MINISTER.sub("ministry", said_of)
            orgs |= {key for name, key in bodies.items() if ministry != said_of and name and name in ministry}
            for person in people if len(people) == 1 else ():
                found.setdefault(person, set()).update(orgs)
    return {person: next(iter(orgs)) for person, orgs in found.items() if len(orgs) == 1}


def _titles(annotations: Iterable[Annotation], known: Cast, text_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """From a person to the words beside the name where the person speaks: "Observatory head Rami Tal"."""
    found: dict[str, set[str]] = {}
    for annotation in annotations:
        text = text_of[annotation.report]
        for statement in annotation.statements:
            people = {known.cluster(m.entity) for m in mentions_in(annotation, statement.source) if m.entity and m.type is EntityType.PER}
            words = fold_all(" ".join(text[span.start : span.end] for span in statement.source)).split()[:_TITLE]
            for person in people if len(people) == 1 else ():
                found.setdefault(person, set()).update(set(words) - set(fold_all(known.name_of.get(person, "")).split()))
    return {person: frozenset(words) for person, words in found.items()}


def _offices(annotations: Iterable[Annotation], known: Cast, text_of: Mapping[str, str]) -> dict[str, str]:
    """From an office to the one person who is named beside it where they speak; held by two it leads to neither."""
    found: dict[str, set[str]] = {}
    for annotation in annotations:
        text = text_of[annotation.report]
        for statement in annotation.statements:
            inside = [m for m in mentions_in(annotation, statement.source) if m.entity and m.type is EntityType.PER]
            if len({known.cluster(m.entity or "") for m in inside}) != 1:
                continue
            person, source = inside[0], statement.source[0]
            for words in (text[source.start : person.start], text[person.end : source.end].lstrip(", ")):
                head = _head(words)
                if head and head in _named_offices():
                    found.setdefault(head, set()).add(known.cluster(person.entity or ""))
    return {office: next(iter(people)) for office, people in found.items() if len(people) == 1}


def _head(words: str) -> str:
    """The last word of a noun phrase before what describes it further: "the governor of the region"."""
    folded = [fold(match.group()) for match in _WORD.finditer(_AFTER_HEAD.split(words.strip(" ,"), maxsplit=1)[0])]
    return folded[-1] if folded else ""


def _named_offices() -> frozenset[str]:
    return frozenset(language("en").measures.offices)


def mentions_in(annotation: Annotation, spans: Iterable[Span]) -> list[Mention]:
    """The mentions that stand inside the spans."""
    return [mention for mention in annotation.mentions for span in spans if span.start <= mention.start and mention.end <= span.end]


def fold_all(words: str) -> str:
    """Words folded, with what is not a word left out."""
    return " ".join(fold(match.group()) for match in _WORD.finditer(words))


def voice(report: Report, annotation: Annotation, statement: Attribution | None, known: Cast) -> Voice:
    """Who stands behind a claim of the report."""
    if statement is None:
        return Voice(Bearing.OWN, "", report.outlet or "", "")
    words = " ".join(report.text[span.start : span.end] for span in statement.source).strip()
    if DATELINE.match(f"{words} - "):  # the parser took the dateline for the speaker
        return _after_dateline(report, annotation, statement, known)
    if statement.source_entity is not None:
        key = known.cluster(statement.source_entity)
        return Voice(Bearing.NAMED, key, known.name_of.get(key, words), known.house_of.get(key, key))
    return _described(report.text, words, annotation, statement, known)


def _after_dateline(report: Report, annotation: Annotation, statement: Attribution, known: Cast) -> Voice:
    """Who speaks where a sentence opens with its dateline."""
    end = statement.source[-1].end
    cue = min((span.start for span in statement.cue), default=end)
    start = end + len(report.text[end : cue + 1]) - len(report.text[end : cue + 1].lstrip(" \n\t—–-"))
    first = next(
        (m for m in annotation.mentions if start <= m.start < cue and m.entity and m.type in {EntityType.ORG, EntityType.PER}), None
    )
    if first is not None and _head(report.text[start : first.start]) in {"", "the"}:
        key = known.cluster(first.entity or "")
        return Voice(Bearing.NAMED, key, known.name_of.get(key, ""), known.house_of.get(key, key))
    words = " ".join(report.text[start:cue].split()) if start < cue else ""
    return _described(report.text, words, annotation, msgspec.structs.replace(statement, source=(Span(start, max(start, cue)),)), known)


def _described(text: str, words: str, annotation: Annotation, statement: Attribution, known: Cast) -> Voice:
    """A voice that is described and not named: "the fire service", "officials", "a spokesman for the company"."""
    table = language("en").measures
    head_words = [fold(match.group()) for match in _WORD.finditer(_AFTER_HEAD.split(words, maxsplit=1)[0])]
    head = head_words[-1] if head_words else ""
    if not head or head in table.hearsay:
        return Voice(Bearing.HEARSAY, "", words, "")
    named = [m for m in mentions_in(annotation, _head_of(statement, words)) if m.entity and not _OWNER.match(text, m.end)]
    if named and named[0].type in {EntityType.PER, EntityType.ORG, EntityType.GPE} and head not in table.unnamed:
        key = known.cluster(named[0].entity or "")
        return Voice(Bearing.NAMED, key, words, known.house_of.get(key, key))
    people = {m.entity for m in mentions_in(annotation, statement.source) if m.entity and m.type is EntityType.PER}
    if not named and len(people) == 1:  # "the mayor, NAME"
        key = known.cluster(people.pop() or "")
        return Voice(Bearing.NAMED, key, known.name_of.get(key, words), known.house_of.get(key, key))
    if head in table.unnamed or not _DEFINITE.match(words):
        return Voice(Bearing.UNNAMED, fold_all(words), words, "")
    if head in known.person_of:
        key = known.person_of[head]
        return Voice(Bearing.NAMED, key, known.name_of.get(key, words), known.house_of.get(key, key))
    body = _body(head_words, known)
    if body is not None:
        return Voice(Bearing.NAMED, body, known.name_of[body], known.house_of.get(body, body))
    key = "words:" + " ".join(word.replace(".", "") for word in head_words if word not in {"the", "its", "his", "her", "their", "our"})
    return Voice(Bearing.NAMED, key, words, key)


def _head_of(statement: Attribution, words: str) -> list[Span]:
    """The head of the source's first piece, or all of it where a spokesman speaks for what follows."""
    first = statement.source[0]
    parted = _AFTER_HEAD.search(words)
    if parted is None or _FOR_OTHERS.search(words[: parted.start()]):
        return list(statement.source)
    return [Span(first.start, min(first.end, first.start + parted.start()))]


def _body(head_words: list[str], known: Cast) -> str | None:
    """The one body whose name ends as the description does: "the ministry" where only one ministry is named."""
    ends = " ".join(word for word in head_words if word not in {"the", "its", "his", "her", "their", "our"})
    if not ends:
        return None
    bodies = [key for key, kind in known.type_of.items() if kind is EntityType.ORG]
    found = {key for key in bodies if f" {fold_all(known.name_of[key])}".endswith(f" {ends}")}
    return found.pop() if len(found) == 1 else None


def described_body(sentence: str, known: Cast) -> str | None:
    """The body that a sentence opens with by description: "The interior ministry, which on Wednesday listed"."""
    words = [fold(match.group()) for match in _WORD.finditer(sentence[:80])]
    if len(words) < 2 or words[0] != "the":
        return None
    return next((body for size in (4, 3, 2) if (body := _body(words[1 : 1 + size], known)) is not None), None)
