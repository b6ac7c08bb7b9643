"""Whom a pronoun means: the candidates before it, by gender and number, place in the sentence, nearness and quotes."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from twosource.annotate.parse import Sentence, Token
from twosource.lang.pronouns import Pronouns
from twosource.lang.roles import Gender
from twosource.model.claim import EntityType

SUBJECTS = frozenset({"nsubj", "nsubjpass"})

# What speaks for a candidate, in points; a sentence further back costs as much as being a subject gains.
SUBJECT = 20
SENTENCE_BACK = -20
OBJECT = 4
MODIFIER = -12  # "the Harrow ferry": Harrow is hardly the matter
GENDER_KNOWN = 10
SHE_KNOWN = 30  # most whose gender is unknown are men in news text
REPEATED = 2
QUOTE_LEFT = -40  # named inside a quote, referred to outside
QUOTE_ENTERED = -10
SAME_CLAUSE = 16  # "Harrow raised its prices"
CLAUSES_UP = 4
DEEPEST = 20  # heads over a verb that are counted
BODY = -10  # a body is an "it" rather than a "they"
TELLER = 20  # "he added", after what somebody said
MARGIN = 2  # points by which the best must lead


class Seen(NamedTuple):
    """Someone or something spoken of, named or not, that a later pronoun may mean."""

    chain: int | None
    sentence: int
    token: Token
    type: EntityType
    gender: Gender | None
    plural: bool
    quote: int | None


class Pointer(NamedTuple):
    """A pronoun in its place; in a quote `speaker` is whose words these are, and `teller` who spoke last, where the pronoun speaks."""

    sentence: Sentence
    at: int
    token: Token
    quote: int | None
    speaker: int | None
    teller: int | None = None


def empty(pointer: Pointer, pronouns: Pronouns) -> bool:
    """Whether an "it" refers to nothing: "it is clear that", "it seems"."""
    if pointer.token.lower != "it":
        return False
    if pointer.token.dep == "expl":
        return True
    verb = pointer.sentence.head(pointer.token)
    nothing = pronouns.empty
    if pointer.token.dep not in SUBJECTS:
        return False
    after = [token for token in pointer.sentence.tokens[verb.i : verb.i + 7] if token.i > pointer.token.i]
    clause = any(token.lower in {"that", "to", "whether", "if", "for", "how", "when", "who", "what"} for token in after)
    if verb.lemma in nothing.verbs:
        return True
    said_of_it = verb.lemma in nothing.copulas or pointer.token.dep == "nsubjpass"  # "it had the right to" is somebody's right
    return said_of_it and clause and any(token.lower in nothing.words or token.lemma in nothing.words for token in after)


def likeliest(pointer: Pointer, recent: Sequence[Seen], genders: Mapping[int, Gender], pronouns: Pronouns) -> Seen | None:
    """The candidate with most points, if it leads clearly."""
    points: dict[int | tuple[int, int], float] = {}
    seen_by: dict[int | tuple[int, int], Seen] = {}
    often = Counter(seen.chain for seen in recent if seen.chain is not None)
    for seen in recent:
        if not _compatible(pointer, seen, genders, pronouns):
            continue
        who = seen.chain if seen.chain is not None else (seen.sentence, seen.token.i)
        score = _points(pointer, seen, genders, pronouns) + REPEATED * (min(often[seen.chain], 4) - 1 if seen.chain is not None else 0)
        if score >= points.get(who, -1000):
            points[who], seen_by[who] = score, seen
    ranked = sorted(points, key=lambda who: -points[who])
    if not ranked or (len(ranked) > 1 and points[ranked[0]] - points[ranked[1]] < MARGIN):
        return None
    return seen_by[ranked[0]]


def _compatible(pointer: Pointer, seen: Seen, genders: Mapping[int, Gender], pronouns: Pronouns) -> bool:
    """Whether a pronoun may mean the candidate by number, gender, kind and place in the sentence."""
    word = pointer.token.lower
    if seen.sentence == pointer.at and seen.token.i >= pointer.token.i:
        return False
    if pointer.speaker is not None and seen.chain == pointer.speaker:
        return False
    if word in pronouns.plural:
        several = seen.plural or (seen.type is EntityType.ORG and seen.chain is not None)
        return several and not _clash(pointer, seen, pronouns)
    if seen.plural:
        return False
    if word in pronouns.neuter:
        return seen.type is not EntityType.PER and seen.type is not EntityType.NORP and not _clash(pointer, seen, pronouns)
    if seen.type is not EntityType.PER:
        return False
    gender = genders.get(seen.chain) if seen.chain is not None else seen.gender
    wanted = "feminine" if word in pronouns.feminine else "masculine"
    return gender in (None, wanted) and not _clash(pointer, seen, pronouns)


def _clash(pointer: Pointer, seen: Seen, pronouns: Pronouns) -> bool:
    """Whether the two are subject and object of one verb, so that only "himself" could join them: "they tried to expel them"."""
    if seen.sentence != pointer.at or pointer.token.lower in pronouns.reflexive or pointer.token.tag == "PRP$":
        return False
    return seen.token.dep in SUBJECTS and seen.token.head == _governor(pointer).i


def _governor(pointer: Pointer) -> Token:
    """The verb whose subject does what a pronoun's verb says: "tried" for "them" in "they tried to expel them"."""
    sentence = pointer.sentence
    verb = sentence.head(pointer.token)
    for _ in range(CLAUSES_UP):
        if verb.dep not in {"xcomp", "conj"} or any(child.dep in SUBJECTS for child in sentence.children(verb)):
            break
        verb = sentence.head(verb)
    return verb


