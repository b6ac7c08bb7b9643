"""One matter, said differently later: tolls that run, measures taken anew, figures corrected."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from twosource.connect.align import is_toll, later, point, same_figure
from twosource.connect.apart import one_event
from twosource.connect.figures import Figure
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.scene import Scene, passage_kind
from twosource.connect.sides import cites, matter, side, whose
from twosource.model.codec import content_id
from twosource.model.ledger import Change
from twosource.model.report import PassageKind

Key = tuple[str, int]

#: Counts that do not fall; a lower one by another voice is another count, not a later one.
_RISING = frozenset({"dead", "injured"})
#: What ends the heading of a change by which a report takes back what was said.
CORRECTED = "(correction)"


def changes(scene: Scene, judged: Sequence[Judged]) -> list[Change]:
    """The consecutive steps of every figure that ran, each speaker's own where speakers keep their own counts."""
    matters = Groups[Key]()
    figure_by_key = {figure.key: figure for verdict in judged for figure in (verdict.pair.one, verdict.pair.other)}
    for verdict in judged:
        if verdict.upshot in {Upshot.CHANGE, Upshot.AGREE, Upshot.CONFLICT}:
            matters.join(verdict.pair.one.key, verdict.pair.other.key)
    contested = {matters.find(v.pair.one.key) for v in judged if v.upshot is Upshot.CONFLICT}
    moved = {matters.find(v.pair.one.key) for v in judged if v.upshot is Upshot.CHANGE}
    found: dict[str, Change] = {}
    for keys in matters.sets(sorted(figure_by_key)):
        root = matters.find(keys[0])
        if root in moved:
            figures = [figure_by_key[key] for key in keys]
            for step in _steps(scene, figures, contested=root in contested):
                found[step.id] = step
    return [found[key] for key in sorted(found)]


def _steps(scene: Scene, figures: Sequence[Figure], *, contested: bool) -> Iterator[Change]:
    for series in _series(figures, contested=contested):
        for before, after in pairwise(_stands(series)):
            yield _change(scene, _with_like(before, after, figures), _with_like(after, before, figures), contested=contested)


def _series(figures: Sequence[Figure], *, contested: bool) -> Iterable[list[Figure]]:
    """All figures as one run; by voice where voices gainsay each other."""
    counting = [figure for figure in figures if figure.asof is not None and "old" not in figure.scope]
    if not contested:
        return [_in_order(counting)]
    tolls = is_toll(counting[0]) if counting else False
    by_voice: dict[str, list[Figure]] = defaultdict(list)
    for figure in counting:
        key = figure.voice or ("" if tolls else f"outlet {figure.report.outlet or ''}")
        if key not in {"", "outlet "}:
            by_voice[key].append(figure)
    return [_in_order(by_voice[key]) for key in sorted(by_voice)]


def _with_like(stand: Sequence[Figure], other: Sequence[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """The stand with the figures of the matter that say the same, whoever gives them, and are no nearer to the other stand."""
    keys = {figure.key for figure in (*stand, *other)}
    like = [figure for figure in figures if figure.key not in keys and same_figure(stand[0], figure)]
    return [*stand, *(figure for figure in like if _gap(figure, stand[0]) < _gap(figure, other[0]) or not same_figure(other[0], figure))]


def _gap(one: Figure, other: Figure) -> float:
    return abs((point(one) or 0.0) - (point(other) or 0.0))


def _in_order(figures: Iterable[Figure]) -> list[Figure]:
    """The figures as time goes; a headline's only where its report has no other, since headlines round."""
    figures = list(figures)
    told = {figure.report.id for figure in figures if not _headed(figure)}
    figures = [figure for figure in figures if not _headed(figure) or figure.report.id not in told]
    return sorted(figures, key=lambda f: (f.asof.latest.isoformat() if f.asof else "", f.correction, f.key))


def _headed(figure: Figure) -> bool:
    return passage_kind(figure.report, figure.quantity.start) is PassageKind.HEADLINE


def _stands(series: Sequence[Figure]) -> list[list[Figure]]:
    """The series as runs of figures that say the same; a figure that was said before, or that could not follow, is left out."""
    stands: list[list[Figure]] = []
    for figure in series:
        told = next((stand for stand in stands if all(same_figure(figure, other) for other in stand)), None)
        if told is not None:
            told.append(figure)
        elif (figure.measure == figure.level.counted or not is_toll(figure)) and (not stands or _follows(figure, stands[-1])):
            stands.append([figure])  # bodies bear a toll out and make none
    return stands


def _follows(figure: Figure, stand: Sequence[Figure]) -> bool:
    last = stand[-1]
    if not any(later(figure, other) and one_event(figure, other) for other in stand):
        return figure.correction and not last.correction
    value, before = point(figure), point(last)
    falls = value is not None and before is not None and value < before
    return not (falls and figure.level.counted in _RISING and not any(other.voice and other.voice == figure.voice for other in stand))


def _change(scene: Scene, before: Sequence[Figure], after: Sequence[Figure], *, contested: bool) -> Change:
    about = matter([*before, *after])
    if contested:
        about = f"{about}, by {whose(scene, after[0])}"
    if any(figure.correction for figure in after):
        about = f"{about} {CORRECTED}"
    return Change(
        id=content_id("change", scene.story, [[c.report, c.start, c.end] for c in (*cites(before), *cites(after))]),
        story=scene.story,
        about=about,
        from_=side(before),
        to=side(after),
    )
