"""Time expressions of a report, read against its date, tense giving the direction."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from twosource.annotate.parse import Parse, Sentence, Token
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
        for found in find(report.text[sentence.start : sentence.end], lang.code):
            placed = found.moved(sentence.start)
            tokens = sentence.covered(placed.start, placed.end)
            if not tokens or not _is_time(placed, tokens, sentence, lang.dates):
                continue
            meaning = read_found(placed, spoken.context._replace(side=side(tokens, sentence, lang.dates)))
            if meaning is not None:
                yield when(placed.start, placed.end, meaning)
                spoken = spoken.after(placed, meaning, i)


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


MONEY = frozenset("$€£¥₹₽")


def _is_time(found: Found, tokens: list[Token], sentence: Sentence, dates: Dates) -> bool:
    kinds = {lexeme.kind for lexeme in found.lexemes} - {"dot"}
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i else None
    after = sentence.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(sentence.tokens) else None
    if kinds == {"yr"}:
        return _is_year(tokens[0], before, after, dates)
    if kinds <= {"month", "season", "weekday"} and tokens[0].pos in ("VERB", "AUX"):
        return False
    if kinds == {"month"} and tokens[0].ent == "PERSON":
        return False
    return not (after is not None and after.lower in dates.age)


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


def side(tokens: list[Token], sentence: Sentence, dates: Dates) -> int:
    """Where the words around a time look: -1 back, 1 ahead, 0 where they do not say."""
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head not in inside or token.head == token.i), tokens[-1])
    looks = _looks(head, sentence, dates)
    if looks <= 0 and tokens[0].i and sentence.tokens[tokens[0].i - 1].lower in dates.until:
        return 1
    return looks


def _looks(head: Token, sentence: Sentence, dates: Dates) -> int:
    for up in sentence.ancestors(head):
        if up.pos in ("VERB", "AUX"):
            return _tense(up, sentence, dates)
        if up.lemma in dates.ahead or up.lower in dates.ahead:
            return 1
    return 0


def _tense(verb: Token, sentence: Sentence, dates: Dates) -> int:
    auxiliaries = [child for child in sentence.children(verb) if child.dep in ("aux", "auxpass")]
    if any(child.lower in dates.modal for child in auxiliaries):
        return 1
    if any(child.lower == "to" for child in auxiliaries):
        return _infinitive(verb, sentence, dates)
    if any(child.lemma == "have" for child in auxiliaries):
        return -1
    if verb.lemma in dates.ahead and verb.tag != "VBD":
        return 1
    if verb.tag == "VBD" or any(child.tag == "VBD" for child in auxiliaries):
        return -1
    if verb.tag == "VBG" and auxiliaries:
        return 1
    if verb.tag == "VBN":
        return -1
    return _above(verb, sentence, dates) if verb.tag == "VBG" and verb.head != verb.i else 0


def _infinitive(verb: Token, sentence: Sentence, dates: Dates) -> int:
    """Where an infinitive looks: "set to expire Friday" looks ahead, "had been set to expire Friday" no longer does."""
    governor = sentence.head(verb)
    if any(child.lower == "had" for child in sentence.children(governor)):
        return -1
    if governor.lemma in dates.ahead or governor.lower in dates.ahead or governor is verb:
        return 1
    return _above(verb, sentence, dates) or 1


def _above(verb: Token, sentence: Sentence, dates: Dates) -> int:
    """What the verb that a participle or an infinitive hangs on says."""
    for up in sentence.ancestors(verb):
        if up.lemma in dates.ahead and up.tag != "VBD":
            return 1
        if up.pos in ("VERB", "AUX"):
            return _tense(up, sentence, dates)
    return 0
