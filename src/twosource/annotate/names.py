"""Names in a report: the parser's, corrected by the report's own evidence, and those it missed that stand elsewhere in the report."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.ground import COUNTRY, IN_STORY, NOTED, Story, ground, story_countries
from twosource.annotate.kinds import ACRONYM, Found, Votes, elected, text_of, votes_of
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.annotate.proper import hyphen_parted, proper
from twosource.annotate.tagger.tagged import Named
from twosource.lang import Language
from twosource.model.claim import EntityType, Form
from twosource.values.given import given_name

#: OntoNotes types to ours; dates, numbers and the like are no names.
TYPES = {
    "PERSON": EntityType.PER,
    "ORG": EntityType.ORG,
    "GPE": EntityType.GPE,
    "LOC": EntityType.LOC,
    "FAC": EntityType.FAC,
    "NORP": EntityType.NORP,
    "EVENT": EntityType.EVENT,
    "PRODUCT": EntityType.OTHER,
    "WORK_OF_ART": EntityType.OTHER,
    "LAW": EntityType.OTHER,
    "LANGUAGE": EntityType.OTHER,
}
PLACE_WORDS = 4
OVERRULES = 4.0  # the weight of evidence that outweighs the tagger's label: "Harrowan" in a report on Harrow, "X Bridge"


class Style(Enum):
    """How a sentence is set; the model trusts capitals, so it can be trusted in running text alone."""

    RUNNING = "running"
    TITLED = "titled"
    SHOUTED = "shouted"


class Name(NamedTuple):
    """A name in a sentence; `first` and `last` are indices of its tokens, `last` not included."""

    start: int
    end: int
    text: str
    type: EntityType
    form: Form
    sentence: int
    first: int
    last: int

    def tokens(self, parse: Parse) -> Sequence[Token]:
        return parse.sentences[self.sentence].tokens[self.first : self.last]


#: What each label of the tagger may be, more finely; the first where nothing speaks for another.
FINER = {
    "PER": (EntityType.PER,),
    "ORG": (EntityType.ORG,),
    "LOC": (EntityType.GPE, EntityType.LOC, EntityType.FAC),
    "MISC": (EntityType.OTHER, EntityType.NORP, EntityType.EVENT),
}


def names(parse: Parse, tags: Sequence[Named], lang: Language) -> tuple[Name, ...]:
    """All names of a report, in order; none overlaps another."""
    styles = [style(sentence) for sentence in parse.sentences]
    labelled = {piece: label for raw, label in _tagged(parse, tags) for piece in proper(raw, parse.sentences[raw.sentence], lang)}
    found = list(labelled)
    story = story_countries(dict.fromkeys(text_of(one, parse) for one in found))
    found.extend(_known(found, story, parse, styles))
    ends = Counter(parse.sentences[one.sentence].tokens[one.last - 1].text for one in found)
    found = [part for one in found for part in hyphen_parted(one, ends, parse)]
    votes = votes_of(found, story, parse, lang)
    found.extend(_repeats(found, votes, parse, styles))
    labels = _agreed(labelled, parse)
    return tuple(_named(one, votes, parse, labels.get(text_of(one, parse))) for one in sorted(found))


def _agreed(labelled: Mapping[Found, Named], parse: Parse) -> dict[str, str]:
    """The label of each name: the one that most speaks for over all its occurrences; a person's full name speaks for the surname too."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one, tag in labelled.items():
        counted[text_of(one, parse)].update(tag.shares)
        if tag.label == "PER" and one.last - one.first > 1:
            counted[text_of(one._replace(first=one.last - 1), parse)].update(tag.shares)
    return {text: max(FINER, key=lambda label: shares[label]) for text, shares in counted.items()}


