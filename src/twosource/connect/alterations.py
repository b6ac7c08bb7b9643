"""What copies altered: a number, a name, a negation, a hedge, a speaker or quoted words that changed on the way."""

from collections.abc import Iterable, Iterator

from twosource.connect.certainty import altered_certainty
from twosource.connect.disowned import dropped_sources
from twosource.connect.dropped import altered_hedges, lost_bounds, lost_hedges
from twosource.connect.exchanged import altered_names, altered_numbers
from twosource.connect.held import Side, sentences
from twosource.connect.inverted import altered_negations
from twosource.connect.mouths import altered_sources
from twosource.connect.prevailing import prevailing
from twosource.connect.reattributed import altered_bodies, altered_speakers
from twosource.connect.requoted import altered_quotes
from twosource.connect.sentences import Finding, paired, unkept
from twosource.connect.slips import garbled_figures, garbled_people
from twosource.model.claim import Annotation
from twosource.model.codec import content_id
from twosource.model.ledger import Alteration, Dossier, Judgement, Link, LinkKind

#: What is looked for where a sentence was kept close to its original, and where it was told over in other words.
KEPT_CLOSE = (
    altered_numbers,
    altered_names,
    altered_negations,
    altered_certainty,
    altered_sources,
    dropped_sources,
    altered_bodies,
    altered_quotes,
)
IN_OTHER_WORDS = (altered_hedges,)
THROUGHOUT = (garbled_figures, garbled_people, lost_bounds)
#: A rewrite that has less than this of a text has it in other words.
CLOSE = 0.4


def alterations(dossier: Dossier) -> Iterable[Alteration]:
    """What each copy or rewrite among the story's reports changed on the way; a copy left as it was raises none."""
    reports = {report.id: report for report in dossier.reports}
    annotations = {annotation.report: annotation for annotation in dossier.annotations}
    cluster_of = {member: cluster.id for cluster in dossier.entities for member in cluster.members}
    sides: dict[str, Side] = {}
    for link in _nearest(dossier):
        for identity in (link.left, link.right):
            if identity not in sides:
                annotation = annotations.get(identity) or Annotation(id="", report=identity)
                sides[identity] = Side(reports[identity], sentences(reports[identity]), annotation, cluster_of)
        yield from _between(sides[link.right], sides[link.left], dossier.story.id)


def _nearest(dossier: Dossier) -> list[Link]:
    """For each made report the link to the report whose text it has most of; what that one changed itself is not charged twice.

    A rewrite in other words has little of any text: it is held against a report that was not made from another, where there is one.
    """
    reports = {report.id for report in dossier.reports}
    held = [link for link in prevailing(dossier.links) if link.judgement is Judgement.POSITIVE and {link.left, link.right} <= reports]
    made = {link.left for link in held}
    nearest: dict[str, Link] = {}
    for link in sorted(
        held, key=lambda link: (link.kind is not LinkKind.COPY_OF, _loose(link) and link.right in made, -link.score, link.id)
    ):
        nearest.setdefault(link.left, link)
    return [nearest[made] for made in sorted(nearest)]


def _loose(link: Link) -> bool:
    return link.kind is LinkKind.REWRITE_OF and link.score < CLOSE


def _between(original: Side, made: Side, story: str) -> Iterator[Alteration]:
    told: list[Finding] = []
    pairs = list(paired(original, made))
    for pair in pairs:
        for find in KEPT_CLOSE if pair.close else IN_OTHER_WORDS:
            told.extend(find(pair, original, made))
    for seek in THROUGHOUT:
        told.extend(seek(original, made))
    loose = unkept(pairs, original, made)
    told.extend(altered_speakers(original, made, loose[1]))
    told.extend(lost_hedges(*loose))
    for i, found in enumerate(told):
        if not any(_same(found, other) for other in told[:i]):
            yield _altered(found, original, made, story)


def _same(one: Finding, other: Finding) -> bool:
    """Whether two findings tell one change: one kind in the same place of both."""
    return one.kind is other.kind and one.after.overlaps(other.after) and one.before.overlaps(other.before)


def _altered(found: Finding, original: Side, made: Side, story: str) -> Alteration:
    before, after = original.report.cite(*found.before), made.report.cite(*found.after)
    identity = content_id("alteration", found.kind, before, after)
    return Alteration(id=identity, kind=found.kind, from_=before, to=after, note=found.note, story=story)
