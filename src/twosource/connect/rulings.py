"""What a person says of the records of a desk, as records that the desk keeps like those that were read: steps take them in and obey.

Each constructor gives the records of one judgement; taking them away again undoes it. They rest on what outlives a run: reports,
the reports' own entities, the words that were judged. How a step finds these again stands in `ruled`, and what it makes of
several judgements in `prevailing`.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from twosource.connect.prevailing import MADE
from twosource.connect.ruled import kind_of, sides_of, story_kind
from twosource.errors import UsageError
from twosource.model.claim import Annotation, Form
from twosource.model.codec import Record, content_id
from twosource.model.ledger import (
    Agreement,
    Alteration,
    Change,
    Conflict,
    EntityCluster,
    Entry,
    Judgement,
    Link,
    LinkKind,
    MentionAt,
    Ruling,
    RulingKind,
    Story,
)
from twosource.model.report import Report

Same = TypeVar("Same", EntityCluster, Story, Report)
Found = EntityCluster | Story | Conflict | Agreement | Change | Alteration | Entry


class _End(NamedTuple):
    """One end of a link, with where it is named if it is an entity's."""

    id: str
    report: str = ""
    at: MentionAt | None = None


def merged(left: Same, right: Same, by: str, note: str = "") -> tuple[Link, ...]:
    """Two entities of one matter are one; two stories are, or the stories that two reports are in."""
    _only(left, "same", EntityCluster, Story, Report)
    if type(left) is not type(right) or left.id == right.id:
        raise UsageError(f"{left.id} and {right.id} cannot be one; name two entities, two stories or two reports")
    kind = LinkKind.SAME_ENTITY if isinstance(left, EntityCluster) else LinkKind.SAME_MATTER
    return (_link(kind, (_end(left), _end(right)), Judgement.POSITIVE, by, note),)


def split(whole: EntityCluster | Story, *members: str, by: str, note: str = "", annotations: Iterable[Annotation] = ()) -> tuple[Link, ...]:
    """The members, which stay together, are not what the rest is: reports of a story, or reports' own entities of an entity.

    With the annotations of their reports the entities are found again by their words where a later version gives them other ids.
    """
    _only(whole, "apart", EntityCluster, Story)
    every = whole.members if isinstance(whole, EntityCluster) else whole.reports
    rest = [member for member in every if member not in members]
    if not members or not rest or not set(members) <= set(every):
        raise UsageError(f"{whole.id} cannot be split so; name some of its members and not all: {', '.join(every)}")
    kind = LinkKind.SAME_ENTITY if isinstance(whole, EntityCluster) else LinkKind.SAME_MATTER
    named = _named(annotations)
    first, *others = (_member(whole, member, named) for member in sorted(set(members)))
    return (
        *(_link(kind, (first, other), Judgement.POSITIVE, by, note) for other in others),
        *(_link(kind, (first, _member(whole, member, named)), Judgement.NEGATIVE, by, note) for member in rest),
    )


def renamed(found: EntityCluster | Story, name: str, by: str, note: str = "") -> tuple[Ruling, ...]:
    """The entity bears this name, and its old name is an alias; the story bears this title."""
    _only(found, "rename", EntityCluster, Story)
    if not name.strip():
        raise UsageError(f"{found.id} cannot go without a name; give one")
    return (_ruling(found, RulingKind.RENAMED, by, note, " ".join(name.split())),)


def confirmed(found: Found | Link, by: str, note: str = "") -> tuple[Link | Ruling, ...]:
    """It is as the steps found it; a link of copies holds, and a name that looked damaged is in doubt no more."""
    _only(found, "confirm", EntityCluster, Story, Conflict, Agreement, Change, Alteration, Entry, Link)
    if isinstance(found, Link):
        return (_copies(found, Judgement.POSITIVE, by, note),)
    return (_ruling(found, RulingKind.CONFIRMED, by, note),)


def rejected(found: Found | Link, by: str, note: str = "") -> tuple[Link | Ruling, ...]:
    """It is not as the steps found it: it stays on the desk and is marked; of a link of copies, neither was made from the other."""
    _only(found, "reject", EntityCluster, Story, Conflict, Agreement, Change, Alteration, Entry, Link)
    if isinstance(found, Link):
        return (_copies(found, Judgement.NEGATIVE, by, note),)
    return (_ruling(found, RulingKind.REJECTED, by, note),)


