"""Which names of people are one person's: by the full name, by an office, by the surname alone."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from twosource.connect.clusters import joined
from twosource.connect.named import ALIKE, Judged, Named, chain, grouped
from twosource.model.ledger import Judgement
from twosource.values.name import fold, same_person

#: Names as alike as this are one person's if they also hold one office.
LIKELY = 0.65


def same_people(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """People under two full names, and people under a surname alone."""
    full = [i for i in numbers if " " in named[i].folded]
    judged = list(_full_names(named, full))
    yield from judged
    group_of: dict[int, int] = {}
    same = [(one.one, one.other) for one in judged if one.judgement is Judgement.POSITIVE]
    same += [(group[0], i) for group in grouped(full, {i: named[i].folded for i in full}) for i in group]
    for number, group in enumerate(joined(len(named), same)):
        group_of |= dict.fromkeys(group, number)
    yield from _surnames(named, [i for i in numbers if " " not in named[i].folded], full, group_of)


def _full_names(named: Sequence[Named], full: Sequence[int]) -> Iterator[Judged]:
    """Every two full names that differ and may be one person's: those of which a word begins alike."""
    first: dict[tuple[str, str], int] = {}
    for i in full:
        for block in {word[:2] for word in named[i].folded.split()}:
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
    """An office that reports give the bearers of two names; `None` where one report has both, and so means two people."""
    left, right = ([named[i] for i in full if named[i].folded == named[bearer].folded] for bearer in (one, other))
    if not {bearer.report for bearer in left}.isdisjoint(bearer.report for bearer in right):
        return None
    shared = frozenset().union(*(bearer.offices for bearer in left)) & frozenset().union(*(bearer.offices for bearer in right))
    return min(shared, default=None)


def _surnames(named: Sequence[Named], numbers: Sequence[int], full: Sequence[int], group_of: dict[int, int]) -> Iterator[Judged]:
    """A surname alone is the one full name of its matter that ends in it; where there are several, nobody can tell."""
    bearers: dict[str, dict[int, int]] = defaultdict(dict)
    for i in full:
        for form in {named[i].folded.split()[-1], *(fold(alias) for alias in named[i].entity.aliases if " " not in fold(alias))}:
            bearers[form].setdefault(group_of[i], i)
    for group in grouped(numbers, {i: named[i].folded for i in numbers}):
        yield from chain(group, 1.0, "the same surname in reports of one matter")
        found = sorted(bearers[named[group[0]].folded].values())
        for bearer in found:
            only = len(found) == 1
            reason = (
                f"the only {named[group[0]].entity.name} whom reports of this matter name in full"
                if only
                else "several people of that surname"
            )
            yield Judged(group[0], bearer, Judgement.POSITIVE if only else Judgement.UNSURE, 0.9 if only else 0.5, reason)
