"""What could not be compared, and why, in groups that a person can read."""

from collections import defaultdict
from collections.abc import Sequence

from twosource.connect.figures import Figure
from twosource.connect.judge import Judged, Upshot
from twosource.connect.scene import Scene
from twosource.connect.sides import cite, matter
from twosource.model.codec import content_id
from twosource.model.ledger import NotCompared

_ALONE = "no figure for the same matter was found in another report"
_UNDATED = "not told as of when, or of one day without the hour"
_MOST = 40
#: Characters of the figures that one line lists.
_LONGEST = 1000
_MET = frozenset({Upshot.AGREE, Upshot.CONFLICT, Upshot.SLIP, Upshot.CHANGE})


def missed(scene: Scene, figures: Sequence[Figure], judged: Sequence[Judged]) -> list[NotCompared]:
    """One line for each reason and kind of measure."""
    met = {figure.key for verdict in judged if verdict.upshot in _MET for figure in (verdict.pair.one, verdict.pair.other)}
    why: dict[tuple[str, int], str] = {}
    for verdict in judged:
        for figure in (verdict.pair.one, verdict.pair.other):
            if verdict.upshot is Upshot.APART and verdict.pair.reason is not None:
                why.setdefault(figure.key, verdict.pair.reason)
            elif verdict.upshot is Upshot.UNDATED:
                why.setdefault(figure.key, _UNDATED)
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.key not in met:
            reason = why.get(figure.key, _ALONE)
            groups["" if reason == _ALONE else figure.measure, reason].append(figure)
    return [_line(scene, reason, groups[measure, reason]) for measure, reason in sorted(groups)]


def _line(scene: Scene, reason: str, figures: Sequence[Figure]) -> NotCompared:
    cites = tuple(sorted({cite(figure) for figure in figures}))[:_MOST]
    what = _listed(sorted({figure.words for figure in figures})) if reason == _ALONE else matter(figures)
    return NotCompared(
        id=content_id("not_compared", scene.story, reason, [[c.report, c.start, c.end] for c in cites]),
        story=scene.story,
        what=what,
        why=reason,
        cites=cites,
    )


def _listed(words: Sequence[str]) -> str:
    """As many of some figures as a line holds, each whole."""
    told = ""
    for one in words:
        if len(told) + len(one) > _LONGEST:
            break
        told = f"{told}; {one}" if told else one
    return told
