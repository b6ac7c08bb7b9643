"""Origins: which reports' texts go back to one text, and which claims to one speaker, one speech or one dispatch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from twosource.connect.agencies import agency, credited, same_name
from twosource.connect.clusters import joined
from twosource.connect.prevailing import prevailing
from twosource.connect.wording import Word, called, words_between
from twosource.model.claim import Annotation, Attribution, Basis
from twosource.model.codec import Record, cluster_id
from twosource.model.ledger import EntityCluster, Ground, GroundKind, Judgement, Link, LinkKind, Origin, Story
from twosource.model.report import Cite, Report, Span

#: So many words in a row inside quotation marks are one utterance; fewer may be a phrase that anyone uses.
UTTERANCE = 6
#: Of the shorter of two contents, how many words the other must have, for one unnamed source to have said one thing.
SAME_CONTENT, SHORTEST = 0.7, 6
#: Grounds shown of one kind, and cites of one ground.
SHOWN = 4
#: Statements of one unnamed source held against each other.
FEW = 50


def origins(key: str, records: Sequence[Record]) -> Iterable[Origin]:
    """One origin for every text, each report in exactly one, and one for every voice that stands behind claims of several reports."""
    del key
    reports = sorted((record for record in records if isinstance(record, Report)), key=lambda report: report.id)
    yield from _texts(reports, sorted(prevailing(records), key=lambda link: link.id))
    yield from _voices(_spoken(reports, records))


def _texts(reports: Sequence[Report], links: Sequence[Link]) -> Iterator[Origin]:
    """Reports whose texts were made from one another."""
    at = {report.id: i for i, report in enumerate(reports)}
    grounds = [
        (link, ground)
        for link in links
        if link.left in at and link.right in at and (ground := _ground(link, reports[at[link.left]], reports[at[link.right]]))
    ]
    for group in joined(len(reports), [(at[link.left], at[link.right]) for link, _ in grounds]):
        members = {reports[i].id for i in group}
        inside = [(link, ground) for link, ground in grounds if link.left in members]
        yield Origin(
            id=cluster_id("origin", members),
            reports=tuple(sorted(members)),
            primary=_primary(members, [link for link, _ in inside]),
            why=(*_nearest(inside), *_credits([reports[i] for i in group])),
        )


def _ground(link: Link, made: Report, original: Report) -> Ground | None:
    """Why a link joins two texts; shared background does so only under one credit or one roof."""
    if link.judgement is Judgement.NEGATIVE:
        return None
    detail = "; ".join(link.reasons)
    if link.judgement is Judgement.POSITIVE:
        kind = GroundKind.COPY if link.kind is LinkKind.COPY_OF else GroundKind.REWRITE
        return Ground(kind, detail, link.cites)
    credit, other = credited(made), credited(original)
    if credit and other and same_name(credit.agency, other.agency):
        return Ground(GroundKind.WIRE, f"both credit {credit.agency}; {detail}", link.cites)
    if same_name(made.outlet, original.outlet):
        return Ground(GroundKind.PUBLISHER, f"both are of {made.outlet}; {detail}", link.cites)
    return None


def _nearest(inside: Sequence[tuple[Link, Ground]]) -> list[Ground]:
    """For each made report the strongest ground."""
    best: dict[str, tuple[Link, Ground]] = {}
    for link, ground in sorted(inside, key=lambda one: (-one[0].score, one[0].id)):
        best.setdefault(link.left, (link, ground))
    return [best[made][1] for made in sorted(best)]


def _primary(members: set[str], links: Sequence[Link]) -> str | None:
    """The one report that was made from no other; `None` when several were made from none."""
    roots = members - {link.left for link in links}
    return min(roots) if len(roots) == 1 else None


def _credits(reports: Sequence[Report]) -> Iterator[Ground]:
    """A ground for each report of a shared text that credits another house."""
    if len(reports) < 2:
        return
    for report in reports:
        credit = credited(report)
        if credit is None or credit.start is None or credit.end is None or same_name(report.outlet, credit.agency):
            continue
        if any(other.id != report.id and _of(other, credit.agency) for other in reports):
            yield Ground(GroundKind.WIRE, f"{called(report)} credits {credit.agency}", (report.cite(credit.start, credit.end),))


def _of(report: Report, house: str) -> bool:
    """Whether a report is a house's own, or credits it."""
    credit = credited(report)
    return same_name(report.outlet, house) or (credit is not None and same_name(credit.agency, house))


class Spoken(NamedTuple):
    """A statement of one report: whose word it is, its claims, the words it quotes."""

    report: Report
    story: str
    statement: Attribution
    speaker: EntityCluster | None
    claims: tuple[str, ...]
    quotes: tuple[tuple[Word, ...], ...]
    content: frozenset[str]
    source: str

    def cite(self) -> Cite:
        """The words that name who speaks, or the content where nobody is named."""
        span = (self.statement.source or self.statement.content)[0]
        return self.report.cite(span.start, span.end)


