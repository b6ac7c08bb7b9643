"""What an outlet tells in its own voice: whether its people were there, or whether it is of years before and nobody can tell from where."""

import re
from collections.abc import Iterator

from twosource.connect.scene import Saying, Scene, passage_at
from twosource.connect.voices import fold_all
from twosource.lang import language
from twosource.model.report import Report, Span

_YEAR = re.compile(r"\d{4}(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def own_eyes(scene: Scene, saying: Saying) -> bool:
    """Whether the paragraph says that the outlet's people saw, counted or read it, or is told by one who was there."""
    report = saying.report
    passage = passage_at(report, saying.claim.start)
    sentences = [one for one in report.sentences if passage.start <= one.start < passage.end] or [saying.sentence]
    return any(_was_there(list(_own_words(scene, report, sentence)), _outlet(report)) for sentence in sentences)


def of_years_before(scene: Scene, saying: Saying) -> bool:
    """Whether the claim is of a year before the one that the report came out in, and of no day of that."""
    if saying.said is None:
        return False
    times = scene.annotation_by_report[saying.report.id].times
    inside = [when.value or "" for when in times if any(piece.start <= when.start < piece.end for piece in saying.pieces)]
    years = [int(found[0]) for value in inside if (found := _YEAR.match(value))]
    return bool(years) and max(years) < saying.said.earliest.year


def _was_there(words: list[str], outlet: frozenset[str]) -> bool:
    measures = language("en").measures
    if not measures.writers.isdisjoint(words):
        return True
    people = [at for at, word in enumerate(words) if word in measures.reporters or word in outlet]
    return bool(people) and not measures.sight.isdisjoint(words)


def _own_words(scene: Scene, report: Report, sentence: Span) -> Iterator[str]:
    """The words of a sentence that are nobody else's, in small letters."""
    said = [span for statement in scene.annotation_by_report[report.id].statements for span in statement.content]
    for word in _WORD.finditer(report.text, sentence.start, sentence.end):
        if not any(span.start <= word.start() < span.end for span in said):
            yield word[0].lower()


def _outlet(report: Report) -> frozenset[str]:
    """The last word of the outlet's name, by which it calls itself: "The Post counted them"."""
    names = fold_all(report.outlet or "").split()
    return frozenset(names[-1:])
