"""The stretch of a report that tells a claim: whole sentences, which lose neither a subject nor a condition nor the rest of a quotation."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.quotes import quotes
from twosource.connect.phrasing import capital, is_pronoun, named_in, of_a_body, tidy, undated
from twosource.connect.scene import Saying, Scene
from twosource.connect.voices import Bearing
from twosource.model.claim import Annotation, EntityType, Form, Mention
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
_HEARD = re.compile(r"\b(told|tells|asked) (?:me|us|our (?:\w+ )?(?:programme|program|reporter|correspondent|newspaper))\b")
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")


class _Page(NamedTuple):
    """What a report's lines are made of, in order of place, laid out once: a report may hold tens of thousands of sentences."""

    quotes: tuple[Span, ...]
    ends: tuple[int, ...]  # of the quotes
    passages: tuple[int, ...]  # where each starts
    sentences: tuple[int, ...]
    pronouns: Mapping[int, Mention]  # by their start
    speakers: tuple[tuple[int, int, str], ...]  # pronouns that speak: start, end, entity

    def quoted(self, span: Span) -> Sequence[Span]:
        """The quotations that a stretch has a part of."""
        first = bisect_right(self.ends, span.start)
        return self.quotes[first : bisect_left(self.quotes, span.end, lo=first, key=lambda quote: quote.start)]


class _Known(NamedTuple):
    """A report with its annotation, by which its page is kept; of one scene two are one where the report is."""

    report: Report
    annotation: Annotation

    def __hash__(self) -> int:
        return hash(self.report.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.report is other.report and self.annotation is other.annotation


def _page(scene: Scene, saying: Saying) -> _Page:
    return _laid(_Known(saying.report, scene.annotation_by_report[saying.report.id]))


@functools.lru_cache(maxsize=256)
def _laid(known: _Known) -> _Page:
    report, annotation = known
    quoted = sorted(quote.span for quote in quotes(report) if quote.depth == 0 and quote.closed)
    said = [(one, statement.source_entity) for statement in annotation.statements for one in statement.source]
    return _Page(
        quotes=tuple(quoted),
        ends=tuple(quote.end for quote in quoted),
        passages=tuple(passage.start for passage in report.passages),
        sentences=tuple(sentence.start for sentence in report.sentences),
        pronouns={mention.start: mention for mention in annotation.mentions if mention.form is Form.PRONOUN and mention.entity},
        speakers=tuple(sorted((*one, entity) for one, entity in said if entity and is_pronoun(report.text[slice(*one)]))),
    )


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
    report, said, page = saying.report, saying.statement, _page(scene, saying)
    parts = [*saying.pieces, *((*said.source, *said.cue) if said is not None else ())]
    at = bisect_right(page.passages, saying.pieces[0].start) - 1
    if at < 0 or any(not report.passages[at].start <= part.start < report.passages[at].end for part in parts):
        return None
    lowest = bisect_left(page.sentences, report.passages[at].start)
    there = report.sentences[lowest : bisect_left(page.sentences, report.passages[at].end, lo=lowest)]
    held = [i for i, span in enumerate(there) if any(span.overlaps(part) for part in parts)]
    if not held:
        return None
    first, last = _unbroken(page, there, min(held), max(held))
    leans = _leans(scene, saying, there[first]) or (
        first > 0 and _answers(report, there[first - 1], Span(there[first].start, there[last].end))
    )
    while first and leans and there[last].end - there[first - 1].start <= LONGEST:
        first, last = _unbroken(page, there, first - 1, last)
        leans = _LEANING.match(report.text, there[first].start) is not None
    found = Span(there[first].start, there[last].end)
    while last + 1 < len(there) and report.text.count("(", *found) > report.text.count(")", *found):
        last += 1
        found = Span(found.start, there[last].end)
    while last + 1 < len(there) and _is_quoted(report, page, there[last + 1]) and page.quoted(found):
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


def _unbroken(page: _Page, there: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """The sentences with those that a quotation runs over from them."""
    for quote in page.quoted(Span(there[first].start, there[last].end)):
        while first and quote.start < there[first].start:
            first -= 1
        while last + 1 < len(there) and there[last].end < quote.end:
            last += 1
    return first, last


def _is_quoted(report: Report, page: _Page, span: Span) -> bool:
    """Whether a sentence is in quotation marks from end to end, so that whoever was quoted before it goes on."""
    said = report.text[span.start : span.end].strip()
    return len(said) > 1 and said[0] in _OPENS and said[-1] in _CLOSES and any(_covers(quote, span) for quote in page.quoted(span))


def _covers(quote: Span, span: Span) -> bool:
    return quote.start <= span.start + 2 and span.end - 2 <= quote.end


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
    if not _speaks_of_himself(report, _page(scene, saying), span):
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
    text, speakers = saying.report.text, _page(scene, saying).speakers
    for start, end, entity in speakers[bisect_left(speakers, (span.start, 0, "")) :]:
        name = scene.cast.name_of.get(scene.cast.cluster(entity))
        if end > span.end or not name or of_a_body(text[span.start : start], text[start:end]):
            break
        return f"{text[span.start : start]}{name}{text[end : span.end]}"
    return text[slice(*span)]


def _speaks_of_himself(report: Report, page: _Page, span: Span) -> bool:
    within = page.quoted(span)
    outside = "".join(report.text[at] for at in range(span.start, span.end) if not any(quote.start <= at < quote.end for quote in within))
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
    text, mention = saying.report.text, _page(scene, saying).pronouns.get(span.start)
    if mention is None or mention.type not in _SPEAK or _IS.match(text, mention.end):
        return None
    name = scene.cast.name_of.get(scene.cast.cluster(mention.entity or ""))
    return _Named(name, mention.end) if name and text[mention.start : mention.end].lower() in _OPENING else None
