"""Who said it, to whom, and with what force: what a draft makes of the statements of its sources."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.connect.terms import stem
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Act, Annotation, Attribution, Basis, EntityType, Form, Told
from twosource.model.ledger import Judgement
from twosource.model.report import Cite, Report, Span
from twosource.tell.audit.evidence import kin
from twosource.tell.audit.grammar import clauses
from twosource.tell.audit.held import Held, named, near, shown
from twosource.tell.audit.sources import Source, Word, weigh, words_of
from twosource.values.name import fold, same_body, same_person, same_place_name

#: Of the words of what is said, the share that a statement must have to be the same statement, and to be as good as the best.
SAME, NEARLY = 0.5, 0.2
#: What a body's statement must have to be held against another body's, which may speak for it.
SURE = 0.75
#: Less weight than this says too little to be told from what others said.
LEAST = 1.2
#: Sentences on either side in which a hearer may be named.
_DENIALS = frozenset({Act.DENIED, Act.REJECTED})
_PEOPLE = frozenset({EntityType.PER})
_SPEAKERS = frozenset({EntityType.PER, EntityType.ORG})
_NAMED = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.NORP})


class Spoken(NamedTuple):
    """A statement of a report, and the share of the draft's statement that it has."""

    statement: Attribution
    source: Source
    shared: float


def speech(held: Held) -> Iterator[Fault]:
    """Faults of who spoke."""
    for statement in held.draft.annotation.statements:
        start = min(piece.start for piece in statement.content)
        if not held.span.start <= start < held.span.end or statement.within is not None:
            continue
        words = _said(held.draft.bare, statement)
        if weigh(words) < LEAST:
            continue
        spoken = spoken_alike(words, held.sources)
        if spoken and spoken[0].shared >= SAME:
            yield from _swapped(held, statement, spoken) or _speaker(held, statement, spoken) or _far(held, statement, words)
        else:
            yield from _far(held, statement, words)


def _said(report: Report, statement: Attribution) -> tuple[Word, ...]:
    return tuple(word for piece in statement.content for word in words_of(report.text, piece.start, piece.end))


def spoken_alike(words: Sequence[Word], sources: Sequence[Source]) -> list[Spoken]:
    """The statements of some reports that say most of some words, the nearest first."""
    whole = weigh(words)
    found = []
    for source in sources:
        for statement, stems, plains in statements_of(source):
            shared = sum(word.weight * (1.0 if word.stem in stems else _kin(word, plains)) for word in words)
            found.append(Spoken(statement, source, shared / whole))
    return sorted(found, key=lambda one: -one.shared)


def _kin(word: Word, plains: frozenset[str]) -> float:
    return max((kin(word.plain, other) for other in sorted(plains)), default=0.0)


def statements_of(source: Source) -> list[tuple[Attribution, frozenset[str], frozenset[str]]]:
    """The statements of a report with the words of what is said."""
    return _statements(source.report, source.annotation)


@functools.lru_cache(maxsize=1024)
def _statements(report: Report, annotation: Annotation) -> list[tuple[Attribution, frozenset[str], frozenset[str]]]:
    found = []
    for statement in annotation.statements:
        words = _said(report, statement)
        found.append((statement, frozenset(word.stem for word in words), frozenset(word.plain for word in words)))
    return found


def names_of(report: Report, annotation: Annotation, statement: Attribution) -> tuple[frozenset[str], EntityType | None]:
    """The names of who speaks, and what kind of speaker that is; none where nobody is named."""
    entity = next((one for one in annotation.entities if one.id == statement.source_entity), None)
    words = " ".join(report.text[start:end] for start, end in statement.source)
    spoken_of = [one for one in annotation.mentions for piece in statement.source if piece.start <= one.start and one.end <= piece.end]
    named_there = any(one.form is Form.NAME and one.entity == statement.source_entity for one in spoken_of)
    if entity is not None and entity.type in _NAMED and (named_there or " " not in words.strip()):
        return frozenset({entity.name, *entity.aliases}), entity.type
    inside = [one for one in annotation.mentions for piece in statement.source if piece.start <= one.start and one.end <= piece.end]
    people = [one for one in inside if one.type in _PEOPLE and one.entity and one.form is Form.NAME]
    if len({one.entity for one in people}) == 1:
        return frozenset(report.text[one.start : one.end] for one in people), EntityType.PER
    return frozenset(), None


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one's, whatever kind they are of."""
    left, right = set(fold(one).split()), set(fold(other).split())
    if left <= right or right <= left:
        return True
    return any(same(one, other).judgement is Judgement.POSITIVE for same in (same_person, same_body, same_place_name))


