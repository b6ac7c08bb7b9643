"""Direct speech: each quotation joined to the cue before or behind it.

Marks and sentence ends decide, since parsers are least sure around quotations.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.frame import Frame
from twosource.annotate.parse import Token
from twosource.annotate.quotes import Quote
from twosource.annotate.tree import Tree
from twosource.model.report import Report, Span

_PAUSES = frozenset(",?!….—–-")
_STOPS = frozenset(".?!…")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_MARKS = "\"“”„‟«»＂'‘’` "
_LONGEST_LEAD = 40  # tokens between a cue and the quotation it opens


class Spoken(NamedTuple):
    """A cue and the quotations it governs."""

    frame: Frame
    pieces: tuple[Span, ...]


class _Gap(NamedTuple):
    """The words between two quotations of a paragraph: `first` those of its first sentence, `last` those of its last."""

    text: str
    words: Sequence[Token]
    first: Sequence[Token]
    last: Sequence[Token]

    @property
    def is_one_sentence(self) -> bool:
        return len(self.first) == len(self.words)


class _Words:
    """All tokens of a report in order, with the sentence each stands in."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.tokens = [(token, number) for number, tree in enumerate(trees) for token in tree.tokens]
        self.starts = [token.start for token, _ in self.tokens]

    def gap(self, text: str, start: int, end: int) -> _Gap:
        inside = self.tokens[bisect_left(self.starts, start) : bisect_right(self.starts, end - 1)]
        words = [(token, number) for token, number in inside if token.end <= end and token.text.strip(_MARKS)]
        first = [token for token, number in words if number == words[0][1]]
        last = [token for token, number in words if number == words[-1][1]]
        return _Gap(text[start:end], [token for token, _ in words], first, last)


def spoken(report: Report, trees: Sequence[Tree], found: Sequence[Sequence[Frame]], quotes: Sequence[Quote]) -> list[Spoken]:
    """All direct speech of a report; a quotation that nobody is given for is left out."""
    words = _Words(trees)
    frame_at = {frame.verb.start: frame for here in found for frame in here if frame.speaks}
    pieces: dict[int, list[Span]] = {}
    frames: dict[int, Frame] = {}
    before: Frame | None = None
    for start, end, inside in _paragraphs(report, quotes):
        owners = _owners(report.text, inside, _gaps(report.text, Span(start, end), inside, words), frame_at, before)
        for quote, owner in zip(inside, owners, strict=True):
            if owner is not None:
                frames.setdefault(owner.verb.start, owner)
                pieces.setdefault(owner.verb.start, []).append(quote.span)
        before = owners[-1] if inside and not report.text[inside[-1].end : end].strip(_MARKS) else None
    return [Spoken(frames[at], tuple(pieces[at])) for at in sorted(frames)]


def _paragraphs(report: Report, quotes: Sequence[Quote]) -> list[tuple[int, int, list[Quote]]]:
    """Passages with their quotes, in order; those without are kept, since they end what was being said."""
    starts = [quote.start for quote in quotes]
    return [
        (passage.start, passage.end, list(quotes[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]))
        for passage in report.passages
    ]


def _gaps(text: str, paragraph: Span, quotes: Sequence[Quote], words: _Words) -> list[_Gap]:
    """What stands before, between and after the quotations of a paragraph."""
    edges = [paragraph.start, *(at for quote in quotes for at in (quote.start, quote.end)), paragraph.end]
    return [words.gap(text, edges[2 * k], edges[2 * k + 1]) for k in range(len(quotes) + 1)]


def _owners(
    text: str, quotes: Sequence[Quote], gaps: Sequence[_Gap], frame_at: Mapping[int, Frame], before: Frame | None
) -> list[Frame | None]:
    """The cue of each quotation of a paragraph."""
    owners: list[Frame | None] = []
    for k, quote in enumerate(quotes):
        owner = _resumed(gaps[k], owners) or _owner(text, quote, gaps[k], gaps[k + 1], frame_at)
        if owner is None and _stands_alone(text, quote, gaps[k]):
            owner = _goes_on(gaps[k], owners, quote, before if k == 0 else None, frame_at, whole=not any(gap.words for gap in gaps))
        owners.append(owner)
    return owners


def _resumed(left: _Gap, owners: Sequence[Frame | None]) -> Frame | None:
    """The cue between the two halves of a quoted sentence: `"The dam," she said, "will hold."`."""
    last = owners[-1] if owners else None
    if last is None or not left.is_one_sentence or not left.text.rstrip(_MARKS).endswith(","):
        return None
    return last if any(token.start == last.verb.start for token in left.words) else None


