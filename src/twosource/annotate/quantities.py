"""Quantities of a report: value, unit, bound, what is counted and what is measured."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from twosource.annotate.branches import LONGEST, Reader, reader
from twosource.annotate.concepts import concept
from twosource.annotate.counts import Counted, counted
from twosource.annotate.movements import movement
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.lang import Language
from twosource.model.report import Report
from twosource.model.value import Bound, Movement, Quantity, When, WhenType
from twosource.values.amount import amounts
from twosource.values.compare import comparable, fits
from twosource.values.quantity import in_si, quantity
from twosource.values.ranges import Amount
from twosource.values.signs import rate_after, unit_named
from twosource.values.unit import is_money

_NEAR = frozenset({"to", "from", "than"})  # so common that they set figures against each other only side by side
_JOINED = re.compile(r"\s?(?:,|and|or|to|at|from|to end at|to close at|up from|down from|;|to trade at)?\s")
_OPEN = re.compile(
    r"\s?\(\s?(?:or\s|about\s|around\s|roughly\s|some\s|nearly\s|approximately\s|approx\.?\s|~)?$|\s?[/,]\s?(?:or\s)?$|\s?\[$"
)
TIME_UNITS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})


def quantities(report: Report, parse: Parse, times: Sequence[When], lang: Language) -> tuple[Quantity, ...]:
    """All quantities of a report, in order; what `times` holds is no quantity unless it has a unit of its own."""
    whens = sorted(times, key=lambda when: when.start)
    starts = [when.start for when in whens]
    found: list[Quantity] = []
    for sentence in parse.sentences:
        for one in _of_sentence(report.text, sentence, lang):
            if not _dated(one, whens, starts):
                found.append(_restated(report.text, one, found))
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, lang: Language) -> Iterator[Quantity]:
    read: Reader | None = None
    before: Quantity | None = None
    taken = [_moved(amount, sentence.start) for amount in amounts(text[sentence.start : sentence.end], lang)]
    for amount in taken:
        read = read or reader(sentence)
        if (one := _quantity(text, read, amount, taken, lang)) is not None:
            before = _of_same(text, _set_against(text, one, before, lang), before)
            yield before


def _of_same(text: str, one: Quantity, before: Quantity | None) -> Quantity:
    """A figure joined to the one before it measures the same: "rose 3 % to 540", "68 p at 1,112 p"."""
    if before is None or before.concept is None or before.counted is not None or one.counted is not None:
        return one
    if not _JOINED.fullmatch(text, before.end, one.start) or (one.concept is not None and one.concept.start > before.concept.end):
        return one
    return msgspec.structs.replace(one, concept=before.concept)


def _set_against(text: str, one: Quantity, before: Quantity | None, lang: Language) -> Quantity:
    """A bare figure set against one just given counts the same: "3 million homes, up from 2 million"."""
    if (
        before is None
        or one.unit != "1"
        or one.counted is not None
        or (before.counted is None and before.unit == "1")
        or (one.low is not None and 0 < one.low < 1)
    ):
        return one
    words = text[max(before.end, one.start - 24) : one.start].lower().split()
    against = {words[-1], " ".join(words[-2:])} & set(lang.bounds.against) if words else set()
    if not against or is_money(before.unit) or before.unit == "%" or (against <= _NEAR and one.start - before.end > 24):
        return one
    same = msgspec.structs.replace(one, unit=before.unit, counted=before.counted)
    return msgspec.structs.replace(in_si(same), counted=before.counted, change=one.change, concept=one.concept)


def _moved(amount: Amount, by: int) -> Amount:
    return amount._replace(start=amount.start + by, end=amount.end + by, at=amount.at + by, to=amount.to + by)


def _quantity(text: str, read: Reader, amount: Amount, taken: Sequence[Amount], lang: Language) -> Quantity | None:
    """The quantity that an amount is in its sentence; `None` when its figure is a name, a year, a pronoun."""
    if len(read.sentence.tokens) > LONGEST:
        return quantity(amount) if amount.unit else None
    if not amount.unit and (_age(text, read, amount) or _lived(read, amount, lang)):
        amount = amount._replace(unit="a", age=True)
    share = amount.form == "fraction"
    noun = None if amount.unit else counted(read, amount, lang)
    if not amount.unit:
        if _hyphened(text, read, amount) or _named(text, read, amount, lang) or _year(text, read, amount, noun is not None):
            return None
        if noun is None and not share and _pronoun(text, read, amount):
            return None
    if noun is not None and (code := _unit_noun(noun, lang)):
        amount, noun = amount._replace(unit=code, end=noun.span.end), None  # "three more days"
    if noun is not None and noun.head.ent in {"DATE", "TIME"} and amount.low == amount.high == 1:
        return None  # "one Saturday"
    end = noun.span.end if noun and not noun.apart else amount.end
    unit = amount.unit
    change = movement(read, amount, noun, lang.bounds)
    if not unit and (rate := rate_after(text, end, lang)) is not None:
        unit, end = f"1/{rate[0]}", rate[1]
    one = quantity(amount._replace(unit=unit, end=max(end, amount.end)), difference=change is not None)
    return msgspec.structs.replace(
        one,
        counted=noun.text if noun else None,
        counted_span=noun.span if noun else None,
        change=change,
        concept=concept(read, amount, noun, taken, text),
    )


def _unit_noun(noun: Counted, lang: Language) -> str:
    """The code of a counted noun that is a unit behind an adjective: "50 previous years"; "" for any other noun."""
    first, _, head = noun.text.rpartition(" ")
    code = unit_named(head, lang) if " " not in first and noun.head.pos == "NOUN" else ""
    return code if code in TIME_UNITS or code in {"m", "km", "[mi_i]", "t", "[acr_us]", "har", "[bbl_us]", "L", "kg"} else ""


def _age(text: str, read: Reader, amount: Amount) -> bool:
    """Whether a bare figure after a person's name is an age: "Ana Reyes, 44, said"."""
    if amount.form != "digits" or not 0 < amount.low == amount.high < 115 or amount.low != int(amount.low):
        return False
    name = re.search(r"[^\W\d_],\s$", text[max(0, amount.start - 3) : amount.start])
    if name is None or not re.match(r"[,.;)]|\sand\b|$", text[amount.end : amount.end + 4]):
        return False
    before = [token for token in read.sentence.tokens if token.end < amount.start - 1][-2:]
    # The small model misses many names; a given name and a surname before the comma serve as well.
    return bool(before) and (before[-1].ent == "PERSON" or (len(before) == 2 and all(token.pos == "PROPN" for token in before)))


