"""Whether two speakers may be one: a state and who speaks for it, a person and an office, a body and a shorter name of it."""

from collections.abc import Sequence

from twosource.connect.voices import Cast, fold_all
from twosource.lang import language
from twosource.model.claim import EntityType
from twosource.model.ledger import Judgement
from twosource.values.name import same_person

#: Words of a name that every name may have.
_LINKS = frozenset({"the", "of", "for", "and", "a", "an", "in", "on"})
_MINISTRY = {"minister": "ministry"}
#: A word of so many letters may bear an ending of so many: "Tolmenia", "Tolmenian".
_ROOT, _ENDING = 6, 4


def one_speaker(cast: Cast, one: str, other: str, *, together: bool, states: bool = True) -> bool:
    """Whether two speakers may be one; `together` where one report has both, `states` where a state may be anyone who speaks for it."""
    left, right = name_words(cast, one), name_words(cast, other)
    if not left or not right:
        return False
    if _one_name(left, right) or _titled(cast, one, right) or _titled(cast, other, left):
        return True
    kinds = {_kind(cast, one), _kind(cast, other)}
    if states and EntityType.GPE in kinds and len(kinds) > 1:
        return True
    if kinds == {EntityType.PER}:
        return left[-1] == right[-1] or same_person(cast.name_of[one], cast.name_of[other]).judgement is not Judgement.NEGATIVE  # misspelt
    described = [name for key, name in ((one, left), (other, right)) if key.startswith("words:")]
    if together and described and (EntityType.PER in kinds or set(left) & set(right)):
        return True
    return any(_is_person(name[-1]) and (EntityType.PER in kinds or len(name) == 1) for name in described)


def name_words(cast: Cast, key: str) -> list[str]:
    """The words of a speaker's name or description that tell it from others."""
    return plain(key.removeprefix("words:") if key.startswith("words:") else cast.name_of.get(key, ""))


def plain(words: str) -> list[str]:
    """Folded words without dots and links."""
    return [word for word in fold_all(words.replace(".", "")).split() if word not in _LINKS]


def _titled(cast: Cast, person: str, body: Sequence[str]) -> bool:
    """Whether the words beside a person's name name the body: "Observatory head", "the interior minister"."""
    titles = {_MINISTRY.get(word, word) for word in cast.titles_of.get(person, ())} - _LINKS
    return not titles.isdisjoint(word for word in body if not _is_person(word))


def _kind(cast: Cast, key: str) -> EntityType:
    return cast.type_of.get(key, EntityType.ORG)


def _one_name(left: Sequence[str], right: Sequence[str]) -> bool:
    short, long = sorted((left, right), key=len)
    held = all(any(_one_word(word, other) for other in long) for word in short) or "".join(short) == "".join(long)
    return held or (len(short) == 1 and short[0] == "".join(word[0] for word in long))


def _one_word(one: str, other: str) -> bool:
    """Whether two words are one, or one made from the other: "province", "provincial"."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _ROOT and long.startswith(short[:-1]) and len(long) <= len(short) + _ENDING)


def _is_person(head: str) -> bool:
    table = language("en").measures
    return head in table.offices or head in table.holders
