"""Bare figures that are ages: after a name, and in "he is 34"."""

import re

from twosource.annotate.branches import Reader
from twosource.lang import Language
from twosource.values.ranges import Amount


def age(text: str, read: Reader, amount: Amount) -> bool:
    """Whether a bare figure after a person's name is an age: "Ana Reyes, 44, said"."""
    if amount.form != "digits" or not 0 < amount.low == amount.high < 115 or amount.low != int(amount.low):
        return False
    name = re.search(r"[^\W\d_],\s$", text[max(0, amount.start - 3) : amount.start])
    if name is None or not re.match(r"[,.;)]|\sand\b|$", text[amount.end : amount.end + 4]):
        return False
    before = [token for token in read.sentence.tokens if token.end < amount.start - 1][-2:]
    # The small model misses many names; a given name and a surname before the comma serve as well.
    return bool(before) and (before[-1].ent == "PERSON" or (len(before) == 2 and all(token.pos == "PROPN" for token in before)))


def lived(read: Reader, amount: Amount, lang: Language) -> bool:
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
