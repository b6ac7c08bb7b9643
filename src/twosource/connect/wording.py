"""The words of a report as they are held against another's: folded, in place, told apart by whether they stand in quotation marks."""

import functools
import hashlib
import re
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from twosource.lang import language
from twosource.model.report import SILENT, Report, Span

#: Runs of words that two reports are compared by; five is the usual length for news text reuse (METER, Clough et al. 2002).
SHINGLE = 5
#: Words with as many first letters the same are of one root: "Merrow" and "Merrovian", "escort" and "escorting".
ROOT = 5
#: A report longer than this is compared by its opening, so that one huge text cannot hold up a run.
LONGEST = 60_000

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(
    r"“[^“”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){12,}’"
    r"|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){12,}'(?!\w)",
    re.MULTILINE,
)
#: British and American spellings fall together; that a few other words do so too harms no comparison.
_SPELLING = (
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"our(?=s$|$|[a-z]{2})"), "or"),
    (re.compile(r"is(?=e(?:s|d|rs?)?$|ing$|ations?$)"), "iz"),
    (re.compile(r"ll(?=ed$|ing$)"), "l"),
)


class Word(NamedTuple):
    """A word of a report, folded, with its place and whether it stands in quotation marks."""

    folded: str
    start: int
    end: int
    quoted: bool


@functools.lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """One form for a word's case, apostrophe and spelling."""
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    if len(folded) > 4:
        for pattern, instead in _SPELLING:
            folded = pattern.sub(instead, folded)
    return folded


@functools.cache
def calendar_words() -> frozenset[str]:
    """The names of weekdays and months."""
    named = language("en").dates.words
    return frozenset(named["weekday"]) | frozenset(named["month"])


def words(report: Report) -> tuple[Word, ...]:
    """The report's own words in order; nothing from furniture, captions or reference lists."""
    found: list[Word] = []
    for passage in report.passages:
        if passage.kind not in SILENT and len(found) < LONGEST:
            found.extend(words_between(report.text, passage.start, passage.end))
    return tuple(found[:LONGEST])


def words_between(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text."""
    marks = (Span(*match.span()) for match in _QUOTED.finditer(text, start, end))
    mark = next(marks, None)
    found: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        while mark is not None and mark.end <= match.start():
            mark = next(marks, None)
        quoted = mark is not None and mark.start <= match.start()
        found.append(Word(fold(match.group()), match.start(), match.end(), quoted))
        if len(found) >= LONGEST:
            break
    return found


@functools.lru_cache(maxsize=256)
def _in_passages(text: str, passages: tuple[tuple[int, int], ...]) -> tuple[list[Word], list[int]]:
    """The words of some passages of a text, in order, and where each begins: kept, as a part of a report is asked for by itself."""
    found = [word for start, end in passages for word in words_between(text, start, end)]
    found.sort(key=lambda word: word.start)
    return found, [word.start for word in found]


@functools.lru_cache(maxsize=1024)
def sentence_words(report: Report) -> tuple[tuple[Word, ...], ...]:
    """The words of each sentence; those of a quotation that runs over several are quoted in each of them."""
    found, starts = _in_passages(report.text, tuple((passage.start, passage.end) for passage in report.passages))
    return tuple(tuple(found[bisect_left(starts, start) : bisect_left(starts, end)]) for start, end in report.sentences)


class Wording(NamedTuple):
    """A report's words and the shingles they make: `shingles[i]` is the hash of the words from `i` on."""

    words: tuple[Word, ...]
    shingles: tuple[int, ...]
    all: frozenset[int]
    own: frozenset[int]  # those not wholly inside quotation marks: two reporters at one speech share the rest

    def share_in(self, other: "Wording") -> float:
        """The share of these shingles that stand in the other report, or of those outside quotation marks where that is less."""
        return min(_share(self.all, other.all), _share(self.own, other.all) if len(self.own) >= SHINGLE else 1.0)

    def shared(self, other: "Wording") -> int:
        """How many shingles both have."""
        return len(self.all & other.all)


def _share(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part & whole) / len(part) if part else 0.0


@functools.lru_cache(maxsize=1024)
def wording(report: Report) -> Wording:
    """The wording of a report."""
    found = words(report)
    shingles = tuple(_hash(" ".join(word.folded for word in found[i : i + SHINGLE])) for i in range(len(found) - SHINGLE + 1))
    own = frozenset(shingle for i, shingle in enumerate(shingles) if not all(word.quoted for word in found[i : i + SHINGLE]))
    return Wording(words=found, shingles=shingles, all=frozenset(shingles), own=own)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Window(NamedTuple):
    """When a report came out, as a half-open range of instants."""

    earliest: datetime
    latest: datetime


def published(report: Report) -> Window | None:
    """When the report came out; a bare date is its whole day. `None` when not established."""
    return window(report.published)


def window(stamp: str | None) -> Window | None:
    """The instants that an ISO date or date-time stands for; `None` for anything else."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    bare = len(stamp) <= len("2025-01-01")
    return Window(moment, moment + (timedelta(days=1) if bare else timedelta(minutes=1)))


def called(report: Report) -> str:
    """How a note names a report: outlet and headline, or what there is of them."""
    name = f"“{report.headline}”" if report.headline else re.split(r"[/\\]", report.path)[-1]
    return f"{report.outlet}'s {name}" if report.outlet else name
