"""Words that only look like a time: names, numbers, rates, ages, verbs."""

from twosource.annotate.parse import Sentence, Token
from twosource.lang.dates import Dates
from twosource.values.timex import Found

#: Kinds of names that hold time words: a newspaper, a film, a man.
NAMES = frozenset({"ORG", "WORK_OF_ART", "PERSON", "FAC", "PRODUCT", "LAW"})
#: Classes whose words have a small letter unless they stand in a title.
TITLED = frozenset({"the", "this", "last", "next", "unit", "units", "today", "tonight", "part", "noon"})
MONEY = frozenset("$€£¥₹₽")


def is_time(found: Found, tokens: list[Token], sentence: Sentence, dates: Dates) -> bool:
    """Whether the words speak of a time here, and are no name, number, rate, age or verb."""
    kinds = {lexeme.kind for lexeme in found.lexemes}
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i else None
    after = sentence.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(sentence.tokens) else None
    if kinds == {"yr"}:
        return _is_year(tokens[0], sentence, before, after, dates)
    if kinds == {"about", "yr"}:
        return after is None or after.tag != "NNS"  # "about 1900 homes"
    if (kinds in ({"article", "unit"}, {"per", "unit"})) and _is_rate(before):
        return False
    if kinds == {"word", "units"} and _is_share(tokens, after, sentence):
        return False
    if _is_named(tokens, kinds, after) or (kinds <= TITLED and _is_titled(tokens[-1], sentence)):
        return False
    if len(tokens) == 1 and _is_other_word(tokens[0], kinds, before, after):
        return False
    if kinds <= {"the", "season"} and after is not None and after.lower == "of":
        return False  # "the fall of the city"
    if kinds == {"ordinal", "hyphen", "half"} and (after is None or after.lower not in dates.accounts):
        return False  # "first-half goal"
    return not _is_age(found, after, sentence, dates)


def _is_age(found: Found, after: Token | None, sentence: Sentence, dates: Dates) -> bool:
    if after is None:
        return False
    if after.lower in dates.age:
        return True
    beyond = sentence.tokens[after.i + 1].lower if after.i + 1 < len(sentence.tokens) else ""
    if after.lower == "of" and beyond in dates.age:
        return True
    return after.lower in dates.young and found.lexemes[-1].kind == "old"


def _is_share(tokens: list[Token], after: Token | None, sentence: Sentence) -> bool:
    """As in "three quarters of a million", "three quarters of the crew": parts, not months."""
    if tokens[-1].lower != "quarters" or after is None or after.lower != "of":
        return False
    return any(token.pos in ("DET", "PRON") for token in sentence.tokens[after.i + 1 : after.i + 2])


def _is_named(tokens: list[Token], kinds: set[str], after: Token | None) -> bool:
    """Whether a name holds the words; one with figures is none, whatever the parser took it for."""
    if any(token.text[0].isdigit() for token in tokens):
        return False
    last = tokens[-1]
    if any(token.ent in NAMES for token in tokens):
        return kinds != {"holiday"} or tokens[0].ent_iob == "I" or (after is not None and after.ent_iob == "I")
    if not kinds <= {"month", "weekday", "holiday", "season"} or after is None or last.dep != "compound" or last.head != after.i:
        return False
    return after.pos == "PROPN"  # "August Lind", "the Sunday Courier"


def _is_other_word(token: Token, kinds: set[str], before: Token | None, after: Token | None) -> bool:
    """Whether a single word only looks like a time."""
    if kinds <= {"month", "season", "weekday"} and token.pos in ("VERB", "AUX"):
        return True  # "may", "march"
    if kinds == {"often"} and token.lower == "quarterly" and token.tag == "JJ":
        return True  # "the quarterly report" says which, not how often
    if kinds == {"holiday"} and token.dep == "compound":
        return True  # "Christmas trees"
    if kinds != {"month"} or before is None or after is None:
        return False
    if token.dep in ("nsubj", "nsubjpass") and before.pos == "PROPN" and before.head == token.i:
        return True  # "Theresa May spoke"
    return before.pos in ("DET", "ADJ") and after.pos == "ADP"  # "the annual March for Peace"


def _is_titled(token: Token, sentence: Sentence) -> bool:
    """Whether "This Week" is a title: a capital in a sentence that is not all capitals, as headlines are."""
    if not token.text[0].isupper() or token.i == 0 or not sentence.tokens[token.i - 1].text[-1].isalpha():
        return False
    words = [other.text for other in sentence.tokens if other.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 < len(words)


def _is_rate(before: Token | None) -> bool:
    """Whether "a year" is the unit of a rate: "$8 million a year", "two trains a day", "60 miles per hour"."""
    return before is not None and before.pos in ("NOUN", "NUM", "SYM", "PROPN")


def _is_figured_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1100 <= int(token.text) < 2200


def _is_year(token: Token, sentence: Sentence, before: Token | None, after: Token | None, dates: Dates) -> bool:
    """Whether a bare four-digit number is a year: not "2022 people", "$1995", "Flight 1990"."""
    if token.start + 4 != token.end:
        return True
    if before is not None and (before.text in MONEY or before.lower.strip(".") in dates.labels):
        return False
    if before is not None and before.text in "#-–/:" and before.end == token.start:
        if before.i == 0:
            return False  # "–1990" that opens a sentence may be a number as well as an item of a list
        first = sentence.tokens[before.i - 1]
        alone = first.i == 0 or sentence.tokens[first.i - 1].text not in "-–/"
        return before.text in "-–" and alone and _is_figured_year(first)  # "2014-2018", but no telephone number
    if after is not None and after.text in "-–" and after.start == token.end and after.i + 1 < len(sentence.tokens):
        second = sentence.tokens[after.i + 1]
        if second.text.isdigit() and not _is_figured_year(second):
            return False
    if after is not None and after.text in ("%", "/"):
        return False
    if after is None or after.tag != "NNS":
        return True
    if before is None or before.pos not in ("DET", "PRON", "ADP") or before.lower in dates.counting:
        return False
    return before.pos != "ADP" or not token.text.endswith("00")  # "of 2000 runners"
