"""Whom a report has a claim from: another outlet of the story that its words name, "the Messenger saw a broken seal"."""

import re
from collections.abc import Mapping, Sequence

from twosource.connect.scene import Saying, Scene, passage_at
from twosource.model.report import Report

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
#: A shorter last word of an outlet's name may be any word: "the Day".
_SHORTEST = 4


def credited(scene: Scene, sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    """The claims of one line, each that is had from the outlet of another leaning on it: it is no second telling."""
    reports = {saying.report.id: saying.report for saying in sayings}
    if len(reports) < 2:
        return tuple(sayings)
    forms = {key: _forms(report) for key, report in reports.items()}
    return tuple(_leaning(scene, saying, reports, forms) for saying in sayings)


def _leaning(scene: Scene, saying: Saying, reports: Mapping[str, Report], forms: Mapping[str, re.Pattern[str] | None]) -> Saying:
    if saying.leans_on is not None:
        return saying
    for key in sorted(reports):
        form = forms[key]
        if form is None or not _earlier(reports[key], saying.report) or scene.teller_of[key] == scene.teller_of[saying.report.id]:
            continue
        if form.search(_around(saying)):
            return saying._replace(leans_on=key)
    return saying


def _around(saying: Saying) -> str:
    """The sentences that the claim and its source stand in, within one passage."""
    text = saying.report.text
    passage = passage_at(saying.report, saying.claim.start)
    spans = [saying.sentence, *(saying.statement.source if saying.statement is not None else ())]
    inside = [span for span in spans if passage.start <= span.start < passage.end] or [saying.sentence]
    return text[min(span.start for span in inside) : max(span.end for span in inside)]


def _earlier(one: Report, other: Report) -> bool:
    return one.id != other.id and (not one.published or not other.published or one.published <= other.published)


def _forms(report: Report) -> re.Pattern[str] | None:
    """The outlet's name, and its last word after "the"."""
    name = _ARTICLE.sub("", report.outlet or "", count=1).strip() if (report.outlet or "").lower().startswith("the ") else report.outlet
    if not name:
        return None
    last = name.split()[-1]
    short = rf"|\b[Tt]he\s+{re.escape(last)}\b" if last != name and len(last) >= _SHORTEST else ""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w){short}")
