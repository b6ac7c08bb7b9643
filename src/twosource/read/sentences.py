"""Passages to sentences: spans trimmed of white space, found in one pass."""

import re
from collections.abc import Iterator

from twosource.lang.abbreviations import Abbreviations
from twosource.model.report import Span

#: A stop with the marks that close after it. Tokenised text has a blank before the stop and before the marks.
END = re.compile(r"(?P<stop>[.!?…]+|[。！？]+)(?P<close>(?: ?''|[\"”’»)\]*]|'(?!\w)| (?=[\"”’»)\]](?:\s|$))[\"”’»)\]])*)")
WORD_BEFORE = re.compile(r"[^\s({\[\"“”‘’'«—–/]+$")
OPENS = re.compile(r"[\s]*[\"“‘'`«(\[*—–-]*\s*(?P<word>[^\s\"“”‘’'«»()\[\],.;:!?]*)")
HALF_DAY = re.compile(r"[ap] \. $")
ELISION = re.compile(r"[^\s.!?]\s+$")
NEXT_WORDS = 80

#: No sentence is longer; a longer run is cut at its last mark or blank.
LONGEST = 2000


def sentences(text: str, start: int, end: int, stops: Abbreviations) -> Iterator[Span]:
    """The sentences of `text[start:end]`; their spans cover all that is not white space."""
    begin = counted = start
    marks = 0  # straight marks so far, which tell an opening one from a closing one
    for match in END.finditer(text, start, end):
        if match.end() >= end or match.end() <= begin:
            continue
        marks += text.count('"', counted, match.start())
        counted = match.start()
        cut = _cut(text, begin, match, end, stops, inside=marks % 2 == 1)
        if cut is not None:
            yield from _trimmed(text, begin, cut)
            begin = cut
    yield from _trimmed(text, begin, end)


def _cut(text: str, begin: int, match: re.Match[str], end: int, stops: Abbreviations, *, inside: bool) -> int | None:
    """Where the sentence ends that this stop may end, or None when it goes on."""
    if match["stop"][0] in "。！？":
        return match.end()
    cut = _own_marks(match, inside=inside)
    if not text[cut].isspace():
        return None
    opens = OPENS.match(text, cut, min(end, cut + NEXT_WORDS))
    word = opens["word"] if opens else ""
    if not _may_open(text, cut, end, word):
        return None
    if match["stop"] == "." and _is_abbreviation(text, begin, match.start(), word, stops):
        return None
    if match["stop"].startswith(("..", "…")) and not match["close"] and ELISION.search(text, max(begin, match.start() - 4), match.start()):
        return None  # " ... " in the middle of a quote is words left out
    quoted = match["stop"][-1] in "!?" and any(mark in match["close"] for mark in "\"”’»'")
    return None if quoted and _cue_follows(text, cut, end, stops) else cut


def _own_marks(match: re.Match[str], *, inside: bool) -> int:
    """The end of the closing marks; in tokenised text a straight mark that opens the next sentence is not among them."""
    close = match["close"]
    if inside or " " not in close or '"' not in close:
        return match.end()
    return match.start("close")


def _may_open(text: str, cut: int, end: int, word: str) -> bool:
    if not word:
        return text[cut : min(end, cut + NEXT_WORDS)].strip()[:1] not in set(",;:.")
    return not word[0].islower()


def _is_abbreviation(text: str, begin: int, stop: int, following: str, stops: Abbreviations) -> bool:
    """Whether the stop belongs to the word before it and no sentence ends there."""
    spaced = text[stop - 1].isspace()  # tokenised text: "said .", "Dr . Lind"
    before = WORD_BEFORE.search(text, max(begin, stop - 30), stop - spaced)
    if before is None:
        return False
    word = before.group()
    lower = word.lower().strip("’'")
    opens = following.lower() in stops.openers
    if lower in stops.leads:
        return True
    if lower in stops.numbered and not (len(word) == 1 and word.isupper()):
        return following[:1].isdigit()
    if lower in stops.closing and not spaced:
        return not opens
    if word.isdigit() and (spaced or (len(word) <= 3 and not text[begin : min(before.start(), begin + 8)].strip())):
        return following[:1].isdigit() or not spaced  # "05 . 51", "1. First, …"
    if spaced and lower == "m" and HALF_DAY.search(text, max(begin, before.start() - 4), before.start()):
        return not opens
    initials = all(len(part) <= 1 for part in word.split(".")) and word[0].isalpha() and word[0].isupper()
    return initials and not opens


def _cue_follows(text: str, cut: int, end: int, stops: Abbreviations) -> bool:
    """Whether a name and a cue verb go on after a quoted question."""
    words = re.split(r"[\s,]+", text[cut : min(end, cut + NEXT_WORDS)].strip())[:5]
    for at, word in enumerate(words):
        if word.strip(".").lower() in stops.cues:
            return at > 0
        if at == 0 and word.lower() in {"he", "she", "they", "it", "the", "a", "an"}:
            continue
        if not word[:1].isupper() and at > 1:
            return False
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space at its ends, in pieces where it is absurdly long."""
    while end - start > 0 and text[start].isspace():
        start += 1
    while end - start > 0 and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = _soft_cut(text, start, start + LONGEST)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield Span(start, stop)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield Span(start, end)


def _soft_cut(text: str, start: int, end: int) -> int:
    """After the last mark, else the last blank, in the second half of the range; else its end."""
    for mark in ("\n", "; ", ", ", " "):
        at = text.rfind(mark, start + LONGEST // 2, end)
        if at > start:
            return at + len(mark)
    return end
