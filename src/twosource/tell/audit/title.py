"""The title of a draft held against its own body."""

from collections.abc import Iterator

import msgspec

from twosource.model.audit import Fault, FaultKind
from twosource.model.report import PassageKind
from twosource.tell.audit.certainty import overstated
from twosource.tell.audit.denials import denials
from twosource.tell.audit.draft import Draft, Part
from twosource.tell.audit.evidence import evidence, kin
from twosource.tell.audit.grammar import clauses, negations
from twosource.tell.audit.held import Held
from twosource.tell.audit.measured import given
from twosource.tell.audit.names import names
from twosource.tell.audit.operands import numbers_in, numbers_of
from twosource.tell.audit.roles import displaced, exchanged
from twosource.tell.audit.senses import senses
from twosource.tell.audit.sources import Source, Told, source, words_of
from twosource.values.compare import comparable

#: A title rounds freely: "cases pass 200" for 203.
ROUNDED = 0.15
#: What a verb must weigh to be looked for in the whole body, and how near in sense one must be.
TELLS, SAME = 0.3, 0.95


def title(draft: Draft, part: Part, sources: tuple[Source, ...]) -> Iterator[Fault]:
    """A fault where the body does not bear the title out: another number, a name that it has not, the opposite of what it says."""
    body = _body(draft)
    words = words_of(draft.bare.text, *part.span)
    found = evidence(words, body)
    if not found.told:
        return
    held = Held(draft, part, words, (found,))
    for fault in (
        *exchanged(held),
        *displaced(held),
        *denials(held),
        *overstated(held),
        *senses(held),
        *_figures(held, body),
        *_denials(held, body),
        *(fault for fault in names(held) if not _known(fault, draft, sources)),
    ):
        detail = fault.detail.replace("no report cited has", "the text has not").replace(f"; {draft.report.outlet}", "; the text")
        yield msgspec.structs.replace(fault, kind=FaultKind.HEADLINE_BODY, detail=detail, cites=())
        return


def _body(draft: Draft) -> Source:
    """The draft below its title, as a report."""
    below = [span for span in draft.bare.sentences if span != draft.parts[0].span]
    passages = tuple(passage for passage in draft.bare.passages if passage.kind is not PassageKind.HEADLINE)
    report = msgspec.structs.replace(draft.bare, sentences=tuple(below), passages=passages, headline=None, outlet="the text", byline=None)
    return source(report, draft.annotation)


def _figures(held: Held, body: Source) -> Iterator[Fault]:
    """A figure in the title that the body does not have of what it measures; titles round freely."""
    told = [number for one in body.told for number in numbers_in(body, one)]
    taken: list[tuple[int, int]] = []
    for quantity in held.inside(held.draft.annotation.quantities):
        taken.append((quantity.start, quantity.end))
        value = quantity.low if quantity.low is not None else quantity.high
        alike = [one.quantity for one in given(held, quantity) if comparable(quantity, one.quantity)]
        if value is None or value <= 1 or any(_near(value, end) for one in alike for end in (one.low, one.high)):
            continue
        if alike or not any(_near(value, number) for number in told):
            yield _missing(held, quantity.start, quantity.end)
    for number in numbers_of(held.text[held.span.start : held.span.end]):
        start, end = held.span.start + number.start, held.span.start + number.end
        if number.low > 1 and not any(a < end and start < b for a, b in taken) and not any(_near(number.low, one) for one in told):
            yield _missing(held, start, end)


def _near(value: float, other: float | None) -> bool:
    return other is not None and abs(value - other) <= ROUNDED * max(abs(other), 1)


def _missing(held: Held, start: int, end: int) -> Fault:
    return Fault(FaultKind.NUMBER, start, end, f"says {held.quoted(start, end)}; the text has no such figure")


def _denials(held: Held, body: Source) -> Iterator[Fault]:
    """A verb that the title denies and the body says, or the other way round, wherever it says it."""
    tree = clauses(held.draft.bare, held.span)
    for i, node in enumerate(tree.nodes):
        if node.word is None or node.token.pos not in {"VERB", "AUX"} or node.word.weight < TELLS:
            continue
        signs = {sign for told in body.told for sign in _signs(body, told, node.word.plain)}
        mine = len(negations(tree, i)) % 2 == 1
        if signs and mine not in signs:
            what = "denies" if mine else "says"
            yield Fault(FaultKind.NEGATION, node.token.start, node.token.end, f"{what} what the text {'says' if mine else 'denies'}")


def _signs(body: Source, told: Told, verb: str) -> set[bool]:
    """Whether a sentence denies what a verb says, for each time that it has the verb."""
    if not any(kin(verb, word.plain) >= SAME for word in told.words):
        return set()
    tree = clauses(body.report, told.span)
    return {
        len(negations(tree, j)) % 2 == 1
        for j, node in enumerate(tree.nodes)
        if node.word is not None and node.token.pos in {"VERB", "AUX"} and kin(verb, node.word.plain) >= SAME
    }


def _known(fault: Fault, draft: Draft, sources: tuple[Source, ...]) -> bool:
    """Whether a name that the body lacks stands in the reports."""
    words = draft.bare.text[fault.start : fault.end]
    return any(words in one.report.text for one in sources)
