"""How the words of two names go together: which word of one is which of the other, and what sets them apart."""

import functools
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.values.given import common_surname, given_name, one_given_name
from twosource.values.parts import Parts
from twosource.values.slips import distance
from twosource.values.spelling import fold, plain

INITIALS = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
#: Scripts that leave short vowels out: Arabic and Hebrew.
ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
#: "Servant of the", which is written in many ways before one of the names of God: Abdul Aziz, Abd al-Aziz, Abdelaziz, Abdurrahman.
SERVANT = re.compile(r"^(?:abd|aabd)(?:[aeiou]?([lrsnd]))?$")
SERVANTS = re.compile(r"^abd(?:[aeou]l|[aeou]([rsnd])(?=\1)|al)(?=\w{3})")
#: "Of the faith", run together or not: Nur al-Din, Noureddine, Nuruddin.
FAITH = re.compile(r"^(?P<name>\w{2,}?)(?:[aeiou]?[ld])?[aeiou]?d+[ie]+ne?$")
#: What spellings may cost and still be taken for one word, by the letters of the longer one; the longer the word, the more bears it out.
BORNE = ((10, 1.5), (8, 1.2), (7, 1.05), (6, 0.65), (5, 0.5), (4, 0.17), (0, 0.05))
#: The same where one of them is a common name and the other is none, so that a slip is likelier than another name.
BORNE_BY_ONE = ((10, 1.5), (7, 1.3), (5, 1.05), (4, 0.17), (0, 0.05))
#: Two common names are two names if their spellings cost this.
TWO_NAMES = 0.2
#: Letters after a common name that make another of it: Hashim, Hashimi; Wood, Woods.
MADE_OF = ("i", "y", "s", "z", "es", "ez", "son", "sen")
#: What spellings may cost and still be near: four times that, and never more than this.
NEAR = 2.2
#: Costs from here on are slips, below they are transliterations.
SLIPS = 0.35
#: An Arabic article as it is heard, bound to its word: ash-Sharaani, ad-Douri.
ARTICLE = re.compile(r"^[aeu](?:l|r|sh|s|d|n|t|z|dh|th)[-‐‑](?=\w)", re.IGNORECASE)
#: What spellings of one given name may cost that the table has twice: Jürgen, Juergen.
ALIKE = 0.05
STEM = 3  # letters that two surnames of one stem share


class Fit(StrEnum):
    """How two words of two names go together."""

    EQUAL = "the same word"
    SOUND = "transliterations of one word"
    GIVEN = "forms of one given name"
    INITIAL = "an initial"
    SCRIPT = "the same consonants in a script that leaves vowels out"
    SERVANT = "with Abdul before it and without"
    SPELT = "transliterations that exchange usual letters"
    FEMININE = "a man's and a woman's form of one surname"
    SLIP = "spelt alike but for a slip"
    NEAR = "spelt nearly alike"
    ENDING = "one stem with two endings, which are two families"


#: What a word is worth by how it fits.
WORTH = {
    Fit.EQUAL: 1.0,
    Fit.SOUND: 0.97,
    Fit.GIVEN: 0.92,
    Fit.SPELT: 0.9,
    Fit.SCRIPT: 0.9,
    Fit.SERVANT: 0.85,
    Fit.INITIAL: 0.85,
    Fit.FEMININE: 0.8,
    Fit.SLIP: 0.8,
    Fit.NEAR: 0.6,
    Fit.ENDING: 0.5,
}
#: Fits that leave it open whether the bearer is one.
OPEN = frozenset({Fit.FEMININE, Fit.NEAR, Fit.ENDING})


class Word(NamedTuple):
    """A word of a name to be compared: how it is written and sounds, whether the family name holds it, whether it names a father ("bin
    Orman"), whether its script leaves vowels out.
    """

    written: str
    sound: str
    family: bool
    father: bool
    abjad: bool


class Pair(NamedTuple):
    left: Word
    right: Word
    fit: Fit
    cost: float = 0.0
    differences: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        exchanged = f" ({'; '.join(self.differences)})" if self.differences else ""
        return f"{self.left.written} and {self.right.written}: {self.fit}{exchanged}"


@functools.lru_cache(maxsize=16384)
def words(name: Parts) -> tuple[Word, ...]:
    """Words to compare: hyphenated ones apart, initials one by one, articles left out, compounds of Arabic run together."""
    lang = language("en").names
    found: list[Word] = []
    father = False
    servant = ""
    for raw, family in [(raw, False) for raw in name.given] + [(raw, True) for raw in name.family]:
        abjad = bool(ABJAD.search(raw))
        for piece in list(raw.replace(".", "")) if INITIALS.match(raw) else plain(ARTICLE.sub("", raw)).split() or [raw]:
            written = plain(piece).replace(" ", "") or piece.casefold()
            if written in lang.patronymic or written == "bn":
                father = True
            elif SERVANT.match(written) and not servant:
                servant = "abdul"
            elif written not in lang.loose or len(piece) == 1:
                made = _compound(servant + written)
                found.append(Word(made, fold(made), family, father, abjad))
                father, servant = False, ""
    if servant:
        found.append(Word(servant, servant, family=True, father=father, abjad=False))
    return _with_faith(found)


def _compound(written: str) -> str:
    return SERVANTS.sub("abdul", written)


