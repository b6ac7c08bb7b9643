"""Ledger lines: every claim in one, with the claims that say the same.

A claim that states several figures which other reports state too ("17 dead and 31 missing") stands in one line for each of them.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec

from twosource.connect.align import beside_shared, is_toll, same_figure
from twosource.connect.credits import credited
from twosource.connect.figures import Figure
from twosource.connect.hours import Moment
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.phrasing import capital, spoken, tidy
from twosource.connect.points import Layout, Point
from twosource.connect.said_again import quotations, same_quotes
from twosource.connect.sameness import signs_clash
from twosource.connect.scene import Saying, Scene, passage_kind
from twosource.connect.setting import bounds_of
from twosource.connect.sides import cite, shown
from twosource.connect.standing import borne
from twosource.connect.telling import told_whole
from twosource.connect.terms import stem
from twosource.connect.voices import Bearing
from twosource.connect.wording import window
from twosource.lang import language
from twosource.model.codec import cluster_id, content_id
from twosource.model.ledger import Conflict, ConflictStatus, Entry
from twosource.model.report import Cite, PassageKind

_RULED = frozenset({Upshot.AGREE, Upshot.CONFLICT, Upshot.SLIP, Upshot.CHANGE})
#: A measure makes two claims one only where their clauses speak alike.
_BESIDE = 0.45
#: A claim of which the figure's clause is less than this says something else besides.
_COVERED, _MOST = 0.4, 0.6
#: Scopes in which a figure is not the whole of what it counts.
_NARROWER = frozenset({"part", "more", "period", "old", "wider"})
_OF_THESE = re.compile(r"\sof\s(?:the|them|its|their|those)\b")
_AGE = re.compile(r",\s\d{1,3},")
#: A figure of longer ago is of another event.
_LATELY = timedelta(days=31)

Part = tuple[str, int, str]  # a claim's id, where the sentence of it begins, and the measure of one of its figures or ""


class Line(NamedTuple):
    """Claims that say the same, with the words that say it; `givers` are the bodies by which own-voice claims give a figure."""

    id: str
    sayings: tuple[Saying, ...]
    cites: tuple[Cite, ...]
    givers: Mapping[str, str]
    figures: Mapping[str, Figure]  # of a line of one figure, the figure by claim


class Extra(NamedTuple):
    """What else says that claims are the same: words, quotations, times; and every figure of the story. `same` holds places of points."""

    figures: Sequence[Figure]
    laid: Layout
    same: Sequence[Sequence[int]]
    same_sayings: Sequence[tuple[Saying, Saying]]


def lines(scene: Scene, judged: Sequence[Judged], echo_of: Mapping[tuple[str, int], Figure], extra: Extra) -> list[Line]:
    """All claims of the story as lines of the ledger."""
    point_by_key = {point.key: point for point in extra.laid.points}
    held = _points_by_claim(extra.laid)
    figures = _figures(held, judged, extra.figures)
    parts = {key: _parts(point.saying, figures.get(key, ())) for key, point in point_by_key.items()}
    same = Groups[Part]()
    for one, other in _same_figures(scene, judged, extra.figures, echo_of):
        left, right = _part(held, one, parts), _part(held, other, parts)
        if left is not None and right is not None and not _opposed(point_by_key, left, right):
            same.join(left, right)
    for places in extra.same:
        alike = [key for key in (extra.laid.points[at].key for at in places) if parts[key] == [""]]
        for key in alike[1:]:
            same.join((*alike[0], ""), (*key, ""))
    for left_saying, right_saying in extra.same_sayings:
        one_key, other_key = _key(left_saying), _key(right_saying)
        if parts.get(one_key) == parts.get(other_key) == [""]:
            same.join((*one_key, ""), (*other_key, ""))
    every = [(*key, measure) for key in sorted(parts) for measure in parts[key]]
    told = {saying.claim.id: saying for saying in scene.sayings}
    said = _parts_by_claim(parts)
    found = []
    for members in _unparted(same.sets(every), said):
        whole = {claim: told[claim] for claim, _, _ in members if _all_of(claim, members, said)}
        found.append(_line(point_by_key, figures, members, whole))
    return found


def _parts_by_claim(parts: Mapping[tuple[str, int], Sequence[str]]) -> Mapping[str, frozenset[tuple[int, str]]]:
    """For each claim all that it says: the places of its sentences, each with a measure or ""."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for (claim, start), measures in parts.items():
        found[claim].update((start, measure) for measure in measures)
    return {claim: frozenset(said) for claim, said in found.items()}


