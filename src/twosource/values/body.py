"""Names of companies and bodies, and whether two of them can be one body's."""

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from twosource.lang import language
from twosource.model.value import Precision
from twosource.values.fits import borne
from twosource.values.likeness import SAME, NameMatch, judged
from twosource.values.place import candidates, country_of
from twosource.values.slips import FAR, Distance, distance, far
from twosource.values.spelling import fold, plain

#: Words that an acronym skips: the UAE has none for "the", NATO none for "of".
SKIPPED = frozenset({"the", "of", "and", "for", "on", "in", "to", "de", "la", "du", "des", "der", "und", "a"})
FIGURES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    " first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth",
    " i ii iii iv v vi vii viii ix x xi xii xiii xiv xv",
)
NUMBERS = {word: str(number) for row in FIGURES for number, word in enumerate(row.split(" ")) if word}
TENS = {
    word: str(number) for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
} | {"fourty": "4", "ninty": "9"}
ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
ACRONYM = re.compile(r"^(?:[A-Z][A-Z&0-9-]{1,7}|(?:[A-Z]\.){2,})$")
POSSESSIVE = re.compile(r"(?<=\w)['’`]s\b|(?<=s)['’`](?=\s)", re.IGNORECASE)
# A run of spaces is taken whole and from its start, so that the search stays linear in it.
BRACKETED = re.compile(r"(?<!\s)\s*+\(([^()]{1,60})\)")
#: Two names of one body in one line: "Al-Qa'ida/Islamic Army", "Marrant, also known as Holm".
OTHERWISE = re.compile(
    r"(?:(?<=\w{3})/(?=\w{3})|(?:(?<!\s)\s*+(?:,\s|(?<=\s))|,\s)(?:a\.?k\.?a\.?|also known as|formerly known as|formerly)\s)\s*+",
    re.IGNORECASE,
)
MOST_NAMES = 4  # of one body in one line
#: What the spellings of two names may cost in all, and what each costs the score.
MOST_SLIPS, WORTH_OF_COST = 1.5, 0.13
#: What a word may cost where the other words bear it out; letters of words that tell something, and of words that may be acronyms.
BORNE_OUT, NEAR, TELLING, ACRONYM_LETTERS, REACHING = 1.05, 2.0, 4, 3, 5
MOST_WORDS = 24
MISSPELT_FORM = 14  # letters of a legal form that is known with a slip in it


class Body(NamedTuple):
    """A body's name: the words that tell it from others, and its legal forms."""

    words: tuple[str, ...]
    forms: frozenset[str]


@functools.cache
def _forms() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Legal forms as a pattern over plain names, and the form each is compared in."""
    form_of = {plain(spelling): form for form, spellings in language("en").names.forms.items() for spelling in (form, *spellings)}
    longest_first = sorted(form_of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), form_of


@functools.cache
def _long_forms() -> tuple[str, ...]:
    return tuple(form for form in _forms()[1] if len(form) >= MISSPELT_FORM and " " not in form)


@functools.lru_cache(maxsize=16384)
def body(name: str) -> Body:
    """A body's name less its articles, legal forms and a ship's prefix; numbers in figures."""
    pattern, form_of = _forms()
    spelt = plain(POSSESSIVE.sub("", name).replace("&", " and ").replace("%", " per cent "))
    key = re.sub(r"\b((?:[a-z] )+[a-z])\b", lambda found: found[1].replace(" ", ""), spelt)
    key = " ".join(map(_formal, key.split()))
    forms = frozenset(form_of[found] for found in pattern.findall(key))
    rest = pattern.sub(" ", key).split() or key.split()
    if len(rest) > 1 and rest[0] in language("en").names.vessels:
        rest = rest[1:]
    short = language("en").names.short
    words = tuple(
        part for word in rest for part in short.get(word, _figure(word)).split() if part not in ("the", "and", "of") or len(rest) == 1
    )
    return Body(words, forms)


def _formal(word: str) -> str:
    """A legal form spelt right, if the word is one with a slip."""
    if len(word) < MISSPELT_FORM - 1:
        return word
    return next((form for form in _long_forms() if OSA.distance(word, form, score_cutoff=1) <= 1), word)


def _figure(word: str) -> str:
    ordinal = ORDINAL.match(word)
    return ordinal[1] if ordinal else NUMBERS.get(word) or TENS.get(word) or word


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name's initials make, with and without its small words, and without what it is of."""
    words = plain(POSSESSIVE.sub("", name)).split()
    heads = [words[:at] for at, word in enumerate(words) if word in ("of", "for", "in")]
    some = [form for part in (words, *heads) for form in (part, [word for word in part if word not in SKIPPED])]
    return frozenset("".join(word[0] for word in form) for form in some if len(form) > 1)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(name))


@functools.lru_cache(maxsize=65536)
def same_body(one: str, other: str) -> NameMatch:
    """Whether two names can be one body's: legal forms and articles aside, its acronym, transliterations, its words in another order, a
    slip that the length of the word bears.

    A word that one has and the other lacks speaks against it (a subsidiary, a branch), numbers must be equal, and a name of legal forms
    and common nouns only is no name. Where a line gives several names ("X/Y", "X, also known as Y", "X (XY)"), the best of them counts.
    """
    if _letters(one) == _letters(other) != "":
        return judged(1.0, "the same letters")
    found = [_same(mine, yours) for mine, yours in itertools.product(_names(one), _names(other))]
    best = max(found, key=lambda match: (match.score, match.reasons))
    return best if len(found) == 1 else judged(min(best.score, 0.9), *best.reasons)


