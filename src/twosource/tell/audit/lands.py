"""Countries by all their names: "Denmark" for "a Danish firm", "France" where "Paris stressed" it."""

import re

from twosource.model.claim import Annotation, EntityType, Form, Mention
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.held import Held, near, within
from twosource.tell.audit.sources import Told
from twosource.values.place import countries_named, country_of, government_at

_PLACED = frozenset({EntityType.GPE, EntityType.LOC, EntityType.NORP, EntityType.ORG})

#: Before a capital that is a place, and no government.
_PLACING = re.compile(r"\b(?:in|near|outside|around|at|across|leaving|to|from|reached)\s(?:central\s|downtown\s)?$", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b(?:[A-Z][a-z]+|[A-Z]{2,4}|(?:[A-Z]\.){2,3})(?!\w)")


def is_land_told(held: Held, mention: Mention) -> bool:
    """Whether a name is that of a country, its people or its government, of which what bears on the sentence speaks by another name."""
    meant = _lands(held.text, mention, held.draft.annotation)
    if not _PLACING.search(held.text, held.span.start, mention.start) and (code := government_at(held.text[mention.start : mention.end])):
        meant |= {code}  # "the truce worked out by Washington and Moscow", where a report has "US-Russian"
    return bool(meant) and any(not meant.isdisjoint(_told(one, told)) for one in held.evidence for told in near(one))


def _told(evidence: Evidence, told: Told) -> frozenset[str]:
    """The countries of which a sentence speaks, "a Danish charity" too."""
    source, text = evidence.source, evidence.source.report.text
    named = [_lands(text, one, source.annotation) for one in within(source.annotation.mentions, [told])]
    words = _CAPITALISED.findall(text, *told.span)  # "a US-Russian truce" names two lands, of which a mention is neither
    adjectives = {code for word in words if (code := country_of(word)) is not None}
    return frozenset(adjectives).union(countries_named([word for word in words if word.isupper()]), *named)


def _lands(text: str, mention: Mention, annotation: Annotation) -> frozenset[str]:
    """The countries that a name means; that of a capital only where it stands for the government."""
    if mention.form is not Form.NAME or mention.type not in _PLACED:
        return frozenset()
    words = text[mention.start : mention.end]
    code = country_of(words)
    entity = next((one for one in annotation.entities if one.id == mention.entity), None)
    government = {entity.metonym} if entity is not None and entity.metonym else set[str]()
    return frozenset(({code} if code else {*countries_named([words])}) | government)
