"""Groups: by links that hold, and by average-link clustering while the means are alike enough."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from twosource.connect.topics import Matrix

Groups = list[list[int]]


def joined(count: int, sets: Iterable[Sequence[int]]) -> Groups:
    """The numbers below `count` in groups, those of one set in one group."""
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for members in sets:
        for member in members:
            one, other = sorted((find(members[0]), find(member)))
            root[other] = one
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        groups[find(i)].append(i)
    return list(groups.values())


def averaged(alike: Matrix, least: float, bound: Groups, apart: Iterable[tuple[int, int]] = ()) -> Groups:
    """Groups joined, the most alike first, while their mean likeness is at least `least`; a bound group stays together.

    No two of `apart` come into one group; no bound group may hold both.
    """
    return _merged(alike, bound, least=least, fewest=1, apart=apart)


def halves(alike: Matrix, bound: Groups) -> Groups:
    """The two groups that average-link clustering would join last; a bound group stays together."""
    return _merged(alike, bound, least=-np.inf, fewest=2)


def _merged(alike: Matrix, bound: Groups, *, least: float, fewest: int, apart: Iterable[tuple[int, int]] = ()) -> Groups:
    """Joins the two groups with the highest mean, again and again. A mean never rises by joining, so few groups look for a new nearest."""
    members = {number: sorted(group) for number, group in enumerate(sorted(bound))}
    holds = np.zeros((len(members), len(alike)))
    for number, group in members.items():
        holds[number, group] = 1.0
    total, size = holds @ alike @ holds.T, holds.sum(axis=1)
    np.fill_diagonal(total, -np.inf)
    number_of = {i: number for number, group in members.items() for i in group}
    for i, j in apart:  # set after the products, in which an infinity times nothing would be no number
        total[number_of[i], number_of[j]] = total[number_of[j], number_of[i]] = -np.inf

    def nearest(number: int) -> tuple[float, int]:
        means = np.round(total[number] / (size[number] * size), 9)
        at = int(means.argmax())
        return float(means[at]), at

    best = {number: nearest(number) for number in members}
    while len(members) > fewest:
        one = max(members, key=lambda number: (best[number][0], -number))
        mean, other = best[one]
        if mean < least or mean == -np.inf:
            break
        total[one] += total[other]
        total[:, one] = total[one]
        total[one, one] = total[other] = total[:, other] = -np.inf
        size[one] += size[other]
        members[one] = sorted(members[one] + members.pop(other))
        del best[other]
        best |= {number: nearest(number) for number in members if number == one or best[number][1] in (one, other)}
    return sorted(members.values())
