"""What a figure is about, by its place in the sentence: the noun it counts, what is measured, and whether it moves."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.annotate.parse import Sentence, Token
from twosource.lang import Language
from twosource.lang.bounds import Bounds
from twosource.model.report import Span
from twosource.model.value import Concept, Movement
from twosource.values.noun import singular
from twosource.values.ranges import Amount
from twosource.values.unit import scale

NOUNS = frozenset({"NOUN", "PROPN"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "pcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj"})
OF = frozenset({"of", "for"})
GIVEN = frozenset({"of", "at", "to", "by", "from", "for", "on", "with"})
GIVEN_COUNT = frozenset({"of", "with"})
EXTENT = frozenset({"depth", "length", "height", "width", "size", "total", "all", "diameter", "weight"})
TIMES = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
BESIDE = frozenset({"of", "in", "for", "on", "off"})
LONGEST = 400  # tokens; a longer "sentence" is a list or a table, and its tree is guesswork


class Counted(NamedTuple):
    """The noun that a plain number counts, with its modifiers: `text` ends in the noun's dictionary form.

    `apart` when it does not stand beside the number but is said of it ("about 40 were missing").
    """

    span: Span
    text: str
    head: Token
    apart: bool = False


class Reader(NamedTuple):
    """A sentence with its children at hand."""

    sentence: Sentence
    children: tuple[tuple[Token, ...], ...]

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, left to right."""
        found, waiting = [token], [token]
        while waiting:
            below = self.children[waiting.pop().i]
            found += below
            waiting += below
        return sorted(found)

    def token_at(self, start: int, end: int) -> Token | None:
        """The token of a figure that others depend through: the last of those it covers whose head lies outside."""
        covered = [token for token in self.sentence.tokens if token.start < end and start < token.end and token.pos != "PUNCT"]
        inside = {token.i for token in covered}
        outward = [token for token in covered if token.head not in inside or token.head == token.i]
        return outward[-1] if outward else covered[-1] if covered else None


def reader(sentence: Sentence) -> Reader:
    """The sentence with the children of each token listed once."""
    below: list[list[Token]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.i:
            below[token.head].append(token)
    return Reader(sentence, tuple(tuple(children) for children in below))


def counted(read: Reader, amount: Amount, lang: Language) -> Counted | None:
    """The noun phrase right of a plain number: "500 civilians", "dozens of people", "one of the largest ferries"."""
    tokens = read.sentence.tokens
    at = next((token.i for token in tokens if token.start >= amount.end), len(tokens))
    joined = at < len(tokens) and tokens[at].text in {"-", "‑"} and tokens[at].start == amount.end
    first = at = _past(tokens, at)
    if _toll(tokens, at, lang):
        return Counted(tokens[at].span, tokens[at].lower, tokens[at])
    head, opened = None, True
    while at < len(tokens):
        token = tokens[at]
        if (
            token.pos in NOUNS
            and token.text[-1].isalpha()
            and len(token.text) > 1
            and (opened or head is None or not (token.pos == "PROPN" and head.pos == "NOUN"))
        ):
            head, opened = token, False
            if joined:
                break  # "a 31-vehicle convoy" counts vehicles
        elif _opens(tokens, at, head) and at > first:
            opened = True
        elif not ((opened or head is None) and _modifies(tokens, at)):
            break
        at += 1
    if head is None:
        return _stricken(read, amount, lang)
    words = [token for token in tokens[first : head.i + 1] if token.pos not in {"DET", "PUNCT"}]
    while len(words) > 1 and (words[0].lower in lang.bounds.more or words[0].text[0].isdigit() or words[0].tag in {"RBS", "RBR"}):
        words = words[1:]
    modifiers = "".join(token.text + (" " if token.end < after.start else "") for token, after in itertools.pairwise(words))
    return Counted(Span(words[0].start, head.end), modifiers + _dictionary(head, lang), head)


def _stricken(read: Reader, amount: Amount, lang: Language) -> Counted | None:
    """What is said of a bare number of people: "about 40 were missing", "11 had been wounded"."""
    token = read.token_at(amount.at, amount.end)
    if token is None or token.dep not in SUBJECTS:
        return None
    verb = read.sentence.head(token)
    said = [verb, *(child for child in read.children[verb.i] if child.dep == "acomp")]
    word = next((one for one in said if one.lower in lang.numbers.tolls and one.start >= amount.end), None)
    return None if word is None else Counted(word.span, word.lower, word, apart=True)


def _toll(tokens: tuple[Token, ...], at: int, lang: Language) -> bool:
    """Whether the word right of a number stands for people: "40 dead", "dozens wounded"; not "12 missing boats"."""
    if at >= len(tokens) or tokens[at].lower not in lang.numbers.tolls:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].pos not in {"NOUN", "PROPN", "ADJ"}


def _dictionary(head: Token, lang: Language) -> str:
    if head.tag != "NNS" or head.lower in lang.numbers.classes:
        return head.text  # "people" is its own form
    return singular(head.lower, lang)


