"""Mentions of people, bodies and places in a report, and which of them refer to the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.chains import chains, kind_of, of_countries
from twosource.annotate.descriptions import Role
from twosource.annotate.metonyms import metonyms
from twosource.annotate.names import Name, names
from twosource.annotate.parse import Parse
from twosource.annotate.quotes import quotes
from twosource.annotate.references import Reference, References, references
from twosource.annotate.suspect import suspects
from twosource.annotate.tagger.tagged import Tagged
from twosource.lang import Language
from twosource.model.claim import Entity, EntityType, Form, Mention, Office, Unnamed
from twosource.model.codec import content_id
from twosource.model.report import Report, Span


class Mentions(NamedTuple):
    """Who a report speaks of, and where."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    unnamed: tuple[Unnamed, ...] = ()


def mentions(report: Report, parse: Parse, tagged: Tagged, lang: Language) -> Mentions:
    """All mentions of a report, in order, and the entities they refer to."""
    named = names(parse, tagged.names, lang)
    chained = chains(named, parse)
    chained = of_countries(named, chained)
    standing = metonyms(named, parse, lang)
    chained = _governing(chained, standing)
    members: dict[int, list[Name]] = defaultdict(list)
    for name, chain in zip(named, chained, strict=True):
        if chain is not None:
            members[chain].append(name)
    doubts = suspects(named, parse, lang)
    referring = references(named, chained, parse, quotes(report), lang)
    country_of = {chained[i]: code for i, code in standing.items()}
    entity_by_chain = {
        chain: _entity(report, alike, doubts, referring.roles.get(chain, ()), country_of.get(chain)) for chain, alike in members.items()
    }
    found = [_mention(name, chain, entity_by_chain, doubts) for name, chain in zip(named, chained, strict=True)]
    found.extend(_referring(reference, entity_by_chain) for reference in referring.found)
    return Mentions(
        entities=tuple(entity_by_chain[chain] for chain in sorted(entity_by_chain)),
        mentions=tuple(sorted(found, key=lambda mention: (mention.start, -mention.end))),
        unnamed=tuple(_unnamed(report, referring)),
    )


def _unnamed(report: Report, referring: References) -> Iterator[Unnamed]:
    """Those whom the report never names, in the order in which it speaks of them."""
    spans: dict[int, list[Reference]] = defaultdict(list)
    for reference in referring.found:
        if reference.chain is not None and reference.chain in referring.others:
            spans[reference.chain].append(reference)
    for chain, found in spans.items():
        other = referring.others[chain]
        first = next((one for one in found if one.form is Form.DESCRIPTION), found[0])
        words = report.text[first.start : first.end]
        yield Unnamed(
            id=content_id("entity", report.id, other.type, words, first.start),
            words=words,
            type=other.type,
            office=Office(other.noun, tuple(sorted(other.kind)), tuple(sorted(other.anchors))),
            plural=other.plural,
            definite=any(one.definite for one in found),
            owned=other.owned,
            mentions=tuple(Span(one.start, one.end) for one in found),
        )


def _entity(report: Report, alike: Sequence[Name], doubts: Mapping[str, str], roles: Iterable[Role], metonym: str | None) -> Entity:
    """The entity of a chain of names."""
    forms = list(dict.fromkeys(name.text for name in alike if name.form is Form.NAME)) or [alike[0].text]
    fullest = fullest_name(forms, Counter(name.text for name in alike))
    kind = kind_of(alike) if metonym is None else EntityType.GPE
    return Entity(
        id=content_id("entity", report.id, kind, fullest, alike[0].start),
        name=fullest,
        type=kind,
        aliases=tuple({form.casefold(): form for form in reversed(forms) if form.casefold() != fullest.casefold()}.values())[::-1],
        suspect=next((doubts[form] for form in forms if form in doubts), None),
        offices=tuple(sorted({_office(role) for role in roles}, key=lambda office: (office.noun, office.kind, office.anchors))),
        metonym=metonym,
    )


def _governing(chained: Sequence[int | None], standing: Mapping[int, str]) -> tuple[int | None, ...]:
    """The chains, the names that stand for a government in one of their own for each country: the town stays the town."""
    chain_of: dict[str, int] = {}
    for code in standing.values():
        chain_of.setdefault(code, len(chained) + len(chain_of))
    return tuple(chain_of[standing[i]] if i in standing else chain for i, chain in enumerate(chained))


def _office(role: Role) -> Office:
    return Office(role.head, tuple(sorted(role.kind)), tuple(sorted(role.anchors)))


def fullest_name(forms: Sequence[str], counted: Mapping[str, int]) -> str:
    """The form of most words, then the one used most, then the first; running text before capitals throughout."""
    return max(forms, key=lambda form: (len(form.split()), not form.isupper(), counted[form], -forms.index(form)))


def _mention(name: Name, chain: int | None, entity_by_chain: Mapping[int, Entity], doubts: Mapping[str, str]) -> Mention:
    return Mention(
        start=name.start,
        end=name.end,
        type=name.type,
        entity=None if chain is None else entity_by_chain[chain].id,
        form=name.form,
        suspect=doubts.get(name.text),
    )


def _referring(reference: Reference, entity_by_chain: Mapping[int, Entity]) -> Mention:
    return Mention(
        start=reference.start,
        end=reference.end,
        type=reference.type,
        entity=entity_by_chain[reference.chain].id if reference.chain is not None and reference.chain in entity_by_chain else None,
        form=reference.form,
    )
