"""What other reports have in the place of what a line says: a line that is told alone would hide it."""

from collections.abc import Iterable

from twosource.model.ledger import Side
from twosource.model.report import Cite
from twosource.model.telling import StoryBrief
from twosource.tell.upheld import let_stand
from twosource.tell.voice import opened


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
        self._against += [(Side(one.to.exact, (one.to,)), Side(one.from_.exact, (one.from_,))) for one in let_stand(story.alterations)]

    def __call__(self, text: str, cites: Iterable[Cite]) -> list[Side]:
        """The sides that stand against what a line says of its cites, but for those of a report that is among the cited itself."""
        told = list(cites)
        reports = {cite.report for cite in told}
        found = (
            other
            for side, other in self._against
            if _meet(text, told, side.cites) and not any(cite.report in reports for cite in other.cites)
        )
        return list({(side.says, side.cites): side for side in found}.values())


def _meet(text: str, some: Iterable[Cite], others: Iterable[Cite]) -> bool:
    """Whether words of the one are words of the other, or stand in the line that is told from the same report."""
    held = list(others)
    return any(
        one.report == other.report and ((one.start < other.end and other.start < one.end) or (" " in other.exact and other.exact in text))
        for one in some
        for other in held
    )
