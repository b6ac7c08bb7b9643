"""What a name is taken for: a person, a body, a place, a people."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from twosource.connect.named import Named
from twosource.connect.places import SLIPS, letters_swapped, nation
from twosource.model.claim import EntityType
from twosource.model.value import Precision
from twosource.values import place
from twosource.values.name import fold, plain

#: A town that many live in is meant by its bare name, unless someone of the story bears it.
TOWN = 50_000
#: A name of several words that stands where a place does at least so often, and in such a share of its mentions, is a place's.
SITED, MOSTLY = 2, 0.6


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
    spelt = {plain(one.entity.name) for one, kind in zip(named, kinds, strict=True) if kind is Kind.PLACE}
    slips = {slip for name in spelt if len(name) >= SLIPS[-1][0] for slip in letters_swapped(name)}
    return [Kind.PLACE if plain(one.entity.name) in slips else kind for one, kind in zip(named, kinds, strict=True)]


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
