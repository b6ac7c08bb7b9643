"""Times that are counted from something else in the text: "two days after Friday's blast", "the day after the vote"."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from twosource.annotate.parse import Sentence, Token
from twosource.model.value import WhenType
from twosource.values.calendar import Bounds, bounds, day_value, midnight, plus
from twosource.values.expression import UNITS, Context, Meaning, Parts
from twosource.values.lengths import counted
from twosource.values.lexeme import Lexeme
from twosource.values.periods import shifted
from twosource.values.reading import read_found
from twosource.values.timex import Found

#: Words that count from what follows them.
FROM = {"after": 1, "following": 1, "from": 1, "before": -1}
#: Tokens between "after" and the date that it counts from: "after the deadly Aug. 3".
APART = 3
DAY = len("2025-08-12")
#: A day of the same name so lately gone may be the one that is meant.
FRESH = timedelta(days=30)


class Placed(NamedTuple):
    """An expression with its tokens and its sentence."""

    found: Found
    tokens: list[Token]
    sentence: Sentence


class Dated:
    """The days on which what a report speaks of was, by the noun or verb that names it."""

    def __init__(self) -> None:
        self._days: defaultdict[str, set[str]] = defaultdict(set)

    def learn(self, meaning: Meaning, placed: Placed) -> None:
        """Notes what was on a day: what the date hangs on, up to its verb, with the verb's subject and object."""
        value = meaning.value or ""
        if meaning.covers is None or len(value) < DAY or meaning.type not in (WhenType.DATE, WhenType.TIME):
            return
        for up in placed.sentence.ancestors(placed.tokens[-1]):
            self._days[up.lemma].add(value[:DAY])
            if up.pos in ("VERB", "AUX"):
                for child in placed.sentence.children(up):
                    if child.dep in ("nsubj", "nsubjpass", "dobj"):
                        self._days[child.lemma].add(value[:DAY])
                return

    def day(self, lemma: str) -> str | None:
        """The day of what is named so, where the report has one and no other."""
        days = self._days.get(lemma, set())
        return next(iter(days)) if len(days) == 1 else None


def reckoned(meaning: Meaning, placed: Placed, following: Found | None, dated: Dated, context: Context) -> Meaning:
    """What "the day" and "two days" say before "after the vote" or its like; the meaning as it was where nothing is counted so.

    `following` is the expression that follows in the sentence. A length keeps its value and gets the instants it leads to, or those it
    covers ("for two weeks from Monday", "the last two weeks of May"); "the day" has neither where the event has no day.
    """
    found, tokens, sentence = placed
    i = tokens[-1].i + 1
    joint = sentence.tokens[i].lower if i + 1 < len(sentence.tokens) else ""
    parts = Parts(found.lexemes)
    unit = parts.text(*UNITS)
    if joint == "of" and found.reads in ("length", "span") and following and _is_next(sentence.tokens[i + 1 :], following):
        return _inside(meaning, parts, read_found(following, context))
    the_day = {lexeme.kind for lexeme in found.lexemes} == {"the", "unit"}
    if joint not in FROM or not (the_day or found.reads == "length"):
        return meaning
    if sentence.tokens[i + 1].pos == "PUNCT":  # "the day after, ..."
        start = context.reference or (day_value(context.anchor) if context.anchor else None)
    else:
        start = _start(sentence.tokens[i + 1 :], sentence, following, dated, context)
    count = 1.0 if the_day else counted(parts)
    if start and (len(start) < DAY and unit not in ("Y", "E", "C")):  # three days after 2015 are no day
        start = None
    value = shifted(start, FROM[joint] * count, unit, context) if start and count is not None else None
    covers = bounds(value, context.dates) if value else None
    if joint == "from" and start and covers and tokens[0].i and sentence.tokens[tokens[0].i - 1].lower == "for":
        begun = bounds(start, context.dates)
        covers = Bounds(begun.earliest, covers.earliest) if begun else None
    return Meaning(WhenType.DATE, value, covers) if the_day else meaning._replace(covers=covers)


def _inside(meaning: Meaning, parts: Parts, whole: Meaning | None) -> Meaning:
    """The first or the last so many units of a stretch; no instants where its own are not known."""
    count, unit = counted(parts), parts.text(*UNITS)
    earliest, latest = (whole and whole.covers) or (None, None)
    if earliest is None or latest is None or count is None or not parts.has("ordinal", "last", "final"):
        return meaning._replace(covers=None) if parts.has("last", "next", "past") else meaning
    first, last = earliest.date(), latest.date()
    if parts.has("last", "final"):
        first = max(first, plus(last, -count, unit))
    else:
        last = min(last, plus(first, count, unit))
    return meaning._replace(covers=Bounds(midnight(first), midnight(last)) if first < last else None)


def _is_next(tokens: Sequence[Token], following: Found) -> bool:
    return len([token for token in tokens if token.end <= following.start]) <= APART


def _start(tokens: Sequence[Token], sentence: Sentence, following: Found | None, dated: Dated, context: Context) -> str | None:
    """The time counted from: a date that stands in the phrase, else that of the event that it names."""
    if following is not None and _is_next(tokens, following):
        meaning = read_found(following, context)
        return meaning.value[:DAY] if meaning and meaning.covers and meaning.value else None
    return dated.day(sentence.head(tokens[0]).lemma) if tokens[0].lower == "the" else None


def known(placed: Placed, context: Context) -> Found:
    """The expression with its year where its day and the noun behind it name one for all: "the Sept. 11 attacks"."""
    found, tokens, sentence = placed
    if {lexeme.kind for lexeme in found.lexemes} != {"month", "day"} or context.anchor is None:
        return found
    parts = Parts(found.lexemes)
    day = f"{parts.number('month'):02}-{parts.number('day'):02}"
    behind = {token.lower for token in sentence.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]}
    for one in context.dates.known_day:
        if one.day == day and behind & one.nouns and _is_past(one.year, day, context.anchor):
            return found._replace(lexemes=(*found.lexemes, Lexeme("yr", one.year, found.start, found.end)))
    return found


def _is_past(year: int, day: str, anchor: date) -> bool:
    """Whether the day was before the report, and no later one of that name is so fresh that it may be meant."""
    fresh = any(timedelta(0) <= anchor - date.fromisoformat(f"{recent}-{day}") <= FRESH for recent in (anchor.year, anchor.year - 1))
    return date.fromisoformat(f"{year}-{day}") <= anchor and (not fresh or anchor - date.fromisoformat(f"{year}-{day}") <= FRESH)
