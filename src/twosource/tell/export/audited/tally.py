"""What an audit comes to in counts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from twosource.model.audit import Audit, AuditedReport, AuditedSentence, FaultKind, JudgedBy, LabelBasis, NotChecked, Verdict
from twosource.model.report import PassageKind, Report
from twosource.tell.export.audited.words import KINDS, WORD_FOR_VERDICT
from twosource.tell.voice import counted, listed, sentence

_HEADS = frozenset({PassageKind.HEADLINE, PassageKind.SUBHEADING})


class Missed(NamedTuple):
    """Words of the draft that were not checked, all for one reason."""

    why: str
    found: Sequence[NotChecked]


class Tally(NamedTuple):
    """Counts of an audit. `sentences` are those of the draft without its headings, `checked` those held against a report or a headline."""

    sentences: int
    checked: int
    faulty: int
    faults: int
    by_verdict: Counter[Verdict]
    by_kind: Counter[FaultKind]
    by_headline: int
    by_order: Sequence[AuditedReport]
    unused: Sequence[str]
    missed: Sequence[Missed]
    reports: int
    uncited: int


def tally(audit: Audit, draft: Report) -> Tally:
    """The counts of an audit of that draft."""
    said = [one for one in audit.sentences if not heads(one, draft)]
    checked = [one for one in said if one.verdict is not Verdict.NOT_CHECKABLE]
    return Tally(
        sentences=len(said),
        checked=len(checked),
        faulty=sum(bool(one.faults) for one in audit.sentences),
        faults=len(audit.faults),
        by_verdict=Counter(one.verdict for one in checked),
        by_kind=Counter(fault.kind for fault in audit.faults),
        by_headline=sum(one.basis is JudgedBy.HEADLINE for one in checked),
        by_order=[report for report in audit.reports if report.label_basis is LabelBasis.ORDER],
        unused=audit.unused_references,
        missed=_missed(audit, draft),
        reports=len(audit.reports),
        uncited=sum(report.label is None for report in audit.reports),
    )


def summary(counts: Tally) -> str:
    """The audit in one sentence of counts; it never says that there is no fault where nothing was held against anything."""
    if not counts.checked:
        found = f"; {counted(counts.faults, 'fault')} found all the same" if counts.faults else ""
        return f"Nothing in the draft could be held against a report{found}."
    against = counted(counts.reports, "report")
    if counts.by_headline == counts.checked or not counts.reports:
        against = "the headlines that the draft lists"
    found = f"{counted(counts.faults, 'fault')} in {counted(counts.faulty, 'sentence')}" if counts.faults else "no fault found"
    told = f"{counted(counts.checked, 'sentence')} held against {against}: {found}"
    told += f"; {counted(counts.sentences - counts.checked, 'sentence')} not checked" if counts.sentences > counts.checked else ""
    told += f"; {counted(len(counts.unused), 'reference')} unused" if counts.unused else ""
    return told + "."


def verdicts(counts: Tally) -> str:
    """How the sentences that were checked came out: "12 borne out, 3 borne out in part"."""
    return ", ".join(f"{counts.by_verdict[verdict]} {WORD_FOR_VERDICT[verdict]}" for verdict in Verdict if counts.by_verdict[verdict])


def kinds(counts: Tally) -> str:
    """The faults by kind, the most frequent first: "wrong number 3, wrong name 1"."""
    ranked = sorted(counts.by_kind.items(), key=lambda one: (-one[1], list(FaultKind).index(one[0])))
    return ", ".join(f"{KINDS[kind].words} {number}" for kind, number in ranked)


def remarks(counts: Tally) -> list[str]:
    """What a reader should know of how the citations were read, a sentence each."""
    told = []
    if counts.unused:
        marks = listed([f"[{label}]" for label in counts.unused])
        one = len(counts.unused) == 1
        told.append(f"{marks} {'stands' if one else 'stand'} in the list of sources and {'is' if one else 'are'} cited nowhere.")
    if counts.by_order:
        marks = listed([f"[{report.label}]" for report in counts.by_order])
        told.append(
            f"{marks} {'was' if len(counts.by_order) == 1 else 'were'} taken by the order of the files alone: "
            "look whether that is meant, or say so with --against N=FILE."
        )
    if counts.by_headline:
        told.append(f"{counted(counts.by_headline, 'sentence')} could be held against a headline only: the report itself was not given.")
    if counts.uncited and counts.reports > counts.uncited:
        told.append(
            f"{counted(counts.uncited, 'report')} of {counts.reports} {'is' if counts.uncited == 1 else 'are'} not cited in the draft."
        )
    return [sentence(one) for one in told]


def heads(one: AuditedSentence, draft: Report) -> bool:
    """Whether a sentence is a title of the draft or of a part of it."""
    at = bisect_right(draft.passages, one.start, key=lambda passage: passage.start) - 1
    return at >= 0 and draft.passages[at].kind in _HEADS


def _missed(audit: Audit, draft: Report) -> list[Missed]:
    """What was not checked, by reason; the title is no part of it, for it is held against the draft itself."""
    titles = {one.start for one in audit.sentences[:1] if heads(one, draft) and len(audit.sentences) > 1}
    by_why: dict[str, list[NotChecked]] = {}
    for one in audit.not_checked:
        if one.start not in titles:
            by_why.setdefault(one.why, []).append(one)
    return [Missed(why, found) for why, found in sorted(by_why.items(), key=lambda group: -len(group[1]))]
