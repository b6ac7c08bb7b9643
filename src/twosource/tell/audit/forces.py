"""With what force it was said."""

import functools
import re
from collections.abc import Iterator

from twosource.connect.terms import stem
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.grammar import clauses
from twosource.tell.audit.held import Held, named, near
from twosource.tell.audit.speech import PLAIN_WORD


def forces(held: Held) -> Iterator[Fault]:
    """A fault where a verb of saying says more than the report's, or less: "admitted" or "claimed" for "said"."""
    near_by = [told for evidence in held.evidence for told in near(evidence, 1)]
    theirs = {word for source in held.evidence for told in near(source, 1) for word in _lemmas(source.source.report.text, told.span)}
    if not near_by or _owned() & theirs:
        return
    for match in PLAIN_WORD.finditer(held.text, *held.span):
        word = match[0].lower()
        group = _force_of().get(stem(word))
        if group is None or match[0][0].isupper() or not _forces()[group].isdisjoint(theirs) or _is_noun(held, match.start()):
            continue
        if group == "swear" and not BOUND.isdisjoint(theirs):
            continue  # who says what he will do may be said to promise it
        evidence = held.evidence[0]
        said = _SAID_WORD.search(" ".join(evidence.source.report.text[told.span.start : told.span.end] for told in evidence.told))
        if said is None:
            continue
        has = f"has “{said[0]}”" if said[0][0].isalpha() else "quotes it without such a word"
        detail = f"says {held.quoted(*match.span())}; {named(evidence.source)} {has}"
        yield Fault(FaultKind.STRENGTH, *match.span(), detail, (evidence.source.report.cite(*evidence.told[0].span),))
        return


def _is_noun(held: Held, start: int) -> bool:
    tree = clauses(held.draft.bare, held.span)
    return any(node.token.start == start and node.token.pos not in {"VERB", "AUX"} for node in tree.nodes)


def _lemmas(text: str, span: Span) -> set[str]:
    return {stem(word) for word in PLAIN_WORD.findall(text[span.start : span.end].lower())}


def _owned() -> frozenset[str]:
    """The stems of what a speaker says who owns to something."""
    return frozenset(stem(word) for word in language("en").auditing.owned)


@functools.cache
def _forces() -> dict[str, frozenset[str]]:
    """The stems of each group of verbs of saying that say more than "said"."""
    return {name: frozenset(stem(word) for word in words) for name, words in language("en").auditing.forces.items()}


@functools.cache
def _force_of() -> dict[str, str]:
    return {one: name for name, words in _forces().items() for one in words}


BOUND = frozenset({"will", "would", "'ll", "shall"})
_SAID_WORD = re.compile(
    r"\b(?:said|says|say|told|tell|tells|according to|asked|found|noted|reported|wrote|added|announced|think|"
    r"thinks|believe\w*|expect\w*)\b|[\"“”]"
)
