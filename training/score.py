"""Exact F1 of spans as the corpora's own scorers count it, from labels."""

from collections.abc import Iterable, Mapping

MARKS = "\"“”„«»'‘’`"

Spans = set[tuple[str, int, int, int]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and quotation marks at the ends."""
    while start < end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in MARKS):
        end -= 1
    return start, end


def f1(gold: Spans, found: Spans) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right = len(gold & found)
    precision, recall = (100 * right / max(len(side), 1) for side in (found, gold))
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def by_kind(gold: Spans, found: Spans, kinds: Iterable[str]) -> Mapping[str, tuple[float, float, float]]:
    return {name: f1({s for s in gold if s[3] == kind}, {s for s in found if s[3] == kind}) for kind, name in enumerate(kinds)}
