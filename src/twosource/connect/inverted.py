"""Words by which a copy turned a sentence round: negations, verbs of refusal, opposites."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.held import Sentence, Side
from twosource.connect.meanings import root, table
from twosource.connect.sentences import Finding, Pair, shown
from twosource.connect.wording import ROOT, Word
from twosource.lang import language
from twosource.lang.negations import Negations
from twosource.lang.relations import Relation
from twosource.lang.thesaurus import thesaurus
from twosource.model.ledger import AlterationKind

#: So many words may have changed beside the one that turns the sense.
FEW = 1

Place = tuple[int, int, int, int]


def altered_negations(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A negation that one has and the other lacks, or a verb in the place of its opposite, while the words around it stayed."""
    turns = language(original.report.language or "en").negations
    for place in runs(pair):
        for find in (_negated, _refused, _opposed):
            yield from find(pair, place, turns, (original, made))


def _negated(pair: Pair, place: Place, turns: Negations, sides: tuple[Side, Side]) -> Iterator[Finding]:
    a, b, c, d = place
    before, after = pair.original.words[a:b], pair.made.words[c:d]
    negated = _negations(pair.original, turns), _negations(pair.made, turns)
    here, there = [i for i in negated[0] if a <= i < b], [i for i in negated[1] if c <= i < d]
    turned = any(turns.turns(word.folded) for word in before) != any(turns.turns(word.folded) for word in after)
    if len(here) % 2 == len(there) % 2 or turned or not small(before, after, turns.besides):
        return
    if len(negated[0]) == len(negated[1]) or _elsewhere(pair, place, turns.besides):
        return  # it stands elsewhere in the sentence, or its clause does
    if here:
        yield shown(AlterationKind.NEGATION, pair, (here[0], c), f"“{sides[0].said(pair.original, here[0])}” was dropped")
    else:
        yield shown(AlterationKind.NEGATION, pair, (a, there[0]), f"“{sides[1].said(pair.made, there[0])}” was added")


def _negations(sentence: Sentence, turns: Negations) -> list[int]:
    """Where the words stand that negate: "not", and the "yet" of "has yet to come"."""
    folded = [word.folded for word in sentence.words]
    return [i for i, word in enumerate(folded) if turns.negates(word) or " ".join(folded[i : i + 2]) in turns.phrases]


def _elsewhere(pair: Pair, place: Place, besides: frozenset[str]) -> bool:
    """Whether a telling word that changed here stands elsewhere in the other sentence: the clause was moved."""
    a, b, c, d = place
    for one, run, other, (first, last) in (
        (pair.original, (a, b), pair.made, (c, d)),
        (pair.made, (c, d), pair.original, (a, b)),
    ):
        rest = {word.folded for i, word in enumerate(other.words) if not first <= i < last}
        own = {word.folded for i, word in enumerate(one.words) if not run[0] <= i < run[1]}
        if any(word.folded in rest - own - besides - STOP_WORDS for word in one.words[run[0] : run[1]]):
            return True
    return False


def _refused(pair: Pair, place: Place, turns: Negations, sides: tuple[Side, Side]) -> Iterator[Finding]:
    """A verb that says a thing was not done, dropped or put in before the verb that says it: "refused to pay", "paid"."""
    a, b, c, d = place
    if any(turns.negates(word.folded) for word in (*pair.original.words[a:b], *pair.made.words[c:d])):
        return
    for one, other, side, (first, last), (start, stop), dropped in (
        (pair.original, pair.made, sides[0], (a, b), (c, d), True),
        (pair.made, pair.original, sides[1], (c, d), (a, b), False),
    ):
        instead = [word.folded for word in other.words[start:stop]]
        if any(turns.turns(word) for word in instead):
            continue
        for i in range(first, min(last, len(one.words) - 2)):
            verb, to, done = (word.folded for word in one.words[i : i + 3])
            stays = i + 2 >= last or any(_one_verb(done, word) for word in instead)
            if turns.turns(verb) and to == "to" and stays and len(instead) <= FEW + 1:
                at, said = (i, start) if dropped else (start, i), side.said(one, i)
                yield shown(AlterationKind.NEGATION, pair, at, f"“{said} to” was {'dropped' if dropped else 'added'}")
                return


def _one_verb(one: str, other: str) -> bool:
    return thesaurus("en").relation(one, other) is Relation.SAME


def _opposed(pair: Pair, place: Place, turns: Negations, sides: tuple[Side, Side]) -> Iterator[Finding]:
    """A word in the place of its opposite, and no negation that makes up for it."""
    a, b, c, d = place
    before, after = pair.original.words[a:b], pair.made.words[c:d]
    if any(turns.negates(word.folded) for word in (*before, *after)) or not small(before, after, turns.besides, FEW + 1):
        return
    for i, j in ((i, j) for i in range(a, b) for j in range(c, d)):
        left, right = pair.original.words[i], pair.made.words[j]
        if turns.opposite(left.folded, right.folded) or (not (left.quoted and right.quoted) and _poles(left.folded, right.folded)):
            was, now = sides[0].said(pair.original, i), sides[1].said(pair.made, j)
            yield shown(AlterationKind.NEGATION, pair, (i, j), f"“{was}” became “{now}”")
            return


@lru_cache(maxsize=65_536)
def _poles(one: str, other: str) -> bool:
    """Whether two words are opposites by what they mean; a woman is no opposite of a man, nor a brother of a sister."""
    left, right = (table().pole_of.get((root(word),)) for word in (one, other))
    if left is not None and right is not None and left[0] == right[0]:
        return left[1] != right[1]
    roles = language("en").roles
    told = any(roles.gender(word) is not None or word in roles.kin for word in (one, other)) or {one, other} <= STOP_WORDS
    return not told and thesaurus("en").relation(one, other) is Relation.OPPOSED


def small(before: Sequence[Word], after: Sequence[Word], besides: frozenset[str], few: int = FEW) -> bool:
    """Whether little else changed: a clause that came or went took its own negation with it."""
    left, right = ({word.folded[:ROOT] for word in words if word.folded not in besides} for words in (before, after))
    return max(len(left - right), len(right - left)) <= few


def runs(pair: Pair) -> Iterator[Place]:
    """Where words stand for others; changes that one word parts are one."""
    held: Place | None = None
    for tag, a, b, c, d in pair.changes:
        if tag != "equal":
            held = (held[0], b, held[2], d) if held else (a, b, c, d)
        elif held and b - a > 1:
            yield held
            held = None
    if held:
        yield held
