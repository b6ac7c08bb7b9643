"""How a figure is shown: what it says, whose it is, the words it stands in, the matter it is of."""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from twosource.connect.align import counted as is_count
from twosource.connect.align import is_toll
from twosource.connect.figures import Figure
from twosource.connect.phrasing import is_pronoun
from twosource.connect.scene import Scene
from twosource.connect.terms import stem
from twosource.lang import language
from twosource.model.ledger import Side
from twosource.model.report import Cite
from twosource.values.quantity import say
from twosource.values.unit import is_money

_LONGEST_ABOUT = 70
_PREPOSITIONS = frozenset({"of", "in", "from", "to", "around", "upstream", "downstream", "per"})
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEADS = re.compile(r"(?:of|in|around|across|from|near|within)\s+(?:the\s+)?", re.IGNORECASE)
_SMALL = re.compile(r"(?<![\d.,])[1-9](?![\d.,])")


def shown(figure: Figure) -> str:
    """The figure as a side says it: the value in the report's own unit, with what is counted."""
    counted = language("en").measures.counted.get(figure.measure)
    if figure.quantity.unit != "1" or counted is None:
        return say(figure.quantity)
    if not is_count(figure):  # "dozens" is what was said, not 12 to 120
        return f"{figure.words.lower().split()[0]} of {_people(figure, counted.says)}"
    told = _people(figure, counted.says)
    number = _SMALL.sub(_in_words, say(msgspec.structs.replace(figure.quantity, counted=None)))
    return f"{number} {_single(told) if figure.quantity.low == 1 else told}"


def _in_words(digit: re.Match[str]) -> str:
    """A number below ten of things that are counted, as newsrooms write it."""
    return next(word for word, value in language("en").numbers.cardinals.items() if value == int(digit[0]))


def _single(says: str) -> str:
    """What is counted where it is one: "person killed"."""
    first, _, rest = says.partition(" ")
    return f"{language('en').measures.single.get(first, first)} {rest}".strip()


def _people(figure: Figure, says: str) -> str:
    """Who is counted: "people killed", or of a part of them "children killed"."""
    if figure.group not in _plurals() or not says.startswith("people "):
        return says
    return f"{_plurals()[figure.group]} {says.removeprefix('people ')}"


@functools.cache
def _plurals() -> Mapping[str, str]:
    """From the stem of a group to the word for several of it."""
    return {stem(word): word for word in language("en").measures.groups if not language("en").measures.groups.count(f"{word}s")}


def cite(figure: Figure) -> Cite:
    """The words of the clause that the figure stands in, so that a reader sees what it is of."""
    start, end = figure.clause
    start, end = min(start, figure.quantity.start), max(end, figure.quantity.end)
    concept = figure.quantity.concept
    if concept is not None and concept.start >= figure.sentence.start and concept.end <= figure.sentence.end:
        start, end = min(start, concept.start), max(end, concept.end)
    text = figure.report.text
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in ' \n\t,;:([“"–—-':
        end -= 1
    return figure.report.cite(start, end)


def cites(figures: Iterable[Figure]) -> tuple[Cite, ...]:
    """One cite a figure, in order of report and place."""
    return tuple(sorted({cite(figure) for figure in figures}))


def side(figures: Sequence[Figure]) -> Side:
    """One side of a conflict or change: the figures that say the same."""
    return Side(says=shown(clearest(figures)), cites=cites(figures))


def clearest(figures: Sequence[Figure]) -> Figure:
    """The figure to show of those that say the same: exact before rounded, the earliest first."""
    return min(figures, key=lambda f: (f.quantity.bound.value != "exact", f.asof.latest.isoformat() if f.asof else "9999", f.key))


def matter(figures: Sequence[Figure]) -> str:
    """What the figures are of: "people missing"; "area of farmland around the town"; no sum is of somebody: "amount", not "of Mr Pym"."""
    figure = clearest(figures)
    table = language("en").measures
    if is_toll(figure):
        says = table.counted[figure.level.counted or figure.measure].says
        return _people(figure, says)
    if figure.quantity.unit == "1":
        return f"number of {_several(figure.quantity.counted or figure.measure)}"
    kind = table.dimensions.get("%" if figure.quantity.unit == "%" else figure.measure, "amount")
    concepts = sorted(
        {" ".join(f.quantity.concept.text.split()) for f in figures if f.quantity.concept}, key=lambda text: (len(text), text)
    )
    paid = is_money(figure.quantity.unit)
    said = next((c for c in concepts if 3 < len(c) <= _LONGEST_ABOUT and not _gives(c) and not (paid and _is_name(c))), "")
    if not said:
        return kind
    if kind in said.lower().split():
        return said
    return f"{kind} {said}" if said.split()[0] in _PREPOSITIONS else f"{kind} of {said}"


def _several(noun: str) -> str:
    """A noun as what several of it are called: "polling station" to "polling stations"."""
    noun = noun.strip()
    if noun.endswith(("s", "people", "men", "children")):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in {*"aeiou"} else f"{noun}s"


def _gives(concept: str) -> bool:
    """Whether the words name a body, which gives the figure and is not measured: "the service had mapped 6,100 hectares"."""
    return concept.rsplit(maxsplit=1)[-1].lower() in language("en").measures.bodies


def _is_name(concept: str) -> bool:
    """Whether the words end in a name: who is paid, not what for."""
    return concept.rsplit(maxsplit=1)[-1][:1].isupper()


def scope_words(figure: Figure) -> str:
    """The words about a figure that say of what part, where: what follows "of", or what stands before it."""
    text = figure.report.text
    end = figure.witness.end if figure.witness is not None else figure.quantity.end
    after = " ".join(text[end : figure.clause.end].split()).lstrip(") ").strip(" .,;:")
    led = _LEADS.match(after)
    before = [word for word in figure.shown if word not in after.lower().split()]
    if led is not None:
        return " ".join([*before, after[led.end() :]])[:_LONGEST_ABOUT]
    words = text[figure.clause.start : figure.quantity.start].split()
    first = next((at for at, word in enumerate(words) if word.lower().strip(' ,;:“”"') in before), len(words))
    return " ".join(words[first:][:8]).strip(' ,;:“”"')


def whose(scene: Scene, figure: Figure) -> str:
    """Whose figure it is, for a note: who says it by name, else the body spoken for, else the outlet, else the report."""
    told = figure.saying.voice if figure.saying is not None and figure.saying.statement is not None else None
    if told is not None and told.house == figure.voice and told.key in scene.cast.name_of:
        return told.name
    name = scene.cast.name_of.get(figure.voice)
    if name:
        return name
    if figure.voice.startswith("words:"):
        return "the " + figure.voice.removeprefix("words:")
    if figure.saying is not None and figure.saying.statement is not None and (words := figure.saying.voice.name) and not is_pronoun(words):
        return words
    return outlet(figure)


def outlet(figure: Figure) -> str:
    """How a note names a figure's report."""
    report = figure.report
    return report.outlet or (
        f"“{report.headline}”" if report.headline else report.path.rpartition("/")[2].rpartition(".")[0] or report.path
    )


def day(moment: datetime) -> str:
    """A day as a note writes it: "9 Apr 2025"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
