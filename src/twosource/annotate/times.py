"""Time expressions of a report, read against its date, tense giving the direction."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.parse import Parse, Sentence, Token
from twosource.annotate.tense import side
from twosource.lang import Language
from twosource.lang.dates import Dates
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
#: Sentences over which "the day before" still speaks of the day that was named.
REFERENCE_LASTS = 2


def times(report: Report, parse: Parse, lang: Language) -> tuple[When, ...]:
    """All time expressions of a report, in order."""
    return tuple(_times(report, parse, lang))


def _times(report: Report, parse: Parse, lang: Language) -> Iterator[When]:
    anchor, moment = published(report.published)
    spoken = Spoken(Context(lang.dates, anchor, moment))
    for i, sentence in enumerate(parse.sentences):
        spoken = spoken.at(i)
        if len(sentence.tokens) > LONGEST:
            continue
        founds = [found.moved(sentence.start) for found in find(report.text[sentence.start : sentence.end], lang.code)]
        for n, placed in enumerate(founds):
            tokens = sentence.covered(placed.start, placed.end)
            if not tokens or not _is_time(placed, tokens, sentence, lang.dates):
                continue
            context = spoken.context._replace(side=side(tokens, sentence, lang.dates))
            meaning = read_found(placed, context._replace(reference=_day_after(founds[n:], report.text, context) or context.reference))
            if meaning is not None:
                yield when(placed.start, placed.end, meaning)
                spoken = spoken.after(placed, meaning, i)


def _day_after(founds: list[Found], text: str, context: Context) -> str | None:
    """The day of a clock time that stands behind its other zones: "8 a.m. (0500 GMT) on Friday"."""
    for found, following in pairwise(founds):
        gap = text[found.end : following.start].strip(" (),")
        if found.reads != "clock" or len(gap) > len("on"):
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


#: Kinds of names that hold time words: a newspaper, a film, a man.
NAMES = frozenset({"ORG", "WORK_OF_ART", "PERSON", "FAC", "PRODUCT", "LAW"})
#: Classes whose words have a small letter unless they stand in a title.
TITLED = frozenset({"the", "this", "last", "next", "unit", "units", "today", "tonight", "part", "noon"})
MONEY = frozenset("$€£¥₹₽")


def _is_time(found: Found, tokens: list[Token], sentence: Sentence, dates: Dates) -> bool:
    """Whether the words speak of a time here, and are no name, number, rate, age or verb."""
    kinds = {lexeme.kind for lexeme in found.lexemes}
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i else None
    after = sentence.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(sentence.tokens) else None
    if kinds == {"yr"}:
        return _is_year(tokens[0], before, after, dates)
    if kinds == {"article", "unit"} and _is_rate(before):
        return False
    if kinds == {"word", "units"} and _is_share(tokens, after, sentence):
        return False
    if _is_named(tokens) or (kinds <= TITLED and _is_titled(tokens[-1], sentence)):
        return False
    if len(tokens) == 1 and _is_other_word(tokens[0], kinds, before, after):
        return False
    return after is None or after.lower not in dates.age


def _is_share(tokens: list[Token], after: Token | None, sentence: Sentence) -> bool:
    """As in "three quarters of a million", "three quarters of the crew": parts, not months."""
    if tokens[-1].lower != "quarters" or after is None or after.lower != "of":
        return False
    return any(token.pos in ("DET", "PRON") for token in sentence.tokens[after.i + 1 : after.i + 2])


def _is_named(tokens: list[Token]) -> bool:
    """Whether a name holds the words; one with figures is none, whatever the parser took it for."""
    return any(token.ent in NAMES for token in tokens) and not any(token.text[0].isdigit() for token in tokens)


def _is_other_word(token: Token, kinds: set[str], before: Token | None, after: Token | None) -> bool:
    """Whether a single word only looks like a time."""
    if kinds <= {"month", "season", "weekday"} and token.pos in ("VERB", "AUX"):
        return True  # "may", "march"
    if kinds == {"often"} and token.lower == "quarterly" and token.tag == "JJ":
        return True  # "the quarterly report" says which, not how often
    if kinds == {"holiday"} and token.dep == "compound":
        return True  # "Christmas trees"
    if kinds == {"month"} and before is not None and after is not None:
        return before.pos in ("DET", "ADJ") and after.pos == "ADP"  # "the annual March for Peace"
    return False


def _is_titled(token: Token, sentence: Sentence) -> bool:
    """Whether "This Week" is a title: a capital in a sentence that is not all capitals, as headlines are."""
    if not token.text[0].isupper() or token.i == 0 or not sentence.tokens[token.i - 1].text[-1].isalpha():
        return False
    words = [other.text for other in sentence.tokens if other.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 < len(words)


def _is_rate(before: Token | None) -> bool:
    """Whether "a year" is the unit of a rate: "$8 million a year", "two trains a day"."""
    return before is not None and before.pos in ("NOUN", "NUM", "SYM", "PROPN")


def _is_year(token: Token, before: Token | None, after: Token | None, dates: Dates) -> bool:
    """Whether a bare four-digit number is a year: not "2022 people", "$1995", "Flight 1990"."""
    if token.start + 4 != token.end:
        return True
    if before is not None and (before.text in MONEY or before.lower.strip(".") in dates.labels):
        return False
    if before is not None and before.text in "#-/:" and before.end == token.start:
        return False
    if after is not None and after.text in ("%", "/"):
        return False
    return not (after is not None and after.tag == "NNS" and (before is None or before.pos not in ("DET", "PRON", "ADP")))
