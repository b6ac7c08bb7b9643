"""What stands beside a place's name in a report: what it lies in, what it is said to be, what it is listed with."""

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.lang import Language
from twosource.model.report import Span
from twosource.model.value import Precision
from twosource.values.narrowing import Named
from twosource.values.place import candidates

#: Longer lists are tables, and tell nothing of a name's kind.
LONGEST = 12
#: Nouns of settlements that a name in front of "of" does not belong to: "the capital of Mexico".
NOT_ITSELF = frozenset({"capital", "suburb", "port", "settlement"})
REACH = 60  # characters in front of a name that can say what it is

_JOINT = re.compile(r"\s*+(?:,(?:\s++(?:and|or)(?:\s++the)?)?|(?<=\s)(?:and|or)(?:\s++the)?|/)\s*+")  # linear in runs of spaces
_COMMA = re.compile(r"\s*,\s*")
_BRACKET = re.compile(r"\s*\(\s*")
_OWNER = re.compile(r"\s*['’]s?\s+(?:own\s+)?")


class Patterns(NamedTuple):
    """Common nouns beside a name: "Varsk region", "the province of Varsk", "Varsk, an eastern province", "Varsk and Teve regions", "Varsk
    in northern Dell", "the Dellish town of Varsk".
    """

    area_after: re.Pattern[str]
    areas_after: re.Pattern[str]
    area_before: re.Pattern[str]
    town_after: re.Pattern[str]
    town_before: re.Pattern[str]
    lies_in: re.Pattern[str]
    place_of: re.Pattern[str]


@functools.cache
def _patterns(areas: tuple[str, ...], settlements: tuple[str, ...], compass_words: tuple[str, ...]) -> Patterns:
    def words(nouns: Sequence[str]) -> str:
        return "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))

    area, compass = words(areas), words((*compass_words, "far", "the far"))
    itself = words([noun for noun in settlements if noun not in NOT_ITSELF])
    any_site = words((*areas, *settlements, "island", "islands"))
    return Patterns(
        area_after=re.compile(rf"\s+(?:{area})\b|,\s+(?:an?|the|one\s+of(?:\s+the)?)\s+(?:[\w-]+\s+){{0,2}}(?:{area})s?\b", re.IGNORECASE),
        areas_after=re.compile(rf"\s+(?:{area})s\b", re.IGNORECASE),
        area_before=re.compile(rf"\b(?:{area})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        town_after=re.compile(r"\s+(?:city|town)\b(?!\s+of\b)"),
        town_before=re.compile(rf"\b(?:{itself})\s+of\s+$", re.IGNORECASE),
        lies_in=re.compile(rf",?\s+(?:in|of)\s+(?:the\s+)?(?:(?:{compass})\s+){{0,3}}(?:(?:{any_site})\s+of\s+)?", re.IGNORECASE),
        place_of=re.compile(
            rf"(?:\s*['’]s)?\s+(?:[\w-]+\s+){{0,3}}?(?:{any_site})(?:\s+(?:city|town|village))?(?:\s+of\s+|,?\s+)", re.IGNORECASE
        ),
    )


class Setting(NamedTuple):
    """A report's names of places, in order, the words between them and which are listed together."""

    text: str
    spans: Sequence[Span]
    between: Sequence[str]
    chains: Sequence[range]
    peoples: Mapping[int, str]

    def name(self, at: int) -> str:
        return self.text[self.spans[at].start : self.spans[at].end]


def named_places(text: str, spans: Sequence[Span], peoples: Mapping[int, str], lang: Language) -> list[Named]:
    """Each name with what stands beside it. `spans` are in order; `peoples` are adjectives of countries by where they end."""
    patterns = _patterns(lang.geography.areas, lang.geography.settlements, lang.geography.compass)
    between = [text[one.end : other.start] for one, other in pairwise(spans)]
    setting = Setting(text, spans, between, _chains(between), peoples)
    kinds = _kinds(setting, patterns)
    holders = [_holder(setting, at, patterns) for at in range(len(spans))]
    held = {holder: setting.name(at) for at, holder in enumerate(holders) if holder is not None}
    return [
        Named(
            name=setting.name(at),
            within=_people(setting, at, patterns) if holder is None else setting.name(holder),
            kind=kinds[at],
            holds=held.get(at),
            beside=_listed_with(setting, at, held) if holder is None else (),
        )
        for at, holder in enumerate(holders)
    ]


def _listed_with(setting: Setting, at: int, held: Mapping[int, str]) -> tuple[str, ...]:
    """The other names of its list, less those that only say where one of them lies."""
    chain = setting.chains[at]
    return tuple(setting.name(other) for other in chain if other != at and other not in held) if len(chain) <= LONGEST else ()


def _chains(between: Sequence[str]) -> list[range]:
    """For each name the names that it is listed with, itself among them."""
    chains: list[range] = []
    first = 0
    for at in range(len(between) + 1):
        if at == len(between) or not _JOINT.fullmatch(between[at]):
            chains += [range(first, at + 1)] * (at + 1 - first)
            first = at + 1
    return chains


def _kinds(setting: Setting, patterns: Patterns) -> list[Precision | None]:
    """What a noun beside each name says it is; the noun that ends a list is of all its names."""
    text, between = setting.text, setting.between
    kinds: list[Precision | None] = []
    listed = False
    for at in range(len(setting.spans) - 1, -1, -1):
        span = setting.spans[at]
        before = text[max(0, span.start - REACH) : span.start]
        goes_on = at < len(between) and _JOINT.fullmatch(between[at]) is not None
        listed = patterns.areas_after.match(text, span.end) is not None or (listed and goes_on)
        if listed or patterns.area_after.match(text, span.end) or patterns.area_before.search(before):
            kinds.append(Precision.AREA)
        elif patterns.town_after.match(text, span.end) or patterns.town_before.search(before):
            kinds.append(Precision.SETTLEMENT)
        else:
            kinds.append(None)
    return kinds[::-1]


def _holder(setting: Setting, at: int, patterns: Patterns) -> int | None:
    """Which other name a name is said to lie in."""
    between = setting.between
    if at < len(between):
        gap, after = between[at], setting.spans[at + 1].end
        if patterns.lies_in.fullmatch(gap) or (_BRACKET.fullmatch(gap) and setting.text[after : after + 3].lstrip()[:1] == ")"):
            return at + 1
        if _COMMA.fullmatch(gap) and not (len(setting.chains[at]) > 2 and _is_member(setting.name(at))):
            return at + 1
    if at and (_OWNER.fullmatch(between[at - 1]) or patterns.place_of.fullmatch(between[at - 1])):
        return at - 1
    return None


def _people(setting: Setting, at: int, patterns: Patterns) -> str | None:
    """The country's adjective that says where a name lies: "the Libyan city of Tripoli"."""
    start = setting.spans[at].start
    end = next((end for end in range(start - 1, max(0, start - REACH), -1) if end in setting.peoples), None)
    return setting.peoples[end] if end is not None and patterns.place_of.fullmatch(setting.text[end:start]) else None


def _is_member(name: str) -> bool:
    """Whether a name is as likely one of a list of regions or countries as a town in the next."""
    return any(place.chief and place.kind is not Precision.SETTLEMENT for place in candidates(name))
