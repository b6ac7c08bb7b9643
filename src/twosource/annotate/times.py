"""Time expressions of a report, read against its date, tense giving the direction."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from twosource.annotate.lookalikes import is_time
from twosource.annotate.parse import Parse, Sentence
from twosource.annotate.reckoned import Dated, Placed, known, reckoned
from twosource.annotate.stretches import stretched
from twosource.annotate.tense import side
from twosource.annotate.told_again import Read, agreed
from twosource.annotate.whereabouts import Whereabouts
from twosource.lang import Language
from twosource.model.report import Report
from twosource.model.value import When, WhenType
from twosource.values.expression import Context, Meaning
from twosource.values.reading import read_found
from twosource.values.timex import Found, find
from twosource.values.when import published, when

#: Sentences over which "a year earlier" still speaks of the quarter that was named.
QUARTER_LASTS = 12
#: Tokens past which a run without a full stop is a table or a list, and no sentence.
LONGEST = 2_000
#: After "the nine months" a year earlier is a year, not a quarter.
MONTHS = re.compile(r"P[69]M|P1Y")
#: Digits with a stop between them; and a number that may be a time with one.
WITH_STOP = re.compile(r"\d\.[0-5]\d")
STOPPED = re.compile(r"[a-z]\s(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%]|\s[a-z%])", re.IGNORECASE)
#: Sentences over which "the day before" still speaks of the day that was named.
REFERENCE_LASTS = 2


def times(report: Report, parse: Parse, lang: Language) -> tuple[When, ...]:
    """All time expressions of a report, in order."""
    reads = agreed(list(_reads(report, parse, lang)), report.text)
    return tuple(when(read.found.start, read.found.end, read.meaning) for read in reads)


def _reads(report: Report, parse: Parse, lang: Language) -> Iterator[Read]:
    anchor, moment = published(report.published)
    spoken, dated, where = Spoken(Context(lang.dates, anchor, moment)), Dated(), Whereabouts(report.text, parse, lang.dates)
    stops = _puts_stops(report.text, parse, lang)
    for i, sentence in enumerate(parse.sentences):
        spoken = spoken.at(i)
        placed = _placed(report.text, sentence, where, lang, stops=stops) if len(sentence.tokens) <= LONGEST else []
        sides = [side(one.tokens, sentence, lang.dates) for one in placed]
        if len(placed) > 1:
            placed = stretched(placed, report.text, spoken.context._replace(side=sides[0]))
        for n, one in enumerate(placed):
            context = where.around(spoken.context, one.found)._replace(side=sides[n])
            context = context._replace(reference=_day_after(placed, n, report.text, context) or context.reference)
            meaning = read_found(known(one, context), context)
            if meaning is not None:
                meaning = reckoned(meaning, one, placed[n + 1].found if n + 1 < len(placed) else None, dated, context)
                yield Read(one.found, meaning)
                spoken = spoken.after(one.found, meaning, i)
                dated.learn(meaning, one)


def _puts_stops(text: str, parse: Parse, lang: Language) -> bool:
    """Whether a writer puts a stop between hours and minutes: some time of the report has one, and some number may be another."""
    if not STOPPED.search(text):
        return False
    return any(
        lexeme.kind in {"told", "clock"} and "." in text[sentence.start + lexeme.start : sentence.start + lexeme.end]
        for sentence in parse.sentences
        if len(sentence.tokens) <= LONGEST and WITH_STOP.search(text, sentence.start, sentence.end)
        for found in find(text[sentence.start : sentence.end], lang.code)
        for lexeme in found.lexemes
    )


def _placed(text: str, sentence: Sentence, where: Whereabouts, lang: Language, *, stops: bool) -> list[Placed]:
    """The expressions of a sentence with their tokens, without those that only look like one."""
    placed = (Placed(found, sentence.covered(found.start, found.end), sentence) for found in _founds(text, sentence, lang, stops=stops))
    return [
        one for one in placed if one.tokens and not where.is_of_game(one.found) and is_time(one.found, one.tokens, sentence, lang.dates)
    ]


def _founds(text: str, sentence: Sentence, lang: Language, *, stops: bool) -> Iterator[Found]:
    """The expressions of a sentence; of "could last two days" what stands behind the verb."""
    stops = stops and STOPPED.search(text, sentence.start, sentence.end) is not None
    for found in find(text[sentence.start : sentence.end], lang.code, stops=stops):
        placed = found.moved(sentence.start)
        first = placed.lexemes[0]
        if first.kind == "last" and any(token.pos == "VERB" for token in sentence.covered(placed.start, placed.start + 1)):
            start = placed.start + first.end - first.start
            yield from (again.moved(start) for again in find(text[start : placed.end], lang.code, stops=stops))
        else:
            yield placed


def _day_after(placed: Sequence[Placed], n: int, text: str, context: Context) -> str | None:
    """The day of the n-th time, a clock's, that stands behind its other zones: "8 a.m. (0500 GMT) on Friday"."""
    for at in range(n, len(placed) - 1):
        found, following = placed[at].found, placed[at + 1].found
        if found.reads != "clock" or text[found.end : following.start].strip(" (),") not in ("", "on", "or", "which is"):
            return None
        if following.reads == "point":
            meaning = read_found(following, context)
            return meaning.value if meaning and meaning.type is WhenType.DATE else None
    return None


class Spoken(NamedTuple):
    """What a reader has in mind at a sentence: the times that were named shortly before, and in which sentences."""

    context: Context
    named: int = 0
    quartered: int = 0

    def at(self, i: int) -> "Spoken":
        """What is left of it at sentence `i`."""
        context = self.context._replace(instant=None)
        if i - self.quartered > QUARTER_LASTS:
            context = context._replace(quarter=None)
        if i - self.named > REFERENCE_LASTS:
            context = context._replace(reference=None)
        return self._replace(context=context)

    def after(self, found: Found, meaning: Meaning, i: int) -> "Spoken":
        """The same after one more time was named in sentence `i`."""
        if meaning.value is None:
            return self
        if meaning.type is WhenType.DURATION:
            return self._replace(context=self.context._replace(yearly=self.context.yearly or MONTHS.fullmatch(meaning.value) is not None))
        if meaning.type is WhenType.SET or meaning.covers is None or meaning.value.endswith("REF"):
            return self
        kinds = {lexeme.kind for lexeme in found.lexemes}
        context = self.context._replace(reference=meaning.value, instant=_instant(meaning))
        if {"ordinal", "quarter"} <= kinds and not kinds & {"ago", "sooner", "yr", "last"}:
            return Spoken(context._replace(quarter=meaning.value, yearly=False), named=i, quartered=i)
        return self._replace(context=context, named=i)


def _instant(meaning: Meaning) -> datetime | None:
    if meaning.offset is None or meaning.covers is None or meaning.covers.earliest is None:
        return None
    return meaning.covers.earliest - timedelta(hours=meaning.offset)
