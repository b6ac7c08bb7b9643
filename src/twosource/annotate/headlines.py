"""Headlines that attribute with a colon: "Harbour Ministry: pier shut until May"."""

from collections.abc import Iterator, Sequence

from twosource.annotate.frame import Frame
from twosource.annotate.parse import Sentence, Token
from twosource.lang.cues import Cues
from twosource.model.claim import Act
from twosource.model.report import PassageKind, Report, Span

_LONGEST_SOURCE = 6  # words before the colon
_SHORTEST_CONTENT = 3  # words behind it
_WHO = frozenset({"PERSON", "ORG"})
_ASKS = frozenset({"WDT", "WP", "WP$", "WRB"})


def headlined(report: Report, sentences: Sequence[Sentence], cues: Cues) -> Iterator[Frame]:
    """The attribution of each headline whose words before the colon name somebody who can speak."""
    starts = {passage.start for passage in report.passages if passage.kind is PassageKind.HEADLINE}
    for sentence in sentences:
        if sentence.start in starts and (frame := _headlined(report.text, sentence.tokens, cues)):
            yield frame


def _headlined(text: str, tokens: Sequence[Token], cues: Cues) -> Frame | None:
    at = next((token.i for token in tokens[: _LONGEST_SOURCE + 1] if token.text == ":"), 0)
    source, content = tokens[:at], tokens[at + 1 :]
    if (
        not source
        or sum(token.text.isalpha() for token in content) < _SHORTEST_CONTENT
        or content[0].tag in _ASKS
        or content[-1].text == "?"
    ):
        return None
    if text[tokens[at].start - 1].isspace() or not _can_speak(source, cues):
        return None
    said = Span(content[0].start, content[-1].end)
    return Frame(
        verb=tokens[at],
        act=Act.SAID,
        negative=False,
        cue=(tokens[at].span,),
        source=(Span(source[0].start, source[-1].end),),
        speaker=source[-1],
        content=(said,),
        clausal=True,
    )


def _can_speak(source: Sequence[Token], cues: Cues) -> bool:
    """Whether the words are one name of a person or body, or end in a noun of those who are quoted, and hold no verb or figure."""
    if any(token.pos in {"VERB", "AUX", "NUM", "PUNCT"} for token in source):
        return False
    return source[-1].lower in cues.quoted or all(token.ent in _WHO for token in source)
