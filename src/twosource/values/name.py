"""Names of people: their parts, and whether two of them can be one person's."""

import functools
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.value import Precision
from twosource.values.body import same_body
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.given import GivenName, given_name, given_names, one_given_name
from twosource.values.likeness import NameMatch, judged
from twosource.values.place import candidates
from twosource.values.spelling import fold, plain

__all__ = [
    "GivenName",
    "NameMatch",
    "Parts",
    "fold",
    "given_name",
    "given_names",
    "parts",
    "plain",
    "same_body",
    "same_person",
    "same_place_name",
]

WORD = re.compile(r"[^\s,;()\[\]/]+|,")
INITIALS = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?\.?$")


#: What a name is worth that is spelt nearly as another, but not by a slip that its words allow.
NEARLY = 0.55
#: What a slip leaves it worth in a word of fewer letters than these, or two slips in any: Lavrin may be no Lavrov, Petrova no Petrov.
DOUBTFUL, SURE_LENGTH = 0.7, 8
VOWELS = re.compile("[aeiou]+")
#: More words than these are a sentence, not a name.
MOST_WORDS = 16
IDEOGRAPHIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: "Servant of the", which is written in many ways before one of the names of God: Abdul Aziz, Abd al-Aziz.
SERVANT = frozenset({"abd", "abdal", "abdel", "abdul", "abdu"})


class Parts(NamedTuple):
    """A person's name taken apart; all words as written, titles and suffixes without commas."""

    titles: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.family)

    @property
    def gender(self) -> str:
        """What title or given name tells of the gender: "m", "f" or ""."""
        roles = language("en").roles
        if told := next(filter(None, map(roles.gender, self.titles)), None):
            return told[0]
        known = given_name(self.given[0]) if self.given else None
        return known.gender if known else ""


class Fit(StrEnum):
    """How two words of two names go together."""

    EQUAL = "the same word"
    SOUND = "transliterations of one word"
    GIVEN = "forms of one given name"
    INITIAL = "an initial"
    SCRIPT = "the same consonants in another script"
    SLIP = "spelt nearly alike"


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


@functools.lru_cache(maxsize=16384)
def parts(name: str) -> Parts:
    """A name's titles, given names, family name and suffixes; one word alone is a family name.

    The family name is the last word with the particles bound to it ("van der Meer", "al-Orman"), what stands before a comma ("Orman,
    Said"), or the one word in capitals ("LAVROV Sergey"). Names that have the family name first are not told from others by their form;
    `same_person` tries both.
    """
    words = WORD.findall(name)
    words, suffixes = _less_suffixes(words)
    words, titles = _less_titles(words)
    if "," in words[1:-1]:
        at = words.index(",")
        family, given = words[:at], [word for word in words[at + 1 :] if word != ","]
        return Parts(titles, tuple(given), tuple(family), suffixes)
    words = [word for word in words if word != ","]
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not any(word.isupper() and len(word) > 2 for word in words[1:]):
        return Parts(titles, tuple(words[1:]), (words[0],), suffixes)
    at = max(len(words) - 1, 0)
    while at > 1 and words[at - 1].lower() in language("en").names.particles:
        at -= 1
    return Parts(titles, tuple(words[:at]), tuple(words[at:]), suffixes)


