"""Spellings: names in plain letters, and as they sound."""

import functools
import re

from anyascii import anyascii

#: Spellings of one sound in transliterations of Cyrillic and Arabic script into English, German, French and Polish; applied in order, on
#: ASCII lower case.
SOUNDS = (
    ("shch", "sh"),  # Khrushchev
    ("schtsch", "sh"),  # Chruschtschow
    ("szcz", "sh"),  # Szczerbakow
    ("tsch", "ch"),  # Klitschko
    ("tch", "ch"),  # Klitchko
    ("sch", "sh"),  # Puschkin
    ("cz", "ch"),  # Czernihow
    ("sz", "sh"),  # Szewczenko
    ("dzh", "j"),  # Dzhohar
    ("kh", "h"),  # Kharkiv
    ("gh", "g"),  # Afghan
    ("zh", "z"),  # Zhukov
    ("dh", "d"),  # Dhaka
    ("th", "t"),  # Abu Thabi
    ("ph", "f"),  # Pheodor
    ("ck", "k"),  # Slavjansck
    ("ts", "c"),  # Bila Tserkva
    ("tz", "c"),  # Berdytzev
    ("x", "ks"),  # Maxim
    ("qu", "kv"),
    ("q", "k"),  # Qandahar
    ("w", "v"),  # Pokrowsk
    ("g", "h"),  # Bogdan
    ("j", "i"),  # Sergej
    ("y", "i"),  # Sergey
    ("ou", "u"),  # Mahmoud
    ("oo", "u"),  # Mahmood
    ("ee", "i"),  # Saleem
    ("ie", "e"),  # Sievierodonetsk
    ("ei", "i"),  # Sergei
    ("iu", "u"),  # Liudmyla
)
#: "c" before one of these is [k]: Cristina, Marcos.
HARD_C = re.compile(r"c(?![hieyzk]|$)")
DOUBLED = re.compile(r"(.)\1+")
ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|az|an) (?=\w{3})")
NOT_LETTER = re.compile(r"[^a-z0-9]+")
APOSTROPHES = re.compile("['`´‘’ʹʺʻʼʽʾʿˈ\"]")


@functools.lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name in lower-case ASCII words: no diacritics, apostrophes, hyphens or punctuation."""
    ascii_name = anyascii(APOSTROPHES.sub("", name)).casefold()
    return NOT_LETTER.sub(" ", APOSTROPHES.sub("", ascii_name)).strip()


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name as it sounds, so that its transliterations agree: Zelenskiy, Zelenskyy and Зеленський are one, and so are Pokrovsk and
    Pokrowsk.
    """
    return " ".join(_sound(word) for word in plain(name).split())


def _sound(word: str) -> str:
    word = HARD_C.sub("k", word)
    for spelling, sound in SOUNDS:
        word = word.replace(spelling, sound)
    return DOUBLED.sub(r"\1", word)


def told_by_ear(name: str) -> str:
    """A name as it sounds, less the spaces and an Arabic article in front: Deir ez-Zor, Deirezzor; Al-Hasakah, Hasakah."""
    return DOUBLED.sub(r"\1", ARTICLE.sub("", fold(name)).replace(" ", ""))
