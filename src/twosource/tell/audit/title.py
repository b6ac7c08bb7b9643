"""The title of a draft held against its own body."""

from collections.abc import Iterator

import msgspec

from twosource.connect.meanings import root
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import PassageKind
from twosource.model.value import Quantity
from twosource.tell.audit.certainty import is_asked, overstated
from twosource.tell.audit.denials import SAYING, denials, is_denied, is_of_one, is_unclear, matches
from twosource.tell.audit.directions import directions, routes
from twosource.tell.audit.draft import Draft, Part
from twosource.tell.audit.evidence import evidence
from twosource.tell.audit.frames import scene
from twosource.tell.audit.grammar import clauses, foresee, is_supposed, negations, window, words_at
from twosource.tell.audit.held import Held, shown
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.measured import given
from twosource.tell.audit.names import names
from twosource.tell.audit.operands import in_si, numbers_in, numbers_of
from twosource.tell.audit.roles import displaced, exchanged
from twosource.tell.audit.senses import senses
from twosource.tell.audit.sources import Source, Told, source, words_of
from twosource.values.compare import comparable

#: A title rounds freely: "cases pass 200" for 203.
ROUNDED, EXACT, ROUND = 0.15, 0.03, 10
#: What a verb must weigh to be looked for in the whole body, and how near in sense one must be.
TELLS, SAME = 0.3, 0.95
#: What a verb says something of.
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def title(draft: Draft, part: Part, sources: tuple[Source, ...]) -> Iterator[Fault]:
    """A fault where the body does not bear the title out: another number, a name that it has not, the opposite of what it says."""
    body = _body(draft)
    words = words_of(draft.bare.text, *part.span)
    found = evidence(words, body)
    if not found.told:
        return
    foresee((body.report, told.span) for told in body.told)
    held, whole = Held(draft, part, words, (found,)), Held(draft, part, words, (found._replace(told=body.told),))
    for fault in (
        *exchanged(held),
        *displaced(held),
        *denials(held),
        *_gainsaid(whole),
        *overstated(held),
        *senses(held),
        *directions(held),
        *routes(held),
        *_figures(held, body),
        *_denials(held, body),
        *(fault for fault in names(held) if not _known(fault, draft, sources)),
    ):
        detail = fault.detail.replace(f"{held.none} has", "the text has not").replace(f"; {draft.report.outlet}", "; the text")
        yield msgspec.structs.replace(fault, kind=FaultKind.HEADLINE_BODY, detail=detail, cites=())
        return


def _body(draft: Draft) -> Source:
    """The draft below its title, as a report."""
    start, end = draft.parts[0].span
    below = tuple(span for span in draft.bare.sentences if span != draft.parts[0].span)
    passages = tuple(passage for passage in draft.bare.passages if passage.kind is not PassageKind.HEADLINE)
    text = f"{draft.bare.text[:start]}{' ' * (end - start)}{draft.bare.text[end:]}"
    report = msgspec.structs.replace(
        draft.bare, text=text, sentences=below, passages=passages, headline=None, outlet="the text", byline=None
    )
    mentions = tuple(one for one in draft.annotation.mentions if one.start >= end)
    named = {one.entity for one in mentions}
    entities = tuple(one for one in draft.annotation.entities if one.id in named)
    return source(report, msgspec.structs.replace(draft.annotation, mentions=mentions, entities=entities))


def _figures(held: Held, body: Source) -> Iterator[Fault]:
    """A figure in the title that the body does not have of what it measures; titles round freely."""
    told = [number for one in body.told for number in numbers_in(body, one)]
    taken: list[tuple[int, int]] = []
    for quantity in held.inside(held.draft.annotation.quantities):
        taken.append((quantity.start, quantity.end))
        value = quantity.low if quantity.low is not None else quantity.high
        alike = [one.quantity for one in given(held, quantity) if comparable(quantity, one.quantity)]
        if value is None or value <= 1 or any(_fits(value, quantity, one) for one in alike):
            continue
        if quantity.unit == "1" and value in told:
            continue  # "at least 29 killed", of "29 people" who lost their lives
        if alike or not any(_near(value, number) for number in told):
            yield _missing(held, quantity.start, quantity.end)
    for number in numbers_of(held.text[held.span.start : held.span.end]):
        start, end = held.span.start + number.start, held.span.start + number.end
        if number.low > 1 and not any(a < end and start < b for a, b in taken) and not any(_near(number.low, one) for one in told):
            yield _missing(held, start, end)


