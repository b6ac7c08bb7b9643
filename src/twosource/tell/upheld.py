"""What a desk is shown: what people rejected is left out and counted, what they confirmed says so. The JSON keeps it all."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec import UnsetType

from twosource.model.ledger import Agreement, Alteration, Change, Conflict, Entry, Ruled, RulingKind
from twosource.model.telling import Briefing, NamedEntity, ReportLine, StoryBrief
from twosource.tell.altered import without_altered, without_correction
from twosource.tell.once import once
from twosource.tell.voice import counted, listed

Judged = Conflict | Entry | Agreement | Change | Alteration | NamedEntity
J = TypeVar("J", bound=Judged)

#: The lists of a story of which things may be rejected, and what one of each is called.
LISTS = (
    ("conflicts", "conflict", None),
    ("entries", "ledger line", None),
    ("agreements", "agreement", None),
    ("changes", "change", None),
    ("alterations", "alteration", None),
    ("entities", "entity", "entities"),
)


def rejected(ruled: Ruled | UnsetType) -> bool:
    """Whether a person rejected it."""
    return isinstance(ruled, Ruled) and ruled.verdict is RulingKind.REJECTED


def let_stand(found: Iterable[J]) -> tuple[J, ...]:
    """What nobody rejected."""
    return tuple(one for one in found if not rejected(one.ruled))


def upheld(briefing: Briefing) -> Briefing:
    """The briefing without what people rejected."""
    return msgspec.structs.replace(briefing, stories=tuple(map(_upheld, briefing.stories)))


def _upheld(story: StoryBrief) -> StoryBrief:
    return msgspec.structs.replace(
        story,
        conflicts=let_stand(story.conflicts),
        entries=let_stand(story.entries),
        agreements=let_stand(story.agreements),
        changes=let_stand(story.changes),
        alterations=let_stand(story.alterations),
        entities=let_stand(story.entities),
    )


def readable(briefing: Briefing) -> Briefing:
    """The briefing as a reader is shown it: without what people rejected, nothing twice, no copy cited for words that it changed."""
    return msgspec.structs.replace(briefing, stories=tuple(_readable(story, briefing.reports) for story in upheld(briefing).stories))


def _readable(story: StoryBrief, reports: Sequence[ReportLine]) -> StoryBrief:
    return msgspec.structs.replace(
        story,
        entries=once(without_correction(without_altered(story.entries, story.alterations), story.changes), reports),
        timeline=tuple(without_correction(without_altered(story.timeline, story.alterations), story.changes)),
    )


def left_out(briefing: Briefing) -> dict[str, str]:
    """For each story what was rejected and by whom, in a sentence; nothing where nothing was."""
    return {story.id: _left_out(story) for story in briefing.stories}


def _left_out(story: StoryBrief) -> str:
    counts: list[str] = []
    names: set[str] = set()
    for name, noun, plural in LISTS:
        found: Sequence[Judged] = getattr(story, name)
        gone = [one.ruled for one in found if isinstance(one.ruled, Ruled) and rejected(one.ruled)]
        names |= {ruled.by for ruled in gone}
        if gone:
            counts.append(counted(len(gone), noun, plural))
    return f"Rejected by {listed(sorted(names))} and left out: {listed(counts)}." if counts else ""