def _with_faith(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words, "din" joined to the one before it: "Nur al-Din" is "nuruddin"."""
    joined: list[Word] = []
    for word in found:
        if joined and word.written in {"din", "dine", "deen", "addin", "eddin", "eddine", "uddin", "aldin", "dyn"}:
            last = joined.pop()
            joined.append(last._replace(written=f"{last.written}uddin", sound=fold(f"{last.written}uddin"), family=word.family))
        elif len(word.written) > len("uddin") + 2 and not word.abjad and (faith := FAITH.match(word.written)) and "dd" in word.written:
            joined.append(word._replace(written=f"{faith['name']}uddin", sound=fold(f"{faith['name']}uddin")))
        else:
            joined.append(word)
    return tuple(joined)


def fit(left: Word, right: Word) -> Pair | None:
    """How two words go together, if they do."""
    if left.written == right.written:
        return Pair(left, right, Fit.EQUAL)
    if left.sound == right.sound:
        return Pair(left, right, Fit.SOUND)
    both_given = not (left.family and right.family)
    if both_given and one_given_name(left.written, right.written):
        return Pair(left, right, Fit.GIVEN)
    if 1 in (len(left.written), len(right.written)):
        return Pair(left, right, Fit.INITIAL) if not _initials(left).isdisjoint(_initials(right)) else None
    if f"abdul{left.written}" == right.written or f"abdul{right.written}" == left.written:
        return Pair(left, right, Fit.SERVANT)
    if left.abjad != right.abjad:
        return Pair(left, right, Fit.SCRIPT) if _bones(left.written, abjad=left.abjad) & _bones(right.written, abjad=right.abjad) else None
    if not left.family and not right.family and _two_given_names(left.written, right.written):
        return None
    if left.family and right.family and (apart := _endings(left.written, right.written)):
        return Pair(left, right, apart, cost=1.0)
    return _spelt(left, right)


def _initials(word: Word) -> frozenset[str]:
    """The letters that a word can be shortened to: its own, and those of the forms that its given name has elsewhere."""
    known = given_name(word.written) if len(word.written) > 1 and not word.family else None
    return frozenset({word.sound[:1], *(family[:1] for family in (known.families if known else ()))})


def _spelt(left: Word, right: Word) -> Pair | None:
    """How two words go together by their letters alone."""
    longer = max(len(left.written), len(right.written))
    if abs(len(left.written) - len(right.written)) > max(3, longer // 3) or OSA.distance(left.sound, right.sound) > max(3, longer // 2):
        return None
    cost, differences = distance(left.written, right.written)
    most = allowed(left.written, right.written)
    if left.abjad:
        most = min(most, 0.1)  # every letter is a consonant
    if cost <= most:
        return Pair(left, right, Fit.SPELT if cost < SLIPS else Fit.SLIP, cost, differences)
    return Pair(left, right, Fit.NEAR, cost, differences) if cost <= min(NEAR, max(4 * most, 0.5)) and cost <= longer / 3 else None


def allowed(one: str, other: str) -> float:
    """What the spellings of two words may cost and still be taken for one name, by their length and by which of them are common names."""
    return borne(max(len(one), len(other)), sum(common_surname(name) or given_name(name) is not None for name in (one, other)))


def borne(letters: int, known: int) -> float:
    """What spellings may cost, by the letters of the longer one and by how many of the two are known for words of their own."""
    most = next(most for least, most in (BORNE_BY_ONE if known == 1 else BORNE) if letters >= least)
    return min(most, TWO_NAMES) if known > 1 else most


def _two_given_names(one: str, other: str) -> bool:
    """Whether two words are known to be two given names (Tom, Tim), or differ as a man's from a woman's (Oleksandr, Oleksandra)."""
    if given_name(one) and given_name(other):
        return distance(one, other).cost > ALIKE
    shorter, longer = sorted((one, other), key=len)
    return one[-1] != other[-1] and (
        longer in (f"{shorter}a", f"{shorter}ia", f"{shorter}iia") or (one[:-1] == other[:-1] and "a" in (one[-1], other[-1]))
    )


def _bones(written: str, *, abjad: bool) -> frozenset[str]:
    """The consonants of a word as a script without vowels has them, with the letters that stand for either and without."""
    word = written
    for letters, bone in (
        ("sh", "$"),
        ("kh", "x"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("ch", "$"),
        ("q", "k"),
        ("c", "k"),
        ("g", "j"),
        ("zh", "z"),
        ("p", "b"),
    ):
        word = word.replace(letters, bone)
    kept = re.sub("[aeiouyh]", "", word if abjad else re.sub(r"(.)\1", r"\1", word)).replace("w", "v")
    return frozenset(filter(None, (kept, kept.replace("v", ""))))


@functools.cache
def _ending_of() -> Mapping[str, str]:
    return {spelling: name for name, spellings in language("en").names.endings.items() for spelling in spellings}


def _endings(one: str, other: str) -> Fit | None:
    """What two surnames of one stem are to each other when each has an ending of its own."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shorter, longer = sorted((one, other), key=len)
    if any(longer == shorter + made for made in MADE_OF) and (common_surname(shorter) or given_name(shorter)):
        return Fit.ENDING
    known, women = _ending_of(), language("en").names.feminine
    for at in range(shared, STEM - 1, -1):
        left, right = known.get(one[at:]), known.get(other[at:])
        if left and right and left != right:
            return Fit.FEMININE if women.get(left) == right or women.get(right) == left else Fit.ENDING
        if left and right:
            return None
    return None


def paired(left: Sequence[Word], right: Sequence[Word]) -> list[Pair]:
    """The best fits, each word once."""
    fits = sorted(
        (pair for one in left for other in right if (pair := fit(one, other))),
        key=lambda pair: (
            -WORTH[pair.fit],
            pair.cost,
            pair.left.family != pair.right.family,
            sorted((pair.left.written, pair.right.written)),
        ),
    )
    pairs: list[Pair] = []
    for pair in fits:
        if all(pair.left is not taken.left and pair.right is not taken.right for taken in pairs):
            pairs.append(pair)
    return pairs
