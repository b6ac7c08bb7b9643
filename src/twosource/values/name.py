"""Names of people: whether two of them can be one person's."""

import functools
import re
from collections.abc import Sequence

from twosource.lang import language
from twosource.values.body import same_body
from twosource.values.fits import OPEN, SLIPS, WORTH, Fit, Pair, Word, paired, words
from twosource.values.likeness import NameMatch, judged
from twosource.values.parts import Parts, parts
from twosource.values.placename import same_place_name
from twosource.values.slips import distance, far
from twosource.values.spelling import fold, plain
from twosource.values.syllables import one_chinese_name, one_given, one_korean_name

__all__ = [
    "fold",
    "parts",
    "plain",
    "same_body",
    "same_person",
    "same_place_name",
]

IDEOGRAPHIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: More words than these are a sentence, not a name.
MOST_WORDS = 16
#: What a name is worth whose letters are nearly another's, but not word for word.
NEARLY = 0.55
#: What the differences of two names may cost in all, cut into words elsewhere, and the letters that such names have.
ELSEWHERE, LONG = 0.5, 9
#: What slips may cost together.
MOST_SLIPS = 1.5
#: What a name is worth where something leaves it open, where one stem has two endings, and where two people are likely.
UNCLEAR, FAMILIES, TWO = 0.65, 0.55, 0.3


@functools.lru_cache(maxsize=65536)
def same_person(one: str, other: str) -> NameMatch:
    """Whether two names can be one person's, by the names alone.

    Words are paired by their best fit (`values/fits.py`): the same word, transliterations, forms of one given name, an initial, the same
    consonants in another script, a slip of the pen that the length of the word bears. Words left over on both sides speak against it, on
    one side alone they do not (a middle name, a patronymic, a clan). A surname alone fits any bearer of it; a given name alone does not
    tell. Two generations, two patronymics, two given names, two endings of one stem are two people.
    """
    left, right = parts(one), parts(other)
    if not left.words or not right.words:
        return judged(0.0, "one name is empty")
    if left.generation != right.generation and left.generation and right.generation:
        return judged(0.2, "father and son, or two of one name")
    if IDEOGRAPHIC.search(one) and IDEOGRAPHIC.search(other):  # one character is a syllable or a word
        same = _characters(one) == _characters(other)
        return judged(1.0, "the same characters") if same else judged(TWO, "different characters")
    if max(len(left.words), len(right.words)) > MOST_WORDS:
        same = fold(one) == fold(other)
        return judged(1.0, "the same letters") if same else judged(0.0, "too many words for a name")
    match = _same_letters(left, right) or _east_asian(one, other) or _judged(left, right)
    if left.generation != right.generation and match.score > UNCLEAR:
        return judged(UNCLEAR, *match.reasons, "one of them is named with a generation")
    return match


def _characters(name: str) -> str:
    return re.sub(r"[\s·・.-]", "", name)


def _joined(name: Parts) -> str:
    return fold(" ".join(name.words)).replace(" ", "")


def _same_letters(left: Parts, right: Parts) -> NameMatch | None:
    """The match of two names that are one but for the spaces; `None` for others."""
    if _joined(left) != _joined(right):
        return None
    alone = len(left.words) == len(right.words) == 1
    return judged(1.0 if alone or [*map(plain, left.words)] == [*map(plain, right.words)] else 0.97, "the same letters")


def _east_asian(one: str, other: str) -> NameMatch | None:
    """The match of two names that are Chinese or Korean in any romanisation; `None` for others."""
    left, right = (_syllables(name) for name in (one, other))
    korean = one_korean_name(left, right)
    chinese = one_chinese_name(left, right)
    if korean:
        return judged(0.92, "romanisations of one Korean name")
    if chinese:
        return judged(0.92, "pinyin and Wade-Giles of one Chinese name")
    if chinese is False and one_given(left, right):
        return judged(0.78, "one Chinese given name, and a surname that is romanised in both ways")
    if korean is False or chinese is False:
        match = _judged(parts(one), parts(other))
        return judged(min(match.score, UNCLEAR), *match.reasons, "other syllables") if match.score > UNCLEAR and _slipped(match) else match
    return None


def _syllables(name: str) -> tuple[str, ...]:
    """The words of a name, hyphenated ones apart, Hangul by the syllable."""
    spaced = re.sub("([\uac00-\ud7af])", r"\1 ", name)
    return tuple(plain(" ".join(parts(spaced).words)).split())


def _slipped(match: NameMatch) -> bool:
    return any(str(fit) in reason for reason in match.reasons for fit in (Fit.SLIP, Fit.SPELT, Fit.NEAR))


def _judged(one: Parts, other: Parts) -> NameMatch:
    left, right = words(one), words(other)
    if max(len(left), len(right)) > MOST_WORDS:
        return judged(0.0, "too many words for a name")
    pairs = paired(left, right)
    match = _elsewhere(one, other) if len(left) != len(right) or not pairs else None
    if match:
        return match
    if not pairs:
        return _nearly(one, other, ("no word in common",))
    reasons = tuple(dict.fromkeys(pair.reason for pair in pairs if pair.fit is not Fit.EQUAL))
    left_over = _left_over(left, right, pairs)
    if min(left_over) > 0 and _run_together(left, right, pairs):
        return judged(0.85, *reasons, "words run together")
    if min(left_over) > 0:
        return _nearly(one, other, (*reasons, "each has a name that the other lacks"))
    if _fathers_differ(left, right, pairs):
        return judged(0.4, *reasons, "father and son")
    if len(pairs) == 1 and max(left_over) > 0:
        longer = one if len(left) > len(right) else other
        return _alone(pairs[0], longer, reasons)
    return _weighed(one, other, pairs, max(left_over), reasons)


