"""The same words in two mouths: quotations that reports give to two speakers, or to one whose name they write in two ways."""

import itertools
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from twosource.connect.agencies import agency, same_name
from twosource.connect.agreed import one_voice
from twosource.connect.phrasing import heading, spoken, tidy
from twosource.connect.said_again import Quoted, quotations, same_quotes
from twosource.connect.scene import Saying, Scene, sentence_at
from twosource.connect.setting import clause_at
from twosource.connect.speakers import name_words, one_speaker
from twosource.connect.voices import Bearing
from twosource.model.claim import Form
from twosource.model.codec import content_id
from twosource.model.ledger import Conflict, ConflictKind, Severity, Side
from twosource.model.report import Cite, Report

#: A shorter run may be a phrase that two people use.
_LONG = 7
_FEWEST, _BOTH = 5, 2  # words of a quotation that is told from a phrase; with a "not" and without
_UNDENIED = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
_FULL = 2  # words of a full name


def _known(saying: Saying) -> bool:
    """Whether the speaker is one we would know again; two descriptions may be of one body."""
    return saying.voice.bearing is Bearing.NAMED and not saying.voice.key.startswith("words:")


def attribution_conflicts(scene: Scene, sayings: Sequence[Saying]) -> list[Conflict]:
    """One conflict for every two speakers who do not speak for one another and to whom reports give the same words."""
    found: dict[tuple[str, str], list[tuple[Quoted, Quoted]]] = {}
    for one, other in same_quotes(quotations(sayings)):
        left, right = one.saying, other.saying
        apart = left.report.id != right.report.id and left.voice.house != right.voice.house and left.voice.key != right.voice.key
        if not apart or min(len(one.words), len(other.words)) < _LONG or not (_known(left) and _known(right)):
            continue
        if one_speaker(scene.cast, left.voice.key, right.voice.key, together=False, states=False) and not _alike(scene, left, right):
            continue
        if _carries(scene, left) or _carries(scene, right):
            continue
        if _slip(scene, left, right):
            continue  # a letter of a surname: "Lake", "Lane"
        pair = (one, other) if left.voice.key < right.voice.key else (other, one)
        found.setdefault((pair[0].saying.voice.key, pair[1].saying.voice.key), []).append(pair)
    return [_conflict(scene, found[key]) for key in sorted(found)]


def turned_quotes(scene: Scene, sayings: Sequence[Saying]) -> list[Conflict]:
    """One conflict for each quotation that one report has with a "not" and another, word for word else, without; both of one speaker."""
    told: dict[tuple[str, ...], dict[bool, list[Quoted]]] = {}
    for quote in quotations(sayings):
        bare = _bare(quote.words)
        told.setdefault(bare, {}).setdefault(bare == quote.words, []).append(quote)
    found = []
    for bare, by_sign in sorted(told.items()):
        if len(by_sign) < _BOTH or len(bare) < _FEWEST:
            continue
        pairs = [(no, yes) for no, yes in itertools.product(by_sign[False], by_sign[True]) if one_voice(scene, no.saying, yes.saying)]
        if pairs and {no.saying.report.id for no, _ in pairs}.isdisjoint(yes.saying.report.id for _, yes in pairs):
            found.append(_turned(scene, list(dict.fromkeys(no for no, _ in pairs)), list(dict.fromkeys(yes for _, yes in pairs))))
    return found


def _bare(words: Sequence[str]) -> tuple[str, ...]:
    """Quoted words without their "not", and without the "do" that it brings."""
    kept: list[str] = []
    for word in words:
        if word in {"not", "never", "no"}:
            if kept and kept[-1] in {"do", "does", "did"}:
                kept.pop()
        elif word not in {"don't", "doesn't", "didn't"}:
            kept.append(_UNDENIED.get(word, word.removesuffix("n't")))
    return tuple(kept)


def _turned(scene: Scene, denied: Sequence[Quoted], without: Sequence[Quoted]) -> Conflict:
    cites = [tuple(sorted({quote.saying.report.cite(quote.start, quote.end) for quote in side})) for side in (denied, without)]
    shown = tuple(Side(says=tidy(spoken(scene, side[0].saying)), cites=said) for side, said in zip((denied, without), cites, strict=True))
    names = [side[0].saying.report.outlet or "one report" for side in (denied, without)]
    return Conflict(
        id=content_id("conflict", scene.story, "turned", [[c.report, c.start, c.end] for side in cites for c in side]),
        story=scene.story,
        kind=ConflictKind.POLARITY,
        severity=Severity.HIGH,
        about=f"the words of {denied[0].saying.voice.name or 'one speaker'}",
        sides=shown,
        note=f"One quotation: {names[0]} has it with a “not”, {names[1]} without.",
    )


