"""Figures that say the same in different words or units."""

import itertools
from collections.abc import Collection, Hashable, Sequence

from twosource.connect.align import point
from twosource.connect.figures import Figure
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.scene import Scene
from twosource.connect.sides import cites, matter
from twosource.model.codec import content_id
from twosource.model.ledger import Agreement, AgreementKind

Key = tuple[str, int]


def agreements(scene: Scene, judged: Sequence[Judged]) -> list[Agreement]:
    """One agreement for each set of figures that say the same, where words or units differ or two sources give it."""
    same = Groups[Key]()
    figure_by_key: dict[Key, Figure] = {}
    for verdict in judged:
        if verdict.upshot is Upshot.AGREE:
            same.join(verdict.pair.one.key, verdict.pair.other.key)
            figure_by_key |= {figure.key: figure for figure in (verdict.pair.one, verdict.pair.other)}
    found = []
    for keys in same.sets(sorted(figure_by_key)):
        figures = [figure_by_key[key] for key in keys]
        if len({_worded(figure) for figure in figures}) > 1 or _of_two(scene, figures) or _roughly_of_two(scene, figures):
            found.append(_agreement(scene, figures))
    return found


def _worded(figure: Figure) -> tuple[str, str, float | None, float | None]:
    """What makes two figures differ in more than spelling: the unit, what is counted, of a measure the number itself."""
    quantity = figure.quantity
    if quantity.unit == "1":
        return (quantity.unit, figure.measure, None, None)
    return (quantity.unit, figure.measure, quantity.low, quantity.high)


def _of_two(scene: Scene, figures: Sequence[Figure]) -> bool:
    """Whether two named sources whose reports are not of one hand give the figure: "killed 14", "signed 14 death certificates"."""
    return _apart({(scene.teller_of[figure.report.id], figure.voice) for figure in figures if figure.voice and not figure.planned})


def _roughly_of_two(scene: Scene, figures: Sequence[Figure]) -> bool:
    """Whether two reports that are not of one hand give a count as it is and rounded: "23 houses", "about two dozen houses"."""
    return _apart({(scene.teller_of[figure.report.id], point(figure)) for figure in figures if not figure.planned})


def _apart(told: Collection[tuple[Hashable, Hashable]]) -> bool:
    """Whether two pairs differ in both."""
    return any(one[0] != other[0] and one[1] != other[1] for one, other in itertools.combinations(told, 2))


def _agreement(scene: Scene, figures: Sequence[Figure]) -> Agreement:
    shown = cites(figures)
    return Agreement(
        id=content_id("agreement", scene.story, "quantity", [[c.report, c.start, c.end] for c in shown]),
        story=scene.story,
        kind=AgreementKind.QUANTITY,
        says=tuple(dict.fromkeys(figure.words for figure in figures)),
        cites=shown,
        about=matter(figures),
    )