def _any_same(ones: frozenset[str], others: frozenset[str]) -> bool:
    return any(same_name(one, other) for one in sorted(ones) for other in sorted(others))


def _far(held: Held, statement: Attribution, words: Sequence[Word]) -> list[Fault]:
    """A fault where somebody is named who speaks nowhere near what the report has of it, and somebody else does."""
    mine, kind = names_of(held.draft.bare, held.draft.annotation, statement)
    if kind is not EntityType.PER or not statement.source or not _is_of_kind(mine, kind, held.sources):
        return []
    last = {fold(name).split()[-1] for name in mine if name.strip()}
    others: list[tuple[Source, Attribution]] = []
    for evidence in held.evidence:
        told = evidence.source.told
        for at, one in enumerate(told):
            if weigh(word for word in words if word.stem in one.stems) < SAME * weigh(words):
                continue
            window = told[max(0, at - BACK) : at + 2]
            text = evidence.source.report.text[window[0].span.start : window[-1].span.end]
            if last & set(fold(text).replace("'s", "").split()):
                return []
            others += [(evidence.source, spoken) for spoken in evidence.source.annotation.statements if _is_in(spoken, one.span)]
    for source, spoken in others:
        names, other_kind = names_of(source.report, source.annotation, spoken)
        if other_kind is EntityType.PER and not _any_same(mine, names):
            start, end = statement.source[0].start, statement.source[-1].end
            said_by = next(iter(sorted(names, key=lambda name: (-len(name), name))))
            cites = tuple(source.report.cite(*piece) for piece in (*spoken.source, *spoken.content))
            detail = f"names {held.quoted(start, end)} as the speaker; in {named(source)} it is {said_by}"
            return [Fault(FaultKind.SPEAKER, start, end, detail, cites)]
    return []


#: Sentences back in which a speaker may have been named.
BACK = 3


def _is_in(statement: Attribution, span: Span) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in statement.content)


def _speaker(held: Held, statement: Attribution, spoken: Sequence[Spoken]) -> list[Fault]:
    """A fault where the draft names a speaker and the report names another."""
    return list(_other_speaker(held, statement, spoken))


def _other_speaker(held: Held, statement: Attribution, spoken: Sequence[Spoken]) -> Iterator[Fault]:
    mine, kind = names_of(held.draft.bare, held.draft.annotation, statement)
    if not mine or not statement.source:
        return
    best = spoken[0]
    level = [one for one in spoken if one.shared >= best.shared - NEARLY]
    if any(one.statement.act in _DENIALS for one in level) and statement.act not in _DENIALS:
        return  # who denies something is not who says it
    theirs = [(one, *names_of(one.source.report, one.source.annotation, one.statement)) for one in level]
    if any(_any_same(mine, names) for _, names, _ in theirs if names) or any(not names for _, names, _ in theirs):
        return
    other = next(((one, names) for one, names, other_kind in theirs if other_kind is kind), None)
    if other is None or (kind is EntityType.PER and any(_shares_word(name, one) for name in mine for one in other[1])):
        return  # a name told wrongly is a name's fault
    one, _ = other
    if kind not in _SPEAKERS or (kind is not EntityType.PER and one.shared < SURE) or not _is_of_kind(mine, kind, held.sources):
        return
    if _stands_near(mine, one):
        return
    start, end = statement.source[0].start, statement.source[-1].end
    said_by = _words(one.source.report, one.statement.source) or next(iter(sorted(other[1])))
    cites = tuple(one.source.report.cite(*piece) for piece in (*one.statement.source, *one.statement.content))
    swapped = _holds(held.text, statement.content, other[1]) and _holds(one.source.report.text, one.statement.content, mine)
    kind_of = FaultKind.ROLES if swapped else FaultKind.SPEAKER
    yield Fault(kind_of, start, end, f"names {held.quoted(start, end)} as the speaker; in {named(one.source)} it is “{said_by}”", cites)


