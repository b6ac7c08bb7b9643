"""What a copy altered on the way as what it is to a reader of both: two texts that cannot both be right."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.connect.phrasing import tidy
from twosource.connect.scene import Scene, sentence_at
from twosource.connect.setting import clause_at
from twosource.connect.wording import called
from twosource.lang import language
from twosource.model.codec import content_id
from twosource.model.ledger import Alteration, AlterationKind, Conflict, ConflictKind, Severity, Side
from twosource.model.report import Cite, Report, Span
from twosource.model.value import Quantity
from twosource.values.compare import conflict

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NAMED_THING = re.compile(r"\b[A-Z][a-z]+\s+$")
_WORD = re.compile(r"[\w’']+")


#: Of the shorter sentence's words, the share that both must have.
_ALIKE = 0.5


class Garbling(NamedTuple):
    """What kind of conflict an alteration is, how grave, and of what."""

    kind: ConflictKind
    severity: Severity
    about: str


def garbled(scene: Scene, altered: Iterable[Alteration], found: Sequence[Conflict]) -> list[Conflict]:
    """One conflict for each alteration that turns what is said; what another step found already is not told twice."""
    made: dict[str, Conflict] = {}
    for alteration in altered:
        reports = [scene.report_by_id.get(end.report) for end in (alteration.from_, alteration.to)]
        if reports[0] is None or reports[1] is None:
            continue
        garbling = _garbling(scene, alteration, reports[0], reports[1])
        if garbling is None:
            continue
        told = _conflict(scene, alteration, garbling, reports[0], reports[1])
        if not any(_same(told, other) for other in (*found, *made.values())):
            made[told.id] = told
    return [made[key] for key in sorted(made)]


def _garbling(scene: Scene, alteration: Alteration, before: Report, after: Report) -> Garbling | None:
    """What the alteration comes to; `None` where both texts may hold."""
    if alteration.kind is AlterationKind.SPEAKER:
        return Garbling(ConflictKind.ATTRIBUTION, Severity.MEDIUM, "who said it") if _told_alike(before, after, alteration) else None
    if alteration.kind is AlterationKind.NAME:
        if _one_name(alteration.from_.exact, alteration.to.exact):
            return None
        return Garbling(ConflictKind.NAME, Severity.LOW, "one name, written in two ways")
    if alteration.kind is AlterationKind.NUMBER:
        return _number(scene, alteration, before, after)
    if alteration.kind in {AlterationKind.NEGATION, AlterationKind.QUOTE} and _turned(alteration, before, after):
        return Garbling(ConflictKind.POLARITY, Severity.HIGH, "whether it was so")
    return None


def _turned(alteration: Alteration, before: Report, after: Report) -> bool:
    """Whether one of the two has a "not" more than the other, before words that both have."""
    left, right = (
        _folded(cite.exact if alteration.kind is AlterationKind.QUOTE else _sentence(report, cite).exact)
        for report, cite in ((before, alteration.from_), (after, alteration.to))
    )
    fewer, more = sorted((left, right), key=lambda words: sum(map(_denies, words)))
    turned = _denied(more) - _denied(fewer)
    return sum(map(_denies, fewer)) < sum(map(_denies, more)) and not turned.isdisjoint(fewer)


def _denied(words: Sequence[str]) -> set[str]:
    """The words that stand right after a "not"."""
    return {words[at + 1] for at, word in enumerate(words[:-1]) if _denies(word)}


def _told_alike(before: Report, after: Report, alteration: Alteration) -> bool:
    """Whether the sentences of the two ends say much the same, so that only who said it differs."""
    left, right = (set(_folded(_sentence(report, cite).exact)) for report, cite in ((before, alteration.from_), (after, alteration.to)))
    return len(left & right) >= _ALIKE * min(len(left), len(right))


def _one_name(one: str, other: str) -> bool:
    """Whether two writings name the same: letters that changed places, points left out, a shorter form."""
    left, right = ("".join(char for char in name.lower() if char.isalnum()) for name in (one, other))
    return sorted(left) == sorted(right) or left in right or right in left


def _folded(words: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(words)]


def _denies(word: str) -> bool:
    return word in frozenset(language("en").measures.negations) or word.endswith("n't")


def _number(scene: Scene, alteration: Alteration, before: Report, after: Report) -> Garbling | None:
    """A year is a time, a figure in a name ("Pier 12") a name; another figure is a quantity where the two cannot both hold."""
    old, new = alteration.from_, alteration.to
    if _YEAR.fullmatch(old.exact) and _YEAR.fullmatch(new.exact):
        return Garbling(ConflictKind.TIME, Severity.LOW, "the year")
    left, right = _quantity(scene, old), _quantity(scene, new)
    if left is not None and right is not None:
        return Garbling(ConflictKind.QUANTITY, Severity.MEDIUM, "one figure, copied in two ways") if conflict(left, right) else None
    led = [_NAMED_THING.search(report.text[max(0, cite.start - 24) : cite.start]) for report, cite in ((before, old), (after, new))]
    if all(led) and old.exact.isdigit() and new.exact.isdigit():
        return Garbling(ConflictKind.NAME, Severity.HIGH, "which of them is meant")
    return None


def _quantity(scene: Scene, cite: Cite) -> Quantity | None:
    annotation = scene.annotation_by_report.get(cite.report)
    inside = [one for one in annotation.quantities if one.start <= cite.start and cite.end <= one.end] if annotation else []
    return inside[0] if inside else None


def _conflict(scene: Scene, alteration: Alteration, garbling: Garbling, before: Report, after: Report) -> Conflict:
    turned = garbling.kind is ConflictKind.POLARITY
    shown = [(_sentence if turned else _clause)(report, cite) for report, cite in ((before, alteration.from_), (after, alteration.to))]
    says = [tidy(cite.exact) if turned else _says(scene, end) for cite, end in zip(shown, (alteration.from_, alteration.to), strict=True)]
    return Conflict(
        id=content_id("conflict", scene.story, "garbled", [[c.report, c.start, c.end] for c in (alteration.from_, alteration.to)]),
        story=scene.story,
        kind=garbling.kind,
        severity=garbling.severity,
        about=garbling.about,
        sides=tuple(Side(says=said, cites=(cite,)) for said, cite in zip(says, shown, strict=True)),
        note=f"{called(after)} was made from {called(before)} and says otherwise: {alteration.note}.",
    )


def _says(scene: Scene, cite: Cite) -> str:
    """The altered words, a figure with what it counts."""
    quantity = _quantity(scene, cite)
    report = scene.report_by_id[cite.report]
    if quantity is None or quantity.counted_span is None or quantity.counted_span.start < quantity.end:
        return cite.exact
    return " ".join(report.text[quantity.start : quantity.counted_span.end].split())


def _sentence(report: Report, cite: Cite) -> Cite:
    sentence = sentence_at(report, cite.start)
    return report.cite(sentence.start, max(sentence.end, cite.end))


def _clause(report: Report, cite: Cite) -> Cite:
    clause = clause_at(report.text, sentence_at(report, cite.start), cite.start, cite.end)
    start, end = min(clause.start, cite.start), max(clause.end, cite.end)
    while start < end and report.text[start].isspace():
        start += 1
    while end > start and report.text[end - 1].isspace():
        end -= 1
    return report.cite(start, end)


def _same(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts are of one kind and stand on the same words."""
    return one.kind is other.kind and all(
        any(_overlap(a, b) for side in other.sides for b in side.cites) for side in one.sides for a in side.cites
    )


def _overlap(one: Cite, other: Cite) -> bool:
    return one.report == other.report and Span(one.start, one.end).overlaps(Span(other.start, other.end))
