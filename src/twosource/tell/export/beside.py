"""What stands beside a passage: what other reports say of the same thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from twosource.model.ledger import Conflict, Entry
from twosource.model.report import Cite, Span
from twosource.tell.export.passages import anchor
from twosource.tell.export.view import Desk, Link
from twosource.tell.voice import finest, shortened

#: Other reports named in one note, and quoted in it.
MOST, QUOTED = 8, 2
#: Characters of the words that a note is about, and of another report's words.
ABOUT, WORDS = 44, 150


class Note(NamedTuple):
    """What others say of some words: those that say the same, or those that say otherwise."""

    about: str
    href: str
    how: str
    links: Sequence[Link]
    more: int
    quotes: Sequence[tuple[str, Sequence[Link]]]


def notes(at: Desk) -> Mapping[str, Mapping[Span, Sequence[Note]]]:
    """Notes by report and by the words they are about."""
    found: dict[str, dict[Span, list[Note]]] = defaultdict(lambda: defaultdict(list))
    for story in finest(at.briefing):
        for conflict in story.conflicts:
            _differing(conflict, at, found)
        for one in story.alterations:
            for cite, other, how in ((one.from_, one.to, "changed in a copy"), (one.to, one.from_, "not so in the original")):
                note = _note(cite, at.link(cite).href, [], 0, how)
                found[cite.report][Span(cite.start, cite.end)].append(note._replace(quotes=[(other.exact, [at.link(other)])]))
        for entry in story.entries:
            _same(entry, at, found)
    return found


def _same(entry: Entry, at: Desk, found: Mapping[str, Mapping[Span, list[Note]]]) -> None:
    """Each report's first words of the line, with the other reports that have it."""
    links = at.marks(entry.cites)
    if len(links) < 2:
        return
    cite_of = {f"#{anchor(at.number_of[cite.report], Span(cite.start, cite.end))}": cite for cite in entry.cites}
    shown = links[: MOST + 1]
    for link in links:
        others = [other for other in shown if other.number != link.number][:MOST]
        cite = cite_of[link.href]
        note = _note(cite, link.href, others, len(links) - 1 - len(others), "also in")
        found[cite.report][Span(cite.start, cite.end)].append(note._replace(quotes=_worded_otherwise(cite, others)))


def _worded_otherwise(cite: Cite, others: Sequence[Link]) -> Sequence[tuple[str, Sequence[Link]]]:
    """Others' words, where they are not the same words."""
    by_words: dict[str, list[Link]] = {}
    seen = {_plain(cite.exact)}
    for other in others:
        if _plain(other.exact) not in seen:
            seen.add(_plain(other.exact))
            by_words[shortened(other.exact, WORDS)] = [other]
    return list(by_words.items())[:QUOTED]


def _differing(conflict: Conflict, at: Desk, found: Mapping[str, Mapping[Span, list[Note]]]) -> None:
    marks = [at.marks(side.cites) for side in conflict.sides]
    for place, side in enumerate(conflict.sides):
        others = [other for other in range(len(conflict.sides)) if other != place]
        quotes = [(shortened(conflict.sides[other].says, WORDS), marks[other][:MOST]) for other in others]
        for cite in side.cites:
            href = at.link(cite).href
            found[cite.report][Span(cite.start, cite.end)].append(_note(cite, href, [], 0, "others differ")._replace(quotes=quotes))


def _note(cite: Cite, href: str, links: Sequence[Link], more: int, how: str) -> Note:
    return Note(shortened(cite.exact, ABOUT).rstrip(",. "), href, how, links, more, ())


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