def _fits(value: float, quantity: Quantity, other: Quantity) -> bool:
    """Whether a title's figure may stand for one of the body, each in its unit."""
    size = in_si(1.0, quantity)
    ends = [end for end in (other.low, other.high) if end is not None]
    if quantity.unit == other.unit:
        return any(_near(value, end) for end in ends)
    return bool(size) and any(_near(value, in_si(end, other) / size) for end in ends)


def _near(value: float, other: float | None) -> bool:
    """Whether a title may tell a figure by a value: one that is not round is no rounded one."""
    return other is not None and abs(value - other) <= (ROUNDED if value % ROUND == 0 else EXACT) * max(abs(other), 1)


def _missing(held: Held, start: int, end: int) -> Fault:
    return Fault(FaultKind.NUMBER, start, end, f"says {held.quoted(start, end)}; the text has no such figure")


def _gainsaid(held: Held) -> Iterator[Fault]:
    """A deed of the title of which the body tells the opposite, of the same one, and nowhere the same."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        if root(frame.verb) in SAYING or is_supposed(mine.clause, frame.at) or is_unclear(mine, frame):
            continue
        denied = is_denied(mine, frame)
        found = [match for match in matches(held, mine, frame) if is_of_one(mine, frame, match.theirs, match.frame)]
        if found and all(match.denied != denied and not match.unclear for match in found):
            there = window(found[0].theirs.clause, found[0].frame.at)
            where = window(mine.clause, frame.at)
            said = shown(found[0].evidence.source.report.text[slice(*there)], 100)
            yield Fault(FaultKind.NEGATION, *where, f"says {held.quoted(*where)}; the text has “{said}”")


def _denials(held: Held, body: Source) -> Iterator[Fault]:
    """A verb that the title denies and the body says, or the other way round, wherever it says it; of a common verb, of the same noun."""
    tree = clauses(held.draft.bare, held.span)
    for i, node in enumerate(tree.nodes):
        if node.word is None or node.token.pos not in {"VERB", "AUX"}:
            continue
        nouns = frozenset(word.stem for word in words_at(tree, [j for j in tree.children(i) if tree.nodes[j].token.dep in _PARTS]))
        if node.word.weight < TELLS and not nouns:
            continue
        told = [one for one in body.told if node.word.weight >= TELLS or nouns <= one.stems]
        signs = {sign for one in told for sign in _signs(body, one, node.word.plain)}
        mine = len(negations(tree, i)) % 2 == 1
        if signs and mine not in signs:
            what = "denies" if mine else "says"
            yield Fault(FaultKind.NEGATION, node.token.start, node.token.end, f"{what} what the text {'says' if mine else 'denies'}")


def _signs(body: Source, told: Told, verb: str) -> set[bool]:
    """Whether a sentence denies what a verb says, for each time that it tells it: what is asked for is not told."""
    if not any(kin(verb, word.plain) >= SAME for word in told.words):
        return set()
    tree = clauses(body.report, told.span)
    return {
        len(negations(tree, j)) % 2 == 1
        for j, node in enumerate(tree.nodes)
        if node.word is not None and node.token.pos in {"VERB", "AUX"} and kin(verb, node.word.plain) >= SAME and not is_asked(tree, j)
    }


def _known(fault: Fault, draft: Draft, sources: tuple[Source, ...]) -> bool:
    """Whether a name that the body lacks stands in the reports."""
    words = draft.bare.text[fault.start : fault.end]
    return any(words in one.report.text for one in sources)
