"""Which of the reports' own entities are one: by name, by place on the map, by being the only bearer of a surname in a matter."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.connect.clusters import joined
from twosource.connect.kinds import Kind, settled
from twosource.connect.named import ALIKE, Judged, Named, chain, grouped
from twosource.connect.people import same_people
from twosource.connect.places import misspelt_places, nation, same_places, transliterated_places
from twosource.lang import language
from twosource.model.codec import content_id
from twosource.model.ledger import Judgement, Link, LinkKind
from twosource.values import place
from twosource.values.name import same_body

#: Letters of a body's short form that one report's word is enough for.
LETTERS = 3


class Known(NamedTuple):
    """The named in groups that are one entity each, the kinds they were taken for, judgements on names that differ, doubtful spellings."""

    groups: list[list[int]]
    kinds: list[Kind]
    links: list[Link]
    doubts: dict[int, str]


def known(named: Sequence[Named]) -> Known:
    """Which of the named are one."""
    kinds = [kind if one.entity.metonym is None else Kind.PLACE for one, kind in zip(named, settled(named), strict=True)]
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for i, kind in enumerate(kinds):
        if named[i].entity.metonym is None:
            by_kind[kind].append(i)
    transliterated = list(transliterated_places(named, by_kind[Kind.PLACE]))
    written = {frozenset((named[one.one].folded, named[one.other].folded)) for one in transliterated}
    misspelt = [
        one
        for one in misspelt_places(named, by_kind[Kind.PLACE])
        if frozenset((named[one.one].folded, named[one.other].folded)) not in written
    ]
    judged = [
        *_same_words(named, kinds),
        *_metonyms(named, by_kind[Kind.PLACE]),
        *_peoples(named, by_kind[Kind.PEOPLE]),
        *same_places(named, by_kind[Kind.PLACE]),
        *transliterated,
        *misspelt,
        *_bodies(named, by_kind[Kind.BODY]),
        *_short_forms(named, [*by_kind[Kind.BODY], *by_kind[Kind.OTHER]]),
        *_last_words(named, [*by_kind[Kind.BODY], *by_kind[Kind.OTHER]]),
        *same_people(named, by_kind[Kind.PERSON]),
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


def _same_words(named: Sequence[Named], kinds: Sequence[Kind]) -> Iterator[Judged]:
    """One name is one thing, however it was tagged; but a place's or a people's is judged by the map."""
    several = {
        i: one.folded
        for i, one in enumerate(named)
        if " " in one.folded and one.entity.metonym is None and kinds[i] not in (Kind.PEOPLE, Kind.PLACE)
    }
    single = {
        i: one.folded
        for i, one in enumerate(named)
        if one.folded
        and one.entity.metonym is None
        and " " not in one.folded
        and (kinds[i] in (Kind.BODY, Kind.OTHER) or (one.entity.name.isupper() and kinds[i] is Kind.PLACE))
    }
    for keys in (several, single):
        for group in grouped(keys, keys):
            yield from chain(group, 1.0, "the same name, once case, accents and transliteration are set aside")


def _metonyms(named: Sequence[Named], places: Sequence[int]) -> Iterator[Judged]:
    """A capital or seat that stands for a government is the country, where reports name it; the town is not."""
    country_of: dict[str, int] = {}
    for i in places:
        if code := nation(named[i].entity.name):
            country_of.setdefault(code, i)
    standing = {i: one.entity.metonym for i, one in enumerate(named) if one.entity.metonym is not None}
    for group in grouped(standing, standing):
        yield from chain(group, 1.0, "names that stand for one government")
        for i in group if standing[group[0]] in country_of else ():
            yield Judged(i, country_of[standing[i]], Judgement.POSITIVE, 1.0, metonym(named[i]))


def metonym(one: Named) -> str:
    """How the reasons of a link label a name that stands for a government."""
    return f"metonym: “{one.entity.name}” stands for the government here, not for the place"


def _peoples(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    keys = {i: place.country_of(named[i].entity.name) or named[i].folded.removesuffix("s") for i in numbers}
    for group in grouped(numbers, keys):
        yield from chain(group, 1.0, "the people of one country, or the same name")


def _bodies(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A body under its initials or a shorter form of its name, where the matter knows only one such body."""
    first: dict[str, int] = {}
    for i in numbers:
        first.setdefault(named[i].folded, i)
    alike: dict[int, list[Judged]] = defaultdict(list)
    for one, other in itertools.combinations(first.values(), 2):
        match = same_body(named[one].entity.name, named[other].entity.name)
        if match.judgement is Judgement.POSITIVE or (match.judgement is Judgement.UNSURE and match.score >= ALIKE):
            shorter, longer = sorted((one, other), key=lambda i: (len(named[i].entity.name), i))
            alike[shorter].append(Judged(shorter, longer, match.judgement, match.score, "; ".join(match.reasons)))
    for found in alike.values():
        yield from found if len(found) == 1 else (one._replace(judgement=Judgement.UNSURE) for one in found)


def _short_forms(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A body under letters that a report of the matter gives beside its name, where only one bears them."""
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for i in numbers:
        for alias in named[i].entity.aliases:
            if alias.isupper() and alias.isalpha() and len(alias) >= LETTERS:
                bearers[alias].setdefault(named[i].folded, i)
    for i in numbers:
        if len(found := bearers.get(named[i].entity.name, {})) == 1:
            (longer,) = found.values()
            yield Judged(i, longer, Judgement.POSITIVE, 0.9, f"a report gives {named[i].entity.name} for {named[longer].entity.name}")


def _last_words(named: Sequence[Named], numbers: Sequence[int]) -> Iterator[Judged]:
    """A team or a ship by the end of its name, where the matter knows only one that ends so: "the Herons" of "Harrow Herons".

    What is only the kind of a body ("the Council") ends too many names, and "the France-NATO talks" are had by two.
    """
    first: dict[str, int] = {}
    for i in numbers:
        first.setdefault(named[i].folded, i)
    ending: dict[str, list[int]] = defaultdict(list)
    for folded, i in first.items():
        words = folded.split() if "-" not in named[i].entity.name else ()
        for start in range(1, len(words)):
            ending[" ".join(words[start:])].append(i)
    for folded, i in first.items():
        if len(ending[folded]) == 1 and not _is_kind(named[i].entity.name):
            (longer,) = ending[folded]
            reason = f"{named[longer].entity.name} is the only name of this matter that ends in {named[i].entity.name}"
            yield Judged(i, longer, Judgement.POSITIVE, 0.8, reason)


def _is_kind(name: str) -> bool:
    """Whether a name is only the kind of a body: "Council"."""
    lang, word = language("en"), name.rsplit(maxsplit=1)[-1].casefold()
    return any(word in table for table in (lang.roles.bodies, lang.described.bodies, lang.described.grounds, lang.geography.sites))