def _swapped(held: Held, statement: Attribution, spoken: Sequence[Spoken]) -> list[Fault]:
    """A fault where who speaks and who is spoken of are exchanged: "Tolmenia says that Dravia fired", of Dravia's words on Tolmenia."""
    if not statement.source:
        return []
    mine = _name_words(held.text, held.draft.annotation, statement.source)
    about = _name_words(held.text, held.draft.annotation, statement.content)
    for one in spoken:
        if one.shared < spoken[0].shared - NEARLY:
            continue
        theirs = _name_words(one.source.report.text, one.source.annotation, one.statement.source)
        others = _name_words(one.source.report.text, one.source.annotation, one.statement.content)
        if mine & theirs or not (mine and theirs):
            return []
        if mine & others and theirs & about and not mine & about and not theirs & others:
            start, end = statement.source[0].start, statement.source[-1].end
            said_by = _words(one.source.report, one.statement.source)
            detail = f"has {held.quoted(start, end)} say it; in {named(one.source)} it is “{said_by}”, and of the other"
            cites = tuple(one.source.report.cite(*piece) for piece in (*one.statement.source, *one.statement.content))
            return [Fault(FaultKind.ROLES, start, end, detail, cites)]
    return []


def _name_words(text: str, annotation: Annotation, pieces: Sequence[Span]) -> set[str]:
    """The words of the names in some pieces, a people's name by the root of its place."""
    named_here = [
        one
        for one in annotation.mentions
        if one.form in {Form.NAME, Form.ADJECTIVE} and any(piece.start <= one.start and one.end <= piece.end for piece in pieces)
    ]
    words = {word for one in named_here for word in _PLAIN_WORD.findall(fold(text[one.start : one.end])) if len(word) > 3}
    return {word[: max(5, len(word) - 3)] for word in words}


def _is_of_kind(names: frozenset[str], kind: EntityType, sources: Sequence[Source]) -> bool:
    """Whether the reports take some names for the same kind of speaker as the draft does, where they have them."""
    entities = [entity for source in sources for entity in source.annotation.entities if _any_same(names, frozenset({entity.name}))]
    return not entities or any(entity.type is kind for entity in entities)


def _holds(text: str, pieces: Sequence[Span], names: frozenset[str]) -> bool:
    """Whether some words name one of the speakers, or the country that a body's name begins with."""
    words = set(fold(" ".join(text[start:end] for start, end in pieces)).replace("'s", "").split())
    return any(not {part for part in fold(name).replace("'s", "").split() if part[:1]}.isdisjoint(words) for name in names)


def _shares_word(one: str, other: str) -> bool:
    return not set(fold(one).split()).isdisjoint(fold(other).split())


def _stands_near(names: frozenset[str], one: Spoken) -> bool:
    """Whether one of the names stands beside a statement in indirect speech or of a pronoun, and may be its speaker."""
    source = one.source
    at = next((i for i, told in enumerate(source.told) if told.span.start <= one.statement.content[0].start < told.span.end), None)
    if at is None:
        return False
    if one.statement.basis is Basis.DIRECT:
        return False
    if _is_pronoun(source, one.statement):
        return True  # whom a pronoun means is less sure than what the draft says
    start, end = source.told[max(0, at - 1)].span.start, source.told[min(len(source.told) - 1, at + 1)].span.end
    around = set(fold(source.report.text[start:end]).replace("'s", "").split())
    return any(fold(name).split()[-1] in around for name in names)


def _is_pronoun(source: Source, statement: Attribution) -> bool:
    text = " ".join(source.report.text[start:end] for start, end in statement.source)
    return not text or (text.islower() and " " not in text) or text in {"He", "She", "They", "It"}


def _words(report: Report, pieces: Sequence[Span]) -> str:
    return shown(" ".join(report.text[start:end] for start, end in pieces), 80)


def recipients(held: Held) -> Iterator[Fault]:
    """A fault where the draft says who was told, and nothing that bears on it has them."""
    for statement in held.draft.annotation.statements:
        if statement.told is None or not held.span.start <= statement.told.start < held.span.end:
            continue
        start, end = _hearers(held, statement.told)
        mine = held.text[start:end]
        if mine.lower() in _PRONOUNS or _heard(held, mine):
            continue
        other = _other_hearers(held)
        said = f"; {named(held.evidence[0].source)} has “{other.exact}”" if other else f"; {named(held.evidence[0].source)} does not"
        yield Fault(FaultKind.RECIPIENT, start, end, f"says that “{mine}” was told{said}", (other,) if other else ())


def _hearers(held: Held, told: Told) -> tuple[int, int]:
    """The whole of the words for who was told, of which the head is known: "supporters at a rally", "The Continental Post"."""
    names = [one for one in held.draft.annotation.mentions if one.form is Form.NAME and one.start < told.end and told.start < one.end]
    start, end = min([told.start, *(one.start for one in names)]), max([told.end, *(one.end for one in names)])
    behind = _OF_THEM.match(held.text, end)
    return start, behind.end() if behind else end