def _lived(read: Reader, amount: Amount, lang: Language) -> bool:
    """Whether a bare figure is the years someone has lived: "he is 34", "who turned 50"."""
    token = read.token_at(amount.at, amount.end)
    if token is None or token.dep not in {"attr", "acomp", "dobj"} or not 0 < amount.low < 115 or amount.low != int(amount.low):
        return False
    after = next((other for other in read.sentence.tokens if other.start >= amount.end), None)
    if after is not None and after.pos not in {"PUNCT", "ADP", "CCONJ", "SCONJ"}:
        return False
    verb = read.sentence.head(token)
    subjects = [child for child in read.children[verb.i] if child.dep == "nsubj"]
    return verb.lemma in lang.units.turning and any(one.lower in lang.units.living or one.ent == "PERSON" for one in subjects)


def _beside(read: Reader, amount: Amount) -> tuple[Token | None, Token | None]:
    """The tokens just before and just after the amount."""
    tokens = read.sentence.tokens
    before = next((token for token in reversed(tokens) if token.end <= amount.start), None)
    after = next((token for token in tokens if token.start >= amount.end), None)
    return before, after


def _hyphened(text: str, read: Reader, amount: Amount) -> bool:
    """Whether a number word is part of another word or of a name: "a six-speed gearbox", "Channel Four News"."""
    if amount.form != "words":
        return False
    if text[amount.to : amount.to + 1] in {"-", "‑"} and text[amount.to + 1 : amount.to + 2].isalpha():
        return True
    return (
        amount.at > read.sentence.start
        and text[amount.at].isupper()
        and any(token.pos == "PROPN" for token in read.sentence.covered(amount.at, amount.to))
    )