def _points(pointer: Pointer, seen: Seen, genders: Mapping[int, Gender], pronouns: Pronouns) -> float:
    """How well a candidate stands to be meant."""
    points: float = SENTENCE_BACK * (pointer.at - seen.sentence)
    if seen.token.dep in SUBJECTS:
        points += SUBJECT
    elif seen.token.dep in {"dobj", "pobj", "dative", "poss"}:
        points += OBJECT
    elif seen.token.dep in {"compound", "nmod", "amod"}:
        points += MODIFIER
    if seen.gender or (seen.chain is not None and seen.chain in genders):
        points += SHE_KNOWN if pointer.token.lower in pronouns.feminine else GENDER_KNOWN
    if seen.quote is not None and seen.quote != pointer.quote:
        points += QUOTE_LEFT
    elif pointer.quote is not None and seen.quote != pointer.quote:
        points += QUOTE_ENTERED
    if seen.sentence == pointer.at and seen.token.dep in SUBJECTS:
        points += _commands(pointer, seen)
    if pointer.token.lower in pronouns.plural and not seen.plural:
        points += BODY
    if pointer.teller is not None and seen.chain == pointer.teller:
        points += TELLER
    return points


def relatives(sentence: Sentence, seen: Sequence[Seen]) -> Iterator[Seen]:
    """Those spoken of once more by a "who" that is a subject: "Fenn met Teve, who was to keep his seat"."""
    for token in sentence.tokens:
        clause = sentence.head(token)
        if token.tag == "WP" and token.dep in SUBJECTS and clause.dep == "relcl":
            yield from (one._replace(token=token) for one in seen if one.token.i == clause.head)


def _depth(sentence: Sentence, token: Token) -> int:
    return sum(1 for _ in islice(sentence.ancestors(token), DEEPEST))


def speaking(sentence: Sentence, seen: Iterable[Seen], verbs: Container[str]) -> Seen | None:
    """Who of the subjects of a sentence speaks: of a verb that tells the one nearest to the root, of other verbs the last."""
    subjects = list(seen)
    tellers = [one for one in subjects if sentence.head(one.token).lower in verbs]
    if tellers:
        return min(tellers, key=lambda one: (_depth(sentence, one.token), -one.token.i))
    return subjects[-1] if subjects else None


def _commands(pointer: Pointer, seen: Seen) -> float:
    """Points for the subject of a clause that holds the pronoun, fewer the further up it is: "Fenn said he …"."""
    token, steps = pointer.token, 1
    while token.head != token.i and steps < CLAUSES_UP:
        token = pointer.sentence.head(token)
        if token.i == seen.token.head:
            return SAME_CLAUSE / steps
        steps += token.pos in {"VERB", "AUX"}
    return 0.0