def _less_titles(words: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Words without the titles in front; the last word is never one."""
    lang = language("en")
    end = last_title = 0
    while end < len(words) - 1:
        bare = _bare(words[end])
        titled = lang.roles.titled(bare) or bare in lang.names.styles
        if not titled and bare not in lang.roles.trim and bare not in {"the", "of", "and"}:
            break
        end += 1
        last_title = end if titled else last_title
    return list(words[last_title:]), tuple(words[:last_title])


def _less_suffixes(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    known = language("en").names.suffixes
    end = len(words)
    while end > 1 and (words[end - 1] == "," or _bare(words[end - 1]).replace(".", "") in known):
        end -= 1
    suffixes = tuple(word for word in words[end:] if word != ",")
    return (words[:end], suffixes) if suffixes else (words, ())


@functools.lru_cache(maxsize=65536)
def same_person(one: str, other: str) -> NameMatch:
    """Whether two names can be one person's, by the names alone.

    Words are paired by their best fit: equal, transliterations, forms of one given name, an initial, the same consonants in another
    script, or a slip of the pen. Words left over on both sides speak against it, on one side alone they do not (a middle name, a
    patronymic, a clan). A surname alone fits any bearer of it; a given name alone is not enough to tell. Positive judgements need no
    slip in a short word.
    """
    left, right = parts(one), parts(other)
    if not left.words or not right.words:
        return judged(0.0, "one name is empty")
    if _generations(left) != _generations(right) and (_generations(left) and _generations(right)):
        return judged(0.2, "father and son")
    if IDEOGRAPHIC.search(one) and IDEOGRAPHIC.search(other):  # one character is a syllable or a word
        same = _characters(one) == _characters(other)
        return judged(1.0, "the same characters") if same else judged(0.3, "different characters")
    mine, yours = _joined(left), _joined(right)
    if mine == yours:
        return judged(1.0, "the same letters")
    if max(len(left.words), len(right.words)) > MOST_WORDS:
        return judged(0.0, "too many words for a name")
    match = _judged(left, right)
    if (
        match.score < NEARLY
        and min(len(mine), len(yours)) >= 7
        and not _initials(left, right)
        and OSA.distance(mine, yours, score_cutoff=2) <= 2
    ):
        return judged(NEARLY, *match.reasons, "two letters apart in all")
    return match


def _characters(name: str) -> str:
    return re.sub(r"[\s·・.-]", "", name)


def _initials(left: Parts, right: Parts) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in (*left.words, *right.words))


def _generations(name: Parts) -> frozenset[str]:
    alike = {"junior": "jr", "senior": "sr"}
    bare = (_bare(suffix) for suffix in name.suffixes)
    return frozenset(alike.get(word, word) for word in bare if word in language("en").names.generations)


def _joined(name: Parts) -> str:
    return fold(" ".join(name.words)).replace(" ", "")


class _Word(NamedTuple):
    """A word of a name to be compared: how it is written and sounds, whether the family name holds it, whether it names a father ("bin
    Orman").
    """

    written: str
    sound: str
    family: bool
    father: bool


def _words(name: Parts) -> tuple[_Word, ...]:
    """Words to compare: hyphenated ones apart, initials one by one, articles left out, no word twice."""
    lang = language("en").names
    found: dict[str, _Word] = {}
    father = False
    for group, family in ((name.given, False), (name.family, True)):
        for raw in group:
            pieces = list(raw.replace(".", "")) if INITIALS.match(raw) else plain(raw).split() or [raw]
            for piece in pieces:
                written = plain(piece) or piece.casefold()
                written = "abdul" if written in SERVANT else written
                if written in lang.patronymic or written == "bn":
                    father = True
                elif written not in lang.loose:
                    found.setdefault(fold(written), _Word(written, fold(written), family, father))
                    father = False
    return tuple(found.values())


class _Pair(NamedTuple):
    left: _Word
    right: _Word
    fit: Fit
    score: float
    slips: int = 0


def _fit(left: _Word, right: _Word) -> _Pair | None:
    """How two words go together, if they do."""
    if left.written == right.written:
        return _Pair(left, right, Fit.EQUAL, 1.0)
    if left.sound == right.sound:
        return _Pair(left, right, Fit.SOUND, 0.97)
    if not (left.family and right.family) and one_given_name(left.written, right.written):
        return _Pair(left, right, Fit.GIVEN, 0.92)
    if 1 in (len(left.written), len(right.written)):
        return _Pair(left, right, Fit.INITIAL, 0.85) if left.sound[:1] == right.sound[:1] else None
    if _consonants(left.sound) == _consonants(right.sound) and not (_has_vowels(left.sound) and _has_vowels(right.sound)):
        return _Pair(left, right, Fit.SCRIPT, 0.9)
    if not left.family and not right.family and given_name(left.written) and given_name(right.written):
        return None  # Tom is no slip for Tim, Oleksandra none for Oleksandr
    slips = OSA.distance(left.sound, right.sound)
    length = max(len(left.sound), len(right.sound))
    return _Pair(left, right, Fit.SLIP, 1.0 - 1.4 * slips / length, slips) if slips <= _allowed(length) else None


def _allowed(length: int) -> int:
    """Slips that a word of that length may have."""
    return 1 if length < 6 else 2 if length < 9 else 3


def _consonants(sound: str) -> str:
    return re.sub("[aeiouvh]", "", sound)


def _has_vowels(sound: str) -> bool:
    return any(vowel in sound for vowel in "aeiou")


def _paired(left: Sequence[_Word], right: Sequence[_Word]) -> list[_Pair]:
    """The best fits, each word once."""
    fits = sorted(
        (pair for one in left for other in right if (pair := _fit(one, other))),
        key=lambda pair: (-pair.score, pair.left.family != pair.right.family),
    )
    pairs: list[_Pair] = []
    for pair in fits:
        if all(pair.left is not taken.left and pair.right is not taken.right for taken in pairs):
            pairs.append(pair)
    return pairs


def _judged(one: Parts, other: Parts) -> NameMatch:
    left, right = _words(one), _words(other)
    pairs = _paired(left, right)
    shorter = min(len(left), len(right))
    if not pairs or not shorter:
        return judged(0.0, "no word in common")
    reasons = tuple(
        dict.fromkeys(f"{pair.left.written} and {pair.right.written}: {pair.fit}" for pair in pairs if pair.fit is not Fit.EQUAL)
    )
    score = sum(pair.score for pair in pairs) / shorter
    left_over = len(left) - len(pairs), len(right) - len(pairs)
    if min(left_over) > 0 and _run_together(left, right, pairs):
        return judged(0.9 * score * shorter / len(pairs), *reasons, "words run together")
    if sum(pair.slips for pair in pairs) > 2:
        return judged(min(score, 0.4), *reasons, "more than two slips")
    if min(left_over) > 0:
        return judged(min(score, 0.3), *reasons, "each has a name that the other lacks")
    if (
        any(pair.left.father != pair.right.father for pair in pairs)
        and any(word.father for word in left)
        and any(word.father for word in right)
    ):
        return judged(0.4, *reasons, "father and son")
    if len(pairs) == 1 and max(left_over) > 0:
        return _alone(pairs[0], reasons)
    doubtful = any(pair.slips > 1 or (pair.slips and max(len(pair.left.sound), len(pair.right.sound)) < SURE_LENGTH) for pair in pairs)
    return judged(min(score - 0.02 * max(left_over), DOUBTFUL if doubtful else 1.0), *reasons)


def _run_together(left: Sequence[_Word], right: Sequence[_Word], pairs: Sequence[_Pair]) -> bool:
    """Whether the words left over are the same letters, cut in another place."""
    taken = {id(pair.left) for pair in pairs} | {id(pair.right) for pair in pairs}
    mine, yours = ([word.sound for word in words if id(word) not in taken] for words in (left, right))
    return fold("".join(mine)) == fold("".join(yours))


def _alone(pair: _Pair, reasons: tuple[str, ...]) -> NameMatch:
    """One word against a full name: its family name, or no more than a given name."""
    if pair.left.family and pair.right.family and pair.fit in (Fit.EQUAL, Fit.SOUND, Fit.SCRIPT):
        return judged(0.8, *reasons, "a surname alone")
    return judged(0.5 * pair.score, *reasons, "one word of a full name")


@functools.lru_cache(maxsize=65536)
def same_place_name(one: str, other: str) -> NameMatch:
    """Whether two names can be one place's: transliterations, or names that the gazetteer gives one place.

    A long name that differs in its vowels alone or in one letter is left unsure: Ukrainian and Russian forms differ so, and so do some
    neighbours.
    """
    if fold(one) == fold(other):
        return judged(1.0 if plain(one) == plain(other) else 0.97, "transliterations of one name")
    bearers, others = candidates(one), candidates(other)
    shared = [place for place in bearers if place.geonames and place.geonames in {other.geonames for other in others}]
    if shared and not any(place.kind == Precision.SETTLEMENT for place in shared) and _has_town(bearers) != _has_town(others):
        return judged(0.6, "a town and the area called after it")
    if shared:
        return judged(0.9, "names of one place in the gazetteer")
    mine, yours = fold(one), fold(other)
    if min(len(mine), len(yours)) >= 6 and mine[0] == yours[0]:
        if VOWELS.sub("", mine) == VOWELS.sub("", yours):
            return judged(0.65, "the same but for vowels")
        if OSA.distance(mine, yours, score_cutoff=1) == 1:
            return judged(0.6, "one letter apart")
    return judged(0.0, "no place bears both")


def _has_town(places: Sequence[GazetteerPlace]) -> bool:
    return any(place.kind == Precision.SETTLEMENT for place in places)
