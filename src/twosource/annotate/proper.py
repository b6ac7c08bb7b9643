"""The name proper: what a run of words that was taken for a name keeps without articles, titles and marks around it."""

from collections.abc import Iterator, Mapping, Sequence

from twosource.annotate.kinds import Found
from twosource.annotate.parse import Parse, Sentence, Token
from twosource.lang import Language
from twosource.model.claim import EntityType

SPLIT = frozenset({EntityType.PER, EntityType.GPE, EntityType.LOC, EntityType.NORP})
DETERMINERS = frozenset({"the", "a", "an"})
JOINTS = frozenset({"and", "or", "&", ",", "/", ";", "at", "in", "on", "from", "with", "by", "to", "v", "vs", "but"})
UNNUMBERED = frozenset({EntityType.PER, EntityType.GPE, EntityType.ORG, EntityType.NORP})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
LONGEST = 12  # words of a name


def proper(raw: Found, sentence: Sentence, lang: Language) -> Iterator[Found]:
    """The name proper: a person's without the titles before it."""
    if raw.type is EntityType.PER:
        yield from _trimmed(raw, sentence, lang)
    elif any(_carries(token) for token in sentence.tokens[raw.first : raw.last]) and not _is_unit(sentence.tokens, raw.first, raw.last):
        opens = raw.type is EntityType.ORG and raw.first == 0 and raw.last > 1 and sentence.tokens[0].lower in DETERMINERS
        yield raw._replace(first=1) if opens else raw


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
        run = sentence.tokens[first:last]
        if last - first not in range(1, LONGEST + 1) or not _looks_like_name(run) or _is_unit(sentence.tokens, first, last):
            continue
        if not all(lang.roles.titled(token.lower) or token.lower in lang.roles.trim for token in run):
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


def hyphen_parted(one: Found, ends: Mapping[str, int], parse: Parse) -> Iterator[Found]:
    """Both of "the Fenn-Teve talks", where a hyphen joins two words that each end another name of the report."""
    tokens = parse.sentences[one.sentence].tokens
    if one.last - one.first != 3 or tokens[one.first + 1].text not in {"-", "–"} or not tokens[one.last - 1].text[0].isupper():
        yield one
        return
    own = 1  # the hyphened name's own end
    if tokens[one.first].text in ends and ends[tokens[one.last - 1].text] > own:
        yield from (Found(one.sentence, at, at + 1, EntityType.PER) for at in (one.first, one.last - 1))
    else:
        yield one


def _bare(tokens: Sequence[Token], first: int, last: int, *, numbered: bool) -> tuple[int, int]:
    """Without articles, marks and lower-case words at the ends."""
    while first < last and not _carries(tokens[first]):
        first += 1
    while first < last and not (
        _carries(tokens[last - 1]) or _hyphened(tokens, first, last) or (numbered and tokens[last - 1].text.isdigit())
    ):
        last -= 1
    return first, last


def _hyphened(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the last word is the second half of a name like "Shen-lu", which the parser cuts in three."""
    return last - first > 2 and tokens[last - 2].text == "-" and tokens[last - 1].text.isalpha()


def _carries(token: Token) -> bool:
    """Whether a token may begin or end a name: a capital in it, or a number, and no article."""
    text = token.text
    return any(letter.isupper() for letter in text) and not (token.lower in DETERMINERS and text != "A") and text not in POSSESSIVES


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
    if len(tokens) == 1 and (
        tokens[0].pos in {"PRON", "VERB", "ADV", "INTJ", "AUX", "DET"} or (tokens[0].i == 0 and tokens[0].pos == "NOUN")
    ):
        return False
    return any(token.text[:1].isupper() and (len(token.text) > 1 or len(tokens) > 1) for token in tokens)


def _is_unit(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether capitals after a number go with the number: "0500 GMT", "30 C"."""
    if last - first != 1 or not first or not tokens[first - 1].text[0].isdigit() or not tokens[first].text.isupper():
        return False
    return last == len(tokens) or tokens[last].pos not in {"NOUN", "PROPN", "ADJ"}
