"""A claim as a sentence that an editor could use: with who says it and with every hedge, in the report's own words."""

import re
import textwrap

from twosource.connect.scene import Saying, Scene, passage_kind, sentence_at
from twosource.connect.voices import DATELINE, Bearing
from twosource.lang import language
from twosource.model.claim import Act, Attribution, Basis
from twosource.model.report import Cite, PassageKind, Span

_CITATION = re.compile(r"\s*\[\d+\]?(?:\[\d+\])*")
_SPACE = re.compile(r"\s+")
_PRONOUN = re.compile(r"\s*(?:he|she|it|they|we|i)\s*", re.IGNORECASE)
#: "the authority said, citing a survey": what it said stands before.
_UNSAID = re.compile(r"\b(?:said|says),\s+\w+ing\b")
#: What may stand behind a claim that is told without it: "They named the man found dead" says too little without "as Edwin Pask".
_APART = re.compile(r"[\s\"”’']*(?:,(?!\s+that\b)|[;:–—-]|\b(?:and|but|while|as|after|before|because|although|though|when|which|who)\b)")
#: What a claim may stand behind that is told without it; "The governor, | Andrey Veljan, said" and "cancelled | a trip abroad" may not.
_APART_BEFORE = re.compile(r"(?:^|[;:–—]|[\"“‘(]|\b(?:and|but|while|as|after|before|because|although|though|that|when|where))[\s\"“‘]*$")
#: Words that are missed where a claim is told without them.
_LEFT = 3
#: Cues that follow another saying, with how they are told alone.
_FOLLOWING = {
    "adding": "added", "saying": "said", "noting": "noted", "warning": "warned", "stating": "stated", "stressing": "stressed",
    "insisting": "insisted", "arguing": "argued", "claiming": "claimed", "repeating": "repeated", "explaining": "explained",
    "asserting": "asserted", "emphasizing": "emphasized", "emphasising": "emphasised",
}  # fmt: skip
#: Acts whose content is a clause; what is demanded or offered is a thing.
_CLAUSES = frozenset({
    *(Act.SAID, Act.CLAIMED, Act.DENIED, Act.ADMITTED, Act.EXPECTED, Act.REPORTED, Act.SPECULATED, Act.LEARNED, Act.WARNED, Act.HOPED),
})  # fmt: skip
#: When and after what it was, before what it was: "At 5:40 a.m., after three warnings, two squadrons cleared the gate".
_LEADING = re.compile(r"^(?:(?:at|on|in|since|by|after|before|during|late|early)\s[^,]{1,60},\s+)+", re.IGNORECASE)
#: What is left of a claim about something that only the words before it name: "could not recommend | it to her members".
_OF_OTHERS = re.compile(r"(?:it|him|her|them|us|me|this|that|these|those|so)\b", re.IGNORECASE)
_AUXILIARY = "had|has|have|was|were|is|are|be|been|would|will|could|can|may|might|must|should|did|does|do"
_ABOUT = 70
#: A clause that hangs on words before it, or a speaker who belongs to what comes after.
_BROKEN = re.compile(r"^(?:Who|Which|Whose|Whom|That|Where)\s+(?!.*\?)|;\s+[^;]{1,40}\.$")
_MARK = re.compile(r"[“”\"]")
_FEWEST = 5  # words of a sentence that says something
_OPENING = "\"“‘'"
#: How a sentence ends, with the marks and brackets that it closes.
ENDED = re.compile(r"[.!?…][\"”’')]{0,2}$")
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
    """The outlet's own sentence; the claim alone only where it opens a sentence and is told apart from what follows."""
    sentence, claim = saying.sentence, saying.claim
    text = saying.report.text
    whole = sentence.end - sentence.start
    headed = passage_kind(saying.report, claim.start) is PassageKind.HEADLINE
    opens = not text[sentence.start : claim.start].strip(_OPENING + " ") and not _UNSAID.search(text[claim.start : claim.end])
    alone = opens and not _goes_on(text, claim.end, sentence.end) and not headed and claim.end - claim.start < 0.6 * whole
    return tidy(undated(text[claim.start : claim.end] if alone or not whole else text[sentence.start : sentence.end]))


