"""Names in a report: the parser's, corrected by the report's own evidence, and those it missed that stand elsewhere in the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from twosource.annotate.parse import Parse, Sentence, Token
from twosource.lang import Language
from twosource.model.claim import EntityType, Form

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
SPLIT = frozenset({EntityType.PER, EntityType.GPE, EntityType.LOC, EntityType.NORP})
DETERMINERS = frozenset({"the", "a", "an"})
JOINTS = frozenset({"and", "or", "&", ",", "/", ";", "at", "in", "on", "from", "with", "by", "to", "v", "vs", "but"})
UNNUMBERED = frozenset({EntityType.PER, EntityType.GPE, EntityType.ORG, EntityType.NORP})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
LONGEST = 12  # words of a name
TITLE_BEFORE = 3.0  # "President X" outweighs three labels of the model
OWN_WORD = 4.0  # so does "X Bridge"
FULL_NAME = 2.0  # and two labels, that a person's full name ends in it


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


class Found(NamedTuple):
    """A run of tokens that may be a name."""

    sentence: int
    first: int
    last: int
    type: EntityType


def names(parse: Parse, lang: Language) -> tuple[Name, ...]:
    """All names of a report, in order; none overlaps another."""
    styles = [style(sentence) for sentence in parse.sentences]
    found = [
        piece
        for index, sentence in enumerate(parse.sentences)
        if styles[index] is Style.RUNNING
        for raw in _labelled(index, sentence)
        for piece in _trimmed(raw, sentence, lang)
    ]
    votes = _votes(found, parse, lang)
    found.extend(_repeats(found, votes, parse, styles))
    return tuple(_named(one, votes, parse) for one in sorted(found))


def style(sentence: Sentence) -> Style:
    """How a sentence is set, by the share of its longer words that are capitalised."""
    words = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    if len(words) > 1 and sum(word.isupper() for word in words) * 2 > len(words):
        return Style.SHOUTED
    stopped = sentence.tokens[-1].text in {".", "!", "?"}
    told = any(token.pos in {"VERB", "ADP", "AUX"} for token in sentence.tokens)  # a list of names and figures is no headline
    if told and len(words) > 3 and not stopped and sum(word[0].isupper() for word in words) * 4 > 3 * len(words):
        return Style.TITLED
    return Style.RUNNING


def key(text: str) -> str:
    """A name without case and white space differences."""
    return " ".join(text.split()).casefold()


def _labelled(index: int, sentence: Sentence) -> Iterator[Found]:
    """The parser's names."""
    first = 0
    tokens = sentence.tokens
    while first < len(tokens):
        last = first + 1
        if tokens[first].ent in TYPES:
            while last < len(tokens) and tokens[last].ent == tokens[first].ent and tokens[last].ent_iob == "I":
                last += 1
            yield Found(index, first, last, TYPES[tokens[first].ent])
        first = last


def _trimmed(raw: Found, sentence: Sentence, lang: Language) -> Iterator[Found]:
    """The name proper: without article, title and possessive, one for each that a conjunction joins."""
    for first, last in _split(raw, sentence):
        first, last = _bare(sentence.tokens, first, last, numbered=raw.type not in UNNUMBERED)  # noqa: PLW2901 - the trimmed range is the range
        kind = raw.type
        if last - first > 1 and kind is not EntityType.NORP and sentence.tokens[last - 1].pos != "NOUN":
            after = _untitled(sentence.tokens, first, last, lang)
            if after > first:
                kind = EntityType.PER if _all_proper(sentence.tokens[after:last]) else kind
                first = after  # noqa: PLW2901
        if last - first in range(1, LONGEST + 1) and _looks_like_name(sentence.tokens[first:last]):
            yield Found(raw.sentence, first, last, kind)


