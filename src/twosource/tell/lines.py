"""The briefing's own sentences, each with the entries and cites it rests on."""

from collections.abc import Iterator, Sequence
from itertools import chain

from twosource.model.ledger import Change, Conflict, Entry, Standing
from twosource.model.telling import Line
from twosource.tell.revisions import Revision, revisions
from twosource.tell.voice import in_words, matter, of_standing, opened, sentence, shortened, unstopped

#: How many of each kind the opening names; the rest stand in their own sections.
MOST = 3
#: Characters of a line, and of one side of a conflict.
LONGEST, SIDE = 240, 140


def lines(entries: Sequence[Entry], conflicts: Sequence[Conflict], changes: Sequence[Change]) -> tuple[Line, ...]:
    """What a desk needs first: what is disputed, what is borne out, what changed, what rests on one origin, what is unverified."""
    corroborated = of_standing(entries, Standing.CORROBORATED)
    doubted = of_standing(entries, Standing.UNVERIFIED, Standing.DENIED)
    several = [entry for entry in of_standing(entries, Standing.SINGLE_ORIGIN) if len({cite.report for cite in entry.cites}) > 1]
    return tuple(
        chain(
            map(_disputed, opened(conflicts)[:MOST]),
            map(_borne_out, corroborated[:MOST]),
            _changed(changes),
            map(_one_origin, several[: MOST - 1]),
            map(_doubted, doubted[: MOST - 1]),
        )
    )


def _disputed(conflict: Conflict) -> Line:
    said = [unstopped(shortened(side.says, SIDE)) for side in conflict.sides]
    about = matter(conflict.about, said)
    words = f"Reports disagree: {' or '.join(said) if max(map(len, said)) < SIDE // 3 else '; '.join(said)}{f' ({about})' if about else ''}"
    cites = tuple(cite for side in conflict.sides for cite in side.cites)
    return Line(text=sentence(words), entries=conflict.entries, cites=cites)


def _borne_out(entry: Entry) -> Line:
    return Line(text=f"{_stem(entry)} ({in_words(len(entry.origins))} origins).", entries=(entry.id,), cites=entry.cites)


def _one_origin(entry: Entry) -> Line:
    return Line(text=f"{_stem(entry)} (one origin).", entries=(entry.id,), cites=entry.cites)


def _doubted(entry: Entry) -> Line:
    """A denial is told in the entry's own words; that a report could not verify something is not."""
    text = f"{_stem(entry)} (unverified, says the report)." if entry.standing is Standing.UNVERIFIED else sentence(_stem(entry))
    return Line(text=text, entries=(entry.id,), cites=entry.cites)


def _changed(changes: Sequence[Change]) -> Iterator[Line]:
    for revision in sorted(revisions(changes), key=lambda one: (-len(one.sides), one.about))[:MOST]:
        cites = tuple(dict.fromkeys(cite for side in revision.sides for cite in side.cites))
        yield Line(text=_revised(revision), cites=cites)


def _revised(revision: Revision) -> str:
    said = [side.says for side in revision.sides]
    about = matter(revision.about, said)
    return sentence(f"Changed: {', then '.join(shortened(one, SIDE).rstrip('.') for one in said)}{f' ({about})' if about else ''}")


def _stem(entry: Entry) -> str:
    return unstopped(shortened(sentence(entry.text), LONGEST))