def _heard(held: Held, mine: str) -> bool:
    """Whether the words for who was told stand in what bears on the sentence, or mean the outlet or the press at large."""
    words = [word for word in _PLAIN_WORD.findall(fold(mine)) if word not in _SMALL]
    press = not language("en").auditing.press.isdisjoint(words)
    for evidence in held.evidence:
        text = evidence.source.report.text
        near_by = " ".join(text[one.span.start : one.span.end] for one in near(evidence, 1))
        known = set(_PLAIN_WORD.findall(fold(near_by))) | set(_PLAIN_WORD.findall(fold(evidence.source.report.outlet or "")))
        if not words or all(word in known or any(kin(word, one) >= _ALIKE for one in known) for word in words):
            return True
        if not language("en").auditing.ourselves.isdisjoint(words) or (
            press and (not language("en").auditing.press.isdisjoint(known) or not _TOLD.search(near_by))
        ):
            return True
    return False


def _other_hearers(held: Held) -> Cite | None:
    """Whom a statement that bears on the sentence was made to."""
    for evidence in held.evidence:
        for one in evidence.source.annotation.statements:
            if one.told is not None and any(told.span.start <= one.told.start < told.span.end for told in evidence.told):
                return evidence.source.report.cite(one.told.start, one.told.end)
    return None


_PRONOUNS = frozenset({"them", "him", "her", "it", "us", "me", "you", "nobody", "everyone", "anyone", "people"})
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"the", "a", "an", "of", "at", "in", "its", "his", "her", "their", "local", "state"})
_OF_THEM = re.compile(r"\s+(?:at|in|of|after|outside)\s+(?:a|an|the)\s+[a-z]+(?:\s+of\s+[a-z]+)?|\s+of\s+[A-Z]\w+")
_TOLD = re.compile(r"\b(?:told|addressed)\s+(?!me\b|us\b)[a-z]", re.IGNORECASE)
_ALIKE = 0.9


def forces(held: Held) -> Iterator[Fault]:
    """A fault where a verb of saying says more than the report's, or less: "admitted" or "claimed" for "said"."""
    near_by = [told for evidence in held.evidence for told in near(evidence, 1)]
    theirs = {word for source in held.evidence for told in near(source, 1) for word in _lemmas(source.source.report.text, told.span)}
    if not near_by or _owned() & theirs:
        return
    for match in _PLAIN_WORD.finditer(held.text, *held.span):
        word = match[0].lower()
        group = _force_of().get(_base(word))
        if group is None or match[0][0].isupper() or not _forces()[group].isdisjoint(theirs) or _is_noun(held, match.start()):
            continue
        evidence = held.evidence[0]
        said = _SAID_WORD.search(" ".join(evidence.source.report.text[told.span.start : told.span.end] for told in evidence.told))
        if said is None:
            continue
        detail = f"says {held.quoted(*match.span())}; {named(evidence.source)} has “{said[0]}”"
        yield Fault(FaultKind.STRENGTH, *match.span(), detail, (evidence.source.report.cite(*evidence.told[0].span),))
        return


def _is_noun(held: Held, start: int) -> bool:
    tree = clauses(held.draft.bare, held.span)
    return any(node.token.start == start and node.token.pos not in {"VERB", "AUX"} for node in tree.nodes)


def _lemmas(text: str, span: Span) -> set[str]:
    return {_base(word) for word in _PLAIN_WORD.findall(text[span.start : span.end].lower())}


def _base(word: str) -> str:
    """A verb of saying without its ending, as the groups have it."""
    return stem(word)


def _owned() -> frozenset[str]:
    """The stems of what a speaker says who owns to something."""
    return frozenset(stem(word) for word in language("en").auditing.owned)


@functools.cache
def _forces() -> dict[str, frozenset[str]]:
    """The stems of each group of verbs of saying that say more than "said"."""
    return {name: frozenset(stem(word) for word in words) for name, words in language("en").auditing.forces.items()}


@functools.cache
def _force_of() -> dict[str, str]:
    return {one: name for name, words in _forces().items() for one in words}


_SAID_WORD = re.compile(
    r"\b(?:said|says|say|told|tell|tells|according to|asked|found|noted|reported|wrote|added|announced|think|"
    r"thinks|believe\w*|expect\w*)\b|[\"“”]"
)
