"""Figures that cannot both hold: one measure, one thing, one time, one scope."""

import math
from collections.abc import Iterable, Sequence

from twosource.connect.align import is_toll, point
from twosource.connect.judge import Groups, Judged, Ruling
from twosource.connect.measures import Figure
from twosource.connect.scene import Scene
from twosource.connect.sides import cites, clearest, matter, outlet, scope_words, shown, side, whose
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity
from twosource.values.quantity import say

_POWERS = {1: "tenfold", 2: "a hundredfold", 3: "a thousandfold"}

Key = tuple[str, int]


def conflicts(scene: Scene, judged: Sequence[Judged]) -> list[Conflict]:
    """One conflict for each matter on which figures gainsay each other, with a side for each figure given."""
    figure_by_key = {figure.key: figure for verdict in judged for figure in (verdict.pair.one, verdict.pair.other)}
    stands = Groups[Key]()
    for verdict in judged:
        if verdict.ruling is Ruling.AGREE:
            stands.join(verdict.pair.one.key, verdict.pair.other.key)
    opposed = Groups[Key]()
    clashing = [verdict for verdict in judged if verdict.ruling in {Ruling.CONFLICT, Ruling.SLIP}]
    for verdict in clashing:
        opposed.join(stands.find(verdict.pair.one.key), stands.find(verdict.pair.other.key))
    roots = sorted({stands.find(figure.key) for verdict in clashing for figure in (verdict.pair.one, verdict.pair.other)})
    members: dict[Key, list[Figure]] = {root: [] for root in roots}
    for key in sorted(figure_by_key):
        if (root := stands.find(key)) in members:
            members[root].append(figure_by_key[key])
    found = []
    for matters in opposed.sets(roots):
        slip = any(v.ruling is Ruling.SLIP for v in clashing if opposed.find(stands.find(v.pair.one.key)) == opposed.find(matters[0]))
        sides = sorted((members[root] for root in matters), key=lambda figures: (point(clearest(figures)) or 0.0, figures[0].key))
        found.append(_conflict(scene, sides, slip=slip))
    return found


def _conflict(scene: Scene, sides: Sequence[Sequence[Figure]], *, slip: bool) -> Conflict:
    everyone = [figure for figures in sides for figure in figures]
    return Conflict(
        id=content_id("conflict", scene.story, "quantity", [[c.report, c.start, c.end] for c in cites(everyone)]),
        story=scene.story,
        kind=ConflictKind.QUANTITY,
        severity=_severity(sides, slip=slip),
        about=matter(everyone),
        sides=tuple(side(figures) for figures in sides),
        note=_slip_note(sides) if slip else _note(scene, sides),
    )


def _severity(sides: Sequence[Sequence[Figure]], *, slip: bool) -> Severity:
    """Two counts at one time by two who are named, or a slip: high. Where a voice or the hour is not told: medium."""
    if slip:
        return Severity.HIGH
    told = [any(figure.voice or figure.dated for figure in figures) for figures in sides]
    return Severity.HIGH if all(told) and all(is_toll(figure) for figures in sides for figure in figures) else Severity.MEDIUM


def _note(scene: Scene, sides: Sequence[Sequence[Figure]]) -> str:
    said = []
    for figures in sides:
        figure = clearest(figures)
        when = f" as of {figure.asof.earliest.date().isoformat()}" if figure.asof is not None else ""
        said.append(f"{whose(scene, figure)}: {shown(figure)}{when}")
    return "; ".join([*said, *_scopes(sides)])


def _slip_note(sides: Sequence[Sequence[Figure]]) -> str:
    least, most = point(clearest(sides[0])), point(clearest(sides[-1]))
    power = round(math.log10(most / least)) if least and most and least > 0 < most else 1
    said = [f"{_POWERS.get(power, f'{10**power:,} times')}: a suspected slip, the digits are the same"]
    said.extend(_witnessed(figures) for figures in sides if _witnessed(figures))
    return "; ".join([*said, *_scopes(sides)])


def _witnessed(figures: Iterable[Figure]) -> str:
    """That a report's own conversion bears its figure out, or does not."""
    for figure in figures:
        if figure.witness is not None and figure.witness.conversion_fits is not None:
            fits = "fits" if figure.witness.conversion_fits else "does not fit"
            return f"{outlet(figure)} itself converts the figure to {say(figure.witness)}, which {fits} {say(figure.quantity)}"
    return ""


def _scopes(sides: Sequence[Sequence[Figure]]) -> list[str]:
    """The words of scope that differ."""
    said = [scope_words(clearest(figures)) for figures in sides]
    if len(set(said)) < len(said) or not all(said):
        return []
    return ["the scope words differ: " + ", ".join(f"{'one says' if i == 0 else 'the other'} “{words}”" for i, words in enumerate(said))]
