"""Capitals and seats that act, and so stand for a government: "Moscow said", "the Kremlin denied", and not "shelling near Moscow"."""

from collections.abc import Mapping, Sequence

from twosource.annotate.heads import head_of
from twosource.annotate.names import Name
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.lang import Language
from twosource.lang.cues import cue_index
from twosource.model.claim import PLACES, EntityType, Form
from twosource.values.place import government_at


def metonyms(names: Sequence[Name], parse: Parse, lang: Language) -> Mapping[int, str]:
    """The names, by their places among all, that stand for a government, with its country's code."""
    return {i: code for i, name in enumerate(names) if (code := _governs(name)) and _acts(name, parse, lang)}


def _governs(name: Name) -> str | None:
    """The country whose government a name could stand for."""
    if name.form is not Form.NAME or name.type not in PLACES | {EntityType.ORG}:
        return None
    return government_at(name.text)


def _acts(name: Name, parse: Parse, lang: Language) -> bool:
    sentence, token = parse.sentences[name.sentence], head_of(name.tokens(parse))
    while token.dep == "conj" and token.head < token.i:  # "Paris and Ankara agreed"
        token = sentence.head(token)
    governor, table = sentence.head(token), lang.metonyms
    match token.dep:
        case "nsubj":
            return _done(governor, lang)
        case "nsubjpass" | "dobj":
            return governor.lemma in table.told
        case "poss":
            return governor.lower in table.nouns
        case "pobj":
            return _dealt_with(sentence, governor, lang)
    return False


def _dealt_with(sentence: Sentence, preposition: Token, lang: Language) -> bool:
    """Whether a preposition ties a government to what is done by it or had with it: "demanded by Paris", "talks with Ankara"."""
    governor, table = sentence.head(preposition), lang.metonyms
    if preposition.lower == "by":
        return preposition.dep == "agent" and _done(governor, lang)
    if preposition.lower in {"with", "between", "against", "on", "from"}:
        return governor.pos == "NOUN" and governor.lower in table.dealings
    return False


def _done(verb: Token, lang: Language) -> bool:
    """Whether a verb is of what governments do: they speak or act."""
    return verb.lemma in lang.metonyms.verbs or verb.lower in cue_index(lang.cues).verbs
