"""A claim as a sentence that an editor could use: with who says it and with every hedge, in the report's own words."""

import re

from twosource.connect.scene import Saying, Scene, sentence_at
from twosource.connect.voices import DATELINE, Bearing
from twosource.model.report import Cite, Span

_CITATION = re.compile(r"\s*\[\d+\]?(?:\[\d+\])*")
_SPACE = re.compile(r"\s+")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i)", re.IGNORECASE)
_OPENING = "\"“‘'"
_LONGEST = 400
#: A cue this far from its source has another verb between them: "she said, adding that".
_FAR = 90


def words_of(saying: Saying) -> str:
    """The claim's own words on one line."""
    return _line(" ".join(saying.report.text[piece.start : piece.end] for piece in saying.pieces))


def spoken(scene: Scene, saying: Saying) -> str:
    """The claim as a sentence with its attribution."""
    if saying.statement is None:
        return _own(saying)
    return _attributed(scene, saying)


def with_cue(saying: Saying) -> Cite:
    """From the cue to the end of the claim, so that a reader sees what is denied, rejected or offered."""
    spans = [*saying.pieces, *(saying.statement.cue if saying.statement is not None else ())]
    inside = [span for span in spans if saying.sentence.start <= span.start < saying.sentence.end] or spans
    return saying.report.cite(min(span.start for span in inside), max(span.end for span in inside))


def _own(saying: Saying) -> str:
    """The outlet's own sentence, or the claim alone where it is one of several in the sentence."""
    sentence, claim = saying.sentence, saying.claim
    whole = sentence.end - sentence.start
    start, end = (sentence.start, sentence.end) if claim.end - claim.start >= 0.6 * whole else (claim.start, claim.end)
    return tidy(_undated(saying.report.text[start:end]))


def _attributed(scene: Scene, saying: Saying) -> str:
    """The report's own words from the first of source, cue and content to the last; a pronoun gives way to the name."""
    statement, report = saying.statement, saying.report
    if statement is None:
        return _own(saying)
    del scene
    cue = statement.cue[0] if statement.cue else None
    if cue is None:
        return _composed(saying)
    if not statement.source and saying.voice.bearing is Bearing.HEARSAY:
        return tidy(_undated(report.text[saying.sentence.start : saying.sentence.end]))
    sentence = sentence_at(report, cue.start)
    told = (Span(statement.told.start, statement.told.end),) if statement.told is not None else ()
    pieces = [span for span in (*saying.pieces, *statement.source, *statement.cue, *told) if sentence.start <= span.start < sentence.end]
    held = any(sentence.start <= piece.start < sentence.end for piece in saying.pieces)
    if (
        not held
        or not statement.source
        or abs(statement.source[0].start - cue.start) > _FAR
        or sentence.end - sentence.start > _LONGEST * 3
    ):
        return _composed(saying)
    start, end = min(span.start for span in pieces), max(span.end for span in pieces)
    text = _named(saying, Span(start, end))
    return tidy(_undated(_marked(report.text, start, end, text)))


def _named(saying: Saying, stretch: Span) -> str:
    """The stretch with the name in the place of a pronoun that speaks."""
    text, statement = saying.report.text, saying.statement
    source = statement.source[0] if statement is not None and statement.source else None
    if source is None or saying.voice.bearing is not Bearing.NAMED or not _PRONOUN.fullmatch(text[source.start : source.end].strip()):
        return text[stretch.start : stretch.end]
    return text[stretch.start : source.start] + saying.voice.name + text[source.end : stretch.end]


def _marked(text: str, start: int, end: int, said: str) -> str:
    """With the quotation mark that stands just outside the stretch."""
    if start > 0 and text[start - 1] in _OPENING and not said.startswith(tuple(_OPENING)):
        said = text[start - 1] + said
    if end < len(text) and text[end] in "\"”’'" and said.count("“") + said.count('"') % 2 > said.count("”"):
        said += text[end]
    return said


def _composed(saying: Saying) -> str:
    """Name, cue and words put together, where they stand apart in the report."""
    statement = saying.statement
    name = saying.voice.name or "An unnamed source"
    cue = statement.act.value if statement is not None else "said"
    words = words_of(saying)
    if statement is not None and statement.quoted:
        return tidy(f"{name} {cue}: “{words.strip(_OPENING + '”’')}”")
    return tidy(f"{name} {cue} {words}" if words.startswith(("that ", "to ", "of ")) else f"{name} {cue} that {words}")


def _undated(text: str) -> str:
    """Without the dateline it opens with."""
    dateline = DATELINE.match(text)
    return text[dateline.end() :] if dateline is not None else text


def _line(text: str) -> str:
    return _SPACE.sub(" ", _CITATION.sub("", text)).strip()


def tidy(text: str) -> str:
    """A line with a capital and a full stop; a very long one is cut at a word and says so."""
    said = _line(text).strip(" ,;:—–-")
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rpartition(" ")[0] + " …"
    first = next((i for i, char in enumerate(said) if char.isalnum()), None)
    if first is not None:
        said = said[:first] + said[first].upper() + said[first + 1 :]
    return said if said.endswith((".", "!", "?", "…", ".”", '."', ".’", "!”", "?”")) else said + "."