def _unparted(sets: Sequence[Sequence[Part]], said: Mapping[str, frozenset[tuple[int, str]]]) -> list[list[Part]]:
    """The sets of parts, with the sentences of a claim in one where nobody else says any of them."""
    alone: dict[str, list[Part]] = defaultdict(list)
    for members in sets:
        if len(members) == 1 and not members[0][2]:
            alone[members[0][0]].append(members[0])
    kept = {claim for claim, members in alone.items() if _all_of(claim, members, said)}
    rest = [list(members) for members in sets if len(members) > 1 or members[0][2] or members[0][0] not in kept]
    return [*rest, *(alone[claim] for claim in sorted(kept))]


def _all_of(claim: str, members: Sequence[Part], said: Mapping[str, frozenset[tuple[int, str]]]) -> bool:
    """Whether the members hold all that the claim says."""
    held = {(start, measure) for one, start, measure in members if one == claim}
    return held == said[claim]


def _opposed(points: Mapping[tuple[str, int], Point], one: Part, other: Part) -> bool:
    """Whether two parts are whole sentences of which one asks for, or denies, what the other tells: the figure alone does not join them."""
    if one[2] or other[2]:
        return False
    left, right = points[one[:2]], points[other[:2]]
    return left.wish != right.wish or signs_clash(left, right)


def _key(saying: Saying) -> tuple[str, int]:
    return (saying.claim.id, saying.pieces[0].start)


def said_together(laid: Layout, moments: Iterable[tuple[Moment, Moment]]) -> list[tuple[Saying, Saying]]:
    """Claims that quote the same words of one speaker, or put one event at one time."""
    found = [
        (one.saying, other.saying)
        for one, other in same_quotes(quotations([point.saying for point in laid.points]))
        if one.saying.voice.house == other.saying.voice.house
        and min(len(one.words), len(other.words)) >= 0.8 * max(len(one.words), len(other.words))
    ]
    for one, other in moments:
        if one.saying is not None and other.saying is not None and one.saying.claim.id != other.saying.claim.id:
            events = {word for word in one.around & other.around if word.startswith("=")}
            if events and laid.scene.rarity.shared(one.beside, other.beside) >= _BESIDE and one.minute is not None:
                found.append((one.saying, other.saying))
    return found


def _figures(held: Mapping[str, Sequence[Point]], judged: Sequence[Judged], every: Sequence[Figure]) -> dict[tuple[str, int], list[Figure]]:
    """The figures that were held against others and led to something, and their like in copies, by the sentence of their claim."""
    ruled = {figure.measure for verdict in judged if verdict.upshot in _RULED for figure in (verdict.pair.one, verdict.pair.other)}
    found: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in every:
        if figure.measure in ruled and is_toll(figure) and not _in_passing(figure):
            point = _holding(held, figure)
            if point is not None:
                found[point.key].append(figure)
    return found


def _points_by_claim(laid: Layout) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for point in laid.points:
        found[point.saying.claim.id].append(point)
    return found


def _holding(held: Mapping[str, Sequence[Point]], figure: Figure) -> Point | None:
    """The point that the figure stands in."""
    points = held.get(figure.saying.claim.id, ()) if figure.saying is not None else ()
    inside = [point for point in points if point.saying.claim.start <= figure.quantity.start < point.saying.claim.end]
    return inside[0] if inside else (points[0] if points else None)


def _in_passing(figure: Figure) -> bool:
    return language("en").measures.counted[figure.measure].background