def _names(line: str) -> tuple[str, ...]:
    """The names that a line gives a body, the line itself first if it gives one only."""
    bare = BRACKETED.sub(lambda found: "" if _letters(found[1]) in acronyms(line[: found.start()]) else found[0], line)
    return tuple(filter(_letters, OTHERWISE.split(bare)[:MOST_NAMES])) or (line,)


def _same(one: str, other: str) -> NameMatch:
    left, right = body(one), body(other)
    if not left.words or not right.words:
        return judged(0.0, "one name is empty")
    if max(len(left.words), len(right.words)) > MOST_WORDS:
        return judged(0.0, "too many words for a name")
    short, long = (one, other) if _is_acronym(one) else (other, one)
    if _is_acronym(short):
        if _letters(_less_country(short)) in acronyms(long):
            return judged(0.85, f"{short} is an acronym of {long}")
        if len(left.words) == len(right.words) == 1 and _is_acronym(long):
            return judged(0.1, "different acronyms")
    return _compared(left, right)


def _is_acronym(name: str) -> bool:
    return bool(ACRONYM.match(_less_country(name)))


def _less_country(name: str) -> str:
    """A name less the country beside it, if that leaves one word: "PLA China", "China's PLA", "the Chinese PLA"."""
    words = POSSESSIVE.sub("", name).split()
    rest = [word for word in words if word.lower() != "the"]
    if len(rest) == 2:
        rest = [word for word in rest if not _a_country(word)] or rest
    return " ".join(rest)


def _a_country(word: str) -> bool:
    return not word.isupper() and (country_of(word) is not None or any(found.kind is Precision.COUNTRY for found in candidates(word)))


def _compared(left: Body, right: Body) -> NameMatch:
    joined = [fold("".join(words)).replace(" ", "") for words in (left.words, right.words)]
    if joined[0] == joined[1]:
        return judged(0.95, "the same but for legal form and spelling")
    numbers = [sorted(re.findall(r"\d+", " ".join(words))) for words in (left.words, right.words)]
    if numbers[0] != numbers[1]:
        return judged(0.3, "different numbers")
    if len(left.words) > 1 and sorted(map(fold, left.words)) == sorted(map(fold, right.words)):
        return judged(0.9, "the same words in another order")
    shorter, longer = sorted((left.words, right.words), key=len)
    if len(shorter) < len(longer):
        return _shorter(shorter, longer)
    return _spelt(left.words, right.words)


def _shorter(shorter: tuple[str, ...], longer: tuple[str, ...]) -> NameMatch:
    mine, yours = "".join(shorter), "".join(longer)
    found = Distance(FAR, ()) if far(mine, yours) else distance(mine, yours)
    if found.cost <= 0.5 and len(yours) >= 10:
        return judged(0.8, "nearly the same letters, cut into words in another place", *found.differences)
    if longer[-1] in language("en").names.reach and len(longer) == len(shorter) + 1 and _tells(shorter):
        match = _spelt(shorter, longer[:-1]) if len(shorter[-1]) > REACHING else judged(0.0)
        if match.score >= SAME:
            return judged(min(match.score, 0.78), *match.reasons, f"the same but for “{longer[-1]}”")
    if shorter in (longer[: len(shorter)], longer[-len(shorter) :]) and len("".join(shorter)) >= 6:
        return judged(0.5, "one begins or ends with the other")
    return judged(0.4, "one has a word more")


def _spelt(left: Sequence[str], right: Sequence[str]) -> NameMatch:
    """The match of two names of as many words, each against the one in its place."""
    cost, reasons = 0.0, []
    borne_out = _tells({mine for mine, yours in zip(left, right, strict=True) if mine == yours})
    for mine, yours, found in _apart(left, right):
        if found.cost > _borne(mine, yours, borne_out=borne_out):
            near = found.cost <= min(NEAR, max(len(mine), len(yours)) / 4) and len(left) > 1
            return judged(0.5 if near else 0.3, f"{mine} is not {yours}")
        cost += found.cost
        exchanged = f" ({'; '.join(found.differences)})" if found.differences else ""
        reasons.append(f"{mine} and {yours}: spelt nearly alike{exchanged}")
    if cost > MOST_SLIPS:
        return judged(0.6, *reasons, "too many slips to be sure")
    return judged(max(0.95 - WORTH_OF_COST * cost, SAME), *reasons)


def _tells(shared: Collection[str]) -> bool:
    """Whether the words that two names share bear out that they are one: two words, or one that is no common noun of bodies."""
    common = language("en").kinds["ORG"].last
    return len(shared) > 1 or any(len(word) > TELLING and word not in common for word in shared)


def _borne(mine: str, yours: str, *, borne_out: bool) -> float:
    """What the spellings of two words may cost."""
    longer = max(len(mine), len(yours))
    if longer <= ACRONYM_LETTERS:
        return 0.0
    most = borne(longer, sum(map(_known, (mine, yours))))
    return max(most, BORNE_OUT) if borne_out and longer > TELLING and mine[0] == yours[0] else most


def _known(word: str) -> bool:
    """Whether a word in a body's name is a common noun or a country, so that it is hardly another word misspelt."""
    return word in language("en").kinds["ORG"].last or _a_country(word)


def _apart(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str, Distance]]:
    for mine, yours in zip(left, right, strict=True):
        if mine != yours:
            yield mine, yours, Distance(FAR, ()) if far(mine, yours, max(3, max(len(mine), len(yours)) // 2)) else distance(mine, yours)