def _spoken(reports: Sequence[Report], records: Sequence[Record]) -> list[Spoken]:
    """Every statement that claims rest on, by report and place."""
    by_id = {report.id: report for report in reports}
    told = [record for record in records if isinstance(record, Story)]
    parents = {story.parent for story in told}
    story_of = {report: story.id for story in told if story.id not in parents for report in story.reports}
    cluster_of = {member: record for record in records if isinstance(record, EntityCluster) for member in record.members}
    found: list[Spoken] = []
    for annotation in sorted((record for record in records if isinstance(record, Annotation)), key=lambda annotation: annotation.report):
        if annotation.report not in by_id:
            continue
        report = by_id[annotation.report]
        claims: dict[int, list[str]] = defaultdict(list)
        for claim in annotation.claims:
            if claim.statement is not None:
                claims[claim.statement].append(claim.id)
        statements = annotation.statements
        for index, statement in enumerate(statements):
            if claims[index] and statement.content:
                found.append(
                    Spoken(
                        report=report,
                        story=story_of[report.id],
                        statement=statement,
                        speaker=cluster_of.get(_voice(report, statements, index).source_entity or ""),
                        claims=tuple(claims[index]),
                        quotes=tuple(
                            tuple(words_between(report.text, span.start, span.end)) for span in statement.quoted or _direct(statement)
                        ),
                        content=frozenset(
                            word.folded for span in statement.content for word in words_between(report.text, *span) if len(word.folded) > 3
                        ),
                        source=" ".join(word.folded for span in statement.source for word in words_between(report.text, *span)),
                    )
                )
    return found


def _direct(statement: Attribution) -> Sequence[Span]:
    return statement.content if statement.basis is Basis.DIRECT else ()


def _voice(report: Report, statements: Sequence[Attribution], index: int) -> Attribution:
    """The statement whose source vouches for this one: who relays another's words does, an agency that carries them does not."""
    seen = {index}
    while (outer := statements[index].within) is not None and 0 <= outer < len(statements) and outer not in seen:
        source = statements[outer].source
        if not statements[outer].source_entity or (source and agency(report.text[source[0].start : source[0].end])):
            break
        seen.add(outer)
        index = outer
    return statements[index]


def _voices(spoken: Sequence[Spoken]) -> Iterator[Origin]:
    """One origin for each voice that several reports of a story carry: one person's word is one ground, however many heard it."""
    uttered = list(_utterances(spoken))
    alike = [*_speakers(spoken), *((one, other) for one, other, _ in uttered), *_unnamed(spoken)]
    for group in joined(len(spoken), alike):
        if len({spoken[i].report.id for i in group}) < 2:
            continue
        shared = [words for one, _, words in uttered if one in set(group)]
        yield Origin(
            id=cluster_id("origin", (claim for i in group for claim in spoken[i].claims)),
            claims=tuple(sorted({claim for i in group for claim in spoken[i].claims})),
            why=tuple(_reasons([spoken[i] for i in group], shared)),
        )


def _speakers(spoken: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    """Statements of one speaker in one story."""
    first: dict[tuple[str, str], int] = {}
    for i, one in enumerate(spoken):
        if one.speaker is not None:
            yield first.setdefault((one.story, one.speaker.id), i), i


def _utterances(spoken: Sequence[Spoken]) -> Iterator[tuple[int, int, tuple[Cite, Cite]]]:
    """Statements of two reports that quote the same words, with those words, unless they name different speakers."""
    first: dict[tuple[str, str, str], tuple[int, Cite]] = {}
    for i, one in enumerate(spoken):
        for quote in one.quotes:
            for start in range(len(quote) - UTTERANCE + 1):
                run = quote[start : start + UTTERANCE]
                key = (one.story, " ".join(word.folded for word in run), one.speaker.id if one.speaker else "")
                held, cite = first.setdefault(key, (i, one.report.cite(run[0].start, quote[-1].end)))
                if spoken[held].report.id != one.report.id:
                    yield held, i, (cite, one.report.cite(run[0].start, quote[-1].end))
                    break


def _unnamed(spoken: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    """Statements of two reports by a source without a name, in the same words for the source and nearly the same for what it said."""
    by_source: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(spoken):
        if one.speaker is None and " " in one.source and len(one.content) >= SHORTEST:
            by_source[one.story, one.source].append(i)
    for group in by_source.values():
        for at, i in enumerate(group[:FEW]):
            for j in group[at + 1 : FEW]:
                shared = len(spoken[i].content & spoken[j].content)
                if shared >= SAME_CONTENT * min(len(spoken[i].content), len(spoken[j].content)):
                    yield i, j


def _reasons(voices: Sequence[Spoken], shared: Sequence[tuple[Cite, Cite]]) -> Iterator[Ground]:
    """Why the statements are one voice's: the speaker, the agency told, the words quoted."""
    names = sorted({one.speaker.name for one in voices if one.speaker})
    voice = (
        names[0]
        if len(names) == 1
        else voices[0].report.cite(*voices[0].statement.source[0]).exact
        if voices[0].statement.source
        else "one source"
    )
    first: dict[str, Spoken] = {}
    for one in sorted(voices, key=lambda one: (-len(one.source), one.report.id, one.statement.content)):
        first.setdefault(one.report.id, one)
    per_report = [first[report] for report in sorted(first)]
    kind = GroundKind.WIRE if agency(voice) else GroundKind.SAME_SPEECH
    detail = f"{len(per_report)} reports have this from {voice}; one voice is one origin, however many heard it"
    yield Ground(kind, detail, tuple(one.cite() for one in per_report[:SHOWN]))
    quoted = {" ".join(word.folded for word in words_between(cites[0].exact, 0, len(cites[0].exact))): cites for cites in reversed(shared)}
    for words in sorted(quoted)[:SHOWN]:
        yield Ground(GroundKind.SAME_SPEECH, f"they quote the same words: “{quoted[words][0].exact}”", quoted[words])
    told: dict[str, dict[str, Cite]] = defaultdict(dict)
    for one in voices:
        if (to := one.statement.told) and (wire := agency(one.report.text[to.start : to.end])):
            told[wire].setdefault(one.report.id, one.report.cite(to.start, to.end))
    for wire, by_report in sorted(told.items()):
        if len(by_report) > 1:
            yield Ground(GroundKind.WIRE, f"{len(by_report)} reports say it was told to {wire}", tuple(by_report.values())[:SHOWN])
