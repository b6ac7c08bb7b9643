"""What other reports say otherwise: conflicts and alterations of the ledger, brought to the draft."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from twosource.connect.wording import fold
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.ledger import Alteration, Conflict, ConflictKind
from twosource.model.report import Cite
from twosource.tell.audit.evidence import Evidence, shared
from twosource.tell.audit.held import Held, is_taken_over, shown
from twosource.tell.audit.quotations import quoted_in
from twosource.tell.audit.sources import Told
from twosource.values.name import fold as sounded

#: Conflicts of who said what: that the draft names a speaker settles nothing.
OF_ONE = frozenset({ConflictKind.NAME, ConflictKind.ATTRIBUTION})
#: Of the words that contradict a sentence, the share that a sentence beside it must have to tell of the dispute itself.
TOLD = 0.5
#: Of a sentence's own words, the share that the contradicted words have where they tell the same in other words, and their least number;
#: and of the contradicted words the share that it has, so that it does not tell another part of them alone.
BORNE, FEWEST, PART = 0.55, 4, 0.25
#: So few words may stand in a sentence of something else: one that speaks of the same is told by `_is_of`.
SHORT, AROUND = 2, 0.6
_WORD = re.compile(r"[^\W_]+")


class Beside(NamedTuple):
    """A sentence of the draft near another: its words, the reports that it cites, and whether it sets itself against others."""

    words: frozenset[str]
    reports: frozenset[str]
    differs: bool


Disputes = Callable[[Held, Sequence[Beside]], Iterator[Fault]]


class Opposed(NamedTuple):
    """Words of a report that others contradict, with what those say."""

    mine: tuple[Cite, ...]
    theirs: tuple[Cite, ...]
    says: tuple[str, ...]  # what theirs say in short
    note: str
    sure: bool  # as the words of the original of a copy are


def disputes(conflicts: Sequence[Conflict], alterations: Sequence[Alteration], name_of: Callable[[str], str]) -> Disputes:
    """Whether what a draft takes from a report is contradicted by another that it does not cite."""
    opposed = [*_of_conflicts(conflicts, name_of), *_of_alterations(alterations, name_of)]

    def disputed(held: Held, beside: Sequence[Beside]) -> Iterator[Fault]:
        cited = {source.report.id for source in held.sources}
        for one in opposed:
            if not any(
                _rests_on(held, source, cite) for source in held.evidence for cite in one.mine if cite.report == source.source.report.id
            ):
                continue
            if any(cite.report in cited for cite in one.theirs) or any(_tells(held, near, one) for near in beside):
                continue
            if any(_stands_in(says, held) for says in one.says):
                continue  # it has the words of both
            if not _names_outlet(held) and (one.sure or not _is_attributed(held)):
                yield Fault(FaultKind.CONTRADICTED_ELSEWHERE, *held.span, one.note, one.theirs)
                return

    return disputed


def _of_conflicts(conflicts: Sequence[Conflict], name_of: Callable[[str], str]) -> Iterator[Opposed]:
    for conflict in conflicts:
        for side in conflict.sides:
            rest = [other for other in conflict.sides if other is not side]
            others = tuple(cite for other in rest for cite in other.cites)
            said = "; ".join(f"{name_of(other.cites[0].report)} has “{shown(other.says, 80)}”" for other in rest)
            if len({cite.report for cite in side.cites}) <= len({cite.report for cite in others}):
                note = f"the report cited says so, but {said}"
                yield Opposed(side.cites, others, tuple(other.says for other in rest), note, sure=conflict.kind in OF_ONE)


def _of_alterations(alterations: Sequence[Alteration], name_of: Callable[[str], str]) -> Iterator[Opposed]:
    for alteration in alterations:
        before, after = alteration.from_, alteration.to
        note = f"the report cited says so, but {name_of(before.report)}, which it was made from, has “{shown(before.exact, 80)}”"
        yield Opposed((after,), (before,), (before.exact,), note, sure=True)


def _tells(held: Held, near: Beside, one: Opposed) -> bool:
    """Whether a sentence beside tells, with its report, what stands against this one, and the draft says that they differ."""
    if not (near.differs or differs(held.text[slice(*held.span)])):
        return False
    if not any(cite.report in near.reports for cite in one.theirs):
        return False
    mine = frozenset().union(*(spoken(cite.exact) for cite in one.mine))
    told = [words for text in (*one.says, *(cite.exact for cite in one.theirs)) if (words := spoken(text))]
    return any(_has_most(near, words) and _has_most(near, words - mine) for words in told)


def _has_most(near: Beside, words: frozenset[str]) -> bool:
    return len(words & near.words) >= TOLD * len(words)


def differs(text: str) -> bool:
    """Whether a sentence says that others have it otherwise: "elsewhere", "but Reuters has"."""
    return any_of(language("en").auditing.differing).search(text) is not None


def spoken(text: str) -> frozenset[str]:
    """All words of a text in their plain letters."""
    return frozenset(_WORD.findall(fold(text)))


def _is_attributed(held: Held) -> bool:
    """Whether the draft says whose word it is: then another's is no surprise."""
    spoken = held.draft.annotation.statements
    found = any_of(tuple(sorted(language("en").auditing.findings))).search(held.text, *held.span)
    return found is not None or any(held.span.start <= cue.start < held.span.end for one in spoken for cue in one.cue)


def _names_outlet(held: Held) -> bool:
    """Whether the draft says that it is the outlet's word: "the Mercury printed 46"."""
    words = sounded(held.text[held.span.start : held.span.end])
    outlets = [sounded(source.report.outlet or "") for source in held.sources]
    return any(outlet and (outlet in words or outlet.split()[-1] in words.split()) for outlet in outlets)


def _rests_on(held: Held, evidence: Evidence, cite: Cite) -> bool:
    """Whether a draft's sentence takes over the very words that are contradicted."""
    told = next((one for one in (*evidence.told, *_quoted(held, evidence)) if one.span.start <= cite.start < one.span.end), None)
    if told is None:
        return False
    words = [word for word in told.words if cite.start <= word.start and word.end <= cite.end]
    stems = {word.stem for word in words}
    if not stems:  # "we can say", "fifteen": words that carry no news by themselves
        return _stands_in(cite.exact, held)
    if len(stems & {word.stem for word in held.words}) * 2 >= len(stems):
        return len(stems) > SHORT or _is_of(held, told, evidence)
    cited = Told.of(told.span, tuple(words), told.kind)
    part = len(stems & {word.stem for word in held.words}) / len(stems)
    return len(words) >= FEWEST and part >= PART and shared(held.words, cited) >= BORNE


def _is_of(held: Held, told: Told, evidence: Evidence) -> bool:
    """Whether a sentence of a report is what the draft's tells: near the best of the report's for it, or all but taken over by it."""
    best = max(shared(held.words, one) for one in evidence.told)
    return shared(held.words, told) >= AROUND * best or is_taken_over(held, told)


def _stands_in(text: str, held: Held) -> bool:
    """Whether a sentence has the words of a text, in their order."""
    return f" {' '.join(_WORD.findall(fold(text)))} " in f" {' '.join(_WORD.findall(fold(held.text[slice(*held.span)])))} "


def _quoted(held: Held, evidence: Evidence) -> Iterator[Told]:
    """The sentences of a report that have what a draft's sentence quotes."""
    return (told for source, told in quoted_in(held) if source is evidence.source)


def undisputed(held: Held, beside: Sequence[Beside]) -> Iterator[Fault]:
    """Nothing is known to be contradicted where reports were not compared."""
    del held, beside
    yield from ()
