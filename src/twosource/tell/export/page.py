"""A briefing as one HTML file."""

import functools
from collections.abc import Mapping, Sequence
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from twosource.model.claim import Annotation
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import Briefing
from twosource.tell import dates, revisions, voice
from twosource.tell.export import beside, figures, sections, view, voices
from twosource.tell.export.emphasis import side_quotes
from twosource.tell.export.grounds import Grounds
from twosource.tell.export.passages import anchor, blocks, crossing
from twosource.tell.upheld import left_out, upheld


def page(briefing: Briefing, reports: Sequence[tuple[Report, Annotation]]) -> str:
    """The page of FORMATS' `brief`: its own CSS, no outside request, every cite leading to the words in its report."""
    rejected = left_out(briefing)
    briefing = upheld(briefing)
    at = view.desk(briefing, reports)
    cited = view.cited(at)
    notes = beside.notes(at)
    crossed = [
        anchor(at.number_of[key], span) for key, runs in cited.items() if key in at.known for span in crossing(at.known[key][0], runs)
    ]
    text = (
        _templates()
        .get_template("page.html.j2")
        .render(
            at=at,
            briefing=briefing,
            finest=voice.finest(briefing),
            parents={story.id: story for story in briefing.stories},
            css=Markup(_text("page.css")),  # noqa: S704 - our own file
            crossed=crossed,
            rejected=rejected,
            blocks=lambda key: blocks(at.known[key][0], at.number_of[key], cited.get(key, ())),
            notes=lambda key, spans: _notes(notes.get(key, {}), spans),
            grounds=lambda story: Grounds(story, at),
            rows=lambda story: figures.rows(story, at),
        )
    )
    return text.encode("utf-8", "replace").decode()


def _notes(held: Mapping[Span, Sequence[beside.Note]], spans: Sequence[Span]) -> list[beside.Note]:
    return [note for span in dict.fromkeys(spans) for note in held.get(span, ())]


def _whole(cite: Cite) -> Span:
    """All of the cited words: in a changed copy they are the change."""
    return Span(0, len(cite.exact))


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: a page of the web and nothing else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


@functools.cache
def _templates() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_text), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.globals.update(dates=dates, voice=voice, view=view, voices=voices, sections=sections)
    environment.globals.update(revisions=revisions.revisions, side_quotes=side_quotes, whole=_whole, web_address=web_address)
    return environment


def _text(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
