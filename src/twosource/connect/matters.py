"""Which reports are of one matter: by what weighs most in them, two at a time, so that a new report asks only those that it may be like."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from math import fsum, log, sqrt

import numpy as np

from twosource.connect.clusters import Groups, averaged
from twosource.connect.prevailing import MADE, Near, kept, obeyed, placed, prevailing
from twosource.connect.topics import Matrix, Terms, terms
from twosource.connect.wording import published, window
from twosource.lang import language
from twosource.model.codec import cluster_id, content_id
from twosource.model.ledger import Judgement, Link, LinkKind, Matter, Sketch
from twosource.model.report import Report

#: Likeness of two reports from which a link joins them, and mean likeness of reports so joined from which they are of one matter.
LINK, MATTER = 0.36, 0.31
#: Two that came out within two days of each other are joined by less, and the more it takes from there to a week: short reports of one
#: event share few words. The mean of all that are so joined still has its say. Chosen on 367 invented stories (`eval/short`), of which
#: two and two are look-alikes of the same days.
LINK_NEAR, NEAR_DAYS = 0.2, (2.0, 7.0)
#: A name or a year weighs more than a word.
NAME = 2.5
#: A running matter shares fewer words from day to day than two look-alikes do years apart: reports of one day are so much more alike
#: than their words say, and the less the more days lie between, up to a bound; and once more for those of a few days.
NEARNESS = ((1.0, 30), (0.5, 5))
#: A report is known by so many of its heaviest terms, and held against those that share two of its very heaviest.
KEPT, HEAVIEST = 40, 12
#: Two terms that more reports share tell nothing of any two of them.
CROWD = 150
#: Links that may keep two reports in one matter.
JOINING = MADE | {LinkKind.SAME_MATTER}


def sketch(report: Report) -> Iterable[Sketch]:
    """The heaviest terms of a report, by how rare each is in news at large, as a vector of length one; none for a report without words."""
    found = _weighed(terms(report))
    kept = sorted(found.items(), key=lambda term: (-term[1], term[0]))[:KEPT]
    length = sqrt(fsum(weight * weight for _, weight in kept))
    if length > 0:
        yield Sketch(
            id=content_id("sketch", report.id),
            report=report.id,
            terms=tuple((term, round(weight / length, 6)) for term, weight in kept),
            published=report.published,
        )


def _weighed(found: Terms) -> Mapping[str, float]:
    """What each term weighs, by its report and the background alone: no other report of the desk has a say, so none can move a story."""
    background = language("en").background
    weights = {}
    for term, count in found.counts.items():
        rarity = log((background.reports + 1) / (background.stems.get(term, 0) + 1))
        proper = found.named.get(term, 0) > 2 * found.plain.get(term, 0)
        weights[term] = (1 + log(count)) * max(0.0, rarity) * (NAME if proper else 1.0)
    return weights


def sketch_keys(one: Sketch) -> Iterable[str]:
    """Every two of the heaviest terms: reports of one matter share two at least."""
    for left, right in itertools.combinations(sorted(term for term, _ in one.terms[:HEAVIEST]), 2):
        yield f"{left} {right}"


def alike(key: str, sketches: Sequence[Sketch]) -> Iterable[Link]:
    """A link for every two reports that are alike enough, the same whatever key brought them together."""
    del key
    for one, other in itertools.combinations(sorted(sketches, key=lambda one: one.report), 2):
        weights = dict(other.terms)
        shared = [(term, weight * weights[term]) for term, weight in one.terms if term in weights]
        score = round(fsum(product for _, product in shared), 4)
        if score >= LINK_NEAR and score >= _least(one, other):
            most = ", ".join(term for term, _ in sorted(shared, key=lambda term: (-term[1], term[0]))[:5])
            yield Link(
                id=content_id("link", LinkKind.SAME_MATTER, one.report, other.report),
                kind=LinkKind.SAME_MATTER,
                left=one.report,
                right=other.report,
                judgement=Judgement.POSITIVE,
                score=score,
                reasons=(f"both are about {most}",),
            )


def _least(one: Sketch, other: Sketch) -> float:
    """How alike two reports must be to be linked."""
    left, right = window(one.published), window(other.published)
    if left is None or right is None:
        return LINK
    soon, late = NEAR_DAYS
    days = abs((left.earliest - right.earliest) / timedelta(days=1))
    return LINK_NEAR + (LINK - LINK_NEAR) * min(1.0, max(0.0, (days - soon) / (late - soon)))


def matter_keys(record: Report | Sketch | Link) -> Iterable[str]:
    """The reports that a record is of, both of a link that may keep them in one matter, the first of one that keeps them apart."""
    if isinstance(record, Report):
        return (record.id,)
    if isinstance(record, Sketch):
        return (record.report,)
    if record.kind not in JOINING:
        return ()
    if record.judgement is Judgement.POSITIVE:
        return (record.left, record.right)
    return (record.left,) if record.by is not None else ()


def matters(key: str, records: Sequence[Report | Sketch | Link]) -> Iterable[Matter]:
    """Reports that links join, apart again where their mean likeness is too small; each report is in exactly one matter.

    Reports that a person says are of one matter bring theirs together; those that a person says are not are in two.
    """
    del key
    found = sorted((record for record in records if isinstance(record, Report)), key=lambda report: report.id)
    reports = [report.id for report in found]
    at = {report: i for i, report in enumerate(reports)}
    terms_of = {record.report: record.terms for record in records if isinstance(record, Sketch)}
    likeness = _timely(_likeness([terms_of.get(report, ()) for report in reports]), found)
    say = placed(records, at)
    copies = bound(reports, records)
    for group in obeyed(averaged(likeness, MATTER, copies, say.apart), say, copies, mean(likeness)):
        members = tuple(reports[i] for i in group)
        yield Matter(id=cluster_id("matter", members), reports=members)


def bound(reports: Sequence[str], records: Sequence[object]) -> Groups:
    """Reports, by their place, that are copies of one another, unless a person says that they are of two matters."""
    at = {report: i for i, report in enumerate(reports)}
    pairs = [
        (at[link.left], at[link.right])
        for link in sorted(prevailing(records), key=lambda link: link.id)
        if link.judgement is Judgement.POSITIVE and link.left in at and link.right in at
    ]
    return kept(len(reports), pairs, placed(records, at).apart)


def mean(alike: Matrix) -> Near:
    """How alike some reports are to others, on average."""
    return lambda some, others: round(float(alike[np.ix_(some, others)].mean()), 6)


def _likeness(sketches: Sequence[Sequence[tuple[str, float]]]) -> Matrix:
    """The cosine of every two."""
    column = {term: i for i, term in enumerate(sorted({term for one in sketches for term, _ in one}))}
    vectors = np.zeros((len(sketches), max(1, len(column))), dtype=np.float64)
    for row, one in enumerate(sketches):
        for term, weight in one:
            vectors[row, column[term]] = weight
    return np.round(vectors @ vectors.T, 6)  # the last digits differ with the order of summing, and no cluster may hang on those


def _timely(alike: Matrix, reports: Sequence[Report]) -> Matrix:
    """The likeness of every two with what the days between them say; of an undated report they say nothing."""
    came = [when.earliest.timestamp() / 86_400 if (when := published(report)) else np.nan for report in reports]
    apart = np.abs(np.subtract.outer(came, came))
    more = np.zeros_like(alike)
    for share, days in NEARNESS:
        more += share * np.clip(np.nan_to_num(1 - apart / days), 0.0, 1.0)
    timely: Matrix = np.minimum(alike * (1 + more), 1.0)
    return np.round(timely, 6)
