"""Why a line stands as it does: which of its reports share an origin, and on what ground."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twosource.model.claim import Verification
from twosource.model.ledger import Conflict, Entry, Ground, Origin, Standing
from twosource.model.telling import StoryBrief
from twosource.tell.export.view import Desk
from twosource.tell.voice import reports_listed, standing_words

#: Grounds named for one origin; the section on shared origins has them all.
MOST = 3


class Shared(NamedTuple):
    """Reports of one line that go back to one place."""

    numbers: Sequence[int]
    origin: str
    grounds: Sequence[Ground]


class Grounds:
    """The origins of one story, by report and by claim."""

    def __init__(self, story: StoryBrief, at: Desk) -> None:
        self.story = story.id
        self._at = at
        self._by_report = {report: origin for origin in story.origins for report in origin.reports}
        self._by_claim = {claim: origin for origin in story.origins for claim in origin.claims}

        self._in_conflict: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in story.conflicts:
            for entry in conflict.entries:
                self._in_conflict[entry].append(conflict)

    def conflicts(self, entry: Entry) -> Sequence[Conflict]:
        """What the line is disputed in."""
        return self._in_conflict.get(entry.id, ())

    def shared(self, entry: Entry) -> list[Shared]:
        """The origins that two or more reports of the line have in common."""
        reports = {cite.report for cite in entry.cites}
        behind: dict[str, set[str]] = defaultdict(set)
        origin_of: dict[str, Origin] = {}
        pairs = [(self._by_report.get(report), report) for report in reports]
        pairs += [(self._by_claim.get(claim), self._at.report_of_claim.get(claim, "")) for claim in entry.claims]
        for origin, report in pairs:
            if origin is not None and report in reports:
                origin_of[origin.id] = origin
                behind[origin.id].add(report)
        found = [
            Shared(self._at.numbers_of(inside), origin_of[key].id, _for(origin_of[key], inside)[:MOST])
            for key, inside in behind.items()
            if len(inside) > 1
        ]
        return sorted(found)

    def alone(self, entry: Entry, shared: Iterable[Shared]) -> list[int]:
        """Reports of a line of several that share their origin with none of the others; none where fewer origins were counted than that."""
        shared = list(shared)
        joined = {number for one in shared for number in one.numbers}
        every = self._at.numbers_of(cite.report for cite in entry.cites)
        left = [number for number in every if number not in joined]
        return left if len(every) > 1 and len(left) + len(shared) <= len(entry.origins) else []

    def standing(self, entry: Entry) -> str:
        """The standing in words; who says that a claim is unverified is named."""
        if entry.standing is not Standing.UNVERIFIED:
            return standing_words(entry)
        claims = set(entry.claims)
        reports = {self._at.report_of_claim[claim] for claim in claims if claim in self._at.report_of_claim}
        saying = [report for report in reports if _doubts(self._at, report, claims)]
        if not saying:
            return standing_words(entry)
        return f"unverified ({'says' if len(saying) == 1 else 'say'} {reports_listed(self._at.numbers_of(saying))})"


def _for(origin: Origin, inside: set[str]) -> list[Ground]:
    """The grounds that concern these reports, those about most of them first; grounds without words concern all."""
    held = [ground for ground in origin.why if not ground.cites or any(cite.report in inside for cite in ground.cites)]
    return sorted(held, key=lambda ground: -len({cite.report for cite in ground.cites} & inside))


def _doubts(at: Desk, report: str, claims: set[str]) -> bool:
    _, annotation = at.known[report]
    return any(
        claim.id in claims
        and claim.statement is not None
        and annotation.statements[claim.statement].verification is Verification.UNVERIFIED
        for claim in annotation.claims
    )
