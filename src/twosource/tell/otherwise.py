"""What other reports have in the place of what a line says: a line that is told alone would hide it."""

import re
from collections.abc import Iterable

from twosource.model.ledger import Side
from twosource.model.report import Cite
from twosource.model.telling import StoryBrief
from twosource.tell.altered import correction
from twosource.tell.upheld import let_stand
from twosource.tell.voice import in_part, opened

#: Of the words that a copy changed or put, the share that a line must have to be told with them.
MOST = 0.8
_WORD = re.compile(r"\w+")


class Otherwise:
    """The other sides of a story's open conflicts, and the words that copies changed, by the words that they stand against."""

    def __init__(self, story: StoryBrief) -> None:
        self._against: list[tuple[Side, Side]] = [
            (side, other)
            for conflict in opened(let_stand(story.conflicts))
            for side in conflict.sides
            for other in conflict.sides
            if other is not side
        ]
        self._against += [(one.from_, corrected) for one in let_stand(story.changes) if (corrected := correction(one)) is not None]
        self._changed = [
            (here, Side(in_part(there.exact), (there,)))
            for one in let_stand(story.alterations)
            for here, there in ((one.to, one.from_), (one.from_, one.to))
        ]

    def __call__(self, text: str, cites: Iterable[Cite]) -> list[Side]:
        """The sides that stand against what a line says of its cites, but for those of a report that is among the cited itself."""
        told = list(cites)
        reports = {cite.report for cite in told}
        found = [other for side, other in self._against if _meet(text, told, side.cites)]
        found += [other for here, other in self._changed if _meet(text, told, (here,)) and _has(text, here.exact)]
        by_words: dict[str, set[Cite]] = {}
        for side in found:
            if not any(cite.report in reports for cite in side.cites):
                by_words.setdefault(side.says, set()).update(side.cites)
        return [Side(says, tuple(sorted(held))) for says, held in by_words.items()]


def _has(text: str, words: str) -> bool:
    """Whether a line has nearly all of the words; a name may stand for another form of it."""
    told, held = _WORD.findall(words.casefold()), frozenset(_WORD.findall(text.casefold()))
    return sum(word in held for word in told) >= MOST * len(told)


def _meet(text: str, some: Iterable[Cite], others: Iterable[Cite]) -> bool:
    """Whether words of the one are words of the other, or stand in the line that is told from the same report."""
    held = list(others)
    return any(
        one.report == other.report and ((one.start < other.end and other.start < one.end) or (" " in other.exact and other.exact in text))
        for one in some
        for other in held
    )
