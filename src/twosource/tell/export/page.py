"""A briefing as one HTML file."""

import functools
from collections.abc import Mapping, Sequence

from jinja2 import Environment
from markupsafe import Markup

from twosource.model.claim import Annotation
from twosource.model.report import Cite, Report, Span
from twosource.model.telling import Briefing
from twosource.tell import dates, revisions, voice
from twosource.tell.export import beside, figures, sections, view, voices
from twosource.tell.export.emphasis import side_quotes
from twosource.tell.export.grounds import Grounds
from twosource.tell.export.passages import anchor, blocks, crossing
from twosource.tell.export.templating import environment, own_text, web_address
from twosource.tell.upheld import left_out, readable, upheld


def page(briefing: Briefing, reports: Sequence[tuple[Report, Annotation]]) -> str:
    """The page of FORMATS' `brief`: its own CSS, no outside request, every cite leading to the words in its report."""
    rejected = left_out(briefing)
    cited = view.cited(view.desk(upheld(briefing), reports))
    briefing = readable(briefing)
    at = view.desk(briefing, reports)
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
            css=Markup(own_text("page.css")),  # noqa: S704 - our own file
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


@functools.cache
def _templates() -> Environment:
    return environment(
        dates=dates,
        voice=voice,
        view=view,
        voices=voices,
        sections=sections,
        web_address=web_address,
        revisions=revisions.revisions,
        side_quotes=side_quotes,
        whole=_whole,
    )
