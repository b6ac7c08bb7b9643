"""The stretch of a report that tells a claim: whole sentences, which lose neither a subject nor a condition nor the rest of a quotation."""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.annotate.quotes import quotes
from twosource.connect.phrasing import capital, is_pronoun, named_in, of_a_body, tidy, undated
from twosource.connect.scene import Saying, Scene, passage_at
from twosource.connect.voices import Bearing
from twosource.model.claim import EntityType, Form
from twosource.model.report import Report, Span

#: Characters of a stretch that can still be told in one line.
LONGEST = 400
#: Of the words of a line, the share that each report must have in its own sentence to be cited for the line as it stands, and a copy.
HAS, COPIED = 0.9, 0.7
#: So few words say little by themselves: "The board said yes."
SHORT = 4
_WORD = re.compile(r"\w+")
_OPENS, _CLOSES = "\"“‘'", "\"”’'"
#: A reporter who speaks of himself, outside quotation marks.
_WRITER = re.compile(r"\b(?:I|me|my|myself|we|us|our|ourselves|We|My|Our|[Yy]our correspondent)\b(?![.’'-]\w)")
#: Pronouns that may open a sentence for a name, and those that say whose.
_OPENING = frozenset({"he", "she", "it", "his", "her", "its"})
_OF = frozenset({"his", "her", "its"})
#: Who may be named for a pronoun; "It is the second recall this year" is of the recall, whatever body was named before.
_SPEAK = frozenset({EntityType.PER, EntityType.ORG})
_IS = re.compile(r"(?<=[Ii]t)\s+(?:is|was|has been|had been|will be|would be)\s+(?:an?|the|not|only|his|her|their|its)\b")
#: A first word that says little without the sentence before it.
_LEANING = re.compile(
    r"(?:It|They|He|She|His|Her|Its|Their|Theirs|That|This|These|Those|One|None|Neither|Both|Others|Another|Such|Nor"
    r"|Of (?:these|those|them|the)|The (?:rest|others?))\b"
)
#: Whom somebody told something: the outlet, where its reporter says so.
_HEARD = re.compile(r"\b(told|tells|asked|called) (?:me|us|our \w+(?: programme| reporter| correspondent)?)\b")
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")


def told_whole(scene: Scene, saying: Saying, others: Iterable[Saying]) -> str | None:
    """The sentences that tell a claim, as the report has them, with the name for a pronoun that speaks.

    `None` where they are too long for a line, or where one of the others, which are cited for it too, has not nearly all of their words.
    """
    span = stretch(scene, saying)
    if span is None or not all(_has(scene, other, saying, span) for other in others):
        return None
    return tidy(_as_the_outlet(scene, saying, span))


def stretch(scene: Scene, saying: Saying) -> Span | None:
    """The sentences of a claim and of who says it, with all of a quotation that they are a part of, and what a first word leans on.

    `None` where they are too long for a line or stand in several paragraphs.
    """
    report, said = saying.report, saying.statement
    parts = [*saying.pieces, *((*said.source, *said.cue) if said is not None else ())]
    passage = passage_at(report, saying.pieces[0].start)
    if any(not passage.start <= part.start < passage.end for part in parts):
        return None
    there = [span for span in report.sentences if passage.start <= span.start < passage.end]
    held = [i for i, span in enumerate(there) if any(span.overlaps(part) for part in parts)]
    if not held:
        return None
    first, last = _unbroken(report, there, min(held), max(held))
    leans = _leans(scene, saying, there[first]) or (
        first > 0 and _answers(report, there[first - 1], Span(there[first].start, there[last].end))
    )
    while first and leans and there[last].end - there[first - 1].start <= LONGEST:
        first, last = _unbroken(report, there, first - 1, last)
        leans = _LEANING.match(report.text, there[first].start) is not None
    found = Span(there[first].start, there[last].end)
    while last + 1 < len(there) and report.text.count("(", *found) > report.text.count(")", *found):
        last += 1
        found = Span(found.start, there[last].end)
    while last + 1 < len(there) and _is_quoted(report, there[last + 1]) and _ends_quoted(report, found):
        last += 1
        if there[last].end - found.start <= LONGEST:
            found = Span(found.start, there[last].end)
    return found if found.end - found.start <= LONGEST else None


def _leans(scene: Scene, saying: Saying, sentence: Span) -> bool:
    """Whether a sentence opens with a word that says little without the sentence before it, and no name can stand for that word.

    So does one whose speaker is but a pronoun: "“The deck was awash,” he said".
    """
    said = saying.statement
    if said is not None and said.source and saying.voice.bearing is not Bearing.NAMED and said.source[0].overlaps(sentence):
        return is_pronoun(saying.report.text[slice(*said.source[0])])
    return _LEANING.match(saying.report.text, sentence.start) is not None and _names(scene, saying, sentence) is None