def _parts(saying: Saying, stated: Sequence[Figure]) -> list[str]:
    """Into which parts a point falls: one for each measure where it states several tolls, else the whole."""
    measures = sorted({figure.measure for figure in stated})
    covered = sum(figure.clause.end - figure.clause.start for figure in stated)
    partly = covered < _COVERED * (saying.claim.end - saying.claim.start)
    if len(measures) > 1:
        return measures
    return [*measures, ""] if measures and partly else [""]


def _part(held: Mapping[str, Sequence[Point]], figure: Figure, parts: Mapping[tuple[str, int], Sequence[str]]) -> Part | None:
    point = _holding(held, figure)
    if point is None:
        return None
    return (*point.key, figure.measure if figure.measure in parts.get(point.key, ()) else "")


def _same_figures(
    scene: Scene, judged: Sequence[Judged], every: Sequence[Figure], echo_of: Mapping[tuple[str, int], Figure]
) -> Iterable[tuple[Figure, Figure]]:
    """Pairs of figures that make their claims one: tolls that agree, measures that agree in clauses that speak alike, copies."""
    for verdict in judged:
        one, other = verdict.pair.one, verdict.pair.other
        if verdict.upshot is not Upshot.AGREE or one.saying is None or other.saying is None:
            continue
        if (is_toll(one) and _in_passing(one)) or one.aside != other.aside:
            continue
        if is_toll(one) or (_speak_alike(scene, one, other) and _is_the_claim(one) and _is_the_claim(other)):
            yield one, other
    for figure in every:
        told = echo_of.get(figure.key)
        if told is not None and told.saying is not None and figure.saying is not None and same_figure(figure, told):
            yield figure, told


def _speak_alike(scene: Scene, one: Figure, other: Figure) -> bool:
    """Whether two clauses say the same of a figure, what is planned of it apart, and by more than the name of what is counted."""
    said = (one.beside & other.beside) - frozenset(stem(word) for word in (one.quantity.counted or "").split())
    return bool(said) and one.planned == other.planned and beside_shared(scene, one, other) >= _BESIDE


def _is_the_claim(figure: Figure) -> bool:
    """Whether the figure's clause is most of its claim, so that who agrees on the figure agrees on the claim."""
    claim = figure.saying.claim if figure.saying is not None else None
    return claim is not None and figure.clause.end - figure.clause.start >= _MOST * (claim.end - claim.start)


def _line(
    points: Mapping[tuple[str, int], Point],
    figures: Mapping[tuple[str, int], Sequence[Figure]],
    members: Sequence[Part],
    whole: Mapping[str, Saying],
) -> Line:
    """The line of some parts; `whole` are the claims that stand in it with all they say."""
    cites: list[Cite] = []
    givers: dict[str, str] = {}
    told: dict[str, Figure] = {}
    sayings: dict[tuple[str, int], Saying] = {}
    for claim, start, measure in sorted(members):
        saying = whole.get(claim) or points[claim, start].saying
        sayings[claim, saying.claim.start] = saying
        stated = [figure for figure in figures.get((claim, start), ()) if measure and figure.measure == measure]
        cites.extend(cite(figure) for figure in stated)
        if stated:
            told[claim] = stated[0]
        if saying.statement is None:
            givers.update(
                (claim, figure.voice)
                for figure in figures.get((claim, start), ())
                if figure.voice and (not measure or figure.measure == measure)
            )
        if not stated:
            cites.append(saying.report.cite(saying.claim.start, saying.claim.end))
    claims = sorted({claim for claim, _, _ in members})
    entire = not any(measure for _, _, measure in members) and len(whole) == len(claims)
    key = cluster_id("entry", claims) if entire else content_id("entry", min(members))
    return Line(key, tuple(sayings[key] for key in sorted(sayings)), tuple(sorted(set(cites))), givers, told)


