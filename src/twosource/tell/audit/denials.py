"""What a draft denies and a report says, or the other way round: deed beside deed."""

from collections.abc import Iterator
from typing import NamedTuple

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.evidence import Evidence, kin
from twosource.tell.audit.frames import Frame, Scene, one_deed, opposed_deeds, scene
from twosource.tell.audit.grammar import ALIKE, is_supposed, kept, negations, window
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.referents import same
from twosource.tell.audit.sources import Word, weigh

#: What two deeds must have in common beside their verb, and how near to the nearest another of that verb must come to count too.
COMMON, NEARLY = 0.75, 0.7
#: What it is worth that one and the same stands in the same place, though in other words.
SAME_PART = 0.6
#: What the verb itself may add, and what another of its meaning takes away.
VERB, OTHER_VERB = 0.4, 0.4


class Match(NamedTuple):
    """A deed of a report that may be one of the draft's, and what they have in common."""

    evidence: Evidence
    theirs: Scene
    frame: Frame
    common: float
    denied: bool
    unclear: bool


def denials(held: Held) -> Iterator[Fault]:
    """A fault where a deed is denied in the draft, and wherever a report has it, it is not; or the other way round."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        if is_supposed(mine.clause, frame.at) or _unclear(mine, frame):
            continue
        denied = len(negations(mine.clause, frame.at)) % 2 == 1
        found = sorted(_matches(held, mine, frame), key=lambda match: -match.common)
        if not found or found[0].common < COMMON:
            continue
        near = [match for match in found if match.common >= NEARLY * found[0].common]
        if any(match.denied == denied or match.unclear for match in near):
            continue
        best = found[0]
        where, there = window(mine.clause, frame.at), window(best.theirs.clause, best.frame.at)
        source = best.evidence.source
        said, words = shown(source.report.text[there.start : there.end], 100), shown(held.text[where.start : where.end], 100)
        what, other = ("denies", "says") if denied else ("says", "denies")
        detail = f"“{words}” {what} what {named(source)} {other}: “{said}”"
        yield Fault(FaultKind.NEGATION, where.start, where.end, detail, (source.report.cite(*there),))
        return


def _matches(held: Held, mine: Scene, frame: Frame) -> Iterator[Match]:
    words = _words(mine, frame)
    for evidence in held.evidence:
        for told in evidence.told:
            theirs = scene(evidence.source.report, evidence.source.annotation, told.span)
            for other in theirs.frames:
                opposed = opposed_deeds(frame.verb, other.verb)
                if not opposed and not one_deed(frame.verb, other.verb):
                    continue
                there = _words(theirs, other)
                common = weigh(word for word in words if any(word.stem == one.stem or kin(word.plain, one.plain) >= ALIKE for one in there))
                common += SAME_PART * sum(1 for part in ("actors", "objects") if _same_part(mine, frame, theirs, other, part))
                common += _worth(mine, frame) if root(frame.verb) == root(other.verb) else -OTHER_VERB
                if opposed and not _same_part(mine, frame, theirs, other, "actors", by_word=True):
                    continue
                denied = (len(negations(theirs.clause, other.at)) % 2 == 1) != opposed
                yield Match(evidence, theirs, other, common, denied, is_supposed(theirs.clause, other.at) or _unclear(theirs, other))


def _words(of: Scene, frame: Frame) -> list[Word]:
    """The words that carry news in a deed's own clause, beside its verb."""
    return [word for i in kept(of.clause, frame.at) if i != frame.at and (word := of.clause.nodes[i].word) is not None]


def _worth(of: Scene, frame: Frame) -> float:
    word = of.clause.nodes[frame.at].word
    return min(word.weight, VERB) if word is not None else 0.0


def _same_part(mine: Scene, frame: Frame, theirs: Scene, other: Frame, part: str, *, by_word: bool = False) -> bool:
    """Whether one and the same has a part; of whom both do not use the same word, unless that will do too."""
    here, there = getattr(frame, part), getattr(other, part)
    words = {node.word.stem for i in there if (node := theirs.clause.nodes[i]).word is not None}
    return any(
        same(mine.who[i], theirs.who[j]) is True
        and (by_word or mine.clause.nodes[i].word is None or mine.clause.nodes[i].word.stem not in words)  # type: ignore[union-attr]
        for i in here
        for j in there
    )


def _unclear(of: Scene, frame: Frame) -> bool:
    """Whether a deed is said by degrees, or hangs on what denies or supposes it in ways that the tree does not tell."""
    clause = of.clause
    own = [clause.nodes[i].token.lower for i in kept(clause, frame.at)]
    above, at = [], frame.at
    while clause.head(at) != at:
        at = clause.head(at)
        above.append(clause.nodes[at].token.lower)
    tangled = any_of(language("en").auditing.tangled)
    return not language("en").auditing.degrees.isdisjoint(own) or any(tangled.fullmatch(word) for word in (*own, *above))
