"""A briefing as Markdown with `[n]` citations."""

from twosource.model.telling import Briefing


def markdown(briefing: Briefing) -> str:
    """The briefing with `[n]` citations and a reference list, as the audit reads them."""
    del briefing
    return ""
