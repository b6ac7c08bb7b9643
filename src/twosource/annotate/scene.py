"""A report with all that is known of it when statements are made."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from twosource.annotate.content import trimmed, without
from twosource.annotate.frame import Frame
from twosource.annotate.mentions import Mentions
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.annotate.quotes import Quote
from twosource.annotate.verification import verification, without_aside
from twosource.lang import Language
from twosource.model.claim import Attribution, Basis, Hedge, HedgeClass, Mention, Polarity, Told
from twosource.model.report import Report, Span

#: What is asked, and what something depends on, is not said with less force.
_NO_DOUBT = frozenset({HedgeClass.CONDITION, HedgeClass.INVESTIGATION})
_JOINT = re.compile(r"[\s,;]+(?:and|but|or)\s*$")


class Scene:
    """A report with all that is known of it when statements are made."""

    def __init__(  # noqa: PLR0917 - the same
        self, report: Report, parse: Parse, quotes: Sequence[Quote], mentions: Mentions, hedges: Sequence[Hedge], lang: Language
    ) -> None:
        self.text = report.text
        self.parse = parse
        self.quotes = [quote for quote in quotes if quote.depth == 0 and quote.start < quote.end]
        self._quote_starts = [quote.start for quote in self.quotes]
        self._sentence_starts = [sentence.start for sentence in parse.sentences]
        self.mentions = mentions.mentions
        self._mention_starts = [mention.start for mention in self.mentions]
        self.hedges = hedges
        self._hedge_starts = [hedge.start for hedge in hedges]
        self.lang = lang

    def statement(self, frame: Frame, content: Sequence[Span]) -> Attribution:
        """The frame's attribution of that content."""
        if frame.negated and self._is_long(content):
            frame = frame._replace(negated=False)
        quoted = self._quoted(content) or self._left_open(content, frame)
        basis = self._basis(content, quoted)
        sentence, after = self._sentences(frame.verb)
        return Attribution(
            content=tuple(content),
            cue=frame.cue,
            source=tuple(without(frame.source, frame.cue)),
            source_entity=self._entity(frame.speaker) or self._named_behind(frame),
            quoted=tuple(quoted) if basis is Basis.MIXED else (),
            basis=basis,
            act=frame.act,
            polarity=Polarity.NEGATIVE if frame.negative != frame.negated else Polarity.POSITIVE,
            hedges=tuple(self._hedges_in([*content, *frame.cue])),
            verification=verification(self.text, sentence, after, content, frame.cue, self.lang.cues) if sentence else None,
            told=Told(frame.told.start, frame.told.end, self._entity(frame.told)) if frame.told else None,
            medium=tuple(without(frame.medium, content)),
        )

    def tidy(self, frame: Frame) -> list[Span]:
        """The tagger's content: a piece that is whole quotations lies inside their marks, any other keeps its words."""
        found: list[Span] = []
        opened = self._opened(frame)
        for piece in without(frame.content, [*frame.source, *frame.cue]):
            if opened is not None and piece.start >= frame.cue[0].start:
                continue
            if opened is not None and piece.overlaps(opened):
                found.append(Span(opened.start, self._without_pause(min(piece.end, opened.end))))
                continue
            found.extend(self._unmarked(piece))
        worded = [piece for piece in found if any(char.isalnum() for char in self.text[piece.start : piece.end])]
        return [piece for piece in worded if self._is_of(frame, piece)] or worded

    def _is_of(self, frame: Frame, piece: Span) -> bool:
        """Whether a piece of content stands in the cue's sentence or opens with a quotation; elsewhere it is seldom the same speaker's."""
        sentence, _ = self._sentences(frame.verb)
        here = Span(sentence.tokens[0].start, sentence.tokens[-1].end) if sentence else frame.cue[0]
        return piece.overlaps(here) or any(quote.start - 1 <= piece.start < quote.end for quote in self._quotes_near(piece))

    def _unmarked(self, piece: Span) -> list[Span]:
        """The piece without loose marks at its ends; where it is whole quotations, what stands inside their marks."""
        held = [quote.span for quote in self._quotes_near(piece) if quote.span.overlaps(piece)]
        left = "".join(self.text[part.start : part.end] for part in without([piece], held))
        if held and not any(char.isalnum() for char in left):
            return [span for quote in held if (span := _inside(self.text, _common(quote, piece)))]
        return [kept] if (kept := trimmed(self.text, piece)) else []

    def _opened(self, frame: Frame) -> Span | None:
        """A quotation that is never closed and that the cue stands in: it ends where the cue begins, and nothing behind is quoted."""
        at = bisect_right(self._quote_starts, frame.cue[0].start) - 1
        around = self.quotes[at] if at >= 0 else None
        if around is None or around.closed or frame.cue[0].start >= around.end:
            return None
        first = min(span.start for span in (*frame.cue, *frame.source))
        return Span(around.start, first) if around.start < first else None

    def _without_pause(self, end: int) -> int:
        while self.text[end - 1] in " ,;:\t\n":
            end -= 1
        return end

    def before(self, content: Sequence[Span], cut: Span) -> list[Span]:
        """The content without what is cut from it, and without a conjunction that then stands at an end."""
        left = ((piece, _JOINT.search(self.text, piece.start, piece.end)) for piece in without(content, [cut]))
        return [kept for piece, joint in left if (kept := trimmed(self.text, Span(piece.start, joint.start() if joint else piece.end)))]

    def content(self, frame: Frame) -> list[Span]:
        """The frame's content in pieces, whole quotations in, its own source and cue out."""
        pieces = [self._snapped(piece, frame) for piece in frame.content]
        left = without(pieces, [*frame.source, *frame.cue])
        joined = [without_aside(self.text, part, self.lang.cues) for part in _joined(self.text, left)]
        return [
            piece for part in joined for piece in self._unmarked(part) if any(char.isalnum() for char in self.text[piece.start : piece.end])
        ]

    def in_quotation(self, token: Token) -> bool:
        """Whether the word stands inside quotation marks."""
        at = bisect_right(self._quote_starts, token.start) - 1
        return at >= 0 and token.start < self.quotes[at].end

    def _snapped(self, piece: Span, frame: Frame) -> Span:
        """A piece that cuts through a quotation is widened to its marks, unless the cue itself stands in that quotation."""
        start, end = piece
        for quote in self._quotes_near(piece):
            if quote.start <= frame.verb.start < quote.end:
                continue
            if quote.span.overlaps(piece):
                start = min(start, quote.start - 1) if start >= quote.start else start
                end = max(end, min(quote.end + 1, len(self.text))) if end <= quote.end or end == quote.end else end
        return Span(start, end)

    def _quotes_near(self, span: Span) -> Sequence[Quote]:
        return self.quotes[max(0, bisect_left(self._quote_starts, span.start) - 1) : bisect_right(self._quote_starts, span.end)]

    def _quoted(self, content: Sequence[Span]) -> list[Span]:
        """Quotations that stand inside a piece, or are one; a last full stop that the piece leaves out makes no difference."""
        return [
            span
            for piece in content
            for quote in self._quotes_near(piece)
            if piece.start <= quote.start < piece.end and not self.text[piece.end : quote.end].strip(" .,;:")
            if (span := _inside(self.text, Span(quote.start, min(quote.end, piece.end)))) and span.start < span.end
        ]

    def _is_long(self, content: Sequence[Span]) -> bool:
        """Whether what is said are several sentences: a "not" in one of them is no denial of the whole."""
        return any(bisect_left(self._sentence_starts, span.end) - bisect_right(self._sentence_starts, span.start) > 0 for span in content)

    def _left_open(self, content: Sequence[Span], frame: Frame) -> list[Span]:
        """A piece that opens a quotation without a closing mark, when the cue that ends it stands in it too."""
        at = bisect_right(self._quote_starts, frame.verb.start) - 1
        around = self.quotes[at] if at >= 0 else None
        if around is None or around.closed or frame.verb.start >= around.end:
            return []
        return [piece for piece in content if piece.start == around.start and piece.end <= frame.verb.start]

    def _basis(self, content: Sequence[Span], quoted: Sequence[Span]) -> Basis:
        if not quoted:
            return Basis.INDIRECT
        return Basis.DIRECT if set(content) <= set(quoted) else Basis.MIXED

    def _entity(self, token: Token | None) -> str | None:
        """The entity of the smallest mention that holds the word."""
        if token is None:
            return None
        near = self.mentions[max(0, bisect_right(self._mention_starts, token.start) - 8) : bisect_right(self._mention_starts, token.start)]
        holding = [mention for mention in near if mention.start <= token.start < mention.end]
        return min(holding, key=_length).entity if holding else None

    def _named_behind(self, frame: Frame) -> str | None:
        """The entity of a name right behind the source's head word: "the union's negotiator Jon Borel"."""
        if frame.speaker is None or not frame.source:
            return None
        at = bisect_left(self._mention_starts, frame.speaker.end)
        mention = next(iter(self.mentions[at : at + 1]), None)
        if mention is None or mention.end > frame.source[-1].end or self.text[frame.speaker.end : mention.start].strip(" ,"):
            return None
        return mention.entity

    def _hedges_in(self, spans: Sequence[Span]) -> list[Span]:
        found = {
            Span(hedge.start, hedge.end)
            for span in spans
            for hedge in self.hedges[bisect_left(self._hedge_starts, span.start) : bisect_left(self._hedge_starts, span.end)]
            if hedge.class_ not in _NO_DOUBT
        }
        return sorted(found)

    def _sentences(self, token: Token) -> tuple[Sentence | None, Sentence | None]:
        at = bisect_right(self._sentence_starts, token.start) - 1
        if at < 0:
            return None, None
        return self.parse.sentences[at], next(iter(self.parse.sentences[at + 1 : at + 2]), None)


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _joined(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Pieces in order, those joined that only space and marks keep apart."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        elif found and not text[found[-1].end : piece.start].strip(" \t\n\u00a0,"):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(piece)
    return found


def _common(left: Span, right: Span) -> Span:
    return Span(max(left.start, right.start), min(left.end, right.end))


def _inside(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
