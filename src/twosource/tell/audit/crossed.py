"""Two who say different things: a draft that gives each the words of the other."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from twosource.connect.meanings import root
from twosource.connect.terms import stem
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Annotation, Attribution
from twosource.model.report import Cite, Report, Span
from twosource.tell.audit.grammar import Clause, clauses
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.sources import Source, Word, weigh, words_of

#: What the words that one side has alone must weigh, and the share of them that a statement must have to be that side's.
TELLS, MOST, NEARLY = 0.8, 0.5, 0.2
#: How near in sense two words must be to be counted as one.
ALIKE = 0.9
_WORD = re.compile(r"[^\W\d_]{2,}")
#: What parts one side of a sentence from the other, the surest first.
_JOINTS = (
    re.compile(r"[;:]"),
    re.compile(r",?\s(?:while|whereas|although|though|but)\s"),
    re.compile(r",?\sand\s"),
    re.compile(r",\s"),
)
_NOUNS = frozenset({"NOUN", "PROPN"})


class Voice(NamedTuple):
    """Whom a sentence has say something: its place, and the stems of the words that tell who it is."""

    start: int
    end: int
    stems: frozenset[str]


class Side(NamedTuple):
    """One voice of two with the words that it alone has."""

    voice: Voice
    words: tuple[Word, ...]


class Statement(NamedTuple):
    """What a report has somebody say: the stems and letters of what is said, and of who says it."""

    source: Source
    said: frozenset[str]
    plains: frozenset[str]
    who: frozenset[str]
    cites: tuple[Cite, ...]


def crossed(held: Held) -> Iterator[Fault]:
    """A fault where a report has one of two say what the draft has the other say."""
    voices = _voices(held)
    for first, second in combinations(voices, 2):
        if first.stems & second.stems:
            continue
        sides = _sides(held, first, second)
        if sides is None:
            continue
        found = [_said_by(held, side) for side in sides]
        verdicts = [_crossing(found[k], sides[k].voice, sides[1 - k].voice) for k in (0, 1)]
        if True not in verdicts or False in verdicts or _speak_for(held, first, second):
            continue
        best = found[verdicts.index(True)][0]
        here, there = held.quoted(first.start, first.end), held.quoted(second.start, second.end)
        detail = f"has {here} say what {named(best.source)} has of {there}, or the other way round: “{shown(best.cites[0].exact, 100)}”"
        yield Fault(FaultKind.ROLES, first.start, second.end, detail, best.cites)
        return


def _crossing(found: Sequence[Statement], own: Voice, other: Voice) -> bool | None:
    """Whether what one side says is the other's in the reports; `None` where nobody of the two is known to say it."""
    if any(own.stems & one.who for one in found):
        return False
    return True if any(other.stems & one.who for one in found) else None


def _speak_for(held: Held, first: Voice, second: Voice) -> bool:
    """Whether one of two is named beside the other as who speaks: "the board's director, Ana Roth"."""
    return any(first.stems & one.who and second.stems & one.who for source in held.sources for one in _statements(source))


def _voices(held: Held) -> list[Voice]:
    """Whom a sentence has say something, in order."""
    clause, times = clauses(held.draft.bare, held.span), held.inside(held.draft.annotation.times)
    found: dict[int, Voice] = {}
    for i, node in enumerate(clause.nodes):
        if node.token.pos not in _NOUNS or not _speaks(clause, i):
            continue
        if any(one.start <= node.token.start < one.end for one in times):
            continue  # "twice that of Saturday"
        places = [j for j in clause.subtree(i) if not _hangs_off(clause, j, i)]
        tokens = [clause.nodes[j].token for j in places]
        telling = [token for token in tokens if token.pos in _NOUNS]
        found[tokens[0].start] = Voice(tokens[0].start, tokens[-1].end, frozenset(stem(token.lower) for token in telling))
    return [found[start] for start in sorted(found)]


def _hangs_off(clause: Clause, j: int, i: int) -> bool:
    """Whether a word is of a clause that hangs on a noun."""
    while j != i:
        if clause.nodes[j].token.dep in {"relcl", "acl", "prep", "punct"}:
            return True
        j = clause.head(j)
    return False


