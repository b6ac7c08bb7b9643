"""Words by which a copy turned a sentence round or made it surer: negations, opposite verbs, words of doubt."""

from collections.abc import Callable, Iterator, Sequence

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Finding, Pair, shown
from twosource.connect.wording import ROOT, Word
from twosource.lang import language
from twosource.lang.negations import Negations
from twosource.model.claim import HedgeClass
from twosource.model.ledger import AlterationKind

#: So many words may have changed beside the one that turns the sense.
FEW = 1

#: Hedges that leave a thing in doubt wherever they stand; verbs of belief do beside a word of certainty.
WEAK = frozenset({HedgeClass.PROBABLE, HedgeClass.POSSIBLE})

Place = tuple[int, int, int, int]


def altered_negations(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A negation that one has and the other lacks, or a verb in the place of its opposite, while the words around it stayed."""
    turns = language(original.report.language or "en").negations
    for place in _places(pair):
        yield from _negated(pair, place, turns, (original, made))
        yield from _opposed(pair, place, turns, (original, made))


def _negated(pair: Pair, place: Place, turns: Negations, sides: tuple[Side, Side]) -> Iterator[Finding]:
    a, b, c, d = place
    before, after = pair.original.words[a:b], pair.made.words[c:d]
    here = [i for i in range(a, b) if turns.negates(pair.original.words[i].folded)]
    there = [i for i in range(c, d) if turns.negates(pair.made.words[i].folded)]
    turned = any(turns.turns(word.folded) for word in before) != any(turns.turns(word.folded) for word in after)
    if len(here) % 2 == len(there) % 2 or turned or not _small(before, after, turns.besides):
        return
    if _count(pair.original, turns.negates) == _count(pair.made, turns.negates):
        return  # it stands elsewhere in the sentence
    if here:
        yield shown(AlterationKind.NEGATION, pair, (here[0], c), f"“{sides[0].said(pair.original, here[0])}” was dropped")
    else:
        yield shown(AlterationKind.NEGATION, pair, (a, there[0]), f"“{sides[1].said(pair.made, there[0])}” was added")


def _count(sentence: Sentence, counts: Callable[[str], bool]) -> int:
    return sum(counts(word.folded) for word in sentence.words)


def _opposed(pair: Pair, place: Place, turns: Negations, sides: tuple[Side, Side]) -> Iterator[Finding]:
    """A word in the place of its opposite, and no negation that makes up for it."""
    a, b, c, d = place
    before, after = pair.original.words[a:b], pair.made.words[c:d]
    if any(turns.negates(word.folded) for word in (*before, *after)):
        return
    for i, j in ((i, j) for i in range(a, b) for j in range(c, d)):
        if turns.opposite(pair.original.words[i].folded, pair.made.words[j].folded) and _small(before, after, turns.besides, FEW + 1):
            was, now = sides[0].said(pair.original, i), sides[1].said(pair.made, j)
            yield shown(AlterationKind.NEGATION, pair, (i, j), f"“{was}” became “{now}”")
            return


def _small(before: Sequence[Word], after: Sequence[Word], besides: frozenset[str], few: int = FEW) -> bool:
    """Whether little else changed: a clause that came or went took its own negation with it."""
    left, right = ({word.folded[:ROOT] for word in words if word.folded not in besides} for words in (before, after))
    return max(len(left - right), len(right - left)) <= few


def _places(pair: Pair) -> Iterator[Place]:
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


def altered_certainty(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A word of doubt that was dropped, put in, or exchanged with one of certainty, while the words around it stayed."""
    besides = language(original.report.language or "en").negations.besides
    for a, b, c, d in _places(pair):
        here, there = _doubts(pair.original, original, (a, b)), _doubts(pair.made, made, (c, d))
        firm = [_firm(side, range(*ends)) for side, ends in ((pair.original, (a, b)), (pair.made, (c, d)))]
        lighter = [_lighter(side, range(*ends)) for side, ends in ((pair.original, (a, b)), (pair.made, (c, d)))]
        before, after = ({word.folded[:ROOT] for word in words} - besides for words in (pair.original.words[a:b], pair.made.words[c:d]))
        loss = here + (lighter[0] if firm[1] or after <= before else [])
        gain = there + (lighter[1] if firm[0] or before <= after else [])
        if bool(loss) == bool(gain) or (loss and (there or lighter[1])) or (gain and (here or lighter[0])):
            continue
        marks = {pair.original.words[i].folded for i in (*here, *lighter[0], *firm[0])}
        marks |= {pair.made.words[i].folded for i in (*there, *lighter[1], *firm[1])}
        if not _small(pair.original.words[a:b], pair.made.words[c:d], besides | marks) or _moved(pair, loss, gain):
            continue
        if loss:
            yield shown(AlterationKind.HEDGE, pair, (loss[0], c), f"the hedge “{original.said(pair.original, loss[0])}” was dropped")
        else:
            yield shown(AlterationKind.HEDGE, pair, (a, gain[0]), f"the hedge “{made.said(pair.made, gain[0])}” was added")


def _moved(pair: Pair, loss: Sequence[int], gain: Sequence[int]) -> bool:
    """Whether a word of doubt stands elsewhere in the other's sentence."""
    word = pair.original.words[loss[0]].folded if loss else pair.made.words[gain[0]].folded
    return _count(pair.original, word.__eq__) == _count(pair.made, word.__eq__)


def _doubts(sentence: Sentence, side: Side, ends: tuple[int, int]) -> list[int]:
    """The words of doubt in a stretch: hedges as they were found, and words that are hedges wherever they stand."""
    hedges = language(side.report.language or "en").hedges
    starts = {one.start for one in side.annotation.hedges if one.class_ in WEAK}
    text = side.report.text
    return [
        i
        for i in range(*ends)
        for word in [sentence.words[i]]
        if (word.start in starts and word.folded not in hedges.lighter)
        or (word.folded.removesuffix("n't") in hedges.doubt and text[word.start].islower())
    ]


def _firm(sentence: Sentence, places: Sequence[int]) -> list[int]:
    sure = language("en").hedges.sure
    return [i for i in places if sentence.words[i].folded in sure]


def _lighter(sentence: Sentence, places: Sequence[int]) -> list[int]:
    lighter = language("en").hedges.lighter
    found = [(i, [word.folded for word in sentence.words[i : i + 2]]) for i in places]
    return [i for i, words in found if words[0] in lighter or " ".join(words) in lighter]