def copied(made: Report, original: Report, by: str, note: str = "") -> tuple[Link, ...]:
    """The text of one report was made from the other's, though no step saw it."""
    _only(made, "copied", Report)
    _only(original, "copied", Report)
    if made.id == original.id:
        raise UsageError(f"{made.id} is one report; name another that it was made from")
    return (_link(LinkKind.COPY_OF, (_End(made.id), _End(original.id)), Judgement.POSITIVE, by, note),)


def _only(found: Record, verb: str, *kinds: type[Record]) -> None:
    """Raises `UsageError` for a thing of another kind than is judged so."""
    if not isinstance(found, kinds):
        names = ", ".join(_CALLED.get(kind, kind.__name__.lower()) for kind in kinds)
        raise UsageError(f"`{verb}` is said of these: {names}; this is a {_CALLED.get(type(found), type(found).__name__.lower())}")
    if verb in {"same", "apart"} and isinstance(found, EntityCluster) and found.form is Form.DESCRIPTION:
        raise UsageError(f"no report names “{found.name}”, and `{verb}` is said of names; name one that a report has")


_CALLED: Mapping[type[Record], str] = {EntityCluster: "name", Entry: "line", Link: "link of copies"}


def _copies(found: Link, judgement: Judgement, by: str, note: str) -> Link:
    if found.kind not in MADE:
        raise UsageError(f"{found.id} is of no two texts; merge or split the entities or stories instead")
    return _link(found.kind, (_End(found.left), _End(found.right)), judgement, by, note)


def _link(kind: LinkKind, ends: tuple[_End, _End], judgement: Judgement, by: str, note: str) -> Link:
    directed = kind in MADE
    left, right = ends if directed else sorted(ends, key=lambda end: end.id)
    who = _who(by)
    return Link(
        id=content_id("link", kind, left.id, right.id, judgement, who, note),
        kind=kind,
        left=left.id,
        right=right.id,
        judgement=judgement,
        score=1.0 if judgement is Judgement.POSITIVE else 0.0,
        reasons=(f"{who} says so",),
        by=who,
        note=note,
        reports=tuple(dict.fromkeys(end.report for end in (left, right) if end.report)),
        at=(left.at, right.at) if left.at and right.at else (),
    )


def _ruling(found: Found, verdict: RulingKind, by: str, note: str, name: str | None = None) -> Ruling:
    end, who = _end(found), _who(by)
    kind = story_kind(found.id, found.reports) if isinstance(found, Story) else kind_of(found)
    sides = sides_of(found)
    cited = tuple(sorted({cite.report for side in sides for cite in side}))
    return Ruling(
        id=content_id("ruling", end.id, kind, verdict, name, who, note, sides),
        about=end.id,
        verdict=verdict,
        by=who,
        reports=cited or (end.report,),
        name=name,
        note=note,
        kind=kind,
        sides=sides,
        at=(end.at,) if end.at else (),
    )


def _who(by: str) -> str:
    if not by.strip():
        raise UsageError("a judgement needs somebody who makes it; say who")
    return " ".join(by.split())


def _end(found: Found | Report) -> _End:
    """What stands for a record, whatever becomes of its id: of an entity a member, of a story a report, of all else itself."""
    match found:
        case EntityCluster():
            at = found.mentions[0] if found.mentions else None
            return _End(found.members[0], at.report if at else "".join(found.reports[:1]), at)
        case Story():
            return _End(min(found.reports), min(found.reports))
        case _:
            return _End(found.id)


def _member(whole: EntityCluster | Story, member: str, named: Mapping[str, MentionAt]) -> _End:
    if isinstance(whole, Story):
        return _End(member)
    at = named.get(member)
    return _End(member, at.report if at else whole.reports[0], at)


def _named(annotations: Iterable[Annotation]) -> Mapping[str, MentionAt]:
    """Where each of the reports' own entities is first mentioned, by name if it is."""
    found: dict[str, MentionAt] = {}
    for annotation in annotations:
        for mention in sorted(annotation.mentions, key=lambda mention: (mention.form is not Form.NAME, mention.start)):
            if mention.entity:
                found.setdefault(mention.entity, MentionAt(annotation.report, mention.start, mention.end))
    return found
