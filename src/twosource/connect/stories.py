"""Reports to stories: topic first, then episodes of one matter apart by time, or, where dates are wanting, by what they tell of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from twosource.connect.casts import Cast, casts, recast
from twosource.connect.clusters import Groups, halves, joined
from twosource.connect.matters import bound, mean
from twosource.connect.prevailing import Said, obeyed, placed
from twosource.connect.ruled import of_story, told
from twosource.connect.topics import Matrix, likeness, names, terms
from twosource.connect.wording import published
from twosource.model.claim import Annotation
from twosource.model.codec import cluster_id, content_id
from twosource.model.ledger import EntityCluster, Link, Ruling, Story
from twosource.model.report import SILENT, Report
from twosource.model.value import When, WhenType

#: A matter that nobody reports on for longer has ended; what comes after is another episode.
PAUSE = timedelta(days=28)
#: Two halves of a matter are episodes when reports of a half are this many times as alike as reports across, judged by what tells
#: the reports of the matter apart, and each half has this many terms (a name or year among them) that most of it has and hardly any
#: of the other.
APART, TELLING, TELLING_NAMES = 1.9, 5, 1
MOST, HARDLY = 0.6, 0.1
TITLE = 120


class _Matter(NamedTuple):
    """The reports of one matter, how alike each two are, the times and people that each names, and what people say of them."""

    reports: Sequence[Report]
    alike: Matrix
    times: Mapping[str, Sequence[When]]
    casts: Mapping[str, Cast]
    say: Said
    rulings: Sequence[Ruling]


def stories(key: str, records: Sequence[Report | Annotation | EntityCluster | Link | Ruling]) -> Iterable[Story]:
    """The stories of a matter: each report in exactly one that is nobody's parent, and in that one's parent if it has one."""
    del key
    reports = sorted((record for record in records if isinstance(record, Report)), key=lambda report: report.id)
    if not reports:
        return
    times = {record.report: record.times for record in records if isinstance(record, Annotation)}
    alike = likeness([terms(report) for report in reports])
    say = placed(records, {report.id: i for i, report in enumerate(reports)})
    matter = _Matter(reports, alike, times, casts(reports, records), say, [record for record in records if isinstance(record, Ruling)])
    yield from _told(matter, bound([report.id for report in reports], records))


def _within(groups: Groups, chosen: Sequence[int]) -> Groups:
    place = {i: at for at, i in enumerate(chosen)}
    return [[place[i] for i in group] for group in groups if group[0] in place]


def _told(matter: _Matter, bound: Groups) -> Iterable[Story]:
    """One matter as its story, or as episodes under a parent."""
    reports = matter.reports
    episodes = obeyed(_episodes(matter, bound), matter.say, bound, mean(matter.alike))
    everything = list(range(len(reports)))
    parent = None
    if len(episodes) > 1:
        parent = content_id("story", "parent", *sorted(report.id for report in reports))
        yield _story(parent, matter, everything, None)
    for episode in episodes:
        identity = cluster_id("story", (reports[i].id for i in episode))
        yield _story(identity, matter, episode, parent)


def _episodes(matter: _Matter, bound: Groups) -> Groups:
    """Dated reports apart by a pause; undated ones by words and people, in the likest run; one run of days is never parted."""
    reports, alike = matter.reports, matter.alike
    runs = _runs(reports)
    run_of = {i: number for number, run in enumerate(runs) for i in run}
    undated = len(run_of) < len(reports)
    kept: Groups = [*runs, *bound]
    parted = _parted(reports, bound) if undated else []
    for part in (piece for whole in parted for piece in recast(whole, reports, matter.casts, kept, alike)):
        dated = [i for i in part if i in run_of]
        if not dated:
            kept.append(part)
        for i in part:
            if dated and i not in run_of:
                kept.append([i, max(dated, key=lambda other: (alike[i, other], reports[other].id))])
    return sorted(joined(len(reports), kept))


def _runs(reports: Sequence[Report]) -> Groups:
    """The dated reports in runs with no long pause."""
    dated = sorted((when.earliest, i) for i, report in enumerate(reports) if (when := published(report)))
    runs: Groups = []
    last = None
    for moment, i in dated:
        if last is None or moment - last > PAUSE:
            runs.append([])
        runs[-1].append(i)
        last = moment
    return runs


def _parted(reports: Sequence[Report], bound: Groups) -> Groups:
    """The reports in as few parts as their vocabularies leave together; copies count as one report."""
    waiting, kept = [bound], []
    while waiting:
        one, other = _apart(reports, waiting.pop())
        if other:
            waiting += [one, other]
        else:
            kept.append([i for group in one for i in group])
    return kept


def _apart(reports: Sequence[Report], groups: Groups) -> tuple[Groups, Groups]:
    """Two halves with little in common but what all the matter shares; the second is empty when it does not fall in two."""
    if len(groups) < 4:
        return groups, []
    members = [i for group in groups for i in group]
    group_of = [number for number, group in enumerate(groups) for _ in group]
    found = [terms(reports[i]) for i in members]
    alike = likeness(found, background=0.0)
    one, other = halves(alike, _within(groups, members))
    if min(len({group_of[i] for i in half}) for half in (one, other)) < 2:
        return groups, []
    # two copies are alike because they are copies, which tells nothing of the half that they stand in
    within = [alike[i, j] for half in (one, other) for i in half for j in half if group_of[i] != group_of[j]]
    if np.mean(within) < APART * alike[np.ix_(one, other)].mean():
        return groups, []
    proper = names(found)
    for half, rest in ((one, other), (other, one)):
        here = Counter(root for i in half for root in found[i].counts)
        there = Counter(root for i in rest for root in found[i].counts)
        telling = [root for root, count in here.items() if count >= max(2, MOST * len(half)) and there[root] <= HARDLY * len(rest)]
        if len(telling) < TELLING or len(proper.intersection(telling)) < TELLING_NAMES:
            return groups, []
    first = {group_of[i] for i in one}
    return [group for number, group in enumerate(groups) if number in first], [
        group for number, group in enumerate(groups) if number not in first
    ]


#: Of how like the rest the report most like them is, what another must be to name the story.
NEARLY = 0.7


def _story(identity: str, matter: _Matter, chosen: Sequence[int], parent: str | None) -> Story:
    reports, alike, times = matter.reports, matter.alike, matter.times
    central = _heading(reports, {i: round(float(alike[i, chosen].sum()), 6) for i in chosen})
    days = sorted(day for i in chosen if (day := _day(reports[i], times.get(reports[i].id, ()))))
    inside = tuple(sorted(reports[i].id for i in chosen))
    said = told(of_story(matter.rulings, identity, inside))
    return Story(
        id=identity,
        title=said.name or _title(reports[central]),
        reports=inside,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        parent=parent,
        ruled=said.ruled,
    )


def _heading(reports: Sequence[Report], likeness_of: Mapping[int, float]) -> int:
    """The report that a story is named by: of those nearly as like all as any the latest, since a first day's toll is soon out of date."""
    most = max(likeness_of.values())
    near = [i for i, value in likeness_of.items() if value >= NEARLY * most]
    return max(near, key=lambda i: (reports[i].headline is not None, (reports[i].published or "")[:10], likeness_of[i], reports[i].id))


def _day(report: Report, times: Sequence[When]) -> str | None:
    """The day a report came out, or the last day that it names with its year."""
    if report.published:
        return report.published[:10]
    full = [
        time.value for time in times if time.type is WhenType.DATE and time.value and len(time.value) == 10 and time.value[:4].isdigit()
    ]
    return max(full, default=None)


def _title(report: Report) -> str:
    """The headline, or the opening words of the report."""
    if report.headline:
        return report.headline
    opening = next((report.text[passage.start : passage.end] for passage in report.passages if passage.kind not in SILENT), "")
    words = " ".join(opening.split())
    return words if len(words) <= TITLE else words[:TITLE].rpartition(" ")[0] + " …"
