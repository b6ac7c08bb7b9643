"""Those whom reports describe and never name, over reports: the rebels of one matter, who holds an office, the government of a country."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.descriptions import Role, fits
from twosource.annotate.unnamed import alike
from twosource.connect.clusters import joined
from twosource.lang import language
from twosource.model.claim import EntityType, Office, Unnamed

#: A government that no name narrows is of the country that its report names so many times as often as any other.
FOREMOST = 2
#: Of two whom a report describes by one noun, it means the one of whom it tells so many times as often.
CHIEF = 3
#: Of whom so many of a matter's reports speak by one noun, they are the matter's own; the police of two reports may be anyone's.
SHARE = 0.25
#: Words before and from a mention on that make its setting, found within so many characters.
BEFORE, BEHIND, REACH = 1, 5, 120


class Told(NamedTuple):
    """Someone whom a report describes."""

    report: str
    other: Unnamed
    settings: frozenset[str] = frozenset()  # the words around each mention

    @property
    def noun(self) -> str:
        return self.other.office.noun

    @property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.other.office.anchors)


class Known(NamedTuple):
    """A group of names that are one: how it is called, which offices reports give it, the country that it is."""

    name: str
    offices: tuple[Office, ...] = ()
    country: str | None = None
    often: Mapping[str, int] = {}


class Joined(NamedTuple):
    """The described, by their numbers, who are one; the number of the group of names that they are one with; why."""

    members: tuple[int, ...]
    known: int | None
    why: tuple[str, ...]


def described(others: Sequence[Told], known: Sequence[Known]) -> list[Joined]:
    """Who of the described are one with each other and with those whom the matter's reports name."""
    many = _many(others)
    told = dict(_governments(others, known)) | dict(_holders(others, known, many))
    called = _called_alike(others, [i for i, one in enumerate(others) if i not in told and not _one_of(one, many)], known)
    out = [Joined((i,), number, (why,)) for i, (number, why) in told.items()]
    fewest = SHARE * len({one.report for one in others})
    ties = [group for ones in called for group in _one_each(others, ones) if len(group) >= fewest]
    ties += _retold(others, told)
    out += [Joined(tuple(group), None, _why(others, group)) for group in joined(len(others), ties) if group[0] not in told]
    return out


def _called_alike(others: Sequence[Told], left: Iterable[int], known: Sequence[Known]) -> Iterable[list[int]]:
    """Those whom another report may mean by the same noun. "The president" is nobody's where the matter's reports name who is one."""
    lang = language("en")
    held = {office.noun for one in known for office in one.offices if office.noun in lang.roles.offices}
    by_noun: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i in left:
        one = others[i]
        if not one.other.owned and _same_for_all(one) and (one.other.plural or one.anchors or one.noun not in held):
            by_noun[alike(one.noun, lang), one.other.plural].append(i)
    return by_noun.values()


def _one_of(one: Told, many: Container[str]) -> bool:
    """Whether somebody is one of many who are so described: one hostage of two reports is hardly the same."""
    return not one.other.plural and one.noun in many


def _same_for_all(one: Told) -> bool:
    """Whether another report that so describes someone may mean the same: "the gunmen", "the Norvikian capital", and not "the official"."""
    table = language("en").described
    if len(one.other.mentions) == 1 and (one.other.plural or not one.other.definite):
        return False  # "passengers said": whoever they were
    return one.noun not in table.anyone | table.governments or bool(
        one.anchors and one.other.definite and one.other.type is not EntityType.PER
    )


def settings(text: str, other: Unnamed) -> frozenset[str]:
    """The words around each mention of someone, to tell a sentence that another report has too."""
    return frozenset(
        " ".join((*text[max(0, span.start - REACH) : span.start].split()[-BEFORE:], *text[span.start : span.end + REACH].split()[:BEHIND]))
        for span in other.mentions
    )


def _retold(others: Sequence[Told], told: Container[int]) -> Iterator[list[int]]:
    """Those of one noun of whom reports tell in the very same words."""
    at: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for i, one in enumerate(others):
        if i in told or len(one.other.mentions) == 1:  # who is told of once may be anyone
            continue
        for setting in one.settings:
            at[one.noun, one.other.plural, setting].append(i)
    yield from (group for group in at.values() if len({others[i].report for i in group}) == len(group))


def _why(others: Sequence[Told], group: Sequence[int]) -> tuple[str, ...]:
    if len(group) == 1:
        return ()
    if _same_for_all(others[group[0]]):
        return (f"{len(group)} reports of this matter speak of “{others[group[0]].other.words}”, and none tells of two",)
    return (f"{len(group)} reports tell of “{others[group[0]].other.words}” in the same words",)


