"""What is said to have happened or to be ahead, in order of time."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from twosource.model.claim import Annotation, Claim
from twosource.model.ledger import Dossier, Entry
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import Moment
from twosource.model.value import When, WhenType
from twosource.tell.voice import sentence, shortened

#: A time wider than this many days says "recently" or "in 2014", not when something happened in the running story.
WIDEST = 45
#: Characters of a line.
LONGEST = 400
#: Of a line's words, the share that a report may have fewer than another and still be one that the line is told from.
_LESS = 0.02
_WORD = re.compile(r"\w+")


class _Dated(NamedTuple):
    """One time that a report gives for one ledger line."""

    days: float
    earliest: str
    latest: str
    published: str
    cite: Cite
    certain: bool
    words: str


def timeline(dossiers: Sequence[Dossier], entries: Sequence[Entry]) -> tuple[Moment, ...]:
    """One line for each dated ledger line, earliest first; times of it that overlap are one line, at the narrowest of them."""
    entry_of = {claim: entry for entry in entries for claim in entry.claims}
    dated: dict[str, list[_Dated]] = defaultdict(list)
    by_id = {entry.id: entry for entry in entries}
    for dossier in dossiers:
        for entry_id, one in _dated(dossier, entry_of):
            dated[entry_id].append(one)
    report_by_id = {report.id: report for dossier in dossiers for report in dossier.reports}
    moments = [
        moment
        for entry_id, times in dated.items()
        for moment in _moments(by_id[entry_id], sorted(times), _telling(by_id[entry_id], report_by_id))
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.earliest or "", moment.latest or "", moment.text, moment.entry or "")))


def _moments(entry: Entry, times: Sequence[_Dated], telling: Sequence[Cite]) -> Iterator[Moment]:
    """The line at its narrowest time; a time that does not overlap it is another line.

    A line is not told at a time beside that of its own words; where these give none, the report that they are from is cited too.
    """
    left = list(times)
    tellers = {cite.report for cite in telling}
    own = any(one.cite.report in tellers for one in times)
    while left:
        first = left[0]
        joined = [one for one in left if one.earliest < first.latest and first.earliest < one.latest]
        left = [one for one in left if one not in joined]
        if own and not any(one.cite.report in tellers for one in joined):
            continue
        yield Moment(
            earliest=first.earliest,
            latest=first.latest,
            certain=first.certain,
            text=shortened(sentence(entry.text), LONGEST),
            cites=tuple(sorted({*(one.cite for one in joined), *([] if own else telling[:1])})),
            words=first.words,
            entry=entry.id,
        )


def _dated(dossier: Dossier, entry_of: Mapping[str, Entry]) -> Iterator[tuple[str, _Dated]]:
    report_by_id = {report.id: report for report in dossier.reports}
    for annotation in dossier.annotations:
        report = report_by_id[annotation.report]
        for claim, when in _times_of_claims(report, annotation).items():
            entry = entry_of.get(claim.id)
            if entry is not None:
                yield entry.id, _one(report, claim, when)


def _one(report: Report, claim: Claim, when: When) -> _Dated:
    words = " ".join(report.text[when.start : when.end].split())
    certain = when.value is not None and when.value[:1].isdigit()
    return _Dated(
        _days(when),
        when.earliest or "",
        when.latest or "",
        report.published or "9999",
        report.cite(claim.start, claim.end),
        certain,
        shortened(words, 60),
    )


def _telling(entry: Entry, report_by_id: Mapping[str, Report]) -> list[Cite]:
    """Of the cites of a ledger line, those in whose sentences it is told: a copy has the words too, another report only the matter."""
    words = frozenset(_WORD.findall(entry.text.casefold()))
    shares = {cite: _share(words, report_by_id[cite.report], cite) for cite in entry.cites if cite.report in report_by_id}
    most = max(shares.values(), default=0.0)
    return sorted(cite for cite, share in shares.items() if share >= most - _LESS)


def _share(words: frozenset[str], report: Report, cite: Cite) -> float:
    start, end = _sentence(report.sentences, cite.start, cite.start).start, _sentence(report.sentences, cite.end - 1, cite.end).end
    return len(words.intersection(_WORD.findall(report.text[start:end].casefold()))) / max(1, len(words))


def _times_of_claims(report: Report, annotation: Annotation) -> dict[Claim, When]:
    """The narrowest time of each claim: one in its own words, else one in the words around it that say when it was said."""
    own: dict[Claim, When] = {}
    said: dict[Claim, When] = {}
    claims = sorted(annotation.claims, key=lambda claim: (claim.start, claim.end))
    starts = [claim.start for claim in claims]
    for when in _bounded(annotation.times):
        around = _sentence(report.sentences, when.start, when.end)
        near = claims[bisect_left(starts, around.start) : bisect_left(starts, around.end)]
        holding = [claim for claim in near if claim.start <= when.start and when.end <= claim.end]
        if holding:
            _keep(own, min(holding, key=lambda claim: claim.end - claim.start), when)
        elif near:
            _keep(said, near[0], when)
    return said | own


def _keep(found: dict[Claim, When], claim: Claim, when: When) -> None:
    if claim not in found or _days(when) < _days(found[claim]):
        found[claim] = when


def _bounded(times: Iterable[When]) -> list[When]:
    """Times that bound something; a duration or a habit bounds nothing."""
    points = [when for when in times if when.type in {WhenType.DATE, WhenType.TIME} and when.earliest and when.latest]
    return [when for when in points if _days(when) <= WIDEST]


def _sentence(sentences: Sequence[Span], start: int, end: int) -> Span:
    at = bisect_right(sentences, (start, float("inf"))) - 1
    return sentences[at] if at >= 0 and sentences[at].end >= end else Span(start, end)


def _days(when: When) -> float:
    first, last = (datetime.fromisoformat(iso) for iso in (when.earliest or "", when.latest or ""))
    return (last - first).total_seconds() / 86400
