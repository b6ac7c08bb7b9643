"""Which of the reports' own entities are one: by name, by place on the map, by being the only bearer of a surname in a matter."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.connect.clusters import joined
from twosource.model.claim import Entity, EntityType, Mention
from twosource.model.codec import content_id
from twosource.model.ledger import Judgement, Link, LinkKind
from twosource.model.value import Precision
from twosource.values import place
from twosource.values.name import VOWELS, fold, plain, same_body, same_person

#: A town that many live in is meant by its bare name, unless someone of the story bears it.
TOWN = 50_000
#: A name of so many letters with so many slips may be another's, misspelt.
SLIPS = ((8, 2), (5, 1))
#: A name of several words that stands where a place does at least so often, and in such a share of its mentions, is a place's.
SITED, MOSTLY = 2, 0.6
#: Names less alike than this call for no judgement, unless they share a surname.
ALIKE = 0.6
#: Names as alike as this are one person's if they also hold one office.
LIKELY = 0.65


class Kind(StrEnum):
    """What is held against what: a city tagged as a body in one report is still held against the city."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    PEOPLE = "people"
    OTHER = "other"


KIND_OF = {
    EntityType.PER: Kind.PERSON,
    EntityType.ORG: Kind.BODY,
    EntityType.GPE: Kind.PLACE,
    EntityType.LOC: Kind.PLACE,
    EntityType.FAC: Kind.PLACE,
    EntityType.NORP: Kind.PEOPLE,
    EntityType.EVENT: Kind.OTHER,
    EntityType.OTHER: Kind.OTHER,
}


class Named(NamedTuple):
    """One entity of one report: mentions and spellings, the report's matter, where it lies on the map, the offices it is said to hold."""

    entity: Entity
    report: str
    matter: int
    mentions: tuple[Mention, ...]
    spellings: tuple[tuple[str, int], ...]
    sites: frozenset[int]
    countries: frozenset[str]
    offices: frozenset[str] = frozenset()
    sited: int = 0  # how often the name stands where a place does: "in", "at"

    @property
    def folded(self) -> str:
        return fold(self.entity.name)


class Judged(NamedTuple):
    """A judgement on two of the named, by their numbers."""

    one: int
    other: int
    judgement: Judgement
    score: float
    reason: str


class Known(NamedTuple):
    """The named in groups that are one entity each, the kinds they were taken for, judgements on names that differ, doubtful spellings."""

    groups: list[list[int]]
    kinds: list[Kind]
    links: list[Link]
    doubts: dict[int, str]


def known(named: Sequence[Named]) -> Known:
    """Which of the named are one."""
    kinds = settled(named)
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for i, kind in enumerate(kinds):
        by_kind[kind].append(i)
    transliterated = list(_transliterated(named, by_kind[Kind.PLACE]))
    written = {frozenset((named[one.one].folded, named[one.other].folded)) for one in transliterated}
    misspelt = [
        one for one in _misspelt(named, by_kind[Kind.PLACE]) if frozenset((named[one.one].folded, named[one.other].folded)) not in written
    ]
    judged = [
        *_same_words(named, kinds),
        *_peoples(named, by_kind[Kind.PEOPLE]),
        *_places(named, by_kind[Kind.PLACE]),
        *transliterated,
        *misspelt,
        *_bodies(named, by_kind[Kind.BODY]),
        *_persons(named, by_kind[Kind.PERSON]),
    ]
    groups = joined(len(named), [(found.one, found.other) for found in judged if found.judgement is Judgement.POSITIVE])
    links = [_link(named, found) for found in judged if named[found.one].entity.name != named[found.other].entity.name]
    return Known(groups, kinds, list({link.id: link for link in links}.values()), {found.one: found.reason for found in misspelt})


def _link(named: Sequence[Named], found: Judged) -> Link:
    left, right = sorted((named[found.one], named[found.other]), key=lambda one: one.entity.id)
    return Link(
        id=content_id("link", LinkKind.SAME_ENTITY, left.entity.id, right.entity.id),
        kind=LinkKind.SAME_ENTITY,
        left=left.entity.id,
        right=right.entity.id,
        judgement=found.judgement,
        score=round(found.score, 4),
        reasons=(found.reason,),
    )