def _attributed(scene: Scene, saying: Saying) -> str:
    """The report's own words from the first of source, cue and content to the last; a pronoun gives way to the name."""
    statement, report = saying.statement, saying.report
    if statement is None:
        return _own(saying)
    del scene
    cue = statement.cue[0] if statement.cue else None
    if cue is None:
        return _composed(saying)
    following = [span for span in statement.cue if report.text[span.start : span.end].lower().split(" ")[0].endswith("ing")]
    verb = " ".join(report.text[following[-1].start : following[-1].end].lower().split()) if following else ""
    if verb.split(" ")[0] in _FOLLOWING and saying.voice.name:
        return _composed(saying, verb.replace(verb.split(" ")[0], _FOLLOWING[verb.split(" ")[0]], 1))
    if following or (not statement.source and saying.voice.bearing is Bearing.HEARSAY):
        return tidy(undated(report.text[saying.sentence.start : saying.sentence.end]))
    sentence = sentence_at(report, cue.start)
    if (
        statement.within is not None and sentence.end - sentence.start <= _LONGEST
    ):  # "Forr said that Tarn wants": what Tarn wants is Forr's word
        return tidy(undated(report.text[sentence.start : sentence.end]))
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
    if _is_turned(report.text[sentence.start : start]) or not _APART_BEFORE.search(report.text[sentence.start : start]):
        return tidy(undated(report.text[sentence.start : sentence.end]))
    if _goes_on(report.text, end, sentence.end):
        end = sentence.end
    text = named_in(saying, Span(start, end))
    said = tidy(undated(_marked(report.text, start, end, text)))
    return said if len(said.split()) >= _FEWEST and not _BROKEN.search(said) else tidy(undated(report.text[sentence.start : sentence.end]))


def _goes_on(text: str, end: int, last: int) -> bool:
    """Whether a sentence goes on behind a claim as if it were not over: "They named the man found dead | on Wednesday as Edwin Pask"."""
    return len(text[end:last].split()) >= _LEFT and _APART.match(text, end, last) is None


def _is_turned(before: str) -> bool:
    """Whether words that are left out turn round what follows: "Nor do the men recognise talk of a storm"."""
    return not set(re.findall(r"[\w’']+", before.lower())).isdisjoint(language("en").measures.negations)


def named_in(saying: Saying, stretch: Span) -> str:
    """The stretch with the name in the place of a pronoun that speaks, or of the same pronoun where it stands before that."""
    text, statement = saying.report.text, saying.statement
    source = statement.source[0] if statement is not None and statement.source else None
    if source is None or saying.voice.bearing is not Bearing.NAMED or not is_pronoun(text[source.start : source.end]):
        return text[stretch.start : stretch.end]
    if of_a_body(text[stretch.start : source.start], text[source.start : source.end]):
        return text[stretch.start : stretch.end]
    same = re.compile(rf"\b{re.escape(text[source.start : source.end].strip())}\b", re.IGNORECASE)
    first = same.search(text, stretch.start, source.end)
    if first is None or first.start() >= source.start or text[stretch.start : first.start()].strip():
        return text[stretch.start : source.start] + saying.voice.name + text[source.end : stretch.end]
    return saying.voice.name + text[first.end() : stretch.end]


def of_a_body(before: str, pronoun: str) -> bool:
    """Whether an "it" or "they" speaks of what its own sentence has named: "The federation wants 9%, which it says would be fair"."""
    return pronoun.strip().lower() in {"it", "they"} and bool(re.search(r"\w", re.sub(r"[“\"][^“”\"]*[”\"]", "", before)))


def _marked(text: str, start: int, end: int, said: str) -> str:
    """With the quotation mark that stands just outside the stretch, or before the sentences of a quotation that it leaves out."""
    first = _MARK.search(said)
    if first is not None and first[0] in '”"' and first.start() > 0 and said[first.start() - 1] in ".,!?":
        return f"{'“' if first[0] == '”' else first[0]}{said}"
    if start > 0 and text[start - 1] in _OPENING and not said.startswith(tuple(_OPENING)):
        said = text[start - 1] + said
    if end < len(text) and text[end] in "\"”’'" and said.count("“") + said.count('"') % 2 > said.count("”"):
        said += text[end]
    return said


def _composed(saying: Saying, verb: str = "") -> str:
    """Name, cue and words put together, where they stand apart in the report."""
    statement = saying.statement
    name = saying.voice.name.strip(" ,;:") or "An unnamed source"
    act = statement.act if statement is not None else Act.SAID
    verb = verb or act.value
    words = words_of(saying)
    if statement is not None and _is_quoted(saying, statement):
        quote = words.strip(_OPENING + "”’ ").rstrip(",")
        return tidy(f"{capital(name)} {verb}: “{quote}{'' if quote.endswith(('.', '!', '?', '…')) else '.'}”")
    led = words.lower().startswith(("that ", "to ", "of ", "for ", "about ", "on ", "whether ")) or verb.endswith(
        (" on", " for", " that", " of")
    )
    return tidy(f"{capital(name)} {verb} {words}" if led or act not in _CLAUSES else f"{capital(name)} {verb} that {words}")


