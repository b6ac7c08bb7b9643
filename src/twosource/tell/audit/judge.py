"""A draft judged sentence by sentence: what bears it out, what is wrong with it, what could not be checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from twosource.connect.wording import words_between
from twosource.model.audit import AuditedSentence, Fault, FaultKind, JudgedBy, NotChecked, Verdict
from twosource.model.report import Cite, Span
from twosource.tell.audit.checked import checked
from twosource.tell.audit.disputes import Beside, Disputes, differs, spoken
from twosource.tell.audit.draft import Draft, Part
from twosource.tell.audit.elsewhere import Untold, elsewhere
from twosource.tell.audit.evidence import Evidence, evidence, promising
from twosource.tell.audit.held import Held, joint, named
from twosource.tell.audit.marks import Mark
from twosource.tell.audit.misread import is_doubtful, misread, unconfirmed
from twosource.tell.audit.senses import senses
from twosource.tell.audit.sources import Source, Word, weigh, words_of
from twosource.tell.audit.speech import speech
from twosource.tell.audit.title import title
from twosource.tell.audit.unsaid import not_found, turned
from twosource.tell.audit.verbatim import is_verbatim

#: Of a sentence's words, the share that its sources must have to bear it out, in part, or at all.
BORNE_OUT, PARTLY, TOUCHED = 0.62, 0.45, 0.35
#: A report that is not cited has what the draft says, and so much more of it than those that are.
ELSEWHERE, MORE = 0.6, 0.25
#: A sentence that weighs less says nothing that could be checked.
LEAST = 1.0
#: The same of one that says when: "the alarm had gone up at half past six".
LEAST_DATED = 0.6
#: Faults that say that a report has something else.
AGAINST = frozenset({
    *(FaultKind.NUMBER, FaultKind.UNIT, FaultKind.TIME, FaultKind.PLACE, FaultKind.NAME, FaultKind.QUOTE, FaultKind.SPEAKER),
    *(FaultKind.RECIPIENT, FaultKind.ROLES, FaultKind.NEGATION, FaultKind.HEADLINE_BODY),
})  # fmt: skip
#: Faults of how a sentence cites, which leave what it says as it is.
CITING = frozenset({FaultKind.UNCITED, FaultKind.DANGLING_CITATION, FaultKind.WRONG_CITATION})
_SHOWN = 3
#: What a clause before a citation must weigh to be held against that alone, and how near marks stand that are cited together.
CLAUSE, _TOGETHER = 1.5, 3
#: Sentences on either side in which a draft may tell the other side of a dispute.
ADJACENT = 4
#: Reports not cited that are looked at for what those cited do not say.
FEW = 4


class Against(NamedTuple):
    """What a draft is held against: all reports, those that each label leads to, and the labels that lead to a headline alone."""

    sources: tuple[Source, ...]
    source_of: Mapping[str, Source]
    headline_of: Mapping[str, Source]
    listed: frozenset[str]
    disputed: Disputes


class Judged(NamedTuple):
    """A sentence judged, or the reason why it was not."""

    sentence: AuditedSentence
    left: NotChecked | None


def judged(draft: Draft, part: Part, against: Against) -> Judged:
    """The verdict on a sentence."""
    words = words_of(draft.bare.text, *part.span)
    why = _unfit(draft, part, words)
    if why is not None:
        headed = part.heads and part.span == draft.parts[0].span and len(draft.parts) > 1
        return _left(draft, part, why, tuple(title(draft, part, against.sources)) if headed else tuple(_dangling(part, against)))
    cites = bool(draft.marks)
    cited = [against.source_of[mark.label] for mark in part.own if mark.label in against.source_of]
    heads = [against.headline_of[mark.label] for mark in part.own if mark.label in against.headline_of]
    faults = list(_dangling(part, against))
    inherited: tuple[str, ...] = ()
    if cites and not part.own:
        cited, heads, inherited = _inherited(part, _undated(draft, part, words), against)
        if not inherited:
            part = part._replace(inherited=())
            faults.append(Fault(FaultKind.UNCITED, *part.span, "no source is cited for this sentence"))
    if heads and not cited:
        return _by_headline(Held(draft, part, words, _weighed(words, heads)), faults, inherited)
    if not cited:
        cited = promising(words, against.sources)
    if not cited:
        return _left(draft, part, "no report was there to hold it against", tuple(faults))
    held = Held(draft, part, words, _weighed(words, cited))
    known = is_verbatim(held)
    wrong = list(_elsewhere(held, against, part.own) or _astray(held, against)) if part.own and not known else []
    if not wrong and not known and (wrong := list(not_found(held, cited, cited=bool(part.own)))):
        wrong = list(speech(held)) or wrong  # somebody else may say it
    said = wrong or list(checked(held)) or list(misread(held))
    if not said and part.own and not wrong:
        beside = _beside(draft, part, against)
        said = list(against.disputed(held, beside)) or list(elsewhere(held, _untold(held, beside, against)))
    verdict = _verdict(held, [*faults, *said])
    if part.own or not against.headline_of:
        return Judged(_sentence(verdict, [*faults, *said], held, inherited), None)
    # what no report has may stand in one that the draft lists and nobody gave: it is no fault, and not borne out either
    lacking = [Span(fault.start, fault.end) for fault in said if not fault.cites and verdict is Verdict.PARTLY_SUPPORTED]
    sentence = _sentence(verdict, [*faults, *(fault for fault in said if fault.cites)], held, inherited)
    return Judged(msgspec.structs.replace(sentence, unconfirmed=tuple(sorted({*sentence.unconfirmed, *lacking}))), None)


def _distinct(sources: Iterable[Source]) -> list[Source]:
    return list({source.report.id: source for source in sources}.values())


def _weighed(words: Sequence[Word], sources: Sequence[Source]) -> tuple[Evidence, ...]:
    """What of some reports bears on some words, the report that has most of them first."""
    found = sorted((evidence(words, source) for source in _distinct(sources)), key=lambda one: -one.share)
    return tuple(one for one in found if one.told)


def _unfit(draft: Draft, part: Part, words: Sequence[Word]) -> str | None:
    """Why a sentence says nothing to be held against a report; `None` where it does."""
    text = draft.bare.text[part.span.start : part.span.end].strip()
    if part.heads:
        return "a heading" if part.span != draft.parts[0].span else "the title, which is held against the draft itself"
    if text.endswith("?"):
        return "a question"
    said = _undated(draft, part, words)
    if weigh(said) < (LEAST if len(said) == len(words) else LEAST_DATED) or len(words_between(draft.bare.text, *part.span)) < 3:
        return "it says too little to be held against a report"
    return None


def _undated(draft: Draft, part: Part, words: Sequence[Word]) -> list[Word]:
    """The words of a sentence but those of its times."""
    dated = [one for one in draft.annotation.times if part.span.start <= one.start < part.span.end]
    return [word for word in words if not any(one.start <= word.start < one.end for one in dated)]


def _left(draft: Draft, part: Part, why: str, faults: Sequence[Fault]) -> Judged:
    sentence = AuditedSentence(
        start=part.span.start,
        end=part.span.end,
        text=draft.report.text[part.span.start : part.span.end],
        citations=tuple(mark.label for mark in part.own),
        basis=JudgedBy.BODY,
        verdict=Verdict.NOT_CHECKABLE,
        faults=tuple(faults),
    )
    return Judged(sentence, NotChecked(part.span.start, part.span.end, why))


def _dangling(part: Part, against: Against) -> Iterator[Fault]:
    for mark in part.own:
        if mark.label not in against.source_of and mark.label not in against.headline_of:
            what = "leads to no report that was given" if mark.label in against.listed else "is not in the list of sources"
            yield Fault(FaultKind.DANGLING_CITATION, mark.start, mark.end, f"[{mark.label}] {what}")


def _inherited(part: Part, words: Sequence[Word], against: Against) -> tuple[list[Source], list[Source], tuple[str, ...]]:
    """What the next sentence of the paragraph cites, where it bears this one out too."""
    cited = [against.source_of[mark.label] for mark in part.inherited if mark.label in against.source_of]
    heads = [against.headline_of[mark.label] for mark in part.inherited if mark.label in against.headline_of]
    best = max((evidence(words, source).share for source in (*cited, *heads)), default=0.0)
    if best < (PARTLY if cited else 0.3):
        return [], [], ()
    return cited, heads, tuple(mark.label for mark in part.inherited)


def _beside(draft: Draft, part: Part, against: Against) -> list[Beside]:
    """The sentences just before and after one or its line, and those beyond that set themselves against what is before them."""
    at = draft.parts.index(part)
    found = []
    for step, own in ((1, False), (-1, differs(draft.bare.text[slice(*part.span)]))):
        i, goes_on = at + step, True
        while goes_on and 0 <= i < len(draft.parts) and abs(i - at) <= ADJACENT:
            near = draft.parts[i]
            text = draft.bare.text[slice(*near.span)]
            reports = frozenset(against.source_of[mark.label].report.id for mark in near.marks if mark.label in against.source_of)
            found.append(Beside(spoken(text), reports, differs(text)))
            same_line = "\n" not in draft.bare.text[min(part.span.end, near.span.end) : max(part.span.start, near.span.start)]
            i, goes_on = i + step, same_line or (differs(text) if step > 0 else own)
    return found


def _untold(held: Held, beside: Sequence[Beside], against: Against) -> Untold:
    """The reports that neither a sentence cites nor one beside it that sets itself against it, and what this one says."""
    set_against = [near for near in beside if near.differs or differs(held.text[slice(*held.span)])]
    told = {source.report.id for source in held.sources}.union(*(near.reports for near in set_against))
    words = frozenset[str]().union(*(near.words for near in set_against))
    return Untold(tuple(source for source in against.sources if source.report.id not in told), words)


def _elsewhere(held: Held, against: Against, cited: Sequence[Mark]) -> list[Fault]:
    """A fault where the reports cited do not have what a report has that the sentence does not cite."""
    own = joint(held)
    mine = {source.report.id for source in held.sources} | {
        against.source_of[mark.label].report.id for mark in cited if mark.label in against.source_of
    }
    rest = [source for source in against.sources if source.report.id not in mine]
    others = [evidence(held.words, source) for source in promising(held.words, rest, FEW)]
    best = max(others, key=lambda one: one.share, default=None)
    if best is None or best.share < ELSEWHERE or best.share < own + MORE:
        return []
    there = held._replace(evidence=(best,))
    if own >= TOUCHED:
        wrong = list(checked(held))
        if not wrong or any(checked(there)) or (own >= PARTLY and any(fault.cites for fault in wrong)):
            return []
    marks = held.part.own
    labels = ", ".join(f"[{mark.label}]" for mark in marks)
    label = next((label for label, source in against.source_of.items() if source.report.id == best.source.report.id), None)
    where = named(best.source) + (f" [{label}]" if label else "")
    detail = f"{labels} does not say this; {where} does"
    cites = tuple(best.source.report.cite(*told.span) for told in best.told[:_SHOWN])
    return [Fault(FaultKind.WRONG_CITATION, marks[0].start, marks[-1].end, detail, cites)]


def _astray(held: Held, against: Against) -> list[Fault]:
    """A fault where one of the citations of a sentence does not have what stands before it."""
    groups: list[list[Mark]] = []
    for mark in sorted((mark for mark in held.part.own if held.span.start <= mark.start), key=lambda mark: mark.start):
        if groups and mark.start - groups[-1][-1].end <= _TOGETHER:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    starts = [held.span.start, *(group[-1].end for group in groups)]
    for start, group in zip(starts, groups, strict=False) if len(groups) > 1 else ():
        span = Span(start, min(group[0].start, held.span.end))
        words = words_of(held.text, *span)
        cited = [against.source_of[mark.label] for mark in group if mark.label in against.source_of]
        clause = Held(held.draft, held.part._replace(span=span, own=tuple(group)), words, _weighed(words, cited))
        if cited and weigh(words) >= CLAUSE and (found := _elsewhere(clause, against, held.part.own)):
            return found
    return []


def _verdict(held: Held, faults: Sequence[Fault]) -> Verdict:
    kinds = {fault.kind for fault in faults} - CITING
    if FaultKind.CONTRADICTED_ELSEWHERE in kinds and len(kinds) == 1:
        return Verdict.SUPPORTED
    if any(fault.kind in AGAINST and fault.cites for fault in faults):
        return Verdict.CONTRADICTED
    if FaultKind.NOT_FOUND in kinds:
        return Verdict.UNSUPPORTED
    if any(fault.kind is FaultKind.WRONG_CITATION for fault in faults):
        return Verdict.UNSUPPORTED
    if kinds or is_doubtful(held, lacks=joint(held) < BORNE_OUT or turned(held)):
        return Verdict.PARTLY_SUPPORTED
    return Verdict.SUPPORTED


def _support(held: Held) -> tuple[Cite, ...]:
    """The sentences that bear most on one of the draft, in order of how much."""
    found: dict[Cite, None] = {}
    for one in held.evidence:
        for told in one.told[:_SHOWN]:
            found.setdefault(one.source.report.cite(*told.span))
    return tuple(found)


def _sentence(verdict: Verdict, faults: Sequence[Fault], held: Held, inherited: tuple[str, ...]) -> AuditedSentence:
    draft, part = held.draft, held.part
    return AuditedSentence(
        start=part.span.start,
        end=part.span.end,
        text=draft.report.text[part.span.start : part.span.end],
        citations=tuple(mark.label for mark in part.own),
        basis=JudgedBy.BODY,
        verdict=verdict,
        faults=tuple(sorted(faults, key=lambda fault: (fault.start, fault.end, fault.kind))),
        support=_support(held) if verdict is not Verdict.UNSUPPORTED else (),
        inherited=inherited,
        unconfirmed=tuple(sorted(set(unconfirmed(held)))) if verdict is Verdict.PARTLY_SUPPORTED else (),
    )


def _by_headline(held: Held, faults: Sequence[Fault], inherited: tuple[str, ...]) -> Judged:
    """The verdict where only the headline of what is cited is there."""
    told = list(senses(held)) if held.evidence else []
    share = joint(held)
    if told:
        verdict = Verdict.CONTRADICTED
    elif share >= BORNE_OUT:
        verdict = Verdict.SUPPORTED
    elif share >= 0.25:
        verdict = Verdict.PARTLY_SUPPORTED
    else:
        verdict = Verdict.UNSUPPORTED
    sentence = _sentence(verdict, [*faults, *told], held, inherited)
    return Judged(_headed(sentence), None)


def _headed(sentence: AuditedSentence) -> AuditedSentence:
    return msgspec.structs.replace(sentence, basis=JudgedBy.HEADLINE)
