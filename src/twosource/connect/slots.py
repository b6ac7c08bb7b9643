"""Where a kept sentence says who says it: the words for a source on both sides, by what was found in the reports and by the words alone."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Pair
from twosource.lang import language
from twosource.lang.cues import Takes, cue_index
from twosource.model.claim import Attribution
from twosource.model.report import Span

#: Of what was said so many words, and such a share of it, must have stayed.
STAYED, SHARE = 3, 0.6
#: Words before a source that may have gone with it.
AHEAD = 4
#: Longer words for a source are a clause.
LONGEST = 12
#: What parts one clause from another, but for a full stop, which an abbreviation has too.
EDGES = frozenset(',;:–—!?()[]"“”')
#: What opens the words for what somebody is, behind a name: "Ada Brock, the mayor".
ARTICLES = frozenset({"the", "a", "an", "which"})


class Slot(NamedTuple):
    """The words for a source in the original's sentence, and what stands in their place in the made one; the ends are past the last."""

    before: tuple[int, int]
    after: tuple[int, int]


class Turned(NamedTuple):
    """A pair seen from one of its sentences: that one with its report, the other one, and where each word that stayed stands there."""

    sentence: Sentence
    side: Side
    other: Sentence
    other_side: Side
    at: Mapping[int, int]


def slots(pair: Pair, original: Side, made: Side) -> Iterator[Slot]:
    """Each place where a source stands in one of the sentences and other words in the other."""
    at = stayed(pair)
    for before, after in _by_statements(Turned(pair.original, original, pair.made, made, at)):
        yield Slot(before, after)
    back = {there: here for here, there in at.items()}
    for after, before in _by_statements(Turned(pair.made, made, pair.original, original, back)):
        yield Slot(before, after)
    yield from _by_words(pair, original, made)


def stayed(pair: Pair) -> dict[int, int]:
    """For each word of the original's sentence that stayed its place in the other."""
    return {first + i: start + i for tag, first, last, start, _ in pair.changes if tag == "equal" for i in range(last - first)}


def places(sentence: Sentence, spans: Sequence[Span]) -> list[int]:
    """The words of a sentence that stand in these stretches."""
    return [i for i, word in enumerate(sentence.words) if any(start <= word.start < end for start, end in spans)]


def told(side: Side, sentence: Sentence) -> list[Attribution]:
    """The statements whose source and cue both stand in a sentence, each once."""
    cued = set(side.cues.over(*sentence.span))
    return list(dict.fromkeys(statement for statement in side.sources.over(*sentence.span) if statement in cued))


