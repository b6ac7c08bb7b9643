"""What is said to have happened or to be ahead, in order of time."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from twosource.model.claim import Annotation, Claim
from twosource.model.ledger import Dossier, Entry
from twosource.model.report import Cite, PassageKind, Report, Span
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
#: What stands before a time up to which something goes on, by which it is to be, or since which it has been.
_LIMIT = re.compile(
    r"\b(?P<word>since|until|till|through|up to|by|before|no later than)\s+"
    r"(?:(?:the\s+)?(?:end|close|start|middle)\s+of\s+|the\s+|late\s+|early\s+)*$",
    re.IGNORECASE,
)
_LIMITS = {"until": "until", "till": "until", "through": "until", "up to": "until", "by": "by", "no later than": "by", "before": "by"}
_BEFORE = 32
_NOW = "PRESENT_REF"
#: A title says again what stands below it, and of no day but its own.
_TITLES = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEADING})


class _Dated(NamedTuple):
    """One time that a report gives for one ledger line."""

    days: float
    earliest: str
    latest: str
    published: str
    cite: Cite
    certain: bool
    words: str
    limit: str


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
    return tuple(sorted(_once(moments), key=lambda moment: (moment.earliest or "", moment.latest or "", moment.text, moment.entry or "")))


def _once(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Of lines of one wording one: at the time of what the sentence tells first, with what is cited for that time."""
    by_text: dict[str, list[Moment]] = defaultdict(list)
    for moment in moments:
        by_text[moment.text].append(moment)
    for alike in by_text.values():
        first = min(alike, key=lambda moment: (min(cite.start for cite in moment.cites), moment.earliest or "", moment.entry or ""))
        same = [moment for moment in alike if (moment.earliest, moment.latest, moment.limit) == (first.earliest, first.latest, first.limit)]
        yield msgspec.structs.replace(first, cites=tuple(sorted({cite for moment in same for cite in moment.cites})))


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
            limit=first.limit,
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
    limit = _LIMITS.get(_limit(report, when), "")
    if limit == "by" and (when.latest or "") <= (report.published or ""):
        limit = ""  # "had been moved out by noon"
    words = " ".join(report.text[when.start : when.end].split())
    return _Dated(
        _days(when),
        when.earliest or "",
        when.latest or "",
        report.published or "9999",
        report.cite(claim.start, claim.end),
        when.value is not None and when.value[:1].isdigit(),
        shortened(words, 60),
        limit,
    )


def _limit(report: Report, when: When) -> str:
    """What is said before a time, where it is a limit: "since", "until"; in lower case."""
    found = _LIMIT.search(report.text, max(0, when.start - _BEFORE), when.start)
    return found["word"].lower() if found is not None else ""


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
    titles = [Span(passage.start, passage.end) for passage in report.passages if passage.kind in _TITLES]
    for when in _bounded(annotation.times):
        if _limit(report, when) == "since" or any(title.start <= when.start < title.end for title in titles):
            continue  # what has been since a day is told of today
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
    """Times that bound something; a duration or a habit bounds nothing, and "now" is when a report came out."""
    points = [
        when for when in times if when.type in {WhenType.DATE, WhenType.TIME} and when.earliest and when.latest and when.value != _NOW
    ]
    return [when for when in points if _days(when) <= WIDEST]


def _sentence(sentences: Sequence[Span], start: int, end: int) -> Span:
    at = bisect_right(sentences, (start, float("inf"))) - 1
    return sentences[at] if at >= 0 and sentences[at].end >= end else Span(start, end)


def _days(when: When) -> float:
    first, last = (datetime.fromisoformat(iso) for iso in (when.earliest or "", when.latest or ""))
    return (last - first).total_seconds() / 86400
