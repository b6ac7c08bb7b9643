"""What the kinds of faults and the verdicts are called, one place for all views."""

from collections.abc import Sequence
from typing import NamedTuple

from twosource.model.audit import FaultKind, Verdict


class Kind(NamedTuple):
    """A kind of fault: its name in a newsroom, what it means in a sentence, and whether it must be mended or looked at."""

    words: str
    means: str
    must: bool = True


KINDS: dict[FaultKind, Kind] = {
    FaultKind.NUMBER: Kind("wrong number", "The draft gives another figure than the report."),
    FaultKind.UNIT: Kind("wrong unit", "The figure is the report's, the unit is another."),
    FaultKind.TIME: Kind("wrong time", "The draft gives another day, hour or span of time than the report."),
    FaultKind.PLACE: Kind("wrong place", "The draft puts it in another place than the report."),
    FaultKind.NAME: Kind("wrong name", "The draft names somebody or something else than the report, or spells the name otherwise."),
    FaultKind.QUOTE: Kind("quotation changed", "Words in quotation marks are not the words that the report quotes."),
    FaultKind.PARAPHRASE_QUOTED: Kind(
        "paraphrase in quotation marks", "Quotation marks stand around words that the report does not quote."
    ),
    FaultKind.SPEAKER: Kind("wrong speaker", "The draft lets somebody else say it than the report."),
    FaultKind.RECIPIENT: Kind("wrong recipient", "The draft lets it be said or done to somebody else than the report."),
    FaultKind.ROLES: Kind("roles exchanged", "Who did it and to whom it was done have changed places."),
    FaultKind.NEGATION: Kind("turned round", "The draft says that it is so where the report says that it is not, or the other way round."),
    FaultKind.HEDGE_DROPPED: Kind("doubt left out", "The report says it with a doubt or as somebody's word, the draft without."),
    FaultKind.HEDGE_ADDED: Kind("doubt added", "The draft says it with a doubt that the report does not have.", must=False),
    FaultKind.STRENGTH: Kind("another strength", "“Said” has become “admitted”, “some” has become “most”, or the like."),
    FaultKind.WRONG_CITATION: Kind("wrong source cited", "The report cited does not say it; another report does."),
    FaultKind.DANGLING_CITATION: Kind("citation leads nowhere", "No report was given for the citation, or the list of sources lacks it."),
    FaultKind.UNCITED: Kind("no source cited", "The sentence cites nothing in a draft that otherwise cites its sources.", must=False),
    FaultKind.CONTRADICTED_ELSEWHERE: Kind(
        "another report says otherwise", "The report cited says so, and a report that is not cited contradicts it.", must=False
    ),
    FaultKind.HEADLINE_BODY: Kind("title not borne out", "The draft's title says what its own text does not.", must=False),
    FaultKind.NOT_FOUND: Kind("in no report", "No report that was given says this."),
}

WORD_FOR_VERDICT = {
    Verdict.SUPPORTED: "borne out",
    Verdict.PARTLY_SUPPORTED: "borne out in part",
    Verdict.CONTRADICTED: "said otherwise",
    Verdict.UNSUPPORTED: "not borne out",
    Verdict.NOT_CHECKABLE: "not checked",
}
SIGN_FOR_VERDICT = {
    Verdict.SUPPORTED: "●",
    Verdict.PARTLY_SUPPORTED: "◐",
    Verdict.CONTRADICTED: "◇",
    Verdict.UNSUPPORTED: "◌",
    Verdict.NOT_CHECKABLE: "○",
}


#: Runs of words that are named at most where a sentence is borne out in part.
_MOST_RUNS = 4


def some(runs: Sequence[str]) -> str:
    """The first of some words of a draft, in quotation marks: “plucked”, “by hand” and 2 more."""
    told = ", ".join(f"“{run}”" for run in runs[:_MOST_RUNS])
    return f"{told} and {len(runs) - _MOST_RUNS} more" if len(runs) > _MOST_RUNS else told


def legible(text: str | None) -> str:
    """Words on one line, with what would move or colour a terminal, or cannot be encoded, as escapes."""
    line = " ".join((text or "").split())
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)
