"""Which words of a report are one mention of somebody: the whole phrase, with the title before the name."""

from collections.abc import Iterable

from twosource.model.claim import Form, Mention
from twosource.model.report import Span


def phrases(text: str, mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """The noun phrases that speak of one entity of a report, in order: "Mayor Aldous Fenn" and "the city of Harrow" are one each.

    An adjective is none: "the Norvikian coast" speaks of a coast.
    """
    found: list[tuple[Span, Form]] = []
    for one in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if one.form is Form.ADJECTIVE:
            continue
        last, form = found[-1] if found else (Span(-1, -1), one.form)
        if one.end <= last.end:
            continue
        if form is Form.DESCRIPTION and one.form is Form.NAME and last.end <= one.start and not text[last.end : one.start].strip():
            found[-1] = (Span(last.start, one.end), Form.NAME)
        else:
            found.append((Span(one.start, one.end), one.form))
    return tuple(span for span, _ in found)
