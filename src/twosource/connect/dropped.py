"""Hedges and bounds that were lost or added where a sentence was told over in other words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.certainty import unable
from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import LONGEST, Finding, Pair, shown, window
from twosource.connect.wording import ROOT, Word
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span
from twosource.model.value import Quantity

#: Words around a word that must have stayed for it to have been dropped, not lost with its clause.
AROUND = 3
#: Of the words behind a hedge so many, or so many of its sentence, make another sentence say the same.
CLOSE, ENOUGH = 2, 4


def altered_hedges(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A hedge that one has, while the other says the same without any."""
    here, there = _hedged(pair.original, original), _hedged(pair.made, made)
    if bool(here) == bool(there):
        return
    for i in here:
        if (at := _stayed(pair.original, i, pair.made)) is not None:
            yield shown(AlterationKind.HEDGE, pair, (i, at), f"the hedge “{original.said(pair.original, i)}” was dropped")
    for i in there:
        if (at := _stayed(pair.made, i, pair.original)) is not None:
            yield shown(AlterationKind.HEDGE, pair, (at, i), f"the hedge “{made.said(pair.made, i)}” was added")


def _hedged(sentence: Sentence, side: Side) -> list[int]:
    return [i for i, word in enumerate(sentence.words) if word.start in side.hedged and not unable(sentence, i)]


def _stayed(sentence: Sentence, i: int, other: Sentence) -> int | None:
    """Where in the other sentence the words around this one stand; `None` when they went with it."""
    place: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(other.words):
        place[word.folded].append(at)
    after = [word.folded for word in sentence.words[i + 1 :] if len(word.folded) > 2 and word.folded not in STOP_WORDS][:AROUND]
    before = [word.folded for word in sentence.words[:i] if len(word.folded) > 2 and word.folded not in STOP_WORDS][-1:]
    found = [place[folded][0] for folded in after if folded in place]
    roots = {folded[:ROOT] for folded in place}
    if any(folded[:ROOT] not in roots for folded in before):
        return None
    return min(found) if len(after) >= 2 and len(found) >= max(2, len(after) - 1) and max(found) - min(found) <= 3 * AROUND else None


def lost_hedges(original: Side, made: Side) -> Iterator[Finding]:
    """A hedge that the original has wherever it says a thing, while the made report says it in other words and without any."""
    firm = [sentence for sentence in made.sentences if not _hedged(sentence, made) and len(sentence.words) <= LONGEST]
    sure = [sentence for sentence in original.sentences if not _hedged(sentence, original)]
    told, known = ([frozenset(_carrying(one.words)) for one in held] for held in (firm, sure))
    in_told, in_known = _holders(told), _holders(known)
    for sentence in original.sentences:
        for i in _hedged(sentence, original)[:1]:
            after = _carrying(sentence.words[i + 1 :])[:AROUND]
            if sentence.words[i].quoted or len(after) < 1:
                continue
            rest = frozenset(_carrying(sentence.words))
            likest = _likest(rest, in_told)
            if (
                likest is None
                or not _says(after, rest, told[likest])
                or any(_says(after, rest, known[at]) for at in in_known.get(after[0], ()))
            ):
                continue
            said = original.said(sentence, i)
            yield Finding(AlterationKind.HEDGE, window(sentence, i), firm[likest].span, f"the hedge “{said}” was dropped")


def _likest(roots: frozenset[str], holders: Mapping[str, Sequence[int]]) -> int | None:
    """The first of the sentences that have most of the roots; `None` where none has any."""
    shared = Counter(at for root in roots for at in holders.get(root, ()))
    return min(shared, key=lambda at: (-shared[at], at), default=None)


def _holders(rooted: Sequence[frozenset[str]]) -> Mapping[str, Sequence[int]]:
    """For each root the places of the sentences that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, roots in enumerate(rooted):
        for root in sorted(roots):
            found[root].append(at)
    return found


def _carrying(words: Sequence[Word]) -> list[str]:
    return [word.folded[:ROOT] for word in words if word.folded not in STOP_WORDS and (len(word.folded) > 2 or word.folded[0].isdigit())]


def _says(after: Sequence[str], rest: frozenset[str], has: frozenset[str]) -> bool:
    """Whether a sentence of these roots says what was hedged: what comes right behind the hedge, and enough of the rest."""
    behind = sum(root in has for root in after)
    return after[0] in has and ((behind >= CLOSE and behind > len(after) / 2) or len(rest & has) >= ENOUGH)


def lost_bounds(original: Side, made: Side) -> Iterator[Finding]:
    """A figure that the original gives as a floor or a ceiling and the made report as a count."""
    here = [one for one in original.annotation.quantities if one.counted]
    for quantity in made.annotation.quantities:
        if quantity.low != quantity.high or quantity.low is None or not quantity.counted:
            continue
        same = [one for one in here if quantity.low in (one.low, one.high) and one.unit == quantity.unit and _heads(one, quantity)]
        bounded = any(one.low != one.high and quantity.low in (one.low, one.high) for one in made.annotation.quantities)
        if same and not bounded and all((one.low is None) != (one.high is None) for one in same):
            was, now = original.report.cite(same[0].start, same[0].end), made.report.cite(quantity.start, quantity.end)
            note = f"“{was.exact}” became “{now.exact}”"
            yield Finding(AlterationKind.HEDGE, Span(same[0].start, same[0].end), Span(quantity.start, quantity.end), note)


def _heads(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count one thing: the last word of what is counted is the same."""
    left, right = ((figure.counted or "").split()[-1:] for figure in (one, other))
    return bool(left and right) and left[0][:ROOT] == right[0][:ROOT]
