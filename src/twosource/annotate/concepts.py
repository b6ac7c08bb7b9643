"""The phrase that says what a figure measures, of whom and where, by its place in the sentence."""

from collections.abc import Sequence

from twosource.annotate.branches import NOUNS, SUBJECTS, Reader
from twosource.annotate.counts import Counted, is_figure
from twosource.annotate.parse import Token
from twosource.model.report import Span
from twosource.model.value import Concept
from twosource.values.ranges import Amount
from twosource.values.unit import TIMES

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "parataxis", "pcomp"})
OBJECTS = frozenset({"dobj"})
OF = frozenset({"of", "for"})
GIVEN = frozenset({"of", "at", "to", "by", "from", "for", "on", "with"})
GIVEN_COUNT = frozenset({"of", "with"})
EXTENT = frozenset({"depth", "length", "height", "width", "size", "total", "all", "diameter", "weight"})
PLACED = frozenset(
    {"under", "in", "near", "along", "across", "around", "on", "inside", "outside", "beneath", "off", "north", "south", "east", "west"}
)
BESIDE = frozenset({"of", "in", "for", "on", "off"})


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
    if (attached := _attached(read, token, end, OF if noun else BESIDE) or _given(read, end, taken)) is not None:
        return attached
    if token.dep in SUBJECTS:
        return None  # "96 fans went": what is counted is the subject itself
    if (held := _held(read, token, amount, noun, taken)) is not None:
        return held
    if noun is None and not amount.signed and (beside := _beside(read, end, taken)) is not None:
        return beside
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
    return _trimmed(held + _placed(read, token, held))


def _placed(read: Reader, token: Token, held: list[Token]) -> list[Token]:
    """Where the thing measured lies, if that follows at once but hangs on the verb: "of Donetsk under Kyiv's control"."""
    found: list[Token] = []
    for child in read.children[read.sentence.head(token).i] if held and token.dep in OBJECTS | SUBJECTS else ():
        if child.dep == "prep" and child.i == (found or held)[-1].i + 1 and child.lower in PLACED:
            inside = read.subtree(child)
            if any(other.ent in {"DATE", "TIME"} or other.pos == "NUM" for other in inside):
                break
            found += inside
    return found


def _given(read: Reader, end: int, taken: Sequence[Amount]) -> Span | None:
    """The noun phrase right after "of", where the parse hangs it elsewhere: "(80 % of nozzle diameter)"."""
    after = [token for token in read.sentence.tokens if token.start >= end]
    return _phrase(after[1:], taken) if after and after[0].lower == "of" else None


def _beside(read: Reader, end: int, taken: Sequence[Amount]) -> Span | None:
    """The noun phrase right after a measure: "1.5 mm inner diameter"."""
    after = [token for token in read.sentence.tokens if token.start >= end]
    return _phrase(after, taken) if after and after[0].pos in {*NOUNS, "ADJ"} else None


def _phrase(tokens: list[Token], taken: Sequence[Amount]) -> Span | None:
    """The noun phrase that the tokens open with; no day and no figure."""
    held: list[Token] = []
    for token in tokens:
        if token.pos not in {*NOUNS, "ADJ", "DET"} or token.ent in {"DATE", "TIME"} or is_figure(token, taken):
            break
        held.append(token)
    return _trimmed(held) if any(token.pos in NOUNS for token in held) else None


def _held(read: Reader, token: Token, amount: Amount, noun: Counted | None, taken: Sequence[Amount]) -> Span | None:
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
        return _trimmed([other for other in read.subtree(head) if other.start >= amount.end and not is_figure(other, taken)])
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
        if child.dep in deps and child.end <= amount.start and child.pos != "PRON" and not is_figure(child, taken):
            return _trimmed([other for other in read.subtree(child) if other.end <= amount.start])
    return None


def _near(read: Reader, amount: Amount, taken: Sequence[Amount]) -> Span | None:
    """The nearest noun phrase before the figure that is no figure itself, else the noun right after it."""
    tokens = read.sentence.tokens
    free = [token for token in tokens if not is_figure(token, taken)]
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
