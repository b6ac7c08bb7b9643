"""Chinese and Korean names, by their syllables: pinyin against Wade-Giles, and the romanisations of the two Koreas and the press.

Wade-Giles is compared without its apostrophes, which news leaves out, so that one syllable of it stands for several of pinyin. Korean
romanisations (Revised, McCune-Reischauer, press habits) are compared by the sounds that a syllable can stand for.
"""

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

from twosource.lang import language
from twosource.values.slips import distance

KOREAN = re.compile(
    r"(?P<initial>kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjh]|)"
    r"(?P<vowel>yeo|you|yoo|yae|wae|eo|eu|ae|ai|ay|oe|oi|wi|ui|oo|ee|ou|ya|yo|yu|ye|wa|wo|we|woo|a|e|i|o|u)h?"
    r"(?P<final>ng|n|m|k|g|l|p|b|t|r|)"
)
INITIALS = {"kk": "k", "g": "k", "tt": "t", "d": "t", "pp": "p", "b": "p", "ch": "j", "jj": "j", "sh": "s", "ss": "s", "r": "l"}
FINALS = {"g": "k", "b": "p", "r": "l"}
#: The vowels that each spelling can stand for, in the Revised Romanization.
HEARD = {
    "eo": "eo",
    "u": "u eo eu",
    "oo": "u",
    "o": "o eo",
    "ou": "eo o",
    "eu": "eu",
    "ae": "ae",
    "ai": "ae",
    "ay": "ae",
    "e": "e eu ae",
    "ee": "i ui",
    "i": "i ui",
    "ui": "ui",
    "yeo": "yeo",
    "you": "yeo yu",
    "yo": "yo yeo",
    "yu": "yu yeo",
    "yoo": "yu",
    "ye": "ye",
    "oe": "oe",
    "oi": "oe",
    "wi": "wi",
    "woo": "u",
    "wo": "wo",
    "wa": "wa",
    "we": "we",
    "wae": "wae",
    "ya": "ya",
    "yae": "yae",
    "a": "a",
}
#: Syllables of a name, and letters of a word, at most.
SYLLABLES, LETTERS = 3, 12
#: What two spellings of a Chinese surname may cost.
HEARD_ALIKE = 0.18
GILES = 2  # pieces that a name in Wade-Giles is written in, at least


class Sound(NamedTuple):
    """A Korean syllable: how it begins, the vowels that it can stand for, how it ends."""

    initial: str
    vowels: frozenset[str]
    final: str

    def fits(self, other: "Sound") -> bool:
        return self.initial == other.initial and self.final == other.final and not self.vowels.isdisjoint(other.vowels)


class Reading(NamedTuple):
    """A name's syllables as pinyin has them, when it is read as pinyin and when as Wade-Giles; family name first or last."""

    pinyin: frozenset[tuple[str, ...]]
    giles: frozenset[tuple[str, ...]]


