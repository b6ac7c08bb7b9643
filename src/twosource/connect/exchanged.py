"""Figures and names that a copy or rewrite put in the place of others."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect import wording
from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import SLOT, Finding, Pair
from twosource.connect.slots import office_stays
from twosource.connect.wording import ROOT, Word
from twosource.lang import language
from twosource.model.ledger import AlterationKind, Judgement
from twosource.model.report import Report, Span
from twosource.model.value import Quantity
from twosource.values.compare import agree, comparable
from twosource.values.name import fold, plain, same_person, same_place_name
from twosource.values.number import numbers
from twosource.values.tokens import Number

#: The clock of a TIMEX3 value: "2026-06-02T03:30".
CLOCK = re.compile(r"T(?P<hour>\d\d):(?P<minute>\d\d)")
#: Initials have no more letters; a people and its adjective have so many first letters and one of these endings: "Shia", "Shiite".
ACRONYM, ALIKE = 6, 3
ENDINGS = ("", "a", "ite", "ites", "ian", "ians", "an", "ans", "i", "is", "ese", "ish", "ic", "s", "n", "ns")
#: Initials stand for so many words; what else is short for a word or two ("US", "America") cannot be told from its letters.
FEWEST_INITIALS = 3
#: Letters that one house writes for another's, and those that come and go, in names from other scripts.
INTERCHANGED = ("aeiouyjw", "gqkcxh", "szc", "dt", "bvwfp", "jgyz", "mn", " -'")
VOWELS, SOFT = "aeiou", "aeiouyhjw'- "


def _exchanged(pair: Pair) -> Iterator[tuple[int, int, int, int]]:
    """Few words put in the place of few others, by their places."""
    for tag, a, b, c, d in pair.changes:
        if tag == "replace" and b - a <= SLOT and d - c <= SLOT:
            yield a, b, c, d


def altered_numbers(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A figure in the place of another, unless the one restates the other in another unit."""
    here, there = _read(pair.original, original.report), _read(pair.made, made.report)
    for a, b, c, d in _exchanged(pair):
        before, after = pair.original.words[a:b], pair.made.words[c:d]
        olds, news = _inside(here, before), _inside(there, after)
        if len(olds) != len(news):
            continue
        for old, new in zip(olds, news, strict=True):
            if (old.low, old.high) == (new.low, new.high) or _restated(old, new, original, made) or _clock(old, new, original, made):
                continue
            if not _count(there, old) and _count(there, new) <= _count(here, new):
                continue  # a sentence turned round
            was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
            yield Finding(AlterationKind.NUMBER, Span(old.start, old.end), Span(new.start, new.end), f"“{was}” became “{now}”")


def _read(sentence: Sentence, report: Report) -> list[Number]:
    """The numbers of a sentence in order, "twice" among them."""
    start, end = sentence.span
    lang = language(report.language or "en")
    found = [number._replace(start=start + number.start, end=start + number.end) for number in numbers(report.text[start:end], lang)]
    counted = lang.numbers.times
    times = [
        Number(word.start, word.end, counted[word.folded], counted[word.folded], "words")
        for word in sentence.words
        if word.folded in counted
    ]
    return sorted((*found, *times), key=lambda number: number.start)


def _count(found: Sequence[Number], number: Number) -> int:
    return sum((one.low, one.high) == (number.low, number.high) for one in found)


def _clock(old: Number, new: Number, original: Side, made: Side) -> bool:
    """Whether two figures are of one time of day, told in two ways: "half past three", "3.30am"."""
    before, after = _time(old, original), _time(new, made)
    return before is not None and before == after


def _time(number: Number, side: Side) -> tuple[int, str] | None:
    """The time of day that a figure is part of, if any: the hour on a clock of twelve, and the minutes."""
    when = next((one for one in side.annotation.times if one.start < number.end and number.start < one.end), None)
    match = CLOCK.search(when.value or "") if when else None
    return (int(match["hour"]) % 12, match["minute"]) if match else None


def _inside(found: Sequence[Number], run: Sequence[Word]) -> list[Number]:
    return [number for number in found if run and number.start < run[-1].end and run[0].start < number.end]


