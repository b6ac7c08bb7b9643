"""What is said of one of two in a report and of the other in the draft."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Annotation, EntityType, Form, Mention
from twosource.model.report import Report, Span
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.grammar import Clause, clauses, foresee
from twosource.tell.audit.held import Held, named, near
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.referents import Referent, called, referent, same
from twosource.tell.audit.sources import Told, words_of

#: How near in sense two words must be to be counted as one.
ALIKE = 0.9
#: What the words must weigh that the report has of the other, of each of the two and of both, and the share of them that agree at most.
EACH, BOTH, AGREE = 0.5, 1.5, 0.3
#: Of these two are of one kind: people, bodies, lands with their peoples, and other places.
_KINDS = (
    frozenset({EntityType.PER}),
    frozenset({EntityType.ORG}),
    frozenset({EntityType.GPE, EntityType.NORP}),
    frozenset({EntityType.LOC, EntityType.FAC}),
)


#: What is somebody's is told of beside him, and is no other: "the head teacher", "her pupils".
_OWN = frozenset({"his", "her", "its", "their"})


class Side(NamedTuple):
    """One of two of whom a sentence speaks: who it is, and its words' places in the tree."""

    who: Referent
    at: tuple[int, ...]
    kind: frozenset[EntityType]
    start: int
    end: int


def sides(report: Report, annotation: Annotation, span: Span) -> list[Side]:
    """Whom a sentence speaks of, each once, in order."""
    mentions = _named(report.text, annotation, span)
    if not mentions:
        return []  # and no tree, which takes long to make
    clause, told = clauses(report, span), called(report, annotation)
    found: list[Side] = []
    for one in mentions:
        kind = next((kind for kind in _KINDS if one.type in kind), None)
        places = [i for i, node in enumerate(clause.nodes) if one.start <= node.token.start < one.end]
        heads = [i for i in places if clause.head(i) not in places or clause.head(i) == i]
        if kind is None or not heads:
            continue
        who = referent(clause, heads[0], told)
        if who.vague:
            continue
        found.append(Side(who, tuple(places), kind, one.start, one.end))
    return found


def _named(text: str, annotation: Annotation, span: Span) -> list[Mention]:
    inside = [one for one in annotation.mentions if span.start <= one.start < span.end and one.form is not Form.PRONOUN]
    return [one for one in inside if text[one.start : one.end].split(maxsplit=1)[0].lower() not in _OWN]


def depths(clause: Clause, places: Sequence[int]) -> dict[int, int]:
    """How many steps in the tree each word is from the nearest of some."""
    links: dict[int, list[int]] = {}
    for i in range(len(clause.nodes)):
        h = clause.head(i)
        if h != i:
            links.setdefault(i, []).append(h)
            links.setdefault(h, []).append(i)
    found = dict.fromkeys(places, 0)
    open_ = list(places)
    while open_:
        i = open_.pop(0)
        for j in links.get(i, ()):
            if j not in found:
                found[j] = found[i] + 1
                open_.append(j)
    return found


def shared_out(clause: Clause, ones: Sequence[int], others: Sequence[int]) -> dict[int, int]:
    """For each word that carries news whether it belongs to the first (1), the second (-1) or neither."""
    here, there = depths(clause, ones), depths(clause, others)
    found = {}
    for i, node in enumerate(clause.nodes):
        if node.word is None or i in ones or i in others:
            continue
        a, b = here.get(i, 99), there.get(i, 99)
        if a != b:
            found[i] = 1 if a < b else -1
    return found


def pairings(held: Held) -> Iterator[Fault]:
    """A fault where what the draft says of each of two the report says of the other."""
    mine = clauses(held.draft.bare, held.span)
    among = sides(held.draft.bare, held.draft.annotation, held.span)
    for one, other in combinations(among, 2):
        if one.kind != other.kind or one.who.ids & other.who.ids or same(one.who, other.who) is not False:
            continue
        ones, others = ([i for side in among if same(each.who, side.who) is True for i in side.at] for each in (one, other))
        belongs = shared_out(mine, ones, others)
        votes = _votes(held, mine, belongs, one, other)
        weight = {i: word.weight for i in belongs if (word := mine.nodes[i].word) is not None}
        straight = sum(weight[i] for i, found in votes.items() if found == {belongs[i]})
        crossed = {sign: sum(weight[i] for i, found in votes.items() if found == {-sign} and belongs[i] == sign) for sign in (1, -1)}
        if min(crossed.values()) < EACH or sum(crossed.values()) < BOTH or straight > AGREE * sum(crossed.values()):
            continue
        told = next(told for evidence in held.evidence for told in evidence.told)
        source = held.evidence[0].source
        here, there = held.quoted(one.start, one.end), held.quoted(other.start, other.end)
        detail = f"says of {here} what {named(source)} says of {there}, and the other way round"
        yield Fault(FaultKind.ROLES, one.start, other.end, detail, (source.report.cite(*told.span),))
        return


