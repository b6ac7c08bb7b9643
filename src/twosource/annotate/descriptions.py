"""Descriptions of those who are named elsewhere: "the governor", "the Ukrainian president", "the company"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.chains import country
from twosource.annotate.ground import site_kind
from twosource.annotate.names import Name
from twosource.annotate.parse import Sentence, Token
from twosource.lang import Language
from twosource.model.claim import Form
from twosource.model.value import Precision
from twosource.values.spelling import fold

FAR = 8  # words before a name that may be its title
APART = frozenset({"vice", "deputy", "assistant", "co", "under", "prime"})  # a vice president is no president


class Role(NamedTuple):
    """What someone is: `head` the noun, `kind` words that narrow it, `anchors` whose or where, as country codes and folded names."""

    head: str
    kind: frozenset[str]
    anchors: frozenset[str]


class Description(NamedTuple):
    """A noun phrase that describes: the tokens from `first` to `last`, not included, around the noun at `head`."""

    first: int
    head: int
    last: int
    role: Role
    definite: bool


def described(sentence: Sentence, inside: Mapping[int, Name], anchors: Mapping[str, str], lang: Language) -> Iterator[Description]:
    """The noun phrases of a sentence that describe a person, a body or a place in the singular and are no title of a name beside them."""
    for token in sentence.tokens:
        if token.i in inside or token.tag not in {"NN", "NNP"} or not _describes(token.lower, lang):
            continue
        after = token.i + 1
        if after in inside and sentence.tokens[after].ent_iob and inside[after].type.value == "PER":
            continue
        if token.dep in {"compound", "amod", "nmod"} and sentence.tokens[token.head].i > token.i:
            continue
        first = _left_edge(sentence, token.i, inside)
        beside = inside.get(token.i - 1) if token.text in lang.roles.sites else None
        named = (
            beside is not None and beside.form is Form.NAME and may_be(beside.text, token.lower, lang)
        )  # "Harrow region" is a name with its common noun
        if beside is not None and named:
            first = beside.first
        last = _right_edge(sentence, token.i, inside, lang)
        if token.lower in lang.roles.sites and last > token.i + 1 and not any(i in inside for i in range(token.i + 1, last)):
            continue  # "the state of the gates"
        role = role_of(sentence.tokens[first:last], token, anchors, lang)
        yield Description(first, token.i, last, role, named or _definite(sentence.tokens[first : token.i]))


def may_be(name: str, noun: str, lang: Language) -> bool:
    """Whether a place of that name may be what the noun beside it says: "Norway" is no city, "Harrow" no nation, neither a capital."""
    sites = lang.roles.sites
    if noun in sites.area:
        return True
    return noun != "capital" and (site_kind(name) is Precision.COUNTRY) == (noun in sites.country)


def _describes(word: str, lang: Language) -> bool:
    return word in lang.roles.offices or word in lang.roles.bodies or word in lang.roles.sites


def _definite(before: Sequence[Token]) -> bool:
    """Whether a phrase points at someone known: "the", "this", "that" or a possessive."""
    return any(token.lower in {"the", "this", "that"} or token.tag == "POS" for token in before)


def _left_edge(sentence: Sentence, head: int, inside: Mapping[int, Name]) -> int:
    """Where the noun phrase begins: over nouns, adjectives, possessives and the article."""
    at = head
    while at > 0 and head - at < FAR:
        before = sentence.tokens[at - 1]
        if before.pos == "DET":
            return at - 1
        if before.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "PART"} and before.text != "-" and before.i not in inside:
            break
        at -= 1
    return at


def _right_edge(sentence: Sentence, head: int, inside: Mapping[int, Name], lang: Language) -> int:
    """Where the phrase ends: after "of" or "for" and the name or noun that follows."""
    tokens = sentence.tokens
    if head + 2 < len(tokens) and tokens[head + 1].lower in ({"of", "for"} if tokens[head].lower in lang.roles.offices else {"of"}):
        for at in range(head + 2, min(head + 2 + FAR, len(tokens))):
            if at in inside and inside[at].last < len(tokens) and tokens[inside[at].last].lower in lang.roles.sites:
                return inside[at].last + 1
            if at in inside and (inside[at].last == len(tokens) or tokens[inside[at].last].tag != "POS"):
                return inside[at].last
            if at in inside or tokens[at].tag == "POS":
                continue
            if tokens[at].pos == "NOUN" and (at + 1 == len(tokens) or at + 1 in inside or tokens[at + 1].pos not in {"NOUN", "PROPN"}):
                return at + 1
            if tokens[at].pos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
                break
    return head + 1


def role_of(phrase: Sequence[Token], head: Token, anchors: Mapping[str, str], lang: Language) -> Role:
    """The role that a phrase gives."""
    kind = frozenset(token.lower for token in phrase if token.i < head.i and token.lower in lang.roles.trim)
    words = (
        token for token in phrase if token is not head and token.lower not in kind and (token.pos == "PROPN" or token.lower in anchors)
    )
    return Role(head.lower, kind, frozenset(anchor_of(token.text, anchors) for token in words if not lang.roles.titled(token.lower)))


def anchor_of(word: str, anchors: Mapping[str, str]) -> str:
    """A country's code for its name or adjective, else the folded word."""
    return anchors.get(word.casefold()) or country(word) or fold(word)


class Title(NamedTuple):
    """A role that stands right before a name, from the token `first` on."""

    first: int
    role: Role


def title_of(sentence: Sentence, name: Name, anchors: Mapping[str, str], lang: Language) -> Title | None:
    """The role that stands right before a name: "Harrow's former mayor Aldous Fenn"."""
    head = sentence.tokens[name.first - 1] if name.first else None
    if head is None or not is_person(head.lower.rstrip("."), lang) or head.tag in {"NNS", "NNPS"}:
        return None
    first = head.i
    while first > 0 and head.i - first < FAR:
        before = sentence.tokens[first - 1]
        if before.pos not in {"NOUN", "PROPN", "ADJ", "PART"} and before.text != "-":
            break
        first -= 1
    return Title(first, role_of(sentence.tokens[first : head.i + 1], head, anchors, lang))


def is_person(word: str, lang: Language) -> bool:
    """Whether a noun says what somebody is: an office, a calling, a part in what happens."""
    return word in lang.roles.offices or word in lang.roles.people or word in lang.described.people


def fits(description: Role, role: Role, lang: Language) -> bool:
    """Whether one of that role may be so described."""
    if description.head != role.head and role.head not in lang.roles.stands_for.get(description.head, ()):
        return False
    if not description.kind <= role.kind | {role.head}:
        return False
    if description.head == role.head and (role.kind & APART) - description.kind:
        return False
    return description.anchors <= role.anchors or bool(description.anchors & role.anchors)


def country_words(lang: Language) -> dict[str, str]:
    """Names, adjectives and peoples of countries in lower case to country codes."""
    geography = lang.geography
    return {
        word.casefold(): code
        for table in (geography.countries, geography.demonyms, geography.peoples)
        for code, words in table.items()
        for word in words
    }
