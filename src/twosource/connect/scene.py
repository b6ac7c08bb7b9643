"""A story laid out for comparing: what each claim says, by whom, in which report, resting on which other."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from twosource.connect.terms import Rarity, rarity, stems, terms
from twosource.connect.voices import DATELINE, Cast, Voice, cast, described_body, fold_all, mentions_in, voice
from twosource.connect.wording import Window, window
from twosource.lang import language
from twosource.model.claim import Act, Annotation, Attribution, Claim, EntityType, Polarity
from twosource.model.ledger import Dossier
from twosource.model.report import PassageKind, Report, Span

#: How like a reference's title must be to a headline for the reference to mean that report.
_SAME_TITLE = 90
_DENIALS = frozenset({Act.DENIED, Act.REJECTED})
_OPENING = 12  # words in which a giver and what it does stand
_LEAD = 2  # sentences that say what a report is about


class Saying(NamedTuple):
    """A claim in its setting. `said` is when its report came out, or the report it leans on; `origin` who tells it."""

    claim: Claim
    report: Report
    statement: Attribution | None
    voice: Voice
    pieces: tuple[Span, ...]
    sentence: Span
    stems: frozenset[str]
    names: frozenset[str]
    said: Window | None
    leans_on: str | None  # the report that a citation beside the claim names

    @property
    def denied(self) -> bool:
        """Whether the voice denies or rejects what the words say."""
        return self.statement is not None and self.statement.act in _DENIALS


class Scene(NamedTuple):
    """A story's reports, voices and sayings, and how rare its words are. `first_of` leads from a report to the one its text comes from."""

    story: str
    report_by_id: Mapping[str, Report]
    annotation_by_report: Mapping[str, Annotation]
    cast: Cast
    first_of: Mapping[str, str]
    teller_of: Mapping[str, str]
    origin_of_claim: Mapping[str, str]
    sayings: tuple[Saying, ...]
    rarity: Rarity
    fame: Rarity  # of names, by the sentences that bear them
    leads: Mapping[str, frozenset[str]]


def scene(dossier: Dossier) -> Scene:
    """The dossier laid out."""
    reports = {report.id: report for report in dossier.reports}
    annotations = {annotation.report: annotation for annotation in dossier.annotations if annotation.report in reports}
    known = cast(annotations.values(), dossier.entities, {key: report.text for key, report in reports.items()})
    first_of, teller_of = _tellers(dossier)
    said = {key: [stems(terms(report.text, s.start, s.end)) for s in report.sentences] for key, report in reports.items()}
    counted = [sentence for key in sorted(reports) if first_of[key] == key for sentence in said[key]]
    return Scene(
        story=dossier.story.id,
        report_by_id=reports,
        annotation_by_report=annotations,
        cast=known,
        first_of=first_of,
        teller_of=teller_of,
        origin_of_claim={claim: origin.id for origin in dossier.origins for claim in origin.claims},
        sayings=tuple(saying for key in sorted(annotations) for saying in _sayings(reports[key], annotations[key], known, reports)),
        rarity=rarity(counted),
        fame=rarity(
            names for key in sorted(annotations) if first_of[key] == key for names in _named(reports[key], annotations[key], known)
        ),
        leads={key: frozenset().union(*sentences[:_LEAD], _headline(reports[key])) for key, sentences in said.items()},
    )


def _headline(report: Report) -> frozenset[str]:
    return stems(terms(report.headline or "", 0, len(report.headline or "")))


def _named(report: Report, annotation: Annotation, known: Cast) -> list[frozenset[str]]:
    """The entities that each sentence of a report names."""
    found: dict[Span, set[str]] = {sentence: set() for sentence in report.sentences}
    for mention in annotation.mentions:
        if mention.entity and (names := found.get(sentence_at(report, mention.start))) is not None:
            names.add(known.cluster(mention.entity))
    return [frozenset(names) for names in found.values()]


def _tellers(dossier: Dossier) -> tuple[dict[str, str], dict[str, str]]:
    """For each report the first of its origin, and the teller: one origin for all that one outlet wrote itself."""
    first_of = {report.id: report.id for report in dossier.reports}
    teller_of = {report.id: report.id.replace("report-", "origin-", 1) for report in dossier.reports}
    by_id = {report.id: report for report in dossier.reports}
    outlets: dict[str, str] = {}
    for origin in sorted(dossier.origins, key=lambda origin: origin.id):
        members = sorted(member for member in origin.reports if member in by_id)
        if not members:
            continue
        first = origin.primary if origin.primary in by_id else min(members, key=lambda member: (by_id[member].published or "9999", member))
        outlet = fold_all(by_id[first].outlet or "")
        teller = outlets.setdefault(outlet, origin.id) if outlet else origin.id
        for member in members:
            first_of[member], teller_of[member] = first, teller
    return first_of, teller_of


