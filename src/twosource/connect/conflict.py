"""Figures that cannot both hold: one measure, one thing, one time, one scope."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from twosource.connect.align import gainsay, is_toll, leaning, point
from twosource.connect.apart import TWO_EVENTS
from twosource.connect.figures import Figure
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.phrasing import capital, named, plural
from twosource.connect.scene import Scene
from twosource.connect.sides import cites, clearest, day, matter, outlet, scope_words, shown, side, whose
from twosource.model.codec import content_id
from twosource.model.ledger import Change, Conflict, ConflictKind, ConflictStatus, Severity, Side
from twosource.values.quantity import say

_POWERS = {1: "tenfold", 2: "a hundredfold", 3: "a thousandfold"}

Key = tuple[str, int]


def conflicts(scene: Scene, judged: Sequence[Judged]) -> list[Conflict]:
    """One conflict for each matter on which figures gainsay each other, with a side for each figure given."""
    figure_by_key = {figure.key: figure for verdict in judged for figure in (verdict.pair.one, verdict.pair.other)}
    stands = Groups[Key]()
    for verdict in judged:
        if verdict.upshot is Upshot.AGREE:
            stands.join(verdict.pair.one.key, verdict.pair.other.key)
    clashing = [verdict for verdict in judged if verdict.upshot in {Upshot.CONFLICT, Upshot.SLIP}]
    told_apart = _told_apart(judged, stands)
    edges: dict[tuple[Key, Key], bool] = {}
    for verdict in clashing:
        edge = _edge(verdict, stands)
        if edge in told_apart:
            continue
        edges[edge] = edges.get(edge, False) or verdict.upshot is Upshot.SLIP
    members: dict[Key, list[Figure]] = {root: [] for edge in edges for root in edge}
    for key in sorted(figure_by_key):
        if (root := stands.find(key)) in members:
            members[root].append(figure_by_key[key])
    found = []
    for roots in _opposed(edges):
        slip = any(slipped for edge, slipped in edges.items() if set(edge) <= set(roots))
        sides = sorted((members[root] for root in roots), key=lambda figures: (point(clearest(figures)) or 0.0, figures[0].key))
        found.append(_conflict(scene, sides, slip=slip))
    return found


def superseded(found: Sequence[Conflict], changes: Sequence[Change]) -> list[Conflict]:
    """The conflicts, those closed in which a later report of one side's own source comes to what the other side says."""
    return [msgspec.structs.replace(one, status=ConflictStatus.SUPERSEDED) if _closed(one, changes) else one for one in found]


def _closed(conflict: Conflict, changes: Sequence[Change]) -> bool:
    return any(
        _on(change.from_, left) and _on(change.to, right)
        for change in changes
        for left in conflict.sides
        for right in conflict.sides
        if left is not right
    )


def _on(step: Side, side: Side) -> bool:
    """Whether words of a step of a change are words of the side."""
    return any(a.report == b.report and a.start < b.end and b.start < a.end for a in step.cites for b in side.cites)


def _edge(verdict: Judged, stands: Groups[Key]) -> tuple[Key, Key]:
    ends = stands.find(verdict.pair.one.key), stands.find(verdict.pair.other.key)
    return min(ends), max(ends)


def _told_apart(judged: Sequence[Judged], stands: Groups[Key]) -> set[tuple[Key, Key]]:
    """Stands that are not opposed: of two events, or "about 40" beside 41, or two that one voice of a report sets side by side."""
    found = set()
    for verdict in judged:
        one, other = verdict.pair.one, verdict.pair.other
        side_by_side = one.report.id == other.report.id and leaning(one) == leaning(other)
        both_hold = verdict.upshot is not Upshot.AGREE and one.measure == other.measure and not gainsay(one, other)
        sees_two = side_by_side and one.voice == other.voice and verdict.upshot not in {Upshot.AGREE, Upshot.CONFLICT}
        if verdict.pair.reason in TWO_EVENTS or both_hold or sees_two:
            found.add(_edge(verdict, stands))
    return found


def _opposed(edges: Mapping[tuple[Key, Key], bool]) -> list[list[Key]]:
    """Stands in groups in which each gainsays every other; a slip stands alone."""
    groups: list[list[Key]] = []
    for edge in sorted(edges):
        if any(set(edge) <= set(group) for group in groups):
            continue
        group = list(edge)
        if not edges[edge]:
            for root in sorted({root for other in edges for root in other} - set(group)):
                if all(edges.get((min(root, member), max(root, member))) is False for member in group):
                    group.append(root)
        groups.append(group)
    return groups


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
    said: list[str] = []
    for figure in _givers(scene, sides):
        when = f" as of {day(figure.asof.earliest)}" if figure.asof is not None else ""
        name = whose(scene, figure)
        said.append(f"{named(name) if said else capital(name)} {'give' if plural(name) else 'gives'} {shown(figure)}{when}")
    return f"{'; '.join([*said, *_scopes(sides)])}."


def _givers(scene: Scene, sides: Sequence[Sequence[Figure]]) -> list[Figure]:
    """The clearest figure of each side; where two would be given by one, who else gives it, whoever does so most often."""
    found = [clearest(figures) for figures in sides]
    if len({whose(scene, figure) for figure in found}) == len(found):
        return found
    last = whose(scene, found[-1])
    others = ([figure for figure in figures if whose(scene, figure) != last] for figures in sides[:-1])
    voiced = [_by_most(told) for told in others]
    return [*(clearest(told) if told else figure for told, figure in zip(voiced, found, strict=False)), found[-1]]


def _by_most(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the voice that gives most of them; all where nobody is named."""
    voices = Counter(figure.voice for figure in figures if figure.voice)
    most = min(voices, key=lambda voice: (-voices[voice], voice), default="")
    return [figure for figure in figures if figure.voice == most] or list(figures)


def _slip_note(sides: Sequence[Sequence[Figure]]) -> str:
    least, most = point(clearest(sides[0])), point(clearest(sides[-1]))
    power = round(math.log10(most / least)) if least and most and least > 0 < most else 1
    said = [f"The figures are {_POWERS.get(power, f'{10**power:,} times')} apart with the same digits, a suspected slip"]
    said.extend(_witnessed(figures) for figures in sides if _witnessed(figures))
    return f"{'; '.join([*said, *_scopes(sides)])}."


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