def settled(named: Sequence[Named]) -> list[Kind]:
    """What kind of thing each is: one word tagged one way here and another there is what most mentions say, or what the map knows."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    surnames: set[str] = set()
    sited: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in named:
        kind = KIND_OF[one.entity.type]
        for spelling, count in one.spellings:
            votes[fold(spelling)][kind] += count
        times, of = sited[one.folded]
        sited[one.folded] = times + one.sited, of + sum(count for _, count in one.spellings)
        if kind is Kind.PERSON and " " in one.folded:
            surnames.add(one.folded.split()[-1])
    places = {folded for folded, (times, of) in sited.items() if " " in folded and times >= max(SITED, MOSTLY * of)}
    kinds = [
        Kind.PLACE
        if one.folded in places and KIND_OF[one.entity.type] is Kind.PERSON
        else _settled(one, votes[one.folded], one.folded in surnames)
        for one in named
    ]
    spelt = {(one.matter, plain(one.entity.name)) for one, kind in zip(named, kinds, strict=True) if kind is Kind.PLACE}
    slips = {(matter, slip) for matter, name in spelt if len(name) >= SLIPS[-1][0] for slip in _swapped(name)}
    return [Kind.PLACE if (one.matter, plain(one.entity.name)) in slips else kind for one, kind in zip(named, kinds, strict=True)]


def _swapped(name: str) -> Iterator[str]:
    """The name with two letters that stand together swapped."""
    for i, (one, other) in enumerate(itertools.pairwise(name)):
        if one != other and " " not in (one, other):
            yield name[:i] + other + one + name[i + 2 :]


def _settled(one: Named, votes: Counter[Kind], surname: bool) -> Kind:
    kind = KIND_OF[one.entity.type]
    if kind is Kind.PEOPLE and nation(one.entity.name) and not place.country_of(one.entity.name):
        return Kind.PLACE  # a country whose people are most of its mentions
    if kind is Kind.PEOPLE or " " in one.folded or one.entity.name.isupper():
        return kind
    if not surname and (votes[Kind.PLACE] > 0 or _town(one.entity.name)):
        return Kind.PLACE
    most, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=(kind, 0))
    return most if most is not Kind.PEOPLE and count > 2 * votes[kind] else kind


@cache
def _town(name: str) -> bool:
    return any(found.population >= TOWN or found.kind is not Precision.SETTLEMENT for found in place.candidates(name) if found.chief)


def _chain(numbers: Sequence[int], score: float, reason: str) -> Iterator[Judged]:
    """All of them are one with the first."""
    for number in numbers[1:]:
        yield Judged(numbers[0], number, Judgement.POSITIVE, score, reason)


def _grouped(numbers: Iterable[int], key: Mapping[int, str]) -> Iterator[list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        groups[key[number]].append(number)
    yield from groups.values()


def _same_words(named: Sequence[Named], kinds: Sequence[Kind]) -> Iterator[Judged]:
    """One name of several words is one thing, however it was tagged; one of a single word only within a kind, or within one matter."""
    several = {i: one.folded for i, one in enumerate(named) if " " in one.folded and kinds[i] not in (Kind.PEOPLE, Kind.PLACE)}
    single = {
        i: f"{one.matter} {one.folded}"
        for i, one in enumerate(named)
        if one.folded
        and " " not in one.folded
        and (kinds[i] in (Kind.BODY, Kind.OTHER) or (one.entity.name.isupper() and kinds[i] is Kind.PLACE))
    }
    for keys in (several, single):
        for group in _grouped(keys, keys):
            yield from _chain(group, 1.0, "the same name, once case, accents and transliteration are set aside")


def _peoples(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    keys = {i: place.country_of(named[i].entity.name) or named[i].folded.removesuffix("s") for i in numbers}
    for group in _grouped(numbers, keys):
        yield from _chain(group, 1.0, "the people of one country, or the same name")


def _places(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """One country under its names; one point on the map; one name, unless the map puts it in two countries."""
    nations = {i: code for i in numbers if (code := nation(named[i].entity.name))}
    for group in _grouped(nations, nations):
        yield from _chain(group, 1.0, "names of one country")
    sites: dict[int, list[int]] = defaultdict(list)
    for i in numbers:
        for site in named[i].sites if i not in nations else ():
            sites[site].append(i)
    for _, group in sorted(sites.items()):
        yield from _chain(group, 1.0, "one place in the gazetteer")
    for group in _grouped(numbers, {i: named[i].folded for i in numbers}):
        for one, other in itertools.pairwise(sorted(group, key=lambda i: (sorted(named[i].countries), i))):
            here, there = named[one].countries, named[other].countries
            apart = here and there and here.isdisjoint(there)
            yield Judged(
                one,
                other,
                Judgement.NEGATIVE if apart else Judgement.POSITIVE,
                0.0 if apart else 1.0,
                "one name in two countries" if apart else "the same name, once case, accents and transliteration are set aside",
            )


def _transliterated(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """Two places of one matter whose names share a word and differ in vowels alone, unless a report has both or the map knows both."""
    alike: dict[tuple[int, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in numbers:
        if " " in named[i].folded:
            alike[named[i].matter, VOWELS.sub("", named[i].folded)][named[i].folded].append(i)
    for spellings in alike.values():
        for one, other in itertools.combinations(sorted(spellings), 2):
            words = set(one.split()) & set(other.split())
            here, there = ({named[i].report for i in spellings[spelling]} for spelling in (one, other))
            first, second = spellings[one][0], spellings[other][0]
            known = all(place.known(named[i].entity.name) for i in (first, second))
            if words and one[0] == other[0] and here.isdisjoint(there) and not known:
                yield Judged(
                    first, second, Judgement.POSITIVE, 0.8, "the same but for vowels, in reports of one matter of which none has both"
                )


def _misspelt(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A place that no map knows, in one report only, a slip away from a name that other reports of the matter have.

    Two letters that changed places are the same name misspelt; any other slip may be another place.
    """
    bearers: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for i in numbers:
        bearers[named[i].matter][named[i].folded].setdefault(named[i].report, i)
    for spellings in bearers.values():
        for folded, by_report in spellings.items():
            allowed = next((slips for letters, slips in SLIPS if len(folded) >= letters), 0)
            one = min(by_report.values())
            if len(by_report) > 1 or not allowed or place.known(named[one].entity.name):
                continue
            near = [
                (len(others), other)
                for other, others in spellings.items()
                if len(others.keys() - by_report.keys()) > 1 and 0 < OSA.distance(folded, other, score_cutoff=allowed) <= allowed
            ]
            if near:
                count, likely = max(near)
                other = min(spellings[likely].values())
                swapped = plain(named[one].entity.name) in _swapped(plain(named[other].entity.name))
                reason = f"{named[one].entity.name} is in no other report and no gazetteer; {count} reports have {named[other].entity.name}"
                yield Judged(one, other, Judgement.POSITIVE if swapped else Judgement.UNSURE, 0.8 if swapped else 0.5, reason)


