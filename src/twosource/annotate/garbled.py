"""People whose names look damaged: a slip from a name that the report uses more, or in office over a place that looks damaged itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.doubt import Sign, reason
from twosource.annotate.names import Name
from twosource.annotate.parse import Parse
from twosource.lang import Language
from twosource.model.claim import EntityType
from twosource.values.fits import Fit, Pair, Word, fit, words
from twosource.values.given import common_surname, given_name
from twosource.values.parts import parts
from twosource.values.spelling import fold, plain
from twosource.values.syllables import one_chinese_name, one_korean_name

MOST_ALIKE = 50  # full names that share a word and are compared with each other
SLIPPED = 0.2  # what a spelling costs that is no mere transliteration
SHORT = 5  # letters; a shorter word is one slip from too many others
OFFICE = 4  # words between a name and the place of its office: ", the governor of"


class Case(NamedTuple):
    """A person's name that may be damaged, with what its report and the tables say of it."""

    name: str
    once: bool  # the report has it once
    over: str | None  # a place that looks damaged, over which its bearer holds office
    common: bool  # the surname is common somewhere
    given: bool  # the given name is known
    model: str | None  # a full name that the report has more often, and of which this is a slip


SIGNS: tuple[Sign[Case], ...] = (
    Sign(lambda case: case.once, 0.2, "used once"),
    Sign(lambda case: case.model is not None, 0.7, "the report elsewhere has {case.model}"),
    Sign(lambda case: case.over is not None, 0.5, "holds office over {case.over}, which looks damaged itself"),
    Sign(lambda case: not case.common, 0.2, ""),
    Sign(lambda case: not case.given, 0.1, ""),
    Sign(lambda case: case.common and case.given, -0.2, ""),
)


def judged(case: Case) -> str | None:
    """The reason to doubt a name, if the signs together are enough."""
    return reason(case, SIGNS) if case.model or case.over else None


def garbled(names: Sequence[Name], damaged: Mapping[str, str], parse: Parse, lang: Language) -> Iterator[tuple[str, str]]:
    """People's names that look damaged, each with the reason; `damaged` are the places of the report that do."""
    counted = Counter(name.text for name in names)
    models = dict(_models(names))
    over = dict(_in_office(names, damaged, parse, lang))
    for text in dict.fromkeys((*models, *over)):
        name = parts(text)
        case = Case(
            name=text,
            once=counted[text] == 1,
            over=over.get(text),
            common=any(map(common_surname, name.family)),
            given=bool(name.given and given_name(name.given[0])),
            model=models.get(text),
        )
        if why := judged(case):
            yield text, why


def _models(names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Full names that the report has once, and one that it has more often of which each is a slip."""
    counted = Counter(name.text for name in names if name.type is EntityType.PER and " " in name.text)
    sharing: dict[str, set[str]] = defaultdict(set)
    for text in counted:
        for word in {*fold(text).split()[:1], *fold(text).split()[-1:]}:
            sharing[word].add(text)
    for alike in sharing.values():
        often = sorted(text for text in alike if counted[text] > 1)
        for text in sorted(alike) if len(alike) <= MOST_ALIKE else ():
            model = next((other for other in often if counted[text] == 1 and _slip(text, other)), None)
            if model:
                yield text, model


def _slip(one: str, other: str) -> bool:
    """Whether two names of as many words are the same but for a slip in one word that is long enough to tell."""
    left, right = words(parts(one)), words(parts(other))
    if len(left) != len(right) or len(plain(one).split()) != len(plain(other).split()):
        return False
    syllables = (tuple(plain(name).split()) for name in (one, other))
    mine, yours = syllables
    if one_chinese_name(mine, yours) is not None or one_korean_name(mine, yours) is not None:
        return False
    found = [fit(*pair) for pair in zip(left, right, strict=True) if pair[0].sound != pair[1].sound]
    return len(found) == 1 and _slipped(found[0], left)


def _slipped(pair: Pair | None, name: Sequence[Word]) -> bool:
    return (
        pair is not None
        and pair.fit in (Fit.SPELT, Fit.SLIP, Fit.NEAR)
        and pair.cost >= SLIPPED
        and min(len(pair.left.written), len(pair.right.written)) >= SHORT
        and len(name) > 1
    )


def _in_office(names: Sequence[Name], damaged: Mapping[str, str], parse: Parse, lang: Language) -> Iterator[tuple[str, str]]:
    """People in office over a damaged place: "the governor of X, Y, said", "Y, governor of X"."""
    for left, right in pairwise(names):
        between = parse.sentences[left.sentence].tokens[left.last : right.first] if left.sentence == right.sentence else ()
        said = [token.lower for token in between]
        if left.text in damaged and right.type is EntityType.PER and said == [","]:
            yield right.text, left.text
        office = said[:1] == [","] and said[-1:] == ["of"] and len(said) <= OFFICE and any(lang.roles.titled(word) for word in said)
        if right.text in damaged and left.type is EntityType.PER and office:
            yield left.text, right.text