def _governments(others: Sequence[Told], known: Sequence[Known]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Governments whose country their words name; one that no name narrows, where reports know of one government alone."""
    number_of = {one.country: number for number, one in enumerate(known) if one.country is not None}
    table = language("en").described
    governments = [i for i, one in enumerate(others) if one.noun in table.governments and table.central.issuperset(one.other.office.kind)]
    found = {i: number_of[code] for i in governments if (code := _only(others[i].anchors & number_of.keys())) is not None}
    for i in governments:
        if i not in found and not others[i].anchors and (number := _foremost(others[i].report, known)) is not None:
            found[i] = number
    for i, number in found.items():
        yield i, (number, f"“{others[i].other.words}” is the government of {known[number].name}")


def _foremost(report: str, known: Sequence[Known]) -> int | None:
    """The country that a report names at least twice as often as any other."""
    often = sorted(((one.often.get(report, 0), number) for number, one in enumerate(known) if one.country), reverse=True)
    if not often or often[0][0] < FOREMOST * max(1, often[1][0] if len(often) > 1 else 0):
        return None
    return often[0][1]


def _only(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _holders(others: Sequence[Told], known: Sequence[Known], many: Container[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Whom a description fits alone of all whom the matter's reports name: "the prime minister" of the one country spoken of.

    The one hostage with a name is no other report's "hostage" where reports tell of `many`.
    """
    by_noun: dict[str, list[tuple[int, Role]]] = defaultdict(list)
    for number, one in enumerate(known):
        for office in one.offices:
            by_noun[office.noun].append((number, Role(office.noun, frozenset(office.kind), frozenset(office.anchors))))
    for i, told in enumerate(others):
        if told.other.plural or told.other.type is not EntityType.PER or told.noun not in by_noun or _one_of(told, many):
            continue
        role = Role(told.noun, frozenset(told.other.office.kind) & language("en").roles.trim, told.anchors)
        fitting = {number for number, held in by_noun[told.noun] if _fits(role, held)}
        if len(fitting) == 1:
            number = fitting.pop()
            yield i, (number, f"{known[number].name} is the only one whom reports of this matter name as “{_called(role)}”")


def _many(others: Sequence[Told]) -> frozenset[str]:
    """Nouns of which a good part of the reports have several bearers, less the offices, which each body has one holder of."""
    reports: dict[str, set[str]] = defaultdict(set)
    for told in others:
        if told.other.plural:
            reports[told.noun].add(told.report)
    fewest, offices = SHARE * len({told.report for told in others}), language("en").roles.offices
    return frozenset(noun for noun, bearing in reports.items() if len(bearing) >= fewest and noun not in offices)


def _fits(role: Role, held: Role) -> bool:
    """Whether who holds one role is meant by another; a noun that may be anyone's must be narrowed, the one gunman is a foreign one too."""
    lang = language("en")
    if role.head in lang.described.anyone:
        return bool(role.anchors or role.kind) and fits(role, held, lang)
    return fits(role, held, lang) or not held.anchors


def _called(role: Role) -> str:
    return " ".join((*sorted(role.kind), role.head))


def _one_each(others: Sequence[Told], called: Sequence[int]) -> Iterator[list[int]]:
    """Those of one noun and of names that go together; those of no name are of the only such names. A report that has two has its own."""
    for group in _by_names(others, called):
        by_report: dict[str, list[int]] = defaultdict(list)
        for i in group:
            by_report[others[i].report].append(i)
        chiefs = (_chief(others, told) for told in by_report.values())
        if single := [chief for chief in chiefs if chief is not None]:
            yield single


def _chief(others: Sequence[Told], told: Sequence[int]) -> int | None:
    """The one of those of one report whom it means by its noun: the only one, or the one of whom it tells far more than of any other."""
    most = sorted(told, key=lambda i: (-len(others[i].other.mentions), i))
    if len(most) == 1 or len(others[most[0]].other.mentions) >= CHIEF * len(others[most[1]].other.mentions):
        return most[0]
    return None


def _by_names(others: Sequence[Told], called: Sequence[int]) -> list[list[int]]:
    """The described by the names that narrow them: of one group are names that a report joins, or that no report tells apart."""
    bare = [i for i in called if not others[i].anchors]
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for at, i in enumerate(called):
        for anchor in others[i].anchors:
            by_anchor[anchor].append(at)
    anchored = [[called[at] for at in group] for group in joined(len(called), by_anchor.values()) if others[called[group[0]]].anchors]
    if len(anchored) > 1 and others[called[0]].other.plural and not _told_apart(others, anchored):
        anchored = [[i for group in anchored for i in group]]
    return [[*anchored[0], *bare]] if len(anchored) == 1 else [*anchored, bare]


def _told_apart(others: Sequence[Told], groups: Sequence[Sequence[int]]) -> bool:
    """Whether a report has members of two groups, or two groups are of two countries."""
    reports = [report for group in groups for report in {others[i].report for i in group}]
    states = {anchor for group in groups for i in group for anchor in others[i].anchors if anchor.isupper()}
    return len(reports) > len(set(reports)) or len(states) > 1