def _split(raw: Found, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts between conjunctions of a list of people or places, and between paragraphs."""
    cuts = [
        i
        for i in range(raw.first, raw.last)
        if (raw.type in SPLIT and sentence.tokens[i].lower in JOINTS)
        or (not sentence.tokens[i].text.strip() and "\n" in sentence.tokens[i].text)
    ]
    first = raw.first
    for cut in [*cuts, raw.last]:
        if cut > first:
            yield first, cut
        first = cut + 1


def _bare(tokens: Sequence[Token], first: int, last: int, *, numbered: bool) -> tuple[int, int]:
    """Without articles, marks and lower-case words at the ends."""
    while first < last and not _carries(tokens[first]):
        first += 1
    while first < last and not (_carries(tokens[last - 1]) or (numbered and tokens[last - 1].text.isdigit())):
        last -= 1
    return first, last


def _carries(token: Token) -> bool:
    """Whether a token may begin or end a name: a capital in it, or a number, and no article."""
    text = token.text
    return any(letter.isupper() for letter in text) and not (token.lower in DETERMINERS and text not in {"A"}) and text not in POSSESSIVES


def _untitled(tokens: Sequence[Token], first: int, last: int, lang: Language) -> int:
    """Where the name begins after the titles before it; `first` where there are none."""
    at, begins = first, first
    while at < last - 1:
        word = tokens[at].lower.rstrip(".")
        if lang.roles.titled(word):
            begins = at + 1
        elif word not in lang.roles.trim and tokens[at].ent != "NORP":
            break
        at += 1
    return begins


def _all_proper(tokens: Sequence[Token]) -> bool:
    return all(token.pos == "PROPN" for token in tokens) and len(tokens) < 5


def _looks_like_name(tokens: Sequence[Token]) -> bool:
    """Whether a run has a word of letters with a capital, and is no bare pronoun or day."""
    return any(token.text[:1].isupper() and (len(token.text) > 1 or len(tokens) > 1) for token in tokens) and not (
        len(tokens) == 1 and tokens[0].pos in {"PRON", "VERB", "ADV", "INTJ", "AUX", "DET"}
    )


Votes = Mapping[str, Counter[EntityType]]


def _votes(found: Iterable[Found], parse: Parse, lang: Language) -> Votes:
    """For each name, how much of the report's evidence speaks for each type."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    surnames: dict[str, int] = Counter()
    for one in found:
        tokens = parse.sentences[one.sentence].tokens
        own = _text(one, parse)
        votes[own][one.type] += 1
        words = [token.lower.rstrip(".") for token in tokens[one.first : one.last]]
        titled = _after_title(tokens, one.first, lang)
        if titled:
            votes[own][EntityType.PER] += TITLE_BEFORE
        for kind in lang.kinds:
            if not titled and lang.kinds[kind].fits(words):
                votes[own][EntityType(kind)] += OWN_WORD
        if one.type is EntityType.PER and len(words) > 1:
            surnames[key(tokens[one.last - 1].text)] += 1
    for surname in surnames:
        if surname in votes:
            votes[surname][EntityType.PER] += FULL_NAME
    return votes


def _after_title(tokens: Sequence[Token], first: int, lang: Language) -> bool:
    """Whether a title stands right before: "Mr X", "President X", "spokesman X"."""
    return first > 0 and lang.roles.titled(tokens[first - 1].lower) and tokens[first - 1].pos in {"PROPN", "NOUN", "ADJ"}


def _text(one: Found, parse: Parse) -> str:
    return " ".join(token.lower for token in parse.sentences[one.sentence].tokens[one.first : one.last])


def _repeats(found: Sequence[Found], votes: Votes, parse: Parse, styles: Sequence[Style]) -> Iterator[Found]:
    """Names that the parser missed, and those in headlines, where the same words are a name elsewhere in the report."""
    known = _lexicon(found, votes, parse)
    taken = {(one.sentence, i) for one in found for i in range(one.first, one.last)}
    for index, sentence in enumerate(parse.sentences):
        yield from _seen_before(index, sentence, known, taken, shouted=styles[index] is Style.SHOUTED)


Lexicon = Mapping[str, Sequence[tuple[tuple[str, ...], EntityType]]]


def _lexicon(found: Iterable[Found], votes: Votes, parse: Parse) -> Lexicon:
    """Names by their first word in lower case, longest first; a person's surname stands for the person."""
    forms: dict[tuple[str, ...], EntityType] = {}
    for one in found:
        words = tuple(token.text for token in parse.sentences[one.sentence].tokens[one.first : one.last])
        kind = votes[_text(one, parse)].most_common(1)[0][0]
        forms[words] = kind
        if kind is EntityType.PER and len(words) > 1:
            forms.setdefault(words[-1:], kind)
    lexicon: dict[str, list[tuple[tuple[str, ...], EntityType]]] = defaultdict(list)
    for words in sorted(forms, key=lambda words: (-len(words), words)):
        lexicon[words[0].lower()].append((words, forms[words]))
    return lexicon


def _seen_before(index: int, sentence: Sentence, known: Lexicon, taken: set[tuple[int, int]], *, shouted: bool) -> Iterator[Found]:
    at = 0
    while at < len(sentence.tokens):
        token = sentence.tokens[at]
        step = 1
        for words, kind in known.get(token.lower, ()) if token.text[0].isupper() else ():
            run = tuple(other.text for other in sentence.tokens[at : at + len(words)])
            same = run == words or (shouted and run == tuple(word.upper() for word in words))
            if same and not any((index, i) in taken for i in range(at, at + len(words))) and (len(words) > 1 or len(words[0]) > 2):
                yield Found(index, at, at + len(words), kind)
                step = len(words)
                break
        at += step


def _named(one: Found, votes: Votes, parse: Parse) -> Name:
    """The name with the type that most of the report's evidence speaks for, its own label breaking ties."""
    tokens = parse.sentences[one.sentence].tokens[one.first : one.last]
    counted = votes.get(_text(one, parse)) or Counter({one.type: 1})
    best = max(counted.values())
    kind = one.type if counted[one.type] == best else min(kind for kind in counted if counted[kind] == best)
    form = Form.ADJECTIVE if kind is EntityType.NORP and tokens[-1].tag.startswith("JJ") else Form.NAME
    return Name(
        start=tokens[0].start,
        end=tokens[-1].end,
        text=" ".join(token.text for token in tokens),
        type=kind,
        form=form,
        sentence=one.sentence,
        first=one.first,
        last=one.last,
    )
