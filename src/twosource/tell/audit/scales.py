"""How much is said: a draft's word that says more, or less, than the word of the report in its place."""

import functools
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.facing import Facing, facing
from twosource.tell.audit.grammar import Clause, around, words_at
from twosource.tell.audit.held import Held, named, near
from twosource.tell.audit.sources import Source, Told, weigh

#: What the words beside two words of a scale must weigh that are the same.
BESIDE = 0.25
_WORDED = frozenset({"VERB", "ADJ", "ADV", "NOUN"})


class Step(NamedTuple):
    """Where a word stands: on which scale and how far up."""

    scale: int
    level: int


def scales(held: Held) -> Iterator[Fault]:
    """A fault where the draft has a word that says more of the same than the report's in its place, and no report says so much."""
    for face in facing(held):
        for i, here in enumerate(face.draft.nodes):
            if here.token.pos not in _WORDED or here.token.text[:1].isupper() or not (mine := _steps(face.draft, i)):
                continue
            for j in range(len(face.report.nodes)):
                step = next((one for one in mine for other in _steps(face.report, j) if _is_more(one, other)), None)
                if step is None or j in face.pairs.values() or not _in_place(face, i, j) or _says_so_much(held, step):
                    continue
                there = face.report.nodes[j].token
                said = face.source.report.text[there.start : there.end]
                detail = f"says {held.quoted(here.token.start, here.token.end)}; {named(face.source)} has “{said}”"
                cites = (face.source.report.cite(there.start, there.end),)
                yield Fault(FaultKind.STRENGTH, here.token.start, here.token.end, detail, cites)
                return


def _is_more(one: Step, other: Step) -> bool:
    return one.scale == other.scale and one.level > other.level


def _in_place(face: Facing, i: int, j: int) -> bool:
    """Whether one word stands where the other does: the words beside them are the same."""
    there = set(around(face.report, j))
    return weigh(words_at(face.draft, [a for a in around(face.draft, i) if face.pairs.get(a) in there])) >= BESIDE


def _says_so_much(held: Held, step: Step) -> bool:
    """Whether a sentence that bears on the draft's, or one beside it, goes as far up the scale."""
    found = (one for evidence in held.evidence for told in near(evidence, 1) for one in _steps_in(evidence.source, told))
    return any(one.scale == step.scale and one.level >= step.level for one in found)


@functools.lru_cache(maxsize=4096)
def _steps_in(source: Source, told: Told) -> frozenset[Step]:
    words = [root(word.strip('.,;:!?"“”‘’()').lower()) for word in source.report.text[slice(*told.span)].split()]
    singly = (_table().get((word,), ()) for word in words)
    paired = (_table().get(pair, ()) for pair in pairwise(words))
    return frozenset(step for steps in (*singly, *paired) for step in steps)


def _steps(clause: Clause, i: int) -> tuple[Step, ...]:
    """The steps that a word stands on, of a verb with its particle where it has one."""
    word = root(clause.nodes[i].token.lower)
    particle = next((clause.nodes[j].token.lower for j in clause.children(i) if clause.nodes[j].token.dep == "prt"), None)
    if particle is not None:
        return _table().get((word, root(particle)), ())
    return _table().get((word,), ())


@functools.cache
def _table() -> dict[tuple[str, ...], tuple[Step, ...]]:
    found: dict[tuple[str, ...], tuple[Step, ...]] = {}
    for scale, steps in enumerate(language("en").auditing.scales):
        for level, words in enumerate(steps):
            for word in words:
                key = tuple(root(one) for one in word.split())
                found[key] = (*found.get(key, ()), Step(scale, level))
    return found
