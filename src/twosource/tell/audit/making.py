"""What can be made of some figures: sums, differences, shares, products, rates."""

import functools
import itertools
from collections.abc import Iterator, Sequence

from twosource.lang import language
from twosource.model.value import Movement
from twosource.tell.audit.operands import COUNT, SHARE, TIME, Operand
from twosource.values.noun import singular

#: Figures that others are reckoned from.
MOST = 40
#: How often a unit of time goes into another: hours a day, days a week and a year, weeks and months a year.
_TURNS = (24, 7, 365, 52, 12, 1 / 24, 1 / 7, 1 / 365, 1 / 52, 1 / 12, 60, 1 / 60, 3600)
#: Less than this share more or less leaves a figure what it is.
_TELLING = 0.1
#: So large a number without a unit is one of those that a text is about.
_GREAT = 1_000


def made_of(kind: str, noun: str, figures: Sequence[Operand], change: Movement | None = None) -> Iterator[float]:
    """What can be reckoned of a kind from some figures."""
    if kind == SHARE:
        yield from _shares(figures, change)
        return
    like = [one for one in figures if one.kind == kind or (one.kind == "" and kind == COUNT)][:MOST]
    for one, other in itertools.combinations(like, 2):
        if _go_together(one, other):
            yield from (one.value + other.value, abs(one.value - other.value))
    yield from (one.value for one in like if kind != COUNT)
    yield from _runs(like)
    yield from _rests(like)
    shares = [one for one in figures if one.kind == SHARE and 0 < one.value < 1][:MOST]
    for one, share in itertools.product(like, shares):
        if one.told == share.told:
            yield share.value * one.value
            if share.value >= _TELLING:
                yield from ((1 - share.value) * one.value, one.value / (1 + share.value))
    yield from (one.value * other.value for one in figures for other in figures if one.kind == f"{kind}/{other.kind}")
    if kind != COUNT:
        yield from (one.value * other.value for one in like for other in counts_of(figures) if one.told == other.told)
    if noun == "time":
        ratios = [sorted((one.value, other.value)) for one, other in itertools.combinations(figures[:MOST], 2) if alike(one, other)]
        yield from (whole / part for part, whole in ratios if part)


def _shares(figures: Sequence[Operand], change: Movement | None) -> Iterator[float]:
    """The shares that some figures are of others, or by which they grow or shrink."""
    shares = [one for one in figures if one.kind == SHARE and 0 < one.value < 1][:MOST]
    yield from (1 - one.value for one in shares)
    pairs = [(one.value, other.value) for one, other in itertools.combinations(shares, 2) if one.told == other.told]
    yield from (made for pair in pairs for made in (sum(pair), abs(pair[0] - pair[1])))
    pairs += [(one.value, other.value) for one, other in itertools.combinations(figures[:MOST], 2) if alike(one, other)]
    for part, whole in (sorted(pair) for pair in pairs):
        if 0 < part < whole:
            yield from (part / whole, 1 - part / whole) if change is not Movement.UP else (whole / part - 1,)


def rates(kind: str, figures: Sequence[Operand]) -> Iterator[float]:
    """What some figures come to for each of others, or in another unit of time."""
    above, _, below = kind.partition("/")
    by = [one.value for one in figures if one.value > 1 and (one.kind == below if below else one.kind in {COUNT, "", TIME})][:MOST]
    yield from (one.value / each for one in figures[:MOST] for each in by if one.kind in {kind, above})
    yield from (one.value * turns for one in figures[:MOST] for turns in _TURNS if one.kind == kind)


def _go_together(one: Operand, other: Operand) -> bool:
    """Whether two figures of a kind can be added: of the same, or of anything in one sentence but money; millions find each other."""
    if one.noun and of_one_class(one.noun, other.noun):
        return True
    if one.told != other.told:
        measured = one.kind == other.kind and one.kind not in {COUNT, ""}
        return measured or (not (one.noun and other.noun) and min(one.value, other.value) >= _GREAT)
    return not one.noun or not other.noun or language("en").auditing.currencies.isdisjoint({one.noun, other.noun})


def of_one_class(one: str, other: str) -> bool:
    """Whether two classes of what is counted are one, or both are of people: "29 people", "61 lives"."""
    return one == other or (_is_of_people(one) and _is_of_people(other))


def _is_of_people(noun: str) -> bool:
    """Whether a class counts people, by whatever word: "29 people", "61 lives"."""
    return singular(noun, language("en")) in _people()


@functools.cache
def _people() -> frozenset[str]:
    lang = language("en")
    return frozenset(singular(word, lang) for word in lang.measures.people) | {"people"}


def alike(one: Operand, other: Operand) -> bool:
    """Whether two figures that are no shares measure the same."""
    kinds = {one.kind, other.kind}
    return SHARE not in kinds and (len(kinds) == 1 or kinds == {COUNT, ""}) and _go_together(one, other)


def _runs(like: Sequence[Operand]) -> Iterator[float]:
    """The sums of three and more figures that follow each other in a sentence."""
    for _, group in itertools.groupby(like, key=lambda one: one.told):
        values = [one.value for one in group]
        for size in range(3, min(len(values), 6) + 1):
            yield from (sum(values[i : i + size]) for i in range(len(values) - size + 1))


def _rests(like: Sequence[Operand]) -> Iterator[float]:
    """What the largest figure leaves when two others are taken from it: "ten of the 27 were for it, nine against"."""
    groups = [[one for one in like if one.told == told] for told in dict.fromkeys(one.told for one in like)]
    groups += [[one for one in like if one.noun == noun] for noun in dict.fromkeys(one.noun for one in like) if noun]
    for group in groups:
        values = sorted((one.value for one in group), reverse=True)[:6]
        yield from (values[0] - one - other for one, other in itertools.combinations(values[1:], 2))


def counts_of(figures: Sequence[Operand]) -> list[Operand]:
    """The plain numbers among some figures, but ones."""
    return [one for one in figures if one.kind in {COUNT, ""} and one.value > 1][:MOST]
