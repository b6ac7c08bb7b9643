"""Who acts in a report, and which offices they hold: two reports that give one office to two people are of two times."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.clusters import Groups, joined
from twosource.connect.topics import Matrix
from twosource.connect.wording import words_between
from twosource.lang import language
from twosource.model.claim import Annotation, EntityType, Form
from twosource.model.ledger import EntityCluster
from twosource.model.report import Report

#: Words of an office with its body: "general secretary of the Guild of Pilots". Fewer name no body.
FEWEST, LONGEST = 3, 12
#: A report that names fewer people is not told from another by them.
PEOPLE = 2

Office = frozenset[str]


class Cast(NamedTuple):
    """The people whom a report names in full, and who of them holds which office."""

    people: frozenset[str]
    holder: Mapping[Office, str]


NOBODY = Cast(frozenset(), {})


def casts(reports: Sequence[Report], records: Iterable[object]) -> dict[str, Cast]:
    """The cast of every annotated report, by its id."""
    text_of = {report.id: report.text for report in reports}
    records = list(records)
    person_of = {
        member: cluster.id
        for cluster in records
        if isinstance(cluster, EntityCluster) and cluster.type is EntityType.PER and " " in cluster.name and cluster.form is Form.NAME
        for member in cluster.members
    }
    annotations = (record for record in records if isinstance(record, Annotation) and record.report in text_of)
    return {annotation.report: _cast(annotation, text_of[annotation.report], person_of) for annotation in annotations}


def _cast(annotation: Annotation, text: str, person_of: Mapping[str, str]) -> Cast:
    held: dict[Office, set[str]] = {}
    for mention in annotation.mentions:
        person = person_of.get(mention.entity or "")
        if person and mention.form is Form.DESCRIPTION and (office := _office(text, mention.start, mention.end)):
            held.setdefault(office, set()).add(person)
    people = frozenset(person for entity in annotation.entities if (person := person_of.get(entity.id)))
    return Cast(people, {office: min(holders) for office, holders in held.items() if len(holders) == 1})


def _office(text: str, start: int, end: int) -> Office | None:
    """An office that one person holds at a time, with the body that it is of; `None` for any other description."""
    roles = language("en").roles
    words = [text[word.start : word.end].casefold().replace("’", "'").removesuffix("'s") for word in words_between(text, start, end)]
    named = any(word[:1].isupper() for word in text[start:end].split()[1:])
    if not named or not FEWEST <= len(words) <= LONGEST or roles.sole.isdisjoint(words) or not roles.gone.isdisjoint(words):
        return None
    return frozenset(words) - {"the", "of"}


def recast(part: Sequence[int], reports: Sequence[Report], casts: Mapping[str, Cast], bound: Groups, alike: Matrix) -> Groups:
    """A part of a matter in as many as give one office to different people, each with its own cast; mostly the part as it is."""
    cast_of = {i: casts.get(reports[i].id, NOBODY) for i in part}
    troupes = _troupes(part, cast_of, bound)
    facing = {(a, b) for a in range(len(troupes)) for b in range(a) if _differ(troupes[a], troupes[b], cast_of)}
    if not facing:
        return [list(part)]
    told = {number for pair in facing for number in pair}
    groups: list[list[int]] = []
    for number in sorted(range(len(troupes)), key=lambda number: (number not in told, -len(troupes[number]), troupes[number][0])):
        fitting = [group for group in groups if not any((max(number, other), min(number, other)) in facing for other in group)]
        if fitting:
            best = max(
                fitting, key=lambda group: (_likeness(troupes[number], [i for other in group for i in troupes[other]], alike), -group[0])
            )
            best.append(number)
        else:
            groups.append([number])
    return [sorted(i for number in group for i in troupes[number]) for group in groups]


def _troupes(part: Sequence[int], cast_of: Mapping[int, Cast], bound: Groups) -> Groups:
    """The reports that share people, or are bound, directly or by others."""
    place = {i: at for at, i in enumerate(part)}
    bearers: dict[str, list[int]] = {}
    for i in part:
        for person in cast_of[i].people:
            bearers.setdefault(person, []).append(place[i])
    ties = [*bearers.values(), *([place[i] for i in group if i in place] for group in bound)]
    return [[part[at] for at in group] for group in joined(len(part), [tie for tie in ties if tie])]


def _differ(one: Sequence[int], other: Sequence[int], cast_of: Mapping[int, Cast]) -> bool:
    """Whether two troupes, which have nobody in common, give one office to two people."""
    casts, others = [cast_of[i] for i in one], [cast_of[i] for i in other]
    if any(len(frozenset().union(*(cast.people for cast in side))) < PEOPLE for side in (casts, others)):
        return False
    held = {office for cast in casts for office in cast.holder}
    return any(office in held for cast in others for office in cast.holder)


def _likeness(one: Sequence[int], other: Sequence[int], alike: Matrix) -> float:
    return round(sum(float(alike[i, j]) for i in one for j in other) / (len(one) * len(other)), 6)
