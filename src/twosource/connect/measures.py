"""What a figure measures: the class of count that the words near it name, or its dimension."""

import functools
import re
from collections.abc import Mapping, Sequence

import msgspec

from twosource.connect.terms import family, stem
from twosource.connect.voices import fold_all
from twosource.lang import language
from twosource.lang.measures import Measures
from twosource.model.report import Span
from twosource.model.value import Quantity

#: What parts one clause of a sentence from the next, near enough to say which words stand beside a figure.
_BREAK = re.compile(r"[;:—–()“”\"]|,(?!\d)|\s-\s|\b(?:and|but|while|whereas|after|when|because|following|where|before|although|though)\b")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NEAR = 60  # characters looked at before a figure for words that stand for a count
#: What it costs a word to be the figure's own: one a word, more for what stands between.
_COMMA, _FIGURE, _BREAKS = 4, 7, 3
_FARTHEST = 16
_RUN_IN = 5  # words of a run-in heading: "The missing."
#: "the number of pickets", "its count of homes destroyed".
_COUNT_OF = re.compile(
    r"\b(?:number|count|tally|total|toll|list|estimate|figure)s?\s+of\s+(?:the\s+|its\s+|all\s+)?(?P<noun>[^\W\d_]+)", re.IGNORECASE
)
#: "raised it to", "widened the recall to", "revised downward, to".
_BROUGHT = re.compile(
    r"\b(?:rais|low|widen|revis|updat|correct|increas|reduc|cut|expand|extend|rose|risen|fell|fallen|grew|grown|climb|brought|bring|put)\w*"
    r"\b[^.;:\d]*\b(?:to|at)\s+(?:at\s+least\s+|about\s+|some\s+|nearly\s+|just\s+(?:under|over)\s+)?$",
    re.IGNORECASE,
)


@functools.cache
def _table() -> Measures:
    return language("en").measures


@functools.cache
def _class_of() -> Mapping[str, str]:
    return {" ".join(stem(part) for part in words.split()): name for name, counted in _table().counted.items() for words in counted.words}


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(stem(word.split()[-1]) for word in _table().people)


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(stem(word) for word in _table().groups) - _people()


def measure_of(text: str, sentence: Span, quantity: Quantity, beside: Sequence[Quantity], before: str | None) -> tuple[str | None, str]:
    """What the figure measures, and of which part of the people; `None` where that cannot be told."""
    if quantity.unit != "1":
        return (quantity.si_unit or quantity.unit), ""
    nouns = [stem(word) for word in (quantity.counted or "").split()]
    noun = nouns[-1] if nouns else ""
    own = _class_of().get(noun)
    if own is not None and noun not in _people() | _groups():
        return own, ""
    if noun and noun not in _people() | _groups():
        return _things(noun), ""
    group = noun if noun in _groups() else ""
    marked = _nearest(text, sentence, quantity, beside)
    if marked is None:
        anaphor = _anaphor(text, sentence, quantity, before)
        if anaphor is not None:
            return anaphor, group
    if marked is None:
        marked = _run_in(text, sentence)
    if marked is None and not noun:
        return _of_concept(text, quantity) or (before if _brought_to(text, quantity) else None), group
    if marked is None:
        return _things(noun), group
    return marked, group


def measured_by(noun: str) -> str | None:
    """The class of count that a noun names: "the dead", "the wounded"; `None` for people and things."""
    return _class_of().get(stem(noun))


def _things(noun: str) -> str:
    """What counts of a noun are called: those of one meaning alike ("houses", "homes")."""
    return f"{family(noun).removeprefix('=')}s"


def _of_concept(text: str, quantity: Quantity) -> str | None:
    """What a bare figure counts, where the words that say what it measures name it: "the number of pickets on Tuesday at 1,100"."""
    concept = quantity.concept
    named = _COUNT_OF.search(text[concept.start : concept.end]) if concept else None
    if named is None:
        return None
    noun = stem(named["noun"])
    own = _class_of().get(noun)
    return own or (_things(noun) if noun not in _people() else None)


def _brought_to(text: str, quantity: Quantity) -> bool:
    """Whether a bare figure brings one told before up to date: "widened the recall to 310,000"."""
    return quantity.counted is None and bool(_BROUGHT.search(text[max(0, quantity.start - _NEAR) : quantity.start]))


def _nearest(text: str, sentence: Span, quantity: Quantity, beside: Sequence[Quantity]) -> str | None:
    """The class whose word stands nearest, other figures and commas between making it farther."""
    words = [(match.start(), match.end(), stem(match.group())) for match in _WORD.finditer(text, sentence.start, sentence.end)]
    best: tuple[int, str] | None = None
    for i, (start, end, word) in enumerate(words):
        pair = f"{word} {words[i + 1][2]}" if i + 1 < len(words) else ""
        name = _class_of().get(pair) or _class_of().get(word)
        if name is None or (quantity.start <= start < quantity.end and word in _people()):
            continue
        cost = _distance(text, quantity, beside, Span(start, end), words)
        if cost <= _FARTHEST and (best is None or cost < best[0]):
            best = (cost, name)
    return best[1] if best else None


def _distance(text: str, quantity: Quantity, beside: Sequence[Quantity], place: Span, words: Sequence[tuple[int, int, str]]) -> int:
    start, end = place
    left, right = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
    if right <= left:
        return 0
    between = text[left:right]
    passed = sum(1 for word in words if left <= word[0] < right)
    others = sum(1 for other in beside if left <= other.start < right and other is not quantity)
    breaks = sum(1 for match in _BREAK.finditer(between) if match.group() != ",")
    return passed + _COMMA * between.count(",") + _FIGURE * others + _BREAKS * breaks


def _anaphor(text: str, sentence: Span, quantity: Quantity, before: str | None) -> str | None:
    """The class of the count told before, where "that figure", "its count" stands for it."""
    words = [fold_all(word) for word in text[max(sentence.start, quantity.start - _NEAR) : quantity.start].split()[-5:]]
    return before if set(words) & set(_table().anaphors) else None


def _run_in(text: str, sentence: Span) -> str | None:
    """The class that a run-in heading or the sentence before it names: "The missing. The ministry listed 31 people"."""
    before = text[max(0, sentence.start - _NEAR * 4) : sentence.start].rstrip()
    start = max(before.rfind("\n"), 0)
    heading = re.split(r"(?<=[.:])\s", before[start:].strip())
    if not heading or len(heading[0].split()) > _RUN_IN or not heading[0].endswith((".", ":")):
        return None
    return next((name for word in _WORD.findall(heading[0]) if (name := _class_of().get(stem(word)))), None)


def level(text: str, quantity: Quantity, measure: str) -> Quantity:
    """The quantity as it is compared: "rose to 23" is a level, whatever way it went."""
    moved = quantity.change if not re.search(r"\b(?:to|at|of)\s+$", text[max(0, quantity.start - 6) : quantity.start]) else None
    counted = _table().counted.get(measure)
    noun = ((counted.agrees_with if counted else None) or measure) if quantity.unit == "1" else None
    return msgspec.structs.replace(quantity, counted=noun, change=moved)