def turns(held: Held) -> Iterator[Fault]:
    """A fault where two and their figures stand in turn, and in the report each has the other's: "the Reds have 12 and the Blues 9"."""
    mine = [*sides(held.draft.bare, held.draft.annotation, held.span)]
    figures = [(plain, at) for plain, at in _figures(held.text, held.span) if not _dated(held, at)]
    for one, other in combinations(mine, 2):
        if one.kind != other.kind or same(one.who, other.who) is not False:
            continue
        for a, b in combinations(figures, 2):
            order = _in_turn(one.start, other.start, a[1], b[1])
            if a[0] == b[0] or not order:
                continue
            signs = {sign: told for evidence in held.evidence for sign, told in _turned(evidence, one, other, (a[0], b[0]))}
            if -order in signs and order not in signs:
                evidence, told = signs[-order]
                here, theirs = held.quoted(one.start, one.end), held.quoted(other.start, other.end)
                detail = f"gives {here} the figure that {named(evidence.source)} gives {theirs}"
                yield Fault(FaultKind.ROLES, one.start, other.end, detail, (evidence.source.report.cite(*told.span),))
                return


def _dated(held: Held, at: int) -> bool:
    return any(one.start <= at < one.end for one in held.draft.annotation.times)


def _figures(text: str, span: Span) -> list[tuple[str, int]]:
    return [(word.plain, word.start) for word in words_of(text, *span) if word.plain[0].isdigit()]


def _in_turn(one: int, other: int, first: int, second: int) -> int:
    """Whether two places take turns with two others: 1 where they go with them in order, -1 where crosswise, 0 where they do not."""
    order = sorted([(one, "a"), (other, "b"), (first, "1"), (second, "2")])
    marks = "".join(mark for _, mark in order)
    return 1 if marks in {"a1b2", "1a2b", "b2a1", "2b1a"} else -1 if marks in {"a2b1", "2a1b", "b1a2", "1b2a"} else 0


def _turned(evidence: Evidence, one: Side, other: Side, figures: tuple[str, str]) -> Iterator[tuple[int, tuple[Evidence, Told]]]:
    """How the sentences of a report have two and two figures in turn."""
    report = evidence.source.report
    for told in near(evidence, 1):
        there = sides(report, evidence.source.annotation, told.span)
        for first in [side for side in there if same(one.who, side.who) is True]:
            for second in [side for side in there if same(other.who, side.who) is True]:
                found = _figures(report.text, told.span)
                for a in [at for value, at in found if value == figures[0]]:
                    for b in [at for value, at in found if value == figures[1]]:
                        if sign := _in_turn(first.start, second.start, a, b):
                            yield sign, (evidence, told)


def _votes(held: Held, mine: Clause, belongs: dict[int, int], one: Side, other: Side) -> dict[int, set[int]]:
    """For words of the draft, to which of the two they belong in the reports."""
    votes: dict[int, set[int]] = {}
    beside = [(evidence.source, told) for evidence in held.evidence for told in near(evidence, 1)]
    foresee((source.report, told.span) for source, told in beside if _named(source.report.text, source.annotation, told.span))
    for source, told in beside:
        there = sides(source.report, source.annotation, told.span)
        ones = [i for side in there if same(one.who, side.who) is True for i in side.at]
        others = [i for side in there if same(other.who, side.who) is True for i in side.at]
        if not (ones or others) or set(ones) & set(others):
            continue
        clause = clauses(source.report, told.span)
        found = shared_out(clause, ones, others) if ones and others else dict.fromkeys(range(len(clause.nodes)), 1 if ones else -1)
        for i in belongs:
            votes.setdefault(i, set()).update(sign for j, sign in found.items() if _alike(mine, i, clause, j))
    return votes


def _alike(one: Clause, i: int, other: Clause, j: int) -> bool:
    here, there = one.nodes[i].word, other.nodes[j].word
    return here is not None and there is not None and (here.stem == there.stem or kin(here.plain, there.plain) >= ALIKE)
