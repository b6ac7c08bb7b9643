"""Paragraphs as those read them who read a paragraph at a time: sentences in runs that stand in one passage."""

from twosource.model.report import Report, Span


def paragraphs(report: Report) -> list[list[Span]]:
    """Sentences in runs that stand in one passage."""
    runs: list[list[Span]] = []
    ends = iter(passage.end for passage in report.passages)
    end = -1
    for sentence in report.sentences:
        if sentence.start >= end or not runs:
            runs.append([])
            while end <= sentence.start:
                end = next(ends, len(report.text) + 1)
        runs[-1].append(sentence)
    return runs