def _is_quoted(saying: Saying, statement: Attribution) -> bool:
    """Whether all of the claim's words are in quotation marks; of "that they had gone up “to protect our post”" only the last are."""
    inside = statement.quoted if statement.basis is Basis.MIXED else saying.pieces if statement.basis is Basis.DIRECT else ()
    return all(any(mark.start <= piece.start and piece.end <= mark.end for mark in inside) for piece in saying.pieces)


def undated(text: str) -> str:
    """Without the dateline it opens with."""
    dateline = DATELINE.match(text)
    return text[dateline.end() :] if dateline is not None else text


def _line(text: str) -> str:
    return _SPACE.sub(" ", _CITATION.sub("", text)).strip()


def tidy(text: str) -> str:
    """A line with a capital and a full stop; a very long one is cut at a word and says so."""
    said = re.sub(r"\s+([,.;:])", r"\1", _line(text)).strip(" ,;:—–-")
    said = re.sub(r",([”\"’])$", r".\1", said)
    said = re.sub(r"(?<=[a-z]\.)\.$", "", said)  # "3:20 a.m." before a citation that ended the sentence
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rpartition(" ")[0] + " …"
    first = next((i for i, char in enumerate(said) if char.isalnum()), None)
    if first is not None:
        said = said[:first] + said[first].upper() + said[first + 1 :]
    return said if ENDED.search(said) else said + "."


def is_pronoun(words: str) -> bool:
    """Whether words are but a pronoun that may speak."""
    return _PRONOUN.fullmatch(words) is not None


def named(name: str) -> str:
    """A name as a sentence calls it: a body by what it is takes its article."""
    words = name.strip(" ,;:").split()
    common = (
        words
        and words[-1].lower() in language("en").measures.bodies
        and words[0].lower() not in {"the", "a", "an", "its", "his", "her", "their"}
    )
    if len(words) > 1 and words[0] in {"The", "A", "An", "Some", "Its", "His", "Her", "Their"} and words[1].islower():
        words[0] = words[0].lower()
    return f"the {' '.join(words)}" if common else " ".join(words)


def plural(name: str) -> bool:
    """Whether a name or description speaks of several: "some residents", "Ilna Forr and Josk Tarn"."""
    head = re.split(r",|\b(?:of|for|from|in|at|who|with)\b", name.lower(), maxsplit=1)[0].split()
    several = {"police", "people", "some", "others", "authorities", "medics"}
    heads = bool(head) and head[-1] in language("en").measures.unnamed
    return " and " in name or (heads and (head[-1].endswith("s") or head[-1] in several))


def thing(words: str) -> str:
    """The matter of a claim as a noun phrase: "that cracks along the crest had been reported" is of cracks along the crest."""
    said = re.sub(r"^(?:that|of|to|whether|if|for|about)\s+", "", " ".join(words.split()).strip(" \"“”‘’',.;:"), flags=re.IGNORECASE)
    said = _LEADING.sub("", said)
    said = re.sub(r"^(?:[A-Z]\S*\s+){1,4}of\s+\w+ing\s+", "", said)
    said = re.sub(r"^(?:there\s+(?:was|were|is|are|had been|has been)\s+(?:no\s+)?)", "", said, flags=re.IGNORECASE)
    said = re.sub(rf"^(?:he|she|it|they|we|i|you)\s+(?:(?:{_AUXILIARY}|not)\s+)*\w+\s+", "", said, flags=re.IGNORECASE)
    said = re.split(rf"\s+(?:{_AUXILIARY})\b|[,;“”\"]|:(?!\d)|\s(?:minutes|hours|days|before|after|when|because|while|although)\b", said)[
        0
    ].strip()
    said = re.sub(r"^(?:an?|any|no|some)\s+", "", said, flags=re.IGNORECASE)
    if _OF_OTHERS.match(said):
        return ""
    return textwrap.shorten(said, _ABOUT, placeholder="…")


def heading(words: str) -> str:
    """What somebody says, to head what is told of it: on one line, without the marks and the "that" before it, cut at a word."""
    said = re.sub(r"^that\s+", "", words.strip(" \n\t,.;:\"“”‘’'"), flags=re.IGNORECASE)
    return textwrap.shorten(said, _ABOUT, placeholder="…")


def capital(words: str) -> str:
    """A name at the head of a sentence."""
    said = named(words)
    return said[:1].upper() + said[1:]