def _restated(old: Number, new: Number, original: Side, made: Side) -> bool:
    before, after = _quantity(old, original.annotation.quantities), _quantity(new, made.annotation.quantities)
    return before is not None and after is not None and before.unit != after.unit and comparable(before, after) and agree(before, after)


def _quantity(number: Number, quantities: Sequence[Quantity]) -> Quantity | None:
    return next((one for one in quantities if one.start <= number.start and number.end <= one.end), None)


def altered_names(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A name in the place of another, or misspelt; not a fuller or shorter form, nor the spelling of another house."""
    for place in _exchanged(pair):
        before, after = pair.original.words[place[0] : place[1]], pair.made.words[place[2] : place[3]]
        found = _named(before, after, original, made)
        if found is None or _moved(found, (before, after), pair, original, made):
            continue
        old, new = found
        was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
        if _house_style(was, now, original, made):
            continue
        garbled = _slip(was, now) or _kept_elsewhere(was, now, original, made)
        if not garbled and (_one(old, new, original, made) or _forms_of_one(was, now)):
            continue
        spoken = _speaks(old, original) and _speaks(new, made) and not _spelt_alike(was, now) and _known(now, original)
        spoken = spoken and not office_stays(pair, original, place)
        kind = AlterationKind.SPEAKER if spoken else AlterationKind.NAME
        note = f"“{was}” became “{now}”" + (", in the words that name who speaks" if spoken else "")
        yield Finding(kind, old, new, note)


def _named(before: Sequence[Word], after: Sequence[Word], original: Side, made: Side) -> tuple[Span, Span] | None:
    """The one name on each side: as it was found, else words in capitals where no sentence begins."""
    olds, news = original.names(before[0].start, before[-1].end), made.names(after[0].start, after[-1].end)
    if len(olds) == 1 and len(news) == 1:
        if not all(_proper(side.report.text[one.start : one.end]) for side, one in ((original, olds[0]), (made, news[0]))):
            return None
        return Span(olds[0].start, olds[0].end), Span(news[0].start, news[0].end)
    left, right = _capitals(before, original, surely=bool(news)), _capitals(after, made, surely=bool(olds))
    if left is None or right is None or len(olds) > 1 or len(news) > 1:
        return None
    return left, right


def _proper(words: str) -> bool:
    """Whether a name is one by a capital, not a description: "the neighbours", "two people"."""
    return any(word[:1].isupper() and word.casefold() not in STOP_WORDS for word in words.split())


def _capitals(run: Sequence[Word], side: Side, *, surely: bool) -> Span | None:
    """The words of a run in capitals, if they are all of its words and no sentence begins with them, or `surely` they stand for a name."""
    words = list(run)
    while words and words[0].folded in STOP_WORDS:
        words = words[1:]
    telling = [word for word in words if word.folded not in STOP_WORDS]  # "Ministry of Mines"
    if not telling or words[-1] != telling[-1] or not all(_capital(word, side) for word in telling):
        return None
    opens = any(start in {words[0].start, words[0].start - 1} for start, _ in side.report.sentences)
    whole = Span(words[0].start, words[-1].end)
    if not opens or side.names(words[0].start, words[0].end):
        return whole
    common = {word.folded for one in side.sentences for word in one.words if side.report.text[word.start].islower()}
    if not surely or any(word.folded in common for word in words):
        return None
    return whole


def _capital(word: Word, side: Side) -> bool:
    return side.report.text[word.start].isupper() and word.folded not in wording.calendar_words()


def _moved(found: tuple[Span, Span], run: tuple[Sequence[Word], Sequence[Word]], pair: Pair, original: Side, made: Side) -> bool:
    """Whether one of two names stands elsewhere in the other's sentence: a sentence turned round exchanges no names."""
    was, now = original.report.text[found[0].start : found[0].end], made.report.text[found[1].start : found[1].end]
    if _spelt_alike(was, now):
        return False
    here, there = ([word.folded for word in one.words] for one in (pair.original, pair.made))
    old, new = ([word.folded for word in words if word.start < span.end][-1] for words, span in zip(run, found, strict=True))
    return there.count(old) >= here.count(old) or here.count(new) >= there.count(new)


def _kept_elsewhere(was: str, now: str, original: Side, made: Side) -> bool:
    """Whether a copy that spells a name in a way of its own spells it as the original does elsewhere."""
    differ = [pair for pair in zip(was.split(), now.split(), strict=False) if pair[0] != pair[1]]
    if len(was.split()) != len(now.split()) or len(differ) != 1 or not _spelt_alike(*differ[0]):
        return False
    old, new = differ[0]
    return (
        old in made.report.text
        and new not in original.report.text
        and new.casefold() not in old.casefold()
        and old.casefold() not in new.casefold()
    )


def _house_style(was: str, now: str, original: Side, made: Side) -> bool:
    """Whether one name is another's initials or root, or was put for it throughout: "LCC", "Shia" and "Shiite", a group's other name."""
    one, other = ([wording.fold(word) for word in name.split()] for name in (was, now))
    roots = {word[:ROOT] for word in one} == {word[:ROOT] for word in other}
    if one == other or (roots and any(word in language("en").roles.offices for word in one)):
        return True  # "Labor Minister", "Dravia's foreign minister"
    if _short(was) or _short(now):
        return _abbreviates(was, now)
    root = was[:ALIKE] == now[:ALIKE] and {was.removesuffix(end) for end in ENDINGS} & {now.removesuffix(end) for end in ENDINGS}
    if root and not _slip(was, now):
        return True
    before, after = original.report.text, made.report.text
    return before.count(was) > 1 and after.count(now) > 1 and was not in after and now not in before


def _short(name: str) -> bool:
    return name.isupper() and len(name) <= ACRONYM


def _abbreviates(was: str, now: str) -> bool:
    """Whether one name is short for another, or both are short and no slip of one another: "LCC" and "Lomnica City Council"."""
    if _short(was) and _short(now):
        return sorted(was) != sorted(now)
    short, full = (was, now) if _short(was) else (now, was)
    letters, words = [char for char in short if char.isalpha()], [word for word in full.replace("-", " ").split() if word[:1].isalpha()]
    return len(words) < FEWEST_INITIALS or [word[0].upper() for word in words if word.casefold() not in STOP_WORDS] == letters


def _known(name: str, side: Side) -> bool:
    """Whether a report names somebody so."""
    return fold(name.rsplit(maxsplit=1)[-1]) in side.spelt or name in side.report.text


def _forms_of_one(was: str, now: str) -> bool:
    """Whether two names are one but for transliteration or for words that one has more."""
    one, other = set(fold(was).split()), set(fold(now).split())
    if one <= other or other <= one:
        return True
    return any(same(was, now).judgement is Judgement.POSITIVE for same in (same_place_name, same_person))


def _spelt_alike(was: str, now: str) -> bool:
    one, other = fold(was), fold(now)
    return not set(one.split()).isdisjoint(other.split()) or OSA.distance(one, other) <= max(len(one), len(other)) // 3


def _one(old: Span, new: Span, original: Side, made: Side) -> bool:
    """Whether two names are of one entity."""
    left, right = (
        {side.cluster_of.get(one.entity or "") for one in side.names(*span)} - {None} for side, span in ((original, old), (made, new))
    )
    return bool(left & right)


def _slip(was: str, now: str) -> bool:
    """Two letters that changed places, or a consonant lost, put in or changed: what hands do, not what transliteration does."""
    one, other = plain(was), plain(now)
    if len(one.split()) != len(other.split()) or one == other or OSA.distance(one, other) != 1:
        return False
    if sorted(one) == sorted(other):
        return True
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return not any({one[at], other[at]} <= set(letters) for letters in INTERCHANGED)
    longer = max(one, other, key=len)
    beside = longer[max(0, at - 1) : at] + longer[at + 1 : at + 2]
    soft = longer[at] in SOFT and (longer[at] not in VOWELS or len(beside) == 1 or bool(set(beside) & set(SOFT)))
    return not soft and longer[at] not in beside


def _speaks(span: Span, side: Side) -> bool:
    """Whether a name says who a source is, and not only which one: "Ada Brock", not "who leads the Guild"."""
    tails = language(side.report.language or "en").roles.tails
    for statement in side.sources.over(*span):
        for source in statement.source:
            if source.overlaps(span):
                ahead = side.report.text[source.start : span.start].casefold().split()
                return not any(word in tails for word in ahead[1:])
    return False
