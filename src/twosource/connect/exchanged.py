"""Figures and names that a copy or rewrite put in the place of others."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from twosource.connect.sentences import SLOT, Finding, Pair, Sentence, Side
from twosource.connect.wording import Word
from twosource.lang import language
from twosource.model.claim import Mention
from twosource.model.ledger import AlterationKind, Judgement
from twosource.model.report import Report, Span
from twosource.model.value import Quantity
from twosource.values.compare import agree, comparable
from twosource.values.name import fold, plain, same_person, same_place_name
from twosource.values.number import numbers
from twosource.values.tokens import Number


def _exchanged(pair: Pair) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Few words put in the place of few others."""
    for tag, a, b, c, d in pair.changes:
        if tag == "replace" and b - a <= SLOT and d - c <= SLOT:
            yield pair.original.words[a:b], pair.made.words[c:d]


def altered_numbers(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A figure in the place of another, unless the one restates the other in another unit."""
    here, there = _read(pair.original, original.report), _read(pair.made, made.report)
    for before, after in _exchanged(pair):
        olds, news = _inside(here, before), _inside(there, after)
        if len(olds) != len(news):
            continue
        for old, new in zip(olds, news, strict=True):
            if (old.low, old.high) == (new.low, new.high) or _restated(old, new, original, made):
                continue
            was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
            yield Finding(AlterationKind.NUMBER, Span(old.start, old.end), Span(new.start, new.end), f"“{was}” became “{now}”")


def _read(sentence: Sentence, report: Report) -> list[Number]:
    start, end = sentence.span
    found = numbers(report.text[start:end], language(report.language or "en"))
    return [number._replace(start=start + number.start, end=start + number.end) for number in found]


def _inside(found: Sequence[Number], run: Sequence[Word]) -> list[Number]:
    return [number for number in found if run and number.start < run[-1].end and run[0].start < number.end]


def _restated(old: Number, new: Number, original: Side, made: Side) -> bool:
    before, after = _quantity(old, original.annotation.quantities), _quantity(new, made.annotation.quantities)
    return before is not None and after is not None and before.unit != after.unit and comparable(before, after) and agree(before, after)


def _quantity(number: Number, quantities: Sequence[Quantity]) -> Quantity | None:
    return next((one for one in quantities if one.start <= number.start and number.end <= one.end), None)


def altered_names(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A name in the place of another, or misspelt; not a fuller or shorter form, nor the spelling of another house."""
    for before, after in _exchanged(pair):
        olds, news = original.names(before[0].start, before[-1].end), made.names(after[0].start, after[-1].end)
        if len(olds) != 1 or len(news) != 1:
            continue
        old, new = olds[0], news[0]
        was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
        turned = _elsewhere(old, pair.made, original, made) or _elsewhere(new, pair.original, made, original)
        if turned and not _spelt_alike(was, now):
            continue
        if not _slip(was, now) and (_one(old, new, original, made) or _forms_of_one(was, now)):
            continue
        spoken = _speaks(old, original) and _speaks(new, made) and not _spelt_alike(was, now)
        kind = AlterationKind.SPEAKER if spoken else AlterationKind.NAME
        note = f"“{was}” became “{now}”" + (", in the words that name who speaks" if spoken else "")
        yield Finding(kind, Span(old.start, old.end), Span(new.start, new.end), note)


def _elsewhere(mention: Mention, sentence: Sentence, side: Side, other: Side) -> bool:
    """Whether the other side's sentence names the one mentioned too: a sentence turned round exchanges no names."""
    folded = fold(side.report.text[mention.start : mention.end])
    return any(fold(other.report.text[one.start : one.end]) == folded for one in other.names(*sentence.span))


def _forms_of_one(was: str, now: str) -> bool:
    """Whether two names are one but for transliteration or for words that one has more."""
    one, other = set(fold(was).split()), set(fold(now).split())
    if one <= other or other <= one:
        return True
    return any(same(was, now).judgement is Judgement.POSITIVE for same in (same_place_name, same_person))


def _spelt_alike(was: str, now: str) -> bool:
    one, other = fold(was), fold(now)
    return not set(one.split()).isdisjoint(other.split()) or OSA.distance(one, other) <= max(len(one), len(other)) // 3


def _one(old: Mention, new: Mention, original: Side, made: Side) -> bool:
    """Whether two mentions are of one entity."""
    left, right = original.cluster_of.get(old.entity or ""), made.cluster_of.get(new.entity or "")
    return left is not None and left == right


def _slip(was: str, now: str) -> bool:
    """Two letters that changed places, or one that did: what hands do, not what transliteration does."""
    one, other = plain(was), plain(now)
    return len(one.split()) == len(other.split()) and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def _speaks(mention: Mention, side: Side) -> bool:
    span = Span(mention.start, mention.end)
    return any(span.overlaps(piece) for statement in side.annotation.statements for piece in statement.source)
