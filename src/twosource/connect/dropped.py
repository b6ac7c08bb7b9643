"""Words that a copy or rewrite dropped or added: negations, hedges, words of a quote."""

from collections import defaultdict
from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.sentences import SLOT, Finding, Pair, Sentence, Side
from twosource.lang import language
from twosource.model.claim import Hedge
from twosource.model.ledger import AlterationKind
from twosource.model.report import Span
from twosource.values.name import fold

#: Words around a word that must have stayed for it to have been dropped, not lost with its clause.
AROUND = 3
#: Words with as many first letters the same are of one root: "Merrow" and "Merrovian", "escort" and "escorting".
ROOT = 5


def altered_negations(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A negation that one has and the other lacks, while the words around it stayed."""
    negations = language(original.report.language or "en").negations
    kept = [(first + i, start + i) for tag, first, last, start, _ in pair.changes if tag == "equal" for i in range(last - first)]
    here, there = (
        [i for i, word in enumerate(one.words) if negations.negates(word.folded) and i not in stayed]
        for one, stayed in ((pair.original, {i for i, _ in kept}), (pair.made, {i for _, i in kept}))
    )
    if len(here) == len(there):
        return
    for i in here if len(here) > len(there) else ():
        if (at := _stayed(pair.original, i, pair.made)) is not None:
            yield _around(AlterationKind.NEGATION, pair, i, at, f"“{_said(original, pair.original, i)}” was dropped")
    for i in there if len(there) > len(here) else ():
        if (at := _stayed(pair.made, i, pair.original)) is not None:
            yield _around(AlterationKind.NEGATION, pair, at, i, f"“{_said(made, pair.made, i)}” was added")


def altered_hedges(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A hedge that one has, while the other says the same without any."""
    here, there = _hedged(pair.original, original), _hedged(pair.made, made)
    if bool(here) == bool(there):
        return
    for i in here:
        if (at := _stayed(pair.original, i, pair.made)) is not None:
            yield _around(AlterationKind.HEDGE, pair, i, at, f"the hedge “{_said(original, pair.original, i)}” was dropped")
    for i in there:
        if (at := _stayed(pair.made, i, pair.original)) is not None:
            yield _around(AlterationKind.HEDGE, pair, at, i, f"the hedge “{_said(made, pair.made, i)}” was added")


def _hedged(sentence: Sentence, side: Side) -> list[int]:
    inside: list[Hedge] = [one for one in side.annotation.hedges if sentence.span.start <= one.start < sentence.span.end]
    starts = {one.start for one in inside}
    return [i for i, word in enumerate(sentence.words) if word.start in starts]


def _said(side: Side, sentence: Sentence, i: int) -> str:
    return side.report.text[sentence.words[i].start : sentence.words[i].end]


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


def _around(kind: AlterationKind, pair: Pair, i: int, at: int, note: str) -> Finding:
    """A finding that shows the words with those about them."""
    return Finding(kind, _window(pair.original, i), _window(pair.made, at), note)


def _window(sentence: Sentence, i: int) -> Span:
    first, last = max(0, i - AROUND), min(len(sentence.words) - 1, i + 2 * AROUND)
    return Span(sentence.words[first].start, sentence.words[last].end)


def altered_quotes(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """Words in quotation marks on both sides that were exchanged, added or left out in the middle of the quote."""
    del original, made
    for tag, a, b, c, d in pair.changes:
        if tag == "equal":
            continue
        before, after = pair.original.words[a:b], pair.made.words[c:d]
        if not (_quoted(pair.original, a, b) and _quoted(pair.made, c, d)) or max(len(before), len(after)) > 2 * SLOT:
            continue
        if fold("".join(word.folded for word in before)) == fold("".join(word.folded for word in after)):
            continue  # "air strikes" and "airstrikes"
        yield Finding(
            AlterationKind.QUOTE, _shown(pair.original, a, b), _shown(pair.made, c, d), "the words in quotation marks are not the same"
        )


def _quoted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words, and the words on both sides of them, stand inside quotation marks."""
    around = sentence.words[max(0, first - 1) : last + 1]
    return first > 0 and last < len(sentence.words) and all(word.quoted for word in around)


def _shown(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.words[max(0, first - 1)].start, sentence.words[min(last, len(sentence.words) - 1)].end)