def _tagged(parse: Parse, tags: Sequence[Named]) -> Iterator[tuple[Found, Named]]:
    """The tagger's names in whole words, each with its label and with the parser's finer type where that fits."""
    starts = [sentence.start for sentence in parse.sentences]
    last_end = -1
    for tag in tags:
        index = bisect_right(starts, tag.span.start) - 1
        tokens = parse.sentences[index].covered(*tag.span) if index >= 0 else []
        if tokens and tokens[0].start >= last_end:
            last_end = tokens[-1].end
            finer = [kind for token in tokens if (kind := TYPES.get(token.ent)) in FINER[tag.label]]
            yield Found(index, tokens[0].i, tokens[-1].i + 1, finer[0] if finer else FINER[tag.label][0]), tag


def style(sentence: Sentence) -> Style:
    """How a sentence is set, by the share of its longer words that are capitalised."""
    words = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    if len(words) > 1 and sum(word.isupper() for word in words) * 2 > len(words):
        return Style.SHOUTED
    if len(words) > 1 and _told(sentence.tokens) and sum(word[0].isupper() for word in words) * 4 > 3 * len(words):
        return Style.TITLED
    return Style.RUNNING


def _told(tokens: Sequence[Token]) -> bool:
    """Whether a line without a full stop tells something, as a headline does and a list of names and figures does not."""
    if tokens[-1].text in {".", "!", "?", ":", ",", '"', "”"}:
        return False
    if any(token.pos in {"VERB", "ADP", "AUX"} for token in tokens):
        return True
    return not any(token.text in {"(", ")", ":"} or token.text[0].isdigit() for token in tokens)


def _known(found: Sequence[Found], story: Story, parse: Parse, styles: Sequence[Style]) -> Iterator[Found]:
    """Names that the parser missed and the tables know: places, people by their given name, a country among a headline's words."""
    taken = {(one.sentence, i) for one in found for i in range(one.first, one.last)}
    for index, sentence in enumerate(parse.sentences):
        headline = _is_headline(sentence.tokens, styles[index])
        at = 0
        while at < len(sentence.tokens):
            run = _proper_run(sentence.tokens, at, index, taken)
            whole = ground(_surface(sentence.tokens[at : at + run]), story) if run in range(1, PLACE_WORDS + 1) else None
            if whole and whole.weight >= _needed(sentence.tokens, at, styles[index]):
                yield Found(index, at, at + run, whole.type)
            elif not headline and _full_name(sentence.tokens[at : at + run]):
                yield Found(index, at, at + run, EntityType.PER)
            elif styles[index] is not Style.RUNNING:
                yield from _countries_among(sentence.tokens[at : at + run], index, story)
            at += max(1, run)


def _is_headline(tokens: Sequence[Token], how: Style) -> bool:
    """Whether capitals are the line's fashion, and not a list's of names with figures or brackets."""
    return how is not Style.RUNNING and not any(token.text == "(" or token.text[0].isdigit() for token in tokens)


def _full_name(run: Sequence[Token]) -> bool:
    """Whether proper nouns in a row are a given name and a surname."""
    return (
        len(run) in range(2, 4)
        and (known := given_name(run[0].text)) is not None
        and bool(known.gender)
        and given_name(run[-1].text) is None
    )


def _countries_among(run: Sequence[Token], index: int, story: Story) -> Iterator[Found]:
    for token in run:
        if (there := ground(token.text, story)) and there.weight >= COUNTRY:
            yield Found(index, token.i, token.i + 1, there.type)


def _needed(tokens: Sequence[Token], at: int, how: Style) -> float:
    """How well the gazetteer must know a place that the parser took for none: less where a preposition stands before it."""
    if how is Style.RUNNING and at and tokens[at - 1].pos == "ADP":
        return IN_STORY
    return NOTED


def _proper_run(tokens: Sequence[Token], at: int, index: int, taken: set[tuple[int, int]]) -> int:
    """How many proper nouns, in no name so far, stand in a row."""
    run = 0
    while at + run < len(tokens) and _unclaimed(tokens[at + run]) and (index, at + run) not in taken:
        run += 1
    return run


