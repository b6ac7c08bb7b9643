"""Which paper has it so: figures of one report that a draft names another's outlet for."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.grammar import Clause, clauses
from twosource.tell.audit.held import Held, named
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.pairings import ALIKE, depths
from twosource.tell.audit.sources import Source, Word

_THE = re.compile(r"^the\s+", re.IGNORECASE)
#: Outlets that a sentence names for its words to be told apart: of three one cannot tell whose a word is.
APART = 2


class Outlet(NamedTuple):
    """An outlet that the draft names, its words' places in the tree, and its report."""

    source: Source
    at: tuple[int, ...]
    start: int
    end: int


def outlets(held: Held) -> Iterator[Fault]:
    """A fault where a draft has two outlets say what each other's report says."""
    clause = clauses(held.draft.bare, held.span)
    found = _named(held, clause)
    if len({one.source.report.id for one in found}) != APART:
        return
    mine = _shared_out(clause, found)
    for i, at in sorted(mine.items()):
        word, one = clause.nodes[i].word, found[at]
        if word is None or _has(one.source, word):
            continue
        other = next((k for k, each in enumerate(found) if each.source is not one.source and _has(each.source, word)), None)
        if other is None or not any(
            k == other and (back := clause.nodes[j].word) is not None and not _has(found[other].source, back) and _has(one.source, back)
            for j, k in mine.items()
        ):
            continue
        detail = (
            f"names {held.quoted(one.start, one.end)} for “{clause.nodes[i].token.text}”; it is {named(found[other].source)} that has it"
        )
        yield Fault(FaultKind.ROLES, one.start, one.end, detail)
        return


def _shared_out(clause: Clause, found: list[Outlet]) -> dict[int, int]:
    """For figures and words that tell the outlet that they are told of: figures in turn, where they and the outlets take turns."""
    taken = {i for one in found for i in one.at} | _quoted(clause)
    telling = [i for i, node in enumerate(clause.nodes) if node.word is not None and i not in taken and _telling(node.word)]
    figures = [i for i in telling if clause.nodes[i].token.text[0].isdigit()]
    turns = sorted([*((i, None) for i in figures), *((one.at[0], k) for k, one in enumerate(found))], key=lambda turn: turn[0])
    if len(figures) == len(found) and all((a[1] is None) != (b[1] is None) for a, b in pairwise(turns)):
        return dict(zip(figures, range(len(found)), strict=True))
    away = [depths(clause, one.at) for one in found]
    steps = {i: [depth.get(i, 99) for depth in away] for i in telling}
    return {i: near.index(min(near)) for i, near in steps.items() if near.count(min(near)) == 1}


def _quoted(clause: Clause) -> set[int]:
    """The words in quotation marks, where there are several quotations, each beside its own outlet, however the sentence is built."""
    marks = [i for i, node in enumerate(clause.nodes) if node.token.text in _MARKS]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return {i for start, end in pairs for i in range(start, end)} if len(pairs) > 1 else set()


_MARKS = frozenset({'"', "“", "”", "``", "''"})


def _telling(word: Word) -> bool:
    return word.plain[0].isdigit() or word.weight >= 0.3


def _has(source: Source, word: Word) -> bool:
    if word.stem in source.stems:
        return True
    if word.plain[0].isdigit():
        return any(word.plain == other.plain for told in source.told for other in told.words)
    return any(kin(word.plain, other.plain) >= ALIKE for told in source.told for other in told.words)


def _named(held: Held, clause: Clause) -> list[Outlet]:
    """The outlets of the reports cited that the sentence names, in order."""
    found: list[Outlet] = []
    text = held.text
    for source in held.sources:
        for name in names_of_outlet(source):
            for match in re.finditer(rf"\b{re.escape(name)}\b", text[held.span.start : held.span.end]):
                start, end = held.span.start + match.start(), held.span.start + match.end()
                if any(start < one.end and one.start < end for one in found):
                    continue
                places = tuple(i for i, node in enumerate(clause.nodes) if start <= node.token.start < end)
                if places:
                    found.append(Outlet(source, places, start, end))
    return sorted(found, key=lambda one: one.start)


def names_of_outlet(source: Source) -> list[str]:
    """How a draft may call the outlet of a report: whole, by its last word, by its initials; the longest first."""
    outlet = _THE.sub("", source.report.outlet or "")
    words = outlet.split()
    if not words:
        return []
    short = "".join(word[0] for word in words if word[0].isupper())
    return [outlet, *([short] if len(short) > 1 else ()), *([words[-1]] if len(words) > 1 and len(words[-1]) > 3 else ())]
