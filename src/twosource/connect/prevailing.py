"""What people say outranks what steps say: whose link of two reports holds, and which groups are joined or cut.

The rule where people contradict each other, since a step knows of no time: that two are apart wins over that they are one,
a rejection over a confirmation, and of equals the smaller id.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from twosource.connect.clusters import Groups, joined
from twosource.model.ledger import Judgement, Link, LinkKind

#: Links of two reports of which one's text was made from the other's.
MADE = frozenset({LinkKind.COPY_OF, LinkKind.REWRITE_OF})
WINS = (Judgement.NEGATIVE, Judgement.POSITIVE, Judgement.UNSURE)

Camp = TypeVar("Camp", bound=Sequence[int])

#: How near a few are to others, both by their numbers.
Near = Callable[[Sequence[int], Sequence[int]], float]


class Said(NamedTuple):
    """Of which two people say that they are one, the first in rank first, and of which that they are not, by their numbers."""

    together: Sequence[tuple[int, int]] = ()
    apart: Sequence[tuple[int, int]] = ()


def prevailing(records: Iterable[object]) -> list[Link]:
    """The links of copies and rewrites that hold: of two reports a person's alone where a person judged, whichever was made from which.

    A person's link has the grounds that steps found beside that somebody says so.
    """
    links = [record for record in records if isinstance(record, Link) and record.kind in MADE]
    said: dict[frozenset[str], list[Link]] = defaultdict(list)
    for link in sorted((link for link in links if link.by is not None), key=_rank):
        said[_pair(link)].append(link)
    if not said:
        return links
    found = {_pair(link): link for link in sorted(links, key=lambda link: link.id, reverse=True) if link.by is None}
    unsaid = [link for link in links if _pair(link) not in said]
    return [*unsaid, *(_grounded(said[pair][0], found.get(pair)) for pair in sorted(said, key=sorted))]


def _grounded(link: Link, found: Link | None) -> Link:
    return link if found is None else msgspec.structs.replace(link, reasons=(*found.reasons, *link.reasons), cites=found.cites)


def said(records: Iterable[object], kind: LinkKind, ends: Callable[[Link], tuple[int | None, int | None]]) -> Said:
    """What people say of a kind of sameness; `ends` gives the numbers of a link's ends, `None` for one that is not there."""
    found: dict[Judgement, list[tuple[int, int]]] = defaultdict(list)
    told = (record for record in records if isinstance(record, Link) and record.kind is kind and record.by is not None)
    for link in sorted(told, key=_rank):
        left, right = ends(link)
        if left is not None and right is not None and left != right:
            found[link.judgement].append((left, right))
    return Said(found[Judgement.POSITIVE], found[Judgement.NEGATIVE])


def placed(records: Iterable[object], at: Mapping[str, int]) -> Said:
    """What people say of which reports are of one matter."""
    return said(records, LinkKind.SAME_MATTER, lambda link: (at.get(link.left), at.get(link.right)))


def _rank(link: Link) -> tuple[int, str]:
    return WINS.index(link.judgement), link.id


def _pair(link: Link) -> frozenset[str]:
    return frozenset((link.left, link.right))


def kept(count: int, pairs: Iterable[Sequence[int]], apart: Iterable[tuple[int, int]]) -> Groups:
    """The numbers below `count` in groups, those of a set in one, unless that brings two together that are to stay apart."""
    group_of = [{i} for i in range(count)]
    foes = _foes(apart)
    for members in pairs:
        for member in members:
            one, other = group_of[members[0]], group_of[member]
            if one is not other and not any(foes[i] & other for i in one if i in foes):
                few, many = sorted((one, other), key=len)
                many |= few
                for i in few:
                    group_of[i] = many
    return [sorted(group) for group in {id(group): group for group in group_of}.values()]


def obeyed(groups: Groups, say: Said, bound: Groups, near: Near) -> Groups:
    """The groups as people want them: joined where two are one, and cut where two in a group are not.

    All that is joined to an end of a cut, or bound to it, stays with it; what is left goes with the end that it is nearer to,
    of equals with the one that has the smaller number.
    """
    count = sum(map(len, groups))
    whole = joined(count, [*groups, *say.together]) if say.together else groups
    if not say.apart:
        return whole
    foes = _foes(say.apart)
    cores = kept(count, [*say.together, *bound], say.apart)
    held = {i: number for number, group in enumerate(whole) for i in group}
    inside: dict[int, Groups] = defaultdict(list)
    for core in cores:
        inside[held[core[0]]].append(core)
    return sorted(
        part
        for number, group in enumerate(whole)
        for part in (_camps(inside[number], foes, near) if any(foes[i] & set(group) for i in group if i in foes) else [group])
    )


def _camps(cores: Groups, foes: Mapping[int, set[int]], near: Near) -> Groups:
    """The cores of one group in as few camps as have no foes among them."""
    everyone = {i for core in cores for i in core}
    ends = [core for core in cores if any(foes[i] & everyone for i in core if i in foes)]
    camps: Groups = []
    for end in ends:
        hated = {foe for i in end if i in foes for foe in foes[i]}
        fitting = [camp for camp in camps if hated.isdisjoint(camp)]
        if fitting:
            _nearest(end, fitting, near).extend(end)
        else:
            camps.append(list(end))
    fixed = [tuple(camp) for camp in camps]
    settled = {end[0] for end in ends}
    for core in cores:
        if core[0] not in settled:
            camps[fixed.index(_nearest(core, fixed, near))].extend(core)
    return [sorted(camp) for camp in camps]


def _nearest(core: Sequence[int], camps: Sequence[Camp], near: Near) -> Camp:
    return max(camps, key=lambda camp: (near(core, camp), -min(camp)))


def _foes(apart: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    foes: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    return foes