def _conflict(scene: Scene, pairs: Sequence[tuple[Quoted, Quoted]]) -> Conflict:
    firsts, seconds = [one for one, _ in pairs], [other for _, other in pairs]
    first, second = firsts[0].saying.voice, seconds[0].saying.voice
    one_person = _alike(scene, firsts[0].saying, seconds[0].saying)
    cites = [_names(scene, group) if one_person else _words(group) for group in (firsts, seconds)]
    kind = ConflictKind.NAME if one_person else ConflictKind.ATTRIBUTION
    quote = min(firsts, key=lambda quote: quote.saying.report.cite(quote.start, quote.end))
    words = heading(quote.saying.report.text[quote.start : quote.end])
    return Conflict(
        id=content_id("conflict", scene.story, kind, [[c.report, c.start, c.end] for side in cites for c in side]),
        story=scene.story,
        kind=kind,
        severity=Severity.LOW if one_person else Severity.MEDIUM,
        about=f"the name of who said “{words}”" if one_person else f"who said “{words}”",
        sides=(Side(says=first.name, cites=cites[0]), Side(says=second.name, cites=cites[1])),
        note=f"The same words are given to {first.name} and to {second.name}.",
    )


def _alike(scene: Scene, one: Saying, other: Saying) -> bool:
    """Whether two names may be one person's: one given name and two surnames, or the other way round; not a name and its shorter form."""
    left, right = name_words(scene.cast, one.voice.key), name_words(scene.cast, other.voice.key)
    if min(len(left), len(right)) < _FULL or set(left) <= set(right) or set(right) <= set(left):
        return False
    return left[0] == right[0] or left[-1] == right[-1]


def _carries(scene: Scene, saying: Saying) -> bool:
    """Whether the speaker is an agency or an outlet of the story, which carries what others say."""
    name = saying.voice.name
    return agency(name) is not None or any(same_name(name, report.outlet) for report in scene.report_by_id.values())


def _slip(scene: Scene, one: Saying, other: Saying) -> bool:
    """Whether two surnames are a letter apart, so that one of them is a slip of the pen and not another mouth."""
    left, right = name_words(scene.cast, one.voice.key), name_words(scene.cast, other.voice.key)
    return bool(left and right) and left[-1] != right[-1] and OSA.distance(left[-1], right[-1]) <= 1


def _words(quotes: Sequence[Quoted]) -> tuple[Cite, ...]:
    """The words that are quoted, with who is said to have said them."""
    return tuple(sorted({_spoken(quote) for quote in quotes}))


def _spoken(quote: Quoted) -> Cite:
    """The quotation, and the words that name the speaker where they stand in its sentence."""
    saying = quote.saying
    sentence = sentence_at(saying.report, quote.start)
    named = [*saying.statement.source, *saying.statement.cue] if saying.statement is not None else []
    beside = [span for span in named if sentence.start <= span.start < sentence.end]
    return saying.report.cite(min([quote.start, *(span.start for span in beside)]), max([quote.end, *(span.end for span in beside)]))


def _names(scene: Scene, quotes: Sequence[Quoted]) -> tuple[Cite, ...]:
    """Where the reports write the speaker's full name; the quotation where they write none."""
    reports = {quote.saying.report.id: quote.saying.report for quote in quotes}
    key = quotes[0].saying.voice.key
    found = {cite for report in reports.values() for cite in _written(scene, report, key)}
    return tuple(sorted(found)) or _words(quotes)


def _written(scene: Scene, report: Report, key: str) -> list[Cite]:
    """The first full writing of a name in a report, in its clause."""
    mentions = [
        mention
        for mention in scene.annotation_by_report[report.id].mentions
        if mention.entity
        and mention.form is Form.NAME
        and scene.cast.cluster(mention.entity) == key
        and " " in report.text[mention.start : mention.end]
    ]
    if not mentions:
        return []
    clause = clause_at(report.text, sentence_at(report, mentions[0].start), mentions[0].start, mentions[0].end)
    start = clause.start + len(report.text[clause.start : clause.end]) - len(report.text[clause.start : clause.end].lstrip())
    return [report.cite(start, max(mentions[0].end, start + len(report.text[start : clause.end].rstrip())))]
