"""Those whom a report describes and never names: "two gunmen … the gunmen … they"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from twosource.annotate.chains import country
from twosource.annotate.descriptions import FAR, anchor_of
from twosource.annotate.names import Name
from twosource.annotate.parse import Sentence, Token
from twosource.lang import Language
from twosource.model.claim import EntityType
from twosource.values.place import country_of, government_at
from twosource.values.spelling import fold

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an"})
PLURALS = frozenset({"NNS", "NNPS"})
REMEMBERED = 30  # bearers of one noun


def _go_together(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether words that narrow a noun may be of one: some are shared, or one side has none."""
    return not some or not others or not some.isdisjoint(others)


def may_be_one(some: frozenset[str], others: frozenset[str]) -> bool:
    """The same for names that narrow a noun: two states or two other names tell apart, a state and a name do not."""
    states, others_states = (frozenset(filter(str.isupper, side)) for side in (some, others))
    return _go_together(states, others_states) and _go_together(some - states, others - others_states)


def alike(noun: str, lang: Language) -> str:
    """The noun that stands for all which one report puts for one another: "rebel" for "guerrilla"."""
    return next((nouns[0] for nouns in lang.described.same if noun in nouns), noun)


class Phrase(NamedTuple):
    """A noun phrase that describes: its tokens, its noun in the singular, what narrows it, and whether it points at someone known.

    `anchors` are names in it, as country codes and folded words.
    """

    first: int
    head: int
    last: int
    noun: str
    plural: bool
    type: EntityType
    kind: frozenset[str]
    anchors: frozenset[str]
    definite: bool
    owned: bool  # "his aides": by a pronoun
    fresh: bool  # "a", "two", "another": someone not yet spoken of
    bare: bool  # no word says which or how many, as in headlines
    verb: int | None = None  # where the verb starts that it is a party to


class Other(NamedTuple):
    """Someone described: by which noun, of which names, in the singular or not."""

    noun: str
    plural: bool
    type: EntityType
    kind: frozenset[str]
    anchors: frozenset[str]
    owned: bool
    bare: bool


class Others:
    """The described of one report, each known by a number below zero, as they are met."""

    def __init__(self, lang: Language) -> None:
        self.others: dict[int, Other] = {}
        self._lang = lang
        self._by_noun: dict[tuple[str, bool], list[int]] = defaultdict(list)
        self._verb: dict[int, int | None] = {}

    def chain(self, phrase: Phrase) -> int | None:
        """Whom a phrase means: the last one who was so described; someone new; `None` where names in it fit two."""
        called = self._by_noun[alike(phrase.noun, self._lang), phrase.plural]
        fitting = [chain for chain in called[-REMEMBERED:] if self._fits(chain, phrase)]
        same = [chain for chain in fitting if self.others[chain].noun == phrase.noun]
        if not same and (len(fitting) > 1 or any(self._facing(chain, phrase) for chain in fitting)):
            fitting = []  # "the guerrillas" are the rebels where no others could be meant
        fitting = same or fitting
        if phrase.fresh:  # "Gunman seizes ferry": the text behind the headline begins with "a gunman"
            fitting = [chain for chain in fitting if self.others[chain].bare]
        if fitting:
            chain = fitting[-1]
            other = self.others[chain]
            self.others[chain] = other._replace(
                kind=other.kind | phrase.kind, anchors=other.anchors | phrase.anchors, bare=other.bare and phrase.bare
            )
            self._verb[chain] = phrase.verb
            return chain
        chain = -1 - len(self.others)
        self.others[chain] = Other(
            phrase.noun, phrase.plural, phrase.type, phrase.kind, phrase.anchors, phrase.owned, phrase.bare and not phrase.plural
        )
        called.append(chain)
        self._verb[chain] = phrase.verb
        return chain

    def _facing(self, chain: int, phrase: Phrase) -> bool:
        """Whether two are parties to one verb, and so two: "the plane hit the jet"."""
        return phrase.verb is not None and self._verb[chain] == phrase.verb

    def _fits(self, chain: int, phrase: Phrase) -> bool:
        other = self.others[chain]
        return may_be_one(other.anchors, phrase.anchors) and (phrase.plural or _go_together(other.kind, phrase.kind))


def kind_of(token: Token, lang: Language) -> EntityType | None:
    """What a common noun stands for: a person or people, a body, a place, what people travel in; `None` for anything else."""
    roles, table = lang.roles, lang.described
    for word in dict.fromkeys((token.lower, token.lemma.lower())):
        if word in table.things:
            return None
        if word in roles.offices or word in roles.people or word in table.people or word in roles.kin:
            return EntityType.PER
        if word in roles.bodies or word in table.bodies:
            return EntityType.ORG
        if word in roles.sites:
            return EntityType.GPE
        if word in table.grounds:
            return EntityType.FAC
        if word in table.craft:
            return EntityType.OTHER
    return None


