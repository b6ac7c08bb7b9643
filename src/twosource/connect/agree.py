"""Figures that say the same in different words or units, and words that two outlets heard."""

import itertools
from collections.abc import Sequence

from twosource.connect.figures import Figure
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.said_again import quotations, same_quotes
from twosource.connect.scene import Saying, Scene
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
        if len({_worded(figure) for figure in figures}) > 1 or _of_two(scene, figures):
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
    givers = {(scene.teller_of[figure.report.id], figure.voice) for figure in figures if figure.voice and not figure.planned}
    return any(one[0] != other[0] and one[1] != other[1] for one, other in itertools.combinations(sorted(givers), 2))


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


def quote_agreements(scene: Scene, sayings: Sequence[Saying]) -> list[Agreement]:
    """One agreement for each quotation of one speaker that two outlets heard."""
    quotes = quotations(sayings)
    same = Groups[int]()
    at = {(quote.saying.claim.id, quote.start): i for i, quote in enumerate(quotes)}
    met = set()
    for one, other in same_quotes(quotes):
        if one.saying.voice.house == other.saying.voice.house and one.saying.report.id != other.saying.report.id:
            left, right = at[one.saying.claim.id, one.start], at[other.saying.claim.id, other.start]
            same.join(left, right)
            met |= {left, right}
    found = []
    for members in same.sets(sorted(met)):
        heard = [quotes[i] for i in members]
        cites = tuple(sorted({quote.saying.report.cite(quote.start, quote.end) for quote in heard}))
        if len({scene.teller_of[quote.saying.report.id] for quote in heard}) < 2:
            continue
        found.append(
            Agreement(
                id=content_id("agreement", scene.story, "quote", [[c.report, c.start, c.end] for c in cites]),
                story=scene.story,
                kind=AgreementKind.QUOTE,
                says=tuple(dict.fromkeys(cite.exact for cite in cites)),
                cites=cites,
                about=f"the words of {heard[0].saying.voice.name}",
            )
        )
    return found
