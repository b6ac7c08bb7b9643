"""Whether a figure is itself a movement: "rose 5 %", not "rose to 5 %"."""

from collections.abc import Iterator

from twosource.annotate.branches import NOUNS, Reader
from twosource.annotate.counts import Counted
from twosource.annotate.parse import Token
from twosource.lang.bounds import Bounds
from twosource.model.value import Movement
from twosource.values.ranges import Amount
from twosource.values.unit import scale


def movement(read: Reader, amount: Amount, noun: Counted | None, bounds: Bounds) -> Movement | None:
    """Up or down when the figure is itself a movement: "rose 5 %", "fell by 7 %", "up 4 per cent", "an increase of 3 million"."""
    if amount.signed:
        return Movement.UP
    if (found := _beyond(read, amount, bounds)) is not None:
        return found
    token = read.token_at(amount.at, amount.end)
    before = [other for other in read.sentence.tokens if other.end <= amount.start]
    if before and (found := _particle(before, bounds)) is not None:
        return found
    if token is None or (noun is not None and noun.head.lemma not in bounds.points and before and before[-1].lower not in bounds.joints.by):
        return None  # "lost 40 boats" counts the boats; "lost 190 points" is a movement
    return _by_ancestors(read, amount, token, before, bounds)


def _by_ancestors(read: Reader, amount: Amount, token: Token, before: list[Token], bounds: Bounds) -> Movement | None:
    """Up or down by the noun or verb that the figure hangs from: "an increase of 3 million", "rose 5 %", "fell by 7 %"."""
    ancestors = list(_upward(read, token))
    prepositions = [
        other.lower
        for other in ancestors
        if other.pos in {"ADP", "SCONJ", "PART"}
        and other.dep in {"prep", "prt", "advmod", "agent"}
        and other.end <= amount.start  # "rose under 4 %": a bound is no preposition
    ]
    if prepositions and prepositions[0] == "of":
        above = next((other for other in ancestors if other.pos in NOUNS and other.start < amount.start), None)
        return _moves(above.lemma, bounds, "nouns") if above else None
    if (prepositions and prepositions[0] != "by") or amount.moved:
        return None  # "rose to 40": a level, not a movement
    if before and before[-1].lower in {"to", "from", "at"}:
        return None
    head = read.sentence.head(token)
    if head.pos in NOUNS and head.start >= amount.end and amount.unit != "" and head.lemma not in bounds.spans:
        return None  # "a 4 % pay cut": the size of a cut, and the concept names it; so NewsQuant has it too
    verb = next((other for other in ancestors if other.pos in {"VERB", "AUX"}), None)
    if verb is not None and verb.lemma in bounds.motion and (measured := scale(amount.unit)) is not None and measured.si == "m":
        return None  # "advanced six miles"
    if (
        verb is None
        or verb.end > amount.start
        or len([other for other in ancestors if other.pos in NOUNS and other.start < amount.end]) > (1 if amount.unit else 2)
    ):
        return None
    if prepositions and verb.lemma in bounds.raising:
        return Movement.UP  # "raised its rate by 25 basis points"; "raised $5 million" was collected
    return _moves(verb.lemma, bounds, "verbs")


def _beyond(read: Reader, amount: Amount, bounds: Bounds) -> Movement | None:
    """Up or down by the word behind the figure: "12 percent higher than a year ago", "closed 2.3 % lower"; not "5 % lower costs"."""
    if not amount.unit:
        return None
    after = [other for other in read.sentence.tokens if other.start >= amount.end][:2]
    if not after or (len(after) > 1 and after[1].pos in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}):
        return None
    if after[0].lower in bounds.up.behind:
        return Movement.UP
    return Movement.DOWN if after[0].lower in bounds.down.behind else None


def _particle(before: list[Token], bounds: Bounds) -> Movement | None:
    if before[-1].dep == "prt":
        return None  # "sign up 500 volunteers"
    last = before[-1].lower
    if last == "by" and len(before) > 1:
        last = before[-2].lower
    if last in bounds.up.particles:
        return Movement.UP
    return Movement.DOWN if last in bounds.down.particles else None


def _upward(read: Reader, token: Token) -> Iterator[Token]:
    """Heads upward as far as the nearest verb, that verb included."""
    for other in read.sentence.ancestors(token):
        yield other
        if other.pos in {"VERB", "AUX"}:
            return


def _moves(lemma: str, bounds: Bounds, kind: str) -> Movement | None:
    if lemma in getattr(bounds.up, kind):
        return Movement.UP
    return Movement.DOWN if lemma in getattr(bounds.down, kind) else None