def _speaks(clause: Clause, i: int) -> bool:
    """Whether a noun is who says something: the subject of a verb of saying, or whose account or count it is."""
    token, above = clause.nodes[i].token, clause.nodes[clause.head(i)].token
    if token.dep == "nsubj" and above.pos == "VERB":
        return root(above.lower) in _sayings()
    if token.dep == "pobj":
        over = clause.nodes[clause.head(clause.head(i))].token
        return (above.lower == "to" and over.lower == "according") or (
            above.lower == "of" and (_is_account(over.lower) or over.lower == "that")
        )
    if token.dep == "poss":
        return _is_account(above.lower) or (above.dep == "pobj" and above.lower in {"'s", "’s"})
    behind = clause.nodes[i + 1].token.lower if i + 1 < len(clause.nodes) else ""
    return behind == "that" and i > 0 and clause.nodes[i - 1].token.lower in {",", "and", "but"}  # "and Dravia that it has not"


def _is_account(word: str) -> bool:
    return word in language("en").auditing.accounts


@functools.cache
def _sayings() -> frozenset[str]:
    words = language("en").auditing
    return frozenset(root(word) for word in (*words.voicing, *words.findings))


def _sides(held: Held, first: Voice, second: Voice) -> tuple[Side, Side] | None:
    """What each of two voices has to itself: the stretches on either side of the joint between them."""
    joint = next((at for pattern in _JOINTS if (at := _last(pattern, held.text, first.end - 1, second.start + 1)) is not None), None)
    if joint is None:
        return None
    ends = (pattern.search(held.text, second.end, held.span.end) for pattern in _JOINTS[:2])
    end = next((found.start() for found in ends if found is not None), held.span.end)
    ranges = (Span(held.span.start, joint), Span(joint, end))
    words = [
        [
            word
            for word in held.words
            if span.start <= word.start < span.end and not any(voice.start <= word.start < voice.end for voice in (first, second))
        ]
        for span in ranges
    ]
    alone = [tuple(word for word in words[k] if not any(_alike(word, other) for other in words[1 - k])) for k in (0, 1)]
    if any(weigh(one) < TELLS for one in alone):
        return None
    return Side(first, alone[0]), Side(second, alone[1])


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match.start()
    return found


def _alike(one: Word, other: Word) -> bool:
    return one.stem == other.stem or kin(one.plain, other.plain) >= ALIKE


def _said_by(held: Held, side: Side) -> list[Statement]:
    """The statements of the reports that have most of what one side alone says."""
    whole = weigh(side.words)
    found = []
    for source in held.sources:
        for one in _statements(source):
            share = (
                weigh(word for word in side.words if word.stem in one.said or any(kin(word.plain, p) >= ALIKE for p in one.plains)) / whole
            )
            if share >= MOST:
                found.append((share, one))
    best = max((share for share, _ in found), default=0.0)
    return [one for share, one in sorted(found, key=lambda pair: -pair[0]) if share >= best - NEARLY]


def _is_said(word: Word, one: Statement) -> bool:
    return word.stem in one.said or any(kin(word.plain, other) >= ALIKE for other in one.plains)


@functools.lru_cache(maxsize=1024)
def _statements(source: Source) -> list[Statement]:
    """All that a report has somebody say."""
    return [_statement(source, one) for one in source.annotation.statements if one.source]


def _statement(source: Source, one: Attribution) -> Statement:
    text = source.report.text
    said = [word for piece in one.content for word in words_of(text, *piece)]
    cites = tuple(source.report.cite(*piece) for piece in (*one.source, *one.content))
    plains = frozenset(word.plain for word in said)
    return Statement(source, frozenset(word.stem for word in said), plains, _who(source.report, source.annotation, one), cites)


def _who(report: Report, annotation: Annotation, one: Attribution) -> frozenset[str]:
    """The stems of the words that tell who speaks: those of the source, and the names of whom it means."""
    names = next(((entity.name, *entity.aliases) for entity in annotation.entities if entity.id == one.source_entity), ())
    words = _WORD.findall(" ".join([*(report.text[start:end] for start, end in one.source), *names]))
    return frozenset(stem(word.lower()) for word in words)
