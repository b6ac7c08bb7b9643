"""Mentions of people, bodies and places in a report, and which of them refer to the same."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.chains import chains, kind_of, of_countries
from twosource.annotate.names import Name, names
from twosource.annotate.parse import Parse
from twosource.annotate.quotes import quotes
from twosource.annotate.references import Reference, references
from twosource.annotate.suspect import suspects
from twosource.annotate.tagger.tagged import Tagged
from twosource.lang import Language
from twosource.model.claim import Entity, Form, Mention
from twosource.model.codec import content_id
from twosource.model.report import Report


class Mentions(NamedTuple):
    """Who a report speaks of, and where."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def mentions(report: Report, parse: Parse, tagged: Tagged, lang: Language) -> Mentions:
    """All mentions of a report, in order, and the entities they refer to."""
    named = names(parse, tagged.names, lang)
    chained = chains(named, parse)
    chained = of_countries(named, chained)
    members: dict[int, list[Name]] = defaultdict(list)
    for name, chain in zip(named, chained, strict=True):
        if chain is not None:
            members[chain].append(name)
    doubts = suspects(named, parse, lang)
    entity_by_chain = _entities(report, members, doubts)
    found = [_mention(name, chain, entity_by_chain, doubts) for name, chain in zip(named, chained, strict=True)]
    found.extend(_referring(reference, entity_by_chain) for reference in references(named, chained, parse, quotes(report), lang))
    return Mentions(
        entities=tuple(entity_by_chain[chain] for chain in sorted(entity_by_chain)),
        mentions=tuple(sorted(found, key=lambda mention: (mention.start, -mention.end))),
    )


def _entities(report: Report, members: Mapping[int, Sequence[Name]], doubts: Mapping[str, str]) -> dict[int, Entity]:
    """One entity a chain."""
    return {chain: _entity(report, alike, doubts) for chain, alike in members.items()}


def _entity(report: Report, alike: Sequence[Name], doubts: Mapping[str, str]) -> Entity:
    forms = list(dict.fromkeys(name.text for name in alike if name.form is Form.NAME)) or [alike[0].text]
    fullest = fullest_name(forms, Counter(name.text for name in alike))
    kind = kind_of(alike)
    return Entity(
        id=content_id("entity", report.id, kind, fullest, alike[0].start),
        name=fullest,
        type=kind,
        aliases=tuple({form.casefold(): form for form in reversed(forms) if form.casefold() != fullest.casefold()}.values())[::-1],
        suspect=next((doubts[form] for form in forms if form in doubts), None),
    )


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
        entity=None if reference.chain is None else entity_by_chain[reference.chain].id,
        form=reference.form,
    )