@functools.cache
def _tables() -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    """The syllables of pinyin, and for those of Wade-Giles what they can be in it."""
    text = resources.files(__package__).joinpath("data", "chinese_syllables.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    meant: dict[str, tuple[str, ...]] = {}
    for syllable, giles in rows:
        for one in giles.split("|"):
            meant[one] = (*meant.get(one, ()), syllable)
    return frozenset(row[0] for row in rows), meant


def _cut(word: str, known: Collection[str]) -> Iterator[tuple[str, ...]]:
    """All ways to cut a word into known syllables."""
    if not word:
        yield ()
    for length in range(1, min(len(word), 6) + 1):
        if word[:length] in known:
            yield from ((word[:length], *rest) for rest in _cut(word[length:], known))


@functools.lru_cache(maxsize=16384)
def _chinese(words: tuple[str, ...]) -> Reading:
    """How a name can be read; `words` are plain, hyphenated ones apart."""
    if not GILES <= len(words) <= SYLLABLES or any(len(word) > LETTERS for word in words):
        return Reading(frozenset(), frozenset())
    syllables, meant = _tables()
    cuts = itertools.product(*(list(_cut(word, syllables)) for word in words))
    pinyin = {order for cut in cuts for order in _orders(tuple(itertools.chain.from_iterable(cut)))}
    giles: set[tuple[str, ...]] = set()
    if len(words) == SYLLABLES and all(word in meant for word in words):
        giles = {order for cut in itertools.product(*(meant[word] for word in words)) for order in _orders(cut)}
    return Reading(frozenset(pinyin), frozenset(giles))


def _orders(syllables: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The syllables with a family name of one in front, whichever end it stands at."""
    return (syllables, (*syllables[-1:], *syllables[:-1])) if GILES <= len(syllables) <= SYLLABLES else ()


def one_chinese_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """Whether two names, in plain words, are one Chinese name; `None` where either is no Chinese name or pinyin tells nothing."""
    one, other = _chinese(left), _chinese(right)
    if not (one.pinyin or one.giles) or not (other.pinyin or other.giles):
        return None
    return not (one.pinyin.isdisjoint(other.pinyin) and one.giles.isdisjoint(other.pinyin) and one.pinyin.isdisjoint(other.giles))


def one_given(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two Chinese names have one given name of two syllables, and surnames that desks hear as one: Shi and Xi, Tsai and Cai."""
    pairs = itertools.product(_chinese(left).pinyin, _chinese(right).pinyin)
    return any(
        len(one) == len(other) == SYLLABLES
        and one[1:] == other[1:]
        and one[0] in left
        and other[0] in right
        and distance(one[0], other[0]).cost <= HEARD_ALIKE
        for one, other in pairs
    )


@functools.cache
def _surnames() -> Mapping[str, frozenset[int]]:
    """Korean surnames by romanisation, each by its row in the table."""
    found: dict[str, frozenset[int]] = {}
    for row, spellings in enumerate(language("en").names.koreans):
        for spelling in spellings:
            found[spelling] = found.get(spelling, frozenset()) | {row}
    return found


def _sound(syllable: str) -> Sound | None:
    found = KOREAN.fullmatch(syllable.replace("wh", "hw"))  # Kyung-wha
    if not found or found["vowel"] not in HEARD:
        return None
    initial, final = found["initial"], found["final"]
    return Sound(INITIALS.get(initial, initial), frozenset(HEARD[found["vowel"]].split()), FINALS.get(final, final))


@functools.lru_cache(maxsize=16384)
def _korean(words: tuple[str, ...]) -> tuple[tuple[frozenset[int], tuple[Sound, ...]], ...]:
    """How a name can be read: the rows of its surname, at either end, and the syllables of its given name."""
    if not GILES <= len(words) <= SYLLABLES or any(len(word) > LETTERS for word in words):
        return ()
    ends = ((words[0], words[1:]), (words[-1], words[:-1]))
    return tuple((rows, sounds) for surname, given in ends if (rows := _surnames().get(surname)) for sounds in _given(given))


def _given(words: Sequence[str]) -> Iterator[tuple[Sound, ...]]:
    """The given name in one or two syllables, run together or not."""
    whole = "".join(words)
    cuts = [tuple(words)] if len(words) > 1 else [(whole,), *((whole[:at], whole[at:]) for at in range(1, len(whole)))]
    for cut in cuts:
        sounds = [_sound(one) for one in cut]
        if all(sounds):
            yield tuple(one for one in sounds if one)


def one_korean_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """Whether two names, in plain words, are one Korean name; `None` where either is no Korean name."""
    one, other = _korean(left), _korean(right)
    if not one or not other:
        return None
    return any(
        not rows.isdisjoint(others) and len(mine) == len(yours) and all(a.fits(b) for a, b in zip(mine, yours, strict=True))
        for rows, mine in one
        for others, yours in other
    )