def entries(scene: Scene, drawn: Sequence[Line], conflicts: Sequence[Conflict]) -> list[Entry]:
    """The lines as entries, each with its standing."""
    disputed: dict[str, list[Cite]] = defaultdict(list)
    for conflict in conflicts:
        if conflict.status is ConflictStatus.OPEN:
            for side in conflict.sides:
                for shown in side.cites:
                    disputed[shown.report].append(shown)
    return [_entry(scene, line, disputed=_meets(line.cites, disputed)) for line in drawn]


def _meets(cites: Iterable[Cite], disputed: Mapping[str, Sequence[Cite]]) -> bool:
    """Whether words of the line are words of a side of a conflict."""
    return any(_overlap(one, other) for one in cites for other in disputed.get(one.report, ()))


def _overlap(one: Cite, other: Cite) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common > 0 and common >= 0.5 * min(one.end - one.start, other.end - other.start)


def with_entries(conflict: Conflict, drawn: Sequence[Line]) -> Conflict:
    """The conflict with the ids of the lines that it is between."""
    shown: dict[str, list[Cite]] = defaultdict(list)
    for side in conflict.sides:
        for cited in side.cites:
            shown[cited.report].append(cited)
    return msgspec.structs.replace(conflict, entries=tuple(sorted(line.id for line in drawn if _meets(line.cites, shown))))


def _entry(scene: Scene, line: Line, *, disputed: bool) -> Entry:
    counted = borne(scene, credited(scene, line.sayings), line.givers, disputed=disputed)
    dates = sorted(saying.report.published for saying in line.sayings if saying.report.published)
    return Entry(
        id=line.id,
        story=scene.story,
        text=_text(scene, line),
        claims=tuple(sorted({saying.claim.id for saying in line.sayings})),
        standing=counted.standing,
        why=counted.why,
        cites=line.cites,
        origins=counted.origins,
        witnesses=counted.witnesses,
        unestablished=counted.unestablished,
        first_said=dates[0] if dates else None,
        last_said=dates[-1] if dates else None,
    )


def _text(scene: Scene, line: Line) -> str:
    """The sentences of the best claim that all have; else the claim alone, of several figures this one with who gives it."""
    ranked = sorted(line.sayings, key=functools.partial(_rank, scene))
    if whole := next(filter(None, (told_whole(scene, one, line.sayings) for one in sorted(ranked, key=_heads))), None):
        return whole
    told, figure = ranked[0], line.figures.get(ranked[0].claim.id)
    if figure is None or not _is_plain(scene, figure):
        return spoken(scene, told)
    who = scene.cast.name_of.get(line.givers.get(told.claim.id, "")) or told.voice.name or told.report.outlet or "A report"
    return tidy(f"{capital(who)} reported {shown(figure)}")


def _is_plain(scene: Scene, figure: Figure) -> bool:
    """Whether who gives a figure, the figure and what it counts are all there is to tell: nothing planned, of before, of a part, no age."""
    text, quantity = figure.report.text, figure.quantity
    if figure.aside or figure.planned or figure.scope & _NARROWER:
        return False
    if _OF_THESE.search(text, quantity.start, quantity.end + len(" of their ")) or _AGE.match(text, max(0, quantity.start - 2)):
        return False
    published = window(figure.report.published)
    inside = [
        when for when in scene.annotation_by_report[figure.report.id].times if figure.sentence.start <= when.start < figure.sentence.end
    ]
    told = [bounds for when in inside if (bounds := bounds_of(when)) is not None]
    return published is None or not any(published.earliest - bounds.latest > _LATELY for bounds in told)


def _heads(saying: Saying) -> bool:
    return passage_kind(saying.report, saying.claim.start) is PassageKind.HEADLINE


def _rank(scene: Scene, saying: Saying) -> tuple[bool, bool, bool, str, str]:
    """The claim to tell a line by comes first: a first telling, with a named source, the earliest."""
    return (
        scene.first_of[saying.report.id] != saying.report.id or saying.leans_on is not None,
        saying.voice.bearing is not Bearing.NAMED,
        saying.claim.end - saying.claim.start < 25,
        saying.report.published or "9999",
        saying.claim.id,
    )
