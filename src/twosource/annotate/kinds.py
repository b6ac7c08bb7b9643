"""What type each name of a report has: one for all its occurrences, by all that speaks for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.ground import Story, ground
from twosource.annotate.parse import Parse, Token
from twosource.annotate.surroundings import surroundings
from twosource.lang import Language
from twosource.model.claim import EntityType
from twosource.values.given import given_name

ACRONYM = 4  # letters; "EU" is no village of that name
LABEL = 1.5  # shared by the labels of all occurrences, which err together
TITLE_BEFORE = 3.0  # "President X" outweighs the label
GIVEN_NAME = 1.6
OWN_WORD = 4.0  # so does "X Bridge"
FULL_NAME = 2.0  # and so does, that a person's full name ends in it


class Found(NamedTuple):
    """A run of tokens that may be a name."""

    sentence: int
    first: int
    last: int
    type: EntityType


Votes = Mapping[str, Mapping[EntityType, float]]


def votes_of(found: Iterable[Found], story: Story, parse: Parse, lang: Language) -> Votes:
    """For each name, how strongly the report's evidence and the tables speak for each type."""
    alike: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        alike[text_of(one, parse)].append(one)
    surnames = {own.split()[-1] for own, ones in alike.items() if " " in own and any(one.type is EntityType.PER for one in ones)}
    world = world_words(lang)
    votes: dict[str, dict[EntityType, float]] = {}
    for own, ones in alike.items():
        counted: dict[EntityType, float] = defaultdict(float)
        if any(base in alike for base in (own[:-1], own[:-2], own[:-3]) if own.endswith(("an", "ian", "ese", "ish")) and len(base) > 3):
            counted[EntityType.NORP] += OWN_WORD  # "Harrowan" in a report on Harrow
        for one in ones:
            counted[one.type] += LABEL / len(ones)
        titled = any(_after_title(parse.sentences[one.sentence].tokens, one.first, lang) for one in ones)
        for kind, weight in surroundings(ones, parse, lang).items():
            counted[kind] += weight
        for kind, weight in _evidence(
            own, ones[0], titled=titled, surname=own in surnames, world=world, story=story, parse=parse, lang=lang
        ):
            counted[kind] += weight
        votes[own] = counted
    return votes


def _evidence(
    own: str, one: Found, *, titled: bool, surname: bool, world: Mapping[str, EntityType], story: Story, parse: Parse, lang: Language
) -> Iterator[tuple[EntityType, float]]:
    """What speaks for a type besides the parser's labels."""
    words = [word.rstrip(".") for word in own.split()]
    shouted_short = len(own) < ACRONYM and parse.sentences[one.sentence].tokens[one.first].text.isupper()
    if own in world:
        yield world[own], OWN_WORD
    elif not shouted_short and (there := ground(own, story)):
        yield there
    if titled:
        yield EntityType.PER, TITLE_BEFORE
    if surname:
        yield EntityType.PER, FULL_NAME
    if len(words) in range(2, 5) and (known := given_name(words[0])) and known.gender:
        yield EntityType.PER, GIVEN_NAME
    if not titled:
        yield from ((EntityType(kind), OWN_WORD) for kind, table in lang.kinds.items() if table.fits(words))


def world_words(lang: Language) -> dict[str, EntityType]:
    """Countries and those who come from them, in lower case; what is both ("Georgian" is not) is a country."""
    geography = lang.geography
    peoples = {
        word.casefold(): EntityType.NORP for table in (geography.demonyms, geography.peoples) for words in table.values() for word in words
    }
    return peoples | {word.casefold(): EntityType.GPE for words in geography.countries.values() for word in words}


def _after_title(tokens: Sequence[Token], first: int, lang: Language) -> bool:
    """Whether a title stands right before: "Mr X", "President X", "spokesman X"."""
    return first > 0 and lang.roles.titled(tokens[first - 1].lower) and tokens[first - 1].pos in {"PROPN", "NOUN", "ADJ"}


def text_of(one: Found, parse: Parse) -> str:
    """The words of a name in lower case, one space between them."""
    return " ".join(token.lower for token in parse.sentences[one.sentence].tokens[one.first : one.last])


#: Where the votes are equal, the first of these.
ORDER = tuple(EntityType[kind] for kind in ("GPE", "NORP", "PER", "ORG", "LOC", "FAC", "EVENT", "OTHER"))


def elected(counted: Mapping[EntityType, float]) -> EntityType:
    """The type that most speaks for."""
    return min(counted, key=lambda kind: (-counted[kind], ORDER.index(kind)))
