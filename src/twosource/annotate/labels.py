"""Figures that name a thing and count nothing: "Article 5", "358 Mill Lane", years, pronouns, scores."""

import re

from twosource.annotate.branches import Reader
from twosource.annotate.counts import Counted
from twosource.annotate.parse import Token
from twosource.lang import Language
from twosource.model.value import Bound
from twosource.values.ranges import Amount

_PAIR = re.compile(r"\d{1,3}[-–—:]\d{1,3}")
_ANOTHER = re.compile(r"\d{1,3}[-–—:]\d{1,3}(?:\s?\(\d{1,2}[-–—]\d{1,2}\))?,?\s$"), re.compile(r",?\s\d{1,3}[-–—:]\d{1,3}\b")


def names_something(text: str, read: Reader, amount: Amount, noun: Counted | None, lang: Language) -> bool:
    """Whether a figure without a unit is part of a name, a year, a calibre or a score."""
    return (
        _hyphened(text, read, amount, noun, lang)
        or _named(text, read, amount, lang)
        or _year(text, read, amount, noun is not None, lang)
        or _scored(text, amount)
        or (text[amount.at] == "." and noun is not None and noun.head.lower in lang.numbers.calibres)
    )


def pronoun(amount: Amount) -> bool:
    """Whether a number word without a noun stands for a thing: "the latest one", "the two"."""
    return amount.form == "words" and amount.high <= 12


def _scored(text: str, amount: Amount) -> bool:
    """Whether a pair of figures stands in a row of such: "6-4, 3-6, 7-5"."""
    if amount.bound is not Bound.RANGE or _PAIR.fullmatch(text, amount.at, amount.to) is None:
        return False
    before, after = _ANOTHER
    return before.search(text[max(0, amount.start - 20) : amount.start]) is not None or after.match(text, amount.end) is not None


def _beside(read: Reader, amount: Amount) -> tuple[Token | None, Token | None]:
    """The tokens just before and just after the amount."""
    tokens = read.sentence.tokens
    before = next((token for token in reversed(tokens) if token.end <= amount.start), None)
    after = next((token for token in tokens if token.start >= amount.end), None)
    return before, after


def _hyphened(text: str, read: Reader, amount: Amount, noun: Counted | None, lang: Language) -> bool:
    """Whether a number word is part of another word or of a name: "a six-speed gearbox", "Channel Four News", "the One Nation party"."""
    if amount.form != "words":
        return False
    if text[amount.to : amount.to + 1] in {"-", "‑"} and text[amount.to + 1 : amount.to + 2].isalpha():
        return noun is None or noun.head.lower not in lang.numbers.manned
    before, after = _beside(read, amount)
    if before is not None and before.lower in lang.numbers.word_labels and (noun is None or text[amount.to : amount.to + 4] == " of "):
        return True  # "day three of the siege"
    if amount.at <= read.sentence.start or not text[amount.at].isupper():
        return False
    if after is not None and after.start - amount.end <= 1 and after.pos == "PROPN" and not _titled(read):
        return True
    return any(token.pos == "PROPN" for token in read.sentence.covered(amount.at, amount.to))


def _titled(read: Reader) -> bool:
    """Whether a sentence is a headline with its words in capitals."""
    words = [token.text for token in read.sentence.tokens if token.text[0].isalpha() and len(token.text) > 3]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _named(text: str, read: Reader, amount: Amount, lang: Language) -> bool:
    """Whether the figure belongs to a name: "Article 5", "Route 66", "Model 3", "358 Mill Lane", "the S&P 500", a player's number."""
    if amount.form != "digits" or amount.bound not in {Bound.EXACT, Bound.RANGE} or amount.scale > 1:
        return False
    before, after = _beside(read, amount)
    if text[amount.start - 1 : amount.start] == "(" and text[amount.end : amount.end + 1] == ")":
        return True
    if before is not None and amount.start - before.end <= 1:
        if before.lower.rstrip(".") in lang.numbers.labels and (before.text[0].isupper() or before.pos == "NOUN"):
            return True
        if before.pos == "PROPN" and "," not in text[amount.at : amount.to] and "." not in text[amount.at : amount.to]:
            return True
    return after is not None and after.text[0].isupper() and _street(read, after, lang)


def _street(read: Reader, after: Token, lang: Language) -> bool:
    for token in read.sentence.tokens[after.i : after.i + 5]:
        if token.lower in lang.numbers.streets:
            return True
        if not (token.text[0].isupper() or token.text[0].isdigit()):
            return False
    return False


def _year(text: str, read: Reader, amount: Amount, counts: bool, lang: Language) -> bool:
    """Whether four bare digits are a year: "in 2019", "the 2003 flood", "2014-15"."""
    figure = text[amount.at : amount.to]
    if not re.fullmatch(r"[12]\d{3}(?:\s?[-–/]\s?\d{2,4}|\sand\s[12]\d{3}|\sto\s[12]\d{3})?", figure):
        return False
    before, after = _beside(read, amount)
    if len(figure) > 4:
        return 1500 <= int(figure[:4]) <= 2100
    year = int(figure)
    if before is not None and before.lower in lang.numbers.year_leads and 1000 <= year <= 2199:
        return not (counts and after is not None and after.tag == "NNS")
    if not 1900 <= year <= 2099 or amount.bound is not Bound.EXACT:
        return False
    # "the 1988 floods": a figure that is not round is a year even before a plural, since desks write "1,988 homes"
    return year % 100 != 0 or not (after is not None and counts and (after.tag == "NNS" or after.pos == "ADJ"))