def sentence_at(report: Report, offset: int) -> Span:
    """The sentence that holds the offset; the bare place where none does."""
    at = bisect_right(report.sentences, offset, key=lambda sentence: sentence.start) - 1
    if at >= 0 and offset < report.sentences[at].end:
        return report.sentences[at]
    return Span(offset, offset)


def _sayings(report: Report, annotation: Annotation, known: Cast, reports: Mapping[str, Report]) -> list[Saying]:
    cited = _cited(annotation, reports)
    spoken = list(annotation.statements)
    found = []
    for claim in annotation.claims:
        statement = spoken[claim.statement] if claim.statement is not None and claim.statement < len(spoken) else None
        pieces = _pieces(claim, statement)
        sentence = sentence_at(report, pieces[0].start)
        leans_on = _leans_on(annotation, sentence, claim, cited)
        words = [term for piece in pieces for term in terms(report.text, piece.start, piece.end)]
        found.append(
            Saying(
                claim=claim,
                report=report,
                statement=statement,
                voice=voice(report, annotation, statement, known),
                pieces=pieces,
                sentence=sentence,
                stems=stems(words),
                names=frozenset(known.cluster(m.entity) for m in mentions_in(annotation, pieces) if m.entity),
                said=window(reports[leans_on].published if leans_on else report.published),
                leans_on=leans_on,
            )
        )
    return found


def _pieces(claim: Claim, statement: Attribution | None) -> tuple[Span, ...]:
    """The words of the claim, without a cue that stands in their midst."""
    whole = Span(claim.start, claim.end)
    if statement is None:
        return (whole,)
    inside = [Span(max(p.start, whole.start), min(p.end, whole.end)) for p in statement.content if p.overlaps(whole)]
    return tuple(inside) or (whole,)


def _cited(annotation: Annotation, reports: Mapping[str, Report]) -> dict[str, str]:
    """From a citation's label to the one report of the story that its reference means."""
    found: dict[str, str] = {}
    for reference in annotation.references:
        title = fold_all(reference.title)
        meant = [
            key
            for key, report in reports.items()
            if key != annotation.report and report.headline and fuzz.partial_ratio(fold_all(report.headline), title) >= _SAME_TITLE
        ]
        if len(meant) == 1:
            found[reference.label] = meant[0]
    return found


def _leans_on(annotation: Annotation, sentence: Span, claim: Claim, cited: Mapping[str, str]) -> str | None:
    if not cited:
        return None
    beside = [citation for citation in annotation.citations if sentence.start <= citation.start < sentence.end + 8]
    after = [citation for citation in beside if citation.start >= claim.end - 4] or beside
    return next((cited[citation.label] for citation in after if citation.label in cited), None)


def negated(saying: Saying) -> bool:
    """Whether the words themselves say no: "there was no siren"."""
    marked = {saying.claim.polarity, saying.statement.polarity if saying.statement is not None else Polarity.POSITIVE}
    if Polarity.NEGATIVE in marked and not saying.denied:
        return True
    words = " ".join(saying.report.text[piece.start : piece.end] for piece in saying.pieces).lower().replace("’", "'").split()
    denials = set(language("en").measures.negations)
    return any(word.strip(".,;:!?\"“”'‘()") in denials or word.endswith("n't") for word in words)


def owner(scene_: Scene, saying_report: Report, sentence: Span) -> str | None:
    """The body or person at the head of a sentence in the outlet's own voice: "The ministry listed 31 people"."""
    if dateline := DATELINE.match(saying_report.text, sentence.start, sentence.end):
        sentence = Span(dateline.end(), sentence.end)
    annotation = scene_.annotation_by_report[saying_report.id]
    if not _gives(saying_report.text[sentence.start : sentence.end]):
        return None
    for mention in annotation.mentions:
        if mention.start >= sentence.start + 24 or mention.start >= sentence.end:
            break
        if mention.start >= sentence.start and mention.entity and mention.type in {EntityType.ORG, EntityType.PER}:
            lead = saying_report.text[sentence.start : mention.start].strip(" \"“‘'").lower()
            return scene_.cast.cluster(mention.entity) if lead in {"", "the"} else None
    return described_body(saying_report.text[sentence.start : sentence.end], scene_.cast)


def _gives(sentence: str) -> bool:
    """Whether a sentence opens with somebody who lists, counts or puts: "regime kills 18" gives no figure of the regime's."""
    opening = (word.strip(',.;:“”"()') for word in sentence.lower().split()[:_OPENING])
    return any(word in language("en").measures.gives for word in opening)


def passage_kind(report: Report, offset: int) -> PassageKind | None:
    """The kind of the passage that holds the offset."""
    for passage in report.passages:
        if passage.start <= offset < passage.end:
            return passage.kind
    return None


def passage_at(report: Report, offset: int) -> Span:
    """The passage that holds the offset; the bare place where none does."""
    return next((Span(p.start, p.end) for p in report.passages if p.start <= offset < p.end), Span(offset, offset))