def _named(text: str, read: Reader, amount: Amount, lang: Language) -> bool:
    """Whether the figure belongs to a name: "Article 5", "Route 66", "Model 3", "358 Mill Lane", "the S&P 500", a player's number."""
    if amount.form != "digits" or amount.bound not in {Bound.EXACT, Bound.RANGE} or amount.scale > 1:
        return False
    before, after = _beside(read, amount)
    if text[amount.start - 1 : amount.start] == "(" and text[amount.end : amount.end + 1] == ")":
        return True
    if before is not None and amount.start - before.end <= 1 and before.end < amount.start + 1:
        if before.lower.rstrip(".") in lang.numbers.labels and (before.text[0].isupper() or before.pos == "NOUN"):
            return True
        if before.pos == "PROPN" and "," not in text[amount.at : amount.to] and "." not in text[amount.at : amount.to]:
            return True
    return after is not None and after.pos == "PROPN" and _street(read, after, lang)


def _street(read: Reader, after: Token, lang: Language) -> bool:
    for token in read.sentence.tokens[after.i : after.i + 5]:
        if token.lower in lang.numbers.streets:
            return True
        if not (token.text[0].isupper() or token.text[0].isdigit()):
            return False
    return False


def _year(text: str, read: Reader, amount: Amount, counts: bool) -> bool:
    """Whether four bare digits are a year: "in 2019", "the 2003 flood", "2014-15"."""
    figure = text[amount.at : amount.to]
    if not re.fullmatch(r"[12]\d{3}(?:\s?[-–/]\s?\d{2,4}|\sand\s[12]\d{3}|\sto\s[12]\d{3})?", figure):
        return False
    before, after = _beside(read, amount)
    if len(figure) > 4:
        return 1500 <= int(figure[:4]) <= 2100
    year = int(figure)
    if (
        before is not None
        and before.lower
        in {"in", "since", "by", "until", "till", "of", "from", "before", "after", "during", "circa", "for", "late", "early", "mid"}
        and 1000 <= year <= 2199
    ):
        return not (counts and after is not None and after.tag == "NNS")
    if not 1900 <= year <= 2099 or amount.bound is not Bound.EXACT:
        return False
    # "the 1988 floods": a figure that is not round is a year even before a plural, since desks write "1,988 homes"
    return year % 100 != 0 or not (after is not None and counts and (after.tag == "NNS" or after.pos == "ADJ"))


def _pronoun(text: str, read: Reader, amount: Amount) -> bool:
    """Whether a number word without a noun stands for a thing: "the latest one", "the two"."""
    if amount.form != "words" or amount.high > 12:
        return False
    del text, read
    return True


def _dated(one: Quantity, whens: Sequence[When], starts: Sequence[int]) -> bool:
    """Whether the figure is part of a date or clock time."""
    at = bisect_left(starts, one.end) - 1
    while at >= 0 and whens[at].end > one.start:
        when = whens[at]
        if when.type is WhenType.TIME and when.start <= one.start and one.end <= when.end:
            return True  # "ten past four"
        if when.type in {WhenType.DATE, WhenType.TIME} and one.unit not in TIME_UNITS and when.start <= one.start and one.counted is None:
            return one.unit == "1"
        at -= 1
    return False


def _restated(text: str, one: Quantity, found: Sequence[Quantity]) -> Quantity:
    """The quantity, marked as the conversion of the one before it where it stands in brackets in another unit."""
    if not found:
        return one
    before = found[-1]
    gap = text[before.end : one.start]
    if len(gap) > 24 or not _OPEN.search(gap) or before.unit == one.unit or not comparable(before, one, money=True):
        return one
    bracketed = "(" in gap or "/" in gap or "[" in gap or "or" in gap
    if not bracketed:
        return one
    index = found[-1].converts if found[-1].converts is not None else len(found) - 1
    source = found[index]
    bound = (
        source.bound
        if one.bound is Bound.EXACT and source.bound in {Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST}
        else one.bound
    )
    ends = {
        Bound.MORE_THAN: (one.low, None),
        Bound.AT_LEAST: (one.low, None),
        Bound.LESS_THAN: (None, one.high),
        Bound.AT_MOST: (None, one.high),
    }
    low, high = ends.get(bound, (one.low, one.high)) if bound is not one.bound else (one.low, one.high)
    change: Movement | None = one.change or source.change
    return msgspec.structs.replace(
        one,
        converts=index,
        conversion_fits=fits(source, one),
        bound=bound,
        low=low,
        high=high,
        change=change,
        concept=source.concept or one.concept,
    )