def _past(tokens: tuple[Token, ...], at: int) -> int:
    """Past what stands between a number and its noun: a hyphen, "of the", "of my"."""
    if at < len(tokens) and tokens[at].text in {"-", "‑"}:
        at += 1
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
        while at < len(tokens) and tokens[at].tag in {"DT", "PRP$", "PDT", "WP$", "CD"}:
            at += 1
    return at


def _opens(tokens: tuple[Token, ...], at: int, head: Token | None) -> bool:
    """Whether the noun phrase goes on past its noun: "'s", a hyphen, "and" between names or adjectives, the number of a model."""
    if head is None or at + 1 >= len(tokens):
        return False
    token, after = tokens[at], tokens[at + 1]
    if token.tag == "POS" or (token.text in {"-", "‑"} and token.start == tokens[at - 1].end and token.end == after.start):
        return True
    if token.pos == "CCONJ":
        return (
            head.tag in {"NNP", "NN"}
            and after.pos in NOUNS
            and at + 2 < len(tokens)
            and (tokens[at + 2].pos in NOUNS or after.tag == "NNS")
        )
    return token.pos == "NUM" and head.pos == "PROPN" and after.pos in NOUNS


def _modifies(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token may stand before the noun of a noun phrase."""
    token = tokens[at]
    if token.pos in {"ADJ", "PROPN"} or token.tag in {"VBN", "VBG", "JJ", "JJR", "JJS", "AFX"} or token.text in {"-", "‑"}:
        return True
    if at + 1 >= len(tokens):
        return False
    if token.pos == "ADV":
        return tokens[at + 1].pos in {"ADJ", "VERB", "ADV"} or tokens[at - 1].text == "-"
    return token.pos == "CCONJ" and at > 0 and tokens[at - 1].pos == "ADJ" and tokens[at + 1].pos in {"ADJ", "NOUN"}


def movement(read: Reader, amount: Amount, noun: Counted | None, bounds: Bounds) -> Movement | None:
    """Up or down when the figure is itself a movement: "rose 5 %", "fell by 7 %", "up 4 per cent", "an increase of 3 million"."""
    if amount.signed:
        return Movement.UP
    token = read.token_at(amount.at, amount.end)
    before = [other for other in read.sentence.tokens if other.end <= amount.start]
    if before and (found := _particle(before, bounds)) is not None:
        return found
    if token is None or (noun is not None and noun.head.lemma not in bounds.points and before and before[-1].lower not in bounds.joints.by):
        return None  # "lost 40 boats" counts the boats; "lost 190 points" is a movement
    ancestors = list(_upward(read, token))
    prepositions = [
        other.lower for other in ancestors if other.pos in {"ADP", "SCONJ", "PART"} and other.dep in {"prep", "prt", "advmod", "agent"}
    ]
    if prepositions and prepositions[0] == "of":
        above = next((other for other in ancestors if other.pos in NOUNS and other.start < amount.start), None)
        return _moves(above.lemma, bounds, "nouns") if above else None
    if (prepositions and prepositions[0] != "by") or amount.moved:
        return None  # "rose to 40": a level, not a movement
    if before and before[-1].lower in {"to", "from", "at"}:
        return None
    head = read.sentence.head(token)
    if head.pos in NOUNS and head.start >= amount.end and amount.unit != "":
        return None  # "a 4 % pay cut"
    verb = next((other for other in ancestors if other.pos in {"VERB", "AUX"}), None)
    if verb is not None and verb.lemma in bounds.motion and (measured := scale(amount.unit)) is not None and measured.si == "m":
        return None  # "advanced six miles"
    if (
        verb is None
        or verb.end > amount.start
        or len([other for other in ancestors if other.pos in NOUNS and other.start < amount.end]) > (1 if amount.unit else 2)
    ):
        return None
    return _moves(verb.lemma, bounds, "verbs")


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


def concept(read: Reader, amount: Amount, noun: Counted | None, taken: Sequence[Amount], text: str) -> Concept | None:
    """The phrase that says what is measured, of whom and where; `taken` are the sentence's amounts, `text` is the report's."""
    span = _measured(read, amount, noun, taken)
    if span is None:
        return None
    return Concept(start=span.start, end=span.end, text=text[span.start : span.end])


def _measured(read: Reader, amount: Amount, noun: Counted | None, taken: Sequence[Amount]) -> Span | None:
    """Nearest first: what hangs right of the figure, what it is given of, the object it is done to, the subject, the noun beside it."""
    token = noun.head if noun is not None and not noun.apart else read.token_at(amount.at, amount.end)
    if token is None or (noun is not None and amount.low == amount.high == 1):
        return None  # "one of the largest ferries" measures nothing
    end = max(amount.end, noun.span.end if noun and not noun.apart else 0)
    if (attached := _attached(read, token, end, OF if noun else BESIDE)) is not None:
        return attached
    if token.dep in SUBJECTS:
        return None  # "96 fans went": what is counted is the subject itself
    if (held := _held(read, token, amount, noun)) is not None:
        return held
    if (clause := _clause(read, token, amount, taken)) is not None:
        return clause
    return None if noun is not None or amount.unit in TIMES else _near(read, amount, taken)


def _attached(read: Reader, token: Token, end: int, prepositions: frozenset[str]) -> Span | None:
    """What hangs right of the figure by a preposition, with what hangs on beside it: "of the northern valley under the army's control"."""
    held: list[Token] = []
    for child in read.children[token.i]:
        if child.dep != "prep" or child.start < end or not (held or child.lower in prepositions):
            continue
        inside = read.subtree(child)
        if inside[-1].lower in EXTENT:
            continue  # "18 metres in depth"
        if held and child.i != held[-1].i + 1:
            break
        held += inside
    return _trimmed(held)


def _held(read: Reader, token: Token, amount: Amount, noun: Counted | None) -> Span | None:
    """The noun that the figure modifies or is given of: "a $5 million contract with", "a fine of $3 billion", "the sale of 500 boats"."""
    head = read.sentence.head(token)
    if head.i == token.i:
        return None
    if (
        noun is None
        and head.pos in NOUNS
        and token.dep in {"nummod", "compound", "nmod", "amod", "quantmod", "npadvmod"}
        and head.start >= amount.end
    ):
        return _trimmed([other for other in read.subtree(head) if other.start >= amount.end])
    if token.dep == "pobj" and head.lower in (GIVEN if noun is None else GIVEN_COUNT):
        above = read.sentence.head(head)
        if above.pos in NOUNS and above.start < amount.start:
            return _trimmed([other for other in read.subtree(above) if other.end <= head.start])
    return None


def _clause(read: Reader, token: Token, amount: Amount, taken: Sequence[Amount]) -> Span | None:
    """The object or subject of the clause the figure stands in, looked for from the nearest clause outward."""
    below = token
    for other in read.sentence.ancestors(token):
        if other.pos in {"VERB", "AUX"}:
            adjunct = below.dep == "prep" and below.lower in {"by", "to", "from", "for", "at", "with"}
            if adjunct and (thing := _argument(read, other, OBJECTS, amount, taken)) is not None:
                return thing
            if (thing := _argument(read, other, SUBJECTS, amount, taken)) is not None:
                return thing
            if other.dep == "relcl" or (other.dep == "acl" and other.tag in {"VBG", "VBN"}):
                named = read.sentence.head(other)
                inside = read.subtree(other)[0].start
                return _trimmed([word for word in read.subtree(named) if word.end <= min(inside, amount.start)])
            if other.dep not in CLAUSES:
                return None
        below = other
    return None


def _argument(read: Reader, verb: Token, deps: frozenset[str], amount: Amount, taken: Sequence[Amount]) -> Span | None:
    for child in read.children[verb.i]:
        if child.dep in deps and child.end <= amount.start and child.pos != "PRON" and not _figures(child, taken):
            return _trimmed([other for other in read.subtree(child) if other.end <= amount.start])
    return None


def _near(read: Reader, amount: Amount, taken: Sequence[Amount]) -> Span | None:
    """The nearest noun phrase before the figure that is no figure itself, else the noun right after it."""
    tokens = read.sentence.tokens
    free = [token for token in tokens if not _figures(token, taken)]
    before = [n for n, token in enumerate(free) if token.end <= amount.start and token.pos in NOUNS]
    if before:
        last = first = before[-1]
        while first > 0 and free[first - 1].pos in {*NOUNS, "ADJ"} and free[first - 1].i == free[first].i - 1:
            first -= 1
        return Span(free[first].start, free[last].end)
    after = [token for token in free if token.start >= amount.end][:3]
    noun = next((token for token in after if token.pos in NOUNS), None)
    if noun is None or any(token.pos in {"ADP", "VERB", "PUNCT", "SCONJ"} for token in after if token.i < noun.i):
        return None
    return Span(noun.start, noun.end)


def _figures(token: Token, taken: Sequence[Amount]) -> bool:
    """Whether a token is part of a figure."""
    return any(other.start < token.end and token.start < other.end for other in taken)


def _trimmed(tokens: list[Token]) -> Span | None:
    """The phrase without its determiners, closing marks and clauses."""
    while tokens and (tokens[0].pos in {"DET", "PUNCT", "ADP"} or tokens[0].tag == "PRP$"):
        tokens = tokens[1:]
    cut = next(
        (n for n, token in enumerate(tokens) if token.text in {",", ";", "(", ":", "—", "–"} or token.tag in {"WDT", "WP"}), len(tokens)
    )
    tokens = tokens[: cut or len(tokens)]
    while tokens and tokens[-1].pos in {"PUNCT", "ADP", "CCONJ"}:
        tokens = tokens[:-1]
    if not tokens or all(token.pos == "PRON" for token in tokens):
        return None
    return Span(tokens[0].start, tokens[-1].end)