def _answers(report: Report, before: Span, told: Span) -> bool:
    """Whether what is told says little without the one before it: it answers a question, or is of a few words."""
    asked = report.text[before.start : before.end].rstrip().endswith("?")
    return asked or len(_WORD.findall(report.text[told.start : told.end])) <= SHORT


def _unbroken(report: Report, there: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """The sentences with those that a quotation runs over from them."""
    for quote in _quoted(report):
        if quote.start < there[last].end and there[first].start < quote.end:
            touched = [i for i, span in enumerate(there) if span.overlaps(quote)]
            first, last = min([first, *touched]), max([last, *touched])
    return first, last


@functools.lru_cache(maxsize=256)
def _quoted(report: Report) -> tuple[Span, ...]:
    return tuple(quote.span for quote in quotes(report) if quote.depth == 0 and quote.closed)


def _is_quoted(report: Report, span: Span) -> bool:
    """Whether a sentence is in quotation marks from end to end, so that whoever was quoted before it goes on."""
    said = report.text[span.start : span.end].strip()
    return len(said) > 1 and said[0] in _OPENS and said[-1] in _CLOSES and any(_covers(quote, span) for quote in _quoted(report))


def _covers(quote: Span, span: Span) -> bool:
    return quote.start <= span.start + 2 and span.end - 2 <= quote.end


def _ends_quoted(report: Report, span: Span) -> bool:
    """Whether a stretch quotes somebody."""
    return any(quote.overlaps(span) for quote in _quoted(report))


def _has(scene: Scene, other: Saying, saying: Saying, span: Span) -> bool:
    """Whether another report's own sentences have nearly all words of a stretch; what a copy changed is told beside it."""
    if other.report.id == saying.report.id:
        return True
    there = stretch(scene, other) or other.sentence
    words = _WORD.findall(saying.report.text[span.start : span.end].casefold())
    known = frozenset(_WORD.findall(other.report.text[there.start : there.end].casefold()))
    copied = scene.first_of[other.report.id] == scene.first_of[saying.report.id]
    return sum(word in known for word in words) >= (COPIED if copied else HAS) * len(words)


def _as_the_outlet(scene: Scene, saying: Saying, span: Span) -> str:
    """The stretch; where the reporter speaks of himself it is the outlet that was told, or that writes."""
    report = saying.report
    said = undated(_opened(scene, saying, span) or _spoken(scene, saying, span))
    if not _speaks_of_himself(report, span):
        return said
    outlet = report.outlet or "the report"
    heard = _HEARD.sub(rf"\1 {outlet}", said)
    if heard != said and _WRITER.search(_unquoted(heard)) is None:
        return heard
    own = _QUOTED.sub(r"‘\1’", tidy(undated(report.text[span.start : span.end])))
    return f"{capital(outlet)} writes: “{own}”"


def _spoken(scene: Scene, saying: Saying, span: Span) -> str:
    """The stretch with the name for a pronoun that speaks in it, be it of this claim or of another of the same sentence."""
    if saying.statement is not None:
        return named_in(saying, span)
    text = saying.report.text
    for said in scene.annotation_by_report[saying.report.id].statements:
        source = next((one for one in said.source if span.holds(one)), None)
        if source is not None and said.source_entity and is_pronoun(text[slice(*source)]):
            name = scene.cast.name_of.get(scene.cast.cluster(said.source_entity))
            if of_a_body(text[span.start : source.start], text[slice(*source)]):
                name = None
            return f"{text[span.start : source.start]}{name}{text[source.end : span.end]}" if name else text[slice(*span)]
    return text[slice(*span)]


def _speaks_of_himself(report: Report, span: Span) -> bool:
    outside = "".join(report.text[at] for at in range(span.start, span.end) if not any(q.start <= at < q.end for q in _quoted(report)))
    return _WRITER.search(outside) is not None


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text)


def _opened(scene: Scene, saying: Saying, span: Span) -> str | None:
    """The stretch with the name for a pronoun that opens it, where the report tells who is meant: "It trails there", "Its lawyer said"."""
    found = _names(scene, saying, span)
    if found is None:
        return None
    text, name = saying.report.text, found.name
    whose = text[span.start : found.end].lower() in _OF
    return f"{capital(name)}{('’' if name.endswith('s') else '’s') if whose else ''}{text[found.end : span.end]}"


class _Named(NamedTuple):
    name: str
    end: int  # of the pronoun


def _names(scene: Scene, saying: Saying, span: Span) -> _Named | None:
    """Who is meant by a pronoun that opens a stretch."""
    text = saying.report.text
    for mention in scene.annotation_by_report[saying.report.id].mentions:
        if mention.start != span.start or mention.form is not Form.PRONOUN or mention.type not in _SPEAK:
            continue
        if mention.entity and not _IS.match(text, mention.end):
            name = scene.cast.name_of.get(scene.cast.cluster(mention.entity))
            if name and text[mention.start : mention.end].lower() in _OPENING:
                return _Named(name, mention.end)
    return None
