"""Who said it: what a draft makes of the speakers of its sources."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.connect.meanings import disowns
from twosource.connect.voices import fold_all
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Act, Annotation, Attribution, Basis, EntityType, Form, Polarity
from twosource.model.ledger import Judgement
from twosource.model.report import Report, Span
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.sources import Source, Word, weigh, words_of
from twosource.values.name import fold, same_body, same_person, same_place_name

#: Of the words of what is said, the share that a statement must have to be the same statement, and to be as good as the best.
SAME, NEARLY = 0.5, 0.2
#: What a body's statement must have to be held against another body's, which may speak for it.
SURE = 0.75
#: Less weight than this says too little to be told from what others said.
LEAST = 1.2
#: The same for words in quotation marks, which are his own.
LITTLE = 0.6
#: "One says that it fired, the other that it was fired at."
_THE_OTHER = re.compile(r",\s(?:and\s)?(?:the\s)?\w+\sthat\s")
_NOR = re.compile(r"\s*(?:nor|neither|no more)\b", re.IGNORECASE)
PLAIN_WORD = re.compile(r"[^\W\d_]+")
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
        words = words_said(held.draft.bare, statement)
        if weigh(words) < (LITTLE if statement.basis is Basis.DIRECT else LEAST):
            continue
        spoken = spoken_alike(words, held.sources)
        if spoken and spoken[0].shared >= SAME:
            yield from _swapped(held, statement, spoken) or list(_speaker(held, statement, spoken)) or _far(held, statement, words)
        else:
            yield from _far(held, statement, words)


def words_said(report: Report, statement: Attribution) -> tuple[Word, ...]:
    """The words of what is said."""
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
        words = words_said(report, statement)
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
    people = [one for one in spoken_of if one.type in _PEOPLE and one.entity and one.form is Form.NAME]
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
    if any_of(language("en").auditing.rebutting).search(" ".join(held.text[start:end] for start, end in statement.cue)):
        return []  # "contradicts the prosecutor's account, by which"
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
            others += [
                (evidence.source, spoken)
                for spoken in evidence.source.annotation.statements
                if _is_in(spoken, one.span) and (spoken.act in _DENIALS) == (statement.act in _DENIALS)
            ]
    for source, spoken in others:
        names, other_kind = names_of(source.report, source.annotation, spoken)
        if other_kind is EntityType.PER and not _any_same(mine, names) and not _is_described(held, statement, source, names):
            start, end = statement.source[0].start, statement.source[-1].end
            if fold_all(held.text[start:end]) == fold_all(source.report.outlet or ""):
                return []  # what a report has from somebody its outlet has written
            said_by = next(iter(sorted(names, key=lambda name: (-len(name), name))))
            cites = tuple(source.report.cite(*piece) for piece in (*spoken.source, *spoken.content))
            detail = f"names {held.quoted(start, end)} as the speaker; in {named(source)} it is {said_by}"
            return [Fault(FaultKind.SPEAKER, start, end, detail, cites)]
    return []


#: Sentences back in which a speaker may have been named.
BACK = 3


def _is_in(statement: Attribution, span: Span) -> bool:
    return any(piece.start < span.end and span.start < piece.end for piece in statement.content)


def _speaker(held: Held, statement: Attribution, spoken: Sequence[Spoken]) -> Iterator[Fault]:
    """A fault where the draft names a speaker and the report names another."""
    mine, kind = names_of(held.draft.bare, held.draft.annotation, statement)
    if not mine or not statement.source or disowns(" ".join(held.text[start:end] for start, end in statement.cue)):
        return
    best = spoken[0]
    level = [one for one in spoken if one.shared >= best.shared - NEARLY]
    if statement.polarity is Polarity.NEGATIVE or _is_refused(held, statement):
        return  # "nor does she accept the mayor's account that"
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
    if _stands_near(mine, one) or _is_described(held, statement, one.source, other[1]):
        return
    start, end = statement.source[0].start, statement.source[-1].end
    said_by = _words(one.source.report, one.statement.source) or next(iter(sorted(other[1])))
    if fold(said_by) == fold(held.text[start:end]):
        return  # "he" in both: who is meant was told wrongly here, not there
    if fold_all(held.text[start:end]) == fold_all(one.source.report.outlet or ""):
        return  # what a report has from somebody its outlet has written
    cites = tuple(one.source.report.cite(*piece) for piece in (*one.statement.source, *one.statement.content))
    swapped = _holds(held.text, statement.content, other[1]) and _holds(one.source.report.text, one.statement.content, mine)
    kind_of = FaultKind.ROLES if swapped else FaultKind.SPEAKER
    yield Fault(kind_of, start, end, f"names {held.quoted(start, end)} as the speaker; in {named(one.source)} it is “{said_by}”", cites)


def _is_refused(held: Held, statement: Attribution) -> bool:
    """Whether a sentence opens with what says that somebody does not say it: "nor does he accept"."""
    return bool(_NOR.match(held.text, held.span.start)) and any(held.span.start <= piece.start < held.span.end for piece in statement.cue)


def _swapped(held: Held, statement: Attribution, spoken: Sequence[Spoken]) -> list[Fault]:
    """A fault where who speaks and who is spoken of are exchanged: "Tolmenia says that Dravia fired", of Dravia's words on Tolmenia."""
    if not statement.source or any(_THE_OTHER.search(held.text, *piece) for piece in statement.content):
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
    words = {word for one in named_here for word in PLAIN_WORD.findall(fold(text[one.start : one.end])) if len(word) > 3}
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


def _is_described(held: Held, statement: Attribution, source: Source, names: frozenset[str]) -> bool:
    """Whether the draft tells of a speaker by what a report calls whom it names: "Mornay's negotiator", "its negotiator, Rolf Esk"."""
    people = [one for one in held.draft.annotation.mentions if one.type in _PEOPLE and one.form is Form.NAME]
    if any(piece.start <= one.start < piece.end for one in people for piece in statement.source):
        return False  # who is named
    said = [word for start, end in statement.source for word in PLAIN_WORD.findall(held.text[start:end])]
    roles = {word for word in said if word.islower() and len(word) >= _ROLE}
    of = {fold(word)[:_ROLE] for word in said if word[0].isupper() and len(word) > 1 and word != "The"}
    last = {fold(name).split()[-1] for name in names if name.strip()}
    for told in source.told if roles else ():
        words = PLAIN_WORD.findall(source.report.text[slice(*told.span)])
        known = {fold(word)[:_ROLE] for word in words}
        owners = [one for one in source.annotation.mentions if told.span.start <= one.start < told.span.end and one.type not in _PEOPLE]
        if roles.intersection(words) and last.intersection(map(fold, words)) and (of <= known or not owners):
            return True
    return False


#: Letters of a word for what somebody is.
_ROLE = 5


def _is_pronoun(source: Source, statement: Attribution) -> bool:
    text = " ".join(source.report.text[start:end] for start, end in statement.source)
    return not text or (text.islower() and " " not in text) or text in {"He", "She", "They", "It"}


def _words(report: Report, pieces: Sequence[Span]) -> str:
    return shown(" ".join(report.text[start:end] for start, end in pieces), 80)
