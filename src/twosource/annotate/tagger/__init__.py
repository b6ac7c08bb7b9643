"""The learned tagger: a report's paragraphs to statements in spans, names, hedges and a vector for each sentence."""

from collections.abc import MutableMapping, Sequence
from itertools import chain

from twosource.annotate.tagger.network import Network, network
from twosource.annotate.tagger.spell import spelled
from twosource.annotate.tagger.tagged import Tagged
from twosource.model.report import Report, Span

#: What was found in a paragraph, by the name of the weights and the paragraph's words.
Cache = MutableMapping[tuple[str, str], Tagged]


def tag(report: Report, paragraphs: Sequence[Sequence[Span]], cache: Cache | None = None) -> Tagged:
    """What the network finds in a report, in offsets of its text.

    `paragraphs` are sentences in runs; `cache` is asked before the network and told afterwards.
    """
    opened = network()
    found: list[Tagged] = []
    for run in paragraphs:
        for stretch in opened.stretches(report.text, run):
            start, text = stretch[0].start, report.text[stretch[0].start : stretch[-1].end]
            found.append(_tagged(opened, text, [(s.start - start, s.end - start) for s in stretch], cache).moved(start))
    return Tagged(*(tuple(chain.from_iterable(part)) for part in zip(*found, strict=True))) if found else Tagged()


def _tagged(opened: Network, text: str, sentences: Sequence[tuple[int, int]], cache: Cache | None) -> Tagged:
    key = (opened.name, text)
    if cache is not None and key in cache:
        return cache[key]
    found = spelled(opened.read(text), sentences, opened)
    if cache is not None:
        cache[key] = found
    return found
