"""Words by which a copy made a sentence surer or less sure: words of doubt dropped, put in, or exchanged with words of certainty."""

from collections.abc import Iterator, Sequence

from twosource.connect.held import Sentence, Side
from twosource.connect.inverted import FEW, runs, small
from twosource.connect.sentences import Finding, Pair, shown
from twosource.connect.wording import ROOT
from twosource.lang import language
from twosource.model.claim import HedgeClass
from twosource.model.ledger import AlterationKind

#: Hedges that leave a thing in doubt wherever they stand; verbs of belief do beside a word of certainty.
WEAK = frozenset({HedgeClass.PROBABLE, HedgeClass.POSSIBLE})

#: Words of a phrase that weakens a sentence: "in our opinion".
PHRASE = 3


def altered_certainty(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A word of doubt that was dropped, put in, or exchanged with one of certainty, while the words around it stayed."""
    besides = language(original.report.language or "en").negations.besides
    for a, b, c, d in runs(pair):
        here, there = _doubts(pair.original, original, (a, b)), _doubts(pair.made, made, (c, d))
        firm = [_firm(side, range(*ends)) for side, ends in ((pair.original, (a, b)), (pair.made, (c, d)))]
        lighter = [_lighter(side, range(*ends)) for side, ends in ((pair.original, (a, b)), (pair.made, (c, d)))]
        before, after = ({word.folded[:ROOT] for word in words} - besides for words in (pair.original.words[a:b], pair.made.words[c:d]))
        loss = here + (lighter[0] if firm[1] or after <= before else [])
        gain = there + (lighter[1] if firm[0] or before <= after else [])
        if bool(loss) == bool(gain) or (loss and (there or lighter[1])) or (gain and (here or lighter[0])):
            continue
        marks = {word for i in (*here, *lighter[0], *firm[0]) for word in _marked(pair.original, i)}
        marks |= {word for i in (*there, *lighter[1], *firm[1]) for word in _marked(pair.made, i)}
        if not small(pair.original.words[a:b], pair.made.words[c:d], besides | marks, FEW + 1) or _moved(pair, loss, gain):
            continue
        if loss:
            yield shown(AlterationKind.HEDGE, pair, (loss[0], c), f"the hedge “{original.said(pair.original, loss[0])}” was dropped")
        else:
            yield shown(AlterationKind.HEDGE, pair, (a, gain[0]), f"the hedge “{made.said(pair.made, gain[0])}” was added")


def _moved(pair: Pair, loss: Sequence[int], gain: Sequence[int]) -> bool:
    """Whether a word of doubt stands elsewhere in the other's sentence."""
    word = pair.original.words[loss[0]].folded if loss else pair.made.words[gain[0]].folded
    here, there = (sum(one.folded[:ROOT] == word[:ROOT] for one in side.words) for side in (pair.original, pair.made))
    return here == there


def _doubts(sentence: Sentence, side: Side, ends: tuple[int, int]) -> list[int]:
    """The words of doubt in a stretch: hedges as they were found, and words that are hedges wherever they stand."""
    hedges = language(side.report.language or "en").hedges
    starts = {one.start for one in side.annotation.hedges if one.class_ in WEAK}
    text = side.report.text
    return [
        i
        for i in range(*ends)
        for word in [sentence.words[i]]
        if not unable(sentence, i)
        if (word.start in starts and word.folded not in hedges.lighter)
        or (word.folded.removesuffix("n't") in hedges.doubt and text[word.start].islower())
        or len(_marked(sentence, i)) > 1
    ]


def unable(sentence: Sentence, i: int) -> bool:
    """Whether a word says with the "not" behind it that something was not possible: "they could not agree"."""
    tables, after = language("en"), sentence.words[i + 1 : i + 2]
    return sentence.words[i].folded in tables.hedges.able and any(tables.negations.negates(word.folded) for word in after)


def _marked(sentence: Sentence, i: int) -> tuple[str, ...]:
    """The word that weakens or strengthens a sentence, or the phrase that begins with it: "in our opinion"."""
    phrase = tuple(one.folded for one in sentence.words[i : i + PHRASE])
    return phrase if " ".join(phrase) in language("en").hedges.doubt else phrase[:1]


def _firm(sentence: Sentence, places: Sequence[int]) -> list[int]:
    sure = language("en").hedges.sure
    return [i for i in places if sentence.words[i].folded in sure]


def _lighter(sentence: Sentence, places: Sequence[int]) -> list[int]:
    lighter = language("en").hedges.lighter
    found = [(i, [word.folded for word in sentence.words[i : i + 2]]) for i in places]
    return [i for i, words in found if words[0] in lighter or " ".join(words) in lighter]
