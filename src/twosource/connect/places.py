"""Which names of places are of one place: on the map, in transliteration, misspelt."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from twosource.connect.named import Judged, Named, chain, grouped
from twosource.model.ledger import Judgement
from twosource.model.value import Precision
from twosource.values import place
from twosource.values.name import plain
from twosource.values.placename import VOWELS

#: A name of so many letters with so many slips may be another's, misspelt.
SLIPS = ((8, 2), (5, 1))


def same_places(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """One country under its names; one point on the map; one name, unless the map puts it in two countries."""
    nations = {i: code for i in numbers if (code := nation(named[i].entity.name))}
    for group in grouped(nations, nations):
        yield from chain(group, 1.0, "names of one country")
    sites: dict[int, list[int]] = defaultdict(list)
    for i in numbers:
        for site in named[i].sites if i not in nations else ():
            sites[site].append(i)
    for _, group in sorted(sites.items()):
        yield from chain(group, 1.0, "one place in the gazetteer")
    for group in grouped(numbers, {i: named[i].folded for i in numbers}):
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


@cache
def nation(name: str) -> str | None:
    """The country of that name, where it is one country's name and no more."""
    found = {one.country for one in place.candidates(name) if one.kind is Precision.COUNTRY and one.chief}
    return found.pop() if len(found) == 1 else None


def transliterated_places(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """Two places of one matter whose names share a word and differ in vowels alone, unless a report has both or the map knows both."""
    alike: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in numbers:
        if " " in named[i].folded:
            alike[VOWELS.sub("", named[i].folded)][named[i].folded].append(i)
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


def misspelt_places(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A place that no map knows, in one report only, a slip away from a name that other reports of the matter have.

    Two letters that changed places are the same name misspelt; any other slip may be another place.
    """
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for i in numbers:
        spellings[named[i].folded].setdefault(named[i].report, i)
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
            swapped = plain(named[one].entity.name) in letters_swapped(plain(named[other].entity.name))
            reason = f"{named[one].entity.name} is in no other report and no gazetteer; {count} reports have {named[other].entity.name}"
            yield Judged(one, other, Judgement.POSITIVE if swapped else Judgement.UNSURE, 0.8 if swapped else 0.5, reason)


def letters_swapped(name: str) -> Iterator[str]:
    """The name with two letters that stand together swapped."""
    for i, (one, other) in enumerate(itertools.pairwise(name)):
        if one != other and " " not in (one, other):
            yield name[:i] + other + one + name[i + 2 :]