@cache
def nation(name: str) -> str | None:
    """The country of that name, where it is one country's name and no more."""
    found = {one.country for one in place.candidates(name) if one.kind is Precision.COUNTRY and one.chief}
    return found.pop() if len(found) == 1 else None


def _bodies(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A body under its initials or a shorter form of its name, where one matter knows only one such body."""
    first: dict[tuple[int, str], int] = {}
    for i in numbers:
        first.setdefault((named[i].matter, named[i].folded), i)
    by_matter: dict[int, list[int]] = defaultdict(list)
    for (matter, _), i in first.items():
        by_matter[matter].append(i)
    for group in by_matter.values():
        alike: dict[int, list[Judged]] = defaultdict(list)
        for one, other in itertools.combinations(group, 2):
            match = same_body(named[one].entity.name, named[other].entity.name)
            if match.judgement is Judgement.POSITIVE or (match.judgement is Judgement.UNSURE and match.score >= ALIKE):
                shorter, longer = sorted((one, other), key=lambda i: (len(named[i].entity.name), i))
                alike[shorter].append(Judged(shorter, longer, match.judgement, match.score, "; ".join(match.reasons)))
        for found in alike.values():
            yield from found if len(found) == 1 else (one._replace(judgement=Judgement.UNSURE) for one in found)


def _persons(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    full = [i for i in numbers if " " in named[i].folded]
    judged = list(_full_names(named, full))
    yield from judged
    group_of: dict[int, int] = {}
    same = [(one.one, one.other) for one in judged if one.judgement is Judgement.POSITIVE]
    same += [(group[0], i) for group in _grouped(full, {i: named[i].folded for i in full}) for i in group]
    for number, group in enumerate(joined(len(named), same)):
        group_of |= dict.fromkeys(group, number)
    yield from _surnames(named, [i for i in numbers if " " not in named[i].folded], full, group_of)


def _full_names(named: Sequence[Named], full: Sequence[int]) -> Iterator[Judged]:
    """Every two full names that differ and may be one person's: in one matter if a word begins alike, elsewhere if the surname is one."""
    first: dict[tuple[str, str], int] = {}
    for i in full:
        words = named[i].folded.split()
        for block in (f"surname {words[-1]}", *(f"{named[i].matter} {word[:2]}" for word in words)):
            first.setdefault((block, named[i].folded), i)
    blocks: dict[str, list[int]] = defaultdict(list)
    for (block, _), i in first.items():
        blocks[block].append(i)
    seen: set[tuple[str, str]] = set()
    for group in blocks.values():
        for one, other in itertools.combinations(group, 2):
            left, right = sorted((named[one].folded, named[other].folded))
            if left == right or (left, right) in seen:
                continue
            seen.add((left, right))
            match = same_person(named[one].entity.name, named[other].entity.name)
            if match.score >= LIKELY and match.judgement is Judgement.UNSURE and (office := _shared_office(named, full, one, other)):
                reasons = "; ".join((*match.reasons, f"each is called {office}, in reports of one matter"))
                yield Judged(one, other, Judgement.POSITIVE, match.score, reasons)
                continue
            if match.judgement is Judgement.POSITIVE or match.score >= ALIKE or left.split()[-1] == right.split()[-1]:
                yield Judged(one, other, match.judgement, match.score, "; ".join(match.reasons) or "the names differ")


def _shared_office(named: Sequence[Named], full: Sequence[int], one: int, other: int) -> str | None:
    """An office that reports of one matter give the bearers of two names; `None` where one report has both, and so means two people."""
    if named[one].matter != named[other].matter:
        return None
    left, right = (
        [named[i] for i in full if (named[i].matter, named[i].folded) == (named[bearer].matter, named[bearer].folded)]
        for bearer in (one, other)
    )
    if not {bearer.report for bearer in left}.isdisjoint(bearer.report for bearer in right):
        return None
    shared = frozenset().union(*(bearer.offices for bearer in left)) & frozenset().union(*(bearer.offices for bearer in right))
    return min(shared, default=None)


def _surnames(named: Sequence[Named], numbers: Sequence[int], full: Sequence[int], group_of: dict[int, int]) -> Iterator[Judged]:
    """A surname alone is the one full name of its matter that ends in it; where there are several, nobody can tell."""
    bearers: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    for i in full:
        for form in {named[i].folded.split()[-1], *(fold(alias) for alias in named[i].entity.aliases if " " not in fold(alias))}:
            bearers[named[i].matter, form].setdefault(group_of[i], i)
    for group in _grouped(numbers, {i: f"{named[i].matter} {named[i].folded}" for i in numbers}):
        yield from _chain(group, 1.0, "the same surname in reports of one matter")
        found = sorted(bearers[named[group[0]].matter, named[group[0]].folded].values())
        for bearer in found:
            only = len(found) == 1
            reason = (
                f"the only {named[group[0]].entity.name} whom reports of this matter name in full"
                if only
                else "several people of that surname"
            )
            yield Judged(group[0], bearer, Judgement.POSITIVE if only else Judgement.UNSURE, 0.9 if only else 0.5, reason)