def _owner(text: str, quote: Quote, left: _Gap, right: _Gap, frame_at: Mapping[int, Frame]) -> Frame | None:
    lead = _lead(text, quote, left, frame_at)
    if lead and left.text.rstrip(_MARKS).endswith(":"):
        return lead
    fresh = (
        not left.words
        or left.text.rstrip(_MARKS)[-1:] in {".", "?", "!", ":", "…", "—", "–", ";"}
        or left.text.rstrip().endswith(("\n", ".)"))
    )
    if (fresh or lead) and _pauses(text, quote) and (behind := _behind(right, frame_at)):
        return behind if fresh or lead is None else lead
    return lead


def _pauses(text: str, quote: Quote) -> bool:
    """Whether the quotation ends as speech does before its cue: `"...," she said`."""
    return text[quote.end - 1] in _PAUSES or text[quote.end : quote.end + 3].lstrip("\"”»'’")[:1] == ","


def _lead(text: str, quote: Quote, gap: _Gap, frame_at: Mapping[int, Frame]) -> Frame | None:
    """The cue before the quotation: `She said: "..."`."""
    if not gap.last:
        return None
    tail = gap.text.rstrip(_MARKS)
    candidates = [frame_at[token.start] for token in gap.last[-_LONGEST_LEAD:] if token.start in frame_at]
    if not candidates:
        return None
    frame = candidates[-1]
    if text[quote.start : quote.start + 1].islower() and (frame.content or not tail.endswith((",", ":"))):
        return None  # part of a sentence, which the parse reads better
    if tail.endswith((":", ",")) or gap.last[-1].end == max(span.end for span in frame.cue):
        return _with_source(frame, gap.last)
    return None


def _behind(gap: _Gap, frame_at: Mapping[int, Frame]) -> Frame | None:
    """The cue behind the quotation: `"...," she said`."""
    for token in gap.first:
        if frame := frame_at.get(token.start):
            return _with_source(frame, gap.first)
        if token.tag in _FINITE and token.pos == "VERB" and not _in_source(token, gap.first, frame_at):
            return None
    return None


def _in_source(token: Token, words: Sequence[Token], frame_at: Mapping[int, Frame]) -> bool:
    """Whether the verb stands inside somebody's description ("the man who built the dam said")."""
    if token.dep in {"relcl", "acl", "advcl"}:
        return True
    return any(span.start <= token.start < span.end for word in words if (frame := frame_at.get(word.start)) for span in frame.source)


def _with_source(frame: Frame, words: Sequence[Token]) -> Frame:
    """The frame with a source from beside its cue when the parse found none there."""
    low, high = words[0].start, words[-1].end
    if frame.source and all(low <= span.start and span.end <= high for span in frame.source):
        return frame
    at = next((k for k, token in enumerate(words) if token.start == frame.verb.start), 0)
    near = _nominal_run(words[at + 1 :]) or _nominal_run(list(reversed([w for w in words[:at] if w.pos not in {"ADV", "AUX", "PART"}])))
    if not near:
        return frame
    near = sorted(near)
    return frame._replace(source=(Span(near[0].start, near[-1].end),), speaker=near[-1])


def _nominal_run(words: Sequence[Token]) -> list[Token]:
    run: list[Token] = []
    for token in words:
        if token.pos not in _NOMINAL and not (run and token.tag == "POS"):
            break
        run.append(token)
    return run if any(token.pos in {"NOUN", "PROPN", "PRON"} for token in run) else []


def _stands_alone(text: str, quote: Quote, left: _Gap) -> bool:
    """A quotation that is whole sentences by itself."""
    before = left.text.rstrip(_MARKS)[-1:]
    return (
        (not left.words or before in _STOPS or before == ":")
        and text[quote.start : quote.start + 1].isupper()
        and text[quote.end - 1] in _STOPS
    )


def _goes_on(
    left: _Gap, owners: Sequence[Frame | None], quote: Quote, before: Frame | None, frame_at: Mapping[int, Frame], *, whole: bool
) -> Frame | None:
    """Whose words a quotation without a cue of its own goes on with."""
    if owners and owners[-1] is not None:
        return owners[-1]
    if not owners and before is not None and (quote.continues or whole):
        return before
    told = [frame_at[token.start] for token in left.last if token.start in frame_at]
    return next((frame for frame in told if frame.source and frame.verb.dep in {"ROOT", "ccomp", "conj", "parataxis"}), None)
