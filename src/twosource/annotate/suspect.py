"""Names of places that look damaged: in a role that needs a place and borne by none, or a slip from one that the report or its countries
have; names of people are in `garbled`.
"""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.annotate.doubt import ENOUGH, Sign, reason, weight
from twosource.annotate.garbled import garbled
from twosource.annotate.ground import Story, story_countries
from twosource.annotate.names import Name
from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.claim import PLACES
from twosource.model.value import Precision
from twosource.values import place
from twosource.values.gazetteer import GazetteerPlace, gazetteer
from twosource.values.spelling import fold, plain

LONG_ENOUGH = 6  # letters; shorter names are one slip from too many others
LONG_FOR_TWO = 9  # letters from which two slips are still near
TRANSLITERATIONS = 2  # letters by which spellings of one name differ without anyone's fault
KNOWN_FROM = 5_000  # a name is garbled from one that writers know
COUNTRIES_SEARCHED = 3  # those that the report names most
MOST_COMPARED = 1_000  # names of one report


class Usage(NamedTuple):
    """How a report uses a name."""

    needs_place: bool  # "the governor of X", "the city of X", "X region"
    located: bool  # "in X", "near X"
    labelled: bool  # taken for a place


NOT_USED = Usage(needs_place=False, located=False, labelled=False)


class Case(NamedTuple):
    """A name that may be damaged, with what its report and the gazetteer say of it."""

    name: str
    used: Usage
    bearers: tuple[GazetteerPlace, ...]  # as it is written
    sounding: tuple[GazetteerPlace, ...]  # by its sound, in the story's countries
    main: str | None  # the main name of the same place, which the report has too
    elsewhere: str | None  # the near name of a place that the report has
    gazetted: str | None  # the near name of a place in the story's countries
    foreign: bool  # borne only far from the story, by no place of size


GAZETTED = 0.3
SIGNS: tuple[Sign[Case], ...] = (
    Sign(lambda case: case.used.needs_place, 0.4, ""),
    Sign(lambda case: case.used.located, 0.2, ""),
    Sign(lambda case: not case.bearers, 0.4, "in no gazetteer as it is written"),
    Sign(lambda case: case.foreign, 0.3, "borne by no place of the story's countries"),
    Sign(lambda case: case.main is not None, 0.9, "the report elsewhere has {case.main}, the spelling of the gazetteer"),
    Sign(lambda case: case.elsewhere is not None, 0.5, "the report elsewhere has {case.elsewhere}"),
    Sign(lambda case: bool(case.sounding), 0.3, "sounds like {case.sounding[0].name}"),
    Sign(lambda case: case.gazetted is not None, GAZETTED, "near in spelling to {case.gazetted}"),
    Sign(lambda case: not case.used.labelled and not case.used.needs_place, -0.2, ""),
)


def suspects(names: Sequence[Name], parse: Parse, lang: Language) -> dict[str, str]:
    """The names that look damaged, with the reason in a short sentence."""
    counted = Counter(name.text for name in names)
    if len(counted) > MOST_COMPARED:
        return {}
    places = dict(_misspelt_places(names, counted, parse, lang))
    return dict(garbled(names, places, parse, lang)) | places


def judged(case: Case) -> str | None:
    """The reason to doubt a name, if the signs together are enough."""
    likened = case.main or case.elsewhere or case.gazetted or case.sounding
    return reason(case, SIGNS) if likened else None


def _misspelt_places(names: Sequence[Name], counted: Mapping[str, int], parse: Parse, lang: Language) -> Iterator[tuple[str, str]]:
    story = story_countries(counted)
    settled = [name for name in counted if any(bearer.country in story and bearer.chief for bearer in written(name))]
    usage: dict[str, Usage] = {}
    for name in names:
        before = usage.get(name.text, NOT_USED)
        usage[name.text] = Usage(
            before.needs_place or _needs_place(name, parse, lang),
            before.located or _located(name, parse),
            before.labelled or name.type in PLACES,
        )
    for text, used in usage.items():
        if len(text) >= LONG_ENOUGH and any(used) and not place.country_of(text):
            case = _case(text, used, story, settled)
            if case is not None and (why := judged(case) or judged(_gazetted(case, story))):
                yield text, why


