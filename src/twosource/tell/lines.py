"""The briefing's own sentences, each with the entries and cites it rests on."""

from collections.abc import Iterator, Sequence
from itertools import chain

from twosource.model.ledger import Change, Conflict, Dossier, Entry, Standing, Story
from twosource.model.telling import Line
from twosource.tell.voice import in_words, of_standing, opened, sentence, shortened

#: How many of each kind the opening names; the rest stand in their own sections.
MOST = 3


def lines(
    story: Story, dossiers: Sequence[Dossier], entries: Sequence[Entry], conflicts: Sequence[Conflict], changes: Sequence[Change]
) -> tuple[Line, ...]:
    """What a desk needs first: what is disputed, what is borne out, what rests on one origin, what is unverified, what changed."""
    del story, dossiers
    corroborated = of_standing(entries, Standing.CORROBORATED)
    doubted = of_standing(entries, Standing.UNVERIFIED, Standing.DENIED)
    several = [entry for entry in of_standing(entries, Standing.SINGLE_ORIGIN) if len(entry.claims) > 1]
    return tuple(
        chain(
            map(_disputed, opened(conflicts)[:MOST]),
            map(_borne_out, corroborated[:MOST]),
            map(_one_origin, several[:MOST]),
            map(_doubted, doubted[:MOST]),
            _changed(changes),
        )
    )


def _disputed(conflict: Conflict) -> Line:
    sides = " against ".join(side.says for side in conflict.sides)
    cites = tuple(cite for side in conflict.sides for cite in side.cites)
    return Line(text=sentence(f"Reports disagree on {conflict.about}: {sides}"), entries=conflict.entries, cites=cites)


def _borne_out(entry: Entry) -> Line:
    return Line(text=f"{_stem(entry)} ({in_words(len(entry.origins))} origins).", entries=(entry.id,), cites=entry.cites)


def _one_origin(entry: Entry) -> Line:
    return Line(text=f"{_stem(entry)} (one origin).", entries=(entry.id,), cites=entry.cites)


def _doubted(entry: Entry) -> Line:
    how = "unverified, says the report" if entry.standing is Standing.UNVERIFIED else "denied"
    return Line(text=f"{_stem(entry)} ({how}).", entries=(entry.id,), cites=entry.cites)


def _changed(changes: Sequence[Change]) -> Iterator[Line]:
    for change in changes[:MOST]:
        text = f"Changed: {change.about}, from {change.from_.says} to {change.to.says}"
        yield Line(text=sentence(text), cites=(*change.from_.cites, *change.to.cites))


def _stem(entry: Entry) -> str:
    return shortened(sentence(entry.text), 240).rstrip(".")
