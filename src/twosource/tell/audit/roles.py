"""Who did it and to whom: a draft that has them exchanged."""

from collections.abc import Iterable, Iterator, Sequence

from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.frames import Frame, Scene, one_deed, scene
from twosource.tell.audit.grammar import window
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.referents import Referent, same
from twosource.tell.audit.sources import Told

#: The prepositions behind which stands whoever has a part in a deed.
PARTS = frozenset({"to", "from", "by", "with", "against", "at", "over", "for"})


def exchanged(held: Held) -> Iterator[Fault]:
    """A fault where who does a thing in the draft is whom it is done to in the report, and who does it there is not."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        for evidence in held.evidence:
            found = next(_crossings(mine, frame, evidence, evidence.told), None)
            if found is None or _agrees(mine, frame, held.evidence):
                continue
            told, other = found
            theirs = _scene(evidence, told)
            where, there = window(mine.clause, frame.at), window(theirs.clause, other.at)
            words = shown(held.text[where.start : where.end], 100)
            said = shown(evidence.source.report.text[there.start : there.end], 100)
            detail = f"“{words}”; in {named(evidence.source)} it is the other way round: “{said}”"
            yield Fault(FaultKind.ROLES, where.start, where.end, detail, (evidence.source.report.cite(*there),))
            return


def _scene(evidence: Evidence, told: Told) -> Scene:
    return scene(evidence.source.report, evidence.source.annotation, told.span)


def _alike(mine: Scene, frame: Frame, evidence: Evidence, told: Iterable[Told]) -> Iterator[tuple[Told, Scene, Frame]]:
    """The frames of a report whose verb says what one of the draft's does."""
    del mine
    for one in told:
        theirs = _scene(evidence, one)
        for other in theirs.frames:
            if one_deed(frame.verb, other.verb):
                yield one, theirs, other


def _crossings(mine: Scene, frame: Frame, evidence: Evidence, told: Iterable[Told]) -> Iterator[tuple[Told, Frame]]:
    for one, theirs, other in _alike(mine, frame, evidence, told):
        if _crossed(mine, frame, theirs, other):
            yield one, other


def _crossed(mine: Scene, frame: Frame, theirs: Scene, other: Frame) -> bool:
    """Whether two frames of one deed have their parts exchanged: both of them, or one whose place another is known to have."""
    actors, there = _who(mine, frame.actors), _who(theirs, other.actors)
    if _any(actors, there):
        return False
    done, undone = _who(mine, frame.objects), _who(theirs, other.objects)
    rest, others = _who(mine, _taking_part(frame)), _who(theirs, _taking_part(other))
    if _any(actors, [*undone, *others]) and _any([*done, *rest], there):
        return True
    if _any(done, _to(theirs, other)) and _any(_to(mine, frame), undone):
        return True
    if _any(done, undone) or not other.objects:
        return False
    if not frame.actors and frame.passive and not frame.others:
        return _any(done, there)
    return bool(done) and _any(actors, undone) and _all_other(actors, there)


def _all_other(ones: Iterable[Referent], others: Sequence[Referent]) -> bool:
    """Whether some are all known by name, and are not the others."""
    return bool(others) and all(one.names and other.names and same(one, other) is False for one in ones for other in others)


def _taking_part(frame: Frame) -> list[int]:
    """Those beside actor and object who have a part in a deed, and not its time, place or manner."""
    return [k for name, k in frame.others if name.startswith("of") or name in PARTS]


def _to(of: Scene, frame: Frame) -> list[Referent]:
    return _who(of, [k for name, k in frame.others if name == "to"])


def _who(of: Scene, places: Iterable[int]) -> list[Referent]:
    return [of.who[i] for i in places]


def _any(ones: Iterable[Referent], others: Iterable[Referent]) -> bool:
    others = list(others)
    return any(same(one, other) is True for one in ones for other in others)


def _agrees(mine: Scene, frame: Frame, evidences: Iterable[Evidence]) -> bool:
    """Whether a report has the deed anywhere with the draft's actor, or with one that cannot be told."""
    actors = _who(mine, frame.actors)
    for evidence in evidences:
        for _, theirs, other in _alike(mine, frame, evidence, evidence.source.told):
            there = _who(theirs, other.actors)
            if not _crossed(mine, frame, theirs, other) and (_any(actors, there) or (not actors and _any(_who(mine, frame.objects), _who(theirs, other.objects)))):
                return True
    return False

