"""A briefing as one HTML file."""

import functools
from collections.abc import Mapping, Sequence
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from twosource.model.claim import Annotation
from twosource.model.ledger import Standing
from twosource.model.report import Report
from twosource.model.telling import Briefing, StoryBrief
from twosource.tell import dates, voice
from twosource.tell.export import figures, view
from twosource.tell.export.passages import anchor, crossing, passage_markup

#: Sections of the ledger in the order a desk reads them: heading, standings, what to say when there is none.
LEDGER = (
    ("Borne out by more than one origin", (Standing.CORROBORATED,), "Nothing that is said here comes from two independent origins."),
    ("Disputed", (Standing.DISPUTED,), ""),
    ("Resting on one origin", (Standing.SINGLE_ORIGIN,), "Nothing here rests on one known origin alone."),
    (
        "Unverified or denied, say the reports",
        (Standing.UNVERIFIED, Standing.DENIED),
        "No report calls a claim unverified or denied.",
    ),
    ("Origin not established", (Standing.ORIGIN_NOT_ESTABLISHED,), ""),
)


def page(briefing: Briefing, reports: Sequence[tuple[Report, Annotation]]) -> str:
    """The page of FORMATS' `brief`: its own CSS, no outside request, every cite leading to the words in its report."""
    at = view.desk(briefing, reports)
    cited = view.cited(at)
    crossed = [anchor(at.number_of[key], span) for key, runs in cited.items() for span in crossing(at.known[key][0], runs)]
    return (
        _templates()
        .get_template("page.html.j2")
        .render(
            at=at,
            briefing=briefing,
            finest=voice.finest(briefing),
            parents={story.id: story for story in briefing.stories},
            css=Markup(_text("page.css")),  # noqa: S704 - our own file
            crossed=crossed,
            ledger=LEDGER,
            passage=lambda key: passage_markup(at.known[key][0], at.number_of[key], cited.get(key, ())),
            report_by_id={report.id: report for report in briefing.reports},
            dates=dates,
            voice=voice,
            view=view,
            rows=lambda story: figures.rows(story, at.known, at.number_of),
            story_of=_story_of(briefing),
        )
    )


def _story_of(briefing: Briefing) -> Mapping[str, StoryBrief]:
    return {report: story for story in voice.finest(briefing) for report in story.reports}


@functools.cache
def _templates() -> Environment:
    return Environment(loader=FunctionLoader(_text), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


def _text(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
