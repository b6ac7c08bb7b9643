"""Who says the same: one utterance that several heard, and one claim that several tell in other words."""

from collections.abc import Iterable, Sequence

from twosource.connect.credits import credited
from twosource.connect.judge import Groups
from twosource.connect.phrasing import heading, named, spoken, tidy
from twosource.connect.points import Layout, Point
from twosource.connect.said_again import Quoted, in_the_same_words, quotations, same_quotes
from twosource.connect.scene import Saying, Scene
from twosource.connect.speakers import one_speaker
from twosource.connect.voices import Bearing
from twosource.model.codec import content_id
from twosource.model.ledger import Agreement, AgreementKind
from twosource.model.report import Cite

_GAP = 120  # characters between two sentences of one utterance, with the words of who speaks


def utterances(laid: Layout) -> list[Agreement]:
    """One agreement for each utterance of one speaker that two tellers heard, however they cut it."""
    scene = laid.scene
    quotes = quotations([point.saying for point in laid.points if _first(scene, point.saying)])
    same = Groups[int]()
    at = {(quote.saying.claim.id, quote.start): i for i, quote in enumerate(quotes)}
    met = set()
    for one, other in same_quotes(quotes):
        if one.saying.report.id != other.saying.report.id and one_voice(scene, one.saying, other.saying):
            left, right = at[one.saying.claim.id, one.start], at[other.saying.claim.id, other.start]
            same.join(left, right)
            met |= {left, right}
    for left, right in zip(sorted(met, key=lambda i: _place(quotes[i])), sorted(met, key=lambda i: _place(quotes[i]))[1:], strict=False):
        if _runs_on(quotes[left], quotes[right]):
            same.join(left, right)
    return [
        found
        for members in same.sets(sorted(met))
        if len({scene.teller_of[quotes[i].saying.report.id] for i in members}) > 1
        for found in [_heard(scene, [quotes[i] for i in members])]
    ]


def _first(scene: Scene, saying: Saying) -> bool:
    return scene.first_of[saying.report.id] == saying.report.id


def one_voice(scene: Scene, one: Saying, other: Saying) -> bool:
    """Whether two sayings are of one speaker, or may be: "the judge" and the judge who is named; the words are the same already."""
    left, right = one.voice, other.voice
    if any(voice.key.startswith("words:") or voice.bearing in {Bearing.HEARSAY, Bearing.UNNAMED} for voice in (left, right)):
        return True
    if left.bearing is not Bearing.NAMED or right.bearing is not Bearing.NAMED:
        return False
    return left.house == right.house or one_speaker(scene.cast, left.key, right.key, together=False, states=False)


def _place(quote: Quoted) -> tuple[str, int]:
    return (quote.saying.report.id, quote.start)


def _runs_on(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations follow one another in one mouth."""
    return one.saying.report.id == other.saying.report.id and one.saying.voice == other.saying.voice and 0 <= other.start - one.end <= _GAP


def _heard(scene: Scene, quotes: Sequence[Quoted]) -> Agreement:
    cites = _joined(quotes)
    return Agreement(
        id=content_id("agreement", scene.story, "quote", [[c.report, c.start, c.end] for c in cites]),
        story=scene.story,
        kind=AgreementKind.QUOTE,
        says=tuple(dict.fromkeys(" ".join(cite.exact.split()) for cite in cites)),
        cites=cites,
        about=f"the words of {named(_speaker(quotes).voice.name)}",
    )


def _speaker(quotes: Sequence[Quoted]) -> Saying:
    """The saying that names who spoke best: by name before by description, the earliest."""
    return min(
        (quote.saying for quote in quotes),
        key=lambda saying: (
            saying.voice.bearing is not Bearing.NAMED,
            saying.voice.key.startswith("words:"),
            saying.statement is None or saying.statement.source_entity is None,
            saying.report.published or "9999",
            saying.claim.id,
        ),
    )


def _joined(quotes: Iterable[Quoted]) -> tuple[Cite, ...]:
    """One cite for each run of sentences of a report."""
    runs: list[list[Quoted]] = []
    for quote in sorted(quotes, key=_place):
        if runs and _runs_on(runs[-1][-1], quote):
            runs[-1].append(quote)
        else:
            runs.append([quote])
    return tuple(run[0].saying.report.cite(run[0].start, run[-1].end) for run in runs)


def statements(laid: Layout, same: Iterable[Sequence[int]], heard: Sequence[Agreement]) -> list[Agreement]:
    """One agreement for each claim without figures that two tellers make in other words.

    Figures have agreements of their own, and so have the utterances `heard`: of these only one stands for all.
    """
    found = []
    quoted = [cite for agreement in heard for cite in agreement.cites]
    for members in same:
        told = [laid.points[at] for at in members if _first(laid.scene, laid.points[at].saying)]
        leaning = credited(laid.scene, [point.saying for point in told])
        points = _one_heard([point for point, saying in zip(told, leaning, strict=True) if saying.leans_on is None], quoted)
        if len({laid.scene.teller_of[point.saying.report.id] for point in points}) > 1 and _in_other_words(points):
            found.append(_agreement(laid.scene, points))
    return found


def _one_heard(points: Sequence[Point], quoted: Sequence[Cite]) -> list[Point]:
    """The points, of those that stand in quotations which agree only the first."""
    kept, seen = [], False
    for point in sorted(points, key=lambda point: (point.saying.report.published or "9999", point.key)):
        claim = point.saying.claim
        inside = any(c.report == point.saying.report.id and c.start < claim.end and claim.start < c.end for c in quoted)
        if not (inside and seen):
            kept.append(point)
        seen = seen or inside
    return kept


def _in_other_words(points: Sequence[Point]) -> bool:
    """Whether two of the points say it differently, without a figure."""
    if any(point.numbers or point.clocks for point in points):
        return False
    return not all(in_the_same_words(points[0].saying, point.saying) for point in points[1:])


def _agreement(scene: Scene, points: Sequence[Point]) -> Agreement:
    sayings = sorted(
        (point.saying for point in points), key=lambda saying: (saying.report.published or "9999", saying.report.id, saying.claim.start)
    )
    cites = tuple(sorted({saying.report.cite(saying.claim.start, saying.claim.end) for saying in sayings}))
    return Agreement(
        id=content_id("agreement", scene.story, "statement", [[c.report, c.start, c.end] for c in cites]),
        story=scene.story,
        kind=AgreementKind.STATEMENT,
        says=tuple(dict.fromkeys(tidy(spoken(scene, saying)) for saying in sayings)),
        cites=cites,
        about=heading(sayings[0].report.text[sayings[0].claim.start : sayings[0].claim.end]),
    )