def _by_statements(seen: Turned) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The sources of statements of which the content stayed, and the words in their place, told by those beside them."""
    for statement in told(seen.side, seen.sentence):
        source, cue = places(seen.sentence, statement.source), places(seen.sentence, statement.cue)
        content = [i for i in places(seen.sentence, statement.content) if i not in source and i not in cue]
        kept = [i for i in content if i in seen.at]
        if not source or not cue or len(source) > LONGEST or len(kept) < max(min(STAYED, len(content)), SHARE * len(content), 1):
            continue
        place = _place(source, seen)
        if place is not None and not all(i in seen.at for i in source):
            first, last = _narrowed(place, seen.other, seen.other_side)
            kept = [seen.at[i] for i in source if i in seen.at and place[0] <= seen.at[i] < place[1]]
            yield (source[0], source[-1] + 1), (min([first, *kept]), max([last, *(i + 1 for i in kept)]))


def _place(source: Sequence[int], seen: Turned) -> tuple[int, int] | None:
    """Where in the other sentence a source stands, told by the words beside it; `None` when those went too."""
    before, after = source[0] - 1, source[-1] + 1
    while before >= 0 and before not in seen.at and source[0] - before <= AHEAD:
        before -= 1  # "Over the weekend the mayor said"
    first = -1 if before < 0 else seen.at.get(before)
    last = len(seen.other.words) if after >= len(seen.sentence.words) else seen.at.get(after)
    return (first + 1, last) if first is not None and last is not None and first < last else None


def _narrowed(place: tuple[int, int], sentence: Sentence, side: Side) -> tuple[int, int]:
    """A place without what is none of its source: the source found there, else all but the words it is said with."""
    first, last = place
    for statement in told(side, sentence):
        source = places(sentence, statement.source)
        if source and first <= source[0] and source[-1] < last:
            return source[0], source[-1] + 1
    cues = {i for statement in side.cues.over(*sentence.span) for i in places(sentence, statement.cue)}
    while first < last and last - 1 in cues:
        last -= 1  # "she said" became "her brother insisted"
    while first < last and first in cues:
        first += 1
    return first, last


def _by_words(pair: Pair, original: Side, made: Side) -> Iterator[Slot]:
    """What was exchanged between the edge of a clause and words of attribution: ", the mayor said.", "according to the mayor"."""
    for tag, a, b, c, d in pair.changes:
        if tag == "replace":
            for slot in (_ahead, _behind):
                before, after = slot(pair.original, original, a, b), slot(pair.made, made, c, d)
                if before is not None and after is not None:
                    yield Slot(before, after)


def _ahead(sentence: Sentence, side: Side, first: int, last: int) -> tuple[int, int] | None:
    """The subject of a verb of saying that closes its clause: ", the mayor said."."""
    words = sentence.words
    if last >= len(words) or not says(words[last].folded, side) or not (last + 1 == len(words) or edge(sentence, side, last + 1)):
        return None
    while first > 0 and not edge(sentence, side, first):
        first -= 1
    return (first, last) if first > 0 and _source(sentence, side, first, last) else None


def _behind(sentence: Sentence, side: Side, first: int, last: int) -> tuple[int, int] | None:
    """What follows words of attribution that open a clause: "according to the mayor", "said the mayor"."""
    verb = sentence.words[first - 1].folded if first > 1 and edge(sentence, side, first - 1) else ""
    if not (_phrase(sentence, side, first) or (says(verb, side) and not tells(verb, side))):
        return None
    while last < len(sentence.words) and not edge(sentence, side, last):
        last += 1
    return (first, last) if _source(sentence, side, first, last) else None


def _source(sentence: Sentence, side: Side, first: int, last: int) -> bool:
    """Whether a stretch can be a source: of some words, none of which is itself one of saying."""
    return 0 < last - first <= LONGEST and not any(says(word.folded, side) for word in sentence.words[first:last])


def _phrase(sentence: Sentence, side: Side, end: int) -> bool:
    """Whether a set phrase of attribution stands right before a word."""
    return any([word.folded for word in sentence.words[max(0, end - len(said)) : end]] == list(said) for said in phrases(side))


def office_stays(pair: Pair, original: Side, place: tuple[int, int, int, int]) -> bool:
    """Whether what somebody is stayed beside another name: "Mayor Ada Brock", "Ada Brock, who runs the port"; then the name is wrong."""
    a, b, c, d = place
    if a == b or c == d:
        return False
    roles, words = language(original.report.language or "en").roles, pair.original.words
    ahead = a > 0 and c > 0 and words[a - 1].folded == pair.made.words[c - 1].folded
    if ahead and (roles.office(words[a - 1].folded) or words[a - 1].folded in roles.kin):
        return True
    behind = b < len(words) and d < len(pair.made.words) and words[b].folded == pair.made.words[d].folded
    told = behind and words[b].folded in roles.tails | ARTICLES
    return told and "," in original.report.text[words[b - 1].end : words[b].start]


def edge(sentence: Sentence, side: Side, i: int) -> bool:
    """Whether a clause ends before a word."""
    return i <= 0 or not EDGES.isdisjoint(side.report.text[sentence.words[i - 1].end : sentence.words[i].start])


def phrases(side: Side) -> list[tuple[str, ...]]:
    """The set phrases before a source: "according to"."""
    return [tuple(one.words.split()) for one in language(side.report.language or "en").cues.phrases if not one.after]


def says(word: str, side: Side) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word in _taking(side.report.language or "en", frozenset({Takes.CLAUSE, Takes.QUOTE}))


def tells(word: str, side: Side) -> bool:
    """Whether who hears it follows a verb of saying: "told reporters"."""
    return word in _taking(side.report.language or "en", frozenset({Takes.TOLD}))


@functools.cache
def _taking(code: str, forms: frozenset[Takes]) -> frozenset[str]:
    by_form = cue_index(language(code).cues).verbs
    return frozenset(form for form, cues in by_form.items() if any(forms & set(cue.takes) for cue in cues))