def _case(text: str, used: Usage, story: Story, settled: Sequence[str]) -> Case | None:
    """What is known of a name before its country's places are searched; `None` where nothing is odd."""
    bearers = written(text)
    main = next((other for other in settled if other != text and fold(other) == fold(text) and _main(other) and not _main(text)), None)
    foreign = bool(bearers) and bool(story) and all(bearer.country not in story and not _well_known(bearer) for bearer in bearers)
    if bearers and not foreign and not main:
        return None
    sounding = () if bearers else tuple(bearer for bearer in place.candidates(text) if bearer.country in story and _unlike(text, bearer))
    elsewhere = None if main else next((other for other in settled if other != text and near(text, other)), None)
    return Case(text, used, bearers, sounding, main, elsewhere, None, foreign)


def _gazetted(case: Case, story: Story) -> Case:
    """The case with the near name of a place in the story's countries, searched only where that would be enough."""
    if case.sounding or weight(case, SIGNS) + GAZETTED < ENOUGH:
        return case
    countries = sorted(story, key=lambda code: (-story[code], code))[:COUNTRIES_SEARCHED]
    near_by = [there.name for there in place.near_places(case.name, countries) if _well_known(there)]
    if any(fold(name) == fold(case.name) for name in near_by):  # transliteration explains it
        return case
    return case._replace(gazetted=next((name for name in near_by if near(case.name, name)), None))


@functools.lru_cache(maxsize=16384)
def written(name: str) -> tuple[GazetteerPlace, ...]:
    """The places that bear a name as it is written, with a common noun beside it or without."""
    words = place.without_article(plain(name)).split()
    as_written = {bearer.geonames for form in (words, words[1:], words[:-1]) if form for bearer in gazetteer().bearers(" ".join(form))}
    return tuple(bearer for bearer in place.candidates(name) if bearer.geonames in as_written or bearer.kind is Precision.COUNTRY)


def _main(text: str) -> bool:
    """Whether a name is written as the gazetteer's main name of a place of size."""
    return any(plain(bearer.name) == plain(text) for bearer in written(text) if _well_known(bearer))


def _well_known(there: GazetteerPlace) -> bool:
    return there.population >= KNOWN_FROM or there.noted or there.kind is not Precision.SETTLEMENT


def _unlike(text: str, there: GazetteerPlace) -> bool:
    """Whether a place of size has a name of the same sound that is written otherwise by more than usual transliterations differ."""
    same_sound = fold(text) == fold(there.name)
    return _well_known(there) and same_sound and OSA.distance(plain(text), plain(there.name)) > TRANSLITERATIONS


def near(left: str, right: str) -> bool:
    """Whether two names are so alike that one may be the other misspelt: one slip in their sound, two in a long name."""
    one, other = fold(left), fold(right)
    allowed = 2 if min(len(one), len(other)) >= LONG_FOR_TWO else 1
    if one.startswith(other[:-1]) and len(one) > len(other):  # "Harrowan" is made from Harrow, not misspelt
        return False
    return min(len(one), len(other)) >= LONG_ENOUGH - 1 and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _needs_place(name: Name, parse: Parse, lang: Language) -> bool:
    """Whether the words around a name make it a place: "governor of X", "the city of X", "X region"."""
    tokens = parse.sentences[name.sentence].tokens
    after = tokens[name.last].lower if name.last < len(tokens) else ""
    if after in lang.roles.sites:
        return True
    if name.first < 2 or tokens[name.first - 1].lower != "of":
        return False
    return tokens[name.first - 2].lower in lang.roles.sites or tokens[name.first - 2].lower in GOVERNS


#: Offices that are held over a place.
GOVERNS = frozenset({"governor", "mayor", "king", "queen", "outskirts", "north", "south", "east", "west", "capture", "siege"})


def _located(name: Name, parse: Parse) -> bool:
    tokens = parse.sentences[name.sentence].tokens
    return name.first > 0 and tokens[name.first - 1].lower in {"in", "near", "at", "around", "outside", "towards", "toward", "into"}
