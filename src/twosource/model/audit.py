"""What the audit says of a draft, as FORMATS describes it."""

from enum import StrEnum

from twosource.model.codec import Record
from twosource.model.report import Cite, Failure


class Verdict(StrEnum):
    """How well a sentence is borne out by what it cites, or by all reports where it cites none."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NOT_CHECKABLE = "not_checkable"


class FaultKind(StrEnum):
    """What is wrong with words of a draft. `roles` is actor and target exchanged, `strength` "said" turned to "admitted"."""

    NUMBER = "number"
    UNIT = "unit"
    TIME = "time"
    PLACE = "place"
    NAME = "name"
    QUOTE = "quote"
    PARAPHRASE_QUOTED = "paraphrase_quoted"
    SPEAKER = "speaker"
    RECIPIENT = "recipient"
    ROLES = "roles"
    NEGATION = "negation"
    HEDGE_DROPPED = "hedge_dropped"
    HEDGE_ADDED = "hedge_added"
    STRENGTH = "strength"
    WRONG_CITATION = "wrong_citation"
    DANGLING_CITATION = "dangling_citation"
    UNCITED = "uncited"
    CONTRADICTED_ELSEWHERE = "contradicted_elsewhere"
    HEADLINE_BODY = "headline_body"
    NOT_FOUND = "not_found"


class JudgedBy(StrEnum):
    """Whether there was a report to judge by, or its headline alone."""

    BODY = "body"
    HEADLINE = "headline"


class LabelBasis(StrEnum):
    """How a citation found its report: the user said so, the draft's own list, a file of that name, or the order of the files."""

    GIVEN = "given"
    REFERENCE = "reference"
    NAME = "name"
    ORDER = "order"


class Fault(Record, frozen=True):
    """One thing wrong at `[start, end)` of the draft, in a plain sentence, with the words of the reports that show it."""

    kind: FaultKind
    start: int
    end: int
    detail: str
    cites: tuple[Cite, ...] = ()


class AuditedSentence(Record, frozen=True):
    """A sentence of the draft with what it cites.

    `inherited` are the citations of the next sentence of its paragraph that has any, which stand for its own.

    `unconfirmed` are its words that no sentence cited says, and those that seem wrong where the sentence is borne out in part.
    """

    start: int
    end: int
    text: str
    citations: tuple[str, ...]
    basis: JudgedBy
    verdict: Verdict
    faults: tuple[Fault, ...] = ()
    support: tuple[Cite, ...] = ()
    inherited: tuple[str, ...] = ()
    unconfirmed: tuple[tuple[int, int], ...] = ()


class AuditedReport(Record, frozen=True):
    """A report that the draft was held against; `label` is `None` where the draft does not cite it."""

    id: str
    path: str
    label: str | None = None
    label_basis: LabelBasis | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None


class AuditedReference(Record, frozen=True):
    """A citation label with how often it is cited, whether the draft's own list has it, and the report it leads to."""

    label: str
    listed: bool
    cited: int
    report: str | None = None
    title: str | None = None


class NotChecked(Record, frozen=True):
    """Words of the draft that were not held against anything, and why."""

    start: int
    end: int
    why: str


class Audit(Record, frozen=True):
    """The whole of FORMATS' `audit` output; offsets are code points of the draft's text."""

    format: int
    draft: str
    reports: tuple[AuditedReport, ...]
    sentences: tuple[AuditedSentence, ...]
    references: tuple[AuditedReference, ...]
    unused_references: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, in order of place."""
        return tuple(fault for sentence in self.sentences for fault in sentence.faults)
