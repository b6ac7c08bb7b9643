"""Ledger lines: every claim in one, with the claims that say the same.

A claim that states several figures which other reports state too ("17 dead and 31 missing") stands in one line for each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from twosource.connect.align import beside_shared, is_toll, same_figure
from twosource.connect.figures import Figure
from twosource.connect.hours import Moment
from twosource.connect.judge import Groups, Judged, Upshot
from twosource.connect.phrasing import capital, spoken, tidy
from twosource.connect.said_again import Facts, candidates, quotations, restate, same_quotes
from twosource.connect.scene import Saying, Scene
from twosource.connect.sides import cite, shown
from twosource.connect.standing import borne
from twosource.connect.voices import Bearing
from twosource.lang import language
from twosource.model.codec import cluster_id, content_id
from twosource.model.ledger import Conflict, ConflictStatus, Entry
from twosource.model.report import Cite

_RULED = frozenset({Upshot.AGREE, Upshot.CONFLICT, Upshot.SLIP, Upshot.CHANGE})
#: A measure makes two claims one only where their clauses speak alike.
_BESIDE = 0.45
#: A claim of which the figure's clause is less than this says something else besides.
_COVERED, _MOST = 0.4, 0.6

Part = tuple[str, str]  # a claim's id, and the measure of one of its figures or ""


class Line(NamedTuple):
    """Claims that say the same, with the words that say it; `givers` are the bodies by which own-voice claims give a figure."""

    id: str
    sayings: tuple[Saying, ...]
    cites: tuple[Cite, ...]
    givers: Mapping[str, str]
    figures: Mapping[str, Figure]  # of a line of one figure, the figure by claim


class Extra(NamedTuple):
    """What else says that claims are the same: quotations, times; and every figure and fact of the story."""

    figures: Sequence[Figure]
    fact_of: Mapping[str, Facts]
    same_sayings: Sequence[tuple[Saying, Saying]]


def lines(scene: Scene, judged: Sequence[Judged], echo_of: Mapping[tuple[str, int], Figure], extra: Extra) -> list[Line]:
    """All claims of the story as lines of the ledger."""
    saying_by_claim = {saying.claim.id: saying for saying in scene.sayings}
    figures = _figures(judged, extra.figures)
    parts = _parts(saying_by_claim, figures)
    same = Groups[Part]()
    for one, other in _same_figures(scene, judged, extra.figures, echo_of):
        same.join(_part(one, parts), _part(other, parts))
    whole = [saying for saying in scene.sayings if parts[saying.claim.id] == [""]]
    for left, right in candidates(scene, whole):
        if restate(scene, left, right, extra.fact_of):
            same.join((left.claim.id, ""), (right.claim.id, ""))
    for left, right in extra.same_sayings:
        if parts[left.claim.id] == parts[right.claim.id] == [""]:
            same.join((left.claim.id, ""), (right.claim.id, ""))
    every = [(claim, measure) for claim in sorted(parts) for measure in parts[claim]]
    return [_line(saying_by_claim, figures, members) for members in same.sets(every)]


def said_together(scene: Scene, moments: Iterable[tuple[Moment, Moment]]) -> list[tuple[Saying, Saying]]:
    """Claims that quote the same words of one speaker, or put one event at one time."""
    found = [
        (one.saying, other.saying)
        for one, other in same_quotes(quotations(scene.sayings))
        if one.saying.voice.house == other.saying.voice.house
        and min(len(one.words), len(other.words)) >= 0.8 * max(len(one.words), len(other.words))
    ]
    for one, other in moments:
        if one.saying is not None and other.saying is not None and one.saying.claim.id != other.saying.claim.id:
            events = {word for word in one.around & other.around if word.startswith("=")}
            if events and scene.rarity.shared(one.beside, other.beside) >= _BESIDE and one.minute is not None:
                found.append((one.saying, other.saying))
    return found


def _figures(judged: Sequence[Judged], every: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures that were held against others and led to something, and their like in copies, by claim."""
    ruled = {figure.measure for verdict in judged if verdict.upshot in _RULED for figure in (verdict.pair.one, verdict.pair.other)}
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in every:
        if figure.saying is not None and figure.measure in ruled and is_toll(figure) and not _in_passing(figure):
            found[figure.saying.claim.id].append(figure)
    return found


