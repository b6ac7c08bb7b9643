"""The words that a report opens with: its dateline is no part of the sentence behind it."""

from collections.abc import Iterator

from msgspec import structs

from twosource.lang import Language
from twosource.model.report import PassageKind, Report, Span
from twosource.read.dateline import LONGEST_DATELINE, dateline


def apart(report: Report, lang: Language) -> Report:
    """The report with each dateline a sentence of its own, so that no place or agency is read as the speaker of what follows."""
    ends = dict(_datelines(report, lang))
    if not ends:
        return report
    return structs.replace(report, sentences=tuple(part for sentence in report.sentences for part in _parts(report.text, sentence, ends)))


def _datelines(report: Report, lang: Language) -> Iterator[tuple[int, int]]:
    for passage in report.passages:
        if passage.kind is not PassageKind.BODY:
            continue
        start = passage.start
        while start < passage.end and report.text[start].isspace():
            start += 1
        if found := dateline(report.text[start : min(passage.end, start + LONGEST_DATELINE)], lang.datelines):
            yield start, start + found.end


def _parts(text: str, sentence: Span, ends: dict[int, int]) -> list[Span]:
    end = ends.get(sentence.start)
    if end is None or end >= sentence.end:
        return [sentence]
    return [Span(sentence.start, sentence.start + len(text[sentence.start : end].rstrip())), Span(end, sentence.end)]
