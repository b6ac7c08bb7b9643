"""Figures that say the same in different words or units."""

from collections.abc import Sequence

from twosource.connect.judge import Groups, Judged, Ruling
from twosource.connect.measures import Figure
from twosource.connect.scene import Scene
from twosource.connect.sides import cites, matter
from twosource.model.codec import content_id
from twosource.model.ledger import Agreement, AgreementKind

Key = tuple[str, int]


def agreements(scene: Scene, judged: Sequence[Judged]) -> list[Agreement]:
    """One agreement for each set of figures that say the same, where words or units differ."""
    same = Groups[Key]()
    figure_by_key: dict[Key, Figure] = {}
    for verdict in judged:
        if verdict.ruling is Ruling.AGREE:
            same.join(verdict.pair.one.key, verdict.pair.other.key)
            figure_by_key |= {figure.key: figure for figure in (verdict.pair.one, verdict.pair.other)}
    found = []
    for keys in same.sets(sorted(figure_by_key)):
        figures = [figure_by_key[key] for key in keys]
        if len({_worded(figure) for figure in figures}) > 1:
            found.append(_agreement(scene, figures))
    return found


def _worded(figure: Figure) -> tuple[str, str, float | None, float | None]:
    """What makes two figures differ in more than spelling: the unit, what is counted, the number itself."""
    quantity = figure.quantity
    return (quantity.unit, figure.measure, quantity.low, quantity.high)


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
