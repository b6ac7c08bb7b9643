"""A person's name taken apart: titles, given names, family name, suffixes."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.lang import language
from twosource.values.given import given_name
from twosource.values.place import country_of

WORD = re.compile(r"[^\s,;()\[\]/]+|,")
#: A nickname between the names: Ilo “The Fox” Teve. An apostrophe inside a word opens none.
NICKNAME = re.compile(r"(?<=\s)(?:“[^”]{1,40}”|\"[^\"]{1,40}\"|«[^»]{1,40}»|‘[^’]{1,40}’|\((?=[\"“«])[^)]{1,40}\))(?=\s)")
#: A number after a name: Aldo II, Severin XI.
ROMAN = re.compile(r"^(?:X{0,3}(?:IX|IV|V?I{0,3}))$")
LESSER = frozenset({"the", "of", "and"})


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

    @property
    def generation(self) -> str:
        """What tells it from a father's, son's or namesake's: "jr", "sr", "2" for "II", or ""."""
        alike = {"junior": "jr", "senior": "sr", "elder": "sr", "younger": "jr"}
        bare = [_bare(suffix) for suffix in self.suffixes]
        return next((alike.get(word, word) for word in bare if word in language("en").names.generations or ROMAN.match(word.upper())), "")


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


@functools.lru_cache(maxsize=16384)
def parts(name: str) -> Parts:
    """A name's titles, given names, family name and suffixes; one word alone is a family name.

    The family name is the last word with the particles bound to it ("van der Meer", "al-Orman"), what stands before a comma ("Orman,
    Said"), or the one word in capitals ("LAVROV Sergey"). Names that have the family name first are not told from others by their form;
    `same_person` tries both.
    """
    words = WORD.findall(NICKNAME.sub(" ", name))
    words, titles = _less_titles(words)
    words, suffixes = _less_suffixes(words, numbered=any(_bare(title) in language("en").names.regnal for title in titles))
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
        if not titled and bare not in lang.roles.trim and bare not in LESSER and not _of_a_country(words[end]):
            break
        end += 1
        last_title = end if titled else last_title
    if last_title and last_title == len(words) - 1 and _bare(words[last_title - 1]) in lang.names.called:
        last_title -= 1  # "Sultan al-Orman" is called Sultan
    return list(words[last_title:]), tuple(words[:last_title])


def _of_a_country(word: str) -> bool:
    """Whether a word before an office can tell whose it is: "U.S. Senator", "Kazakh President"."""
    return word[:1].isupper() and (_bare(word).replace(".", "") in language("en").names.short or country_of(word) is not None)


def _less_suffixes(words: list[str], *, numbered: bool) -> tuple[list[str], tuple[str, ...]]:
    known = language("en").names.suffixes
    end = len(words)
    while end > 1:
        bare = _bare(words[end - 1]).replace(".", "")
        number = numbered and ROMAN.match(words[end - 1])
        if not (words[end - 1] == "," or bare in known or number or (bare == "the" and end < len(words))):
            break
        end -= 1
    suffixes = tuple(word for word in words[end:] if word not in (",", "the"))
    return (words[:end], suffixes) if suffixes else (words, ())