def _unclaimed(token: Token) -> bool:
    """Whether a proper noun stands in no date or other label of the parser."""
    return token.pos == "PROPN" and token.text[0].isupper() and (not token.ent or token.ent in TYPES)


def _repeats(found: Sequence[Found], votes: Votes, parse: Parse, styles: Sequence[Style]) -> Iterator[Found]:
    """Names that the parser missed, and those in headlines, where the same words are a name elsewhere in the report."""
    lexicon = _lexicon(found, votes, parse)
    taken = {(one.sentence, i) for one in found for i in range(one.first, one.last)}
    for index, sentence in enumerate(parse.sentences):
        yield from _seen_before(index, sentence, lexicon, taken, shouted=styles[index] is Style.SHOUTED)


class Lexicon(NamedTuple):
    """The names of a report by their words, as written and in capitals; `lengths` of names by first word, longest first."""

    written: Mapping[tuple[str, ...], EntityType]
    capitals: Mapping[tuple[str, ...], EntityType]
    lengths: Mapping[str, Sequence[int]]


def _lexicon(found: Iterable[Found], votes: Votes, parse: Parse) -> Lexicon:
    """The report's names; a person's surname stands for the person."""
    forms: dict[tuple[str, ...], EntityType] = {}
    for one in found:
        words = tuple(token.text for token in parse.sentences[one.sentence].tokens[one.first : one.last])
        kind = elected(votes[text_of(one, parse)])
        forms[words] = kind
        if kind is EntityType.PER and len(words) > 1:
            forms.setdefault(words[-1:], kind)
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in forms:
        lengths[words[0].lower()].add(len(words))
    capitals = {tuple(word.upper() for word in words): kind for words, kind in sorted(forms.items())}
    return Lexicon(forms, capitals, {word: sorted(counts, reverse=True) for word, counts in lengths.items()})


def _seen_before(index: int, sentence: Sentence, lexicon: Lexicon, taken: set[tuple[int, int]], *, shouted: bool) -> Iterator[Found]:
    at = 0
    while at < len(sentence.tokens):
        token = sentence.tokens[at]
        step = 1
        for length in lexicon.lengths.get(token.lower, ()) if token.text[0].isupper() else ():
            run = tuple(other.text for other in sentence.tokens[at : at + length])
            kind = lexicon.written.get(run)
            if kind is None and (shouted or len(token.text) > ACRONYM):  # a dateline's "HARROW"
                kind = lexicon.capitals.get(run)
            if kind is not None and not any((index, i) in taken for i in range(at, at + length)) and (length > 1 or len(token.text) > 2):
                yield Found(index, at, at + length, kind)
                step = length
                break
        at += step


def _surface(tokens: Sequence[Token]) -> str:
    """The words as they stand, with one space where the report has any."""
    gaps = ["" if left.end == right.start else " " for left, right in pairwise(tokens)]
    return "".join(token.text + gap for token, gap in zip(tokens, [*gaps, ""], strict=True))


def _named(one: Found, votes: Votes, parse: Parse, label: str | None) -> Name:
    """The name with the type that most of the report's evidence speaks for, its own label breaking ties."""
    tokens = parse.sentences[one.sentence].tokens[one.first : one.last]
    counted = votes.get(text_of(one, parse)) or {one.type: 1.0}
    if label is not None:
        counted = {
            kind: weight for kind, weight in counted.items() if kind in FINER[label] or (kind is EntityType.NORP and weight >= OVERRULES)
        }
    kind = elected(counted) if any(counted.values()) else one.type
    form = Form.ADJECTIVE if kind is EntityType.NORP and not tokens[-1].tag.endswith("S") else Form.NAME
    return Name(
        start=tokens[0].start,
        end=tokens[-1].end,
        text=_surface(tokens),
        type=kind,
        form=form,
        sentence=one.sentence,
        first=one.first,
        last=one.last,
    )