def _left_over(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[Pair]) -> tuple[int, int]:
    """How many words of each have no pair; an "Abdul" that the other lacks is one."""
    servants = [pair for pair in pairs if pair.fit is Fit.SERVANT]
    mine = sum(len(pair.left.written) > len(pair.right.written) for pair in servants)
    return len(left) - len(pairs) + mine, len(right) - len(pairs) + len(servants) - mine


def _weighed(one: Parts, other: Parts, pairs: Sequence[Pair], left_over: int, reasons: tuple[str, ...]) -> NameMatch:
    """What pairs are worth together when every word of the shorter name has one."""
    score = sum(WORTH[pair.fit] for pair in pairs) / len(pairs) - 0.02 * min(left_over, 3)
    slips = [pair for pair in pairs if pair.cost >= SLIPS]
    if (
        any(pair.fit is Fit.FEMININE for pair in pairs)
        and _women(one, other)
        and all(pair.fit not in OPEN or pair.fit is Fit.FEMININE for pair in pairs)
    ):
        return judged(0.8, *reasons)
    if any(pair.fit in (Fit.FEMININE, Fit.ENDING) for pair in pairs):
        return judged(min(score, FAMILIES), *reasons)
    if any(pair.fit is Fit.NEAR for pair in pairs):
        return judged(min(score, UNCLEAR), *reasons)
    if left_over and _middles_differ(one, other):
        return judged(min(score, UNCLEAR), *reasons, "their middle initials begin otherwise")
    if any(pair.cost for pair in pairs) and not _borne_out(pairs) and not _long_alone(pairs):
        return judged(min(score, UNCLEAR), *reasons, "no other word bears it out")
    if sum(pair.cost for pair in slips) > MOST_SLIPS or (slips and left_over > 1):
        return judged(min(score, UNCLEAR), *reasons, "too many slips to be sure")
    return judged(max(score - 0.05 * len(slips), 0.75), *reasons)


def _middles_differ(one: Parts, other: Parts) -> bool:
    """Whether both names have initials after the first name, and the first of these differ: George W., George H. W."""
    middles = [re.sub(r"[^A-Z]", "", "".join(name.given[1:])) if _initials(name, name) else "" for name in (one, other)]
    return all(middles) and middles[0][0] != middles[1][0]


def _women(one: Parts, other: Parts) -> bool:
    """Whether both names are of women, so far as the given names tell."""
    return one.gender == other.gender == "f"


def _borne_out(pairs: Sequence[Pair]) -> bool:
    """Whether a word beside the ones spelt otherwise is the same in both names."""
    return any(pair.fit in (Fit.EQUAL, Fit.SOUND, Fit.GIVEN) for pair in pairs) or (
        all(pair.cost <= SLIPS for pair in pairs[1:]) and len(pairs) > 1
    )


def _long_alone(pairs: Sequence[Pair]) -> bool:
    """Whether the one word of both names is long, and no more than transliteration sets its spellings apart."""
    return len(pairs) == 1 and pairs[0].cost < SLIPS and min(len(pairs[0].left.written), len(pairs[0].right.written)) > LONG - 3


def _elsewhere(one: Parts, other: Parts) -> NameMatch | None:
    """The match of two long names that are nearly one, cut into words in another place."""
    mine, yours = (plain(" ".join(name.words)).replace(" ", "") for name in (one, other))
    if min(len(mine), len(yours)) < LONG or abs(len(mine) - len(yours)) > 2 or _initials(one, other):
        return None
    if far(mine, yours):
        return None
    found = distance(mine, yours)
    return judged(0.8, "nearly the same letters, cut into words in another place", *found.differences) if found.cost <= ELSEWHERE else None


def _initials(one: Parts, other: Parts) -> bool:
    return any(len(word.replace(".", "")) < len(word) or len(word) == 1 for word in (*one.words, *other.words))


def _nearly(one: Parts, other: Parts, reasons: tuple[str, ...]) -> NameMatch:
    """The match of names that have no pair for some word: open where all their letters are nearly the same."""
    mine, yours = _joined(one), _joined(other)
    if _initials(one, other) or min(len(mine), len(yours)) < LONG - 2 or abs(len(mine) - len(yours)) > 2:
        return judged(TWO if len(reasons) > 1 or "lacks" in reasons[-1] else 0.0, *reasons)
    near = not far(mine, yours) and distance(mine, yours).cost <= 1.0
    return judged(NEARLY, *reasons, "nearly the same letters in all") if near else judged(TWO, *reasons)


def _run_together(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Whether the words left over are the same letters, cut in another place, a father's "ben" among them or not."""
    taken = {id(pair.left) for pair in pairs} | {id(pair.right) for pair in pairs}
    mine, yours = ([word for word in some if id(word) not in taken] for some in (left, right))
    return not _cuts(mine).isdisjoint(_cuts(yours))


def _cuts(some: Sequence[Word]) -> set[str]:
    whole = "".join(word.sound for word in some)
    fathered = ("".join((parent if word.father else "") + word.sound for word in some) for parent in language("en").names.patronymic)
    return {fold(form) for form in (whole, *fathered)}


def _fathers_differ(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Whether a word that names a father in one name is somebody else in the other, though both name a father."""
    named = any(word.father for word in left) and any(word.father for word in right)
    return named and any(pair.left.father != pair.right.father for pair in pairs)


def _alone(pair: Pair, full: Parts, reasons: tuple[str, ...]) -> NameMatch:
    """One word against a full name: its family name, or no more than a given name."""
    if full.given and pair.left.family and pair.right.family and pair.fit in (Fit.EQUAL, Fit.SOUND, Fit.SCRIPT):
        return judged(0.8, *reasons, "a surname alone")
    return judged(0.5 * WORTH[pair.fit], *reasons, "one word of a full name")