def _in_passing(figure: Figure) -> bool:
    return language("en").measures.counted[figure.measure].background


def _parts(sayings: Mapping[str, Saying], figures: Mapping[str, Sequence[Figure]]) -> dict[str, list[str]]:
    """Into which parts each claim falls: one for each measure where it states several tolls, else the whole."""
    parts: dict[str, list[str]] = {}
    for claim, saying in sayings.items():
        stated = figures.get(claim, ())
        measures = sorted({figure.measure for figure in stated})
        covered = sum(figure.clause.end - figure.clause.start for figure in stated)
        partly = covered < _COVERED * (saying.claim.end - saying.claim.start)
        if len(measures) > 1:
            parts[claim] = measures
        else:
            parts[claim] = [*measures, ""] if measures and partly else [""]
    return parts


def _part(figure: Figure, parts: Mapping[str, Sequence[str]]) -> Part:
    claim = figure.saying.claim.id if figure.saying is not None else ""
    return (claim, figure.measure if figure.measure in parts.get(claim, ()) else "")


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
        if is_toll(one) or (beside_shared(scene, one, other) >= _BESIDE and _is_the_claim(one) and _is_the_claim(other)):
            yield one, other
    for figure in every:
        told = echo_of.get(figure.key)
        if told is not None and told.saying is not None and figure.saying is not None and same_figure(figure, told):
            yield figure, told


def _is_the_claim(figure: Figure) -> bool:
    """Whether the figure's clause is most of its claim, so that who agrees on the figure agrees on the claim."""
    claim = figure.saying.claim if figure.saying is not None else None
    return claim is not None and figure.clause.end - figure.clause.start >= _MOST * (claim.end - claim.start)


def _line(sayings: Mapping[str, Saying], figures: Mapping[str, Sequence[Figure]], members: Sequence[Part]) -> Line:
    cites: list[Cite] = []
    givers: dict[str, str] = {}
    told: dict[str, Figure] = {}
    for claim, measure in members:
        saying = sayings[claim]
        stated = [figure for figure in figures.get(claim, ()) if measure and figure.measure == measure]
        cites.extend(cite(figure) for figure in stated)
        if stated:
            told[claim] = stated[0]
        if saying.statement is None:
            givers.update(
                (claim, figure.voice) for figure in figures.get(claim, ()) if figure.voice and (not measure or figure.measure == measure)
            )
        if not stated:
            cites.append(saying.report.cite(saying.claim.start, saying.claim.end))
    claims = sorted({claim for claim, _ in members})
    measures = sorted({measure for _, measure in members if measure})
    key = content_id("entry", claims[0], measures) if measures else cluster_id("entry", claims)
    return Line(key, tuple(sayings[claim] for claim in claims), tuple(sorted(set(cites))), givers, told)


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
    counted = borne(scene, line.sayings, line.givers, disputed=disputed)
    dates = sorted(saying.report.published for saying in line.sayings if saying.report.published)
    return Entry(
        id=line.id,
        story=scene.story,
        text=_text(scene, line),
        claims=tuple(saying.claim.id for saying in line.sayings),
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
    """The best claim as a sentence; of a claim of several figures only this one, with who gives it."""
    told = best(scene, line.sayings)
    figure = line.figures.get(told.claim.id)
    if figure is None or figure.scope & {"part", "more", "period", "old"}:
        return spoken(scene, told)
    giver = line.givers.get(told.claim.id, "")
    who = scene.cast.name_of.get(giver) or told.voice.name or told.report.outlet or "A report"
    return tidy(f"{capital(who)} reported {shown(figure)}")


def best(scene: Scene, sayings: Sequence[Saying]) -> Saying:
    """The claim to tell a line by: a first telling, with a named source, the earliest, and not a headline."""
    return min(
        sayings,
        key=lambda saying: (
            scene.first_of[saying.report.id] != saying.report.id or saying.leans_on is not None,
            saying.voice.bearing is not Bearing.NAMED,
            saying.claim.end - saying.claim.start < 25,
            saying.report.published or "9999",
            saying.claim.id,
        ),
    )