def phrase_of(sentence: Sentence, head: Token, inside: Mapping[int, Name], anchors: Mapping[str, str], lang: Language) -> Phrase | None:
    """The noun phrase around a noun; `None` where the noun stands for nobody, or for no one in particular."""
    kind = kind_of(head, lang)
    if kind is None or _before_another(sentence, head) or _titles(head, inside):
        return None
    first = _left_edge(sentence, head, inside)
    before = sentence.tokens[first : head.i]
    words = {token.lower for token in before}
    if not words.isdisjoint(lang.described.nobody):
        return None
    owned = any(token.tag in {"POS", "PRP$"} for token in before)
    counted = any(token.tag == "CD" for token in before)
    definite = owned or not words.isdisjoint(DEFINITE)
    plural = head.tag in PLURALS
    generic = plural and not definite and head.lemma.lower() in lang.described.anyone  # "residents" are not "the residents"
    noun = head.lemma.lower() if plural and kind_of(head, lang) is EntityType.PER else head.lower
    creeds = lang.described.creeds
    anchor = _state if noun in lang.described.governments else _anchor
    return Phrase(
        first=first,
        head=head.i,
        last=head.i + 1,
        noun=noun,
        plural=plural,
        type=kind,
        kind=frozenset(
            token.lower for token in before if token.pos in {"NOUN", "ADJ", "PROPN"} and (token.i not in inside or token.lower in creeds)
        ),
        anchors=_words(before, inside, anchors)
        | {anchor(name) for name in _names(sentence, first, head, inside) if name.text.lower() not in creeds},
        definite=definite,
        owned=any(token.tag == "PRP$" for token in before),
        bare=not owned and not counted and words.isdisjoint(DEFINITE | INDEFINITE | lang.described.others),
        verb=_verb_of(sentence, head),
        fresh=not words.isdisjoint(INDEFINITE) or not words.isdisjoint(lang.described.others) or generic or (counted and not definite),
    )


def _verb_of(sentence: Sentence, head: Token) -> int | None:
    """Where the verb starts that a noun is a party to, by itself, behind a preposition or beside another noun."""
    for token in (head, *islice(sentence.ancestors(head), FAR)):
        above = sentence.head(token)
        if above.pos in {"VERB", "AUX"}:
            return above.start
        if token.dep != "conj" and above.pos != "ADP":
            return None
    return None


def _before_another(sentence: Sentence, head: Token) -> bool:
    """Whether a noun only narrows the next: "the rebel base", "rebel-held"."""
    if head.dep in {"compound", "amod", "nmod", "npadvmod"} and head.head > head.i:
        return True
    after = sentence.tokens[head.i + 1] if head.i + 1 < len(sentence.tokens) else head
    return after is not head and (after.text == "-" or after.tag in {"NN", "NNS"})


def _titles(head: Token, inside: Mapping[int, Name]) -> bool:
    """Whether a noun in the singular stands right before a person's name, as part of it: "mayor Aldous Fenn"."""
    name = inside.get(head.i + 1)
    return name is not None and name.type is EntityType.PER and head.tag not in PLURALS


def _left_edge(sentence: Sentence, head: Token, inside: Mapping[int, Name]) -> int:
    """Where the phrase begins: over what stands before its noun, up to the article or the owner."""
    at = head.i
    while at > 0 and head.i - at < FAR:
        before = sentence.tokens[at - 1]
        if before.pos == "DET" or before.tag == "PRP$":
            return at - 1
        if before.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "PART"} and before.text not in {"-", "'s", "’s"} and before.i not in inside:
            break
        if before.tag == "NNS" and head.i - at == 0:  # "Planes bomb rebels", read as one phrase
            break
        at -= 1
    return at


def _words(before: Sequence[Token], inside: Mapping[int, Name], anchors: Mapping[str, str]) -> frozenset[str]:
    """Words for countries that stand in no name."""
    return frozenset(anchor_of(token.text, anchors) for token in before if token.i not in inside and token.lower in anchors)


def _names(sentence: Sentence, first: int, head: Token, inside: Mapping[int, Name]) -> list[Name]:
    """The names that narrow a noun: before it, and behind its "of" or "in"."""
    tokens = sentence.tokens
    spans = [i for i in range(first, head.i) if i in inside]
    after = head.i + 1
    if after < len(tokens) and tokens[after].lower in {"of", "in"}:
        named = next((i for i in range(after + 1, min(after + 4, len(tokens))) if i in inside), None)
        if named is not None and all(token.pos in {"DET", "ADJ"} for token in tokens[after + 1 : named]):
            spans.append(named)
    return [inside[i] for i in spans]


def _anchor(name: Name) -> str:
    """A country's code for its name or adjective, a person's surname, else the folded name: "Tutsi" for "Tutsi-led"."""
    if name.type is not EntityType.PER and (code := country(name.text) or country_of(name.text)):
        return code
    words = name.text.replace("-", " ").split()
    if name.type is EntityType.PER:
        return fold(words[-1])
    stem, mark, rest = name.text.partition("-")
    if mark and rest.lstrip()[:1].islower():
        return country(stem) or country_of(stem) or fold(words[0])
    return fold(" ".join(words))


def _state(name: Name) -> str:
    """The same for a government: its capital's name is its country's."""
    return government_at(name.text) or _anchor(name)
