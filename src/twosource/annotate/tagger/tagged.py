"""What the tagger finds: spans count code points from the start of the paragraph, or of the report once moved there."""

from collections.abc import Mapping
from typing import NamedTuple

from twosource.model.report import Span


class Said(NamedTuple):
    """A cue with what it joins: `source` is None where nobody is named, `content` is never empty."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]


class Named(NamedTuple):
    """A name with PER, ORG, LOC or MISC, and how much speaks for each label, from 0 to 1."""

    span: Span
    label: str
    shares: Mapping[str, float]


class Tag(NamedTuple):
    """A hedge with its class, and how sure the network is that it is one."""

    span: Span
    label: str
    share: float


class Likely(NamedTuple):
    """Words that may be a cue, and how sure the network is of it, from 0 to 1."""

    span: Span
    share: float


class Tagged(NamedTuple):
    """A paragraph's findings, each list in order of place.

    `likely` are pieces of words that may be a cue, those of cues among them; `vectors` are float16 bytes, one for each sentence.
    """

    said: tuple[Said, ...] = ()
    names: tuple[Named, ...] = ()
    hedges: tuple[Tag, ...] = ()
    likely: tuple[Likely, ...] = ()
    vectors: tuple[bytes, ...] = ()

    def moved(self, by: int) -> "Tagged":
        """The same with spans that count from `by` code points earlier."""
        said = tuple(Said(_moved(s.cue, by), s.source and _moved(s.source, by), tuple(_moved(c, by) for c in s.content)) for s in self.said)
        names = tuple(name._replace(span=_moved(name.span, by)) for name in self.names)
        hedges = tuple(hedge._replace(span=_moved(hedge.span, by)) for hedge in self.hedges)
        likely = tuple(one._replace(span=_moved(one.span, by)) for one in self.likely)
        return Tagged(said, names, hedges, likely, self.vectors)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
