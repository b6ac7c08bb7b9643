"""The learned tagger: a report's paragraphs to statements in spans, names, hedges and a vector for each sentence."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from itertools import chain

from twosource.annotate.tagger.network import Network, network
from twosource.annotate.tagger.spell import spelled
from twosource.annotate.tagger.tagged import Tagged
from twosource.model.report import Report, Span

#: Paragraphs whose scores are held at once.
TOGETHER = 32

#: What was found in a paragraph, by the name of the weights and the paragraph's words.
Cache = MutableMapping[tuple[str, str], Tagged]


def tag(report: Report, paragraphs: Sequence[Sequence[Span]], cache: Cache | None = None) -> Tagged:
    """What the network finds in a report, in offsets of its text.

    `paragraphs` are sentences in runs; `cache` is asked before the network and told afterwards.
    """
    opened = network()
    stretches = [stretch for run in paragraphs for stretch in opened.stretches(report.text, run)]
    keys = [(opened.name, report.text[stretch[0].start : stretch[-1].end]) for stretch in stretches]
    known = {key: cache[key] for key in keys if cache is not None and key in cache}
    fresh = {key: stretch for key, stretch in zip(keys, stretches, strict=True) if key not in known}
    known |= zip(fresh, _read(opened, fresh), strict=True)
    if cache is not None:
        cache.update((key, known[key]) for key in fresh)
    found = [known[key].moved(stretch[0].start) for key, stretch in zip(keys, stretches, strict=True)]
    return Tagged(*(tuple(chain.from_iterable(part)) for part in zip(*found, strict=True))) if found else Tagged()


def _read(opened: Network, fresh: Mapping[tuple[str, str], Sequence[Span]]) -> Iterator[Tagged]:
    """The network's findings in texts, each with its sentences; some at a time, since scores take megabytes and findings do not."""
    texts = [text for _, text in fresh]
    sentences = [[(s.start - stretch[0].start, s.end - stretch[0].start) for s in stretch] for stretch in fresh.values()]
    for at in range(0, len(texts), TOGETHER):
        some = slice(at, at + TOGETHER)
        yield from spelled([opened.read(text) for text in texts[some]], sentences[some], opened)
